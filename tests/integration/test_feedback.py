"""An answer judged useless is followed by the question why, and what is wrong reaches the editors."""

from __future__ import annotations

from sqlalchemy import select

from api.conversations.models import FeedbackRow
from api.database import create_engine
from tests.integration.citizen import Citizen, Json, choices

REASONS = ["Ce n'est pas ma situation", "C'est incomplet ou pas clair", "C'est faux ou périmé"]


def answer(citizen: Citizen) -> Json:
    question = citizen.say("quels papiers pour un passeport")
    return citizen.choose(choices(question)["Passeport perdu"])


def judge(citizen: Citizen, seq: int, **judged: object) -> None:
    response = citizen.http.post(f"{citizen.path}/feedback", json={"seq": seq, **judged})
    assert response.status_code == 200, response.text


def test_a_useless_answer_is_followed_by_the_question_why(citizen: Citizen) -> None:
    given = answer(citizen)
    judge(citizen, given["seq"], useful=False)
    (asked,) = citizen.messages(after=given["seq"])
    assert asked["author"] == "assistant"
    assert asked["kind"] == "question"
    assert [choice["label"] for choice in asked["payload"]["choices"]] == REASONS


def test_a_useful_answer_and_one_whose_fault_is_told_are_followed_by_nothing(citizen: Citizen) -> None:
    given = answer(citizen)
    judge(citizen, given["seq"], useful=True)
    judge(citizen, given["seq"], useful=False, reason="Il manque le prix.")
    assert citizen.messages(after=given["seq"]) == []


def test_what_is_no_answer_is_not_asked_about(citizen: Citizen) -> None:
    judge(citizen, 1, useful=False)
    assert citizen.messages(after=1) == []


def test_what_is_wrong_is_kept_for_editors(citizen: Citizen, stocked: str) -> None:
    given = answer(citizen)
    judge(citizen, given["seq"], useful=False)
    (asked,) = citizen.messages(after=given["seq"])
    thanks = citizen.choose(choices(asked)["C'est faux ou périmé"])
    assert "Merci" in thanks["text"]
    engine = create_engine(stocked)
    with engine.connect() as connection:
        rows = connection.execute(
            select(FeedbackRow.seq, FeedbackRow.useful, FeedbackRow.reason).where(
                FeedbackRow.conversation_id == citizen.id
            )
        ).all()
    engine.dispose()
    assert rows == [(given["seq"], False, "wrong")]


def test_not_my_situation_opens_the_answers_given_again(citizen: Citizen) -> None:
    given = answer(citizen)
    judge(citizen, given["seq"], useful=False)
    (asked,) = citizen.messages(after=given["seq"])
    opened = citizen.choose(choices(asked)["Ce n'est pas ma situation"])
    assert any("Passeport perdu" in label for label in choices(opened))


def test_the_question_answered_before_is_one_click_away(citizen: Citizen) -> None:
    given = answer(citizen)
    back = given["payload"]["back"]
    assert back["label"] == "Revenir à la question précédente"
    assert "Passeport valide" in choices(citizen.choose(back["value"]))

"""No question of ours is put twice in the same words: the second time, there is another way on."""

from __future__ import annotations

import itertools

import pytest

from procedures.dialogue import Chose, Move
from procedures.model import Aspect
from procedures.outcome import Answer, Offer, Question, Step
from tests.unit.procedures.conversations import Conversation
from tests.unit.procedures.fakes import InMemoryCatalogue, choice, procedure, text
from tests.unit.procedures.papers import papers


def test_what_it_is_about_is_asked_once_then_a_person_is_offered() -> None:
    talk = Conversation().says("c'est combien ?")
    first = talk.reply.text
    talk.says("combien de temps")
    assert talk.reply.text != first
    assert talk.reply.handoff is not None or talk.buttons()


def test_themes_offered_stay_within_reach_of_a_word_of_courtesy() -> None:
    talk = Conversation().says("c'est combien ?")
    shown = [offer.label for offer in talk.buttons()]
    talk.says("vous êtes un robot ?", Move.SMALL_TALK, "who_are_you")
    assert shown
    assert set(shown) <= {offer.label for offer in talk.buttons()}


def test_the_same_question_never_comes_a_third_time() -> None:
    talk = Conversation(papers()).says("carte d'identité").clicks("majeur")
    labels = talk.labels()
    seen = [talk.reply.text]
    for words in ("voir", "encore", "et puis", "alors"):
        talk.act(Chose(Offer(words, Step("N700", answers={"N700": ("N700-1",)}))))
        seen.append(talk.reply.text)
    assert max(len(list(same)) for _, same in itertools.groupby(seen)) < 3
    assert set(labels) <= {offer.label for offer in talk.buttons()}


def test_a_dossier_s_next_question_tells_for_whom() -> None:
    talk = Conversation(papers()).says("carte d'identité", aspect=Aspect.DOCUMENTS).clicks("majeur")
    adult = talk.reply.content
    talk.says("et pour un mineur ?", Move.CHOOSE)
    assert isinstance(adult, Question)
    assert isinstance(talk.reply.content, Question)
    assert "pour un majeur" in adult.prompt
    assert "pour un mineur" in talk.reply.content.prompt


@pytest.mark.parametrize(
    ("words", "case"),
    [
        ("ah non pardon, je l'ai perdu en Italie", "Perte en Europe"),
        ("en fait, perdu au Japon", "Perte dans un autre pays"),
        ("non, je l'ai perdu en Europe", "Perte en Europe"),
    ],
)
def test_a_country_chooses_the_part_of_the_world_that_it_is_in(words: str, case: str) -> None:
    cases = {label: (text(f"Cas : {label}."),) for label in ("Perte_en_France", "Perte_en_Europe")}
    lost = choice("F1.c", "Où ?", **cases, Perte_dans_un_autre_pays=(text("Cas : consulat."),))
    talk = Conversation(InMemoryCatalogue([procedure("F1", "Permis de conduire perdu", lost)]))
    talk.says("permis de conduire perdu").clicks("Perte en France").says(words)
    assert isinstance(talk.reply.content, Answer)
    assert talk.reply.content.path == (case,)

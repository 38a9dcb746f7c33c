"""Which of several is meant: buttons that a citizen can tell apart."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Reply, State
from procedures.model import Audience
from procedures.outcome import Question
from procedures.turn.clarify import clarify
from procedures.turn.walking import walk
from tests.unit.procedures.fakes import InMemoryCatalogue, procedure
from tests.unit.procedures.papers import papers


def _labels(reply: Reply) -> list[str]:
    assert isinstance(reply.content, Question)
    return [offer.label for offer in reply.content.choices]


def test_sheets_of_one_name_take_one_place_and_their_dossier_then_asks() -> None:
    catalogue = papers()
    near = ("F703", "F713", "F803", "F813", "F900")

    state, reply = clarify(State(words="tout perdu"), near, (), catalogue)

    assert _labels(reply)[:2] == ["Carte d'identité : Carte perdue", "Passeport : Passeport perdu"]
    assert len(_labels(reply)) == 3
    step = state.pending[0].step
    asked = walk(State(subject=step.subject, answers=step.answers), catalogue).outcome
    assert isinstance(asked, Question)
    assert len(asked.choices) == 2


def test_a_sheet_whose_twin_is_not_near_keeps_its_own_name() -> None:
    _, reply = clarify(State(words="tout perdu"), ("F703", "F900"), (), papers())

    assert _labels(reply)[0] == papers().title("F703")


def test_namesakes_say_whom_they_are_for() -> None:
    ours = procedure("F1", "Préavis de licenciement")
    theirs = replace(procedure("F1@professionnels", "Préavis de licenciement"), audience=Audience.PROFESSIONALS)
    catalogue = InMemoryCatalogue([ours, theirs, procedure("F2", "Congé sans solde")])

    _, reply = clarify(State(words="préavis licenciement"), ("F1", "F1@professionnels", "F2"), (), catalogue)

    assert _labels(reply) == [
        "Préavis de licenciement (particuliers)",
        "Préavis de licenciement (professionnels)",
        "Congé sans solde",
    ]

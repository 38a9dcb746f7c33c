"""Every case at once, where they are few and short; else what holds in all of them. The choice stays offered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.dialogue import Candidate, Decision, Move, State
from procedures.model import Aspect, Block, IsTrue, LegalReference, Section
from procedures.outcome import Answer, Question
from procedures.reply.blocks import blocks_as_json
from procedures.reply.plain import blocks_as_lines
from procedures.turn.cases import told_or_cases
from procedures.turn.walking import walk
from tests.unit.procedures.conversations import Conversation
from tests.unit.procedures.fakes import InMemoryCatalogue, choice, procedure, section, text

_ASKS = "combien coûte un permis de hamac ?"


def _about(aspect: Aspect, **said: str) -> Conversation:
    cases = choice("F80.c", "", **{label: (text(words),) for label, words in said.items()})
    catalogue = InMemoryCatalogue([procedure("F80", "Permis de hamac", section("Chapitre", aspect, cases))])
    return Conversation(catalogue).says(_ASKS, aspect=aspect)


def _lines(conversation: Conversation) -> list[str]:
    found = conversation.reply.content
    assert isinstance(found, Answer)
    return [line for part in found.sections for line in blocks_as_lines(blocks_as_json(part.blocks))]


def test_a_price_that_depends_is_told_to_each() -> None:
    conversation = _about(Aspect.COST, Hamac_neuf="Le permis coûte 86 €.", Hamac_ancien="Il est gratuit.")

    assert conversation.reply.decision is Decision.ANSWER
    assert _lines(conversation) == [
        "Hamac neuf :",
        "  Le permis coûte 86 €.",
        "Hamac ancien :",
        "  Il est gratuit.",
    ]
    assert [offer.label for offer in conversation.reply.suggestions] == ["Hamac neuf", "Hamac ancien"]
    assert "- Hamac ancien" in conversation.reply.closing


def test_a_case_named_afterwards_is_answered_alone() -> None:
    conversation = _about(Aspect.COST, Hamac_neuf="Le permis coûte 86 €.", Hamac_ancien="Il est gratuit.")

    conversation.says("hamac ancien", Move.CHOOSE)

    assert _lines(conversation) == ["Il est gratuit."]


def test_who_does_not_know_which_case_may_still_choose_or_ask_for_a_person() -> None:
    conversation = _about(Aspect.COST, Hamac_neuf="Le permis coûte 86 €.", Hamac_ancien="Il est gratuit.")

    conversation.says("je ne sais pas", Move.CHOOSE, intent="dont_know")

    assert conversation.labels() == ["Hamac neuf", "Hamac ancien"]
    assert [offer.label for offer in conversation.reply.suggestions] == ["Parler à une personne"]


def test_thanks_are_not_met_with_the_question_again() -> None:
    conversation = _about(Aspect.COST, Hamac_neuf="Le permis coûte 86 €.", Hamac_ancien="Il est gratuit.")

    conversation.says("merci", Move.SMALL_TALK, intent="thanks")

    assert "il me manque une réponse" not in conversation.reply.text


@pytest.mark.parametrize(
    ("aspect", "said"),
    [
        (Aspect.DOCUMENTS, {"Hamac_neuf": "La facture.", "Hamac_ancien": "Le vieux permis."}),
        (Aspect.COST, {"Hamac_neuf": "Il coûte 86 €. " * 90, "Hamac_ancien": "Il est gratuit."}),
        (Aspect.COST, {f"Hamac_{number}": f"Il coûte {number} €." for number in range(1, 8)}),
        (Aspect.COST, {"Hamac_neuf": "Le permis coûte 86 €.", "Hamac_ancien": ""}),
    ],
    ids=["documents differ", "too long", "too many", "nothing for one"],
)
def test_the_question_is_asked_where_all_cases_at_once_would_not_do(aspect: Aspect, said: dict[str, str]) -> None:
    conversation = _about(aspect, **said)

    assert conversation.reply.decision is Decision.CLARIFY
    assert isinstance(conversation.reply.content, Question)


_EVERYBODY = "Tout le monde peut avoir un hamac, à condition de le tendre entre deux arbres qui sont à soi, "
_EVERYBODY += "de ne gêner aucun passant, de le rentrer la nuit et de le dire au voisin avant de s'y coucher."
_LONG_CASES = {"Hamac_neuf": "Il faut la facture du marchand. " * 90, "Hamac_ancien": "Il faut le vieux permis."}


def _after(*beginning: Block, aspect: Aspect = Aspect.ELIGIBILITY, **around: object) -> Conversation:
    """A chapter that begins with ``beginning``, before cases too long to be told at once. ``around``: the rest of the
    sheet."""
    cases = choice("F80.c", "", **{label: (text(words),) for label, words in _LONG_CASES.items()})
    sheet = procedure("F80", "Permis de hamac", section("Chapitre", aspect, *beginning, cases))
    catalogue = InMemoryCatalogue([replace(sheet, **around)])  # type: ignore[arg-type]
    return Conversation(catalogue).says("permis de hamac", aspect=aspect)


def test_what_holds_in_all_cases_is_told_before_the_case_is_asked() -> None:
    conversation = _after(text(_EVERYBODY), text("Le reste dépend de votre hamac :"))

    assert conversation.reply.decision is Decision.ANSWER
    assert _lines(conversation) == [_EVERYBODY]
    assert "dans tous les cas" in conversation.reply.text
    assert [offer.label for offer in conversation.reply.suggestions] == ["Hamac neuf", "Hamac ancien"]


def test_the_case_told_afterwards_is_answered_whole() -> None:
    conversation = _after(text(_EVERYBODY))

    conversation.says("hamac ancien", Move.CHOOSE)

    assert _lines(conversation) == [_EVERYBODY, "Il faut le vieux permis."]


def test_an_introduction_tells_for_whom_when_the_chapter_begins_with_its_cases() -> None:
    conversation = _after(introduction=(text(_EVERYBODY),))

    assert conversation.reply.decision is Decision.ANSWER
    assert _lines(conversation) == [_EVERYBODY]
    assert "Voici les conditions" not in conversation.reply.text


def test_forms_and_laws_of_the_whole_sheet_wait_for_the_case() -> None:
    law = LegalReference("L1", "Code des hamacs : article L1", "https://example.org/hamac")
    conversation = _after(text(_EVERYBODY), legal=(law,))

    assert isinstance(told := conversation.reply.content, Answer)
    assert not told.legal

    conversation.says("hamac ancien", Move.CHOOSE)
    assert isinstance(told := conversation.reply.content, Answer)
    assert told.legal == (law,)


@pytest.mark.parametrize(
    ("beginning", "aspect", "introduction"),
    [
        ((text("Cela dépend de votre hamac."),), Aspect.ELIGIBILITY, ()),
        ((text(_EVERYBODY),), Aspect.DOCUMENTS, ()),
        ((text(_EVERYBODY),), Aspect.COST, ()),
        ((text(_EVERYBODY * 15),), Aspect.ELIGIBILITY, ()),
        ((Section("F80.s", "Ailleurs", (text(_EVERYBODY),), condition=IsTrue("T1")),), Aspect.ELIGIBILITY, ()),
        ((), Aspect.HOW, (text(_EVERYBODY),)),
    ],
    ids=[
        "says nothing",
        "documents",
        "a price",
        "too long",
        "holds for some only",
        "an introduction is no way",
    ],
)
def test_the_case_alone_is_asked_where_the_rest_would_be_no_answer(
    beginning: tuple[Block, ...], aspect: Aspect, introduction: tuple[Block, ...]
) -> None:
    conversation = _after(*beginning, aspect=aspect, introduction=introduction)

    assert conversation.reply.decision is Decision.CLARIFY
    assert isinstance(conversation.reply.content, Question)


@pytest.mark.parametrize(("score", "decision"), [(0.9, Decision.ANSWER), (0.3, Decision.CLARIFY)])
def test_a_sheet_that_is_only_the_likeliest_of_its_dossier_asks_alone(score: float, decision: Decision) -> None:
    conversation = _after(text(_EVERYBODY))
    catalogue = conversation.catalogue
    walked = walk(State(subject="F80", aspect=Aspect.ELIGIBILITY), catalogue)

    _, reply = told_or_cases(walked, catalogue, candidates=(Candidate("F80", score),))

    assert reply.decision is decision

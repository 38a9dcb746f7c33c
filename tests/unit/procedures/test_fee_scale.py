"""A fee by family quotient: one form, checked; a table to read; a question that picks the line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from procedures.dialogue import Chose, Decision, Move
from procedures.fee_scale import as_choice, read_amount, written_amount
from procedures.model import Aspect, Bracket, Scale
from procedures.outcome import Answer, Offer, Step
from procedures.problems import problems_in
from procedures.reply.blocks import blocks_as_json
from procedures.reply.plain import blocks_as_lines
from procedures.yaml_files.scale import ScaleBlock
from procedures.yaml_text import Document
from tests.unit.procedures.conversations import Conversation
from tests.unit.procedures.fakes import InMemoryCatalogue, procedure, section

SEVEN = Scale(
    "par repas",
    tuple(
        Bracket(low, low + 199 if low < 1200 else None, Decimal(low // 200) / 2 + Decimal("0.50"))
        for low in range(0, 1400, 200)
    ),
    unknown=Decimal("4.50"),
)
CANTEEN = procedure("F81", "Cantine des hamacs", section("Prix", Aspect.COST, as_choice("quotient", SEVEN)))


@pytest.fixture
def asked() -> Conversation:
    return Conversation(InMemoryCatalogue([CANTEEN])).says("prix de la cantine des hamacs", aspect=Aspect.COST)


def lines(conversation: Conversation) -> list[str]:
    found = conversation.reply.content
    assert isinstance(found, Answer)
    return [line for part in found.sections for line in blocks_as_lines(blocks_as_json(part.blocks))]


class TestCitizens:
    def test_read_all_the_lines_as_a_table_and_are_offered_their_own(self, asked: Conversation) -> None:
        assert asked.reply.decision is Decision.ANSWER
        assert lines(asked)[:3] == [
            "Quotient familial | Tarif",
            "De 0 à 199 | 0,50 € par repas",
            "De 200 à 399 | 1,00 € par repas",
        ]
        assert lines(asked)[-2:] == [
            "De 1 200 et plus | 3,50 € par repas",
            "Sans quotient familial connu | 4,50 € par repas",
        ]
        assert len(asked.reply.suggestions) == 8
        assert asked.reply.closing.startswith("Quel est votre quotient familial ?\n- Quotient de 0 à 199")

    def test_the_table_names_its_lines_and_columns_for_a_screen_reader(self) -> None:
        (table,) = blocks_as_json((as_choice("quotient", SEVEN),))
        assert (table["type"], table["header_columns"]) == ("table", 1)
        assert [row["header"] for row in table["rows"][:2]] == [True, False]

    @pytest.mark.parametrize("words", ["de 400 à 599", "450", "mon quotient est de 450", "599"])
    def test_who_says_theirs_reads_its_line_alone(self, asked: Conversation, words: str) -> None:
        asked.says(words, Move.CHOOSE)
        assert lines(asked) == ["1,50 € par repas"]
        assert isinstance(asked.reply.content, Answer)
        assert asked.reply.content.path == ("Quotient de 400 à 599",)
        assert [fee.amount for fee in asked.reply.content.fees] == [Decimal("1.50")]

    def test_whoever_comes_by_a_click_reads_the_table_too(self) -> None:
        click = Chose(Offer("Prix", Step(subject="F81", aspect=Aspect.COST)))
        assert len(lines(Conversation(InMemoryCatalogue([CANTEEN])).act(click))) == 9

    def test_who_has_more_than_all_others_is_in_the_last(self, asked: Conversation) -> None:
        assert lines(asked.says("1350", Move.CHOOSE)) == ["3,50 € par repas"]

    def test_who_knows_none_may_say_so(self, asked: Conversation) -> None:
        assert lines(asked.clicks("sans quotient")) == ["4,50 € par repas"]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("3,20 €", "3.20"),
        ("3,20€", "3.20"),
        ("1 200 €", "1200"),
        ("12 €", "12"),
        ("Gratuit", "0"),
        ("3.20 €", None),
        ("3,2 €", None),
        ("3,20", None),
        ("0 €", None),
        ("trois euros", None),
        ("-2 €", None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(words: str, amount: str | None) -> None:
    assert read_amount(words) == (None if amount is None else Decimal(amount))
    if amount is not None:
        assert read_amount(written_amount(Decimal(amount))) == Decimal(amount)


def faults(*brackets: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    content = {"bareme": {"id": "quotient", "tranches": list(brackets), **more}}
    try:
        ScaleBlock.model_validate(content)
    except ValidationError as error:
        found = problems_in(error, Path("texte"), Document(content, None))
        return [(one.field, one.reason, one.cure) for one in found]
    return []


def line(low: Any, high: Any = None, amount: str = "3,20 €") -> dict[str, Any]:
    return {"de": low, "montant": amount, **({} if high is None else {"jusqu_a": high})}


class TestEditors:
    def test_brackets_that_follow_one_another_are_right(self) -> None:
        assert faults(line(0, 399), line(400, 799, "gratuit"), line(800), sans_quotient="5 €") == []

    @pytest.mark.parametrize(
        ("brackets", "field", "reason", "cure"),
        [
            ((line(0, 399), line(450)), "[2].de", "laisse un trou", "Elle commence à 400."),
            ((line(0, 399), line(300)), "[2].de", "en recouvre une autre", "Elle commence à 400."),
            ((line(100, 399), line(400)), "[1].de", "laisse un trou", "Elle commence à 0."),
            ((line(0), line(400)), "[1].jusqu_a", "n'a pas de fin", "Dites jusqu'à quel quotient."),
            ((line(0, 399), line(400, 300), line(301)), "[2].jusqu_a", "la fin est avant", "Écrivez plus que 400."),
            ((line(0, 399), line(400, 799)), "[2].jusqu_a", "plus hauts", "Laissez vide la fin"),
            ((line(0, 399, "3,2"), line(400)), "[1].montant", "n'est pas un montant", "Écrivez-le comme 3,20 €"),
            ((line("zéro", 399), line(400)), "[1].de", "un nombre est attendu", "en chiffres"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field_with_its_cure(
        self, brackets: tuple[dict[str, Any], ...], field: str, reason: str, cure: str
    ) -> None:
        (found,) = faults(*brackets)
        assert found[0] == f"bareme.tranches{field}"
        assert reason in found[1]
        assert cure in found[2]

    def test_one_bracket_is_no_scale(self) -> None:
        assert faults(line(0)) == [("bareme.tranches", "il en manque", "Il en faut au moins 2.")]

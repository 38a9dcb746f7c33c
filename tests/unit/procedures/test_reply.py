"""A reply as a citizen's screen receives it, and as plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from procedures.dialogue import Candidate, Decision, Handoff, Reply
from procedures.facts import Fact
from procedures.model import (
    Aspect,
    Block,
    Cell,
    Choice,
    Conditional,
    Illustration,
    IsTrue,
    LegalReference,
    Link,
    LinkKind,
    Mark,
    Marked,
    Note,
    NoteKind,
    Office,
    OfficeKind,
    Option,
    Origin,
    Paragraph,
    Reference,
    Row,
    Section,
    Service,
    ServiceKind,
    Table,
    Text,
)
from procedures.outcome import Answer, Delay, DocumentItem, Fee, Form, Offer, Question, Step
from procedures.reply import seal, to_wire
from procedures.reply.blocks import blocks_as_json
from procedures.reply.links import safe_url
from procedures.reply.plain import blocks_as_lines
from tests.unit.procedures.answers import PAGE, SOON_AFTER, answer
from tests.unit.procedures.fakes import bullets, section, text

YEARS_AFTER = date(2026, 11, 22)


def wire(content: Answer | Question | None, *, today: date = SOON_AFTER, said: str = "Voici.") -> dict[str, Any]:
    return to_wire(Reply(Decision.ANSWER, said, content), today=today)


def test_an_answer_has_every_field_of_the_contract() -> None:
    payload = wire(answer())["payload"]
    assert set(payload) == {
        "procedure", "aspect", "path", "facts", "documents", "fees", "delays", "sections", "online_services", "forms",
        "offices", "legal", "related", "suggestions",
    }  # fmt: skip
    assert payload["procedure"]["verified_on"] == "2020-11-12"


def test_candidates_and_handoff_travel_with_the_message() -> None:
    handoff = Handoff("asked", "Démarche : passeport.")
    reply = Reply(Decision.HANDOFF, "Je transmets.", candidates=(Candidate("F1", 0.87654),), handoff=handoff)
    sent = to_wire(reply, today=SOON_AFTER)
    assert sent == {
        "decision": "handoff",
        "kind": "text",
        "text": "Je transmets.",
        "payload": {},
        "candidates": [{"id": "F1", "score": 0.8765}],
        "handoff": {"reason": "asked", "summary": "Démarche : passeport."},
        "report": "",
    }


def test_documents_are_told_once_with_their_alternatives() -> None:
    listed = bullets("Photo récente", "Justificatif de domicile")
    content = answer(
        section("Pièces à fournir", Aspect.DOCUMENTS, "Apportez les originaux.", listed),
        aspect=Aspect.DOCUMENTS,
        documents=(
            DocumentItem("Photo récente"),
            DocumentItem("Justificatif de domicile"),
            DocumentItem("Un seul de ces documents :", ("Passeport", "Carte d'identité")),
        ),
    )
    sent = wire(content)
    assert sent["payload"]["documents"] == [
        {"label": "Photo récente"},
        {"label": "Justificatif de domicile"},
        {"label": "Un seul de ces documents :", "details": ["Passeport", "Carte d'identité"]},
    ]
    assert sent["text"].count("Photo récente") == 1
    assert "- Photo récente\n- Justificatif de domicile\n- Un seul de ces documents :\n  - Passeport" in sent["text"]
    assert "Apportez les originaux." in sent["text"]


def test_a_chapter_without_a_word_is_no_failure() -> None:
    empty = section("Pièces à fournir", Aspect.DOCUMENTS)
    assert wire(answer(empty, aspect=Aspect.DOCUMENTS, documents=(DocumentItem("Photo récente"),)))["text"]


def test_a_line_that_introduces_a_list_told_above_goes_with_it() -> None:
    content = answer(
        section("Pièces à fournir", Aspect.DOCUMENTS, "Présentez l'original de :", bullets("Photo récente")),
        aspect=Aspect.DOCUMENTS,
        documents=(DocumentItem("Photo récente"),),
    )
    assert "Présentez" not in wire(content)["text"]


def test_plain_words_tell_who_it_is_for_where_it_comes_from_and_when_it_was_checked() -> None:
    content = answer(
        section("Coût", Aspect.COST, "La carte coûte 12 €"),
        path=("Pour un adulte", "Première demande"),
        offices=(Office("R1", OfficeKind.LOCAL, "Mairie", url="https://example.fr/mairie"),),
    )
    said = wire(content)["text"]
    for part in (
        "Voici.",
        "Carte de bibliothèque",
        "Pour votre situation : Pour un adulte · Première demande",
        "Coût\nLa carte coûte 12 €",
        "Où s'adresser :\n- Mairie, https://example.fr/mairie",
        "Source : Dila, https://www.service-public.fr/particuliers/vosdroits/F10",
        "Information vérifiée le 12 novembre 2020.",
    ):
        assert part in said


def test_facts_are_shown_in_french() -> None:
    (shown,) = wire(answer(facts=(Fact("child", "age", "12"),)))["payload"]["facts"]
    assert set(shown) == {"label", "value"}
    assert "12" in shown["value"]


def test_a_fee_that_its_chapter_tells_is_not_said_twice() -> None:
    fee = Fee("Carte", "La carte coûte 12 €", Decimal("12.00"))
    sent = wire(answer(section("Coût", Aspect.COST, "La carte coûte 12 €"), aspect=Aspect.COST, fees=(fee,)))
    assert sent["payload"]["fees"] == [{"label": "Carte", "amount": "12.00", "text": "La carte coûte 12 €"}]
    assert sent["text"].count("La carte coûte 12 €") == 1


# --- An old base, an invented town ----------------------------------------------------------------------------------


def test_amounts_of_an_old_sheet_open_with_its_date() -> None:
    table = Table((Row((Cell((text("Enfant"),)), Cell((text("5 €"),)))),))
    content = answer(
        section("Coût", Aspect.COST, "La carte coûte 12 €", "Elle est nominative.", bullets("Duplicata : 5 €"), table),
        fees=(Fee("Carte", "12 €"),),
        delays=(Delay("Délai", "5 jours"),),
    )
    payload = wire(content, today=YEARS_AFTER)["payload"]
    assert payload["fees"][0]["text"] == "Au 12 novembre 2020 : 12 €"
    assert payload["delays"][0]["text"] == "5 jours"
    assert blocks_as_lines(payload["sections"][0]["blocks"]) == [
        "Au 12 novembre 2020 : La carte coûte 12 €",
        "Elle est nominative.",
        "- Au 12 novembre 2020 : Duplicata : 5 €",
        "Au 12 novembre 2020 :",
        "Enfant | 5 €",
    ]
    assert "il y a 6 ans" in payload["caution"]


def test_amounts_of_a_sheet_checked_this_year_stand_alone() -> None:
    payload = wire(answer(section("Coût", Aspect.COST, "12 €"), fees=(Fee("Carte", "12 €"),)))["payload"]
    assert payload["fees"][0]["text"] == "12 €"
    assert "caution" not in payload


def test_an_invented_town_opens_with_its_being_invented() -> None:
    content = answer(procedure=replace(PAGE, origin=Origin.DEMONSTRATION), caution="Fermé en août.")
    sent = wire(content)
    assert sent["text"].startswith("Exemple fictif")
    assert sent["payload"]["caution"].startswith("Exemple fictif")
    assert sent["text"].count("Exemple fictif") == 1
    assert "Fermé en août." in sent["text"]


def test_a_sheet_without_a_date_says_none() -> None:
    assert "vérifiée le" not in wire(answer(procedure=replace(PAGE, verified_on=None)), today=YEARS_AFTER)["text"]


# --- Blocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.fr", True),
        ("mailto:mairie@example.fr", True),
        ("tel:3939", True),
        (" https://example.fr ", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.fr", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_links_that_are_safe_to_follow_are_kept(url: str, kept: bool) -> None:
    assert (safe_url(url) is not None) is kept


def test_an_unsafe_link_keeps_its_words() -> None:
    paragraph = Paragraph((Link(LinkKind.WEB, "javascript:alert(1)", (Text("ici"),)),))
    assert blocks_as_json((paragraph,)) == [{"type": "paragraph", "runs": [{"type": "text", "text": "ici"}]}]


def test_runs_keep_their_kind() -> None:
    paragraph = Paragraph(
        (
            Text("Payez "),
            Marked(Mark.AMOUNT, (Text("12 €"),)),
            Marked(Mark.EMPHASIS, (Link(LinkKind.PROCEDURE, "F20", (Text("ici"),)),)),
            Link(LinkKind.TERM, "R9", (Text("mineur"),)),
        )
    )
    (written,) = blocks_as_json((paragraph,), "https://www.service-public.fr/particuliers/vosdroits/F10")
    assert written["runs"] == [
        {"type": "text", "text": "Payez "},
        {"type": "amount", "text": "12 €"},
        {
            "type": "link",
            "text": "ici",
            "url": "https://www.service-public.fr/particuliers/vosdroits/F20",
            "procedure": "F20",
        },
        {"type": "term", "text": "mineur", "term": "R9"},
    ]


BLOCKS: tuple[tuple[Block, list[str]], ...] = (
    (Note(NoteKind.CAUTION, "Attention", (text("Sur rendez-vous."),)), ["Attention : Sur rendez-vous."]),
    (Conditional(IsTrue("T1"), (text("Montré."),)), ["Montré."]),
    (
        Choice(
            "c", (Option("c1", "En ligne", (text("Sur le site."),)), Option("c2", "Sur place", (text("Au guichet."),)))
        ),
        ["En ligne :", "  Sur le site.", "Sur place :", "  Au guichet."],
    ),
    (
        Service("R1", ServiceKind.FORM, "Demande", "https://example.fr/f", number="12345*01"),
        ["Demande (formulaire 12345*01) : https://example.fr/f"],
    ),
    (LegalReference("L1", "Code civil", "https://example.fr/loi"), ["Code civil (https://example.fr/loi)"]),
    (Illustration("https://example.fr/i.png", "Un plan"), ["Illustration : Un plan (https://example.fr/i.png)"]),
    (Section("s", "Sous-partie", (text("Texte."),)), ["Sous-partie", "Texte."]),
    (bullets("un", (text("deux"), bullets("deux bis"))), ["- un", "- deux", "  - deux bis"]),
)


@pytest.mark.parametrize(("block", "lines"), BLOCKS, ids=lambda value: type(value).__name__)
def test_every_block_can_be_read_as_plain_words(block: Block, lines: list[str]) -> None:
    assert blocks_as_lines(blocks_as_json((block,))) == lines


def test_an_office_shows_its_phone_hours_and_address() -> None:
    office = Office(
        "R2",
        OfficeKind.NATIONAL,
        "Allô service",
        blocks=(
            Section("a", "Par téléphone", (text("39 39 (service gratuit)"),)),
            Section("b", "Par courrier", (text("1 rue Haute"), text("00000 Ville"))),
        ),
    )
    (shown,) = wire(answer(offices=(office,)))["payload"]["offices"]
    assert shown == {"title": "Allô service", "phone": "39 39", "address": "1 rue Haute\n00000 Ville"}


def test_sub_chapters_are_headings_one_level_down() -> None:
    inner = Section("b", "Détail", (text("Texte."),), (Aspect.DELAY,))
    parts = wire(answer(Section("a", "Démarche", (text("Début."), inner), (Aspect.HOW,))))["payload"]["sections"]
    assert [(part["title"], part["level"], part["aspect"]) for part in parts] == [
        ("Démarche", 2, "how"),
        ("Détail", 3, "delay"),
    ]


# --- Questions and buttons --------------------------------------------------------------------------------------------

CHOICES = (
    Offer("En France", Step("F10", answers={"c": ("c1",)})),
    Offer("À l'étranger", Step("F10", answers={"c": ("c2",)})),
)


def test_a_question_lists_its_choices() -> None:
    question = Question("Où vivez-vous ?", CHOICES, "F10", "Carte", Aspect.COST, ("Pour un adulte",), help="Là où…")
    sent = wire(question, said="Une précision.")
    assert sent["kind"] == "question"
    assert sent["payload"]["procedure"] == {"id": "F10", "title": "Carte"}
    assert sent["text"] == "Une précision.\n\nOù vivez-vous ?\n\nLà où…\n\n- En France\n- À l'étranger"


def test_a_question_that_is_its_own_lead_in_is_said_once() -> None:
    sent = wire(Question("Laquelle ?", CHOICES, "", "", None), said="Laquelle ?")
    assert sent["text"].count("Laquelle ?") == 1
    assert "procedure" not in sent["payload"]


def test_sealed_buttons_tell_nothing_and_lead_where_they_did() -> None:
    payload = wire(Question("Où ?", CHOICES, "F10", "Carte", None))["payload"]
    sealed, offers = seal(payload)
    values = [choice["value"] for choice in sealed["choices"]]
    assert [offers[value] for value in values] == list(CHOICES)
    assert all("step" not in choice and "F10" not in choice["value"] for choice in sealed["choices"])
    assert seal(payload) == (sealed, offers)  # the same button keeps its value


def test_related_procedures_can_be_chosen_by_their_id() -> None:
    _, offers = seal(wire(answer(related=(Reference("F20", "Renouvellement"),)))["payload"])
    assert offers["F20"] == Offer("Renouvellement", Step("F20"))


def test_a_button_is_offered_once() -> None:
    content = answer(chapters=(CHOICES[0],))
    sent = to_wire(Reply(Decision.ANSWER, "Voici.", content, suggestions=CHOICES), today=SOON_AFTER)
    assert [offer["label"] for offer in sent["payload"]["suggestions"]] == ["En France", "À l'étranger"]


def test_forms_have_their_address_and_laws_their_name() -> None:
    said = wire(
        answer(
            forms=(Form("Demande de carte", "12345*01", "https://example.fr/f"),),
            legal=(LegalReference("L1", "Code civil", "https://example.fr/loi"),),
        )
    )["text"]
    assert "- Demande de carte (n° 12345*01) : https://example.fr/f" in said
    assert "- Code civil" in said
    assert "https://example.fr/loi" not in said  # the payload has it: nobody reads it aloud


def test_a_law_copied_from_a_page_bears_the_day_of_that_page() -> None:
    law = LegalReference("L1", "Code civil", "https://example.fr/loi", found_on=date(2019, 9, 12))
    sent = wire(answer(legal=(law,)))
    assert sent["payload"]["legal"] == [
        {"title": "Code civil", "url": "https://example.fr/loi", "note": "relevé le 12 septembre 2019"}
    ]
    assert "- Code civil (relevé le 12 septembre 2019)" in sent["text"]


def test_a_case_that_says_nothing_of_what_was_asked_is_not_shown() -> None:
    cases = Choice("c", (Option("a", "Cas général", ()), Option("b", "Exception", (text("Demandez à la mairie."),))))
    (written,) = blocks_as_json((cases,))
    assert [option["label"] for option in written["options"]] == ["Exception"]
    assert blocks_as_json((replace(cases, options=cases.options[:1]),)) == []

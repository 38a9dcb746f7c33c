"""Guided searches and life events: the guide's own dialogues."""

from __future__ import annotations

from dataclasses import replace

from procedures.facts import Fact
from procedures.model import (
    Aspect,
    Assignment,
    Choice,
    IsTrue,
    Office,
    OfficeKind,
    Option,
    ProcedureKind,
    Questionnaire,
)
from procedures.outcome import Answer, Given, Question, Step
from procedures.walk import resolve
from procedures.walk.questions import QUESTIONS_AT_MOST
from tests.unit.procedures.builders import choice, clicked, option, paragraph, procedure, section

NOTHING = Given()


def end(label: str, sheet: str, *variables: str) -> Option:
    return replace(option(label), leads_to=sheet, assignments=tuple(Assignment(name, True) for name in variables))


def setting(label: str, variable: str, inner: Choice) -> Option:
    return replace(option(label, inner), assignments=(Assignment(variable, True),))


class TestGuidedSearch:
    SEARCH = procedure(
        choice(
            setting(
                "En France", "T1", choice(end("Passeport valide", "F1", "T2"), end("Pas de passeport", "F1", "T3"))
            ),
            end("À l'étranger", "F9"),
        ),
        kind=ProcedureKind.GUIDED_SEARCH,
    )

    def test_its_end_hands_over_what_was_said_on_the_way(self) -> None:
        first = resolve(self.SEARCH, Aspect.COST, NOTHING)
        assert isinstance(first, Question)
        second = resolve(self.SEARCH, Aspect.COST, clicked(first, "En France"))
        assert isinstance(second, Question)
        assert second.path == ("En France",)
        step = resolve(self.SEARCH, Aspect.COST, clicked(second, "Pas de passeport"))
        assert step == Step("F1", Aspect.COST, variables={"T1": True, "T3": True})

    def test_options_with_the_same_end_share_a_button(self) -> None:
        search = procedure(
            choice(end("Marié", "F1", "T1"), end("Pacsé", "F1", "T1"), end("Seul", "F2")),
            kind=ProcedureKind.GUIDED_SEARCH,
        )
        question = resolve(search, None, NOTHING)
        assert isinstance(question, Question)
        assert [offer.label for offer in question.choices] == ["Marié ou Pacsé", "Seul"]
        assert resolve(search, None, clicked(question, "Marié ou Pacsé")) == Step("F1", variables={"T1": True})

    def test_a_fact_is_not_asked_again(self) -> None:
        search = procedure(
            choice(end("Vous avez un passeport valide", "F1"), end("Vous avez un passeport périmé", "F2")),
            kind=ProcedureKind.GUIDED_SEARCH,
        )
        assert resolve(search, None, Given(facts=(Fact("passport", "state", "expired"),))) == Step("F2")

    def test_a_dialogue_too_deep_is_cut_short_and_every_end_is_reached(self) -> None:
        def level(depth: int, name: str) -> Choice:
            if depth == 9:
                return choice(end(f"{name}0", f"F{name}0"), end(f"{name}1", f"F{name}1"))
            return choice(option(f"{name}0", level(depth + 1, f"{name}0")), end(f"{name}1", f"F{name}1"))

        search = procedure(level(1, "x"), kind=ProcedureKind.GUIDED_SEARCH)
        ends: set[str] = set()
        waiting = [(NOTHING, 0)]
        while waiting:
            given, asked = waiting.pop()
            outcome = resolve(search, None, given)
            if isinstance(outcome, Question):
                assert asked < QUESTIONS_AT_MOST
                waiting += [(Given(answers=offer.step.answers), asked + 1) for offer in outcome.choices]
            elif isinstance(outcome, Step):
                ends.add(outcome.subject)
        assert len(ends) == 10


class TestLifeEvent:
    EVENT = replace(
        procedure(
            section("Prévenir l'école", paragraph("Avant la rentrée."), condition=IsTrue("children")),
            section("Faire suivre le courrier", paragraph("15 jours avant.")),
            kind=ProcedureKind.LIFE_EVENT,
            title="Je déménage",
        ),
        questionnaire=Questionnaire(
            (
                Choice(
                    "q",
                    (
                        replace(option("Oui"), assignments=(Assignment("children", True),)),
                        replace(option("Non"), assignments=(Assignment("children", False),)),
                    ),
                    prompt="Avez-vous des enfants ?",
                ),
            )
        ),
    )

    def test_the_timeline_is_shown_at_once_with_its_questions_as_filters(self) -> None:
        answer = resolve(self.EVENT, None, NOTHING)
        assert isinstance(answer, Answer)
        assert [part.title for part in answer.sections] == ["Prévenir l'école", "Faire suivre le courrier"]
        assert [offer.label for offer in answer.chapters] == [
            "Avez-vous des enfants ? Oui",
            "Avez-vous des enfants ? Non",
        ]

    def test_a_filter_takes_away_what_does_not_concern_the_person(self) -> None:
        whole = resolve(self.EVENT, None, NOTHING)
        assert isinstance(whole, Answer)
        filtered = resolve(self.EVENT, None, Given(answers=whole.chapters[1].step.answers))
        assert isinstance(filtered, Answer)
        assert [part.title for part in filtered.sections] == ["Faire suivre le courrier"]
        assert filtered.chapters == ()

    def test_who_asks_where_to_go_gets_the_chapters_that_name_a_place(self) -> None:
        post = Office("R1", OfficeKind.LOCAL, "La Poste")
        event = replace(self.EVENT, body=(*self.EVENT.body, section("Changer d'adresse", post)))
        answer = resolve(event, Aspect.WHERE, NOTHING)
        assert isinstance(answer, Answer)
        assert [part.title for part in answer.sections] == ["Changer d'adresse"]
        assert len(answer.chapters) == 2

    def test_without_any_place_to_name_the_whole_is_told(self) -> None:
        answer = resolve(self.EVENT, Aspect.WHERE, NOTHING)
        assert isinstance(answer, Answer)
        assert len(answer.sections) == 2

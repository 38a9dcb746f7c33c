"""From a question about a sheet to its answer, or to the one question whose reply changes the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import filterfalse

from procedures.model import Aspect, Choice, Procedure, ProcedureKind
from procedures.outcome import Answer, Given, Outcome, Question
from procedures.walk import answers, chapters, focus, guided, life_events
from procedures.walk.alternatives import chapters_as_choices
from procedures.walk.common import before_cases
from procedures.walk.exceptions import exceptions
from procedures.walk.questions import question, worth_asking
from procedures.walk.settling import Pending, Settler, Trace, implied_variables
from procedures.walk.tree import Blocks, choices_in, is_blank, sections_in, text_of

_SHORT = 1500  # characters; a sheet as short as this is best read whole


def resolve(procedure: Procedure, aspect: Aspect | None, given: Given) -> Outcome:
    """What ``procedure`` says about ``aspect`` to someone of whom ``given`` is known.

    Returns an ``Answer``, the ``Question`` that matters next, or a ``Step`` where a guided search ends. Pure: the same
    arguments give the same value, whatever was asked before.
    """
    match procedure.kind:
        case ProcedureKind.GUIDED_SEARCH:
            return guided.resolve(procedure, aspect, given)
        case ProcedureKind.LIFE_EVENT:
            return life_events.resolve(procedure, aspect, given)
        case _:
            return _Sheet(procedure, aspect, given).resolve()


def resolve_every_case(procedure: Procedure, aspect: Aspect | None, given: Given) -> Answer | None:
    """The same with nothing asked: the cases that a question would tell apart stand in the answer, each under its
    label. None for a sheet that is itself a dialogue."""
    if procedure.kind in (ProcedureKind.GUIDED_SEARCH, ProcedureKind.LIFE_EVENT):
        return None
    outcome = _SheetUnasked(procedure, aspect, given).resolve()
    return outcome if isinstance(outcome, Answer) else None


def resolve_before_cases(procedure: Procedure, aspect: Aspect | None, given: Given) -> Answer | None:
    """The same up to the first case that a question would tell apart: what holds for everybody. None where that is
    nothing, or where the sheet is itself a dialogue."""
    if procedure.kind in (ProcedureKind.GUIDED_SEARCH, ProcedureKind.LIFE_EVENT):
        return None
    outcome = _SheetBeforeCases(procedure, aspect, given).resolve()
    return outcome if isinstance(outcome, Answer) and outcome.sections else None


class _Sheet:
    """One walk through one sheet."""

    def __init__(self, procedure: Procedure, aspect: Aspect | None, given: Given) -> None:
        self._procedure = procedure
        self._aspect = aspect
        self._given = given
        self._asked = 0  # questions spent on content that came to nothing for this person
        self._closed: frozenset[str] = frozenset()  # choices not to be asked about again because of that
        self._body = chapters_as_choices(procedure.body)
        self._variables = implied_variables(list(choices_in(self._body)) if given.answers else [], given)
        self._settler = Settler(procedure, given, self._variables)
        self._chapters = list(chapters.visible(self._body, self._settler, self._variables))

    def resolve(self) -> Answer | Question:
        wanted = self._wanted()
        outcome = self._shown(wanted, self._aspect, self._given) if wanted else None
        return outcome or self._by_words() or self._overview()

    def _wanted(self) -> Blocks:
        """What the aspect or the chapter asked by name calls for; empty when the sheet has no such section."""
        if self._given.section and (section := chapters.named(self._body, self._given.section)):
            return focus.titled(self._body, section.title)
        if not self._chapters:
            return (*self._procedure.introduction, *self._body)
        return focus.about(self._body, self._aspect, self._given.words) if self._aspect else ()

    def _shown(self, wanted: Blocks, aspect: Aspect | None, given: Given) -> Answer | Question | None:
        """The answer that ``wanted`` gives, or the question before it; None when nothing is left for this person.

        ``given`` is what leads here again.
        """
        blocks, trace = self._settler.settle(wanted)
        trace.asked += self._asked
        pending = self._pending(trace)
        if pending is not None:
            return question(pending, trace, self._procedure, self._aspect, self._given)
        if all(map(is_blank, blocks)):
            self._asked, self._closed = trace.asked, frozenset(self._given.answers)
            return None
        return self._answer(aspect, blocks, trace, given)

    def _pending(self, trace: Trace, /) -> Pending | None:
        """What has to be asked before the answer."""
        return worth_asking(trace, self._closed)

    def _answer(self, aspect: Aspect | None, blocks: Blocks, trace: Trace, given: Given, /) -> Answer:
        offers = (
            *exceptions(trace, blocks, self._procedure, self._aspect, given),
            *chapters.offers(self._chapters, blocks, self._procedure, self._given),
        )
        return answers.answer(self._procedure, aspect, blocks, trace, self._variables, offers)

    def _by_words(self) -> Answer | Question | None:
        """The chapter that the words of the question point to."""
        sections = [chapter.section for chapter in self._chapters]
        best = chapters.best_by_words(sections, self._procedure, self._aspect, self._given.words)
        if best is None:
            return None
        # The words are forgotten once answered: a button made here must lead to this chapter without them.
        found_again = replace(self._given, section=best.id)
        return self._shown(focus.titled(self._body, best.title), self._aspect, found_again)

    def _overview(self) -> Answer | Question:
        """The introduction, with the chapters as offers; a short sheet is given whole."""
        for shown in self._beginnings():
            if outcome := self._shown(shown, None, self._given):
                return outcome
        return self._answer(None, *self._settler.settle(self._body), self._given)

    def _beginnings(self) -> Iterator[Blocks]:
        """What to read first, best first: nothing of one may be left for this person."""
        whole = (*self._procedure.introduction, *self._body)
        if len(text_of(whole)) <= _SHORT:
            yield whole
            return
        yield (*self._procedure.introduction, *focus.opening(self._body))
        if isinstance(first := next(filterfalse(is_blank, self._body), None), Choice):
            yield (first,)  # a sheet that opens with a choice has nothing to say before it is made
        if first_chapter := next(sections_in(self._body), None):
            yield focus.titled(self._body, first_chapter.title)
        yield self._body


class _SheetUnasked(_Sheet):
    """A walk that shows what it could ask about."""

    def _pending(self, _: Trace) -> None:
        return None


class _SheetBeforeCases(_SheetUnasked):
    """A walk that stops where it could ask. For want of anything else, the introduction tells what the sheet is
    about."""

    def _answer(self, aspect: Aspect | None, blocks: Blocks, trace: Trace, _: Given, /) -> Answer:
        common = before_cases(blocks)
        if all(map(is_blank, common)):
            introduction = self._settler.settle(self._procedure.introduction)[0]
            common, aspect = before_cases(introduction), None
        return answers.answer(self._procedure, aspect, common, trace, self._variables, ())

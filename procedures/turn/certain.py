"""What words alone decide, whatever the language model made of them: danger, and another language."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Move, Said
from procedures.turn.danger import first_aid
from procedures.turn.language import has_french_words, language_named, language_of
from procedures.turn.thread_words import is_only, says

# "Thank you" and "ciao" are said in French too.
_COURTESY = frozenset({"greet", "thanks", "goodbye"})


def as_certain(said: Said) -> Said:
    """``said`` with the move that its words decide; itself when they decide nothing."""
    if is_only("simpler", said.words) and not first_aid(said.words):
        return replace(said, move=Move.REPAIR, intent="simpler")  # two words, too few for the model to judge
    if said.move is Move.CARE or first_aid(said.words):
        return replace(said, move=Move.CARE, intent="crisis")
    if said.intent not in _COURTESY and language_of(said.words):
        return replace(said, move=Move.REPAIR, intent="other_language")
    if said.intent == "other_language" and _is_french(said.words):
        return replace(said, move=Move.ANSWER, intent="inform")
    return said


def _is_french(words: str) -> bool:
    """Whether the words are French and are not about not speaking it; so is what is left of a message that only gave
    personal data, which is masked: nothing."""
    if not any(letter.isalpha() for letter in words):
        return True
    return has_french_words(words) and not language_named(words) and not says("of_languages", words)

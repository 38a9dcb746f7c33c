"""Someone who does not write in French: a reply in their language, a person, the official guide."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, Reply, Said
from procedures.turn.language import Language, language_named, language_of, languages
from procedures.turn.replies import person_offer
from procedures.turn.skill import Done, Turn
from procedures.turn.wording import wording

_TOLD_TO_ALL = ("en", "ar", "es", "pt", "uk", "tr", "zh")


def other_language(turn: Turn, said: Said) -> Done:
    """Answers in the language written or asked for; when that is unknown, in the most spoken ones."""
    language = _language(said.words)
    # What is in no language that we know may be no language at all.
    after = replace(turn.state, failures=0 if language else turn.state.failures + 1, last_move="other_language")
    return after, _in(language) if language else _in_several()


def is_in_known_language(words: str) -> bool:
    """Whether we can reply in the language that ``words`` are written in or ask for."""
    return _language(words) is not None


def _language(words: str) -> Language | None:
    return language_of(words) or language_named(words)


def _in(language: Language) -> Reply:
    text = f"{language.reply}\n\n{wording().repair.other_language}"
    person = person_offer()
    theirs = replace(person, label=f"{language.person} ({person.label})")
    return Reply(Decision.FALLBACK, text, suggestions=(theirs,), language=language.code)


def _in_several() -> Reply:
    replies = [language.reply for language in languages() if language.code in _TOLD_TO_ALL]
    text = "\n\n".join((wording().repair.other_language, *replies))
    return Reply(Decision.FALLBACK, text, suggestions=(person_offer(),))

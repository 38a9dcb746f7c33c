"""A citizen who does anything at all: clicks, types, digresses, corrects, insults, tells facts, starts again.

Its steps come from a seed, so that a walk that fails can be walked again.
"""

from __future__ import annotations

import random
from collections import Counter, deque
from dataclasses import dataclass, field

from assistant.cli.bench.citizen import Citizen, Message

LOOP = 3  # equal replies one after the other
QUESTIONS = (
    "quels papiers pour un passeport",
    "combien coûte un acte de naissance",
    "j'ai perdu mon permis de conduire",
    "comment s'inscrire sur les listes électorales",
    "où déclarer un décès",
    "je veux divorcer à l'amiable",
    "délai pour une carte grise",
    "ai-je droit à l'APL",
    "carte d'identité pour mon fils",
    "extrait de casier judiciaire",
)
FOLLOWING = (
    "c'est combien ?",
    "et pour un mineur ?",
    "et à l'étranger ?",
    "et en ligne ?",
    "où ça ?",
    "combien de temps",
)
REPLIES = ("le premier", "le deuxième", "1", "3", "oui", "non", "je ne sais pas", "aucun des deux", "peu importe")
FACTS = ("j'ai 17 ans", "j'ai 45 ans", "j'habite à Londres", "je suis marié", "ma fille a 8 ans", "je suis algérien")
CORRECTIONS = ("non, en fait j'habite en France", "je me suis trompé", "revenons au passeport", "non, pour un majeur")
ASIDES = (
    "bonjour",
    "merci",
    "vous êtes un robot ?",
    "quel temps fait-il",
    "aide",
    "pouvez-vous répéter",
    "voir les thèmes",
)
STRANGE = (
    "fzzt grmbl",
    "?",
    "😀😀",
    "PASSEPORT!!!",
    "a" * 900,
    "/restart",
    "hello do you speak english",
    "le le le le",
)
UNKIND = ("espèce d'imbécile", "vous ne comprenez rien", "c'est nul")
GRAVE = ("mon mari me frappe", "je veux mourir")
ENDINGS = ("on recommence", "je veux parler à quelqu'un", "où en est mon dossier")
# How often each is done, in a hundred typed messages.
TYPED = (
    (QUESTIONS, 30),
    (FOLLOWING, 18),
    (REPLIES, 16),
    (FACTS, 10),
    (CORRECTIONS, 8),
    (ASIDES, 7),
    (STRANGE, 4),
    (UNKIND, 2),
    (GRAVE, 2),
    (ENDINGS, 3),
)
CLICKS = 0.45  # of the steps, where there is something to click
LENGTH = 40  # turns of one conversation
AWAY = 1  # in a hundred turns: on a machine busy with other things, a reply may come too late, and is then simpler


class BadWalkError(AssertionError):
    """Something that must never happen in a conversation; tells what led there."""


@dataclass
class Walker:
    """``walked`` counts turns by what was done; ``kinds`` replies by their kind."""

    citizen: Citizen
    seed: int
    walked: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._steps: deque[str] = deque(maxlen=8)
        self._last: deque[tuple[str, str]] = deque(maxlen=LOOP)

    def walk(self, turns: int) -> None:
        """Raises BadWalkError at the first reply that fails, loops, or leads nowhere."""
        for turn in range(turns):
            if turn % LENGTH == 0:
                self.citizen.begin()
                self._steps.clear()
                self._last.clear()
            deed, words, message = self._step()
            self.walked[deed] += 1
            self.kinds[message["kind"]] += 1
            self._judge(words, message)

    def _step(self) -> tuple[str, str, Message]:
        shown = self.citizen.buttons()
        if shown and self._chance.random() < CLICKS:
            button = self._chance.choice(shown)
            self._steps.append(f"[{button.label}]")
            return "click", button.label, self.citizen.press(button.value)
        words = self._chance.choice(self._chance.choices(*zip(*TYPED, strict=True))[0])
        self._steps.append(words[:60])
        return "text", words, self.citizen.say(words)

    def _judge(self, words: str, message: Message) -> None:
        if not message["text"].strip():
            raise self._bad("an empty reply")
        if "pas réussi à préparer" in message["text"]:
            raise self._bad("the assistant failed")
        if "notice" in message["payload"]:
            self.walked["away"] += 1
            if self.walked["away"] > max(AWAY, AWAY * self.walked.total() / 100):
                raise self._bad("the dialogue model was not reached, more than once in a hundred turns")
        # The same thing said again may well get the same reply; three different things may not.
        self._last.append((words, message["text"]))
        replies = {text for _, text in self._last}
        if len(self._last) == LOOP and len(replies) == 1 and len({said for said, _ in self._last}) == LOOP:
            raise self._bad(f"{LOOP} equal replies: {message['text'][:200]}")
        if not self._leads_on(message):
            raise self._bad(f"nowhere to go from: {message['text'][:200]}")

    def _leads_on(self, message: Message) -> bool:
        """A button, a number to call, an address, a question, or a goodbye."""
        payload = message["payload"]
        means = self.citizen.buttons() or any(
            payload.get(name) for name in ("help_lines", "reach", "contact", "offices")
        )
        text = message["text"]
        return bool(means) or "?" in text or "http" in text or "Au revoir" in text

    def _bad(self, what: str) -> BadWalkError:
        return BadWalkError(f"seed {self.seed}: {what}\nlast steps: {' > '.join(self._steps)}")

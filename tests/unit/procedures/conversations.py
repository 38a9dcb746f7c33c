"""Conversations with the brain alone, turn by turn, for tests."""

from __future__ import annotations

from procedures.dialogue import Act, Chose, Decision, Move, Reply, Said, State
from procedures.outcome import Answer, Offer, Question
from procedures.turn import advance
from tests.unit.procedures.fakes import InMemoryCatalogue, town_hall
from tests.unit.procedures.plain_search import plain_search


class Conversation:
    """Acts one after the other; ``reply`` is the last one's."""

    def __init__(self, catalogue: InMemoryCatalogue | None = None) -> None:
        self.catalogue = catalogue or town_hall()
        self.search = plain_search(self.catalogue)
        self.state = State()
        self.reply = Reply(Decision.FALLBACK, "")

    def act(self, act: Act) -> Conversation:
        self.state, self.reply = advance(self.state, act, catalogue=self.catalogue, search=self.search)
        return self

    def says(self, words: str, move: Move = Move.ANSWER, intent: str = "ask", **known: object) -> Conversation:
        return self.act(Said(words, move, intent, **known))  # type: ignore[arg-type]

    def clicks(self, label: str) -> Conversation:
        """Clicks the button whose label holds ``label``, wherever the last message shows it."""
        return self.act(Chose(next(offer for offer in self.buttons() if label.casefold() in offer.label.casefold())))

    def buttons(self) -> list[Offer]:
        content = self.reply.content
        shown = content.choices if isinstance(content, Question) else content.chapters if content else ()
        back = (self.reply.back,) if self.reply.back else ()
        return [*shown, *self.reply.suggestions, *self.reply.changes.values(), *back]

    def facts(self) -> list[str]:
        return [f"{fact.key} = {fact.value}" for fact in self.state.facts]

    def labels(self) -> list[str]:
        assert isinstance(self.reply.content, Question)
        return [offer.label for offer in self.reply.content.choices]

    def subject(self) -> str:
        assert isinstance(self.reply.content, Answer)
        return self.reply.content.procedure.id

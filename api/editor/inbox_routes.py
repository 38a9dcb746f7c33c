"""The inbox over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, BeforeValidator, Field

from api.editor.access import PREFIX, Provided, Writer
from api.editor.inbox.effects import Change, Effects
from api.editor.inbox.examples import INTENTS, as_nlu_data
from api.editor.inbox.grouping import Group
from api.editor.inbox.models import Resolution
from api.editor.inbox.service import Sorting
from api.editor.intake import sound_text
from api.editor.texts import UnknownTextError
from api.staff.refusals import refused

MOST = 100  # groups shown at once
ENOUGH = 4  # ways to ask for a procedure: with fewer, one odd sentence weighs too much

router = APIRouter(prefix=PREFIX, tags=["editor"])


def _clean(value: Any) -> Any:
    return " ".join(sound_text(value).split()) if isinstance(value, str) else value


ItemId = Annotated[str, Path(pattern=r"^[0-9a-f-]{1,36}$")]
SubjectId = Annotated[str, Field(pattern=r"^[A-Za-z0-9@-]{1,80}$")]
Phrase = Annotated[str, BeforeValidator(_clean), Field(min_length=2, max_length=300)]


class TroubleOut(BaseModel):
    trouble: str
    count: int


class TitledOut(BaseModel):
    id: str
    title: str


class GroupOut(BaseModel):
    """Questions that say the same. ``answered``: what some were answered with; ``may_mean``: what the search finds."""

    id: str
    items: list[str]
    text: str
    wordings: list[str]
    count: int
    troubles: list[TroubleOut]
    reasons: list[str]
    last_day: date
    answered: list[TitledOut]
    may_mean: list[TitledOut]

    @classmethod
    def of(cls, group: Group, sorting: Sorting) -> Self:
        answered = dict.fromkeys(item.procedure_id for item in group.items if item.procedure_id)
        return cls(
            id=group.items[0].id,
            items=[item.id for item in group.items],
            text=group.text,
            wordings=list(group.wordings),
            count=len(group.items),
            troubles=[TroubleOut(trouble=trouble.value, count=count) for trouble, count in group.troubles],
            reasons=list(dict.fromkeys(item.reason for item in group.items if item.reason)),
            last_day=max(item.day for item in group.items),
            answered=[TitledOut(id=one, title=sorting.title(one)) for one in answered],
            may_mean=[TitledOut(id=one.id, title=one.title) for one in sorting.suggested(group.text)],
        )


class TrainingOut(BaseModel):
    """Where the dialogue model stands. ``trained_at``: None when none is here. ``waiting``: examples kept since then,
    and that a developer has to read first."""

    trained_at: datetime | None
    waiting: int


class InboxOut(BaseModel):
    """``intents``: what an editor may say of an example."""

    groups: list[GroupOut]
    total: int
    intents: dict[str, str]
    training: TrainingOut


class Meaning(BaseModel):
    procedure: SubjectId
    phrase: Phrase


class ChangeOut(BaseModel):
    question: str
    expected: str
    before: str
    after: str

    @classmethod
    def of(cls, change: Change, sorting: Sorting) -> Self:
        names = {side: sorting.title(side) if side else "" for side in (change.owner, change.before, change.after)}
        return cls(
            question=change.question,
            expected=names[change.owner],
            before=names[change.before],
            after=names[change.after],
        )


class EffectsOut(BaseModel):
    """What a phrasing would change, before anybody adds it. ``few``: hardly any way to ask for the procedure is known
    yet. ``said_of``: other subjects for which the same words are known, so that they contradict each other."""

    rank_before: int | None
    rank_after: int | None
    tried: int
    known: int
    few: bool
    said_of: list[TitledOut]
    better: list[ChangeOut]
    worse: list[ChangeOut]
    other: list[ChangeOut]

    @classmethod
    def of(cls, effects: Effects, sorting: Sorting) -> Self:
        kinds = {
            kind: [ChangeOut.of(one, sorting) for one in getattr(effects, kind)]
            for kind in ("better", "worse", "other")
        }
        return cls(
            rank_before=effects.rank_before,
            rank_after=effects.rank_after,
            tried=effects.tried,
            known=effects.known,
            few=effects.known + 1 < ENOUGH,
            said_of=[TitledOut(id=one, title=sorting.title(one)) for one in effects.said_of],
            **kinds,
        )


class Verdict(BaseModel):
    """``items``: the questions of the group that were on the screen."""

    resolution: Literal["means", "missing", "off_topic", "example"]
    items: Annotated[list[Annotated[str, Field(pattern=r"^[0-9a-f-]{1,36}$")]], Field(max_length=2000)] = []
    procedure: SubjectId | None = None
    phrase: Phrase | None = None
    intent: Annotated[str, Field(max_length=40)] = ""


class ResolvedOut(BaseModel):
    """``procedure``: the draft that was started for a procedure that is missing."""

    settled: int
    procedure: str | None = None


@router.get("/inbox")
def read_inbox(_who: Writer, provided: Provided) -> InboxOut:
    """What went wrong and nobody has settled, by likeness, what comes most first."""
    sorting = provided.sorting
    groups = sorting.groups()
    shown = [GroupOut.of(group, sorting) for group in groups[:MOST]]
    training = TrainingOut(trained_at=sorting.trained_at(), waiting=sorting.inbox.count_examples(sorting.trained_at()))
    return InboxOut(groups=shown, total=len(groups), intents=INTENTS, training=training)


@router.get("/inbox/examples")
def export_examples(_who: Writer, provided: Provided) -> Response:
    """A file of training data for a developer to read."""
    text = as_nlu_data(provided.sorting.inbox.examples())
    name = "attachment; filename=exemples.yml"
    return Response(text, media_type="application/yaml", headers={"Content-Disposition": name})


@router.post("/inbox/{item_id}/try")
def try_meaning(item_id: ItemId, meaning: Meaning, _who: Writer, provided: Provided) -> EffectsOut:
    """What would change if the phrase asked for that procedure: nothing is published."""
    sorting = provided.sorting
    _check(sorting, item_id)
    return EffectsOut.of(sorting.effects(meaning.procedure, meaning.phrase), sorting)


@router.post("/inbox/{item_id}/resolve")
def resolve(item_id: ItemId, verdict: Verdict, who: Writer, provided: Provided) -> ResolvedOut:
    """Settles a question and those like it."""
    sorting = provided.sorting
    text = _check(sorting, item_id)
    ids = [item_id, *verdict.items]
    match Resolution(verdict.resolution):
        case Resolution.MEANS:
            if verdict.procedure is None:
                raise refused("Choisissez la démarche dont il s’agit.")
            return ResolvedOut(settled=sorting.means(ids, verdict.procedure, verdict.phrase or text, who))
        case Resolution.MISSING:
            title = (verdict.phrase or text)[:140]
            return ResolvedOut(settled=len(ids), procedure=sorting.missing(ids, title, who))
        case Resolution.EXAMPLE if verdict.intent not in INTENTS:
            raise refused("Dites ce que cette question demande.")
        case resolution:
            return ResolvedOut(settled=sorting.inbox.resolve(ids, resolution, by=who.id, intent=verdict.intent))


def _check(sorting: Sorting, item_id: str) -> str:
    item = sorting.inbox.find(item_id)
    if item is None:
        raise UnknownTextError
    return item.text[:300]

"""What is going stale, over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.editor.access import PREFIX, Provided, RevisionId, Writer
from api.editor.freshness.chores import ask_for_links
from api.editor.freshness.repository import GuideChange
from api.editor.freshness.service import ToReview, Troubled, Watch
from api.editor.schemas import DifferenceOut
from procedures.reply.links import safe_url

MOST = 100  # of each list

router = APIRouter(prefix=PREFIX, tags=["editor"])


class NamedOut(BaseModel):
    id: str
    title: str


class ToReviewOut(BaseModel):
    procedure: NamedOut
    section: NamedOut
    passage: str
    source: str
    source_url: str | None
    verified_on: date | None

    @classmethod
    def of(cls, part: ToReview) -> Self:
        return cls(
            procedure=NamedOut(id=part.procedure_id, title=part.title),
            section=NamedOut(id=part.section_id, title=part.section),
            passage=part.passage,
            source=part.source,
            source_url=safe_url(part.source_url),
            verified_on=part.verified_on,
        )


class GuideChangeOut(BaseModel):
    """``touches``: what the town says about it, to be read again."""

    revision: int
    procedure: NamedOut
    at: datetime
    withdrawn: bool
    touches: list[NamedOut]

    @classmethod
    def of(cls, change: GuideChange) -> Self:
        return cls(
            revision=change.revision_id,
            procedure=NamedOut(id=change.procedure_id, title=change.title),
            at=change.at,
            withdrawn=change.is_withdrawn,
            touches=[NamedOut(id=one, title=title) for one, title in change.touches],
        )


class TroubledOut(BaseModel):
    what: str
    problem: str
    procedures: list[NamedOut]

    @classmethod
    def of(cls, troubled: Troubled) -> Self:
        given = [NamedOut(id=one, title=title) for one, title in troubled.procedures]
        return cls(what=troubled.what, problem=troubled.problem, procedures=given)


class FreshnessOut(BaseModel):
    to_review: list[ToReviewOut]
    to_review_total: int
    guide_changes: list[GuideChangeOut]
    guide_changes_total: int
    links: list[TroubledOut]
    links_checked_at: datetime | None
    contacts: list[TroubledOut]

    @classmethod
    def of(cls, watch: Watch) -> Self:
        parts, changes = watch.to_review(), watch.guide_changes()
        return cls(
            to_review=[ToReviewOut.of(one) for one in parts[:MOST]],
            to_review_total=len(parts),
            guide_changes=[GuideChangeOut.of(one) for one in changes[:MOST]],
            guide_changes_total=len(changes),
            links=[TroubledOut.of(one) for one in watch.broken_links()[:MOST]],
            links_checked_at=watch.last_link_check(),
            contacts=[TroubledOut.of(one) for one in watch.unknown_contacts()[:MOST]],
        )


class GuideDifferenceOut(BaseModel):
    differences: list[DifferenceOut]


@router.get("/freshness")
def read_freshness(_who: Writer, provided: Provided) -> FreshnessOut:
    """What is to be checked again, what the guide has changed, which links and contacts are doubtful."""
    return FreshnessOut.of(provided.watch)


@router.get("/freshness/changes/{revision_id}")
def read_guide_change(revision_id: RevisionId, _who: Writer, provided: Provided) -> GuideDifferenceOut:
    """What a change of the guide changed, in words."""
    found = provided.watch.guide_difference(revision_id)
    return GuideDifferenceOut(differences=[DifferenceOut.of(one) for one in found])


@router.post("/freshness/links")
async def check_links_now(_who: Writer, provided: Provided) -> FreshnessOut:
    """Asks for the links that were not asked for today: slowly, so that nobody is disturbed."""
    await ask_for_links(provided.watch)
    return await run_in_threadpool(FreshnessOut.of, provided.watch)

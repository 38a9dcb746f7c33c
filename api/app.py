"""The application, put together. The only place that wires: everything else is given what it needs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from anyio import create_task_group
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api import errors, logs
from api.body_size import BodySizeLimit
from api.conversations.attendance import Attendance
from api.conversations.brain import Brain
from api.conversations.delivery import Hub
from api.conversations.feedback.repository import FeedbackRepository
from api.conversations.rasa_pool import RasaPool
from api.conversations.redis_relay import RedisRelay
from api.conversations.repository import Repository
from api.conversations.service import Conversations
from api.conversations.turns import Turns
from api.database import Engine, create_engine
from api.editor.access import EditorServices
from api.editor.assembly import assemble as assemble_editor
from api.editor.assembly import count as count_for_editors
from api.editor.chores import publish_due_forever
from api.editor.freshness.chores import Post, watch_forever
from api.editor.inbox.chores import gather_forever
from api.editor.inbox.repository import erase_copies
from api.editor.notices import CurrentNotices
from api.editor.repository import Texts
from api.erasure.repository import Erasure
from api.erasure.retention import Retention, erase_forever
from api.handoff.announcer import Announcer
from api.handoff.assembly import HandoffServices, Mailing
from api.handoff.assembly import assemble as assemble_handoff
from api.handoff.cards import Cards
from api.handoff.chores import look_after_forever
from api.handoff.repository.chores import ChoreRepository
from api.handoff.settings import HandoffRules
from api.knowledge import Knowledge
from api.looks import Looks
from api.mail_server import MailServer
from api.metrics import Metrics
from api.routes import add_routes
from api.security.counters import Counters
from api.security.headers import SecurityHeaders
from api.security.origins import Origins
from api.security.rate_limits import RateLimits
from api.security.refused_sites import RefusedSites
from api.services import Services
from api.settings import Settings
from api.site import Site
from api.staff.audit import Audit
from api.staff.forgetting import forget_forever
from api.staff.identity import Role
from api.staff.oidc import OidcLogins
from api.staff.provided import StaffServices, assemble
from api.staff.repository import StaffRepository
from api.suggestions import Suggestions
from api.widget.releases import Releases
from procedures.store import StoredCatalogue
from procedures.store.queries import newest_verification

# Records without a word: six months to a year is what the CNIL recommends for logs (délibération 2021-122).
RECORDS_KEPT = timedelta(days=365)
DESCRIPTION = "Guichet, l’assistant des démarches administratives : les appels du côté des citoyens."


def create_app(settings: Settings | None = None) -> FastAPI:
    """The api, ready for uvicorn (``--factory``). Its database must have been migrated."""
    settings = settings or Settings()
    logs.configure()
    # Documentation pages would load their scripts from elsewhere; the description itself is at /openapi.json.
    app = FastAPI(title="Guichet", description=DESCRIPTION, docs_url=None, redoc_url=None, lifespan=_lifespan(settings))
    errors.install(app)
    add_routes(app)
    _add_middleware(app, settings)
    return app


def _add_middleware(app: FastAPI, settings: Settings) -> None:
    """The last one added is the first to see a request."""
    app.add_middleware(BodySizeLimit)
    origins = Origins(settings)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=origins.allowed,
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=["Retry-After"],
        max_age=3600,
    )
    app.add_middleware(RefusedSites, origins=origins)
    app.add_middleware(SecurityHeaders, settings=settings)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))


def _lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine = create_engine(settings.database_url)
        repository, feedback = Repository(engine), FeedbackRepository(engine)
        knowledge = Knowledge(StoredCatalogue(engine, settings.content), partial(newest_verification, engine))
        texts = Texts(engine)
        site = _site(settings, knowledge, texts)
        staff = _staff(settings, engine, site)
        persons = _persons(settings, engine, site, knowledge, staff)
        relay = RedisRelay(settings.redis_url) if settings.redis_url else None
        erasure = Erasure(engine, erase_copies, site.today)
        provided = _services(settings, repository, feedback, erasure, knowledge, site, persons, Hub(repository, relay))
        provided.releases.keep()
        app.state.services, app.state.staff, app.state.staff_gate = provided, staff, staff.gate
        app.state.editor = editor = _editor(settings, engine, texts, knowledge, site, staff)
        await run_in_threadpool(staff.second_factor.seal_all)
        # A task group waits for what its tasks do in threads before it ends: the database is closed after them.
        async with create_task_group() as background:
            background.start_soon(knowledge.follow_forever)
            background.start_soon(provided.hub.look_forever)
            background.start_soon(provided.attendance.write_forever)
            background.start_soon(provided.turns.sweep_forever)
            background.start_soon(erase_forever, _retention(settings, engine, provided.erasure, editor, staff))
            background.start_soon(forget_forever, staff)
            background.start_soon(publish_due_forever, editor.editing)
            background.start_soon(gather_forever, editor.sorting.inbox)
            background.start_soon(_watcher(settings, editor, site))
            background.start_soon(look_after_forever, persons.chores, persons.mailer, provided.announcer.changed)
            if relay is not None:
                background.start_soon(relay.send_forever)
                background.start_soon(relay.hear_forever, provided.hub.wake_here)
            yield
            background.cancel_scope.cancel()
        await provided.turns.finish()
        await provided.rasa.close()
        await staff.close()
        if relay is not None:
            await relay.close()
        engine.dispose()

    return lifespan


def _site(settings: Settings, knowledge: Knowledge, texts: Texts) -> Site:
    return Site(
        settings.data_dir,
        knowledge.newest_verification,
        retention_days=settings.retention_days,
        public_url=settings.public_url,
        notices_on=CurrentNotices(texts),
    )


def _editor(
    settings: Settings, engine: Engine, texts: Texts, knowledge: Knowledge, site: Site, staff: StaffServices
) -> EditorServices:
    return assemble_editor(
        engine,
        texts,
        catalogue=knowledge.catalogue,
        search=knowledge,
        indexed=knowledge.version,
        site=site,
        is_reviewed=lambda: settings.review == "auto" and _count_editors(staff) > 1,
        data_dir=settings.data_dir,
        review_after=timedelta(days=settings.review_after_days),
    )


def _watcher(settings: Settings, editor: EditorServices, site: Site) -> Callable[[], Coroutine[Any, Any, None]]:
    """Looks for what is stale, until cancelled."""
    post = None
    if settings.smtp_url:
        post = Post(
            MailServer.at(settings.smtp_url),
            sender=_sender(settings),
            to=lambda: settings.team_email or site.town.email,
            link=f"{settings.public_url}/redaction",
        )
    counts, links = partial(count_for_editors, editor), settings.link_check == "daily"
    return partial(watch_forever, editor.watch, counts, post, links=links)


def _sender(settings: Settings) -> str:
    return settings.mail_from or f"guichet@{urlsplit(settings.public_url).hostname}"


def _count_editors(staff: StaffServices) -> int:
    """Those who were made editors: an administrator who steps in for the only one has nobody to read after."""
    return sum(account.is_active and Role.EDITOR in account.roles for account in staff.repository.all())


def _retention(
    settings: Settings, engine: Engine, erasure: Erasure, editor: EditorServices, staff: StaffServices
) -> Retention:
    kept = timedelta(days=settings.retention_days)
    others = {
        "inbox_items": lambda now: editor.sorting.inbox.forget_older((now - kept).date()),
        "handoff_events": lambda now: ChoreRepository(engine).forget_events(now - RECORDS_KEPT),
        "staff_audit": lambda now: staff.audit.forget_older(now - RECORDS_KEPT),
    }
    return Retention(erasure, kept, others)


def _services(
    settings: Settings,
    repository: Repository,
    feedback: FeedbackRepository,
    erasure: Erasure,
    knowledge: Knowledge,
    site: Site,
    persons: HandoffServices,
    hub: Hub,
) -> Services:
    metrics = Metrics()
    rasa = RasaPool.at(settings.rasa_urls)
    brain = Brain(knowledge.catalogue, knowledge, rasa, site, persons.handoff)
    return Services(
        settings=settings,
        knowledge=knowledge,
        site=site,
        repository=repository,
        conversations=Conversations(repository, feedback, brain, knowledge.catalogue, observe_masked=metrics.masked),
        suggestions=Suggestions(knowledge),
        rasa=rasa,
        hub=hub,
        attendance=Attendance(repository),
        turns=Turns(repository, brain, hub, observe=metrics.replied),
        limits=RateLimits(settings, Counters(settings.redis_url)),
        looks=Looks(),
        origins=Origins(settings),
        metrics=metrics,
        handoff=persons.handoff,
        erasure=erasure,
        desk=persons.desk,
        desk_reading=persons.reading,
        callbacks=persons.callbacks,
        cards=Cards(knowledge.catalogue, knowledge),
        card_offers=persons.cards,
        canned=persons.canned,
        figures=persons.figures,
        labels=persons.labels,
        queue=persons.queue,
        teams=persons.teams,
        announcer=Announcer(hub, persons.queue),
        releases=Releases(settings.data_dir),
    )


def _persons(
    settings: Settings, engine: Engine, site: Site, knowledge: Knowledge, staff: StaffServices
) -> HandoffServices:
    rules = HandoffRules(
        live_chat=settings.live_chat,
        call_back=settings.call_back == "on",
        automatic=settings.assignment == "automatic",
        capacity=settings.agent_capacity,
        wait=timedelta(seconds=settings.queue_wait_seconds),
        lost=timedelta(seconds=settings.agent_lost_seconds),
        idle=timedelta(seconds=settings.idle_warning_seconds),
        grace=timedelta(seconds=settings.idle_grace_seconds),
    )
    mailing = None
    if settings.smtp_url:
        mailing = Mailing(
            MailServer.at(settings.smtp_url),
            sender=_sender(settings),
            team=lambda: settings.team_email or site.town.email,
            link=f"{settings.public_url}/agent",
        )
    return assemble_handoff(engine, site, knowledge.catalogue, rules, mailing, is_staffed=partial(_has_agents, staff))


def _has_agents(staff: StaffServices) -> bool:
    return any(account.is_active and Role.AGENT in account.may_act_as for account in staff.repository.all())


def _staff(settings: Settings, engine: Engine, site: Site) -> StaffServices:
    return assemble(settings, StaffRepository(engine), Audit(engine), OidcLogins(engine), town=lambda: site.name)

"""What went wrong, from a citizen's question to the question answered; and what cannot be traced back."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine, inspect, text

from api.editor.inbox.examples import as_nlu_data
from api.editor.inbox.repository import SETTLED_AFTER, Example, Inbox
from api.staff.identity import Role
from tests.integration.citizen import Json
from tests.integration.conftest import Start, Welcome
from tests.integration.editor import Editor
from tests.integration.live_server import LiveServer, closed_port
from tests.integration.team import Team


@pytest.fixture
def service(start: Start) -> LiveServer:
    """Without Rasa: what it understands is not the subject here."""
    return start(rasa_url=closed_port())


@pytest.fixture
def editor(team: Team) -> Editor:
    return Editor(team.join(Role.EDITOR, name="Camille"))


class Later:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC) - timedelta(minutes=5)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def gathered(engine: Engine) -> Inbox:
    """The inbox, which has begun before anybody spoke; ``gather`` goes on to now."""
    clock = Later()
    inbox = Inbox(engine, clock)
    inbox.gather()
    clock.now = datetime.now(UTC) + SETTLED_AFTER + timedelta(seconds=60)
    return inbox


def groups(editor: Editor) -> list[Json]:
    response = editor.http.get("/editor/inbox")
    assert response.status_code == 200, response.text
    found: list[Json] = response.json()["groups"]
    return found


def gather(inbox: Inbox) -> None:
    while inbox.gather():
        pass


def test_questions_not_understood_come_in_together_masked_and_without_a_way_back(
    editor: Editor, gathered: Inbox, welcome: Welcome, service: LiveServer, engine: Engine
) -> None:
    for words in ("le zinzin du zouave au 06 12 34 56 78", "zinzin du zouave ?"):
        welcome(service.url).say(words)
    gather(gathered)
    [group] = groups(editor)
    assert group["count"] == 2
    assert "06 12" not in str(group)
    columns = {column["name"] for column in inspect(engine).get_columns("inbox_items")}
    assert not any("conversation" in name or "message" in name or "created" in name for name in columns)
    with engine.connect() as connection:
        stored = str(connection.execute(text("SELECT * FROM inbox_items")).all())
        ids = [row.id for row in connection.execute(text("SELECT id FROM conversations"))]
    assert not any(one in stored for one in ids)


def test_one_click_says_what_it_means_and_the_next_citizen_is_answered(
    editor: Editor, gathered: Inbox, welcome: Welcome, service: LiveServer
) -> None:
    welcome(service.url).say("le zinzin du zouave")
    gather(gathered)
    [group] = groups(editor)
    meaning = {"procedure": "F20", "phrase": group["text"]}
    effects = editor.http.post(f"/editor/inbox/{group['id']}/try", json=meaning).json()
    assert (effects["rank_before"], effects["rank_after"], effects["worse"]) == (None, 1, [])
    assert groups(editor) != []
    verdict = {"resolution": "means", "items": group["items"], **meaning}
    assert editor.http.post(f"/editor/inbox/{group['id']}/resolve", json=verdict).json()["settled"] == 1
    assert groups(editor) == []
    citizen, reply = welcome(service.url), {}
    for _ in range(50):  # the index follows within a second
        reply = citizen.say("le zinzin du zouave")
        if reply["payload"].get("procedure"):
            break
    assert reply["payload"]["procedure"]["id"] == "F20"


def test_a_useless_answer_comes_in_with_its_reason_and_counts_against_its_procedure(
    editor: Editor, gathered: Inbox, welcome: Welcome, service: LiveServer
) -> None:
    citizen = welcome(service.url)
    reply = citizen.say("inscription à la cantine scolaire")
    feedback = {"seq": reply["seq"], "useful": False, "reason": "Le tarif manque"}
    assert citizen.http.post(f"{citizen.path}/feedback", json=feedback).is_success
    gather(gathered)
    [group] = [one for one in groups(editor) if {"trouble": "useless", "count": 1} in one["troubles"]]
    assert "Le tarif manque" in group["reasons"]
    listed = editor.http.get("/editor/procedures", params={"filter": "disliked"}).json()["procedures"]
    assert [one["id"] for one in listed] == ["F20"]
    unseen = editor.http.get("/editor/procedures", params={"filter": "unseen"}).json()["procedures"]
    assert "F20" not in [one["id"] for one in unseen]
    assert "F10" in [one["id"] for one in unseen]


def test_the_other_verdicts_start_a_draft_put_aside_or_keep_an_example(
    editor: Editor, gathered: Inbox, welcome: Welcome, service: LiveServer
) -> None:
    for words in ("zorglub municipal", "quelle heure sur mars", "combien pour le zinzin [2]"):
        welcome(service.url).say(words)
    gather(gathered)
    by_text = {group["text"]: group["id"] for group in groups(editor)}
    assert len(by_text) == 3

    def resolve(words: str, **verdict: str) -> Json:
        response = editor.http.post(f"/editor/inbox/{by_text[words]}/resolve", json=verdict)
        assert response.status_code == 200, response.text
        answered: Json = response.json()
        return answered

    missing = resolve("zorglub municipal", resolution="missing")
    assert editor.open(f"/procedures/{missing['procedure']}")["content"] == {"titre": "zorglub municipal"}
    resolve("quelle heure sur mars", resolution="off_topic")
    resolve("combien pour le zinzin [2]", resolution="example", intent="ask_cost")
    assert groups(editor) == []
    exported = yaml.safe_load(editor.http.get("/editor/inbox/examples").text)
    assert exported["nlu"] == [{"intent": "ask_cost", "examples": "- combien pour le zinzin 2\n"}]


def test_where_the_dialogue_model_stands_is_told(
    editor: Editor, gathered: Inbox, welcome: Welcome, service: LiveServer, tmp_path: Path
) -> None:
    def training() -> Json:
        found: Json = editor.http.get("/editor/inbox").json()["training"]
        return found

    assert training() == {"trained_at": None, "waiting": 0}
    welcome(service.url).say("combien pour le zinzin")
    gather(gathered)
    [group] = groups(editor)
    verdict = {"resolution": "example", "intent": "ask_cost"}
    assert editor.http.post(f"/editor/inbox/{group['id']}/resolve", json=verdict).is_success
    model = tmp_path / "models" / "0123.tar.gz"
    model.parent.mkdir(exist_ok=True)
    (model.parent / "unfinished-4567.tar.gz").touch()
    model.touch()
    os.utime(model, (0, 0))
    assert training() == {"trained_at": "1970-01-01T00:00:00Z", "waiting": 1}
    model.touch()
    assert training()["waiting"] == 0


def test_a_sentence_kept_for_two_intents_is_pointed_out_to_who_reads_the_file() -> None:
    written = as_nlu_data([Example("le zinzin", "ask_cost"), Example("Le zinzin", "ask_delay")])
    assert "# À trancher : « le zinzin » est gardée pour ask_cost et ask_delay.\n" in written
    assert len(yaml.safe_load(written)["nlu"]) == 2


def test_an_example_without_what_it_asks_is_refused(
    editor: Editor, gathered: Inbox, welcome: Welcome, service: LiveServer
) -> None:
    welcome(service.url).say("zorglub municipal")
    gather(gathered)
    [group] = groups(editor)
    verdict = {"resolution": "example", "intent": "rm -rf"}
    response = editor.http.post(f"/editor/inbox/{group['id']}/resolve", json=verdict)
    assert (response.status_code, response.json()["detail"]) == (422, "Dites ce que cette question demande.")


def test_questions_are_forgotten_as_conversations_are(
    editor: Editor, gathered: Inbox, welcome: Welcome, service: LiveServer
) -> None:
    welcome(service.url).say("zorglub municipal")
    gather(gathered)
    gathered.forget_older(date.today())  # noqa: DTZ011
    assert len(groups(editor)) == 1
    gathered.forget_older(date.today() + timedelta(days=1))  # noqa: DTZ011
    assert groups(editor) == []


def test_nothing_is_gathered_twice(editor: Editor, gathered: Inbox, welcome: Welcome, service: LiveServer) -> None:
    welcome(service.url).say("zorglub municipal")
    gather(gathered)
    assert gathered.gather() is False
    [group] = groups(editor)
    assert group["count"] == 1


def test_what_is_exported_is_training_data_whatever_was_written() -> None:
    text = as_nlu_data([Example("un: [deux](trois)\n  - intent: faux", "ask"), Example("# rien", "ask")])
    [entry] = yaml.safe_load(text)["nlu"]
    assert entry["intent"] == "ask"
    assert len(entry["examples"].splitlines()) == 2

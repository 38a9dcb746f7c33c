"""Words of citizens, replies of agents and dated messages live as procedures do: the same routes, the same rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from api.staff.identity import Role
from tests.integration.citizen import Json
from tests.integration.conftest import Welcome
from tests.integration.editor import Editor
from tests.integration.live_server import LiveServer
from tests.integration.team import Team

TODAY = date.today()  # noqa: DTZ011
SHOWN = {"du": TODAY.isoformat(), "au": (TODAY + timedelta(days=9)).isoformat()}
WORDS = "le zinzin du zouave"


@pytest.fixture
def editor(team: Team) -> Editor:
    return Editor(team.join(Role.EDITOR, name="Camille"))


def replies(team: Team) -> dict[str, str]:
    found = team.join(Role.AGENT).http.get("/agent/canned").json()["replies"]
    return {one["title"]: one["text"] for one in found}


def notices(editor: Editor) -> list[str]:
    found: list[str] = editor.http.get("/site").json()["notices"]
    return found


def found_first(editor: Editor, words: str) -> str:
    found = editor.http.get("/editor/procedures", params={"q": words}).json()["procedures"]
    return found[0]["id"] if found else ""


@pytest.fixture(params=["wordings", "replies", "notices"])
def begun(request: pytest.FixtureRequest, editor: Editor) -> tuple[str, Json, Json]:
    """The path of a draft of each kind, and two contents for it."""
    kind = request.param
    if kind == "wordings":
        path = "/wordings/F20"
        editor.open(path)
        first: Json = {"phrases": [WORDS]}
        editor.draft(path, first)
        return path, first, {"phrases": ["le resto des petits"]}
    first, second = (
        ({"titre": "Marché", "texte": words} if kind == "replies" else {"texte": words, **SHOWN})
        for words in ("Le jeudi matin.", "Le samedi matin.")
    )
    return editor.begin(kind, **first), first, second


class TestEveryKind:
    def test_is_drafted_published_corrected_returned_to_withdrawn_and_nothing_is_forgotten(
        self, editor: Editor, begun: tuple[str, Json, Json]
    ) -> None:
        path, first, second = begun
        assert editor.open(path)["live"] is None
        later = (TODAY + timedelta(days=20)).isoformat()
        assert editor.act(path, "publish", starts_on=later)["live"] is None
        editor.act(path, "unschedule")
        assert editor.act(path, "publish")["live"] == first
        assert editor.publish(path, second)["live"] == second
        revisions = editor.http.get(f"/editor{path}/revisions").json()["revisions"]
        events = [one["event"] for one in revisions]
        assert events == ["published", "drafted", "published", "unscheduled", "scheduled", "drafted"]
        assert {one["author"] for one in revisions} == {"Camille"}
        detail = editor.http.get(f"/editor{path}/revisions/{revisions[0]['id']}").json()
        assert {piece["sign"] for one in detail["differences"] for piece in one["pieces"]} >= {"gone", "new"}
        assert editor.act(path, "revert", revision=revisions[2]["id"])["live"] == first
        withdrawn = editor.act(path, "withdraw", comment="Fini")
        assert (withdrawn["state"], withdrawn["live"], withdrawn["content"]) == ("withdrawn", None, first)

    def test_of_two_editors_neither_overwrites_the_other_and_one_reads_before_publication(
        self, team: Team, editor: Editor, begun: tuple[str, Json, Json]
    ) -> None:
        path, _, second = begun
        other = Editor(team.join(Role.EDITOR, name="Dominique"))
        other.open(path)
        other.draft(path, second)
        response = editor.try_to("PUT", path, "/draft", content=second)
        assert response.status_code == 412
        assert "Dominique" in response.json()["detail"]
        assert response.json()["current"] == second
        assert other.try_to("POST", path, "/publish").status_code == 409
        other.act(path, "submit")
        (waiting,) = editor.http.get("/editor/unfinished").json()["texts"]
        assert (waiting["in_review"], bool(waiting["title"])) == (True, True)
        editor.open(path)
        assert editor.act(path, "publish")["live"] == second
        assert "Texte publié" in {
            one["label"] for one in team.join(Role.ADMIN).http.get("/admin/audit").json()["entries"]
        }


class TestWordings:
    def test_words_lead_to_a_procedure_while_they_are_published(self, editor: Editor) -> None:
        before = editor.http.post("/editor/wordings/F20/try", json={"phrase": WORDS}).json()
        assert (before["rank_before"], before["rank_after"]) == (None, 1)
        editor.open("/wordings/F20")
        editor.publish("/wordings/F20", {"phrases": [WORDS]})
        (listed,) = editor.http.get("/editor/wordings").json()["wordings"]
        assert (listed["title"], listed["live"]) == ("Inscription à la cantine scolaire", {"phrases": [WORDS]})
        for _ in range(50):  # the index follows within a second
            if found_first(editor, WORDS) == "F20":
                break
        assert found_first(editor, WORDS) == "F20"
        editor.act("/wordings/F20", "withdraw")
        for _ in range(50):
            if found_first(editor, WORDS) != "F20":
                break
        assert found_first(editor, WORDS) != "F20"

    def test_words_that_two_add_at_once_are_all_kept(self, team: Team, editor: Editor) -> None:
        path = "/wordings/F20"
        other = Editor(team.join(Role.EDITOR))
        for one in (editor, other):
            one.open(path)
        other.draft(path, {"phrases": ["le resto des petits"]})
        stale = editor.try_to("PUT", path, "/draft", content={"phrases": [WORDS]}).json()
        assert stale["merged"] == {"phrases": [WORDS, "le resto des petits"]}
        assert stale["conflicts"] == []

    def test_words_for_what_does_not_exist_are_refused(self, editor: Editor) -> None:
        assert editor.http.get("/editor/wordings/F99999").status_code == 404


class TestReplies:
    def test_one_that_every_town_begins_with_is_changed_taken_away_and_brought_back(
        self, team: Team, editor: Editor
    ) -> None:
        path = "/replies/1"
        first = editor.open(path)
        assert (first["state"], first["edition"], first["title"]) == ("published", 0, "Bonjour")
        editor.publish(path, {"titre": "Bonjour", "texte": "Bonjour à tous."})
        assert replies(team)["Bonjour"] == "Bonjour à tous."
        editor.act(path, "withdraw")
        assert "Bonjour" not in replies(team)
        assert len(replies(team)) == 7
        original = editor.http.get(f"/editor{path}/revisions").json()["revisions"][-1]
        assert original["event"] == "original"
        editor.act(path, "revert", revision=original["id"])
        assert replies(team)["Bonjour"] == first["content"]["texte"]

    def test_a_word_that_nothing_fills_is_a_fault_at_its_field(self, editor: Editor) -> None:
        path = editor.begin("replies", titre="Rue", texte="Rue {du maire}.")
        (fault,) = editor.open(path)["faults"]
        assert fault["field"] == "texte"
        assert fault["reason"] == "« {du maire} » ne se remplit pas"
        assert fault["cure"].startswith("Vous pouvez écrire : {prénom de l'agent}, ")
        assert editor.try_to("POST", path, "/publish").status_code == 422


class TestNotices:
    def notice(self, editor: Editor, words: str, **content: Any) -> str:
        path = editor.begin("notices", texte=words, **{**SHOWN, **content})
        editor.act(path, "publish")
        return path

    def test_a_message_is_shown_between_its_days(self, editor: Editor) -> None:
        path = self.notice(editor, "La mairie ferme à 16 h.")
        self.notice(editor, "Pas encore.", du=SHOWN["au"])
        assert "La mairie ferme à 16 h." in notices(editor)
        assert "Pas encore." not in notices(editor)
        editor.act(path, "withdraw")
        assert "La mairie ferme à 16 h." not in notices(editor)

    def test_one_of_a_procedure_stands_in_its_answers_and_nowhere_else(
        self, editor: Editor, service: LiveServer, welcome: Welcome
    ) -> None:
        self.notice(editor, "Inscriptions closes jusqu’à lundi.", demarches=["F20"])
        assert notices(editor) == []
        canteen = welcome(service.url, procedure="F20", aspect="delay").opened["messages"][-1]
        assert canteen["payload"]["notices"] == ["Inscriptions closes jusqu’à lundi."]
        assert "Message de la mairie : Inscriptions closes jusqu’à lundi." in canteen["text"]
        other = welcome(service.url, procedure="F10", aspect="cost").opened["messages"][-1]
        assert "notices" not in other["payload"]

    def test_one_is_on_the_page_of_the_answer_too(self, editor: Editor, service: LiveServer) -> None:
        self.notice(editor, "Inscriptions closes <jusqu’à> lundi.", demarches=["F20"])
        page = editor.http.get(f"{service.url}/r/F20/delay").text
        assert "Message de la mairie." in page
        assert "Inscriptions closes &lt;jusqu’à&gt; lundi." in page

"""The same service for a browser that runs no script: pages and forms, without a cookie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from api.answer_address import mark
from api.staff.identity import Role
from tests.integration.conftest import Start
from tests.integration.fake_rasa import ASKS_FOR_A_PERSON, FakeRasa
from tests.integration.handing_over import at_work
from tests.integration.live_server import LiveServer
from tests.integration.plain import Page, PlainBrowser
from tests.integration.team import Team

Visit = Callable[..., PlainBrowser]


@pytest.fixture
def visit() -> Iterator[Visit]:
    with ExitStack() as stack:
        yield lambda url, path="/assistant": stack.enter_context(PlainBrowser(url, path))


@pytest.fixture
def citizen(service: LiveServer, visit: Visit) -> PlainBrowser:
    return visit(service.url)


class TestConversing:
    def test_looking_at_the_page_begins_nothing(self, citizen: PlainBrowser, rasa: FakeRasa) -> None:
        assert "assistant automatique" in citizen.page.text
        assert "conversation" not in citizen.page.forms[0]["fields"]
        assert not citizen.http.cookies
        assert rasa.received == []

    def test_a_question_then_a_choice_lead_to_the_documents(self, citizen: PlainBrowser) -> None:
        page = citizen.say("Quels documents pour un passeport ?")
        assert page.status == 200
        assert [words for words, _ in page.forms[2]["buttons"]][:2] == ["Passeport valide", "Passeport perdu"]
        page = citizen.press("Passeport perdu")
        assert "Déclaration de perte" in page.text
        assert page.html.count("Photo d&#39;identité") == 1  # told once
        assert "Source :" in page.text
        assert not citizen.http.cookies

    def test_a_page_sent_twice_says_nothing_twice(self, citizen: PlainBrowser) -> None:
        citizen.say("Quels documents pour un passeport ?")
        once = citizen.press("Passeport perdu")
        again = citizen.send(citizen.last)
        assert len(again.forms) == len(once.forms)

    def test_another_choice_on_the_page_of_before_is_another_message(self, citizen: PlainBrowser) -> None:
        before = citizen.say("Quels documents pour un passeport ?")
        citizen.press("Passeport perdu")
        citizen.page = before  # the browser's Back
        assert "Passeport actuel" in citizen.press("Passeport valide").text

    @pytest.mark.parametrize(("text", "why"), [("", "vide"), ("é" * 1001, "trop long")])
    def test_what_is_refused_is_told_above_and_stays_typed(self, citizen: PlainBrowser, text: str, why: str) -> None:
        page = citizen.say(text)
        assert page.status == 422
        assert why in page.text
        assert f">{text}</textarea>" in page.html

    def test_the_page_of_a_procedure_begins_with_it(self, service: LiveServer, visit: Visit) -> None:
        window = visit(service.url, "/assistant?procedure=F20&aspect=delay")
        page = window.press("Voir : Inscription à la cantine scolaire")
        assert "Comptez une semaine." in page.text

    def test_an_unknown_procedure_leaves_a_page_to_ask_on(self, service: LiveServer, visit: Visit) -> None:
        assert "Votre question" in visit(service.url, "/assistant?procedure=F0&aspect=nothing").page.text

    def test_what_is_written_is_masked_and_shown_as_words(self, citizen: PlainBrowser) -> None:
        page = citizen.say("<script>alert(1)</script> 06 12 34 56 78")
        assert "<script>alert" not in page.html
        assert "06 12 34 56 78" not in page.html

    def test_an_answer_is_judged(self, citizen: PlainBrowser) -> None:
        citizen.say("délai cantine")
        assert "Merci pour votre avis." in citizen.press("Utile").text
        assert "Utile" not in [words for form in citizen.page.forms for words, _ in form["buttons"]]

    def test_a_form_that_is_not_ours_is_refused_kindly(self, citizen: PlainBrowser) -> None:
        for odd in ({"button": "nothing"}, {"nonce": "x"}, {"button": "utile:x"}, {"aspect": "x"}):
            assert citizen.send(odd).status == 400


class TestLeaving:
    def test_the_conversation_is_downloaded(self, citizen: PlainBrowser) -> None:
        citizen.say("délai cantine")
        fields, value = citizen.page.button("Télécharger la conversation")
        response = citizen.http.post("/assistant", data={**fields, "button": value})
        assert response.headers["content-disposition"].startswith("attachment")
        assert "Comptez une semaine." in response.text

    def test_everything_is_erased(self, citizen: PlainBrowser) -> None:
        kept = citizen.say("délai cantine")
        assert "Tout est effacé" in citizen.press("Effacer et quitter").text
        citizen.page = kept
        page = citizen.say("encore")
        assert page.status == 404
        assert "n’existe plus" in page.text
        assert ">encore</textarea>" in page.html

    def test_another_token_opens_nothing(self, citizen: PlainBrowser) -> None:
        citizen.say("délai cantine")
        page = citizen.send({**citizen.last, **citizen.page.forms[0]["fields"], "token": "x", "button": "actualiser"})
        assert page.status == 404
        assert "Comptez" not in page.text


class TestPersons:
    def test_where_nobody_is_the_phone_is_given(self, citizen: PlainBrowser) -> None:
        page = citizen.press("Parler à une personne")
        assert page.links["Appeler la mairie : 01 99 00 12 10"] == "tel:0199001210"

    def test_a_number_is_left(self, citizen: PlainBrowser, team: Team) -> None:
        team.join(Role.AGENT)
        citizen.press("Parler à une personne")
        refused = citizen.press("Envoyer à la mairie", phone="123")
        assert "n’est pas complet" in refused.text
        citizen.press("Parler à une personne")
        assert "C'est noté." in citizen.press("Envoyer à la mairie", phone="01 99 00 12 10").text

    def test_one_agrees_waits_and_talks(self, start: Start, visit: Visit, database_url: str) -> None:
        url = start(live_chat="always").url
        with Team(url, database_url) as team:
            camille = at_work(team, "Camille")
            window = visit(url)
            window.say(ASKS_FOR_A_PERSON)
            page = window.press("Oui, parler à une personne")
            assert "Personne n’attend avant vous." in page.text
            mine = window.page.forms[0]["fields"]["conversation"]
            assert camille.http.post(f"/agent/conversations/{mine}/claim").is_success
            page = window.press("Voir s’il y a du nouveau")
            assert "Vous parlez avec Camille, de la mairie." in page.text
            assert window.say("Merci").status == 200
            assert camille.http.post(f"/agent/conversations/{mine}/close", json={"reason": "answered"}).is_success
            window.press("Voir s’il y a du nouveau")
            assert "Merci pour votre avis." in window.press("Envoyer mon avis", score="4").text

    def test_handed_back_to_the_assistant_one_is_asked_once_what_one_thought(
        self, start: Start, visit: Visit, database_url: str
    ) -> None:
        url = start(live_chat="always").url
        with Team(url, database_url) as team:
            camille = at_work(team, "Camille")
            window = visit(url)
            window.say(ASKS_FOR_A_PERSON)
            window.press("Oui, parler à une personne")
            mine = f"/agent/conversations/{window.page.forms[0]['fields']['conversation']}"
            assert camille.http.post(f"{mine}/claim").is_success
            assert "Envoyer mon avis" not in window.press("Voir s’il y a du nouveau").text
            assert camille.http.post(f"{mine}/return").is_success
            assert "Envoyer mon avis" in window.press("Voir s’il y a du nouveau").text
            assert "Choisissez" in window.press("Envoyer mon avis").text
            assert "Merci pour votre avis." in window.press("Envoyer mon avis", score="2").text
            page = window.say("Quels documents pour un passeport ?")
            assert "avis." not in page.text
            assert "Envoyer mon avis" not in page.text


class TestAnAddressOfAnAnswer:
    def page(self, service: LiveServer, visit: Visit, path: str) -> Page:
        return visit(service.url, path).page

    def test_each_choice_is_an_address_up_to_the_answer(self, service: LiveServer, visit: Visit) -> None:
        page = self.page(service, visit, "/r/F10/documents")
        address = page.links["Passeport perdu"]
        assert address == f"/r/F10/documents/{mark('Passeport perdu')}"
        assert "Déclaration de perte" in self.page(service, visit, address).text

    def test_the_address_in_an_answer_leads_to_the_same_one(self, service: LiveServer, citizen: PlainBrowser) -> None:
        citizen.say("Quels documents pour un passeport ?")
        page = citizen.press("Passeport perdu")
        (address,) = {link for link in page.links.values() if "/r/" in link}
        path = address.partition("/r/")[2]
        assert path == f"F10/documents/{mark('Passeport perdu')}"
        assert "Déclaration de perte" in Page(citizen.http.get(f"/r/{path}")).text

    def test_it_outlives_the_conversation_and_names_nobody(self, service: LiveServer, citizen: PlainBrowser) -> None:
        page = citizen.say("délai cantine pour mon fils de 8 ans")
        (address,) = {link for link in page.links.values() if "/r/" in link}
        assert address.endswith("/r/F20/delay")
        citizen.press("Effacer et quitter")
        assert "Comptez une semaine." in Page(citizen.http.get("/r/F20/delay")).text

    @pytest.mark.parametrize("path", ["/r/F0", "/r/F10/nothing", f"/r/{'F' * 90}", "/r/%00", "/r/F10/documents/a/b"])
    def test_what_leads_nowhere_says_so(self, service: LiveServer, visit: Visit, path: str) -> None:
        assert self.page(service, visit, path).status == 404

    def test_where_an_agent_reads_first_it_shows_no_answer(self, service: LiveServer, visit: Visit, team: Team) -> None:
        assert team.join(Role.SUPERVISOR).http.put("/admin/themes/N1", json={"approval": True}).is_success
        page = self.page(service, visit, "/r/F20/delay")
        assert "un agent de la mairie relit chaque réponse" in page.text
        assert "Comptez une semaine." not in page.text

    def test_marks_that_settle_nothing_leave_the_question(self, service: LiveServer, visit: Visit) -> None:
        for marks in ("zzzz", "-", "é", "zzzz-" * 200):
            assert "Passeport perdu" in self.page(service, visit, f"/r/F10/documents/{marks}").links


class TestTheStatement:
    def test_until_somebody_has_audited_it_says_so(self, service: LiveServer, visit: Visit) -> None:
        page = visit(service.url, "/accessibilite").page
        assert "Non conforme : audit non réalisé." in page.text
        assert "Accessibilité : non conforme" in page.links

    def test_the_town_completes_it(self, start: Start, visit: Visit, tmp_path: Path) -> None:
        statement = """
nom: Villeneuve
telephones: [{libelle: Accueil, numero: 02 99 00 00 01}]
adresse: [1 rue Haute, 35000 Villeneuve]
horaires: {lundi: ["08:00-12:00"]}
accessibilite:
  audit_le: 2026-10-01
  auditeur: Atelier Dupont
  taux: 87
  etablie_le: 2026-10-15
  non_accessibles: ["Le tableau des délais n’a pas de titre."]
"""
        (tmp_path / "town.yaml").write_text(statement, encoding="utf-8")
        text = visit(start().url, "/accessibilite").page.text
        assert "Partiellement conforme" in text
        assert "Atelier Dupont" in text
        assert "87 %" in text
        assert "Le tableau des délais" in text

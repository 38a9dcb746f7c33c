"""What a citizen sees when the network or the service fails, and that nothing is lost or said twice."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Widget
from tests.browser.fake_api import FakeApi


def citizen_texts(fake: FakeApi) -> list[str]:
    return [m["text"] for talk in fake.talks.values() for m in talk.messages if m["author"] == "citizen"]


def test_a_message_is_sent_again_by_itself_after_a_failure(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    fake.accidents.failing_posts = 1
    widget.say("bonjour")

    expect(widget.find(".state")).to_have_text("En attente du réseau…")
    expect(widget.find(".turn")).to_have_count(3)
    assert citizen_texts(fake) == ["bonjour"]


def test_a_message_that_keeps_failing_can_be_tried_again(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    fake.accidents.failing_posts = 4
    widget.say("bonjour")
    expect(widget.find(".state")).to_contain_text("Échec de l’envoi", timeout=20_000)
    expect(widget.find("[role=status]").last).to_contain_text("Échec de l’envoi")

    widget.find(".retry").click()

    expect(widget.find(".turn")).to_have_count(3)
    expect(widget.find(".state")).to_have_text(["Envoyé"])
    assert citizen_texts(fake) == ["bonjour"]


def test_messages_written_offline_leave_in_order_when_the_network_is_back(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    widget.page.context.set_offline(True)
    widget.say("un")
    widget.say("deux")
    expect(widget.find(".state")).to_have_count(2)
    widget.page.context.set_offline(False)

    expect(widget.find(".turn")).to_have_count(5, timeout=20_000)
    assert citizen_texts(fake) == ["un", "deux"]


def test_unsent_messages_survive_a_reload(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    fake.accidents.failing_posts = 1_000
    widget.say("à ne pas perdre")
    expect(widget.find(".state")).to_be_visible()
    fake.accidents.failing_posts = 0

    widget.page.reload()

    expect(widget.find(".turn[data-author=citizen]")).to_have_text(["Vousà ne pas perdreEnvoyé"])
    expect(widget.find(".turn[data-author=assistant]")).to_have_count(2)
    assert citizen_texts(fake) == ["à ne pas perdre"]


def test_replies_come_by_long_poll_where_sockets_are_refused(widget: Widget, fake: FakeApi) -> None:
    fake.accidents.refuses_sockets = True
    widget.open()
    widget.reach_answer()

    expect(widget.find(".turn")).to_have_count(7)


def test_replies_come_where_a_proxy_lets_sockets_hang(widget: Widget, fake: FakeApi) -> None:
    fake.accidents.hanging_sockets = True
    widget.open()
    widget.say("bonjour")
    # Sooner than the widget would ask for a reply that is late.
    expect(widget.find(".turn[data-author=assistant]")).to_have_count(2, timeout=7_000)
    fake.accidents.hanging_sockets = False


def test_replies_come_although_the_policy_of_the_page_forbids_sockets(widget: Widget) -> None:
    widget.open("/sans-socket")
    widget.reach_answer()

    expect(widget.find(".turn")).to_have_count(7)


def test_a_reply_that_a_dead_socket_swallowed_is_fetched(widget: Widget, fake: FakeApi) -> None:
    fake.accidents.silent_sockets = True
    widget.open()
    widget.say("bonjour")

    expect(widget.find(".turn[data-author=assistant]")).to_have_count(2, timeout=15_000)


def test_the_wait_is_shown_until_the_reply_comes(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    fake.accidents.replies.clear()
    widget.say("bonjour")
    expect(widget.find(".typing")).to_contain_text("L’assistant cherche la réponse")
    fake.accidents.replies.set()

    expect(widget.find(".turn")).to_have_count(3)
    expect(widget.find(".typing")).to_be_hidden()


def test_a_service_that_does_not_open_says_so_and_can_be_tried_again(widget: Widget, fake: FakeApi) -> None:
    fake.accidents.opening_is_down = True
    widget.goto()
    widget.launcher.click()
    expect(widget.find(".notice")).to_contain_text("Le service redémarre. Réessayez dans une minute.")
    fake.accidents.opening_is_down = False
    widget.page.get_by_role("button", name="Réessayer").click()

    expect(widget.find(".turn")).to_have_count(1)
    expect(widget.find(".notice")).to_have_count(0)


def test_an_unreachable_panel_is_announced_and_can_be_tried_again(widget: Widget) -> None:
    widget.goto()
    widget.page.context.set_offline(True)
    widget.launcher.click()
    expect(widget.find("[role=alert]").first).to_contain_text("L’assistant n’a pas pu s’ouvrir")
    widget.page.context.set_offline(False)


def test_the_panel_opens_without_the_sheet_of_the_town(widget: Widget, fake: FakeApi) -> None:
    fake.accidents.site_is_down = True
    widget.open()

    expect(widget.find("h2")).to_have_text("Assistant de la mairie")
    expect(widget.find(".desk")).to_be_hidden()


def test_an_erased_conversation_gives_way_to_a_new_one(widget: Widget, fake: FakeApi) -> None:
    widget.open().say("bonjour")
    expect(widget.find(".turn")).to_have_count(3)  # news come: it is not told of the end before it writes
    fake.talks.clear()
    widget.say("encore")
    widget.page.locator("guichet-assistant .notice button").click()

    expect(widget.find(".notice")).to_have_count(0)
    expect(widget.find(".turn")).to_have_count(1)


def test_closing_stops_listening_and_opening_again_catches_up(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    widget.page.keyboard.press("Escape")
    talk = next(iter(fake.talks.values()))
    talk.add("agent", {"kind": "text", "text": "Pendant votre absence.", "payload": {}})

    widget.launcher.click()

    expect(widget.find(".turn").last).to_contain_text("Pendant votre absence.")
    expect(widget.find(".turn")).to_have_count(2)

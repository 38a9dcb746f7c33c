"""What a virtual screen reader says: new messages once and in order, then the card at one's own pace."""

from __future__ import annotations

from tests.browser.conftest import Widget

START = """() => screenReader.start({
  container: document.querySelector('guichet-assistant').shadowRoot.querySelector('.panel'),
})"""
UNTIL_SAID = """async (words) => {
  while (!(await screenReader.spokenPhraseLog()).some((one) => one.includes(words))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
# What is said of each thing from here on, up to ``last``.
READ_ON = """async (last) => {
  const said = [];
  for (let step = 0; step < 400 && said[said.length - 1] !== last; step += 1) {
    await screenReader.next();
    said.push(await screenReader.lastSpokenPhrase());
  }
  return said;
}"""


def listen(widget: Widget, screen_reader: str) -> None:
    widget.page.evaluate(screen_reader)
    widget.page.evaluate(START)


def told(widget: Widget) -> list[str]:
    """What it said by itself so far."""
    said: list[str] = widget.page.evaluate("screenReader.spokenPhraseLog()")
    return [words.replace("\u00a0", " ").removeprefix("polite: ") for words in said if words.startswith("polite: ")]


def test_new_messages_are_said_once_and_in_order(widget: Widget, screen_reader: str) -> None:
    widget.open()
    widget.find("[aria-live=polite] p").wait_for(state="attached")
    listen(widget, screen_reader)
    widget.reach_answer()
    widget.page.evaluate(UNTIL_SAID, "Réponse de l’assistant")

    assert told(widget) == [
        "Question de l’assistant : Où faites-vous la demande ? Choix proposés : En France ; À l’étranger.",
        "Question de l’assistant : Avez-vous un passeport ? Choix proposés : Oui, valide ou périmé depuis moins de "
        "5 ans ; Oui, périmé depuis plus de 5 ans ; Non.",
        "Réponse de l’assistant : Carte d’identité d’un adulte : perte. 5 documents à réunir. "
        "À lire dans la conversation.",
    ]


def test_a_card_is_read_as_a_heading_a_situation_a_list_to_tick_and_a_source(
    widget: Widget, screen_reader: str
) -> None:
    widget.open().reach_answer()
    listen(widget, screen_reader)
    said = [words.replace("\u00a0", " ") for words in widget.page.evaluate(READ_ON, "end of log, Conversation")]
    card = said[said.index("heading, Carte d’identité d’un adulte : perte, level 3") :]

    for words in (
        "Votre situation",
        "button, Modifier : Lieu de résidence, en France",
        "heading, À réunir, level 4",
        "checkbox, Photo d’identité de moins de 6 mois, not checked",
        "checkbox, Un seul de ces documents :, Ancienne carte (copie) Passeport Permis, not checked",
        "link, Pré-demande de carte d’identité (nouvelle fenêtre)",
        "link, 01 99 00 12 34",
    ):
        assert words in card, (words, card)
        card = card[card.index(words) :]  # in this order
    assert any(words.startswith("Source") for words in card)

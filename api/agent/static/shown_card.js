// A card as the citizen sees it: the widget's own drawing and style, kept apart from those of this page.

import { renderCard } from "/agent/widget/card.js";
import { el } from "/agent/widget/dom.js";

const SHEETS = ["/agent/widget/ground.css", "/agent/static/shown_card.css", "/agent/widget/card.css"];
const NOTHING_TICKED = { isTicked: () => false, tick: () => {}, watch: () => {} };

let count = 0;

/** `onChoose({label, value})` where its buttons lead somewhere; without it they are left out. Nothing can be ticked. */
export function shownCard(payload, onChoose) {
  count += 1;
  const host = el("div", { class: "shown-card" });
  const root = host.attachShadow({ mode: "open" });
  const card = renderCard(payload, { memory: NOTHING_TICKED, id: `shown-${count}`, onChoose });
  for (const box of card.querySelectorAll("input")) box.disabled = true;
  if (!onChoose) card.querySelectorAll("button.change").forEach((button) => button.remove());
  root.append(...SHEETS.map((href) => el("link", { rel: "stylesheet", href })), card);
  return host;
}

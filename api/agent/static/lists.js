// The lists on the left: who waits, one's own, who is to be called back, everything.

import { el } from "/agent/widget/dom.js";
import { refill } from "./refill.js";
import { contactRow, conversationRow } from "./rows.js";

const VIEWS = [
  ["waiting", "En attente"],
  ["mine", "Miennes"],
  ["contacts", "Rappels"],
  ["all", "Toutes"],
];
const STATES = [
  ["all", "Toutes"],
  ["waiting", "En attente"],
  ["agent", "Avec une personne"],
  ["bot", "Rendues à l’assistant"],
  ["closed", "Terminées"],
  ["follow_up", "À suivre"],
];
const EMPTY = {
  waiting: "Personne n’attend. Quand quelqu’un demande une personne, il apparaît ici, et un son vous prévient.",
  mine: "Vous ne parlez avec personne. Prenez quelqu’un dans « En attente ».",
  contacts: "Personne n’a laissé ses coordonnées.",
  all: "Aucune conversation ici. Vous voyez seulement celles dont l’habitant a accepté la lecture.",
};
const NOTHING_FOUND = "Aucune conversation ne contient ces mots. Essayez un mot plus court, ou une autre liste.";
const OFFLINE = "Vous êtes hors ligne : aucun habitant ne peut vous être adressé.";
const PAUSE_MS = 300;
const SOON_MS = 3000;

export class Lists {
  /** `onOpen(id)`, `onTake(id)`; `onView(view, state, words)` when the list shown is another; `onOnline()`. */
  constructor(place, { me, onOpen, onTake, onView, onOnline }) {
    Object.assign(this, { me, onOpen, onTake, onView });
    this.offline = el(
      "div",
      { class: "offline", hidden: true },
      el("p", null, OFFLINE),
      el("button", { type: "button", class: "small", onclick: onOnline }, "Me mettre en ligne"),
    );
    this.view = "waiting";
    this.tabs = new Map(VIEWS.map(([view, label]) => [view, this.tab(view, label)]));
    this.list = el("ul", { class: "rows" });
    this.empty = el("p", { class: "empty" });
    this.finder = this.buildFinder();
    place.replaceChildren(
      el("nav", { "aria-label": "Listes" }, el("ul", { class: "tabs" }, [...this.tabs.values()].map(({ item }) => item))),
      this.offline,
      this.finder,
      this.list,
      this.empty,
    );
  }

  tab(view, label) {
    const count = el("span", { class: "count" });
    const button = el("button", { type: "button", onclick: () => this.show(view) }, label, " ", count);
    return { item: el("li", null, button), button, count };
  }

  buildFinder() {
    this.words = el("input", { type: "search", id: "find-words", maxlength: "200", autocomplete: "off" });
    this.state = el("select", { id: "find-state" }, STATES.map(([value, label]) => el("option", { value }, label)));
    this.words.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.ask(), PAUSE_MS);
    });
    this.state.addEventListener("change", () => this.ask());
    return el(
      "form",
      { class: "finder", role: "search", onsubmit: (event) => event.preventDefault() },
      el("label", { for: "find-words" }, "Chercher dans ce qui s’est dit"),
      this.words,
      el("label", { for: "find-state", class: "hidden-text" }, "Quelles conversations"),
      this.state,
    );
  }

  show(view) {
    this.view = view;
    for (const [one, { button }] of this.tabs) {
      button.toggleAttribute("aria-current", one === view);
      if (one === view) button.setAttribute("aria-current", "true");
    }
    this.finder.hidden = view !== "all";
    this.rows = [];
    this.list.replaceChildren();
    this.ask();
  }

  /** Shows everything, and puts the cursor where one types what to look for. */
  search() {
    if (this.view !== "all") this.show("all");
    this.words.focus();
  }

  ask() {
    this.onView(this.view, this.state.value, this.words.value.trim());
  }

  setOnline(isOnline) {
    this.offline.hidden = isOnline;
  }

  /** Asks again for a list that the desk does not tell, a little later and once. */
  askSoon() {
    if (this.soon) return;
    this.soon = setTimeout(() => {
      this.soon = null;
      this.ask();
    }, SOON_MS);
  }

  /** How many are in each list. */
  count(counts) {
    for (const [view, { count }] of this.tabs) {
      const number = counts[view];
      count.textContent = number ? String(number) : "";
      count.hidden = !number;
    }
  }

  /** Fills the list shown. `opened`: the id of the conversation on the right. */
  fill(rows, opened) {
    this.rows = rows;
    this.opened = opened;
    const build = this.view === "contacts" ? contactRow : conversationRow;
    refill(
      this.list,
      rows.map((row) => ({ key: row.id, shows: `${JSON.stringify(row)} ${opened}`, build: () => build(row, this.context()) })),
    );
    this.empty.hidden = rows.length > 0;
    const searched = this.view === "all" && this.words.value.trim();
    this.empty.textContent = searched ? NOTHING_FOUND : EMPTY[this.view];
  }

  context() {
    return { me: this.me, opened: this.opened, onOpen: this.onOpen, onTake: this.onTake };
  }

  /** Marks the conversation opened. */
  mark(opened) {
    this.fill(this.rows, opened);
  }

  /** Moves the cursor to the next row (1) or the one before (-1). */
  move(by) {
    const buttons = [...this.list.querySelectorAll(".row-open")];
    if (!buttons.length) return;
    const at = buttons.indexOf(document.activeElement);
    const from = at < 0 ? (by > 0 ? -1 : buttons.length) : at;
    buttons[Math.min(buttons.length - 1, Math.max(0, from + by))].focus();
  }
}

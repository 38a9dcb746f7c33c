// Whether the agent takes conversations now, is away for a while, or has gone.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { moment } from "./moments.js";

const CHOICES = [
  ["online", "En ligne", "Les habitants peuvent vous être adressés.", { state: "online" }],
  ["soon", "Je reviens dans 10 minutes", "Les habitants avec qui vous parlez en sont avertis.", { state: "away", back_in_minutes: 10 }],
  ["away", "Absent", "Vous gardez vos conversations, sans en recevoir d’autre.", { state: "away" }],
  ["offline", "Hors ligne", "Vos conversations repassent en tête de la file.", { state: "offline" }],
];
const LABELS = { online: "En ligne", away: "Absent", offline: "Hors ligne" };
const BEAT_MS = 50000;

export class Presence {
  /** `onFail(error)`; `say(words)`. */
  constructor(place, { onFail, say }) {
    Object.assign(this, { onFail, say });
    this.state = null;
    this.button = el("button", {
      type: "button",
      class: "quiet small presence-button",
      "aria-expanded": "false",
      "aria-controls": "presence-choices",
      onclick: () => this.toggle(),
    });
    this.menu = el(
      "ul",
      { id: "presence-choices", class: "presence-choices", hidden: true },
      CHOICES.map(([key, label, hint, body]) =>
        el(
          "li",
          null,
          el(
            "button",
            { type: "button", "data-key": key, onclick: () => this.be(body) },
            label,
            el("span", { class: "hint" }, hint),
          ),
        ),
      ),
    );
    place.replaceChildren(this.button, this.menu);
    place.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.menu.hidden) {
        event.stopPropagation();
        this.toggle(false);
        this.button.focus();
      }
    });
    document.addEventListener("click", (event) => place.contains(event.target) || this.toggle(false));
  }

  get isOnline() {
    return this.state === "online";
  }

  toggle(open = this.menu.hidden) {
    this.menu.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }

  async be(body) {
    this.toggle(false);
    try {
      await call("POST", "/agent/presence", body);
    } catch (error) {
      this.onFail(error);
      return;
    }
    this.button.focus();
    this.show({ state: body.state, back_at: null });
    this.say(`Vous êtes maintenant : ${LABELS[body.state]}.`);
  }

  /** `presence`: as the service tells it; undefined when one is offline. */
  show(presence) {
    const { state, back_at: backAt } = presence || { state: "offline" };
    this.state = state;
    this.button.dataset.state = state;
    const until = state === "away" && backAt ? `, retour à ${moment(backAt)}` : "";
    this.button.replaceChildren(el("span", { class: "dot", "aria-hidden": "true" }), `${LABELS[state]}${until}`);
  }

  /** A sign of life, where no stream gives it. */
  beat() {
    const now = Date.now();
    if (this.state === "offline" || this.state === null || now - (this.beaten || 0) < BEAT_MS) return;
    this.beaten = now;
    call("POST", "/agent/presence", { state: this.state }).catch(() => {});
  }
}

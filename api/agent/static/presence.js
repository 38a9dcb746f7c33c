// Whether the agent takes conversations now, is away for a while, or has gone.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { openDialog } from "./dialogs.js";
import { moment } from "./moments.js";

const CHOICES = [
  ["online", "En ligne", "Les habitants peuvent vous être adressés.", { state: "online" }],
  ["soon", "Je reviens dans 10 minutes", "Les habitants avec qui vous parlez en sont avertis. Au bout de 15 minutes, ils repassent en tête de la file.", { state: "away", back_in_minutes: 10 }],
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
      "aria-haspopup": "dialog",
      onclick: () => this.ask(),
    });
    place.replaceChildren(this.button);
  }

  get isOnline() {
    return this.state === "online";
  }

  ask() {
    const rows = CHOICES.map(([key, label, hint, body]) => {
      const choose = () => {
        dialog.close();
        this.be(body);
      };
      const button = { type: "button", "data-first": key === this.state, onclick: choose };
      return el("li", null, el("button", button, label, el("span", { class: "hint" }, hint)));
    });
    const dialog = openDialog("Où êtes-vous ?", el("ul", { class: "found" }, rows));
  }

  async be(body) {
    try {
      await call("POST", "/agent/presence", body);
    } catch (error) {
      this.onFail(error);
      return;
    }
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
    call("POST", "/agent/presence/alive").catch(() => {});
  }
}

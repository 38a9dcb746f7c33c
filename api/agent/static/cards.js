// Looking a sheet up in the base, choosing the citizen's situation, and showing them the answer as a card.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { openDialog } from "./dialogs.js";
import { shownCard } from "./shown_card.js";
import { ASPECTS } from "./words.js";

const PAUSE_MS = 200;
const ALL = "";
const HINT = "Écrivez quelques mots, ou le numéro d’une fiche (F1341). L’habitant ne voit rien avant l’envoi.";
const NOTHING = "Aucune fiche ne correspond. Essayez d’autres mots.";

/** `known`: what is known of the conversation `id`. `onSend(card, label)`: the card as the service wants it. */
export function openCards(id, known, onSend) {
  return new Cards(id, known, onSend);
}

class Cards {
  constructor(id, known, onSend) {
    Object.assign(this, { id, onSend });
    this.words = el("input", { type: "search", id: "card-words", maxlength: "200", autocomplete: "off", "data-first": true });
    this.found = el("ul", { class: "found" });
    this.said = el("p", { class: "hint", role: "status" }, HINT);
    this.sheet = el("div", { class: "sheet" });
    const form = el(
      "form",
      { role: "search", onsubmit: (event) => this.first(event) },
      el("div", { class: "field" }, el("label", { for: "card-words" }, "Chercher une fiche"), this.words),
    );
    this.dialog = openDialog("Montrer une fiche", [form, this.said, this.found, this.sheet], { className: "wide-dialog" });
    this.words.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.search(), PAUSE_MS);
    });
    this.aspect = known.aspect || ALL;
    if (known.subject) this.list([{ ...known.subject, context: "Le sujet de la conversation" }]);
  }

  async search() {
    const words = this.words.value.trim();
    if (!words) return;
    const { procedures } = await this.ask("GET", `/agent/procedures?${new URLSearchParams({ q: words })}`, undefined);
    if (words !== this.words.value.trim()) return;
    this.list(procedures);
    this.said.textContent = procedures.length ? "" : NOTHING;
  }

  /** The answer of the service; what it refuses is told. */
  async ask(method, path, body) {
    try {
      return await call(method, path, body);
    } catch (error) {
      if (error.status === undefined) throw error;
      this.said.textContent = error.message;
      throw error;
    }
  }

  list(procedures) {
    this.sheet.replaceChildren();
    this.found.replaceChildren(
      ...procedures.map((one) =>
        el(
          "li",
          null,
          el(
            "button",
            { type: "button", onclick: () => this.choose(one) },
            one.title,
            one.context && el("span", { class: "hint" }, one.context),
          ),
        ),
      ),
    );
  }

  first(event) {
    event.preventDefault();
    const button = this.found.querySelector("button");
    if (button) button.click();
  }

  choose({ id, title }) {
    this.subject = id;
    this.title = title;
    this.choices = [];
    this.found.replaceChildren();
    this.show();
  }

  card() {
    return { subject: this.subject, choices: this.choices, ...(this.aspect !== ALL && { aspect: this.aspect }) };
  }

  async show() {
    const asked = JSON.stringify(this.card());
    let shown;
    try {
      shown = await this.ask("POST", `/agent/conversations/${this.id}/card`, this.card());
    } catch {
      return; // told already
    }
    if (asked !== JSON.stringify(this.card())) return;
    this.said.textContent = "";
    this.draw(shown);
  }

  draw({ kind, payload, text }) {
    const content = { answer: () => this.answer(payload), question: () => this.question(payload) }[kind];
    const title = el("h3", { tabindex: "-1" }, this.title);
    this.sheet.replaceChildren(
      el("div", { class: "sheet-head" }, title, this.aspectField()),
      ...(this.choices.length ? [this.backButton()] : []),
      ...(content ? content() : [el("p", null, text)]),
    );
    (this.sheet.querySelector("[data-next]") || title).focus();
  }

  aspectField() {
    const options = [[ALL, "Toute la fiche"], ...Object.entries(ASPECTS)];
    const select = el(
      "select",
      {
        id: "card-aspect",
        onchange: () => {
          this.aspect = select.value;
          this.choices = [];
          this.show();
        },
      },
      options.map(([value, label]) => el("option", { value }, label)),
    );
    select.value = this.aspect;
    return el("div", { class: "field" }, el("label", { for: "card-aspect" }, "Ce qu’il faut montrer"), select);
  }

  backButton() {
    const back = () => {
      this.choices = this.choices.slice(0, -1);
      this.show();
    };
    return el("button", { type: "button", class: "quiet small", onclick: back }, "Revenir au choix précédent");
  }

  step(value) {
    this.choices = [...this.choices, value];
    this.show();
  }

  question({ prompt, help, choices }) {
    return [
      el("p", { class: "prompt" }, prompt),
      help && el("p", { class: "hint" }, help),
      el("ul", { class: "found" }, (choices || []).map((choice, index) => this.offer(choice, index === 0))),
    ].filter(Boolean);
  }

  offer({ label, value }, isNext) {
    const button = el("button", { type: "button", "data-next": isNext, onclick: () => this.step(value) }, label);
    return el("li", null, button);
  }

  answer(payload) {
    const others = payload.suggestions || [];
    const send = () => {
      this.onSend(this.card(), `Fiche : ${payload.procedure.title}`);
      this.dialog.close();
    };
    return [
      el("p", { class: "actions" }, el("button", { type: "button", "data-next": true, onclick: send }, "Envoyer cette fiche")),
      shownCard(payload, ({ value }) => this.step(value)),
      others.length > 0 && el("p", { class: "prompt" }, "Dans la même fiche"),
      others.length > 0 && el("ul", { class: "found" }, others.map((other) => this.offer(other, false))),
    ].filter(Boolean);
  }
}

// Where the agent writes: to the citizen, or a note that colleagues alone see. Drafts stay until they are sent.

import { el, isTouch } from "/agent/widget/dom.js";

const LONGEST = { reply: 4000, note: 1000 };
const KEYS = "Entrée pour envoyer, Maj + Entrée pour aller à la ligne";
const GONE = "L’habitant a quitté la page. Il lira votre réponse s’il y revient dans le même onglet.";
const TYPING_EVERY_MS = 3000;
const LABELS = { reply: "Votre réponse à l’habitant", note: "Note pour vos collègues. L’habitant ne la voit jamais" };
const BUTTONS = { reply: "Envoyer", note: "Garder la note" };

export class Composer {
  /** `onSend(text)`, `onNote(text)`: promise of true once it is kept; `onTyping()`. `tools`: buttons beside. */
  constructor({ onSend, onNote, onTyping, tools }) {
    Object.assign(this, { onSend, onNote, onTyping });
    this.drafts = new Map();
    this.modes = new Map([
      ["reply", this.modeButton("reply", "Répondre")],
      ["note", this.modeButton("note", "Note interne")],
    ]);
    this.label = el("label", { for: "composer", class: "hidden-text" });
    this.field = el("textarea", { id: "composer", rows: "2", "aria-describedby": "composer-hint composer-left" });
    this.left = el("p", { class: "left", id: "composer-left" });
    this.button = el("button", { type: "submit" });
    this.toolbar = el("div", { class: "composer-tools" }, tools);
    this.hint = el("p", { class: "hint", id: "composer-hint" });
    this.element = el(
      "form",
      { class: "composer", onsubmit: (event) => this.submit(event) },
      el("div", { class: "composer-head" }, el("div", { class: "modes" }, [...this.modes.values()]), this.toolbar),
      this.label,
      this.field,
      el("div", { class: "composer-foot" }, this.hint, this.left, this.button),
    );
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.keyed(event));
    this.setMode("reply");
  }

  modeButton(mode, label) {
    return el("button", { type: "button", onclick: () => this.choose(mode) }, label);
  }

  /** Shows the place to write of a conversation. `speaks`: whether the agent may speak to the citizen there. */
  open(conversation, speaks) {
    this.conversation = conversation;
    this.modes.get("reply").hidden = !speaks;
    this.toolbar.hidden = !speaks;
    this.speaks = speaks;
    this.setMode(speaks ? "reply" : "note");
  }

  choose(mode) {
    this.setMode(mode);
    this.field.focus();
  }

  setMode(mode) {
    this.mode = mode;
    for (const [one, button] of this.modes) button.setAttribute("aria-pressed", String(one === mode));
    this.element.dataset.mode = mode;
    this.label.textContent = LABELS[mode];
    this.field.placeholder = LABELS[mode];
    this.button.textContent = BUTTONS[mode];
    this.field.value = this.drafts.get(this.draft()) || "";
    this.fit();
  }

  draft() {
    return `${this.mode} ${this.conversation}`;
  }

  /** What is to be known before writing. `isGone`: the citizen has left the page. */
  tell(isGone) {
    this.hint.classList.toggle("is-news", isGone);
    this.hint.textContent = isGone ? GONE : isTouch() ? "" : KEYS;
  }

  /** Puts `text` where the cursor is. */
  insert(text) {
    if (this.speaks) this.setMode("reply");
    const { selectionStart: start, selectionEnd: end, value } = this.field;
    const space = start > 0 && !/\s$/.test(value.slice(0, start)) ? " " : "";
    this.field.setRangeText(space + text, start, end, "end");
    this.typed();
    this.field.focus();
  }

  focus() {
    this.field.focus();
  }

  typed() {
    this.keep(this.field.value);
    this.fit();
    const now = Date.now();
    if (this.mode === "reply" && this.field.value && now - (this.told || 0) > TYPING_EVERY_MS) {
      this.told = now;
      this.onTyping();
    }
  }

  keep(text) {
    if (text) this.drafts.set(this.draft(), text);
    else this.drafts.delete(this.draft());
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
    const left = LONGEST[this.mode] - this.field.value.length;
    this.left.textContent = left < 200 ? (left < 0 ? `${-left} caractères de trop` : `Encore ${left} caractères`) : "";
  }

  keyed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !isTouch()) this.submit(event);
    if (event.key === "Escape") this.field.blur();
  }

  async submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text || text.length > LONGEST[this.mode]) {
      this.field.focus();
      return;
    }
    if (this.mode === "reply") {
      this.onSend(text);
      this.clear();
    } else if (await this.onNote(text)) {
      this.clear();
    }
  }

  clear() {
    this.field.value = "";
    this.typed();
    this.told = 0;
  }
}

// What was said, in order, with the notes of colleagues between; then what is still being sent.

import { el } from "/agent/widget/dom.js";
import { messageNode, noteNode, unsentNode } from "./messages.js";

const TYPING_MS = 4000;
const NEAR_THE_END = 80; // pixels: whoever has scrolled up to read is left there

export class Log {
  /** `me`: the name of whoever reads. `onRetry(item)`, `onTakeBack(item)`: of what could not be sent. */
  constructor({ me, onRetry, onTakeBack }) {
    Object.assign(this, { me, onRetry, onTakeBack });
    this.said = el("div", { class: "turns" });
    this.unsent = el("div", { class: "turns" });
    this.draft = el("div");
    this.receipt = el("p", { class: "receipt" });
    this.typing = el("p", { class: "typing" });
    // What is new is told by the announcer, once.
    this.element = el(
      "div",
      { class: "log", role: "log", "aria-live": "off", "aria-label": "Messages", tabindex: "0" },
      this.said,
      this.unsent,
      this.draft,
      this.typing,
    );
  }

  /** Shows a conversation from its beginning. */
  fill(messages, notes) {
    this.said.replaceChildren();
    this.typing.textContent = "";
    this.read = 0;
    this.lastOwn = null;
    messages.forEach((message) => this.append(message));
    this.setNotes(notes);
    this.toEnd();
  }

  /** Adds a message; whether it was scrolled to. */
  add(message) {
    const follows = this.isAtEnd();
    this.append(message);
    if (follows) this.toEnd();
    return follows;
  }

  append(message) {
    const node = messageNode(message, this.me);
    node.dataset.at = message.created_at;
    this.said.append(node);
    if (message.author === "citizen") this.typing.textContent = "";
    if (node.dataset.author === "me") {
      this.lastOwn = message.seq;
      node.append(this.receipt);
      this.tellRead();
    }
  }

  setNotes(notes) {
    this.said.querySelectorAll('[data-author="note"]').forEach((node) => node.remove());
    for (const note of notes) {
      const node = noteNode(note);
      const next = [...this.said.children].find((other) => other.dataset.at > note.created_at);
      this.said.insertBefore(node, next || null);
    }
  }

  /** The assistant's answer that waits to be read, if there is one. */
  setDraft(node) {
    const isNew = node && !this.draft.hasChildNodes();
    this.draft.replaceChildren(...(node ? [node] : []));
    if (isNew) this.toEnd();
  }

  /** What is being sent. */
  setUnsent(items) {
    this.unsent.replaceChildren(
      ...items.map((item) =>
        unsentNode(item, { onRetry: () => this.onRetry(item), onTakeBack: () => this.onTakeBack(item) }),
      ),
    );
    if (items.length) this.toEnd();
  }

  /** The citizen has read everything up to `seq`. */
  setRead(seq) {
    this.read = Math.max(this.read, seq);
    this.tellRead();
  }

  tellRead() {
    this.receipt.textContent = this.lastOwn && this.lastOwn <= this.read ? "Lu" : "Envoyé";
  }

  /** The citizen is writing: that they do, never what. */
  citizenTypes() {
    const follows = this.isAtEnd();
    this.typing.textContent = "L’habitant écrit…";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.typing.textContent = "";
    }, TYPING_MS);
    if (follows) this.toEnd();
  }

  /** Brings the message number `seq` into view. */
  goTo(seq) {
    const node = this.said.querySelector(`[data-seq="${seq}"]`);
    if (!node) return;
    node.setAttribute("tabindex", "-1");
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "start" });
  }

  isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller();
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
  }

  toEnd() {
    const scroller = this.scroller();
    scroller.scrollTop = scroller.scrollHeight;
  }

  /** On a small screen the page scrolls as a whole. */
  scroller() {
    return getComputedStyle(this.element).overflowY === "auto" ? this.element : document.scrollingElement;
  }
}

// The conversation on the right: what was said, what is known, and what can be done with it now.

import { call } from "/espace-agents/static/http.js";
import { el, icon, ICONS } from "/agent/widget/dom.js";
import { Composer } from "./composer.js";
import { contactsOf } from "./contacts.js";
import { draftOf } from "./drafts.js";
import { knownPanel } from "./known.js";
import { Log } from "./log.js";
import { since } from "./moments.js";
import { ownerName, standing, subjectOf } from "./words.js";

const WELCOME = [
  "Choisissez une conversation dans la liste, ou prenez la personne qui attend depuis le plus longtemps.",
  "Tout se fait au clavier : la touche ? montre les raccourcis.",
];
const OPENING = ["La conversation s’ouvre…"];
const SCREEN_READERS_PAUSE = "Conversation ouverte";

export class Conversation {
  /**
   * `me`: whoever is logged in. `deeds`: take, reopen, relabel, transfer, release, giveBack, close (each of an id), leave(),
   * and `fail(error)`, `say(words)`, `changed()`. `tools`: buttons for the composer.
   */
  constructor(place, { me, stream, unsent, deeds, tools }) {
    Object.assign(this, { place, me, stream, unsent, deeds });
    this.log = new Log({
      me: me.name,
      onRetry: (item) => unsent.retry(item),
      onTakeBack: (item) => this.takeBack(item),
    });
    this.composer = new Composer({
      onSend: (text) => unsent.add(this.id, { text }, text),
      onNote: (text) => this.addNote(text),
      onTyping: () => stream.send({ type: "typing", conversation_id: this.id }),
      tools,
    });
    this.head = el("div", { class: "talk-head" });
    this.known = el("div", { class: "known-place" });
    this.reset();
  }

  reset() {
    this.showNothing(null, "empty", WELCOME);
  }

  showNothing(id, state, words) {
    this.id = id;
    this.detail = null;
    this.last = 0;
    this.place.dataset.state = state;
    this.place.replaceChildren(el("div", { class: "welcome" }, words.map((one) => el("p", null, one))));
  }

  get summary() {
    return this.detail && this.detail.conversation;
  }

  get isMine() {
    return Boolean(this.summary && this.summary.status === "agent" && this.summary.owner.id === this.me.id);
  }

  /** Supervisors may act on what a colleague has taken. */
  get mayAct() {
    const isTaken = this.summary && this.summary.status === "agent";
    return this.isMine || Boolean(isTaken && this.me.may_act_as.includes("supervisor"));
  }

  /** Opens the conversation `id`. `write`: the cursor goes where one writes, rather than to the title. */
  async open(id, { write = false } = {}) {
    // What is written or heard from now on is not for the conversation that was shown.
    if (id !== this.id) this.showNothing(id, "opening", OPENING);
    let detail;
    try {
      detail = await call("GET", `/agent/conversations/${id}`);
    } catch (error) {
      if (this.id === id) this.reset();
      this.deeds.fail(error);
      return;
    }
    if (this.id !== id) return;
    this.show(detail);
    this.stream.watch(id);
    this.tellRead();
    if (write && this.isMine) this.composer.focus();
    else this.head.querySelector("h2").focus();
    this.deeds.say(`${SCREEN_READERS_PAUSE} : ${subjectOf(this.summary)}`);
  }

  leave() {
    this.stream.watch(null);
    this.reset();
  }

  show(detail) {
    this.detail = detail;
    this.last = detail.messages.length ? detail.messages[detail.messages.length - 1].seq : 0;
    this.place.dataset.state = "open";
    this.place.replaceChildren(this.head, this.known, this.log.element, this.composer.element);
    this.log.fill(detail.messages, detail.notes);
    this.log.setUnsent(this.unsent.of(this.id));
    this.composer.open(this.id, this.isMine);
    this.showHead();
    this.showKnown();
  }

  /** Reads again what is beside the messages: what is known, notes, contacts, changes of hands. */
  async refresh() {
    const id = this.id;
    try {
      const detail = await call("GET", `/agent/conversations/${id}`);
      if (this.id !== id) return;
      detail.messages.forEach((message) => this.receive(message));
      this.detail = detail;
      this.log.setNotes(detail.notes);
      this.showHead();
      this.showKnown();
    } catch (error) {
      if (error.status === undefined) throw error; // else the stream tells when the service is back
    }
  }

  // --- What the service tells ---

  hear(frame) {
    if (frame.conversation_id !== this.id || !this.detail) return;
    if (frame.type === "message") this.hearMessage(frame.message);
    else if (frame.type === "status") this.hearStatus(frame.conversation);
    else if (frame.type === "read") this.log.setRead(frame.seq);
    else if (frame.type === "typing" && frame.author === "citizen") this.log.citizenTypes();
    else if (frame.type === "gone") this.hearGone();
  }

  hearMessage(message) {
    if (!this.receive(message)) return;
    this.tellRead();
    if (message.author === "citizen") this.deeds.say(`L’habitant : ${message.text}`);
  }

  /** Shows `message` if it is the next one; whether it was. */
  receive(message) {
    if (message.seq > this.last + 1) {
      this.stream.watch(this.id); // something was missed
      return false;
    }
    if (message.seq <= this.last) return false;
    this.last = message.seq;
    this.unsent.remove(message.client_id);
    this.log.add(message);
    if (message.kind === "answer") this.refresh(); // what is known follows the card; a draft may be what was just sent
    return true;
  }

  hearStatus(summary) {
    const before = this.summary;
    this.detail.conversation = summary;
    const changed = before.status !== summary.status || JSON.stringify(before.owner) !== JSON.stringify(summary.owner);
    this.showHead();
    if (changed) {
      this.composer.open(this.id, this.isMine);
      this.deeds.say(standing(summary, this.me.id));
    }
    if (changed || before.notes !== summary.notes) this.refresh();
  }

  hearGone() {
    this.leave();
    this.deeds.gone();
  }

  tellRead() {
    if (this.isMine && !document.hidden) this.stream.send({ type: "read", conversation_id: this.id, seq: this.last });
  }

  /** What is being sent there has changed. */
  showUnsent(id) {
    if (id === this.id && this.detail) this.log.setUnsent(this.unsent.of(id));
  }

  takeBack(item) {
    this.unsent.remove(item.clientId);
    if (item.body.text) this.composer.insert(item.body.text);
  }

  async addNote(text) {
    try {
      await call("POST", `/agent/conversations/${this.id}/notes`, { text });
    } catch (error) {
      this.deeds.fail(error);
      return false;
    }
    await this.refresh();
    return true;
  }

  // --- What is shown ---

  /** The buttons stay as they are while they do the same: one of them may have the cursor, or a window open over it. */
  showHead() {
    const { summary, id } = this;
    this.composer.tell(this.isMine && !summary.citizen_present);
    const shows = JSON.stringify([id, summary.status, summary.owner, summary.subject, this.mayAct]);
    if (this.head.dataset.shows !== shows) {
      const hadFocus = this.head.contains(document.activeElement);
      this.head.dataset.shows = shows;
      this.drawHead();
      if (hadFocus) this.head.querySelector("h2").focus({ preventScroll: true });
    }
    const place = this.head.querySelector(".standing");
    place.dataset.status = summary.status;
    place.replaceChildren(...[standing(summary, this.me.id), this.presence()].flat().filter(Boolean));
  }

  drawHead() {
    const leave = { type: "button", class: "quiet back icon-only", "aria-label": "Retour aux listes", onclick: this.deeds.leave };
    this.head.replaceChildren(
      el("button", leave, icon(ICONS.back)),
      el(
        "div",
        { class: "talk-title" },
        el("h2", { tabindex: "-1" }, subjectOf(this.summary)),
        el("p", { class: "standing" }),
      ),
      ...this.actionBar(this.id),
    );
  }

  presence() {
    const { summary } = this;
    if (summary.status === "queued") return [" depuis ", since(summary.waiting_since, el("span"))];
    if (summary.status !== "agent") return null;
    return summary.citizen_present ? el("span", { class: "there" }, " · l’habitant est là")
      : el("span", { class: "there" }, " · l’habitant a quitté la page");
  }

  /** The buttons; where there is little room they open under one. */
  actionBar(id) {
    const actions = el("p", { class: "actions", id: "talk-actions" }, this.actions(id));
    const more = el(
      "button",
      {
        type: "button",
        class: "quiet small more",
        "aria-controls": "talk-actions",
        "aria-expanded": "false",
        onclick: () => more.setAttribute("aria-expanded", String(actions.classList.toggle("is-open"))),
      },
      "Actions",
    );
    return this.mayAct ? [more, actions] : [actions];
  }

  actions(id) {
    const { deeds, summary } = this;
    const button = (label, work, quiet = true) =>
      el("button", { type: "button", class: quiet ? "quiet small" : "small", onclick: () => work(id) }, label);
    if (summary.status === "queued") return button("Prendre", deeds.take, false);
    if (summary.status === "closed") return [button("Rouvrir", deeds.reopen), button("Classer", deeds.relabel)];
    if (summary.status === "bot") return button("Classer", deeds.relabel);
    if (!this.mayAct) return summary.status === "agent" && el("span", { class: "hint" }, `${ownerName(summary)} s’en occupe.`);
    return [
      button("Transférer", deeds.transfer),
      button("Remettre en attente", deeds.release),
      button("Rendre à l’assistant", deeds.giveBack),
      button("Clore", deeds.close),
    ];
  }

  showKnown() {
    const wasOpen = [...this.known.querySelectorAll("details[open]")].map((one) => one.firstChild.textContent);
    const panel = knownPanel(this.detail, { onGoTo: (seq) => this.log.goTo(seq) });
    for (const one of panel.querySelectorAll("details")) one.open = wasOpen.includes(one.firstChild.textContent);
    const { draft } = this.detail;
    this.log.setDraft(draft && draftOf(this.id, draft, this.isMine, this.deeds));
    this.known.replaceChildren(contactsOf(this.detail.callbacks, () => this.deeds.changed()), panel);
  }
}

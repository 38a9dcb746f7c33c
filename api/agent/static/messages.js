// One message of a conversation as nodes: who, when, what.

import { el } from "/agent/widget/dom.js";
import { counted } from "/agent/widget/french.js";
import { leadOf, paragraphs } from "/agent/widget/words.js";
import { moment } from "./moments.js";
import { shownCard } from "./shown_card.js";
import { ASPECTS, EVENTS } from "./words.js";

const WHO = { citizen: "Habitant", assistant: "Assistant automatique" };

function turn(author, who, at, ...content) {
  return el(
    "div",
    { class: "turn", "data-author": author },
    el("p", { class: "who" }, el("span", null, who), " ", at && el("time", { datetime: at }, moment(at))),
    content,
  );
}

/** A message of the contract; `me` is the name of whoever reads. */
export function messageNode(message, me) {
  const payload = message.payload || {};
  const { author } = message;
  if (author === "system") return notice(message, payload);
  const name = payload.agent && payload.agent.name;
  const isMine = author === "agent" && name === me;
  const who = isMine ? "Vous" : WHO[author] || name || "Agent";
  const words = leadOf(message);
  const node = turn(
    isMine ? "me" : author,
    who,
    message.created_at,
    words && el("div", { class: "bubble" }, paragraphs(words)),
    message.kind === "answer" && payload.procedure && answer(payload),
    message.kind === "question" && payload.prompt && question(payload),
  );
  node.dataset.seq = message.seq;
  return node;
}

/** What the service said, in one line. */
function notice(message, { event, agent, team }) {
  const told = EVENTS[event];
  const words = told ? told(agent, team) : message.text;
  const time = el("time", { datetime: message.created_at }, moment(message.created_at));
  const node = el("div", { class: "turn", "data-author": "system" }, el("p", { class: "notice" }, words, " ", time));
  node.dataset.seq = message.seq;
  return node;
}

/** A card in two lines, which opens as the citizen sees it. */
function answer(payload) {
  const details = el("details", { class: "card-line" });
  const what = [ASPECTS[payload.aspect], ...(payload.path || [])].filter(Boolean).join(" · ");
  const documents = (payload.documents || []).length;
  details.append(
    el(
      "summary",
      null,
      el("span", { class: "card-title" }, payload.procedure.title),
      el("span", { class: "card-what" }, what, documents > 0 && `${what ? " · " : ""}${counted(documents, "document")}`),
    ),
  );
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector(".shown-card")) details.append(shownCard(payload));
  });
  return details;
}

function question(payload) {
  const choices = (payload.choices || []).map(({ label }) => el("li", null, label));
  return el(
    "div",
    { class: "asked" },
    el("p", null, payload.prompt),
    choices.length > 0 && el("ul", { "aria-label": "Choix proposés" }, choices),
  );
}

/** What colleagues alone see. */
export function noteNode(note) {
  const words = el("div", { class: "bubble" }, paragraphs(note.text));
  const node = turn("note", `Note interne de ${note.author.name}`, note.created_at, words);
  node.dataset.at = note.created_at;
  return node;
}

const STATES = { sending: "Envoi…", waiting: "Pas encore parti : la connexion manque. Nouvel essai tout seul." };

/** What the service does not hold yet; with `onRetry` and `onTakeBack` when it was refused. */
export function unsentNode(item, { onRetry, onTakeBack }) {
  const actions =
    item.state === "refused" &&
    el(
      "p",
      { class: "actions" },
      el("button", { type: "button", class: "quiet small", onclick: onRetry }, "Réessayer"),
      el("button", { type: "button", class: "quiet small", onclick: onTakeBack }, item.body.text ? "Reprendre le texte" : "Retirer"),
    );
  return turn(
    "me",
    "Vous",
    null,
    el("div", { class: "bubble" }, paragraphs(item.label)),
    el("p", { class: "receipt", "data-state": item.state }, STATES[item.state] || `Pas envoyé. ${item.why}`),
    actions,
  );
}

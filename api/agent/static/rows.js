// One line of a list: what about, since when, and what can be done at once.

import { el } from "/agent/widget/dom.js";
import { moment, since } from "./moments.js";
import { ASPECTS, OUTCOMES, ownerName, subjectOf } from "./words.js";

/** A conversation. `context`: `me`, the id `opened`, onOpen(id), onTake(id). */
export function conversationRow(summary, { me, opened, onOpen, onTake }) {
  const id = `row-${summary.id}`;
  const isMine = summary.owner && summary.owner.id === me;
  return el(
    "li",
    { class: "row", "data-status": summary.status },
    el(
      "button",
      {
        type: "button",
        class: "row-open",
        id,
        "data-focus": id,
        "aria-current": summary.id === opened && "true",
        onclick: () => onOpen(summary.id),
      },
      el("span", { class: "row-subject" }, subjectOf(summary), summary.aspect && aspect(summary.aspect)),
      summary.team && el("span", { class: "row-aspect" }, `Équipe ${summary.team.name}`),
      summary.last_words && el("span", { class: "row-words" }, `« ${summary.last_words} »`),
      el("span", { class: "row-state" }, stateOf(summary, isMine), isMine && awaitsReply(summary) && badge("À lire"), summary.follow_up && badge("À suivre")),
    ),
    summary.status === "queued" &&
      el(
        "button",
        {
          type: "button",
          class: "take",
          "data-focus": `take-${summary.id}`,
          "aria-describedby": id,
          onclick: () => onTake(summary.id),
        },
        "Prendre",
      ),
  );
}

function stateOf(summary, isMine) {
  switch (summary.status) {
    case "queued":
      return ["Attend depuis ", since(summary.waiting_since, el("span")), gone(summary)];
    case "agent":
      return [isMine ? "Vous répondez" : `${ownerName(summary)} répond`, gone(summary)];
    case "closed":
      return ["Terminée · ", moment(summary.last_activity_at)];
    default:
      return [OUTCOMES[summary.handoff_outcome] || "Avec l’assistant", " · ", moment(summary.last_activity_at)];
  }
}

function aspect(code) {
  return el("span", { class: "row-aspect" }, ` · ${ASPECTS[code]}`);
}

function gone(summary) {
  return !summary.citizen_present && " · a quitté la page";
}

function awaitsReply(summary) {
  return summary.unread > 0 && summary.last_author === "citizen";
}

function badge(words) {
  return el("strong", { class: "badge" }, words);
}

/** A contact left. */
export function contactRow(callback, { opened, onOpen }) {
  const id = `contact-${callback.id}`;
  return el(
    "li",
    { class: "row", "data-status": callback.state },
    el(
      "button",
      {
        type: "button",
        class: "row-open",
        "data-focus": id,
        "aria-current": callback.conversation_id === opened && "true",
        onclick: () => onOpen(callback.conversation_id),
      },
      el("span", { class: "row-subject" }, [callback.phone, callback.email].filter(Boolean).join(" · ")),
      callback.preferred_time && el("span", { class: "row-aspect" }, callback.preferred_time),
      callback.message && el("span", { class: "row-words" }, `« ${callback.message} »`),
      el("span", { class: "row-state" }, contactState(callback)),
    ),
  );
}

function contactState(callback) {
  if (callback.state === "waiting") return ["À rappeler depuis ", since(callback.created_at, el("span"))];
  const by = callback.handled_by ? ` par ${callback.handled_by}` : "";
  return [callback.state === "reached" ? "Joint" : "Pas joint", by, " · ", moment(callback.handled_at)];
}

// What is known, to be read in five seconds: what about, in which situation, why a person. The rest is folded.

import { el, link } from "/agent/widget/dom.js";
import { counted } from "/agent/widget/french.js";
import { labelWords } from "./labels.js";
import { moment } from "./moments.js";
import { ASPECTS, HAPPENINGS, NO_SUBJECT, REASONS } from "./words.js";

/** The panel of a conversation; `onGoTo(seq)` shows a message in the log. */
export function knownPanel(detail, { onGoTo }) {
  const { known } = detail;
  return el(
    "section",
    { class: "known", "aria-labelledby": "known-title" },
    el("h3", { id: "known-title" }, "Ce qui est su"),
    el(
      "dl",
      { class: "three" },
      line("Sujet", subject(known)),
      line("Situation", situation(known)),
      line("Pourquoi une personne", why(known)),
      labelWords(detail) && line("Classement", labelWords(detail)),
    ),
    documents(known),
    answers(known, onGoTo),
    understood(detail),
    history(detail),
  );
}

function line(term, content) {
  return el("div", null, el("dt", null, term), el("dd", null, content));
}

function subject({ subject: about, aspect }) {
  if (!about) return NO_SUBJECT;
  return [el("strong", null, about.title), aspect && ` · ${ASPECTS[aspect]}`];
}

/** The labels chosen on the way and the facts told, each once. */
function situation({ path, facts }) {
  const told = facts.map(({ label, value }) => `${label} : ${value}`);
  const said = facts.flatMap(({ label, value }) => [value, `${label} ${value}`]).map((words) => words.toLowerCase());
  const chosen = path.filter((label) => !said.includes(label.toLowerCase()));
  const parts = [...chosen, ...told];
  if (!parts.length) return "Rien de précisé pour l’instant";
  return el("ul", { class: "chips" }, parts.map((part) => el("li", null, part)));
}

function why({ reason, words }) {
  return [REASONS[reason] || "Une personne est nécessaire", words && el("span", { class: "quoted" }, `« ${words} »`)];
}

function fold(title, content) {
  return el("details", null, el("summary", null, title), content);
}

function documents({ documents: shown }) {
  if (!shown.length) return null;
  const title = `${counted(shown.length, "document")} déjà ${shown.length < 2 ? "montré" : "montrés"}`;
  return fold(title, el("ul", null, shown.map((label) => el("li", null, label))));
}

function answers({ answers: given }, onGoTo) {
  if (!given.length) return null;
  const rows = given.map(({ seq, title, aspect }) =>
    el(
      "li",
      null,
      el("button", { type: "button", class: "link", onclick: () => onGoTo(seq) }, title, aspect && ` (${ASPECTS[aspect]})`),
    ),
  );
  return fold(`${counted(given.length, "réponse")} de l’assistant`, el("ul", { class: "plain" }, rows));
}

function understood({ known: { confidence, summary }, page_url: page }) {
  const rows = [
    summary && el("p", null, summary),
    confidence !== null && el("p", null, `Dernier message compris avec une certitude de ${Math.round(confidence * 100)} %.`),
    page && el("p", null, "Page de départ : ", link(page, page.replace(/^https?:\/\//, ""))),
  ].filter(Boolean);
  return rows.length > 0 && fold("Ce que l’assistant a compris", rows);
}

function history({ changes }) {
  if (!changes.length) return null;
  const rows = changes.map((change) =>
    el("li", null, el("time", { datetime: change.at }, moment(change.at)), " ", whoDid(change), HAPPENINGS[change.happening]),
  );
  return fold("Passages de main", el("ol", { class: "plain" }, rows));
}

function whoDid({ actor, agent, happening }) {
  if (happening === "timed_out") return "";
  if (actor === "citizen") return "L’habitant ";
  if (agent) return `${agent} `;
  return happening === "ended" ? "Le service, faute de message, " : "Le service ";
}

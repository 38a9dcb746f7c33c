// Giving a conversation away: to a colleague, to the queue, to the assistant; ending it.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { choices, chosen, field, openForm } from "./dialogs.js";
import { labelFields, prepareLabels } from "./labels.js";
import { CLOSING_REASONS } from "./words.js";

const LONGEST_COMMENT = "1000";
const TO_THE_HEAD = "L’habitant repasse en tête de la file. Il en est averti.";
const NOBODY_THERE = "Aucun collègue n’est en ligne. Vous pouvez la remettre en attente : elle passera en premier.";

let teams = [];

/** Reads what the windows will offer, so that they open at once. Raises Refused. */
export async function prepare() {
  const [answer] = await Promise.all([call("GET", "/agent/teams"), prepareLabels()]);
  ({ teams } = answer);
}

function comment() {
  return el("textarea", { rows: "2", maxlength: LONGEST_COMMENT });
}

/** `colleagues`: presences of those who are there. `done(summary, sentence)`. Teams are named where there are some. */
export function transfer(conversation, colleagues, done) {
  const targets = [
    ...colleagues.map(({ agent, holds }) => [`to ${agent.id}`, `${agent.name} (${load(holds)})`, agent.name]),
    ...teams
      .filter(({ present }) => present)
      .map(({ id, name }) => [`team ${id}`, `L’équipe ${name}`, `l’équipe ${name}`]),
  ];
  if (!targets.length) {
    release(conversation, done, NOBODY_THERE);
    return;
  }
  const why = comment();
  openForm("Transférer la conversation", {
    fields: [
      choices("transfer-to", "À qui ?", targets),
      field("transfer-comment", "Ce qu’il faut savoir ", why, "Vos collègues le lisent, l’habitant jamais. Facultatif."),
    ],
    submit: "Transférer",
    work: async () => {
      const target = chosen("transfer-to");
      const [kind, id] = target.split(" ");
      const summary = await call("POST", path(conversation, "transfer"), { [kind]: id, comment: why.value });
      done(summary, `La conversation est transférée à ${targets.find(([value]) => value === target)[2]}.`);
    },
  });
}

function load(holds) {
  if (!holds) return "libre";
  return holds === 1 ? "une conversation" : `${holds} conversations`;
}

export function release(conversation, done, hint = TO_THE_HEAD) {
  const why = comment();
  const forWhom = "Pour qui la prendra. L’habitant ne le voit jamais. Facultatif.";
  openForm("Remettre en attente", {
    hint,
    fields: [field("release-comment", "Ce qu’il faut savoir ", why, forWhom)],
    submit: "Remettre en attente",
    work: async () => {
      const summary = await call("POST", path(conversation, "release"), { comment: why.value });
      done(summary, "La conversation est remise en attente.");
    },
  });
}

export function giveBack(conversation, done) {
  openForm("Rendre à l’assistant", {
    hint: "L’assistant répond de nouveau, et se souvient de tout. L’habitant en est averti.",
    fields: [],
    submit: "Rendre à l’assistant",
    work: async () => done(await call("POST", path(conversation, "return")), "L’assistant a repris la conversation."),
  });
}

/** `detail`: the conversation as it is known; its label is proposed. */
export function close(detail, done) {
  const why = comment();
  const { fields, read } = labelFields(detail);
  openForm("Clore la conversation", {
    hint: "L’habitant en est averti. Il peut écrire de nouveau : l’assistant lui répondra.",
    fields: [
      choices("close-reason", "Comment s’est-elle terminée ?", CLOSING_REASONS),
      ...fields,
      field("close-comment", "Note ", why, "Pour vos collègues. Facultatif."),
    ],
    submit: "Clore",
    work: async () => {
      const body = { reason: chosen("close-reason"), comment: why.value, ...read() };
      done(await call("POST", path(detail.conversation.id, "close"), body), "La conversation est close.");
    },
  });
}

function path(conversation, what) {
  return `/agent/conversations/${conversation}/${what}`;
}

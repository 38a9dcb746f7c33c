// Giving a conversation away: to a colleague, to the queue, to the assistant; ending it.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { choices, chosen, field, openForm } from "./dialogs.js";
import { CLOSING_REASONS } from "./words.js";

const LONGEST_COMMENT = "1000";

function comment() {
  return el("textarea", { rows: "2", maxlength: LONGEST_COMMENT });
}

/** `colleagues`: presences of those who are there. `done(summary, sentence)`. */
export function transfer(conversation, colleagues, done) {
  if (!colleagues.length) {
    openForm("Transférer", {
      hint: "Aucun collègue n’est en ligne. Vous pouvez remettre la conversation en attente : elle passera en premier.",
      fields: [],
      submit: "Remettre en attente",
      work: async () => done(await call("POST", path(conversation, "release"), {}), "La conversation est remise en attente."),
    });
    return;
  }
  const why = comment();
  openForm("Transférer à un collègue", {
    fields: [
      choices("transfer-to", "À qui ?", colleagues.map(({ agent, holds }) => [agent.id, `${agent.name} (${load(holds)})`])),
      field("transfer-comment", "Ce qu’il faut savoir ", why, "Votre collègue le lit, l’habitant jamais. Facultatif."),
    ],
    submit: "Transférer",
    work: async () => {
      const to = chosen("transfer-to");
      const summary = await call("POST", path(conversation, "transfer"), { to, comment: why.value });
      done(summary, `La conversation est transférée à ${colleagues.find((one) => one.agent.id === to).agent.name}.`);
    },
  });
}

function load(holds) {
  if (!holds) return "libre";
  return holds === 1 ? "une conversation" : `${holds} conversations`;
}

export function release(conversation, done) {
  const why = comment();
  openForm("Remettre en attente", {
    hint: "L’habitant repasse en tête de la file. Il en est averti.",
    fields: [field("release-comment", "Ce qu’il faut savoir ", why, "Pour qui la prendra. L’habitant ne le voit jamais. Facultatif.")],
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

export function close(conversation, done) {
  const why = comment();
  openForm("Clore la conversation", {
    hint: "L’habitant en est averti. Il peut écrire de nouveau : l’assistant lui répondra.",
    fields: [
      choices("close-reason", "Comment s’est-elle terminée ?", CLOSING_REASONS),
      field("close-comment", "Note ", why, "Pour vos collègues. Facultatif."),
    ],
    submit: "Clore",
    work: async () => {
      const body = { reason: chosen("close-reason"), comment: why.value };
      done(await call("POST", path(conversation, "close"), body), "La conversation est close.");
    },
  });
}

function path(conversation, what) {
  return `/agent/conversations/${conversation}/${what}`;
}

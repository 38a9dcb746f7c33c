// Whom to call back: how, when, and whether they were reached.

import { call } from "/espace-agents/static/http.js";
import { el, link, phoneLink } from "/agent/widget/dom.js";
import { choices, chosen, field, openForm } from "./dialogs.js";
import { moment } from "./moments.js";

/** The contacts left in a conversation. `onChanged()`: one was settled. */
export function contactsOf(callbacks, onChanged) {
  if (!callbacks.length) return el("div");
  return el("div", { class: "contacts" }, callbacks.map((one) => contact(one, onChanged)));
}

function contact(callback, onChanged) {
  const waits = callback.state === "waiting";
  return el(
    "section",
    { class: "contact-card", "data-state": callback.state, "aria-label": waits ? "À rappeler" : "Rappel" },
    el("h3", null, waits ? "À rappeler" : callback.state === "reached" ? "Habitant joint" : "Habitant pas joint"),
    el(
      "p",
      { class: "ways" },
      callback.phone && phoneLink(callback.phone),
      callback.email && link(`mailto:${callback.email}`, callback.email),
    ),
    callback.preferred_time && el("p", null, "Préfère : ", callback.preferred_time),
    callback.message && el("p", { class: "quoted" }, `« ${callback.message} »`),
    settled(callback),
    el(
      "button",
      { type: "button", class: waits ? "small" : "quiet small", onclick: () => settle(callback, onChanged) },
      waits ? "Noter le résultat" : "Corriger",
    ),
  );
}

function settled(callback) {
  if (callback.state === "waiting") return el("p", { class: "hint" }, `Laissé : ${moment(callback.created_at)}`);
  const by = callback.handled_by ? `${callback.handled_by}, ` : "";
  return el("p", { class: "hint" }, by, moment(callback.handled_at), callback.comment && ` : ${callback.comment}`);
}

function settle(callback, onChanged) {
  const comment = el("textarea", { rows: "2", maxlength: "500" });
  comment.value = callback.comment;
  openForm("Résultat du rappel", {
    fields: [
      choices("callback-result", "L’habitant a-t-il été joint ?", [
        ["yes", "Oui, il est joint"],
        ["no", "Non, il n’est pas joint"],
      ]),
      field("callback-comment", "Commentaire ", comment, "Pour vos collègues. Facultatif."),
    ],
    submit: "Enregistrer",
    work: async () => {
      const reached = chosen("callback-result") === "yes";
      await call("POST", `/agent/callbacks/${callback.id}/result`, { reached, comment: comment.value });
      onChanged();
    },
  });
}

// How a conversation is labelled: under which theme, what the assistant's answers were worth, whether something is left to
// do. At closing, and at any time later.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { field, openForm } from "./dialogs.js";
import { QUALITIES } from "./words.js";

let themes = [];

/** Reads the themes, so that windows open at once. Raises Refused. */
export async function prepareLabels() {
  ({ themes } = await call("GET", "/themes"));
}

/** The fields of a label, filled in with that of `detail`; the theme of its subject is proposed. `read()` gives it. */
export function labelFields(detail) {
  const { label } = detail;
  const theme = select([["", "Sans thème"], ...known(detail.theme)], detail.theme ? detail.theme.id : "");
  const quality = select([["", "Sans avis"], ...QUALITIES], label.quality || "");
  const follow = el("input", { type: "checkbox", id: "label-follow", checked: label.follow_up });
  return {
    fields: [
      field("label-theme", "Thème ", theme, "Pour vos chiffres."),
      field("label-quality", "Avant vous, l’assistant… ", quality, "Aide les rédacteurs. Facultatif."),
      el("p", { class: "check" }, follow, el("label", { for: "label-follow" }, "À suivre : il reste quelque chose à faire")),
    ],
    read: () => ({
      ...(theme.value && { theme: theme.value }),
      ...(quality.value && { quality: quality.value }),
      follow_up: follow.checked,
    }),
  };
}

/** Labels a conversation that is over. */
export function relabel(detail, done) {
  const { fields, read } = labelFields(detail);
  openForm("Classer la conversation", {
    hint: "L’habitant ne le voit pas. Vous pouvez changer le classement à tout moment.",
    fields,
    submit: "Enregistrer",
    work: async () => {
      const summary = await call("PUT", `/agent/conversations/${detail.conversation.id}/label`, read());
      done(summary, "Le classement est enregistré.");
    },
  });
}

/** What the label says, in one line; null without one. */
export function labelWords({ label }) {
  const quality = QUALITIES.find(([value]) => value === label.quality);
  const parts = [label.theme && label.theme.title, quality && `l’assistant ${quality[1]}`];
  const words = parts.filter(Boolean).join(" · ");
  const follow = label.follow_up && el("strong", { class: "badge" }, "À suivre");
  return words || follow ? [words, words && follow ? " " : "", follow].filter(Boolean) : null;
}

function known(theme) {
  const options = themes.map(({ id, title }) => [id, title]);
  return theme && !themes.some(({ id }) => id === theme.id) ? [...options, [theme.id, theme.title]] : options;
}

function select(options, value) {
  const made = el("select", null, options.map(([one, label]) => el("option", { value: one }, label)));
  made.value = value;
  return made;
}

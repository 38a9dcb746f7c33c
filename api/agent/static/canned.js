// Replies that are needed often: one is chosen, its words in braces are filled, and it can still be changed.

import { Refused, call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { openDialog } from "./dialogs.js";

const NOTHING = "Aucune réponse type ne contient ces mots.";

/** `mayEdit`: whether the agent may write them. `onChosen(text)`. */
export async function openCanned({ mayEdit, onChosen }) {
  let known = { replies: [], values: {} };
  const words = el("input", { type: "search", id: "canned-words", autocomplete: "off", "data-first": true });
  const found = el("ul", { class: "found" });
  const said = el("p", { class: "hint", role: "status" });
  const choose = (text) => {
    dialog.close();
    onChosen(text);
  };
  const show = () => {
    const wanted = folded(words.value);
    const replies = known.replies.filter(({ title, text }) => folded(`${title} ${text}`).includes(wanted));
    found.replaceChildren(...replies.map((reply) => row(reply, known.values, choose)));
    said.textContent = replies.length || !known.replies.length ? "" : NOTHING;
  };
  const form = el(
    "form",
    {
      role: "search",
      onsubmit: (event) => {
        event.preventDefault();
        const first = found.querySelector("button");
        if (first) first.click();
      },
    },
    el("div", { class: "field" }, el("label", { for: "canned-words" }, "Chercher une réponse"), words),
  );
  words.addEventListener("input", show);
  const editing = el("a", { href: "/redaction#/reponses", target: "_blank", rel: "noopener" }, "Modifier les réponses types (nouvel onglet)");
  const content = [form, said, found, ...(mayEdit ? [el("p", { class: "actions" }, editing)] : [])];
  const dialog = openDialog("Réponses types", content, { className: "wide-dialog" });
  // The window is there at once: what is typed next must not be taken for shortcuts.
  try {
    known = await call("GET", "/agent/canned");
    show();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    said.textContent = error.message;
  }
}

function row({ title, text }, values, choose) {
  const filled = fill(text, values);
  return el(
    "li",
    null,
    el("button", { type: "button", onclick: () => choose(filled) }, title, el("span", { class: "hint" }, filled)),
  );
}

/** `text` with its words in braces filled; those of which nothing is known stay, to be seen and written. */
export function fill(text, values) {
  return text.replace(/\{([^{}\n]*)\}/g, (whole, name) => values[name] || whole);
}

function folded(text) {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}

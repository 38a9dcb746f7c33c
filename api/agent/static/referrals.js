// Sending a citizen to another organisation: how to reach it, as they will read it, then the end of the conversation.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { paragraphs } from "/agent/widget/words.js";
import { openForm } from "./dialogs.js";

const PAUSE_MS = 200;
const HINT = "L’habitant reçoit ses coordonnées. Rien de la conversation n’est transmis à l’organisme.";
const NOTHING = "Aucun organisme ne correspond. Essayez d’autres mots, par exemple le nom de la commune.";
const NO_DIRECTORY =
  "Aucun organisme n’est connu. La personne qui a installé Guichet peut importer l’annuaire (« guichet import-directory »), ou ajouter les services de la commune.";

/** `done(summary, sentence)` once it is sent. */
export function openReferral(id, done) {
  const words = el("input", { type: "search", id: "referral-words", maxlength: "200", autocomplete: "off", "data-first": true });
  const said = el("p", { class: "hint", role: "status" });
  const list = el("fieldset", { class: "organisations" });
  const shown = el("div", { class: "referral-card" });
  const close = el("input", { type: "checkbox", id: "referral-close", checked: true });
  const clientId = crypto.randomUUID();
  let chosen = null;

  const choose = (one) => {
    chosen = one;
    shown.replaceChildren(el("div", { class: "bubble" }, paragraphs(one.card)));
  };
  const option = (one, index) => {
    const input = el("input", { type: "radio", name: "organisation", id: `organisation-${index}`, onchange: () => choose(one) });
    return el("p", { class: "check" }, input, el("label", { for: input.id }, one.name, one.kind && el("span", { class: "hint" }, one.kind)));
  };
  const search = async () => {
    const asked = words.value.trim();
    const { organisations } = await call("GET", `/agent/organisations?${new URLSearchParams({ q: asked })}`);
    if (asked !== words.value.trim()) return;
    chosen = null;
    shown.replaceChildren();
    list.replaceChildren(el("legend", null, "Quel organisme ?"), ...organisations.map(option));
    list.hidden = !organisations.length;
    said.textContent = organisations.length ? "" : asked ? NOTHING : NO_DIRECTORY;
  };
  let pause;
  const tryToSearch = () => {
    clearTimeout(pause); // a second search of the same words would take the choice away
    return search().catch((error) => {
      if (error.status === undefined) throw error;
      said.textContent = error.message;
    });
  };
  words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(tryToSearch, PAUSE_MS);
  });
  // Enter in the search field looks; it never sends.
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    tryToSearch();
  });

  openForm("Orienter vers un autre organisme", {
    hint: HINT,
    fields: [
      el("div", { class: "field" }, el("label", { for: words.id }, "Chercher par nom, type ou commune"), words),
      said,
      list,
      shown,
      el("p", { class: "check" }, close, el("label", { for: close.id }, "Clore ensuite la conversation")),
    ],
    submit: "Envoyer les coordonnées",
    work: async () => {
      if (!chosen) {
        said.textContent = "Choisissez d’abord un organisme.";
        words.focus();
        return false;
      }
      const { id: organisation, name } = chosen;
      const body = { client_id: clientId, organisation, close: close.checked };
      const summary = await call("POST", `/agent/conversations/${id}/referral`, body);
      done(summary, close.checked ? `L’habitant est orienté vers ${name}. La conversation est close.` : `Les coordonnées de ${name} sont envoyées.`);
      return true;
    },
  });
  tryToSearch();
}

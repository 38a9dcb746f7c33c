// All that was ever done to a text: who, when, why, what changed; and the way back.

import { call } from "/espace-agents/static/http.js";
import { element, moment, once, tell } from "/espace-agents/static/page.js";
import { button } from "./parts.js";
import { EVENTS } from "./words.js";

/** The history of `writing`; `onReturn` is called once an earlier version is back. */
export async function historyPanel(writing, { onReturn }) {
  const { revisions } = await call("GET", `/editor${writing.path}/revisions`);
  const list = element("ol", { class: "revisions" }, ...revisions.map((one) => line(one, writing, onReturn)));
  return element(
    "section",
    { "aria-labelledby": "history-title" },
    element("h2", { id: "history-title", tabindex: "-1" }, "Historique"),
    revisions.length ? list : element("p", {}, "Rien n’a encore été changé ici."),
  );
}

function line(revision, writing, onReturn) {
  const what = EVENTS[revision.event];
  const name = `${what} le ${moment(revision.at)}`;
  const place = element("div");
  const see = button("Voir ce qui a changé", () => once(see, async () => show(revision, writing, place)), {
    name: `Voir ce qui a changé : ${name}`,
    className: "small",
  });
  const back = button("Revenir à cette version", () =>
    once(back, async () => {
      if (!confirm(`Revenir au texte tel qu’il était le ${moment(revision.at)} ? Le texte d’aujourd’hui reste dans l’historique.`)) return;
      await writing.act("revert", { revision: revision.id });
      tell(writing.text.in_review ? "La version choisie attend d’être relue." : "La version choisie est de nouveau publiée.");
      onReturn();
    }), { name: `Revenir à cette version : ${name}`, className: "small" });
  return element(
    "li",
    {},
    element("p", {}, element("strong", {}, what), ` par ${revision.author || "Guichet"}, le ${moment(revision.at)}`),
    revision.comment ? element("p", { class: "comment" }, `« ${revision.comment} »`) : "",
    element("p", { class: "actions" }, see, revision.can_return ? back : ""),
    place,
  );
}

async function show(revision, writing, place) {
  const { differences } = await call("GET", `/editor${writing.path}/revisions/${revision.id}`);
  place.replaceChildren(
    ...(differences.length ? differences.map(changed) : [element("p", { class: "hint" }, "Les mots sont les mêmes que dans la version publiée avant.")]),
  );
}

/** One line that changed: what went is struck out, what came is underlined, and both are said. */
export function changed({ where, pieces }) {
  const told = pieces.map(({ sign, words }) => {
    if (sign === "same") return words;
    const [tag, label] = sign === "gone" ? ["del", "supprimé : "] : ["ins", "ajouté : "];
    return element(tag, {}, element("span", { class: "hidden-text" }, label), words);
  });
  return element("div", { class: "changed" }, where ? element("p", { class: "hint" }, where) : "", element("p", {}, ...told));
}

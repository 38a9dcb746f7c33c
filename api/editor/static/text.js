// A text of one form (a message, words of citizens, a reply of agents): its fields, what can be done with it, its past.

import { element } from "/espace-agents/static/page.js";
import { actions } from "./acts.js";
import { showFaults } from "./faults.js";
import { historyPanel } from "./history.js";
import { button } from "./parts.js";
import { Writing } from "./texts.js";

/**
 * The view of the text at `path`; gives what is to be done before it is left.
 * `form(writing, edited)` gives its fields and `help` what stands above them; `back` is the list it came from.
 */
export async function showText(view, path, { back, help, form }) {
  const writing = await Writing.open(path);
  const title = element("h1", { tabindex: "-1" });
  const bar = element("div");
  const faults = element("div", { class: "faults", role: "region", "aria-label": "Points à corriger" });
  const fields = element("div", { class: "form" });
  const side = element("div", { class: "side-panel" });
  const history = async () => {
    const panel = await historyPanel(writing, { onReturn: show });
    side.replaceChildren(button("Fermer l’historique", () => side.replaceChildren()), panel);
    panel.querySelector("h2").focus();
  };
  const show = () => {
    title.textContent = writing.text.title || "Sans titre";
    bar.replaceChildren(actions(writing, { shown: show, history, nothingYet: writing.text.state === "new" && !writing.text.live }));
    fields.replaceChildren(...form(writing, (work) => writing.edit(work)));
    side.replaceChildren();
    showFaults(writing.text.faults, faults, fields);
  };
  show();
  view.replaceChildren(
    element("p", {}, element("a", { href: back.address }, `← ${back.name}`)),
    title,
    element("p", { class: "hint" }, help),
    element("div", { class: "desk" }, element("div", { class: "main" }, bar, faults, fields), side),
  );
  return writing;
}

/** Where a text of a list stands, in few words. */
export function standingOf(text) {
  const parts = [];
  if (text.state === "withdrawn") parts.push("retiré");
  else if (text.state === "new") parts.push("pas encore publié");
  if (text.in_review) parts.push("à relire");
  else if (text.has_draft && text.state === "published") parts.push("brouillon en cours");
  if (text.scheduled_for) parts.push("une version attend son jour");
  return parts;
}

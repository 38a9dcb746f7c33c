// Choosing a published procedure by searching for it.

import { call } from "/espace-agents/static/http.js";
import { element, once } from "/espace-agents/static/page.js";
import { button, field } from "./parts.js";

const MOST = 6;

/** A field and its results. `onChosen({ id, title })`; `about` tells a screen reader what the choice is for. */
export function picker(label, { onChosen, about = "" }) {
  let words = "";
  const found = element("p", { class: "actions", role: "status" });
  const named = (one) => button(one.title, () => onChosen(one), { className: "small", name: about ? `${one.title} : ${about}` : undefined });
  const search = button("Chercher", () =>
    once(search, async () => {
      const { procedures } = await call("GET", `/editor/procedures?${new URLSearchParams({ q: words })}`);
      const shown = procedures.filter((one) => one.state === "published").slice(0, MOST);
      found.replaceChildren(...(shown.length ? shown.map(named) : ["Rien ne correspond."]));
    }), { className: "small" });
  const place = field(label, { hint: "Cherchez-la par son nom", max: 200, onInput: (typed) => (words = typed) });
  place.querySelector("input").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    search.click();
  });
  return element("div", { class: "picker" }, place, element("p", { class: "actions" }, search), found);
}

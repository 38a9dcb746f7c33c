// Where a piece of information comes from, and when somebody checked it last.

import { element } from "/espace-agents/static/page.js";
import { button, field } from "./parts.js";
import { todayIso } from "./words.js";

/** Who says so, where, and when it was checked: beside the passage that it vouches for. */
export function sourceForm(part, path, { change, edited }) {
  const source = part.source ?? {};
  const set = (key) => (words) => edited(() => (part.source = { ...(part.source ?? {}), [key]: words }));
  const today = () => change(() => (part.source = { ...(part.source ?? {}), verifie_le: todayIso() }), { focus: `[data-path="${path}.source.verifie_le"]` });
  return element(
    "fieldset",
    { class: "source", "data-path": `${path}.source`, tabindex: "-1" },
    element("legend", {}, "D’où vient cette information ?"),
    field("Qui le dit", { value: source.nom, path: `${path}.source.nom`, max: 140, hint: "Exemple : Délibération du conseil municipal", onInput: set("nom") }),
    field("À quelle adresse", { value: source.url, path: `${path}.source.url`, type: "url", hint: "Elle commence par https://", onInput: set("url") }),
    field("Vérifié le", { value: source.verifie_le, path: `${path}.source.verifie_le`, type: "date", onInput: set("verifie_le") }),
    button("Vérifié aujourd’hui, rien n’a changé", today, { className: "small" }),
  );
}

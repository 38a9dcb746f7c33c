// Two people wrote at once: both texts as one, and the places that only they can settle.

import { element } from "/espace-agents/static/page.js";
import { button } from "./parts.js";

/** Shows what a refusal for staleness holds; gives the text to keep, or null when the writer goes back. */
export function settle({ detail, merged, conflicts }) {
  return new Promise((resolve) => {
    const result = structuredClone(merged);
    const dialog = element("dialog", { class: "merge", "aria-labelledby": "merge-title" });
    const close = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    dialog.addEventListener("cancel", () => close(null));
    const places = (conflicts ?? []).map((conflict, index) => choice(conflict, index, result));
    dialog.append(
      element("h2", { id: "merge-title", tabindex: "-1" }, "Deux personnes ont écrit en même temps"),
      element("p", {}, detail),
      element(
        "p",
        {},
        places.length
          ? "Ce qui ne se croise pas est déjà réuni. Choisissez pour chaque passage :"
          : "Les changements ne se croisent pas : ils sont réunis. Relisez, puis gardez le texte réuni.",
      ),
      ...places,
      element(
        "p",
        { class: "actions" },
        button("Garder le texte réuni", () => close(result), { quiet: false }),
        button("Revenir à mon texte", () => close(null)),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("h2").focus();
  });
}

function choice({ path, mine, theirs }, index, result) {
  const put = (value) => {
    const keys = [...path];
    const last = keys.pop();
    const holder = keys.reduce((inside, key) => inside[key], result);
    if (value === null && Array.isArray(holder)) holder.splice(last, 1);
    else if (value === null) delete holder[last];
    else holder[last] = structuredClone(value);
  };
  const option = (label, value, checked) => {
    const id = `conflict-${index}-${checked ? "mine" : "theirs"}`;
    const box = element("input", { type: "radio", id, name: `conflict-${index}`, checked });
    box.addEventListener("change", () => put(value));
    return element("div", { class: "side" }, element("p", { class: "check" }, box, element("label", { for: id }, label)), words(value));
  };
  return element(
    "fieldset",
    { class: "conflict" },
    element("legend", {}, `Passage ${index + 1}`),
    option("Mon texte", mine, true),
    option("L’autre texte", theirs, false),
  );
}

/** The texts inside a piece of content, one under the other. */
export function words(value) {
  const found = textsIn(value);
  return element("div", { class: "words" }, ...(found.length ? found.map((one) => element("p", {}, one)) : [element("p", { class: "hint" }, "(supprimé)")]));
}

function textsIn(value) {
  if (typeof value === "string") return value.trim() ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value && typeof value === "object") {
    return Object.entries(value).flatMap(([key, inside]) => (key === "id" || key === "genre" || key === "nature" ? [] : textsIn(inside)));
  }
  return [];
}

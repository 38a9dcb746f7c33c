// A fee by family quotient: one line for each bracket, each beginning where the one before ends.

import { element } from "/espace-agents/static/page.js";
import { button, field, newId } from "./parts.js";

export const newScale = () => ({
  bareme: {
    id: newId("quotient"),
    unite: "",
    tranches: [
      { de: 0, jusqu_a: 399, montant: "" },
      { de: 400, jusqu_a: 799, montant: "" },
      { de: 800, montant: "" },
    ],
  },
});

const STEP = 400; // how wide a new bracket is proposed

/** The form of `body`, the content of one scale. */
export function scale(body, { path, change, edited }) {
  const brackets = (body.tranches ??= []);
  const rows = brackets.map((_, index) => row(brackets, index, { path, change, edited }));
  const add = () =>
    change(() => {
      const last = brackets.at(-1);
      if (last && last.jusqu_a === undefined && Number.isInteger(last.de)) last.jusqu_a = last.de + STEP - 1;
      brackets.push({ de: Number.isInteger(last?.jusqu_a) ? last.jusqu_a + 1 : 0, montant: "" });
    }, { focus: `[data-path="${path}.tranches[${brackets.length + 1}].montant"]` });
  const optional = (key) => (words) => edited(() => (words ? (body[key] = words) : delete body[key]));
  return [
    field("Le prix est…", { value: body.unite, path: `${path}.unite`, max: 40, hint: "Exemples : par repas, par jour, par mois", onInput: optional("unite") }),
    element(
      "div",
      { class: "scrolled", role: "region", "aria-label": "Tranches de quotient", tabindex: "0", "data-path": `${path}.tranches` },
      element(
        "table",
        { class: "grid scale" },
        element("thead", {}, element("tr", {}, ...["Quotient de", "à", "Montant"].map((words) => element("th", { scope: "col" }, words)), element("td"))),
        element("tbody", {}, ...rows),
      ),
    ),
    element("p", { class: "hint" }, "La dernière tranche n’a pas de fin : laissez « à » vide. Écrivez les montants comme 3,20 €, ou gratuit."),
    element("p", { class: "actions" }, button("Ajouter une tranche", add, { className: "small" })),
    field("Sans quotient connu (facultatif)", { value: body.sans_quotient, path: `${path}.sans_quotient`, max: 20, hint: "Ce que paie la personne qui ne donne pas son quotient", onInput: optional("sans_quotient") }),
  ];
}

function row(brackets, index, { path, change, edited }) {
  const bracket = brackets[index];
  const own = `${path}.tranches[${index + 1}]`;
  const name = `Tranche ${index + 1}`;
  const cell = (key, label, onInput, more = {}) => {
    const control = element("input", { "aria-label": `${name}, ${label}`, "data-path": `${own}.${key}`, autocomplete: "off", maxlength: 20, ...more });
    control.value = bracket[key] ?? "";
    control.addEventListener("input", () => onInput(control.value.trim()));
    return element("td", { class: "field" }, control);
  };
  const setFrom = (words) => edited(() => (bracket.de = numbered(words) ?? ""));
  const setTo = (words) =>
    edited(() => {
      const next = brackets[index + 1];
      const followed = next && (bracket.jusqu_a === undefined || next.de === bracket.jusqu_a + 1);
      const number = numbered(words);
      if (number === undefined) delete bracket.jusqu_a;
      else bracket.jusqu_a = number;
      if (!followed || !Number.isInteger(number)) return;
      next.de = number + 1; // the next one goes on where this one ends
      const shown = document.querySelector(`[data-path="${path}.tranches[${index + 2}].de"]`);
      if (shown) shown.value = next.de;
    });
  const remove = button("Supprimer", () => change(() => brackets.splice(index, 1), { removed: name }), { name: `Supprimer : ${name}`, className: "small" });
  return element(
    "tr",
    {},
    cell("de", "quotient de", setFrom, { inputmode: "numeric" }),
    cell("jusqu_a", "jusqu’à", setTo, { inputmode: "numeric" }),
    cell("montant", "montant", (words) => edited(() => (bracket.montant = words))),
    element("td", {}, remove),
  );
}

/** The number that was typed, its words where it is none, nothing where the field is empty. */
function numbered(words) {
  if (!words) return undefined;
  const digits = words.replace(/[\s  ]/g, "");
  return /^\d+$/.test(digits) ? Number(digits) : words;
}

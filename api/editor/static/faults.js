// What keeps a text from being published: a list on top, and each fault at its field.

import { element } from "/espace-agents/static/page.js";
import { button } from "./parts.js";

/** Shows `faults` in `place` and at the fields of `form`. */
export function showFaults(faults, place, form) {
  for (const old of form.querySelectorAll(".fault")) old.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
  const lines = faults.map((fault, index) => {
    const control = placeOf(fault.field, form);
    const sentence = `${capital(fault.reason)}. ${fault.cure}`;
    if (!control) return element("li", {}, sentence);
    mark(control, sentence, `fault-${index}`);
    return element("li", {}, button(sentence, () => reveal(control), { className: "link" }));
  });
  const count = faults.length > 1 ? `${faults.length} points à corriger` : "Un point à corriger";
  place.replaceChildren(
    ...(lines.length
      ? [element("h2", {}, `${count} avant de publier`), element("ul", {}, ...lines)]
      : [element("p", { class: "ready" }, "Rien à corriger.")]),
  );
}

/** Opens what hides `control`, and goes there. */
export function reveal(control) {
  for (let parent = control.parentElement; parent; parent = parent.parentElement) {
    if (parent.tagName === "DETAILS") parent.open = true;
  }
  control.focus();
  control.scrollIntoView({ block: "center" });
}

function placeOf(path, form) {
  const named = path.match(/« (.+?) »/);
  if (named) {
    const card = [...form.querySelectorAll("[data-title]")].find((one) => one.dataset.title === named[1] || one.dataset.id === named[1]);
    if (!card) return null;
    return path.startsWith("rubriques") ? card.querySelector("[data-path$='source.nom'], input") : card.querySelector("input");
  }
  for (let rest = path; rest; rest = rest.replace(/(\.[^.[]+|\[\d+\])$/, "")) {
    const found = form.querySelector(`[data-path="${CSS.escape(rest)}"]`);
    if (found) return found;
    if (!/[.[]/.test(rest)) break;
  }
  return null;
}

function mark(control, sentence, id) {
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", id);
  const said = element("p", { class: "fault", id }, sentence);
  (control.closest(".field") ?? control).append(said);
}

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);


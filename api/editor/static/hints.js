// Advice on plain words while one writes: under the field, a moment after the last key, never in the way.

import { call } from "/espace-agents/static/http.js";
import { element } from "/espace-agents/static/page.js";

const AFTER_MS = 900;

/** Shows advice on what is written in `control` at the end of `place`. */
export function watch(control, place) {
  const shown = element("div", { class: "advice", "aria-live": "polite" });
  place.append(shown);
  let waiting;
  control.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => advise(control, shown), AFTER_MS);
  });
}

async function advise(control, shown) {
  const text = control.value;
  if (text.trim().length < 12) {
    shown.replaceChildren();
    return;
  }
  try {
    const { hints, ease } = await call("POST", "/editor/plain-language", { text });
    if (control.value !== text) return;
    const lines = hints.map((hint) => element("li", {}, element("strong", {}, `« ${hint.words} »`), ` ${hint.advice}`));
    shown.replaceChildren(
      element("p", { class: "hint" }, lines.length ? `Lecture : ${ease}. Pour être mieux compris :` : `Lecture : ${ease}.`),
      ...(lines.length ? [element("ul", {}, ...lines)] : []),
    );
  } catch {
    shown.replaceChildren(); // advice that cannot be had stops nobody
  }
}

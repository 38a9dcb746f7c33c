// Single keys that do what the buttons do. They are quiet while one types or a window is open, and can be switched off.

import { el } from "/agent/widget/dom.js";
import { openDialog } from "./dialogs.js";

const KEPT = "guichet agent: shortcuts";

export class Shortcuts {
  /** `keys`: [key, words, work] in the order in which they are listed. */
  constructor(keys) {
    this.keys = keys;
    this.areOn = localStorage.getItem(KEPT) !== "off";
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
    const found = this.keys.find(([key]) => key === event.key);
    if (!found || !this.areOn) return;
    event.preventDefault();
    found[2]();
  }

  /** The list of the keys, with the way to switch them off. */
  help() {
    const box = el("input", { type: "checkbox", id: "shortcuts-on", onchange: () => this.set(box.checked) });
    box.checked = this.areOn;
    openDialog("Raccourcis du clavier", [
      el("p", { class: "check" }, box, el("label", { for: "shortcuts-on" }, "Utiliser les raccourcis d’une seule touche")),
      el(
        "dl",
        { class: "keys" },
        this.keys.map(([key, words]) => el("div", null, el("dt", null, el("kbd", null, name(key))), el("dd", null, words))),
      ),
      el("p", { class: "hint" }, "Dans le champ de réponse : Entrée envoie, Maj + Entrée va à la ligne, Échap en sort."),
    ]);
  }

  set(on) {
    this.areOn = on;
    localStorage.setItem(KEPT, on ? "on" : "off");
  }
}

function name(key) {
  return { ArrowDown: "↓", ArrowUp: "↑" }[key] || key;
}

function isTyping(target) {
  return target.closest("textarea, select, input:not([type=checkbox]):not([type=radio]), [contenteditable]") !== null;
}

// Pieces of forms: a field with its help and its place for faults, lists whose parts move, cards that open.

import { element } from "/espace-agents/static/page.js";
import { watch } from "./hints.js";

let made = 0;

export const newId = (prefix) => `${prefix}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;

/** An input or, with `rows`, a text area. `path` tells the fault that belongs here; `onInput` gets the new words. */
export function field(label, { value, hint, path, rows, type = "text", max, plain, onInput, hidden }) {
  const id = `field-${(made += 1)}`;
  const attributes = { id, "data-path": path, maxlength: max, autocomplete: "off" };
  const control = rows ? element("textarea", { ...attributes, rows }) : element("input", { ...attributes, type });
  control.value = value ?? "";
  const place = element("div", { class: "field" }, labelOf(id, label, hint, hidden), control);
  control.addEventListener("input", () => onInput(control.value));
  if (plain) watch(control, place);
  return place;
}

export function choiceField(label, { value, hint, path, options, onInput }) {
  const id = `field-${(made += 1)}`;
  const control = element("select", { id, "data-path": path });
  for (const [key, words] of options) control.append(element("option", { value: key, selected: key === value }, words));
  control.addEventListener("change", () => onInput(control.value));
  return element("div", { class: "field" }, labelOf(id, label, hint), control);
}

export function checkField(label, { value, onInput }) {
  const id = `field-${(made += 1)}`;
  const box = element("input", { type: "checkbox", id, checked: Boolean(value) });
  box.addEventListener("change", () => onInput(box.checked));
  return element("p", { class: "check" }, box, element("label", { for: id }, label));
}

/** Boxes to tick; `onInput` gets those that are ticked, in the order of `options`. */
export function checkList(legend, { values, hint, path, options, onInput }) {
  const ticked = new Set(values);
  const boxes = options.map(([key, words]) =>
    checkField(words, {
      value: ticked.has(key),
      onInput: (on) => {
        if (on) ticked.add(key);
        else ticked.delete(key);
        onInput(options.map(([one]) => one).filter((one) => ticked.has(one)));
      },
    }),
  );
  const title = element("legend", {}, legend, hint ? element("span", { class: "hint" }, ` ${hint}`) : "");
  return element("fieldset", { "data-path": path, tabindex: "-1" }, title, element("div", { class: "boxes" }, ...boxes));
}

function labelOf(id, label, hint, hidden) {
  return element("label", { for: id, class: hidden ? "hidden-text" : undefined }, label, hint ? element("span", { class: "hint" }, hint) : "");
}

export function button(label, work, { quiet = true, name, className = "" } = {}) {
  const attributes = { type: "button", class: `${quiet ? "quiet" : ""} ${className}`.trim(), "aria-label": name };
  const control = element("button", attributes, label);
  control.addEventListener("click", work);
  return control;
}

/**
 * The controls of one part of a list: a handle to drag, buttons that do the same, one that takes it away.
 * `change(list => …)` changes the list and shows the form again; `name` is what a screen reader is told.
 */
export function movable(item, { list, index, name, change }) {
  const move = (to, focus) => {
    if (to < 0 || to >= list.length || to === index) return;
    change(() => list.splice(to, 0, ...list.splice(index, 1)), { focus: `[data-move="${CSS.escape(keyed(name, to))}"] ${focus}` });
  };
  const up = button("↑", () => move(index - 1, ".up"), { name: `Monter : ${name}`, className: "up small" });
  const down = button("↓", () => move(index + 1, ".down"), { name: `Descendre : ${name}`, className: "down small" });
  up.disabled = index === 0;
  down.disabled = index === list.length - 1;
  const remove = button("Supprimer", () => change(() => list.splice(index, 1), { removed: name }), {
    name: `Supprimer : ${name}`,
    className: "small",
  });
  const handle = element("span", { class: "handle", "aria-hidden": "true", draggable: "true", title: "Faire glisser" }, "⠿");
  const controls = element("span", { class: "moves", "data-move": keyed(name, index) }, handle, up, down, remove);
  dragged(item, handle, { list, index, move });
  return controls;
}

const keyed = (name, index) => `${index} ${name}`;

let inHand = null;

function dragged(item, handle, { list, index, move }) {
  handle.addEventListener("dragstart", (event) => {
    inHand = { list, move };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(item, 10, 10);
    event.stopPropagation();
  });
  handle.addEventListener("dragend", () => {
    inHand = null;
    for (const over of document.querySelectorAll(".drop-here")) over.classList.remove("drop-here");
  });
  item.addEventListener("dragover", (event) => {
    if (inHand?.list !== list) return;
    event.preventDefault();
    event.stopPropagation();
    item.classList.add("drop-here");
  });
  item.addEventListener("dragleave", () => item.classList.remove("drop-here"));
  item.addEventListener("drop", (event) => {
    if (inHand?.list !== list) return;
    event.preventDefault();
    event.stopPropagation();
    inHand.move(index, ".up");
  });
}

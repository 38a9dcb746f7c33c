// Windows over the page: they take the keyboard, close with Escape, and the browser gives the cursor back where it was.

import { Refused } from "/espace-agents/static/http.js";
import { el, icon, ICONS } from "/agent/widget/dom.js";

let count = 0;

/** Opens a window. `content`: nodes. `onClosed()` once it is closed. Returns the dialog; `close()` closes it. */
export function openDialog(title, content, { className = "", onClosed = () => {} } = {}) {
  count += 1;
  const id = `dialog-${count}`;
  const close = el(
    "button",
    { type: "button", class: "quiet icon-only", "aria-label": "Fermer", onclick: () => dialog.close() },
    icon(ICONS.close),
  );
  const dialog = el(
    "dialog",
    { class: className, "aria-labelledby": id },
    el("div", { class: "dialog-head" }, el("h2", { id, tabindex: "-1" }, title), close),
    content,
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClosed();
  });
  document.body.append(dialog);
  dialog.showModal();
  const first = ["[data-first]", "[type=submit]", "h2"].map((one) => dialog.querySelector(one)).find(Boolean);
  first.focus();
  return dialog;
}

/**
 * A window with a form. `work(fields)` is done once at a time and returns a promise; what it refuses is shown, and the
 * window stays, as it does when it gives `false`. `fields`: nodes with ids. `danger`: the button says what ends.
 */
export function openForm(title, { fields, submit, work, hint }) {
  const refusal = el("p", { class: "error", role: "alert", hidden: true });
  const button = el("button", { type: "submit" }, submit);
  const form = el(
    "form",
    {
      class: "dialog-form",
      onsubmit: async (event) => {
        event.preventDefault();
        if (button.getAttribute("aria-disabled") === "true") return;
        button.setAttribute("aria-disabled", "true");
        refusal.hidden = true;
        try {
          if ((await work()) !== false) dialog.close();
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          refusal.textContent = error.message;
          refusal.hidden = false;
        } finally {
          button.removeAttribute("aria-disabled");
        }
      },
    },
    hint && el("p", { class: "hint" }, hint),
    fields,
    refusal,
    el(
      "p",
      { class: "actions" },
      button,
      el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Annuler"),
    ),
  );
  const dialog = openDialog(title, form);
  return dialog;
}

/** A labelled field. */
export function field(id, label, input, hint) {
  input.id = id;
  return el("div", { class: "field" }, el("label", { for: id }, label, hint && el("span", { class: "hint" }, hint)), input);
}

/** Radio buttons under a question; `options`: [value, label, checked?]. */
export function choices(name, legend, options) {
  const rows = options.map(([value, label], index) => {
    const id = `${name}-${index}`;
    const input = el("input", { type: "radio", name, id, value, checked: index === 0, "data-first": index === 0 });
    return el("p", { class: "check" }, input, el("label", { for: id }, label));
  });
  return el("fieldset", null, el("legend", null, legend), rows);
}

export function chosen(name) {
  const input = document.querySelector(`input[name="${name}"]:checked`);
  return input ? input.value : "";
}

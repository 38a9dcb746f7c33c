// What the pages of the staff have in common: elements, sentences shown, forms that are sent once.

import { Refused, leaveToLogIn, logOut } from "./http.js";

export const ROLES = {
  agent: "Agent : répond aux habitants",
  supervisor: "Responsable : agent qui voit aussi le travail des autres",
  editor: "Rédacteur : corrige et ajoute des fiches",
  admin: "Administrateur : gère les comptes, et peut tout faire",
};
export const SHORT_ROLES = { agent: "agent", supervisor: "responsable", editor: "rédacteur", admin: "administrateur" };

// What the menu leads to, by the role that it takes.
const CONSOLES = [
  ["agent", "/agent", "Conversations"],
  ["editor", "/redaction", "Rédaction"],
  ["supervisor", "/admin/equipes", "Équipes"],
  ["admin", "/admin/mairie", "Mairie et horaires"],
  ["admin", "/admin/comptes", "Comptes"],
  ["admin", "/admin/effacements", "Effacements"],
];

export const find = (id) => document.getElementById(id);

/** An element with its attributes and children; texts are texts, never HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== false && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export function moment(text) {
  return new Date(text).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
}

/** Shows why something was refused; the fields named are marked, and the first gets the focus. */
export function refuse(error, ...fields) {
  if (!(error instanceof Refused)) throw error;
  if (error.status === 401 && !find("log-in")) {
    leaveToLogIn();
    return;
  }
  const place = find("refusal");
  place.textContent = error.message;
  place.hidden = false;
  for (const field of fields) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", "refusal");
  }
  if (fields.length) fields[0].focus();
  else place.scrollIntoView({ block: "nearest" });
}

export function tell(sentence) {
  quiet();
  find("done").textContent = sentence;
}

function quiet() {
  find("refusal").hidden = true;
  find("refusal").textContent = "";
  if (find("done")) find("done").textContent = "";
  for (const field of document.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

/** Runs ``work`` once at a time while ``button`` says that it is at work. */
export async function once(button, work) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  quiet();
  try {
    await work();
  } catch (error) {
    refuse(error);
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

/** Sends ``form`` with ``work``; an empty field that is required is asked for first. */
export function onSubmit(form, work) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(form.querySelector("[type=submit]"), async () => {
      const empty = [...form.querySelectorAll("[required]")].find((field) => !field.value && field.offsetParent);
      if (empty) {
        const name = form.querySelector(`label[for=${empty.id}]`).firstChild.textContent.trim();
        refuse(new Refused(422, { detail: `Remplissez le champ « ${name} ».` }), empty);
        return;
      }
      await work();
    });
  });
}

/** The links to the consoles that ``user`` may open, their account, and the way out. */
export function showMenu(user) {
  const here = location.pathname;
  const link = (address, label) =>
    element("li", {}, element("a", { href: address, "aria-current": address === here && "page" }, label));
  const open = CONSOLES.filter(([role]) => user.may_act_as.includes(role));
  const leave = element("button", { type: "button", class: "quiet" }, "Se déconnecter");
  leave.addEventListener("click", () => once(leave, logOut));
  find("menu").replaceChildren(
    ...open.map(([, address, label]) => link(address, label)),
    link("/compte", "Mon compte"),
    element("li", {}, leave),
  );
}

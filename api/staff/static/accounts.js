// The accounts, as an administrator manages them.

import { call, whoAmI } from "./http.js";
import { ROLES, SHORT_ROLES, element, find, moment, once, onSubmit, refuse, showMenu, tell } from "./page.js";

let users = [];
let oldest = null;

function shortMoment(text) {
  return new Date(text).toLocaleString("fr-FR", { dateStyle: "short", timeStyle: "short" });
}

function roleBoxes(prefix, given = []) {
  return Object.entries(ROLES).map(([role, label]) => {
    const id = `${prefix}-${role}`;
    const box = element("input", { type: "checkbox", id, value: role, checked: given.includes(role) });
    return element("p", { class: "check" }, box, element("label", { for: id }, label));
  });
}

function ticked(place) {
  return [...place.querySelectorAll("input:checked")].map((box) => box.value);
}

function stateOf(user) {
  const parts = [user.roles.map((role) => SHORT_ROLES[role]).join(", ")];
  if (!user.is_active) parts.push("désactivé");
  else if (!user.has_password) parts.push("n’a pas encore de mot de passe");
  if (user.two_step) parts.push("double authentification");
  parts.push(user.last_login_at ? `dernière connexion le ${moment(user.last_login_at)}` : "jamais connecté");
  return parts.join(" · ");
}

function card(user, me) {
  const title = element("h3", {}, user.name);
  const owner = `pour ${user.name}`;
  const roles = element("fieldset", {}, element("legend", {}, "Rôles"), ...roleBoxes(`roles-${user.id}`, user.roles));
  const button = (label, work) => {
    const made = element("button", { type: "button", class: "quiet", "aria-label": `${label}, ${owner}` }, label);
    made.addEventListener("click", () => once(made, work));
    return made;
  };
  const save = button("Enregistrer les rôles", async () => {
    await call("PATCH", `/admin/users/${user.id}`, { roles: ticked(roles) });
    await showUsers();
    tell(`Les rôles de ${user.name} sont enregistrés.`);
  });
  const actions = element("p", { class: "actions" });
  if (user.id !== me.id) {
    if (user.is_active) actions.append(button("Donner un nouveau lien", () => reset(user)));
    const label = user.is_active ? "Désactiver" : "Réactiver";
    actions.append(button(label, () => change(user, { is_active: !user.is_active })));
  }
  const details = element("details", {}, element("summary", {}, "Changer les rôles"), roles, save);
  return element("li", {}, title, element("p", {}, user.email, element("br"), stateOf(user)), details, actions);
}

async function change(user, values) {
  const changed = await call("PATCH", `/admin/users/${user.id}`, values);
  await showUsers();
  tell(`Le compte de ${user.name} est ${changed.is_active ? "réactivé" : "désactivé"}.`);
}

async function reset(user) {
  const sure = `Le mot de passe actuel de ${user.name} ne marchera plus et ses connexions seront fermées. Continuer ?`;
  if (!confirm(sure)) return;
  showLink(await call("POST", `/admin/users/${user.id}/reset`));
  await showUsers();
}

function showLink({ user, link }) {
  find("link-owner").textContent = `${user.name} (${user.email})`;
  find("link").textContent = link;
  find("link-shown").hidden = false;
  find("link-title").focus();
}

async function showUsers() {
  ({ users } = await call("GET", "/admin/users"));
  find("users").replaceChildren(...users.map((user) => card(user, me)));
}

async function showLog() {
  const { entries } = await call("GET", `/admin/audit${oldest ? `?before=${oldest}` : ""}`);
  const who = (id) => users.find((user) => user.id === id)?.name ?? (id ? "compte supprimé" : "");
  find("log").append(
    ...entries.map((entry) =>
      element(
        "tr",
        {},
        ...[shortMoment(entry.at), entry.label, who(entry.actor_id), who(entry.target_id)].map((text) =>
          element("td", {}, text),
        ),
      ),
    ),
  );
  oldest = entries.at(-1)?.id ?? oldest;
  find("older").hidden = entries.length < 100;
}

onSubmit(find("add"), async () => {
  const [email, name] = [find("email"), find("name")];
  let invited;
  try {
    const roles = ticked(find("add-roles"));
    invited = await call("POST", "/admin/users", { email: email.value, name: name.value, roles });
  } catch (error) {
    refuse(error, ...(error.message.includes("adresse") ? [email] : []));
    return;
  }
  find("add").reset();
  showLink(invited);
  await showUsers();
});

find("older").addEventListener("click", () => once(find("older"), showLog));
find("copy").addEventListener("click", () =>
  once(find("copy"), async () => {
    await navigator.clipboard.writeText(find("link").textContent);
    tell("Le lien est copié.");
  }),
);

let me;
try {
  me = await whoAmI();
  showMenu(me);
  find("add-roles").append(...roleBoxes("add", ["agent"]));
  await showUsers();
  await showLog();
} catch (error) {
  refuse(error);
}

// Teams, their members, and what is decided for each theme.

import { call, whoAmI } from "/espace-agents/static/http.js";
import { element, find, once, onSubmit, refuse, showMenu, tell } from "/espace-agents/static/page.js";

const AUDIENCES = { particuliers: "", professionnels: " (professionnels)", associations: " (associations)" };
let agents = [];
let teams = [];

function memberBoxes(prefix, given = []) {
  return agents.map(({ id: agent, name }) => {
    const id = `${prefix}-${agent}`;
    const box = element("input", { type: "checkbox", id, value: agent, checked: given.includes(agent) });
    return element("p", { class: "check" }, box, element("label", { for: id }, name));
  });
}

function ticked(place) {
  return [...place.querySelectorAll("input:checked")].map((box) => box.value);
}

function nameOf(agent) {
  return agents.find(({ id }) => id === agent)?.name ?? "compte fermé";
}

function teamCard(team) {
  const name = element("input", { id: `name-${team.id}`, value: team.name, maxlength: 60, autocomplete: "off" });
  const named = element("div", { class: "field" }, element("label", { for: name.id }, "Nom"), name);
  const members = element("fieldset", {}, element("legend", {}, "Membres"), ...memberBoxes(team.id, team.members));
  const button = (label, work) => {
    const made = element("button", { type: "button", class: "quiet", "aria-label": `${label}, équipe ${team.name}` }, label);
    made.addEventListener("click", () => once(made, work));
    return made;
  };
  const save = button("Enregistrer", async () => {
    await call("PUT", `/admin/teams/${team.id}`, { name: name.value, members: ticked(members) });
    await show();
    tell(`L’équipe ${name.value} est enregistrée.`);
  });
  const remove = button("Supprimer", async () => {
    if (!confirm(`Supprimer l’équipe ${team.name} ? Ses thèmes seront à tout le monde.`)) return;
    await call("DELETE", `/admin/teams/${team.id}`);
    await show();
    tell(`L’équipe ${team.name} est supprimée.`);
    find("list-title").scrollIntoView();
  });
  const who = team.members.map(nameOf).join(", ") || "aucun membre";
  const details = element("details", {}, element("summary", {}, "Modifier"), named, members, save);
  return element("li", {}, element("h3", {}, team.name), element("p", {}, who), details, element("p", { class: "actions" }, remove));
}

function themeCard(theme) {
  const title = theme.title + AUDIENCES[theme.audience];
  const select = element(
    "select",
    { id: `team-${theme.id}` },
    element("option", { value: "" }, "Tous les agents"),
    ...teams.map(({ id, name }) => element("option", { value: id, selected: id === theme.team }, name)),
  );
  const label = element("label", { for: select.id }, "Équipe", element("span", { class: "hidden-text" }, ` pour ${title}`));
  const box = element("input", { type: "checkbox", id: `approval-${theme.id}`, checked: theme.approval });
  const boxLabel = element("label", { for: box.id }, "Relecture", element("span", { class: "hidden-text" }, ` pour ${title}`));
  const decide = async () => {
    try {
      await call("PUT", `/admin/themes/${theme.id}`, { team: select.value || null, approval: box.checked });
      tell(`« ${title} » : c’est enregistré.`);
    } catch (error) {
      refuse(error);
    }
  };
  select.addEventListener("change", decide);
  box.addEventListener("change", decide);
  const parts = [element("h3", {}, title), element("div", { class: "field" }, label, select)];
  return element("li", {}, ...parts, element("p", { class: "check" }, box, boxLabel));
}

async function show() {
  const all = await call("GET", "/admin/teams");
  ({ agents, teams } = all);
  find("add-members").replaceChildren(element("legend", {}, "Membres"), ...memberBoxes("add"));
  find("teams").replaceChildren(...teams.map(teamCard));
  find("no-team").hidden = teams.length > 0;
  find("themes").replaceChildren(...all.themes.map(themeCard));
}

onSubmit(find("add"), async () => {
  const name = find("name");
  try {
    await call("POST", "/admin/teams", { name: name.value, members: ticked(find("add-members")) });
  } catch (error) {
    refuse(error, name);
    return;
  }
  const made = name.value;
  find("add").reset();
  await show();
  tell(`L’équipe ${made} est créée.`);
});

try {
  showMenu(await whoAmI());
  await show();
} catch (error) {
  refuse(error);
}

// The town hall, as an administrator changes it.

import { call, whoAmI } from "/espace-agents/static/http.js";
import { element, find, onSubmit, refuse, showMenu, tell } from "/espace-agents/static/page.js";

const DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const CAUSES = {
  arret: "Personne ne répond jamais par écrit",
  hors_horaires: "En dehors des horaires",
  jour_ferme: "Un jour férié ou de fermeture",
  absence: "Aucun agent n’est connecté",
  complet: "Tous les agents sont occupés",
};
// To which part of the page a refusal belongs, by the first words of its sentence.
const PLACES = [
  ["Nom", "#name"],
  ["Téléphones", "#phones input"],
  ["Adresse électronique", "#email"],
  ["Adresse", "#address"],
  ["Horaires d’ouverture", "#hours input"],
  ["Horaires des réponses", "#chat-hours input"],
  ["Fermetures", "#closures input"],
  ["Jours à horaires", "#special-days input"],
  ["Textes", "#texts textarea"],
];

let version = "";
let numbers = 0;

function field(label, attributes, hint = "") {
  const id = `field-${(numbers += 1)}`;
  const words = element("label", { for: id }, label, ...(hint ? [" ", element("span", { class: "hint" }, hint)] : []));
  const input = element("input", { id, autocomplete: "off", ...attributes });
  return element("div", { class: "field" }, words, input);
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);
const inputs = (row) => [...row.querySelectorAll("input")].map((input) => input.value.trim());
const slots = (text) => text.split(/[,;]/).map((part) => part.trim()).filter(Boolean);

function showWeek(place, hours) {
  const day = (name) =>
    field(capital(name), { value: (hours[name] ?? []).join(", "), maxlength: 120, "data-day": name });
  find(place).replaceChildren(...DAYS.map(day));
}

function week(place) {
  const days = [...find(place).querySelectorAll("input")];
  return Object.fromEntries(days.map((input) => [input.dataset.day, slots(input.value)]));
}

/** A row of fields that can be taken away; the focus then goes to the button that adds one. */
function row(place, add, name, ...fields) {
  const remove = element("button", { type: "button", class: "quiet" }, `Retirer ${name}`);
  const made = element("div", { class: "row" }, ...fields, remove);
  remove.addEventListener("click", () => {
    made.remove();
    find(add).focus();
  });
  find(place).append(made);
  return made;
}

function addPhone({ label = "", number = "" } = {}) {
  const fields = [
    field("Service", { value: label, maxlength: 60 }),
    field("Numéro", { value: number, type: "tel", maxlength: 30 }),
  ];
  return row("phones", "add-phone", "ce téléphone", ...fields);
}

function addClosure({ from_day: first = "", to_day: last = "", reason = "" } = {}) {
  const fields = [
    field("Du", { type: "date", value: first }),
    field("Au", { type: "date", value: last }),
    field("Motif", { value: reason, maxlength: 120 }, "dit aux habitants"),
  ];
  return row("closures", "add-closure", "cette fermeture", ...fields);
}

function addSpecial({ on = "", slots: hours = [], reason = "" } = {}) {
  const fields = [
    field("Jour", { type: "date", value: on }),
    field("Horaires", { value: hours.join(", "), maxlength: 120 }, "exemple : 08:30-12:00"),
    field("Motif", { value: reason, maxlength: 120 }),
  ];
  return row("special-days", "add-special", "ce jour", ...fields);
}

function showTexts(texts, ours) {
  const parts = Object.entries(CAUSES).map(([cause, label]) => {
    const id = `text-${cause}`;
    const shown = element("p", { class: "hint", id: `${id}-ours` }, `Notre phrase : ${ours[cause]}`);
    const area = element("textarea", { id, rows: 2, maxlength: 400, "aria-describedby": `${id}-ours` });
    area.value = texts[cause] ?? "";
    return element("div", { class: "field" }, element("label", { for: id }, label), shown, area);
  });
  find("texts").replaceChildren(...parts);
}

const SETTINGS = {
  hours: "Réglage actuel du service : un agent peut répondre aux heures ci-dessous, s’il est connecté.",
  always: "Réglage actuel du service : un agent peut répondre à toute heure, s’il est connecté. Les heures ci-dessous ne comptent pas.",
  off: "Réglage actuel du service : aucune réponse écrite. Les heures ci-dessous ne comptent pas.",
};

function fill(town) {
  version = town.version;
  find("fictional").hidden = !town.demonstration;
  const known = town.demonstration ? { name: "", phones: [{ label: "Accueil" }], address: [], email: "" } : town;
  find("name").value = known.name;
  find("address").value = known.address.join("\n");
  find("email").value = known.email;
  for (const place of ["phones", "closures", "special-days"]) find(place).replaceChildren();
  known.phones.forEach(addPhone);
  showWeek("hours", town.demonstration ? {} : town.hours);
  find("chat-setting").textContent = SETTINGS[town.live_chat];
  find("same-hours").checked = town.chat_hours === null;
  showWeek("chat-hours", town.chat_hours ?? {});
  find("chat-hours").hidden = town.chat_hours === null;
  const region = (name) => element("option", { value: name, selected: name === town.holiday_region }, name);
  find("region").replaceChildren(element("option", { value: "" }, "France entière"), ...town.regions.map(region));
  const day = (text) => new Date(`${text}T12:00`).toLocaleDateString("fr-FR", { dateStyle: "full" });
  find("holidays").replaceChildren(...town.holidays.map(({ on, name }) => element("li", {}, `${day(on)} : ${name}`)));
  town.closures.forEach(addClosure);
  town.special_days.forEach(addSpecial);
  showTexts(town.texts, town.default_texts);
  find("town").hidden = false;
}

function written() {
  const rows = (place) => [...find(place).children].map(inputs);
  return {
    version,
    name: find("name").value,
    phones: rows("phones").map(([label, number]) => ({ label, number })),
    address: find("address").value.split("\n").map((line) => line.trim()).filter(Boolean),
    email: find("email").value,
    hours: week("hours"),
    chat_hours: find("same-hours").checked ? null : week("chat-hours"),
    closures: rows("closures").map(([from_day, to_day, reason]) => ({ from_day, to_day: to_day || from_day, reason })),
    special_days: rows("special-days").map(([on, hours, reason]) => ({ on, slots: slots(hours), reason })),
    holiday_region: find("region").value || null,
    texts: Object.fromEntries(Object.keys(CAUSES).map((cause) => [cause, find(`text-${cause}`).value])),
  };
}

find("add-phone").addEventListener("click", () => addPhone().querySelector("input").focus());
find("add-closure").addEventListener("click", () => addClosure().querySelector("input").focus());
find("add-special").addEventListener("click", () => addSpecial().querySelector("input").focus());
find("same-hours").addEventListener("change", ({ target }) => {
  find("chat-hours").hidden = target.checked;
});

onSubmit(find("town"), async () => {
  try {
    fill(await call("PUT", "/admin/town", written()));
  } catch (error) {
    const place = PLACES.find(([words]) => error.message.startsWith(words));
    const first = place && document.querySelector(place[1]);
    refuse(error, ...(first ? [first] : []));
    return;
  }
  tell("La fiche de la mairie est enregistrée.");
  find("done").scrollIntoView({ block: "center" });
});

try {
  showMenu(await whoAmI());
  fill(await call("GET", "/admin/town"));
} catch (error) {
  refuse(error);
}

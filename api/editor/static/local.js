// What the town says otherwise, or besides, on a procedure of the official guide; all the rest follows the guide.

import { element } from "/espace-agents/static/page.js";
import { blockList } from "./blocks.js";
import { button, checkField, choiceField, field, movable, newId } from "./parts.js";
import { sourceForm } from "./source.js";
import { LOCAL, day, todayIso } from "./words.js";

export function localForm(writing, context) {
  const { content } = writing;
  const { official } = writing.text;
  const { change, opened } = context;
  content.ajouts ??= [];
  const added = content.ajouts;
  const add = (about) => {
    const id = newId("ajout");
    opened.add(id);
    change(
      () => added.push({ id, genre: about, rubrique: "", contenu: [""], source: { nom: "", url: "", verifie_le: todayIso() } }),
      { focus: `[data-id="${id}"] textarea` },
    );
  };
  const lost = official.lost.length
    ? element("p", { class: "caution" }, "Le guide officiel n’a plus une des parties que vous aviez choisies. Ce que vous y disiez est montré en premier. Choisissez une autre partie.")
    : "";
  return [
    element(
      "section",
      { "aria-labelledby": "here" },
      element("h2", { id: "here" }, "Chez nous"),
      element("p", {}, "Le texte officiel reste à jour tout seul. Dites seulement ce qui change ou s’ajoute dans votre commune."),
      lost,
      ...added.map((one, index) => additionCard(added, index, official, context)),
      element("p", { class: "label" }, "Ajouter"),
      element("p", { class: "actions" }, ...LOCAL.map(([about, words]) => button(words, () => add(about), { className: "small" }))),
    ),
    officialText(official),
  ];
}

function additionCard(added, index, official, context) {
  const one = added[index];
  const { change, edited, opened } = context;
  const path = `ajouts[${index + 1}]`;
  const name = (LOCAL.find(([about]) => about === one.genre) ?? ["", "Un ajout"])[1];
  const card = element("details", { class: "part", "data-id": one.id, open: opened.has(one.id) });
  const set = (key) => (value) => edited(() => (value ? (one[key] = value) : delete one[key]));
  const places = [["", "En tête de la page"], ...official.places.map((place) => [place.id, place.title || "(sans titre)"])];
  if (one.rubrique && !official.places.some((place) => place.id === one.rubrique)) places.push([one.rubrique, "(une partie disparue)"]);
  card.append(
    element("summary", {}, element("strong", {}, name)),
    element("p", { class: "block-head" }, movable(card, { list: added, index, name: `${name} ${index + 1}`, change })),
    element("p", { class: "label" }, "Ce que vous dites"),
    blockList(one, { ...context, path: `${path}.contenu`, without: ["rubrique"] }),
    choiceField("À quel endroit ?", { value: one.rubrique ?? "", path: `${path}.rubrique`, options: places, onInput: (place) => edited(() => (one.rubrique = place)) }),
    checkField("À la place de la partie officielle", { value: one.remplace, onInput: (on) => edited(() => (on ? (one.remplace = true) : delete one.remplace)) }),
    field("À partir du", { value: one.a_partir_du, path: `${path}.a_partir_du`, type: "date", hint: "Facultatif", onInput: set("a_partir_du") }),
    field("Jusqu’au", { value: one.jusqu_au, path: `${path}.jusqu_au`, type: "date", hint: "Facultatif", onInput: set("jusqu_au") }),
    sourceForm(one, path, context),
  );
  return card;
}

function officialText({ title, url, verified_on: verified, places }) {
  return element(
    "section",
    { "aria-labelledby": "official" },
    element("h2", { id: "official" }, "Le texte officiel"),
    element("p", {}, verified ? `Vérifié par le guide le ${day(verified)}. ` : "", url ? element("a", { href: url, rel: "noreferrer", target: "_blank" }, `Lire la page officielle « ${title} » (nouvel onglet)`) : ""),
    ...places.map((place) => element("details", {}, element("summary", {}, place.title || "(sans titre)"), element("p", {}, place.text))),
  );
}

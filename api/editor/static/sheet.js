// A procedure written here: its tree, part by part, as forms; beside it, what citizens would see.

import { element, find, tell } from "/espace-agents/static/page.js";
import { actions } from "./acts.js";
import { blockList, linesField } from "./blocks.js";
import { reveal, showFaults } from "./faults.js";
import { historyPanel } from "./history.js";
import { localForm } from "./local.js";
import { button, checkList, choiceField, field, movable, newId } from "./parts.js";
import { previewPanel } from "./preview.js";
import { sourceForm } from "./source.js";
import { Writing } from "./texts.js";
import { PUBLICS, SUBJECTS, todayIso } from "./words.js";

const FEWEST_NAMES = 3;

/** The view of the text at `path`; gives what is to be done before it is left. */
export async function showSheet(view, path) {
  const writing = await Writing.open(path);
  new SheetView(view, writing).show();
  return writing;
}

class SheetView {
  constructor(view, writing) {
    this.view = view;
    this.writing = writing;
    this.opened = new Set();
    this.form = element("div", { class: "form" });
    this.faults = element("div", { class: "faults", role: "region", "aria-label": "Points à corriger" });
    this.bar = element("div");
    this.side = element("div", { class: "side-panel" });
  }

  show() {
    const { text } = this.writing;
    this.title = element("h1", { tabindex: "-1" }, text.title);
    this.view.replaceChildren(
      element("p", {}, element("a", { href: "#/demarches" }, "← Les démarches")),
      this.title,
      element("div", { class: "desk" }, element("div", { class: "main" }, this.bar, this.faults, this.form), this.side),
    );
    this.side.replaceChildren(previewPanel(this.writing));
    this.refresh();
  }

  /** After the service has spoken: everything again, the form's open parts included. */
  refresh() {
    const { writing } = this;
    this.title.textContent = writing.text.title;
    this.bar.replaceChildren(
      actions(writing, {
        shown: () => this.refresh(),
        history: async () => {
          const panel = await historyPanel(writing, { onReturn: () => this.show() });
          this.side.replaceChildren(button("Fermer l’historique", () => this.show()), panel);
          panel.querySelector("h2").focus();
        },
        nothingYet: writing.text.state === "new",
      }),
    );
    this.draw();
    showFaults(writing.text.faults, this.faults, this.form);
  }

  draw() {
    for (const part of this.form.querySelectorAll("details.part")) {
      if (part.open) this.opened.add(part.dataset.id);
      else this.opened.delete(part.dataset.id);
    }
    const context = { change: (work, after) => this.change(work, after), edited: (work) => this.writing.edit(work), opened: this.opened };
    const make = this.writing.text.kind === "overlay" ? localForm : sheetForm;
    this.form.replaceChildren(...make(this.writing, context));
  }

  /** A change that moves, adds or takes away a part: the form is drawn again, and the focus goes where the work is. */
  change(work, { focus, removed } = {}) {
    const before = structuredClone(this.writing.content);
    this.writing.edit(work);
    this.draw();
    const target = focus && this.form.querySelector(focus);
    if (target) reveal(target.disabled ? target.parentElement.querySelector("button:not([disabled])") : target);
    if (removed) {
      tell(`Supprimé : ${removed}. `);
      find("done").append(button("Annuler", () => this.restore(before), { className: "small" }));
    }
  }

  restore(content) {
    this.writing.edit(() => (this.writing.content = content));
    this.draw();
    tell("C’est remis comme avant.");
  }
}

function sheetForm(writing, context) {
  const { content } = writing;
  const { change, edited, opened } = context;
  const set = (key) => (words) => edited(() => (words ? (content[key] = words) : delete content[key]));
  content.rubriques ??= [];
  const parts = content.rubriques;
  const add = () => {
    const id = newId("partie");
    opened.add(id);
    change(() => parts.push({ id, titre: "", sujets: [], source: { nom: "", url: "", verifie_le: todayIso() }, contenu: [""] }), {
      focus: `[data-id="${id}"] input`,
    });
  };
  return [
    element(
      "section",
      { "aria-labelledby": "basics" },
      element("h2", { id: "basics" }, "L’essentiel"),
      field("Titre", { value: content.titre, path: "titre", max: 140, hint: "Ce que la personne veut faire : Louer la salle des fêtes", onInput: set("titre") }),
      field("En une ou deux phrases", { value: content.resume, path: "resume", rows: 3, max: 700, plain: true, hint: "La réponse la plus courte possible", onInput: set("resume") }),
      linesField(content, "noms_courants", "Autres noms", { path: "", edited, rows: 3, hint: namesHint(content.noms_courants) }),
      field("Page où vérifier", { value: content.url, path: "url", type: "url", hint: "Elle commence par https://", onInput: set("url") }),
      field("Qui écrit ce texte", { value: content.editeur, path: "editeur", max: 140, hint: "Exemple : Mairie de Saint-Aubin", onInput: set("editeur") }),
      choiceField("Pour qui ?", { value: content.public ?? "particuliers", path: "public", options: PUBLICS, onInput: set("public") }),
    ),
    element(
      "section",
      { "aria-labelledby": "parts", "data-path": "rubriques", tabindex: "-1" },
      element("h2", { id: "parts" }, "Les parties"),
      element("p", { class: "hint" }, "Une partie par question : ce qu’il faut apporter, le prix, où aller… Chacune dit d’où elle vient."),
      ...parts.map((part, index) => partCard(parts, index, context)),
      button("Ajouter une partie", add),
    ),
  ];
}

/** Too few names is the commonest reason why a procedure is not found. */
function namesHint(names = []) {
  const more = names.length < FEWEST_NAMES ? " Donnez-en trois au moins : c’est par eux qu’on la trouve." : "";
  return `Comment les gens l’appellent. Un par ligne : salle polyvalente.${more}`;
}

function partCard(parts, index, context) {
  const part = parts[index];
  const { change, edited, opened } = context;
  const path = `rubriques[${index + 1}]`;
  const name = part.titre || `Partie ${index + 1}`;
  const card = element("details", { class: "part", "data-id": part.id, "data-title": part.titre, open: opened.has(part.id) });
  const subjects = SUBJECTS.filter(([key]) => part.sujets?.includes(key)).map(([, words]) => words);
  card.append(
    element("summary", {}, element("strong", {}, name), " ", element("span", { class: "hint" }, subjects.join(" "))),
    element("p", { class: "block-head" }, movable(card, { list: parts, index, name, change })),
    field("Titre de la partie", { value: part.titre, path: `${path}.titre`, max: 140, onInput: (words) => edited(() => (part.titre = words)) }),
    checkList("Elle répond à la question", {
      values: part.sujets ?? [],
      path: `${path}.sujets`,
      options: SUBJECTS,
      onInput: (values) => edited(() => (part.sujets = values)),
    }),
    element("p", { class: "label" }, "Ce qu’elle dit"),
    blockList(part, { ...context, path: `${path}.contenu` }),
    sourceForm(part, path, context),
  );
  return card;
}

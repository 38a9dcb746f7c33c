// What a part can hold, each with a form of its own: texts, lists, tables, questions, places, links.

import { element } from "/espace-agents/static/page.js";
import { button, checkList, choiceField, field, movable, newId } from "./parts.js";
import { newScale, scale } from "./scale.js";
import { FRAMES, KINDS, NATURES, OFFICES, SERVICES, SUBJECTS, WAYS } from "./words.js";

const PRESETS = {
  texte: () => "",
  liste: () => ({ liste: [""] }),
  etapes: () => ({ etapes: [""] }),
  tableau: () => ({ tableau: { titre: "", entete: ["", ""], lignes: [["", ""]] } }),
  bareme: newScale,
  choix: () => ({
    choix: { id: newId("question"), question: "", options: [newOption(), newOption()] },
  }),
  encadre: () => ({ encadre: { genre: "a_savoir", contenu: [""] } }),
  lieu: () => ({ lieu: { titre: "" } }),
  service: () => ({ service: { titre: "", url: "" } }),
  formulaire: () => ({ formulaire: { titre: "", url: "" } }),
  texte_officiel: () => ({ texte_officiel: { titre: "", url: "" } }),
  rubrique: () => ({ rubrique: { id: newId("partie"), titre: "", contenu: [""] } }),
};

const newOption = () => ({ id: newId("reponse"), libelle: "", contenu: [""] });

const kindOf = (block) => (typeof block === "string" ? "texte" : Object.keys(block).find((key) => KINDS[key]));

/** The forms of what `holder` contains, one under the other, and the buttons that add one. `change` and `edited` are the view's own. */
export function blockList(holder, { path, change, edited, without = [] }) {
  const blocks = (holder.contenu ??= []);
  const cards = blocks.map((block, index) => blockCard(blocks, index, { path, change, edited, without }));
  const add = element("details", { class: "add" }, element("summary", {}, "Ajouter ici"));
  const row = element("p", { class: "actions" });
  for (const [kind, { name }] of Object.entries(KINDS)) {
    if (without.includes(kind)) continue;
    const put = () =>
      change(() => blocks.push(PRESETS[kind]()), { focus: `[data-block="${path}[${blocks.length + 1}]"] :is(input, textarea, select)` });
    row.append(button(name, put, { className: "small" }));
  }
  add.append(row);
  return element("div", { class: "blocks", "data-path": path, tabindex: "-1" }, ...cards, add);
}

function blockCard(blocks, index, { path, change, edited, without }) {
  const kind = kindOf(blocks[index]);
  const own = `${path}[${index + 1}]`;
  const { name, help } = KINDS[kind] ?? { name: "Contenu", help: "" };
  const card = element("div", { class: "block", "data-block": own, role: "group", "aria-label": `${name} ${index + 1}` });
  const controls = movable(card, { list: blocks, index, name: `${name} ${index + 1}`, change });
  card.append(element("p", { class: "block-head" }, element("span", {}, element("strong", {}, name), " ", element("span", { class: "hint" }, help)), controls));
  const context = { path: own, change, edited, without };
  if (kind === "texte") {
    card.append(
      field("Texte", {
        value: blocks[index],
        path: own,
        rows: 2,
        max: 700,
        plain: true,
        hidden: true,
        onInput: (words) => edited(() => (blocks[index] = words)),
      }),
    );
  } else if (FORMS[kind]) {
    card.append(...FORMS[kind](blocks[index][kind], { ...context, path: `${own}.${kind}`, kind }));
  }
  return card;
}

// --- A form for each kind ---

const text = (body, key, label, { path, edited, ...more }) =>
  field(label, {
    value: body[key],
    path: `${path}.${key}`,
    ...more,
    onInput: (words) => edited(() => (words || more.keep ? (body[key] = words) : delete body[key])),
  });

const FORMS = {
  liste: items,
  etapes: items,
  encadre: (body, context) => [
    choiceField("Genre", {
      value: body.genre,
      path: `${context.path}.genre`,
      options: FRAMES,
      onInput: (kind) => context.edited(() => (body.genre = kind)),
    }),
    text(body, "titre", "Titre (facultatif)", context),
    blockList(body, { ...context, path: `${context.path}.contenu`, without: ["choix", "rubrique", "encadre"] }),
  ],
  tableau: table,
  bareme: scale,
  choix: question,
  rubrique: (body, context) => [
    text(body, "titre", "Titre de la sous-partie", { ...context, keep: true, max: 140 }),
    checkList("Elle répond à la question", {
      values: body.sujets ?? [],
      path: `${context.path}.sujets`,
      options: SUBJECTS,
      onInput: (values) => context.edited(() => (body.sujets = values)),
    }),
    blockList(body, { ...context, path: `${context.path}.contenu` }),
  ],
  service: (body, context) => [
    text(body, "titre", "Nom du service", { ...context, keep: true, max: 140 }),
    text(body, "url", "Adresse web", { ...context, keep: true, hint: "Elle commence par https://", type: "url" }),
    text(body, "organisme", "Qui le tient (facultatif)", context),
    choiceField("Genre", {
      value: body.genre ?? "teleservice",
      options: SERVICES,
      onInput: (kind) => context.edited(() => (body.genre = kind)),
    }),
  ],
  formulaire: (body, context) => [
    text(body, "titre", "Nom du formulaire", { ...context, keep: true, max: 140 }),
    text(body, "url", "Adresse web", { ...context, keep: true, hint: "Elle commence par https://", type: "url" }),
    text(body, "numero", "Numéro CERFA (facultatif)", { ...context, hint: "Exemple : 12345*01" }),
  ],
  lieu: (body, context) => [
    text(body, "titre", "Nom du lieu ou du service", { ...context, keep: true, max: 140 }),
    choiceField("Genre", {
      value: body.genre ?? "local",
      options: OFFICES,
      onInput: (kind) => context.edited(() => (body.genre = kind)),
    }),
    linesField(body, "telephones", "Téléphones", { ...context, hint: "Un par ligne" }),
    linesField(body, "horaires", "Horaires", { ...context, hint: "Une ligne par jour ou par période" }),
    linesField(body, "adresse", "Adresse", { ...context, hint: "Comme sur une enveloppe" }),
    text(body, "url", "Site (facultatif)", { ...context, type: "url" }),
  ],
  texte_officiel: (body, context) => [
    text(body, "titre", "Titre du texte", { ...context, keep: true, max: 300 }),
    text(body, "url", "Adresse web", { ...context, keep: true, hint: "Elle commence par https://", type: "url" }),
  ],
};

/** Short texts written one per line. */
export function linesField(body, key, label, { path, edited, hint, rows = 2 }) {
  const split = (words) => words.split("\n").map((line) => line.trim()).filter(Boolean);
  return field(label, {
    value: (body[key] ?? []).join("\n"),
    hint,
    path: path ? `${path}.${key}` : key,
    rows,
    onInput: (words) => edited(() => (split(words).length ? (body[key] = split(words)) : delete body[key])),
  });
}

function items(list, context) {
  const { path, change, edited } = context;
  const rows = list.map((item, index) => {
    const own = `${path}[${index + 1}]`;
    const row = element("li", { class: "item", "data-block": own });
    const isPlain = typeof item === "string";
    const control = field(`Élément ${index + 1}`, {
      value: isPlain ? item : item.texte,
      path: isPlain ? own : `${own}.texte`,
      rows: 1,
      hidden: true,
      max: 700,
      onInput: (words) => edited(() => (isPlain ? (list[index] = words) : (item.texte = words))),
    });
    control.querySelector("textarea").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      change(() => list.splice(index + 1, 0, ""), { focus: `[data-block="${path}[${index + 2}]"] textarea` });
    });
    row.append(control, movable(row, { list, index, name: `Élément ${index + 1}`, change }));
    if (!isPlain) row.append(blockList(item, { ...context, path: `${own}.contenu`, without: ["choix", "rubrique"] }));
    return row;
  });
  const add = () => change(() => list.push(""), { focus: `[data-block="${path}[${list.length + 1}]"] textarea` });
  return [element("ol", { class: "items" }, ...rows), button("Ajouter un élément", add, { className: "small" })];
}

function table(body, context) {
  const { path, change, edited } = context;
  body.entete ??= [""];
  body.lignes ??= [];
  const cell = (row, index, own, label) => {
    const control = element("input", { "aria-label": label, "data-path": own, maxlength: 700, autocomplete: "off" });
    control.value = row[index] ?? "";
    control.addEventListener("input", () => edited(() => (row[index] = control.value)));
    return control;
  };
  const head = body.entete.map((_, column) =>
    element("th", {}, cell(body.entete, column, `${path}.entete[${column + 1}]`, `Titre de la colonne ${column + 1}`)),
  );
  const rows = body.lignes.map((row, index) => {
    const cells = body.entete.map((_, column) =>
      element("td", {}, cell(row, column, `${path}.lignes[${index + 1}][${column + 1}]`, `Ligne ${index + 1}, colonne ${column + 1}`)),
    );
    const line = element("tr", {}, ...cells);
    line.append(element("td", {}, movable(line, { list: body.lignes, index, name: `Ligne ${index + 1}`, change })));
    return line;
  });
  const addRow = () => change(() => body.lignes.push(body.entete.map(() => "")));
  const addColumn = () =>
    change(() => {
      body.entete.push("");
      body.lignes.forEach((row) => row.push(""));
    });
  const dropColumn = () =>
    change(
      () => {
        body.entete.pop();
        body.lignes.forEach((row) => row.splice(body.entete.length));
      },
      { removed: "la dernière colonne" },
    );
  return [
    text(body, "titre", "Titre du tableau (facultatif)", context),
    element(
      "div",
      { class: "scrolled", role: "region", "aria-label": "Tableau à remplir", tabindex: "0" },
      element("table", { class: "grid" }, element("thead", {}, element("tr", {}, ...head, element("td"))), element("tbody", {}, ...rows)),
    ),
    element(
      "p",
      { class: "actions" },
      button("Ajouter une ligne", addRow, { className: "small" }),
      button("Ajouter une colonne", addColumn, { className: "small" }),
      body.entete.length > 1 ? button("Retirer la dernière colonne", dropColumn, { className: "small" }) : "",
    ),
  ];
}

function question(body, context) {
  const { path, change, edited } = context;
  body.options ??= [];
  const options = body.options.map((option, index) => {
    const own = `${path}.options[${index + 1}]`;
    const name = option.libelle || `Réponse ${index + 1}`;
    const card = element("div", { class: "option", "data-block": own, role: "group", "aria-label": name });
    card.append(
      element("p", { class: "block-head" }, element("strong", {}, `Réponse ${index + 1}`), movable(card, { list: body.options, index, name, change })),
      text(option, "libelle", "Ce que dit le bouton", { ...context, path: own, keep: true, max: 140 }),
      body.nature === "voie"
        ? choiceField("Par quel moyen ?", {
            value: option.voie ?? "",
            options: WAYS,
            onInput: (way) => edited(() => (way ? (option.voie = way) : delete option.voie)),
          })
        : "",
      element("p", { class: "label" }, "Ce qui vaut pour cette réponse"),
      blockList(option, { ...context, path: `${own}.contenu` }),
    );
    return card;
  });
  const add = () =>
    change(() => body.options.push(newOption()), { focus: `[data-block="${path}.options[${body.options.length + 1}]"] input` });
  return [
    choiceField("Ce que cela change", {
      value: body.nature ?? "situation",
      options: NATURES,
      onInput: (nature) => change(() => (body.nature = nature)),
    }),
    (body.nature ?? "situation") === "situation"
      ? text(body, "question", "La question", { ...context, hint: "Elle finit par un point d’interrogation : Pour qui est la demande ?", max: 700 })
      : "",
    ...options,
    button("Ajouter une réponse", add, { className: "small" }),
  ];
}

// The first page and the lists: what there is to do, and where to find what is to be corrected.

import { call } from "/espace-agents/static/http.js";
import { element, onSubmit, refuse } from "/espace-agents/static/page.js";
import { choiceField, field } from "./parts.js";
import { ORIGINS, PAGES, day } from "./words.js";

const TASKS = [
  ["#/horaires", "Horaires et téléphones", "Quand la mairie est ouverte, et comment l’appeler."],
  ["#/demarches", "Un tarif ou une démarche", "Corriger un prix, ajouter un document, écrire une démarche de la commune."],
  ["#/messages", "Un message temporaire", "« La mairie est fermée le 24 décembre. »"],
  ["#/questions", "Questions mal comprises", "Ce que les habitants ont demandé sans être compris."],
];

const FILTERS = [
  ["", "Toutes"],
  ["own", "Écrites ici"],
  ["unfinished", "Avec un brouillon"],
  ["document", "Qui demandent ce document"],
  ["stale", "Non vérifiées depuis un an"],
  ["unsourced", "Sans source"],
  ["unseen", "Jamais consultées"],
  ["disliked", "Mal notées"],
];

const MORE = [
  ["#/mots", "Les mots des habitants", "« Refaire ma carte » mène à « Carte d’identité »."],
  ["#/reponses", "Les réponses types", "Ce que les agents écrivent souvent."],
  ["#/verifier", "Ce qui vieillit", "Les dates, les liens et les nouveautés du guide officiel."],
];

export async function showHome(view) {
  const { texts } = await call("GET", "/editor/unfinished");
  const review = texts.filter((one) => one.in_review);
  const mine = texts.filter((one) => !one.in_review);
  view.replaceChildren(
    element("h1", { tabindex: "-1" }, "Que voulez-vous faire ?"),
    element("ul", { class: "tasks" }, ...TASKS.map(task)),
    ...some("À relire", review),
    ...some("Brouillons en cours", mine),
    element("section", {}, element("h2", {}, "Et aussi"), element("ul", { class: "tasks more" }, ...MORE.map(task))),
  );
}

const task = ([address, title, help]) => element("li", {}, element("a", { href: address }, element("strong", {}, title), element("span", {}, help)));

function some(title, texts) {
  return texts.length ? [element("section", {}, element("h2", {}, title), element("ul", { class: "lines" }, ...texts.map(unfinished)))] : [];
}

function unfinished(one) {
  const [page, kind] = PAGES[one.kind];
  const notes = [kind, one.draft_by ? `brouillon de ${one.draft_by}` : "brouillon"];
  if (one.scheduled_for) notes.push(`prévu le ${day(one.scheduled_for)}`);
  return element("li", {}, element("a", { href: `#/${page}/${one.id}` }, one.title), element("span", { class: "hint" }, notes.join(" · ")));
}

export function listOf(lines) {
  return element("ul", { class: "lines" }, ...lines.map(line));
}

function line(one) {
  const notes = [ORIGINS[one.origin]];
  if (one.adapted) notes.push("complété par la commune");
  if (one.state === "new") notes.push("pas encore publié");
  if (one.state === "withdrawn") notes.push("retiré");
  if (one.in_review) notes.push("à relire");
  else if (one.has_draft) notes.push("brouillon");
  if (one.scheduled_for) notes.push(`prévu le ${day(one.scheduled_for)}`);
  if (one.verified_on) notes.push(`vérifié le ${day(one.verified_on)}`);
  return element("li", {}, element("a", { href: `#/demarche/${one.id}` }, one.title), element("span", { class: "hint" }, notes.join(" · ")));
}

export async function showProcedures(view) {
  let words = "";
  let filter = "";
  const found = element("div", { role: "status" });
  const search = async () => {
    const asked = new URLSearchParams({ q: words, ...(filter ? { filter } : {}) });
    const { procedures, total } = await call("GET", `/editor/procedures?${asked}`);
    const count = total > procedures.length ? `${total} démarches ; voici les ${procedures.length} premières.` : total === 1 ? "Une démarche" : `${total} démarches`;
    found.replaceChildren(element("p", { class: "hint" }, procedures.length ? count : "Rien ne correspond."), listOf(procedures));
  };
  const form = element("form", { class: "search", novalidate: true, role: "search" });
  form.append(
    field("Chercher", { hint: "Des mots de tous les jours : passeport, cantine…", max: 200, onInput: (typed) => (words = typed) }),
    choiceField("Montrer", { value: "", options: FILTERS, onInput: (chosen) => ((filter = chosen), search().catch(refuse)) }),
    element("p", { class: "actions" }, element("button", { type: "submit" }, "Chercher")),
  );
  onSubmit(form, search);
  view.replaceChildren(
    element("p", {}, element("a", { href: "#/" }, "← Accueil de la rédaction")),
    element("h1", { tabindex: "-1" }, "Les démarches"),
    startForm(),
    element("p", {}, element("a", { href: "#/tableur" }, "Écrire ou corriger plusieurs démarches dans un tableur")),
    form,
    found,
  );
  search().catch(refuse);
}

function startForm() {
  let title = "";
  const form = element("form", { novalidate: true });
  const place = field("Titre", { hint: "Ce que la personne veut faire : Louer la salle des fêtes", max: 140, onInput: (typed) => (title = typed) });
  const control = place.querySelector("input");
  control.required = true;
  form.append(place, element("p", { class: "actions" }, element("button", { type: "submit" }, "Commencer à écrire")));
  onSubmit(form, async () => {
    try {
      const made = await call("POST", "/editor/procedures", { title });
      location.hash = `#/demarche/${made.id}`;
    } catch (error) {
      refuse(error, control);
    }
  });
  return element("details", { class: "start" }, element("summary", {}, "Écrire une démarche de la commune"), form);
}


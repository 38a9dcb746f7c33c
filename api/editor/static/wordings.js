// The words by which citizens ask for a procedure: where some were added, and those of one procedure.

import { call } from "/espace-agents/static/http.js";
import { element, onSubmit, refuse } from "/espace-agents/static/page.js";
import { linesField } from "./blocks.js";
import { told } from "./effects.js";
import { field } from "./parts.js";
import { picker } from "./picker.js";
import { showText, standingOf } from "./text.js";

const SHOWN = 4; // words of a line of the list
const LIST = { address: "#/mots", name: "Les mots des habitants" };
const HELP = "Quand un habitant écrit ces mots, ou des mots proches, l’assistant pense à cette démarche.";

export async function showWordings(view) {
  const { wordings } = await call("GET", "/editor/wordings");
  const choose = picker("Pour quelle démarche ?", { onChosen: (one) => (location.hash = `#/mots/${one.id}`) });
  view.replaceChildren(
    element("p", {}, element("a", { href: "#/" }, "← Accueil de la rédaction")),
    element("h1", { tabindex: "-1" }, "Les mots des habitants"),
    element("p", {}, "Les gens n’emploient pas les mots de l’administration. Dites ici quels mots mènent à quelle démarche."),
    element("details", { class: "start" }, element("summary", {}, "Ajouter des mots"), choose),
    element("section", {}, element("h2", {}, "Déjà ajoutés"), wordings.length ? element("ul", { class: "lines" }, ...wordings.map(line)) : element("p", {}, "Aucun mot n’a encore été ajouté.")),
  );
}

function line(one) {
  const words = (one.content.phrases ?? []).slice(0, SHOWN).map((phrase) => `« ${phrase} »`);
  const more = (one.content.phrases ?? []).length - words.length;
  const notes = [...standingOf(one), words.join(", ") + (more > 0 ? ` et ${more} autres` : "")];
  return element("li", {}, element("a", { href: `#/mots/${one.id}` }, one.title), element("span", { class: "hint" }, notes.filter(Boolean).join(" · ")));
}

export async function showWording(view, id) {
  return showText(view, `/wordings/${id}`, {
    back: LIST,
    help: HELP,
    form: (writing, edited) => [
      linesField(writing.content, "phrases", "Mots et phrases", { path: "", edited, rows: 6, hint: "Un par ligne, comme les gens l’écrivent : refaire ma carte" }),
      trial(id),
    ],
  });
}

/** What words would change in the search, before they are published. */
function trial(id) {
  let phrase = "";
  const result = element("div", { role: "status" });
  const form = element("form", { class: "trial", novalidate: true });
  const words = field("Essayer des mots avant de les publier", { hint: "Vous verrez ce que cela change, y compris pour d’autres questions.", max: 300, onInput: (typed) => (phrase = typed) });
  words.querySelector("input").required = true;
  form.append(words, element("p", { class: "actions" }, element("button", { type: "submit", class: "quiet" }, "Essayer")), result);
  onSubmit(form, async () => {
    try {
      result.replaceChildren(...told(await call("POST", `/editor/wordings/${id}/try`, { phrase })));
    } catch (error) {
      refuse(error, words.querySelector("input"));
    }
  });
  return form;
}

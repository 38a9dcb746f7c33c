// What agents say often: the list, and one of them.

import { call } from "/espace-agents/static/http.js";
import { element, onSubmit, refuse } from "/espace-agents/static/page.js";
import { field } from "./parts.js";
import { showText, standingOf } from "./text.js";

const LIST = { address: "#/reponses", name: "Les réponses types" };
const HELP = "Les agents la choisissent pendant une conversation, et peuvent la changer avant de l’envoyer.";

export async function showReplies(view, user) {
  const { replies } = await call("GET", "/editor/replies");
  const back = user.may_act_as.includes("editor") ? ["#/", "← Accueil de la rédaction"] : ["/agent", "← Page des agents"];
  view.replaceChildren(
    element("p", {}, element("a", { href: back[0] }, back[1])),
    element("h1", { tabindex: "-1" }, "Les réponses types"),
    element("p", {}, "Ce que les agents écrivent souvent. Une réponse publiée leur est proposée aussitôt."),
    startForm(),
    element("ul", { class: "lines" }, ...replies.map(line)),
  );
}

function line(reply) {
  const notes = [...standingOf(reply), reply.content.texte ?? ""].filter(Boolean);
  return element("li", {}, element("a", { href: `#/reponse/${reply.id}` }, reply.title || "(sans titre)"), element("span", { class: "hint" }, notes.join(" · ")));
}

function startForm() {
  let title = "";
  const form = element("form", { novalidate: true });
  const place = field("Titre", { hint: "Pour la retrouver. L’habitant ne le voit pas.", max: 60, onInput: (typed) => (title = typed) });
  const control = place.querySelector("input");
  control.required = true;
  form.append(place, element("p", { class: "actions" }, element("button", { type: "submit" }, "Commencer à écrire")));
  onSubmit(form, async () => {
    try {
      const made = await call("POST", "/editor/replies", { content: { titre: title, texte: "" } });
      location.hash = `#/reponse/${made.id}`;
    } catch (error) {
      refuse(error, control);
    }
  });
  return element("details", { class: "start" }, element("summary", {}, "Écrire une réponse type"), form);
}

export async function showReply(view, id) {
  const { variables } = await call("GET", "/editor/replies");
  const known = variables.map((name) => `{${name}}`).join(", ");
  return showText(view, `/replies/${id}`, {
    back: LIST,
    help: HELP,
    form: ({ content }, edited) => [
      field("Titre", { value: content.titre, path: "titre", max: 60, hint: "Pour la retrouver. L’habitant ne le voit pas.", onInput: (words) => edited(() => (content.titre = words)) }),
      field("Texte", { value: content.texte, path: "texte", rows: 5, max: 2000, plain: true, hint: `Ces mots se remplissent tout seuls : ${known}.`, onInput: (words) => edited(() => (content.texte = words)) }),
    ],
  });
}

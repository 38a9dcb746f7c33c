// The canned replies of the town, as supervisors write them.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { field, openDialog, openForm } from "./dialogs.js";

export async function editCanned() {
  const { replies, variables } = await call("GET", "/agent/canned");
  const again = () => {
    dialog.close();
    editCanned();
  };
  const rows = replies.map((reply) =>
    el(
      "li",
      { class: "canned" },
      el("h3", null, reply.title),
      el("p", null, reply.text),
      el(
        "p",
        { class: "actions" },
        button("Modifier", reply, () => write(reply, variables, again)),
        button("Retirer", reply, () => remove(reply, again)),
      ),
    ),
  );
  const dialog = openDialog(
    "Réponses types de la commune",
    [
      el("p", { class: "hint" }, "Tous les agents s’en servent. Chacun peut encore changer le texte avant de l’envoyer."),
      el("button", { type: "button", "data-first": true, onclick: () => write(null, variables, again) }, "Ajouter une réponse"),
      el("ul", { class: "plain" }, rows),
    ],
    { className: "wide-dialog" },
  );
}

function button(label, reply, work) {
  return el("button", { type: "button", class: "quiet small", "aria-label": `${label} : ${reply.title}`, onclick: work }, label);
}

function write(reply, variables, onDone) {
  const title = el("input", { maxlength: "60", required: true, autocomplete: "off", "data-first": true });
  const text = el("textarea", { rows: "5", maxlength: "2000", required: true });
  if (reply) {
    title.value = reply.title;
    text.value = reply.text;
  }
  const known = variables.map((name) => `{${name}}`).join(", ");
  openForm(reply ? "Modifier la réponse" : "Nouvelle réponse", {
    fields: [
      field("canned-title", "Titre ", title, "Pour la retrouver. L’habitant ne le voit pas."),
      field("canned-text", "Texte ", text, `Ces mots se remplissent tout seuls : ${known}.`),
    ],
    submit: "Enregistrer",
    work: async () => {
      const body = { title: title.value, text: text.value };
      if (reply) await call("PUT", `/agent/canned/${reply.id}`, body);
      else await call("POST", "/agent/canned", body);
      onDone();
    },
  });
}

function remove(reply, onDone) {
  openForm(`Retirer « ${reply.title} » ?`, {
    hint: "Les agents ne pourront plus la choisir. Les messages déjà envoyés restent.",
    fields: [],
    submit: "Retirer",
    work: async () => {
      await call("DELETE", `/agent/canned/${reply.id}`);
      onDone();
    },
  });
}

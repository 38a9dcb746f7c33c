// Short messages with a first and a last day.

import { call } from "/espace-agents/static/http.js";
import { element, onSubmit, once, refuse, tell } from "/espace-agents/static/page.js";
import { button, field } from "./parts.js";
import { Writing } from "./texts.js";
import { settle } from "./merge.js";
import { day, todayIso } from "./words.js";

export async function showNotices(view) {
  const { notices } = await call("GET", "/editor/notices");
  const content = { texte: "", du: todayIso(), au: todayIso() };
  const form = element("form", { novalidate: true, class: "form" });
  form.append(...fields(content, (change) => change()), element("p", { class: "actions" }, element("button", { type: "submit" }, "Publier ce message")));
  onSubmit(form, async () => {
    try {
      const made = await call("POST", "/editor/notices", { content });
      const writing = new Writing(`/notices/${made.id}`, made);
      await writing.act(made.may_publish ? "publish" : "submit", {}, settle);
      await showNotices(view);
      tell(made.may_publish ? "Le message est publié." : "Une autre personne doit relire ce message avant sa publication.");
    } catch (error) {
      refuse(error, form.querySelector("textarea"));
    }
  });
  view.replaceChildren(
    element("p", {}, element("a", { href: "#/" }, "← Accueil de la rédaction")),
    element("h1", { tabindex: "-1" }, "Messages temporaires"),
    element("p", {}, "Les habitants le voient en haut de la conversation, du premier au dernier jour. Il disparaît ensuite tout seul."),
    form,
    element("section", {}, element("h2", {}, "Déjà écrits"), notices.length ? element("ul", { class: "cards" }, ...notices.map((one) => card(one, view))) : element("p", {}, "Aucun message.")),
  );
}

function fields(content, edited) {
  const set = (key) => (words) => edited(() => (content[key] = words));
  const text = field("Message", { value: content.texte, path: "texte", rows: 2, max: 300, plain: true, hint: "Exemple : La mairie est fermée le jeudi 24 décembre.", onInput: set("texte") });
  text.querySelector("textarea").required = true;
  return [
    text,
    element(
      "div",
      { class: "pair" },
      field("Premier jour", { value: content.du, path: "du", type: "date", onInput: set("du") }),
      field("Dernier jour", { value: content.au, path: "au", type: "date", onInput: set("au") }),
    ),
  ];
}

function when({ content, state, has_draft: draft }) {
  const today = todayIso();
  if (state !== "published") return state === "withdrawn" ? "Retiré" : draft ? "Pas encore publié" : "";
  if (today < content.du) return "À venir";
  return today > content.au ? "Terminé" : "Montré en ce moment";
}

function card(notice, view) {
  const writing = new Writing(`/notices/${notice.id}`, notice);
  const words = notice.content.texte || "(sans texte)";
  const act = (control, work, sentence) =>
    once(control, async () => {
      await work();
      await showNotices(view);
      tell(sentence);
    });
  const change = element("details", {}, element("summary", {}, "Corriger"));
  const save = button("Publier la correction", () => act(save, () => writing.act("publish", {}, settle), "Le message est corrigé."), { quiet: false, name: `Publier la correction : ${words}` });
  change.append(...fields(writing.content, (work) => writing.edit(work)), save);
  const stop = button("Retirer", () => act(stop, () => writing.act("withdraw", {}), "Le message est retiré."), { name: `Retirer : ${words}` });
  const publish = button("Publier", () => act(publish, () => writing.act("publish", {}, settle), "Le message est publié."), { quiet: false, name: `Publier : ${words}` });
  return element(
    "li",
    {},
    element("p", {}, element("strong", {}, words)),
    element("p", { class: "hint" }, `Du ${day(notice.content.du)} au ${day(notice.content.au)} · ${when(notice)}`),
    change,
    element("p", { class: "actions" }, notice.live ? stop : notice.may_publish ? publish : ""),
  );
}

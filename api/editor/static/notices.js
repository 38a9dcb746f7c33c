// Short messages with a first and a last day: the list, and one of them.

import { call } from "/espace-agents/static/http.js";
import { element, onSubmit, once, refuse, tell } from "/espace-agents/static/page.js";
import { button, field } from "./parts.js";
import { picker } from "./picker.js";
import { showText, standingOf } from "./text.js";
import { Writing } from "./texts.js";
import { settle } from "./merge.js";
import { day, todayIso } from "./words.js";

const LIST = { address: "#/messages", name: "Les messages temporaires" };
const HELP = "Les habitants le voient en haut de la conversation et dans les réponses qui les envoient à la mairie. Si vous choisissez des démarches, seulement dans les réponses sur ces démarches.";

export async function showNotices(view) {
  const { notices } = await call("GET", "/editor/notices");
  const content = { texte: "", du: todayIso(), au: todayIso() };
  const form = element("form", { novalidate: true, class: "form" });
  form.append(...fields(content, (work) => work()), element("p", { class: "actions" }, element("button", { type: "submit" }, "Publier ce message")));
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
    element("p", {}, `${HELP} Le message disparaît tout seul après le dernier jour.`),
    form,
    element("section", {}, element("h2", {}, "Déjà écrits"), notices.length ? element("ul", { class: "cards" }, ...notices.map((one) => card(one, view))) : element("p", {}, "Aucun message.")),
  );
}

/** One message, with its past. */
export function showNotice(view, id) {
  return showText(view, `/notices/${id}`, { back: LIST, help: HELP, form: ({ content }, edited) => fields(content, edited) });
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
    concerned(content, edited),
  ];
}

/** The procedures in whose answers the message stands; none for what concerns the town hall as a whole. */
function concerned(content, edited) {
  const chosen = element("ul", { class: "chosen" });
  const set = (ids) => {
    edited(() => (ids.length ? (content.demarches = ids) : delete content.demarches));
    show();
  };
  const show = () => {
    const ids = content.demarches ?? [];
    chosen.replaceChildren(...ids.map((id) => row(id, () => set(ids.filter((one) => one !== id)))));
    chosen.hidden = !ids.length;
  };
  show();
  const choose = picker("Démarche concernée", { onChosen: (one) => {
    titles.set(one.id, one.title);
    if (!(content.demarches ?? []).includes(one.id)) set([...(content.demarches ?? []), one.id]);
  } });
  return element("details", { class: "add", open: Boolean(content.demarches?.length), "data-path": "demarches", tabindex: "-1" }, element("summary", {}, "Pour certaines démarches seulement"), chosen, choose);
}

const titles = new Map();

function row(id, remove) {
  const name = element("span", {}, titles.get(id) ?? id);
  if (!titles.has(id)) {
    call("GET", `/editor/procedures/${id}`).then(({ title }) => {
      titles.set(id, title);
      name.textContent = title;
    }, () => (name.textContent = `${id} (n’existe plus)`));
  }
  const control = button("Retirer de la liste", remove, { className: "small" });
  control.setAttribute("aria-label", `Retirer de la liste : ${titles.get(id) ?? id}`);
  return element("li", {}, name, " ", control);
}

function when({ content, state }) {
  const today = todayIso();
  if (state !== "published") return "";
  if (today < content.du) return "à venir";
  return today > content.au ? "terminé" : "montré en ce moment";
}

function card(notice, view) {
  const writing = new Writing(`/notices/${notice.id}`, notice);
  const words = notice.content.texte || "(sans texte)";
  const stop = button("Retirer", () =>
    once(stop, async () => {
      await writing.act("withdraw", {});
      await showNotices(view);
      tell("Le message est retiré.");
    }), { name: `Retirer : ${words}` });
  const days = notice.content.du && notice.content.au ? `Du ${day(notice.content.du)} au ${day(notice.content.au)}` : "Sans jour";
  return element(
    "li",
    {},
    element("p", {}, element("strong", {}, element("a", { href: `#/message/${notice.id}` }, words))),
    element("p", { class: "hint" }, [days, when(notice), ...standingOf(notice), notice.content.demarches?.length ? "pour certaines démarches" : ""].filter(Boolean).join(" · ")),
    element("p", { class: "actions" }, notice.live ? stop : ""),
  );
}

// Questions that were not understood, or badly answered: each is settled by a person, in one click.

import { Refused, call } from "/espace-agents/static/http.js";
import { element, moment, once, refuse, tell } from "/espace-agents/static/page.js";
import { told } from "./effects.js";
import { button, choiceField, field } from "./parts.js";
import { picker } from "./picker.js";
import { day } from "./words.js";

const TROUBLES = {
  not_understood: ["pas comprise", "pas comprises"],
  unsure: ["réponse peu sûre", "réponses peu sûres"],
  useless: ["réponse jugée inutile", "réponses jugées inutiles"],
  handed_over: ["confiée à une personne", "confiées à une personne"],
};

export async function showInbox(view) {
  const { groups, total, intents, training } = await call("GET", "/editor/inbox");
  const list = element("ul", { class: "cards" });
  const cards = groups.map((group) => new Card(group, intents, list));
  list.append(...cards.map((card) => card.node));
  view.replaceChildren(
    element("p", {}, element("a", { href: "#/" }, "← Accueil de la rédaction")),
    element("h1", { tabindex: "-1" }, "Questions mal comprises"),
    element(
      "p",
      {},
      total
        ? "Les questions qui disent la même chose sont ensemble. Rien n’est appris sans vous."
        : "Tout est traité. Les prochaines questions mal comprises apparaîtront ici.",
    ),
    list,
    element("h2", {}, "Où en est l’apprentissage"),
    element("p", {}, "Ce que vous publiez, démarches et façons de demander, compte tout de suite : il n’y a rien à entraîner."),
    element("p", {}, state(training)),
    element("p", { class: "aside" }, element("a", { href: "/api/v1/editor/inbox/examples", download: "exemples.yml" }, "Télécharger les exemples mis de côté pour l’entraînement")),
  );
}

/** Where the dialogue model stands, in words. */
function state({ trained_at: at, waiting }) {
  const model = at ? `Le modèle qui reconnaît le genre de question a été entraîné le ${moment(at)}.` : "Aucun modèle de dialogue n’est installé : l’assistant répond en mode simplifié.";
  const kept = waiting > 1 ? `${waiting} exemples gardés depuis attendent` : "Un exemple gardé depuis attend";
  return waiting ? `${model} ${kept} qu’un développeur les relise ; l’entraînement suit au redémarrage.` : model;
}

class Card {
  constructor(group, intents, list) {
    this.group = group;
    this.list = list;
    this.phrase = group.text;
    this.chosen = null;
    this.place = element("div");
    const told = group.troubles.map(({ trouble, count }) => (group.count > 1 ? `${count} ` : "") + TROUBLES[trouble][count > 1 ? 1 : 0]);
    const others = group.wordings.filter((words) => words !== group.text);
    const title = element("h2", { tabindex: "-1" }, `« ${group.text} »`);
    const missing = this.#act("Il manque une démarche", () => this.#missing());
    const offTopic = this.#act("Hors sujet", () => this.#settle({ resolution: "off_topic" }, "C’est mis de côté."));
    this.node = element(
      "li",
      {},
      title,
      element("p", { class: "hint" }, `${group.count > 1 ? `${group.count} fois · ` : ""}${told.join(", ")} · dernière fois le ${day(group.last_day)}`),
      others.length ? element("p", {}, "Aussi écrit : ", others.map((words) => `« ${words} »`).join(", ")) : "",
      group.answered.length ? element("p", {}, "Réponse donnée : ", group.answered.map((one) => one.title).join(", ")) : "",
      ...group.reasons.map((reason) => element("p", {}, `Ce que l’habitant en dit : « ${reason} »`)),
      this.#meaning(),
      element("p", { class: "actions" }, missing, offTopic),
      this.#example(intents),
      this.place,
    );
  }

  #act(label, work) {
    const made = button(label, () => once(made, work), { name: `${label} : ${this.group.text}`, className: "small" });
    return made;
  }

  /** "This means that procedure": those that the search proposes, or any other. */
  #meaning() {
    const place = element("div", { class: "meaning" });
    const offers = this.group.may_mean.map((one) => this.#act(one.title, () => this.#try(one)));
    const other = picker("Une autre démarche", { about: this.group.text, onChosen: (one) => this.#try(one).catch(refuse) });
    place.append(
      element("p", { class: "label" }, "Cela veut dire :"),
      element("p", { class: "actions" }, ...offers),
      element("details", {}, element("summary", {}, "Une autre démarche"), other),
    );
    return place;
  }

  /** What that would change, before anything does. */
  async #try(subject) {
    this.chosen = subject;
    const effects = await call("POST", `/editor/inbox/${this.group.id}/try`, { procedure: subject.id, phrase: this.phrase });
    const add = button("Ajouter ces mots", () => once(add, () => this.#means()), { quiet: false });
    const words = field("Mots ajoutés", { value: this.phrase, hint: "Gardez ce que d’autres écriraient aussi", max: 300, onInput: (typed) => (this.phrase = typed) });
    const title = element("h3", { tabindex: "-1" }, `« ${this.phrase} » mène à « ${subject.title} »`);
    this.place.replaceChildren(
      element("div", { class: "effects" }, title, ...told(effects), words, element("p", { class: "actions" }, add)),
    );
    title.focus();
  }

  async #means() {
    const verdict = { resolution: "means", procedure: this.chosen.id, phrase: this.phrase };
    await this.#settle(verdict, `C’est en ligne : « ${this.phrase} » mène à « ${this.chosen.title} ».`);
  }

  async #missing() {
    const { procedure } = await this.#send({ resolution: "missing" });
    location.hash = `#/demarche/${procedure}`;
  }

  #example(intents) {
    let intent = "";
    const options = [["", "Choisissez…"], ...Object.entries(intents)];
    const keep = this.#act("Garder comme exemple", () => this.#settle({ resolution: "example", intent }, "L’exemple est gardé. Un développeur le relira."));
    return element(
      "details",
      {},
      element("summary", {}, "Garder comme exemple pour l’entraînement"),
      choiceField("Ce que la question demande", { value: "", options, onInput: (chosen) => (intent = chosen) }),
      keep,
    );
  }

  async #send(verdict) {
    return call("POST", `/editor/inbox/${this.group.id}/resolve`, { items: this.group.items, ...verdict });
  }

  async #settle(verdict, sentence) {
    try {
      await this.#send(verdict);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(error);
      return;
    }
    const next = this.node.nextElementSibling ?? this.node.previousElementSibling;
    this.node.remove();
    tell(sentence);
    (next?.querySelector("h2") ?? document.querySelector("h1")).focus();
  }
}

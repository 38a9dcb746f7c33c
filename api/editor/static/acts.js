// What can be done with the text on the screen: keep it, have it read, publish it, take it back.

import { element, once, tell } from "/espace-agents/static/page.js";
import { settle } from "./merge.js";
import { button, field } from "./parts.js";
import { STATES, day, todayIso } from "./words.js";

/** Where the text stands, in words. */
export function standing(text) {
  const untouched = text.kind === "overlay" && text.state !== "published";
  const parts = [untouched ? "Texte officiel, tel quel" : STATES[text.state]];
  if (text.has_draft) parts.push(text.in_review ? "une version attend d’être relue" : `brouillon${text.draft_by ? ` de ${text.draft_by}` : ""}`);
  if (text.scheduled_for) parts.push(`une version sera publiée le ${day(text.scheduled_for)}`);
  return parts.join(" · ");
}

/** The bar of actions. `shown` shows the form again after each; `left` goes back to the list. */
export function actions(writing, { shown, history, nothingYet }) {
  const { text } = writing;
  const wanted = (writing.wanted ??= { comment: "", startsOn: "" }); // kept while the service refuses
  // Even where the service refuses, what was kept is what is on the screen from now on, its faults at their fields.
  const act = (control, work, said) =>
    once(control, async () => {
      const place = control.closest(".bar").parentElement;
      const sentence = said();
      try {
        await work();
        writing.wanted = null;
      } finally {
        shown();
        place.querySelector(control.classList.contains("save") ? ".save" : ".publish, .submit")?.focus();
      }
      tell(sentence);
    });
  const save = button("Enregistrer le brouillon", () => act(save, () => writing.save(settle), () => "Le brouillon est enregistré. Les habitants ne le voient pas."), { className: "save" });
  const publish = button("Publier", () => act(publish, () => writing.act("publish", { comment: wanted.comment, starts_on: wanted.startsOn || null }, settle), published), { quiet: false, className: "publish" });
  const published = () =>
    wanted.startsOn > todayIso() ? `Ce sera publié le ${day(wanted.startsOn)}. D’ici là, rien ne change.` : "C’est publié : les habitants le lisent dès maintenant.";
  const submit = button("Demander une relecture", () => act(submit, () => writing.act("submit", { comment: wanted.comment }, settle), () => "La relecture est demandée."), { quiet: false, className: "submit" });
  const discard = button("Abandonner le brouillon", () => {
    if (confirm("Abandonner ce brouillon ? Il reste dans l’historique.")) act(discard, () => writing.discard(), () => "Le brouillon est abandonné.");
  });
  const withdraw = button("Retirer de la publication", () => {
    if (confirm("Les habitants ne le liront plus. Le texte reste ici, comme brouillon. Continuer ?")) act(withdraw, () => writing.act("withdraw", { comment: wanted.comment }), () => "C’est retiré.");
  });
  const unschedule = button("Annuler la publication prévue", () => act(unschedule, () => writing.act("unschedule"), () => "La publication prévue est annulée."));
  const more = element(
    "details",
    { open: Boolean(wanted.comment || wanted.startsOn) },
    element("summary", {}, "Plus d’actions"),
    field("Pourquoi ce changement ?", { value: wanted.comment, hint: "Facultatif. Vos collègues le liront dans l’historique.", max: 500, onInput: (words) => (wanted.comment = words) }),
    field("Publier à partir du", { value: wanted.startsOn, hint: "Facultatif. Jusqu’à ce jour, le texte d’aujourd’hui reste.", type: "date", onInput: (value) => (wanted.startsOn = value) }),
    element(
      "p",
      { class: "actions" },
      button("Historique", history),
      text.has_draft && !nothingYet ? discard : "",
      text.state === "published" && text.live ? withdraw : "",
      text.scheduled_for ? unschedule : "",
    ),
  );
  const review = text.review_needed && !text.may_publish;
  return element(
    "div",
    { class: "bar" },
    element("p", { class: "standing" }, standing(text)),
    review ? element("p", { class: "hint" }, "Une autre personne relit ce que vous écrivez, puis le publie.") : "",
    element("p", { class: "actions" }, save, review ? submit : publish),
    more,
  );
}

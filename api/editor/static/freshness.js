// What is going stale: information to check again, what the guide has changed, links and contacts in doubt.

import { call } from "/espace-agents/static/http.js";
import { element, moment, once, tell } from "/espace-agents/static/page.js";
import { changed } from "./history.js";
import { button } from "./parts.js";
import { day } from "./words.js";

export async function showFreshness(view) {
  draw(view, await call("GET", "/editor/freshness"));
}

function draw(view, found) {
  const check = button("Essayer les liens maintenant", () =>
    once(check, async () => {
      draw(view, await call("POST", "/editor/freshness/links"));
      tell("Les liens ont été essayés.");
    }),
  );
  const last = found.links_checked_at ? `Derniers essais le ${moment(found.links_checked_at)}.` : "Les liens n’ont pas encore été essayés.";
  view.replaceChildren(
    element("p", {}, element("a", { href: "#/" }, "← Accueil de la rédaction")),
    element("h1", { tabindex: "-1" }, "Ce qui vieillit"),
    section("À vérifier", found.to_review_total, found.to_review.map((part) => partLine(part)), "Tout a été vérifié dans l’année."),
    section("Ce que le guide officiel a changé", found.guide_changes_total, found.guide_changes.map(changeLine), "Rien n’a changé depuis un mois."),
    section("Liens à corriger", found.links.length, found.links.map(troubled), "Aucun lien en panne n’est connu.", element("p", { class: "hint" }, last), element("p", { class: "actions" }, check)),
    section("Téléphones et adresses à confirmer", found.contacts.length, found.contacts.map(troubled), "Tous sont connus."),
  );
}

function section(title, total, lines, nothing, ...after) {
  const name = total ? `${title} (${total})` : title;
  return element("section", {}, element("h2", {}, name), lines.length ? element("ul", { class: "lines" }, ...lines) : element("p", {}, nothing), ...after);
}

const link = ({ id, title }) => element("a", { href: `#/demarche/${id}` }, title);

/** A passage beside the source that vouches for it, and one click to say that nothing has changed. */
function partLine({ procedure, section: part, passage, source, source_url: url, verified_on: verified }) {
  const name = `${part.title}, ${procedure.title}`;
  const seen = button("Vérifié aujourd’hui, rien n’a changé", () =>
    once(seen, async () => {
      const text = await call("GET", `/editor/procedures/${procedure.id}`);
      await call("POST", `/editor/procedures/${procedure.id}/verified`, { section: part.id }, { "If-Match": `"${text.edition}"` });
      const next = line.nextElementSibling ?? line.previousElementSibling;
      line.remove();
      tell(`C’est noté : ${name}.`);
      (next?.querySelector("button") ?? document.querySelector("h1")).focus();
    }), { name: `Vérifié aujourd’hui, rien n’a changé : ${name}`, className: "small" });
  const line = element(
    "li",
    {},
    element("p", {}, link(procedure), ` › ${part.title}`),
    element("blockquote", {}, passage),
    element("p", { class: "hint" }, verified ? `Vérifié le ${day(verified)}` : "Jamais vérifié", source ? ` · ${source}` : ""),
    element(
      "p",
      { class: "actions" },
      url ? element("a", { class: "button quiet-link", href: url, target: "_blank", rel: "noreferrer" }, "Ouvrir la source (nouvel onglet)") : "",
      source ? seen : "",
    ),
  );
  return line;
}

function changeLine({ revision, procedure, at, withdrawn, touches }) {
  const place = element("div");
  const see = button("Voir ce qui a changé", () =>
    once(see, async () => {
      const { differences } = await call("GET", `/editor/freshness/changes/${revision}`);
      place.replaceChildren(...(differences.length ? differences.map(changed) : [element("p", { class: "hint" }, "Les mots sont les mêmes.")]));
    }), { name: `Voir ce qui a changé : ${procedure.title}`, className: "small" });
  return element(
    "li",
    {},
    element("p", {}, link(procedure), ` · ${withdrawn ? "retirée du guide" : "modifiée"} le ${moment(at)}`),
    touches.length ? element("p", { class: "caution" }, "À relire : ", ...touches.flatMap((one) => [link(one), " "])) : "",
    element("p", { class: "actions" }, see),
    place,
  );
}

function troubled({ what, problem, procedures }) {
  return element("li", {}, element("p", {}, element("strong", {}, what), ` : ${problem}`), element("p", { class: "hint" }, "Dans : ", ...procedures.flatMap((one) => [link(one), " "])));
}

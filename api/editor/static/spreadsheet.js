// Many procedures at once, in a spreadsheet: taken out, filled in, read back line by line, then taken all or not at all.

import { Refused, call } from "/espace-agents/static/http.js";
import { element, once, refuse, tell } from "/espace-agents/static/page.js";
import { changed } from "./history.js";
import { button } from "./parts.js";

const LARGEST = 700_000; // bytes of all the files: the service reads no more in one go
const STATES = { new: "nouvelle", changed: "modifiée", unchanged: "inchangée" };

export async function showSpreadsheet(view) {
  const chosen = element("input", { type: "file", id: "spreadsheet", accept: ".xlsx,.csv", multiple: true, "aria-describedby": "spreadsheet-hint" });
  const report = element("div");
  const read = button("Relire le fichier", () => once(read, () => check(chosen, report)), { quiet: false });
  chosen.addEventListener("change", () => report.replaceChildren());
  view.replaceChildren(
    element("p", {}, element("a", { href: "#/demarches" }, "← Les démarches")),
    element("h1", { tabindex: "-1" }, "Plusieurs démarches dans un tableur"),
    element("p", {}, "Remplissez un tableur, puis rendez-le ici. Il est d’abord relu en entier. S’il y a une seule faute, rien n’est changé."),
    element(
      "section",
      { "aria-labelledby": "take-out" },
      element("h2", { id: "take-out" }, "1. Prendre un tableur"),
      element("ul", {}, ...taking("Un modèle à remplir, avec deux exemples", "/template", "modele-de-demarches"), ...taking("Vos démarches publiées, pour les corriger", "", "demarches")),
      element("p", { class: "hint" }, "La première page du classeur explique comment le remplir. Les fichiers CSV sont trois, dans un dossier compressé."),
    ),
    element(
      "section",
      { "aria-labelledby": "give-back" },
      element("h2", { id: "give-back" }, "2. Le rendre rempli"),
      element(
        "div",
        { class: "field" },
        element("label", { for: "spreadsheet" }, "Votre tableur", element("span", { class: "hint", id: "spreadsheet-hint" }, "Un classeur .xlsx, ou les trois fichiers .csv choisis ensemble. 700 Ko au plus.")),
        chosen,
      ),
      element("p", { class: "actions" }, read),
    ),
    report,
  );
}

function taking(label, path, name) {
  const link = (format, words, ending) =>
    element("a", { href: `/api/v1/editor/spreadsheet${path}?format=${format}`, download: `${name}.${ending}` }, element("span", { class: "hidden-text" }, `${label} : `), words);
  return [element("li", {}, element("span", { "aria-hidden": "true" }, `${label} : `), link("xlsx", "Excel ou LibreOffice", "xlsx"), " · ", link("csv", "CSV", "zip"))];
}

/** Has the files read by the service, and shows what they would change. */
async function check(chosen, report) {
  report.replaceChildren();
  const files = [...chosen.files];
  if (!files.length) return refuse(new Refused(422, { detail: "Choisissez d’abord un fichier." }), chosen);
  if (files.reduce((size, file) => size + file.size, 0) > LARGEST) {
    return refuse(new Refused(413, { detail: "Ce fichier est trop gros : 700 Ko au plus. Partagez-le en deux." }), chosen);
  }
  const sent = await Promise.all(files.map(async (file) => ({ name: file.name, content: await encoded(file) })));
  const found = await call("POST", "/editor/spreadsheet/check", { files: sent });
  const title = element("h2", { id: "report", tabindex: "-1" });
  report.replaceChildren(element("section", { "aria-labelledby": "report" }, title, ...(found.faults.length ? faults(found, title) : lines(found, title, sent, report))));
  title.focus();
}

function encoded(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(new Refused(0, { detail: "Ce fichier ne se lit pas. Choisissez-le de nouveau." })));
    reader.readAsDataURL(file);
  });
}

function faults({ faults: found, faults_total: total }, title) {
  title.textContent = total > 1 ? `${total} points à corriger` : "Un point à corriger";
  const more = total > found.length ? [element("p", { class: "hint" }, `Les ${found.length} premiers sont montrés.`)] : [];
  return [
    element("p", {}, "Rien n’a été changé. Corrigez le tableur, enregistrez-le, puis choisissez-le de nouveau."),
    element("ol", { class: "lines" }, ...found.map((fault) => element("li", {}, element("strong", {}, `${placeOf(fault)} : `), `${fault.reason}. `, element("span", { class: "hint" }, fault.cure)))),
    ...more,
  ];
}

function placeOf({ tab, row, column }) {
  const parts = [tab && `onglet ${tab}`, row && `ligne ${row}`, column && `colonne ${column}`].filter(Boolean).join(", ");
  return parts ? parts[0].toUpperCase() + parts.slice(1) : "Fichier";
}

function lines({ rows, review_needed: reviewed }, title, sent, report) {
  const wanted = rows.filter((row) => row.state !== "unchanged");
  title.textContent = "Aucune faute";
  const shown = element("ul", { class: "lines" }, ...rows.map(rowLine));
  if (!wanted.length) return [element("p", {}, "Ce tableur dit la même chose que ce qui est publié : il n’y a rien à changer."), shown];
  const editions = Object.fromEntries(wanted.map((row) => [row.id, row.edition]));
  const these = wanted.length > 1 ? `ces ${wanted.length} démarches` : "cette démarche";
  const take = (label, publish, sentence) => {
    const made = button(label, () =>
      once(made, async () => {
        const { taken } = await call("POST", "/editor/spreadsheet/take", { files: sent, editions, publish });
        report.replaceChildren();
        tell(sentence(taken > 1 ? `${taken} démarches` : "Une démarche"));
        document.querySelector("#view h1").focus();
      }), { quiet: !publish && !reviewed });
    return made;
  };
  const offers = reviewed
    ? [take(`Demander la relecture de ${these}`, false, (many) => `${many} à relire : une autre personne peut publier.`)]
    : [
        take(`Publier ${these}`, true, (many) => `C’est publié : ${many.toLowerCase()}. Les habitants le lisent dès maintenant.`),
        take("Garder comme brouillons", false, (many) => `${many} en brouillon. Les habitants ne voient rien de plus.`),
      ];
  return [
    element("p", {}, `À prendre : ${wanted.length} sur ${rows.length}. Relisez ce qui change, puis choisissez.`),
    shown,
    element("p", { class: "actions" }, ...offers),
  ];
}

function rowLine({ row, title, state, differences }) {
  const name = element("p", {}, `Ligne ${row} · `, element("strong", {}, title), ` · ${STATES[state]}`);
  if (!differences.length) return element("li", {}, name);
  return element("li", {}, name, element("details", {}, element("summary", {}, "Voir ce qui change", element("span", { class: "hidden-text" }, ` : ${title}`)), ...differences.map(changed)));
}

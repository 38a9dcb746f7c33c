// How the day goes; for supervisors, how the last weeks went.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { counted } from "/agent/widget/french.js";
import { openDialog } from "./dialogs.js";
import { shortDuration } from "./moments.js";
import { CLOSING_REASONS, QUALITIES } from "./words.js";

const EVERY_MS = 60000;
const REST_MS = 3000; // however much happens, not asked more often
const ABANDONED = {
  gave_up: "n’ont plus souhaité attendre",
  timed_out: "attente trop longue",
  contact_left: "ont laissé leurs coordonnées",
};
const UNAVAILABLE = {
  no_staff: "aucun agent n’a de compte",
  off: "pas de réponse par écrit",
  outside_hours: "mairie fermée à cette heure",
  holiday: "jour fermé",
  nobody: "aucun agent en ligne",
  full: "tous les agents occupés",
};
const PERIODS = [
  ["7", "7 derniers jours"],
  ["30", "30 derniers jours"],
  ["90", "90 derniers jours"],
];

export class DayFigures {
  /** `supervises`: whether more than the day is shown. `onFail(error)`. */
  constructor(place, { supervises, onFail }) {
    Object.assign(this, { supervises, onFail });
    this.button = el("button", { type: "button", class: "quiet small day-button", onclick: () => this.open() }, "Chiffres du jour");
    place.replaceChildren(this.button);
    setInterval(() => this.refresh(), EVERY_MS);
    this.refresh();
  }

  /** Something changed: asks again, soon. */
  changed() {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.refresh();
    }, REST_MS);
  }

  async refresh() {
    try {
      this.day = await call("GET", "/agent/figures");
    } catch {
      return; // the bar above tells when the service is away
    }
    const { taken, median_wait_s: wait } = this.day.figures;
    const told = wait === null ? "" : ` · attente ${shortDuration(wait)}`;
    const word = el("span", { class: "day-word" }, "Aujourd’hui : ");
    this.button.replaceChildren(word, el("strong", null, `${counted(taken, "prise")}${told}`));
  }

  async open() {
    await this.refresh();
    if (!this.day) return;
    const { figures, waiting, to_follow: toFollow } = this.day;
    const now = [["En attente maintenant", waiting], ["Conversations à suivre", toFollow]];
    const content = [this.summary(figures, now)];
    if (this.supervises) content.push(this.period());
    openDialog("Chiffres du jour", content, { className: "wide-dialog" });
  }

  /** `now`: terms and values that are of this moment. */
  summary(figures, now = []) {
    return el("div", { class: "figures-of" }, tiles(figures, now), causes(figures));
  }

  /** The last weeks, all together then day by day. */
  period() {
    const place = el("div");
    const select = el("select", { id: "period" }, PERIODS.map(([value, label]) => el("option", { value }, label)));
    const show = async () => {
      try {
        const { total, days } = await call("GET", `/agent/figures/period?days=${select.value}`);
        place.replaceChildren(this.summary(total), table(days));
      } catch (error) {
        this.onFail(error);
      }
    };
    select.value = "30";
    select.addEventListener("change", show);
    show();
    return el(
      "section",
      { "aria-labelledby": "period-title" },
      el("h3", { id: "period-title" }, "Sur la durée"),
      el("div", { class: "field" }, el("label", { for: "period" }, "Période"), select),
      place,
    );
  }
}

function tiles(figures, now) {
  const rows = [
    ...now,
    ["Demandes d’une personne", figures.asked],
    ["Prises", figures.taken],
    ["Attente médiane", shown(figures.median_wait_s)],
    ["Attente moyenne", shown(figures.mean_wait_s)],
    ["Attente la plus longue", shown(figures.longest_wait_s)],
  ];
  const tile = ([term, value]) => el("div", null, el("dt", null, term), el("dd", null, String(value)));
  return el("dl", { class: "tiles" }, rows.map(tile));
}

function shown(seconds) {
  return seconds === null ? "–" : shortDuration(seconds);
}

function causes({ abandoned, unavailable, closed, themes, qualities }) {
  return el(
    "div",
    { class: "causes" },
    counts("Parties sans réponse", abandoned, (cause) => ABANDONED[cause] || cause),
    counts("N’ont pas pu attendre", unavailable, (cause) => UNAVAILABLE[cause] || cause),
    counts("Conversations closes", closed, (reason) => closings[reason] || "sans suite de l’habitant"),
    counts("Thèmes", themes, (theme) => theme),
    counts("Avant la personne, l’assistant", qualities, (quality) => worth[quality] || quality),
  );
}

const worth = Object.fromEntries(QUALITIES);
const closings = Object.fromEntries(CLOSING_REASONS);

function counts(title, found, label) {
  const rows = Object.entries(found).sort(([, one], [, other]) => other - one);
  if (!rows.length) return null;
  return el(
    "div",
    null,
    el("h4", null, `${title} : ${rows.reduce((sum, [, count]) => sum + count, 0)}`),
    el("ul", { class: "plain" }, rows.map(([what, count]) => el("li", null, `${count} · ${label(what)}`))),
  );
}

function table(days) {
  const sum = (counted) => Object.values(counted).reduce((total, count) => total + count, 0);
  const head = ["Jour", "Demandes", "Prises", "Attente médiane", "Parties", "Pas pu attendre"];
  const titles = head.map((title) => el("th", { scope: "col" }, title));
  const rows = days.map(({ day, figures }) =>
    el(
      "tr",
      null,
      el("th", { scope: "row" }, new Date(`${day}T12:00`).toLocaleDateString("fr-FR", { day: "numeric", month: "short" })),
      [figures.asked, figures.taken, shown(figures.median_wait_s), sum(figures.abandoned), sum(figures.unavailable)].map((value) =>
        el("td", null, String(value)),
      ),
    ),
  );
  if (!rows.length) return el("p", { class: "hint" }, "Aucune demande sur cette période.");
  return el(
    "div",
    { class: "scrolled", role: "region", "aria-label": "Jour par jour", tabindex: "0" },
    el("table", null, el("thead", null, el("tr", null, titles)), el("tbody", null, rows)),
  );
}

// What was erased, day by day, in sentences: nothing here can be changed.

import { call, whoAmI } from "/espace-agents/static/http.js";
import { element, find, refuse, showMenu } from "/espace-agents/static/page.js";

const LATE_AFTER_MS = 2 * 3600 * 1000; // the job runs every hour
const KINDS = [
  ["conversations", "conversation", "conversations"],
  ["messages", "message", "messages"],
  ["handoff_requests", "demande de parler à une personne", "demandes de parler à une personne"],
  ["callbacks", "demande de rappel", "demandes de rappel"],
  ["notes", "note d’agent", "notes d’agents"],
  ["feedback", "avis sur une réponse", "avis sur une réponse"],
  ["ratings", "note de satisfaction", "notes de satisfaction"],
  ["inbox_items", "question mal comprise", "questions mal comprises"],
  ["handoff_events", "passage de main vieux d’un an", "passages de main vieux d’un an"],
  ["staff_audit", "ligne du journal vieille d’un an", "lignes du journal vieilles d’un an"],
];

const number = new Intl.NumberFormat("fr-FR");
const asDay = new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const asMoment = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
const asSeconds = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function listed(counts) {
  const parts = KINDS.filter(([kind]) => counts[kind]).map(
    ([kind, one, many]) => `${number.format(counts[kind])} ${counts[kind] > 1 ? many : one}`,
  );
  return parts.length ? parts.join(", ") : "rien";
}

function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}

function unanswered(counts) {
  const count = counts.callbacks_waiting ?? 0;
  if (!count) return [];
  const words = count > 1 ? `${number.format(count)} de ces rappels n’ont jamais été faits.` : "Un de ces rappels n’a jamais été fait.";
  return [element("p", { class: "error" }, words)];
}

function dayCard(day) {
  return element(
    "li",
    {},
    element("h3", {}, capital(asDay.format(new Date(`${day.day}T12:00:00Z`)))),
    element("p", {}, `Effacé en raison de son âge : ${listed(day.aged)}.`),
    ...unanswered(day.aged),
    element("p", {}, `Effacé à la demande des habitants : ${listed(day.asked)}.`),
    element("p", { class: "hint" }, ran(day)),
    ...(day.failures ? [element("p", { class: "error" }, failed(day))] : []),
  );
}

function ran(day) {
  if (!day.runs) return "La vérification automatique n’a pas eu lieu ce jour-là.";
  const times = day.runs > 1 ? `${number.format(day.runs)} vérifications automatiques` : "Une vérification automatique";
  const took = asSeconds.format(day.last_took_ms / 1000);
  return `${times}, la dernière le ${asMoment.format(new Date(day.last_run_at))}, en ${took} s.`;
}

function failed(day) {
  const times = day.failures > 1 ? `${number.format(day.failures)} effacements ont échoué` : "Un effacement a échoué";
  return `${times} (${day.last_failure}). Chacun est refait à la vérification suivante.`;
}

function showNow(days) {
  const last = days.find(({ last_run_at: at }) => at);
  const late = !last || Date.now() - new Date(last.last_run_at) > LATE_AFTER_MS;
  const place = find("now");
  place.className = late ? "error" : "";
  place.textContent = late
    ? "Non : la vérification de chaque heure n’a pas eu lieu. Prévenez la personne qui a installé Guichet : elle regardera le journal du service web."
    : `Oui. Dernière vérification : le ${asMoment.format(new Date(last.last_run_at))}. Elle a lieu toutes les heures.`;
}

try {
  showMenu(await whoAmI());
  const { retention_days: kept, days } = await call("GET", "/admin/erasures");
  find("promise").textContent =
    `Ce qu’un habitant a écrit est effacé ${number.format(kept)} jours après son dernier message, ou tout de suite s’il le demande. Guichet le fait seul.`;
  showNow(days);
  find("days").replaceChildren(...days.map(dayCard));
  find("no-day").hidden = days.length > 0;
} catch (error) {
  refuse(error);
}

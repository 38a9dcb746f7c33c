// Moments and durations in short French, by the clock of the service: that of an old machine may be wrong.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let ahead = 0; // how much later it is for the service than on this machine, in milliseconds

/** Sets the clock by a moment that the service has just told. */
export function setClock(iso) {
  ahead = new Date(iso).getTime() - Date.now();
}

export function now() {
  return Date.now() + ahead;
}

/** Seconds since `iso`, never negative. */
export function secondsSince(iso) {
  return Math.max(0, Math.floor((now() - new Date(iso).getTime()) / 1000));
}

/** "moins d’une minute", "12 min", "1 h 05", "3 jours". */
export function duration(seconds) {
  if (seconds < MINUTE) return "moins d’une minute";
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  const minutes = String(Math.floor((seconds % HOUR) / MINUTE)).padStart(2, "0");
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ${minutes}`;
  const days = Math.floor(seconds / DAY);
  return days === 1 ? "un jour" : `${days} jours`;
}

/** The same where there is little room: "< 1 min". */
export function shortDuration(seconds) {
  return seconds < MINUTE ? "< 1 min" : duration(seconds);
}

/** "14 h 05"; with its day when it is not today's: "lundi 9 novembre, 14 h 05". */
export function moment(iso) {
  const then = new Date(iso);
  const hour = `${then.getHours()} h ${String(then.getMinutes()).padStart(2, "0")}`;
  if (then.toDateString() === new Date(now()).toDateString()) return hour;
  return `${then.toLocaleDateString("fr-FR", { weekday: "long", day: "numeric", month: "long" })}, ${hour}`;
}

/** An element that shows how long ago `iso` was, kept true by `tick`. */
export function since(iso, element) {
  element.dataset.since = iso;
  element.textContent = duration(secondsSince(iso));
  return element;
}

/** Tells all durations of the page anew. */
export function tick() {
  for (const element of document.querySelectorAll("[data-since]")) {
    const text = duration(secondsSince(element.dataset.since));
    if (element.textContent !== text) element.textContent = text;
  }
}

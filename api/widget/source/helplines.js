// Numbers to call in danger: pressed, not copied.

import { el, icon, ICONS, phoneLink } from './dom.js';

const BY_TEXT = '114'; // reached by text message

/** One large button a number, with who answers and when. */
export function renderHelpLines(lines) {
  return el('ul', { class: 'help-lines', 'aria-label': 'Numéros à appeler' }, lines.map(row));
}

function row({ number, says, hours }) {
  const words = [
    icon(ICONS.phone),
    el('strong', null, number),
    el('span', { class: 'says' }, says),
    el('span', { class: 'hours' }, hours),
  ];
  const digits = number.replace(/\s/g, '');
  const link = digits === BY_TEXT ? el('a', { href: 'sms:' + digits }, words) : phoneLink(digits, words);
  return el('li', null, link);
}

/** `text` without the lines that the buttons tell. */
export function withoutHelpLines(text, lines) {
  const told = lines.map(({ number }) => `- ${number} :`);
  return text
    .split('\n')
    .filter((line) => !told.some((start) => line.startsWith(start)))
    .join('\n');
}

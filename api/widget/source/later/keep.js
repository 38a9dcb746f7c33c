// Taking an answer along: on paper, by text message, in the clipboard, by its short address.

import { folded } from '../blocks.js';
import { ASPECTS, boxOf } from '../card.js';
import { el, isTouch, safeAddress } from '../dom.js';
import { euros, frenchDate } from '../french.js';

const LONGEST_SMS = 640; // four messages
const PAPER = `
  .page { font: 12pt/1.4 Georgia, "Times New Roman", serif; color: #000; background: #fff; }
  h1 { margin: 0 0 2mm; font-size: 18pt; line-height: 1.2; }
  h2 { margin: 6mm 0 1mm; font-size: 13pt; }
  p, ul { margin: 0 0 1mm; padding: 0; }
  li { list-style: none; margin: 0 0 2mm; padding-left: 8mm; break-inside: avoid; }
  li ul { margin-top: 1mm; padding-left: 5mm; } li li { margin: 0; padding-left: 1mm; list-style: disc; }
  .box { float: left; margin-left: -8mm; width: 4.5mm; height: 4.5mm; border: 0.4mm solid #000; text-align: center; line-height: 4.5mm; font-family: sans-serif; }
  .small { font-size: 10pt; }
  .foot { margin-top: 8mm; padding-top: 2mm; border-top: 0.3mm solid #000; }
`;
const ONLY_THE_SHEET = '@media print { body > :not(guichet-paper) { display: none !important; } }';
const SHEET_SHOWS_ON_PAPER_ONLY = '@media screen { :host { display: none; } }';

// --- In plain words ---

function situation({ facts, path }) {
  const known = (facts || []).map(({ value }) => value);
  const said = known.map(folded);
  return known.concat((path || []).filter((label) => !said.includes(folded(label))));
}

function amounts(entries) {
  return (entries || []).map(({ label, amount, text }) => {
    const words = text || euros(amount);
    return !label || folded(words).includes(folded(label)) ? words : `${label} : ${words}`;
  });
}

/** The answer of `payload` as lines of text. */
function asLines(payload, memory) {
  const { procedure, documents, fees, delays, offices } = payload;
  const lines = [procedure.title];
  const cases = situation(payload);
  if (cases.length) {
    lines.push('Pour : ' + cases.join(' · '));
  }
  const listed = (title, rows) => rows.length && lines.push('', title, ...rows);
  const documentLines = (documents || []).map((item) => {
    const mark = memory.isTicked(boxOf(procedure, item)) ? '[x] ' : '[ ] ';
    return mark + [item.label, ...(item.details || []).map((detail) => '    - ' + detail)].join('\n');
  });
  listed(ASPECTS.documents, documentLines);
  listed('Coût', amounts(fees));
  listed('Délai', amounts(delays));
  listed('Où s’adresser', (offices || []).map(({ title, phone }) => (phone ? `${title}, ${phone}` : title)));
  lines.push('', sourceOf(procedure));
  if (payload.address) {
    lines.push(payload.address);
  }
  return lines;
}

function sourceOf({ publisher, verified_on: day }) {
  return `Source : ${publisher || 'le guide'}${day ? `, vérifié le ${frenchDate(day)}` : ''}`;
}

// --- Copying and sending ---

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch (error) {
    return copyAsBefore(words); // older browsers, pages without https
  }
}

function copyAsBefore(words) {
  const field = el('textarea', { readonly: true, 'aria-hidden': 'true' });
  field.value = words;
  document.body.append(field);
  field.select();
  let copied = false;
  try {
    copied = document.execCommand('copy');
  } catch (error) {
    copied = false;
  }
  field.remove();
  return copied;
}

/** The text of a message that still says the essential when it is cut. */
function forSms(payload, memory) {
  const text = asLines(payload, memory).join('\n');
  if (text.length <= LONGEST_SMS) {
    return text;
  }
  const end = payload.address ? `…\n${payload.address}` : '…';
  return text.slice(0, LONGEST_SMS - end.length) + end;
}

/** Buttons that copy, send, and give the address. `tell(words)` says what was done. */
export function renderTaking(payload, { memory, tell }) {
  const copying = (words, done) => async () =>
    tell((await copy(words())) ? done : 'Votre navigateur ne permet pas de copier ici.');
  const button = (words, action) => el('button', { type: 'button', class: 'small', onclick: action }, words);
  const address = safeAddress(payload.address);
  const sms = 'sms:?&body=' + encodeURIComponent(forSms(payload, memory));
  return [
    isTouch() && el('a', { class: 'small', href: sms }, 'Envoyer par SMS'),
    button('Copier le texte', copying(() => asLines(payload, memory).join('\n'), 'Texte copié.')),
    address && button('Copier l’adresse de cette réponse', copying(() => address, 'Adresse copiée.')),
    address && el('p', { class: 'muted address' }, 'À montrer au guichet ou à rouvrir demain : ', el('span', null, address.replace(/^https?:\/\//, ''))),
  ].filter(Boolean);
}

// --- On paper ---

function documentRow(procedure, item, memory) {
  const details = (item.details || []).map((detail) => el('li', null, detail));
  const box = el('span', { class: 'box' }, memory.isTicked(boxOf(procedure, item)) ? '×' : '');
  return el('li', null, box, item.label, details.length > 0 && el('ul', null, details));
}

function part(title, rows) {
  return rows.length > 0 && [el('h2', null, title), el('ul', null, rows)];
}

function page(payload, memory) {
  const { procedure, documents, fees, delays, offices } = payload;
  const cases = situation(payload);
  const row = (words) => el('li', null, words);
  const office = ({ title, phone, address, hours }) => row([title, phone, address, hours].filter(Boolean).join(', ').replace(/\n/g, ', '));
  return el(
    'div',
    { class: 'page' },
    el('h1', null, procedure.title),
    cases.length > 0 && el('p', null, 'Pour : ' + cases.join(' · ')),
    (payload.notices || []).map((words) => el('p', null, 'Message de la mairie : ' + words)),
    part('À réunir', (documents || []).map((item) => documentRow(procedure, item, memory))),
    part('Coût', amounts(fees).map(row)),
    part('Délai', amounts(delays).map(row)),
    part('Où s’adresser', (offices || []).map(office)),
    el(
      'div',
      { class: 'foot small' },
      payload.caution && el('p', null, payload.caution),
      el('p', null, sourceOf(procedure)),
      payload.address && el('p', null, 'Cette réponse : ' + payload.address),
    ),
  );
}

/** Print the answer alone on a clean page, whatever the site around the panel. */
export function printAnswer(payload, memory) {
  let hiding;
  let paper;
  try {
    hiding = sheet(ONLY_THE_SHEET);
    paper = el('guichet-paper', { lang: 'fr' });
    const root = paper.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet(PAPER), sheet(SHEET_SHOWS_ON_PAPER_ONLY)];
    root.append(page(payload, memory));
  } catch (error) {
    // No constructed style sheets: the page of this answer prints as cleanly.
    open(safeAddress(payload.address) || location.href, '_blank', 'noopener');
    return;
  }
  const before = document.adoptedStyleSheets;
  document.body.append(paper);
  document.adoptedStyleSheets = [...before, hiding];
  print();
  const clean = () => {
    removeEventListener('focus', clean);
    paper.remove();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((one) => one !== hiding);
  };
  // On a phone print() returns at once and the page is drawn later: clean when the citizen is back.
  addEventListener('afterprint', clean, { once: true });
  addEventListener('focus', clean);
}

function sheet(rules) {
  const made = new CSSStyleSheet();
  made.replaceSync(rules);
  return made;
}

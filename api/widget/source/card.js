// An answer as a card: what to bring, what it costs, how long, where, and who says so.

import { fold, folded, renderBlocks, renderContact, renderService, withoutListed, wordsOf } from './blocks.js';
import { el, link } from './dom.js';
import { counted, euros, frenchDate } from './french.js';

export const ASPECTS = {
  documents: 'Documents à fournir',
  cost: 'Coût',
  amount: 'Montant',
  delay: 'Délai',
  where: 'Où s’adresser',
  how: 'Démarche',
  eligibility: 'Conditions',
  online: 'En ligne',
  validity: 'Durée de validité',
  contact: 'Contact',
  status: 'Suivi du dossier',
  appeal: 'Recours',
  definition: 'Définition',
};

/** The card of an answer's `payload`. `memory` keeps the boxes ticked; `id` makes the names of its parts unique. */
export function renderCard(payload, { memory, id, onChoose }) {
  const said = (payload.sections || []).map((section) => (section.blocks || []).map(wordsOf).join(' ')).join(' ');
  return el(
    'div',
    { class: 'card' },
    head(payload, onChoose),
    (payload.notices || []).map((words) => el('p', { class: 'caution' }, el('strong', null, 'Message de la mairie. '), words)),
    caution(payload),
    documents(payload, { memory, id }),
    figures('Coût', payload.fees, said),
    figures('Délai', payload.delays, said),
    services(payload.online_services, payload.sections),
    sections(payload),
    offices(payload.offices),
    forms(payload.forms),
    legal(payload.legal),
    definitions(payload.definitions),
    source(payload.procedure),
  );
}

/** What to know before trusting the answer. A fictional example says so first, in its own words. */
function caution({ caution: words, procedure }) {
  const heading = !procedure.demonstration && el('strong', null, 'À vérifier. ');
  return words && el('p', { class: 'caution' }, heading, words);
}

function head({ procedure, aspect, path, facts }, onChoose) {
  const known = facts || [];
  const said = known.map(({ value }) => folded(value));
  const cases = (path || []).filter((label) => !said.includes(folded(label))); // facts chose some of them
  return el(
    'div',
    { class: 'card-head' },
    ASPECTS[aspect] && el('p', { class: 'eyebrow' }, ASPECTS[aspect]),
    el('h3', { tabindex: '-1' }, procedure.title),
    known.length + cases.length > 0 &&
      el(
        'div',
        { class: 'situation' },
        el('p', { class: 'hidden-text' }, 'Votre situation'),
        el('ul', null, known.map((fact) => factRow(fact, onChoose)), cases.map((label) => el('li', null, label))),
      ),
  );
}

/** A fact, with the button that puts it right. */
function factRow({ label, value, change }, onChoose) {
  const name = `Modifier : ${label}, ${value}`;
  const button =
    change && el('button', { type: 'button', class: 'change', 'aria-label': name, onclick: () => onChoose(change) }, 'Modifier');
  return el('li', null, `${label} : ${value}`, button);
}

// --- Documents to tick ---

function documents({ documents: items, procedure }, { memory, id }) {
  if (!items || !items.length) {
    return null;
  }
  const count = el('p', { class: 'muted', id: `${id}-count` });
  const boxes = items.map((item) => boxOf(procedure, item));
  const tell = () => {
    const ready = boxes.filter((box) => memory.isTicked(box)).length;
    count.textContent = ready
      ? `${counted(ready, 'document prêt', 'documents prêts')} sur ${items.length}`
      : `${counted(items.length, 'document')}. Cochez au fur et à mesure.`;
  };
  tell();
  const rows = items.map((item, index) => tickRow(item, { box: boxes[index], name: `${id}-${index}`, memory, tell }));
  memory.watch(() => {
    rows.forEach((row, index) => (row.querySelector('input').checked = memory.isTicked(boxes[index])));
    tell();
  });
  return el('div', { class: 'documents' }, el('h4', null, 'À réunir'), count, el('ul', { class: 'ticks' }, rows));
}

/** The name under which a ticked document is remembered. */
export function boxOf(procedure, { label, details }) {
  return `${procedure.id} ${folded(label)} ${folded((details || []).join(' '))}`;
}

function tickRow(item, { box, name, memory, tell }) {
  const details = item.details || [];
  const input = el('input', {
    type: 'checkbox',
    id: name,
    'aria-describedby': details.length ? `${name}-details` : null,
    onchange: () => {
      memory.tick(box, input.checked);
      tell();
    },
  });
  input.checked = memory.isTicked(box);
  return el(
    'li',
    null,
    input,
    el('label', { for: name }, item.label),
    details.length > 0 && el('ul', { id: `${name}-details` }, details.map((detail) => el('li', null, detail))),
  );
}

// --- Figures, services, places ---

const SHORT = 60; // a sentence no longer than this has no condition that its amount alone would hide

/**
 * Fees or delays, without those that the chapters below say in the same words. An amount stands out only when its
 * sentence says little more, and after the date of an old sheet ("Au 12 novembre 2020 : 25 €").
 */
function figures(title, entries, said) {
  const rows = (entries || []).map((entry) => figureRow(title, entry, said)).filter(Boolean);
  return rows.length > 0 && el('div', { class: 'figures' }, el('h4', null, title), el('ul', null, rows));
}

function figureRow(title, { label, amount, text }, said) {
  const [, day, rest] = /^(Au [^:]*\d{4}) : ([\s\S]*)$/.exec(text || '') || [null, '', text || ''];
  const isTold = rest !== '' && folded(said).includes(folded(rest));
  const figure = amount === undefined || amount === null ? null : euros(amount);
  const standsOut = figure && rest.length <= SHORT && (Number(amount) > 0 || /^gratuit/i.test(rest));
  if (!standsOut && (isTold || !text)) {
    return null;
  }
  const repeats = isTold || folded(rest) === folded(figure || '');
  return el(
    'li',
    null,
    label && folded(label) !== folded(title) && el('span', { class: 'figure-label' }, label),
    standsOut && day && el('span', null, day + ' :'),
    standsOut && el('strong', { class: 'figure' }, figure),
    !(standsOut && repeats) && el('span', null, standsOut ? rest : text),
  );
}

/** Services that no chapter below offers where it speaks of them. */
function services(entries, parts) {
  const below = new Set();
  const note = (block) => {
    below.add(block.type === 'service' ? block.url : null);
    [].concat(block.blocks || [], ...(block.items || [])).forEach(note);
  };
  (parts || []).forEach(note);
  const shown = (entries || []).filter((service) => service.url && !below.has(service.url));
  return shown.length > 0 && el('div', { class: 'services' }, el('h4', null, 'En ligne'), shown.map(renderService));
}

function offices(entries) {
  const known = entries || [];
  const title = el('h4', null, 'Où s’adresser');
  return known.length > 0 && el('div', { class: 'offices' }, title, known.map(renderContact));
}

function forms(entries) {
  if (!entries || !entries.length) {
    return null;
  }
  const items = entries.map(({ title, number, url }) =>
    el('li', null, link(url, title), number && el('span', { class: 'muted' }, ` N° ${number}`)),
  );
  const title = entries.length < 2 ? 'Formulaire' : 'Formulaires';
  return el('div', { class: 'forms' }, el('h4', null, title), el('ul', null, items));
}

// --- Chapters ---

function sections({ sections: parts, documents: items }) {
  const listed = new Set();
  for (const item of items || []) {
    [item.label].concat(item.details || []).forEach((label) => listed.add(folded(label)));
  }
  let level = 3;
  return (parts || []).map((part) => {
    const blocks = withoutListed(part.blocks || [], listed);
    if (!blocks.length && (listed.size || !part.title)) {
      return null;
    }
    // Headings follow one another without a gap, whatever was left out between them.
    level = Math.min((part.level || 2) + 2, level + 1, 6);
    return el('div', { class: 'section' }, part.title && el('h' + level, null, part.title), renderBlocks(blocks));
  });
}

function legal(references) {
  if (!references || !references.length) {
    return null;
  }
  const items = references.map(({ title, url, note }) => el('li', null, link(url, title), note ? ` (${note})` : ''));
  return fold(`Textes de loi (${references.length})`, el('ul', null, items));
}

/** Terms and acronyms that the citizen meets for the first time in this conversation. */
function definitions(entries) {
  if (!entries || !entries.length) {
    return null;
  }
  const rows = entries.map(({ term, text }) => el('div', null, el('dt', null, term), el('dd', null, text)));
  return el('div', { class: 'definitions' }, el('h4', null, 'Mots expliqués'), el('dl', null, rows));
}

// --- Who says so ---

function source({ url, publisher, verified_on: verifiedOn }) {
  const name = publisher || 'le guide';
  return el(
    'p',
    { class: 'source' },
    'Source : ',
    url ? link(url, name) : name,
    verifiedOn && ` · Information vérifiée le ${frenchDate(verifiedOn)}`,
  );
}

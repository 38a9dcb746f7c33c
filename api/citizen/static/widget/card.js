// An answer as a card: what to bring, what it costs, how long, where, and who says so.

import { fold, folded, renderBlocks, renderContact, renderService, withoutListed, wordsOf } from './blocks.js';
import { el, link } from './dom.js';
import { counted, euros, frenchDate } from './french.js';

const ASPECTS = {
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
export function renderCard(payload, { memory, id }) {
  const said = (payload.sections || []).map((section) => (section.blocks || []).map(wordsOf).join(' ')).join(' ');
  return el(
    'div',
    { class: 'card' },
    head(payload),
    payload.caution && el('p', { class: 'caution' }, el('strong', null, 'À vérifier. '), payload.caution),
    documents(payload, { memory, id }),
    figures('Coût', payload.fees, said),
    figures('Délai', payload.delays, said),
    services(payload.online_services),
    sections(payload),
    offices(payload.offices),
    forms(payload.forms),
    legal(payload.legal),
    source(payload.procedure),
  );
}

function head({ procedure, aspect, path, facts }) {
  // The path already holds the labels that facts chose.
  const told = (facts || []).map(({ label, value }) => `${label} : ${value}`);
  const situation = path && path.length ? path : told;
  return el(
    'div',
    { class: 'card-head' },
    ASPECTS[aspect] && el('p', { class: 'eyebrow' }, ASPECTS[aspect]),
    el('h3', { tabindex: '-1' }, procedure.title),
    situation.length > 0 &&
      el(
        'div',
        { class: 'situation' },
        el('p', null, 'Votre situation'),
        el('ul', null, situation.map((label) => el('li', null, label))),
      ),
  );
}

// --- Documents to tick ---

function documents({ documents: items, procedure }, { memory, id }) {
  if (!items || !items.length) {
    return null;
  }
  const count = el('p', { class: 'muted', id: `${id}-count` });
  const boxes = items.map((item) => `${procedure.id} ${folded(item.label)} ${folded((item.details || []).join(' '))}`);
  const tell = () => {
    const ready = boxes.filter((box) => memory.isTicked(box)).length;
    count.textContent = ready
      ? `${ready} sur ${counted(items.length, 'document')} ${ready < 2 ? 'prêt' : 'prêts'}`
      : `${counted(items.length, 'document')}. Cochez au fur et à mesure.`;
  };
  tell();
  const rows = items.map((item, index) => tickRow(item, { box: boxes[index], name: `${id}-${index}`, memory, tell }));
  return el('div', { class: 'documents' }, el('h4', null, 'À réunir'), count, el('ul', { class: 'ticks' }, rows));
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

/**
 * Fees or delays. An amount of an old sheet comes after its date ("Au 12 novembre 2020 : 25 €"). The sentence is left
 * out where the chapter below says it in the same words.
 */
function figures(title, entries, said) {
  if (!entries || !entries.length) {
    return null;
  }
  const rows = entries.map(({ label, amount, text }) => {
    const figure = amount === undefined || amount === null ? null : euros(amount);
    const [, day, rest] = /^(Au [^:]*\d{4}) : ([\s\S]*)$/.exec(text || '') || [null, '', text || ''];
    const isSaid = figure && (folded(rest) === folded(figure) || folded(said).includes(folded(rest)));
    return el(
      'li',
      null,
      label && folded(label) !== folded(title) && el('span', { class: 'figure-label' }, label),
      figure && day && el('span', null, day + ' :'),
      figure && el('strong', { class: 'figure' }, figure),
      !isSaid && el('span', null, figure ? rest : text),
    );
  });
  return el('div', { class: 'figures' }, el('h4', null, title), el('ul', null, rows));
}

function services(entries) {
  const known = (entries || []).filter((service) => service.url);
  return known.length > 0 && el('div', { class: 'services' }, el('h4', null, 'En ligne'), known.map(renderService));
}

function offices(entries) {
  return (
    entries && entries.length > 0 && el('div', { class: 'offices' }, el('h4', null, 'Où s’adresser'), entries.map(renderContact))
  );
}

function forms(entries) {
  if (!entries || !entries.length) {
    return null;
  }
  const items = entries.map(({ title, number, url }) =>
    el('li', null, link(url, title), number && el('span', { class: 'muted' }, ` N° ${number}`)),
  );
  return el('div', { class: 'forms' }, el('h4', null, entries.length < 2 ? 'Formulaire' : 'Formulaires'), el('ul', null, items));
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
  const items = references.map(({ title, url }) => el('li', null, link(url, title)));
  return fold(`Textes de loi (${references.length})`, el('ul', null, items));
}

// --- Who says so ---

function source({ url, publisher, verified_on: verifiedOn }) {
  const name = publisher || 'le guide';
  return el(
    'p',
    { class: 'source' },
    'Source : ',
    url ? link(url, name) : name,
    verifiedOn && ` · Vérifié le ${frenchDate(verifiedOn)}`,
  );
}

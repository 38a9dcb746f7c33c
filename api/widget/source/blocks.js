// Typed blocks of the contract as nodes: paragraph, list, table, note, contact, service, choice.

import { el, icon, ICONS, link, phoneLink } from './dom.js';

const MARKS = {
  strong: 'strong',
  amount: 'strong',
  quotation: 'q',
  superscript: 'sup',
  subscript: 'sub',
};
const NOTES = { attention: 'Attention', a_savoir: 'À savoir', a_noter: 'À noter', rappel: 'Rappel' };

/** Nodes of `blocks`. A type that this version does not know shows the words it holds rather than nothing. */
export function renderBlocks(blocks) {
  return (blocks || []).map(renderBlock);
}

function renderBlock(block) {
  const render = RENDERERS[block.type];
  if (render) {
    return render(block);
  }
  return el('div', null, renderRuns(block.runs), renderBlocks(block.blocks));
}

const RENDERERS = {
  paragraph: (block) => el('p', { class: block.heading ? 'lead' : null }, renderRuns(block.runs)),
  list: (block) =>
    el(
      block.ordered ? 'ol' : 'ul',
      null,
      block.items.map((item) => el('li', null, renderBlocks(item))),
    ),
  table: renderTable,
  note: renderNote,
  contact: renderContact,
  service: renderService,
  choice: (block) =>
    el(
      'div',
      { class: 'choice' },
      block.prompt && el('p', { class: 'lead' }, block.prompt),
      block.options.map((option) => fold(option.label, renderBlocks(option.blocks))),
    ),
};

/** The words of a paragraph with their marks and links. */
export function renderRuns(runs) {
  return (runs || []).map((run) => {
    if (run.type === 'link') {
      return link(run.url, run.text);
    }
    if (run.type === 'foreign') {
      return el('span', { lang: run.language || null }, run.text);
    }
    return MARKS[run.type] ? el(MARKS[run.type], null, run.text) : document.createTextNode(run.text);
  });
}

/** Content behind a summary. */
export function fold(summary, children) {
  return el('details', null, el('summary', null, summary), el('div', { class: 'folded' }, children));
}

function renderTable(block) {
  const rows = block.rows || [];
  const head = rows.filter((row, index) => row.header && rows.slice(0, index).every((before) => before.header));
  const table = el(
    'table',
    null,
    block.title && el('caption', null, block.title),
    head.length > 0 && el('thead', null, head.map((row) => renderRow(row, block))),
    el('tbody', null, rows.slice(head.length).map((row) => renderRow(row, block))),
  );
  // The table scrolls inside its own frame, so it must be reachable by keyboard.
  return el('div', { class: 'table', role: 'group', tabindex: '0', 'aria-label': block.title || 'Tableau' }, table);
}

function renderRow(row, { header_columns: headerColumns = 0 }) {
  const cells = row.cells.map((cell, column) => {
    const content = renderBlocks(cell.blocks);
    const isHeader = (row.header || column < headerColumns) && content.length > 0;
    return el(
      isHeader ? 'th' : 'td',
      {
        scope: isHeader ? (row.header ? 'col' : 'row') : null,
        colspan: cell.columns > 1 ? cell.columns : null,
        rowspan: cell.rows > 1 ? cell.rows : null,
      },
      content,
    );
  });
  return el('tr', null, cells);
}

function renderNote(block) {
  const kind = NOTES[block.kind] ? block.kind : 'a_noter';
  const title = block.title && block.title !== NOTES[kind] ? ' : ' + block.title : '';
  return el(
    'div',
    { class: 'note', 'data-kind': kind },
    el('p', { class: 'lead' }, NOTES[kind] + title.replace(/[\s:]+$/, '')),
    renderBlocks(block.blocks),
  );
}

/** Where to go or whom to call: phone, address, hours, site, each when known. */
export function renderContact(contact) {
  const rows = [];
  const row = (term, value) => value && rows.push(el('dt', null, term), el('dd', null, value));
  row('Téléphone', contact.phone && phoneLink(contact.phone));
  row('Adresse', contact.address && lines(contact.address));
  row('Horaires', contact.hours && lines(contact.hours));
  row('Site', contact.url && link(contact.url, shortAddress(contact.url)));
  const more = renderBlocks(contact.blocks);
  return el(
    'div',
    { class: 'contact' },
    el('p', { class: 'lead' }, contact.title),
    rows.length > 0 && el('dl', null, rows),
    more.length > 0 && (rows.length ? fold('Toutes les coordonnées', more) : more),
  );
}

function lines(text) {
  return text.split('\n').map((line, index) => [index > 0 && el('br'), line]);
}

function shortAddress(url) {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/[/?#].*$/, '');
}

const KINDS = {
  form: 'Formulaire',
  letter_template: 'Modèle de lettre',
  simulator: 'Simulateur',
  search_tool: 'Outil de recherche',
};

/** An online service as a button that leaves the page, with what it is and who runs it. */
export function renderService(service) {
  const number = service.number && `N° ${service.number}`;
  const about = [KINDS[service.kind], number, service.provider, service.comment].filter(Boolean).join(' · ');
  return el(
    'div',
    { class: 'service' },
    service.url ? link(service.url, service.title, { class: 'action' }) : el('p', { class: 'lead' }, service.title),
    about && el('p', { class: 'muted' }, about),
    renderBlocks(service.blocks),
  );
}

// --- Telling again what is said elsewhere is left out ---

export function wordsOf(block) {
  const inner = [].concat(block.blocks || [], ...(block.items || []));
  return (block.runs || []).map((run) => run.text).join('') + inner.map(wordsOf).join(' ');
}

export function folded(text) {
  return text.replace(/\s+/g, ' ').replace(/[\s.;,:]+$/, '').trim().toLowerCase();
}

/**
 * `blocks` without the lists whose every item is among `listed` (folded words), nor the lines that introduce them. An
 * option left empty says where its list is.
 */
export function withoutListed(blocks, listed) {
  const isListed = (block) =>
    Boolean(block) &&
    block.type === 'list' &&
    block.items.every((item) => item.length === 0 || listed.has(folded(wordsOf(item[0]))));
  const kept = blocks.filter((block, index) => {
    const introduces = block.type === 'paragraph' && /:\s*$/.test(wordsOf(block)) && isListed(blocks[index + 1]);
    return !introduces && !isListed(block);
  });
  return kept.map((block) => (block.type === 'choice' ? optionsWithoutListed(block, listed) : block));
}

function optionsWithoutListed(choice, listed) {
  const options = choice.options.map(({ label, blocks }) => {
    const left = withoutListed(blocks, listed);
    return { label, blocks: blocks.length && !left.length ? [ABOVE] : left };
  });
  return Object.assign({}, choice, { options });
}

const ABOVE = { type: 'paragraph', runs: [{ type: 'text', text: 'C’est la liste à cocher ci-dessus.' }] };

// What one rarely needs: the size of the text, keeping the conversation, beginning again, what is known of this service.

import { el, link } from '../dom.js';

const SIZES = [
  ['Normal', ''],
  ['Grand', 'large'],
  ['Très grand', 'larger'],
];

/**
 * The content of the menu. `panel` gives: memory, size(name), restart(), transcript() promising a text, judge(),
 * `site`: addresses of the pages that say what is kept and how accessible this is.
 */
export function renderOptions(panel) {
  return [size(panel), keeping(panel), begin(panel), pages(panel)].filter(Boolean);
}

function size({ memory, size: change }) {
  const now = memory.get('size') || '';
  const choices = SIZES.map(([words, name]) => {
    const radio = el('input', { type: 'radio', name: 'size', value: name, onchange: () => change(name) });
    radio.checked = name === now;
    return el('label', { class: 'option' }, radio, words);
  });
  return el('fieldset', null, el('legend', null, 'Taille du texte'), choices);
}

function keeping({ memory, transcript, tell }) {
  const parts = [
    el('button', { type: 'button', class: 'small', onclick: () => download(transcript, tell) }, 'Télécharger la conversation'),
  ];
  if (!memory.shared) {
    const box = el('input', { type: 'checkbox', onchange: () => memory.keepOnDevice(box.checked) });
    box.checked = memory.onDevice;
    const help = el('p', { class: 'muted', id: 'keep-help' }, 'À ne pas cocher sur un ordinateur que d’autres utilisent.');
    box.setAttribute('aria-describedby', 'keep-help');
    parts.push(el('label', { class: 'option' }, box, 'Retrouver cette conversation plus tard sur cet appareil'), help);
  }
  return el('div', { class: 'option-group' }, parts);
}

function begin({ restart, judge }) {
  return el(
    'div',
    { class: 'option-group' },
    el('button', { type: 'button', class: 'small', onclick: restart }, 'Nouvelle conversation'),
    el('button', { type: 'button', class: 'small', onclick: judge }, 'Donner mon avis'),
  );
}

function pages({ site }) {
  const shown = [
    ['Vos données personnelles', site.privacy],
    ['Accessibilité : non conforme', site.accessibility],
    ['Ouvrir en pleine page', site.page],
  ].filter(([, address]) => address);
  return el('ul', { class: 'option-links' }, shown.map(([words, address]) => el('li', null, link(address, words))));
}

async function download(transcript, tell) {
  try {
    const file = URL.createObjectURL(new Blob([await transcript()], { type: 'text/plain;charset=utf-8' }));
    const anchor = el('a', { href: file, download: 'conversation-mairie.txt', hidden: true });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(file), 10000);
    tell('La conversation est enregistrée dans vos téléchargements.');
  } catch (error) {
    tell(error.message || 'Le téléchargement n’a pas réussi. Vérifiez votre connexion, puis réessayez.');
  }
}

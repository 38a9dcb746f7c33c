// What one does with an answer: print the list, listen, take it along. Each is loaded when it is first asked for.

import { el, icon, ICONS } from './dom.js';

/** The row under the card of `payload`. `actions`: load(name), say(words), `memory`. */
export function renderTools(payload, actions) {
  const state = el('p', { class: 'tool-state', role: 'status' });
  const more = el('div', { class: 'take', hidden: true });
  const tell = (words) => {
    state.textContent = words;
  };
  const using = (name, use) => async (event) => {
    const button = event.currentTarget;
    try {
      use(await actions.load(name), button);
    } catch (error) {
      tell('Cela n’a pas fonctionné. Vérifiez votre connexion, puis réessayez.');
    }
  };
  const documents = (payload.documents || []).length > 0;
  const print = using('keep.js', ({ printAnswer }) => printAnswer(payload, actions.memory));
  const listen = using('aloud.js', ({ readAloud }, button) => readAloud(payload, { button, tell }));
  const take = using('keep.js', ({ renderTaking }, button) => {
    if (!more.childNodes.length) {
      more.append(...renderTaking(payload, { memory: actions.memory, tell }));
    }
    more.hidden = !more.hidden;
    button.setAttribute('aria-expanded', String(!more.hidden));
  });
  return el(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'Garder cette réponse' },
    tool(ICONS.print, documents ? 'Imprimer ma liste' : 'Imprimer', print),
    'speechSynthesis' in window && tool(ICONS.sound, 'Écouter', listen),
    tool(ICONS.share, 'Envoyer, copier', take, { 'aria-expanded': 'false' }),
    more,
    state,
  );
}

function tool(drawing, words, action, attributes) {
  const known = { type: 'button', class: 'small with-icon', onclick: action };
  return el('button', Object.assign(known, attributes), icon(drawing), el('span', null, words));
}

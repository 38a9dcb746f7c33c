// "Cette réponse vous est-elle utile ?" When it is not, the assistant asks why in its next message.

import { el } from './dom.js';

const THANKS = 'Merci pour votre avis.';

/** The question under an answer. `onRate(seq, useful)` returns a promise; `memory` knows what was said. */
export function renderFeedback(message, { memory, onRate, say }) {
  const id = `feedback-${message.seq}`;
  const box = el('div', { class: 'feedback', role: 'group', 'aria-labelledby': id });
  const told = () => (memory.get('feedback') || {})[message.seq];

  const rate = async (useful) => {
    try {
      await onRate(message.seq, useful);
      memory.set('feedback', Object.assign({}, memory.get('feedback'), { [message.seq]: useful }));
      draw(true);
    } catch (error) {
      draw(true, 'Votre avis n’a pas pu être envoyé. Vous pouvez réessayer.');
    }
  };
  const button = (words, action) => el('button', { type: 'button', class: 'small', onclick: action }, words);

  const draw = (moved, problem) => {
    const answer = told();
    const words = answer === undefined ? 'Cette réponse vous est-elle utile ?' : THANKS;
    const title = el('p', { id, tabindex: '-1' }, words);
    const buttons = answer === undefined && [button('Utile', () => rate(true)), button('Pas utile', () => rate(false))];
    box.textContent = '';
    box.append(title, ...(buttons || []), problem ? el('p', { class: 'error' }, problem) : '');
    if (moved) {
      // The button pressed is gone: keep the keyboard where the next words are.
      title.focus();
      say(problem);
    }
  };
  draw(false);
  return box;
}

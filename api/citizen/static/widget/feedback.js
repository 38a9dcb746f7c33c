// "Cette réponse vous est-elle utile ?", and why not.

import { el } from './dom.js';

const REASONS = {
  other_question: 'Ce n’est pas ma question',
  incomplete: 'Il manque quelque chose',
  unclear: 'Je ne comprends pas',
};
const THANKS = 'Merci pour votre avis.';

/** The question under an answer. `onRate(seq, useful, reason)` returns a promise; `memory` knows what was said. */
export function renderFeedback(message, { memory, onRate, say }) {
  const id = `feedback-${message.seq}`;
  const box = el('div', { class: 'feedback', role: 'group', 'aria-labelledby': id });
  const told = () => (memory.get('feedback') || {})[message.seq];

  const rate = async (useful, reason) => {
    try {
      await onRate(message.seq, useful, reason);
      memory.set('feedback', Object.assign({}, memory.get('feedback'), { [message.seq]: reason || useful }));
      draw(true);
    } catch (error) {
      draw(true, 'Votre avis n’a pas pu être envoyé. Vous pouvez réessayer.');
    }
  };
  const button = (words, action) => el('button', { type: 'button', class: 'small', onclick: action }, words);

  const draw = (moved, problem) => {
    const answer = told();
    const asksWhy = answer === false;
    const words = answer === undefined ? 'Cette réponse vous est-elle utile ?' : THANKS;
    const title = el('p', { id, tabindex: '-1' }, asksWhy ? THANKS + ' Qu’est-ce qui ne va pas ?' : words);
    const buttons = asksWhy
      ? Object.entries(REASONS).map(([reason, label]) => button(label, () => rate(false, reason)))
      : answer === undefined && [button('Utile', () => rate(true)), button('Pas utile', () => rate(false))];
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

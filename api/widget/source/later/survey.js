// Two questions at the end of a talk. Answering is optional, and the second one too.

import { el } from '../dom.js';

const SCORES = ['1, pas du tout', '2', '3', '4', '5, tout à fait'];
const LONGEST = 500;

/** The form. `onSend({score, comment})` returns a promise that may raise an ApiError; `onDone()` once it is sent. */
export function renderSurvey({ onSend, onDone }) {
  const error = el('p', { class: 'error', id: 'survey-error' });
  const radios = SCORES.map((words, index) => {
    const radio = el('input', { type: 'radio', name: 'score', value: String(index + 1), 'aria-describedby': 'survey-error' });
    return el('label', { class: 'option' }, radio, words);
  });
  const comment = el('textarea', { id: 'survey-comment', rows: '2', maxlength: String(LONGEST) });
  const form = el(
    'form',
    { class: 'survey', novalidate: true, 'aria-label': 'Votre avis' },
    el('p', { class: 'eyebrow' }, 'Votre avis, si vous voulez'),
    el('fieldset', null, el('legend', null, 'Avez-vous obtenu ce que vous cherchiez ?'), radios),
    error,
    el('p', { class: 'field-row' }, el('label', { for: 'survey-comment' }, 'Que pouvons-nous améliorer ? (facultatif)'), comment),
    el('button', { type: 'submit', class: 'primary' }, 'Envoyer mon avis'),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const chosen = form.querySelector('input:checked');
    if (!chosen) {
      error.textContent = 'Choisissez une note de 1 à 5.';
      form.querySelector('input').focus();
      return;
    }
    const words = comment.value.trim();
    try {
      await onSend(Object.assign({ score: Number(chosen.value) }, words && { comment: words }));
      const thanks = el('p', { tabindex: '-1', role: 'status' }, 'Merci. Votre avis aide la mairie à améliorer ce service.');
      form.textContent = '';
      form.append(thanks);
      thanks.focus();
      onDone();
    } catch (problem) {
      error.textContent = problem.message || 'L’envoi n’a pas réussi. Vous pouvez réessayer.';
    }
  });
  return form;
}

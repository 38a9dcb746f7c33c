// One message of the conversation as nodes.

import { speaker } from './announcer.js';
import { renderCard } from './card.js';
import { renderContactForm } from './contact.js';
import { el, hiddenText, icon, ICONS, link } from './dom.js';
import { renderFeedback } from './feedback.js';
import { renderHelpLines } from './helplines.js';
import { renderProposal } from './person.js';
import { renderTools } from './tools.js';
import { leadOf, paragraphs } from './words.js';

const WHO = { assistant: 'Assistant automatique', citizen: 'Vous' };

/** The frame of a message: who speaks, then what. */
export function turn({ author, payload }, ...content) {
  return el(
    'div',
    { class: 'turn', 'data-author': author },
    el('p', { class: 'who' }, WHO[author] || speaker(author, payload)),
    content,
  );
}

/**
 * The nodes of a message of the contract. `actions`: onChoose({label, value}), onRate(seq, useful), onContact(body),
 * onAgree() and onDecline() to a person, typed(), say(words), load(name) a part of the widget, `memory`.
 */
export function renderMessage(message, actions) {
  const payload = message.payload || {};
  if (message.kind === 'answer' && payload.procedure) {
    return turn(
      message,
      opening(message, payload, actions),
      answer(message, payload, actions),
      back(payload, actions),
    );
  }
  if (message.kind === 'question' && payload.prompt) {
    return turn(
      message,
      opening(message, payload, actions),
      question(message, payload, actions),
      back(payload, actions),
    );
  }
  return turn(message, opening(message, payload, actions), suggestions(payload.suggestions, actions));
}

/** What comes before the content: words, numbers to call, the form to be called back. */
function opening(message, payload, actions) {
  return [
    words(leadOf(message), payload),
    payload.help_lines && renderHelpLines(payload.help_lines),
    contact(message, payload, actions),
    payload.handoff && proposal(message, payload, actions),
  ];
}

/** What is said, in its own language, which is French unless the payload tells another; then French follows. */
function words(text, { language, direction, about } = {}) {
  if (!text) {
    return null;
  }
  const said = paragraphs(text);
  const foreign = language && said[said.length - 2]; // the last one says the same in French
  if (foreign) {
    foreign.setAttribute('lang', language);
    foreign.setAttribute('dir', direction || 'ltr');
  }
  const more = about && el('p', { class: 'about' }, link(about.url, about.label));
  return el('div', { class: 'bubble' }, said, more);
}

function contact(message, payload, { typed, onContact }) {
  const id = `contact-${message.seq}`;
  return payload.contact && onContact && renderContactForm({ typed: typed(), id, onSend: onContact });
}

function proposal(message, { handoff, reach }, actions) {
  return renderProposal(handoff, { id: `person-${message.seq}`, reach, actions });
}

function answer(message, payload, actions) {
  const more = (payload.related || []).map(({ id, title }) => ({ label: title, value: id }));
  return [
    renderCard(payload, { memory: actions.memory, id: `answer-${message.seq}`, onChoose: actions.onChoose }),
    renderTools(payload, actions),
    renderFeedback(message, actions),
    suggestions(payload.suggestions, actions, payload.closing || 'Sur cette démarche'),
    suggestions(more, actions, 'Voir aussi'),
  ];
}

/** A question with its choices as buttons. They are never disabled: an older choice walks again from there. */
function question(message, payload, actions) {
  const id = `question-${message.seq}`;
  const subject = payload.procedure && payload.procedure.title;
  const buttons = (payload.choices || []).map((choice) => choiceButton(choice, actions));
  return el(
    'div',
    { class: 'question', role: 'group', 'aria-labelledby': id },
    subject && !payload.prompt.includes(subject) && el('p', { class: 'eyebrow' }, subject),
    el('h3', { id, tabindex: '-1' }, payload.prompt),
    payload.help && paragraphs(payload.help),
    buttons.length > 0 && el('div', { class: 'choices' }, buttons),
    suggestions(payload.suggestions, actions, 'Une autre démarche ?'),
  );
}

/** The way back to the question answered before. */
function back(payload, { onChoose }) {
  const offer = payload.back;
  const choose = () => onChoose(offer);
  return offer && el('button', { type: 'button', class: 'back', onclick: choose }, icon(ICONS.back), offer.label);
}

function choiceButton({ label, value }, { onChoose }) {
  const button = el('button', { type: 'button', class: 'choice-button', 'data-label': label }, el('span', null, label));
  button.addEventListener('click', () => onChoose({ label, value }, button));
  return button;
}

/** Mark the choice made in `group`, in words and not by colour alone. */
export function markChosen(group, label) {
  for (const button of group.querySelectorAll('.choice-button')) {
    const mark = button.querySelector('.chosen');
    if (mark) {
      mark.remove();
    }
    button.classList.toggle('is-chosen', button.dataset.label === label);
    if (button.dataset.label === label) {
      button.append(el('span', { class: 'chosen' }, hiddenText(' : '), 'votre choix'));
    }
  }
}

function suggestions(offers, { onChoose }, title) {
  if (!offers || !offers.length) {
    return null;
  }
  const buttons = offers.map(({ label, value }) => {
    const choose = () => onChoose({ label, value });
    return el('li', null, el('button', { type: 'button', class: 'suggestion', onclick: choose }, label));
  });
  return el(
    'div',
    { class: 'suggestions' },
    title && el('p', { class: 'eyebrow' }, title),
    el('ul', { 'aria-label': title || 'Suggestions' }, buttons),
  );
}

const STATES = {
  sending: 'Envoi…',
  waiting: 'En attente du réseau…',
  failed: 'Échec de l’envoi',
};

/** A message of the citizen that is not on the server yet, with its state in words. */
export function renderPending(item, { onRetry }) {
  const retry = el('button', { type: 'button', class: 'retry', onclick: onRetry }, icon(ICONS.again), 'Réessayer');
  return turn(
    { author: 'citizen' },
    el('div', { class: 'bubble' }, paragraphs(item.label)),
    el('p', { class: 'state', 'data-state': item.state }, STATES[item.state], item.state === 'failed' && retry),
  );
}

// A person of the town hall: who speaks now, the place in the queue, the proposal to be read by someone.

import { renderContactForm } from './contact.js';
import { el, phoneLink } from './dom.js';
import { counted } from './french.js';

const AUTOMATIC = 'Assistant automatique';
const NEWS_EVERY_MS = 60000; // a queue that moves is told aloud no more often
const TYPING_MS = 6000;

/** The strip above the conversation, and the words under the town's name. */
export class PersonBar {
  /** `say(words)` aloud; `onLeaveQueue()`; `nature`: the node that says who speaks. */
  constructor({ say, onLeaveQueue, nature }) {
    Object.assign(this, { say, nature });
    this.words = el('p', { class: 'person-words' });
    this.typing = el('p', { class: 'person-typing', hidden: true });
    this.leave = el('button', { type: 'button', class: 'small', onclick: onLeaveQueue }, 'Ne plus attendre');
    const words = el('div', { role: 'group', 'aria-label': 'Qui vous répond' }, this.words, this.typing);
    this.element = el('div', { class: 'person-bar', tabindex: '-1', hidden: true }, words, this.leave);
    this.name = '';
    this.tail = '';
    this.heardAt = 0;
    this.show('bot');
  }

  /** The town is a fictional one. */
  fictional(yes) {
    this.tail = yes ? ' · commune fictive' : '';
    this.show(this.status);
  }

  /** A message of the service or of an agent says who speaks. */
  learn({ payload }) {
    const agent = (payload || {}).agent;
    if (agent) {
      this.name = agent.name || agent;
      this.show(this.status);
    }
  }

  show(status) {
    this.status = status;
    this.typing.hidden = true;
    const waits = status === 'queued';
    const talks = status === 'agent';
    const who = this.name || 'une personne';
    this.element.hidden = !waits && !talks;
    this.leave.hidden = !waits;
    this.words.textContent = talks ? `Vous parlez avec ${who}, de la mairie.` : this.words.textContent;
    this.nature.textContent = talks ? `${capital(who)}, de la mairie` : waits ? 'Vous attendez une personne' : AUTOMATIC + this.tail;
    if (waits) {
      this.queue(null);
    }
  }

  /** Where the citizen stands; null when it is not known yet. */
  queue(place) {
    if (this.status !== 'queued') {
      return;
    }
    const words = placeInWords(place);
    if (words === this.words.textContent) {
      return;
    }
    this.words.textContent = words;
    if (place && Date.now() - this.heardAt >= NEWS_EVERY_MS) {
      this.heardAt = Date.now();
      this.say(words);
    }
  }

  /** The agent is writing, or stopped. */
  writes(yes) {
    clearTimeout(this.timer);
    const shown = yes && this.status === 'agent';
    this.typing.hidden = !shown;
    this.typing.textContent = shown ? `${capital(this.name || 'la personne')} écrit…` : '';
    if (shown) {
      this.timer = setTimeout(() => this.writes(false), TYPING_MS);
    }
  }
}

function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "2 personnes attendent avant vous. Attente : environ 10 minutes." */
export function placeInWords(place) {
  if (!place || !place.position) {
    return 'Vous attendez une personne de la mairie. Vous pouvez déjà écrire.';
  }
  const before = place.position - 1;
  const others = before
    ? `${counted(before, 'personne attend', 'personnes attendent')} avant vous.`
    : 'Personne n’attend avant vous.';
  const minutes = Math.ceil((place.estimated_wait_s || 0) / 60);
  return minutes ? `${others} Attente estimée : environ ${counted(minutes, 'minute')}.` : others;
}

/**
 * What can be done about a person: agree to be read and wait, or leave a way to be called back. The words around it say
 * why. `proposal` is that of the service; `actions`: onAgree(), onDecline(), onContact(body), typed().
 */
export function renderProposal(proposal, { id, reach, actions }) {
  if (proposal.available) {
    const wait = proposal.queue && el('p', { class: 'muted' }, placeInWords(proposal.queue));
    const box = el('div', { class: 'proposal', role: 'group', 'aria-label': 'Parler à une personne' });
    const answer = (action) => {
      box.remove(); // it is answered once
      action();
    };
    box.append(
      ...(wait ? [wait] : []),
      el('button', { type: 'button', class: 'choice-button', onclick: () => answer(actions.onAgree) }, 'Oui, parler à une personne'),
      el('button', { type: 'button', class: 'choice-button', onclick: () => answer(actions.onDecline) }, 'Non, continuer ici'),
    );
    return box;
  }
  const phone = ((reach || {}).phones || [])[0];
  return [
    phone && el('p', { class: 'call' }, phoneLink(phone.number, `Appeler la mairie : ${phone.number}`)),
    proposal.contact && renderContactForm({ typed: actions.typed(), id, onSend: actions.onContact }),
  ];
}

// What is always in view: a person, and the way out that leaves nothing behind.

import { el, icon, ICONS } from './dom.js';

const DOUBLE_CLICK_MS = 600;

export class Foot {
  /** `onPerson()`; `onErase()` returns a promise that may raise an ApiError. */
  constructor({ onPerson, onErase }) {
    this.onErase = onErase;
    this.readyAt = 0;
    this.person = button(ICONS.person, 'Parler à une personne', () => this.isReady() && onPerson());
    this.leave = button(ICONS.erase, 'Effacer et quitter', () => this.isReady() && this.ask());
    this.confirmation = el('div', { class: 'confirmation', role: 'group', 'aria-labelledby': 'confirm', hidden: true });
    this.element = el('div', { class: 'foot-area' }, this.confirmation, el('div', { class: 'foot' }, this.person, this.leave));
  }

  /** The panel opens under the pointer: the second of two clicks on the launcher was not meant for what is here. */
  opened() {
    this.readyAt = Date.now() + DOUBLE_CLICK_MS;
  }

  isReady() {
    return Date.now() >= this.readyAt;
  }

  ask(problem) {
    const yes = el('button', { type: 'button', class: 'small', onclick: () => this.erase() }, 'Oui, tout effacer');
    const no = el('button', { type: 'button', class: 'small', onclick: () => this.dismiss() }, 'Annuler');
    this.confirmation.textContent = '';
    this.confirmation.append(
      el('p', { id: 'confirm' }, problem || 'Effacer toute la conversation, ici et sur le service ? Elle sera perdue.'),
      el('div', { class: 'buttons' }, yes, no),
    );
    this.confirmation.hidden = false;
    yes.focus();
  }

  async erase() {
    try {
      await this.onErase();
      this.confirmation.hidden = true;
    } catch (error) {
      this.ask('L’effacement n’a pas réussi : la conversation existe encore. Vérifiez votre connexion. Réessayer ?');
    }
  }

  /** Put the question away; whether there was one. */
  dismiss() {
    const asked = !this.confirmation.hidden;
    this.confirmation.hidden = true;
    if (asked) {
      this.leave.focus();
    }
    return asked;
  }
}

function button(drawing, words, action) {
  return el('button', { type: 'button', class: 'foot-button', onclick: action }, icon(drawing), el('span', null, words));
}

// The town hall itself, always in view: its name, its phone, its hours of the day.

import { el, icon, ICONS, phoneLink } from './dom.js';

export class Desk {
  constructor() {
    this.name = el('h2', { id: 'title', tabindex: '-1' }, 'Assistant de la mairie');
    this.nature = el('p');
    this.element = el('div', { class: 'desk', hidden: true });
  }

  /** Show what GET /site says. */
  show({ name, phones, today, notices }) {
    this.name.textContent = name;
    this.element.textContent = '';
    this.element.hidden = false;
    this.element.append(
      ...(phones || []).slice(0, 1).map(phone),
      ...(today ? [el('p', null, today.text)] : []),
      ...(notices || []).map((notice) => el('p', { class: 'news' }, notice)),
    );
  }
}

function phone({ number }) {
  return el('p', { class: 'phone' }, icon(ICONS.phone), phoneLink(number));
}

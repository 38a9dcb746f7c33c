// The town hall itself, always in view: its name, its phone, its hours of the day.

import { el, icon, ICONS, phoneLink } from './dom.js';

export class Desk {
  constructor() {
    this.name = el('h2', { id: 'title', tabindex: '-1' }, 'Assistant de la mairie');
    this.element = el('div', { class: 'desk', hidden: true });
  }

  /** Show what GET /site says; `site` is null when it could not be had. */
  show(site) {
    if (!site) {
      return;
    }
    this.name.textContent = site.name;
    const phone = (site.phones || [])[0];
    this.element.textContent = '';
    this.element.hidden = false;
    this.element.append(
      phone ? el('p', { class: 'phone' }, icon(ICONS.phone), phoneLink(phone.number)) : '',
      site.today ? el('p', { class: 'today' }, site.today.text) : '',
    );
  }
}

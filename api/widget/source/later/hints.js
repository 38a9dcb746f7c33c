// Titles proposed while the citizen writes. What is typed is neither logged nor stored by the service, and nothing is
// asked while it looks personal.

import { el } from '../dom.js';

const PAUSE_MS = 300;
const SHORTEST = 3;
const LONGEST = 60; // beyond, it is a story and no longer a title
const MOST = 5;
const PERSONAL = /\d{4}|@|\d[\s.-]?\d[\s.-]?\d[\s.-]?\d|m['’]appelle|mon nom|né le|née le|numéro/i;

/** Whether titles may be asked for `text`. */
export function mayAsk(text) {
  return text.length >= SHORTEST && text.length <= LONGEST && !text.includes('\n') && !PERSONAL.test(text);
}

export class Hints {
  /** `field`: where one writes; `place`: where titles go; `ask(text, signal)`; `onPick(title)`; `say(words)`; `allowed()`. */
  constructor({ field, place, ask, onPick, say, allowed }) {
    Object.assign(this, { field, place, ask, onPick, say, allowed });
    this.told = false;
    field.addEventListener('keydown', (event) => this.key(event));
    place.addEventListener('keydown', (event) => this.key(event));
  }

  changed() {
    clearTimeout(this.timer);
    if (this.asking) {
      this.asking.abort();
    }
    const text = this.field.value.trim();
    if (!mayAsk(text) || !this.allowed()) {
      this.hide();
      return;
    }
    this.timer = setTimeout(() => this.look(text), PAUSE_MS);
  }

  async look(text) {
    if (this.field.value.trim() !== text) {
      return; // sent meanwhile
    }
    const asking = new AbortController();
    this.asking = asking;
    try {
      const { suggestions } = await this.ask(text, asking.signal);
      if (this.asking === asking && this.field.value.trim() === text) {
        this.show(suggestions.slice(0, MOST));
      }
    } catch (error) {
      this.hide(); // a help only
    }
  }

  show(found) {
    this.place.textContent = '';
    const rows = found.map(({ title }) => {
      const pick = () => {
        this.hide();
        this.onPick(title);
      };
      return el('li', null, el('button', { type: 'button', class: 'hint', onclick: pick }, title));
    });
    this.place.append(el('p', { class: 'eyebrow' }, 'Fiches qui s’en approchent'), el('ul', null, rows));
    this.place.hidden = !rows.length;
    if (rows.length && !this.told) {
      this.told = true; // once: it would be said at every pause
      this.say('Des fiches sont proposées sous le champ pendant que vous écrivez. Flèche vers le bas pour y aller.');
    }
  }

  hide() {
    clearTimeout(this.timer);
    this.place.hidden = true;
    this.place.textContent = '';
  }

  /** The arrows go from the field to the titles and back; Escape puts them away. */
  key(event) {
    const buttons = [...this.place.querySelectorAll('button')];
    if (!buttons.length) {
      return;
    }
    const at = buttons.indexOf(this.place.getRootNode().activeElement);
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.hide();
      this.field.focus();
    } else if (event.key === 'ArrowDown' && (at >= 0 || !this.field.value.includes('\n'))) {
      event.preventDefault();
      buttons[Math.min(at + 1, buttons.length - 1)].focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      event.preventDefault();
      (at ? buttons[at - 1] : this.field).focus();
    }
  }
}

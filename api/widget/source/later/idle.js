// On a computer that many people use, what nobody looks at any more empties itself.

import { el } from '../dom.js';

const WARN_AFTER_MS = 3 * 60 * 1000;
const EMPTY_AFTER_MS = 2 * 60 * 1000; // from the warning on
const WARNING = 'Sans geste de votre part, cette conversation sera effacée dans 2 minutes.';

export class Idle {
  /** `element`: what the citizen touches; `place`: where the warning goes; `say(words)`; `onEmpty()`. */
  constructor({ element, place, say, onEmpty }) {
    Object.assign(this, { place, say, onEmpty });
    const active = ({ type, target }) => {
      // Once warned, going to the button with the keyboard must not take it away; writing or pressing elsewhere counts.
      const onTheWay = this.warned && (type === 'keydown' || type === 'scroll' || place.contains(target));
      if (!onTheWay) {
        this.start();
      }
    };
    ['keydown', 'pointerdown', 'input', 'scroll'].forEach((event) => element.addEventListener(event, active, true));
    this.start();
  }

  start() {
    clearTimeout(this.timer);
    this.warned = false;
    this.place.hidden = true;
    this.place.textContent = '';
    this.timer = setTimeout(() => this.warn(), WARN_AFTER_MS);
  }

  stop() {
    clearTimeout(this.timer);
    this.place.hidden = true;
  }

  warn() {
    this.warned = true;
    const here = el('button', { type: 'button', class: 'small', onclick: () => this.start() }, 'Je suis encore là');
    this.place.textContent = '';
    this.place.append(el('p', null, WARNING), here);
    this.place.hidden = false;
    this.say(WARNING + ' Le bouton « Je suis encore là » la garde.');
    this.timer = setTimeout(() => this.onEmpty(), EMPTY_AFTER_MS);
  }
}

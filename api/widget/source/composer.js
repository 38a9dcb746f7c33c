// The field where the citizen writes.

import { el, hiddenText, icon, ICONS } from './dom.js';
import { counted } from './french.js';

export const LONGEST = 1000;
const COUNTED_FROM = 800;
const CAUTION = 'N’écrivez ni votre nom, ni vos numéros personnels. ';

/** Length as the server counts it: a character outside the basic plane is one. */
export function length(text) {
  return Array.from(text).length;
}

export class Composer {
  /** `onSend(text)` is told of each message, `onWrite()` of each change; `memory` keeps the draft. */
  constructor({ memory, onSend, onWrite }) {
    Object.assign(this, { memory, onSend, onWrite });
    this.hints = el('div', { class: 'hints', hidden: true });
    this.field = el('textarea', {
      id: 'message',
      rows: '1',
      placeholder: 'Votre question',
      autocomplete: 'off',
      enterkeyhint: 'send',
      'aria-describedby': 'message-help message-count message-error',
      oninput: () => this.write(),
      onkeydown: (event) => this.pressed(event),
    });
    this.count = el('p', { id: 'message-count', class: 'count' });
    this.error = el('p', { id: 'message-error', class: 'error' });
    this.privacy = el('span', { class: 'privacy' });
    this.element = el(
      'form',
      { class: 'composer', novalidate: true, onsubmit: (event) => this.submit(event) },
      el('label', { for: 'message' }, 'Votre question'),
      el('div', { class: 'field' }, this.field, sendButton()),
      this.hints,
      this.error,
      this.count,
      el('p', { id: 'message-help', class: 'help' }, CAUTION, this.privacy),
    );
    this.field.value = memory.get('draft') || '';
    this.show();
  }

  /** Say, until the conversation has begun, how long it is kept. */
  promise(privacy) {
    this.privacy.textContent = privacy || '';
  }

  focus() {
    this.field.focus();
  }

  /** Have titles proposed under the field by `Hints`, with `ways` to ask for them. */
  help(Hints, ways) {
    const onPick = (title) => {
      this.field.value = title;
      this.submit();
      this.focus();
    };
    return new Hints(Object.assign({ field: this.field, place: this.hints, onPick }, ways));
  }

  pressed(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
  }

  write() {
    this.changed();
    this.onWrite();
  }

  changed() {
    this.memory.set('draft', this.field.value || undefined);
    this.refuse('');
    this.show();
  }

  /** The field grows with its words; the count appears when the end is near. */
  show() {
    const size = length(this.field.value);
    this.field.style.height = 'auto';
    if (this.field.scrollHeight) {
      this.field.style.height = this.field.scrollHeight + 2 + 'px';
    }
    const left = LONGEST - size;
    if (size < COUNTED_FROM) {
      this.count.textContent = '';
    } else if (left >= 0) {
      this.count.textContent = 'Encore ' + counted(left, 'caractère possible', 'caractères possibles');
    } else {
      this.count.textContent = counted(-left, 'caractère') + ' de trop';
    }
    this.count.classList.toggle('over', left < 0);
  }

  submit(event) {
    if (event) {
      event.preventDefault();
    }
    this.hints.hidden = true;
    const text = this.field.value.trim();
    if (!text) {
      this.refuse('Écrivez votre question, puis envoyez-la.');
    } else if (length(text) > LONGEST) {
      const over = counted(length(text) - LONGEST, 'caractère');
      this.refuse(`Votre message est trop long de ${over}. Raccourcissez-le un peu.`);
    } else {
      this.field.value = '';
      this.changed();
      this.onSend(text);
      return;
    }
    this.focus();
  }

  /** Say why the message was not sent, beside the field; '' takes it back. */
  refuse(reason) {
    this.error.textContent = reason;
    if (reason) {
      this.error.setAttribute('role', 'alert');
      this.field.setAttribute('aria-invalid', 'true');
    } else {
      this.error.removeAttribute('role');
      this.field.removeAttribute('aria-invalid');
    }
  }

  /** Put back words that the server refused, unless others were written since. */
  giveBack(text, reason) {
    if (!this.field.value.trim()) {
      this.field.value = text;
      this.changed();
    }
    this.refuse(reason);
    this.focus();
  }

  clear() {
    this.field.value = '';
    this.changed();
  }
}

function sendButton() {
  return el('button', { type: 'submit', class: 'send', title: 'Envoyer' }, icon(ICONS.send), hiddenText('Envoyer'));
}

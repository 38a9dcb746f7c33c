// The conversation on the screen: messages in order, and what is still being sent.

import { el, isTouch } from './dom.js';
import { markChosen, renderMessage, renderPending } from './turns.js';

const SLOW_MS = 6000;
const SENT = 'Envoyé';

export class Log {
  /** `actions`: see `renderMessage`, and onRetry(). */
  constructor(actions) {
    this.actions = Object.assign({}, actions, { onChoose: (offer, button) => this.chosen(offer, button) });
    this.choose = actions.onChoose;
    this.list = el('div', { class: 'turns' });
    this.unsent = el('div', { class: 'turns' });
    this.typing = el('div', { class: 'typing', hidden: true });
    this.receipt = el('p', { class: 'state' }, SENT);
    // Named as a log for those who read it; what is new is told by the announcer, once.
    this.element = el(
      'div',
      { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': 'Conversation', tabindex: '0' },
      this.list,
      this.unsent,
      this.typing,
    );
    this.clear();
  }

  clear() {
    this.list.textContent = '';
    this.unsent.textContent = '';
    this.questions = [];
    this.count = 0; // messages shown
    this.pendingNodes = new Map();
    this.waiting(false);
  }

  /** Show a message of the server. A live one is scrolled to: its beginning, since a card may be long. */
  add(message, live) {
    const node = renderMessage(message, this.actions);
    if (message.author !== 'citizen') {
      // The way back is offered under the last message only.
      this.list.querySelectorAll('.back').forEach((button) => button.remove());
    }
    this.list.append(node);
    this.count += 1;
    if (message.author === 'citizen') {
      this.settle(message);
      this.recognise(message.text);
      this.receipt.textContent = SENT;
      this.receiptOf = message.seq;
      node.append(this.receipt); // under the last one only
    }
    if (message.kind === 'question') {
      this.questions.push(node);
    }
    if (live) {
      this.scrollTo(node);
    }
  }

  /** Forget the unsent copy of a message that is now in the conversation. */
  settle({ client_id: clientId }) {
    const node = this.pendingNodes.get(clientId);
    if (node) {
      node.remove();
      this.pendingNodes.delete(clientId);
    }
  }

  /** Show the state of what the citizen sends. */
  pending(item) {
    const before = this.pendingNodes.get(item.clientId);
    if (item.state === 'sent') {
      return; // its copy stays until the conversation shows it
    }
    if (item.state === 'refused') {
      this.settle({ client_id: item.clientId });
      return;
    }
    const node = renderPending(item, this.actions);
    if (before) {
      before.replaceWith(node);
    } else {
      this.unsent.append(node);
      this.scrollTo(node);
    }
    this.pendingNodes.set(item.clientId, node);
  }

  /** The agent has read up to `seq`. */
  read(seq) {
    if (this.receiptOf && seq >= this.receiptOf) {
      this.receipt.textContent = 'Lu';
    }
  }

  /** Something of the widget itself at the end of the conversation. */
  append(node) {
    this.list.append(node);
    this.scrollTo(node);
  }

  /** The same, where the keyboard goes. */
  put(node) {
    this.append(node);
    node.setAttribute('tabindex', '-1');
    node.focus({ preventScroll: true });
  }

  /** A line of the widget itself, with an optional button. */
  notice(words, action) {
    const button = action && el('button', { type: 'button', class: 'small', onclick: action.run }, action.label);
    const node = el('div', { class: 'notice' }, el('p', null, words), button);
    this.list.append(node);
    this.scrollTo(node);
    return node;
  }

  /** The sign that a reply is under way. */
  waiting(expected) {
    if (expected === !this.typing.hidden) {
      return;
    }
    clearTimeout(this.slow);
    this.typing.textContent = '';
    this.typing.hidden = !expected;
    if (expected) {
      const words = el('span', null, 'L’assistant cherche la réponse');
      const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
      this.typing.append(words, dots);
      this.slow = setTimeout(() => {
        words.textContent = 'La réponse prend plus de temps que d’habitude';
        this.actions.say(words.textContent);
      }, SLOW_MS);
      this.scrollTo(this.typing);
    }
  }

  // --- Choices ---

  chosen(offer, button) {
    const group = button && button.closest('.question');
    if (group) {
      markChosen(group, offer.label);
    }
    this.choose(offer);
  }

  /** Mark, in the last question, the choice that the citizen's `text` names: after a reload, or typed in full. */
  recognise(text) {
    const last = this.questions[this.questions.length - 1];
    const labels = last ? Array.from(last.querySelectorAll('.choice-button'), (button) => button.dataset.label) : [];
    if (labels.includes(text)) {
      markChosen(last, text);
    }
  }

  // --- Scrolling ---

  /** Bring the last message into view, as after a page change. */
  showLast() {
    if (this.list.lastElementChild) {
      this.scrollTo(this.list.lastElementChild);
    }
  }

  /** Bring the beginning of `node` into view, without moving the page around the panel. */
  scrollTo(node) {
    const scroller = this.element.scrollHeight > this.element.clientHeight + 1 ? this.element : this.element.parentNode;
    if (!scroller || !scroller.getBoundingClientRect) {
      return;
    }
    const gap = node.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const top = scroller.scrollTop + gap - 12;
    const calm = isTouch() || matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (scroller.scrollTo) {
      scroller.scrollTo({ top, behavior: calm ? 'auto' : 'smooth' });
    } else {
      scroller.scrollTop = top;
    }
  }
}

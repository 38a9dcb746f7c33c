// What the citizen wrote and the server does not hold yet. Nothing leaves this box before its receipt is there.

import { ApiError, isGone } from './api.js';
import { backoff } from './stream.js';

const TRIES = 4; // of one message, before the citizen is asked to try again
const LONGEST_WAIT_S = 60;
const TIMEOUT = 408;
const TOO_OFTEN = 429;

export class Outbox {
  /**
   * `post(body)`: promise of the server's receipt. `onState(item)`: item.state became "sending", "waiting", "failed",
   * "sent" or "refused" (with item.error). `onAccepted(message)`; `onLost()`: the conversation is no longer there.
   */
  constructor({ memory, post, onState, onAccepted, onLost }) {
    Object.assign(this, { memory, post, onState, onAccepted, onLost });
    this.items = [];
    this.stopped = false;
  }

  /** Take up what was left by the page before, except what the conversation already `holds` (a set of ids). */
  restore(holds) {
    this.items = (this.memory.get('outbox') || []).filter((item) => !holds.has(item.clientId));
    this.items.forEach((item) => this.setState(item, 'waiting'));
    this.flush();
  }

  add(item) {
    this.items.push(item);
    this.keep();
    this.setState(item, 'sending');
    this.flush();
  }

  /** Try again what failed, and what waits behind it. */
  retry() {
    for (const item of this.items) {
      item.tries = 0;
      this.setState(item, 'sending');
    }
    this.flush();
  }

  /** The conversation holds the message of this id. */
  settle(clientId) {
    this.remove((item) => item.clientId === clientId);
  }

  /** Send nothing more, and tell nothing of what is under way. */
  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  remove(unwanted) {
    this.items = this.items.filter((item) => !unwanted(item));
    this.keep();
  }

  keep() {
    const kept = this.items.map(({ clientId, text, choice, label }) => ({ clientId, text, choice, label }));
    this.memory.set('outbox', kept.length ? kept : undefined);
  }

  setState(item, state) {
    item.state = state;
    this.onState(item);
  }

  /** Send what waits, one at a time and in order: the next leaves when the one before is on the server's disk. */
  async flush() {
    if (this.flushing) {
      return;
    }
    this.flushing = true;
    clearTimeout(this.timer);
    try {
      let goesOn = true;
      while (goesOn && this.items.length && !this.stopped) {
        goesOn = await this.send(this.items[0]);
      }
    } finally {
      this.flushing = false;
    }
  }

  /** Whether the next one may leave. */
  async send(item) {
    const said = item.choice === undefined ? { text: item.text } : { choice: item.choice };
    try {
      const { message } = await this.post(Object.assign({ client_id: item.clientId }, said));
      if (!this.stopped) {
        this.remove((other) => other === item);
        this.setState(item, 'sent');
        this.onAccepted(message);
      }
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      return !this.stopped && this.failed(item, error);
    }
  }

  failed(item, error) {
    if (isGone(error)) {
      this.onLost();
      return false;
    }
    if (error.status >= 400 && error.status < 500 && error.status !== TIMEOUT && error.status !== TOO_OFTEN) {
      this.remove((other) => other === item);
      item.error = error.message;
      this.setState(item, 'refused');
      return true;
    }
    item.tries = (item.tries || 0) + 1;
    if (item.tries >= TRIES) {
      this.items.forEach((waiting) => this.setState(waiting, 'failed'));
      return false;
    }
    this.setState(item, 'waiting');
    const asked = error.retryAfter ? Math.min(error.retryAfter, LONGEST_WAIT_S) * 1000 : 0;
    this.timer = setTimeout(() => this.flush(), asked || backoff(item.tries));
    return false;
  }
}

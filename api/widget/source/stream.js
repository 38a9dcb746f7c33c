// News of one conversation: WebSocket first, long poll where it does not pass. Either is only a hint; what counts is
// the number of the last message received, from which every new connection resumes.

import { isGone } from './api.js';

const LONG_POLL_S = 25;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30000;
const SOCKET_TRIES = 2; // refused this often without having served: this network or page allows none
const SHORT_LIFE_MS = 5000;
const SLOW_SOCKET_MS = 700; // not open by then, it may be refused without a word: ask meanwhile
const LOST = [4401, 4404]; // close codes: not this conversation's token, no such conversation

/** A delay that doubles at each attempt, spread so that a thousand widgets do not come back at the same instant. */
export function backoff(attempt) {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * Math.pow(2, attempt));
  return longest / 2 + (Math.random() * longest) / 2;
}

export class Stream {
  /**
   * `after()`: number of the last message held. `onNews(frame)`: a frame of the contract, or the body of a poll with
   * type "poll". `onState(connected)`. `onLost(error)`: the conversation is no longer there. `fresh`: it has just come.
   */
  constructor({ api, conversation, after, onNews, onState, onLost, fresh }) {
    Object.assign(this, { api, conversation, after, onNews, onState, onLost, fresh });
    this.attempt = 0;
    this.socketFailures = 0;
    this.stopped = true;
  }

  start() {
    if (this.stopped) {
      this.stopped = false;
      this.connect();
    }
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.drop();
  }

  /** Connect now rather than at the end of a delay: the network is back, the phone was woken. */
  wake() {
    if (!this.stopped && !this.connected) {
      clearTimeout(this.timer);
      this.drop();
      this.attempt = 0;
      this.socketFailures = 0;
      this.connect();
    }
  }

  /** The connection missed something: replace it. */
  renew() {
    if (!this.stopped) {
      clearTimeout(this.timer);
      this.drop();
      this.connect();
    }
  }

  /** Send a frame that may be lost: it only tells what happens just now. */
  send(frame) {
    if (this.socket && this.connected) {
      this.socket.send(JSON.stringify(frame));
    }
  }

  drop() {
    this.connected = false;
    clearTimeout(this.slow);
    if (this.socket) {
      const socket = this.socket;
      this.socket = null;
      socket.close();
    }
    this.stopPolling();
  }

  stopPolling() {
    clearTimeout(this.slow);
    if (this.polling) {
      this.polling.abort();
      this.polling = null;
    }
  }

  connect() {
    if (this.socketFailures < SOCKET_TRIES && typeof WebSocket === 'function') {
      this.listen();
    } else {
      this.poll();
    }
  }

  retryLater() {
    if (this.stopped) {
      return;
    }
    this.connected = false;
    this.attempt += 1;
    if (this.attempt > 1) {
      this.onState(false);
    }
    this.timer = setTimeout(() => this.connect(), backoff(this.attempt));
  }

  succeeded() {
    this.attempt = 0;
    if (!this.connected) {
      this.connected = true;
      this.onState(true);
    }
  }

  listen() {
    let socket;
    try {
      socket = new WebSocket(this.api.streamAddress(this.conversation));
    } catch (error) {
      // Older browsers say in this way that the page's policy forbids it.
      this.socketFailures = SOCKET_TRIES;
      this.poll();
      return;
    }
    this.socket = socket;
    this.slow = setTimeout(() => this.poll(), SLOW_SOCKET_MS);
    let heard = false;
    let openedAt = 0;
    socket.onopen = () => {
      openedAt = Date.now();
      this.stopPolling();
      socket.send(JSON.stringify({ type: 'auth', token: this.conversation.token, after: this.after() }));
      this.succeeded();
    };
    socket.onmessage = (event) => {
      heard = true;
      this.socketFailures = 0;
      this.onNews(JSON.parse(event.data));
    };
    socket.onclose = (event) => {
      if (this.socket === socket) {
        this.socket = null;
        if (LOST.includes(event.code)) {
          this.onLost();
          return;
        }
        this.socketFailures += heard || (openedAt && Date.now() - openedAt > SHORT_LIFE_MS) ? 0 : 1;
        if (openedAt) {
          this.retryLater();
        } else {
          this.poll();
        }
      }
    };
  }

  async poll() {
    clearTimeout(this.slow);
    if (this.polling) {
      return;
    }
    const controller = new AbortController();
    this.polling = controller;
    // The first poll answers at once, and so tells that the connection is there: a conversation just begun has told it.
    let wait = this.fresh ? LONG_POLL_S : 0;
    this.fresh = false;
    try {
      while (this.polling === controller) {
        const after = this.after();
        const news = await this.api.messages(this.conversation, { after, wait, signal: controller.signal });
        if (this.polling === controller) {
          this.succeeded();
          this.onNews(Object.assign({ type: 'poll' }, news));
        }
        wait = LONG_POLL_S;
      }
    } catch (error) {
      if (this.polling !== controller) {
        return;
      }
      this.polling = null;
      if (isGone(error)) {
        this.onLost(error);
      } else {
        this.drop(); // a socket may be under way too
        this.retryLater();
      }
    }
  }
}

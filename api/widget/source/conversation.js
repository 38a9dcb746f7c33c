// The conversation as this tab knows it: what the server said, in order and without a gap; what is still to be sent.

import { isGone } from './api.js';
import { pageAddress, uuid } from './identity.js';
import { Outbox } from './outbox.js';
import { Stream } from './stream.js';

const SILENCE_MS = 8000; // after this long without the reply expected, ask for it

export class Conversation {
  /**
   * `listener` is told: message(message, live), pending(item) when something to send changes state ("sending",
   * "waiting", "failed", "sent", "refused" with item.error), waiting(expected) for the typing sign, status(now, before),
   * queue(place), typing(yes) of an agent, read(seq) by an agent, connected(yes), lost().
   */
  constructor({ api, memory, listener, options, opening }) {
    Object.assign(this, { api, memory, listener, options, opening });
    this.reset();
  }

  reset() {
    this.last = 0; // number of the last message shown
    this.early = new Map(); // messages that came before one that precedes them
    this.clientIds = new Set(); // of the messages shown
    this.outbox = new Outbox({
      memory: this.memory,
      post: (body) => this.api.post(this.identity, body),
      onState: (item) => this.listener.pending(item),
      onAccepted: (message) => this.receive([message], true),
      onLost: () => this.lose(),
    });
    this.typed = ''; // what was written last
    this.awaited = 0; // replies the assistant owes
    this.status = 'bot';
  }

  /** Resume the conversation of this tab, or begin one. Raises ApiError. */
  async start() {
    await this.memory.askTabs();
    const kept = this.memory.get('conversation');
    if (kept) {
      this.giveUpOpening();
      try {
        await this.resume(kept);
        return;
      } catch (error) {
        if (!isGone(error)) {
          throw error;
        }
        this.memory.forgetConversation();
        this.reset();
      }
    }
    await this.begin();
  }

  /** Another tab holds the conversation: the one asked for meanwhile goes. */
  async giveUpOpening() {
    const unneeded = await this.opening;
    this.opening = null;
    if (unneeded) {
      this.api.erase(unneeded).catch(() => {}); // it holds nothing, and does not stay for ever
    }
  }

  async begin() {
    const created = (await this.opening) || (await this.create());
    this.opening = null;
    this.adopt({ id: created.id, token: created.token });
    this.setStatus(created.status);
    this.receive(created.messages || [], true);
    this.listen({ fresh: true });
  }

  async create() {
    const body = { page_url: pageAddress() };
    if (this.options.procedure) {
      body.procedure = this.options.procedure;
      body.aspect = this.options.aspect;
    }
    try {
      return await this.api.open(body);
    } catch (error) {
      if (error.status !== 422 || !body.procedure) {
        throw error;
      }
      // The page names a procedure that is not, or no longer, in the base: the citizen can still ask.
      return this.api.open({ page_url: body.page_url });
    }
  }

  async resume(kept) {
    const news = await this.api.messages(kept, { after: 0, wait: 0 });
    this.adopt(kept);
    this.receive(news.messages, false);
    this.setStatus(news.status);
    this.listener.queue(news.queue);
    this.listen();
    this.outbox.restore(this.clientIds);
  }

  adopt(identity) {
    this.identity = identity;
    this.memory.set('conversation', identity);
  }

  /** `fresh`: the conversation has just come, so nothing can have been missed. */
  listen({ fresh } = {}) {
    this.stream = new Stream({
      fresh,
      api: this.api,
      conversation: this.identity,
      after: () => this.last,
      onNews: (frame) => this.hear(frame),
      onState: (connected) => this.listener.connected(connected),
      onLost: () => this.lose(),
    });
    this.stream.start();
  }

  pause() {
    if (this.stream) {
      this.stream.stop();
    }
  }

  unpause() {
    if (this.stream) {
      this.stream.start();
    }
  }

  /** The network is back or the page is looked at again: connect, ask what was missed, send what waits. */
  wake() {
    if (this.stream && !this.stream.stopped) {
      this.stream.wake();
      this.catchUp();
      this.outbox.flush();
    }
  }

  /** Leave this conversation, which is forgotten here. */
  leave() {
    this.pause();
    clearTimeout(this.silence);
    this.outbox.stop();
    this.memory.forgetConversation();
    this.identity = null;
    this.reset();
    this.options = {};
  }

  /** Leave this conversation and begin another. Raises ApiError. */
  async restart() {
    this.leave();
    await this.begin();
  }

  lose() {
    this.pause();
    this.outbox.stop();
    clearTimeout(this.silence);
    this.memory.forgetConversation();
    this.listener.lost();
  }

  // --- What the server says ---

  hear(frame) {
    if (frame.type === 'message') {
      this.receive([frame.message], true);
    } else if (frame.type === 'poll') {
      this.receive(frame.messages || [], true);
      this.setStatus(frame.status);
      this.listener.queue(frame.queue);
    } else if (frame.type === 'status') {
      this.setStatus(frame.status);
    } else if (frame.type === 'queue') {
      this.listener.queue(frame);
    } else if (frame.type === 'typing' && frame.author === 'agent') {
      this.listener.typing(frame.typing);
    } else if (frame.type === 'read') {
      this.listener.read(frame.seq);
    }
  }

  setStatus(status) {
    const before = this.status;
    if (status && status !== before) {
      this.status = status;
      this.listener.status(status, before);
      this.expect();
    }
  }

  /** Show `messages` in order, once each; hold back those that come before their elders and ask for these. */
  receive(messages, live) {
    for (const message of messages) {
      if (message.seq > this.last) {
        this.early.set(message.seq, message);
      }
    }
    while (this.early.has(this.last + 1)) {
      const message = this.early.get(this.last + 1);
      this.early.delete(message.seq);
      this.last = message.seq;
      this.show(message, live);
    }
    if (this.early.size) {
      this.catchUp();
    }
  }

  show(message, live) {
    if (message.author === 'citizen') {
      this.clientIds.add(message.client_id);
      this.outbox.settle(message.client_id);
      this.awaited += this.status === 'bot' ? 1 : 0;
    } else if (message.in_reply_to) {
      this.awaited = Math.max(0, this.awaited - 1);
    }
    this.listener.message(message, live);
    this.expect();
  }

  expect() {
    const expected = this.status === 'bot' && this.awaited > 0;
    this.listener.waiting(expected);
    clearTimeout(this.silence);
    if (expected) {
      this.silence = setTimeout(() => this.catchUp(true), SILENCE_MS);
    }
  }

  /** Ask for what was missed. A stream that missed something (`doubtful`) is replaced. */
  async catchUp(doubtful) {
    if (this.catching || !this.identity) {
      return;
    }
    this.catching = true;
    const before = this.last;
    try {
      const news = await this.api.messages(this.identity, { after: before, wait: 0 });
      const missing = news.messages.map((message) => message.seq);
      if (this.early.size && !missing.includes(this.last + 1)) {
        this.last = Math.min(...missing, ...this.early.keys()) - 1; // that number was erased
      }
      this.catching = false;
      this.receive(news.messages, true);
      this.setStatus(news.status);
      if (doubtful && this.last > before) {
        this.stream.renew();
      }
    } catch (error) {
      if (isGone(error)) {
        this.lose();
      }
    } finally {
      this.catching = false;
      this.expect();
    }
  }

  // --- What the citizen says ---

  /** Send words. */
  say(text) {
    this.typed = text; // for the contact form, which the server cannot fill in: it masks what it keeps
    this.outbox.add({ clientId: uuid(), text, label: text });
  }

  /** Leave a way to be called back. Raises ApiError. */
  leaveContact(body) {
    return this.api.contact(this.identity, body);
  }

  /** Have the service forget the conversation, then forget it here. Raises ApiError, unless it was gone already. */
  async erase() {
    this.pause(); // its own end is no news
    try {
      if (this.identity) {
        await this.api.erase(this.identity);
      }
    } catch (error) {
      if (!isGone(error)) {
        this.unpause();
        throw error;
      }
    }
    this.leave();
  }

  /** Choose a button of the contract: its value goes out, its label is shown. */
  choose({ label, value }) {
    this.outbox.add({ clientId: uuid(), choice: value, label });
  }

  /** Try again what could not be sent. */
  retry() {
    this.outbox.retry();
  }

  /** Tell whether an answer was useful; if not, the assistant asks why. Raises ApiError. */
  rate(seq, useful) {
    return this.api.rate(this.identity, { seq, useful });
  }
}

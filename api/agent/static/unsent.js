// What the agent sent and the service does not hold yet: kept in this tab, sent again under the same name until there
// is a receipt, so that nothing is lost and nothing said twice.

import { call } from "/espace-agents/static/http.js";
import { backoff } from "/agent/widget/stream.js";

const AGAIN = [0, 408, 429, 500, 502, 503, 504]; // answers after which the same request may succeed

export class Unsent {
  /**
   * `onChange(conversation)`: what is shown for it is no longer right. `onAccepted(conversation, message)`.
   * `onLoggedOut()`. An item: {conversation, clientId, body, label, state, why}; `state` is "sending", "waiting" or
   * "refused" (with `why`).
   */
  constructor({ me, onChange, onAccepted, onLoggedOut }) {
    Object.assign(this, { onChange, onAccepted, onLoggedOut });
    this.key = `guichet agent ${me}: unsent`; // of whoever is logged in: a colleague on this machine has their own
    this.items = read(this.key);
    this.tries = 0;
  }

  of(conversation) {
    return this.items.filter((item) => item.conversation === conversation);
  }

  get isEmpty() {
    return this.items.length === 0;
  }

  /** `body`: of POST …/messages, without the client id. `label`: the words shown meanwhile. */
  add(conversation, body, label) {
    this.items.push({ conversation, clientId: crypto.randomUUID(), body, label, state: "sending" });
    this.keep(conversation);
    this.flush();
  }

  retry(item) {
    item.state = "sending";
    this.tries = 0;
    this.keep(item.conversation);
    this.flush();
  }

  /** Forgets an item, which the conversation now shows or whose words were taken back. */
  remove(clientId) {
    const item = this.items.find((one) => one.clientId === clientId);
    if (!item) return;
    this.items = this.items.filter((one) => one !== item);
    this.keep(item.conversation);
  }

  /** Sends what waits, one after the other, in order. */
  async flush() {
    if (this.flushing) return;
    this.flushing = true;
    clearTimeout(this.timer);
    let item;
    try {
      while ((item = this.items.find((one) => one.state !== "refused"))) {
        if (!(await this.send(item))) break;
      }
    } finally {
      this.flushing = false;
    }
  }

  /** Whether the next one may leave. */
  async send(item) {
    const body = { client_id: item.clientId, ...item.body };
    try {
      const { message } = await call("POST", `/agent/conversations/${item.conversation}/messages`, body);
      this.tries = 0;
      this.remove(item.clientId);
      this.onAccepted(item.conversation, message);
      return true;
    } catch (error) {
      if (AGAIN.includes(error.status) || error.status === 401) {
        item.state = "waiting"; // after a log-in too: the tab keeps it
        this.tries += 1;
        this.timer = setTimeout(() => this.flush(), backoff(this.tries));
        this.keep(item.conversation);
        if (error.status === 401) this.onLoggedOut();
        return false;
      }
      if (error.status === undefined) throw error;
      item.state = "refused";
      item.why = error.message;
      this.keep(item.conversation);
      return true;
    }
  }

  keep(conversation) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.items));
    } catch {
      // Full or forbidden: it lives as long as the page.
    }
    this.onChange(conversation);
  }
}

function read(key) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) || "[]");
    return kept.map((item) => ({ ...item, state: item.state === "refused" ? "refused" : "waiting" }));
  } catch {
    return [];
  }
}

// One text being written: what the service holds of it, what is on the screen, and how the two meet.

import { Refused, call } from "/espace-agents/static/http.js";

/** A text of the service. `path` is that of its routes; `content` is what is on the screen. */
export class Writing {
  constructor(path, text) {
    this.path = path;
    this.take(text);
  }

  static async open(path) {
    return new Writing(path, await call("GET", `/editor${path}`));
  }

  take(text) {
    this.text = text;
    this.content = structuredClone(text.content);
    this.isDirty = false;
  }

  edit(change) {
    change();
    this.isDirty = true;
  }

  /** Keeps what is on the screen. `resolve` is shown both texts when somebody else was faster, and gives one back. */
  async save(resolve) {
    for (;;) {
      try {
        this.take(await this.#send("PUT", "draft", { content: this.content }));
        return;
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 412) throw error;
        const chosen = await resolve(error.content);
        if (!chosen) throw error;
        this.content = chosen;
        this.text.edition = error.content.edition;
      }
    }
  }

  /** Publishes, submits, withdraws…: whatever is on the screen is kept first. */
  async act(deed, body, resolve) {
    if (this.isDirty) await this.save(resolve);
    this.take(await this.#send("POST", deed, body ?? {}));
  }

  async discard() {
    this.take(await this.#send("DELETE", "draft"));
  }

  async #send(method, deed, body) {
    return call(method, `/editor${this.path}/${deed}`, body, { "If-Match": `"${this.text.edition}"` });
  }
}

// What the widget remembers in this tab, from the moment the citizen opens it: the conversation's key, what was not
// sent yet, the draft and the boxes ticked. Nothing outlives the tab.

export class Memory {
  /** `api`: address of the assistant, so that two assistants on one site do not mix. */
  constructor(api) {
    this.key = 'guichet ' + api;
    this.values = {};
    try {
      this.values = JSON.parse(sessionStorage.getItem(this.key) || '{}') || {};
    } catch (error) {
      // Storage forbidden (private frame) or damaged: the conversation then lives as long as the page.
    }
  }

  get(name) {
    return this.values[name];
  }

  /** Remember `value` under `name`; undefined forgets it. */
  set(name, value) {
    if (value === undefined) {
      delete this.values[name];
    } else {
      this.values[name] = value;
    }
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.values));
    } catch (error) {
      // Full or forbidden: see the constructor.
    }
  }

  /** Forget the conversation, keeping only whether the panel is open. */
  forgetConversation() {
    for (const name of ['conversation', 'outbox', 'draft', 'ticks', 'feedback']) {
      delete this.values[name];
    }
    this.set('open', this.values.open);
  }

  isTicked(box) {
    return Boolean((this.values.ticks || {})[box]);
  }

  tick(box, ticked) {
    const ticks = Object.assign({}, this.values.ticks);
    if (ticked) {
      ticks[box] = 1;
    } else {
      delete ticks[box];
    }
    this.set('ticks', ticks);
  }
}

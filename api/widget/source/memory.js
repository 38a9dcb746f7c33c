// What the widget remembers, from the moment the citizen opens it: the conversation's key, what was not sent yet, the
// draft and the boxes ticked. In this tab; on the device if the citizen asks; nowhere on a computer that many share.

import { Tabs } from './tabs.js';

const TOLD = ['conversation', 'ticks', 'feedback']; // to the other tabs
const FORGOTTEN = ['outbox', 'draft', 'rated', ...TOLD];

export class Memory {
  /** `api`: address of the assistant, so that two assistants on one site do not mix; `shared`: nothing is kept. */
  constructor(api, { shared }) {
    this.key = 'guichet ' + api;
    this.shared = shared;
    this.values = {};
    this.watchers = [];
    this.onDevice = !shared && Boolean(kept(() => localStorage, this.key));
    if (!shared) {
      this.values = kept(this.store(), this.key) || {};
      this.tabs = new Tabs(this.key, { tell: () => this.told(), hear: (news) => this.hear(news) });
    }
  }

  store() {
    return this.onDevice ? () => localStorage : () => sessionStorage;
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
    this.keep();
    if (this.tabs && TOLD.includes(name)) {
      this.tabs.say(this.told());
    }
  }

  keep() {
    if (!this.shared) {
      write(this.store(), this.key, this.values);
    }
  }

  /** Keep the conversation on this device after the tab is closed, or no longer. */
  keepOnDevice(yes) {
    write(this.store(), this.key, undefined);
    this.onDevice = yes;
    this.keep();
  }

  /** Take up the conversation that another tab of this site holds, if one does. */
  async askTabs() {
    const theirs = this.tabs && !this.get('conversation') && (await this.tabs.ask());
    if (theirs && theirs.conversation) {
      Object.assign(this.values, theirs);
      this.keep();
    }
  }

  told() {
    const told = {};
    for (const name of TOLD) {
      told[name] = this.values[name];
    }
    return told;
  }

  hear(news) {
    const { conversation } = this.values;
    if (conversation && news.conversation && news.conversation.id === conversation.id) {
      Object.assign(this.values, news);
      this.keep();
      this.watchers.forEach((watcher) => watcher());
    }
  }

  /** Have `watcher` called when another tab ticks a box. */
  watch(watcher) {
    this.watchers.push(watcher);
  }

  /** Forget the conversation, keeping only how the panel is. */
  forgetConversation() {
    for (const name of FORGOTTEN) {
      delete this.values[name];
    }
    this.watchers = [];
    this.keep();
  }

  /** Forget everything, as if the panel had never been opened. */
  forgetAll() {
    this.values = {};
    this.watchers = [];
    write(this.store(), this.key, undefined);
    this.onDevice = false;
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

// Storage may be forbidden (private frame), full or damaged: the conversation then lives as long as the page.

function kept(store, key) {
  try {
    return JSON.parse(store().getItem(key) || 'null');
  } catch (error) {
    return null;
  }
}

function write(store, key, values) {
  try {
    if (values === undefined) {
      store().removeItem(key);
    } else {
      store().setItem(key, JSON.stringify(values));
    }
  } catch (error) {
    // See above.
  }
}

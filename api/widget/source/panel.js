// The panel: what opens when the citizen presses the button. Loaded only then.

import { Announcer, announcement } from './announcer.js';
import { Api, ApiError } from './api.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { Desk } from './desk.js';
import { el, hiddenText, icon, ICONS, isTouch } from './dom.js';
import { Foot } from './foot.js';
import { counted } from './french.js';
import { Leaving } from './leaving.js';
import { Log } from './log.js';
import { Memory } from './memory.js';
import { Options } from './options.js';
import { PersonBar } from './person.js';
import { Surface } from './surface.js';
import { Talk } from './talk.js';
import { WithPerson } from './withperson.js';

export class Panel {
  /**
   * `host`: the custom element; `frame`: where the panel goes; `button`: what opened it; `options`: data attributes;
   * `load(name)`: a module that is rarely needed; `opening`: promise of a conversation asked for meanwhile, or nothing.
   */
  constructor({ host, frame, button, options, load, opening }) {
    Object.assign(this, { host, frame, button, options, load });
    this.api = new Api(options.api);
    this.memory = new Memory(options.api, options);
    this.announcer = new Announcer();
    this.say = (words) => this.announcer.say(words);
    this.desk = new Desk();
    this.bar = new PersonBar({ say: this.say, nature: this.desk.nature, onLeaveQueue: () => this.persons.leaveQueue() });
    this.log = new Log({
      memory: this.memory,
      say: this.say,
      load,
      onChoose: (offer) => this.choose(offer),
      onRate: (seq, useful) => this.conversation.rate(seq, useful),
      onRetry: () => this.conversation.retry(),
      onContact: (body) => this.conversation.leaveContact(body),
      onAgree: () => this.persons.agree(),
      onDecline: () => this.composer.focus(),
      typed: () => this.conversation.typed,
    });
    this.composer = new Composer({
      memory: this.memory,
      onSend: (text) => this.conversation.say(text),
      onWrite: () => this.written(),
    });
    this.conversation = new Conversation({ api: this.api, memory: this.memory, options, opening, listener: this.listener() });
    this.talk = new Talk(this.conversation);
    this.persons = new WithPerson(this);
    this.menu = new Options(this);
    this.leaving = new Leaving(this);
    this.foot = new Foot({ onPerson: () => this.persons.ask(), onErase: () => this.leaving.erase() });
    this.build();
    this.surface = new Surface({ host, element: this.element, fills: options.fills, onBack: () => this.close() });
    const wake = () => this.isOpen && document.visibilityState === 'visible' && this.conversation.wake();
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
  }

  build() {
    const close = el(
      'button',
      { type: 'button', class: 'tool', title: 'Fermer l’assistant', onclick: () => this.close() },
      icon(ICONS.close),
      hiddenText('Fermer l’assistant'),
    );
    close.hidden = this.options.fills;
    this.network = el('p', { class: 'network', role: 'status' });
    this.warning = el('div', { class: 'confirmation', hidden: true });
    this.element = el(
      'div',
      { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', hidden: true, onkeydown: (event) => this.key(event) },
      el('div', { class: 'head' }, el('div', { class: 'names' }, this.desk.name, this.desk.nature), this.menu.button, close),
      this.menu.element,
      this.desk.element,
      this.bar.element,
      this.warning,
      this.network,
      this.log.element,
      this.composer.element,
      this.foot.element,
      this.announcer.element,
    );
    this.frame.append(this.element);
    this.menu.resize();
  }

  // --- Opening and closing ---

  open({ moveFocus }) {
    this.isOpen = true;
    if (!this.options.fills) {
      this.memory.set('open', true); // and so on the next page
    }
    this.host.classList.add('is-open');
    this.element.hidden = false;
    this.button.hidden = true;
    this.button.setAttribute('aria-expanded', 'true');
    this.surface.opened();
    this.foot.opened();
    this.composer.show();
    if (moveFocus) {
      this.focus();
    }
    if (this.started) {
      this.conversation.unpause();
      this.conversation.wake();
    } else {
      this.start();
    }
    this.leaving.watch();
  }

  /** The field, except where it would raise a keyboard over what is to be read. */
  focus() {
    if (isTouch()) {
      this.desk.name.focus();
    } else {
      this.composer.focus();
    }
  }

  close() {
    if (!this.isOpen || this.options.fills) {
      return;
    }
    this.isOpen = false;
    if (this.memory.get('open')) {
      this.memory.set('open', false);
    }
    this.host.classList.remove('is-open');
    this.element.hidden = true;
    this.announcer.hush();
    this.conversation.pause();
    this.surface.closed();
    this.button.hidden = false;
    this.button.setAttribute('aria-expanded', 'false');
    this.button.focus();
  }

  key(event) {
    if (event.key !== 'Escape' || event.isComposing) {
      return;
    }
    event.stopPropagation();
    if (!this.menu.dismiss() && !this.foot.dismiss()) {
      this.close();
    }
  }

  async start() {
    this.started = true;
    this.presentTown();
    const opening = this.log.notice('Ouverture de la conversation…');
    try {
      await this.conversation.start();
      this.tellResumed();
    } catch (error) {
      this.started = false;
      const words = error.message || 'L’assistant ne répond pas. Vérifiez votre connexion, ou appelez la mairie.';
      const retry = this.log.notice(words, {
        label: 'Réessayer',
        run: () => {
          retry.remove();
          this.start();
          this.focus();
        },
      });
      this.say(words);
    } finally {
      opening.remove();
    }
  }

  /** The town's sheet is a help, not a condition: without it the conversation goes on. */
  async presentTown() {
    try {
      const site = await this.api.site();
      this.desk.show(site);
      this.bar.fictional(site.demonstration);
      this.menu.site = site;
      this.composer.promise((site.texts || {}).privacy);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
    }
  }

  /** After a reload nothing is read again; the citizen is told that the conversation is still there. */
  tellResumed() {
    if (this.resumed) {
      this.say(`Conversation reprise : ${counted(this.resumed, 'message')}.`);
      this.resumed = 0;
      this.log.showLast();
    }
  }

  // --- The conversation ---

  listener() {
    return {
      message: (message, live) => this.show(message, live),
      pending: (item) => this.pending(item),
      waiting: (expected) => this.log.waiting(expected),
      status: (status, before) => this.persons.stands(status, before),
      queue: (place) => this.bar.queue(place),
      typing: (yes) => this.bar.writes(yes),
      read: (seq) => this.log.read(seq),
      connected: (yes) => {
        this.network.textContent = yes ? '' : 'Connexion perdue. Vos messages partiront dès qu’elle sera revenue.';
      },
      lost: () => this.lost(),
    };
  }

  show(message, live) {
    this.bar.learn(message);
    this.log.add(message, live);
    this.element.classList.toggle('has-begun', message.author === 'citizen' || this.log.count > 1);
    if (!live) {
      this.resumed = (this.resumed || 0) + 1;
    } else if (message.author !== 'citizen') {
      this.bar.writes(false);
      this.say(announcement(message));
      this.talk.seen();
    }
  }

  pending(item) {
    this.log.pending(item);
    if (item.state === 'failed') {
      this.say('Échec de l’envoi. Le bouton Réessayer est dans la conversation.');
    } else if (item.state === 'refused' && item.text !== undefined) {
      this.composer.giveBack(item.text, item.error || 'Ce message n’a pas pu être accepté.');
    } else if (item.state === 'refused') {
      this.tell(item.error || 'Ce choix n’est plus disponible. Posez votre question avec vos mots.');
    }
  }

  choose(offer) {
    this.conversation.choose(offer);
    if (!isTouch()) {
      this.composer.focus();
    }
  }

  /** Say `words` in the conversation and aloud. */
  tell(words) {
    if (words) {
      this.log.notice(words);
      this.say(words);
    }
  }

  lost() {
    const words = 'Cette conversation n’est plus disponible : elle a été effacée.';
    this.composer.element.hidden = true; // nothing more can be said in it
    this.log.notice(words, { label: 'Nouvelle conversation', run: () => this.leaving.restart() });
    this.say(words);
  }

  /** The citizen writes: titles may help, and an agent sees that they do. */
  async written() {
    this.talk.writing();
    if (this.hints === undefined) {
      this.hints = null;
      const { Hints } = await this.load('hints.js').catch(() => ({}));
      this.hints = Hints && this.composer.help(Hints, {
        ask: (text, signal) => this.api.suggestions(text, signal),
        say: this.say,
        allowed: () => this.conversation.status === 'bot',
      });
    }
    if (this.hints) {
      this.hints.changed();
    }
  }
}

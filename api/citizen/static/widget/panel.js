// The panel: what opens when the citizen presses the button. Loaded only then.

import { Announcer, announcement } from './announcer.js';
import { Api, ApiError } from './api.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { Desk } from './desk.js';
import { el, hiddenText, icon, ICONS, isTouch } from './dom.js';
import { counted } from './french.js';
import { Log } from './log.js';
import { Memory } from './memory.js';

const STATUS = {
  queued: 'Votre demande est transmise. Un agent va vous répondre.',
  agent: 'Un agent de la mairie vous répond.',
  bot: 'L’assistant automatique vous répond de nouveau.',
  closed: 'La conversation est terminée.',
};

export class Panel {
  /** `host`: the custom element; `frame`: where the panel goes; `button`: what opened it; `options`: data attributes. */
  constructor({ host, frame, button, options }) {
    Object.assign(this, { host, frame, button, options });
    this.isOpen = false;
    this.api = new Api(options.api);
    this.memory = new Memory(options.api);
    this.announcer = new Announcer();
    this.desk = new Desk();
    this.log = new Log({
      memory: this.memory,
      say: (words) => this.announcer.say(words),
      onChoose: (offer) => this.choose(offer),
      onRate: (seq, useful) => this.conversation.rate(seq, useful),
      onRetry: () => this.conversation.retry(),
      onContact: (body) => this.conversation.leaveContact(body),
      typed: () => this.conversation.typed,
    });
    this.composer = new Composer({ memory: this.memory, onSend: (text) => this.conversation.say(text) });
    this.conversation = new Conversation({
      api: this.api,
      memory: this.memory,
      options,
      listener: this.listener(),
    });
    this.build();
    const wake = () => this.isOpen && document.visibilityState === 'visible' && this.conversation.wake();
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
  }

  build() {
    const tool = (title, content, action) =>
      el('button', { type: 'button', class: 'tool', title, onclick: action }, content);
    const restart = [icon(ICONS.again), el('span', null, 'Recommencer'), hiddenText(' une conversation')];
    this.restartButton = tool('Recommencer une conversation', restart, () => this.askRestart());
    const close = [icon(ICONS.close), hiddenText('Fermer l’assistant')];
    this.network = el('p', { class: 'network', role: 'status' });
    this.confirmation = el('div', { class: 'confirmation', role: 'group', 'aria-labelledby': 'confirm', hidden: true });
    this.element = el(
      'div',
      { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', hidden: true, onkeydown: (event) => this.key(event) },
      el(
        'div',
        { class: 'head' },
        el('div', { class: 'names' }, this.desk.name, this.desk.nature),
        this.restartButton,
        tool('Fermer l’assistant', close, () => this.close()),
      ),
      this.desk.element,
      this.confirmation,
      this.network,
      this.log.element,
      this.composer.element,
      this.announcer.element,
    );
    this.frame.append(this.element);
  }

  // --- Opening and closing ---

  open({ moveFocus }) {
    this.isOpen = true;
    this.memory.set('open', true);
    this.host.classList.add('is-open');
    this.element.hidden = false;
    this.button.hidden = true;
    this.button.setAttribute('aria-expanded', 'true');
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
    this.isOpen = false;
    this.memory.set('open', false);
    this.host.classList.remove('is-open');
    this.element.hidden = true;
    this.announcer.hush();
    this.conversation.pause();
    this.button.hidden = false;
    this.button.setAttribute('aria-expanded', 'false');
    this.button.focus();
  }

  key(event) {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      if (this.confirmation.hidden) {
        this.close();
      } else {
        this.dismissRestart();
      }
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
      this.announcer.say(words);
    } finally {
      opening.remove();
    }
  }

  /** The town's sheet is a help, not a condition: without it the conversation goes on. */
  async presentTown() {
    try {
      const site = await this.api.site();
      this.desk.show(site);
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
      this.announcer.say(`Conversation reprise : ${counted(this.resumed, 'message')}.`);
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
      status: (status) => this.tell(STATUS[status]),
      connected: (yes) => {
        this.network.textContent = yes
          ? ''
          : 'Connexion perdue. Vos messages partiront dès qu’elle sera revenue.';
      },
      lost: () => this.lost(),
    };
  }

  show(message, live) {
    this.log.add(message, live);
    this.element.classList.toggle('has-begun', message.author === 'citizen' || this.log.count > 1);
    if (!live) {
      this.resumed = (this.resumed || 0) + 1;
    } else if (message.author !== 'citizen') {
      this.announcer.say(announcement(message));
    }
  }

  pending(item) {
    this.log.pending(item);
    if (item.state === 'failed') {
      this.announcer.say('Échec de l’envoi. Le bouton Réessayer est dans la conversation.');
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
      this.announcer.say(words);
    }
  }

  lost() {
    const words = 'Cette conversation n’est plus disponible : elle a été effacée.';
    this.composer.element.hidden = true; // nothing more can be said in it
    this.log.notice(words, { label: 'Nouvelle conversation', run: () => this.restart() });
    this.announcer.say(words);
  }

  // --- Beginning again ---

  askRestart() {
    const yes = el('button', { type: 'button', class: 'small', onclick: () => this.restart() }, 'Oui, recommencer');
    const erase = el('button', { type: 'button', class: 'small', onclick: () => this.restart(true) }, 'Tout effacer');
    const no = el('button', { type: 'button', class: 'small', onclick: () => this.dismissRestart() }, 'Annuler');
    this.confirmation.textContent = '';
    this.confirmation.append(
      el('p', { id: 'confirm' }, 'Commencer une nouvelle conversation ? Celle-ci ne sera plus affichée. « Tout effacer » la supprime aussi du service.'),
      el('div', { class: 'buttons' }, yes, erase, no),
    );
    this.confirmation.hidden = false;
    yes.focus();
  }

  dismissRestart() {
    this.confirmation.hidden = true;
    this.restartButton.focus();
  }

  /** Begin again; `erased`: and have the service forget what was said. */
  async restart(erased) {
    this.confirmation.hidden = true;
    this.log.clear();
    this.composer.element.hidden = false;
    this.composer.clear();
    this.focus();
    try {
      await (erased ? this.conversation.erase() : this.conversation.restart());
    } catch (error) {
      this.started = false;
      this.start();
    }
  }
}

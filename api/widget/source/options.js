// The menu of what one rarely needs; its content is loaded the first time.

import { el, hiddenText, icon, ICONS } from './dom.js';

export class Options {
  /** `panel`: what the options act upon. */
  constructor(panel) {
    this.panel = panel;
    this.site = {};
    this.element = el('div', { class: 'options', id: 'options', role: 'group', 'aria-label': 'Options', hidden: true });
    this.button = el(
      'button',
      {
        type: 'button',
        class: 'tool',
        title: 'Options',
        'aria-expanded': 'false',
        'aria-controls': 'options',
        onclick: () => (this.element.hidden ? this.show() : this.dismiss()),
      },
      icon(ICONS.options),
      hiddenText('Options : taille du texte, télécharger, recommencer'),
    );
  }

  async show() {
    const { panel } = this;
    try {
      const { renderOptions } = await panel.load('choices.js');
      const texts = this.site.texts || {};
      this.element.textContent = '';
      this.element.append(
        ...renderOptions({
          memory: panel.memory,
          tell: (words) => this.after(() => panel.tell(words)),
          size: (name) => this.resize(name),
          restart: () => this.after(() => panel.leaving.restart()),
          judge: () => this.after(() => panel.persons.survey()),
          transcript: () => panel.api.transcript(panel.conversation.identity),
          site: { privacy: texts.privacy_url, accessibility: texts.accessibility_url, page: texts.page_url },
        }),
      );
      this.element.hidden = false;
      this.button.setAttribute('aria-expanded', 'true');
      this.element.querySelector('input').focus();
    } catch (error) {
      panel.tell('Les options n’ont pas pu s’ouvrir. Vérifiez votre connexion, puis réessayez.');
    }
  }

  after(action) {
    this.dismiss();
    action();
  }

  /** Put the menu away; whether it was there. */
  dismiss() {
    const shown = !this.element.hidden;
    this.element.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    if (shown) {
      this.button.focus();
    }
    return shown;
  }

  /** Text of the size `name`, or of the one chosen before. */
  resize(name) {
    const { memory, host } = this.panel;
    if (name !== undefined) {
      memory.set('size', name || undefined);
    }
    const size = memory.get('size');
    ['large', 'larger'].forEach((one) => host.classList.toggle('text-' + one, one === size));
  }
}

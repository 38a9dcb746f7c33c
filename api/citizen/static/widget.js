/*
 * Guichet: the one script a site embeds.
 *
 *   <script src="https://assistant.mairie.example/widget.js" data-label="Une question ?" async></script>
 *
 * It adds a <guichet-assistant> element with a button, and nothing else: the panel is loaded when the citizen opens
 * it, and until then nothing is written on the device and the api is not called. ES2018, so that it runs in
 * Chrome 80, Safari 13.1 and Firefox 78; no framework, no build step.
 *
 * Attributes, on the script or on an element placed by hand: data-api (the assistant's address, by default the one
 * the script comes from), data-label (words of the button), data-procedure and data-aspect (what the page is about),
 * data-theme (light, dark; by default as the device says).
 */
(() => {
  'use strict';

  const ELEMENT = 'guichet-assistant';
  if (!window.customElements || !('attachShadow' in Element.prototype) || customElements.get(ELEMENT)) {
    return;
  }

  const script = document.currentScript || document.querySelector('script[src$="/widget.js"]');
  const base = new URL('.', (script && script.src) || document.baseURI);
  const asset = (name) => String(new URL('static/widget/' + name, base));
  const LABEL = 'Une question ?';
  const FAILURE =
    'L’assistant n’a pas pu s’ouvrir. Vérifiez votre connexion, puis appuyez de nouveau sur le bouton.';

  /**
   * Attach the sheets at `addresses` to the shadow `root`, in order. Constructed sheets pass the strictest policy of a
   * host page; browsers without them, or a page that forbids the requests, get linked ones. Resolves once styled or
   * given up.
   */
  async function style(root, addresses) {
    try {
      const sheets = await Promise.all(addresses.map(constructed));
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
    } catch (error) {
      await Promise.all(addresses.map((address) => linked(root, address)));
    }
  }

  async function constructed(address) {
    const sheet = new CSSStyleSheet();
    const response = await fetch(address, { credentials: 'omit' });
    if (!response.ok) {
      throw new Error(String(response.status));
    }
    sheet.replaceSync(await response.text());
    return sheet;
  }

  function linked(root, address) {
    return new Promise((resolve) => {
      const element = document.createElement('link');
      element.rel = 'stylesheet';
      element.href = address;
      element.onload = resolve;
      element.onerror = resolve;
      root.append(element);
    });
  }

  function icon() {
    const namespace = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(namespace, 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('focusable', 'false');
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', 'M5 4h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z');
    svg.append(path);
    return svg;
  }

  /** Whether the citizen left the panel open on the page before this one. Reads only; opening is what writes. */
  function wasLeftOpen(api) {
    try {
      const kept = JSON.parse(sessionStorage.getItem('guichet ' + api) || '{}');
      return kept.open === true;
    } catch (error) {
      return false;
    }
  }

  class GuichetAssistant extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) {
        return;
      }
      this.options = Object.assign({}, script && script.dataset, this.dataset);
      this.options.api = String(new URL(this.options.api || '.', base));
      this.attempts = 0;
      const root = this.attachShadow({ mode: 'open' });
      this.lang = 'fr';
      if (this.options.theme) {
        this.setAttribute('data-theme', this.options.theme);
      }
      root.append(this.build());
      this.ready = style(root, [asset('launcher.css')]).then(() => {
        this.frame.hidden = false;
        // On a phone the panel would hide the page that the citizen has just asked for.
        if (wasLeftOpen(this.options.api) && matchMedia('(min-width: 40em)').matches) {
          this.open({ moveFocus: false });
        }
      });
    }

    build() {
      this.button = document.createElement('button');
      this.button.type = 'button';
      this.button.className = 'launcher';
      this.button.setAttribute('aria-haspopup', 'dialog');
      this.button.setAttribute('aria-expanded', 'false');
      const label = document.createElement('span');
      label.textContent = this.options.label || LABEL;
      this.button.append(icon(), label);
      this.button.addEventListener('click', () => this.toggle());

      this.failure = document.createElement('p');
      this.failure.className = 'failure';
      this.failure.setAttribute('role', 'alert');

      this.frame = document.createElement('section');
      this.frame.className = 'frame';
      this.frame.setAttribute('aria-label', 'Assistant de la mairie');
      this.frame.hidden = true;
      this.frame.append(this.failure, this.button);
      return this.frame;
    }

    toggle() {
      if (this.panel && this.panel.isOpen) {
        this.panel.close();
      } else {
        this.open({ moveFocus: true });
      }
    }

    /** Open the panel, loading it the first time. */
    async open({ moveFocus = true } = {}) {
      if (this.loading) {
        return;
      }
      this.loading = true;
      this.failure.textContent = '';
      this.button.setAttribute('aria-busy', 'true');
      try {
        if (!this.panel) {
          this.panel = await this.load();
        }
        this.panel.open({ moveFocus });
      } catch (error) {
        this.failure.textContent = FAILURE;
      } finally {
        this.loading = false;
        this.button.removeAttribute('aria-busy');
      }
    }

    async load() {
      // A module that failed once stays failed under the same address in some browsers.
      const retry = this.attempts ? '?essai=' + this.attempts : '';
      this.attempts += 1;
      const [{ Panel }] = await Promise.all([
        import(asset('panel.js' + retry)),
        style(this.shadowRoot, ['panel.css', 'conversation.css', 'card.css', 'care.css', 'composer.css'].map(asset)),
      ]);
      return new Panel({ host: this, frame: this.frame, button: this.button, options: this.options });
    }
  }

  customElements.define(ELEMENT, GuichetAssistant);

  function place() {
    if (!document.querySelector(ELEMENT)) {
      document.body.append(document.createElement(ELEMENT));
    }
  }
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', place);
  } else {
    place();
  }
})();

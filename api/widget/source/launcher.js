/*
 * Guichet: the one script a site embeds.
 *
 *   <script src="https://assistant.mairie.example/widget.js" data-label="Une question ?" async></script>
 *
 * It adds a <guichet-assistant> element with a button, and nothing else: the panel is loaded when the citizen opens
 * it, and until then nothing is written on the device and the api is not called. ES2018, so that it runs in
 * Chrome 80, Safari 13 and Firefox 78; no framework.
 *
 * Attributes, on the script or on an element placed by hand: data-api (the assistant's address, by default the one
 * the script comes from), data-label (words of the button), data-procedure and data-aspect (what the page is about),
 * data-theme (light, dark; by default as the device says), data-shared (a computer that many people use: nothing is
 * kept), data-mode="page" (fills the element that holds it, open from the start).
 */
(() => {
  'use strict';

  // The service writes here where this version's files are, and what each must be equal to.
  const RELEASE = null;
  const ELEMENT = 'guichet-assistant';
  if (!window.customElements || !('attachShadow' in Element.prototype) || customElements.get(ELEMENT)) {
    return;
  }

  const script = document.currentScript || document.querySelector('script[src$="/widget.js"]');
  const source = (script && script.src) || document.baseURI;
  const pinned = source.lastIndexOf('/' + RELEASE.path);
  const base = pinned < 0 ? new URL('.', source) : new URL(source.slice(0, pinned + 1));
  const asset = (name) => String(new URL(RELEASE.path + name, base));
  const LABEL = 'Une question ?';
  const PATIENCE_MS = 20000;
  const FAILURE =
    'L’assistant n’a pas pu s’ouvrir. Vérifiez votre connexion, puis appuyez de nouveau sur le bouton.';

  /**
   * Attach the sheet `name` to the shadow `root`. Constructed sheets pass the strictest policy of a host page; browsers
   * without them, or a page that forbids the request, get linked ones. Resolves once styled or given up.
   */
  async function style(root, name) {
    try {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, await constructed(name)];
    } catch (error) {
      await linked(root, name);
    }
  }

  async function constructed(name) {
    const sheet = new CSSStyleSheet();
    const response = await fetch(asset(name), { credentials: 'omit', integrity: RELEASE.files[name] });
    if (!response.ok) {
      throw new Error(String(response.status));
    }
    sheet.replaceSync(await response.text());
    return sheet;
  }

  function linked(root, name) {
    return new Promise((resolve) => {
      const element = document.createElement('link');
      element.rel = 'stylesheet';
      element.crossOrigin = 'anonymous';
      element.integrity = RELEASE.files[name];
      element.href = asset(name);
      element.onload = resolve;
      element.onerror = resolve;
      root.append(element);
    });
  }

  /**
   * The module `name`, compared with what this version says it is: import() alone compares nothing, so an element asks
   * for it first. `retry`: a module that failed stays failed under the same address in some browsers.
   */
  function load(name, retry = '') {
    const address = asset(name) + retry;
    return new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.type = 'module';
      element.crossOrigin = 'anonymous';
      element.integrity = RELEASE.files[name];
      element.src = address;
      element.onload = () => resolve(import(address));
      element.onerror = () => reject(new Error(name));
      document.head.append(element);
      element.remove();
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

  /** What this tab, or this device, holds of the assistant at `api`. Reads only; opening is what writes. */
  function held(store, api) {
    try {
      return JSON.parse(window[store].getItem('guichet ' + api)) || {};
    } catch (error) {
      return {}; // forbidden or damaged: there is nothing to resume
    }
  }

  /** A new conversation, asked for while the panel is on its way; null when it cannot be had so. */
  async function begun(api, body) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), PATIENCE_MS);
    try {
      const response = await fetch(new URL('api/v1/conversations', api), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        credentials: 'omit',
        cache: 'no-store',
        signal: controller.signal,
      });
      return response.ok ? await response.json() : null;
    } catch (error) {
      return null; // the panel tries again, and says why it fails
    } finally {
      clearTimeout(timer);
    }
  }

  class GuichetAssistant extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) {
        return;
      }
      const options = Object.assign({}, script && script.dataset, this.dataset);
      options.api = String(new URL(options.api || '.', base));
      options.shared = options.shared !== undefined && options.shared !== 'false';
      options.fills = options.mode === 'page';
      this.options = options;
      this.attempts = 0;
      const root = this.attachShadow({ mode: 'open' });
      this.lang = 'fr';
      if (options.theme) {
        this.setAttribute('data-theme', options.theme);
      }
      this.classList.toggle('fills', options.fills);
      root.append(this.build());
      this.ready = style(root, 'launcher.css').then(() => {
        this.frame.hidden = false;
        // On a phone the panel would hide the page that the citizen has just asked for.
        const reopens = held('sessionStorage', options.api).open && matchMedia('(min-width: 40em)').matches;
        if (options.fills || (reopens && !options.shared)) {
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
        this.open();
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
          this.panel = await this.loadPanel();
        }
        this.panel.open({ moveFocus });
      } catch (error) {
        this.failure.textContent = FAILURE;
      } finally {
        this.loading = false;
        this.button.removeAttribute('aria-busy');
      }
    }

    /** On a slow line, asking for a conversation beside the panel rather than after it saves a second. */
    begin() {
      const { api, procedure, aspect, shared } = this.options;
      const resumes = held('sessionStorage', api).conversation || held('localStorage', api).conversation;
      if (this.opening || (resumes && !shared)) {
        return this.opening;
      }
      const page = /^https?:$/.test(location.protocol) ? location.origin + location.pathname : undefined;
      this.opening = begun(api, { page_url: page, procedure, aspect: procedure && aspect });
      return this.opening;
    }

    async loadPanel() {
      const retry = this.attempts ? '?essai=' + this.attempts : '';
      this.attempts += 1;
      const opening = this.begin();
      const [{ Panel }] = await Promise.all([load('panel.js', retry), style(this.shadowRoot, 'panel.css')]);
      const { frame, button, options } = this;
      return new Panel({ host: this, frame, button, options, load, opening });
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

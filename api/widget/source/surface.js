// What the panel is to the page around it: beside it on a wide screen, over it on a phone.

const NARROW = '(max-width: 40em)'; // of the style sheet too

const FOCUSABLE = 'a[href], button, input, textarea, summary, [tabindex="0"]';

export class Surface {
  /** `fills`: it is a page of its own, neither beside nor over anything; `onBack()`: the phone's Back was pressed. */
  constructor({ host, element, fills, onBack }) {
    Object.assign(this, { host, element, onBack });
    this.narrow = matchMedia(NARROW);
    this.isOpen = false;
    if (fills) {
      element.setAttribute('role', 'region');
      return;
    }
    this.floats = true;
    const change = () => this.isOpen && this.lay();
    if (this.narrow.addEventListener) {
      this.narrow.addEventListener('change', change);
    } else {
      this.narrow.addListener(change); // Safari before 14
    }
    element.addEventListener('keydown', (event) => this.keep(event));
    addEventListener('popstate', () => this.isOpen && this.marked && this.back());
  }

  opened() {
    this.isOpen = true;
    if (this.floats) {
      this.lay();
    }
  }

  /** Over the page, it is all that there is, and Back closes it rather than leaving the page. */
  lay() {
    if (!this.narrow.matches) {
      this.element.removeAttribute('aria-modal');
      return;
    }
    this.element.setAttribute('aria-modal', 'true');
    if (!this.marked) {
      this.marked = true;
      history.pushState(Object.assign({}, history.state, { guichet: true }), '');
    }
  }

  back() {
    this.marked = false;
    this.onBack();
  }

  closed() {
    this.isOpen = false;
    if (this.marked) {
      this.marked = false;
      history.back();
    }
  }

  /** While it is over the page, the keyboard stays in it. */
  keep(event) {
    if (event.key !== 'Tab' || !this.element.hasAttribute('aria-modal')) {
      return;
    }
    const all = [...this.element.querySelectorAll(FOCUSABLE)].filter((one) => one.getClientRects().length);
    const [first, last] = [all[0], all[all.length - 1]];
    const now = this.element.getRootNode().activeElement;
    const leaves = event.shiftKey ? now === first : now === last;
    if (leaves || !now) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }
}

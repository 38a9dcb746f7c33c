// Beginning again and leaving: what is erased, on both sides, and what the next citizen of a shared computer finds.

export class Leaving {
  constructor(panel) {
    this.panel = panel;
  }

  /** Another conversation; this one is shown no more. */
  async restart() {
    const { panel } = this;
    this.clear();
    panel.focus();
    try {
      await panel.conversation.restart();
    } catch (error) {
      panel.started = false;
      panel.start();
    }
  }

  /** Erase on both sides, and leave. Raises ApiError, having erased nothing. */
  async erase() {
    await this.panel.conversation.erase();
    this.forget();
  }

  /** Leave nothing here. */
  forget() {
    const { panel } = this;
    this.clear();
    panel.memory.forgetAll();
    panel.started = false;
    panel.close();
    if (panel.options.fills) {
      panel.start();
    }
  }

  clear() {
    const { panel } = this;
    panel.log.clear();
    panel.bar.show('bot');
    panel.composer.element.hidden = false;
    panel.composer.clear();
    panel.element.classList.remove('has-begun');
  }

  /** On a shared computer, empty what nobody looks at any more. */
  async watch() {
    const { panel } = this;
    if (!panel.options.shared || this.idle === null) {
      return;
    }
    if (this.idle) {
      this.idle.start();
      return;
    }
    this.idle = null; // being loaded
    const { Idle } = await panel.load('idle.js');
    const onEmpty = () => panel.isOpen && this.erase().catch(() => this.forget());
    this.idle = new Idle({ element: panel.element, place: panel.warning, say: panel.say, onEmpty });
  }
}

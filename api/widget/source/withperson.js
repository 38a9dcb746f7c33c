// The way to a person of the town hall and back: asking, waiting, talking, and what was thought of it.

import { el } from './dom.js';
import { paragraphs } from './words.js';
import { renderProposal } from './person.js';

const TROUBLE = 'La demande n’est pas partie. Vérifiez votre connexion, ou appelez la mairie.';

export class WithPerson {
  constructor(panel) {
    this.panel = panel;
  }

  /** What can be had now, before anything is asked of the citizen. */
  async ask() {
    const { talk, bar } = this.panel;
    if (bar.status === 'queued' || bar.status === 'agent') {
      bar.element.focus(); // where it is said, and how to wait no longer
      return;
    }
    await this.trying(async () => this.propose(await talk.proposal()));
  }

  async agree() {
    this.panel.focus(); // the button is gone
    await this.trying(async () => {
      const answer = await this.panel.talk.askForPerson();
      if (answer.text) {
        this.propose(Object.assign({ available: false }, answer)); // nobody is left since it was proposed
      }
    });
  }

  async leaveQueue() {
    await this.trying(() => this.panel.talk.leaveQueue());
    this.panel.focus();
  }

  propose(proposal) {
    const { log, say } = this.panel;
    const actions = log.actions;
    const id = `person-now-${log.count}`;
    const rendered = renderProposal(proposal, { id, reach: proposal.reach, actions });
    log.put(el('div', { class: 'turn offer' }, el('div', { class: 'bubble' }, paragraphs(proposal.text)), rendered));
    say(proposal.text);
  }

  /** The conversation changed hands. */
  stands(status, before) {
    const { bar, memory } = this.panel;
    bar.show(status);
    if (before === 'agent' && status !== 'queued' && !memory.get('rated')) {
      this.survey();
    }
  }

  async survey() {
    const { load, log, talk, memory, say } = this.panel;
    await this.trying(async () => {
      const { renderSurvey } = await load('survey.js');
      const onDone = () => memory.set('rated', true);
      log.append(renderSurvey({ onSend: (body) => talk.judge(body), onDone }));
      say('Deux questions sur ce service vous sont posées dans la conversation. Y répondre est facultatif.');
    });
  }

  async trying(action) {
    try {
      await action();
    } catch (error) {
      this.panel.tell(error.message && error.status ? error.message : TROUBLE);
    }
  }
}

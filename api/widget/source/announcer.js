// The voice: a hidden live region, apart from the log, told each new message once, in order, as plain words.

import { el } from './dom.js';
import { counted } from './french.js';
import { leadOf } from './words.js';

const PAUSE_MS = 150; // some screen readers drop two changes made in the same instant
const KEPT_MS = 4000;

export class Announcer {
  constructor() {
    this.element = el('div', { class: 'hidden-text', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'false' });
    this.queue = [];
  }

  say(words) {
    if (words) {
      this.queue.push(words);
      if (this.queue.length === 1) {
        this.timer = setTimeout(() => this.next(), PAUSE_MS);
      }
    }
  }

  next() {
    const line = el('p', null, this.queue.shift());
    this.element.append(line);
    setTimeout(() => line.remove(), KEPT_MS);
    if (this.queue.length) {
      this.timer = setTimeout(() => this.next(), PAUSE_MS);
    }
  }

  /** Say nothing more of what waited. */
  hush() {
    clearTimeout(this.timer);
    this.queue = [];
  }
}

const SPEAKERS = { assistant: 'Assistant', agent: 'Agent', system: 'Information', citizen: 'Vous' };
const LONGEST_SAID = 300;

/** Who speaks, by name when it is a person who gave one. */
export function speaker(author, payload) {
  const agent = author === 'agent' && (payload || {}).agent;
  return (agent && agent.name) || SPEAKERS[author] || SPEAKERS.system;
}

function firstWords(text) {
  if (text.length <= LONGEST_SAID) {
    return text;
  }
  const cut = text.lastIndexOf('. ', LONGEST_SAID);
  return cut > 80 ? text.slice(0, cut + 1) : text.slice(0, text.lastIndexOf(' ', LONGEST_SAID)) + '…';
}

/** What is said aloud of a message: who speaks and the essential; the rest is read at one's own pace in the log. */
export function announcement(message) {
  const payload = message.payload || {};
  if (message.kind === 'answer' && payload.procedure) {
    const documents = (payload.documents || []).length;
    const what = documents ? counted(documents, 'document') + ' à réunir. ' : '';
    return `Réponse de l’assistant : ${payload.procedure.title}. ${what}À lire dans la conversation.`;
  }
  if (message.kind === 'question' && payload.prompt) {
    const choices = (payload.choices || []).map((choice) => choice.label).join(' ; ');
    return `Question de l’assistant : ${payload.prompt} ${choices ? 'Choix proposés : ' + choices + '.' : ''}`.trim();
  }
  const offered = (payload.suggestions || []).map((offer) => offer.label).join(' ; ');
  const said = firstWords(leadOf(message).replace(/\s+/g, ' ').trim());
  return `${speaker(message.author, payload)} : ${said}${offered ? ` Propositions : ${offered}.` : ''}`;
}

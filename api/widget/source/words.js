// Messages in plain words: what the assistant says around its cards, and texts with addresses and numbers to press.

import { el, link, phoneLink } from './dom.js';
import { withoutHelpLines } from './helplines.js';

const PRESSABLE = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])|((?:\+33[\s.]?|0)[1-9](?:[\s.]?\d{2}){4})(?!\d)/g;

/** Paragraphs of `text`, web addresses and phone numbers turned into links. */
export function paragraphs(text) {
  return text
    .split(/\n{2,}/)
    .filter((part) => part.trim())
    .map((part) => el('p', null, part.split('\n').map((line, index) => [index > 0 && el('br'), pressable(line)])));
}

function pressable(line) {
  const nodes = [];
  let from = 0;
  for (const match of line.matchAll(PRESSABLE)) {
    nodes.push(line.slice(from, match.index));
    nodes.push(match[1] ? link(match[1], match[1]) : phoneLink(match[2]));
    from = match.index + match[0].length;
  }
  nodes.push(line.slice(from));
  return nodes;
}

/**
 * What `message` says before the content of its payload begins. `text` is a complete plain rendering, so a card or
 * buttons drawn beside all of it would tell everything twice.
 */
export function leadOf(message) {
  const { kind, payload } = message;
  const text = shown(message);
  if (kind === 'answer') {
    return leadOfAnswer(text, payload);
  }
  if (kind === 'question') {
    return before(before(text, payload.prompt), '\n- ').trim();
  }
  const offered = new Set(((payload && payload.suggestions) || []).map(({ label }) => '- ' + label));
  const lines = text.split('\n');
  while (lines.length && (offered.has(lines[lines.length - 1]) || !lines[lines.length - 1].trim())) {
    lines.pop();
  }
  return lines.join('\n');
}

/** The words of a message without what is drawn as buttons or as a link beside them. */
function shown({ text, payload }) {
  const { help_lines: lines, about } = payload || {};
  const words = lines ? withoutHelpLines(text || '', lines) : text || '';
  return about ? before(words, `\n\n${about.label} : `) : words;
}

function leadOfAnswer(text, { procedure, caution }) {
  const parts = before(text, procedure.title).split(/\n{2,}/);
  return parts.filter((part) => part.trim() && !(caution || '').includes(part.trim())).join('\n\n');
}

function before(text, mark) {
  const at = mark ? text.indexOf(mark) : -1;
  return at < 0 ? text : text.slice(0, at);
}

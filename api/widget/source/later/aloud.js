// Reading an answer aloud, when the citizen asks for it and never by itself.

import { counted } from '../french.js';
import { wordsOf } from '../blocks.js';

const ABOUT_TEN_SECONDS = 160; // characters; longer pieces are cut short by some browsers

const now = { button: null }; // that was pressed last

/** What is read of `payload`, sentence by sentence. */
export function sentences({ procedure, documents, fees, delays, sections, caution, notices }) {
  const said = [procedure.title + '.'].concat(notices || []);
  const items = documents || [];
  if (items.length) {
    said.push(`${counted(items.length, 'document')} à réunir.`);
    items.forEach(({ label, details }) => said.push([label].concat(details || []).join(', ') + '.'));
  } else {
    (sections || []).forEach(({ title, blocks }) => said.push(title + '.', ...(blocks || []).map(wordsOf)));
  }
  (fees || []).concat(delays || []).forEach(({ label, text }) => said.push(`${label} : ${text}`));
  said.push(caution || '');
  return said.flatMap(pieces);
}

function pieces(text) {
  const clean = text.replace(/\s+/g, ' ').trim();
  return clean.length <= ABOUT_TEN_SECONDS ? [clean].filter(Boolean) : clean.match(/[^.;!?]+[.;!?]*\s*/g) || [];
}

function frenchVoice() {
  const voices = speechSynthesis.getVoices().filter(({ lang }) => /^fr\b/i.test(lang));
  return voices.find(({ lang }) => /^fr[-_]FR$/i.test(lang)) || voices[0];
}

/** Read the answer, or stop if it is being read. `button` says which; `tell(words)` says why nothing is heard. */
export function readAloud(payload, { button, tell }) {
  const stops = now.button === button;
  stop();
  if (stops) {
    return;
  }
  now.button = button;
  mark(button, true);
  const parts = sentences(payload);
  parts.forEach((words, index) => {
    const piece = new SpeechSynthesisUtterance(words);
    piece.lang = 'fr-FR';
    piece.voice = frenchVoice() || null;
    piece.rate = 0.95;
    if (index === parts.length - 1) {
      piece.onend = () => now.button === button && stop();
    }
    piece.onerror = ({ error }) => {
      if (error !== 'canceled' && error !== 'interrupted' && now.button === button) {
        stop();
        tell('Votre appareil ne peut pas lire ce texte à voix haute.');
      }
    };
    speechSynthesis.speak(piece);
  });
}

/** Say nothing more. */
export function stop() {
  speechSynthesis.cancel();
  if (now.button) {
    mark(now.button, false);
    now.button = null;
  }
}

function mark(button, reads) {
  button.lastChild.textContent = reads ? 'Arrêter' : 'Écouter';
}

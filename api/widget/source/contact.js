// The contact form, filled in with what the citizen has just typed in this tab. The service has masked it before keeping
// the message: it holds a way to call back only once the citizen presses the button.

import { el } from './dom.js';

const TYPED_PHONE = /(?:\+\d{2,3}[\s.-]?(?:\(0\))?|0)[1-9](?:[\s.-]?\d{2}){4}/;
const TYPED_EMAIL = /[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]{2,}/;

/** The phone number and the address in `text`, '' when there is none. */
export function contactsIn(text) {
  const found = (pattern) => (pattern.exec(text || '') || [''])[0];
  return { phone: found(TYPED_PHONE), email: found(TYPED_EMAIL) };
}

/** The form. `typed`: the words it is filled in from; `onSend(body)` returns a promise that may raise an ApiError. */
export function renderContactForm({ typed, id, onSend }) {
  const known = contactsIn(typed);
  const phone = input('Téléphone', { id: `${id}-phone`, type: 'tel', autocomplete: 'tel', value: known.phone });
  const email = input('Adresse électronique', { id: `${id}-email`, type: 'email', autocomplete: 'email', value: known.email });
  const time = input('Quand vous joindre ? (facultatif)', { id: `${id}-time`, type: 'text', maxlength: '200' });
  const state = el('p', { class: 'state', role: 'status' });
  const form = el(
    'form',
    { class: 'contact-form', novalidate: true, 'aria-label': 'Être recontacté par la mairie' },
    el('p', { class: 'eyebrow' }, 'Être recontacté'),
    phone.row,
    email.row,
    time.row,
    el('button', { type: 'submit', class: 'primary' }, 'Envoyer à la mairie'),
    state,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    state.textContent = 'Envoi…';
    try {
      await onSend(body(phone.field, email.field, time.field));
      form.textContent = '';
      form.append(el('p', { role: 'status' }, 'C’est envoyé. Personne d’autre que la mairie ne le verra.'));
    } catch (error) {
      state.textContent = error.message || 'L’envoi n’a pas réussi. Réessayez, ou appelez la mairie.';
    }
  });
  return form;
}

function input(label, attributes) {
  const field = el('input', attributes);
  return { field, row: el('p', { class: 'field-row' }, el('label', { for: attributes.id }, label), field) };
}

function body(phone, email, time) {
  const written = { phone: phone.value.trim(), email: email.value.trim(), preferred_time: time.value.trim() };
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value));
}

// Building nodes. Nothing here, or anywhere in the widget, ever parses a string as HTML.

import { typeset } from './french.js';

const SVG = 'http://www.w3.org/2000/svg';
const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:', 'sms:'];

/**
 * An element with its attributes and children. Strings become text nodes, set as French prints them; null, undefined, false and '' are skipped.
 * Attributes named on… take a listener; `true` writes an empty attribute; null and false leave it out.
 */
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...flat(children));
  return element;
}

function flat(children) {
  const kept = [];
  for (const child of children) {
    if (Array.isArray(child)) {
      kept.push(...flat(child));
    } else if (child !== null && child !== undefined && child !== false && child !== '') {
      kept.push(child instanceof Node ? child : typeset(String(child)));
    }
  }
  return kept;
}

/** A decorative drawing from one path on a 24 by 24 grid. */
export function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  svg.setAttribute('class', 'icon');
  const drawing = document.createElementNS(SVG, 'path');
  drawing.setAttribute('d', path);
  svg.append(drawing);
  return svg;
}

export const ICONS = {
  close: 'M6 6l12 12M18 6L6 18',
  again: 'M4 12a8 8 0 1 0 2.6-5.9M4 4v4.5h4.5',
  send: 'M4 12h15M13 5.5l6.5 6.5-6.5 6.5',
  back: 'M20 12H5M11 5.5L4.5 12l6.5 6.5',
  phone: 'M6 3h3.5l1.5 5-2.2 1.5a12 12 0 0 0 5.7 5.7L16 13l5 1.5V18a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  outside: 'M14 4h6v6M20 4l-9 9M10 5H6a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-4',
  options: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 7m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M9 17m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  erase: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5',
  print: 'M7 9V4h10v5M7 17H5a1 1 0 0 1-1-1v-5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v5a1 1 0 0 1-1 1h-2M7 14h10v6H7z',
  sound: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  share: 'M12 15V4M8 7.5L12 3.5l4 4M6 12H5v8h14v-8h-1',
};

/** `address` when it is an absolute one of a scheme that cannot run anything, else null. */
export function safeAddress(address) {
  try {
    const url = new URL(String(address));
    return SCHEMES.includes(url.protocol) ? url.href : null;
  } catch (error) {
    return null;
  }
}

/** Words read aloud and not shown. */
export function hiddenText(text) {
  return el('span', { class: 'hidden-text' }, text);
}

/** A link that says when it leaves the page; its words alone when the address is not one to follow. */
export function link(address, children, attributes) {
  const href = safeAddress(address);
  if (!href) {
    return el('span', null, children);
  }
  if (/^(mailto|tel|sms):/.test(href)) {
    return el('a', Object.assign({ href }, attributes), children);
  }
  const outside = Object.assign({ href, target: '_blank', rel: 'noopener noreferrer' }, attributes);
  return el('a', outside, children, icon(ICONS.outside), hiddenText(' (nouvelle fenêtre)'));
}

/** A phone number one can press. Short and special numbers ("3939") keep their digits as they are. */
export function phoneLink(number, label) {
  const digits = String(number).replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
  return digits.length >= 2 ? link('tel:' + digits, label || number) : el('span', null, label || number);
}

/** Whether the screen is touched: a focused text field would raise the keyboard over what was just shown. */
export function isTouch() {
  return matchMedia('(pointer: coarse)').matches;
}

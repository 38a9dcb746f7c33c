// Numbers, sums and dates in French words.

/** `count` and its noun, in the plural from two on: the French rule. */
export function counted(count, noun, plural) {
  return count + ' ' + (count < 2 ? noun : plural || noun + 's');
}

/** "86 €", "17,50 €", "Gratuit"; null when `amount` is no number. */
export function euros(amount) {
  const value = Number(amount);
  if (!Number.isFinite(value)) {
    return null;
  }
  const decimals = { minimumFractionDigits: value % 1 ? 2 : 0, maximumFractionDigits: 2 };
  return value === 0 ? 'Gratuit' : value.toLocaleString('fr-FR', decimals) + ' €';
}

const MONTHS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const DATE = new RegExp(`(\\d|1er) (${MONTHS})(?: (\\d{4}))?`, 'g');
const PHONE = /(^|[^\d+*.,/-])(0[1-9])[ .]?(\d{2})[ .]?(\d{2})[ .]?(\d{2})[ .]?(\d{2})(?![\d*])/g;
const AMOUNT = /(^|[^\d.,*-])(\d{1,3})(\d{3})[ \u00a0]?(€|euros?)/g;
const KEPT = '\u00a0'; // a space where no line may break

/**
 * `text` as French prints it: spaces that never break before : ; ! ? % € » and after «, inside amounts, telephone numbers
 * and dates. Words and digits stay as they are.
 */
export function typeset(text) {
  return text
    .replace(/ ([:;!?%€»])/g, KEPT + '$1')
    .replace(/« /g, '«' + KEPT)
    .replace(PHONE, (_, before, ...parts) => before + parts.slice(0, 5).join(KEPT))
    .replace(AMOUNT, '$1$2' + KEPT + '$3' + KEPT + '$4')
    .replace(/(\d) h(?: (\d\d)(?!\d))?(?![\wà-ÿ])/g, (_, hour, minutes) => hour + KEPT + 'h' + (minutes ? KEPT + minutes : ''))
    .replace(/(\d) (?=\d{3}(?!\d))/g, '$1' + KEPT)
    .replace(DATE, (_, day, month, year) => day + KEPT + month + (year ? KEPT + year : ''));
}

/** "12 novembre 2020" from an ISO date; the words as they came when they are not one. */
export function frenchDate(iso) {
  const day = new Date(`${iso}T12:00:00`);
  if (Number.isNaN(day.getTime())) {
    return iso;
  }
  const text = day.toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' });
  return text.replace(/^1 /, '1er ');
}

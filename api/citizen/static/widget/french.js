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

/** "12 novembre 2020" from an ISO date; the words as they came when they are not one. */
export function frenchDate(iso) {
  const day = new Date(`${iso}T12:00:00`);
  if (Number.isNaN(day.getTime())) {
    return iso;
  }
  const text = day.toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' });
  return text.replace(/^1 /, '1er ');
}

// A list that changes under one's hand. A row that stays keeps its node and its buttons, whatever changes in them: one of
// them may have the cursor, or be pressed at this very moment.

/** Gives `list` a row for each of `wanted`: its `key`, what it `shows`, and how to `build` it anew. */
export function refill(list, wanted) {
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const place = focused ? [...list.children].findIndex((row) => row.contains(focused)) : -1;
  const before = new Map([...list.children].map((row) => [row.key, row]));
  const keys = new Set(wanted.map(({ key }) => key));
  for (const [key, row] of before) if (!keys.has(key)) row.remove();
  wanted.forEach(({ key, shows, build }, at) => {
    const row = before.get(key) || build();
    if (row.shows !== undefined && row.shows !== shows) renew(row, build());
    Object.assign(row, { key, shows });
    if (list.children[at] !== row) put(list, row, list.children[at] || null);
  });
  if (focused && document.activeElement !== focused) giveBack(list, focused, place);
}

/** Makes `row` show what `fresh` does. Buttons are told apart by `data-focus`. */
function renew(row, fresh) {
  copyAttributes(row, fresh);
  const kept = new Map([...row.children].map((node) => [node.dataset.focus, node]));
  for (const [index, next] of [...fresh.children].entries()) {
    const node = kept.get(next.dataset.focus);
    kept.delete(next.dataset.focus);
    if (!node) {
      row.insertBefore(next, row.children[index] || null);
      continue;
    }
    copyAttributes(node, next);
    node.replaceChildren(...next.childNodes); // the button itself takes the clicks (lists.css)
  }
  for (const node of kept.values()) node.remove();
}

function copyAttributes(node, from) {
  for (const { name } of [...node.attributes]) if (!from.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of from.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** A row that only changes its place keeps the cursor, where the browser can do so. */
function put(list, row, next) {
  if (row.isConnected && list.moveBefore) list.moveBefore(row, next);
  else list.insertBefore(row, next);
}

/** The cursor goes back to what had it, else to the row that now stands in its place. */
function giveBack(list, focused, place) {
  const rows = [...list.children];
  const row = rows[Math.min(place, rows.length - 1)];
  const target = focused.isConnected ? focused : row && row.querySelector("button");
  if (target) target.focus({ preventScroll: true });
}

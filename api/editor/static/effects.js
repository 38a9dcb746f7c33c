// What one more way to ask for a procedure would change, told before it is added.

import { element } from "/espace-agents/static/page.js";

export function told({ rank_before: before, rank_after: after, tried, few, known, said_of: others, better, worse, other }) {
  const was = before ? `en position ${before}` : "introuvable";
  const now = after === 1 ? "trouvée en premier" : after ? `en position ${after}` : "introuvable";
  return [
    element("p", {}, `Aujourd’hui, la démarche est ${was} avec ces mots ; elle serait ${now}. ${tried ? `${tried} questions connues ont été essayées avant et après.` : ""}`),
    ...hints({ few, known, others }),
    ...changes("Questions qui trouveraient autre chose, à tort", worse),
    ...changes("Questions mieux comprises", better),
    ...changes("Autres changements", other),
  ];
}

/** What an editor should know of the words that are known so far. */
function hints({ few, known, others }) {
  const found = [];
  if (others.length) found.push(`Ces mots sont déjà connus pour « ${others.map((one) => one.title).join(" », « ")} ». Les deux se contredisent : gardez-les là où ils conviennent le mieux.`);
  if (few) found.push(known ? `${known > 1 ? `${known} façons` : "Une seule façon"} de demander cette démarche : c’est encore peu. Ajoutez-en d’autres quand vous en verrez.` : "Ce serait la première façon connue de demander cette démarche. Ajoutez-en d’autres quand vous en verrez.");
  return found.map((one) => element("p", { class: "caution" }, one));
}

function changes(title, list) {
  if (!list.length) return [];
  const lines = list.map((one) => element("li", {}, `« ${one.question} » : `, element("del", {}, one.before || "rien"), " → ", element("ins", {}, one.after || "rien")));
  return [element("p", { class: "label" }, `${title} (${list.length})`), element("ul", {}, ...lines)];
}

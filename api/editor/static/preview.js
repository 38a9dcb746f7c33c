// What citizens would see of a text that is not published yet, with the very cards of the conversation.

import { call } from "/espace-agents/static/http.js";
import { element, once } from "/espace-agents/static/page.js";
import { renderMessage } from "/agent/widget/turns.js";
import { button, field } from "./parts.js";

const SHEETS = ["ground.css", "panel.css", "conversation.css", "card.css", "care.css"];
const noMemory = { isTicked: () => false, tick: () => {}, get: () => null, set: () => {} };

/** A panel that walks the text of `writing` as it is on the screen. */
export function previewPanel(writing) {
  const host = element("div", { class: "phone", "data-theme": "light" }); // as on most phones, whatever this screen
  const root = host.attachShadow({ mode: "open" });
  const log = element("div", { class: "log" });
  root.append(
    ...SHEETS.map((name) => element("link", { rel: "stylesheet", href: `/agent/widget/${name}` })),
    element("link", { rel: "stylesheet", href: "/redaction/static/phone.css" }),
    log,
  );
  let seq = 0;

  const show = ({ reply, state }, { said } = {}) => {
    if (said) log.append(element("p", { class: "said" }, said));
    const payload = withValues(reply.payload);
    const message = { seq: (seq += 1), author: "assistant", kind: reply.kind, text: reply.text, payload };
    const choose = (offer) => walk({ state, step: offer.value }, offer.label);
    log.append(renderMessage(message, { onChoose: choose, onRate: () => {}, memory: noMemory, typed: () => ({}) }));
    log.lastElementChild.querySelector("h3")?.focus({ preventScroll: true });
  };
  const walk = async (from = {}, said) => {
    const shown = await call("POST", `/editor${writing.path}/preview`, { content: writing.content, ...from });
    if (!from.step) log.replaceChildren();
    show(shown, { said });
  };

  const found = element("div", { role: "status" });
  let question = "";
  const asked = field("Essayer une question", {
    hint: "Comme un habitant l’écrirait : louer salle pour anniversaire",
    max: 300,
    onInput: (words) => (question = words),
  });
  const tryIt = button("Essayer", () =>
    once(tryIt, async () => {
      const tried = await call("POST", `/editor${writing.path}/try`, { question, content: writing.content });
      found.replaceChildren(...result(tried));
      log.replaceChildren();
      show(tried, { said: question });
    }),
  );
  asked.querySelector("input").addEventListener("keydown", (event) => event.key === "Enter" && question.trim() && tryIt.click());

  const again = button("Voir l’aperçu depuis le début", () => once(again, () => walk()));
  return element(
    "aside",
    { class: "preview", "aria-labelledby": "preview-title" },
    element("h2", { id: "preview-title", tabindex: "-1" }, "Aperçu"),
    element("p", { class: "hint" }, "Tel que les habitants le verront. Rien n’est publié."),
    element("p", { class: "actions" }, again),
    asked,
    element("p", { class: "actions" }, tryIt),
    found,
    host,
  );
}

function result({ rank, found }) {
  const place = rank === 1 ? "Trouvé en premier." : rank ? `Trouvé en position ${rank}.` : "Pas trouvé parmi les cinq premiers.";
  const advice = rank === 1 ? "" : " Ajoutez ces mots aux autres noms, en haut de la page, puis essayez encore.";
  return [
    element("p", { class: rank === 1 ? "ready" : "caution" }, place + advice),
    element("ol", { class: "found" }, ...found.map((one) => element("li", {}, one.is_this_one ? element("strong", {}, one.title) : one.title))),
  ];
}

/** Offers lead somewhere by their step here, as they do by their value in a conversation. */
function withValues(payload) {
  const given = structuredClone(payload);
  for (const offers of [given.choices, given.suggestions, given.back && [given.back], given.facts?.map((fact) => fact.change).filter(Boolean)]) {
    for (const offer of offers ?? []) offer.value = offer.step;
  }
  delete given.related;
  return given;
}

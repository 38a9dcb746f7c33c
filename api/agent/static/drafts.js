// The assistant's answer, where a theme wants an agent to read it before the citizen does.

import { call } from "/espace-agents/static/http.js";
import { el } from "/agent/widget/dom.js";
import { paragraphs } from "/agent/widget/words.js";
import { shownCard } from "./shown_card.js";

const HINT = "L’habitant ne l’a pas vue. Envoyez-la telle quelle, ou écrivez-lui vous-même.";

/** The answer kept in the conversation `id`, to be sent. `mayApprove`: whether it is one's own. `deeds`: fail(error). */
export function draftOf(id, draft, mayApprove, deeds) {
  const approve = async (handBack) => {
    try {
      await call("POST", `/agent/conversations/${id}/drafts/${draft.seq}`, { hand_back: handBack });
    } catch (error) {
      deeds.fail(error);
    }
  };
  const isCard = draft.kind === "answer" && draft.payload.procedure;
  return el(
    "section",
    { class: "draft", "aria-labelledby": "draft-title" },
    el("h3", { id: "draft-title" }, "Réponse proposée par l’assistant"),
    el("p", { class: "hint" }, HINT),
    isCard ? shownCard(draft.payload) : el("div", { class: "bubble" }, paragraphs(draft.text)),
    mayApprove &&
      el(
        "p",
        { class: "actions" },
        button("Envoyer et rendre à l’assistant", "small", () => approve(true)),
        button("Envoyer et continuer moi-même", "quiet small", () => approve(false)),
      ),
  );
}

function button(label, kind, work) {
  return el("button", { type: "button", class: kind, onclick: work }, label);
}

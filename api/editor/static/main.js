// The console of those who write: one page, whose address says what is shown.

import { whoAmI } from "/espace-agents/static/http.js";
import { element, find, refuse, showMenu } from "/espace-agents/static/page.js";
import { showFreshness } from "./freshness.js";
import { showHours } from "./hours.js";
import { showInbox } from "./inbox.js";
import { showHome, showProcedures } from "./lists.js";
import { settle } from "./merge.js";
import { showNotice, showNotices } from "./notices.js";
import { showReplies, showReply } from "./replies.js";
import { showSheet } from "./sheet.js";
import { showSpreadsheet } from "./spreadsheet.js";
import { showWording, showWordings } from "./wordings.js";

const VIEWS = [
  [/^#?\/?$/, (view) => (user.may_act_as.includes("editor") ? showHome(view) : showReplies(view, user))],
  [/^#\/demarches$/, (view) => showProcedures(view)],
  [/^#\/demarche\/([A-Za-z0-9@-]+)$/, (view, id) => showSheet(view, `/procedures/${id}`)],
  [/^#\/messages$/, (view) => showNotices(view)],
  [/^#\/message\/([A-Za-z0-9@-]+)$/, (view, id) => showNotice(view, id)],
  [/^#\/mots$/, (view) => showWordings(view)],
  [/^#\/mots\/([A-Za-z0-9@-]+)$/, (view, id) => showWording(view, id)],
  [/^#\/reponses$/, (view) => showReplies(view, user)],
  [/^#\/reponse\/([A-Za-z0-9@-]+)$/, (view, id) => showReply(view, id)],
  [/^#\/questions$/, (view) => showInbox(view)],
  [/^#\/tableur$/, (view) => showSpreadsheet(view)],
  [/^#\/verifier$/, (view) => showFreshness(view)],
  [/^#\/horaires$/, (view) => showHours(view, user)],
];

let open = null; // the text on the screen, when there is one
let first = true;
let user = null;

async function show() {
  const view = find("view");
  await keep();
  find("refusal").hidden = true;
  find("done").textContent = "";
  const [, make, ...parts] = matched(location.hash);
  try {
    open = (await make(view, ...parts)) ?? null;
  } catch (error) {
    view.replaceChildren(element("p", {}, element("a", { href: "#/" }, "← Accueil de la rédaction")), element("h1", { tabindex: "-1" }, "Cette page ne s’ouvre pas"));
    refuse(error);
  }
  const title = view.querySelector("h1");
  document.title = `${title.textContent} – Rédaction, Guichet`;
  if (!first && !view.contains(document.activeElement)) title.focus(); // unless somebody is already at work there
  first = false;
}

function matched(hash) {
  for (const [pattern, make] of VIEWS) {
    const found = hash.match(pattern);
    if (found) return [pattern, make, ...found.slice(1)];
  }
  return [null, VIEWS[0][1]];
}

/** What is on the screen is kept as a draft before the page shows something else: nothing is lost by a click. */
async function keep() {
  if (!open?.isDirty) return;
  try {
    await open.save(settle);
  } catch (error) {
    refuse(error);
  }
}

addEventListener("hashchange", show);
addEventListener("beforeunload", (event) => {
  if (open?.isDirty) event.preventDefault();
});

try {
  user = await whoAmI();
  showMenu(user);
  await show();
} catch (error) {
  refuse(error);
}

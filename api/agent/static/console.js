// The agents' page, put together: what the service tells goes to the views, what is done goes to the service.

import { Refused, call, leaveToLogIn, whoAmI } from "/espace-agents/static/http.js";
import { find, refuse, showMenu, tell } from "/espace-agents/static/page.js";
import { Announcer } from "/agent/widget/announcer.js";
import { el } from "/agent/widget/dom.js";
import { Alerts } from "./alerts.js";
import { openCanned } from "./canned.js";
import { openCards } from "./cards.js";
import { Conversation } from "./conversation.js";
import { DeskStream } from "./desk_stream.js";
import { DayFigures } from "./figures.js";
import * as handing from "./handing.js";
import { relabel } from "./labels.js";
import { Lists } from "./lists.js";
import { setClock, tick } from "./moments.js";
import { openReferral } from "./referrals.js";
import { Presence } from "./presence.js";
import { Shortcuts } from "./shortcuts.js";
import { Unsent } from "./unsent.js";
import { ownerName, subjectOf } from "./words.js";

const TICK_MS = 10000;
const PREPARE_MS = 120000;
const LOST = "Connexion perdue. Nouvel essai… Ce que vous écrivez est gardé et partira tout seul.";

const me = await whoAmI().catch(refuse);
const announcer = new Announcer();
find("console").append(announcer.element);
const say = (words) => announcer.say(words);
const desk = { waiting: [], mine: [], agents: [], callbacks: 0 };

const fail = (error) => refuse(error);
const NOT_AN_AGENT = "Votre compte ne permet pas de répondre aux habitants. Demandez le rôle d’agent à un administrateur.";

// --- The service ---

const unsent = new Unsent({
  me: me.id,
  onChange: (id) => conversation.showUnsent(id),
  onLoggedOut: logInAgain,
  onAccepted: (id, message) => id === conversation.id && conversation.receive(message),
});

const stream = new DeskStream({
  after: () => conversation.last,
  onFrame: (frame) => (frame.type === "desk" ? showDesk(frame) : conversation.hear(frame)),
  onState: connected,
  onEnd: (why) => (why === "logged_out" ? logInAgain() : fail(new Refused(403, { detail: NOT_AN_AGENT }))),
  onBeat: () => presence.beat(),
});

let isLeaving = false;

/** What was not sent stays in the tab, and leaves after the log-in. */
function logInAgain() {
  isLeaving = true;
  leaveToLogIn();
}

function connected(yes) {
  find("connection").textContent = yes ? "" : LOST;
  if (yes) {
    unsent.flush();
    conversation.tellRead();
  }
}

function showDesk(frame) {
  setClock(frame.now);
  const known = new Set(desk.waiting.map(({ id }) => id));
  const isFirst = desk.now === undefined;
  Object.assign(desk, frame);
  presence.show(desk.agents.find(({ agent }) => agent.id === me.id));
  lists.setOnline(presence.state !== "offline");
  day.changed();
  showLists();
  const unread = desk.mine.filter((one) => one.unread > 0 && one.last_author === "citizen" && isElsewhere(one));
  alerts.update({ waiting: desk.waiting.length, isOnline: presence.isOnline, unread: unread.length });
  const arrived = desk.waiting.filter(({ id }) => !known.has(id));
  if (!isFirst) arrived.forEach((one) => say(`Nouvelle personne en attente : ${subjectOf(one)}`));
}

function showLists() {
  lists.count({ waiting: desk.waiting.length, mine: desk.mine.length, contacts: desk.callbacks });
  if (lists.view === "waiting") lists.fill(desk.waiting, conversation.id);
  else if (lists.view === "mine") lists.fill(desk.mine, conversation.id);
  else lists.askSoon();
}

/** The desk is told a second later: until then, the next key must not take the same person again. */
function showTaken(taken) {
  desk.waiting = desk.waiting.filter(({ id }) => id !== taken.id);
  desk.mine = [taken, ...desk.mine.filter(({ id }) => id !== taken.id)];
  showLists();
}

/** Whether the agent does not have it before their eyes. */
function isElsewhere({ id }) {
  return id !== conversation.id || document.hidden;
}

async function showView(view, state, words) {
  if (view === "waiting" || view === "mine") {
    lists.fill(desk[view], conversation.id);
    return;
  }
  const found = `/agent/conversations?${new URLSearchParams({ state, q: words })}`;
  const asked = view === "contacts" ? "/agent/callbacks" : found;
  try {
    const { callbacks, conversations } = await call("GET", asked);
    if (lists.view === view) lists.fill(callbacks || conversations, conversation.id);
  } catch (error) {
    fail(error);
  }
}

// --- What agents do ---

function showPane(pane) {
  find("refusal").hidden = true;
  document.body.dataset.pane = pane;
}

async function open(id, options) {
  showPane("talk");
  const opening = conversation.open(id, options);
  lists.mark(id);
  await opening;
}

function leave() {
  conversation.leave();
  showPane("lists");
  lists.mark(null);
  lists.move(1);
}

async function take(id) {
  try {
    showTaken(await call("POST", `/agent/conversations/${id}/claim`));
  } catch (error) {
    const owner = error.content && error.content.owner;
    if (owner) error.message = `${ownerName({ owner })} vient de prendre cette conversation.`;
    fail(error);
    if (conversation.id === id) conversation.refresh();
    return;
  }
  await open(id, { write: true });
}

function takeNext() {
  if (desk.waiting.length) take(desk.waiting[0].id);
  else say("Personne n’attend.");
}

/** A change that `work` has made. */
function changed(summary, sentence) {
  if (sentence) tell(sentence);
  lists.ask();
  if (summary && conversation.id === summary.id) conversation.hearStatus(summary);
}

function relabelled(summary, sentence) {
  changed(summary, sentence);
  conversation.refresh();
}

async function reopen(id) {
  try {
    changed(await call("POST", `/agent/conversations/${id}/reopen`), "La conversation est rouverte.");
  } catch (error) {
    fail(error);
  }
}

function colleagues() {
  return desk.agents.filter(({ agent, state }) => agent.id !== me.id && state === "online");
}

const deeds = {
  take,
  reopen,
  leave,
  fail,
  say,
  transfer: (id) => handing.transfer(id, colleagues(), changed),
  release: (id) => handing.release(id, changed),
  giveBack: (id) => handing.giveBack(id, changed),
  close: () => handing.close(conversation.detail, changed),
  relabel: () => relabel(conversation.detail, relabelled),
  changed: () => {
    lists.ask();
    conversation.refresh();
  },
  gone: () => {
    showPane("lists");
    tell("L’habitant a effacé cette conversation.");
    lists.ask();
  },
};

function showCards() {
  const { id } = conversation;
  openCards(id, conversation.detail.known, (card, label) => unsent.add(id, { card }, label));
}

function showCanned() {
  openCanned({
    mayEdit: me.may_act_as.includes("supervisor"),
    onChosen: (text) => conversation.composer.insert(text),
  });
}

function refer() {
  openReferral(conversation.id, changed);
}

function tool(label, work) {
  return el("button", { type: "button", class: "quiet small", onclick: work }, label);
}

function prepare() {
  handing.prepare().catch((error) => error.status === undefined && fail(error)); // told above when the service is away
}

function withOwn(work) {
  return () => conversation.isMine && work();
}

function withMine(work) {
  return () => conversation.mayAct && work(conversation.id);
}

// --- The views ---

const presence = new Presence(find("presence"), { onFail: fail, say });
const alerts = new Alerts();
const conversation = new Conversation(find("conversation"), {
  me,
  stream,
  unsent,
  deeds,
  tools: [tool("Fiche", showCards), tool("Réponse type", showCanned), tool("Orienter", refer)],
});
const day = new DayFigures(find("day"), { supervises: me.may_act_as.includes("supervisor"), onFail: fail });
const lists = new Lists(find("lists"), {
  me: me.id,
  onOpen: (id) => open(id, { write: true }),
  onTake: take,
  onView: showView,
  onOnline: () => presence.be({ state: "online" }),
});
const shortcuts = new Shortcuts([
  ["p", "Prendre la personne qui attend depuis le plus longtemps", takeNext],
  ["j", "Ligne suivante de la liste", () => lists.move(1)],
  ["k", "Ligne précédente de la liste", () => lists.move(-1)],
  ["1", "Personnes en attente", () => lists.show("waiting")],
  ["2", "Vos conversations", () => lists.show("mine")],
  ["3", "Personnes à rappeler", () => lists.show("contacts")],
  ["4", "Toutes les conversations", () => lists.show("all")],
  ["/", "Chercher dans les conversations", () => lists.search()],
  ["r", "Répondre", withOwn(() => conversation.composer.choose("reply"))],
  ["f", "Montrer une fiche", withOwn(showCards)],
  ["m", "Choisir une réponse type", withOwn(showCanned)],
  ["o", "Orienter vers un autre organisme", withOwn(refer)],
  ["n", "Écrire une note interne", () => conversation.id && conversation.composer.choose("note")],
  ["t", "Transférer", withMine(deeds.transfer)],
  ["l", "Remettre en attente", withMine(deeds.release)],
  ["b", "Rendre à l’assistant", withMine(deeds.giveBack)],
  ["c", "Clore", withMine(deeds.close)],
  ["s", "Couper ou remettre le son", () => alerts.mute(!alerts.isMuted)],
  ["?", "Montrer cette liste", () => shortcuts.help()],
]);

showMenu(me);
find("who").textContent = me.name;
const help = el("button", { type: "button", class: "quiet small", onclick: () => shortcuts.help() }, "Raccourcis");
find("tools").append(alerts.sound, alerts.notices, help);
presence.show(undefined);
lists.show("waiting");
stream.start();
unsent.flush();
setInterval(tick, TICK_MS);
prepare();
setInterval(prepare, PREPARE_MS);
document.addEventListener("visibilitychange", () => conversation.tellRead());
addEventListener("beforeunload", (event) => unsent.isEmpty || isLeaving || event.preventDefault());

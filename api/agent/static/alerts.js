// Somebody waits: a sound, the title of the page and a notice of the desktop, again and again until they are taken.

import { el } from "/agent/widget/dom.js";

const KEPT = "guichet agent: sound";
const AGAIN_MS = 20000;
const TITLE = document.title;

export class Alerts {
  constructor() {
    this.isMuted = localStorage.getItem(KEPT) === "off";
    this.waiting = 0;
    this.unread = 0;
    this.sound = el("button", { type: "button", class: "quiet small", onclick: () => this.mute(!this.isMuted) });
    this.notices = el("button", { type: "button", class: "quiet small", onclick: () => this.allow() }, "Avis à l’écran");
    this.mute(this.isMuted);
    this.showNotices();
    setInterval(() => this.remind(), AGAIN_MS);
    // Browsers let a page be heard once it was touched.
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.wake(), { once: true });
  }

  /** How many wait, whether this agent takes conversations, how many of their own have something new. */
  update({ waiting, isOnline, unread }) {
    const isMore = waiting > this.waiting || unread > this.unread;
    Object.assign(this, { waiting, isOnline, unread });
    document.title = title(waiting, unread);
    if (isMore) this.remind();
  }

  remind() {
    if (!this.isOnline || (!this.waiting && !this.unread)) return;
    if (this.waiting || document.hidden) this.play();
    this.notify();
  }

  mute(isMuted) {
    this.isMuted = isMuted;
    localStorage.setItem(KEPT, isMuted ? "off" : "on");
    this.sound.setAttribute("aria-pressed", String(!isMuted));
    this.sound.textContent = isMuted ? "Son coupé" : "Son activé";
  }

  wake() {
    this.audio = this.audio || new AudioContext();
    this.audio.resume();
  }

  /** Two soft notes. */
  play() {
    if (this.isMuted || !this.audio || this.audio.state !== "running") return;
    [660, 880].forEach((pitch, index) => {
      const at = this.audio.currentTime + index * 0.18;
      const note = this.audio.createOscillator();
      const volume = this.audio.createGain();
      note.frequency.value = pitch;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
      note.connect(volume).connect(this.audio.destination);
      note.start(at);
      note.stop(at + 0.32);
    });
  }

  // --- Notices of the desktop ---

  async allow() {
    await Notification.requestPermission();
    this.showNotices();
  }

  showNotices() {
    const canBe = "Notification" in window && Notification.permission === "default";
    this.notices.hidden = !canBe;
  }

  /** Nothing of what was said: a screen may be seen by others. */
  notify() {
    if (!document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
    const notice = new Notification(title(this.waiting, this.unread), { tag: "guichet", renotify: true, silent: true });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
  }
}

function title(waiting, unread) {
  if (waiting) return `(${waiting}) ${waiting === 1 ? "Une personne attend" : `${waiting} personnes attendent`} – Guichet`;
  if (unread) return `(${unread}) Nouveau message – Guichet`;
  return TITLE;
}

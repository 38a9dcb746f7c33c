// The desk as it happens: a WebSocket, or questions every few seconds where the network lets none pass. Either is only
// a hint; what counts is the number of the last message held, from which every new connection resumes.

import { call } from "/espace-agents/static/http.js";
import { backoff } from "/agent/widget/stream.js";

const PING_MS = 20000;
const SILENCE_MS = 10000; // after a ping: the connection is dead, though nobody has said so
const POLL_MS = 4000;
const SOCKET_TRIES = 3; // refused this often without having served
const ENDS = { 4401: "logged_out", 4403: "forbidden" };

export class DeskStream {
  /**
   * `after()`: number of the last message held of the conversation watched. `onFrame(frame)`: a frame of the contract.
   * `onState(connected)`. `onEnd(why)`: "logged_out" or "forbidden". `onBeat()`: a sign of life is to be given.
   */
  constructor({ after, onFrame, onState, onEnd, onBeat }) {
    Object.assign(this, { after, onFrame, onState, onEnd, onBeat });
    this.watched = null;
    this.attempt = 0;
    this.failures = 0;
  }

  start() {
    this.connect();
    addEventListener("online", () => this.wake());
    addEventListener("offline", () => this.lose());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
  }

  /** Follows one conversation, and leaves the one before. */
  watch(id) {
    if (this.watched && this.watched !== id) this.send({ type: "unwatch", conversation_id: this.watched });
    this.watched = id;
    if (id) this.send({ type: "watch", conversation_id: id, after: this.after() });
  }

  /** Says a hint (typing, read): lost when there is no connection, and no harm done. */
  send(frame) {
    if (this.socket && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  connect() {
    clearTimeout(this.timer);
    if (this.failures < SOCKET_TRIES) this.listen();
    else this.poll();
  }

  /** Connects now rather than at the end of a delay: the network is back, the page is looked at again. */
  wake() {
    if (this.connected) return;
    this.attempt = 0;
    this.drop();
    this.connect();
  }

  listen() {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/api/v1/agent/stream`);
    this.socket = socket;
    let heard = false;
    socket.onmessage = (event) => {
      if (this.socket !== socket) return;
      clearTimeout(this.silence);
      if (!heard) {
        heard = true;
        this.failures = 0;
        this.succeed();
        this.watch(this.watched);
        this.pings = setInterval(() => this.ping(), PING_MS);
      }
      const frame = JSON.parse(event.data);
      if (frame.type !== "pong") this.onFrame(frame);
    };
    socket.onclose = (event) => {
      if (this.socket !== socket) return;
      if (ENDS[event.code]) {
        this.drop();
        this.onEnd(ENDS[event.code]);
        return;
      }
      this.failures += heard ? 0 : 1;
      this.lose();
      this.retry();
    };
  }

  ping() {
    this.send({ type: "ping" });
    this.silence = setTimeout(() => {
      this.lose();
      this.retry();
    }, SILENCE_MS);
  }

  /** The same by questions: the desk, then the conversation watched. */
  async poll() {
    try {
      this.onFrame({ type: "desk", ...(await call("GET", "/agent/queue")) });
      await this.pollWatched();
      this.succeed();
      this.onBeat();
      this.timer = setTimeout(() => this.connect(), POLL_MS);
    } catch (error) {
      if (error.status === 401) this.onEnd("logged_out");
      else if (error.status === 403) this.onEnd("forbidden");
      else {
        this.failures = 0; // a socket may pass when the network is back
        this.lose();
        this.retry();
      }
    }
  }

  async pollWatched() {
    const id = this.watched;
    if (!id) return;
    const { conversation, messages } = await call("GET", `/agent/conversations/${id}`);
    messages.forEach((message) => this.onFrame({ type: "message", conversation_id: id, message }));
    this.onFrame({ type: "status", conversation_id: id, conversation });
  }

  succeed() {
    this.attempt = 0;
    if (!this.connected) {
      this.connected = true;
      this.onState(true);
    }
  }

  lose() {
    this.drop();
    this.connected = false;
    this.onState(false);
  }

  drop() {
    clearInterval(this.pings);
    clearTimeout(this.silence);
    const socket = this.socket;
    this.socket = null;
    if (socket) socket.close();
  }

  retry() {
    clearTimeout(this.timer);
    this.attempt += 1;
    this.timer = setTimeout(() => this.connect(), backoff(this.attempt));
  }
}

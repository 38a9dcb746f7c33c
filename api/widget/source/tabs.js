// The tabs of one site agree on the conversation: they tell each other what changed, and nothing is stored for it.

const ANSWER_WITHIN_MS = 120;

export class Tabs {
  /** `tell()`: what this tab holds; `hear(news)`: another tab holds something new. */
  constructor(name, { tell, hear }) {
    if (typeof BroadcastChannel !== 'function') {
      return; // Safari before 15.4: each tab then has its own conversation
    }
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }) => {
      if (data.asks) {
        const held = tell();
        if (held.conversation) {
          this.say(held);
        }
      } else if (this.answered) {
        this.answered(data);
      } else {
        hear(data);
      }
    };
  }

  say(news) {
    if (this.channel) {
      this.channel.postMessage(news);
    }
  }

  /** What another tab holds; null when none answers at once. */
  ask() {
    if (!this.channel) {
      return Promise.resolve(null);
    }
    this.say({ asks: true });
    return new Promise((resolve) => {
      const settle = (news) => {
        this.answered = null;
        resolve(news);
      };
      this.answered = settle;
      setTimeout(() => settle(null), ANSWER_WITHIN_MS);
    });
  }
}

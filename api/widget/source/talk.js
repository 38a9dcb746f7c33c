// What the citizen does about a person of the town hall.

const TYPING_EVERY_MS = 3000; // an agent is told no more often that the citizen writes

export class Talk {
  constructor(conversation) {
    this.conversation = conversation;
  }

  /** What can be said of a person now: whether one can be had, and if not what to do. Raises ApiError. */
  proposal() {
    return this.conversation.api.person('GET', this.conversation.identity);
  }

  /** The citizen agrees to be read: wait for a person. Resolves with why not when nobody can answer. Raises ApiError. */
  async askForPerson() {
    const answer = await this.conversation.api.person('POST', this.conversation.identity, { consent: true });
    this.conversation.setStatus(answer.status);
    this.conversation.listener.queue(answer.queue);
    return answer;
  }

  /** Wait no longer. Raises ApiError. */
  leaveQueue() {
    return this.conversation.api.person('DELETE', this.conversation.identity);
  }

  /** The agent is told that the citizen is writing. */
  writing() {
    if (this.conversation.status === 'agent' && Date.now() - (this.toldAt || 0) > TYPING_EVERY_MS) {
      this.toldAt = Date.now();
      this.conversation.stream.send({ type: 'typing' });
    }
  }

  /** The agent is told that what they wrote was seen. */
  seen() {
    if (this.conversation.status === 'agent') {
      this.conversation.stream.send({ type: 'read', seq: this.conversation.last });
    }
  }

  /** What the citizen thought of the whole. Raises ApiError. */
  judge(body) {
    return this.conversation.api.judge(this.conversation.identity, body);
  }
}

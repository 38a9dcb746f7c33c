// The citizen side of the HTTP contract.

const PATIENCE_MS = 20000;

/** A refusal. `status` is 0 when the server could not be reached; `message` is a French sentence for the citizen. */
export class ApiError extends Error {
  constructor(status, message, retryAfter) {
    super(message || '');
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** Whether `error` says that the conversation is no longer there, or was never this tab's. */
export function isGone(error) {
  return [401, 403, 404, 410].includes(error.status);
}

export class Api {
  /** `address`: where the assistant lives, with a final slash. */
  constructor(address) {
    this.root = new URL('api/v1/', address);
  }

  site() {
    return this.call('GET', 'site');
  }

  open(body) {
    return this.call('POST', 'conversations', { body });
  }

  post({ id, token }, body) {
    return this.call('POST', `conversations/${id}/messages`, { body, token });
  }

  messages({ id, token }, { after, wait, signal }) {
    const path = `conversations/${id}/messages?after=${after}&wait=${wait}`;
    return this.call('GET', path, { token, signal, patience: PATIENCE_MS + wait * 1000 });
  }

  rate({ id, token }, body) {
    return this.call('POST', `conversations/${id}/feedback`, { body, token });
  }

  /** Leave a phone number or an address to be called back. Raises ApiError. */
  contact({ id, token }, body) {
    return this.call('POST', `conversations/${id}/contact`, { body, token });
  }

  /** About a person: what can be had (GET), ask for one (POST), wait no longer (DELETE). Raises ApiError. */
  person(method, { id, token }, body) {
    return this.call(method, `conversations/${id}/handoff`, { body, token });
  }

  /** What one thought of the whole. Raises ApiError. */
  judge({ id, token }, body) {
    return this.call('POST', `conversations/${id}/rating`, { body, token });
  }

  /** The conversation as a text to keep. Raises ApiError. */
  transcript({ id, token }) {
    return this.call('GET', `conversations/${id}/transcript`, { token });
  }

  /** Titles that complete `typed`, which goes in the body: addresses end up in logs. Raises ApiError. */
  suggestions(typed, signal) {
    return this.call('POST', 'suggestions', { body: { q: typed }, signal });
  }

  /** Erase all that was kept of the conversation. Raises ApiError. */
  erase({ id, token }) {
    return this.call('DELETE', `conversations/${id}`, { token });
  }

  streamAddress({ id }) {
    const url = new URL(`conversations/${id}/stream`, this.root);
    url.protocol = url.protocol.replace('http', 'ws');
    return url.href;
  }

  /** The JSON answer to one request. Raises ApiError. */
  async call(method, path, { body, token, signal, patience = PATIENCE_MS } = {}) {
    const controller = new AbortController();
    const giveUp = () => controller.abort();
    const timer = setTimeout(giveUp, patience);
    if (signal) {
      signal.addEventListener('abort', giveUp);
    }
    const headers = {};
    if (body) {
      headers['Content-Type'] = 'application/json';
    }
    if (token) {
      headers.Authorization = 'Bearer ' + token;
    }
    try {
      const response = await fetch(new URL(path, this.root), {
        method,
        headers,
        body: body ? JSON.stringify(body) : undefined,
        credentials: 'omit',
        cache: 'no-store',
        signal: controller.signal,
      });
      return await read(response);
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(0);
    } finally {
      clearTimeout(timer);
      if (signal) {
        signal.removeEventListener('abort', giveUp);
      }
    }
  }
}

async function read(response) {
  if (response.status === 204) {
    return null;
  }
  let body = null;
  try {
    const type = response.headers.get('Content-Type') || '';
    body = type.startsWith('text/plain') ? await response.text() : await response.json();
  } catch (error) {
    if (response.ok) {
      throw new ApiError(0);
    }
  }
  if (!response.ok) {
    const sentence = body && typeof body.detail === 'string' ? body.detail : '';
    throw new ApiError(response.status, sentence, Number(response.headers.get('Retry-After')) || undefined);
  }
  return body;
}

// The HTTP interface as the pages of the staff use it, and what they tell of it.

const FAILED = "Le service ne répond pas. Réessayez dans un instant.";
let csrfToken = "";

export class Refused extends Error {
  constructor(status, content) {
    super(content.detail || FAILED);
    this.status = status;
    this.content = content;
  }
}

/** The answer to a request of the api; throws Refused with a sentence that can be shown. `more`: headers of its own. */
export async function call(method, path, body, more = {}) {
  const headers = { Accept: "application/json", ...more };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (csrfToken) headers["X-CSRF-Token"] = csrfToken;
  let response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    throw new Refused(0, {});
  }
  const content = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, content);
  return content;
}

/** Whoever is logged in. Goes to the log-in page, and never returns, when nobody is. */
export async function whoAmI() {
  try {
    const session = await call("GET", "/session");
    csrfToken = session.csrf_token;
    return session.user;
  } catch (error) {
    if (error.status !== 401) throw error;
    leaveToLogIn();
    return new Promise(() => {});
  }
}

export function leaveToLogIn() {
  location.replace(`/connexion?suite=${encodeURIComponent(location.pathname)}`);
}

export async function logOut() {
  const { logout_url: elsewhere } = await call("DELETE", "/session");
  location.assign(elsewhere || "/connexion");
}

// Log-in: a password, then the telephone's code where the account wants one.

import { Refused, call } from "./http.js";
import { find, onSubmit, refuse } from "./page.js";

const form = find("log-in");
const [email, password, code] = ["email", "password", "code"].map(find);

if (!window.isSecureContext) {
  // A proxy that takes http for https cannot be seen from the service; the browser knows.
  find("unsafe").hidden = false;
  form.hidden = true;
}

onSubmit(form, async () => {
  try {
    await call("POST", "/session", { email: email.value, password: password.value, code: code.value });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.content.code_required) {
      const isFirst = find("code-field").hidden;
      find("code-field").hidden = false;
      code.required = true;
      if (isFirst) {
        code.focus();
        return;
      }
      code.value = "";
      refuse(error, code);
      return;
    }
    refuse(error, email, password);
    return;
  }
  location.assign(form.dataset.next || "/compte");
});

(email.value ? password : email).focus();

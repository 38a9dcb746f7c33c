// One's own account: password, second factor, open sessions.

import { call, whoAmI } from "./http.js";
import { SHORT_ROLES, element, find, moment, once, onSubmit, refuse, showMenu, tell } from "./page.js";

let secret = "";

async function showAccount() {
  const account = await call("GET", "/account");
  find("name").textContent = account.name;
  find("email").textContent = account.email;
  for (const field of document.querySelectorAll("[autocomplete=username]")) field.value = account.email;
  find("roles").textContent = account.roles.map((role) => SHORT_ROLES[role]).join(", ");
  find("current-field").hidden = !account.has_password;
  const left = account.recovery_codes_left;
  find("factor-state").textContent = account.two_step
    ? `Activée. Codes de secours restants : ${left}.`
    : "Désactivée. Un code de votre téléphone, demandé après le mot de passe, protège le compte si celui-ci est volé.";
  find("factor-start").hidden = account.two_step || !account.has_password;
  find("factor-off").hidden = !account.two_step;
  find("account").hidden = false;
}

async function showSessions() {
  const { sessions } = await call("GET", "/account/sessions");
  find("sessions").replaceChildren(
    ...sessions.map((one) =>
      element(
        "li",
        {},
        `Ouverte le ${moment(one.opened_at)}, utilisée le ${moment(one.seen_at)}`,
        ...(one.is_this_one ? [" ", element("strong", {}, "(celle-ci)")] : []),
      ),
    ),
  );
  find("end-others").hidden = sessions.length < 2;
}

onSubmit(find("change-password"), async () => {
  const [current, chosen] = [find("current"), find("new")];
  try {
    await call("PUT", "/account/password", { current: current.value, new: chosen.value });
  } catch (error) {
    refuse(error, ...(error.message.includes("actuel") ? [current] : [chosen]));
    return;
  }
  current.value = chosen.value = "";
  tell("Votre mot de passe est changé. Vos autres connexions sont fermées.");
  await Promise.all([showAccount(), showSessions()]);
});

find("factor-start").addEventListener("click", () =>
  once(find("factor-start"), async () => {
    const enrolment = await call("POST", "/account/second-factor");
    secret = enrolment.secret;
    find("picture").src = enrolment.picture;
    find("secret").textContent = secret.match(/.{1,4}/g).join(" ");
    find("factor-start").hidden = true;
    find("factor-on").hidden = false;
    find("code").focus();
  }),
);

onSubmit(find("factor-on"), async () => {
  let shown;
  try {
    shown = await call("PUT", "/account/second-factor", { secret, code: find("code").value });
  } catch (error) {
    refuse(error, find("code"));
    return;
  }
  find("factor-on").hidden = true;
  find("code").value = "";
  find("recovery-codes").replaceChildren(...shown.recovery_codes.map((code) => element("li", {}, code)));
  find("recovery").hidden = false;
  await showAccount();
  tell("La double authentification est activée. Notez vos codes de secours.");
});

onSubmit(find("factor-off"), async () => {
  try {
    await call("POST", "/account/second-factor/off", { password: find("proof").value });
  } catch (error) {
    refuse(error, find("proof"));
    return;
  }
  find("proof").value = "";
  find("recovery").hidden = true;
  await showAccount();
  tell("La double authentification est désactivée.");
});

find("end-others").addEventListener("click", () =>
  once(find("end-others"), async () => {
    await call("DELETE", "/account/sessions");
    await showSessions();
    tell("Vos autres connexions sont fermées.");
  }),
);

try {
  showMenu(await whoAmI());
  await Promise.all([showAccount(), showSessions()]);
} catch (error) {
  refuse(error);
}

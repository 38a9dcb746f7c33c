// A one-time link: its token is behind the #, which browsers keep to themselves.

import { call } from "./http.js";
import { find, onSubmit, refuse } from "./page.js";

const WHY = {
  first_admin: "Vous créez le premier compte, celui de l’administrateur. Il gérera les autres.",
  invitation: "Un compte a été créé pour vous. Choisissez votre mot de passe.",
  reset: "Choisissez un nouveau mot de passe.",
};
const form = find("choose");
const [email, name, password, show] = ["email", "name", "password", "show"].map(find);
const token = location.hash.slice(1);

async function open() {
  let link;
  try {
    link = await call("POST", "/session/link", { token });
  } catch (error) {
    find("wait").hidden = true;
    refuse(error);
    return;
  }
  find("wait").hidden = true;
  find("why").textContent = WHY[link.purpose];
  if (link.purpose === "first_admin") find("title").textContent = "Créer l’administrateur";
  if (link.email) {
    email.value = link.email;
    email.readOnly = true;
    find("name-field").hidden = true;
  }
  form.hidden = false;
}

show.addEventListener("change", () => {
  password.type = show.checked ? "text" : "password";
});

onSubmit(form, async () => {
  const chosen = { token, password: password.value, email: email.value, name: name.value };
  try {
    await call("PUT", "/session/link", chosen);
  } catch (error) {
    refuse(error, ...(error.status === 422 ? [password] : []));
    return;
  }
  location.replace(find("title").textContent.includes("administrateur") ? "/admin/comptes" : "/compte");
});

open();

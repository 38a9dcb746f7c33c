// Hours and phones of the town hall: what citizens are told today, and where it is changed.

import { call } from "/espace-agents/static/http.js";
import { element } from "/espace-agents/static/page.js";

export async function showHours(view, user) {
  const site = await call("GET", "/site");
  view.replaceChildren(
    element("p", {}, element("a", { href: "#/" }, "← Accueil de la rédaction")),
    element("h1", { tabindex: "-1" }, "Horaires et téléphones"),
    element("p", {}, `Voici ce que les habitants lisent de la mairie : ${site.name}.`),
    element("h2", {}, "Téléphones"),
    element("ul", {}, ...site.phones.map((phone) => element("li", {}, `${phone.label ? `${phone.label} : ` : ""}${phone.number}`))),
    element("h2", {}, "Horaires"),
    element("ul", {}, ...site.hours.map((one) => element("li", {}, `${one.day} : ${one.text}`))),
    element("p", {}, site.today.text),
    user.may_act_as.includes("admin")
      ? element("p", {}, element("a", { class: "button", href: "/admin/mairie" }, "Changer les horaires et les téléphones"))
      : element("p", {}, "Votre administrateur les change sur la page « Mairie et horaires »."),
    element(
      "p",
      { class: "aside" },
      "Pour une fermeture d’un jour, écrivez plutôt ",
      element("a", { href: "#/messages" }, "un message temporaire"),
      ".",
    ),
  );
}

// The words of the program, as those who write read them.

export const SUBJECTS = [
  ["pieces", "Que faut-il apporter ?"],
  ["cout", "Combien faut-il payer ?"],
  ["montant", "Combien reçoit-on ?"],
  ["delai", "Combien de temps faut-il ?"],
  ["lieu", "Où aller ?"],
  ["demarche", "Comment faire ?"],
  ["conditions", "Qui peut le faire ?"],
  ["en_ligne", "Peut-on le faire en ligne ?"],
  ["validite", "Combien de temps est-ce valable ?"],
  ["contact", "Qui appeler ?"],
  ["suivi", "Où en est ma demande ?"],
  ["recours", "Comment contester ?"],
  ["definition", "Qu’est-ce que c’est ?"],
];

export const KINDS = {
  texte: { name: "Texte", help: "Une ou deux phrases courtes." },
  liste: { name: "Liste", help: "Documents à apporter, conditions…" },
  etapes: { name: "Étapes", help: "À suivre dans l’ordre." },
  tableau: { name: "Tableau", help: "Tarifs, dates…" },
  bareme: { name: "Tarifs par quotient", help: "L’habitant voit le tableau, et choisit sa ligne." },
  choix: { name: "Question à poser", help: "L’habitant choisit ; il ne lit que ce qui le concerne." },
  encadre: { name: "Encadré", help: "Pour attirer l’attention." },
  lieu: { name: "Lieu ou contact", help: "Adresse, téléphone, horaires." },
  service: { name: "Service en ligne", help: "Un bouton vers un site." },
  formulaire: { name: "Formulaire", help: "À télécharger ou à remplir." },
  texte_officiel: { name: "Texte de loi", help: "" },
  rubrique: { name: "Sous-partie", help: "Un titre et ce qui va dessous." },
};

export const NATURES = [
  ["situation", "Une question est posée à l’habitant"],
  ["voie", "Plusieurs moyens, montrés ensemble (en ligne, sur place…)"],
  ["general", "Un cas général et des exceptions, montrés ensemble"],
  ["lieu", "Cela dépend du lieu"],
  ["issue", "Selon la suite donnée (acceptée, refusée…)"],
];

export const WAYS = [
  ["", "Autre"],
  ["en_ligne", "En ligne"],
  ["courrier", "Par courrier"],
  ["guichet", "Sur place"],
  ["telephone", "Par téléphone"],
];

export const FRAMES = [
  ["attention", "Attention"],
  ["a_savoir", "À savoir"],
  ["a_noter", "À noter"],
  ["rappel", "Rappel"],
];

export const OFFICES = [
  ["local", "Un guichet près de chez soi"],
  ["national", "Un service national"],
  ["centre_appel", "Un service téléphonique"],
  ["appui", "Une aide pour faire la démarche"],
];

export const SERVICES = [
  ["teleservice", "Démarche en ligne"],
  ["simulateur", "Simulateur"],
  ["modele_de_lettre", "Modèle de lettre"],
  ["outil_de_recherche", "Outil de recherche"],
];

export const PUBLICS = [
  ["particuliers", "Les particuliers"],
  ["professionnels", "Les professionnels"],
  ["associations", "Les associations"],
];

export const LOCAL = [
  ["tarif", "Un tarif"],
  ["lieu", "Un lieu"],
  ["horaires", "Des horaires"],
  ["delai", "Un délai"],
  ["pieces", "Un document à apporter"],
  ["precision", "Une précision"],
];

export const EVENTS = {
  original: "Texte d’origine",
  drafted: "Brouillon enregistré",
  discarded: "Brouillon abandonné",
  submitted: "Relecture demandée",
  published: "Publié",
  scheduled: "Publication prévue",
  unscheduled: "Publication prévue annulée",
  withdrawn: "Retiré",
};

export const STATES = { new: "Pas encore publié", published: "Publié", withdrawn: "Retiré" };

/** For each kind of text: the page where it is written, and what it is called. */
export const PAGES = {
  procedure: ["demarche", "démarche de la commune"],
  overlay: ["demarche", "complément de la commune"],
  phrasings: ["mots", "mots des habitants"],
  notice: ["message", "message temporaire"],
  canned_reply: ["reponse", "réponse type"],
};

export const ORIGINS = { official: "Guide officiel", own: "Écrit ici", demonstration: "Exemple fictif" };

/** A day (2026-09-01) as people read it. */
export function day(text) {
  const words = new Date(`${text}T12:00:00`).toLocaleDateString("fr-FR", { dateStyle: "long" });
  return words.replace(/^1 /, "1er ");
}

export const todayIso = () => new Date().toLocaleDateString("sv-SE");

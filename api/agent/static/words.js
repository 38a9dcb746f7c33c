// What codes of the service are called in French.

export const ASPECTS = {
  documents: "documents à fournir",
  cost: "coût",
  amount: "montant",
  delay: "délai",
  where: "où s’adresser",
  how: "démarche",
  eligibility: "conditions",
  online: "en ligne",
  validity: "durée de validité",
  contact: "contact",
  status: "suivi du dossier",
  appeal: "recours",
  definition: "définition",
};

/** Why a conversation came to a person. */
export const REASONS = {
  asked: "A demandé une personne",
  not_understood: "L’assistant n’a pas compris",
  reopened: "Rouverte par un agent",
  approval: "Réponse de l’assistant à relire",
};

export const CLOSING_REASONS = [
  ["answered", "Réponse donnée"],
  ["no_solution", "Pas de solution"],
  ["elsewhere", "Orienté vers un autre organisme"],
  ["citizen_left", "L’habitant est parti"],
  ["abuse", "Propos injurieux"],
  ["other", "Autre raison"],
];

/** What the assistant's answers were worth, after « l’assistant ». */
export const QUALITIES = [
  ["good", "avait bien répondu"],
  ["partial", "avait répondu en partie"],
  ["wrong", "s’était trompé"],
];

export const HAPPENINGS = {
  asked: "a demandé une personne",
  taken: "a pris la conversation",
  transferred: "a transféré la conversation",
  released: "a remis la conversation en attente",
  agent_lost: "n’est plus connecté",
  returned: "a rendu la conversation à l’assistant",
  gave_up: "n’a plus souhaité attendre",
  timed_out: "Attente trop longue",
  contact_left: "a laissé ses coordonnées",
  reached: "a joint l’habitant",
  not_reached: "n’a pas réussi à joindre l’habitant",
  ended: "a clos la conversation",
  reopened: "a rouvert la conversation",
  citizen_wrote: "a écrit de nouveau",
};

/** What the service told the citizen, as it concerns the agent; `name` is that of the agent meant. */
export const EVENTS = {
  queued: () => "L’habitant est entré dans la file d’attente.",
  kept: () => "L’habitant sait que son message est gardé.",
  taken: (name) => `${name} a pris la conversation.`,
  transferred: (name) => `La conversation est passée à ${name}.`,
  to_team: (_, team) => `La conversation passe à l’équipe ${team}. L’habitant le sait.`,
  away: (name) => `${name} s’absente quelques minutes. L’habitant le sait.`,
  released: () => "La conversation est revenue en tête de la file. L’habitant le sait.",
  agent_lost: () => "L’agent n’est plus connecté : la conversation est revenue en tête de la file. L’habitant le sait.",
  agent_late: () => "L’agent absent n’est pas revenu : la conversation est revenue en tête de la file. L’habitant le sait.",
  returned: () => "L’assistant a repris la conversation. L’habitant le sait.",
  reopened: (name) => `${name} a rouvert la conversation.`,
  gave_up: () => "L’habitant n’a plus souhaité attendre.",
  timed_out: () => "Personne n’est venu à temps. L’habitant le sait.",
  contact_left: () => "L’habitant a laissé ses coordonnées.",
  ended: () => "La conversation est terminée. L’habitant le sait.",
  idle_warning: () => "L’habitant est averti : sans message de sa part, la conversation va se terminer.",
};

export const OUTCOMES = {
  contact_left: "À rappeler",
  reached: "Habitant joint",
  not_reached: "Habitant pas joint",
  abandoned: "N’a plus souhaité attendre",
  timed_out: "Attente trop longue",
};

export const NO_SUBJECT = "Sujet pas encore précisé";

export function subjectOf(summary) {
  return summary.subject ? summary.subject.title : NO_SUBJECT;
}

/** What is going on in a conversation, for the agent whose id is `me`. */
export function standing(summary, me) {
  switch (summary.status) {
    case "queued":
      return "En attente d’une personne";
    case "agent":
      return summary.owner && summary.owner.id === me ? "Vous répondez" : `${ownerName(summary)} répond`;
    case "closed":
      return "Terminée";
    default:
      return "L’assistant répond";
  }
}

export function ownerName(summary) {
  return (summary.owner && summary.owner.name) || "Une autre personne";
}

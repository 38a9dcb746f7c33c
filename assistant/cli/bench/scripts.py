"""What citizens say while turns are timed: many subjects and ways of writing, so that no cache helps."""

from __future__ import annotations

# One conversation a row: a question, then what follows from it.
CONVERSATIONS = (
    ("Bonjour", "quels papiers pour refaire ma carte d'identité", "c'est combien ?", "et pour un mineur ?"),
    ("j'ai perdu mon permis de conduire", "combien ça coûte", "il faut combien de temps pour l'avoir", "merci"),
    ("je veux inscrire ma fille à l'école", "où est ce que je dois aller", "quels documents", "elle a 5 ans"),
    ("comment faire une demande de RSA", "j'ai 24 ans", "quel montant", "je peux le demander en ligne ?"),
    ("je me marie au mois de juin, que faut-il fournir", "et à l'étranger ?", "revenons au mariage", "c'est où"),
    ("carte grise d'une voiture d'occasion", "combien de jours j'ai pour le faire", "c'est payant ?", "au revoir"),
    ("mon père vient de mourir, quelles démarches", "qui doit déclarer le décès", "dans quel délai", "merci bien"),
    ("je demenage le mois prochain", "faut il changer l adresse de la carte grise", "et les impots", "ok"),
    ("peut-on faire un passeport en urgence", "pour un enfant de 3 ans", "le prix", "quels justificatifs"),
    ("comment contester une amende", "sous quel délai", "par courrier ou en ligne", "et si on ne répond pas"),
)
SENTENCES = tuple(sentence for conversation in CONVERSATIONS for sentence in conversation)

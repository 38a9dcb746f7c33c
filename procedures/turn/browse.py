"""From themes to subjects to procedures, for those who would rather look than type."""

from __future__ import annotations

from procedures.catalogue import Catalogue
from procedures.dialogue import Decision, Reply, Said, State
from procedures.model import Theme
from procedures.outcome import Deed, Offer, Step
from procedures.search.words import stems
from procedures.turn.memory import nowhere
from procedures.turn.replies import all_themes, asking, menu, offers_of, ways_out
from procedures.turn.skill import Done, Turn
from procedures.turn.wording import wording


def browse(turn: Turn, said: Said) -> Done:
    """Shows the themes, or the theme that the words name."""
    words = set(stems(said.words))
    if named := next((theme for theme in turn.catalogue.themes() if words & set(stems(theme.title))), None):
        return browse_theme(turn.state, named, None, turn.catalogue)
    return show_themes(turn.state, turn.catalogue, lead=wording().browse.themes)


def show_themes(state: State, catalogue: Catalogue, *, lead: str, page: int = 0) -> Done:
    """All themes as choices, introduced by ``lead``."""
    question = all_themes(catalogue)
    if not question.choices:
        return state, Reply(Decision.FALLBACK, wording().browse.nothing, suggestions=ways_out())
    return asking(nowhere(state), question, lead=lead, here=Step(deed=Deed.THEMES), page=page)


def browse_theme(state: State, theme: Theme, part: str | None, catalogue: Catalogue, *, page: int = 0) -> Done:
    """The parts of a theme, or the subjects of its ``part`` (id of a sub-theme); a small theme shows all at once."""
    chosen = next((sub for sub in theme.sub_themes if sub.id == part), None)
    here = Step(theme.id, section=chosen.id if chosen else None)
    if chosen is None and len(theme.sub_themes) > 1:
        parts = tuple(Offer(sub.title, Step(theme.id, section=sub.id)) for sub in theme.sub_themes)
        rest = offers_of((*theme.dossier_ids, *theme.procedure_ids), None, catalogue)
        return _offered(state, theme.title, (*parts, *_unlisted(rest, theme)), here, page)
    dossiers = chosen.dossier_ids if chosen else _all_dossiers(theme)
    subjects = dossiers if chosen else (*dossiers, *theme.procedure_ids)
    title = chosen.title if chosen else theme.title
    return _offered(state, title, offers_of(subjects, None, catalogue), here, page)


def _all_dossiers(theme: Theme) -> tuple[str, ...]:
    listed = [dossier for sub in theme.sub_themes for dossier in sub.dossier_ids]
    return tuple(dict.fromkeys((*listed, *theme.dossier_ids)))


def _unlisted(offers: tuple[Offer, ...], theme: Theme) -> tuple[Offer, ...]:
    """Subjects that stand in no part of the theme."""
    listed = {dossier for sub in theme.sub_themes for dossier in sub.dossier_ids}
    return tuple(offer for offer in offers if offer.step.subject not in listed)


def _offered(state: State, title: str, offers: tuple[Offer, ...], here: Step, page: int) -> Done:
    """Looking around leaves the subject under way."""
    if not offers:
        return nowhere(state), Reply(Decision.FALLBACK, wording().browse.nothing, suggestions=ways_out())
    prompt = wording().browse.theme.format(title=title)
    return asking(nowhere(state), menu(prompt, offers), lead=prompt, here=here, page=page)

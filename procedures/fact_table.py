"""The facts of the hand-written procedures in one table, for those who check them: docs/procedures-verifiees.md.

``python -m procedures.fact_table`` writes it anew; a test compares it with the sheets, so that it cannot drift.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from procedures.model import (
    Aspect,
    Block,
    BulletList,
    Choice,
    LegalReference,
    Note,
    Origin,
    Paragraph,
    Procedure,
    Section,
    Source,
    Table,
    children,
    plain,
)
from procedures.yaml_files import PROJECT_CONTENT, Folder, read_folders

TABLE = Path(__file__).parents[1] / "docs" / "procedures-verifiees.md"
# What may cost somebody money or a journey when it is wrong.
FACTS = (Aspect.DOCUMENTS, Aspect.COST, Aspect.AMOUNT, Aspect.DELAY)
_HEADER = "| Rubrique | Ce que dit la fiche | Source | État du | Deuxième source | État du | Concordent |"
_RULE = "|---|---|---|---|---|---|---|"
_OPENING = """\
# Les procédures vérifiées

Cette page est écrite par `python -m procedures.fact_table`, à partir des fiches : ne la corrigez pas à la main.

Elle montre, pour chaque fiche nationale, les documents, les prix, les montants et les délais, d'où ils viennent et avec
quoi ils ont été comparés. La vérification a été faite le {day}, sur des copies des pages : aucune page n'a été lue en
direct.

- « État du » est la date que porte la page lue. Une page sans date, citée comme deuxième source, porte le jour où nous
  l'avons lue.
- « Oui » veut dire que la deuxième page confirme l'essentiel de la rubrique et ne dit rien de contraire.
- La date la plus ancienne d'une fiche est celle que voit l'usager. Un prix ancien lui est montré avec sa date.
- Les textes officiels sont ceux que citait la page officielle, avec sa date : un code a pu être renuméroté
  depuis. L'habitant les voit repliés, avec cette date.
- Quand un fait n'a pas pu être confirmé, la fiche le dit et donne la page officielle.

**{agreeing} fiches sur {sheets}** n'ont que des faits sur lesquels deux sources concordent. Pour les autres, une
rubrique n'a pas de deuxième source, ou les deux diffèrent : le tableau dit laquelle.
"""
CHECKED_ON = date(2026, 11, 30)


def fact_table(procedures: tuple[Procedure, ...], day: date = CHECKED_ON) -> str:
    """The page's Markdown, the procedures in the order given. ``day``: when the facts were last gone through."""
    agreeing = sum(agrees(procedure) for procedure in procedures)
    opening = _OPENING.format(day=day.strftime("%d/%m/%Y"), agreeing=agreeing, sheets=len(procedures))
    return "\n".join([opening, *(_sheet(procedure) for procedure in procedures)])


def agrees(procedure: Procedure) -> bool:
    """Whether each section of facts has a second source that says the same."""
    sources = [section.source for section in _sections(procedure)]
    return all(source and source.cross_check and source.cross_check.agrees for source in sources)


def national() -> tuple[Procedure, ...]:
    """The project's own sheets that are true everywhere, by title. Raises ValueError when one cannot be read."""
    procedures, problems, _ = read_folders((Folder(PROJECT_CONTENT, Origin.OWN),))
    if problems:
        raise ValueError("\n".join(str(problem) for problem in problems))
    return tuple(sorted(procedures.values(), key=lambda procedure: procedure.title))


def _sections(procedure: Procedure) -> Iterator[Section]:
    for block in procedure.body:
        if isinstance(block, Section) and set(block.aspects) & set(FACTS):
            yield block


def _sheet(procedure: Procedure) -> str:
    rows = [_row(section) for section in _sections(procedure)]
    laws = [_law(law) for law in procedure.legal]
    references = ["Textes officiels :", "", *laws, ""] if laws else ["Textes officiels : aucun n'a pu être relevé.", ""]
    head = [f"## {procedure.title}", "", f"Fiche `{procedure.id}`.", ""]
    return "\n".join([*head, _HEADER, _RULE, *rows, "", *references])


def _law(law: LegalReference) -> str:
    where = f", relevé dans [cette page]({law.found_at}), état du {_day(law.found_on)}" if law.found_at else ""
    return f"- [{_safe(law.title)}]({law.url}){where}"


def _row(section: Section) -> str:
    source = section.source
    second = source.cross_check if source else None
    cells = [
        section.title,
        "<br>".join(_facts(section.blocks)),
        _link(source),
        _day(source.verified_on if source else None),
        f"[{_safe(second.name)}]({second.url})" if second else "—",
        _day(second.day if second else None),
        "—" if second is None else "oui" if second.agrees else f"non : {second.difference}",
    ]
    return f"| {' | '.join(_safe(cell) for cell in cells)} |"


def _facts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """One line a paragraph, an item, a row; an option's lines follow its label."""
    for block in blocks:
        match block:
            case Paragraph():
                yield " ".join(plain(block.runs).split())
            case BulletList():
                for item in block.items:
                    yield f"• {' '.join(_facts(item.blocks))}"
            case Table():
                for row in block.rows:
                    yield " : ".join(" ".join(_facts(cell.blocks)) for cell in row.cells)
            case Choice():
                for option in block.options:
                    yield f"**{option.label}**"
                    yield from _facts(option.blocks)
            case Note() | Section():
                yield from _facts(children(block))


def _link(source: Source | None) -> str:
    return f"[{_safe(source.name)}]({source.url})" if source else "—"


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else "—"


def _safe(words: str) -> str:
    return words.replace("|", "/").replace("\n", " ")


if __name__ == "__main__":
    TABLE.write_text(fact_table(national()), encoding="utf-8")

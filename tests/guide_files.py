"""Small official files for tests: a test writes the part of a page that it is about."""

from __future__ import annotations

from pathlib import Path

DUBLIN_CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def a_page(
    number: str, body: str = "", *, title: str = "Une démarche", kind: str = "Fiche d'information", more: str = ""
) -> bytes:
    """A fiche's file, schema 3.3. ``more`` is written on the root element."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Publication {DUBLIN_CORE} ID="{number}" type="{kind}" {more}>
  <dc:title>{title}</dc:title><dc:publisher>Un éditeur</dc:publisher><dc:date>modified 2020-02-03</dc:date>
  <FilDAriane><Niveau ID="Particuliers">Accueil</Niveau></FilDAriane>
  {body}
</Publication>""".encode()


def a_chapter(title: str, content: str = "<Paragraphe>Des mots.</Paragraphe>") -> str:
    return f"<Chapitre><Titre><Paragraphe>{title}</Paragraphe></Titre>{content}</Chapitre>"


def cases(*labels: str, content: str = "<Paragraphe>Des mots.</Paragraphe>") -> str:
    return (
        '<BlocCas affichage="radio">'
        + "".join(f"<Cas><Titre>{label}</Titre>{content}</Cas>" for label in labels)
        + "</BlocCas>"
    )


def a_guide(folder: Path, **pages: bytes) -> Path:
    """A folder of files: ``a_guide(tmp_path, F1=a_page("F1"))``."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in pages.items():
        (folder / f"{number}.xml").write_bytes(data)
    return folder

"""What a content file may hold. Field names and help are French: editors read them in their text editor.

``schema.json`` beside the content is made from here (``json_schema``); text editors use it to complete and check.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from procedures.yaml_files.scalars import Slug, Strict, Title, WebAddress, Words
from procedures.yaml_files.scale import ScaleBlock
from procedures.yaml_files.vocabulary import Form, Frame, Nature, OfficeSort, Public, ServiceSort, Subject, Way


class Item(Strict):
    """Un élément de liste qui en contient d'autres."""

    words: Words | None = Field(None, alias="texte")
    content: list[Block] = Field(alias="contenu", min_length=1, description="Ce qui suit ce texte, dans l'élément.")


Items = Annotated[list[Words | Item], Field(min_length=1, max_length=20)]


class ListBlock(Strict):
    """Une liste : un élément par document, par condition…"""

    items: Items = Field(alias="liste")


class StepsBlock(Strict):
    """Des étapes à suivre dans l'ordre."""

    items: Items = Field(alias="etapes")


class FrameBody(Strict):
    kind: Frame = Field(alias="genre")
    title: str = Field("", alias="titre")
    content: list[Block] = Field(alias="contenu", min_length=1)


class FrameBlock(Strict):
    """Un encadré : attention, à savoir, à noter, rappel."""

    frame: FrameBody = Field(alias="encadre")


class TableBody(Strict):
    title: str = Field("", alias="titre")
    header: list[Words] = Field(alias="entete", min_length=1, description="Titres des colonnes.")
    rows: list[list[Words]] = Field(alias="lignes", min_length=1)


class TableBlock(Strict):
    """Un tableau simple."""

    table: TableBody = Field(alias="tableau")


class OptionBody(Strict):
    """Une réponse possible."""

    id: Slug
    label: Title = Field(alias="libelle", description="Ce que dit le bouton.")
    help: list[Block] = Field([], alias="aide", description="Ce qui aide à choisir.")
    way: Way | None = Field(None, alias="voie", description="La voie, quand le choix porte sur elle.")
    content: list[Block] = Field(alias="contenu", min_length=1, description="Ce qui vaut pour cette réponse seulement.")


class ChoiceBody(Strict):
    id: Slug
    prompt: Words | None = Field(None, alias="question", description="La question posée à l'usager.")
    nature: Nature = Field("situation", description="situation : demandé à l'usager. voie, general : montrés ensemble.")
    help: list[Block] = Field([], alias="aide")
    options: list[OptionBody] = Field(min_length=2, max_length=12)


class ChoiceBlock(Strict):
    """Plusieurs cas : un seul vaut pour cette personne."""

    choice: ChoiceBody = Field(alias="choix")


class CrossCheck(Strict):
    """Une deuxième page, lue pour comparer."""

    name: Title = Field(alias="nom")
    url: WebAddress
    day: date = Field(alias="date", description="La date que porte cette page ; sinon, le jour où vous l'avez lue.")
    difference: str = Field("", alias="ecart", max_length=300, description="Ce qui diffère ; rien si tout concorde.")


class Source(Strict):
    """Qui le dit, où, et le jour où vous l'avez vérifié."""

    name: Title = Field("Service-Public.fr", alias="nom")
    url: WebAddress
    verified_on: date = Field(
        alias="verifie_le",
        description="Jour de la vérification : AAAA-MM-JJ. Quand la page lue est plus ancienne, sa date à elle.",
    )
    cross_check: CrossCheck | None = Field(None, alias="recoupement")


class SectionBody(Strict):
    """Une partie de la fiche qui répond à une question de l'usager."""

    id: Slug
    title: Title = Field(alias="titre")
    subjects: list[Subject] = Field([], alias="sujets", description="Les questions auxquelles elle répond.")
    source: Source | None = None
    content: list[Block] = Field(alias="contenu", min_length=1)


class SectionBlock(Strict):
    """Une sous-partie."""

    section: SectionBody = Field(alias="rubrique")


class ServiceBody(Strict):
    title: Title = Field(alias="titre")
    url: WebAddress
    provider: str = Field("", alias="organisme")
    kind: ServiceSort = Field("teleservice", alias="genre")


class ServiceBlock(Strict):
    """Un service en ligne."""

    service: ServiceBody


class FormBody(Strict):
    title: Title = Field(alias="titre")
    url: WebAddress
    number: str = Field("", alias="numero", pattern=r"^(\d{5}\*\d{2})?$", description="Numéro CERFA : 12345*01.")
    provider: str = Field("", alias="organisme")


class FormBlock(Strict):
    """Un formulaire à remplir."""

    form: FormBody = Field(alias="formulaire")


class OfficeBody(Strict):
    title: Title = Field(alias="titre")
    kind: OfficeSort = Field("local", alias="genre")
    pivots: list[str] = Field([], alias="types", description="Types de guichets : mairie, prefecture, caf…")
    url: WebAddress | None = None
    phones: list[Words] = Field([], alias="telephones")
    hours: list[Words] = Field([], alias="horaires")
    address: list[Words] = Field([], alias="adresse", description="Une ligne par élément.")


class OfficeBlock(Strict):
    """Un lieu où aller, ou un service à appeler."""

    office: OfficeBody = Field(alias="lieu")


class LegalBody(Strict):
    title: Annotated[str, Field(min_length=2, max_length=300)] = Field(alias="titre")
    url: WebAddress
    found_at: WebAddress | None = Field(None, alias="releve_dans", description="La page qui le cite.")
    found_on: date | None = Field(None, alias="releve_le", description="La date que porte cette page.")


class LegalBlock(Strict):
    """Un texte officiel."""

    legal: LegalBody = Field(alias="texte_officiel")


_BLOCKS: dict[str, type[Strict]] = {
    "liste": ListBlock,
    "etapes": StepsBlock,
    "encadre": FrameBlock,
    "tableau": TableBlock,
    "choix": ChoiceBlock,
    "bareme": ScaleBlock,
    "rubrique": SectionBlock,
    "service": ServiceBlock,
    "formulaire": FormBlock,
    "lieu": OfficeBlock,
    "texte_officiel": LegalBlock,
}


def _block_word(value: Any) -> str | None:
    """The key that names a block; a plain text is a paragraph."""
    if isinstance(value, str):
        return "texte"
    if isinstance(value, dict):
        return next((key for key in value if key in _BLOCKS), None)
    return next((word for word, kind in _BLOCKS.items() if isinstance(value, kind)), None)


Block = Annotated[
    Annotated[Words, Tag("texte")]
    | Annotated[ListBlock, Tag("liste")]
    | Annotated[StepsBlock, Tag("etapes")]
    | Annotated[FrameBlock, Tag("encadre")]
    | Annotated[TableBlock, Tag("tableau")]
    | Annotated[ChoiceBlock, Tag("choix")]
    | Annotated[ScaleBlock, Tag("bareme")]
    | Annotated[SectionBlock, Tag("rubrique")]
    | Annotated[ServiceBlock, Tag("service")]
    | Annotated[FormBlock, Tag("formulaire")]
    | Annotated[OfficeBlock, Tag("lieu")]
    | Annotated[LegalBlock, Tag("texte_officiel")],
    Discriminator(
        _block_word,
        custom_error_type="bloc",
        custom_error_message="genre de contenu inconnu",
        custom_error_context={"genres": ", ".join(_BLOCKS)},
    ),
]


class SeeAlso(Strict):
    """Une autre fiche à lire."""

    id: str = Field(alias="fiche", pattern=r"^[A-Za-z0-9@-]+$")
    title: Title = Field(alias="titre")


class ContentFile(Strict):
    """Une fiche écrite à la main. Le nom du fichier est son identifiant : ne le changez plus ensuite."""

    title: Title = Field(alias="titre", description="Ce que la personne veut faire, en quelques mots.")
    summary: Words = Field(alias="resume", description="La réponse en une ou deux phrases.")
    url: WebAddress = Field(description="La page de référence, où l'usager peut vérifier.")
    publisher: Title = Field(alias="editeur", description="Qui a écrit cette fiche.")
    public: Public = "particuliers"
    form: Form = Field("fiche", alias="forme", description="fiche : des rubriques. question : une réponse courte.")
    theme: str | None = Field(None, pattern=r"^N\d+$", description="Thème du guide officiel : N19810…")
    replaces: list[Annotated[str, Field(pattern=r"^F\d+(@(professionnels|associations))?$")]] = Field(
        [], alias="remplace", description="Fiches officielles que celle-ci remplace : F1341…"
    )
    everyday_names: list[Title] = Field([], alias="noms_courants", description="Comment les gens l'appellent.")
    introduction: list[Block] = Field([])
    sections: list[SectionBody] = Field(alias="rubriques", min_length=1)
    legal: list[LegalBody] = Field([], alias="textes_officiels")
    see_also: list[SeeAlso] = Field([], alias="voir_aussi")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a content file, for text editors."""
    schema = ContentFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}

"""An editor at the HTTP contract, and a sheet for them to write."""

from __future__ import annotations

import copy
from typing import Any

import httpx

from tests.integration.citizen import Json
from tests.integration.team import Colleague

SOURCE = {"nom": "Conseil municipal", "url": "https://ville.example/tarifs", "verifie_le": "2026-09-01"}


def a_sheet(price: str = "12 €", **changes: Any) -> Json:
    """The content of a hand-written procedure with a fee and a question."""
    return copy.deepcopy(
        {
            "titre": "Louer la salle des fêtes",
            "resume": "La salle des fêtes se loue auprès de la mairie.",
            "url": "https://ville.example/salle",
            "editeur": "Commune d’essai",
            "noms_courants": ["salle polyvalente"],
            "rubriques": [
                {
                    "id": "cout",
                    "titre": "Prix",
                    "sujets": ["cout"],
                    "source": SOURCE,
                    "contenu": [f"La location coûte {price}."],
                },
                {
                    "id": "pieces",
                    "titre": "Pièces à fournir",
                    "sujets": ["pieces"],
                    "source": SOURCE,
                    "contenu": [
                        {
                            "choix": {
                                "id": "qui",
                                "question": "Qui loue la salle ?",
                                "options": [
                                    {
                                        "id": "habitant",
                                        "libelle": "Un habitant",
                                        "contenu": [{"liste": ["Une facture"]}],
                                    },
                                    {
                                        "id": "asso",
                                        "libelle": "Une association",
                                        "contenu": [{"liste": ["Les statuts"]}],
                                    },
                                ],
                            }
                        }
                    ],
                },
            ],
            **changes,
        }
    )


class Editor:
    """Remembers the edition of each text it has read, as the console does."""

    def __init__(self, colleague: Colleague) -> None:
        self.http = colleague.http
        self.editions: dict[str, str] = {}

    def open(self, path: str) -> Json:
        return self._kept(path, self.http.get(f"/editor{path}"))

    def start(self, title: str = "Louer la salle des fêtes") -> str:
        response = self.http.post("/editor/procedures", json={"title": title})
        assert response.status_code == 201, response.text
        path = f"/procedures/{response.json()['id']}"
        self.editions[path] = response.headers["etag"]
        return path

    def begin(self, kind: str, **content: Any) -> str:
        """The path of a new message or reply, as a draft."""
        response = self.http.post(f"/editor/{kind}", json={"content": content})
        assert response.status_code == 201, response.text
        path = f"/{kind}/{response.json()['id']}"
        self.editions[path] = response.headers["etag"]
        return path

    def draft(self, path: str, content: Json) -> Json:
        return self._kept(path, self.try_to("PUT", path, "/draft", content=content))

    def act(self, path: str, deed: str, **body: Any) -> Json:
        return self._kept(path, self.try_to("POST", path, f"/{deed}", **body))

    def publish(self, path: str, content: Json) -> Json:
        self.draft(path, content)
        return self.act(path, "publish")

    def try_to(self, method: str, path: str, deed: str, **body: Any) -> httpx.Response:
        headers = {"If-Match": self.editions[path]} if path in self.editions else {}
        return self.http.request(method, f"/editor{path}{deed}", json=body, headers=headers)

    def _kept(self, path: str, response: httpx.Response) -> Json:
        assert response.status_code == 200, response.text
        self.editions[path] = response.headers["etag"]
        found: Json = response.json()
        return found

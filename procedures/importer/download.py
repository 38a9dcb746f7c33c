"""A source given by its address, brought to a temporary file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from procedures.importer.sources import SourceError

MOST_BYTES = 500_000_000  # the official zip of individuals is about 30 MB
_TIMEOUT = httpx.Timeout(30, connect=10)


@contextmanager
def local_copy(source: str | Path, *, most_bytes: int = MOST_BYTES) -> Iterator[Path]:
    """The source as a path of this machine; what had to be downloaded is deleted at the end.

    Raises:
        SourceError: the address does not answer, answers something else than a file, or too large a one.
    """
    if not str(source).startswith(("https://", "http://")):
        yield Path(source)
        return
    with tempfile.TemporaryDirectory(prefix="guichet-import-") as folder:
        path = Path(folder) / "guide"
        _download(str(source), path, most_bytes)
        yield path


def _download(url: str, path: Path, most_bytes: int) -> None:
    try:
        with (
            httpx.stream("GET", url, timeout=_TIMEOUT, follow_redirects=True) as response,
            path.open("wb") as file,
        ):
            response.raise_for_status()
            for part in response.iter_bytes():
                if file.tell() + len(part) > most_bytes:
                    raise SourceError(
                        f"{url} dépasse {most_bytes // 1_000_000} Mo : ce n’est pas le guide officiel. "
                        "Vérifiez l’adresse."
                    )
                file.write(part)
    except httpx.HTTPStatusError as error:
        raise SourceError(
            f"{url} répond « {error.response.status_code} {error.response.reason_phrase} ». Vérifiez l’adresse, "
            "ou téléchargez le fichier vous-même et donnez son chemin."
        ) from error
    except httpx.TimeoutException as error:
        raise SourceError(
            f"{url} ne répond pas dans le délai prévu. Réessayez plus tard, "
            "ou téléchargez le fichier vous-même et donnez son chemin."
        ) from error
    except OSError as error:
        raise SourceError(
            f"{url} n’a pas pu être enregistré dans {path.parent} ({error.strerror}). "
            "Faites de la place sur le disque, ou indiquez un autre dossier temporaire (TMPDIR)."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceError(
            f"{url} est injoignable ({error}). Vérifiez la connexion et le proxy (HTTPS_PROXY), "
            "ou téléchargez le fichier ailleurs et donnez son chemin."
        ) from error

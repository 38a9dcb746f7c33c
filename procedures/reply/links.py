"""Only links that a browser may follow from a town's page."""

from __future__ import annotations

from urllib.parse import urlsplit

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def safe_url(url: str) -> str | None:
    """``url`` without surrounding white space, or None when its scheme is not one a citizen should click.

    >>> safe_url("https://www.service-public.fr")
    'https://www.service-public.fr'
    >>> safe_url("javascript:alert(1)") is None
    True
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:  # an address that is none, such as a broken IPv6 host
        return None
    if parts.scheme.lower() not in _SCHEMES:
        return None
    if parts.scheme.lower() in {"http", "https"} and not parts.netloc:
        return None
    return url


def beside(page_url: str, page_id: str) -> str | None:
    """Address of another page of the guide, next to ``page_url``; None when that has no address."""
    page = safe_url(page_url)
    if page is None or "/" not in urlsplit(page).path.strip("/"):
        return None
    return f"{page.rsplit('/', 1)[0]}/{page_id}"

"""Texts that try to run something, each by another way, in all the disguises of a few."""

from __future__ import annotations

import html
from collections.abc import Callable

DO = "window.hacked=1"

WAYS = (
    f"<script>{DO}</script>",
    f"<script src=data:text/javascript,{DO}></script>",
    f"<script type=module>{DO}</script>",
    f"<img src=x onerror={DO}>",
    f"<img/src/onerror={DO}>",
    f"<image src=x onerror={DO}>",
    f"<svg onload={DO}>",
    f"<svg><script>{DO}</script></svg>",
    f"<svg><animate onbegin={DO} attributeName=x dur=1s>",
    f"<svg><set onbegin={DO} attributeName=x>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={DO}>#x'/></svg>",
    f"<math><mtext><style><img src=x onerror={DO}></style></mtext></math>",
    f"<iframe srcdoc='<script>parent.{DO}</script>'></iframe>",
    f"<iframe src=javascript:parent.{DO}></iframe>",
    f"<object data=javascript:{DO}></object>",
    f"<embed src=javascript:{DO}>",
    f"<video><source onerror={DO}></video>",
    f"<audio src=x onerror={DO}></audio>",
    f"<details open ontoggle={DO}>x</details>",
    f"<input autofocus onfocus={DO}>",
    f"<textarea autofocus onfocus={DO}></textarea>",
    f"<select autofocus onfocus={DO}></select>",
    f"<body onload={DO}>",
    f"<marquee onstart={DO}>x</marquee>",
    f"<form><button formaction=javascript:{DO} autofocus onfocus={DO}>x</button></form>",
    f"<a href=javascript:{DO} onfocus={DO} autofocus tabindex=1>x</a>",
    f"<base href=javascript:{DO}//>",
    f"<meta http-equiv=refresh content='0;url=javascript:{DO}'>",
    f"<link rel=stylesheet href=x onerror={DO}>",
    f"<style>@import 'x';</style><style onload={DO}></style>",
    f"<template><script>{DO}</script></template><x onanimationstart={DO} style=animation:x>",
    f"javascript:{DO}",
    f"[x](javascript:{DO})",
    f"data:text/html,<script>{DO}</script>",
    f"{{{{constructor.constructor('{DO}')()}}}}",
    f"{{{{ ''.__class__ }}}} {{% if 1 %}}<script>{DO}</script>{{% endif %}}",
    f"${{{DO}}}`${{{DO}}}`",
)


def _torn(text: str) -> str:
    """With a tabulation and a line feed inside its names, which some readers skip."""
    return text.replace("script", "scr\tipt").replace("onerror", "on\nerror")


DISGUISES: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: f'">{text}',
    lambda text: f"'>{text}",
    lambda text: f"</textarea></title></style></script>{text}",
    lambda text: f"-->{text}<!--",
    html.escape,
    lambda text: text.replace("<", "\uff1c").replace(">", "\uff1e"),
    lambda text: text.replace("<", "<\u0000").replace("=", "=\u0000"),
    _torn,
)

TEXTS = tuple(dict.fromkeys(disguise(way) for way in WAYS for disguise in DISGUISES))

"""What editors write, in the base."""

from api.editor.repository.texts import Change, Texts

__all__ = ["Change", "Texts"]

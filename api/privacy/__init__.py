"""Personal data that nobody needs to answer a question is masked before anything is stored."""

from api.privacy.masking import Masked, mask

__all__ = ["Masked", "mask"]

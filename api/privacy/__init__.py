"""Personal data that nobody needs to answer a question is masked before anything is stored."""

from api.privacy.masking import Masked, mask, without_masks

__all__ = ["Masked", "mask", "without_masks"]

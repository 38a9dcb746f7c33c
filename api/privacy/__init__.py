"""Personal data that nobody needs to answer a question is masked before anything is stored."""

from api.privacy.masking import Masked, mask, without_masks
from api.privacy.telling import contact_fields, contact_notice, kinds_in, masked_notice

__all__ = ["Masked", "contact_fields", "contact_notice", "kinds_in", "mask", "masked_notice", "without_masks"]

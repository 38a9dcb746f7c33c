"""The data in a piece of content: documents to bring, fees, delays, forms, services and offices.

Nothing is made up: each entry quotes the words of the source.
"""

from procedures.extract.amounts import delays_in, fees_in
from procedures.extract.contacts import forms_in, offices_in, services_in
from procedures.extract.documents import documents_in
from procedures.extract.terms import defined_in

__all__ = ["defined_in", "delays_in", "documents_in", "fees_in", "forms_in", "offices_in", "services_in"]

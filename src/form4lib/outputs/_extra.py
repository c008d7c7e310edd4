"""The keys of `Filing.xml_extra`.

Contract: a key is the path of an element below the document's root, as the XML door writes it: names joined by `/`,
an element that may stand several times numbered from 1.
"""

from __future__ import annotations

STATE_DESCRIPTION = "rptOwnerStateDescription"
"""The name of the state or country that `rptOwnerState` codes."""

FOREIGN_STATE = "rptOwnerNonUSStateTerritory"
"""What stands in the cell of the state for an address outside the United States."""


def step(element: str, number: int) -> str:
    """The step to an element that may stand several times; the first one's number is 0."""
    return f"{element}[{number + 1}]"


def address_key(owner: int, element: str) -> str:
    """The key of an element in the address of a reporting owner."""
    return f"{step('reportingOwner', owner)}/reportingOwnerAddress/{element}"

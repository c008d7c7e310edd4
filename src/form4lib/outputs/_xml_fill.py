"""A filing with what its ownership XML needs and the printed form does not give.

Contract: what the filing says stands; where it says nothing, what the caller knows comes in, and what the form implies.
Places get their codes, and street lines their length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

import attrs

from ..records import Address, DerivativeRow, DerivativeTransaction, Filing, NonDerivativeRow, NonDerivativeTransaction
from ..spec.places import US_STATES, country_code, state_code
from ..spec.xml_schema import STREET_LENGTH
from ._extra import FOREIGN_STATE, address_key


def filled(
    filing: Filing,
    issuer_cik: str | None,
    owner_ciks: Sequence[str],
    rule_10b5_1: bool | None,
    transaction_form_type: str | None,
) -> Filing:
    """The filing with what the caller knows, and the form implies, where it says nothing itself."""
    extra = dict(filing.xml_extra)
    owners = []
    for i, owner in enumerate(filing.reporting_owners):
        cik = owner.cik if owner.cik is not None or i >= len(owner_ciks) else owner_ciks[i]
        address = _parted(_placed(owner.address, extra, address_key(i, FOREIGN_STATE)))
        owners.append(attrs.evolve(owner, cik=cik, address=address))
    form = filing.form_type
    return attrs.evolve(
        filing,
        issuer=attrs.evolve(filing.issuer, cik=issuer_cik if filing.issuer.cik is None else filing.issuer.cik),
        reporting_owners=tuple(owners),
        rule_10b5_1=rule_10b5_1 if filing.rule_10b5_1 is None else filing.rule_10b5_1,
        non_derivative=tuple(_with_form(row, form, transaction_form_type) for row in filing.non_derivative),
        derivative=tuple(_with_form(row, form, transaction_form_type) for row in filing.derivative),
        xml_extra=extra,
    )


def _placed(address: Address, extra: dict[str, str], foreign: str) -> Address:
    """The address with its places coded; a state of another country has an element of its own."""
    if address.country is not None:
        address = attrs.evolve(address, country=country_code(address.country))
    if address.state is None:
        return address
    code = state_code(address.state)
    if address.state == extra.get(foreign):
        return attrs.evolve(address, state=None)
    if code not in US_STATES and address.country is not None and foreign not in extra:
        extra[foreign] = address.state
        return attrs.evolve(address, state=None)
    return attrs.evolve(address, state=code)


def _parted(address: Address) -> Address:
    """The address with a street line that is too long parted at a comma: editions X06 to X09 print both lines as one.

    `C/O LARKSPUR, INC., 12 MILL LANE` is parted before the number of the house, if it has one.
    """
    line = address.street1
    if line is None or len(line) <= STREET_LENGTH or address.street2 is not None:
        return address
    places = [m.start() for m in re.finditer(", ", line)]
    fitting = [at for at in places if at <= STREET_LENGTH and len(line) - at - len(", ") <= STREET_LENGTH]
    if not fitting:
        return address
    numbered = [at for at in fitting if line[at + len(", ")].isdigit()]
    at = (numbered or fitting)[-1]
    return attrs.evolve(address, street1=line[:at], street2=line[at + len(", ") :])


_Row = TypeVar("_Row", NonDerivativeRow, DerivativeRow)


def _with_form(row: _Row, form: str, given: str | None) -> _Row:
    if not isinstance(row, (NonDerivativeTransaction, DerivativeTransaction)):
        return row
    if row.transaction_form_type is not None or row.transaction_code is None:
        return row
    if form.startswith("4"):
        given = "5" if row.is_voluntary else "4"
    return attrs.evolve(row, transaction_form_type=given)

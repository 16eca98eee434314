"""A source with proposals: an initiative that it states, one that it may state, and parts of both that are proposed."""

from __future__ import annotations

from tests.helpers.claim_writer import Writer

PORTAL = "CRA/portal"
WALLET = "CA-AB/wallet"
PROPOSED = {"stated": False, "rule": "guess", "confidence": 0.7, "proposed": True}


def proposing_source() -> Writer:
    """Return the claims: three are about the wallet, and the partnerships have three each."""
    writer = Writer()
    writer.submitted("CRA", "CA-AB")
    writer.initiative("CRA", "Portal")
    writer.add_claim("initiative", PORTAL, "date", value="2021-07", by="CRA", qualifier="launch", **PROPOSED)
    propose_partner(writer, PORTAL, "CRA", "CA-ON")
    wallet = writer.initiative("CA-AB", "Wallet")
    first = len(writer.claims) - 3
    writer.claims[first:] = [
        claim._replace(stated=False, confidence=0.5, proposed=True) for claim in writer.claims[first:]
    ]
    propose_partner(writer, wallet, "CA-AB", "CA-BC")
    return writer


def propose_partner(writer: Writer, initiative: str, lead: str, partner: str) -> None:
    first = len(writer.claims)
    writer.partnership(initiative, lead, partner)
    _replace_from(writer, first, stated=False, confidence=0.6, proposed=True)


def infer_all(writer: Writer) -> str:
    """Claim an initiative of which a rule infers lead, partner, status and date; returns its identifier."""
    first = len(writer.claims) + 2  # after kind and title
    made = writer.initiative("CRA", "Ledger", partners=("CA-NS",), status="launched", date="2021-07")
    _replace_from(writer, first, stated=False, rule="lead-is-sender", confidence=0.8)
    return made


def infer_need(writer: Writer) -> str:
    """Claim what Alberta asks for, of which a rule infers who asks; returns its identifier."""
    first = len(writer.claims)
    made = writer.need("We look for help with ferries.", by="CA-AB")
    _replace_from(writer, first, stated=False, rule="ask-as-we", confidence=0.7)
    return made


def _replace_from(writer: Writer, first: int, **values: object) -> None:
    """Set fields of all claims from the one with index `first`."""
    writer.claims[first:] = [claim._replace(**values) for claim in writer.claims[first:]]

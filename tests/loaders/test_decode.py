"""From bytes to text: French in the encodings of forty years."""

from __future__ import annotations

import pytest

from loaders.decode import decode

FRENCH = (
    "Février 2022 : à l’été, l’Ontario a lancé « Guichet du fleuve », où un élève reçoit une clé. Œuvre achevée."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_french_is_read_in_every_encoding(encoding):
    assert decode(FRENCH.encode(encoding), "x.txt") == FRENCH


def test_ligatures_are_spelt_out():
    assert decode("oﬃce, ﬁle, ﬂow, co\u0302te\u0301".encode(), "x.txt") == "office, file, flow, côté"

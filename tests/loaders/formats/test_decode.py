"""From bytes to text: French in the encodings of forty years."""

from __future__ import annotations

import pytest

from loaders.formats.decode import decode

FRENCH = "Février 2022 : à l’été, l’Ontario a lancé « Guichet du fleuve », où un élève reçoit une clé. Œuvre achevée."


ENGLISH = (
    "The portal follows Ontario’s example – “one window”, they call it – and Québec’s; it was launched in June 2021…"
)
CAPITALS = "RÉALISATIONS – QUÉBEC"
NO_BREAK = "Priorités\u00a0: «\u00a0l’élève d’abord\u00a0»\u00a0!"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text", [FRENCH, ENGLISH, CAPITALS, NO_BREAK], ids=["french", "english", "capitals", "no break"]
)
def test_a_text_is_read_in_every_encoding(encoding, text):
    assert decode(text.encode(encoding), "x.txt") == text


def test_ligatures_are_spelt_out():
    assert decode("oﬃce, ﬁle, ﬂow, co\u0302te\u0301".encode(), "x.txt") == "office, file, flow, côté"

"""Fits the text encoder of the reader of free text.

    python tools/weights/prose_encoder.py FOLDER… --tuned FOLDER --words LIST…

writes loaders/documents/prose/learnt/encoder/encoder.npz. It needs torch, which is no dependency of Accord. Folders are
those of `prose_model.py`. The first layers of multilingual-e5-small are fitted, together with two small networks on
what they say of the words of a name, of its first and last word, of the words before and behind it and of its segment:
whether it is a piece of work; and, of a party and a name beside each other, whether the party leads it or takes part.
Both add to the logarithm of the odds that the trees of `prose_model.py` give, fitted without the document. Since a
network says too much of documents that it has seen, only a share of what it says counts (`--trust`), which is to be
chosen on others. Pieces of words that neither the texts nor the lists of words need are left out. A pass over 1,200
documents takes some forty minutes of one core.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from encoder.arrays import arrays_of
from encoder.base_model import BaseModel
from encoder.examples import examples_of
from encoder.fitting import fit
from prose.documents import read_documents
from prose.names import held_out
from prose.relations import judge_held_out

from loaders.documents.prose.learnt.encoder.transformer import FILE

TRUST = (1.0, 0.7, 0.7)  # in what heads say of names, leads and partners


def main() -> None:
    """Fit the encoder and write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tuned", nargs="*", type=Path, default=[], help="folders on which the rules were written")
    parser.add_argument("--words", nargs="*", type=Path, default=[], help="lists of words, such as those of Debian")
    parser.add_argument("--trust", nargs=3, type=float, default=TRUST, help="in names, leads and partners")
    given = parser.parse_args()
    folders = [*given.folders, *given.tuned]
    documents, base = read_documents(folders, given.tuned), BaseModel()
    likely = held_out(documents)
    examples = [
        example
        for one, judged in judge_held_out(documents, likely)
        for example in examples_of(one, likely[id(one)], judged, base)
    ]
    pieces = base.choose_pieces([path for folder in folders for path in (folder / "docs").iterdir()], given.words)
    np.savez(FILE, **arrays_of(fit(examples, base), base, pieces, given.trust))
    print(f"{FILE}: {FILE.stat().st_size} bytes, {len(documents)} documents, {len(pieces)} pieces")


if __name__ == "__main__":
    main()

"""Fits the model that chooses the names of pieces of work in free text, and says how it does on documents left out.

    python tools/weights/prose_model.py FOLDER…            write loaders/documents/prose/learnt/models/weights.npz
    python tools/weights/prose_model.py FOLDER… --only leads partners    fit these, and keep all else as it is
    python tools/weights/prose_model.py FOLDER… --check    only say how models fitted without each document do on it

A folder has texts in `docs` and, for each, `gold/ID.gold.json` with the pieces of work that a careful reader finds in
it (see bench/reading/free_text.py). Names: trees on what is known of a candidate, and on what a linear model on hashed
words says of it, and of those inside and around it (for that the linear model is fitted without the document in
question), and small networks on the same and on the vectors of the words of a name and around it. A candidate that only
contains the name of a piece of work is a wrong one. Other trees say which names are of one piece of work; leads,
partners and dates have a linear model, trees and networks each, on names chosen without the document. With `--only`,
names are as likely as the package finds them, with its encoder. `prose_texts.py` makes such folders.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

import numpy as np
from prose.documents import read_documents
from prose.fitting import forest_arrays
from prose.names import check, fit_names, fit_sameness, held_out, package_likelihoods
from prose.relations import fit_relations

from loaders.documents.prose.learnt.models.model import FILE, RELATIONS

SAMENESS: Final = "sameness"
PARTS: Final = (SAMENESS, *RELATIONS)  # that can be fitted alone


def main() -> None:
    """Fit the model, or say how well it does."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tuned", nargs="*", type=Path, default=[], help="folders on which the rules were written")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="fit these only; keep all else")
    parser.add_argument("--check", action="store_true", help="only say how models do on documents left out")
    given = parser.parse_args()
    documents = read_documents([*given.folders, *given.tuned], given.tuned)
    if given.check:
        check(documents)
        return
    parts = given.only or PARTS
    likely = package_likelihoods(documents) if given.only else held_out(documents)
    arrays: dict[str, Any]
    if given.only:
        with np.load(FILE) as known:
            arrays = {key: known[key] for key in known.files if key.partition(".")[0] not in parts}
    else:
        arrays = fit_names(documents).arrays("names")
    if SAMENESS in parts:
        arrays |= forest_arrays(SAMENESS, fit_sameness(documents, likely))
    for name, one in fit_relations(documents, likely, [each for each in RELATIONS if each in parts]).items():
        arrays |= one.arrays(name)
    np.savez_compressed(FILE, **arrays)
    print(f"{FILE}: {FILE.stat().st_size} bytes, {len(documents)} documents")


if __name__ == "__main__":
    main()

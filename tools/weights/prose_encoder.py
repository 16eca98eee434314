"""Fits the text encoder of the reader of free text.

    python tools/weights/prose_encoder.py FOLDER… --tuned FOLDER --words LIST… [--further]

writes encoder.npz and encoder.onnx in loaders/documents/prose/learnt/encoder. It needs torch, which is no dependency of
Accord. Folders are those of `prose_model.py`. The first layers of multilingual-e5-small are fitted, together with three
small networks on what they say of the words of a name, of its first and last word, of the words before and behind it
and of its segment: whether it is a piece of work; of a party and a name, whether the party leads it or takes part; and
of a date and a name, whether it is one of its dates. They add to the logarithm of the odds that the trees of
`prose_model.py` give, fitted without the document. Each text is read with the opening of its document before it, and a
quarter of the rare names of a document are exchanged for others. Since a network says too much of documents that it has
seen, only a share of what it says counts (`--trust`), which is to be chosen on others. Pieces of words that neither the
texts nor the lists of words need are left out. A pass over 1,000 documents takes some ten minutes of two cores that
compute in bfloat16, and fifteen of two that do not.

With `--further` the encoder of the package is fitted further, beside the trees of the package, which are to be trees
that have not seen the documents; a quarter of its weights are those before.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from encoder.arrays import arrays_of, layers_of, read_arrays
from encoder.base_model import BaseModel
from encoder.examples import LONGEST, examples_of
from encoder.fitting import fit
from encoder.layers import largest_inputs, layers_model, read_layers
from encoder.network import Network
from prose.documents import read_documents
from prose.names import held_out, pooled
from prose.relations import judge_held_out, judge_pairs

from loaders.documents.prose.learnt.chooser import PROPOSED, choose, likelihoods
from loaders.documents.prose.learnt.encoder.transformer import FILE, LAYERS, Encoder
from loaders.documents.prose.learnt.encoder.words import Words
from loaders.documents.prose.learnt.models.model import model

if TYPE_CHECKING:
    from encoder.examples import Example
    from prose.documents import Document

DEPTH = 8  # layers
CALIBRATION = 100  # texts, whose largest numbers decide how those in products are rounded
TRUST = (0.85, 0.85, 0.85, 0.7)  # in what heads say of names, leads, partners and dates
BEFORE = 0.25  # the share of the weights before, in those that are fitted further


def main() -> None:
    """Fit the encoder and write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tuned", nargs="*", type=Path, default=[], help="folders on which the rules were written")
    parser.add_argument("--words", nargs="*", type=Path, default=[], help="lists of words, such as those of Debian")
    parser.add_argument("--trust", nargs=4, type=float, default=TRUST, help="in names, leads, partners and dates")
    parser.add_argument("--further", action="store_true", help="go on from the encoder of the package")
    given = parser.parse_args()
    folders = [*given.folders, *given.tuned]
    documents, base = read_documents(folders, given.tuned), BaseModel()
    examples = list((package_examples if given.further else held_out_examples)(documents, base))
    pieces = base.choose_pieces([path for folder in folders for path in (folder / "docs").iterdir()], given.words)
    network = Network(base, DEPTH, LONGEST)
    if given.further:
        with np.load(FILE) as arrays:
            read_arrays(network, arrays, read_layers(LAYERS))
            pieces = sorted({*pieces, *base.places(str(arrays["pieces"]).split("\n"))})
    before = {name: numbers.clone() for name, numbers in network.state_dict().items()}
    fitted = fit(examples, network, base).state_dict()
    if given.further:
        network.load_state_dict({name: BEFORE * before[name] + (1 - BEFORE) * fitted[name] for name in fitted})
    write(network, arrays_of(network, base, pieces, given.trust), documents)
    sizes = ", ".join(f"{file}: {file.stat().st_size} bytes" for file in (FILE, LAYERS))
    print(f"{sizes}, {len(documents)} documents, {len(pieces)} pieces")


def write(network: Network, arrays: Mapping[str, Any], documents: Sequence[Document]) -> None:
    """Write what is fitted; the first texts of documents decide how what layers multiply is rounded."""
    layers = {**arrays, **layers_of(network)}
    plain = Encoder(arrays, layers_model(layers).SerializeToString())
    start, end, *_ = (int(each) for each in arrays["facts"])
    pools = (pool for one in documents for pool in one.pools)
    words = (Words([each.text for each in pool.discourse.outline.segments], plain.pieces, LONGEST) for pool in pools)
    texts = (plain.embed([start, *one.texts[0], end]) for one in words if one.texts)
    largest = largest_inputs(layers, itertools.islice(texts, CALIBRATION))
    np.savez(FILE, **arrays)
    LAYERS.write_bytes(layers_model(layers, largest).SerializeToString())


def held_out_examples(documents: Sequence[Document], base: BaseModel) -> Iterator[Example]:
    """Yield what the encoder is fitted to, with likelihoods of trees that are fitted without each document."""
    likely = held_out(documents)
    for one, judged in judge_held_out(documents, likely):
        yield from examples_of(one, likely[id(one)], judged, base)


def package_examples(documents: Iterable[Document], base: BaseModel) -> Iterator[Example]:
    """Yield what the encoder is fitted to, with likelihoods of the trees of the package."""
    learnt = model()
    relations = {"leads": learnt.leads, "partners": learnt.partners, "dates": learnt.dates}
    for one in documents:
        likely = [each for pool in one.pools for each in likelihoods(pool, learnt)]
        chosen = [choose(pool, each, PROPOSED, learnt.sameness) for pool, each in pooled(one, likely)]
        judged = [judge_pairs(one, *both, relations) for both in zip(one.pools, chosen, strict=True)]
        yield from examples_of(one, likely, judged, base)


if __name__ == "__main__":
    main()

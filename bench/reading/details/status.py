"""How often the status of pieces of work in free text is right, beside labels by readers who did not know the rules.

    python bench/reading/details/status.py FOLDER… [--part looked-at|unseen] [--show]

FOLDER holds texts; `status.jsonl` beside this file names them (`set` and `file` as in `bench/reading/free_text.jsonl`;
`the-32` are documents on which rules of free text were written) and says of pieces of work how far they are at the time
of the document: what a careful reader would enter (`state`; nothing where the text does not say), and what would
mislead nobody (`may`). `looked-at` was at hand while the rules were written, `unseen` was not. A labelled piece of work
counts where it was read under its name.

Printed by part: precision (right or acceptable ones of all that labelled work was given), recall (right ones of the
work that was read and has a state in the labels), and how many these are.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.inputs.read import FileLoader

sys.path.append(str(Path(__file__).parents[1]))

from free_text import likeness

LABELS = Path(__file__).with_name("status.jsonl")

Read = dict[str, tuple[str, str | None, str]]  # title, status and the rule that gave it, by identifiers


def read_statuses(path: Path) -> Read:
    """The title and the status of each piece of work of a document."""
    try:
        claims = [claim for each in FileLoader(isolate=False).load_path(path) for claim in each.claims]
    except SourceError:
        return {}
    known = [claim for claim in claims if claim.kind == "initiative" and not claim.proposed]
    found = {claim.subject: claim for claim in known if claim.predicate == "status"}
    return {
        claim.subject: (
            claim.value or "",
            found[claim.subject].value if claim.subject in found else None,
            found[claim.subject].rule if claim.subject in found else "",
        )
        for claim in known
        if claim.predicate == "title"
    }


def match(labels: Sequence[Mapping[str, Any]], read: Read) -> list[tuple[Mapping[str, Any], str]]:
    """The labels of a document with the identifiers of the work that they mean, each once, the likest first."""
    ranked = sorted(
        (
            (likeness({"title": label["work"], "keys": ()}, title), -at, one)
            for at, label in enumerate(labels)
            for one, (title, *_) in read.items()
        ),
        reverse=True,
    )
    pairs: dict[int, str] = {}
    for score, at, one in ranked:
        if score > 0 and at not in pairs and one not in pairs.values():
            pairs[at] = one
    return [(labels[-at], one) for at, one in pairs.items()]


def judge(found: str | None, sure: Sequence[str], may: Sequence[str]) -> Counter[str]:
    """Count a status as right, acceptable or wrong, and whether there is one to find."""
    counts = Counter(read=1, sure=int(bool(sure)))
    if found is not None:
        counts["right" if found in sure else "may" if found in may else "wrong"] += 1
    return counts


def main() -> None:
    """Print the figures of folders of texts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--part", choices=["looked-at", "unseen"])
    parser.add_argument("--show", action="store_true", help="print each status that is wrong or missed")
    given = parser.parse_args()
    texts = {path.name: path for folder in given.folders for path in sorted(folder.iterdir())}
    by_file: dict[str, list[dict[str, Any]]] = {}
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        if label["file"] in texts and given.part in (None, label["part"]):
            by_file.setdefault(label["file"], []).append(label)
    parts: dict[str, Counter[str]] = {}
    for name, labels in by_file.items():
        read = read_statuses(texts[name])
        for label, one in match(labels, read):
            title, found, rule = read[one]
            counts = judge(found, label["state"], label.get("may", ()))
            parts.setdefault(label["part"], Counter()).update(counts)
            if given.show and (counts["wrong"] or (label["state"] and not counts["right"])):
                print(f"{name} | {title} | found {found} ({rule}) | right {label['state']} {label.get('may', [])}")
    for part, counts in parts.items():
        fine, wrong = counts["right"] + counts["may"], counts["wrong"]
        precision, recall = fine / max(fine + wrong, 1), counts["right"] / max(counts["sure"], 1)
        given_to = f"given to {fine + wrong} of {counts['read']} that are read, {counts['sure']} with a state"
        print(f"{part:<10} precision {precision:.3f}  recall {recall:.3f}  {given_to}")


if __name__ == "__main__":
    main()

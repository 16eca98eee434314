"""How many requests of free text are found, beside labels by readers who did not know the rules.

    python bench/reading/details/needs.py FOLDER… [--part looked-at|unseen] [--proposed] [--show]

FOLDER holds texts; `needs.jsonl` beside this file names them (`set` and `file` as in `bench/reading/free_text.jsonl`;
`the-32` are documents on which rules of free text were written; those of `asks` were chosen since somebody asks for
something in most of them) and gives of each request the hashes of each six words in a row (the texts are not ours to
publish), whether the text says who asks (`by`), and its kind: `ask` of governments, bodies, members or nobody in
particular, `public` of citizens and companies, `need` of something without asking for it, `past` of what is only told.
`looked-at` was at hand while rules were written, `unseen` was not.

Printed by part: precision (found ones that are labelled, but for the `past`, of all found), recall (of `ask`), and how
many of those found have somebody who asks where the label has.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

from graph.errors import SourceError
from loaders.inputs.read import FileLoader

LABELS = Path(__file__).with_name("needs.jsonl")
WORDS = 6  # in a row that tell one sentence from others


def shingles(text: str) -> set[str]:
    """The hashes of each six words in a row of a text, or of all of a shorter one."""
    words = re.findall(r"\w+", text.casefold())
    rows = [" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))]
    return {hashlib.sha256(row.encode()).hexdigest()[:10] for row in rows}


def requests_of(path: Path, *, proposed: bool) -> list[tuple[str, bool]]:
    """The requests of a document: their texts, and whether somebody is known to ask."""
    try:
        claims = [claim for each in FileLoader(isolate=False).load_path(path) for claim in each.claims]
    except SourceError:
        return []
    kept = [claim for claim in claims if claim.kind == "need" and (proposed or not claim.proposed)]
    asked = {claim.subject for claim in kept if claim.predicate == "by"}
    return [(claim.value or "", claim.subject in asked) for claim in kept if claim.predicate == "text"]


def main() -> None:
    """Print the figures of folders of texts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--part", choices=["looked-at", "unseen"])
    parser.add_argument("--proposed", action="store_true", help="count what is only proposed, too")
    parser.add_argument("--show", action="store_true", help="print each request that is found and not labelled")
    given = parser.parse_args()
    texts = {path.name: path for folder in given.folders for path in sorted(folder.iterdir())}
    parts: dict[str, Counter[str]] = {}
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        if label["file"] not in texts or given.part not in (None, label["part"]):
            continue
        counts = parts.setdefault(label["part"], Counter())
        met: set[int] = set()
        for text, has_asker in requests_of(texts[label["file"]], proposed=given.proposed):
            own = shingles(text)
            at = next((at for at, one in enumerate(label["requests"]) if own & set(one["words"])), None)
            if at is None:
                counts["wrong"] += 1
                if given.show:
                    print(f"{label['file']} | {text}")
            elif at not in met:
                met.add(at)
                one = label["requests"][at]
                counts[one["class"]] += 1
                counts["askers"] += one["by"] and has_asker
                counts["with askers"] += one["by"]
        counts["asked"] += sum(one["class"] == "ask" for one in label["requests"])
        counts["documents"] += 1
    for part, counts in parts.items():
        right = counts["ask"] + counts["public"] + counts["need"]
        precision = right / max(right + counts["past"] + counts["wrong"], 1)
        print(
            f"{part:<10} {counts['documents']} documents  precision {precision:.3f} of "
            f"{right + counts['past'] + counts['wrong']}  recall {counts['ask'] / max(counts['asked'], 1):.3f} of "
            f"{counts['asked']}  who asks {counts['askers']} of {counts['with askers']}"
        )


if __name__ == "__main__":
    main()

"""How many of the first five titles answer a question: by `accord search`, and by plain FTS5 of the same graph.

    python bench/reading/questions.py GRAPH [QUESTIONS] [--semantic] [--show]

GRAPH holds the consultations of the Government of Canada, loaded from the English and the French table (`accord map
--like gc-consultations`). `questions.yaml` holds the questions, and the registration numbers of what answers each.
`questions_services.yaml` is a second list, for a graph of the inventory of services of the Government of Canada, as
`accord map` proposes to read it. P@5 is the share of right titles among the first five, or among as many as there are.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import yaml

from graph.sqlite.store import SqliteStore
from graph.text.strings import words
from loaders.tables.keys import key_slug
from queries.search.search import search

QUESTIONS = Path(__file__).with_name("questions.yaml")
FIRST = 5


def key_of(identifier: str) -> str:
    """The key in the identifier of an initiative, as a slug."""
    return identifier.rpartition("/")[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("graph", type=Path)
    parser.add_argument("questions", type=Path, nargs="?", default=QUESTIONS)
    parser.add_argument("--semantic", action="store_true")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    shares: dict[tuple[str, str], list[float]] = defaultdict(list)
    with SqliteStore(asked.graph).view("secretariat", "en") as view:
        table = view.search_table
        for one in yaml.safe_load(asked.questions.read_text("utf-8")):
            right = {key_slug(str(key)) for key in one["answers"]}
            rows = search(view, query=one["question"], kind="initiative", semantic=asked.semantic)[:FIRST]
            match = " OR ".join(f'"{word}"' for word in words(one["question"]))
            plain = view.rows(
                f"SELECT node AS id FROM {table} WHERE {table} MATCH :match AND kind = 'initiative'"
                f" ORDER BY bm25({table}) LIMIT {FIRST}",
                {"match": match},
            )
            for way, found in (("Accord", rows), ("FTS5", plain)):
                share = sum(key_of(row["id"]) in right for row in found) / min(FIRST, len(right))
                shares[way, one["lang"]].append(share)
            if asked.show:
                print(
                    f"{shares['Accord', one['lang']][-1]:.2f} {shares['FTS5', one['lang']][-1]:.2f}  {one['question']}"
                )
    for way in ("Accord", "FTS5"):
        by_language = {lang: shares[way, lang] for lang in ("en", "fr")}
        every = [share for found in by_language.values() for share in found]
        parts = "  ".join(f"{lang} {sum(found) / len(found):.3f}" for lang, found in by_language.items() if found)
        print(f"{way:7} P@5 {parts}  all {sum(every) / len(every):.3f} ({len(every)} questions)")


if __name__ == "__main__":
    main()

"""How well free text of governments is read, beside labels by people who did not know the rules.

    python bench/reading/free_text.py FOLDER [--index FILE] [--part NAME] [--proposed] [--show]
    python bench/reading/free_text.py --index tests/data/retold/pages.jsonl
    python bench/reading/free_text.py --collect FOLDER… > bench/reading/free_text.jsonl

FOLDER holds the texts, each named by the id of its label (`ID.md`, `ID.txt` or `ID.html`). The texts are not ours to
publish; `free_text.jsonl` says of each from which repository, commit, path and part it was taken, the hash of the text
as it was read, and what a careful reader finds in it: names of pieces of work, who leads, who takes part, when.
Labels of another index may hold the text itself (`text`), as those of pages retold in our own words do, and need no
folder. Of each piece of work a label has:

    title, keys      the name, and regular expressions (lower case, no accents) that only its names match
    leads            whoever may rightly lead it; with null, nobody as well; empty where the text does not say
    partners_any     whoever has to take part, each a list of names of one party
    may              parties that may be named besides
    dates            one of which has to be found; dates_may: others that are right
    optional         it need not be found, and is not wrong

A party is an identifier of the vocabulary, the ISO 3166 code of a country or of a part of one, or `~` and a part of its
name. Precision and recall are printed by language and set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

INDEX: Final = Path(__file__).parent / "free_text.jsonl"
ALIKE: Final = 0.8  # share of letters from which two names are one
MIN_BEGINNING: Final = 8  # letters of a name with which another begins
FACTS: Final = ("initiatives", "leads", "partners", "dates", "parties")
KEPT: Final = (
    "title",
    "keys",
    "leads",
    "partners_any",
    "may",
    "not_",
    "dates",
    "dates_may",
    "optional",
    "optional_dates",
)


def plain(text: str) -> str:
    """A name in small letters, without accents and marks."""
    bare = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(each for each in bare if not unicodedata.combining(each))
    bare = re.sub(r"[–—‑]", "-", re.sub(r"[«»“”\"*_#]", "", bare))
    return re.sub(r"\s+", " ", bare).strip(" .;:")


def likeness(wanted: Mapping[str, Any], name: str) -> float:
    """How surely a name is that of a labelled piece of work: 0 where it is another's."""
    title, got = plain(wanted["title"]), plain(name)
    share = SequenceMatcher(None, title, got).ratio()
    begins = min(len(title), len(got)) > MIN_BEGINNING and (got.startswith(title) or title.startswith(got))
    if share >= ALIKE or begins:
        return 1 + share
    return 0.5 + share / 2 if any(re.search(key, got) for key in wanted["keys"]) else 0.0


_GOVERNING: Final = re.compile(  # of a name in small letters, beside that of a country, a town or its adjective
    r"^(?:the |l'|la |le )?(?:(?:government|state|city|town|municipality) of |"
    r"(?:gouvernement|etat|ville|commune|mairie)"
    r"(?: de la| de l'| de| du| des| d')? ?)|(?:'s)? (?:government|city council|town council)$"
)


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, list[str]]:
    """The adjectives of each country, as names in small letters."""
    from graph.vocabulary.demonyms import demonyms

    made: dict[str, list[str]] = {}
    for language in ("en", "fr"):
        for word, one in demonyms(language).items():
            made.setdefault(one, []).append(plain(word))
    return made


@dataclass(slots=True)
class Work:
    """A piece of work as it is read."""

    titles: list[str] = field(default_factory=list)
    lead: str | None = None
    parties: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    is_component: bool = False


@dataclass(slots=True)
class Read:
    """What is read of a document, with the names of its parties."""

    works: list[Work]
    names: dict[str, list[str]]

    def same(self, got: str | None, want: str | None) -> bool:
        """Whether a party is the one of a label."""
        if got is None or want is None:
            return got is want
        if not want.startswith("~"):
            from graph.vocabulary.jurisdictions import by_iso_code

            words = plain(want).replace("-", " ")
            return got == by_iso_code().get(want, want) or words in map(plain, self.names.get(got, []))
        texts = [plain(got), plain(got).replace("-", " "), *map(plain, self.names.get(got, []))]
        if any(plain(want[1:]) in text for text in texts):
            return True
        bare = _GOVERNING.sub("", plain(want[1:]).replace("-", " ")).strip()
        return bare != plain(want[1:]) and bare in [*texts, *_adjectives().get(got, [])]

    def among(self, got: str | None, wants: Iterable[str | None]) -> bool:
        """Whether a party is one of those of a label."""
        return any(self.same(got, want) for want in wants)


def read(path: Path, *, proposed: bool = False) -> Read:
    """What the reader makes of a document, with what it proposes of work that it asserts if that is asked."""
    from graph.errors import SourceError
    from graph.vocabulary.jurisdictions import entries
    from loaders.inputs.read import FileLoader

    try:
        claims = [claim for each in FileLoader(isolate=False).load_path(path) for claim in each.claims]
    except SourceError:
        return Read([], {})
    made: dict[str, Work] = {}
    names: dict[str, list[str]] = {
        one.id: [*one.names.values(), *one.abbreviations.values()] for one in entries().values()
    }
    joined = {claim.subject: claim.object for claim in claims if claim.predicate == "initiative"}
    sure = {claim.subject for claim in claims if claim.predicate == "kind" and not claim.proposed}
    for claim in claims:
        subject = joined.get(claim.subject) if claim.kind == "partnership" else claim.subject
        if claim.proposed and not (proposed and (subject in sure or claim.kind == "jurisdiction")):
            continue
        if claim.kind == "jurisdiction" and claim.predicate in ("name", "abbreviation"):
            names.setdefault(claim.subject, []).append(claim.value or "")
        if claim.kind in ("initiative", "partnership") and subject:
            _take(made.setdefault(subject, Work()), claim)
    return Read([one for one in made.values() if one.titles], names)


def _take(work: Work, claim: Any) -> None:  # noqa: ANN401 (a claim)
    value, known = claim.value, claim.object
    if claim.predicate == "kind":
        work.is_component = value == "component"
    elif claim.predicate == "title":
        work.titles.append(value)
    elif claim.predicate == "lead":
        work.lead = work.lead or known
    elif claim.predicate == "member":
        work.parties.append(known)
    elif claim.predicate == "external_partner":
        work.outside.append(plain(value))
    elif claim.predicate == "date" and value not in work.dates:
        work.dates.append(value)


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed facts, by kind."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, fact: str, verdict: str, *words: object) -> None:
        """Count a fact; `words` tell it."""
        self.counts[f"{fact} {verdict}"] += 1
        if words and verdict in ("wrong", "missed"):
            self.lines.append(f"    {verdict} {fact}: " + " | ".join(map(str, words)))

    def rates(self, fact: str) -> tuple[float, float]:
        """Precision and recall; what is optional counts for the first only."""
        right, free = self.counts[f"{fact} right"], self.counts[f"{fact} free"]
        wrong, missed = self.counts[f"{fact} wrong"], self.counts[f"{fact} missed"]
        return (right + free) / max(right + free + wrong, 1), right / max(right + missed, 1)


def judge(got: Read, label: Mapping[str, Any]) -> Tally:
    """Compare what is read of a document with its label."""
    made, wanted = Tally(), label["initiatives"]
    ordered = sorted(got.works, key=lambda work: work.is_component)
    ranked = sorted(
        (
            (max(likeness(want, title) for title in work.titles), -a, -b)
            for a, want in enumerate(wanted)
            for b, work in enumerate(ordered)
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for score, a, b in ranked:
        if score > 0 and -a not in found and -b not in found.values():
            found[-a] = -b
    for at, want in enumerate(wanted):
        if at in found:
            made.add("initiatives", "free" if want["optional"] else "right")
            _judge_work(got, want, ordered[found[at]], made)
        elif not want["optional"]:
            made.add("initiatives", "missed", want["title"])
            _miss_all(want, made)
    for at, work in enumerate(ordered):
        if at not in found.values() and not work.is_component:
            made.add("initiatives", "wrong", work.titles[0])
            for party in dict.fromkeys(one for one in work.parties if one != work.lead):
                made.add("partners", "wrong", work.titles[0], party)
            for date in work.dates:
                made.add("dates", "wrong", work.titles[0], date)
    _judge_parties(got, wanted, made)
    return made


def _is_stated(want: Mapping[str, Any]) -> bool:
    return bool(want["leads"]) and None not in want["leads"]


def _miss_all(want: Mapping[str, Any], made: Tally) -> None:
    if _is_stated(want):
        made.add("leads", "missed")
    met = any(one in want["leads"] for side in want["partners_any"] for one in side)
    for _ in range(len(want["partners_any"]) - met):
        made.add("partners", "missed")
    if want["dates"] and not want.get("optional_dates"):
        made.add("dates", "missed")


def _judge_work(got: Read, want: Mapping[str, Any], work: Work, made: Tally) -> None:
    title, required = want["title"], not want["optional"]
    right = not want["leads"] or got.among(work.lead, want["leads"])
    if work.lead is not None and not right:
        made.add("leads", "wrong", title, work.lead)
    elif work.lead is not None:
        made.add("leads", "right" if required and _is_stated(want) else "free")
    if required and _is_stated(want) and not right:
        made.add("leads", "missed", title, want["leads"])
    _judge_partners(got, want, work, made)
    if required and want["dates"] and not want.get("optional_dates"):
        is_found = any(same_date(a, b) for a in work.dates for b in want["dates"])
        made.add("dates", "right" if is_found else "missed", title, want["dates"])
    for date in work.dates:
        if not any(same_date(date, each) for each in [*want["dates"], *want["dates_may"]]):
            made.add("dates", "wrong", title, date)


def _judge_partners(got: Read, want: Mapping[str, Any], work: Work, made: Tally) -> None:
    """The partners of a piece of work; where none of its sides leads, one side less is asked for."""
    leads = [one for one in want["leads"] if one]
    have = [one for one in dict.fromkeys(work.parties) if one != work.lead]
    need = [side for side in want["partners_any"] if work.lead is None or not got.among(work.lead, side)]
    if not got.among(work.lead, leads):
        missing = [side for side in need if not any(got.among(one, side) for one in have)]
        freed = next((side for side in missing if any(one in leads for one in side)), None)
        need = [side for side in need if side is not freed]
    for side in need if not want["optional"] else ():
        parts = [plain(one[1:]) for one in side if one.startswith("~")]
        hit = any(got.among(one, side) for one in have) or any(part in one for part in parts for one in work.outside)
        made.add("partners", "right" if hit else "missed", want["title"], side)
    fine = [*(one for side in want["partners_any"] for one in side), *want["may"], *leads]
    for one in have:
        if got.among(one, want["not_"]) or not got.among(one, fine):
            made.add("partners", "wrong", want["title"], one)


def same_date(got: str, want: str) -> bool:
    """Whether a date is the one of a label: any day of a month is right, an interval has to be that interval."""
    return got == want or ("/" not in want + got and len(want) == len("2020-01") and got[: len(want)] == want)


def _judge_parties(got: Read, wanted: Sequence[Mapping[str, Any]], made: Tally) -> None:
    """The parties of a document as a whole, on whichever piece of work they stand."""
    asked: list[Sequence[str]] = []
    for want in wanted:
        if not want["optional"]:
            asked += want["partners_any"]
            if _is_stated(want) and not any(one in want["leads"] for side in want["partners_any"] for one in side):
                asked.append(want["leads"])
    every = {party for work in got.works for party in [work.lead, *work.parties] if party}
    outside = [one for work in got.works for one in work.outside]
    for side in [one for at, one in enumerate(asked) if one not in asked[:at]]:
        hit = any(got.among(one, side) for one in every)
        hit = hit or any(each.startswith("~") and plain(each[1:]) in one for each in side for one in outside)
        made.add("parties", "right" if hit else "missed", side)
    fine = [
        one
        for want in wanted
        for one in [
            *want["may"],
            *filter(None, want["leads"]),
            *(each for side in want["partners_any"] for each in side),
        ]
    ]
    for one in sorted(every):
        if not got.among(one, fine):
            made.add("parties", "wrong", one)


# --- The index


def collect(folders: Sequence[Path]) -> Iterator[str]:
    """Yield a line of the index for each label of folders with `docs`, `gold` and `sources.jsonl`."""
    for folder in folders:
        sources = {}
        for line in (folder / "sources.jsonl").read_text("utf-8").splitlines():
            if line.strip():
                one = json.loads(line)
                sources[one["id"]] = one
        texts = {path.stem: path for path in (folder / "docs").iterdir()}
        for path in sorted((folder / "gold").glob("*.gold.json")):
            label = json.loads(path.read_text("utf-8"))
            name = path.name.removesuffix(".gold.json")
            if name not in texts:
                continue
            source = {
                key: value
                for key, value in sources.get(name, {}).items()
                if key in ("repo", "url", "commit", "path", "part", "licence")
            }
            yield json.dumps(
                {
                    "id": name,
                    "set": folder.name,
                    "lang": label["lang"],
                    "kind": label["kind"],
                    "file": texts[name].name,
                    "sha256": hashlib.sha256(texts[name].read_bytes()).hexdigest(),
                    "source": source,
                    "initiatives": [{key: each[key] for key in KEPT if each.get(key)} for each in label["initiatives"]],
                },
                ensure_ascii=False,
                separators=(",", ":"),
            )


def labels(index: Path) -> Iterator[dict[str, Any]]:
    """The labels of an index, each with all its keys."""
    empty: dict[str, Any] = {key: [] for key in KEPT} | {"optional": False, "optional_dates": False}
    for line in index.read_text("utf-8").splitlines():
        label = json.loads(line)
        yield label | {"initiatives": [empty | each for each in label["initiatives"]]}


def text_of(label: Mapping[str, Any], texts: Mapping[str, Path], folder: Path) -> Path | None:
    """The file of the text of a label, which is written into a folder where the label holds the text itself."""
    if "text" not in label:
        return texts.get(label["id"])
    path = folder / str(label["file"])
    path.write_text(label["text"], "utf-8")
    return path


def main() -> None:
    """Print the figures of a folder, or the index of labelled folders."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--index", type=Path, default=INDEX)
    parser.add_argument("--part", help="only the labels of this set")
    parser.add_argument("--proposed", action="store_true", help="count parts that are only proposed, too")
    parser.add_argument("--show", action="store_true", help="tell each fact that is wrong or missed")
    parser.add_argument("--collect", action="store_true", help="print the index of labelled folders")
    given = parser.parse_args()
    if given.collect:
        sys.stdout.writelines(f"{line}\n" for line in collect(given.folders))
        return
    texts = {path.stem: path for folder in given.folders for path in sorted(folder.iterdir())}
    groups: dict[str, Counter[str]] = {}
    with TemporaryDirectory() as kept:
        for label in labels(given.index):
            path = text_of(label, texts, Path(kept))
            if path is None or given.part not in (None, label["set"]):
                continue
            made = judge(read(path, proposed=given.proposed), label)
            for group in (label["lang"], label["set"], "all"):
                groups.setdefault(group, Counter()).update(made.counts)
            if given.show:
                print(label["id"], *made.lines, sep="\n")
    if not groups:
        parser.error("none of these texts has a label: give the FOLDER that holds them, or an index with texts in it")
    for group, counts in groups.items():
        rates = [(fact, *Tally(counts).rates(fact)) for fact in FACTS]
        print(f"{group:<6}", " · ".join(f"{fact} {precision:.3f} {recall:.3f}" for fact, precision, recall in rates))


if __name__ == "__main__":
    main()

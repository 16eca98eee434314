"""Puts the labelled texts of free text together again, from clones of the repositories that the index names.

    python tools/weights/prose_texts.py CLONES FOLDER [--sets first second]

CLONES holds a clone of each repository, in `OWNER+NAME` (or a git directory there, in `repo`); what is missing is left
out, and named. FOLDER gets `docs` and `gold` for each set, as `prose_model.py` reads them. A text is taken where its
hash is that of the index, or where it still has most of what its label names (some were labelled without names or
contacts of persons).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "reading"))
from free_text import INDEX, labels, plain

MOST: Final = 0.75  # of what a label names, which a text of another hash has to have
BY_HAND: Final = re.compile(
    r"(?:field|line \d|text of|slides|point|title and) "
)  # parts that only a person has cut out
TEXTS: Final = frozenset({"md", "markdown", "mdx", "qmd", "html", "txt", "org"})


def git_directory(clones: Path, repository: str) -> Path | None:
    """The git directory of a repository; None where there is no clone."""
    home = clones / repository.replace("/", "+")
    every = (home / "repo" / ".git", home / ".git", home / "repo", home)
    return next((one for one in every if (one / "HEAD").is_file()), None)


def file_of(git: Path, source: Mapping[str, Any]) -> str | None:
    """The text of a file as it was in its commit, or else as it is now; None where neither has it."""
    for commit in (source.get("commit"), "HEAD"):
        if commit:
            made = subprocess.run(  # noqa: S603 (git, with what the index names)
                ["git", "--git-dir", str(git), "show", f"{commit}:{source['path']}"],  # noqa: S607 (that of the path)
                capture_output=True, check=False,
            )  # fmt: skip
            if made.returncode == 0:
                return made.stdout.decode("utf-8", "replace")
    return None


def part_of(text: str, part: str) -> str:
    """What was labelled of a file: lines ("lines 1–7, 11–25"), a text in a JSON object ("value of …"), or all."""
    if named := re.match(r'value of "(\w+)"', part):
        return str(json.loads(text)[named[1]])
    listed = re.match(r"lines ([\d–, -]+)", part)
    if not listed:
        return text
    lines = text.replace("\r\n", "\n").split("\n")
    kept: list[str] = []
    for each in filter(None, map(str.strip, listed[1].split(","))):
        first, _, last = each.replace("-", "–").partition("–")
        kept += lines[int(first) - 1 : int(last or first)]
    return "\n".join(kept) + "\n"


def as_labelled(text: str, label: Mapping[str, Any]) -> str | None:
    """The text as it was labelled, or nearly so; None where too little of what its label names stands in it."""
    whole = text.replace("\r\n", "\n")
    for one in (text, whole, whole.rstrip() + "\n", whole.strip() + "\n", whole.rstrip(), whole.strip()):
        if hashlib.sha256(one.encode()).hexdigest() == label["sha256"]:
            return one
    if BY_HAND.match(label["source"].get("part") or ""):
        return None
    bare = plain(whole)
    asked = [each for each in label["initiatives"] if not each["optional"]]
    found = sum(
        plain(each["title"]) in bare or any(re.search(key, bare) for key in each.get("keys", [])) for each in asked
    )
    return whole if found >= MOST * len(asked) else None


def restored(clones: Path, sets: frozenset[str], missing: set[str]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield the labels of some sets, each with its text where that can be had; adds repositories without clone."""
    for label in labels(INDEX):
        source = label["source"]
        if label["set"] not in sets or not source.get("repo") or Path(label["file"]).suffix[1:] not in TEXTS:
            continue
        git = git_directory(clones, source["repo"])
        if git is None:
            missing.add(source["repo"])
            continue
        text = file_of(git, source)
        text = as_labelled(part_of(text, source.get("part") or ""), label) if text is not None else None
        if text is not None:
            yield label, text


def main() -> None:
    """Write the texts and labels that can be had, and say which repositories are missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("clones", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="+", default=["first", "second"], help="sets of the index")
    given = parser.parse_args()
    missing: set[str] = set()
    count = 0
    for label, text in restored(given.clones, frozenset(given.sets), missing):
        home = given.folder / label["set"]
        for name in ("docs", "gold"):
            (home / name).mkdir(parents=True, exist_ok=True)
        (home / "docs" / label["file"]).write_text(text, "utf-8")
        name = Path(label["file"]).stem
        (home / "gold" / f"{name}.gold.json").write_text(json.dumps(label, ensure_ascii=False), "utf-8")
        count += 1
    print(f"{count} texts; no clone of: {', '.join(sorted(missing)) or 'none'}")


if __name__ == "__main__":
    main()

"""How long a cold load of one document of eight pages takes: a new process, and a graph that does not exist yet.

    python bench/reading/cold.py [--runs 5] [--keep FOLDER] [FILE ...]

The documents are made of the sentences in `prose.yaml` by a fixed seed: some 4,000 words, with headings, lists and a
table, in both languages, each as Markdown, Word and PDF. Files that are named are measured in their place. Each load
is paired with a bare start of the same Python (`python -c ""`), so that a busy or a slow machine changes both. Prints
medians: seconds of the clock, seconds of all processors (that of the worker process too), how many bare starts these
are, and the peak memory of the largest process. Then what reading alone takes in it, by the clock and by processor: in
a process of its own, in which all that reading needs is imported. A first load, which is not counted, fills the caches.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

PROSE: Final = Path(__file__).with_name("prose.yaml")
LANGUAGES: Final = ("en", "fr")
WORDS: Final = 4_000
SEED: Final = 8
BARE: Final = [sys.executable, "-c", ""]


class Prose:
    """A document of one language, as Markdown: its lines are headings, paragraphs, items of lists or a table."""

    def __init__(self, language: str, words: int = WORDS) -> None:
        self.data: Mapping[str, Any] = yaml.safe_load(PROSE.read_text("utf-8"))[language]
        self.chance = random.Random(SEED)
        self.unused: list[str] = []
        self.lines = [f"# {self.data['title']}"]
        headings = list(self.data["headings"])
        for at, heading in enumerate(headings, 1):
            self.lines.append(f"## {heading}")
            while sum(len(line.split()) for line in self.lines) < words * at / len(headings):
                self.add_part()
            if at == len(headings) // 2:
                self.add_table()

    def add_part(self) -> None:
        """Add a paragraph, and now and then a list."""
        self.lines.append(" ".join(self.sentence() for _ in range(self.chance.randint(3, 6))))
        if self.chance.random() < 1 / 3:
            self.lines += [f"- {self.fill(self.chance.choice(self.data['items']))}" for _ in range(4)]

    def add_table(self) -> None:
        """Add a table of initiatives."""
        self.lines += ["| " + " | ".join(cells) + " |" for cells in (self.data["table"], ["---"] * 5)]
        self.lines += ["| " + " | ".join(map(self.fill, self.data["rows"])) + " |" for _ in range(6)]

    def sentence(self) -> str:
        """Return a sentence; each is used once before any is used again."""
        if not self.unused:
            self.unused = self.chance.sample(self.data["sentences"], len(self.data["sentences"]))
        filled = self.fill(self.unused.pop())
        return filled[0].upper() + filled[1:]

    def fill(self, pattern: str) -> str:
        """Return a pattern with words in place of those in braces."""
        organisations = self.chance.sample(self.data["org"], 3)
        named = dict(zip(("org", "org2", "org3"), organisations, strict=True))
        drawn = {key: self.chance.choice(self.data[key]) for key in ("work", "topic", "month")}
        year = self.chance.randint(2014, 2020)
        numbers = {"year": year, "year2": year + 2, "day": self.chance.randint(2, 28), "n": self.chance.randint(12, 90)}
        return pattern.format(**named, **drawn, **numbers)


def write_docx(lines: Sequence[str], path: Path) -> None:
    """Write a document with the styles of Word."""
    from docx import Document

    made = Document()
    table = None
    for line in lines:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            table = table or made.add_table(0, len(cells))
            if not cells[0].startswith("---"):
                for cell, text in zip(table.add_row().cells, cells, strict=True):
                    cell.text = text
        elif line.startswith("#"):
            made.add_heading(line.lstrip("# "), line.index(" "))
        else:
            made.add_paragraph(line.removeprefix("- "), style="List Bullet" if line.startswith("- ") else None)
    made.save(str(path))


def write_pdf(lines: Sequence[str], path: Path) -> None:
    """Write a document of eight pages or so, with a ruled table."""
    from reportlab.lib import colors, pagesizes, styles
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

    sheet = styles.getSampleStyleSheet()
    story: list[Flowable] = []
    rows: list[list[Paragraph]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            rows += [] if cells[0].startswith("---") else [[Paragraph(cell, sheet["BodyText"]) for cell in cells]]
            continue
        if rows:
            story.append(Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
            rows = []
        if line.startswith("#"):
            story.append(Paragraph(line.lstrip("# "), sheet[f"Heading{line.index(' ')}"]))
        elif line.startswith("- "):
            story.append(Paragraph(line.removeprefix("- "), sheet["BodyText"], bulletText="•"))
        elif line:
            story.append(Paragraph(line, sheet["BodyText"]))
    SimpleDocTemplate(str(path), pagesize=pagesizes.LETTER, invariant=1).build(story)


def make_documents(folder: Path) -> list[Path]:
    """Write the documents of both languages in all formats; return their paths."""
    made = []
    for language in LANGUAGES:
        lines = Prose(language).lines
        markdown, word, pdf = (folder / f"report.{language}.{ending}" for ending in ("md", "docx", "pdf"))
        blocks = [line if line.startswith("|") else f"\n{line}\n" for line in lines]
        markdown.write_text("\n".join(blocks), "utf-8")
        write_docx(lines, word)
        write_pdf(lines, pdf)
        made += [markdown, word, pdf]
    return made


def run_once(command: Sequence[str]) -> tuple[float, float, float]:
    """Run a process to its end; return its seconds of the clock and of processors, and its peak in MB.

    Raises:
        subprocess.CalledProcessError: it failed, so its time would mean nothing.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


READING: Final = """
import gc, os, sys, time
from pathlib import Path
from loaders.sandbox.client import ENVIRONMENT, document_variant
os.environ |= ENVIRONMENT | dict(os.environ)
from loaders.documents.readers import DocumentReader
from loaders.inputs.read import FileLoader
from loaders.sandbox.worker import OBJECTS_PER_COLLECTION
gc.set_threshold(OBJECTS_PER_COLLECTION)
path = Path(sys.argv[1])
if variant := document_variant(path.name):
    DocumentReader(variant).prepare()
begun, used = time.perf_counter(), time.process_time()
FileLoader(isolate=False).load_bytes(path.read_bytes(), path.name)
print(time.perf_counter() - begun, time.process_time() - used)
"""


def read_once(path: Path) -> tuple[float, float]:
    """Read a document in a new process; return the seconds of the clock and of its processor that reading takes.

    Raises:
        subprocess.CalledProcessError: it cannot be read.
    """
    command = [sys.executable, "-c", READING, str(path)]
    clock, used = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(clock), float(used)


def load_once(path: Path) -> tuple[float, float, float]:
    """Load a document into a graph of its own; for the result see `run_once`."""
    with tempfile.TemporaryDirectory() as folder:
        graph = str(Path(folder) / "graph.db")
        return run_once([sys.executable, "-m", "accord", "load", str(path), "--graph", graph])


def measure(path: Path, runs: int) -> str:
    """Return the line of the table for a document."""
    load_once(path)
    pairs = [(run_once(BARE), load_once(path)) for _ in range(runs)]
    clock, used, peak = (statistics.median(column) for column in zip(*(load for _, load in pairs), strict=True))
    reading, its_use = (
        statistics.median(column) for column in zip(*(read_once(path) for _ in range(runs)), strict=True)
    )
    by_clock, by_use = (statistics.median(load[at] / bare[at] for bare, load in pairs) for at in (0, 1))
    loading = f"{path.name:<24}{clock:>9.2f}{used:>11.2f}{by_clock:>13.0f}{by_use:>14.0f}{peak:>9.0f}"
    return f"{loading}{reading:>9.2f}{its_use:>11.2f}"


def main() -> None:
    """Measure each document, and print a line for it."""
    parser = argparse.ArgumentParser(description="Cold loads of documents of eight pages.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="write the documents here, and keep them")
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(folder) / "compiled"))
        kept = given.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        print(f"Cold loads, medians of {given.runs} pairs, Python {sys.version.split()[0]}, {os.cpu_count()} cores")
        heads = f"{'document':<24}{'seconds':>9}{'processor':>11}{'bare starts':>13}{'by processor':>14}{'peak MB':>9}"
        print(f"{heads}{'reading':>9}{'processor':>11}")
        for path in given.files or make_documents(kept):
            print(measure(path, given.runs), flush=True)


if __name__ == "__main__":
    main()

"""Build the documents as a site in two languages, which opens from a disk and loads nothing from elsewhere.

    python tools/site/build.py [FOLDER]      by default build/site; the French site is in its folder fr

Both sites hold every page; what a page says and its links stay as they are. The language of the site is that of its
navigation, its search and its first page. Notebooks become pages with the outputs that they hold.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import nbformat
import yaml

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
SETTINGS: Final = Path(__file__).with_name("mkdocs.yml")
SHIM: Final = Path(__file__).with_name("iframe-worker.js")
PUBLISHED_SHIM: Final = "https://unpkg.com/iframe-worker/shim"
OTHERS: Final = ("CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md")  # pages of the site besides those in docs/
TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Accord", "guide": "Guides", "notebooks": "Notebooks", "reference": "Reference",
        "decisions": "Decisions", "project": "The project", "other": "Guides in French", "name": "English",
        "other_notebooks": "Notebooks in French",
    },
    "fr": {
        "title": "Accord", "guide": "Guides", "notebooks": "Carnets", "reference": "Référence (en anglais)",
        "decisions": "Décisions (en anglais)", "project": "Le projet (en anglais)", "other": "Guides en anglais",
        "name": "Français", "other_notebooks": "Carnets en anglais",
    },
}  # fmt: skip
LINKS: Final = {  # in the clone, and on the site
    ".ipynb)": ".md)", "](docs/": "](", "](../docs/": "](../", "](README.md": "](index.md",
    "](../CONTRIBUTING.md": "](CONTRIBUTING.md", "](decisions)": "](decisions/0001-one-sqlite-file.md)",
}  # fmt: skip
BLANK_LINES: Final = re.compile(r"\n\s*\n")
HEADING: Final = re.compile(r"^# (.+)$", re.MULTILINE)


def build(folder: Path) -> None:
    """Build both sites.

    Args:
        folder: where the English one is written; the French one is written to its folder `fr`.

    Raises:
        SystemExit: a page has a link that leads nowhere, or is in no navigation.
    """
    folder = folder.absolute()  # MkDocs takes a relative one from where its settings are
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as work:
        for language, target in (("en", folder), ("fr", folder / "fr")):
            source = Path(work) / language
            copy_pages(source / "docs", language)
            settings = source / "mkdocs.yml"
            settings.write_text(yaml.safe_dump(site_settings(source / "docs", target, language), allow_unicode=True))
            run_mkdocs(settings)
            _keep_within(target)


def copy_pages(target: Path, language: str) -> None:
    """Copy the documents, with notebooks as pages; the first page is that of the language."""
    shutil.copytree(DOCS, target, ignore=shutil.ignore_patterns("*.ipynb", "man"))
    for path in sorted((DOCS / "notebooks").rglob("*.ipynb")):
        page = target / path.relative_to(DOCS).with_suffix(".md")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(notebook_page(path), "utf-8")
    for name in OTHERS:
        (target / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    for path in target.rglob("*.md"):
        text = path.read_text("utf-8")
        for before, after in LINKS.items():
            text = text.replace(before, after)
        path.write_text(text, "utf-8")
    if language == "fr":
        english, french = ((target / name).read_text("utf-8") for name in ("index.md", "index.fr.md"))
        (target / "index.en.md").write_text(english.replace("](index.fr.md", "](index.md"), "utf-8")
        (target / "index.md").write_text(french.replace("](index.md", "](index.en.md"), "utf-8")
        (target / "index.fr.md").unlink()


def notebook_page(path: Path) -> str:
    """Return a notebook as Markdown: its texts, its code, and what its cells show."""
    notebook: Any = nbformat.reads(path.read_text("utf-8"), 4)
    return "\n\n".join(part for cell in notebook.cells for part in _cell(cell)) + "\n"


def _cell(cell: Any) -> Iterator[str]:  # noqa: ANN401 (of nbformat)
    if cell.cell_type == "markdown":
        yield cell.source
        return
    yield f"```python\n{cell.source}\n```"
    for output in cell.outputs:
        data = output.get("data", {})
        if "text/html" in data:
            html = BLANK_LINES.sub("\n", data["text/html"].strip())  # one would end the block
            yield f'<div class="output">\n{html}\n</div>'
        else:
            yield f"```text\n{(data.get('text/plain') or output.get('text', '')).rstrip()}\n```"


def site_settings(pages: Path, target: Path, language: str) -> dict[str, Any]:
    """Return the settings of MkDocs for a site."""
    settings: dict[str, Any] = yaml.safe_load(SETTINGS.read_text("utf-8"))
    other = "fr" if language == "en" else "en"
    links = (
        {"en": "index.html", "fr": "fr/index.html"} if language == "en" else {"en": "../index.html", "fr": "index.html"}
    )
    settings["docs_dir"], settings["site_dir"] = str(pages), str(target)
    settings["theme"]["language"] = language
    settings["extra"] = {
        "generator": False,
        "alternate": [{"name": TEXTS[code]["name"], "link": links[code], "lang": code} for code in (language, other)],
    }
    settings["nav"] = list(navigation(pages, language))
    return settings


def navigation(pages: Path, language: str) -> Iterator[dict[str, Any]]:
    """Yield the sections of a site: guides and notebooks of its language first, each page under its own heading."""
    texts = TEXTS[language]
    own, other = ("", "fr") if language == "en" else ("fr", "")

    def listed(folder: str) -> list[dict[str, str]]:
        found = sorted((pages / folder).glob("*.md"))
        return [{_heading(path): path.relative_to(pages).as_posix()} for path in found]

    yield {texts["title"]: "index.md"}
    for kind in ("guide", "notebooks"):
        yield {texts[kind]: listed(f"{kind}/{own}".rstrip("/"))}
    yield {texts["reference"]: listed("reference")}
    other_pages = [path for path in sorted(pages.glob("*.md")) if path.name != "index.md"]
    other_pages.append(pages / "bench" / "README.md")
    yield {texts["project"]: [{_heading(path): path.relative_to(pages).as_posix()} for path in other_pages]}
    yield {texts["decisions"]: listed("decisions")}
    yield {texts["other"]: listed(f"guide/{other}".rstrip("/"))}
    yield {texts["other_notebooks"]: listed(f"notebooks/{other}".rstrip("/"))}


def _heading(path: Path) -> str:
    found = HEADING.search(path.read_text("utf-8"))
    return found[1] if found else path.stem


def run_mkdocs(settings: Path) -> None:
    """Build a site.

    Args:
        settings: the file with the settings of MkDocs.

    Raises:
        SystemExit: MkDocs warns of something.
    """
    from mkdocs.commands.build import build as build_pages
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    config = load_config(str(settings))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_pages(config)
    except Abort as error:
        raise SystemExit(str(error)) from error


def _keep_within(site: Path) -> None:
    """Let the pages load the script by which they search from the site, not from its publisher."""
    shutil.copy(SHIM, site / "assets" / SHIM.name)
    for page in site.rglob("*.html"):
        to_root = "../" * (len(page.relative_to(site).parts) - 1)
        text = page.read_text("utf-8").replace(PUBLISHED_SHIM, f"{to_root}assets/{SHIM.name}")
        page.write_text(text, "utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site")

"""What the documents say that the code knows better: written anew by `make reference`.

    python tools/reference.py            write docs/reference/questions*.md, what each shell session prints, and
                                         what an assistant receives (docs/reference/mcp-transcript.md), the
                                         manual page, and the help that `accord --help` reads from a file
    python tools/reference.py --check    only list those that are out of date

The reference of questions is made from their data. A shell session is a ```console block; each line that begins with
"$ accord" is run in a folder where `accord demo` has been, and its output follows. Sessions of one page
run one after the other; French pages run in French.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import manual
import transcript
from stale import write_stale

from accord.__main__ import help_path
from graph.values import LANGUAGES
from queries.questions.question import Column, Parameter, Question, list_questions, load_codes, load_question

ROOT: Final = Path(__file__).parent.parent
REFERENCE: Final = ROOT / "docs" / "reference"
QUESTIONS: Final = {"en": REFERENCE / "questions.md", "fr": REFERENCE / "questions.fr.md"}
DEMO_GRAPH: Final = "accord-demo.db"
WIDTH: Final = "80"
SESSION: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Questions",
        "intro": "Each question is a command, a method of the Python API and an entry here; all three are made from one"
        " file of `queries/questions/`. `make reference` writes this page from them. The options that every command"
        " takes are in [the command line](command-line.md). It is also there [in French](questions.fr.md).",
        "question": "Question", "answers": "What it answers", "parameter": "Parameter", "means": "What it means",
        "column": "Column", "holds": "What it holds", "values": "Values", "optional": "optional",
        "one of": "one of", "hidden": "not in a table", "columns": "Columns of the answer",
        "each": "Each row also has `evidence`.", "examples": "Examples",
        "most": "At most {n} rows, unless `--limit` says otherwise.", "colon": ":",
    },
    "fr": {
        "title": "Questions",
        "intro": "Chaque question est une commande, une méthode de l’API Python et une entrée de cette page\u202f;"
        " les trois viennent d’un même fichier de `queries/questions/`. `make reference` en tire cette page. Les"
        " options que toute commande accepte sont décrites dans [la ligne de commande](command-line.md) (en anglais)."
        " Cette page existe aussi [en anglais](questions.md).",
        "question": "Question", "answers": "Ce à quoi elle répond", "parameter": "Paramètre", "means": "Ce qu’il veut"
        " dire", "column": "Colonne", "holds": "Ce qu’elle contient", "values": "Valeurs", "optional": "facultatif",
        "one of": "au choix", "hidden": "absente du tableau",
        "columns": "Les colonnes de la réponse", "each": "Chaque ligne porte aussi ses preuves (`evidence`).",
        "examples": "Exemples", "most": "Au plus {n} lignes, à moins que `--limit` n’en dise autrement.",
        "colon": "\u00a0:",
    },
}  # fmt: skip


def questions_page(language: str) -> str:
    """The reference of all questions, as Markdown."""
    words = WORDS[language]
    asked = [load_question(name) for name in list_questions()]
    lines = [f"# {words['title']}", "", words["intro"], "", *_row(words["question"], words["answers"], head=True)]
    for each in asked:
        lines += _row(f"[`{each.name}`](#{each.name})", each.summary[language])
    for each in asked:
        lines += ["", *_section(each, language)]
    return "\n".join(lines) + "\n"


def _section(asked: Question, language: str) -> Iterator[str]:
    words = WORDS[language]
    yield from (f"## {asked.name}", "", f"**{asked.summary[language]}.** {_flow(asked.description[language])}", "")
    if asked.parameters:
        yield from _row(words["parameter"], words["means"], head=True)
        for parameter in asked.parameters:
            yield from _row(*_parameter(parameter, language))
        yield ""
    yield from (f"{words['columns']}{words['colon']}", "")
    yield from _row(words["column"], words["holds"], words["values"], head=True)
    for column in asked.columns:
        yield from _row(*_column(column, language))
    limit = " " + words["most"].format(n=asked.limit) if asked.limit else ""
    yield from ("", words["each"] + limit, "", f"{words['examples']}{words['colon']}", "")
    yield from ("```sh", *asked.examples, "```")


def _parameter(parameter: Parameter, language: str) -> tuple[str, str]:
    words = WORDS[language]
    name = f"`{parameter.name.upper()}`" if parameter.argument else f"`{parameter.option}`"
    facts = []
    if parameter.choices:
        facts.append(f"{words['one of']}{words['colon']} " + ", ".join(f"`{choice}`" for choice in parameter.choices))
    if parameter.argument and not parameter.required:
        facts.append(words["optional"])
    return name, " ".join([parameter.help[language], *(f"({fact})" for fact in facts)])


def _column(column: Column, language: str) -> tuple[str, str, str]:
    shown = column.header[language] + ("" if column.table else f" ({WORDS[language]['hidden']})")
    listed = load_codes().get(column.codes or "", {})
    values = ", ".join(f"`{code}`" + ("" if code == text[language] else f" ({text[language]})")
                       for code, text in listed.items())  # fmt: skip
    return f"`{column.name}`", shown, values if column.codes != "attribute" else ""


def _row(*cells: str, head: bool = False) -> list[str]:
    line = "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    return [line, "|" + " --- |" * len(cells)] if head else [line]


def _flow(text: str) -> str:
    return " ".join(text.split(" ")).replace("\n", " ").strip()


def pages_with_sessions() -> list[Path]:
    """The documents that show what commands print."""
    every = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [path for path in every if SESSION.search(path.read_text("utf-8"))]


def with_sessions(path: Path, demo: Path) -> str:
    """A document with what its sessions print now.

    Args:
        path: the document.
        demo: a folder where `accord demo` has been; the graph is copied, so that a session may change it.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / DEMO_GRAPH).write_bytes((demo / DEMO_GRAPH).read_bytes())
        language = "fr" if "fr" in path.relative_to(ROOT).parts or path.stem.endswith(".fr") else "en"
        return SESSION.sub(
            lambda found: f"```console\n{_session(found[1], Path(folder), language)}```", path.read_text("utf-8")
        )


def _session(text: str, folder: Path, language: str) -> str:
    commands = [line for line in text.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{line}\n{printed(line.removeprefix('$ '), folder, language)}" for line in commands)


def printed(command: str, folder: Path, language: str = "en") -> str:
    """What a shell prints for a command in a folder, as wide as a page.

    Raises:
        SystemExit: the command fails.
    """
    environment = {
        **os.environ, "ACCORD_GRAPH": DEMO_GRAPH, "ACCORD_LANG": language, "COLUMNS": WIDTH, "NO_COLOR": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1",
    }  # fmt: skip
    environment.pop("LANGUAGE", None)
    done = subprocess.run(  # noqa: S602 (our own documents, in a shell as their readers would run them)
        command, shell=True, cwd=folder, env=environment, encoding="utf-8", timeout=120, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stdout}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def written() -> dict[Path, str]:
    """Each document that this script keeps, as it should be."""
    made = {path: questions_page(language) for language, path in QUESTIONS.items()}
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:  # typed with --lang, the help does not come from the file
            made[help_path(language)] = printed(f"accord --lang {language} --help", Path(folder), language)
        printed("accord demo", Path(folder))
        made[transcript.PAGE] = transcript.transcript(Path(folder))
        made.update({path: manual.manual_page(language) for language, path in manual.PAGES.items()})
        pages = pages_with_sessions()
        with ThreadPoolExecutor() as pool:
            made.update(zip(pages, pool.map(lambda page: with_sessions(page, Path(folder)), pages), strict=True))
    return made


def main(arguments: list[str]) -> int:
    """Write the documents, or say which are out of date."""
    return write_stale(written(), check=bool(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

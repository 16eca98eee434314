"""A memo as one HTML page, with a mark on each passage that was checked and the verdicts in notes below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from queries.verification.rendering import load_wording
from viz.markup import Markup, element, escape, join, policy_hash

if TYPE_CHECKING:
    from graph.exchange.memo import Memo, MemoPassage
    from queries.questions.answer import Answer
    from viz.marked.notes import MarkedPassage, Note

_STYLE: Final = Path(__file__).parent / "style.css"


def render_html(memo: Memo, answer: Answer, passages: Sequence[MarkedPassage]) -> str:
    """Return the page; it needs no network and runs no script.

    Each marked passage is followed by the numbers of its notes, which are links; each note has a link back.
    """
    words = load_wording()["page"]
    text = {key: str(value[answer.language]) for key, value in words.items()}
    title = text["title"].format(memo=memo.name)
    style = _STYLE.read_text("utf-8")
    policy = f"default-src 'none'; style-src {policy_hash(style)}; base-uri 'none'; form-action 'none'"
    page = _Page(text, memo.language, answer.language)
    by_line: dict[tuple[int | None, int | None], list[MarkedPassage]] = defaultdict(list)
    for each in passages:
        by_line[each.page, each.line].append(each)
    body = join(page.blocks(memo.passages, by_line))
    summary = element("ul", *(element("li", note) for note in answer.notes))
    audience = element("p", text["audience"].format(audience=text[answer.audience]))
    return (
        f'<!DOCTYPE html>\n<html lang="{answer.language}-CA">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"{element('h1', title)}\n{audience}\n{summary}\n<hr>\n{body}</main>\n</body>\n</html>\n"
    )


class _Page:
    """Numbers the notes of a page."""

    def __init__(self, text: dict[str, str], memo_language: str, language: str) -> None:
        self.text = text
        self.foreign = memo_language if memo_language != language else None
        self._numbers = count(1)

    def blocks(
        self, passages: Sequence[MemoPassage], marked: dict[tuple[int | None, int | None], list[MarkedPassage]]
    ) -> Iterator[Markup]:
        """Yield the passages of a memo, each with its notes."""
        for passage in passages:
            inside: list[MarkedPassage] = []
            for place in dict.fromkeys([(passage.page, passage.line), *passage.places]):
                found = [one for one in marked[place] if one.text in passage.text]
                marked[place] = [one for one in marked[place] if one not in found]
                inside += found
            yield from self._block(passage, inside)

    def _block(self, passage: MemoPassage, marked: Sequence[MarkedPassage]) -> Iterator[Markup]:
        pieces: list[str] = []
        notes: list[tuple[int, Note]] = []
        at = 0
        for one in sorted(marked, key=lambda each: passage.text.find(each.text)):
            start = passage.text.find(one.text, at)
            if start < 0:
                start = at = passage.text.find(one.text)
            numbered = [(next(self._numbers), note) for note in one.notes]
            notes += numbered
            gravest = one.notes[0].verdict.replace(" ", "-")
            links = join(
                element(
                    "a", f"{number} {note.label}", href=f"#n{number}", id=f"m{number}", class_="ref", lang=self._own
                )
                for number, note in numbered
            )
            pieces += [passage.text[at:start], element("mark", one.text, class_=gravest), element("sup", links)]
            at = start + len(one.text)
        pieces.append(passage.text[at:])
        name = "h2" if passage.kind == "heading" else "p"
        kind = passage.kind if passage.kind in ("item", "row", "header") else None
        yield Markup(f"{element(name, *pieces, class_=kind, lang=self.foreign)}\n")
        if notes:
            listed = join(self._note(number, note) for number, note in notes)
            yield Markup(f"{element('ol', listed, class_='notes', aria_label=self.text['notes'])}\n")

    @property
    def _own(self) -> str | None:
        """The language of the page, within a passage in the other one."""
        return {"en": "fr", "fr": "en"}[self.foreign] if self.foreign else None

    def _note(self, number: int, note: Note) -> Markup:
        sources = element("ul", *(element("li", source) for source in note.sources)) if note.sources else ""
        back = element("a", "↩", href=f"#m{number}", aria_label=self.text["back"].format(n=number))
        label = element("strong", note.label, class_=note.verdict.replace(" ", "-"))
        return element("li", label, " – ", note.text, " ", back, sources, id=f"n{number}", value=number)

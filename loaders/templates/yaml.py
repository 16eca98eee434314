"""Templates in YAML: one block an initiative or a need, with comments that say what goes in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Place, note
from graph.errors import SourceError
from loaders.formats.decode import decode
from loaders.tables.formats.rows import one_line, shortened
from loaders.templates.form_data import Filled, Problem, Record, Value
from loaders.templates.labels import KINDS, MARKER, coded, codes, instructions, kind_of, mark_in
from loaders.templates.names import all_themes

if TYPE_CHECKING:
    from loaders.templates.form import Form
    from loaders.templates.labels import Field, Kind

MAX_VALUES: Final = 100_000  # values of one file; aliases could make it many more than it is long
_KEYS: Final = {"en": "template", "fr": "modèle"}
_FORMER_KEYS: Final = ("gabarit", "modele")
_NULL: Final = "tag:yaml.org,2002:null"


def write_yaml(form: Form) -> bytes:
    """A template as YAML in UTF-8."""
    return ("\n".join(_lines(form)) + "\n").encode()


def _lines(form: Form) -> Iterator[str]:
    yield f"# {form.word('title')}"
    yield from (f"# {line}" for line in instructions(form.language))
    yield ""
    yield f"{_KEYS[form.language]}: {form.mark}"
    for field, value in form.head():
        yield _entry(field, [value] if value else [], form.language)
    for kind in KINDS:
        yield from ("", f"{form.word(f'{kind}s').lower()}:")
        for values in [*form.records(kind), {}]:
            yield from _block(form, kind, values)
    yield ""
    for name, offered in (
        ("list_statuses", [coded("status", code, form.language) for code in codes("status")]),
        ("list_themes", all_themes(form.language)),
    ):
        yield f"# {form.word(name)}"
        yield from (f"#   {each}" for each in offered)


def _block(form: Form, kind: Kind, values: dict[str, list[str]]) -> Iterator[str]:
    for at, field in enumerate(form.fields(kind)):
        yield ("  - " if at == 0 else "    ") + _entry(field, values.get(field.key, []), form.language)


def _entry(field: Field, values: list[str], language: str) -> str:
    label = field.labels[language].lower() if not field.labels[language].isupper() else field.labels[language]
    if not values:
        return f"{label}:  # {field.help[language]}"
    shown = [json.dumps(value, ensure_ascii=False) for value in values]
    return f"{label}: {shown[0]}" if len(shown) == 1 else f"{label}: [{', '.join(shown)}]"


def read_yaml(data: bytes, name: str) -> Filled:
    """Read a template in YAML.

    Raises:
        SourceError: it is no YAML; says at which line.
    """
    import yaml

    text = decode(data, name, as_written=True)
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        at = getattr(error, "problem_mark", None)
        raise SourceError(
            "{file} is not valid YAML from line {line} on: often a text with “: ” or “#” lacks quotes, or a line is"
            " not indented as those around it.",
            file=name,
            line=at.line + 1 if at else 1,
        ) from error
    mark = mark_in(text[text.find(MARKER) :].partition("\n")[0])
    if mark is None or not isinstance(root, yaml.MappingNode):
        raise SourceError("{file} is not a template: it has no fields with names.", file=name)
    return _Nodes(Filled(mark), name).filled(root)


class _Nodes:
    """The nodes of a YAML document, taken into a template."""

    def __init__(self, into: Filled, name: str) -> None:
        self.into, self.name, self.count = into, name, 0

    def filled(self, root: Any) -> Filled:  # noqa: ANN401 (nodes of an untyped library)
        """Take a whole document."""
        for key, node in root.value:
            label = _scalar(key)
            kind = kind_of(label)
            if kind is not None:
                for item in node.value if node.id == "sequence" else [node]:
                    self._record(kind, item)
            elif node.tag == _NULL:
                self.into.put_head(label, Value("", Place(line=key.start_mark.line + 1)))
            elif label not in (*_KEYS.values(), *_FORMER_KEYS):
                for value in self._values(node):
                    if not self.into.put_head(label, value):
                        self.into.problems.append(_unknown(label, value))
        return self.into

    def _record(self, kind: Kind, node: Any) -> None:  # noqa: ANN401
        record = Record(kind, Place(line=node.start_mark.line + 1))
        if node.id != "mapping":
            for value in self._values(node):
                self.into.problems.append(_unknown("-", value))
            return
        for key, inner in node.value:
            for value in self._values(inner):
                self.into.put(record, _scalar(key), value)
        self.into.has_record(record)

    def _values(self, node: Any) -> Iterator[Value]:  # noqa: ANN401
        """The texts of a scalar or of a list; deeper structures are one text, unchanged."""
        self.count += 1
        if self.count > MAX_VALUES:
            raise SourceError("{file} holds more than {most} values.", file=self.name, most=MAX_VALUES)
        line = node.start_mark.line + 1
        if node.id == "sequence" and all(each.id == "scalar" for each in node.value):
            for each in node.value:
                yield from self._values(each)
        elif node.id == "scalar":
            if node.tag != _NULL:
                yield Value(node.value, Place(line=line, quote=shortened(one_line(node.value)) or None))
        else:
            start, end = node.start_mark, node.end_mark
            words = one_line((start.buffer or "")[start.pointer : end.pointer]) or "…"
            yield Value(words, Place(line=line, quote=shortened(words)))


def _scalar(node: Any) -> str:  # noqa: ANN401
    return str(node.value) if node.id == "scalar" else "-"


def _unknown(label: str, value: Value) -> Problem:
    return Problem(
        value.place,
        label,
        value.text,
        note("The template has no such field."),
        note("Move it to a field of the template; the label of a field must stay as it was."),
    )

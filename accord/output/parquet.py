"""An answer as a Parquet file or an Arrow table: typed columns, the evidence as a list of records."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final

from graph.errors import MissingExtraError
from graph.process.install import install_command

if TYPE_CHECKING:
    import pyarrow as pa

    from queries.questions.answer import Answer

EVIDENCE_TYPES: Final = {
    "source": "string", "name": "string", "page": "int64", "sheet": "string", "cell": "string", "line": "int64",
    "quote": "string", "stated": "bool", "rule": "string", "confidence": "double", "accepted": "bool",
    "proposed": "bool",
}  # fmt: skip


def to_arrow(answer: Answer) -> pa.Table:
    """Return an answer as an Arrow table; its metadata holds the question, audience, language and notes.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingExtraError(
            "Parquet and Arrow need pyarrow, which is not installed: {command}",
            command=install_command("parquet"),
        ) from None
    record = pa.struct([pa.field(name, pa.type_for_alias(kind)) for name, kind in EVIDENCE_TYPES.items()])
    arrays = {name: _make_array(pa, [row.get(name) for row in answer.rows]) for name in answer.columns}
    entries = [[_make_entry(entry) for entry in row.get("evidence", ())] for row in answer.rows]
    arrays["evidence"] = pa.array(entries, pa.list_(record))
    about = {key: value for key, value in answer.to_dict().items() if key not in {"columns", "rows"}}
    metadata = {"accord": json.dumps(about, ensure_ascii=False)}
    return pa.table(arrays).replace_schema_metadata(metadata)


def _make_array(pa: Any, values: list[object]) -> Any:  # noqa: ANN401 (pyarrow is untyped)
    """Return a column of the type that all values have, else of text; lists and dictionaries are JSON."""
    plain = [json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value for value in values]
    kinds = {type(value) for value in plain if value is not None}
    if kinds <= {int, float} and kinds:
        return pa.array(plain, pa.float64() if float in kinds else pa.int64())
    if kinds == {bool}:
        return pa.array(plain, pa.bool_())
    return pa.array([None if value is None else _clean(str(value)) for value in plain], pa.string())


def _make_entry(entry: Any) -> dict[str, Any]:  # noqa: ANN401 (a mapping of evidence)
    return {
        key: _clean(value) if isinstance(value, str) else value for key, value in entry.items() if key in EVIDENCE_TYPES
    }


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def format_parquet(answer: Answer) -> bytes:
    """Return an answer as a Parquet file.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    table = to_arrow(answer)
    import pyarrow.parquet as pq

    made = io.BytesIO()
    pq.write_table(table, made)
    return made.getvalue()

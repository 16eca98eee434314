"""Whatever a memo says, it gets verdicts with evidence, and never a crash; a long one takes a bounded time."""

from __future__ import annotations

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.exchange.memo import Memo, MemoPassage
from queries.verification.model import VERDICTS
from queries.verification.verify import verify
from tests.helpers.files.council_round import memos

PIECES = (
    "Ontario", "the CRA", "Saskatchewan", "Coastal permit desk", "Grain inspection app", "leads", "is led by", "with",
    "and", "not", "no longer", ", ", ". ", "; ", "in March 2024", "launched", "partners:", "only partner", "n’est pas",
    "dirige", "l’Alberta", "Guichet des permis côtiers", "avec", "\ue000", "\ue004", "\ue010", "(", ")", "“", "”", "«",
    "»", "’", "\u2029", "=HYPERLINK(1)", "<script>", "{party}", "%s", "\\", "É", "İ", "ﬁ", "\u00ad", "\u200b", "𝔊",
    "did not report", "it", "the desk",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=14).map(" ".join).filter(str.strip)
CELLS = st.dictionaries(
    st.sampled_from(["title", "lead", "partners", "status", "launch", "date", "end", "summary"]), TEXTS, max_size=4
)


@given(texts=st.lists(TEXTS, max_size=4), cells=CELLS, language=st.sampled_from(["en", "fr"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_judged(council, texts, cells, language):
    passages = [MemoPassage(kind="text", text=text, line=at) for at, text in enumerate(texts, start=1)]
    passages += [MemoPassage(kind="row", text=" | ".join(cells.values()), line=9, cells=cells)] if cells else []
    with council.view("members", language) as view:
        answer = verify(view, Memo(name="x", language=language, passages=passages))
    for row in answer.rows:
        assert row["verdict"] in VERDICTS
        assert row["explanation"]
        assert row["passage"] in " ".join([*texts, *(one.text for one in passages)])
        assert "Grain inspection" not in row["explanation"]
        if row["verdict"] in ("supported", "contradicted", "out of date"):
            assert row["evidence"], row
    assert len({row["passage"] for row in answer.rows}) >= bool(texts)


def test_every_sentence_of_a_memo_has_a_row(check):
    for path in memos():
        text = path.read_text("utf-8")
        rows = check(text, name=path.name).rows
        plain = [word for word in text.split() if word.strip(string.punctuation)]
        covered = " ".join(dict.fromkeys(row["passage"] for row in rows)).split()
        assert len(covered) > 0.75 * len(plain), path.name  # all but headings and marks


def test_a_memo_of_a_hundred_pages_is_verified(check):
    page = " ".join(path.read_text("utf-8") for path in memos() if path.suffix == ".txt")
    answer = check("\n\n".join([page] * 60), name="long.txt")
    assert sum(row["verdict"] != "not checked" for row in answer.rows) > 1000

"""The agenda on the command line: rows, documents, a calendar, and notes for members."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from accord.cli import make_group
from graph.process.install import install_command
from queries.suggestions.agenda.model import Meeting, Plan, value_of
from tests.helpers.typography import faults
from tests.queries.suggestions.three_editions import build
from viz.agenda.build import describe_quality


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("council") / "accord.db")


def run(graph: Path, *words: str) -> Result:
    return CliRunner(env={"ACCORD_GRAPH": str(graph)}).invoke(make_group(), ["agenda", "--lang", "en", *words])


def rows(graph: Path, *words: str) -> list[dict[str, object]]:
    return json.loads(run(graph, *words, "--format", "json").stdout)["rows"]


def words_of(document: Path) -> str:
    return zipfile.ZipFile(document).read("word/document.xml").decode()


def test_the_plan_keeps_to_its_limits_and_says_why_each_meets(graph: Path):
    found = rows(graph, "--tables", "4", "--slots", "3", "--max-per-member", "2")
    assert len(found) >= 9
    assert all(1 <= row["slot"] <= 3 and 1 <= row["table"] <= 4 for row in found)
    assert all(n == 1 for n in Counter((row["slot"], row["table"]) for row in found).values())
    at_once = Counter((row["slot"], member) for row in found for member in row["members"])
    assert set(at_once.values()) == {1}
    assert max(Counter(member for _, member in at_once).values()) <= 2
    assert all(row["sentence"] and row["question"] and row["evidence"] for row in found)
    assert len({member for _, member in at_once}) == 15


def test_only_meetings_with_some_and_of_an_edition(graph: Path):
    assert all("CA-YT" in row["members"] for row in rows(graph, "--for", "Yukon"))
    earlier = rows(graph, "--edition", "2023-fall")
    assert earlier
    assert not any("2024-spring" in (row["need"] or "") for row in earlier)
    assert "restaurant-start-up-guide" not in str(earlier)


def test_levels_and_languages_are_mixed_where_that_is_asked_for(graph: Path):
    plain, mixed = (rows(graph, "--tables", "1", "--slots", "2", *more) for more in ((), ("--mix", "levels")))
    federal = {"CRA", "ESDC", "IRCC", "TBS"}
    assert sum(bool(federal & set(row["members"])) for row in mixed) >= sum(
        bool(federal & set(row["members"])) for row in plain
    )


def test_rows_as_csv(graph: Path, tmp_path: Path):
    assert run(graph, "-o", str(tmp_path / "agenda.csv")).exit_code == 0
    read = list(csv.DictReader(io.StringIO((tmp_path / "agenda.csv").read_text("utf-8-sig"))))
    assert len(read) == len(rows(graph))
    assert {"slot", "table", "member_names", "sentence", "question", "caution"} <= read[0].keys()


def test_documents_in_both_languages(graph: Path, tmp_path: Path):
    for lang, title in (("en", "Agenda of meetings: spring 2024"), ("fr", "Ordre du jour des rencontres")):
        page = tmp_path / f"{lang}.html"
        assert run(graph, "--lang", lang, "-o", str(page)).exit_code == 0
        assert title in page.read_text("utf-8")
        document = tmp_path / f"{lang}.docx"
        assert run(graph, "--lang", lang, "-o", str(document)).exit_code == 0
        assert title in words_of(document)
        again = tmp_path / f"{lang}-again.docx"
        run(graph, "--lang", lang, "-o", str(again))
        assert again.read_bytes() == document.read_bytes()


def test_the_document_says_who_opens_with_what_where_it_is_from_and_how_good_it_is(graph: Path, tmp_path: Path):
    page = tmp_path / "agenda.html"
    result = run(graph, "--tables", "2", "--slots", "2", "-o", str(page))
    text = page.read_text("utf-8")
    for expected in ("Slot 1", "Table 2", "To open with: ", "(p. 1 l.", "Without a meeting",
                     "For the members of the council."):  # fmt: skip
        assert expected in text
    assert "No other choice under these limits is worth more." in f"{text}{result.output}"


def test_the_calendar_has_each_meeting_at_its_time(graph: Path, tmp_path: Path):
    file = tmp_path / "agenda.ics"
    options = ("--slots", "2", "--start", "2024-05-02T09:00", "--minutes", "20")
    assert run(graph, *options, "-o", str(file)).exit_code == 0
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    held = rows(graph, *options)
    assert len(events) == len(held)
    starts = Counter(event["DTSTART"].dt.strftime("%Y-%m-%dT%H:%M") for event in events)
    assert starts == Counter(row["time"] for row in held)
    assert set(starts) == {"2024-05-02T09:00", "2024-05-02T09:20"}
    assert str(events[0]["LOCATION"]) == "Table 1"
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_each_member_has_a_note_in_its_language(graph: Path, tmp_path: Path):
    folder = tmp_path / "notes"
    result = run(graph, "--notes", str(folder), "--format", "json")
    assert result.exit_code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 15
    assert {"CA-QC.fr.docx", "CA-NB.fr.docx", "CA-ON.en.docx"} <= set(names)
    assert "Vos rencontres" in words_of(folder / "CA-QC.fr.docx")
    assert "Your meetings" in words_of(folder / "CA-ON.en.docx")


def test_the_same_in_the_same_out(graph: Path):
    assert run(graph, "--format", "json").stdout == run(graph, "--format", "json").stdout


def test_french_texts_are_well_set():
    from viz.agenda.build import load_texts

    def texts(value: object) -> list[str]:
        return [text for one in value.values() for text in texts(one)] if isinstance(value, dict) else [str(value)]

    assert load_texts()["en"].keys() == load_texts()["fr"].keys()
    assert not [text for text in texts(load_texts()["fr"]) if faults(text)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-o", "agenda.ics"), "A calendar needs the time of the first slot"),
        (("--start", "tomorrow"), "“tomorrow” is not a time"),
        (("--edition", "1999"), "1999"),
        (("--tables", "0"), "0"),
    ],
)
def test_what_cannot_be_planned_says_why(graph: Path, words: tuple[str, ...], message: str):
    result = run(graph, *words)
    assert result.exit_code != 0
    assert message in f"{result.output}{result.exception}"


def test_a_calendar_without_the_extra_names_its_command(graph: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    result = run(graph, "--start", "2024-05-02T09:00", "-o", "agenda.ics")
    assert result.exit_code != 0
    assert install_command("planner") in f"{result.output}{result.exception}"


def plan_with_gap(gap: float) -> Plan:
    meeting = Meeting("one", ("CA-AB", "CA-ON"), 1.0)
    return Plan(((meeting,),), value_of([meeting]) * (1 + gap), exact=False)


def test_a_difference_of_zero_percent_is_not_printed():
    assert describe_quality(plan_with_gap(0.0004), "en") == ""
    assert describe_quality(plan_with_gap(0.1), "fr") == "Un autre choix pourrait valoir jusqu’à 10,0\u00a0% de plus."

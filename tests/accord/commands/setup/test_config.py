"""`accord.toml`, the environment and options: which comes first, what is refused, and what no file may do silently."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

GRAPH = "accord.db"


def settings(run, *options: str, **more) -> dict[str, dict[str, str]]:
    done = run("config", "--format", "csv", *options, **more)
    assert done.returncode == 0, done.stderr
    return {row["setting"]: row for row in csv.DictReader(io.StringIO(done.stdout))}


def test_option_then_environment_then_file_then_default(run, folder: Path):
    assert settings(run)["audience"] == {
        "setting": "audience", "value": "members", "from": "the default", "variable": "ACCORD_AUDIENCE",
    }  # fmt: skip
    (folder / "accord.toml").write_text('audience = "public"\nlanguage = "fr"\n', "utf-8")
    found = settings(run)
    assert (found["audience"]["value"], found["audience"]["from"]) == ("public", str(folder / "accord.toml"))
    assert found["language"]["value"] == "fr"
    found = settings(run, env={"ACCORD_AUDIENCE": "members", "ACCORD_LANG": "en"})
    assert (found["audience"]["value"], found["audience"]["from"]) == ("members", "ACCORD_AUDIENCE")
    assert found["language"]["value"] == "en"
    found = settings(run, "--audience", "secretariat", env={"ACCORD_AUDIENCE": "members", "ACCORD_LANG": "en"})
    assert (found["audience"]["value"], found["audience"]["from"]) == ("secretariat", "an option")


def test_each_setting_changes_what_commands_do(run, folder: Path):
    (folder / "questions").mkdir()
    (folder / "questions" / "leads.yaml").write_text(
        "name: leads\nsummary: {en: Leads, fr: Responsables}\ndescription: {en: Leads., fr: Responsables.}\n"
        "columns:\n  - {name: lead, header: {en: Lead, fr: Responsable}}\n", "utf-8",
    )  # fmt: skip
    (folder / "questions" / "leads.sql").write_text(
        "SELECT lead, json_array(min(claim)) AS evidence FROM initiative GROUP BY lead ORDER BY lead", "utf-8"
    )
    (folder / "below").mkdir()
    (folder / GRAPH).rename(folder / "council.db")
    (folder / "accord.toml").write_text(
        'graph = "council.db"\nformat = "json"\nquestions = ["questions"]\nlanguage = "fr"\n', "utf-8"
    )
    done = run("overview")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("{")
    assert '"language": "fr"' in done.stdout
    assert run("leads").returncode == 0
    run("overview", "-o", "table.csv")
    assert not (folder / "table.csv").read_text("utf-8-sig").startswith("{")  # the ending of a file comes first


def test_the_file_of_a_folder_above_is_found_and_its_paths_are_its_own(run, folder: Path, monkeypatch):
    (folder / "accord.toml").write_text('graph = "accord.db"\n', "utf-8")
    (folder / "below" / "deep").mkdir(parents=True)
    done = run("config", "--format", "csv", env={"PWD": str(folder)})
    assert str(folder / GRAPH) in done.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('\ngrph = "x.db"\n', "line 2: There is no setting “grph”. Did you mean graph?"),
        ('audience = "secretary"\n', "line 1: audience cannot be “secretary”. Did you mean secretariat?"),
        ('language = "de"\n', "Use one of: en, fr"),
        ("graph = 3\n", "graph has to be text between quotation marks"),
        ('graph = ["a", "b"]\n', "graph has to be text between quotation marks"),
        ('[server]\nurl = "x"\n', "line 1: There is no setting “server”"),
        ("graph = \n", "no valid TOML"),
    ],
)
def test_a_wrong_key_or_value_is_an_error_with_its_line(run, folder: Path, text: str, message: str):
    (folder / "accord.toml").write_text(text, "utf-8")
    done = run("overview")
    assert done.returncode == 2
    assert message in done.stderr
    assert run("--help").returncode == 0


@pytest.mark.parametrize(("variable", "value"), [("ACCORD_AUDIENCE", "pubic"), ("ACCORD_FORMAT", "tabel")])
def test_a_wrong_value_of_the_environment_is_an_error(run, variable: str, value: str):
    done = run("overview", env={variable: value})
    assert done.returncode == 2
    assert f"{variable}: " in done.stderr
    assert "Did you mean" in done.stderr


def test_a_file_widens_no_audience_silently(run, folder: Path):
    (folder / "accord.toml").write_text('audience = "secretariat"\n', "utf-8")
    done = run("overview", "--format", "json")
    assert '"audience": "secretariat"' in done.stdout
    assert "sets the audience: the secretariat" in done.stderr
    assert "sets the audience" not in run("overview", "--audience", "secretariat").stderr
    assert "sets the audience" not in run("overview", env={"ACCORD_AUDIENCE": "secretariat"}).stderr


@pytest.mark.parametrize("setting", ["file", "environment"])
def test_what_is_made_to_be_passed_on_takes_no_audience_from_settings(run, folder: Path, setting: str):
    env = {"ACCORD_AUDIENCE": "secretariat"} if setting == "environment" else {}
    if setting == "file":
        (folder / "accord.toml").write_text('audience = "secretariat"\n', "utf-8")
    for command in (("export", "-o", "data.xlsx"), ("view", "-o", "page.html")):
        done = run(*command, env=env)
        assert done.returncode == 0, done.stderr
        assert "secretariat" not in done.stderr.replace("--audience secretariat", "")


def test_a_file_that_others_can_write_is_not_used(run, folder: Path):
    (folder / "accord.toml").write_text('audience = "secretariat"\n', "utf-8")
    (folder / "accord.toml").chmod(0o666)
    done = run("overview", "--format", "json")
    assert '"audience": "members"' in done.stdout
    assert "is not used" in done.stderr


def test_a_file_that_is_not_valid_can_be_mended(run, folder: Path):
    file = folder / "accord.toml"
    file.write_text('audience = "memebrs"\ngrph = "x.db"\n', "utf-8")
    assert run("overview").returncode == 2
    done = run("config", "set", "audience", "members")
    assert (done.returncode, "“grph”" in done.stderr) == (2, True)  # what is still wrong
    assert run("config", "set", "grph").returncode == 0
    assert file.read_text("utf-8") == 'audience = "members"\n'
    file.write_text('audience = members"\n', "utf-8")
    assert run("config", "set", "audience", "members").returncode == 0
    assert run("overview").returncode == 0


def test_settings_are_written_kept_and_removed(run, folder: Path):
    (folder / "accord.toml").write_text("# ours\nlanguage = 'en'\n", "utf-8")
    assert run("config", "set", "graph", 'a "b" é.db').returncode == 0
    assert run("config", "set", "language", "fr").returncode == 0
    assert (folder / "accord.toml").read_text("utf-8") == '# ours\ngraph = "a \\"b\\" é.db"\nlanguage = "fr"\n'
    assert run("config", "set", "graph").returncode == 0
    assert "graph" not in (folder / "accord.toml").read_text("utf-8")
    done = run("config", "set", "audeince", "public")
    assert (done.returncode, "audience" in done.stderr) == (2, True)
    done = run("config", "set", "audience", "everybody")
    assert done.returncode == 2

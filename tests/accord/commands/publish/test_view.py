"""`accord view` and `accord network -o net.html`: pages as files, for whom they say they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pyvis.network import Network

import accord


def start(folder: Path, name: str = "page.html") -> str:
    """What a page opens with, as its data say it."""
    return re.search(r'"start":(\{[^}]*\})', (folder / name).read_text("utf-8"))[1]


def test_a_page_is_for_the_public_unless_it_says_for_whom(run, folder):
    done = run("view", "-o", "page.html")
    assert done.returncode == 0, done.stderr
    assert "made for the public" in done.stderr
    assert "--audience members" in done.stderr
    assert "For the public: all of this may be shared." in (folder / "page.html").read_text("utf-8")
    done = run("view", "-o", "page.html", "--audience", "members")
    assert "the members of the council" in done.stderr
    assert "--audience" not in done.stderr
    assert "For council members" in (folder / "page.html").read_text("utf-8")


def test_an_empty_page_is_called_empty(run, folder):
    sample = Path(accord.__file__).parent / "sample" / "2022-winter.en.txt"
    assert run("load", str(sample), "--graph", "new.db").returncode == 0  # for members, as nothing else is decided
    done = run("view", "--graph", "new.db", "-o", "page.html")
    assert "It is empty" in done.stderr
    assert "This page is empty" in (folder / "page.html").read_text("utf-8")
    assert "It is empty" not in run("view", "--graph", "new.db", "-o", "page.html", "--audience", "members").stderr


def test_a_page_opens_with_what_is_asked(run, folder):
    done = run("view", "-o", "page.html", "--for", "Manitoba")
    assert done.returncode == 0, done.stderr
    assert start(folder) == '{"jurisdiction":"CA-MB","show":"partners"}'
    run(
        "view",
        "-o",
        "page.html",
        "--for",
        "ARC",
        "--theme",
        "identité numérique",
        "--edition",
        "2022-winter",
        "--lang",
        "fr",
    )
    chosen = {"jurisdiction": "CRA", "theme": "digital-identity", "edition": "2022-winter"}
    assert json.loads(start(folder)) == chosen


@pytest.mark.parametrize(
    ("option", "typed", "suggestion"), [("--edition", "2022", "2022-winter"), ("--for", "British", "British Columbia")]
)
def test_a_page_refuses_what_is_unclear_and_says_what_comes_near(run, folder, option, typed, suggestion):
    done = run("view", "-o", "none.html", "--theme", "data", option, typed)
    assert done.returncode == 2
    assert typed in done.stderr
    assert suggestion in done.stderr
    assert not (folder / "none.html").exists()


@pytest.mark.parametrize("option", ["--for", "--theme", "--edition"])
def test_a_page_cannot_open_with_what_is_unknown(run, folder, option):
    done = run("view", "-o", "none.html", option, "zzzqqq")
    assert done.returncode == 2
    assert "zzzqqq" in done.stderr
    assert not (folder / "none.html").exists()


def test_the_network_as_a_page(run, folder):
    done = run("network", "-o", "net.html", "--lang", "fr", "--audience", "public")
    assert done.returncode == 0, done.stderr
    page = (folder / "net.html").read_text("utf-8")
    assert '<html lang="fr">' in page
    assert "Qui travaille avec qui" in page
    refused = run("network", "-o", "core.html", "--part", "core")
    assert refused.returncode == 2
    assert "--part" in refused.stderr


def test_python_gives_a_pyvis_network(run, folder):
    network = accord.open_graph(folder / "accord.db", audience="public").to_pyvis()
    assert isinstance(network, Network)
    assert network.num_nodes() >= 4

"""Briefs as people make them, and what is in a graph, for the tests of briefs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import accord
from accord.cli import main

SUFFIXES = ("md", "html", "docx", "pdf")


def run(*arguments: object) -> int:
    """The exit code of a command."""
    try:
        main([str(each) for each in arguments])
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return 0


def written(graph: Path, output: Path, *arguments: str) -> Path:
    assert run("brief", "--graph", graph, "-o", output, *arguments) == 0
    return output


def read_back(document: Path, graph: Path) -> dict[str, Any]:
    """The graph document of what a brief states."""
    assert run("load", document, "--graph", graph) == 0
    return accord.open_graph(graph, audience="members").document()


def expected_content(document: dict[str, Any], edition: str = "2022-winter", language: str = "en") -> dict[str, Any]:
    """What a brief of an edition is to tell, by titles and texts, since identifiers are made of these."""

    def text(texts):
        return texts.get(language) or next(iter(texts.values()))

    here = {each["id"]: each for each in document["initiatives"] if edition in each["editions"]}
    title = {one: text(each["titles"]) for one, each in here.items()}
    round_ = next(each for each in document["editions"] if each["id"] == edition)
    return {
        "initiatives": {(title[one], each["lead"]) for one, each in here.items()},
        "wholes": {(title[one], title.get(each["part_of"]), each["kind"]) for one, each in here.items()},
        "dates": {(title[one], day["kind"], day["edtf"]) for one, each in here.items() for day in each["dates"]},
        "statuses": {(title[one], each["status"]) for one, each in here.items()},
        "outside": {(title[one], name) for one, each in here.items() for name in each["external_partners"]},
        "partnerships": {
            (
                title[each["initiative"]],
                frozenset((member["jurisdiction"], member["role"]) for member in each["members"]),
                each["since"],
                each["until"],
            )
            for each in document["partnerships"]
            if each["initiative"] in here
        },
        "needs": {
            (each["kind"], each["by"], text(each["texts"]), title.get(each["initiative"]))
            for each in document["needs"]
            if each["edition"] == edition
        },
        "published": round_["published"],
        "received": round_["received"],
        "missing": set(round_["missing"]),
        "submitted": {each["jurisdiction"] for each in round_["submissions"] if each["received"]},
        "priorities": [text(each) for each in round_["priority_texts"]],
        "prose": [
            (text(node["texts"]) if "texts" in node else "", name.rpartition(":")[0], words)
            for node in [round_, *document["needs"]]
            for entry in node["evidence"]
            for name, words in sorted(entry.get("says", {}).items())
            if name.startswith("prose:")
        ],
    }

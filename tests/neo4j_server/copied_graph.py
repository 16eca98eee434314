"""What a server holds of a graph, in a form that does not depend on its numbers of claims, sources and texts."""

from __future__ import annotations

import json
from collections import defaultdict

NODES = "MATCH (n) WHERE n.generation IS NOT NULL RETURN id(n) AS id, labels(n) AS labels, properties(n) AS it"
RELATIONSHIPS = "MATCH (a)-[r]->(b) RETURN id(a) AS a, type(r) AS type, properties(r) AS it, id(b) AS b"
CLAIMS = ("claim", "lead_claim", "other_claim")


def copied_graph(session) -> dict[str, list[str]]:
    """The nodes by label and the relationships by type, as sorted texts; claims, sources and texts by their rank."""
    nodes = session.run(NODES).data()
    for row in nodes:
        row["label"] = min(row["labels"], key=lambda one: one == "Node")
        del row["it"]["generation"]
    ranks = Ranks([row for row in nodes if row["label"] == "Claim"], [row for row in nodes if row["label"] == "Source"])
    texts = {row["it"]["searched"]: row["it"]["id"] for row in nodes if "searched" in row["it"]}
    found, words, keys = defaultdict(list), defaultdict(dict), {}
    for row in nodes:
        label, it = row["label"], row["it"]
        if label == "PostingList":
            read_list(it, words, texts)
        elif label == "Posting":
            words[it["word"]].setdefault("in", []).extend(numbers_in(it["found"], texts))
        else:
            if label == "TextRange":
                it.update(first=texts[it["first"]], last=texts[it["last"]], width=0)
            if "searched" in it:
                it["searched"] = sorted(texts).index(it["searched"])
            keys[row["id"]] = f"{label} {json.dumps(ranks.apply(label, it), sort_keys=True, ensure_ascii=False)}"
            found[label].append(keys[row["id"]])
    found["words"] = [json.dumps([word, one["texts"], sorted(one["in"])]) for word, one in words.items()]
    for row in session.run(RELATIONSHIPS).data():
        it = json.dumps(ranks.apply(row["type"], row["it"]), sort_keys=True)
        found[row["type"]].append(f"{keys[row['a']]} -{it}-> {keys[row['b']]}")
    return {kind: sorted(each) for kind, each in found.items()}


class Ranks:
    """The ranks of claims and sources in a copy, in place of their numbers."""

    def __init__(self, claims, sources):
        numbers = sorted(
            one["it"]["number"] + at * one["it"]["step"] for one in claims for at in range(len(one["it"]["statements"]))
        )
        self._claims = {number: at for at, number in enumerate(numbers, start=1)}
        self._sources = sorted(one["it"]["number"] for one in sources)

    def apply(self, label, it):
        """Properties with ranks, and without what each push names anew."""
        it = {**it, **{name: self._claims[it[name]] for name in CLAIMS if it.get(name)}}
        if label == "FirstOnTheme":
            it["claims"] = [self._claims[one] for one in it["claims"]]
        it.pop("copy", None)
        if label == "Claim":
            it.update(number=self._claims[it["number"]], last=self._claims[it["last"]], step=1)
        if label in ("Claim", "Unplaced"):
            it["source"] = self._sources.index(it["source"])
        if label == "Source":
            it["number"] = self._sources.index(it["number"])
        return it


def read_list(it, words, texts):
    """Add the words of a node, which are in order."""
    assert it["words"] == sorted(it["words"])
    assert (it["first"], it["last"]) == (it["words"][0], it["words"][-1])
    for word, count, listed in zip(it["words"], it["texts"], it["found"], strict=True):
        words[word]["texts"] = count
        words[word].setdefault("in", []).extend(numbers_in(listed, texts))


def numbers_in(listed, texts):
    """The texts of a list of postings, which are in order."""
    numbers = [int(one) for one in listed.split(",") if one]
    assert numbers == sorted(numbers)
    return [texts[number] for number in numbers]

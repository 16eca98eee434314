"""The words of the full text on a server, of which several are in a node: found and counted as in the file."""

from __future__ import annotations

from graph.neo4j.difference.push import PushLimits
from graph.neo4j.postings import PostingLimits
from queries.fulltext.index import open_text_index
from queries.fulltext.neo4j import MANY_WORDS
from tests.neo4j_server.opened import opened

FEW_IN_A_NODE = PushLimits(postings=PostingLimits(words=5, characters=200, frequent=4, range_texts=3))


def test_words_and_prefixes_are_found_across_nodes(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True, limits=FEW_IN_A_NODE)
        with store.view("members", "en") as copy, graph.view("members", "en") as file:
            words = [word for (word,) in file.stream(f"SELECT word FROM main.{file.search_table}_word")[1]]
            prefixes = {word[:size] for word in words for size in range(1, len(word) + 1)} | {"a" * 30, "\x01", "zzzz"}
            there, here = open_text_index(copy), open_text_index(file)
            for index in (there, here):
                index.read_ahead([*words, "nowhere", ""], prefixes)
            assert len(words) > 5 * FEW_IN_A_NODE.postings.words
            for prefix in sorted(prefixes):
                assert list(there.find_by_prefix(prefix).items()) == list(here.find_by_prefix(prefix).items()), prefix
            assert [there.count_texts(one) for one in words] == [here.count_texts(one) for one in words]
            assert there.count_texts("nowhere") == there.count_texts("") == 0


def test_many_words_are_counted_at_once(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True, limits=FEW_IN_A_NODE)
        with store.view("members", "en") as copy, graph.view("members", "en") as file:
            words = [word for (word,) in file.stream(f"SELECT word FROM main.{file.search_table}_word")[1]]
            absent = {"", "\x01", "zzzz", *(f"{word}{end}" for word in words for end in ("", "!", "zz"))} - {*words}
            there, here = open_text_index(copy), open_text_index(file)
            assert len(words) + len(absent) > MANY_WORDS
            finish = there.begin_counts([*words, *absent])
            finish()
            assert [there.count_texts(one) for one in words] == [here.count_texts(one) for one in words]
            assert not any(there.count_texts(one) for one in absent)

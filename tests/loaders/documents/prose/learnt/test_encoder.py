"""The text encoder: pieces of words, what they mean where they stand, and what that says of names and parties."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import numpy_helper

from loaders.documents.prose import pipeline
from loaders.documents.prose.learnt.encoder.heads import Head, Heads, heads, log_odds
from loaders.documents.prose.learnt.encoder.pieces import Pieces
from loaders.documents.prose.learnt.encoder.states import LaterStates, States
from loaders.documents.prose.learnt.encoder.transformer import FILE, LAYERS, Encoder, encoder, unpack_table
from loaders.documents.prose.learnt.encoder.words import MARKS, OPENING, PARTS, Words
from loaders.inputs.read import FileLoader
from tests.helpers.paths import ROOT
from tools.weights.encoder.layers import SHARES, largest_inputs, layers_model, read_layers

MAX_BYTES = 27_000_000
SIZE, INNER, HEADS, DEPTH = 32, 64, 4, 2
MOST = 22  # pieces of a text
END = 1  # the piece for the end
LONGEST = OPENING + MARKS + MOST
NAMES = ["<s>", "</s>", "<unk>", "▁", "a", "b", "c", "▁a", "ab", "▁ab", "bc", "▁abc", "cc"]
SCORES = [0.0, 0.0, 0.0, -2.0, -3.0, -3.1, -3.2, -2.5, -4.0, -3.5, -4.2, -6.5, -5.0]
TEXTS = st.lists(
    st.lists(st.sampled_from(["a", "ab", "abc", "ccb", "é", "bbbb"]), max_size=9).map(" ".join), max_size=8
)


def arrays_of_small_encoder() -> dict[str, Any]:
    """The file of an encoder with weights by chance."""
    random = np.random.default_rng(3)
    shapes = {"attention": (SIZE, 3 * SIZE), "joined": (SIZE, SIZE), "wide": (SIZE, INNER), "narrow": (INNER, SIZE)}
    made: dict[str, Any] = {
        "facts": np.array([0, 1, 2, HEADS, DEPTH]), "pieces": np.array("\n".join(NAMES)), "scores": np.array(SCORES),
        "table.bits": random.integers(0, 256, (len(NAMES), SIZE // 2)).astype(np.uint8),
        "table.scales": random.random((len(NAMES), SIZE // 32)).astype(np.float16),
        "positions": random.normal(size=(LONGEST, SIZE)).astype(np.float16),
        "norm": np.stack([np.ones(SIZE), np.zeros(SIZE)]),
    }  # fmt: skip
    for number, (name, shape) in itertools.product(range(DEPTH), shapes.items()):
        made[f"layer{number}.{name}"] = random.integers(-127, 128, shape) * 0.002
        made[f"layer{number}.{name}.base"] = random.normal(size=shape[1])
        made[f"layer{number}.norms"] = random.normal(size=(4, SIZE))
    return made


def encoder_of(arrays: dict[str, Any], largest: dict[str, Any] | None = None) -> Encoder:
    """An encoder with layers in 32 bits, or in eight where the largest inputs of products are known."""
    return Encoder(arrays, layers_model(arrays, largest).SerializeToString())


ARRAYS = arrays_of_small_encoder()
SMALL = encoder_of(ARRAYS)


def plainly(text: list[int]) -> Any:
    """What the pieces of one text mean, by the formulas as papers write them: one head and one row at a time."""
    arrays = arrays_of_small_encoder()
    rows = np.array([0, *text, 1])
    states = unpack_table(arrays["table.bits"][rows], arrays["table.scales"][rows]).astype(float)
    states = normal(states + arrays["positions"][: len(rows)], *arrays["norm"])
    for number in range(DEPTH):
        weights = {name: arrays[f"layer{number}.{name}"] for name in ("attention", "joined", "wide", "narrow")}
        query, key, value = np.split(states @ weights["attention"] + arrays[f"layer{number}.attention.base"], 3, axis=1)
        met = np.zeros_like(states)
        for head in range(HEADS):
            part = slice(head * SIZE // HEADS, (head + 1) * SIZE // HEADS)
            for row in range(len(rows)):
                shares = np.exp(key[:, part] @ query[row, part] / (SIZE / HEADS) ** 0.5)
                met[row, part] = shares @ value[:, part] / shares.sum()
        norms = arrays[f"layer{number}.norms"]
        states = normal(states + met @ weights["joined"] + arrays[f"layer{number}.joined.base"], *norms[:2])
        wide = states @ weights["wide"] + arrays[f"layer{number}.wide.base"]
        wide = 0.5 * wide * (1 + np.tanh((2 / np.pi) ** 0.5 * (wide + 0.044715 * wide**3)))
        states = normal(states + wide @ weights["narrow"] + arrays[f"layer{number}.narrow.base"], *norms[2:])
    return states[1:-1]


def normal(states: Any, scale: Any, base: Any) -> Any:
    return (states - states.mean(axis=1, keepdims=True)) / states.std(axis=1, keepdims=True) * scale + base


@given(st.text("abcé", min_size=1, max_size=7))
def test_a_word_is_the_likeliest_sequence_of_pieces(word):
    pieces = Pieces(NAMES, SCORES, 2)
    text, best = "▁" + word, float("-inf")
    for cuts in itertools.product((False, True), repeat=len(text) - 1):
        edges = [0, *(at + 1 for at, cut in enumerate(cuts) if cut), len(text)]
        parts = [text[a:b] for a, b in itertools.pairwise(edges)]
        if all(part in NAMES or len(part) == 1 for part in parts):
            best = max(best, sum(SCORES[NAMES.index(part)] if part in NAMES else min(SCORES) - 10 for part in parts))
    found = sum(SCORES[one] if one != 2 else min(SCORES) - 10 for one in pieces.of_word(word))
    assert found == pytest.approx(best)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(2, len(NAMES) - 1), min_size=1, max_size=MOST), min_size=1, max_size=20))
def test_texts_mean_together_what_each_means_by_the_formulas(texts):
    openings = [[] for _ in texts]
    assert SMALL.encode(texts, openings) == pytest.approx(np.concatenate([plainly(text) for text in texts]), abs=1e-3)


@settings(deadline=None)
@given(
    st.lists(st.integers(2, len(NAMES) - 1), min_size=1, max_size=OPENING),
    st.lists(st.lists(st.integers(2, len(NAMES) - 1), min_size=1, max_size=MOST), min_size=1, max_size=5),
)
def test_what_stands_before_a_text_counts_as_a_part_of_it_and_has_no_states(opening, texts):
    wanted = [plainly([*opening, END, *text])[len(opening) + 1 :] for text in texts]
    assert SMALL.encode(texts, [opening] * len(texts)) == pytest.approx(np.concatenate(wanted), abs=1e-3)


def large_in_two_columns() -> dict[str, Any]:
    """The small encoder, in which two columns of what is multiplied last are far larger than the others."""
    arrays = arrays_of_small_encoder()
    for number in range(DEPTH):
        arrays[f"layer{number}.wide"][:, :2] *= 40
        arrays[f"layer{number}.narrow"][:2] /= 40
    return arrays


def without_factors(arrays: dict[str, Any], inputs: Iterable[str]) -> dict[str, Any]:
    """Numbers of columns that lead to the same factor for each."""
    matrices = [(f"layer{number}.{name}", share) for number in range(DEPTH) for name, share in SHARES.items()]
    return {
        one: np.abs(arrays[name]).max(axis=1) ** (1 / share - 1)
        for one, (name, share) in zip(inputs, matrices, strict=True)
    }


def embedded(texts: list[list[int]]) -> list[Any]:
    return [SMALL.embed([0, *text, END]) for text in texts]


PLACES = [[9, 4, 11, 2, 7], [3, 3, 8, 12], [10, 5, 6, 11, 9, 9, 4], [7], [11, 12, 10, 3, 5, 8]]


def distance(some: Any, others: Any) -> float:
    """How far states are from others, of the length of these."""
    return float(np.linalg.norm(some - others) / np.linalg.norm(others))


def test_layers_in_eight_bits_agree_with_those_in_32():
    eight = encoder_of(ARRAYS, largest_inputs(ARRAYS, embedded(PLACES)))
    openings = [[], [4, 9], [], [4, 9], [11]]
    assert 0 < distance(eight.encode(PLACES, openings), SMALL.encode(PLACES, openings)) < 0.01


def test_columns_that_are_far_larger_do_not_cost_the_others_their_digits():
    arrays = large_in_two_columns()
    wanted = encoder_of(arrays).encode(PLACES, [[]] * len(PLACES))
    largest = largest_inputs(arrays, embedded(PLACES))
    with_factors, without = (
        distance(encoder_of(arrays, each).encode(PLACES, [[]] * len(PLACES)), wanted)
        for each in (largest, without_factors(arrays, largest))
    )
    assert with_factors < 0.01
    assert with_factors < without / 5


def test_layers_that_are_written_and_read_again_agree(tmp_path):
    file = tmp_path / "layers.onnx"
    file.write_bytes(layers_model(ARRAYS, largest_inputs(ARRAYS, embedded(PLACES))).SerializeToString())
    found = read_layers(file)
    assert found.keys() == {name for name in ARRAYS if name.startswith(("layer", "norm"))}
    again = encoder_of({**ARRAYS, **found})
    openings = [[]] * len(PLACES)
    assert distance(again.encode(PLACES, openings), SMALL.encode(PLACES, openings)) < 0.01


@given(TEXTS)
def test_the_beginning_of_a_document_stands_before_each_later_text(segments):
    words = Words(segments, SMALL.pieces, LONGEST)
    assert words.openings[:1] == [[]] * min(len(words.texts), 1)
    assert all(each == words.texts[0][:OPENING] for each in words.openings[1:])
    assert all(len(both[0]) + len(both[1]) + MARKS <= LONGEST for both in zip(words.openings, words.texts, strict=True))


def test_no_texts_have_no_states():
    assert SMALL.encode([], []).shape == (0, SIZE)
    assert States(["", "  "], SMALL).describe([(0, 0, 0)]).tolist() == np.zeros((1, len(PARTS), SIZE)).tolist()


@given(TEXTS, st.data())
def test_parts_of_a_place_stand_in_it_and_around_it(segments, data):
    words = Words(segments, SMALL.pieces, LONGEST)
    flat = [piece for text in words.texts for piece in text]
    assert all(len(text) <= MOST for text in words.texts)
    assert flat == [one for segment in segments for word in segment.split() for one in SMALL.pieces.of_word(word)]
    filled = [number for number, segment in enumerate(segments) if segment]
    if not filled:
        return
    number = data.draw(st.sampled_from(filled))
    hits = segments[number].split(" ")
    at = data.draw(st.integers(0, len(hits) - 1))
    start = len(" ".join(hits[:at])) + bool(at)
    (parts,) = words.parts([(number, start, start + len(hits[at]))])
    own = [flat[a:b] for a, b in parts]
    of_word = list(SMALL.pieces.of_word(hits[at]))
    assert own[:3] == [of_word, of_word, of_word]
    assert own[3] == (list(SMALL.pieces.of_word(hits[at - 1])) if at else [])
    assert own[4] == (list(SMALL.pieces.of_word(hits[at + 1])) if at + 1 < len(hits) else [])
    assert parts[5][0] <= parts[0][0] <= parts[0][1] <= parts[5][1]


def test_a_place_without_a_word_has_no_parts():
    (parts,) = Words(["ab  abc"], SMALL.pieces, LONGEST).parts([(0, 2, 4)])
    assert (parts[:, 0] == parts[:, 1]).all()


def test_a_name_that_goes_on_in_the_next_text_counts_as_far_as_the_first():
    words = Words(["abc " * 30], SMALL.pieces, LONGEST)
    first = len(words.texts[0])
    (parts,) = words.parts([(0, 0, 4 * 30)])
    assert parts[0].tolist() == [0, first]
    assert parts[5].tolist() == [0, first]


@settings(deadline=None)
@given(TEXTS)
def test_a_place_means_the_mean_of_its_pieces(segments):
    states, words = States(segments, SMALL), Words(segments, SMALL.pieces, LONGEST)
    flat = np.concatenate([np.zeros((0, SIZE)), SMALL.encode(words.texts, words.openings)])
    spans = [(number, 0, len(segment)) for number, segment in enumerate(segments)]
    for place, parts in zip(states.describe(spans), words.parts(spans), strict=True):
        for found, (a, b) in zip(place, parts, strict=True):
            assert found == pytest.approx(flat[a:b].mean(axis=0) if a < b else np.zeros(SIZE), abs=1e-3)


def small_head(parts: int, outputs: int, *, says: float) -> Head:
    random = np.random.default_rng(5)
    numbers = [
        random.normal(size=shape).astype(np.float32) * says for shape in ((parts, SIZE, outputs + 3), outputs + 3)
    ]
    second = [random.normal(size=shape).astype(np.float32) * says for shape in ((3, outputs), outputs)]
    return Head(*numbers, *second, np.ones(outputs, dtype=np.float32))


def test_heads_with_weights_of_0_leave_likelihoods_as_they_are():
    silent = Heads(small_head(6, 1, says=0), small_head(8, 2, says=0), small_head(8, 1, says=0))
    states = States(["ab abc a", "ccb ab"], SMALL)
    assert silent.names_likely(states, [(0, 0, 2), (1, 0, 3)], [0.25, 0.75]) == pytest.approx([0.25, 0.75], abs=1e-4)
    (both,) = silent.pairs_likely(states, [((0, 0, 2), (1, 0, 3))], [(0.1, 0.6)])
    assert both == pytest.approx((0.1, 0.6), abs=1e-4)
    assert silent.dates_likely(states, [((0, 0, 2), (1, 0, 3))], [(0.3,)]) == [pytest.approx((0.3,), abs=1e-4)]
    assert silent.names_likely(states, [], []) == []
    assert silent.pairs_likely(states, [], []) == silent.dates_likely(states, [], []) == []


def test_pairs_are_judged_as_if_each_was_described_by_itself():
    head = small_head(8, 2, says=0.1)
    states = States(["ab abc a", "ccb ab", "a ab abc"], SMALL)
    pairs = [((0, 0, 2), (1, 0, 3)), ((0, 3, 6), (1, 0, 3)), ((2, 0, 4), (0, 0, 2))]
    likely = [(0.1, 0.6), (0.3, 0.2), (0.5, 0.9)]
    found = Heads(head, head, head).pairs_likely(states, pairs, likely)
    for (party, name), before, after in zip(pairs, likely, found, strict=True):
        place = np.concatenate([states.describe([party]), states.describe([name])[:, [0, 5]]], axis=1)
        odds = head.odds(head.project(place), log_odds(before)[None])[0]
        assert after == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-4)
        assert after != pytest.approx(before, abs=1e-3)


def test_states_that_come_later_are_the_same():
    segments = ["The ferry office tells travellers", "when the next boat leaves"]
    later = LaterStates(segments)
    found = later.result().describe([(0, 4, 9)])
    assert found.tolist() == States(segments).describe([(0, 4, 9)]).tolist()


def test_what_goes_wrong_later_is_not_lost():
    later = LaterStates([None])  # type: ignore[list-item]
    with pytest.raises(TypeError):
        later.result()


def test_the_encoder_of_the_package_is_small_and_knows_both_languages():
    assert FILE.stat().st_size + LAYERS.stat().st_size < MAX_BYTES
    for word in ("partnership", "gouvernement", "Ontario", "municipalités"):
        assert len(encoder().pieces.of_word(word)) <= 3, word


def test_two_products_of_layers_are_a_number_of_sixteen_bits():
    model = onnx.load(LAYERS)
    matrices = [one for one in model.graph.initializer if one.data_type == onnx.TensorProto.INT8 and len(one.dims) > 1]
    assert len(matrices) == len(SHARES) * int(np.load(FILE)["facts"][4])
    assert all(2 * 255 * np.abs(numpy_helper.to_array(one).astype(int)).max() < 2**15 for one in matrices)


def test_what_computes_layers_leaves_nothing_on_the_machine(tmp_path):
    code = "from loaders.documents.prose.learnt.encoder.states import States; States(['The ferry office opens.'])"
    folders = {name: tmp_path / name for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    for folder in folders.values():
        folder.mkdir()
    environment = os.environ | {name: str(folder) for name, folder in folders.items()}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=environment, timeout=120)
    assert [path for folder in folders.values() for path in folder.rglob("*")] == []


def test_a_name_of_work_is_likelier_than_a_name_of_a_place():
    text = (
        "Nova Scotia launched the Clean Harbours Program in Halifax in May 2021 together with the federal government."
    )
    states = States([text])
    program, place = ((0, text.index(one), text.index(one) + len(one)) for one in ("Clean Harbours Program", "Halifax"))
    likelier, less = heads().names_likely(states, [program, place], [0.3, 0.3])
    assert likelier > less


@pytest.mark.parametrize(("more", "encoded"), [(0, 1), (pipeline.MAX_ENCODED_WORDS // 8, 0)])
def test_a_document_of_more_words_is_read_without_the_encoder(tmp_path, monkeypatch, more, encoded):
    path = tmp_path / "page.md"
    sentence = "Nova Scotia launched the Clean Harbours Program with Prince Edward Island in May 2021."
    rest = [f"the tide rises at pier {number} every morning" for number in range(more)]
    path.write_text("# News of the coast\n\n" + "\n\n".join([*[sentence] * 12, *rest]), "utf-8")
    given: list[object] = []
    monkeypatch.setattr(pipeline, "LaterStates", lambda segments: (given.append(segments), LaterStates(segments))[1])
    found = [claim for each in FileLoader(isolate=False).load_path(path) for claim in each.claims]
    assert len(given) == encoded
    assert {claim.value for claim in found if claim.predicate == "title"} == {"Clean Harbours Program"}

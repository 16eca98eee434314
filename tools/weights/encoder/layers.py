"""The layers of the encoder as ONNX Runtime reads them, in eight bits.

Its product of matrices in eight bits takes a third of the time of one in 32. Matrices have seven, since processors
without instructions for such products add two of them in sixteen bits, and would cut larger ones. What is multiplied is
rounded text by text, with one step for all its numbers, and a few of them are a hundred times as large as the others,
always in the same columns. So columns are divided by factors, and the rows of the matrix multiplied by the same
(SmoothQuant, Xiao et al. 2022, arXiv:2211.10438), which changes no product and leaves numbers of a like size to round;
and the rows of what the last matrix of a layer multiplies are divided by their largest number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession

SHARES: Final = {"attention": 0.7, "joined": 0.5, "wide": 0.65, "narrow": 0.5}  # of columns in factors, by the matrix
MATRICES: Final = tuple(SHARES)  # of a layer
BY_ROW: Final = "narrow"  # the matrix for which rows are divided by their largest number as well
LEAST: Final = 1e-3  # of a factor, and of the largest number of a row or column
STEPS: Final = 63  # of seven bits, on each side of 0
EPSILON: Final = 1e-12  # added to a variance
OPSET: Final = 18
FORMAT: Final = 10  # of the file: the newest that each supported ONNX Runtime reads
FUSED: Final = "com.microsoft"  # operators of ONNX Runtime that ONNX writes as several

Arrays = Mapping[str, Any]


class _Graph:
    """The operators of the layers, as they are added.

    Args:
        arrays: see `layers_model`.
        largest: see `layers_model`.
    """

    def __init__(self, arrays: Arrays, largest: Arrays | None) -> None:
        self._arrays, self._largest = arrays, largest
        _, _, _, self.heads, self.layers = (int(each) for each in arrays["facts"])
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.inputs: list[str] = []  # of the products of matrices

    def constant(self, name: str, numbers: Any) -> str:  # noqa: ANN401 (of numpy)
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(numbers), name))
        return name

    def add(self, operator: str, given: Sequence[str], made: str, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401 (of ONNX)
        self.nodes.append(helper.make_node(operator, given, [made], domain=domain, **attributes))
        return made

    def normalize(self, name: str, given: str, numbers: Any, made: str) -> str:  # noqa: ANN401 (of numpy)
        """Add a normalization of rows, with its scale and its base, (2, size), in steps: the operator takes longer."""
        last, least = self.constant(f"{name}.last", np.array([-1])), self.constant(f"{name}.least", np.float32(EPSILON))
        scale, base = (
            self.constant(f"{name}.{part}", row.astype(np.float32))
            for part, row in zip(("scale", "base"), numbers, strict=True)
        )
        mean = self.add("ReduceMean", [given, last], f"{name}.mean", keepdims=1)
        centred = self.add("Sub", [given, mean], f"{name}.centred")
        squares = self.add("Mul", [centred, centred], f"{name}.squares")
        variance = self.add("ReduceMean", [squares, last], f"{name}.variance", keepdims=1)
        deviation = self.add("Sqrt", [self.add("Add", [variance, least], f"{name}.positive")], f"{name}.deviation")
        alike = self.add("Div", [centred, deviation], f"{name}.alike")
        return self.add("Add", [self.add("Mul", [alike, scale], f"{name}.scaled"), base], made)

    def linear(self, name: str, given: str) -> str:
        """Add a product with a matrix, and its base."""
        self.inputs.append(given)
        weights = self._arrays[name].astype(np.float32)
        base = self.constant(f"{name}.base", self._arrays[f"{name}.base"].astype(np.float32))
        if self._largest is None:
            product = self.add("MatMul", [given, self.constant(name, weights)], f"{name}.product")
            return self.add("Add", [product, base], f"{name}.made")
        matrix = name.split(".")[-1]
        factors = _factors(self._largest[given], weights, SHARES[matrix])
        weights *= factors[:, None]
        scales = np.abs(weights).max(axis=0) / STEPS
        even = self.add("Mul", [given, self.constant(f"{name}.inverse", 1 / factors)], f"{name}.even")
        bits = self.constant(name, np.round(weights / scales).astype(np.int8))
        zeros = self.constant(f"{name}.zeros", np.zeros(len(scales), np.int8))
        steps = self.constant(f"{name}.scales", scales)
        if matrix != BY_ROW:
            return self.add("DynamicQuantizeMatMul", [even, bits, steps, zeros, base], f"{name}.made", FUSED)
        rows = self.largest_of_rows(even, name)
        alike = self.add("Div", [even, rows], f"{name}.alike")
        product = self.add("DynamicQuantizeMatMul", [alike, bits, steps, zeros], f"{name}.product", FUSED)
        return self.add("Add", [self.add("Mul", [product, rows], f"{name}.sized"), base], f"{name}.made")

    def largest_of_rows(self, given: str, name: str) -> str:
        """Add the largest number of each row, whatever its sign."""
        last, least = self.constant(f"{name}.last", np.array([-1])), self.constant(f"{name}.least", np.float32(LEAST))
        sizes = self.add("ReduceMax", [self.add("Abs", [given], f"{name}.sizes"), last], f"{name}.largest", keepdims=1)
        return self.add("Max", [sizes, least], f"{name}.rows")

    def layer(self, number: int, given: str, made: str, *, first: str | None) -> str:
        """Add a layer: self-attention and two linear maps, each followed by a normalization.

        Args:
            number: that of the layer.
            given: the states before it.
            made: the name of those behind it.
            first: the first row that is asked for, if not all are.
        """
        name = f"layer{number}"
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        together = self.linear(f"{name}.attention", given)
        self.nodes.append(helper.make_node("Split", [together], parts, axis=2, num_outputs=3))
        if first is not None:
            ends = [first, self.constant("end", np.array([-1])), self.constant("axis", np.array([1]))]
            parts[0] = self.add("Slice", [parts[0], *ends], f"{name}.asked")
            given = self.add("Slice", [given, *ends], f"{name}.kept")
        met = self.add("MultiHeadAttention", parts, f"{name}.met", FUSED, num_heads=self.heads)
        norms = self._arrays[f"{name}.norms"]
        sums = self.add("Add", [self.linear(f"{name}.joined", met), given], f"{name}.first.sums")
        states = self.normalize(f"{name}.first", sums, norms[:2], f"{name}.states")
        inner = self.add("FastGelu", [self.linear(f"{name}.wide", states)], f"{name}.inner", FUSED)
        sums = self.add("Add", [self.linear(f"{name}.narrow", inner), states], f"{name}.second.sums")
        return self.normalize(f"{name}.second", sums, norms[2:], made)


def layers_model(arrays: Arrays, largest: Arrays | None = None, *, watched: bool = False) -> onnx.ModelProto:
    """The layers as a model: states of one text from what the table of pieces says of it.

    Its inputs are `embedded`, (1, rows, size), and `first`, (1,): the first row that is asked for. Its output is
    `states`, (1, rows from the first to the last but one, size).

    Args:
        arrays: `facts` (see `Encoder`); `norm`, the scale and base of the normalization before the first layer; of each
            layer its matrices by name (`layer0.attention`: inputs, outputs), what is added behind them
            (`layer0.attention.base`), and scale and base of both normalizations (`layer0.norms`).
        largest: the largest number of each column of the inputs of products, by their name (see `largest_inputs`), for
            products in eight bits; without, in 32.
        watched: whether the inputs of the products are outputs as well.
    """
    graph = _Graph(arrays, largest)
    size = arrays["norm"].shape[1]
    states = graph.normalize("norm", "embedded", arrays["norm"], "normed")
    for number in range(graph.layers):
        is_last = number == graph.layers - 1
        made = "states" if is_last else f"layer{number}.given"
        states = graph.layer(number, states, made, first="first" if is_last else None)
    outputs = ["states", *(graph.inputs if watched else ())]
    made_graph = helper.make_graph(
        graph.nodes,
        "encoder",
        [
            helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "rows", size]),
            helper.make_tensor_value_info("first", TensorProto.INT64, [1]),
        ],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in dict.fromkeys(outputs)],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(made_graph, opset_imports=opsets, ir_version=FORMAT, producer_name="accord")


def largest_inputs(arrays: Arrays, texts: Iterable[Any]) -> dict[str, Any]:
    """The largest number of each column of the inputs of products, by their name.

    Args:
        arrays: see `layers_model`.
        texts: what the table of pieces says of some texts, (rows, size) each (see `Encoder.embed`).
    """
    session = InferenceSession(layers_model(arrays, watched=True).SerializeToString())
    names = [one.name for one in session.get_outputs()][1:]
    made: dict[str, Any] = {name: np.float32(0) for name in names}
    for text in texts:
        found = session.run(names, {"embedded": text[None], "first": np.array([0])})
        made = {
            name: np.maximum(made[name], np.abs(one[0]).max(axis=0)) for name, one in zip(names, found, strict=True)
        }
    return made


def read_layers(file: Path) -> dict[str, Any]:
    """The matrices, bases and normalizations in a file of layers in eight bits, by the names of `layers_model`."""
    found = {one.name: numpy_helper.to_array(one) for one in onnx.load(file).graph.initializer}
    made: dict[str, Any] = {"norm": np.stack([found["norm.scale"], found["norm.base"]])}
    number = 0
    while (layer := f"layer{number}") + ".wide" in found:
        for name in (f"{layer}.{each}" for each in MATRICES):
            made[name] = found[name].astype(np.float32) * found[f"{name}.scales"] * found[f"{name}.inverse"][:, None]
            made[f"{name}.base"] = found[f"{name}.base"]
        parts = [f"{layer}.{which}.{each}" for which in ("first", "second") for each in ("scale", "base")]
        made[f"{layer}.norms"] = np.stack([found[part] for part in parts])
        number += 1
    return made


def _factors(largest: Any, weights: Any, share: float) -> Any:  # noqa: ANN401 (of numpy)
    """What each column is divided by, (inputs,), with a geometric mean of 1."""
    of_rows = np.maximum(np.abs(weights).max(axis=1), LEAST)
    made = np.maximum(largest**share / of_rows ** (1 - share), LEAST)
    return (made / np.exp(np.log(made).mean())).astype(np.float32)

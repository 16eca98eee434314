"""Who works with whom as a pyvis `Network`, for those who work with pyvis; and as a page of its own.

pyvis writes its own page by a template that asks the network for files and runs what texts contain. The network here
keeps everything else of pyvis, and writes its page by our template: one file, nothing asked of anyone, texts as texts.
`add_node` and `add_edge` search all that came before, so the lists are filled directly.
"""

from __future__ import annotations

import base64
import hashlib
import webbrowser
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from viz.markup import escape, script_json
from viz.network.diagram import WIDE, overview
from viz.wording import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyvis.network import Network

VIS_VERSION: Final = "9.1.2"
COLOURS: Final = {  # ground, edge, letters: told apart in shape as well, for those who see colours otherwise
    "jurisdiction": ("#1d4f7c", "#1d4f7c", "#ffffff"),
    "initiative": ("#fff4dc", "#a05a00", "#1a1a1a"),
    "partnership": ("#0b3fc4", "#0b3fc4", "#ffffff"),
}
LINES: Final[Mapping[str, tuple[str, bool]]] = {"partnership": ("#0b3fc4", False), "opportunity": ("#97005e", True)}
_STYLE: Final = """
html { font: 15px/1.45 Arial, sans-serif; background: #ffffff; color: #1a1a1a; }
body { margin: 0 1rem; }
#network { height: 80vh; border: 1px solid #c4c8cc; }
li { margin: .2rem 0; }
"""
_SCRIPT: Final = """
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const holder = document.getElementById("network");
const network = new vis.Network(holder, { nodes: data.nodes, edges: data.edges }, data.options);
network.once("afterDrawing", () => network.fit({ animation: false }));
"""
_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>{audience}</p>
<div id="network" aria-hidden="true"></div>
<h2>{words}</h2>
<ul>{lines}</ul>
<p>{made}</p>
<script type="application/json" id="data">{data}</script>
<script>{vis}</script>
<script>{script}</script>
</body>
</html>
"""


def vis_script() -> str:
    """The program text of vis-network as pyvis carries it, with its licence notice."""
    path = resources.files("pyvis") / "templates" / "lib" / f"vis-{VIS_VERSION}" / "vis-network.min.js"
    return path.read_text("utf-8")


def to_pyvis(data: Mapping[str, Any], language: str) -> Network:
    """A pyvis network of the jurisdictions, their partnerships and the best opportunities, at fixed places.

    Args:
        data: what `viz.page.model.page_data` makes.
        language: "en" or "fr", of the labels.
    """
    from pyvis.edge import Edge  # pyvis imports networkx and jinja2: only who asks for it pays
    from pyvis.node import Node

    words = Words(language)
    drawing = overview(data, WIDE)
    network = _safe_network()(height="80vh", width="100%")
    network.heading, network.language, network.audience = words.say("network.title"), language, data["audience"]
    network.nodes = [Node(node["id"], **_node(node, words)).options for node in drawing["nodes"]]
    network.edges = [Edge(edge["from"], edge["to"], **_edge(edge["kind"])).options for edge in drawing["edges"]]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.toggle_physics(status=False)
    return network


def _node(node: Mapping[str, Any], words: Words) -> dict[str, Any]:
    ground, edge, letters = COLOURS[node["group"]]
    label = words.pick(node["labels"])[0]
    return {
        "shape": "box" if label else "diamond",
        "label": label or " ",
        "title": label.replace("\n", " ") or words.say("legend.partnership"),
        "x": node["x"],
        "y": node["y"],
        "color": {"background": ground, "border": edge},
        "font": {"color": letters, "size": 13},
        "size": 9,
    }


def _edge(kind: str) -> dict[str, Any]:
    colour, dashes = LINES[kind]
    return {"color": colour, "dashes": dashes, "width": 2}


def page(network: Network, language: str, audience: str) -> str:
    """The network as one HTML file that asks nothing of anyone: the drawing, and what it says in words."""
    words = Words(language)
    script, vis = _SCRIPT, vis_script()
    policy = f"default-src 'none'; script-src {_hash(vis)} {_hash(script)}; style-src {_hash(_STYLE)}; img-src data:"
    names = {node["id"]: str(node.get("title") or node["id"]) for node in network.nodes}
    pairs = [[escape(names.get(edge[end], str(edge[end]))) for end in ("from", "to")] for edge in network.edges]
    lines = "".join(f"<li>{one} – {other}</li>" for one, other in pairs)
    options = {"physics": False, "interaction": {"hover": True}, "edges": {"smooth": False}}
    return _PAGE.format(
        language=language,
        policy=escape(policy),
        title=escape(str(network.heading) or words.say("network.title")),
        style=_STYLE,
        audience=escape(words.say(f"audience.{audience}")),
        words=escape(words.say("network.words")),
        lines=lines,
        made=escape(words.say("footer.network", vis=VIS_VERSION)),
        data=script_json({"nodes": network.nodes, "edges": network.edges, "options": options}),
        vis=vis,
        script=script,
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _safe_network() -> type[Network]:
    """Pyvis's network, which writes its page by our template."""
    from pyvis.network import Network

    class SafeNetwork(Network):  # type: ignore[misc]  # pyvis has no types
        """A pyvis network whose page runs nothing that a text contains."""

        language = "en"
        audience = "public"

        def generate_html(self, *_: object, **__: object) -> str:
            """The page; whatever pyvis lets one say about its own changes nothing."""
            self.html = page(self, self.language, self.audience)
            return str(self.html)

        def write_html(self, name: str, *_: object, open_browser: bool = False, **__: object) -> None:
            """Write the page to a file."""
            Path(name).write_text(self.generate_html(), "utf-8", newline="")
            if open_browser:
                webbrowser.open(Path(name).absolute().as_uri())

        def show(self, name: str, *_: object, **__: object) -> None:
            """Write the page to a file; a notebook shows it with `IPython.display.HTML(filename=name)`."""
            self.write_html(name)

        def save_graph(self, name: str) -> None:
            """Write the page to a file."""
            self.write_html(name)

    return SafeNetwork

"""The network as a pyvis `Network`, and as a page of its own.

The template of pyvis loads files from the network and runs script in texts. The subclass here keeps everything else of
pyvis but writes its page with a safe, self-contained template. `add_node` and `add_edge` search all previous entries,
so the lists are filled directly.
"""

from __future__ import annotations

import webbrowser
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.text.atomic_file import write_atomically
from viz.markup import escape, policy_hash, script_json
from viz.network.diagram import draw_overview
from viz.wording import PageWording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyvis.network import Network

VIS_VERSION: Final = "9.1.2"
COLOURS: Final = {  # background, border, text; the shapes differ as well
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
# vis-network draws the boxes; the lines are drawn along the gutters between them, by the script of the explorer page.
_SCRIPT: Final = """
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const holder = document.getElementById("network");
const edges = data.edges.map((edge) => ({ ...edge, hidden: true }));
const network = new vis.Network(holder, { nodes: data.nodes, edges }, data.options);
const nets = new Map();
for (const edge of data.edges) {
  const id = JSON.stringify([edge.to, edge.color]);
  if (!nets.has(id)) nets.set(id, { id, source: edge.to, targets: [], edge });
  nets.get(id).targets.push(edge.from);
}
let lines = [];
function place() {
  const blocks = data.nodes.map(({ id }) => {
    const { left, top, right, bottom } = network.getBoundingBox(id); // of where it was drawn last
    const { x, y } = network.getPosition(id);
    const [width, height] = [right - left, bottom - top];
    return { id, x: x - width / 2, y: y - height / 2, width, height, parent: null };
  });
  const wanted = [...nets.values()].reduce((sum, net) => sum + net.targets.length, 0);
  for (const clearance of [{ x: 14, y: 9 }, { x: 7, y: 5 }, { x: 4, y: 4 }]) { // closer where boxes are
    lines = routeNets(blocks, [...nets.values()], clearance);
    if (lines.length === wanted) break;
  }
}
network.on("beforeDrawing", (pen) => {
  for (const { net, points } of lines) {
    const { color, width, dashes } = nets.get(net).edge;
    pen.save();
    pen.lineWidth = width ?? 1;
    pen.strokeStyle = color ?? "#848484";
    pen.setLineDash(dashes ? [7, 5] : []);
    pen.lineJoin = "round";
    pen.stroke(new Path2D(pathOf(points)));
    pen.restore();
  }
});
function follow(event) {
  if (!event.nodes.length) return;
  place();
  network.redraw();
}
network.on("dragging", follow);
network.on("dragEnd", follow);
network.once("afterDrawing", () => {
  place();
  network.fit({ animation: false });
  network.redraw();
});
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
<h2>{heading}</h2>
<ul>{lines}</ul>
<p>{made}</p>
<script type="application/json" id="data">{data}</script>
<script>{vis}</script>
<script>{script}</script>
</body>
</html>
"""


def vis_script() -> str:
    """Return the source of vis-network that pyvis ships, with its licence notice."""
    path = resources.files("pyvis") / "templates" / "lib" / f"vis-{VIS_VERSION}" / "vis-network.min.js"
    return path.read_text("utf-8")


def _routes_script() -> str:
    """Return the part of the explorer page that routes lines between boxes."""
    return (resources.files("viz.page") / "script" / "routes.js").read_text("utf-8")


def to_pyvis(data: Mapping[str, Any], language: str) -> Network:
    """Return a pyvis network of the jurisdictions, their partnerships and the best opportunities, at fixed positions.

    Args:
        data: the result of `viz.page.model.build_page_data`.
        language: that of the labels, "en" or "fr".
    """
    from pyvis.edge import Edge  # imports networkx and jinja2
    from pyvis.node import Node

    wording = PageWording(language)
    drawing = draw_overview(data)
    network = _make_safe_network()(height="80vh", width="100%")
    network.heading, network.language, network.audience = wording.text("map.title"), language, data["audience"]
    network.nodes = [Node(node["id"], **_node_options(node, wording)).options for node in drawing["nodes"]]
    network.edges = [Edge(edge["from"], edge["to"], **_edge_options(edge["kind"])).options for edge in drawing["edges"]]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.toggle_physics(status=False)
    return network


def _node_options(node: Mapping[str, Any], wording: PageWording) -> dict[str, Any]:
    ground, edge, letters = COLOURS[node["group"]]
    label = wording.pick(node["labels"])[0]
    return {
        "shape": "box" if label else "diamond",
        "label": label or " ",
        "title": label.replace("\n", " ") or wording.text("legend.partnership"),
        "x": node["x"],
        "y": node["y"],
        "color": {"background": ground, "border": edge},
        "font": {"color": letters, "size": 13},
        "size": 9,
    }


def _edge_options(kind: str) -> dict[str, Any]:
    colour, dashes = LINES[kind]
    return {"color": colour, "dashes": dashes, "width": 2}


def render_network_page(network: Network, language: str, audience: str) -> str:
    """Return the network as one HTML file that needs no network access, with the edges in words as well.

    The page draws each edge along the gutters between the nodes, so that none passes behind a node it does not join.
    """
    wording = PageWording(language)
    script, vis = f"{_routes_script()}{_SCRIPT}", vis_script()
    scripts, styles = f"{policy_hash(vis)} {policy_hash(script)}", policy_hash(_STYLE)
    policy = f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:"
    names = {node["id"]: str(node.get("title") or node["id"]) for node in network.nodes}
    pairs = [[escape(names.get(edge[end], str(edge[end]))) for end in ("from", "to")] for edge in network.edges]
    lines = "".join(f"<li>{one} – {other}</li>" for one, other in pairs)
    options = {"physics": False, "interaction": {"hover": True}, "edges": {"smooth": False}}
    return _PAGE.format(
        language=language,
        policy=escape(policy),
        title=escape(str(network.heading) or wording.text("map.title")),
        style=_STYLE,
        audience=escape(wording.text(f"audience.{audience}")),
        heading=escape(wording.text("network.words")),
        lines=lines,
        made=escape(wording.text("footer.network", vis=VIS_VERSION)),
        data=script_json({"nodes": network.nodes, "edges": network.edges, "options": options}),
        vis=vis,
        script=script,
    )


def _make_safe_network() -> type[Network]:
    """Return a subclass of the pyvis network that writes its page with our template."""
    from pyvis.network import Network

    class SafeNetwork(Network):  # type: ignore[misc]  # pyvis has no types
        """A pyvis network whose page never runs text of the data as script."""

        language = "en"
        audience = "public"

        def generate_html(self, *_: object, **__: object) -> str:
            """Return the page; the options of pyvis for its own template are ignored."""
            self.html = render_network_page(self, self.language, self.audience)
            return str(self.html)

        def write_html(self, name: str, *_: object, open_browser: bool = False, **__: object) -> None:
            """Write the page to a file."""
            write_atomically(Path(name), self.generate_html().encode("utf-8"))
            if open_browser:
                webbrowser.open(Path(name).absolute().as_uri())

        def show(self, name: str, *_: object, **__: object) -> None:
            """Write the page to a file; a notebook shows it with `IPython.display.HTML(filename=name)`."""
            self.write_html(name)

        def save_graph(self, name: str) -> None:
            """Write the page to a file."""
            self.write_html(name)

    return SafeNetwork

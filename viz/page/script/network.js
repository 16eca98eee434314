// The network: boxes that stay where they are put. The overview was placed in Python; a choice is placed here, in
// columns of jurisdictions, initiatives and themes. vis-network draws it; the list beside it says the same in words.

/** @typedef {{id: string, group: string, shape: string, x: number, y: number, box: [number, number], labels?: Texts, label?: string}} Placed */
/** @typedef {{from: string, to: string, kind: string, smooth: any}} Joined */
/** @typedef {{width: number, height: number, nodes: Placed[], edges: Joined[], left: number}} Drawing */

const FONT = { size: 13, line: 17, padding: 6, face: 'Arial, "Liberation Sans", Helvetica, sans-serif' };
const WIDE_FROM = 540;
const BETWEEN = 14;
const MOST_IN_COLUMN = { jurisdiction: 18, initiative: 18, partnership: 4, theme: 14 };
const COLUMNS_WIDE = [{ kinds: ["jurisdiction"], x: 80, width: 160 }, { kinds: ["initiative", "partnership"], x: 335, width: 220 }, { kinds: ["theme"], x: 572, width: 136 }];
const COLUMNS_NARROW = [{ kinds: ["jurisdiction"], x: 58, width: 116 }, { kinds: ["initiative", "partnership"], x: 228, width: 144 }];

/** @type {Record<keyof NODES, any[]>} */
const ROWS = { jurisdiction: DATA.jurisdictions, theme: DATA.themes, initiative: DATA.initiatives, partnership: DATA.partnerships };

/** @type {any} */
let network = null;
const ruler = document.createElement("canvas").getContext("2d");

/** Draw what is chosen, or everything, at the width there is. */
function drawNetwork() {
  const holder = part("drawing");
  const wide = holder.clientWidth >= WIDE_FROM;
  const drawing = isChosen() ? placeChoice(wide) : { left: 0, ...DATA.network[wide ? "wide" : "narrow"] };
  drawNetworkWords(drawing);
  const scale = Math.min(holder.clientWidth / (drawing.width + 12), 1.15);
  holder.style.height = `${Math.ceil((drawing.height + 20) * scale)}px`;
  const data = { nodes: drawing.nodes.map(visNode), edges: drawing.edges.map(visEdge) };
  if (!network) startNetwork(holder);
  network.setSize("100%", "100%");
  network.setData(data);
  network.moveTo({ position: { x: drawing.width / 2, y: drawing.height / 2 }, scale, animation: false });
  network.redraw();
}

/** @param {HTMLElement} holder */
function startNetwork(holder) {
  const still = { dragNodes: false, dragView: false, zoomView: false, hover: true, selectConnectedEdges: false, hoverConnectedEdges: false };
  const options = { physics: false, autoResize: false, layout: { improvedLayout: false }, interaction: still };
  network = new vis.Network(holder, { nodes: [], edges: [] }, options);
  network.on("click", (event) => event.nodes.length && chooseNode(event.nodes[0]));
  network.on("hoverNode", () => (holder.style.cursor = "pointer"));
  network.on("blurNode", () => (holder.style.cursor = "default"));
  // The drawing is left out of the accessibility tree and of the tab order: the list of nodes stands for it.
  for (const each of holder.querySelectorAll("[tabindex]")) each.removeAttribute("tabindex");
  Object.assign(holder, { network });
}

/** @param {string} id  kind:place, as the nodes of the drawing are called */
function chooseNode(id) {
  const [kind, node] = nodeOf(id);
  choose({ [kind]: node.id });
}

/** @param {string} id @returns {[keyof NODES, any]} */
function nodeOf(id) {
  const [kind, place] = /** @type {[keyof NODES, string]} */ (id.split(":"));
  return [kind, ROWS[kind][Number(place)]];
}

/** A colour of the style sheet. @param {string} name */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** @param {Placed} node */
function visNode(node) {
  const [width, height] = node.box;
  const looks = {
    jurisdiction: ["accent", "accent", "on-accent"],
    initiative: ["initiative", "initiative-edge", "on-initiative"],
    partnership: ["partnership", "partnership", "paper"],
    theme: ["theme", "theme", "on-theme"],
  }[node.group].map(colour);
  const inner = width - 2 * FONT.padding;
  return {
    id: node.id, x: node.x, y: node.y, shape: node.shape, chosen: false, size: 9,
    label: node.label === undefined || node.labels ? pick(node.labels)[0] || undefined : node.label,
    color: { background: looks[0], border: looks[1], hover: { background: looks[0], border: looks[1] } },
    font: { color: looks[2], size: FONT.size, face: FONT.face },
    borderWidth: node.group === "initiative" ? 2 : 1,
    margin: FONT.padding,
    widthConstraint: { minimum: inner },
    heightConstraint: { minimum: height - 2 * FONT.padding },
    shapeProperties: { borderRadius: { jurisdiction: 2, initiative: 7, theme: 18, partnership: 2 }[node.group] },
  };
}

/** @param {Joined} edge */
function visEdge(edge) {
  const looks = { partnership: ["partnership", 2.5, false], works: ["works", 1.2, false], opportunity: ["star", 2, [7, 5]] }[edge.kind];
  return { from: edge.from, to: edge.to, color: { color: colour(looks[0]) }, width: looks[1], dashes: looks[2], smooth: edge.smooth, chosen: false };
}

/** What is chosen, in columns. @param {boolean} wide @returns {Drawing} */
function placeChoice(wide) {
  const rows = nodesOfChoice(wide);
  const columns = (wide ? COLUMNS_WIDE : COLUMNS_NARROW).map((column) => ({ ...column, stack: stackOf(column, rows) }));
  const height = Math.max(150, ...columns.map((column) => heightOf(column.stack)));
  const nodes = columns.flatMap((column) => placeStack(column, height));
  const drawn = new Set(nodes.map((node) => node.id));
  const edges = edgesOfChoice(rows).filter((edge) => drawn.has(edge.from) && drawn.has(edge.to));
  return { width: wide ? 640 : 300, height, nodes, edges, left: rows.left };
}

/** What there is to draw around the choice; `left` counts what has no room. @param {boolean} wide */
function nodesOfChoice(wide) {
  const initiatives = chosenInitiatives();
  const partnerships = chosenPartnerships().filter((row) => !NODES.initiative.has(row.initiative ?? ""));
  const opportunities = listedOpportunities();
  const own = initiatives.flatMap((whole) => MADE_OF.get(whole.id));
  const people = [
    choice.jurisdiction,
    ...own.flatMap(takingPart),
    ...partnerships.flatMap((row) => row.members.map((member) => member.jurisdiction)),
    ...opportunities.flatMap((row) => [row.for, row.with]),
  ];
  const themes = choice.theme ? [choice.theme] : own.flatMap((row) => row.themes ?? []);
  const all = { jurisdiction: unique(people), initiative: initiatives.map((row) => row.id), partnership: partnerships.map((row) => row.id), theme: wide ? unique(themes) : [] };
  let left = 0;
  for (const [kind, ids] of Object.entries(all)) {
    const known = ids.filter((id) => NODES[kind].has(id));
    left += Math.max(0, known.length - MOST_IN_COLUMN[kind]);
    all[kind] = known.slice(0, MOST_IN_COLUMN[kind]);
  }
  return { ...all, opportunities, left };
}

/** @param {(string | undefined)[]} ids @returns {string[]} */
function unique(ids) {
  return [...new Set(ids.filter((id) => id !== undefined && id !== null))];
}

/** The name that a node has in the drawing. @param {keyof NODES} kind @param {string} id */
function drawnId(kind, id) {
  return `${kind}:${ROWS[kind].indexOf(NODES[kind].get(id))}`;
}

/** The boxes of a column, top to bottom, not yet placed. @param {any} column @param {any} rows */
function stackOf(column, rows) {
  return column.kinds.flatMap((kind) => rows[kind].map((id) => {
    const name = kind === "partnership" ? say("legend.partnership") : nameOf(kind, id);
    const label = wrapText(name, column.width - 2 * FONT.padding - 8);
    const height = label.split("\n").length * FONT.line + 2 * FONT.padding;
    return { id: drawnId(kind, id), group: kind, shape: "box", label, box: [column.width, height] };
  }));
}

/** @param {any[]} stack */
function heightOf(stack) {
  return stack.reduce((sum, node) => sum + node.box[1] + BETWEEN, 0);
}

/** @param {any} column @param {number} height @returns {Placed[]} */
function placeStack(column, height) {
  let y = (height - heightOf(column.stack) + BETWEEN) / 2;
  return column.stack.map((node) => {
    const placed = { ...node, x: column.x, y: y + node.box[1] / 2 };
    y += node.box[1] + BETWEEN;
    return placed;
  });
}

/** @param {any} rows @returns {Joined[]} */
function edgesOfChoice(rows) {
  const straight = { enabled: false };
  const join = (kind, from, to, smooth = straight) => ({ kind, from, to, smooth });
  const ofInitiatives = rows.initiative.flatMap((id) => {
    const own = MADE_OF.get(id);
    const partners = unique(own.flatMap((row) => row.partners));
    const lead = NODES.initiative.get(id).lead;
    return [
      ...(lead ? [lead] : []).map((who) => join(partners.length ? "partnership" : "works", drawnNode("jurisdiction", who), drawnId("initiative", id))),
      ...partners.map((who) => join("partnership", drawnNode("jurisdiction", who), drawnId("initiative", id))),
      ...rows.theme.filter((theme) => own.some((row) => (row.themes ?? []).includes(theme) || (theme === choice.theme && row.reach.includes(theme))))
        .map((theme) => join("works", drawnId("initiative", id), drawnId("theme", theme))),
    ];
  });
  const ofPartnerships = rows.partnership.flatMap((id) =>
    NODES.partnership.get(id).members.map((member) => join("partnership", drawnNode("jurisdiction", member.jurisdiction), drawnId("partnership", id))));
  const ofOpportunities = rows.opportunities.flatMap((row) => newcomer(row).map(([who, id]) => join("opportunity", drawnNode("jurisdiction", who), drawnId("initiative", id))));
  return [...ofInitiatives, ...ofPartnerships, ...ofOpportunities];
}

/** @param {keyof NODES} kind @param {string} id */
function drawnNode(kind, id) {
  return NODES[kind].has(id) ? drawnId(kind, id) : "";
}

/** Whom an opportunity would bring to which initiative: one of its two sides, the one it is for if that can be. @param {any} row @returns {[string, string][]} */
function newcomer(row) {
  const wholes = unique((row.initiatives ?? []).map((id) => NODES.initiative.get(id)?.whole));
  const drawn = wholes.filter((id) => chosenInitiatives().some((whole) => whole.id === id));
  const outside = (who) => drawn.filter((id) => !MADE_OF.get(id).flatMap(takingPart).includes(who));
  const pairs = [row.for, row.with].flatMap((who) => outside(who).map((id) => /** @type {[string, string]} */ ([who, id])));
  return pairs.slice(0, 1);
}

/** Text in lines no wider than `width`, at most three. @param {string} label @param {number} width */
function wrapText(label, width) {
  ruler.font = `${FONT.size}px ${FONT.face}`;
  const lines = [""];
  for (const word of label.split(/\s+/)) {
    const pieces = word.match(/[^-]+-?|-/g) ?? []; // a line may end after a hyphen
    pieces.forEach((piece, number) => {
      const longer = `${lines[lines.length - 1]}${number ? "" : " "}${piece}`.trim();
      if (ruler.measureText(longer).width <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
      else lines.push(piece);
    });
  }
  const kept = lines.slice(0, 3);
  if (lines.length > 3) kept[2] += "…";
  return kept.map((line) => shorten(line, width)).join("\n");
}

/** @param {string} line @param {number} width */
function shorten(line, width) {
  if (ruler.measureText(line).width <= width) return line;
  let kept = line.replace(/…$/, "");
  while (kept && ruler.measureText(`${kept}…`).width > width) kept = [...kept].slice(0, -1).join("");
  return `${kept.trimEnd()}…`;
}

/** The list that stands for the drawing: partnerships as sentences, then each node with a sentence. @param {Drawing} drawing */
function drawNetworkWords(drawing) {
  const partnerships = chosenPartnerships();
  part("words").replaceChildren(...(partnerships.length ? partnerships.map(partnershipItem) : [element("li", {}, say("network.none"))]));
  part("node-list").replaceChildren(...drawing.nodes.map((node) => {
    const [kind, row] = nodeOf(node.id);
    return element("li", {}, button(`node:${node.id}`, () => chooseNode(node.id), { class: "plain" }, nodeSentence(kind, row)));
  }));
  const unseen = drawing.left;
  part("network-more").hidden = unseen <= 0;
  part("network-more").textContent = unseen > 0 ? count("network.more", unseen) : "";
}

/** @param {any} row a partnership */
function partnershipItem(row) {
  const names = row.members.map((member) => chooser("words", "jurisdiction", member.jurisdiction));
  const said = NODES.initiative.has(row.initiative ?? "")
    ? sentence("network.pair", { names: listed(names), initiative: [chooser("words", "initiative", row.initiative)] })
    : sentence("network.plain", { names: listed(names) });
  return element("li", {}, ...said);
}

/** @param {keyof NODES} kind @param {any} row */
function nodeSentence(kind, row) {
  if (kind === "initiative") return say("network.node.initiative", { name: nameOf(kind, row.id), lead: nameOf("jurisdiction", row.lead) });
  if (kind === "partnership") return say("network.node.partnership", { names: nameOf(kind, row.id) });
  const name = nameOf(kind, row.id);
  const initiatives = count("count.initiatives", WHOLES.filter((whole) => concerns(whole, { [kind]: row.id })).length);
  if (kind === "theme") return say("network.node.theme", { name, initiatives });
  const partners = unique(DATA.partnerships.filter((each) => isMember(each, row.id)).flatMap((each) => each.members.map((member) => member.jurisdiction)));
  const others = partners.filter((id) => id !== row.id).map((id) => nameOf("jurisdiction", id));
  return others.length ? say("network.node.partners", { name, initiatives, partners: listing(others) }) : say("network.node.alone", { name, initiatives });
}

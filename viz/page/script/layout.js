// Where the boxes of the network are: side by side in columns, what is in a box inside it; nothing depends on chance.

const FONT = { size: 14, small: 12, line: 18, face: 'Arial, "Liberation Sans", Helvetica, sans-serif' };
/** @type {Record<SceneKind, {width: number, narrow: number, lines: number}>} */
const SIZES = {
  community: { width: 230, narrow: 270, lines: 4 }, jurisdiction: { width: 172, narrow: 128, lines: 5 }, initiative: { width: 196, narrow: 128, lines: 5 },
  partnership: { width: 196, narrow: 128, lines: 5 }, theme: { width: 160, narrow: 120, lines: 3 }, need: { width: 210, narrow: 128, lines: 5 },
  evidence: { width: 230, narrow: 128, lines: 5 }, more: { width: 130, narrow: 110, lines: 2 },
};
const BOX = { side: 10, top: 8, badge: 20, between: 34, below: 22, inside: 24, head: 16 };
const PAGE = { edge: 20, between: 46, below: 34, width: 1250, height: 700 }; // the room that a drawing has on a common screen
const LINES_OPENED = 30;
const SHAPE_COUNTS = 0.15; // how much smaller a drawing may be to have the shape of the screen
const REGULAR_TO_SMALL = 1.14; // notes are written smaller than what is measured
const REGULAR_TO_BOLD = 0.88; // widths are measured in the regular face, and the names of communities are bold

const ruler = document.createElement("canvas").getContext("2d");

/** Give the nodes of a scene their places; returns how large the whole is. @param {Scene} scene @returns {{width: number, height: number}} */
function placeScene(scene) {
  for (const root of scene.roots) measureNode(root, scene);
  placeRoots(scene.roots);
  moveNodes(scene);
  const all = [...scene.nodes.values()];
  const [left, top] = [Math.min(0, ...all.map((node) => node.x - 40)), Math.min(0, ...all.map((node) => node.y - 40))];
  if (left < 0 || top < 0) for (const root of scene.roots) shiftAll(root, -left, -top);
  return { width: Math.max(0, ...all.map((node) => node.x + node.width)) + 30, height: Math.max(0, ...all.map((node) => node.y + node.height)) + 30 };
}

/** How large a node is, and where what is in it is within it. @param {SceneNode} node @param {Scene} scene */
function measureNode(node, scene) {
  const size = SIZES[node.kind];
  const open = node.columns.length > 0;
  const width = wide ? size.width : size.narrow;
  for (const child of node.columns.flat()) measureNode(child, scene);
  const gap = BOX.between + (open ? crowding(node, scene) : 0);
  const across = node.columns.reduce((sum, column) => sum + widest(column), 0) + gap * Math.max(0, node.columns.length - 1);
  node.width = open ? Math.max(width, across + 2 * BOX.inside) : width;
  const room = (node.width - 2 * BOX.side - (hasBadge(node) ? BOX.badge : 0) - 4) * (node.kind === "community" ? REGULAR_TO_BOLD : 1);
  const [label, code] = pick(node.kind === "jurisdiction" ? nameThatFits(node, room) : node.texts);
  node.lines = wrapText(label, room, node.kind === "evidence" && node.opened ? LINES_OPENED : open ? 3 : size.lines).split("\n");
  node.code = code;
  node.notes = node.note ? wrapText(node.note, room * REGULAR_TO_SMALL, open ? 1 : 3).split("\n") : [];
  const head = headOf(node);
  node.height = head;
  if (!open) return;
  const tallest = Math.max(...node.columns.map(tall));
  let x = BOX.inside + (node.width - across - 2 * BOX.inside) / 2;
  for (const column of node.columns) {
    const middle = widest(column);
    let y = head + BOX.head + (tallest - tall(column)) / 2;
    for (const child of column) {
      [child.x, child.y] = [x + (middle - child.width) / 2, y];
      y += child.height + BOX.below;
    }
    x += middle + gap;
  }
  node.height = head + BOX.head + tallest + BOX.inside;
}

/** The names of a jurisdiction, or its abbreviations where a word of the name is too long for its box. @param {SceneNode} node @param {number} room @returns {Texts} */
function nameThatFits(node, room) {
  const { abbreviations } = DATA.jurisdictions[node.at];
  if (ruler) ruler.font = `${FONT.size}px ${FONT.face}`;
  const fits = pick(node.texts)[0].split(/\s+|(?<=-)/).every((word) => widthOf(word) <= room);
  return fits || !abbreviations || !Object.keys(abbreviations).length ? node.texts : abbreviations;
}

/** More room between columns where many partnerships run; nothing that comes and goes, so that boxes stay where they are. @param {SceneNode} node @param {Scene} scene */
function crowding(node, scene) {
  const inside = new Set(node.columns.flat().map((each) => each.id));
  const lines = scene.nets.reduce((sum, net) => sum + (net.kind === "partnership" && inside.has(net.source) ? 1 : 0), 0);
  return node.columns.length > 1 ? Math.min(44, lines * 4) : 0;
}

/** Whether a box shows to which community it belongs. @param {SceneNode} node */
function hasBadge(node) {
  return node.group >= 0 && (node.kind === "jurisdiction" || node.kind === "community");
}

/** @param {SceneNode[]} column */
function widest(column) {
  return Math.max(0, ...column.map((each) => each.width));
}

/** @param {SceneNode[]} column */
function tall(column) {
  return column.reduce((sum, each) => sum + each.height + BOX.below, 0) - BOX.below;
}

/** The column of each community: it stays when boxes are opened or added, until all is folded or the room changes. @type {{wide: boolean, of: Map<string, number>} | null} */
let columnsKept = null;

/** Communities in as many columns as let them be drawn largest, each where there is room first. @param {SceneNode[]} roots */
function placeRoots(roots) {
  if (columnsKept?.wide !== wide) columnsKept = null;
  let best = stackRoots(roots, columnsKept ? Math.max(...columnsKept.of.values()) + 1 : 1);
  for (let many = 2; !columnsKept && wide && many <= Math.min(5, roots.length); many += 1) {
    const next = stackRoots(roots, many);
    if (next.fit > best.fit) best = next;
  }
  if (roots.length) columnsKept ??= { wide, of: best.of };
  for (const [root, [x, y]] of best.places) {
    shift(root, x - root.x, y - root.y);
    placeInside(root);
  }
}

/** @param {SceneNode[]} roots @param {number} many  columns @returns {{fit: number, places: Map<SceneNode, Point>, of: Map<string, number>}} */
function stackRoots(roots, many) {
  const columns = Array.from({ length: many }, (_, at) => ({ at, high: PAGE.edge, held: /** @type {[SceneNode, number][]} */ ([]) }));
  /** @type {Map<string, number>} */
  const of = new Map();
  for (const root of roots) {
    const shortest = columns.reduce((best, each) => (each.high < best.high ? each : best));
    const column = columns[columnsKept?.of.get(root.id) ?? shortest.at];
    of.set(root.id, column.at);
    column.held.push([root, column.high]);
    column.high += root.height + PAGE.below;
  }
  /** @type {Map<SceneNode, Point>} */
  const places = new Map();
  let x = PAGE.edge;
  for (const { held } of columns) {
    for (const [root, y] of held) places.set(root, [x, y]);
    x += Math.max(0, ...held.map(([root]) => root.width)) + PAGE.between;
  }
  const high = Math.max(...columns.map((each) => each.high));
  const scale = Math.min(1, PAGE.width / x, PAGE.height / high);
  const odd = Math.min(1, Math.abs(Math.log((x / high) * (PAGE.height / PAGE.width))));
  return { fit: scale * (1 - SHAPE_COUNTS * odd), places, of };
}

/** What is in a node is placed within it: give it its place in the whole. @param {SceneNode} node */
function placeInside(node) {
  for (const child of node.columns.flat()) {
    [child.x, child.y] = [child.x + node.x, child.y + node.y];
    placeInside(child);
  }
}

/** Move a node with what is in it; before `placeInside` only itself. @param {SceneNode} node @param {number} x @param {number} y */
function shift(node, x, y) {
  [node.x, node.y] = [node.x + x, node.y + y];
}

/** @param {SceneNode} node @param {number} x @param {number} y */
function shiftAll(node, x, y) {
  shift(node, x, y);
  for (const child of node.columns.flat()) shiftAll(child, x, y);
}

/** Put nodes where the reader dragged them, or as near as they find room. @param {Scene} scene */
function moveNodes(scene) {
  for (const [id, by] of Object.entries(view.moved)) {
    const node = scene.nodes.get(id);
    if (!node) continue;
    const place = freePlace(node, node.x + by[0], node.y + by[1], scene);
    shiftAll(node, place[0] - node.x, place[1] - node.y);
  }
}

/** The free place nearest to one: at a distance from all boxes but those that a node is in, or that are in it. @param {SceneNode} node @param {number} x @param {number} y @param {Scene} scene @returns {Point} */
function freePlace(node, x, y, scene) {
  const [sides, ends] = [2 * CLEARANCE.x + 1, 2 * CLEARANCE.y + 1];
  const taken = obstaclesOf(node, scene);
  /** @param {number} left @param {number} top */
  const free = (left, top) => !taken.some((each) => left < each.x + each.width + sides && left + node.width > each.x - sides && top < each.y + each.height + ends && top + node.height > each.y - ends);
  if (free(x, y)) return [x, y];
  const near = (/** @type {number} */ to) => (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - to) - Math.abs(b - to);
  const xs = [x, ...taken.flatMap((each) => [each.x - node.width - sides, each.x + each.width + sides])].sort(near(x));
  const ys = [y, ...taken.flatMap((each) => [each.y - node.height - ends, each.y + each.height + ends])].sort(near(y));
  /** @type {Point} */
  let best = [Math.max(...xs), Math.max(...ys)];
  let least = Infinity;
  for (const left of xs) {
    if (Math.abs(left - x) >= least) break;
    for (const top of ys) {
      const far = Math.abs(left - x) + Math.abs(top - y);
      if (far >= least) break;
      if (free(left, top)) [best, least] = [[left, top], far];
    }
  }
  return best;
}

/** The boxes that a node may not be moved onto. @param {SceneNode} node @param {Scene} scene @returns {{x: number, y: number, width: number, height: number}[]} */
function obstaclesOf(node, scene) {
  const holders = new Set();
  for (let at = node.parent; at; at = scene.nodes.get(at)?.parent ?? null) holders.add(at);
  /** @param {SceneNode} other */
  const inside = (other) => {
    for (let at = /** @type {string | null} */ (other.id); at; at = scene.nodes.get(at)?.parent ?? null) if (at === node.id) return true;
    return false;
  };
  return [...scene.nodes.values()].filter((other) => !inside(other)).map((other) => (holders.has(other.id) ? { ...other, height: headOf(other) } : other));
}

/** How high the head of an open box is: its name. @param {SceneNode} node */
function headOf(node) {
  return (node.lines.length + node.notes.length) * FONT.line + 2 * BOX.top;
}

/** The blocks that lines go around: boxes, and of open boxes their heads. @param {Scene} scene @returns {RouteBlock[]} */
function blocksOf(scene) {
  return [...scene.nodes.values()].flatMap(({ id, x, y, width, height, parent, columns, ...node }) => {
    const open = columns.length > 0;
    const own = { id, x, y, width, height, parent, open };
    return open ? [own, { id: `head:${id}`, x, y, width, height: headOf({ id, x, y, width, height, parent, columns, ...node }), parent: id }] : [own];
  });
}

/** @template T @param {Iterable<T>} values @returns {T[]} */
function unique(values) {
  return [...new Set(values)];
}

/** Text in lines no wider than `width`. @param {string} label @param {number} width @param {number} most  lines */
function wrapText(label, width, most) {
  if (ruler) ruler.font = `${FONT.size}px ${FONT.face}`;
  const lines = [""];
  for (const word of label.split(/\s+/)) {
    const pieces = word.match(/[^-]+-?|-/g) ?? []; // a line may end after a hyphen
    pieces.forEach((piece, number) => {
      const longer = `${lines[lines.length - 1]}${number ? "" : " "}${piece}`.trim();
      if (widthOf(longer) <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
      else lines.push(piece);
    });
  }
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] += "…";
  return kept.map((line) => shorten(line, width)).join("\n");
}

/** @param {string} line */
function widthOf(line) {
  return ruler?.measureText(line).width ?? 0;
}

/** @param {string} line @param {number} width */
function shorten(line, width) {
  if (widthOf(line) <= width) return line;
  let kept = line.replace(/…$/, "");
  while (kept && widthOf(`${kept}…`) > width) kept = [...kept].slice(0, -1).join("");
  return `${kept.trimEnd()}…`;
}

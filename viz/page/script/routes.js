// Lines along the gutters between boxes, with right angles: none passes behind a box that it does not join.
//
// Candidate lines run at a fixed distance from the sides of all blocks. A line is a shortest path on their grid, by length,
// bends and crossings (Dijkstra); the lines of one net share what they have in common. Lines of several nets on one grid
// line are then moved aside from each other, each within the free strip around it. The same blocks give the same lines.

/** @typedef {{id: string, x: number, y: number, width: number, height: number, parent?: string | null, open?: boolean}} RouteBlock  top left; an open block may be entered by lines that end in it */
/** @typedef {{id: string, source: string, targets: string[]}} Net  one line that forks */
/** @typedef {[number, number]} Point */
/** @typedef {{net: string, target: string, points: Point[]}} Route */
/** @typedef {{net: number, upright: boolean, line: number, at: number, from: number, to: number, pins: Set<RouteBlock>, low: number, high: number, turns: [number, number], track: number}} Segment  a straight part: `at` across (`line` before it was moved), `from` and `to` along */
/** @typedef {{node: number, upright: boolean, side: number}} Port  a node of the grid beside a block, and where the line meets the block */
/** @typedef {{ports: {block: RouteBlock, port: Port}[], previous: Map<number, number>, links: [number, number][], ends: Map<string, Port>}} Tree */

const CLEARANCE = { x: 14, y: 9 }; // from a block to its grid lines; blocks have at least twice as much between them
const MARGIN = 3; // that a line keeps to a block at least
const REACH = 18; // how far a line may be moved aside
const TRACK = 7; // between lines side by side
const ROUNDS = 2; // in which each line is found once more, past all others
const COST = { bend: 26, crossing: 60, shared: 0.35, otherSide: 24, upright: 18, fork: 6 };

/** The lines of nets between blocks; those that find no way are left out. @param {RouteBlock[]} blocks @param {Net[]} nets @param {{x: number, y: number}} [clearance] @returns {Route[]} */
function routeNets(blocks, nets, clearance = CLEARANCE) {
  const grid = new RouteGrid(blocks, nets, clearance);
  const trees = nets.map((net) => grid.route(net));
  for (let round = 0; round < ROUNDS; round += 1) nets.forEach((net, at) => { trees[at] = grid.routeAgain(net, trees[at]); });
  const segments = trees.flatMap((tree, at) => (tree ? grid.segmentsOf(tree, at) : []));
  for (const segment of segments) grid.measureRoom(segment, nets[segment.net]);
  spreadTracks(segments);
  const own = nets.map(() => /** @type {Segment[]} */ ([]));
  for (const segment of segments) own[segment.net].push(segment);
  return nets.flatMap((net, at) => {
    const tree = trees[at];
    return tree ? net.targets.flatMap((target) => {
      const port = tree.ends.get(target);
      return port ? [{ net: net.id, target, points: grid.pointsOf(tree, port, own[at]) }] : [];
    }) : [];
  });
}

/** Numbers in order, those nearly equal once. @param {number[]} numbers */
function distinct(numbers) {
  return numbers.sort((a, b) => a - b).filter((each, at, all) => !at || each - all[at - 1] > 0.01);
}

/** The place of the first number that is greater. @param {number[]} numbers @param {number} limit */
function firstAbove(numbers, limit) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The grid of candidate lines around blocks. */
class RouteGrid {
  /** @param {RouteBlock[]} blocks @param {Net[]} nets @param {{x: number, y: number}} clearance */
  constructor(blocks, nets, clearance) {
    this.clearance = clearance;
    this.blocks = new Map(blocks.map((block) => [block.id, block]));
    const joined = new Set(nets.flatMap((net) => [net.source, ...net.targets]));
    /** @param {"x" | "y"} start @param {"width" | "height"} size */
    const lines = (start, size) => distinct(blocks.flatMap((block) => {
      const [low, high] = [block[start], block[start] + block[size]];
      return [low - this.clearance[start], high + this.clearance[start], ...(joined.has(block.id) ? [(low + high) / 2] : [])];
    }));
    this.xs = lines("x", "width");
    this.ys = lines("y", "height");
    /** @type {Map<RouteBlock, RouteBlock[]>} */
    this.holders = new Map();
    this.zones = blocks.filter((block) => block.open).sort((a, b) => this.around(a).length - this.around(b).length);
    this.zoneOf = new Map(this.zones.map((block, at) => [block.id, at + 1]));
    const size = this.xs.length * this.ys.length;
    // Of the step right (and down) from each node: -1 where a block is in the way, else the innermost open block it is in.
    this.right = new Int32Array(size);
    this.down = new Int32Array(size);
    for (const zone of this.zones) this.enter(zone, this.zoneOf.get(zone.id) ?? 0);
    for (const block of blocks) if (!block.open) this.enter(block, -1);
    this.usedRight = new Uint16Array(size);
    this.usedDown = new Uint16Array(size);
    this.cost = new Float64Array(size * 2);
    this.stamp = new Int32Array(size * 2);
    this.before = new Int32Array(size * 2);
    this.closed = new Int32Array(size * 2);
    this.nodeX = new Float64Array(size);
    this.nodeY = new Float64Array(size);
    for (let node = 0; node < size; node += 1) {
      this.nodeX[node] = this.xs[node % this.xs.length];
      this.nodeY[node] = this.ys[Math.floor(node / this.xs.length)];
    }
    this.heap = new Heap();
    this.round = 0;
  }

  /** The blocks around a block, innermost first. @param {RouteBlock} block @returns {RouteBlock[]} */
  around(block) {
    let found = this.holders.get(block);
    if (found) return found;
    const parent = block.parent ? this.blocks.get(block.parent) : undefined;
    found = parent ? [parent, ...this.around(parent)] : [];
    this.holders.set(block, found);
    return found;
  }

  /** Mark the steps that touch a block. @param {RouteBlock} block @param {number} mark */
  enter({ x, y, width, height }, mark) {
    const [left, right, top, bottom] = [x - MARGIN, x + width + MARGIN, y - MARGIN, y + height + MARGIN];
    const [firstX, firstY] = [firstAbove(this.xs, left), firstAbove(this.ys, top)];
    const wide = this.xs.length;
    for (let row = Math.max(0, firstY - 1); row < this.ys.length && this.ys[row] < bottom; row += 1) {
      for (let column = Math.max(0, firstX - 1); column < wide && this.xs[column] < right; column += 1) {
        const node = row * wide + column;
        if (row >= firstY) this.right[node] = mark;
        if (column >= firstX) this.down[node] = mark;
      }
    }
  }

  /** The nodes beside a block from which a line can reach the middle of a side. @param {RouteBlock} block @returns {Port[]} */
  portsOf(block) {
    const { x, y, width, height } = block;
    const wide = this.xs.length;
    /** @param {number[]} numbers @param {number} value */
    const at = (numbers, value) => firstAbove(numbers, value + 0.02) - 1;
    const [row, column] = [at(this.ys, y + height / 2) * wide, at(this.xs, x + width / 2)];
    const all = [
      { node: row + at(this.xs, x - this.clearance.x), upright: false, side: x },
      { node: row + at(this.xs, x + width + this.clearance.x), upright: false, side: x + width },
      { node: at(this.ys, y - this.clearance.y) * wide + column, upright: true, side: y },
      { node: at(this.ys, y + height + this.clearance.y) * wide + column, upright: true, side: y + height },
    ];
    return all.filter((port) => this.isClear(block, port));
  }

  /** Whether no other block is between a block and its port, as there may be where the reader put one on another. @param {RouteBlock} block @param {Port} port */
  isClear(block, port) {
    const [x, y] = this.place(port.node);
    const [farX, farY] = port.upright ? [x, port.side] : [port.side, y];
    const [left, right, top, bottom] = [Math.min(x, farX), Math.max(x, farX), Math.min(y, farY), Math.max(y, farY)];
    for (const other of this.blocks.values()) {
      if (other === block || other.open || other.x >= right + 1 || other.x + other.width <= left - 1 || other.y >= bottom + 1 || other.y + other.height <= top - 1) continue;
      if (!this.around(other).includes(block)) return false;
    }
    return true;
  }

  /** Find a tree from the source of a net to its targets, the nearest first. @param {Net} net @returns {Tree | null} */
  route(net) {
    const source = this.blocks.get(net.source);
    if (!source) return null;
    const ends = net.targets.flatMap((id) => this.blocks.get(id) ?? []);
    const allowed = new Uint8Array(this.zones.length + 1);
    allowed[0] = 1;
    for (const block of [source, ...ends]) for (const each of this.around(block)) allowed[this.zoneOf.get(each.id) ?? 0] = 1;
    /** @type {Tree} */
    const tree = { ports: [], previous: new Map(), links: [], ends: new Map() };
    /** @type {Map<number, {block: RouteBlock, port: Port}[]>} */
    const goals = new Map();
    for (const block of ends) for (const port of this.portsOf(block)) goals.set(port.node * 2 + Number(port.upright), [...goals.get(port.node * 2 + Number(port.upright)) ?? [], { block, port }]);
    const starts = this.portsOf(source);
    for (let left = ends.length; left > 0; left -= 1) {
      const found = this.search(tree, starts, goals, allowed);
      if (!found) break;
      this.grow(tree, source, starts, found);
      for (const [key, blocks] of goals) goals.set(key, blocks.filter(({ block }) => block !== found.block));
    }
    this.count(tree, 1);
    return tree.ends.size ? tree : null;
  }

  /** Find the tree of a net once more, now that the lines of all others are known. @param {Net} net @param {Tree | null} tree @returns {Tree | null} */
  routeAgain(net, tree) {
    if (!tree) return null;
    this.count(tree, -1);
    return this.route(net);
  }

  /** Note that a tree uses its steps, or no longer. @param {Tree} tree @param {number} by */
  count(tree, by) {
    for (const [one, other] of tree.links) (Math.abs(one - other) === 1 ? this.usedRight : this.usedDown)[Math.min(one, other)] += by;
  }

  /**
   * The cheapest way from a tree, or from the source where there is none yet, to a goal.
   * @param {Tree} tree @param {Port[]} starts @param {Map<number, {block: RouteBlock, port: Port}[]>} goals @param {Uint8Array} allowed
   * @returns {{block: RouteBlock, port: Port, path: number[]} | null}
   */
  search(tree, starts, goals, allowed) {
    this.round += 1;
    const { heap } = this;
    heap.clear();
    const open = [...new Set([...goals.values()].flat().map(({ block }) => block))];
    /** The least that is left to go. @param {number} node */
    const left = (node) => {
      const x = this.nodeX[node];
      const y = this.nodeY[node];
      let least = Infinity;
      for (let at = 0; at < open.length; at += 1) {
        const block = open[at];
        const across = Math.max(0, block.x - this.clearance.x - x, x - block.x - block.width - this.clearance.x);
        const down = Math.max(0, block.y - this.clearance.y - y, y - block.y - block.height - this.clearance.y);
        least = Math.min(least, across + down);
      }
      return least;
    };
    /** @param {number} state @param {number} cost @param {number} before */
    const visit = (state, cost, before) => {
      if (this.stamp[state] === this.round && this.cost[state] <= cost) return;
      this.stamp[state] = this.round;
      this.cost[state] = cost;
      this.before[state] = before;
      heap.push(cost + left(state >> 1), state);
    };
    const nodes = new Set(tree.links.flat());
    for (const node of nodes) for (const way of [0, 1]) visit(node * 2 + way, COST.fork, -1);
    for (const port of starts) if (!nodes.has(port.node)) visit(port.node * 2 + Number(port.upright), (nodes.size ? COST.otherSide : 0) + (port.upright ? COST.upright : 0), -1);
    while (heap.size) {
      const state = heap.pop();
      if (this.closed[state] === this.round) continue;
      this.closed[state] = this.round;
      const goal = goals.get(state)?.[0];
      if (goal) return { ...goal, path: this.pathTo(state) };
      this.expand(state, allowed, visit);
    }
    return null;
  }

  /** Visit the neighbours of a state: on in its direction, or turned where it stands. @param {number} state @param {Uint8Array} allowed @param {(state: number, cost: number, before: number) => void} visit */
  expand(state, allowed, visit) {
    const node = state >> 1;
    const upright = state & 1;
    const wide = this.xs.length;
    const cost = this.cost[state];
    visit(state ^ 1, cost + COST.bend, state);
    const column = node % wide;
    const steps = upright ? this.down : this.right;
    const used = upright ? this.usedDown : this.usedRight;
    const across = upright ? this.usedRight : this.usedDown;
    const places = upright ? this.nodeY : this.nodeX;
    const place = upright ? (node - column) / wide : column;
    const count = upright ? this.ys.length : wide;
    const stride = upright ? wide : 1;
    const back = upright ? 1 : wide;
    for (let way = -1; way < 2; way += 2) {
      if (place + way < 0 || place + way >= count) continue;
      const next = node + way * stride;
      const step = way > 0 ? node : next;
      if (steps[step] < 0 || !allowed[steps[step]]) continue;
      const length = Math.abs(places[next] - places[node]);
      const passed = across[next] && across[next - back] ? COST.crossing : 0; // somebody goes straight across
      visit(next * 2 + upright, cost + length * (1 + COST.shared * Math.min(used[step], 4)) + passed, state);
    }
  }

  /** The nodes of the way to a state, from where it began. @param {number} state */
  pathTo(state) {
    const path = [];
    for (let at = state; at >= 0; at = this.before[at]) if (path[path.length - 1] !== at >> 1) path.push(at >> 1);
    return path.reverse();
  }

  /** Add a way to a tree. @param {Tree} tree @param {RouteBlock} source @param {Port[]} starts @param {{block: RouteBlock, port: Port, path: number[]}} found */
  grow(tree, source, starts, { block, port, path }) {
    if (!tree.previous.has(path[0])) {
      const start = starts.find((each) => each.node === path[0]);
      if (start) tree.ports.push({ block: source, port: start });
      tree.previous.set(path[0], -1);
    }
    for (let at = 1; at < path.length; at += 1) {
      if (!tree.previous.has(path[at])) tree.previous.set(path[at], path[at - 1]);
      tree.links.push([path[at - 1], path[at]]);
    }
    tree.ports.push({ block, port });
    tree.ends.set(block.id, port);
  }

  /** @param {number} node @returns {Point} */
  place(node) {
    return [this.nodeX[node], this.nodeY[node]];
  }

  /** The straight parts of a tree. @param {Tree} tree @param {number} net @returns {Segment[]} */
  segmentsOf(tree, net) {
    /** @type {Segment[]} */
    const pieces = tree.links.map(([one, other]) => piece(net, this.place(one), this.place(other)));
    for (const { block, port } of tree.ports) {
      const [x, y] = this.place(port.node);
      const stub = port.upright ? piece(net, [x, y], [x, port.side]) : piece(net, [x, y], [port.side, y]);
      stub.pins.add(block);
      pieces.push(stub);
    }
    const merged = mergePieces(pieces);
    for (const one of merged) one.turns = [turnAt(one, one.from, merged), turnAt(one, one.to, merged)];
    return merged;
  }

  /** Find the free strip around a segment. @param {Segment} segment @param {Net} net */
  measureRoom(segment, net) {
    const ends = [net.source, ...net.targets].flatMap((id) => this.blocks.get(id) ?? []);
    const inside = new Set(ends.flatMap((block) => this.around(block)));
    const [first, last, at] = [segment.from - REACH, segment.to + REACH, segment.at];
    let [low, high] = [at - REACH, at + REACH];
    for (const block of this.blocks.values()) {
      const [start, end, near, far] = segment.upright
        ? [block.y, block.y + block.height, block.x, block.x + block.width] : [block.x, block.x + block.width, block.y, block.y + block.height];
      if (segment.pins.has(block)) {
        const rim = Math.min(6, (far - near) / 3);
        [low, high] = [Math.max(low, near + rim), Math.min(high, far - rim)];
      } else if (end > first && start < last && !inside.has(block) && !this.around(block).some((each) => segment.pins.has(each))) {
        if (far + MARGIN <= at) low = Math.max(low, far + MARGIN);
        else if (near - MARGIN >= at) high = Math.min(high, near - MARGIN);
        else [low, high] = [at, at];
      }
    }
    [segment.low, segment.high] = [Math.min(low, at), Math.max(high, at)];
  }

  /** The corners of the line of a tree to one of its ends. @param {Tree} tree @param {Port} port @param {Segment[]} segments @returns {Point[]} */
  pointsOf(tree, port, segments) {
    const nodes = [port.node];
    for (let at = tree.previous.get(port.node) ?? -1; at >= 0; at = tree.previous.get(at) ?? -1) nodes.push(at);
    nodes.reverse();
    const start = /** @type {Port} */ (tree.ports.find(({ port: each }) => each.node === nodes[0])?.port);
    const places = nodes.map((node) => this.place(node));
    const way = [end(start, places[0]), ...places, end(port, places[places.length - 1])];
    /** @type {Segment[]} */
    const parts = [];
    for (let at = 1; at < way.length; at += 1) {
      const part = segmentOf(segments, way[at - 1], way[at]);
      if (part && part !== parts[parts.length - 1]) parts.push(part);
    }
    const corners = parts.slice(1).map((part, at) => corner(parts[at], part));
    return [end(start, parts[0].upright ? [parts[0].at, 0] : [0, parts[0].at]), ...corners, finish(port, parts[parts.length - 1])];
  }
}

/** Where a line meets its block. @param {Port} port @param {Point} place @returns {Point} */
function end(port, [x, y]) {
  return port.upright ? [x, port.side] : [port.side, y];
}

/** @param {Port} port @param {Segment} segment @returns {Point} */
function finish(port, segment) {
  return end(port, segment.upright ? [segment.at, 0] : [0, segment.at]);
}

/** @param {Segment} one @param {Segment} other @returns {Point} */
function corner(one, other) {
  return one.upright ? [one.at, other.at] : [other.at, one.at];
}

/** @param {number} net @param {Point} one @param {Point} other @returns {Segment} */
function piece(net, one, other) {
  const upright = Math.abs(one[0] - other[0]) < 0.01;
  const along = upright ? 1 : 0;
  return {
    net, upright, line: one[1 - along], at: one[1 - along], from: Math.min(one[along], other[along]), to: Math.max(one[along], other[along]),
    pins: new Set(), low: 0, high: 0, turns: [0, 0], track: 0,
  };
}

/** Join pieces on one line that touch. @param {Segment[]} pieces @returns {Segment[]} */
function mergePieces(pieces) {
  pieces.sort((a, b) => Number(a.upright) - Number(b.upright) || a.at - b.at || a.from - b.from);
  /** @type {Segment[]} */
  const merged = [];
  for (const each of pieces) {
    const last = merged[merged.length - 1];
    if (last && last.upright === each.upright && Math.abs(last.at - each.at) < 0.01 && each.from <= last.to + 0.01) {
      last.to = Math.max(last.to, each.to);
      for (const pin of each.pins) last.pins.add(pin);
    } else merged.push(each);
  }
  return merged;
}

/** To which side a segment turns at one of its ends: -1, 1, or 0 for neither or both. @param {Segment} segment @param {number} along @param {Segment[]} others */
function turnAt(segment, along, others) {
  const [near, far] = [segment.at - 0.02, segment.at + 0.02];
  const met = others.filter((each) => each.upright !== segment.upright && Math.abs(each.at - along) < 0.02 && each.from <= far && each.to >= near);
  return Math.sign(met.reduce((sum, each) => sum + (each.from < near ? -1 : 0) + (each.to > far ? 1 : 0), 0));
}

/** @param {Segment[]} segments @param {Point} one @param {Point} other */
function segmentOf(segments, one, other) {
  const step = piece(0, one, other);
  if (step.to - step.from < 0.01) return undefined;
  return segments.find((each) => each.upright === step.upright && Math.abs(each.line - step.at) < 0.01 && each.from <= step.from + 0.01 && each.to >= step.to - 0.01);
}

/** Move segments of several nets on one line aside from each other, within their free strips. @param {Segment[]} segments */
function spreadTracks(segments) {
  const order = segments.map((_, at) => at).sort((a, b) => Number(segments[a].upright) - Number(segments[b].upright) || segments[a].at - segments[b].at || segments[a].from - segments[b].from || a - b);
  const group = new Map(order.map((at) => [at, at]));
  /** @param {number} at @returns {number} */
  const root = (at) => (group.get(at) === at ? at : root(/** @type {number} */ (group.get(at))));
  order.forEach((one, place) => {
    for (let next = place + 1; next < order.length; next += 1) {
      const [a, b] = [segments[one], segments[order[next]]];
      if (b.upright !== a.upright || b.at - a.at > TRACK) break;
      if (touch(a, b) && Math.min(a.high, b.high) - Math.max(a.low, b.low) > 1) group.set(root(order[next]), root(one));
    }
  });
  /** @type {Map<number, Segment[]>} */
  const groups = new Map();
  for (const at of order) {
    const members = groups.get(root(at));
    if (members) members.push(segments[at]);
    else groups.set(root(at), [segments[at]]);
  }
  for (const members of groups.values()) if (members.length > 1) placeTracks(members);
}

/** Whether two segments run side by side somewhere. @param {Segment} a @param {Segment} b */
function touch(a, b) {
  return a.from <= b.to + TRACK && b.from <= a.to + TRACK;
}

/** Give the segments of a group their places: side by side in an order that crosses as little as can be. @param {Segment[]} members */
function placeTracks(members) {
  members.sort(trackOrder);
  for (let swapped = true; swapped;) {
    swapped = false;
    for (let at = 1; at < members.length; at += 1) {
      const [one, other] = [members[at - 1], members[at]];
      if (crossed(other, one) < crossed(one, other)) {
        [members[at - 1], members[at]] = [other, one];
        swapped = true;
      }
    }
  }
  members.forEach((one, at) => {
    one.track = 1 + Math.max(-1, ...members.slice(0, at).filter((each) => each.net !== one.net && touch(each, one)).map((each) => each.track));
  });
  const [low, high] = [Math.max(...members.map((each) => each.low)), Math.min(...members.map((each) => each.high))];
  const many = Math.max(...members.map((each) => each.track));
  const space = Math.min(TRACK, Math.max(0, high - low) / (many + 1));
  const middle = members.reduce((sum, each) => sum + each.line, 0) / members.length;
  const first = Math.max(low + space / 2, Math.min(middle - (many * space) / 2, high - (many + 0.5) * space));
  for (const each of members) each.at = Math.min(each.high, Math.max(each.low, first + each.track * space));
}

/** How often two segments cross if the first is on the low side of the second. @param {Segment} low @param {Segment} high */
function crossed(low, high) {
  /** @param {Segment} each @param {Segment} over @param {number} way */
  const times = (each, over, way) => Number(each.turns[0] === way && each.from > over.from && each.from < over.to) + Number(each.turns[1] === way && each.to > over.from && each.to < over.to);
  return low.net === high.net ? 0 : times(low, high, 1) + times(high, low, -1);
}

/** Those that turn to the low side at both ends first, the shorter inside the longer; then those that turn to both sides. @param {Segment} a @param {Segment} b */
function trackOrder(a, b) {
  const [sideA, sideB] = [a.turns[0] + a.turns[1], b.turns[0] + b.turns[1]];
  if (sideA !== sideB) return sideA - sideB;
  const longer = (b.to - b.from) - (a.to - a.from);
  if (sideA < 0) return -longer || a.net - b.net;
  if (sideA > 0) return longer || a.net - b.net;
  return a.turns[0] < 0 || b.turns[0] < 0 ? b.from - a.from || a.net - b.net : a.from - b.from || a.net - b.net;
}

/** A heap of states by cost; of equal costs the lower state first, so that the same grid gives the same ways. */
class Heap {
  constructor() {
    this.costs = new Float64Array(1024);
    this.states = new Int32Array(1024);
    this.size = 0;
  }

  clear() {
    this.size = 0;
  }

  /** @param {number} cost @param {number} state */
  push(cost, state) {
    if (this.size === this.costs.length) this.enlarge();
    const { costs, states } = this;
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (costs[up] < cost || (costs[up] === cost && states[up] <= state)) break;
      costs[at] = costs[up];
      states[at] = states[up];
      at = up;
    }
    costs[at] = cost;
    states[at] = state;
  }

  pop() {
    const { costs, states } = this;
    const top = states[0];
    this.size -= 1;
    const [cost, state] = [costs[this.size], states[this.size]];
    let at = 0;
    for (let below = 1; below < this.size; below = at * 2 + 1) {
      const right = below + 1;
      if (right < this.size && (costs[right] < costs[below] || (costs[right] === costs[below] && states[right] < states[below]))) below = right;
      if (cost < costs[below] || (cost === costs[below] && state <= states[below])) break;
      costs[at] = costs[below];
      states[at] = states[below];
      at = below;
    }
    costs[at] = cost;
    states[at] = state;
    return top;
  }

  enlarge() {
    const [costs, states] = [new Float64Array(this.size * 2), new Int32Array(this.size * 2)];
    costs.set(this.costs);
    states.set(this.states);
    [this.costs, this.states] = [costs, states];
  }
}

/** A path with round corners. @param {Point[]} points @param {number} [round] */
function pathOf(points, round = 7) {
  const kept = points.filter((each, at) => !at || Math.abs(each[0] - points[at - 1][0]) + Math.abs(each[1] - points[at - 1][1]) > 0.05);
  let text = `M${kept[0].map(short).join(" ")}`;
  for (let at = 1; at < kept.length - 1; at += 1) {
    const [before, here, after] = [kept[at - 1], kept[at], kept[at + 1]];
    const radius = Math.min(round, distance(before, here) / 2, distance(here, after) / 2);
    const [start, stop] = [toward(here, before, radius), toward(here, after, radius)];
    text += `L${start.map(short).join(" ")}Q${here.map(short).join(" ")} ${stop.map(short).join(" ")}`;
  }
  return `${text}L${kept[kept.length - 1].map(short).join(" ")}`;
}

/** @param {number} number */
function short(number) {
  return Math.round(number * 10) / 10;
}

/** @param {Point} a @param {Point} b */
function distance(a, b) {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

/** The point at a distance from one in the direction of another. @param {Point} from @param {Point} to @param {number} far @returns {Point} */
function toward(from, to, far) {
  const whole = distance(from, to) || 1;
  return [from[0] + ((to[0] - from[0]) * far) / whole, from[1] + ((to[1] - from[1]) * far) / whole];
}

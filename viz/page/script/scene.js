// What the network shows now: communities, in them jurisdictions and what they do together, in these what they are made of.

/** @typedef {"community" | "jurisdiction" | "initiative" | "partnership" | "theme" | "need" | "evidence" | "more"} SceneKind */
/**
 * @typedef {object} SceneNode
 * @property {string} id         kind and place, then where it is if it may be drawn in several places
 * @property {SceneKind} kind
 * @property {number} at         its place among those of its kind
 * @property {number} group      the community it belongs to; -1 is none
 * @property {Texts} texts
 * @property {string} note       a line below its name
 * @property {boolean} opens     whether there is anything in it
 * @property {boolean} opened
 * @property {SceneNode[][]} columns  what is in it, column by column
 * @property {string | null} parent
 * @property {string[]} lines    the name as it is written; filled in by `layout.js`, like the rest
 * @property {string[]} notes    the note as it is written
 * @property {string} code
 * @property {number} x          left
 * @property {number} y          top
 * @property {number} width
 * @property {number} height
 */
/** @typedef {{id: string, kind: string, source: string, targets: string[], weight: number, about?: Opportunity}} SceneNet  one line that forks */
/** @typedef {{nodes: Map<string, SceneNode>, roots: SceneNode[], nets: SceneNet[], left: number, path: string[]}} Scene  `path`: what shows each stop of the path */
/** @typedef {{opened: string[], closed: string[], pins: string[], more: Record<string, number>, moved: Record<string, Point>, path: string[]}} View  what the reader made of the picture */

const OPEN_AT_ONCE = { jurisdictions: 60, partnerships: 48, alone: 24 };
const A_STEP = { community: 24, jurisdiction: 8, evidence: 3, theme: 8, need: 4 };
const MOST = { hubs: 14, pairs: 32, pins: 24, workers: 12, drawn: 2000 };
/** Communities that are none: those with no partnership here, those that did not report, and those that others name and whose report is not here. */
const [ALONE, SILENT, UNHEARD] = [-2, -3, -5];

/** @type {View} */
let view = { opened: [], closed: [], pins: [], more: {}, moved: {}, path: [] };
/** @type {Map<number, number[]>} the members of each community, the negative ones included */
let MEMBERS = new Map();
/** @type {Int32Array} the community of each jurisdiction */
let HOME = new Int32Array();

/** @type {Map<number, number>} how many partnerships are within each community */
let TOGETHER = new Map();

/** Who belongs to which community in the chosen edition: of those that the data says who has a partnership in it, and the rest. */
function prepareCommunities() {
  HOME = new Int32Array(DATA.jurisdictions.length).fill(ALONE);
  const joining = choice.edition ? new Uint8Array(DATA.jurisdictions.length) : null;
  if (joining) for (let at = 0; at < PARTNERSHIPS.length; at += 1) if (isPartnershipIn(at, choice.edition)) for (const who of LISTS.members.of(at)) joining[who] = 1;
  MEMBERS = new Map(DATA.network.communities.map((row, at) => [at, joining ? row.members.filter((who) => joining[who]) : row.members]));
  for (const [group, members] of MEMBERS) for (const at of members) HOME[at] = group;
  const others = DATA.jurisdictions.map((_, at) => at).filter((at) => HOME[at] === ALONE);
  const states = { missing: SILENT, unknown: UNHEARD, reported: ALONE };
  for (const at of others) HOME[at] = states[/** @type {keyof typeof states} */ (stateOf(DATA.jurisdictions[at]))];
  const { rows } = counts();
  const alone = others.filter((at) => HOME[at] === ALONE);
  if (alone.length > OPEN_AT_ONCE.alone) alone.sort((a, b) => rows[b] - rows[a] || a - b);
  MEMBERS.set(ALONE, alone);
  for (const group of [SILENT, UNHEARD]) MEMBERS.set(group, others.filter((at) => HOME[at] === group));
  TOGETHER = new Map();
  for (let at = 0; at < PARTNERSHIPS.length; at += 1) {
    if (!isPartnershipIn(at, choice.edition)) continue;
    const [first, ...others] = LISTS.members.of(at).map((who) => HOME[who]);
    if (first >= 0 && others.every((each) => each === first)) TOGETHER.set(first, (TOGETHER.get(first) ?? 0) + 1);
  }
}

/** Whether a community is open: as the reader left it, else if all that are there can be taken in. @param {number} group */
function isOpen(group) {
  const id = `community:${group}`;
  if (view.opened.includes(id)) return true;
  if (view.closed.includes(id) || group === SILENT || group === UNHEARD) return false;
  if (group === ALONE) return (MEMBERS.get(ALONE)?.length ?? 0) <= OPEN_AT_ONCE.alone;
  const inside = DATA.network.communities.reduce((sum, row) => sum + row.members.length, 0);
  return inside <= OPEN_AT_ONCE.jurisdictions && PARTNERSHIPS.length <= OPEN_AT_ONCE.partnerships;
}

/** How many of what is in something are drawn. @param {string} id @param {keyof typeof A_STEP} kind */
function shownIn(id, kind) {
  return view.more[id] ?? A_STEP[kind];
}

/** Builds a scene from the view. */
class SceneBuilder {
  constructor() {
    /** @type {Map<string, SceneNode>} */
    this.nodes = new Map();
    /** @type {SceneNet[]} */
    this.nets = [];
    /** @type {Map<number, string>} what stands for a jurisdiction in the picture */
    this.shownAs = new Map();
    /** @type {Map<number, string>} what stands for an initiative */
    this.works = new Map();
    this.left = 0;
  }

  /** @returns {Scene} */
  build() {
    const groups = [...MEMBERS.keys()].filter((group) => MEMBERS.get(group)?.length);
    for (const group of groups) this.represent(group);
    const asked = unique([...view.path, ...view.pins]).slice(0, MOST.pins);
    const people = asked.filter((id) => id.startsWith("jurisdiction:") && this.shownAs.get(Number(id.split(":")[1])) !== id);
    for (const id of people) this.shownAs.set(Number(id.split(":")[1]), id);
    /** @type {Map<number, number[]>} */
    const hubs = hidden("initiative") ? new Map() : this.hubs();
    for (const where of hubs.values()) for (const place of where) this.works.set(PARTNERSHIPS[place].initiativeAt, `partnership:${place}`);
    const pinned = asked.filter((id) => people.includes(id) || (!id.startsWith("jurisdiction:") && !this.isHeld(id)));
    for (const id of pinned) if (id.startsWith("initiative:")) this.works.set(Number(id.split(":")[1]), id);
    const roots = groups.map((group) => this.community(group, hubs.get(group) ?? []));
    if (pinned.length) roots.push(this.pins(pinned)); // last, so that the others stay where they are
    this.join();
    const drawn = new Set(this.nodes.keys());
    const nets = this.nets.filter((net) => !hidden(net.kind) && drawn.has(net.source))
      .map((net) => ({ ...net, targets: unique(net.targets).filter((id) => drawn.has(id) && id !== net.source && !this.holds(id, net.source) && !this.holds(net.source, id)) }))
      .filter((net) => net.targets.length);
    return { nodes: this.nodes, roots, nets, left: this.left, path: view.path.flatMap((id) => this.shownFor(id) ?? []) };
  }

  /** Note what stands for the members of a community. @param {number} group */
  represent(group) {
    const members = MEMBERS.get(group) ?? [];
    const shown = shownIn(`community:${group}`, "community");
    members.forEach((at, place) => this.shownAs.set(at, isOpen(group) ? place < shown ? `jurisdiction:${at}` : `more:community:${group}` : `community:${group}`));
  }

  /** Whether a node is somewhere in another. @param {string} holder @param {string} id */
  holds(holder, id) {
    for (let at = this.nodes.get(id)?.parent; at; at = this.nodes.get(at)?.parent) if (at === holder) return true;
    return false;
  }

  /** Whether an initiative or a partnership is in the picture without being pinned. @param {string} id */
  isHeld(id) {
    const at = Number(id.split(":")[1]);
    if (id.startsWith("partnership:")) return [...this.works.values()].includes(id);
    if (!id.startsWith("initiative:")) return false;
    const lead = `jurisdiction:${DATA.initiatives.lead[at]}`;
    return this.works.has(at) || (view.opened.includes(lead) && this.shownAs.get(DATA.initiatives.lead[at]) === lead && !hidden("initiative"));
  }

  /** The partnerships that have a box of their own, by the community that most of their members belong to. @returns {Map<number, number[]>} */
  hubs() {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    for (const row of PARTNERSHIPS) {
      if (!isPartnershipIn(row.at, choice.edition)) continue;
      const members = row.membersAt;
      if (unique(members.map((at) => this.shownAs.get(at))).length < 2 || this.works.has(row.initiativeAt)) continue;
      const homes = members.map((at) => HOME[at]);
      const group = homes.reduce((best, each) => (homes.filter((other) => other === each).length > homes.filter((other) => other === best).length ? each : best), homes[0]);
      const whole = members.every((at) => this.shownAs.get(at)?.startsWith("jurisdiction:"));
      if (!isOpen(group) || (PARTNERSHIPS.length > OPEN_AT_ONCE.partnerships && !whole)) continue;
      found.set(group, [...found.get(group) ?? [], row.at]);
    }
    for (const [group, places] of found) if (places.length > MOST.hubs) found.delete(group); // as lines between two, of their width
    return found;
  }

  /** Add a node. @param {SceneKind} kind @param {number} at @param {Partial<SceneNode>} more @returns {SceneNode} */
  node(kind, at, more) {
    const id = more.id ?? `${kind}:${at}`;
    const made = { id, kind, at, group: -1, texts: {}, note: "", opens: false, opened: false, columns: [], parent: null, lines: [], notes: [], code: language, x: 0, y: 0, width: 0, height: 0, ...more };
    this.nodes.set(id, made);
    return made;
  }

  /** Put nodes into another. @param {SceneNode} holder @param {SceneNode[][]} columns */
  fill(holder, columns) {
    holder.columns = columns.filter((column) => column.length);
    for (const each of holder.columns.flat()) each.parent = holder.id;
    return holder;
  }

  /** @param {number} group @param {number[]} hubs */
  community(group, hubs) {
    const members = MEMBERS.get(group) ?? [];
    const opened = isOpen(group);
    const made = this.node("community", group, { group, texts: { [language]: communityName(group) }, note: opened ? "" : foldedNote(group, members.length), opens: true, opened });
    if (!opened) return made;
    const shown = members.slice(0, shownIn(made.id, "community")).filter((at) => this.shownAs.get(at) === `jurisdiction:${at}`);
    const people = hidden("jurisdiction") ? [] : shown.map((at) => this.jurisdiction(at));
    const rest = members.length > shown.length && [...this.shownAs.values()].includes(`more:${made.id}`) ? [this.more(made.id, members.length - shown.length)] : [];
    const works = hubs.map((at) => this.hub(at, group));
    return this.fill(made, works.length ? aroundHubs(people, works, rest) : inColumns([...people, ...rest], group < 0 ? Math.min(3, columnsFor(9)) : columnsFor(people.length)));
  }

  /** @param {number} at */
  jurisdiction(at) {
    const row = DATA.jurisdictions[at];
    const id = `jurisdiction:${at}`;
    const made = this.node("jurisdiction", at, { group: HOME[at], texts: row.names, note: jurisdictionNote(row), opens: stateOf(row) !== "missing", opened: view.opened.includes(id) });
    if (!made.opened) return made;
    const led = ledBy(at).filter((work) => !this.works.has(work));
    const shown = led.slice(0, shownIn(id, "jurisdiction"));
    const needs = DATA.needs.map((_, place) => place).filter((place) => DATA.needs[place].by === row.id).slice(0, A_STEP.need);
    const items = [
      ...(hidden("initiative") ? [] : shown.map((work) => this.initiative(work, HOME[at]))),
      ...(hidden("initiative") || led.length === shown.length ? [] : [this.more(id, led.length - shown.length)]),
      ...(hidden("need") ? [] : needs.map((place) => this.need(place, made.id))),
    ];
    if (!items.length) items.push(this.node("more", 0, { id: `none:${id}`, texts: { [language]: translate("network.nothing") } }));
    return this.fill(made, inColumns(items, wide && items.length > 4 ? 2 : 1));
  }

  /** @param {number} at @param {number} group */
  initiative(at, group) {
    const id = `initiative:${at}`;
    this.works.set(at, id);
    return this.work(this.node("initiative", at, { group, texts: INITIATIVES[at].titles, opens: true, opened: view.opened.includes(id) }), INITIATIVES[at]);
  }

  /** A partnership; it has the title of what it is about. @param {number} at @param {number} group */
  hub(at, group) {
    const row = PARTNERSHIPS[at];
    const about = INITIATIVES[row.initiativeAt];
    const id = `partnership:${at}`;
    const made = this.node("partnership", at, { group, texts: about?.titles ?? { [language]: translate("legend.partnership") }, opens: true, opened: view.opened.includes(id) });
    return this.work(made, about ?? row);
  }

  /** What an initiative or a partnership is made of: themes, needs, evidence. @param {SceneNode} made @param {Initiative | Partnership} row */
  work(made, row) {
    if (!made.opened) return made;
    const needs = row instanceof Initiative ? DATA.needs.map((_, at) => at).filter((at) => DATA.needs[at].initiative === row.id).slice(0, A_STEP.need) : [];
    const evidence = [...row.evidence].sort((one, other) => fitness(evidenceAt(other)) - fitness(evidenceAt(one))); // what says most first
    const shown = evidence.slice(0, shownIn(made.id, "evidence"));
    return this.fill(made, [[
      ...(hidden("theme") ? [] : row.themes.slice(0, A_STEP.theme).map((id) => this.theme(AT.theme.get(id) ?? 0, made.id))),
      ...(hidden("need") ? [] : needs.map((at) => this.need(at, made.id))),
      ...(hidden("evidence") ? [] : shown.map((at) => this.proof(at, made.id))),
      ...(hidden("evidence") || evidence.length === shown.length ? [] : [this.more(made.id, evidence.length - shown.length)]),
    ]]);
  }

  /** @param {number} at @param {string} [where] */
  theme(at, where) {
    return this.node("theme", at, { id: where ? `theme:${at}@${where}` : `theme:${at}`, texts: DATA.themes[at].labels, opens: Boolean(where), opened: Boolean(where) && view.pins.includes(`theme:${at}`) });
  }

  /** @param {number} at @param {string} [where] */
  need(at, where) {
    const id = where ? `need:${at}@${where}` : `need:${at}`;
    return this.node("need", at, { id, texts: DATA.needs[at].texts, opens: true, opened: view.opened.includes(id) });
  }

  /** A quoted passage. @param {number} at @param {string} where */
  proof(at, where) {
    const piece = evidenceAt(at);
    const source = DATA.sources[piece.source];
    const place = [source?.name ?? "", ...(piece.page === undefined ? [] : [translate("evidence.page", { page: piece.page })])].join(", ");
    const id = `evidence:${at}@${where}`;
    return this.node("evidence", at, { id, texts: { [source?.language ?? language]: piece.quote ? `“${piece.quote}”` : translate("network.passage") }, note: place, opens: Boolean(piece.quote), opened: view.opened.includes(id) });
  }

  /** What shown for those that are not drawn. @param {string} where @param {number} many */
  more(where, many) {
    this.left += many;
    return this.node("more", many, { id: `more:${where}`, texts: { [language]: count("network.rest", many) }, opens: true });
  }

  /** What the reader asked for, or what lies on the path, where it is not in the picture already. @param {string[]} ids */
  pins(ids) {
    const made = this.node("community", -4, { id: "community:pins", texts: { [language]: translate(view.path.length ? "network.group.path" : "network.group.pins") }, opens: true, opened: true });
    const items = ids.filter((id) => !this.nodes.has(id)).map((id) => {
      const [kind, place] = /** @type {[SceneKind, string]} */ (id.split(":"));
      const at = Number(place);
      return kind === "jurisdiction" ? this.jurisdiction(at) : kind === "theme" ? this.theme(at) : kind === "need" ? this.need(at)
        : kind === "partnership" ? this.hub(at, -1) : this.initiative(at, -1);
    });
    return this.fill(made, items.map((item) => [item]).slice(0, wide ? undefined : 0).concat(wide ? [] : inColumns(items, 2)));
  }

  /** All lines. */
  join() {
    this.partnerships();
    for (const node of [...this.nodes.values()]) {
      if (node.kind === "theme" && !node.parent?.startsWith("initiative") && !node.id.includes("@")) this.line("works", node, this.worksOn(node.at));
      if (node.kind === "need" && node.opened) this.line("answer", node, whoWorksOn(DATA.needs[node.at]).slice(0, MOST.workers).flatMap((id) => this.shownAs.get(AT.jurisdiction.get(id) ?? -1) ?? []));
      if (node.kind === "initiative") this.line("partnership", node, madeOf(node.at).flatMap(takingPartAt).flatMap((at) => this.shownAs.get(at) ?? []));
    }
    for (const row of listedOpportunities()) {
      const [one, other] = [row.for, row.with].map((id) => this.shownAs.get(AT.jurisdiction.get(id) ?? -1));
      if (one && other && one !== other) this.nets.push({ id: `opportunity:${one}:${other}`, kind: "opportunity", source: one, targets: [other], weight: 1, about: row });
    }
    for (let at = 1; at < view.path.length; at += 1) {
      const [one, other] = [this.shownFor(view.path[at - 1]), this.shownFor(view.path[at])];
      const known = this.nets.some((net) => net.kind !== "opportunity" && ((net.source === one && net.targets.includes(other ?? "")) || (net.source === other && net.targets.includes(one ?? ""))));
      if (one && other && one !== other && !known) this.nets.push({ id: `path:${at}`, kind: "path", source: one, targets: [other], weight: 1 });
    }
    this.nets = [...new Map(this.nets.map((net) => [net.id, net])).values()];
  }

  /** What shows a thing of a path. @param {string} id */
  shownFor(id) {
    const at = Number(id.split(":")[1]);
    return id.startsWith("jurisdiction:") ? this.shownAs.get(at) : id.startsWith("initiative:") ? this.works.get(at) : id;
  }

  /** @param {string} kind @param {SceneNode} from @param {string[]} targets */
  line(kind, from, targets) {
    const others = unique(targets).filter((id) => id !== from.parent);
    if (others.length) this.nets.push({ id: `${kind}:${from.id}`, kind, source: from.id, targets: others, weight: 1 });
  }

  /** What is drawn of those who work on a theme: their initiatives where these are drawn, else themselves. @param {number} theme */
  worksOn(theme) {
    const found = unique((BY_THEME[theme] ?? []).map((at) => INITIATIVES[at].wholeAt).flatMap((at) => this.works.get(at) ?? this.shownAs.get(DATA.initiatives.lead[at]) ?? []));
    const near = found.filter((id) => !id.startsWith("more:"));
    this.left += Math.max(0, near.length - MOST.workers);
    return near.slice(0, MOST.workers);
  }

  /** The ends of a line between two: where one of them is not drawn by itself, their communities. @param {string} one @param {string} other @returns {[string, string]} */
  ends(one, other) {
    if (one.startsWith("jurisdiction:") && other.startsWith("jurisdiction:")) return [one, other];
    /** @param {string} id */
    const group = (id) => (id.startsWith("more:") ? id.replace("more:", "") : id.startsWith("jurisdiction:") && this.nodes.get(id)?.parent !== "community:pins" ? `community:${HOME[Number(id.split(":")[1])]}` : id);
    return [group(one), group(other)];
  }

  /** Partnerships: from their box, from their initiative, or between two as wide as they are many. */
  partnerships() {
    /** @type {Map<string, number>} */
    const pairs = new Map();
    for (let at = 0; at < PARTNERSHIPS.length; at += 1) {
      if (!isPartnershipIn(at, choice.edition)) continue;
      const members = LISTS.members.of(at);
      const shown = unique(members.flatMap((who) => this.shownAs.get(who) ?? []));
      if (this.nodes.has(`partnership:${at}`)) this.nets.push({ id: `partnership:${at}`, kind: "partnership", source: `partnership:${at}`, targets: shown, weight: 1 });
      else if (!this.works.has(DATA.partnerships.initiative[at])) {
        for (const other of shown.slice(1)) {
          const [one, two] = this.ends(shown[0], other);
          const key = one < two ? `${one}\n${two}` : `${two}\n${one}`;
          if (one !== two) pairs.set(key, (pairs.get(key) ?? 0) + 1);
        }
      }
    }
    const ordered = [...pairs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    for (const [key, weight] of ordered.slice(0, MOST.pairs)) {
      const [source, target] = key.split("\n");
      this.nets.push({ id: `pair:${source}:${target}`, kind: "partnership", source, targets: [target], weight });
    }
    this.left += Math.max(0, ordered.length - MOST.pairs);
  }
}

/** The initiatives that a jurisdiction leads, those of the choice first. @param {number} at @returns {number[]} */
function ledBy(at) {
  const led = (BY_JURISDICTION[at] ?? []).filter((work) => DATA.initiatives.lead[work] === at && DATA.initiatives.whole[work] === undefined
    && (isIn(work, choice.edition) || view.path.includes(`initiative:${work}`)));
  if (!isChosen() && !view.path.length) return led;
  const chosen = new Set(view.path.length ? view.path.flatMap((id) => (id.startsWith("initiative:") ? [Number(id.split(":")[1])] : [])) : chosenPlaces());
  return [...led.filter((work) => chosen.has(work)), ...led.filter((work) => !chosen.has(work))];
}

/** How many are in a folded community, and what they do together. @param {number} group @param {number} many */
function foldedNote(group, many) {
  const members = count("network.members", many);
  const together = TOGETHER.get(group);
  return together ? `${members} · ${count("count.partnerships", together)}` : members;
}

/** @param {Jurisdiction} row */
function jurisdictionNote(row) {
  const state = stateOf(row);
  const many = chosenPlaces({ jurisdiction: row.id, edition: choice.edition }).length;
  return state !== "reported" && !many ? silentSquare(state) : count("count.initiatives", many);
}

/** What a community is called: by what it works on, and by who is in most of it. @param {number} group */
function communityName(group) {
  if (group === ALONE) return translate("network.group.alone");
  if (group === SILENT) return translate("network.group.silent");
  if (group === UNHEARD) return namedText("group");
  const { themes } = DATA.network.communities[group];
  const members = MEMBERS.get(group)?.length ? MEMBERS.get(group) ?? [] : DATA.network.communities[group].members;
  const names = members.slice(0, 2).map((at) => shortName(at));
  return themes.length ? translate("network.group", { theme: nameOf("theme", DATA.themes[themes[0]].id), names: names.join(", ") }) : names.join(", ");
}

/** An abbreviation, or the name where there is none. @param {number} at */
function shortName(at) {
  const { names, abbreviations } = DATA.jurisdictions[at];
  const own = abbreviations && Object.keys(abbreviations).length ? pick(abbreviations)[0] : "";
  return own || pick(names)[0];
}

/** @param {number} many */
function columnsFor(many) {
  return wide ? Math.max(1, Math.min(6, Math.ceil(Math.sqrt(many)))) : 2;
}

/** Nodes row by row in columns. @param {SceneNode[]} items @param {number} many @returns {SceneNode[][]} */
function inColumns(items, many) {
  const columns = Array.from({ length: Math.min(many, items.length) }, () => /** @type {SceneNode[]} */ ([]));
  items.forEach((item, at) => columns[at % columns.length].push(item));
  return columns;
}

/** Jurisdictions on both sides of what they do together, in an order that crosses little: who leads on the left. @param {SceneNode[]} people @param {SceneNode[]} works @param {SceneNode[]} rest @returns {SceneNode[][]} */
function aroundHubs(people, works, rest) {
  const members = new Map(works.map((work) => [work, PARTNERSHIPS[work.at].membersAt]));
  const leads = new Set([...members.values()].map((each) => each[0]));
  let order = [...works];
  /** @param {number} who */
  const middle = (who) => {
    const places = order.flatMap((work, at) => (members.get(work)?.includes(who) ? [at] : []));
    return places.length ? places.reduce((sum, each) => sum + each, 0) / places.length : order.length;
  };
  let ranked = [...people];
  for (let round = 0; round < 4; round += 1) {
    const heights = new Map(people.map((each) => [each.at, middle(each.at)]));
    ranked = [...people].sort((a, b) => (heights.get(a.at) ?? 0) - (heights.get(b.at) ?? 0));
    const rank = new Map(ranked.map((each, at) => [each.at, at]));
    /** @param {SceneNode} work */
    const height = (work) => {
      const places = (members.get(work) ?? []).flatMap((at) => rank.get(at) ?? []);
      return places.reduce((sum, each) => sum + each, 0) / Math.max(1, places.length);
    };
    const at = new Map(order.map((work) => [work, height(work)]));
    order = [...order].sort((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0));
  }
  if (!wide) return [[...ranked, ...rest], order];
  let [left, right] = [ranked.filter((each) => leads.has(each.at)), ranked.filter((each) => !leads.has(each.at))];
  while (left.length - right.length > 3) right = [.../** @type {SceneNode[]} */ ([left.pop()]), ...right];
  return [left, order, [...right, ...rest]];
}

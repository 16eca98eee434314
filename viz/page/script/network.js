// The network: drawn from the scene, with lines along the gutters. Each box and each opportunity is reached by keyboard.

const WIDE_FROM = 620;
const MARKS = ["jurisdiction", "initiative", "theme", "need", "evidence", "partnership", "works", "opportunity"];
/** @type {Partial<Record<SceneKind, number>>} how round the corners of a box are: kinds differ in shape as well as colour */
const ROUND = { community: 10, jurisdiction: 3, initiative: 9, partnership: 9, theme: 18, need: 3, evidence: 0, more: 9 };
/** @type {string[]} the shapes of communities, within 14 pixels; with eight colours they make 40 pairs */
const BADGES = ["M7 0A7 7 0 1 1 7 14A7 7 0 1 1 7 0Z", "M1 1H13V13H1Z", "M7 0L14 13H0Z", "M7 0L14 7L7 14L0 7Z", "M0 1H14L7 14Z"];
const COLOURS = 8;
/** The mark of the drawing that the Tab key stops at. */
let networkStop = "";
/** Whether there is room for several columns; measured when the width changes, since to measure is to lay out the page. */
let wide = true;
/** @type {Scene} what is drawn */
let scene = { nodes: new Map(), roots: [], nets: [], left: 0, path: [] };
/** @type {Route[]} */
let routes = [];
/** @type {Map<string, Set<string>>} what is joined to a node, or to the ends of a line: marks and lines */
let joined = new Map();
/** @type {Set<string>} what stays lit: the choice, or the path */
let lit = new Set();
/** The community that the reader lights in the legend. */
let litGroup = NaN;

/** Whether the reader hid a kind of mark. @param {string} mark */
function hidden(mark) {
  return (choice.hide ?? "").split(",").includes(mark);
}

/** What room there will be, before anything is laid out. */
function guessRoom() {
  wide = window.innerWidth - 34 >= WIDE_FROM;
}

/** Measure the room there is; whether it is another than before. */
function measureRoom() {
  const before = wide;
  wide = part("drawing").clientWidth >= WIDE_FROM;
  return wide !== before;
}

/** Draw the network for the choice: what is chosen is opened or brought into the picture, and lit. */
function drawNetwork() {
  if (followedChoice !== choiceKey()) bringChoice();
  drawScene();
  drawLegend();
  drawPathForm();
  sayPath();
  drawWords();
  keepToolbars();
}

/** Build, place, route and draw the scene. @param {string} [anchor]  the node that stays where it is on the screen */
function drawScene(anchor) {
  const before = anchor ? screenPlace(anchor) : null;
  scene = new SceneBuilder().build();
  const size = placeScene(scene);
  routes = routeNets(blocksOf(scene), scene.nets);
  joined = joinedMarks();
  lit = litMarks();
  const svg = drawn("svg", { viewBox: `0 0 ${size.width} ${size.height}`, width: size.width, height: size.height, role: "group", "aria-labelledby": "network-title", "aria-describedby": "network-help", class: "network" });
  const frames = [...scene.nodes.values()].filter((node) => node.columns.length);
  svg.append(...frames.map(frameOf), ...linesOf(), ...readingOrder().map(markOf), ...scene.nets.filter((net) => net.kind === "opportunity").map(opportunityMark));
  part("drawing").replaceChildren(svg);
  part("drawing").classList.toggle("empty", !scene.nodes.size);
  keepOneMark();
  lightUp();
  drawInfo();
  part("network-more").hidden = scene.left <= 0;
  part("network-more").textContent = scene.left > 0 ? count("network.more", scene.left) : "";
  const undo = /** @type {HTMLButtonElement} */ (part("network-undo"));
  undo.disabled = !PAST.length;
  if (before && anchor) holdPlace(anchor, before);
  else applyZoom(size);
}

/** Boxes as one reads: communities in order, in each column by column. */
function readingOrder() {
  /** @type {SceneNode[]} */
  const found = [];
  /** @param {SceneNode} node */
  const visit = (node) => {
    found.push(node);
    node.columns.flat().forEach(visit);
  };
  scene.roots.forEach(visit);
  return found;
}

/** For each mark those that a line joins it to, and these lines. */
function joinedMarks() {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  /** @param {string} one @param {...string} others */
  const add = (one, ...others) => {
    const known = found.get(one) ?? new Set([one]);
    for (const each of others) known.add(each);
    found.set(one, known);
  };
  for (const { net, target } of routes) {
    const { source } = /** @type {SceneNet} */ (scene.nets.find((each) => each.id === net));
    const line = `${net}>${target}`;
    add(source, target, line);
    add(target, source, line);
    add(line, source, target);
    add(net, source, target, line);
  }
  for (const node of scene.nodes.values()) {
    for (const child of node.columns.flat()) {
      add(node.id, child.id);
      add(child.id, node.id);
    }
    // Who shares a partnership is a partner, too.
    if (node.kind === "jurisdiction") for (const id of [...found.get(node.id) ?? []]) if (id.startsWith("partnership:") && !id.includes(">")) add(node.id, ...found.get(id) ?? []);
  }
  return found;
}

/** The frame of an open box, behind the lines that end in it. @param {SceneNode} node */
function frameOf(node) {
  return drawn("rect", { x: node.x, y: node.y, width: node.width, height: node.height, rx: 10, class: `frame ${node.kind} ${colourOf(node.group)}`, "data-node": node.id });
}

/** @param {number} group */
function colourOf(group) {
  return group >= 0 ? `group${group % COLOURS}` : "nogroup";
}

function linesOf() {
  const nets = new Map(scene.nets.map((net) => [net.id, net]));
  const most = Math.max(1, ...scene.nets.map((net) => net.weight));
  return routes.map((route) => {
    const { net, target, points } = route;
    const { kind, weight, source } = /** @type {SceneNet} */ (nets.get(net));
    const width = weight > 1 ? 2 + 4 * Math.sqrt((weight - 1) / Math.max(1, most - 1)) : null;
    return drawn("path", { d: pathOf(points), class: `line ${kind}${view.path.length && isOnPath(route) ? " path" : ""}`, "stroke-width": width, "aria-hidden": "true", "data-line": `${net}>${target}`, "data-from": source, "data-to": target });
  });
}

/** @param {Kind} kind @param {number} at */
function rowAt(kind, at) {
  return { jurisdiction: DATA.jurisdictions, theme: DATA.themes, initiative: INITIATIVES, partnership: PARTNERSHIPS }[kind][at];
}

/** Something in the drawing that acts. @param {string} id @param {string} description @param {string} looks @param {() => void} act @param {...Node} children */
function mark(id, description, looks, act, ...children) {
  const made = /** @type {SVGElement} */ (drawn("g", { role: "button", tabindex: -1, class: `mark ${looks}`, "aria-label": description, "data-mark": id }, ...children));
  made.dataset.focus = `network:${id}`;
  made.addEventListener("click", () => !dragged && act());
  return made;
}

/** @param {SceneNode} node */
function markOf(node) {
  const { x, y, width, columns } = node;
  const open = columns.length > 0;
  const height = open ? headOf(node) : node.height;
  const badge = hasBadge(node);
  const left = x + BOX.side + (badge ? BOX.badge : 0);
  const shape = drawn("rect", { x, y, width, height, rx: ROUND[node.kind] ?? 3, class: "shape" });
  const sign = badge && node.group >= 0 ? [drawn("path", { d: BADGES[node.group % BADGES.length], transform: `translate(${x + BOX.side - 1} ${y + BOX.top + 2})`, class: "badge" })] : [];
  const lines = node.lines.flatMap((line, at) => [...(at ? [" "] : []), drawn("tspan", { x: left, y: y + BOX.top + FONT.size + at * FONT.line }, line)]);
  const label = drawn("text", { lang: node.code === language ? null : node.code }, ...lines);
  const note = node.note ? [drawn("text", { class: "small" }, ...node.notes.flatMap((line, at) => [...(at ? [" "] : []), drawn("tspan", { x: left, y: y + BOX.top + FONT.size + (node.lines.length + at) * FONT.line - 1 }, line)]))] : [];
  const looks = [node.kind, colourOf(node.group), open ? "open" : "", amountOf(node), stateClass(node)].filter(Boolean).join(" ");
  const made = mark(node.id, markSentence(node), looks, () => pressNode(node.id), shape, ...sign, label, ...(note.length ? [document.createTextNode(" "), ...note] : []));
  if (node.opens) made.setAttribute("aria-expanded", String(node.opened || open));
  return made;
}

/** How much a jurisdiction leads, in three steps. @param {SceneNode} node */
function amountOf(node) {
  if (node.kind !== "jurisdiction") return "";
  const { rows } = counts();
  const many = rows[node.at];
  return many ? `amount${many >= amountSteps[1] ? 3 : many >= amountSteps[0] ? 2 : 1}` : "";
}

/** From how many initiatives on the second and the third shade begin. */
let amountSteps = [2, 4];

function measureAmounts() {
  const many = [...counts().rows].filter((each) => each > 0).sort((a, b) => a - b);
  const second = Math.max(2, many[Math.floor(many.length / 2)] ?? 2);
  amountSteps = [second, Math.max(second + 1, many[Math.floor(many.length * 0.85)] ?? 4)];
}

/** @param {SceneNode} node */
function stateClass(node) {
  return node.kind === "jurisdiction" ? `is-${stateOf(DATA.jurisdictions[node.at])}` : "";
}

/** What a box says: what is written in it, and what that means. @param {SceneNode} node */
function markSentence(node) {
  const { kind, at } = node;
  const meaning = markMeaning(node);
  const shown = [...node.lines, node.note].filter(Boolean).join(" ");
  const cut = node.lines.join(" ") !== pick(node.texts)[0].replace(/\s+/g, " ");
  if (kind === "jurisdiction" || kind === "theme") return cut ? `${shown}. ${meaning}` : meaning;
  if (cut || kind === "community" || kind === "more" || kind === "evidence") return `${shown}. ${meaning}`;
  return at >= 0 ? meaning : shown;
}

/** @param {SceneNode} node */
function markMeaning({ kind, at, id }) {
  if (kind === "community") {
    const names = (MEMBERS.get(at) ?? []).slice(0, 12).map((who) => nameOf("jurisdiction", DATA.jurisdictions[who].id));
    const rest = (MEMBERS.get(at)?.length ?? 0) - names.length;
    return names.length ? translate("network.node.community", { names: listing(rest > 0 ? [...names, count("list.others", rest)] : names) }) : translate("network.node.pins");
  }
  if (kind === "more") return translate(id.startsWith("none:") ? "network.node.nothing" : "network.node.more");
  if (kind === "need") {
    const row = DATA.needs[at];
    return translate(row.by ? "network.node.need" : "network.node.need.several", { text: pick(row.texts)[0], name: row.by ? nameOf("jurisdiction", row.by) : "" });
  }
  if (kind === "evidence") return translate(evidenceAt(at).stated ? "network.node.evidence" : "network.node.evidence.inferred");
  return nodeSentence(kind, rowAt(kind, at).id);
}

/** An opportunity: its line can be reached and chosen. @param {SceneNet} net */
function opportunityMark(net) {
  const own = routes.find((route) => route.net === net.id);
  const description = net.about ? pick(net.about.sentences)[0] : translate("legend.opportunity");
  const act = () => net.about && chooseWithin({ jurisdiction: net.about.for, compare: net.about.with });
  return mark(net.id, description, "line opportunity", act, drawn("path", { d: own ? pathOf(own.points) : "", class: "reach" }));
}

/** The marks of the drawing, in the order of the keyboard. @returns {SVGElement[]} */
function allMarks() {
  return [...part("drawing").querySelectorAll(".mark")].map((each) => /** @type {SVGElement} */ (each));
}

/** Leave one mark of the drawing in the tab order. */
function keepOneMark() {
  const marks = allMarks();
  const stop = marks.find((each) => each.dataset.focus === networkStop) ?? marks.find((each) => each.classList.contains("jurisdiction")) ?? marks[0];
  for (const each of marks) each.setAttribute("tabindex", each === stop ? "0" : "-1");
}

/** Light a mark with all that is joined to it, or what stays lit; the rest is dimmed. @param {string} [id] */
function lightUp(id) {
  const near = id ? joined.get(id) ?? new Set([id]) : lit;
  const svg = part("drawing").querySelector("svg");
  svg?.classList.toggle("dimmed", near.size > 0);
  for (const each of part("drawing").querySelectorAll(".mark, path.line, .frame")) {
    const { mark: name, line, node } = /** @type {SVGElement} */ (each).dataset;
    each.classList.toggle("lit", near.has(name ?? line ?? node ?? ""));
  }
}

/** What stays lit: the path, a community of the legend, or what the choice is about. @returns {Set<string>} */
function litMarks() {
  if (view.path.length) return new Set([...scene.path, ...routes.filter(isOnPath).map(({ net, target }) => `${net}>${target}`)]);
  const nodes = [...scene.nodes.values()];
  if (!Number.isNaN(litGroup)) return withLines(new Set(nodes.filter((node) => node.group === litGroup).map((node) => node.id)));
  if (!isChosen()) return new Set();
  if (isFocused() && !choice.theme) {
    const own = chosenIds();
    return new Set([...own, ...own.flatMap((id) => [...joined.get(id) ?? []])]);
  }
  const people = new Set(chosenPlaces().flatMap(madeOf).flatMap(takingPartAt));
  const works = new Set(chosenPlaces());
  /** @param {SceneNode} node */
  const about = ({ kind, at }) => (kind === "jurisdiction" && people.has(at) && (!choice.level || DATA.jurisdictions[at].level === choice.level))
    || (kind === "initiative" && works.has(at)) || (kind === "partnership" && works.has(PARTNERSHIPS[at].initiativeAt))
    || (kind === "theme" && DATA.themes[at].id === choice.theme) || (kind === "community" && (MEMBERS.get(at) ?? []).some((who) => people.has(who)));
  return withLines(new Set(nodes.filter(about).map((node) => node.id)));
}

/** Whether a line joins two that follow each other on the path. @param {Route} route */
function isOnPath({ net, target }) {
  const { source, kind } = /** @type {SceneNet} */ (netOf(net));
  return kind !== "opportunity" && scene.path.some((id, at) => at > 0 && ((id === source && scene.path[at - 1] === target) || (id === target && scene.path[at - 1] === source)));
}

/** @param {string} id */
function netOf(id) {
  return scene.nets.find((net) => net.id === id);
}

/** Marks with the lines between them. @param {Set<string>} marks */
function withLines(marks) {
  for (const { net, target } of routes) {
    const source = netOf(net)?.source ?? "";
    if (marks.has(source) && marks.has(target)) marks.add(`${net}>${target}`);
  }
  return marks;
}

/** The legend: kinds of marks, each shown or hidden; what sizes mean; the communities, each lit. */
function drawLegend() {
  const kinds = MARKS.map((name) => {
    const sign = element("i", { class: `${MARKS.indexOf(name) < 5 ? "sign" : "stroke"} ${name}`, "aria-hidden": "true" });
    return button(`legend:${name}`, () => toggle(name), { "aria-pressed": String(!hidden(name)), class: "filter" }, sign, " ", translate(`legend.${name}`));
  });
  const meanings = element("span", { class: "meaning" }, element("i", { class: "sign amount1", "aria-hidden": "true" }), element("i", { class: "sign amount2", "aria-hidden": "true" }), element("i", { class: "sign amount3", "aria-hidden": "true" }), " ", translate("legend.amount"),
    " · ", translate("legend.width"));
  const groups = [...MEMBERS].filter(([at, members]) => at >= 0 && members.length).slice(0, 12).map(([at]) => {
    const badge = drawn("svg", { viewBox: "-1 -1 16 16", width: 14, height: 14, class: `sign ${colourOf(at)}`, "aria-hidden": "true" }, drawn("path", { d: BADGES[at % BADGES.length], class: "badge" }));
    return button(`group:${at}`, () => lightGroup(at), { "aria-pressed": String(litGroup === at), class: "filter group" }, badge, " ", communityName(at));
  });
  part("network-legend").replaceChildren(...kinds, meanings);
  part("network-groups").replaceChildren(...groups);
  part("network-groups").hidden = !groups.length;
}

/** Light a community, or no longer. @param {number} group */
function lightGroup(group) {
  litGroup = litGroup === group ? NaN : group;
  keepingFocus(() => {
    lit = litMarks();
    lightUp();
    drawLegend();
    keepToolbars();
  });
}

/** Show or hide a kind of mark. @param {string} name */
function toggle(name) {
  const now = MARKS.filter((each) => (each === name) !== hidden(each));
  const { hide: _, ...rest } = choice;
  choose(now.length ? { ...rest, hide: now.join(",") } : rest);
}

const MOST_WORDS = 50;

/** Partnerships as sentences: what the drawing shows, in words. */
function drawWords() {
  const partnerships = chosenPartnerships();
  const shown = partnerships.slice(0, MOST_WORDS);
  part("words").replaceChildren(...(shown.length ? shown.map(partnershipItem) : [element("li", {}, translate("network.none"))]));
  if (partnerships.length > shown.length) part("words").append(element("li", {}, count("network.left", partnerships.length - shown.length)));
  part("words").append(...shownMarkNotes(part("words")).map((words) => element("li", { class: "note" }, words)));
}

/** @param {Partnership} row */
function partnershipItem(row) {
  const names = listed(membersOf(row, "words"));
  const content = row.initiativeAt >= 0
    ? sentence("network.pair", { names, initiative: [markedTitle("words", row.initiative)] })
    : sentence("network.plain", { names });
  return element("li", {}, ...content);
}

/** @type {Map<string, string>} what things are in a sentence, by language and edition */
const SENTENCES = new Map();

/** @param {Kind} kind @param {string} id */
function nodeSentence(kind, id) {
  const key = [language, choice.edition, kind, id].join(" ");
  const known = SENTENCES.get(key);
  if (known !== undefined) return known;
  const made = makeSentence(kind, id);
  SENTENCES.set(key, made);
  return made;
}

/** @param {Kind} kind @param {string} id */
function makeSentence(kind, id) {
  if (kind === "partnership") {
    const row = NODES.partnership.get(id);
    const names = row ? memberNames(row) : nameOf(kind, id);
    return row && row.initiativeAt >= 0 ? translate("network.node.together", { title: nameOf("initiative", row.initiative), names }) : translate("network.node.partnership", { names });
  }
  const name = nameOf(kind, id);
  if (kind === "initiative") {
    const { lead, marks } = NODES.initiative.get(id) ?? { lead: undefined, marks: /** @type {Record<string, Mark>} */ ({}) };
    return lead ? translate("network.node.initiative", { name: markedText(name, marks.title), lead: markedText(nameOf("jurisdiction", lead), marks.lead) }) : translate("network.node.title", { name: markedText(name, marks.title) });
  }
  const initiatives = count("count.initiatives", chosenPlaces({ [kind]: id, edition: choice.edition }).length);
  if (kind === "theme") return translate("network.node.theme", { name, initiatives });
  const state = stateOf(DATA.jurisdictions[AT.jurisdiction.get(id) ?? 0]);
  if (state !== "reported" && !chosenPlaces({ jurisdiction: id, edition: choice.edition }).length) return translate("network.node.silent", { name, state: silentSquare(state) });
  const partners = partnersOf(id);
  const many = partners.length;
  const others = partners.slice(0, 12).map((each) => markedText(nameOf("jurisdiction", each), pairMark(id, each)));
  return many ? translate("network.node.partners", { name, initiatives, partners: listing(many > 12 ? [...others, count("list.others", many - 12)] : others) }) : translate("network.node.alone", { name, initiatives });
}

/** Whom a jurisdiction has a partnership with. @param {string} id */
function partnersOf(id) {
  const own = AT.jurisdiction.get(id);
  return unique(partnershipsOf(id).filter((row) => isPartnershipIn(row.at, choice.edition)).flatMap((row) => row.membersAt)).filter((at) => at !== own).map((at) => DATA.jurisdictions[at].id);
}

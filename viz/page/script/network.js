// The network: boxes that stay where they are put, and lines between them. Each can be reached and chosen by keyboard.

const WIDE_FROM = 540;
const MARKS = ["jurisdiction", "initiative", "theme", "partnership", "works", "opportunity"];
/** @type {Record<string, number>} how round the corners of a box are: kinds differ in shape as well as colour */
const ROUND = { jurisdiction: 2, initiative: 8, theme: 18, partnership: 2 };
/** The mark of the drawing that the Tab key stops at. */
let networkStop = "";

/** Whether the reader hid a kind of mark. @param {string} mark */
function hidden(mark) {
  return (choice.hide ?? "").split(",").includes(mark);
}

/** Whether there is room for three columns; measured when the width changes, since to measure is to lay out the page. */
let wide = true;

/** What room there will be, before anything is laid out: one column of the page up to 68rem, about half of it beyond. */
function guessRoom() {
  const size = window.matchMedia("(min-width: 68rem)").matches ? window.innerWidth * 0.46 : window.innerWidth - 34;
  wide = size >= WIDE_FROM;
}

/** Measure the room there is; whether it is another than before. */
function measureRoom() {
  const before = wide;
  wide = part("drawing").clientWidth >= WIDE_FROM;
  return wide !== before;
}

/** Draw what is chosen, or everything, at the width there is. */
function drawNetwork() {
  const drawing = isChosen() ? placeChoice() : overview();
  const nodes = drawing.nodes.filter((node) => !hidden(node.group) && !(node.group === "partnership" && hidden("initiative")));
  const boxes = new Map(nodes.map((node) => [node.id, node]));
  const edges = drawing.edges.filter((edge) => !hidden(edge.kind) && boxes.has(edge.from) && boxes.has(edge.to));
  const svg = drawn("svg", { viewBox: `-6 -6 ${drawing.width + 12} ${drawing.height + 12}`, role: "group", "aria-labelledby": "network-title", class: "network" });
  svg.append(...edges.map((edge) => lineOf(edge, boxes)), ...nodes.map(boxOf));
  part("drawing").replaceChildren(svg);
  part("drawing").classList.toggle("empty", !nodes.length);
  keepOneMark(svg);
  drawLegend();
  drawWords(drawing.left);
}

/** @returns {Drawing & {left: number}} */
function overview() {
  return { left: 0, ...DATA.network[wide ? "wide" : "narrow"] };
}

/** @param {Kind} kind @param {number} at */
function rowAt(kind, at) {
  return { jurisdiction: DATA.jurisdictions, theme: DATA.themes, initiative: INITIATIVES, partnership: PARTNERSHIPS }[kind][at];
}

/** @param {string} id  kind:place, as the nodes of a drawing are called @returns {[Kind, string]} */
function nodeOf(id) {
  const [kind, at] = /** @type {[Kind, string]} */ (id.split(":"));
  return [kind, rowAt(kind, Number(at)).id];
}

/** Something in the drawing that chooses. @param {string} id @param {string} description @param {string} looks @param {() => void} act @param {...Node} children */
function mark(id, description, looks, act, ...children) {
  const made = /** @type {SVGElement} */ (drawn("g", { role: "button", tabindex: -1, class: `mark ${looks}`, "aria-label": description }, ...children));
  made.dataset.focus = `network:${id}`;
  made.addEventListener("click", act);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
  return made;
}

/** @param {Placed} node */
function boxOf(node) {
  const [width, height] = node.box;
  const [kind, id] = nodeOf(node.id);
  const [label, code] = pick(node.labels);
  const left = node.x - width / 2;
  const top = node.y - height / 2;
  const shape = label
    ? drawn("rect", { x: left, y: top, width, height, rx: ROUND[node.group] })
    : drawn("path", { d: `M${node.x} ${top}L${node.x + width / 2} ${node.y}L${node.x} ${top + height}L${left} ${node.y}Z` });
  const lines = label ? label.split("\n") : [];
  const first = node.y - ((lines.length - 1) * FONT.line) / 2 + FONT.size * 0.35;
  const text = lines.map((line, at) => drawn("tspan", { x: node.x, y: first + at * FONT.line }, line));
  const act = () => chooseWithin({ [kind]: id });
  return mark(node.id, nodeSentence(kind, id), node.group, act, shape, drawn("text", { lang: code === language ? null : code }, ...text));
}

/** @param {Joined} edge @param {Map<string, Placed>} boxes */
function lineOf(edge, boxes) {
  const from = /** @type {Placed} */ (boxes.get(edge.from));
  const to = /** @type {Placed} */ (boxes.get(edge.to));
  const bend = edge.kind === "opportunity" ? 0.15 : 0;
  const middle = { x: (from.x + to.x) / 2 - (to.y - from.y) * bend, y: (from.y + to.y) / 2 + (to.x - from.x) * bend };
  const d = isChosen() ? betweenColumns(from, to) : `M${from.x} ${from.y}Q${middle.x} ${middle.y} ${to.x} ${to.y}`;
  if (edge.kind !== "opportunity") return drawn("path", { d, class: `line ${edge.kind}`, "aria-hidden": "true" });
  const about = edge.about ?? opportunityOf(nodeOf(edge.from)[1], nodeOf(edge.to)[1]);
  const act = () => about && chooseWithin({ jurisdiction: about.for, compare: about.with });
  const description = about ? pick(about.sentences)[0] : translate("legend.opportunity");
  return mark(`${edge.from}-${edge.to}`, description, "line opportunity", act, drawn("path", { d, class: "reach" }), drawn("path", { d, class: "line opportunity" }));
}

/** A line from the side of one box to that of another, between two columns: it crosses no box. @param {Placed} from @param {Placed} to */
function betweenColumns(from, to) {
  const way = Math.sign(to.x - from.x);
  const start = from.x + (way * from.box[0]) / 2;
  const end = to.x - (way * to.box[0]) / 2;
  const middle = (start + end) / 2;
  return `M${start} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${end} ${to.y}`;
}

/** The best opportunity of two. @param {string} one @param {string} other */
function opportunityOf(one, other) {
  return DATA.opportunities.find((row) => [row.for, row.with].includes(one) && [row.for, row.with].includes(other));
}

/** Leave one mark of the drawing in the tab order. @param {Element} svg */
function keepOneMark(svg) {
  const marks = /** @type {SVGElement[]} */ ([...svg.querySelectorAll(".mark")]);
  const boxes = marks.filter((each) => !each.classList.contains("line"));
  const stop = marks.find((each) => each.dataset.focus === networkStop) ?? boxes[0] ?? marks[0];
  for (const each of marks) each.setAttribute("tabindex", each === stop ? "0" : "-1");
}

/** Arrow keys go through the boxes as one reads, then through the opportunities; Home and End to the first and the last. @param {KeyboardEvent} event */
function moveInNetwork(event) {
  const marks = inReadingOrder(/** @type {SVGElement[]} */ ([...part("drawing").querySelectorAll(".mark")]));
  const here = marks.indexOf(/** @type {SVGElement} */ (event.target));
  /** @type {Record<string, number>} */
  const steps = { ArrowLeft: here - 1, ArrowRight: here + 1, ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: marks.length - 1 };
  const next = marks[steps[event.key]];
  if (here < 0 || steps[event.key] === undefined) return;
  event.preventDefault();
  next?.focus();
}

/** @param {SVGElement[]} marks */
function inReadingOrder(marks) {
  const placed = marks.map((each) => ({ each, line: each.classList.contains("line"), at: each.getBoundingClientRect() }));
  return placed.sort((a, b) => Number(a.line) - Number(b.line) || a.at.top - b.at.top || a.at.left - b.at.left).map(({ each }) => each);
}

/** The legend, each of whose entries shows or hides its kind of mark. */
function drawLegend() {
  const shown = MARKS.filter((name) => isChosen() || (name !== "theme" && name !== "works"));
  part("network-legend").replaceChildren(...shown.map((name) => {
    const sign = element("i", { class: `${MARKS.indexOf(name) < 3 ? "sign" : "stroke"} ${name}`, "aria-hidden": "true" });
    return button(`legend:${name}`, () => toggle(name), { "aria-pressed": String(!hidden(name)), class: "filter" }, sign, " ", translate(`legend.${name}`));
  }));
}

/** Show or hide a kind of mark. @param {string} name */
function toggle(name) {
  const now = MARKS.filter((each) => (each === name) !== hidden(each));
  const { hide: _, ...rest } = choice;
  choose(now.length ? { ...rest, hide: now.join(",") } : rest);
}

const MOST_WORDS = 50;

/** Partnerships as sentences: what the drawing shows, in words. @param {number} left  how many marks have no room */
function drawWords(left) {
  const partnerships = chosenPartnerships();
  const shown = partnerships.slice(0, MOST_WORDS);
  part("words").replaceChildren(...(shown.length ? shown.map(partnershipItem) : [element("li", {}, translate("network.none"))]));
  if (partnerships.length > shown.length) part("words").append(element("li", {}, count("network.left", partnerships.length - shown.length)));
  part("network-more").hidden = left <= 0;
  part("network-more").textContent = left > 0 ? count("network.more", left) : "";
}

/** @param {Partnership} row */
function partnershipItem(row) {
  const names = choosers("words", "jurisdiction", row.members);
  const content = row.initiativeAt >= 0
    ? sentence("network.pair", { names, initiative: [chooser("words", "initiative", row.initiative)] })
    : sentence("network.plain", { names });
  return element("li", {}, ...content);
}

/** @param {Kind} kind @param {string} id */
function nodeSentence(kind, id) {
  const name = nameOf(kind, id);
  if (kind === "initiative") {
    const lead = NODES.initiative.get(id)?.lead;
    return lead ? translate("network.node.initiative", { name, lead: nameOf("jurisdiction", lead) }) : translate("network.node.title", { name });
  }
  if (kind === "partnership") return translate("network.node.partnership", { names: name });
  const initiatives = count("count.initiatives", NODES.theme.get(kind === "theme" ? id : "")?.count ?? chosenPlaces({ [kind]: id }).length);
  if (kind === "theme") return translate("network.node.theme", { name, initiatives });
  const state = stateOf(DATA.jurisdictions[AT.jurisdiction.get(id) ?? 0]);
  if (state !== "reported" && !chosenPlaces({ jurisdiction: id }).length) return translate("network.node.silent", { name, state: translate(`matrix.${state}`) });
  const others = partnersOf(id).map((each) => nameOf("jurisdiction", each));
  return others.length ? translate("network.node.partners", { name, initiatives, partners: listing(others) }) : translate("network.node.alone", { name, initiatives });
}

/** Whom a jurisdiction has a partnership with. @param {string} id */
function partnersOf(id) {
  const own = AT.jurisdiction.get(id);
  return unique(partnershipsOf(id).flatMap((row) => row.membersAt)).filter((at) => at !== own).map((at) => DATA.jurisdictions[at].id);
}

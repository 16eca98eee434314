// Who works with whom as a map: a tile for each province and territory where it lies, federal bodies above, cities below their
// province; for other inventories tiles by level, or by community. Partnerships are lines along the gutters.

/** @typedef {{id: string, at: number, code: string, x: number, y: number, width: number, height: number}} Tile  at: place of the jurisdiction; -1 for a province that nobody names */
/** @typedef {{text: string, x: number, y: number}} MapLabel */
/** @typedef {{tiles: Tile[], labels: MapLabel[], width: number, height: number, left: number}} TileMap */

/** @type {Record<string, [number, number]>} column and row of each province and territory */
const PROVINCES = {
  "CA-YT": [0, 0], "CA-NT": [1, 0], "CA-NU": [2, 0],
  "CA-BC": [0, 1], "CA-AB": [1, 1], "CA-SK": [2, 1], "CA-MB": [3, 1], "CA-ON": [4, 1], "CA-QC": [5, 1], "CA-NL": [8, 1],
  "CA-NB": [6, 2], "CA-PE": [7, 2], "CA-NS": [8, 2],
};
const MAP_COLUMNS = 9;
const MOST_TILES = { federal: 36, cities: 5, others: 18, groups: 6, members: 10 };
const MOST_MAP_LINES = 24;
const LINES_LATER = 700; // tiles times lines from which on lines follow when nobody waits
const MOST_MAP = 1024; // the widest that it is drawn
const MAP_SIDE = 24; // room for lines at both sides
const SQUEEZED = 1.15; // how much wider than its tile a name may be to be set narrower; longer ones are cut
/** The tile that the Tab key stops at. */
let mapStop = "";
/** The tile or the line that is lit. @type {string | undefined} */
let litTile;
/** How wide the map is drawn: measured when it changes, guessed before anything is laid out. */
let mapWidth = 0;
/** What is drawn, for who draws it again elsewhere. */
const MAP_DRAWN = {
  map: /** @type {TileMap} */ ({ tiles: [], labels: [], width: 0, height: 0, left: 0 }),
  /** what the places of the tiles follow from */
  key: "",
  lines: /** @type {Route[]} */ ([]),
  /** @type {Map<string, {tile: SVGElement, amount: SVGElement | null}>} */
  marks: new Map(),
  /** @type {Map<string, {shade: number, note: string, description: string, small: boolean, out: boolean}>} */
  looks: new Map(),
};
/** @type {Map<string, Set<string>>} whom a tile has lines to, as identifiers of tiles and lines */
let MAP_JOINED = new Map();

/** The place of a jurisdiction on the map of Canada: its province, or "federal"; null elsewhere. @param {Jurisdiction} row @returns {string | null} */
function canadianPlace(row) {
  const visited = new Set();
  for (let each = /** @type {Jurisdiction | undefined} */ (row); each && !visited.has(each.id); each = NODES.jurisdiction.get(each.part_of ?? "")) {
    visited.add(each.id);
    for (const code of [each.codes?.["iso-3166-2"], each.id, each.part_of]) if (code && Object.hasOwn(PROVINCES, code)) return code;
    if (each.id === "CA" || each.codes?.["iso-3166-1"] === "CA" || each.part_of === "CA") return "federal";
  }
  return row.level === "federal" && !row.part_of ? "federal" : null;
}

/** How large tiles and gutters are in so much room. @param {number} width */
function tileSize(width) {
  const narrow = width < 560;
  const gap = narrow ? 2 : 16;
  const across = Math.floor((width - (narrow ? 0 : 2 * MAP_SIDE) + gap) / MAP_COLUMNS) - gap;
  return { narrow, gap, down: narrow ? 4 : width > 740 ? 30 : 22, width: Math.min(96, Math.max(26, across)), height: narrow ? 38 : width > 920 ? 60 : width > 740 ? 54 : 46, head: 24 };
}

/** Tiles of Canada; null where most jurisdictions are elsewhere. @param {number} width @returns {TileMap | null} */
function canadianTiles(width) {
  const placed = DATA.jurisdictions.map((row, at) => ({ at, row, where: canadianPlace(row) }));
  const inside = placed.filter(({ where }) => where);
  if (inside.length < 3 || inside.length < placed.length * 0.6 || inside.every(({ where }) => where === "federal")) return null;
  const size = tileSize(width);
  const grid = new TileGrid(size);
  const federal = mostActive(inside.filter(({ where }) => where === "federal").map(({ at }) => at), MOST_TILES.federal);
  const whole = DATA.jurisdictions.findIndex((row) => row.id === "CA");
  grid.row("federal", federal.filter((at) => at !== whole || counts().rows[at] > 0));
  const top = grid.heading("map.provinces");
  const taken = new Set(Object.values(PROVINCES).map(String));
  let rows = 3;
  /** @type {number[]} */
  const others = [];
  for (const [code, [column, row]] of Object.entries(PROVINCES)) {
    const own = inside.find((each) => each.where === code && !["municipal", "indigenous", "other"].includes(each.row.level) && (each.row.codes?.["iso-3166-2"] === code || each.row.id === code));
    grid.tile(own ? own.at : -1, code.slice(3), column, row, top);
    const parts = mostActive(inside.filter((each) => each.where === code && each !== own).map(({ at }) => at), MOST_TILES.cities);
    for (const at of parts) {
      if (size.narrow) { others.push(at); continue; }
      let below = row + 1;
      while (taken.has(String([column, below])) && !Object.values(PROVINCES).some(([x, y]) => x === column && y === below)) below += 1;
      if (taken.has(String([column, below]))) others.push(at);
      else {
        taken.add(String([column, below]));
        rows = Math.max(rows, below + 1);
        grid.tile(at, "", column, below, top);
      }
    }
  }
  grid.y = top + rows * (size.height + size.down);
  const elsewhere = mostActive([...others, ...placed.filter(({ where }) => !where).map(({ at }) => at)], MOST_TILES.others);
  if (elsewhere.length) grid.row("others", elsewhere);
  return grid.made();
}

/** Tiles by level, or by community where all are of one level. @param {number} width @returns {TileMap} */
function groupedTiles(width) {
  const size = { ...tileSize(width), width: width < 560 ? 88 : 116 };
  const room = width - (size.narrow ? 0 : 2 * MAP_SIDE);
  const grid = new TileGrid(size, Math.max(2, Math.floor((room + size.gap) / (size.width + size.gap))));
  const all = DATA.jurisdictions.map((_, at) => at);
  const levels = LEVELS.filter((level) => DATA.jurisdictions.some((row) => row.level === level));
  const groups = levels.length > 1
    ? levels.map((level) => ({ name: translate(`level.${level}`), members: all.filter((at) => DATA.jurisdictions[at].level === level) }))
    : DATA.network.communities.length
      ? DATA.network.communities.map(({ members }, at) => ({ name: communityName(at), members })) : [{ name: "", members: all }];
  for (const { name, members } of groups.slice(0, MOST_TILES.groups)) grid.row(name, mostActive(members, MOST_TILES.members), true);
  return grid.made();
}

/** The places with most initiatives, in order of their names. @param {number[]} places @param {number} most */
function mostActive(places, most) {
  const { rows } = counts();
  const kept = places.length > most ? [...places].sort((a, b) => rows[b] - rows[a] || a - b).slice(0, most) : places;
  return kept.map((at) => ({ at, name: shortName(at) })).sort((a, b) => inOrder(a.name, b.name)).map(({ at }) => at);
}

/** The name of a jurisdiction, or its abbreviation where the name is too long for a tile. @param {number} at @param {number} width */
function tileName(at, width) {
  const [name] = pick(DATA.jurisdictions[at].names);
  if (ruler) ruler.font = `bold 12px ${FONT.face}`;
  return widthOf(name) <= width - 4 ? name : shortName(at);
}

/** Tiles in rows and columns. */
class TileGrid {
  /** @param {ReturnType<typeof tileSize>} size @param {number} [columns] */
  constructor(size, columns = MAP_COLUMNS) {
    this.size = size;
    this.columns = columns;
    this.y = 0;
    /** @type {Tile[]} */
    this.tiles = [];
    /** @type {MapLabel[]} */
    this.labels = [];
  }

  /** A heading; returns where what is below it begins. @param {string} key  of a text, or the text */
  heading(key) {
    const text = hasWords(key) ? translate(key) : hasWords(`map.${key}`) ? translate(`map.${key}`) : key;
    if (text) this.labels.push({ text, x: 0, y: this.y + 13 });
    this.y += text ? this.size.head : 0;
    return this.y;
  }

  /** A heading and its tiles. @param {string} key @param {number[]} places @param {boolean} [named]  by name, not by abbreviation */
  row(key, places, named = false) {
    if (!places.length) return;
    const top = this.heading(key);
    const wide = this.size.narrow && !named; // on a phone abbreviations need more room than the codes of provinces
    const columns = wide ? 4 : this.columns;
    const width = wide ? Math.floor((this.size.width + this.size.gap) * MAP_COLUMNS / columns) - this.size.gap : this.size.width;
    places.forEach((at, place) => this.tile(at, named ? tileName(at, width) : "", place % columns, Math.floor(place / columns), top, width));
    this.y = top + Math.ceil(places.length / columns) * (this.size.height + this.size.down);
  }

  /** @param {number} at @param {string} code @param {number} column @param {number} row @param {number} top @param {number} [width] */
  tile(at, code, column, row, top, width = this.size.width) {
    const { height, gap, down } = this.size;
    this.tiles.push({ id: at < 0 ? `ghost:${code}` : `jurisdiction:${at}`, at, code: code || shortName(at), x: column * (width + gap), y: top + row * (height + down), width, height });
  }

  /** @returns {TileMap} */
  made() {
    const right = Math.max(0, ...this.tiles.map((tile) => tile.x + tile.width));
    const shown = this.tiles.filter((tile) => tile.at >= 0).length;
    return { tiles: this.tiles, labels: this.labels, width: right + 2, height: this.y, left: DATA.jurisdictions.length - shown };
  }
}

const MOST_IN_SHADE = 4; // how many times the least of a shade its most may be

/** How many initiatives each has for the choice. @param {number} at */
function tileAmount(at) {
  const theme = AT.theme.get(choice.theme ?? "");
  if (theme !== undefined) return square(at, theme).reduce((sum, each) => sum + each, 0);
  return counts().rows[at];
}

/** From how many initiatives on each further shade begins: thirds of those that have any; by size where the thirds would put few and many together. @param {number[]} amounts @returns {number[]} */
function shadeSteps(amounts) {
  const some = amounts.filter((each) => each > 0).sort((a, b) => a - b);
  if (!some.length) return [1, 2, 3];
  if (some[some.length - 1] <= 3) return [1, 2, 3];
  const most = some[some.length - 1];
  const thirds = unique([1, some[Math.floor(some.length / 3)], some[Math.floor((some.length * 2) / 3)]]).sort((a, b) => a - b);
  if (thirds.length === 3 && most <= thirds[2] * MOST_IN_SHADE) return thirds;
  return [1, Math.ceil(most ** (1 / 3)), Math.ceil(most ** (2 / 3))]; // three that grow by the same factor
}

/** The shade of an amount, from 1 to 3; 0 for nothing. The most is always the darkest. @param {number} amount @param {number[]} steps */
function shadeOf(amount, steps) {
  const step = steps.filter((each) => each <= amount).length;
  return step && step + (3 - steps.length);
}

function drawMap() {
  if (!DATA.jurisdictions.length) return;
  part("map-part").hidden = false;
  placeTiles();
  const { map } = MAP_DRAWN;
  const amounts = map.tiles.map((tile) => (tile.at < 0 ? 0 : tileAmount(tile.at)));
  const steps = shadeSteps(amounts);
  const nets = mapWidth < 560 ? [] : mapNets(map);
  MAP_JOINED = joinedTiles(nets);
  Object.assign(MAP_DRAWN, { lines: [], looks: new Map() });
  const inside = tilesOfChoice(nets);
  map.tiles.forEach((tile, at) => dressTile(tile, amounts[at], shadeOf(amounts[at], steps), inside));
  drawMapLines(nets);
  part("map-hint").textContent = translate(nets.length ? "details.hint" : "map.hint"); // where there are no lines, none can be chosen
  part("map-title").replaceChildren(...(isChosen() ? sentence("map.title.chosen", { name: choicePieces() }) : [translate("map.title")]));
  drawMapLegend(steps, nets, new Set(map.tiles.map((tile) => (tile.at < 0 ? "ghost" : stateOf(DATA.jurisdictions[tile.at])))));
  part("map-part").classList.toggle("tall", map.height > TALL_MAP);
  drawMapWords();
  part("map-more").hidden = map.left <= 0;
  part("map-more").textContent = map.left > 0 ? count("map.more", map.left) : "";
  keepOneTile();
}

/** Put the tiles where they are for an edition, a language and a width; those that are there stay, since most choices change only their looks. */
function placeTiles() {
  const key = [language, choice.edition, mapWidth].join(" ");
  if (MAP_DRAWN.key === key) return;
  const map = canadianTiles(mapWidth) ?? groupedTiles(mapWidth);
  const side = mapWidth < 560 ? 0 : MAP_SIDE;
  Object.assign(MAP_DRAWN, { key, map, marks: new Map(map.tiles.map((tile) => [tile.id, tileMark(tile)])) });
  const marks = [...MAP_DRAWN.marks.values()];
  part("map").replaceChildren(drawn("svg", { viewBox: `${-side} 0 ${map.width + 2 * side} ${map.height}`, width: map.width + 2 * side, height: map.height, role: "group", "aria-labelledby": "map-title", class: "tiles" },
    drawn("defs", {}, hatching()),
    ...map.labels.map((label) => drawn("text", { x: label.x, y: label.y, class: "label" }, label.text)),
    ...marks.map(({ tile }) => tile), ...marks.flatMap(({ amount }) => amount ?? [])));
}

/** Draw the lines between tiles: at once, or where there are many when nobody waits. @param {MapNet[]} nets */
function drawMapLines(nets) {
  const { map, looks } = MAP_DRAWN;
  const svg = part("map").firstElementChild;
  for (const each of svg?.querySelectorAll("[data-net]") ?? []) each.remove();
  const blocks = [...map.tiles, ...map.labels.map((label, at) => ({ id: `label:${at}`, x: 0, y: label.y - 12, width: label.text.length * 7.4, height: 14 }))];
  const draw = () => {
    if (MAP_DRAWN.looks !== looks) return; // the choice is another by now
    MAP_DRAWN.lines = routeNets(blocks, nets.map(({ id, source, targets }) => ({ id, source, targets })), { x: 8, y: 11 });
    svg?.querySelector("[data-tile], .ghost")?.before(...mapLines(MAP_DRAWN.lines, nets));
    if (svg) frameMap(svg);
    lightTile(litTile); // the pointer or the focus is where it was
  };
  if (map.tiles.length * nets.length > LINES_LATER) whenIdle(draw);
  else draw();
}

/** Make the picture as large as the tiles and all lines, also those above the first row. @param {Element} svg */
function frameMap(svg) {
  const { map, lines } = MAP_DRAWN;
  const side = mapWidth < 560 ? 0 : MAP_SIDE;
  const ends = lines.flatMap(({ points }) => points);
  /** @param {0 | 1} axis @param {number} low @param {number} high */
  const span = (axis, low, high) => ends.reduce(([least, most], point) => [Math.min(least, Math.floor(point[axis] - LINE_ROOM)), Math.max(most, Math.ceil(point[axis] + LINE_ROOM))], [low, high]);
  const [left, right] = span(0, -side, map.width + side);
  const [top, bottom] = span(1, 0, map.height);
  change(svg, { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, width: String(right - left), height: String(bottom - top) });
}

const LINE_ROOM = 4; // beyond the middle of a line: half of the widest
const TALL_MAP = 560; // from which height on the legend stands above the map
const MOST_MAP_WORDS = 5;

/** The partnerships of the choice as sentences below the map: what its lines say. */
function drawMapWords() {
  const rows = chosenPartnerships();
  const shown = rows.slice(0, MOST_MAP_WORDS);
  part("map-words").hidden = !shown.length;
  part("map-words").replaceChildren(...shown.map(mapSentence), ...(rows.length > shown.length ? [element("li", { class: "note left" }, count("network.left", rows.length - shown.length))] : []));
  part("map-words").append(...shownMarkNotes(part("map-words")).map((words) => element("li", { class: "note" }, words)));
}

/** @param {Partnership} row */
function mapSentence(row) {
  const names = listed(row.membersAt.map((at) => withMark(element("bdi", {}, nameOf("jurisdiction", DATA.jurisdictions[at].id)), memberMark(row, at))));
  const title = row.initiative ? [markedTitle("map-words", row.initiative)] : null;
  return element("li", {}, ...(title ? sentence("network.pair", { names, initiative: title }) : sentence("network.plain", { names })));
}

/** The pattern of who did not report. */
function hatching() {
  return drawn("pattern", { id: "hatching", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(-45)" },
    drawn("rect", { width: 8, height: 8, class: "hatch-paper" }), drawn("rect", { width: 4, height: 8, class: "hatch-line" }));
}

/** The tiles that the choice is about, and those that a line leads to; null for all. @param {MapNet[]} nets */
function tilesOfChoice(nets) {
  if (!isFocused()) return null;
  const found = new Set(chosenPlaces().flatMap(madeOf).flatMap(takingPartAt));
  if (choice.partnership) return new Set(NODES.partnership.get(choice.partnership)?.membersAt);
  for (const { source, targets } of nets) for (const id of [source, ...targets]) found.add(Number(id.replace("jurisdiction:", "")));
  for (const id of [choice.jurisdiction, choice.compare]) if (id) found.add(AT.jurisdiction.get(id) ?? -1);
  return found;
}

/** @typedef {{id: string, source: string, targets: string[], kind: string, weight: number, words: string, to: Choice}} MapNet  `words`: what it means; `to`: what a click chooses */

/** Partnerships of the choice, those of the same members once, and the conversations that the page lists. @param {TileMap} map @returns {MapNet[]} */
function mapNets(map) {
  const shown = new Set(map.tiles.map((tile) => tile.id));
  /** @type {Map<string, MapNet>} */
  const found = new Map();
  for (const row of chosenPartnerships()) {
    const lead = DATA.initiatives.lead[row.initiativeAt];
    const members = row.membersAt.map((at) => `jurisdiction:${at}`).filter((id) => shown.has(id));
    if (members.length < 2) continue;
    const key = [...members].sort().join(" ");
    const known = found.get(key);
    if (known) known.weight += 1;
    else {
      const source = members.includes(`jurisdiction:${lead}`) ? `jurisdiction:${lead}` : members[0];
      const words = nodeSentence("partnership", row.id);
      found.set(key, { id: `partnership ${key}`, source, targets: members.filter((id) => id !== source), kind: "partnership", weight: 1, words, to: { partnership: row.id } });
    }
  }
  const works = [...found.values()].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1)).slice(0, MOST_MAP_LINES);
  const talks = everyOpportunity ? [] : listedOpportunities().flatMap((row, at) => {
    const sides = sidesOf(row);
    const first = choice.jurisdiction && sides.includes(choice.jurisdiction) ? [choice.jurisdiction] : []; // lines begin at what is chosen
    const ends = unique([...first, ...sides]).map((id) => `jurisdiction:${AT.jurisdiction.get(id)}`).filter((id) => shown.has(id));
    return ends.length > 1 ? [{ id: `talk ${at}`, source: ends[0], targets: ends.slice(1), kind: "opportunity", weight: 1, words: pick(row.sentences)[0], to: { jurisdiction: row.for, compare: row.with } }] : [];
  });
  return [...works, ...talks];
}

/** @param {Route[]} lines @param {MapNet[]} nets */
function mapLines(lines, nets) {
  const byId = new Map(nets.map((net) => [net.id, net]));
  return lines.flatMap(({ net, target, points }) => {
    const { kind, weight, source, words, to } = /** @type {MapNet} */ (byId.get(net));
    const line = drawn("path", { d: pathOf(points), class: `line ${kind}`, "stroke-width": Math.min(6, 2 + weight), "aria-hidden": "true", "data-ends": `${source} ${target}`, "data-net": net });
    // For the pointer; who uses the keyboard or listens has the same as sentences below the map.
    const reach = drawn("path", { d: pathOf(points), class: "reach", "aria-hidden": "true", "data-net": net }, drawn("title", {}, words));
    reach.addEventListener("click", () => chooseWithin(to));
    return [line, reach];
  });
}

/** @param {MapNet[]} nets @returns {Map<string, Set<string>>} */
function joinedTiles(nets) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const { id, source, targets } of nets) {
    const all = [source, ...targets];
    for (const each of [...all, id]) found.set(each, new Set([...(found.get(each) ?? []), ...all, id]));
  }
  return found;
}

/** A tile without its looks, and the number on it. It is not in the tile, whose name it would be part of for who speaks to the page. @param {Tile} tile */
function tileMark({ id, at, code, x, y, width, height }) {
  const shape = drawn("rect", { x, y, width, height, rx: 7, class: "shape" });
  const middle = x + width / 2;
  if (at < 0) return { tile: drawn("g", { "aria-hidden": "true" }, shape, drawn("text", { x: middle, y: y + height / 2 + 5 }, code)), amount: null };
  if (ruler) ruler.font = `bold 14px ${FONT.face}`;
  const long = widthOf(code) > width - 4;
  if (ruler && long) ruler.font = `bold 12px ${FONT.face}`;
  const squeezed = widthOf(code) > width - 4 && widthOf(code) <= (width - 4) * SQUEEZED;
  const name = squeezed ? code : shorten(code, width - 4);
  const label = drawn("text", { x: middle, y: y + height / 2 - 3, class: long ? "code long" : "code", "aria-hidden": name === code ? null : "true" }, name);
  if (squeezed) change(label, { textLength: String(width - 4), lengthAdjust: "spacingAndGlyphs" });
  const tile = drawn("g", { role: "button", tabindex: -1 }, shape, label);
  Object.assign(tile.dataset, { focus: `map:${at}`, tile: id });
  const row = DATA.jurisdictions[at];
  tile.addEventListener("click", () => chooseWithin(choice.jurisdiction === row.id ? {} : { ...(choice.theme ? { theme: choice.theme } : {}), jurisdiction: row.id }));
  const amount = drawn("text", { x: middle, y: y + height / 2 + 15, "aria-hidden": "true", "data-of": id });
  return { tile, amount };
}

/** What a tile shows of the choice. @param {Tile} place @param {number} many  initiatives @param {number} shade @param {Set<number> | null} inside */
function dressTile({ id, at, code, y, width, height }, many, shade, inside) {
  const { tile, amount } = MAP_DRAWN.marks.get(id) ?? {};
  if (!tile) return;
  if (at < 0 || !amount) return change(tile, { class: inside ? "tile ghost out" : "tile ghost" });
  const row = DATA.jurisdictions[at];
  const state = stateOf(row);
  const silent = state !== "reported" && !many;
  const out = inside !== null && !inside.has(at);
  const looks = ["tile", state === "reported" ? `shade${shade}` : `is-${state}`, out ? "out" : "", [choice.jurisdiction, choice.compare].includes(row.id) ? "chosen" : ""].filter(Boolean).join(" ");
  const note = silent ? (width > 60 && state === "missing" ? translate("map.silent") : "") : numberText(many);
  const words = tileSentence(row, many, silent);
  const description = words.startsWith(code) ? words : `${code} – ${words}`; // who names a tile by voice says what is on it
  const shown = { shade: state === "reported" ? shade : 0, note, description, small: silent, out };
  MAP_DRAWN.looks.set(id, shown);
  change(tile, { class: looks, "aria-label": description, "aria-pressed": String(choice.jurisdiction === row.id) });
  change(/** @type {Element} */ (tile.lastElementChild), { y: String(y + height / 2 + (note ? -3 : 5)) });
  change(amount, { class: `amount ${silent ? "small" : ""} on${shown.shade} ${out ? "out" : ""}` });
  if (amount.textContent !== note) amount.textContent = note;
}

/** What a tile says. @param {Jurisdiction} row @param {number} amount @param {boolean} silent */
function tileSentence(row, amount, silent) {
  if (!choice.theme || silent) return nodeSentence("jurisdiction", row.id);
  return translate("map.tile.theme", { name: nameOf("jurisdiction", row.id), theme: nameOf("theme", choice.theme), initiatives: count("count.initiatives", amount) });
}

/** The amounts of a shade. @param {number} from @param {number | undefined} next  where the next shade begins */
function stepText(from, next) {
  if (next === undefined) return `${numberText(from)}+`;
  return next - 1 > from ? `${numberText(from)}–${numberText(next - 1)}` : numberText(from);
}

/** What is on the map, and only that. @param {number[]} steps @param {MapNet[]} nets @param {Set<string>} states */
function drawMapLegend(steps, nets, states) {
  /** @param {string} looks @param {string} words */
  const item = (looks, words) => element("li", {}, element("i", { class: looks, "aria-hidden": "true" }), " ", words);
  const shades = steps.map((from, at) => {
    return element("i", { class: `sign shade${at + 1 + 3 - steps.length}` }, stepText(from, steps[at + 1]));
  });
  part("map-legend").replaceChildren(
    element("li", {}, ...shades, " ", translate("map.legend.amount")),
    ...(nets.some((net) => net.kind === "partnership") ? [item("stroke partnership", translate("legend.partnership"))] : []),
    ...(nets.some((net) => net.kind === "opportunity") ? [item("stroke opportunity", translate("map.legend.talk"))] : []),
    ...(states.has("missing") ? [item("missing", translate("legend.missing"))] : []),
    ...(states.has("unknown") ? [item("sign unknown", namedText("map"))] : []),
    ...(states.has("ghost") ? [item("sign ghost", translate("map.legend.ghost"))] : []),
  );
}

/** Leave one tile in the tab order. */
function keepOneTile() {
  const tiles = allTiles();
  const stop = tiles.find((each) => each.dataset.focus === mapStop) ?? tiles[0];
  for (const each of tiles) each.setAttribute("tabindex", each === stop ? "0" : "-1");
}

/** @returns {SVGElement[]} */
function allTiles() {
  return [...part("map").querySelectorAll("[data-tile]")].map((each) => /** @type {SVGElement} */ (each));
}

/** Arrow keys go to the next tile in their direction; Enter and the space bar choose. @param {KeyboardEvent} event */
function keyInMap(event) {
  const tile = /** @type {SVGElement | null} */ (/** @type {Element} */ (event.target).closest("[data-tile]"));
  if (!tile || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    tile.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    return;
  }
  const tiles = allTiles();
  /** @type {Record<string, [number, number]>} */
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const next = event.key === "Home" ? tiles[0] : event.key === "End" ? tiles[tiles.length - 1] : ways[event.key] ? nearestTile(tile, tiles, ways[event.key]) : null;
  if (!ways[event.key] && !next) return;
  event.preventDefault();
  next?.focus();
}

/** @param {SVGElement} from @param {SVGElement[]} tiles @param {[number, number]} way */
function nearestTile(from, tiles, [right, down]) {
  /** @param {SVGElement} each */
  const middle = (each) => { const box = /** @type {SVGGraphicsElement} */ (/** @type {unknown} */ (each.firstElementChild)).getBBox(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  const [x, y] = middle(from);
  let best = null;
  let least = Infinity;
  for (const each of tiles) {
    const [toX, toY] = middle(each);
    const along = (toX - x) * right + (toY - y) * down;
    const aside = Math.abs((toX - x) * down) + Math.abs((toY - y) * right);
    const far = along + aside * 3;
    if (along > 1 && far < least) [best, least] = [each, far];
  }
  return best;
}

/** Light a tile with its lines and whom they lead to; all without one. @param {string | undefined} id */
function lightTile(id) {
  litTile = id;
  const joined = id ? MAP_JOINED.get(id) : undefined;
  part("map").firstElementChild?.classList.toggle("dimmed", Boolean(joined));
  if (!joined) return;
  for (const each of allTiles()) each.classList.toggle("lit", joined.has(each.dataset.tile ?? ""));
  for (const each of part("map").querySelectorAll(".amount")) each.classList.toggle("lit", joined.has(/** @type {SVGElement} */ (each).dataset.of ?? ""));
  for (const each of part("map").querySelectorAll(".line")) each.classList.toggle("lit", joined.has(/** @type {SVGElement} */ (each).dataset.net ?? ""));
}

function listenToMap() {
  const map = part("map");
  /** @param {Event} event */
  const tileOf = (event) => /** @type {SVGElement | null} */ (/** @type {Element} */ (event.target).closest("[data-tile]"))?.dataset;
  map.addEventListener("keydown", keyInMap);
  map.addEventListener("focusin", (event) => {
    mapStop = tileOf(event)?.focus ?? mapStop;
    keepOneTile();
    lightTile(tileOf(event)?.tile);
  });
  map.addEventListener("focusout", () => lightTile(undefined));
  map.addEventListener("pointerover", (event) => lightTile(tileOf(event)?.tile ?? /** @type {SVGElement | null} */ (/** @type {Element} */ (event.target).closest("[data-net]"))?.dataset.net));
  map.addEventListener("pointerleave", () => lightTile(undefined));
}

/** How wide the map will be, before anything is laid out: the same arithmetic as in style.css. */
function guessMapWidth() {
  const inner = Math.min(window.innerWidth, 1520) - 2 * 16;
  mapWidth = Math.min(MOST_MAP, (window.innerWidth >= 1088 ? inner - 400 - 24 : inner) - 40);
}

/** Draw the map again where there is other room for it. */
function redrawMapWhenWider() {
  const width = Math.min(MOST_MAP, part("map").clientWidth - 12);
  if (width <= 0 || Math.abs(width - mapWidth) < 12) return;
  mapWidth = width;
  keepingFocus(drawMap);
}

// What the drawing shows of a choice: columns of jurisdictions, initiatives and themes. The overview was placed in Python.

const FONT = { size: 13, line: 17, padding: 6, face: 'Arial, "Liberation Sans", Helvetica, sans-serif' };
const BETWEEN = 14;
/** @type {Record<Kind, number>} */
const MOST_IN_COLUMN = { jurisdiction: 20, initiative: 20, partnership: 4, theme: 14 };
/** @typedef {{kinds: Kind[], x: number, width: number}} Column */
/** @type {Column[]} */
const COLUMNS_WIDE = [{ kinds: ["jurisdiction"], x: 80, width: 160 }, { kinds: ["initiative", "partnership"], x: 335, width: 220 }, { kinds: ["theme"], x: 572, width: 136 }];
/** @type {Column[]} */
const COLUMNS_NARROW = [{ kinds: ["jurisdiction"], x: 58, width: 116 }, { kinds: ["initiative", "partnership"], x: 228, width: 144 }];
/** @typedef {Record<Kind, number[]> & {opportunities: Opportunity[], left: number}} Shown  places of what is drawn, and how many are not */

const ruler = document.createElement("canvas").getContext("2d");

/** What is chosen, in columns. @returns {Drawing & {left: number}} */
function placeChoice() {
  const shown = nodesOfChoice();
  const columns = (wide ? COLUMNS_WIDE : COLUMNS_NARROW).map((column) => ({ column, stack: stackOf(column, shown) }));
  const height = Math.max(60, ...columns.map(({ stack }) => heightOf(stack)));
  const nodes = columns.flatMap(({ column, stack }) => placeStack(column, stack, height));
  const ids = new Set(nodes.map((node) => node.id));
  const edges = edgesOfChoice(shown).filter((edge) => ids.has(edge.from) && ids.has(edge.to));
  return { width: wide ? 640 : 300, height, nodes, edges, left: shown.left };
}

/** What there is to draw around the choice. @returns {Shown} */
function nodesOfChoice() {
  const places = chosenPlaces();
  // Around an edition or a level the question is who works with whom: what several take part in.
  const together = isFocused() ? places : places.filter((at) => madeOf(at).some((each) => takingPartAt(each).length > 1));
  const initiatives = together.length ? together : places;
  const drawnOnes = initiatives.slice(0, MOST_IN_COLUMN.initiative);
  const own = drawnOnes.flatMap(madeOf);
  const partnerships = chosenPartnerships().filter((row) => row.initiativeAt < 0).map((row) => row.at);
  const opportunities = listedOpportunities().slice(0, MOST_IN_COLUMN.jurisdiction);
  const people = [
    ...[choice.jurisdiction, choice.compare].flatMap((id) => AT.jurisdiction.get(id ?? "") ?? []),
    ...own.flatMap(takingPartAt),
    ...partnerships.flatMap((at) => PARTNERSHIPS[at].membersAt),
    ...opportunities.flatMap((row) => [row.for, row.with]).flatMap((id) => AT.jurisdiction.get(id) ?? []),
  ];
  const themes = choice.theme ? [AT.theme.get(choice.theme) ?? -1] : own.flatMap((at) => LISTS.themes.of(at));
  const all = { jurisdiction: unique(people), initiative: initiatives, partnership: partnerships, theme: wide ? unique(themes) : [] };
  let left = 0;
  for (const kind of /** @type {Kind[]} */ (Object.keys(all))) {
    if (hidden(kind)) all[kind] = [];
    left += Math.max(0, all[kind].length - MOST_IN_COLUMN[kind]);
    all[kind] = all[kind].slice(0, MOST_IN_COLUMN[kind]);
  }
  return { ...all, opportunities, left };
}

/** @template T @param {Iterable<T>} values @returns {T[]} */
function unique(values) {
  return [...new Set(values)];
}

/** The boxes of a column, top to bottom, not yet placed. @param {Column} column @param {Shown} shown @returns {Placed[]} */
function stackOf(column, shown) {
  return column.kinds.flatMap((kind) => shown[kind].map((at) => {
    const texts = kind === "partnership" ? { [language]: translate("legend.partnership") } : textsOf(kind, rowAt(kind, at).id) ?? {};
    const [label, code] = pick(texts);
    const wrapped = wrapText(label, column.width - 2 * FONT.padding - 8, kind === "jurisdiction" ? 5 : 3);
    /** @type {[number, number]} */
    const box = [column.width, wrapped.split("\n").length * FONT.line + 2 * FONT.padding];
    return { id: `${kind}:${at}`, group: kind, labels: { [code]: wrapped }, x: 0, y: 0, box };
  }));
}

/** @param {Placed[]} stack */
function heightOf(stack) {
  return stack.reduce((sum, node) => sum + node.box[1] + BETWEEN, 0);
}

/** @param {Column} column @param {Placed[]} stack @param {number} height @returns {Placed[]} */
function placeStack(column, stack, height) {
  let y = (height - heightOf(stack) + BETWEEN) / 2;
  return stack.map((node) => {
    const placed = { ...node, x: column.x, y: y + node.box[1] / 2 };
    y += node.box[1] + BETWEEN;
    return placed;
  });
}

/** @param {Shown} shown @returns {Joined[]} */
function edgesOfChoice(shown) {
  const ofInitiatives = shown.initiative.flatMap((whole) => {
    const own = madeOf(whole);
    const partners = unique(own.flatMap((at) => LISTS.partners.of(at)));
    const lead = DATA.initiatives.lead[whole];
    const reached = new Set(own.flatMap((at) => [...LISTS.themes.of(at), ...(choice.theme ? LISTS.reach.of(at) : [])]));
    return [
      ...(lead >= 0 ? [join(partners.length ? "partnership" : "works", `jurisdiction:${lead}`, `initiative:${whole}`)] : []),
      ...partners.map((who) => join("partnership", `jurisdiction:${who}`, `initiative:${whole}`)),
      ...shown.theme.filter((theme) => reached.has(theme)).map((theme) => join("works", `initiative:${whole}`, `theme:${theme}`)),
    ];
  });
  const ofPartnerships = shown.partnership.flatMap((at) =>
    PARTNERSHIPS[at].membersAt.map((who) => join("partnership", `jurisdiction:${who}`, `partnership:${at}`)));
  const ofOpportunities = shown.opportunities.flatMap((row) => newcomer(row, shown).map(([who, at]) => ({ ...join("opportunity", `jurisdiction:${who}`, `initiative:${at}`), about: row })));
  return [...ofInitiatives, ...ofPartnerships, ...ofOpportunities];
}

/** @param {string} kind @param {string} from @param {string} to @returns {Joined} */
function join(kind, from, to) {
  return { kind, from, to };
}

/** Whom an opportunity would bring to which initiative: one of its two sides, the one it is for if that can be. @param {Opportunity} row @param {Shown} shown @returns {[number, number][]} */
function newcomer(row, shown) {
  const wholes = unique((row.initiatives ?? []).flatMap((id) => NODES.initiative.get(id)?.wholeAt ?? []));
  const there = wholes.filter((at) => shown.initiative.includes(at));
  return [row.for, row.with].flatMap((id) => {
    const who = AT.jurisdiction.get(id) ?? -1;
    return there.filter((at) => !madeOf(at).flatMap(takingPartAt).includes(who)).map((at) => /** @type {[number, number]} */ ([who, at]));
  }).slice(0, 1);
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

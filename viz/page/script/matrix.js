// The matrix: jurisdictions in rows by level and name, themes in columns by how many. It is a grid as WAI-ARIA has it:
// one tab stop, and arrow keys that walk over all cells, those with nothing to choose as well.

const MOST_COLUMNS = 10;
const MOST_SQUARES = 1500;
const MOST_LINES = 60;

let everyTheme = false;
/** Which page of rows is shown, where there are more rows than a page has. */
let rowPage = 0;
/** The cell of the matrix that the Tab key stops at. */
let matrixStop = "";
/** The column of the keyboard focus, which a cell over several columns does not give. */
let matrixColumn = 0;

/** The themes that have a column now, as places. */
function shownThemes() {
  const used = usedThemes();
  const most = everyTheme ? MOST_COLUMNS * 4 : MOST_COLUMNS;
  return used.filter((place, at) => at < most || DATA.themes[place].id === choice.theme);
}

/** The themes that initiatives name, as places, those that the most lead work on first, and a broader one where it is chosen: its column repeats those of its narrower ones. */
function usedThemes() {
  const many = sharers(choice.edition);
  return DATA.themes.map((_, at) => at).filter((at) => DATA.themes[at].count > 0 && (NAMED_THEMES.has(at) || DATA.themes[at].id === choice.theme)).sort((a, b) => many[b] - many[a] || a - b);
}

/** @typedef {{top: number, columns: number[], folded: boolean}} ThemeGroup  a broad theme and the columns of it that are shown */

/** The broad themes whose narrower ones the reader folded into one column. @type {Set<string>} */
const FOLDED = new Set();

/** The broadest theme that a theme belongs to; itself where it belongs to none. @param {number} at */
function topTheme(at) {
  const visited = new Set([at]);
  for (let each = at; ;) {
    const above = AT.theme.get(DATA.themes[each].broader ?? "");
    if (above === undefined || visited.has(above)) return each;
    visited.add(above);
    each = above;
  }
}

/** The columns under their broad themes, in the order of the first column of each; the broad theme itself first. @returns {ThemeGroup[]} */
function themeGroups() {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (const at of shownThemes()) {
    const top = topTheme(at);
    found.set(top, top === at ? [at, ...(found.get(top) ?? [])] : [...(found.get(top) ?? []), at]);
  }
  return [...found].map(([top, columns]) => {
    const folded = FOLDED.has(DATA.themes[top].id) && !columns.some((at) => at !== top && DATA.themes[at].id === choice.theme);
    return { top, columns: folded ? [top] : columns, folded };
  });
}

/** The jurisdictions of the chosen level, as places, those with most initiatives first where they fill several pages. @param {number} most */
function rowPages(most) {
  const { rows } = counts();
  const places = DATA.jurisdictions.map((row, at) => at).filter((at) => !choice.level || DATA.jurisdictions[at].level === choice.level);
  if (places.length > most) places.sort((a, b) => rows[b] - rows[a] || a - b);
  const first = [choice.jurisdiction, choice.compare].map((id) => AT.jurisdiction.get(id ?? "") ?? -1).filter((at) => at >= 0);
  const pages = [];
  for (let at = 0; at < places.length; at += most) pages.push(places.slice(at, at + most));
  if (pages.length > 1 && first.length) rowPage = Math.max(0, pages.findIndex((page) => page.includes(first[0])));
  rowPage = Math.min(rowPage, Math.max(0, pages.length - 1));
  return pages;
}

/** @typedef {{place: number, column: number, star: boolean, cell: HTMLElement}} Square  one that is drawn */

/** What is drawn: which rows, columns and counts, and the parts that a choice marks. */
const MATRIX = {
  of: "",
  /** @type {Square[]} */
  squares: [],
  /** @type {Map<number, HTMLElement>} by place */
  rows: new Map(),
  /** @type {Map<number, HTMLElement>} by place of the theme */
  heads: new Map(),
};

/** Draw the matrix, or only mark the choice if rows, columns and counts are unchanged. */
function drawMatrix() {
  const groups = themeGroups();
  const columns = groups.flatMap((group) => group.columns);
  const table = part("matrix");
  const pages = rowPages(Math.min(MOST_LINES, Math.floor(MOST_SQUARES / Math.max(1, columns.length))));
  drawMoreThemes();
  drawPages(pages);
  const rows = pages[rowPage] ?? [];
  const starred = starredSquares();
  const silent = new Set(rows.filter((place) => isSilent(place, columns, starred)));
  const of = JSON.stringify([language, choice.edition, columns, [...FOLDED], rows, [...silent]]);
  if (MATRIX.of !== of) measureSquares(rows, columns);
  if (MATRIX.of !== of) {
    Object.assign(MATRIX, { of, squares: [], rows: new Map(), heads: new Map() });
    table.replaceChildren(...(columns.length ? matrixParts(rows, groups, starred, silent) : [element("tbody", {}, element("tr", {}, element("td", {}, translate("matrix.empty"))))]));
    table.style.setProperty("--columns", String(columns.length));
    if (columns.length) table.setAttribute("role", "grid");
    else table.removeAttribute("role");
    keepOneStop();
  }
  part("legend-missing").hidden = !silent.size;
  const unknown = rows.some((place) => stateOf(DATA.jurisdictions[place]) === "unknown");
  part("legend-unknown").hidden = !unknown;
  part("legend-unknown").textContent = namedText("legend");
  followChoice(starred);
}

/** From how many initiatives on each shade of a square begins. */
let squareSteps = [1, 2, 3];

/** Measure the shades of squares, and say them in the legend. @param {number[]} rows @param {number[]} columns */
function measureSquares(rows, columns) {
  squareSteps = shadeSteps(rows.flatMap((place) => columns.map((column) => square(place, column)[0])));
  const shades = squareSteps.map((from, at) => element("i", { class: `works led${at + 1 + 3 - squareSteps.length}` }, stepText(from, squareSteps[at + 1])));
  part("matrix-amounts").replaceChildren(...[translate("legend.led"), ...shades].flatMap((each, at) => (at ? [" ", each] : [each])));
}

/** Whether a row is of a jurisdiction that did not report. @param {number} place @param {number[]} columns @param {Set<number>} starred */
function isSilent(place, columns, starred) {
  const { rows } = counts();
  return !rows[place] && stateOf(DATA.jurisdictions[place]) === "missing" && !columns.some((column) => starred.has(place * DATA.themes.length + column));
}

/** @param {number[]} rows @param {ThemeGroup[]} groups @param {Set<number>} starred @param {Set<number>} silent */
function matrixParts(rows, groups, starred, silent) {
  const columns = groups.flatMap((group) => group.columns);
  return [
    element("caption", { class: "aside" }, translate("matrix.caption")),
    element("thead", {}, groupHead(groups), matrixHead(columns)),
    ...LEVELS.map((level) => matrixLevel(level, rows, columns, starred, silent)).filter((body) => body !== null),
  ];
}

/** Mark the choice; leave what is unchanged. @param {Set<number>} starred */
function followChoice(starred) {
  const inside = squaresOfChoice();
  const rows = new Set([choice.jurisdiction, choice.compare].flatMap((id) => AT.jurisdiction.get(id ?? "") ?? []));
  const theme = AT.theme.get(choice.theme ?? "");
  const focused = isFocused();
  for (const [place, row] of MATRIX.rows) markChosen(row, rows.has(place));
  for (const [column, head] of MATRIX.heads) markChosen(head, column === theme);
  for (const square of MATRIX.squares) {
    const { place, column } = square;
    const at = place * DATA.themes.length + column;
    if (square.star !== starred.has(at)) drawAgain(square, starred.has(at));
    markChosen(square.cell, column === theme && rows.has(place));
    const isIn = inside ? inside.has(at) : (!rows.size || rows.has(place)) && (theme === undefined || column === theme);
    square.cell.classList.toggle("out", focused && !isIn);
  }
}

/** @param {HTMLElement} each  a row, a head or a square @param {boolean} chosen */
function markChosen(each, chosen) {
  if (each.classList.contains("chosen") === chosen) return;
  each.classList.toggle("chosen", chosen);
  const button = each.querySelector("button");
  if (chosen) button?.setAttribute("aria-current", "true");
  else button?.removeAttribute("aria-current");
}

/** Draw a square that got a star, or lost it. @param {Square} square @param {boolean} star */
function drawAgain(square, star) {
  const cell = matrixCell(square.place, square.column, stateOf(DATA.jurisdictions[square.place]), star);
  square.cell.replaceWith(cell);
  Object.assign(square, { star, cell });
}

function drawMoreThemes() {
  const hidden = usedThemes().length - MOST_COLUMNS;
  part("more-themes").hidden = hidden <= 0;
  part("more-themes").textContent = everyTheme ? translate("matrix.fewer") : count("matrix.more", Math.max(0, Math.min(hidden, MOST_COLUMNS * 3)));
}

/** @param {number[][]} pages */
function drawPages(pages) {
  const sizes = { "fewer-rows": pages[rowPage - 1]?.length ?? 0, "more-rows": pages[rowPage + 1]?.length ?? 0 };
  part("fewer-rows").hidden = !sizes["fewer-rows"];
  part("fewer-rows").textContent = count("matrix.rows.before", sizes["fewer-rows"]);
  part("more-rows").hidden = !sizes["more-rows"];
  part("more-rows").textContent = count("matrix.rows.after", sizes["more-rows"]);
}

/** @param {string | null | undefined} who @param {string | null | undefined} theme */
function squareAt(who, theme) {
  return (AT.jurisdiction.get(who ?? "") ?? NaN) * DATA.themes.length + (AT.theme.get(theme ?? "") ?? NaN);
}

/** Squares that an opportunity on the page is about. */
function starredSquares() {
  return new Set(listedOpportunities().flatMap((row) => [squareAt(row.for, row.theme), squareAt(row.with, row.theme)]));
}

/** The squares of a chosen initiative or partnership; null where rows and columns show it. */
function squaresOfChoice() {
  if (!choice.initiative && !choice.partnership) return null;
  const members = choice.partnership ? NODES.partnership.get(choice.partnership)?.membersAt : undefined;
  return new Set(chosenPlaces().flatMap(madeOf).flatMap((at) =>
    takingPartAt(at).filter((who) => !members || members.includes(who))
      .flatMap((who) => [...LISTS.themes.of(at), ...LISTS.reach.of(at)].map((theme) => who * DATA.themes.length + theme))));
}

/** The row of the broad themes that several columns belong to, each of which folds them; null where there is none. @param {ThemeGroup[]} groups */
function groupHead(groups) {
  if (!groups.some(isFoldable)) return null;
  const cells = groups.map((group) => {
    const { top, columns, folded } = group;
    if (!isFoldable(group)) return element("td", { colspan: columns.length, class: "group" });
    const theme = DATA.themes[top];
    const act = () => {
      if (!FOLDED.delete(theme.id)) FOLDED.add(theme.id);
      keepingFocus(drawMatrix);
    };
    const name = nameOf("theme", theme.id);
    const label = button(`matrix:group:${theme.id}`, act, { class: "plain", tabindex: -1, "aria-expanded": String(!folded), "aria-label": name, title: name }, element("span", { "aria-hidden": "true" }, folded ? "▸" : "▾"), " ", folded ? "" : text(theme.labels));
    return element("th", { scope: "colgroup", colspan: columns.length, class: "group" }, label);
  });
  return element("tr", { class: "groups" }, element("td", { class: "group corner" }), ...cells);
}

/** Whether a broad theme has several columns, or had before it was folded. @param {ThemeGroup} group */
function isFoldable({ columns, folded }) {
  return folded || columns.length > 1;
}

/** @param {number[]} columns */
function matrixHead(columns) {
  const heads = columns.map((column) => {
    const theme = DATA.themes[column];
    const label = button(`matrix:theme:${theme.id}`, () => chooseWithin({ theme: theme.id }), { class: "plain", tabindex: -1 }, text(theme.labels));
    const head = element("th", { scope: "col" }, label);
    MATRIX.heads.set(column, head);
    return head;
  });
  return element("tr", {}, cellOf("matrix:corner", "th", { scope: "col", class: "corner" }, translate("matrix.corner")), ...heads);
}

/** @param {string} level @param {number[]} places @param {number[]} columns @param {Set<number>} starred @param {Set<number>} silent */
function matrixLevel(level, places, columns, starred, silent) {
  const rows = places.filter((at) => DATA.jurisdictions[at].level === level);
  if (!rows.length) return null;
  rows.sort((a, b) => inOrder(nameOf("jurisdiction", DATA.jurisdictions[a].id), nameOf("jurisdiction", DATA.jurisdictions[b].id)));
  const head = cellOf(`matrix:level:${level}`, "th", { scope: "rowgroup", colspan: columns.length + 1, class: "level" }, translate(`level.${level}`));
  return element("tbody", {}, element("tr", {}, head), ...rows.map((row) => matrixRow(row, silent.has(row) ? [] : columns, starred, columns.length)));
}

/** @param {number} place @param {number[]} columns  none if the jurisdiction did not report @param {Set<number>} starred @param {number} width */
function matrixRow(place, columns, starred, width) {
  const row = DATA.jurisdictions[place];
  const name = button(`matrix:jurisdiction:${row.id}`, () => chooseWithin({ jurisdiction: row.id }), { class: "plain", tabindex: -1 }, text(row.names));
  const state = stateOf(row);
  const cells = columns.map((column) => {
    const star = starred.has(place * DATA.themes.length + column);
    const cell = matrixCell(place, column, state, star);
    MATRIX.squares.push({ place, column, star, cell });
    return cell;
  });
  if (!columns.length) cells.push(cellOf(`matrix:missing:${row.id}`, "td", { class: "missing", colspan: width }, element("span", {}, translate("matrix.missing"))));
  const all = counts().rows[place];
  const sum = all ? [" ", element("small", {}, numberText(all), element("span", { class: "aside" }, ` ${translate("matrix.sum")}`))] : [];
  const made = element("tr", {}, element("th", { scope: "row" }, name, ...sum), ...cells);
  MATRIX.rows.set(place, made);
  return made;
}

/** @param {number} place @param {number} column @param {string} state @param {boolean} star */
function matrixCell(place, column, state, star) {
  const [led, shared] = square(place, column);
  const row = DATA.jurisdictions[place];
  const theme = DATA.themes[column];
  const focus = `matrix:square:${JSON.stringify([row.id, theme.id])}`;
  if (led + shared === 0 && !star) return cellOf(focus, "td", { class: state === "reported" ? "nothing" : "unknown" }, squareFacts(0, 0, false, absenceText(row, state)));
  const unknown = led + shared > 0 || state === "reported" ? "nothing" : "unknown";
  const shown = element("span", { "aria-hidden": "true" }, ...squareMarks(led, shared, star, unknown));
  const description = translate("matrix.cell", { jurisdiction: nameOf("jurisdiction", row.id), theme: nameOf("theme", theme.id), facts: squareFacts(led, shared, star, absenceText(row, state)) }) + (led && shared ? ` (${numberText(led)} +${shared})` : ""); // who names a square by voice says what is on it
  const act = () => chooseWithin({ jurisdiction: row.id, theme: theme.id });
  const looks = [led + shared > 0 ? `works led${shadeOf(led, squareSteps)}` : unknown, ...(star ? ["starred"] : [])];
  return element("td", { class: looks.join(" ") }, button(focus, act, { "aria-label": description, tabindex: -1 }, shown));
}

/** A cell in which there is nothing to choose: the keyboard walks over it all the same. @param {string} focus @param {string} name @param {Attributes} attributes @param {Node | string} content */
function cellOf(focus, name, attributes, content) {
  const made = element(name, { ...attributes, tabindex: -1 }, content);
  made.dataset.focus = focus;
  return made;
}

/** What a square shows. @param {number} led @param {number} shared @param {boolean} star @param {string} unknown */
function squareMarks(led, shared, star, unknown) {
  /** @type {(string | Node)[]} */
  const marks = [];
  if (led) marks.push(numberText(led));
  if (shared) marks.push(element("span", { class: "partner" }, `+${shared}`));
  if (!marks.length) marks.push(unknown === "unknown" ? "?" : star ? "" : "·");
  if (star) marks.push(element("span", { class: "star" }, "★"));
  return marks.flatMap((mark, at) => (at ? [" ", mark] : [mark]));
}

/** The label of a square. @param {number} led @param {number} shared @param {boolean} star @param {string} absence  what is known where it shows neither */
function squareFacts(led, shared, star, absence) {
  const facts = [];
  if (led) facts.push(count("matrix.led", led));
  if (shared) facts.push(count("matrix.partner", shared));
  if (!facts.length) facts.push(absence);
  if (star) facts.push(translate("matrix.star"));
  return facts.join(", ");
}

/** Leave one cell of the matrix in the tab order. */
function keepOneStop() {
  const table = part("matrix");
  table.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
  const last = table.querySelector(`[data-focus="${CSS.escape(matrixStop)}"]`);
  (last ?? table.querySelector("tr:not(.groups) button"))?.setAttribute("tabindex", "0");
}

/** Arrow keys move to the next cell in their direction; Home and End to the ends of the row, with Ctrl of the matrix. @param {KeyboardEvent} event */
function moveInMatrix(event) {
  /** @type {Record<string, number[]>} */
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity] };
  const step = steps[event.key];
  const cell = /** @type {HTMLElement} */ (event.target).closest("th, td");
  if (!step || event.altKey || event.metaKey || !(cell instanceof HTMLTableCellElement)) return undefined;
  event.preventDefault();
  const all = [.../** @type {HTMLTableElement} */ (part("matrix")).rows];
  const rows = step[0] < 0 || cell.parentElement === all[0] ? all : all.filter((each) => !each.classList.contains("groups")); // reached from below
  const [down, across] = event.ctrlKey && !Number.isFinite(step[1]) ? [step[1], step[1]] : step;
  const row = rows.indexOf(/** @type {HTMLTableRowElement} */ (cell.parentElement)) + down;
  const [first, last] = columnsOf(cell);
  const column = across < 0 ? first + across : across > 0 ? last + across : Math.min(Math.max(matrixColumn, first), last);
  if (across && cell.classList.contains("group")) return stepGroups(cell, across);
  return focusInMatrix(rows[Math.min(Math.max(row, 0), rows.length - 1)], column);
}

/** To the next broad theme in its row, or to the last in that direction. @param {HTMLTableCellElement} cell @param {number} across */
function stepGroups(cell, across) {
  const buttons = [.../** @type {HTMLElement} */ (cell.parentElement).querySelectorAll("button")];
  const at = buttons.findIndex((each) => cell.contains(each)) + across;
  buttons[Math.max(0, Math.min(buttons.length - 1, at))]?.focus();
}

/** The first and the last column that a cell is in. @param {HTMLTableCellElement} cell */
function columnsOf(cell) {
  const before = [.../** @type {HTMLTableRowElement} */ (cell.parentElement).cells].slice(0, cell.cellIndex);
  const first = before.reduce((sum, each) => sum + each.colSpan, 0);
  return [first, first + cell.colSpan - 1];
}

/** Focus the cell in a column of a row, or the nearest one: its button, or the cell itself. @param {HTMLTableRowElement} row @param {number} column */
function focusInMatrix(row, column) {
  const cells = [...row.cells];
  const cell = cells.find((each) => columnsOf(each)[1] >= column) ?? cells[cells.length - 1];
  const stop = cell.querySelector("button") ?? (cell.hasAttribute("tabindex") ? cell : null);
  if (!stop) return;
  const [first, last] = columnsOf(cell);
  matrixColumn = Math.min(Math.max(column, first), last);
  stop.focus();
  const [name, scroll] = [cells[0], cell.closest(".scroll")];
  const behind = name.getBoundingClientRect().right - cell.getBoundingClientRect().left; // the names stay in view
  if (scroll && name !== cell && behind > 0) scroll.scrollLeft -= behind;
}

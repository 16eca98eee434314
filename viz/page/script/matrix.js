// The matrix: jurisdictions in rows by level and name, themes in columns by how many; one tab stop, arrow keys inside.

const MOST_COLUMNS = 10;
const MOST_SQUARES = 1500;

let everyTheme = false;
/** Which page of rows is shown, where there are more rows than a page has. */
let rowPage = 0;
/** The button of the matrix that the Tab key stops at. */
let matrixStop = "";

/** The themes that have a column now, as places. */
function shownThemes() {
  const used = DATA.themes.map((theme, at) => ({ theme, at })).filter(({ theme }) => theme.count > 0);
  const most = everyTheme ? MOST_COLUMNS * 4 : MOST_COLUMNS;
  return used.filter(({ theme }, at) => at < most || theme.id === choice.theme).map(({ at }) => at);
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

/** Draw the matrix anew. */
function drawMatrix() {
  const columns = shownThemes();
  const table = part("matrix");
  const pages = rowPages(Math.floor(MOST_SQUARES / Math.max(1, columns.length)));
  drawMoreThemes();
  drawPages(pages);
  if (!columns.length) return table.replaceChildren(element("tbody", {}, element("tr", {}, element("td", {}, say("matrix.empty")))));
  const starred = starredSquares();
  const inside = squaresOfChoice();
  table.replaceChildren(
    element("caption", { class: "aside" }, say("matrix.caption")),
    element("thead", {}, matrixHead(columns)),
    ...LEVELS.map((level) => matrixLevel(level, pages[rowPage] ?? [], columns, { starred, inside })).filter((body) => body !== null),
  );
  return keepOneStop(table);
}

function drawMoreThemes() {
  const hidden = DATA.themes.filter((theme) => theme.count > 0).length - MOST_COLUMNS;
  part("more-themes").hidden = hidden <= 0;
  part("more-themes").textContent = everyTheme ? say("matrix.fewer") : count("matrix.more", Math.max(0, Math.min(hidden, MOST_COLUMNS * 3)));
}

/** @param {number[][]} pages */
function drawPages(pages) {
  const sizes = { "fewer-rows": pages[rowPage - 1]?.length ?? 0, "more-rows": pages[rowPage + 1]?.length ?? 0 };
  part("fewer-rows").hidden = !sizes["fewer-rows"];
  part("fewer-rows").textContent = count("matrix.rows.before", sizes["fewer-rows"]);
  part("more-rows").hidden = !sizes["more-rows"];
  part("more-rows").textContent = count("matrix.rows.after", sizes["more-rows"]);
}

/** @typedef {{starred: Set<number>, inside: Set<number> | null}} Marks  squares with a star, and of the choice */

/** @param {string | null | undefined} who @param {string | null | undefined} theme */
function squareAt(who, theme) {
  return (AT.jurisdiction.get(who ?? "") ?? NaN) * DATA.themes.length + (AT.theme.get(theme ?? "") ?? NaN);
}

/** Squares that an opportunity on the page is about. */
function starredSquares() {
  return new Set(listedOpportunities().flatMap((row) => [squareAt(row.for, row.theme), squareAt(row.with, row.theme)]));
}

/** The squares of a chosen initiative or partnership; null where rows and columns say it. */
function squaresOfChoice() {
  if (!choice.initiative && !choice.partnership) return null;
  const members = choice.partnership ? NODES.partnership.get(choice.partnership)?.membersAt : undefined;
  return new Set(chosenPlaces().flatMap(madeOf).flatMap((at) =>
    takingPartAt(at).filter((who) => !members || members.includes(who))
      .flatMap((who) => [...LISTS.themes.of(at), ...LISTS.reach.of(at)].map((theme) => who * DATA.themes.length + theme))));
}

/** @param {number[]} columns */
function matrixHead(columns) {
  const heads = columns.map((column) => {
    const theme = DATA.themes[column];
    const chosen = choice.theme === theme.id;
    const label = button(`matrix:theme:${theme.id}`, () => chooseWithin({ theme: theme.id }), { class: "plain", "aria-current": chosen }, text(theme.labels));
    return element("th", { scope: "col", class: chosen ? "chosen" : null }, label);
  });
  return element("tr", {}, element("th", { scope: "col", class: "corner" }, say("matrix.corner")), ...heads);
}

/** @param {string} level @param {number[]} places @param {number[]} columns @param {Marks} marks */
function matrixLevel(level, places, columns, marks) {
  const rows = places.filter((at) => DATA.jurisdictions[at].level === level);
  if (!rows.length) return null;
  rows.sort((a, b) => inOrder(nameOf("jurisdiction", DATA.jurisdictions[a].id), nameOf("jurisdiction", DATA.jurisdictions[b].id)));
  const head = element("th", { scope: "rowgroup", colspan: columns.length + 1, class: "level" }, say(`level.${level}`));
  return element("tbody", {}, element("tr", {}, head), ...rows.map((row) => matrixRow(row, columns, marks)));
}

/** @param {number} place @param {number[]} columns @param {Marks} marks */
function matrixRow(place, columns, marks) {
  const row = DATA.jurisdictions[place];
  const chosen = choice.jurisdiction === row.id || choice.compare === row.id;
  const name = button(`matrix:jurisdiction:${row.id}`, () => chooseWithin({ jurisdiction: row.id }), { class: "plain", "aria-current": chosen }, text(row.names));
  const state = stateOf(row);
  const silent = state === "missing" && !counts().rows[place] && !columns.some((column) => marks.starred.has(place * DATA.themes.length + column));
  const cells = silent
    ? [element("td", { class: "missing", colspan: columns.length }, element("span", {}, say("matrix.missing")))]
    : columns.map((column) => matrixCell(place, column, state, marks));
  return element("tr", { class: chosen ? "chosen" : null }, element("th", { scope: "row" }, name), ...cells);
}

/** @param {number} place @param {number} column @param {string} state @param {Marks} marks */
function matrixCell(place, column, state, marks) {
  const row = DATA.jurisdictions[place];
  const theme = DATA.themes[column];
  const [led, shared] = square(place, column);
  const works = led + shared > 0;
  const star = marks.starred.has(place * DATA.themes.length + column);
  const unknown = works || state === "reported" ? "nothing" : "unknown";
  const facts = squareFacts(led, shared, star, state);
  const here = choice.theme === theme.id && [choice.jurisdiction, choice.compare].includes(row.id);
  const out = isFocused() && !isInChoice(place, column, marks.inside);
  const classes = [works ? `works led${Math.min(led, 3)}` : unknown, star ? "starred" : "", here ? "chosen" : "", out ? "out" : ""];
  const shown = element("span", { "aria-hidden": "true" }, ...squareMarks(led, shared, star, unknown));
  const cell = element("td", { class: classes.filter(Boolean).join(" ") });
  if (works || star) {
    const heard = say("matrix.cell", { jurisdiction: nameOf("jurisdiction", row.id), theme: nameOf("theme", theme.id), facts });
    const act = () => chooseWithin({ jurisdiction: row.id, theme: theme.id });
    cell.append(button(`matrix:square:${JSON.stringify([row.id, theme.id])}`, act, { "aria-label": heard, "aria-current": here }, shown));
  } else {
    cell.append(shown, element("span", { class: "aside" }, facts));
  }
  return cell;
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

/** What a square says. @param {number} led @param {number} shared @param {boolean} star @param {string} state */
function squareFacts(led, shared, star, state) {
  const facts = [];
  if (led) facts.push(count("matrix.led", led));
  if (shared) facts.push(count("matrix.partner", shared));
  if (!facts.length) facts.push(say(state === "reported" ? "matrix.nothing" : `matrix.${state}`));
  if (star) facts.push(say("matrix.star"));
  return facts.join(", ");
}

/** Whether a square is part of what is chosen. @param {number} place @param {number} column @param {Set<number> | null} inside */
function isInChoice(place, column, inside) {
  if (inside) return inside.has(place * DATA.themes.length + column);
  const { jurisdiction, compare, theme } = choice;
  if (jurisdiction && ![jurisdiction, compare].includes(DATA.jurisdictions[place].id)) return false;
  return !theme || theme === DATA.themes[column].id;
}

/** Leave one button of the matrix in the tab order. @param {HTMLElement} table */
function keepOneStop(table) {
  const buttons = [...table.querySelectorAll("button")];
  const stop = buttons.find((each) => each.dataset.focus === matrixStop) ?? buttons[0];
  for (const each of buttons) each.tabIndex = each === stop ? 0 : -1;
}

/** Arrow keys move to the next button in their direction; Home and End to the ends of the row. @param {KeyboardEvent} event */
function moveInMatrix(event) {
  /** @type {Record<string, number[]>} */
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity] };
  const step = steps[event.key];
  const cell = /** @type {HTMLElement} */ (event.target).closest("th, td");
  if (!step || !(cell instanceof HTMLTableCellElement)) return;
  const rows = [.../** @type {HTMLTableElement} */ (part("matrix")).rows];
  const found = nextButton(rows, rows.indexOf(/** @type {HTMLTableRowElement} */ (cell.parentElement)), cell.cellIndex, step);
  if (!found) return;
  event.preventDefault();
  found.focus();
}

/** @param {HTMLTableRowElement[]} rows @param {number} row @param {number} column @param {number[]} step */
function nextButton(rows, row, column, [down, across]) {
  /** @param {number} r @param {number} c */
  const buttonAt = (r, c) => rows[r]?.cells[c]?.querySelector("button") ?? null;
  if (!Number.isFinite(across)) {
    const all = [...rows[row].cells].map((cell) => cell.querySelector("button")).filter(Boolean);
    return across < 0 ? all[0] : all[all.length - 1];
  }
  for (let r = row + down, c = column + across; r >= 0 && r < rows.length && c >= 0 && c < rows[0].cells.length; r += down, c += across) {
    const found = buttonAt(r, c);
    if (found) return found;
  }
  return null;
}

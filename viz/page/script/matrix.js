// The matrix: jurisdictions in rows by level and name, themes in columns by how many; one tab stop, arrow keys inside.

const MOST_COLUMNS = 10;
const LEVELS = ["federal", "provincial", "territorial", "municipal", "indigenous", "international", "other"];
const ROW_PLACES = new Map(DATA.jurisdictions.map((row, at) => [row.id, at]));
const COLUMN_PLACES = new Map(DATA.themes.map((row, at) => [row.id, at]));
/** @type {Map<number, Map<number, [number, number]>>} led and taken part in, by places of jurisdiction and theme */
const SQUARES = new Map();
for (const [row, column, led, shared] of DATA.squares) {
  if (!SQUARES.has(row)) SQUARES.set(row, new Map());
  SQUARES.get(row).set(column, [led, shared]);
}

let everyTheme = false;
/** The button of the matrix that the Tab key stops at. */
let matrixStop = "";

/** The themes that have a column now. */
function shownThemes() {
  const used = DATA.themes.filter((theme) => theme.count > 0);
  return everyTheme ? used : used.filter((theme, at) => at < MOST_COLUMNS || theme.id === choice.theme);
}

/** Draw the matrix anew. */
function drawMatrix() {
  const themes = shownThemes();
  const table = part("matrix");
  drawMoreThemes();
  if (!themes.length) return table.replaceChildren(element("tbody", {}, element("tr", {}, element("td", {}, say("matrix.empty")))));
  const starred = starredSquares();
  table.replaceChildren(
    element("caption", { class: "aside" }, say("matrix.caption")),
    element("thead", {}, matrixHead(themes)),
    ...LEVELS.map((level) => matrixLevel(level, themes, starred)).filter((body) => body !== null),
  );
  keepOneStop(table);
}

function drawMoreThemes() {
  const hidden = DATA.themes.filter((theme) => theme.count > 0).length - MOST_COLUMNS;
  part("more-themes").hidden = hidden <= 0;
  part("more-themes").textContent = everyTheme ? say("matrix.fewer") : count("matrix.more", Math.max(hidden, 0));
}

/** Squares that an opportunity on the page is about. @returns {Set<string>} */
function starredSquares() {
  return new Set(listedOpportunities().flatMap((row) => [row.for, row.with].map((who) => JSON.stringify([who, row.theme]))));
}

/** @param {any[]} themes */
function matrixHead(themes) {
  const heads = themes.map((theme) => {
    const chosen = choice.theme === theme.id;
    const act = () => choose({ theme: theme.id });
    const label = button(`matrix:theme:${theme.id}`, act, { class: "plain", "aria-current": chosen }, text(theme.labels));
    return element("th", { scope: "col", class: chosen ? "chosen" : null }, label);
  });
  return element("tr", {}, element("th", { scope: "col", class: "corner" }, say("matrix.corner")), ...heads);
}

/** @param {string} level @param {any[]} themes @param {Set<string>} starred */
function matrixLevel(level, themes, starred) {
  const rows = DATA.jurisdictions.filter((row) => row.level === level);
  if (!rows.length) return null;
  rows.sort((a, b) => inOrder(pick(a.names)[0], pick(b.names)[0]));
  const head = element("th", { scope: "rowgroup", colspan: themes.length + 1, class: "level" }, say(`level.${level}`));
  return element("tbody", {}, element("tr", {}, head), ...rows.map((row) => matrixRow(row, themes, starred)));
}

/** @param {any} row @param {any[]} themes @param {Set<string>} starred */
function matrixRow(row, themes, starred) {
  const chosen = choice.jurisdiction === row.id;
  const act = () => choose({ jurisdiction: row.id });
  const name = button(`matrix:jurisdiction:${row.id}`, act, { class: "plain", "aria-current": chosen }, text(row.names));
  const head = element("th", { scope: "row" }, name);
  const silent = row.state === "missing" && !SQUARES.has(ROW_PLACES.get(row.id)) &&
    !themes.some((theme) => starred.has(JSON.stringify([row.id, theme.id])));
  const cells = silent
    ? [element("td", { class: "missing", colspan: themes.length }, element("span", {}, say("matrix.missing")))]
    : themes.map((theme) => matrixCell(row, theme, starred.has(JSON.stringify([row.id, theme.id]))));
  return element("tr", { class: chosen ? "chosen" : null }, head, ...cells);
}

/** @param {any} row @param {any} theme @param {boolean} star */
function matrixCell(row, theme, star) {
  const [led, shared] = SQUARES.get(ROW_PLACES.get(row.id))?.get(COLUMN_PLACES.get(theme.id)) ?? [0, 0];
  const works = led + shared > 0;
  const unknown = works || row.state === "reported" ? "nothing" : "unknown";
  const kind = works ? `works led${Math.min(led, 3)}` : unknown;
  const facts = squareFacts(led, shared, star, row.state);
  const here = choice.jurisdiction === row.id && choice.theme === theme.id;
  const classes = [kind, star ? "starred" : "", here ? "chosen" : "", isChosen() && !isInChoice(row, theme) ? "out" : ""];
  const shown = element("span", { "aria-hidden": "true" }, ...squareMarks(led, shared, star, unknown));
  const cell = element("td", { class: classes.filter(Boolean).join(" ") });
  if (works || star) {
    const heard = say("matrix.cell", { jurisdiction: nameOf("jurisdiction", row.id), theme: nameOf("theme", theme.id), facts });
    const act = () => choose({ jurisdiction: row.id, theme: theme.id });
    cell.append(button(`matrix:square:${JSON.stringify([row.id, theme.id])}`, act, { "aria-label": heard, "aria-current": here }, shown));
  } else {
    cell.append(shown, element("span", { class: "aside" }, facts));
  }
  return cell;
}

/** What a square shows. @param {number} led @param {number} shared @param {boolean} star @param {string} unknown */
function squareMarks(led, shared, star, unknown) {
  const marks = [];
  if (led) marks.push(String(led));
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

/** Whether a square is part of what is chosen. @param {any} row @param {any} theme */
function isInChoice(row, theme) {
  if (choice.jurisdiction && choice.jurisdiction !== row.id) return false;
  if (choice.theme && choice.theme !== theme.id) return false;
  if (!choice.initiative && !choice.partnership) return true;
  const member = !choice.partnership || isMember(NODES.partnership.get(choice.partnership), row.id);
  return member && chosenInitiatives().some((whole) => concerns(whole, { jurisdiction: row.id, theme: theme.id }));
}

/** Leave one button of the matrix in the tab order. @param {HTMLElement} table */
function keepOneStop(table) {
  const buttons = [...table.querySelectorAll("button")];
  const stop = buttons.find((each) => each.dataset.focus === matrixStop) ?? buttons[0];
  for (const each of buttons) each.tabIndex = each === stop ? 0 : -1;
}

/** Arrow keys move to the next button in their direction; Home and End to the ends of the row. @param {KeyboardEvent} event */
function moveInMatrix(event) {
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

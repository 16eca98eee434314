// Tables of what is shown, to keep: as CSV, or in a workbook.

const FORMULA = /^[=+\-@\t\r]/;
const MOST_SAVED = 20000;
const TABLES = /** @type {const} */ (["initiatives", "matrix", "opportunities", "needs"]);
/** @typedef {typeof TABLES[number]} Table */

/** One line of a CSV, with the separator that spreadsheets expect in the reader's language; no cell can be taken for a formula. @param {(string | number)[]} cells */
function csvLine(cells) {
  return cells.map((cell) => {
    const text = typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : String(cell);
    return /[",;\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }).join(language === "fr" ? ";" : ",");
}

/** @param {(string | number)[][]} rows */
function csv(rows) {
  return `\ufeff${rows.map((row) => `${csvLine(row)}\r\n`).join("")}`; // the mark tells spreadsheets that it is UTF-8
}

/** The places of evidence, in words. @param {number[]} places */
function whereStated(places) {
  return places.map((at) => {
    const piece = evidenceAt(at);
    return [DATA.sources[piece.source]?.name ?? "", ...(piece.page === undefined ? [] : [translate("evidence.page", { page: piece.page })]), ...(piece.line === undefined ? [] : [translate("evidence.line", { line: piece.line })])].join(", ");
  }).join("; ");
}

/** The sources' own words. @param {number[]} places */
function quotesOf(places) {
  return unique(places.map((at) => evidenceAt(at).quote ?? "")).filter(Boolean).join(" | ");
}

/** @returns {(string | number)[][]} */
function initiativeRows() {
  const head = ["initiative", "lead", "partners", "themes", "dates", "status"].map((name) => translate(`column.${name}`));
  const rows = chosenPlaces().slice(0, MOST_SAVED).map((at) => {
    const row = INITIATIVES[at];
    return [
      pick(row.titles)[0], nameOf("jurisdiction", row.lead), [...row.partners.map((id) => nameOf("jurisdiction", id)), ...row.external_partners].join("; "),
      row.themes.map((id) => nameOf("theme", id)).join("; "), row.dates.map((date) => `${dateKind(date)} ${date.edtf}`).join("; "),
      row.status ? translate(`status.${row.status}`) : "",
      pick(row.summaries)[0], row.editions.map(editionName).join("; "), whereStated(row.evidence), quotesOf(row.evidence), row.id,
    ];
  });
  return [[...head, ...["save.summary", "details.editions", "save.evidence", "save.quotes", "save.id"].map((key) => translate(key))], ...rows];
}

/** @returns {(string | number)[][]} */
function matrixRows() {
  const columns = DATA.themes.map((_, at) => at).filter((at) => DATA.themes[at].count > 0);
  const places = DATA.jurisdictions.map((_, at) => at).filter((at) => !choice.level || DATA.jurisdictions[at].level === choice.level);
  return [[translate("matrix.corner"), ...columns.map((at) => nameOf("theme", DATA.themes[at].id))], ...places.slice(0, MOST_SAVED).map((place) => {
    const row = DATA.jurisdictions[place];
    const state = stateOf(row);
    return [nameOf("jurisdiction", row.id), ...columns.map((column) => {
      const [led, shared] = square(place, column);
      return led + shared ? squareFacts(led, shared, false, "") : absenceText(row, state);
    })];
  })];
}

/** @returns {(string | number)[][]} */
function opportunityRows() {
  const rows = chosenOpportunities().map((row) => [nameOf("jurisdiction", row.for), nameOf("jurisdiction", row.with), translate(`opportunity.${row.kind}`), row.theme ? nameOf("theme", row.theme) : "", pick(row.sentences)[0], row.questions ? pick(row.questions)[0] : "", whereStated(row.evidence), quotesOf(row.evidence)]);
  return [["save.for", "partners.with", "partners.kind", "column.themes", "partners.why", "talks.ask", "save.evidence", "save.quotes"].map((key) => translate(key)), ...rows];
}

/** @returns {(string | number)[][]} */
function needRows() {
  const rows = chosenNeeds().map((row) => [pick(row.texts)[0], row.by ? nameOf("jurisdiction", row.by) : translate("needs.several"), whoWorksOn(row).map((id) => nameOf("jurisdiction", id)).join("; "), whereStated(row.evidence), quotesOf(row.evidence)]);
  return [["save.need", "save.asker", "save.workers", "save.evidence", "save.quotes"].map((key) => translate(key)), ...rows];
}

/** Hand a file to the reader. @param {string} name @param {Blob} content */
function keep(name, content) {
  const link = element("a", { href: URL.createObjectURL(content), download: `accord-${name}` });
  link.click();
  URL.revokeObjectURL(link.getAttribute("href") ?? "");
  part("saved").textContent = translate("save.done", { name: `accord-${name}` });
}

/** A table as CSV. @param {Table} name */
function keepCsv(name) {
  keep(`${name}.csv`, new Blob([csv(tableRows(name))], { type: "text/csv;charset=utf-8" }));
}

/** @param {Table} name */
function tableRows(name) {
  return { initiatives: initiativeRows, matrix: matrixRows, opportunities: opportunityRows, needs: needRows }[name]();
}

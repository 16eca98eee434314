// A workbook of the tables that can be kept: XLSX, with a sheet for each.

/** The name of a column: A, B, …, AA. @param {number} at @returns {string} */
function columnName(at) {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}

/** @param {(string | number)[][]} rows  the first is the heading */
function sheetXml(rows) {
  const lines = rows.map((row, line) => `<row r="${line + 1}">${row.map((cell, at) => {
    const place = `r="${columnName(at)}${line + 1}"${line ? "" : ' s="1"'}`;
    return typeof cell === "number" ? `<c ${place}><v>${cell}</v></c>` : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xml(cell.slice(0, 32000))}</t></is></c>`;
  }).join("")}</row>`);
  return `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="48" customWidth="1"/><col min="2" max="40" width="24" customWidth="1"/></cols><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

/** A workbook. @param {[string, (string | number)[][]][]} sheets  names and rows */
function workbook(sheets) {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const names = sheets.map(([name], at) => `<sheet name="${xml(name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31))}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const styles = `${XML_HEAD}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  const paths = sheets.map((_, at) => `xl/worksheets/sheet${at + 1}.xml`);
  return zipped([
    ["[Content_Types].xml", contentTypes([["xl/workbook.xml", "spreadsheetml.sheet.main"], ["xl/styles.xml", "spreadsheetml.styles"], ...paths.map((path) => /** @type {[string, string]} */ ([path, "spreadsheetml.worksheet"]))])],
    ["_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])],
    ["xl/workbook.xml", `${XML_HEAD}<workbook xmlns="${main}" xmlns:r="${OFFICE}"><sheets>${names.join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", relations([...paths.map((path) => /** @type {[string, string]} */ (["worksheet", path.slice(3)])), ["styles", "styles.xml"]])],
    ["xl/styles.xml", styles],
    ...sheets.map(([, rows], at) => /** @type {[string, string]} */ ([paths[at], sheetXml(rows)])),
  ], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

// What is shown, to keep: tables as CSV, the drawing as SVG or PNG, the whole as a printed report, the address as a link.

const FORMULA = /^[=+\-@\t\r]/;
const MOST_SAVED = 20000;

/** One line of a CSV; no cell can be taken for a formula. @param {(string | number)[]} cells */
function csvLine(cells) {
  return cells.map((cell) => {
    const text = typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }).join(",");
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

/** @returns {(string | number)[][]} */
function initiativeRows() {
  const head = ["initiative", "lead", "partners", "themes", "dates", "status"].map((name) => translate(`column.${name}`));
  const rows = chosenPlaces().slice(0, MOST_SAVED).map((at) => {
    const row = INITIATIVES[at];
    return [
      pick(row.titles)[0], nameOf("jurisdiction", row.lead), [...row.partners.map((id) => nameOf("jurisdiction", id)), ...row.external_partners].join("; "),
      row.themes.map((id) => nameOf("theme", id)).join("; "), row.dates.map((date) => `${translate(`date.kind.${date.kind}`)} ${date.edtf}`).join("; "),
      row.status ? translate(`status.${row.status}`) : "", whereStated(row.evidence), row.id,
    ];
  });
  return [[...head, translate("save.evidence"), translate("save.id")], ...rows];
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
      return led + shared ? squareFacts(led, shared, false, state) : translate(state === "reported" ? "matrix.nothing" : `matrix.${state}`);
    })];
  })];
}

/** @returns {(string | number)[][]} */
function opportunityRows() {
  const rows = chosenOpportunities().map((row) => [nameOf("jurisdiction", row.for), nameOf("jurisdiction", row.with), translate(`opportunity.${row.kind}`), row.theme ? nameOf("theme", row.theme) : "", pick(row.sentences)[0], whereStated(row.evidence)]);
  return [["save.for", "partners.with", "partners.kind", "column.themes", "partners.why", "save.evidence"].map((key) => translate(key)), ...rows];
}

/** @returns {(string | number)[][]} */
function needRows() {
  const rows = chosenNeeds().map((row) => [pick(row.texts)[0], row.by ? nameOf("jurisdiction", row.by) : translate("needs.several"), whoWorksOn(row).map((id) => nameOf("jurisdiction", id)).join("; "), whereStated(row.evidence)]);
  return [["save.need", "save.asker", "save.workers", "save.evidence"].map((key) => translate(key)), ...rows];
}

/** The drawing as a separate file, with its styles. */
function svgText() {
  const shown = part("drawing").querySelector("svg");
  if (!shown) return "";
  const copy = /** @type {SVGSVGElement} */ (shown.cloneNode(true));
  const [, , width, height] = (shown.getAttribute("viewBox") ?? "").split(" ");
  copy.removeAttribute("style");
  for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height, lang: language })) copy.setAttribute(name, value);
  const marks = [...shown.querySelectorAll("rect, path, text")];
  [...copy.querySelectorAll("rect, path, text")].forEach((each, at) => {
    const style = getComputedStyle(marks[at]);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "font-style", "opacity"]) each.setAttribute(name, style.getPropertyValue(name));
  });
  for (const each of copy.querySelectorAll(".reach")) each.remove();
  for (const each of copy.querySelectorAll("[tabindex]")) each.removeAttribute("tabindex");
  const ground = drawn("rect", { x: 0, y: 0, width, height, fill: getComputedStyle(document.documentElement).backgroundColor });
  const heading = drawn("title", {}, part("network-title").textContent ?? "");
  copy.prepend(heading, ground);
  return new XMLSerializer().serializeToString(copy);
}

/** Hand a file to the reader. @param {string} name @param {Blob} content */
function keep(name, content) {
  const link = element("a", { href: URL.createObjectURL(content), download: `accord-${name}` });
  link.click();
  URL.revokeObjectURL(link.getAttribute("href") ?? "");
  part("saved").textContent = translate("save.done", { name: `accord-${name}` });
}

/** @param {string} name @param {() => (string | number)[][]} rows */
function keepCsv(name, rows) {
  keep(`${name}.csv`, new Blob([csv(rows())], { type: "text/csv;charset=utf-8" }));
}

function keepSvg() {
  keep("network.svg", new Blob([svgText()], { type: "image/svg+xml" }));
}

/** The drawing as a picture, twice as large so that it prints well. */
function keepPng() {
  const text = svgText();
  const picture = new Image();
  picture.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width * 2, picture.height * 2];
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((content) => content && keep("network.png", content), "image/png");
  });
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

/** The address of what is shown, for a message. */
async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    part("saved").textContent = translate("save.copied");
  } catch {
    part("saved").textContent = location.href; // where the browser does not let us, the reader can
  }
}

function openSaving() {
  part("saving-about").replaceChildren(...(isChosen() ? sentence("save.about.chosen", { name: choicePieces() }) : [translate("save.about")]));
  part("saved").textContent = "";
  /** @type {HTMLDialogElement} */ (part("saving")).showModal();
}

function listenToSaving() {
  part("save").addEventListener("click", openSaving);
  part("close").addEventListener("click", () => /** @type {HTMLDialogElement} */ (part("saving")).close());
  part("save-initiatives").addEventListener("click", () => keepCsv("initiatives", initiativeRows));
  part("save-matrix").addEventListener("click", () => keepCsv("matrix", matrixRows));
  part("save-opportunities").addEventListener("click", () => keepCsv("opportunities", opportunityRows));
  part("save-needs").addEventListener("click", () => keepCsv("needs", needRows));
  part("save-svg").addEventListener("click", keepSvg);
  part("save-png").addEventListener("click", keepPng);
  part("copy").addEventListener("click", copyLink);
  part("print").addEventListener("click", () => {
    /** @type {HTMLDialogElement} */ (part("saving")).close();
    window.print();
  });
}

// The printed reports: after the page as shown a page for each jurisdiction, for who asks for them. Made when the page is printed.

const MOST_REPORTED = 60;

/** The jurisdictions with a page in the report: the chosen ones, else those with any content. */
function reported() {
  const chosen = [choice.jurisdiction, choice.compare].flatMap((id) => AT.jurisdiction.get(id ?? "") ?? []);
  if (chosen.length) return chosen;
  const places = new Set(chosenPlaces().flatMap(madeOf).flatMap(takingPartAt));
  const rows = [...places].filter((at) => !choice.level || DATA.jurisdictions[at].level === choice.level);
  const many = counts().rows;
  if (rows.length > MOST_REPORTED) rows.sort((a, b) => many[b] - many[a] || a - b);
  return rows.slice(0, MOST_REPORTED).sort((a, b) => a - b);
}

function drawReport() {
  const places = reported();
  part("report").hidden = false;
  part("report").replaceChildren(element("h2", { id: "report-title", class: "aside" }, translate("report.title")), ...places.map(reportPage));
}

function clearReport() {
  reportsAsked = false;
  part("report").hidden = true;
  part("report").replaceChildren();
}

/** @param {number} place */
function reportPage(place) {
  const row = DATA.jurisdictions[place];
  const only = { jurisdiction: row.id, ...(choice.theme ? { theme: choice.theme } : {}), ...(choice.edition ? { edition: choice.edition } : {}) };
  const works = chosenPlaces(only).slice(0, 40).map((at) => INITIATIVES[at]);
  const state = stateOf(row);
  const asks = needsOf(row.id).slice(0, 8);
  const meets = chosenOpportunities(only).slice(0, 5);
  /** @param {string} key @param {Node[]} items */
  const group = (key, items) => (items.length ? [element("h4", {}, translate(key)), element("ul", {}, ...items)] : []);
  const made = element("article", { class: "report-page" },
    element("h3", {}, text(row.names)),
    element("p", { class: "note" }, translate(`level.${row.level}`), state === "reported" || works.length ? ` · ${count("count.initiatives", chosenPlaces(only).length)}` : ""),
    state === "reported" ? null : element("p", {}, silentDetails(state)),
    ...group("details.leads", works.filter((work) => isLed(work, row.id)).map((work) => reportItem(work, row.id))),
    ...group("details.takes_part", works.filter((work) => !isLed(work, row.id)).map((work) => reportItem(work, row.id))),
    ...group("compare.partners", partnersOf(row.id).slice(0, 20).map((id) => element("li", {}, withMark(text(textsOf("jurisdiction", id)), pairMark(row.id, id))))),
    ...group("compare.asks", asks.map((need) => element("li", {}, withMark(text(need.texts), need.mark)))),
    ...group("opportunities.title", meets.map((each) => element("li", {}, element("b", {}, translate(`opportunity.${each.kind}`)), " – ", withMark(text(each.sentences), weakest(Object.values(each.marks ?? {}))), ...earlierWords(each)))),
  );
  made.append(...shownMarkNotes(made).map((words) => element("p", { class: "note" }, words)));
  return made;
}

/** @param {Initiative} row @param {string} who */
function reportItem(row, who) {
  const facts = [row.status ? markedText(translate(`status.${row.status}`), row.marks.status) : "", ...row.dates.slice(0, 2).map((date) => markedText(`${dateKind(date)} ${dateText(date.edtf)}`, row.marks[`date:${date.kind}:${date.edtf}`])), row.themes.map((id) => nameOf("theme", id)).join(", ")].filter(Boolean);
  const where = whereStated(row.evidence.slice(0, 1));
  return element("li", {}, element("b", {}, markedFor(text(row.titles), row, who)), facts.length ? ` · ${facts.join(" · ")}` : "", where ? element("small", {}, ` [${where}]`) : null);
}

function listenToPrinting() {
  window.addEventListener("beforeprint", () => {
    drawAllAwaited();
    if (reportsAsked) drawReport();
  });
  window.addEventListener("afterprint", clearReport);
}

// The timeline: the dates of the choice, the latest first, and their number in each year.

const MOST_DATES = 40;
const MOST_STACKED = 8;
const LEAST_DATES = 3; // different months below which an axis would say less than the list
let datesShown = MOST_DATES;

/** The dates of the choice, the earliest first, as places. */
function chosenDates() {
  return remembered("dates", () => {
    const inside = new Uint8Array(INITIATIVES.length);
    for (const at of chosenPlaces()) for (const each of madeOf(at)) inside[each] = 1;
    const { initiative } = DATA.dates;
    const found = [];
    for (let date = 0; date < initiative.length; date += 1) if (inside[initiative[date]]) found.push(date);
    return found;
  });
}

function drawTimeline() {
  const all = chosenDates();
  part("timeline-title").replaceChildren(...(isChosen() ? sentence("timeline.title.chosen", { name: choicePieces() }) : [translate("timeline.title")]));
  const shown = all.slice(-datesShown).reverse();
  part("years").replaceChildren(...yearBars(all));
  /** @type {Map<string, number[]>} */
  const years = new Map();
  for (const date of shown) {
    const year = DATA.dates.edtf[date].slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), date]);
  }
  part("timeline").replaceChildren(...[...years].map(([year, dates]) =>
    element("li", {}, element("h3", {}, year), element("ul", {}, ...dates.map(dateItem)))));
  part("timeline-marks").replaceChildren(...markNotes(unique(shown.map((date) => milestoneAt(date).initiative)).map((at) => INITIATIVES[at]), ["title", "lead", "date:"]));
  part("more-dates").hidden = all.length <= datesShown || datesShown > 1000;
  part("more-dates").textContent = count("timeline.more", Math.max(0, Math.min(all.length - datesShown, 200)));
}

/** @param {number} at */
function dateItem(at) {
  const date = milestoneAt(at);
  const row = INITIATIVES[date.initiative];
  const lead = row.lead ? [" · ", marked(chooser(`date:${at}`, "jurisdiction", row.lead), row, "lead")] : [];
  return element("li", { class: `when ${date.kind}${date.planned ? " planned" : ""}` }, marked(element("b", {}, dateText(date.edtf)), row, `date:${date.kind}:${date.edtf}`), ` ${dateKind(date)} – `, marked(chooser(`date:${at}`, "initiative", row.id), row, "title"), ...lead);
}

/** The dates on an axis of time, a mark for each above its month, and their number in each year as a sentence. @param {number[]} all */
function yearBars(all) {
  const points = all.map((date) => ({ date, when: monthOf(DATA.dates.edtf[date]) })).filter(({ when }) => Number.isFinite(when));
  const years = unique(points.map(({ when }) => Math.floor(when / 12))).sort((a, b) => a - b);
  if (unique(points.map(({ when }) => when)).length < LEAST_DATES) return [];
  const first = Math.max(years[0], years[years.length - 1] - 11);
  const shown = points.filter(({ when }) => when >= first * 12);
  const months = (years[years.length - 1] - first + 1) * 12;
  const step = Math.max(5, Math.min(32, Math.floor(1080 / months)));
  const width = months * step;
  /** @type {Map<number, number[]>} */
  const columns = new Map();
  for (const { date, when } of shown) columns.set(when, [...(columns.get(when) ?? []), date]);
  const most = Math.max(...[...columns.values()].map((dates) => dates.length));
  const size = Math.min(step - 1, 11);
  const height = Math.min(most, MOST_STACKED) * (size + 2) + 12;
  const marks = [...columns].flatMap(([when, dates]) => {
    const x = (when - first * 12 + 0.5) * step;
    const stacked = dates.slice(0, MOST_STACKED).map((date, at) => dateMark(milestoneAt(date), x, height - 6 - at * (size + 2), size / 2));
    return dates.length > MOST_STACKED ? [...stacked, drawn("text", { x, y: 10, class: "many" }, numberText(dates.length))] : stacked;
  });
  const ticks = Array.from({ length: years[years.length - 1] - first + 1 }, (_, at) => first + at).flatMap((year, at) => [
    drawn("path", { d: `M${at * 12 * step} ${height}v10`, class: "tick" }), drawn("text", { x: at * 12 * step + 4, y: height + 18, class: "year" }, String(year)),
  ]);
  const published = NODES.edition.get(choice.edition ?? "")?.published ?? (DATA.editions.length === 1 ? DATA.editions[0].published : undefined);
  const when = published ? monthOf(published) : NaN;
  const now = when >= first * 12 && when < first * 12 + months ? [drawn("path", { d: `M${(when - first * 12 + 0.5) * step} 0V${height}`, class: "edition" })] : [];
  const many = years.map((year) => points.filter((each) => Math.floor(each.when / 12) === year).length);
  const description = listing(years.slice(-12).map((year, at) => `${year}${translate("timeline.colon")}${numberText(many[many.length - Math.min(12, years.length) + at])}`));
  const axis = drawn("path", { d: `M0 ${height}H${width}`, class: "axis" });
  const drawing = drawn("svg", { viewBox: `-4 -4 ${width + 12} ${height + 28}`, width: width + 12, height: height + 28, role: "img", "aria-label": translate("timeline.years", { years: description }), class: "years" }, axis, ...ticks, ...now, ...marks);
  const found = shown.map(({ date }) => milestoneAt(date));
  /** @param {string} kind @param {boolean} planned @param {string} words */
  const item = (kind, planned, words) => (found.some((each) => each.planned === planned && isEnd(each) === isEnd({ kind }))
    ? [element("li", {}, drawn("svg", { width: 12, height: 12, class: "years sign", "aria-hidden": "true" }, dateMark({ kind, planned }, 6, 6, 5)), " ", translate(words))] : []);
  const legend = element("ul", { class: "legend" }, ...item("launch", false, "timeline.given"), ...item("end", false, "timeline.ends"), ...item("target", true, "timeline.planned"), ...item("end", true, "timeline.ends.planned"),
    ...(now.length ? [element("li", {}, element("i", { class: "stroke edition", "aria-hidden": "true" }), " ", translate("timeline.edition"))] : []));
  const before = points.filter(({ when: each }) => each < first * 12);
  const note = before.length ? [element("p", { class: "note" }, count("timeline.before", before.length, { years: spanOfYears(before.map(({ when: each }) => Math.floor(each / 12))) }))] : [];
  return [element("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": translate("timeline.axis") }, drawing), legend, ...note];
}

/** The first and the last of some years, or the only one. @param {number[]} years */
function spanOfYears(years) {
  const [first, last] = [Math.min(...years), Math.max(...years)].map(String);
  return first === last ? first : translate("date.range", { start: first, end: last });
}

/** The month that a date or an interval begins in, counted from the year 0; a year is its middle. @param {string} edtf */
function monthOf(edtf) {
  const [year, month] = edtf.split("/")[0].split("-");
  return Number(year) * 12 + (month ? Number(month) - 1 : 6);
}

/** Whether a date is when work ends. @param {{kind: string}} date */
function isEnd({ kind }) {
  return kind === "end" || kind === "completion";
}

/** The mark of a date: a square for the end of work, open for a plan. @param {{kind: string, planned: boolean}} date @param {number} x @param {number} y @param {number} r */
function dateMark({ kind, planned }, x, y, r) {
  const size = planned ? r - 0.8 : r;
  const looks = `date ${planned ? "open" : "done"}`;
  if (isEnd({ kind })) return drawn("rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size, class: looks });
  return drawn("circle", { cx: x, cy: y, r: size, class: looks });
}

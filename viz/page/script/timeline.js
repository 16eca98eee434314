// The timeline: the dates of the choice, the latest first, and their number in each year.

const MOST_DATES = 40;
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
  part("timeline-part").hidden = !all.length;
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
  part("more-dates").hidden = all.length <= datesShown || datesShown > 1000;
  part("more-dates").textContent = count("timeline.more", Math.max(0, Math.min(all.length - datesShown, 200)));
}

/** @param {number} at */
function dateItem(at) {
  const date = milestoneAt(at);
  const row = INITIATIVES[date.initiative];
  const lead = row.lead ? [" · ", chooser(`date:${at}`, "jurisdiction", row.lead)] : [];
  return element("li", { class: `when ${date.kind}` }, element("b", {}, dateText(date.edtf)), ` ${translate(`date.kind.${date.kind}`)} – `, chooser(`date:${at}`, "initiative", row.id), ...lead);
}

/** The number of dates in each year, as bars and in a sentence. @param {number[]} all */
function yearBars(all) {
  /** @type {Map<number, number>} */
  const many = new Map();
  for (const date of all) {
    const year = Number(DATA.dates.edtf[date].slice(0, 4));
    many.set(year, (many.get(year) ?? 0) + 1);
  }
  const years = [...many.keys()].sort((a, b) => a - b).slice(-12);
  if (years.length < 2) return [];
  const most = Math.max(...years.map((year) => many.get(year) ?? 0));
  const bars = years.flatMap((year, at) => {
    const n = many.get(year) ?? 0;
    const height = Math.max(2, Math.round((n / most) * 40));
    return [
      drawn("rect", { x: at * 50 + 4, y: 56 - height, width: 42, height, class: "bar" }),
      drawn("text", { x: at * 50 + 25, y: 52 - height }, numberText(n)),
      drawn("text", { x: at * 50 + 25, y: 71 }, String(year)),
    ];
  });
  const description = listing(years.map((year) => `${year}${translate("timeline.colon")}${numberText(many.get(year) ?? 0)}`));
  return [drawn("svg", { viewBox: `0 0 ${years.length * 50} 76`, width: years.length * 50, height: 76, role: "img", "aria-label": translate("timeline.years", { years: description }), class: "years" }, ...bars)];
}

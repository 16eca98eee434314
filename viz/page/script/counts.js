// How many initiatives each jurisdiction leads and takes part in, by theme; a component counts as its whole.

/** @type {{key: string, led: Int32Array, shared: Int32Array, rows: Int32Array} | null} */
let counted = null;

/** The counts for the chosen edition: two tables, row by row, and the sum of each row. */
function counts() {
  const key = choice.edition ?? "";
  if (counted?.key === key) return counted;
  const size = DATA.jurisdictions.length * DATA.themes.length;
  counted = { key, led: new Int32Array(size), shared: new Int32Array(size), rows: new Int32Array(DATA.jurisdictions.length) };
  for (const at of WHOLES) if (isIn(at, choice.edition)) (ITEMS.has(at) ? countParts : countOne)(counted, at);
  return counted;
}

/** @param {{led: Int32Array, shared: Int32Array, rows: Int32Array}} into @param {number} at */
function countOne({ led, shared, rows }, at) {
  const width = DATA.themes.length;
  const lead = DATA.initiatives.lead[at];
  const reached = [...LISTS.themes.of(at), ...LISTS.reach.of(at)];
  for (const who of takingPartAt(at)) {
    rows[who] += 1;
    const table = who === lead ? led : shared;
    for (const theme of reached) table[who * width + theme] += 1;
  }
}

/** A whole with items: each square counts it once, as led if any part of it is. @param {{led: Int32Array, shared: Int32Array, rows: Int32Array}} into @param {number} whole */
function countParts({ led, shared, rows }, whole) {
  const width = DATA.themes.length;
  const leads = new Set();
  const takes = new Set();
  for (const at of madeOf(whole)) {
    const reached = [...LISTS.themes.of(at), ...LISTS.reach.of(at)];
    for (const who of takingPartAt(at)) {
      const role = who === DATA.initiatives.lead[at] ? leads : takes;
      for (const theme of reached) role.add(who * width + theme);
    }
  }
  for (const square of leads) led[square] += 1;
  for (const square of takes) if (!leads.has(square)) shared[square] += 1;
  for (const who of new Set(madeOf(whole).flatMap(takingPartAt))) rows[who] += 1;
}

/** How many initiatives a jurisdiction leads and shares on a theme. @param {number} row @param {number} column @returns {[number, number]} */
function square(row, column) {
  const { led, shared } = counts();
  const at = row * DATA.themes.length + column;
  return [led[at], shared[at]];
}

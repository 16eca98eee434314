// How many initiatives each jurisdiction leads and takes part in, by theme; a component counts as its whole.

/** @type {({key: string} & Counts) | null} */
let counted = null;

/** The counts for an edition, if not another the chosen one: two tables, row by row, and the sum of each row. @param {string | undefined} [edition] @returns {Counts} */
function counts(edition = choice.edition) {
  const key = edition ?? "";
  if (counted?.key === key) return counted;
  const size = DATA.jurisdictions.length * DATA.themes.length;
  const made = { key, led: new Int32Array(size), shared: new Int32Array(size), rows: new Int32Array(DATA.jurisdictions.length) };
  for (const at of WHOLES) if (isIn(at, edition)) (ITEMS.has(at) ? countParts : countOne)(made, at);
  counted = made;
  return made;
}

/** @typedef {{led: Int32Array, shared: Int32Array, rows: Int32Array}} Counts */

/** An initiative without items; a hundred thousand of them are counted before the page is ready, so nothing is made here. @param {Counts} into @param {number} at */
function countOne({ led, shared, rows }, at) {
  const lead = DATA.initiatives.lead[at];
  if (lead >= 0) countFor(led, rows, lead, at);
  const { flat, starts } = LISTS.partners;
  for (let each = starts[at]; each < starts[at + 1]; each += 1) countFor(shared, rows, flat[each], at);
}

/** @param {Int32Array} table @param {Int32Array} rows @param {number} who @param {number} at */
function countFor(table, rows, who, at) {
  rows[who] += 1;
  const first = who * DATA.themes.length;
  for (const { flat, starts } of [LISTS.themes, LISTS.reach]) {
    for (let each = starts[at]; each < starts[at + 1]; each += 1) table[first + flat[each]] += 1;
  }
}

/** An initiative with components: each square counts it once, as led if any part of it is. @param {Counts} into @param {number} whole */
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

// The data block: plain JSON, or gzip in base64; long lists are in columns. docs/reference/page-data.md describes it.

/** @typedef {Record<string, string>} Texts  texts by language */
/** @typedef {"en" | "fr"} Language */
/** @typedef {{many: number[], flat: number[]}} Lists  for each row how many, and all of them one after the other */
/** @typedef {{id: string, level: string, names: Texts, abbreviations?: Texts, codes?: Texts, part_of?: string | null, state: string}} Jurisdiction */
/** @typedef {{id: string, labels: Texts, alternatives?: Record<string, string[]>, broader?: string | null, count: number}} Theme */
/** @typedef {{jurisdiction: string, received: boolean}} Submission */
/** @typedef {{id: string, published?: string | null, received?: number | null, missing?: string[], submissions?: Submission[], priority_texts?: Texts[], evidence: number[]}} Edition */
/** @typedef {{id: string, kind: string, by?: string | null, texts: Texts, themes?: string[], initiative?: string | null, edition?: string, mark?: Mark, evidence: number[]}} Need */
/** @typedef {{id?: string, seal?: string, for: string, with: string, kind: string, theme: string | null, sentences: Texts, members?: string[] | null, need?: string | null, questions?: Texts, cautions?: Texts, initiatives: string[] | null, marks?: Record<string, Mark>, evidence: number[]}} Opportunity */
/** @typedef {{before: string, after: string, change: string, jurisdiction?: string | null, initiative?: string | null, attribute?: string | null, old?: string | null, new?: string | null, evidence: number[]}} Change */
/** @typedef {{initiative: number, kind: string, edtf: string, planned: boolean}} Milestone */
/** @typedef {{source: number, page?: number, line?: number, sheet?: string, cell?: string, quote?: string, stated: boolean, accepted: boolean, proposed: boolean, confidence?: number, rule: string, reported_by?: string, supports: string[]}} Evidence */
/** @typedef {"inferred" | "proposed"} Mark  of what no source states */
/** @typedef {"jurisdiction" | "theme" | "initiative" | "partnership"} Kind */

/**
 * @typedef {object} Block
 * @property {string} format
 * @property {string} audience
 * @property {Language} language
 * @property {string | null} title
 * @property {string} version
 * @property {string | null} opening  the edition that the page opens with; none where it opens with all
 * @property {Record<string, string>} start
 * @property {Record<string, Texts>} strings
 * @property {Record<string, Texts>} rules
 * @property {Jurisdiction[]} jurisdictions
 * @property {Theme[]} themes
 * @property {Edition[]} editions
 * @property {Need[]} needs
 * @property {Opportunity[]} opportunities
 * @property {Change[]} changes
 * @property {{name: string, language: string | null}[]} sources
 * @property {string[]} quotes
 * @property {number} unplaced
 * @property {boolean} [light]
 * @property {{images: string[], sizes: [number, number][], of: Record<string, number[]>, omitted: number}} [crops]
 * @property {{communities: {members: number[], themes: number[]}[]}} network
 * @property {{count: number, id: (string | 0 | 1)[], titles: Record<string, (string | 0)[]>, summaries: Record<string, (string | 0)[]>, lead: number[], partners: Lists, themes: Lists, reach: Lists, editions: Lists, statuses: (string | null)[], status: number[], whole: Record<string, number>, part_of: Record<string, string>, external_partners: Record<string, string[]>, marks: Record<string, Record<string, Mark>>, evidence: Lists}} initiatives
 * @property {{initiative: number[], kinds: string[], kind: number[], edtf: string[], planned: number[]}} dates
 * @property {{count: number, id: (string | 0)[], initiative: number[], members: Lists, themes: Lists, since: Record<string, string>, until: Record<string, string>, evidence: Lists}} partnerships
 * @property {{count: number, source: number[], page: number[], line: number[], quote: number[], inferred: number[], accepted: number[], proposed: number[], confidence: Record<string, number>, rules: string[], rule: number[], supports: (string | null)[], support: number[], reported_by: number[], sheet: Record<string, string>, cell: Record<string, string>}} evidence
 */

/** @type {Block} */
let DATA;

/** The data block of the page. @returns {Promise<Block>} */
async function readBlock() {
  const holder = /** @type {HTMLElement} */ (document.getElementById("accord-data"));
  const text = holder.textContent ?? "";
  if (holder.dataset.coding !== "gzip") return JSON.parse(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  holder.textContent = ""; // it is read: let its memory go
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).json();
}

/** Lists in columns, read by place. */
class Columns {
  /** @param {{many: number[], flat: number[] | Int32Array}} lists */
  constructor({ many, flat }) {
    this.flat = flat;
    this.starts = new Uint32Array(many.length + 1);
    for (let at = 0; at < many.length; at += 1) this.starts[at + 1] = this.starts[at] + many[at];
  }

  /** @param {number} at @returns {number[]} */
  of(at) {
    return [...this.flat.slice(this.starts[at], this.starts[at + 1])];
  }

  /** Enter a row in the list of each thing that it names. @param {number} at @param {number[][]} into */
  enter(at, into) {
    for (let each = this.starts[at]; each < this.starts[at + 1]; each += 1) into[this.flat[each]].push(at);
  }

  /** Whether a row names something. @param {number} at @param {number} what */
  has(at, what) {
    for (let each = this.starts[at]; each < this.starts[at + 1]; each += 1) if (this.flat[each] === what) return true;
    return false;
  }
}

/** Numbers from what each adds to the one before. @param {number[]} steps */
function fromSteps(steps) {
  const numbers = new Int32Array(steps.length);
  let last = 0;
  steps.forEach((step, at) => (numbers[at] = last += step));
  return numbers;
}

/** Texts by language of one row. @param {Record<string, (string | 0)[]>} columns @param {number} at @returns {Texts} */
function textsAt(columns, at) {
  /** @type {Texts} */
  const found = {};
  for (const code of Object.keys(columns)) {
    const text = columns[code][at];
    if (text) found[code] = text;
  }
  return found;
}

/** The part of an identifier that can be made from a title: the same rule as `page_slug` in viz/page/columnar.py. @param {string} text */
function slugOf(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").toLowerCase().replace(/œ/g, "oe").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

/** @type {Record<"partners" | "themes" | "reach" | "editions" | "evidence" | "members" | "about" | "proof", Columns>} */
let LISTS;
/** @type {Record<"source" | "page" | "line" | "quote", Int32Array>} */
let PLACES;
/** @type {Set<number>} */
let INFERRED;
/** @type {Set<number>} evidence of proposals that a person accepted */
let ACCEPTED;
/** @type {Set<number>} evidence of open proposals */
let PROPOSED;
/** @type {Set<number>} dates that are plans */
let PLANNED;
/** @type {Int32Array} for each initiative the first of its dates, and for each date the next of the same; -1 is none */
let FIRST_DATE;
/** @type {Int32Array} */
let NEXT_DATE;

/** An initiative: a place in the columns, read when asked. */
class Initiative {
  /** @param {number} at */
  constructor(at) {
    this.at = at;
    /** @type {string | undefined} */
    this.known = undefined;
  }
  get id() {
    if (this.known === undefined) {
      const { id, titles } = DATA.initiatives;
      const coded = id[this.at];
      this.known = typeof coded === "string" ? coded : `${this.lead}/${slugOf(String(titles[coded ? "fr" : "en"][this.at]))}`;
      NODES.initiative.note(this.known, this);
    }
    return this.known;
  }
  get titles() { return textsAt(DATA.initiatives.titles, this.at); }
  get summaries() { return textsAt(DATA.initiatives.summaries, this.at); }
  get leadAt() { return DATA.initiatives.lead[this.at]; }
  get lead() { return DATA.jurisdictions[this.leadAt]?.id; }
  get partners() { return LISTS.partners.of(this.at).map((place) => DATA.jurisdictions[place].id); }
  get themes() { return LISTS.themes.of(this.at).map((place) => DATA.themes[place].id); }
  get reach() { return [...LISTS.themes.of(this.at), ...LISTS.reach.of(this.at)].map((place) => DATA.themes[place].id); }
  get editions() { return LISTS.editions.of(this.at).map((place) => DATA.editions[place].id); }
  get status() { return DATA.initiatives.statuses[DATA.initiatives.status[this.at]]; }
  get part_of() { return DATA.initiatives.part_of[this.at]; }
  /** @returns {Record<string, Mark>} */
  get marks() { return DATA.initiatives.marks[this.at] ?? {}; }
  get external_partners() { return DATA.initiatives.external_partners[this.at] ?? []; }
  get evidence() { return LISTS.evidence.of(this.at); }
  get wholeAt() { return DATA.initiatives.whole[this.at] ?? this.at; }
  get whole() { return INITIATIVES[this.wholeAt]; }
  /** @returns {Milestone[]} */
  get dates() {
    const found = [];
    for (let date = FIRST_DATE[this.at]; date >= 0; date = NEXT_DATE[date]) found.push(milestoneAt(date));
    return found;
  }
}

/** A partnership, as `Initiative`. */
class Partnership {
  /** @param {number} at */
  constructor(at) {
    this.at = at;
  }
  get id() {
    const coded = DATA.partnerships.id[this.at];
    return typeof coded === "string" ? coded : [this.initiative, ...[...this.members].sort()].join("+");
  }
  get initiativeAt() { return DATA.partnerships.initiative[this.at]; }
  get initiative() { return INITIATIVES[this.initiativeAt]?.id; }
  get membersAt() { return LISTS.members.of(this.at); }
  get members() { return this.membersAt.map((place) => DATA.jurisdictions[place].id); }
  get themes() { return LISTS.about.of(this.at).map((place) => DATA.themes[place].id); }
  get since() { return DATA.partnerships.since[this.at]; }
  get until() { return DATA.partnerships.until[this.at]; }
  get evidence() { return LISTS.proof.of(this.at); }
}

/** @type {Initiative[]} */
let INITIATIVES = [];
/** @type {Partnership[]} */
let PARTNERSHIPS = [];

/** Take a data block: all that others read of it is ready afterwards. @param {Block} block */
function takeBlock(block) {
  DATA = block;
  const { initiatives, partnerships, evidence } = block;
  LISTS = {
    partners: new Columns(initiatives.partners), themes: new Columns(initiatives.themes), reach: new Columns(initiatives.reach),
    editions: new Columns(initiatives.editions), evidence: stepped(initiatives.evidence),
    members: new Columns(partnerships.members), about: new Columns(partnerships.themes), proof: stepped(partnerships.evidence),
  };
  PLACES = { source: fromSteps(evidence.source), page: fromSteps(evidence.page), line: fromSteps(evidence.line), quote: fromSteps(evidence.quote) };
  INFERRED = new Set(fromSteps(evidence.inferred));
  ACCEPTED = new Set(fromSteps(evidence.accepted));
  PROPOSED = new Set(fromSteps(evidence.proposed));
  PLANNED = new Set(fromSteps(block.dates.planned));
  INITIATIVES = Array.from({ length: initiatives.count }, (_, at) => new Initiative(at));
  PARTNERSHIPS = Array.from({ length: partnerships.count }, (_, at) => new Partnership(at));
  linkDates(block);
}

/** @param {Lists} lists */
function stepped(lists) {
  return new Columns({ many: lists.many, flat: fromSteps(lists.flat) });
}

/** @param {Block} block */
function linkDates({ initiatives, dates }) {
  FIRST_DATE = new Int32Array(initiatives.count).fill(-1);
  NEXT_DATE = new Int32Array(dates.initiative.length).fill(-1);
  for (let date = dates.initiative.length - 1; date >= 0; date -= 1) {
    NEXT_DATE[date] = FIRST_DATE[dates.initiative[date]];
    FIRST_DATE[dates.initiative[date]] = date;
  }
}

/** @param {number} date @returns {Milestone} */
function milestoneAt(date) {
  const { initiative, kinds, kind, edtf } = DATA.dates;
  return { initiative: initiative[date], kind: kinds[kind[date]], edtf: edtf[date], planned: PLANNED.has(date) };
}

/** A piece of evidence. @param {number} at @returns {Evidence} */
function evidenceAt(at) {
  const { rules, rule, supports, support, sheet, cell, reported_by: reporters } = DATA.evidence;
  /** @param {Int32Array} numbers */
  const given = (numbers) => (numbers[at] >= 0 ? numbers[at] : undefined);
  const quote = given(PLACES.quote);
  return {
    source: PLACES.source[at], page: given(PLACES.page), line: given(PLACES.line), sheet: sheet[at], cell: cell[at],
    quote: quote === undefined ? undefined : DATA.quotes[quote], stated: !INFERRED.has(at), accepted: ACCEPTED.has(at), proposed: PROPOSED.has(at),
    confidence: DATA.evidence.confidence[at], rule: rules[rule[at]],
    reported_by: DATA.jurisdictions[reporters[at]]?.id, supports: supports[support[at]]?.split("\n") ?? [],
  };
}

// The graph, and what the reader chose of it.

/**
 * @typedef {object} Choice  what the reader looks at; without anything, all
 * @property {string} [jurisdiction]
 * @property {string} [compare]      another jurisdiction, to compare with the first
 * @property {string} [theme]
 * @property {string} [initiative]   alone, or within an edition
 * @property {string} [partnership]  as an initiative
 * @property {string} [edition]
 * @property {string} [level]
 * @property {string} [show]         "partners": whom the jurisdiction should meet
 * @property {string} [path]         two jurisdictions whose connection the network shows, separated by a comma
 * @property {string} [hide]         marks that the drawing leaves out, separated by commas
 */

const LEVELS = ["federal", "provincial", "territorial", "municipal", "indigenous", "international", "other"];
const SHOWN_OPPORTUNITIES = 3;
const MOST_PARTNERS = 30;
const FIELDS = /** @type {const} */ (["jurisdiction", "compare", "theme", "initiative", "partnership", "edition", "level", "show", "path", "hide"]);

/** Rows by their identifier, looked up only when one is asked for: making a hundred thousand identifiers takes a while. @template {{id: string}} T */
class Lookup {
  /** @param {T[]} rows @param {(id: string) => Iterable<T>} [likely]  where to look before looking everywhere */
  constructor(rows, likely = () => []) {
    this.rows = rows;
    this.likely = likely;
    /** @type {Map<string, T>} */
    this.known = new Map();
    this.whole = false;
  }

  /** @param {string} id @returns {T | undefined} */
  get(id) {
    if (!id || this.whole || this.known.has(id)) return this.known.get(id);
    for (const row of this.likely(id)) this.known.set(row.id, row);
    if (this.known.has(id)) return this.known.get(id);
    this.known = new Map(this.rows.map((row) => [row.id, row]));
    this.whole = true;
    return this.known.get(id);
  }

  /** Note a row that is at hand, so that it need not be looked up. @param {string} id @param {T} row */
  note(id, row) {
    if (!this.whole) this.known.set(id, row);
  }

  /** @param {string} id */
  has(id) {
    return this.get(id) !== undefined;
  }
}

/** @type {{jurisdiction: Map<string, Jurisdiction>, theme: Map<string, Theme>, initiative: Lookup<Initiative>, partnership: Lookup<Partnership>, edition: Map<string, Edition>}} */
let NODES;
/** @type {Record<"jurisdiction" | "theme" | "edition", Map<string, number>>} */
let AT;
/** @type {number[][]} places of initiatives, by place of who leads or takes part */
let BY_JURISDICTION = [];
/** @type {number[][]} places of initiatives, by place of a theme that they reach */
let BY_THEME = [];
/** @type {Map<number, number[]>} the components of an initiative, by its place */
let ITEMS = new Map();
/** @type {number[]} places of initiatives that are not components */
let WHOLES = [];
/** @type {Set<number>} places of the themes that initiatives name, not only reach */
let NAMED_THEMES = new Set();
/** @type {number[][] | null} places of partnerships, by place of a member; made when first asked for */
let BY_MEMBER = null;

/** The edition that the page shows at first: of several the newest, unless it opens with all. @type {string | undefined} */
let FIRST_EDITION;
/** @type {Choice} */
let choice = {};
/** Whether all opportunities are listed, or the best ones. */
let everyOpportunity = false;
/** @type {Map<string, number[]>} what was found for the choice; forgotten with it */
const FOUND = new Map();

/** Make ready what choices are answered from. */
function prepareModel() {
  for (const { submissions = [] } of DATA.editions) for (const each of submissions) if (each.received) WITH_REPORT.add(each.jurisdiction);
  NODES = {
    jurisdiction: new Map(DATA.jurisdictions.map((row) => [row.id, row])),
    theme: new Map(DATA.themes.map((row) => [row.id, row])),
    initiative: new Lookup(INITIATIVES, (id) => (BY_JURISDICTION[AT.jurisdiction.get(id.slice(0, id.indexOf("/"))) ?? -1] ?? []).map((at) => INITIATIVES[at])),
    partnership: new Lookup(PARTNERSHIPS, (id) => partnershipsOf(id.slice(id.lastIndexOf("+") + 1))),
    edition: new Map(DATA.editions.map((row) => [row.id, row])),
  };
  AT = {
    jurisdiction: new Map(DATA.jurisdictions.map((row, at) => [row.id, at])),
    theme: new Map(DATA.themes.map((row, at) => [row.id, at])),
    edition: new Map(DATA.editions.map((row, at) => [row.id, at])),
  };
  BY_JURISDICTION = DATA.jurisdictions.map(() => []);
  BY_THEME = DATA.themes.map(() => []);
  ITEMS = new Map();
  WHOLES = [];
  BY_MEMBER = null;
  NAMED_THEMES = new Set(LISTS.themes.flat);
  NEEDS.clear();
  STATES.clear();
  SENTENCES.clear();
  IN_EDITION.clear();
  FIRST_EDITION = DATA.editions.length > 1 ? DATA.opening ?? undefined : undefined;
  FOUND.clear();
  for (let at = 0; at < INITIATIVES.length; at += 1) place(at);
}

/** Enter an initiative in the lists. @param {number} at */
function place(at) {
  const whole = DATA.initiatives.whole[at];
  if (whole === undefined) WHOLES.push(at);
  else if (ITEMS.has(whole)) ITEMS.get(whole)?.push(at);
  else ITEMS.set(whole, [at]);
  const lead = DATA.initiatives.lead[at];
  if (lead >= 0) BY_JURISDICTION[lead].push(at);
  LISTS.partners.enter(at, BY_JURISDICTION);
  LISTS.themes.enter(at, BY_THEME);
  LISTS.reach.enter(at, BY_THEME);
}

/** The partnerships that a jurisdiction is a member of. @param {string | undefined} id @returns {Partnership[]} */
function partnershipsOf(id) {
  if (!BY_MEMBER) {
    BY_MEMBER = DATA.jurisdictions.map(() => []);
    for (let at = 0; at < PARTNERSHIPS.length; at += 1) LISTS.members.enter(at, BY_MEMBER);
  }
  return (BY_MEMBER[AT.jurisdiction.get(id ?? "") ?? -1] ?? []).map((at) => PARTNERSHIPS[at]);
}

/** Who takes part in an initiative, its lead first, as places. @param {number} at @returns {number[]} */
function takingPartAt(at) {
  const lead = DATA.initiatives.lead[at];
  const partners = LISTS.partners.of(at);
  return lead >= 0 ? [lead, ...partners] : partners;
}

/** An initiative and its components. @param {number} at @returns {number[]} */
function madeOf(at) {
  return [at, ...(ITEMS.get(at) ?? [])];
}

/** How many components initiatives have. @param {number[]} places */
function partsIn(places) {
  return ITEMS.size ? places.reduce((sum, at) => sum + (ITEMS.get(at)?.length ?? 0), 0) : 0;
}

/** Whether anything is chosen; marks that are hidden and the edition that is shown at first do not count. */
function isChosen() {
  return Object.keys(choice).some((field) => field !== "hide" && field !== "path" && !(field === "edition" && choice.edition === FIRST_EDITION));
}

/** Whether one thing is looked at, not only an edition or a level. */
function isFocused() {
  return Boolean(choice.jurisdiction || choice.theme || choice.initiative || choice.partnership);
}

/** The name of a jurisdiction, theme, initiative in the reader's language. @param {Kind} kind @param {string | null | undefined} id @returns {string} */
function nameOf(kind, id) {
  if (kind === "partnership") {
    const found = NODES.partnership.get(id ?? "");
    return found ? listing(found.members.map((member) => nameOf("jurisdiction", member))) : id ?? "";
  }
  const texts = textsOf(kind, id);
  return texts ? pick(texts)[0] : id ?? "";
}

/** @param {Kind} kind @param {string | null | undefined} id @returns {Texts | undefined} */
function textsOf(kind, id) {
  if (kind === "theme") return NODES.theme.get(id ?? "")?.labels;
  if (kind === "initiative") return NODES.initiative.get(id ?? "")?.titles;
  return NODES.jurisdiction.get(id ?? "")?.names;
}

/** The choice in words, as pieces with their languages. @returns {Node[]} */
function choicePieces() {
  /** @type {Node[]} */
  const pieces = [];
  for (const kind of /** @type {const} */ (["jurisdiction", "compare", "theme", "initiative"])) {
    const id = choice[kind];
    if (id) pieces.push(text(textsOf(kind === "compare" ? "jurisdiction" : kind, id)));
  }
  if (choice.partnership) pieces.push(element("span", {}, nameOf("partnership", choice.partnership)));
  if (choice.level) pieces.push(element("span", {}, translate(`level.${choice.level}`)));
  if (choice.edition && (choice.edition !== FIRST_EDITION || !pieces.length)) pieces.push(element("span", {}, editionName(choice.edition)));
  const both = choice.jurisdiction && choice.compare ? [element("span", {}, ...sentence("list.and", { first: [pieces[0]], last: [pieces[1]] }))] : [];
  const shown = [...both, ...pieces.slice(both.length * 2)];
  return shown.flatMap((piece, at) => (at ? [document.createTextNode(" × "), piece] : [piece]));
}

/** What is chosen, in words. */
function choiceName() {
  return choicePieces().map((piece) => piece.textContent).join("");
}

/** @param {string} key @param {() => number[]} find @returns {number[]} */
function remembered(key, find) {
  const known = FOUND.get(key);
  if (known) return known;
  const found = find();
  FOUND.set(key, found);
  return found;
}

/** The places of the initiatives that a choice is about, in the order of the matrix; a component counts in its initiative. @param {Choice} [by] @returns {number[]} */
function chosenPlaces(by = choice) {
  const { jurisdiction, compare, theme, initiative, partnership, edition, level } = by;
  return remembered(JSON.stringify(["initiatives", jurisdiction, compare, theme, initiative, partnership, edition, level]), () => {
    const about = partnership ? NODES.partnership.get(partnership)?.initiativeAt ?? -1 : initiative ? NODES.initiative.get(initiative)?.at ?? -1 : null;
    if (about !== null) return about < 0 ? [] : [INITIATIVES[about].wholeAt];
    const found = matching(by);
    const wholes = found ? wholesOf(found) : WHOLES;
    return edition ? wholes.filter((at) => isIn(at, edition)) : wholes;
  });
}

/** Places of initiatives and components that have all that is asked for in themselves; null where nothing is. @param {Choice} by @returns {number[] | null} */
function matching({ jurisdiction, compare, theme, level }) {
  const themed = theme ? BY_THEME[AT.theme.get(theme) ?? -1] ?? [] : null;
  const who = [jurisdiction, compare].filter((id) => id !== undefined).map((id) => BY_JURISDICTION[AT.jurisdiction.get(id ?? "") ?? -1] ?? []);
  if (who.length) {
    const both = who.flat();
    if (!themed) return both;
    const on = new Set(themed);
    return both.filter((at) => on.has(at));
  }
  if (!level) return themed;
  const at = themed ?? INITIATIVES.keys();
  return [...at].filter((each) => takingPartAt(each).some((place) => DATA.jurisdictions[place].level === level));
}

/** The wholes of initiatives, in order: of a few by sorting, of many by going through all. @param {number[]} places @returns {number[]} */
function wholesOf(places) {
  const { whole } = DATA.initiatives;
  if (places.length * 16 < INITIATIVES.length) return unique(places.map((at) => whole[at] ?? at)).sort((a, b) => a - b);
  const visited = new Uint8Array(INITIATIVES.length);
  for (const at of places) visited[whole[at] ?? at] = 1;
  return WHOLES.filter((at) => visited[at]);
}

/** Whether an initiative was reported in an edition. @param {number} at @param {string | undefined} edition */
function isIn(at, edition) {
  return !edition || LISTS.editions.has(at, AT.edition.get(edition) ?? -1);
}

/** @type {Map<string, Uint8Array>} whether each partnership is of an edition */
const IN_EDITION = new Map();

/** Whether a partnership was reported in an edition: that of what it is about. @param {number} at @param {string | undefined} edition */
function isPartnershipIn(at, edition) {
  if (!edition) return true;
  let known = IN_EDITION.get(edition);
  if (!known) IN_EDITION.set(edition, known = Uint8Array.from(DATA.partnerships.initiative, (about) => (about < 0 || isIn(about, edition) ? 1 : 0)));
  return known[at] === 1;
}

/** The initiatives that the choice is about. */
function chosenInitiatives() {
  return chosenPlaces().map((at) => INITIATIVES[at]);
}

/** The partnerships that the choice is about. */
function chosenPartnerships() {
  if (choice.partnership) return [PARTNERSHIPS[NODES.partnership.get(choice.partnership)?.at ?? 0]];
  if (!isChosen() && !choice.edition) return PARTNERSHIPS;
  return remembered("partnerships", () => {
    const about = new Uint8Array(INITIATIVES.length);
    for (const at of chosenPlaces()) for (const each of madeOf(at)) about[each] = 1;
    const sides = [choice.jurisdiction, choice.compare].filter((id) => id !== undefined);
    const near = sides.length ? unique(sides.flatMap(partnershipsOf)).sort((a, b) => a.at - b.at) : PARTNERSHIPS;
    return near.filter((row) => {
      if (choice.level && !row.membersAt.some((member) => DATA.jurisdictions[member].level === choice.level)) return false;
      return row.initiativeAt >= 0 ? about[row.initiativeAt] : !choice.initiative && choice.edition === FIRST_EDITION && (!choice.theme || row.themes.includes(choice.theme));
    }).map((row) => row.at);
  }).map((at) => PARTNERSHIPS[at]);
}

/** The opportunities that a choice is about, best first; of two that are the same in both directions, that of the chosen jurisdiction. @param {Choice} [by] */
function chosenOpportunities(by = choice) {
  /** @param {Opportunity} row */
  const own = (row) => (row.for === by.jurisdiction ? 0 : 1);
  const visited = new Set();
  return DATA.opportunities.filter((row) => isAbout(row, by)).sort((a, b) => own(a) - own(b)).filter((row) => {
    const pair = JSON.stringify([[row.for, row.with].sort(), row.kind === "pair" ? "pair" : [row.kind, row.for], row.theme]);
    return !visited.has(pair) && visited.add(pair);
  });
}

/** Who an opportunity is between: two, or all that it brings together. @param {Opportunity} row */
function sidesOf(row) {
  return unique([row.for, row.with, ...(row.members ?? [])]);
}

/** @type {Map<string, Need>} */
const NEEDS = new Map();

/** The need that an opportunity answers. @param {Opportunity} row */
function needOf({ need }) {
  if (!NEEDS.size) for (const each of DATA.needs) NEEDS.set(each.id, each);
  return NEEDS.get(need ?? "");
}

/** Whether an opportunity is of an edition: its need is asked in it, or one of its initiatives is reported in it. @param {Opportunity} row @param {string} edition */
function isTimely(row, edition) {
  const asked = needOf(row)?.edition;
  if (asked === edition) return true;
  return row.initiatives?.length ? row.initiatives.some((id) => NODES.initiative.get(id)?.editions.includes(edition)) : !asked;
}

/** What an opportunity rests on that the chosen edition does not report, each with the last edition that did. @param {Opportunity} row @returns {[string, string][]} */
function notReported(row) {
  const { edition } = choice;
  if (!edition) return [];
  const older = (row.initiatives ?? []).flatMap((id) => NODES.initiative.get(id) ?? []).filter((each) => each.editions.length && !each.editions.includes(edition));
  return older.map((each) => [pick(each.titles)[0], each.editions[each.editions.length - 1]]);
}

/** @param {Opportunity} row @param {Choice} by */
function isAbout(row, { jurisdiction, compare, theme, initiative, partnership, level, edition }) {
  const about = initiative ?? (partnership ? NODES.partnership.get(partnership)?.initiative ?? "" : undefined);
  if (about !== undefined) return (row.initiatives ?? []).includes(about);
  const sides = sidesOf(row);
  if (jurisdiction && !sides.includes(jurisdiction)) return false;
  if (compare && !sides.includes(compare)) return false;
  if (level && !sides.some((id) => NODES.jurisdiction.get(id)?.level === level)) return false;
  if (edition && !isTimely(row, edition)) return false;
  return !theme || row.theme === theme;
}

/** The opportunities that the page lists now. */
function listedOpportunities() {
  const all = chosenOpportunities();
  if (choice.show === "partners") return all.slice(0, MOST_PARTNERS);
  const first = differentTalks(all);
  return everyOpportunity ? [...first, ...all.filter((row) => !first.includes(row))].slice(0, 200) : first;
}

/** The best conversations of which none is about the need, the initiatives or the two sides of another. @param {Opportunity[]} rows */
function differentTalks(rows) {
  /** @type {Opportunity[]} */
  const picked = [];
  const used = new Set();
  for (const row of rows) {
    const keys = [[row.for, row.with].sort().join(" "), ...(row.need ? [row.need] : []), ...(row.initiatives ?? [])];
    if (keys.some((key) => used.has(key))) continue;
    for (const key of keys) used.add(key);
    if (picked.push(row) === SHOWN_OPPORTUNITIES) return picked;
  }
  return [...picked, ...rows.filter((row) => !picked.includes(row))].slice(0, SHOWN_OPPORTUNITIES);
}

/** Whose report is here, of whatever edition; documents about others report nothing for them. @type {Set<string>} */
const WITH_REPORT = new Set();

/** Whether the graph records who reported: in an edition, or in every one of the page. @param {string | undefined} [edition] */
function isRecorded(edition = choice.edition) {
  const asked = edition === undefined ? DATA.editions : DATA.editions.filter((row) => row.id === edition);
  return asked.length > 0 && asked.every(({ received, submissions = [] }) => submissions.length > 0 || (received !== undefined && received !== null));
}

/** What is not known of who is only named: of a report that is not here only where reports are recorded. @param {"map" | "legend" | "matrix" | "details" | "group"} where */
function namedText(where) {
  const keys = { map: "map.legend.unknown", legend: "legend.unknown", matrix: "matrix.unknown", details: "details.unknown", group: "network.group.unheard" };
  return isRecorded() ? translate(keys[where]) : translate(`named.${where}`);
}

/** What a jurisdiction is that did not report, or is only named. @param {string} state */
function silentDetails(state) {
  return state === "unknown" ? namedText("details") : translate(`details.${state}`);
}

/** The same in a square. @param {string} state */
function silentSquare(state) {
  return state === "unknown" ? namedText("matrix") : translate(`matrix.${state}`);
}

/** What is known of a jurisdiction that has nothing on a theme. @param {Jurisdiction} row @param {string} state */
function absenceText(row, state) {
  return state !== "reported" ? silentSquare(state) : translate(WITH_REPORT.has(row.id) ? "matrix.nothing" : "matrix.none");
}

/** @type {Map<string, Map<string, string>>} whether a report came, by edition and jurisdiction */
const STATES = new Map();

/** Whether a report came: of the chosen edition, or at all. @param {Jurisdiction} row @returns {string} reported, missing or unknown */
function stateOf(row) {
  const edition = choice.edition ? NODES.edition.get(choice.edition) : undefined;
  if (!edition) return row.state;
  const known = STATES.get(edition.id) ?? statesIn(edition);
  let state = known.get(row.id);
  if (!state) {
    const leads = (BY_JURISDICTION[AT.jurisdiction.get(row.id) ?? -1] ?? []).some((at) => INITIATIVES[at].lead === row.id && isIn(at, edition.id));
    known.set(row.id, state = leads ? "reported" : "unknown");
  }
  return state;
}

/** Whether those reported that an edition names; the others are found when asked for. @param {Edition} edition @returns {Map<string, string>} */
function statesIn({ id, missing = [], submissions = [] }) {
  /** @type {Map<string, string>} */
  const found = new Map(missing.map((each) => [each, "missing"]));
  for (const each of [...submissions].reverse()) found.set(each.jurisdiction, each.received ? "reported" : "missing");
  STATES.set(id, found);
  return found;
}

/** The newest edition, if any: the last by date of publication, then by identifier. @returns {Edition | undefined} */
function newestEdition() {
  /** @param {Edition} row */
  const key = (row) => `${row.published ?? ""} ${row.id}`;
  return [...DATA.editions].sort((a, b) => (key(a) < key(b) ? 1 : -1))[0];
}

// The choice and the language are in the address, so that Back works and a link can be shared.

/** @param {Choice} next @param {string} [speech] */
function addressOf(next, speech = language) {
  const fields = new URLSearchParams();
  for (const field of FIELDS) {
    const value = field === "edition" && FIRST_EDITION ? editionInAddress(next.edition) : next[field];
    if (value) fields.set(field, value);
  }
  if (![...fields.keys()].length && Object.keys(DATA.start).length) fields.set("all", "1");
  if (speech !== DATA.language) fields.set("lang", speech);
  return fields.toString();
}

/** The edition in an address: none where it is the one shown at first. @param {string | undefined} edition */
function editionInAddress(edition) {
  return edition === FIRST_EDITION ? undefined : edition ?? "all";
}

/** Choose something, and perhaps another language; the page follows. @param {Choice} next @param {string} [speech] */
function choose(next, speech) {
  location.hash = addressOf(next, speech);
  follow();
}

/** Choose something within the edition, the level and the marks that are chosen already. @param {Choice} next */
function chooseWithin(next) {
  const { edition, level, hide } = choice;
  choose({ ...(edition ? { edition } : {}), ...(level ? { level } : {}), ...(hide ? { hide } : {}), ...next });
}

/**
 * The content of an address: a choice, a language, and whether it names anything that is not in the page.
 * @param {string} hash
 * @returns {{next: Choice, speech: Language, unknown: boolean}}
 */
function readAddress(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const speech = LANGUAGES.find((code) => code === given.get("lang")) ?? DATA.language;
  const fields = FIELDS.some((field) => given.has(field)) || given.has("all") ? given : new URLSearchParams(DATA.start);
  /** @type {Choice} */
  const next = {};
  let unknown = false;
  for (const field of FIELDS) {
    const value = fields.get(field) ?? (field === "edition" ? FIRST_EDITION ?? null : null);
    if (value === null || (field === "edition" && value === "all")) continue;
    if (isKnown(field, value)) next[field] = value;
    else unknown = true;
  }
  return { next: consistent(next), speech, unknown };
}

/** @param {keyof Choice} field @param {string} value */
function isKnown(field, value) {
  if (field === "show") return value === "partners";
  if (field === "path") return value.split(",").length === 2 && value.split(",").every((id) => NODES.jurisdiction.has(id));
  if (field === "hide") return value.split(",").every((mark) => MARKS.includes(mark));
  if (field === "level") return DATA.jurisdictions.some((row) => row.level === value);
  return NODES[field === "compare" ? "jurisdiction" : field].has(value);
}

/** A choice without what does not go together: an initiative is looked at alone, only a jurisdiction is compared. @param {Choice} next @returns {Choice} */
function consistent(next) {
  const { hide, edition, path } = next;
  const around = { ...(edition ? { edition } : {}), ...(path ? { path } : {}), ...(hide ? { hide } : {}) };
  if (next.partnership) return { partnership: next.partnership, ...around };
  if (next.initiative) return { initiative: next.initiative, ...around };
  if (!next.jurisdiction || next.compare === next.jurisdiction) delete next.compare;
  if (!next.jurisdiction) delete next.show;
  return next;
}

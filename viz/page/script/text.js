// Words: texts of the page and of the data in the reader's language. The same rules as viz/wording.py.

const LANGUAGES = /** @type {const} */ (["en", "fr"]);
const LOCALES = { en: "en-CA", fr: "fr-CA" };
/** @type {Record<string, [string, number]>} */
const SEASONS = { "12": ["winter", 1], "03": ["spring", 0], "06": ["summer", 0], "09": ["autumn", 0] };

/** The reader's language; the whole page is drawn in it. */
let language = /** @type {Language} */ ("en");
/** @typedef {{order: Intl.Collator, numbers: Intl.NumberFormat, plurals: Intl.PluralRules}} Habits  of a language; making them takes longer than using them */
/** @type {Partial<Record<Language, Habits>>} */
const HABITS = {};

/** How the reader's language orders and writes. @returns {Habits} */
function habits() {
  const locale = LOCALES[language];
  return HABITS[language] ??= { order: new Intl.Collator(locale, { numeric: true }), numbers: new Intl.NumberFormat(locale), plurals: new Intl.PluralRules(locale) };
}

/**
 * The text of a key, its {name} places filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
function translate(key, values = {}) {
  const words = DATA.strings[key][language];
  return words.includes("{") ? words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)) : words;
}

/** Whether the page has words for a key. @param {string} key */
function hasWords(key) {
  return Object.hasOwn(DATA.strings, key);
}

/**
 * The text of a key in its plural form.
 * @param {string} key
 * @param {number} number
 * @param {Record<string, string>} [values]
 */
function count(key, number, values = {}) {
  const form = habits().plurals.select(number) === "one" ? "one" : "other";
  return translate(`${key}.${form}`, { n: numberText(number), ...values });
}

/** A number as the reader's language writes it. @param {number} number */
function numberText(number) {
  return habits().numbers.format(number);
}

/** Order by name as the reader's language has it, “Project 2” before “Project 10”. @param {string} a @param {string} b */
function inOrder(a, b) {
  return habits().order.compare(a, b);
}

/** “A, B and C”. @param {string[]} items */
function listing(items) {
  if (items.length < 2) return items.join("");
  return translate("list.and", { first: items.slice(0, -1).join(", "), last: items[items.length - 1] });
}

/**
 * The text in the reader's language, else in the one it was first given in; and which language that is.
 * @param {Texts | undefined} texts
 * @returns {[string, string]}
 */
function pick(texts) {
  if (!texts) return ["", language];
  const code = Object.hasOwn(texts, language) ? language : Object.keys(texts)[0] ?? language;
  return [texts[code] ?? "", code];
}

/** The result of an action in another language. @template T @param {Language} code @param {() => T} act */
function inLanguage(code, act) {
  const before = language;
  language = code;
  try {
    return act();
  } finally {
    language = before;
  }
}

/** “Winter 2022” for 2022-winter; other identifiers as they are. @param {string} id */
function editionName(id) {
  const match = /^(\d{4})-(winter|spring|summer|autumn|fall)$/.exec(id);
  return match ? translate(`season.${match[2].replace("fall", "autumn")}`, { year: match[1] }) : id;
}

/** An edition after the word “édition” of a French sentence: « de l’hiver 2022 ». @param {string} id */
function editionOf(id) {
  const match = /^(\d{4})-(winter|spring|summer|autumn|fall)$/.exec(id);
  return match ? translate(`edition.of.${match[2].replace("fall", "autumn")}`, { year: match[1] }) : id;
}

/** What a date is in words, and that it is a plan where its kind does not name one. @param {{kind: string, planned: boolean}} date */
function dateKind({ kind, planned }) {
  return planned && kind !== "target" ? translate(`date.plan.${kind}`) : translate(`date.kind.${kind}`);
}

/** An EDTF date or interval in words. @param {string} edtf */
function dateText(edtf) {
  const [start, end] = edtf.split("/");
  if (end === undefined) return pointText(start);
  if (end === "") return translate("date.since", { start: pointText(start) });
  return seasonText(start, end) ?? translate("date.range", { start: pointText(start), end: pointText(end) });
}

/** The season that three months are, named by the year it ends in. @param {string} start @param {string} end */
function seasonText(start, end) {
  const [name, shift] = SEASONS[start.slice(5)] ?? ["", 0];
  if (!name) return null;
  const year = Number(start.slice(0, 4));
  const month = Number(start.slice(5, 7)) + 2;
  const last = `${year + (month > 12 ? 1 : 0)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}`;
  return end === last ? translate(`date.${name}`, { year: String(year + shift) }) : null;
}

/** A year, a month or a day in words. @param {string} edtf */
function pointText(edtf) {
  const [year, month, day] = edtf.split("-");
  if (!month) return year;
  const named = translate(`month.${month}`);
  if (!day) return translate("date.month", { month: named, year });
  return translate("date.day", { month: named, year, day: language === "fr" && day === "01" ? "1er" : String(Number(day)) });
}

/** What two spellings of one name share: lower case, no accents, straight apostrophes. @param {string} text */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’‘ʼ´`]/g, "'").replace(/[\s\u2010-\u2015-]+/g, " ").trim();
}

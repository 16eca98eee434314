// Finding: every name, summary, need and quoted passage in both languages, abbreviations, codes and alternatives; accents, case, endings of words and slips of
// typing do not matter.

const MOST_RESULTS = 10;
const MOST_HITS = 3000;
const FOLDED_AT_ONCE = 4000;

const TEXTS_AT_ONCE = 150;
/** Words with which one asks, and which name nothing. */
const ASKING = new Set("a an and any are at by do does for from has have how in is it of on or the they to us we what when where which who whom with work working works about anyone somebody someone qui que quoi quel quelle quels quelles travaille travaillent travaux sur avec dans de des du la le les l en et ou un une au aux pour est sont ont par comment quelqu".split(" "));
/** Endings that words of one stem differ in, in both languages. */
const ENDING = /(?:ations?|ements?|ments?|ings?|edly|ies|ied|ers|ed|es|s|eurs?|euses?|ives?|ifs?|ales?|aux|elles?|ees?|y|e)$/;

/** @typedef {Kind | "edition" | "level" | "need"} Findable */
/** @typedef {{kind: Findable, id: string, form: string, code: string | null, rank: number, within: boolean}} Found  within: in a text, not a name */

/** One text with a line for each name, and what each line is a name of: a search reads it from front to end. */
const INDEX = {
  text: "",
  /** @type {number[]} where each line begins */
  starts: [],
  /** @type {[Findable, number][]} kind and place */
  owners: [],
  /** @type {(string | null)[]} language of each line; null for identifiers and codes */
  codes: [],
  /** @type {string[] | null} all words, once somebody mistyped one */
  words: null,
  /** @type {Set<number>} lines that are texts, not names */
  texts: new Set(),
  begun: false,
  /** how many initiatives are in */
  ready: 0,
  /** how many of them with their texts */
  read: 0,
};

/** Begin the index: everything but initiatives, which follow in idle time. */
function beginIndex() {
  Object.assign(INDEX, { text: "", starts: [], owners: [], codes: [], words: null, begun: true, ready: 0, read: 0, texts: new Set() });
  /** @type {string[]} */
  const lines = [];
  DATA.jurisdictions.forEach((row, at) => {
    enter(lines, "jurisdiction", at, row.names, row.abbreviations ?? {});
    enterPlain(lines, "jurisdiction", at, [row.id, ...Object.values(row.codes ?? {})]);
  });
  DATA.themes.forEach((row, at) => {
    enter(lines, "theme", at, row.labels, row.alternatives ?? {});
    enterPlain(lines, "theme", at, [row.id]);
  });
  DATA.editions.forEach((row, at) => {
    const named = Object.fromEntries(LANGUAGES.map((code) => [code, inLanguage(code, () => editionName(row.id))]));
    enter(lines, "edition", at, named);
    enterPlain(lines, "edition", at, [row.id]);
  });
  LEVELS.forEach((level, at) => {
    if (DATA.jurisdictions.some((row) => row.level === level)) enter(lines, "level", at, DATA.strings[`level.${level}`]);
  });
  DATA.needs.forEach((row, at) => enter(lines, "need", at, row.texts));
  closeLines(lines);
}

/** Enter summaries and quoted passages of more initiatives. @returns {boolean} whether all are in */
function growTexts() {
  const end = DATA.light ? INITIATIVES.length : Math.min(INITIATIVES.length, INDEX.read + TEXTS_AT_ONCE);
  /** @type {string[]} */
  const lines = [];
  for (let at = INDEX.read; at < end && !DATA.light; at += 1) {
    const { titles, summaries } = INITIATIVES[at];
    const before = INDEX.owners.length;
    for (const [code, words] of Object.entries(summaries)) enter(lines, "initiative", at, { [code]: `${titles[code] ?? ""} ${words}` });
    for (const quote of unique(LISTS.evidence.of(at).map((place) => PLACES.quote[place]))) if (quote >= 0) enterPlain(lines, "initiative", at, [DATA.quotes[quote]]);
    for (let line = before; line < INDEX.owners.length; line += 1) INDEX.texts.add(line);
  }
  INDEX.read = end;
  closeLines(lines);
  return end === INITIATIVES.length;
}

/** Enter more initiatives. @param {number} many @returns {boolean} whether all are in */
function growIndex(many) {
  /** @type {string[]} */
  const lines = [];
  const end = Math.min(INITIATIVES.length, INDEX.ready + many);
  for (let at = INDEX.ready; at < end; at += 1) enter(lines, "initiative", at, INITIATIVES[at].titles);
  INDEX.ready = end;
  closeLines(lines);
  return end === INITIATIVES.length;
}

/** @param {string[]} lines @param {Findable} kind @param {number} at @param {...Record<string, string | string[]>} texts */
function enter(lines, kind, at, ...texts) {
  for (const [code, found] of texts.flatMap((each) => Object.entries(each))) {
    for (const one of Array.isArray(found) ? found : [found]) {
      lines.push(fold(one));
      INDEX.owners.push([kind, at]);
      INDEX.codes.push(code);
    }
  }
}

/** @param {string[]} lines @param {Findable} kind @param {number} at @param {string[]} names */
function enterPlain(lines, kind, at, names) {
  for (const name of names) {
    lines.push(fold(name));
    INDEX.owners.push([kind, at]);
    INDEX.codes.push(null);
  }
}

/** @param {string[]} lines */
function closeLines(lines) {
  let at = INDEX.text.length || 1;
  for (const line of lines) {
    INDEX.starts.push(at);
    at += line.length + 1;
  }
  INDEX.text = `${INDEX.text || "\n"}${lines.map((line) => `${line}\n`).join("")}`;
  INDEX.words = null;
}

/** Put everything into the index: who asks early waits for it. */
function growAll() {
  if (!INDEX.begun) beginIndex();
  while (!growIndex(FOLDED_AT_ONCE) || !growTexts()) { /* another piece */ }
}

/** What answers, best first: exactly, from its beginning, from the beginning of a word, within; slips of typing last. @param {string} asked @returns {Found[]} */
function find(asked) {
  const folded = fold(asked);
  if (!folded) return [];
  growAll();
  const typed = folded.split(" ");
  const naming = typed.map((word) => word.replace(/^(?:l|d|qu|n|s|j|c)'/, "")).filter((word) => word && !ASKING.has(word));
  const key = naming.length ? naming : typed;
  const exact = hits(typed, folded);
  const named = key.length < typed.length ? hits(key, key.join(" ")) : [];
  const stems = key.map((word) => (word.length > 4 ? word.replace(ENDING, (ending) => (word.length - ending.length < 4 ? ending : "")) : word));
  const stemmed = stems.join() === key.join() ? [] : hits(stems, stems.join(" ")).map((each) => ({ ...each, rank: each.rank + 3 }));
  const found = [...exact, ...named, ...stemmed];
  const words = found.length ? [] : key.map(nearestWords);
  const mended = words.every((each) => each.length) ? combinations(words).flatMap((each) => hits(each, each.join(" "))) : [];
  const some = found.length || mended.length || key.length < 2 ? [] : stems.flatMap((word) => hits([word], word)).map((each) => ({ ...each, rank: each.rank + 6 }));
  /** @type {Map<string, Found>} */
  const best = new Map();
  for (const one of [...found, ...mended, ...some]) {
    const key = `${one.kind}:${one.id}`;
    if ((best.get(key)?.rank ?? 99) > one.rank) best.set(key, one);
  }
  const order = ["jurisdiction", "theme", "edition", "level", "initiative", "need", "partnership"];
  return [...best.values()].sort((a, b) => a.rank - b.rank || order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, MOST_RESULTS);
}

/** The lines with all the words. @param {string[]} words @param {string} whole @returns {Found[]} */
function hits(words, whole) {
  const rarest = [...words].sort((a, b) => b.length - a.length)[0];
  const { text, starts } = INDEX;
  const found = [];
  let line = 0;
  for (let at = text.indexOf(rarest); at >= 0 && found.length < MOST_HITS; at = text.indexOf(rarest, starts[line + 1] ?? text.length)) {
    line = lineAt(at);
    const form = text.slice(starts[line], (starts[line + 1] ?? text.length) - 1);
    const within = INDEX.texts.has(line) || INDEX.owners[line][0] === "need";
    const padded = within ? ` ${form.replace(/[^\p{L}\p{N}]+/gu, " ")}` : form; // in texts a word is found from its beginning
    if (words.every((word) => padded.includes(within ? ` ${word}` : word))) found.push(foundAt(line, form, whole, within));
  }
  return found;
}

/** The line of a character. @param {number} at */
function lineAt(at) {
  let low = 0;
  let high = INDEX.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (INDEX.starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** @param {number} line @param {string} form @param {string} whole @param {boolean} within @returns {Found} */
function foundAt(line, form, whole, within) {
  const [kind, at] = INDEX.owners[line];
  const id = kind === "edition" ? DATA.editions[at].id : kind === "level" ? LEVELS[at] : kind === "need" ? DATA.needs[at].id : rowAt(kind, at).id;
  const rank = form === whole ? 0 : form.startsWith(whole) ? 1 : form.includes(` ${whole}`) ? 2 : 3;
  return { kind, id, form, code: INDEX.codes[line], rank: rank + (within ? (kind === "need" ? 3 : 4) : 0), within };
}

/** Words of the page that one or two slips make of a word. @param {string} word @returns {string[]} */
function nearestWords(word) {
  if (word.length < 4) return INDEX.text.includes(word) ? [word] : [];
  if (INDEX.text.includes(word)) return [word];
  INDEX.words ??= [...new Set(INDEX.text.match(/\p{L}{3,}/gu) ?? [])];
  const most = word.length < 8 ? 1 : 2;
  const near = INDEX.words.map((known) => ({ known, far: Math.min(slips(word, known, most), slips(word, known.slice(0, word.length), most)) }));
  const least = Math.min(...[most + 1].concat(near.map(({ far }) => far).filter((far) => far <= most)).slice(0, 1000));
  return near.filter(({ far }) => far <= most && far <= least + 1).sort((a, b) => a.far - b.far).slice(0, 3).map(({ known }) => known);
}

/** How many slips (a letter more, less, other, or two swapped) are between two words; more than `most` is `most` + 1. @param {string} a @param {string} b @param {number} most */
function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = /** @type {number[]} */ ([]);
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= b.length; at += 1) {
      const same = a[row - 1] === b[at - 1] ? 0 : 1;
      now[at] = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + same);
      if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1]) now[at] = Math.min(now[at], before[at - 2] + 1);
    }
    if (Math.min(...now) > most) return most + 1;
    [before, last] = [last, now];
  }
  return last[b.length];
}

/** One word of each list, in all ways. @param {string[][]} lists @returns {string[][]} */
function combinations(lists) {
  return lists.reduce((/** @type {string[][]} */ made, words) => made.flatMap((each) => words.map((word) => [...each, word])), [[]]).slice(0, 27);
}

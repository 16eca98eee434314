// Finding: every name in both languages, abbreviations, codes and alternatives; accents, case and slips of typing do not matter.

const MOST_RESULTS = 10;
const MOST_HITS = 3000;
const FOLDED_AT_ONCE = 4000;

/** @typedef {Kind | "edition" | "level"} Findable */
/** @typedef {{kind: Findable, id: string, form: string, code: string | null, rank: number}} Found */

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
  /** how many initiatives are in */
  ready: 0,
};

/** Begin the index: everything but initiatives, which follow in idle time. */
function beginIndex() {
  Object.assign(INDEX, { text: "", starts: [], owners: [], codes: [], words: null, ready: 0 });
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
  closeLines(lines);
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

/** What answers, best first: exactly, from its beginning, from the beginning of a word, within; slips of typing last. @param {string} asked @returns {Found[]} */
function find(asked) {
  const folded = fold(asked);
  if (!folded) return [];
  while (!growIndex(FOLDED_AT_ONCE)) { /* who asks early waits for the rest */ }
  const found = hits(folded.split(" "), folded);
  const words = found.length ? [] : folded.split(" ").map(nearestWords);
  const mended = words.every((each) => each.length) ? combinations(words).flatMap((each) => hits(each, each.join(" "))) : [];
  /** @type {Map<string, Found>} */
  const best = new Map();
  for (const one of [...found, ...mended]) {
    const key = `${one.kind}:${one.id}`;
    if ((best.get(key)?.rank ?? 99) > one.rank) best.set(key, one);
  }
  const order = ["jurisdiction", "theme", "edition", "level", "initiative", "partnership"];
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
    if (words.every((word) => form.includes(word))) found.push(foundAt(line, form, whole));
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

/** @param {number} line @param {string} form @param {string} whole @returns {Found} */
function foundAt(line, form, whole) {
  const [kind, at] = INDEX.owners[line];
  const id = kind === "edition" ? DATA.editions[at].id : kind === "level" ? LEVELS[at] : rowAt(kind, at).id;
  const rank = form === whole ? 0 : form.startsWith(whole) ? 1 : form.includes(` ${whole}`) ? 2 : 3;
  return { kind, id, form, code: INDEX.codes[line], rank };
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

// Search: every name in both languages, abbreviations, codes and alternatives; accents and case do not matter.

const MOST_RESULTS = 10;

/** @typedef {{kind: keyof NODES, id: string, forms: {text: string, folded: string, code: string | null}[]}} Entry */

/** @type {Entry[]} */
const INDEX = [
  ...DATA.jurisdictions.map((row) => entry("jurisdiction", row, [row.names, row.abbreviations], Object.values(row.codes ?? {}))),
  ...DATA.themes.map((row) => entry("theme", row, [row.labels], [], row.alternatives)),
  ...DATA.initiatives.map((row) => entry("initiative", row, [row.titles], [])),
  ...DATA.partnerships.map((row) => entry("partnership", row, [NODES.initiative.get(row.initiative ?? "")?.titles], [])),
];
/** The result that Enter would choose; -1 is none. */
let active = -1;
/** @type {Entry[]} */
let results = [];

/**
 * @param {keyof NODES} kind
 * @param {any} row
 * @param {(Texts | undefined)[]} texts
 * @param {string[]} codes
 * @param {Record<string, string[]>} [alternatives]
 * @returns {Entry}
 */
function entry(kind, row, texts, codes, alternatives = {}) {
  const named = texts.flatMap((each) => Object.entries(each ?? {}).map(([code, found]) => ({ code, text: found })));
  const others = Object.entries(alternatives).flatMap(([code, list]) => list.map((found) => ({ code, text: found })));
  const plain = [row.id, ...codes].map((found) => ({ code: null, text: found }));
  return { kind, id: row.id, forms: [...named, ...others, ...plain].map((form) => ({ ...form, folded: fold(form.text) })) };
}

/** How well a form answers: 0 the same, 1 begins so, 2 a word of it does, 3 it is in there; null not at all. @param {string} form @param {string} asked */
function fit(form, asked) {
  if (form === asked) return 0;
  if (form.startsWith(asked)) return 1;
  if (form.includes(` ${asked}`)) return 2;
  return asked.split(" ").every((word) => form.includes(word)) ? 3 : null;
}

/** The entries that answer, best first. @param {string} asked */
function find(asked) {
  const folded = fold(asked);
  if (!folded) return [];
  return INDEX.map((each) => ({ each, best: Math.min(...each.forms.map((form) => fit(form.folded, folded) ?? 9)) }))
    .filter(({ best }) => best < 9)
    .sort((a, b) => a.best - b.best)
    .slice(0, MOST_RESULTS)
    .map(({ each }) => each);
}

/** Show what answers the text in the search box. */
function drawResults() {
  const box = /** @type {HTMLInputElement} */ (part("search"));
  results = find(box.value);
  active = results.length ? 0 : -1;
  const asked = fold(box.value);
  part("results").replaceChildren(...(results.length || !asked
    ? results.map((each, at) => resultItem(each, at, asked))
    : [element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, say("search.none"))]));
  const open = asked !== "";
  part("results").hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  markActive();
  if (open) part("status").textContent = results.length ? count("search.found", results.length) : say("search.none");
}

/** @param {Entry} each @param {number} at @param {string} asked */
function resultItem(each, at, asked) {
  const name = nameOf(each.kind, each.id);
  const form = fit(fold(name), asked) === null ? each.forms.find((one) => fit(one.folded, asked) !== null) : null;
  const heard = form ? [" – ", element("span", { lang: form.code === language ? null : form.code }, form.text)] : [];
  const item = element("li", { role: "option", id: `result-${at}`, "aria-selected": "false" },
    element("bdi", {}, name), " ", element("small", {}, say(`search.kind.${each.kind}`), ...heard));
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => chooseResult(at));
  return item;
}

function markActive() {
  [...part("results").children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
  const item = document.getElementById(`result-${active}`);
  if (item) part("search").setAttribute("aria-activedescendant", item.id);
  else part("search").removeAttribute("aria-activedescendant");
  item?.scrollIntoView({ block: "nearest" });
}

/** @param {number} at */
function chooseResult(at) {
  const { kind, id } = results[at];
  closeResults();
  choose({ [kind]: id });
}

function closeResults() {
  /** @type {HTMLInputElement} */ (part("search")).value = "";
  results = [];
  active = -1;
  part("results").hidden = true;
  part("search").setAttribute("aria-expanded", "false");
  part("search").removeAttribute("aria-activedescendant");
}

/** @param {KeyboardEvent} event */
function keyInSearch(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && results.length) {
    active = (active + step + results.length) % results.length;
    markActive();
    event.preventDefault();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (active >= 0) chooseResult(active);
  } else if (event.key === "Escape") {
    closeResults();
    drawStatus(false);
  }
}

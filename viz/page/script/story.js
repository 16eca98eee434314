// The story of an edition: who reported, what most share, what is new; what changed since the edition before; themes over editions.

const MOST_THEMES = 6; // with bars for each edition
const MOST_THEMES_ALONE = 9; // in one edition
const FEW_LEADERS = 8; // who are named beside a theme
const MOST_LEADERS = 100; // characters that their names may have

/** @typedef {{added: number[], again: number[], back: number[], left: number[]}} Turnover  initiatives as places: in no edition before; also in the one before; in an earlier one; in the one before only */
/** @type {Map<string, Turnover>} */
const TURNOVER = new Map();
/** @type {Map<number, Set<number>>} who has something of theirs in an edition, by its place */
const REPORTERS = new Map();
/** @type {Int32Array | null} initiatives on each theme in each edition: theme by theme */
let themeCounts = null;

/** @type {Map<string, string>} the sentences on editions, by edition and language */
const HEADLINES = new Map();

/** The sentence that the page opens with, or what there is of what the reader chose. */
function drawHeadline() {
  const edition = NODES.edition.get(choice.edition ?? "");
  const of = edition ?? (DATA.editions.length === 1 ? NODES.edition.get(DATA.opening ?? "") : undefined);
  const key = JSON.stringify([of?.id, language]);
  if (!HEADLINES.has(key)) HEADLINES.set(key, headline(of));
  const words = isFocused() ? chosenHeadline() : HEADLINES.get(key) ?? "";
  part("heading").replaceChildren(...words.split(/(\d+ \p{Ll}+)/u).map((piece, at) => (at % 2 ? element("span", { class: "together" }, piece) : piece))); // a number stays with what it counts
  const priorities = (edition ?? newestEdition())?.priority_texts ?? [];
  part("priorities").hidden = !priorities.length || (!edition && DATA.editions.length > 1);
  part("priorities").replaceChildren(...(priorities.length ? sentence("story.priorities", { names: listed(priorities.map((texts) => text(texts))) }) : []));
}

/** What there is of what is chosen. */
function chosenHeadline() {
  const silent = silentState();
  if (silent) return translate("story.silent", { name: choiceName(), state: silentDetails(silent) });
  const some = { partnerships: chosenPartnerships().length, opportunities: chosenOpportunities().length };
  const facts = [count("count.initiatives", chosenPlaces().length), ...Object.entries(some).filter(([, many]) => many).map(([what, many]) => count(`count.${what}`, many))];
  const name = choice.edition && choice.edition === FIRST_EDITION ? translate("story.in", { name: choiceName(), edition: editionName(choice.edition) }) : choiceName();
  return translate("story.chosen", { name, facts: listing(facts) });
}

/** Who reported how much, what most share, what is new: of an edition, or of all. @param {Edition | undefined} edition */
function headline(edition) {
  const id = edition?.id;
  const works = chosenPlaces({ edition: id });
  const counted = DATA.jurisdictions.filter((row) => row.state === "reported");
  const who = edition ? reportedIn(edition) : counted.length;
  const isReported = WITH_REPORT.size > 0 && (edition !== undefined || counted.every((row) => WITH_REPORT.has(row.id)));
  if (!works.length) return edition ? translate("story.empty", { edition: editionName(edition.id) }) : translate("about.empty");
  const initiatives = count("count.initiatives", works.length);
  const reported = isReported ? count("story.works", who, { initiatives }) : knownWorks(initiatives, edition);
  const first = edition ? translate("story.edition", { edition: editionName(edition.id), reported })
    : DATA.editions.length && works.every((at) => LISTS.editions.of(at).length) ? translate("story.editions", { first: editionOf(DATA.editions[0].id), last: editionOf(DATA.editions[DATA.editions.length - 1].id), reported }) : translate("story.plain", { reported });
  const added = edition ? turnover(edition.id)?.added.length ?? 0 : 0;
  return [first, sharedWords(id), added ? count("story.new", added) : ""].filter(Boolean).join(" ");
}

/** How many initiatives there are that need not have been reported: of whom, or led by how many of those that are here. @param {string} initiatives @param {Edition | undefined} edition */
function knownWorks(initiatives, edition) {
  const leads = new Set(INITIATIVES.filter(({ at }) => !edition || isIn(at, edition.id)).map((row) => row.leadAt).filter((at) => at >= 0));
  const others = DATA.jurisdictions.length - leads.size;
  if (!others || !leads.size) return count("story.known", leads.size, { initiatives });
  return edition ? count("story.led", leads.size, { initiatives }) : count("story.led.more", others, { leads: count("story.led.by", leads.size, { initiatives }) });
}

/** Which theme the most jurisdictions lead work on, or which two, in a sentence; nothing where no two share one. @param {string | undefined} edition */
function sharedWords(edition) {
  const [best, second, third] = mostShared(edition);
  if (!best) return "";
  const [theme, other] = [best, second].map((each) => (each ? nameOf("theme", DATA.themes[each.at].id) : ""));
  return count(third ? "story.shared.several" : second ? "story.shared.two" : "story.shared", best.many, { theme, other });
}

/** The themes that the most jurisdictions lead work on, as many each; none where no two share one. @param {string | undefined} edition */
function mostShared(edition) {
  const many = sharers(edition);
  const most = Math.max(0, ...many.filter((_, at) => NAMED_THEMES.has(at)));
  return most < 2 ? [] : many.map((each, at) => ({ many: each, at })).filter((each) => each.many === most && NAMED_THEMES.has(each.at));
}

/** @type {{key: string, many: number[]}} what was last counted */
let sharersKnown = { key: "none", many: [] };

/** How many jurisdictions lead work on each theme. @param {string | undefined} edition @returns {number[]} */
function sharers(edition) {
  const key = edition ?? "";
  if (sharersKnown.key !== key) sharersKnown = { key, many: countSharers(edition) };
  return sharersKnown.many;
}

/** @param {string | undefined} edition @returns {number[]} */
function countSharers(edition) {
  const { led } = counts(edition);
  const width = DATA.themes.length;
  const found = Array(width).fill(0);
  for (let square = 0; square < led.length; square += 1) if (led[square]) found[square % width] += 1;
  return found;
}

/** What came and went with an edition; null for the first. @param {string} edition @returns {Turnover | null} */
function turnover(edition) {
  const at = AT.edition.get(edition) ?? 0;
  if (!at) return null;
  const known = TURNOVER.get(edition);
  if (known) return known;
  /** @type {Turnover} */
  const found = { added: [], again: [], back: [], left: [] };
  for (const work of WHOLES) {
    const held = LISTS.editions.of(work);
    const before = held.includes(at - 1);
    if (held.includes(at)) (before ? found.again : held.some((each) => each < at) ? found.back : found.added).push(work);
    else if (before) found.left.push(work);
  }
  TURNOVER.set(edition, found);
  return found;
}

/** Who has something of theirs in an edition: a report, or an initiative that they lead. @param {number} at  place of the edition @returns {Set<number>} */
function reporters(at) {
  const known = REPORTERS.get(at);
  if (known) return known;
  const edition = DATA.editions[at];
  const found = new Set((edition.submissions ?? []).filter((each) => each.received).map((each) => AT.jurisdiction.get(each.jurisdiction) ?? -1));
  const { lead } = DATA.initiatives;
  for (let work = 0; work < lead.length; work += 1) if (!found.has(lead[work]) && isIn(work, edition.id)) found.add(lead[work]);
  found.delete(-1);
  REPORTERS.set(at, found);
  return found;
}

/** In two sentences: who reported again, what is new and what is not known any more. */
function drawSince() {
  const edition = choice.edition ?? "";
  const found = isFocused() || choice.level ? null : turnover(edition);
  part("since-part").hidden = !found;
  if (!found) return;
  const at = AT.edition.get(edition) ?? 0;
  const [before, now] = [reporters(at - 1), reporters(at)];
  const earlier = new Set(DATA.editions.slice(0, at).flatMap((_, each) => [...reporters(each)]));
  const launched = statusChanges(edition).filter((row) => row.attribute === "status" && row.new === "launched").length;
  /** @param {string} key @param {number} many */
  const fact = (key, many) => (many ? [count(`since.${key}`, many)] : []);
  /** @param {string} key @param {number} many */
  const members = (key, many) => (many ? [count(`since.members.${key}`, many)] : []);
  const expected = statesIn(DATA.editions[at]); // nobody is missed whose report nothing asked for
  const who = !isRecorded(edition) ? [] : [
    ...members("again", [...now].filter((each) => before.has(each)).length),
    ...members("back", [...now].filter((each) => !before.has(each) && earlier.has(each)).length),
    ...members("first", [...now].filter((each) => !earlier.has(each)).length),
    ...members("silent", [...before].filter((each) => !now.has(each) && expected.get(DATA.jurisdictions[each].id) === "missing").length),
  ];
  const what = [
    ...fact("new", found.added.length), ...fact(isRecorded(edition) ? "again" : "stayed", found.again.length), ...fact("back", found.back.length), ...fact("launched", launched),
    ...fact(isRecorded(edition) ? "left" : "gone", found.left.length),
  ];
  part("since-title").textContent = translate("since.title", { edition: editionOf(DATA.editions[at - 1].id) });
  part("since").replaceChildren(...[who, what].filter((facts) => facts.length)
    .map((facts) => element("ul", { class: "facts" }, ...facts.map((each) => element("li", {}, ...emphasized(each))))));
}

/** A text with its first number in bold. @param {string} words @returns {(Node | string)[]} */
function emphasized(words) {
  const [number] = words.match(/^[\d\s\u00a0\u202f,]*\d/u) ?? [""];
  return number ? [element("b", {}, number), words.slice(number.length)] : [words];
}

/** The changes that the data holds of an edition, other than what came and went. @param {string | undefined} edition */
function statusChanges(edition) {
  return DATA.changes.filter((row) => row.after === edition && row.change === "changed");
}

/** Themes over editions: how many initiatives each has, as bars; the most shared first. */
function drawThemes() {
  const many = sharers(choice.edition);
  const shown = DATA.themes.map((_, at) => at).filter((at) => NAMED_THEMES.has(at) && many[at])
    .sort((a, b) => many[b] - many[a] || worksOn(b) - worksOn(a) || a - b).slice(0, DATA.editions.length > 1 ? MOST_THEMES : MOST_THEMES_ALONE);
  part("themes-part").hidden = shown.length < 2 || DATA.jurisdictions.length < 2;
  const most = Math.max(1, ...shown.flatMap(overEditions));
  part("themes").replaceChildren(...shown.map((at) => themeItem(at, many[at], most)));
  const bars = DATA.editions.length < 2 ? "" : translate("themes.bars", { editions: listing(DATA.editions.slice(-8).map((row) => editionName(row.id))) });
  part("themes-note").hidden = false;
  part("themes-note").textContent = [translate("themes.number"), bars].filter(Boolean).join(" ");
}

/** How many initiatives a theme has in each edition, the last eight; in all where there are no editions. @param {number} at @returns {number[]} */
function overEditions(at) {
  const width = DATA.editions.length;
  if (!width) return [DATA.themes[at].count];
  if (!themeCounts) {
    themeCounts = new Int32Array(DATA.themes.length * width);
    const { editions, themes, reach } = LISTS;
    for (const work of WHOLES) {
      const reached = ITEMS.has(work) ? unique(madeOf(work).flatMap((each) => [...themes.of(each), ...reach.of(each)])) : null;
      for (const edition of editions.of(work)) {
        if (reached) for (const theme of reached) themeCounts[theme * width + edition] += 1;
        else for (const { flat, starts } of [themes, reach]) for (let each = starts[work]; each < starts[work + 1]; each += 1) themeCounts[flat[each] * width + edition] += 1;
      }
    }
  }
  return [...themeCounts.subarray(at * width, (at + 1) * width)].slice(-8);
}

/** How many initiatives a theme has in the chosen edition, or in all. @param {number} at */
function worksOn(at) {
  if (!choice.edition || !DATA.editions.length) return DATA.themes[at].count;
  return overEditions(at)[(AT.edition.get(choice.edition) ?? 0) - Math.max(0, DATA.editions.length - 8)] ?? 0;
}

/** Who leads work on a theme, in short, where few do. @param {number} at @returns {string} */
function leadersInShort(at) {
  const { led } = counts(choice.edition);
  const width = DATA.themes.length;
  const found = [];
  for (let square = at; square < led.length; square += width) if (led[square]) found.push(shortName((square - at) / width));
  const words = found.length <= FEW_LEADERS ? listing(found.sort(inOrder)) : "";
  return words.length <= MOST_LEADERS ? words : "";
}

/** @param {number} at @param {number} who @param {number} most */
function themeItem(at, who, most) {
  const theme = DATA.themes[at];
  const series = overEditions(at);
  const initiatives = count("count.initiatives", worksOn(at));
  const said = DATA.editions.length > 1
    ? listing(series.map((each, place) => `${editionName(DATA.editions[place + Math.max(0, DATA.editions.length - 8)].id)}${translate("timeline.colon")}${numberText(each)}`)) : "";
  const bars = DATA.editions.length > 1 ? [themeBars(series, most)] : [];
  const chosen = choice.theme === theme.id;
  const leaders = DATA.editions.length > 1 ? "" : leadersInShort(at);
  const made = button(`themes:${theme.id}`, () => chooseWithin(chosen ? {} : { theme: theme.id }), { class: "tile-theme", "aria-pressed": String(chosen) },
    ...bars, element("span", { class: "words" }, element("span", {}, element("b", {}, numberText(who)), " ", text(theme.labels)), " ", element("small", {}, leaders ? translate("themes.led", { initiatives, names: leaders }) : initiatives)),
    ...(said ? [element("span", { class: "aside" }, ` ${said}`)] : []));
  return element("li", {}, made);
}

/** @param {number[]} series @param {number} most */
function themeBars(series, most) {
  const last = choice.edition ? (AT.edition.get(choice.edition) ?? 0) - Math.max(0, DATA.editions.length - 8) : -1;
  const wide = Math.min(16, Math.floor(56 / series.length) - 3);
  return drawn("svg", { class: "bars", viewBox: `0 0 ${series.length * (wide + 3)} 40`, width: series.length * (wide + 3), height: 40, preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" }, ...series.map((each, at) => {
    const height = each ? Math.max(3, Math.round((each / most) * 38)) : 1;
    return drawn("rect", { x: at * (wide + 3), y: 40 - height, width: wide, height, class: at === last ? "now" : "then" });
  }));
}

// The graph, and what the reader chose of it.

/**
 * @typedef {{jurisdiction?: string, theme?: string, initiative?: string, partnership?: string}} Choice
 *   nothing; a jurisdiction, a theme or both; an initiative; or a partnership
 */

/** @param {any[]} rows @returns {Map<string, any>} */
const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

const NODES = {
  jurisdiction: byId(DATA.jurisdictions),
  theme: byId(DATA.themes),
  initiative: byId(DATA.initiatives),
  partnership: byId(DATA.partnerships),
};
const WHOLES = DATA.initiatives.filter((row) => row.whole === row.id);
/** @type {Map<string, any[]>} the initiatives that belong to each whole, itself first */
const MADE_OF = new Map(WHOLES.map((row) => [row.id, [row]]));
for (const row of DATA.initiatives) if (row.whole !== row.id) MADE_OF.get(row.whole)?.push(row);
const SHOWN_OPPORTUNITIES = 5;

/** @type {Choice} */
let choice = {};
/** Whether all opportunities are listed, or the best ones. */
let everyOpportunity = false;

/** Whether anything is chosen. */
function isChosen() {
  return Object.keys(choice).length > 0;
}

/** The name of a jurisdiction, theme, initiative in the reader's language. @param {keyof NODES} kind @param {string | undefined} id */
function nameOf(kind, id) {
  const node = NODES[kind].get(id ?? "");
  if (!node) return id ?? "";
  if (kind === "partnership") return listing(node.members.map((member) => nameOf("jurisdiction", member.jurisdiction)));
  return pick(textsOf(kind, node))[0];
}

/** @param {keyof NODES} kind @param {any} node @returns {Texts} */
function textsOf(kind, node) {
  return kind === "theme" ? node.labels : kind === "initiative" ? node.titles : node.names;
}

/** What is chosen, in words. */
function choiceName() {
  if (choice.jurisdiction && choice.theme) {
    return say("choice.cell", { jurisdiction: nameOf("jurisdiction", choice.jurisdiction), theme: nameOf("theme", choice.theme) });
  }
  const [kind, id] = Object.entries(choice)[0] ?? ["", ""];
  return nameOf(/** @type {keyof NODES} */ (kind), id);
}

/** Who takes part in an initiative, its lead first. @param {any} row @returns {string[]} */
function takingPart(row) {
  return [row.lead, ...row.partners].filter((id) => id);
}

/** Whether a whole or an item of it is of this jurisdiction and on this theme. @param {any} whole @param {Choice} by */
function concerns(whole, by) {
  return MADE_OF.get(whole.id).some(
    (row) => (!by.jurisdiction || takingPart(row).includes(by.jurisdiction)) && (!by.theme || row.reach.includes(by.theme)),
  );
}

/** The initiatives that the choice is about; a component stands in its whole. */
function chosenInitiatives() {
  if (choice.initiative) return WHOLES.filter((row) => row.id === NODES.initiative.get(choice.initiative).whole);
  if (choice.partnership) {
    const about = NODES.partnership.get(choice.partnership).initiative;
    return WHOLES.filter((row) => row.id === NODES.initiative.get(about)?.whole);
  }
  return WHOLES.filter((row) => concerns(row, choice));
}

/** The partnerships that the choice is about. */
function chosenPartnerships() {
  if (choice.partnership) return [NODES.partnership.get(choice.partnership)];
  if (!isChosen()) return DATA.partnerships;
  const about = new Set(chosenInitiatives().flatMap((row) => MADE_OF.get(row.id).map((each) => each.id)));
  return DATA.partnerships.filter((row) =>
    row.initiative
      ? about.has(row.initiative) && (!choice.jurisdiction || isMember(row, choice.jurisdiction))
      : !choice.initiative && (!choice.jurisdiction || isMember(row, choice.jurisdiction)) &&
        (!choice.theme || (row.themes ?? []).includes(choice.theme)),
  );
}

/** @param {any} partnership @param {string} id */
function isMember(partnership, id) {
  return partnership.members.some((member) => member.jurisdiction === id);
}

/** The opportunities that the choice is about, best first; of two that say the same both ways, the chosen one's own. */
function chosenOpportunities() {
  const about = DATA.opportunities.filter(isAboutChoice);
  const own = (row) => (row.for === choice.jurisdiction ? 0 : 1);
  const seen = new Set();
  return [...about].sort((a, b) => own(a) - own(b)).filter((row) => {
    const pair = JSON.stringify([[row.for, row.with].sort(), row.kind === "pair" ? "pair" : [row.kind, row.for], row.theme]);
    return !seen.has(pair) && seen.add(pair);
  });
}

/** @param {any} row an opportunity */
function isAboutChoice(row) {
  if (choice.initiative) return (row.initiatives ?? []).includes(choice.initiative);
  if (choice.partnership) {
    const partnership = NODES.partnership.get(choice.partnership);
    return partnership.initiative !== undefined && (row.initiatives ?? []).includes(partnership.initiative);
  }
  return (!choice.jurisdiction || row.for === choice.jurisdiction || row.with === choice.jurisdiction) &&
    (!choice.theme || row.theme === choice.theme);
}

/** The opportunities that the page lists now. */
function listedOpportunities() {
  const all = chosenOpportunities();
  return everyOpportunity ? all : all.slice(0, SHOWN_OPPORTUNITIES);
}

/** Order by name as the reader's language has it. @param {string} a @param {string} b */
function inOrder(a, b) {
  return new Intl.Collator(LOCALES[language]).compare(a, b);
}

/** The newest edition, if any. */
function newestEdition() {
  const key = (row) => `${row.published ?? ""} ${row.id}`;
  return [...DATA.editions].sort((a, b) => (key(a) < key(b) ? 1 : -1))[0];
}

// The choice and the language stand in the address, so that Back works and a link can be passed on.

/** @param {Choice} next @param {string} [speech] */
function addressOf(next, speech = language) {
  const fields = new URLSearchParams(Object.entries(next));
  if (speech !== DATA.language) fields.set("lang", speech);
  return fields.toString();
}

/** Choose something, and perhaps another language; the page follows. @param {Choice} next @param {string} [speech] */
function choose(next, speech) {
  location.hash = addressOf(next, speech);
  follow();
}

/**
 * What the address says: a choice, a language, and whether it names anything that is not here.
 * @param {string} hash
 * @returns {{next: Choice, speech: "en" | "fr", unknown: boolean}}
 */
function readAddress(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  /** @type {Choice} */
  const next = {};
  let unknown = false;
  for (const kind of /** @type {(keyof NODES)[]} */ (Object.keys(NODES))) {
    const id = fields.get(kind);
    if (id === null) continue;
    if (NODES[kind].has(id)) next[kind] = id;
    else unknown = true;
  }
  const speech = LANGUAGES.includes(fields.get("lang")) ? fields.get("lang") : DATA.language;
  return { next: onlyOne(next), speech: /** @type {"en" | "fr"} */ (speech), unknown };
}

/** A partnership or an initiative is chosen alone. @param {Choice} next @returns {Choice} */
function onlyOne(next) {
  if (next.partnership) return { partnership: next.partnership };
  if (next.initiative) return { initiative: next.initiative };
  return next;
}

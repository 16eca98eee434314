// Opportunities, initiatives and needs, as the choice has them.

const MOST_ROWS = 100;
const ROWS_A_STEP = 500;
const MOST_NEEDS = 30;
let rowsShown = MOST_ROWS;
let needsShown = MOST_NEEDS;

/** The conversations to have: three as cards, the rest on demand. */
function drawOpportunities() {
  const all = chosenOpportunities().length;
  const rows = listedOpportunities();
  part("opportunities-part").classList.toggle("every", everyOpportunity);
  const shown = Math.min(rows.length, all);
  part("opportunities-title").replaceChildren(
    everyOpportunity || !shown ? translate("opportunities.title") : count("talks.title", shown),
    ...(all > shown ? [" ", element("small", {}, translate("talks.of", { n: numberText(all) }))] : []));
  part("opportunities").replaceChildren(...(rows.length ? rows.map(opportunityItem) : [element("li", {}, translate("opportunities.none"))]));
  part("more-opportunities").hidden = all <= SHOWN_OPPORTUNITIES;
  if (everyOpportunity && all > rows.length) part("opportunities").append(element("li", { class: "note" }, count("list.left", all - rows.length)));
  part("more-opportunities").textContent = everyOpportunity ? translate("opportunities.fewer") : count("talks.more", Math.max(0, Math.min(all, 200)));
}

const SENTENCE_LENGTH = 40; // characters from which a quote is more than a title

/** @param {Opportunity} row @param {number} at */
function opportunityItem(row, at) {
  const where = `opportunity:${at}`;
  const others = (row.members ?? [row.with]).filter((id) => id !== row.for);
  const who = element("h3", { class: "who" }, ...partiesOf(where, row.for, others, row.marks));
  const kind = element("p", { class: "kind" }, translate(`opportunity.${row.kind}`));
  if (row.theme && NODES.theme.has(row.theme)) kind.append(" · ", chooser(where, "theme", row.theme));
  const asks = row.questions ? [element("p", {}, element("b", {}, translate("talks.ask")), " ", text(row.questions))] : [];
  const against = row.cautions && pick(row.cautions)[0] ? [element("p", {}, element("b", {}, translate("talks.against")), " ", text(row.cautions))] : [];
  const proof = evidenceBlock(row.evidence, where, false, [...asks, ...against], "talks.behind");
  proof.append(element("p", { class: "act" }, compareLink(where, row)));
  return element("li", { class: "opportunity" },
    element("div", { class: "parties" }, kind, who),
    element("div", { class: "reason" }, element("p", {}, text(row.sentences), ...earlierWords(row))),
    element("div", { class: "words" }, ...sourceWords(row.evidence, Object.values(row.marks ?? {}))),
    element("div", { class: "turns" }, proof, suggestionReply(row, where)));
}

/** What is not of the chosen edition, in words: what was reported before may have ended. @param {Opportunity} row @returns {(Node | string)[]} */
function earlierWords(row) {
  const old = notReported(row);
  const asked = needOf(row)?.edition;
  const names = listing(old.map(([title, edition]) => translate("talks.title.edition", { title, edition: editionName(edition) })));
  return [
    ...(choice.edition && asked && asked !== choice.edition ? [" ", element("small", { class: "earlier" }, translate("talks.asked", { edition: editionName(asked) }))] : []),
    ...(old.length ? [" ", element("small", { class: "earlier" }, count("talks.earlier", old.length, { names }))] : []),
  ];
}

const MOST_NAMED = 56; // characters of names that a heading has room for; abbreviations stand for longer ones

/** Who should talk to whom. @param {string} where @param {string} one @param {string[]} others @param {Record<string, Mark>} [marks] */
function partiesOf(where, one, others, marks) {
  const long = [one, ...others].map((id) => nameOf("jurisdiction", id)).join(" ").length > MOST_NAMED;
  /** @param {string} id */
  const name = (id) => {
    const link = chooser(where, "jurisdiction", id);
    const { abbreviations, names, level } = NODES.jurisdiction.get(id) ?? {};
    if (!long || level !== "federal" || !abbreviations || !Object.keys(abbreviations).length || !(link instanceof HTMLAnchorElement)) return withMark(link, sideMark(marks, id));
    link.replaceChildren(element("abbr", { title: pick(names)[0] }, text(abbreviations)));
    return withMark(link, sideMark(marks, id));
  };
  const shown = others.slice(0, 5).map(name);
  return [name(one), " ↔ ", ...listed(others.length > 5 ? [...shown, element("span", {}, count("list.others", others.length - 5))] : shown)];
}

/** The sentence of the source that says most, with its place, and what no source states. @param {number[]} places @param {Mark[]} marks  of what rests on more than this sentence */
function sourceWords(places, marks) {
  const pieces = (places ?? []).slice(0, 12).map(evidenceAt).filter((piece) => piece.quote);
  const [best] = pieces.sort((a, b) => Number(b.stated) - Number(a.stated) || fitness(b) - fitness(a));
  if (!best) return [];
  const source = DATA.sources[best.source];
  const code = source?.language ?? language;
  const place = [source?.name ?? "", ...(best.page === undefined ? [] : [translate("evidence.page", { page: best.page })])].filter(Boolean).join(", ");
  return [
    element("blockquote", { lang: code === language ? null : code, class: "data" }, `${translate("quote.open")}${best.quote}${translate("quote.close")}`),
    element("p", { class: "note place" }, element("bdi", {}, place), " · ", basisOf(best, marks)),
    ...meaningOf(marks).map((words) => element("p", { class: "note place" }, words)),
  ];
}

/** Whether the source states what is quoted: and only what of it, where something else is not stated. @param {Evidence} piece @param {Mark[]} marks */
function basisOf({ stated, supports }, marks) {
  if (!stated) return translate("evidence.inferred");
  if (!marks.length) return translate("evidence.stated");
  const facts = supportedFacts(supports);
  return facts.length ? translate("talks.stated", { facts: listing(facts) }) : translate("talks.quoted");
}

/**
 * How well a quote serves to be read: a sentence in the language of the page before others, the longer the better, up to
 * what fits a card.
 * @param {Evidence} piece
 */
function fitness({ source, quote = "" }) {
  const isOwn = DATA.sources[source]?.language === language && quote.length >= SENTENCE_LENGTH;
  return (isOwn ? 1000 : 0) + (quote.length > 320 ? 320 - quote.length / 100 : quote.length);
}

/** The initiatives that the choice is about, as a table. */
function drawInitiatives() {
  const all = chosenPlaces();
  const rows = all.slice(0, rowsShown).map((at) => INITIATIVES[at]);
  const names = ["initiative", "lead", "partners", "themes", "dates", "status"];
  const head = element("tr", { role: "row" }, ...names.map((name) => element("th", { scope: "col", role: "columnheader" }, translate(`column.${name}`))));
  const body = rows.length ? rows.map(initiativeRow) : [element("tr", { role: "row" }, element("td", { role: "cell", colspan: names.length }, translate("initiatives.none")))];
  part("initiatives").setAttribute("role", "table"); // said, since a small screen shows rows as blocks
  part("initiatives").replaceChildren(element("caption", { class: "aside" }, translate("initiatives.caption")), element("thead", { role: "rowgroup" }, head), element("tbody", { role: "rowgroup" }, ...body));
  const parts = partsIn(all);
  part("initiatives-parts").textContent = parts ? count("initiatives.parts", parts) : "";
  part("initiatives-marks").replaceChildren(...markNotes(rows));
  const left = all.length - rows.length;
  part("more-initiatives").hidden = left === 0 || rowsShown >= MOST_ROWS + 2 * ROWS_A_STEP;
  part("initiatives-left").hidden = left === 0 || !part("more-initiatives").hidden;
  part("initiatives-left").textContent = count("list.left", left);
  part("more-initiatives").textContent = count("initiatives.more", Math.min(left, ROWS_A_STEP));
}

/** @param {Initiative} row */
function initiativeRow(row) {
  const where = `list:${row.id}`;
  const themes = row.themes.filter((id) => NODES.theme.has(id));
  /** @type {[string, (Node | string)[]][]} */
  const cells = [
    ["lead", row.lead ? [marked(chooser(where, "jurisdiction", row.lead), row, "lead")] : []],
    ["partners", partnersOfInitiative(row, where)],
    ["themes", themes.flatMap((id, at) => [at ? ", " : "", chooser(where, "theme", id)])],
    ["dates", row.dates.flatMap((date, at) => [at ? ", " : "", markedDate(date, row)])],
    ["status", statusOf(row)],
  ];
  return element("tr", { role: "row" }, element("th", { scope: "row", role: "rowheader" }, marked(chooser("list", "initiative", row.id), row, "title")),
    ...cells.map(([name, cell]) => element("td", { role: "cell", "data-label": translate(`column.${name}`) }, ...cell.filter((each) => each !== ""))));
}

/** The needs that the choice is about; those of a chosen jurisdiction are its own. */
function chosenNeeds() {
  const sides = [choice.jurisdiction, choice.compare].filter((id) => id !== undefined);
  return DATA.needs.filter((row) => {
    const themes = row.themes ?? [];
    if (choice.initiative) return row.initiative === choice.initiative;
    if (choice.partnership) return false;
    if (choice.theme && !themes.includes(choice.theme)) return false;
    if (choice.edition && row.edition && row.edition !== choice.edition) return false;
    if (choice.level && row.by && NODES.jurisdiction.get(row.by)?.level !== choice.level) return false;
    return !sides.length || sides.includes(row.by ?? "");
  });
}

/** What is asked for, by whom, and who works on it. */
function drawNeeds() {
  const all = chosenNeeds();
  const rows = all.slice(0, needsShown);
  part("needs").replaceChildren(...(rows.length ? rows.map(needItem) : [element("li", {}, translate("needs.none"))]));
  part("needs-marks").replaceChildren(...meaningOf(rows.map((row) => row.mark)).map((words) => element("p", { class: "note" }, words)));
  part("more-needs").hidden = all.length <= needsShown || needsShown >= 1500;
  part("more-needs").textContent = count("needs.more", Math.max(0, Math.min(all.length - needsShown, ROWS_A_STEP)));
}

/** @param {Need} row @param {number} at */
function needItem(row, at) {
  const where = `need:${at}`;
  const asked = row.by ? sentence("needs.by", { name: [withMark(chooser(where, "jurisdiction", row.by), row.mark)] }) : [withMark(document.createTextNode(translate("needs.several")), row.mark)];
  const answers = whoWorksOn(row);
  const who = answers.length ? sentence("needs.who", { names: choosers(where, "jurisdiction", answers, 8) }) : [translate(row.themes?.length ? "needs.who.nobody" : "needs.who.unknown")];
  return element("li", { tabindex: -1, "data-need": row.id }, element("strong", {}, text(row.texts)), element("p", {}, ...asked), element("p", {}, ...who), evidenceBlock(row.evidence, where));
}

/** Who could answer a need: those that a suggestion names, then those who lead work on its themes, with most first; not who asks. @param {Need} row */
function whoWorksOn(row) {
  if (!ANSWERERS.size) for (const each of DATA.opportunities) if (each.need) ANSWERERS.set(each.need, [...(ANSWERERS.get(each.need) ?? []), ...sidesOf(each)]);
  const leads = rememberedLeads(row.themes ?? []).map((at) => DATA.jurisdictions[at].id);
  return unique([...(ANSWERERS.get(row.id) ?? []), ...leads]).filter((id) => id !== row.by);
}

/** @type {Map<string, string[]>} whom suggestions bring together over a need */
const ANSWERERS = new Map();

/** What a jurisdiction asks for, in the chosen edition. @param {string} id */
function needsOf(id) {
  return DATA.needs.filter((need) => need.by === id && (!choice.edition || !need.edition || need.edition === choice.edition));
}

/** @type {Map<string, number[]>} */
const LEADS = new Map();

/** Places of those who lead work on any of these themes, those with most first. @param {string[]} themes @returns {number[]} */
function rememberedLeads(themes) {
  const key = JSON.stringify(themes);
  const known = LEADS.get(key);
  if (known) return known;
  /** @type {Map<number, number>} */
  const weight = new Map();
  for (const theme of themes) {
    for (const at of BY_THEME[AT.theme.get(theme) ?? -1] ?? []) {
      const lead = DATA.initiatives.lead[DATA.initiatives.whole[at] ?? at];
      if (lead >= 0) weight.set(lead, (weight.get(lead) ?? 0) + 1);
    }
  }
  const found = [...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([at]) => at);
  LEADS.set(key, found);
  return found;
}

// What is behind the choice: an initiative, a partnership, a jurisdiction or a theme; two jurisdictions side by side.

const MOST_WORK = 60;
const WORK_AT_ONCE = 15; // as many as are seen without scrolling

/** A name that chooses what it names: a link within the page, so that it can be copied. @param {string} where @param {Kind} kind @param {string | null | undefined} id */
function chooser(where, kind, id) {
  if (!id || !NODES[kind].has(id)) return element("bdi", {}, id ?? "");
  const label = kind === "partnership" ? nameOf(kind, id) : text(textsOf(kind, id));
  const { edition, hide } = choice;
  const link = element("a", { href: `#${addressOf({ ...(edition ? { edition } : {}), ...(hide ? { hide } : {}), [kind]: id })}` }, label);
  link.dataset.focus = `${where}:${kind}:${id}`;
  return link;
}

/** Links to what has names; those beyond the first few are counted. @param {string} where @param {Kind} kind @param {string[]} ids @param {(id: string) => Mark | undefined} [markOf] */
function choosers(where, kind, ids, most = 12, markOf = () => undefined) {
  const links = ids.slice(0, most).map((id) => withMark(chooser(where, kind, id), markOf(id)));
  if (ids.length > most) return listed([...links, element("span", {}, count("list.others", ids.length - most))]);
  return listed(links);
}

/** @param {string[]} names */
function shortListing(names, most = 12) {
  return names.length > most ? listing([...names.slice(0, most), count("list.others", names.length - most)]) : listing(names);
}

/** Whether the details are folded to their heading, so that they cover less of a small screen. */
let foldedDetails = false;

/** Show the details beside the page, or across it where they are a table: a comparison, partners. */
function placeDetails() {
  const across = Boolean(choice.compare || choice.show);
  document.body.classList.toggle("has-panel", isFocused() && !across);
  part("details").classList.toggle("across", across);
  part("details-fold").textContent = translate(foldedDetails ? "details.unfold" : "details.fold");
  part("details-fold").setAttribute("aria-expanded", String(!foldedDetails));
  part("details").classList.toggle("folded", foldedDetails);
}

function listenToDetails() {
  part("details-fold").addEventListener("click", () => { foldedDetails = !foldedDetails; placeDetails(); });
  part("details-close").addEventListener("click", () => {
    const { edition, level, hide } = choice;
    choose({ ...(edition ? { edition } : {}), ...(level ? { level } : {}), ...(hide ? { hide } : {}) });
    part("content").focus({ preventScroll: true });
  });
}

function drawDetails() {
  part("details").hidden = !isFocused();
  placeDetails();
  if (!isFocused()) return part("detail").replaceChildren();
  part("details-title").replaceChildren(...(choice.show ? sentence("partners.title", { name: [text(textsOf("jurisdiction", choice.jurisdiction))] }) : choicePieces()));
  const initiative = NODES.initiative.get(choice.initiative ?? "");
  const partnership = NODES.partnership.get(choice.partnership ?? "");
  const content = initiative ? initiativeDetails(initiative)
    : partnership ? partnershipDetails(partnership)
    : choice.compare ? compareDetails(choice.jurisdiction ?? "", choice.compare)
    : [...actions(), ...stateDetails(), ...(choice.show ? partnersDetails() : workDetails())];
  part("detail").replaceChildren(...content.filter((each) => each !== null));
  if (!initiative) part("detail").append(...shownMarkNotes(part("detail")).map((words) => element("p", { class: "note" }, words)));
  return undefined;
}

/** Next steps for planners: see whom a jurisdiction should meet, or compare it with another. */
function actions() {
  const { jurisdiction } = choice;
  if (!jurisdiction) return [];
  const others = /** @type {HTMLSelectElement} */ (element("select", { id: "compare" }));
  fillLongList(others, translate("compare.none"), () => busiestOptions().filter(([id]) => id !== jurisdiction));
  others.dataset.focus = "compare";
  others.addEventListener("change", () => others.value && chooseWithin({ jurisdiction, compare: others.value }));
  const partners = choice.show
    ? button("partners", () => chooseWithin({ jurisdiction }), {}, translate("partners.back"))
    : button("partners", () => chooseWithin({ jurisdiction, show: "partners" }), {}, translate("partners.open", { name: nameOf("jurisdiction", jurisdiction) }));
  return [element("div", { class: "actions" }, partners, element("div", { class: "field" }, element("label", { for: "compare" }, translate("compare.label")), others))];
}

/** Jurisdictions to choose from in a list: the busiest where there are many, by name. @returns {[string, string][]} */
function busiestOptions() {
  return busiest().map((row) => [row.id, nameOf("jurisdiction", row.id)]);
}

/** The jurisdictions of a list: all, or the busiest where there are too many to choose from; in order of their names. */
function busiest(most = 200) {
  const { rows } = counts();
  const places = DATA.jurisdictions.map((_, at) => at);
  if (places.length > most) places.sort((a, b) => rows[b] - rows[a] || a - b);
  const named = places.slice(0, most).map((at) => ({ row: DATA.jurisdictions[at], name: nameOf("jurisdiction", DATA.jurisdictions[at].id) }));
  return named.sort((a, b) => inOrder(a.name, b.name)).map(({ row }) => row);
}

/** Whether the chosen jurisdiction reported; whose work on the chosen theme is not known. */
function stateDetails() {
  const chosen = NODES.jurisdiction.get(choice.jurisdiction ?? "");
  if (chosen) {
    const state = stateOf(chosen);
    const paragraphs = [state === "reported" ? null : element("p", {}, silentDetails(state))];
    if (choice.theme && state === "reported" && !chosenPlaces().length) paragraphs.push(element("p", {}, absenceText(chosen, state)));
    return paragraphs;
  }
  const missing = DATA.jurisdictions.filter((row) => stateOf(row) === "missing").map((row) => nameOf("jurisdiction", row.id));
  return [
    chosenPlaces().length ? null : element("p", {}, translate("details.nobody")),
    missing.length ? element("p", { class: "note" }, translate("details.missing.names", { names: shortListing(missing) })) : null,
  ];
}

/** Initiatives led, and taken part in; each with its evidence. */
function workDetails() {
  const rows = chosenInitiatives();
  const group = (/** @type {string} */ key, /** @type {Initiative[]} */ members) => members.length
    ? [element("h3", {}, translate(key)), worksAtOnce(members.slice(0, MOST_WORK)), members.length > MOST_WORK ? element("p", { class: "note" }, count("details.left", members.length - MOST_WORK)) : null] : [];
  if (!choice.jurisdiction) return group("details.initiatives", rows);
  return [...group("details.leads", rows.filter((row) => isLed(row, choice.jurisdiction))), ...group("details.takes_part", rows.filter((row) => !isLed(row, choice.jurisdiction))), ...askedDetails(choice.jurisdiction)];
}

/** Initiatives with their evidence: what the panel has room for at once, the rest when nobody waits. @param {Initiative[]} rows */
function worksAtOnce(rows) {
  const made = element("ul", {}, ...rows.slice(0, WORK_AT_ONCE).map(workItem));
  if (rows.length > WORK_AT_ONCE) whenIdle(() => made.isConnected && made.append(...rows.slice(WORK_AT_ONCE).map(workItem)));
  return made;
}

/** What a jurisdiction asks for, and who works on it. @param {string} id */
function askedDetails(id) {
  const needs = needsOf(id).filter((need) => !choice.theme || need.themes?.includes(choice.theme)).slice(0, 8);
  const items = needs.map((need, at) => {
    const answers = whoWorksOn(need);
    return element("li", {}, withMark(text(need.texts), need.mark), ...(answers.length ? [element("p", { class: "note" }, ...sentence("needs.who", { names: choosers(`asked:${at}`, "jurisdiction", answers, 5) }))] : []));
  });
  return items.length ? [element("h3", {}, translate("compare.asks")), element("ul", { class: "asked" }, ...items)] : [];
}

/** @param {Initiative} row @param {string | undefined} by */
function isLed(row, by) {
  return madeOf(row.at).some((at) => INITIATIVES[at].lead === by);
}

/** @param {Initiative} row */
function workItem(row) {
  const lead = row.lead && row.lead !== choice.jurisdiction ? [element("span", { class: "led" }, element("span", { class: "aside" }, " · "), marked(chooser("detail", "jurisdiction", row.lead), row, "lead"))] : [];
  return element("li", {}, markedFor(chooser("detail", "initiative", row.id), row, choice.jurisdiction), ...lead, evidenceBlock(row.evidence, `work:${row.id}`));
}

/** @param {Initiative} row */
function initiativeDetails(row) {
  const items = ITEMS.get(row.at) ?? [];
  /** @type {[string, (Node | string)[]][]} */
  const facts = [
    ["details.lead", row.lead ? [marked(chooser("detail", "jurisdiction", row.lead), row, "lead")] : []],
    ["details.partners", partnersOfInitiative(row, "detail")],
    ["details.themes", listed(row.themes.map((id) => chooser("detail", "theme", id)))],
    ["details.dates", listed(row.dates.map((date) => markedDate(date, row)))],
    ["details.status", statusOf(row)],
    ["details.editions", row.editions.length ? [listing(row.editions.map(editionName))] : []],
    ["details.parts", listed(items.map((at) => marked(chooser("detail", "initiative", INITIATIVES[at].id), INITIATIVES[at], "title")))],
    ["details.part_of", row.part_of ? [markedTitle("detail", row.part_of)] : []],
  ];
  const summary = Object.keys(row.summaries).length ? element("p", {}, text(row.summaries)) : null;
  return [summary, factList(facts), ...markNotes([row]), factReply(row), evidenceBlock(row.evidence, `detail:${row.id}`, true)];
}

/** The status in words, with a mark where no source states it. @param {Initiative} row */
function statusOf(row) {
  return row.status ? [marked(document.createTextNode(translate(`status.${row.status}`)), row, "status")] : [];
}

/** A date in words, with a mark where no source states it. @param {Milestone} date @param {Initiative} row */
function markedDate(date, row) {
  return marked(milestone(date), row, `date:${date.kind}:${date.edtf}`);
}

/** Partners, and named parties that are not governments. @param {Initiative} row @param {string} where */
function partnersOfInitiative(row, where) {
  return listed([...row.partners.map((id) => marked(chooser(where, "jurisdiction", id), row, String(AT.jurisdiction.get(id)))), ...row.external_partners.map((name) => marked(element("bdi", {}, name), row, `external_partner:${name}`))]);
}

/** A link to an initiative, marked where no source states its title. @param {string} where @param {string} id */
function markedTitle(where, id) {
  return withMark(chooser(where, "initiative", id), NODES.initiative.get(id)?.marks.title);
}

/** Links to the members of a partnership, marked where no source states that they take part; those beyond the first few are counted. @param {Partnership} row @param {string} where */
function membersOf(row, where, most = 12) {
  const links = row.membersAt.slice(0, most).map((at) => withMark(chooser(where, "jurisdiction", DATA.jurisdictions[at].id), memberMark(row, at)));
  return row.membersAt.length > most ? [...links, element("span", {}, count("list.others", row.membersAt.length - most))] : links;
}

/** @param {Partnership} row */
function partnershipDetails(row) {
  return [factList([
    ["details.partners", listed(membersOf(row, "detail"))],
    ["details.about", row.initiative ? [markedTitle("detail", row.initiative)] : []],
    ["details.themes", listed(row.themes.map((id) => chooser("detail", "theme", id)))],
    ["details.since", row.since ? [dateText(row.since)] : []],
    ["details.until", row.until ? [dateText(row.until)] : []],
  ]), evidenceBlock(row.evidence, `detail:${row.id}`, true)];
}

/** @param {[string, (Node | string)[]][]} facts  facts without values are omitted */
function factList(facts) {
  return element("dl", {}, ...facts.filter(([, value]) => value.length)
    .flatMap(([key, value]) => [element("dt", {}, translate(key)), element("dd", {}, ...value)]));
}

/** @param {Milestone} date */
function milestone(date) {
  return element("span", {}, `${dateKind(date)} ${dateText(date.edtf)}`);
}

/** Whom the chosen jurisdiction should meet, as a table for who plans. */
function partnersDetails() {
  const rows = listedOpportunities();
  if (!rows.length) return [element("p", {}, translate("opportunities.none"))];
  const names = ["partners.with", "partners.kind", "partners.theme", "partners.why"];
  const body = rows.map((row, at) => {
    const others = sidesOf(row).filter((id) => id !== choice.jurisdiction);
    const theme = row.theme ? chooser(`partner:${at}`, "theme", row.theme) : "";
    const why = element("td", {}, withMark(text(row.sentences), sideMark(row.marks, choice.jurisdiction)), ...earlierWords(row), element("p", { class: "act" }, compareLink(`partner:${at}`, row)), evidenceBlock(row.evidence, `partner:${at}`), suggestionReply(row, `partner:${at}`));
    return element("tr", {}, element("th", { scope: "row" }, element("div", {}, ...choosers(`partner:${at}`, "jurisdiction", others, 12, (id) => sideMark(row.marks, id)))),
      element("td", {}, translate(`opportunity.${row.kind}`)), element("td", {}, theme), why);
  });
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, translate(name))));
  const table = element("table", { class: "initiatives reasons" }, element("caption", { class: "aside" }, translate("partners.caption")), element("thead", {}, head), element("tbody", {}, ...body));
  return [element("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": translate("partners.caption") }, table)];
}

/** A link that compares the two sides of an opportunity. @param {string} where @param {Opportunity} row */
function compareLink(where, row) {
  const link = element("a", { href: `#${addressOf({ jurisdiction: row.for, compare: row.with, ...(choice.edition ? { edition: choice.edition } : {}) })}` }, translate("compare.open"));
  link.dataset.focus = `${where}:compare:${row.for}:${row.with}`;
  return link;
}

/** The content of a cell; a dash means that nothing is known. @param {(Node | string)[]} held */
function orNone(held) {
  return held.length ? held : ["–"];
}

/** Two jurisdictions side by side. @param {string} one @param {string} other */
function compareDetails(one, other) {
  const sides = [one, other];
  // A jurisdiction that did not report may work on anything.
  const bothReported = sides.every((id) => stateOf(DATA.jurisdictions[AT.jurisdiction.get(id) ?? 0]) === "reported");
  const places = sides.map((id) => chosenPlaces({ jurisdiction: id, ...(choice.theme ? { theme: choice.theme } : {}), ...(choice.edition ? { edition: choice.edition } : {}) }));
  const themes = places.map((each) => unique(each.flatMap(madeOf).flatMap((at) => INITIATIVES[at].themes)));
  const common = themes[0].filter((id) => themes[1].includes(id));
  const head = element("tr", {}, element("td"), ...sides.map((id) => element("th", { scope: "col" }, chooser("compare", "jurisdiction", id))));
  /** @param {string} key @param {(id: string, at: number) => (Node | string)[]} cell */
  const row = (key, cell) => element("tr", {}, element("th", { scope: "row" }, translate(key)), ...sides.map((id, at) => element("td", {}, ...orNone(cell(id, at)))));
  const table = element("table", { class: "initiatives compare" },
    element("caption", { class: "aside" }, translate("compare.caption")), element("thead", {}, head),
    element("tbody", {},
      ...(isRecorded() ? [row("compare.report", (id) => { const known = NODES.jurisdiction.get(id); return known ? [translate(`compare.${stateOf(known)}`)] : []; })] : []),
      row("details.leads", (id, at) => workList(places[at].filter((place) => isLed(INITIATIVES[place], id)), id)),
      row("details.takes_part", (id, at) => workList(places[at].filter((place) => !isLed(INITIATIVES[place], id)), id)),
      element("tr", {}, element("th", { scope: "row" }, translate("compare.both")), element("td", { colspan: 2 }, ...(common.length ? choosers("common", "theme", common, 20) : [translate("compare.nothing")]))),
      row(bothReported ? "compare.only" : "compare.rest", (id, at) => choosers(`only:${id}`, "theme", themes[at].filter((theme) => !common.includes(theme)), 20)),
      row("compare.partners", (id) => choosers(`with:${id}`, "jurisdiction", partnersOf(id), 12, (other) => pairMark(id, other))),
      row("compare.asks", (id) => needsOf(id).slice(0, 5).map((need) => element("p", {}, withMark(text(need.texts), need.mark)))),
    ));
  return [...actions(), element("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": translate("compare.caption") }, table)];
}

/** @param {number[]} places @param {string} who */
function workList(places, who) {
  if (!places.length) return [];
  const items = places.slice(0, 20).map((at) => element("li", {}, markedFor(chooser(`compare:${who}`, "initiative", INITIATIVES[at].id), INITIATIVES[at], who)));
  return [element("ul", {}, ...items), ...(places.length > 20 ? [element("p", { class: "note" }, count("details.left", places.length - 20))] : [])];
}

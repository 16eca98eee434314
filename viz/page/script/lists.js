// The parts around the matrix and the network: heading, details, opportunities, initiatives, needs, foot.

const MOST_ROWS = 200;
let everyRow = false;

/** A name that chooses what it names: a link within the page, so that it can be copied. @param {string} where @param {keyof NODES} kind @param {string} id */
function chooser(where, kind, id) {
  const node = NODES[kind].get(id);
  if (!node) return element("bdi", {}, id);
  const label = kind === "partnership" ? nameOf(kind, id) : text(textsOf(kind, node));
  const link = element("a", { href: `#${addressOf({ [kind]: id })}` }, label);
  link.dataset.focus = `${where}:${kind}:${id}`;
  return link;
}

/** The texts of the template, the heading and the foot, in the reader's language. */
function drawFrame() {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.getAttribute("data-say"));
  for (const each of document.querySelectorAll("[data-name]")) each.setAttribute("aria-label", say(each.getAttribute("data-name")));
  for (const each of document.querySelectorAll("[data-placeholder]")) each.setAttribute("placeholder", say(each.getAttribute("data-placeholder")));
  part("language").lang = LANGUAGES.find((code) => code !== language);
  const edition = newestEdition();
  const title = DATA.title ?? (edition ? say("page.title.edition", { edition: editionName(edition.id) }) : say("page.title"));
  part("heading").textContent = document.title = title;
  part("audience").textContent = say(`audience.${DATA.audience}`);
  drawAbout(edition);
  drawFooter();
}

/** @param {any} edition */
function drawAbout(edition) {
  const about = part("about");
  if (!edition) return void (about.textContent = say("about.empty"));
  const here = DATA.jurisdictions.filter((row) => row.state === "reported").length;
  const missing = edition.missing ?? [];
  const parts = [count("about.here", here)];
  if (edition.received !== undefined) parts.unshift(count("about.received", edition.received));
  if (missing.length) parts.push(count("about.missing", missing.length, { names: listing(missing.map((id) => nameOf("jurisdiction", id))) }));
  about.textContent = say("about.sentence", { edition: editionName(edition.id), parts: parts.join(say("about.separator")) });
}

function drawFooter() {
  const lines = [
    say("footer.made", { version: DATA.version }),
    DATA.sources.length ? say("footer.sources", { names: listing(DATA.sources.map((row) => row.name)) }) : null,
    DATA.unplaced ? count("footer.unplaced", DATA.unplaced) : null,
    say(`audience.${DATA.audience}`),
    say("footer.offline"),
    say("footer.network", { vis: DATA.vis }),
  ];
  const edition = newestEdition();
  const evidence = edition?.evidence.length ? [element("h3", {}, say("about.evidence")), evidenceBlock(edition.evidence, "edition")] : [];
  part("footer").replaceChildren(...lines.filter(Boolean).map((line) => element("p", {}, line)), ...evidence);
}

/** What is shown, for those who see it and those who hear it. @param {boolean} unknown */
function drawStatus(unknown) {
  const initiatives = count("count.initiatives", chosenInitiatives().length);
  const opportunities = count("count.opportunities", chosenOpportunities().length);
  const said = isChosen()
    ? say("status.chosen", { name: choiceName(), initiatives, opportunities })
    : unknown ? say("status.unknown")
    : `${say("about.numbers", { initiatives, partnerships: count("count.partnerships", DATA.partnerships.length), opportunities })} ${say("details.hint")}`;
  if (part("status").textContent !== said) part("status").textContent = said;
  part("to-details").hidden = !isChosen();
  part("reset").toggleAttribute("disabled", !isChosen() && !unknown);
  part("network-title").textContent = isChosen() ? say("network.title.chosen", { name: choiceName() }) : say("network.title");
  part("initiatives-title").textContent = isChosen() ? say("initiatives.title.chosen", { name: choiceName() }) : say("initiatives.title");
  document.body.classList.toggle("is-chosen", isChosen());
}

/** What is behind the choice. */
function drawDetails() {
  part("details").hidden = !isChosen();
  if (!isChosen()) return part("detail").replaceChildren();
  part("details-title").textContent = choiceName();
  const content = choice.initiative ? initiativeDetails(NODES.initiative.get(choice.initiative))
    : choice.partnership ? partnershipDetails(NODES.partnership.get(choice.partnership))
    : [...stateDetails(), ...workDetails()];
  part("detail").replaceChildren(...content.filter((each) => each !== null));
}

/** Whether the chosen jurisdiction reported; whose work on the chosen theme is not known. */
function stateDetails() {
  if (choice.jurisdiction) {
    const state = NODES.jurisdiction.get(choice.jurisdiction).state;
    const said = [state === "reported" ? null : element("p", {}, say(`details.${state}`))];
    if (choice.theme && state === "reported" && !chosenInitiatives().length) said.push(element("p", {}, say("matrix.nothing")));
    return said;
  }
  const missing = DATA.jurisdictions.filter((row) => row.state === "missing").map((row) => nameOf("jurisdiction", row.id));
  return [
    chosenInitiatives().length ? null : element("p", {}, say("details.nobody")),
    missing.length ? element("p", { class: "note" }, say("details.missing.names", { names: listing(missing) })) : null,
  ];
}

/** Initiatives led, and taken part in; each with its evidence. */
function workDetails() {
  const rows = chosenInitiatives();
  const isLed = (row) => !choice.jurisdiction || MADE_OF.get(row.id).some((each) => each.lead === choice.jurisdiction);
  const group = (key, members) => members.length ? [element("h3", {}, say(key)), element("ul", {}, ...members.map(workItem))] : [];
  return [
    ...group(choice.jurisdiction ? "details.leads" : "details.initiatives", rows.filter(isLed)),
    ...group("details.takes_part", rows.filter((row) => !isLed(row))),
  ];
}

/** @param {any} row an initiative */
function workItem(row) {
  const lead = row.lead && row.lead !== choice.jurisdiction ? ["(", chooser("detail", "jurisdiction", row.lead), ")"] : [];
  return element("li", {}, chooser("detail", "initiative", row.id), " ", ...lead, evidenceBlock(row.evidence, `work:${row.id}`));
}

/** @param {any} row */
function initiativeDetails(row) {
  const parts = row.whole === row.id ? MADE_OF.get(row.id).slice(1) : [];
  const facts = [
    ["details.lead", row.lead ? [chooser("detail", "jurisdiction", row.lead)] : []],
    ["details.partners", listed([...row.partners.map((id) => chooser("detail", "jurisdiction", id)), ...(row.external_partners ?? []).map((name) => element("bdi", {}, name))])],
    ["details.themes", listed((row.themes ?? []).map((id) => chooser("detail", "theme", id)))],
    ["details.dates", listed((row.dates ?? []).map(milestone))],
    ["details.status", row.status ? [say(`status.${row.status}`)] : []],
    ["details.parts", listed(parts.map((each) => chooser("detail", "initiative", each.id)))],
    ["details.part_of", row.part_of ? [chooser("detail", "initiative", row.part_of)] : []],
  ];
  return [row.summaries && Object.keys(row.summaries).length ? element("p", {}, text(row.summaries)) : null, factList(facts), evidenceBlock(row.evidence, `detail:${row.id}`, true)];
}

/** @param {any} row */
function partnershipDetails(row) {
  const facts = [
    ["details.partners", listed(row.members.map((member) => chooser("detail", "jurisdiction", member.jurisdiction)))],
    ["details.about", row.initiative ? [chooser("detail", "initiative", row.initiative)] : []],
    ["details.themes", listed((row.themes ?? []).map((id) => chooser("detail", "theme", id)))],
    ["details.since", row.since ? [dateText(row.since)] : []],
    ["details.until", row.until ? [dateText(row.until)] : []],
  ];
  return [factList(facts), evidenceBlock(row.evidence, `detail:${row.id}`, true)];
}

/** @param {[string, (Node | string)[]][]} facts  those with nothing to say are left out */
function factList(facts) {
  return element("dl", {}, ...facts.filter(([, value]) => value.length)
    .flatMap(([key, value]) => [element("dt", {}, say(key)), element("dd", {}, ...value)]));
}

/** @param {any} date */
function milestone(date) {
  return element("span", {}, `${say(`date.kind.${date.kind}`)} `, element("span", {}, dateText(date.edtf)));
}

/** The opportunities as sentences. */
function drawOpportunities() {
  const all = chosenOpportunities().length;
  const rows = listedOpportunities();
  part("opportunities").replaceChildren(...(rows.length ? rows.map(opportunityItem) : [element("li", {}, say("opportunities.none"))]));
  part("more-opportunities").hidden = all <= SHOWN_OPPORTUNITIES;
  part("more-opportunities").textContent = everyOpportunity ? say("opportunities.fewer") : count("opportunities.more", Math.max(0, all - SHOWN_OPPORTUNITIES));
}

/** @param {any} row @param {number} at */
function opportunityItem(row, at) {
  const who = element("p", { class: "who" }, chooser(`opportunity:${at}`, "jurisdiction", row.for), " ↔ ", chooser(`opportunity:${at}`, "jurisdiction", row.with));
  if (row.theme && NODES.theme.has(row.theme)) who.append(" · ", chooser(`opportunity:${at}`, "theme", row.theme));
  const kind = element("span", { class: "kind" }, say(`opportunity.${row.kind}`));
  return element("li", { class: "opportunity" }, kind, " ", text(row.sentences), who, evidenceBlock(row.evidence, `opportunity:${at}`));
}

/** The initiatives that the choice is about, as a table. */
function drawInitiatives() {
  const all = chosenInitiatives();
  const place = (row) => ROW_PLACES.get(row.lead) ?? Infinity;
  const rows = [...all].sort((a, b) => place(a) - place(b)).slice(0, everyRow ? undefined : MOST_ROWS);
  const names = ["initiative", "lead", "partners", "themes", "dates", "status"];
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, say(`column.${name}`))));
  const body = rows.length ? rows.map(initiativeRow) : [element("tr", {}, element("td", { colspan: names.length }, say("initiatives.none")))];
  part("initiatives").replaceChildren(element("caption", { class: "aside" }, say("initiatives.caption")), element("thead", {}, head), element("tbody", {}, ...body));
  part("more-initiatives").hidden = rows.length === all.length;
  part("more-initiatives").textContent = count("initiatives.more", all.length - rows.length);
}

/** @param {any} row */
function initiativeRow(row) {
  const cells = [
    row.lead ? [chooser(`list:${row.id}`, "jurisdiction", row.lead)] : [],
    listed([...row.partners.map((id) => chooser(`list:${row.id}`, "jurisdiction", id)), ...(row.external_partners ?? []).map((name) => element("bdi", {}, name))]),
    (row.themes ?? []).filter((id) => NODES.theme.has(id)).flatMap((id, at) => [at ? ", " : "", text(NODES.theme.get(id).labels)]),
    (row.dates ?? []).flatMap((date, at) => [at ? ", " : "", milestone(date)]),
    row.status ? [say(`status.${row.status}`)] : [],
  ];
  return element("tr", {}, element("th", { scope: "row" }, chooser("list", "initiative", row.id)), ...cells.map((cell) => element("td", {}, ...cell)));
}

/** What is asked for, by whom, and who works on it; for a jurisdiction, what it asks and what it works on. */
function drawNeeds() {
  const rows = DATA.needs.filter((row) => {
    const themes = row.themes ?? [];
    if (choice.theme && !themes.includes(choice.theme)) return false;
    if (!choice.jurisdiction || row.by === choice.jurisdiction) return true;
    return WHOLES.some((whole) => themes.some((theme) => concerns(whole, { jurisdiction: choice.jurisdiction, theme })));
  });
  part("needs").replaceChildren(...(rows.length ? rows.map(needItem) : [element("li", {}, say("needs.none"))]));
}

/** @param {any} row @param {number} at */
function needItem(row, at) {
  const asked = row.by ? sentence("needs.by", { name: [chooser(`need:${at}`, "jurisdiction", row.by)] }) : [say("needs.several")];
  const answers = unique((row.themes ?? []).flatMap((theme) => WHOLES.filter((whole) => concerns(whole, { theme })).map((whole) => whole.lead))).filter((id) => id !== row.by);
  const who = answers.length ? sentence("needs.who", { names: listed(answers.map((id) => chooser(`need:${at}`, "jurisdiction", id))) }) : [say("needs.who.nobody")];
  return element("li", {}, element("strong", {}, text(row.texts)), element("p", {}, ...asked), element("p", {}, ...who), evidenceBlock(row.evidence, `need:${at}`));
}

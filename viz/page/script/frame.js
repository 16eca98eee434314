// The frame of the page: heading, lists to choose from, what is shown, foot.

const MOST_SEGMENTS = 4; // editions with a button of their own; the others are in the list

/** The texts of the template, the heading and the foot, in the reader's language. */
function drawFrame() {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = translate(each.getAttribute("data-text") ?? "");
  for (const each of document.querySelectorAll("[data-name]")) each.setAttribute("aria-label", translate(each.getAttribute("data-name") ?? ""));
  for (const each of document.querySelectorAll("[data-placeholder]")) each.setAttribute("placeholder", translate(each.getAttribute("data-placeholder") ?? ""));
  part("language").lang = LANGUAGES.find((code) => code !== language) ?? language;
  part("audience").textContent = translate(`audience.${DATA.audience}`);
  document.documentElement.style.setProperty("--audience", JSON.stringify(translate(`audience.${DATA.audience}`))); // at the foot of each printed page
  drawFooter(newestEdition());
  drawLists();
  drawReply();
}

/** The heading and the sentence below it: of the chosen edition, else of the newest; it is named where the page opens with it. */
function drawHeading() {
  const shown = NODES.edition.get(choice.edition ?? "");
  const edition = shown ?? newestEdition();
  const title = DATA.title ?? (edition && (shown || DATA.opening) ? translate("page.title.edition", { edition: editionName(edition.id) }) : translate("page.title"));
  drawHeadline();
  document.title = isFocused() ? translate("page.title.choice", { name: choiceName(), title }) : title;
  const key = JSON.stringify([edition?.id, choice.edition, language]);
  if (part("about").dataset.about === key) return;
  part("about").dataset.about = key;
  part("brand").textContent = DATA.title ?? translate("page.title");
  drawEditions();
  const works = DATA.jurisdictions.filter((row) => row.state === "reported").length;
  part("about").hidden = !shown && DATA.editions.length > 1; // of all editions the heading says it
  part("about").textContent = edition ? aboutEdition(edition) : works ? count("about.plain", works) : translate("about.empty");
}

/** How many reported, whose content is here, who did not. @param {Edition} edition */
function aboutEdition(edition) {
  const here = reportedIn(edition);
  const missing = edition.missing ?? [];
  const earlier = choice.edition && choice.edition !== FIRST_EDITION ? 0 : DATA.editions.length - 1;
  const sent = (edition.submissions ?? []).some((each) => each.received);
  const isCounted = edition.received !== undefined && edition.received !== null;
  const parts = [
    isCounted ? count("about.received", edition.received ?? 0) : "",
    count(isCounted ? "about.here" : sent ? "about.reports" : "about.works", here),
    missing.length ? count("about.missing", missing.length, { names: listing(missing.map((id) => nameOf("jurisdiction", id))) }) : "",
    earlier ? count("about.earlier", earlier) : "",
  ];
  return translate("about.sentence", { edition: editionName(edition.id), parts: parts.filter(Boolean).join(translate("about.separator")) });
}

/** How many have something of theirs in an edition: a report, or an initiative that they lead. @param {Edition} edition */
function reportedIn(edition) {
  return reporters(AT.edition.get(edition.id) ?? 0).size;
}

/** The editions as a row of buttons, the last of which shows all; the newest ones where there are many. */
function drawEditions() {
  const shown = DATA.editions.length > 1 ? DATA.editions.slice(-MOST_SEGMENTS) : [];
  if (choice.edition && shown.length && !shown.some((row) => row.id === choice.edition)) shown[0] = NODES.edition.get(choice.edition) ?? shown[0];
  part("editions").hidden = !shown.length;
  /** @param {string | undefined} edition @param {string} name */
  const segment = (edition, name) => {
    const act = () => {
      const { edition: _, ...rest } = choice;
      choose(edition ? { ...rest, edition } : rest);
    };
    return button(`edition:${edition ?? "all"}`, act, { "aria-pressed": String(choice.edition === edition) }, name);
  };
  part("editions").replaceChildren(...(shown.length ? [...shown.map((row) => segment(row.id, editionName(row.id))), segment(undefined, translate(DATA.editions.length === 2 ? "controls.both" : "controls.all"))] : []));
}

/** @param {Edition | undefined} edition */
function drawFooter(edition) {
  const lines = [
    translate("footer.made", { version: DATA.version }),
    DATA.sources.length ? translate("footer.sources", { names: shortListing(DATA.sources.map((row) => row.name), 30) }) : null,
    DATA.unplaced ? count("footer.unplaced", DATA.unplaced) : null,
    DATA.light ? translate("footer.light") : null,
    translate(`audience.${DATA.audience}`),
    translate("footer.offline"),
  ];
  const evidence = edition?.evidence.length ? [element("h3", {}, translate("about.evidence")), evidenceBlock(edition.evidence, "edition")] : [];
  part("footer").replaceChildren(...lines.filter((line) => line !== null).map((line) => element("p", {}, line)), ...evidence);
}

function drawLists() {
  const themes = DATA.themes.map((row) => /** @type {[string, string]} */ ([row.id, nameOf("theme", row.id)])).sort((a, b) => inOrder(a[1], b[1]));
  const levels = LEVELS.filter((level) => DATA.jurisdictions.some((row) => row.level === level));
  fillLongList(list("jurisdiction"), translate("controls.all.jurisdictions"), busiestOptions);
  fillLongList(list("partners"), translate("controls.partners.none"), busiestOptions);
  fillList("theme", [["", translate("controls.all.themes")], ...themes]);
  fillList("level", [["", translate("controls.all.levels")], ...levels.map((level) => /** @type {[string, string]} */ ([level, translate(`level.${level}`)]))]);
  fillList("edition", [["", translate("controls.all.editions")], ...[...DATA.editions].reverse().map((row) => /** @type {[string, string]} */ ([row.id, editionName(row.id)]))]);
}

/** What the lists show for the choice; one that is not in a list of the busiest is added to it. */
function followLists() {
  const shown = { jurisdiction: choice.jurisdiction, theme: choice.theme, level: choice.level, edition: choice.edition, partners: choice.show ? choice.jurisdiction : undefined };
  for (const [id, value] of Object.entries(shown)) {
    showInList(id, value ?? "");
  }
}

/** Show a jurisdiction in a list; one that is not in it, or not yet, is added. @param {string} id @param {string} value */
function showInList(id, value) {
  if (value && ![...list(id).options].some((each) => each.value === value)) list(id).append(element("option", { value }, nameOf("jurisdiction", value)));
  list(id).value = value;
}

const MOST_OPPORTUNITIES = 1500; // a page holds no more than these

/** Why nothing is known of the one chosen jurisdiction: a count of 0 would be wrong. */
function silentState() {
  const row = choice.compare ? undefined : NODES.jurisdiction.get(choice.jurisdiction ?? "");
  return row && !chosenPlaces().length && stateOf(row) !== "reported" ? stateOf(row) : null;
}

/** A description of what is shown, also for screen readers. @param {boolean} unknown */
function drawStatus(unknown) {
  const parts = partsIn(chosenPlaces());
  const wholes = count("count.initiatives", chosenPlaces().length);
  const initiatives = parts ? count("count.with", parts, { initiatives: wholes }) : wholes;
  const opportunities = count("count.opportunities", chosenOpportunities().length);
  const partnerships = count("count.partnerships", chosenPartnerships().length);
  const silent = silentState();
  const all = DATA.opportunities.length < MOST_OPPORTUNITIES ? opportunities : translate("count.opportunities.best", { n: numberText(MOST_OPPORTUNITIES) });
  const status = silent ? translate("status.silent", { name: choiceName(), state: silentDetails(silent) })
    : isFocused() ? translate("status.shown", { name: choiceName() }) // the heading says how much
    : isChosen() ? translate("status.chosen", { name: choiceName(), initiatives, partnerships, opportunities })
    : unknown ? translate("status.unknown")
    : translate("about.numbers", { initiatives, partnerships, opportunities: all });
  if (part("status").textContent !== status) part("status").textContent = status;
  part("to-details").hidden = !isFocused();
  part("reset").hidden = !isChosen() && !(FIRST_EDITION && !choice.edition);
  part("reset").textContent = isChosen() || !FIRST_EDITION ? translate("controls.reset") : translate("controls.reset.edition", { edition: editionName(FIRST_EDITION) });
  part("network-title").replaceChildren(...(isChosen() ? sentence("network.title.chosen", { name: choicePieces() }) : [translate("network.title")]));
  part("initiatives-title").replaceChildren(...(isChosen() ? sentence("initiatives.title.chosen", { name: choicePieces() }) : [translate("initiatives.title")]));
  document.body.classList.toggle("is-chosen", isChosen());
}

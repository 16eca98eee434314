// The beginning: read the data, draw for the address, and follow what the reader does.

const LAID_OUT_WHOLE = 2500; // initiatives up to which a choice draws what is further down at once, and it is laid out once nobody waits

/** @type {string | null} the address that is drawn */
let followed = null;

/** Draw the page for the address. */
function follow() {
  if (location.hash === followed || location.hash === "#content") return; // the skip link moves the focus, not the choice
  const first = followed === null;
  followed = location.hash;
  const { next, speech, unknown } = readAddress(location.hash);
  const other = speech !== language;
  [everyOpportunity, rowsShown, needsShown, datesShown] = [false, MOST_ROWS, MOST_NEEDS, MOST_DATES];
  choice = next;
  language = speech;
  keepingFocus(() => {
    if (first || other) drawFrame();
    drawChoice(unknown);
  });
  if (!first) requestAnimationFrame(() => setTimeout(uncoverHeading));
}

/** The parts that few see at once, and what draws each. @type {[string, () => void][]} */
const FURTHER_DOWN = [
  ["matrix-part", drawMatrix], ["needs-part", drawNeeds], ["changes-part", drawChanges], ["initiatives-part", drawInitiatives], ["timeline-part", drawTimeline],
  ["network-part", drawNetwork],
];

/** Draw everything that depends on the choice. @param {boolean} [unknown]  the address names something that is not in the page */
function drawChoice(unknown = false) {
  FOUND.clear();
  part("content").classList.remove("whole");
  drawHeading();
  drawStatus(unknown);
  followLists();
  drawDetails();
  drawMap();
  drawOpportunities();
  drawSince();
  drawThemes();
  leaveOut();
  for (const [id, draw] of FURTHER_DOWN) {
    if (id === "network-part" || AWAITED.has(id) || !isDrawn() || INITIATIVES.length > LAID_OUT_WHOLE) drawWhenSeen(id, draw);
    else draw();
  }
  keepToolbars();
  if (INITIATIVES.length <= LAID_OUT_WHOLE) whenIdle(() => part("content").classList.add("whole"));
}

/** Leave out the parts that would say nothing: of an edition without content, of a single jurisdiction. */
function leaveOut() {
  const whole = !isFocused() && !choice.level;
  const nothing = whole && !chosenPlaces().length;
  for (const id of ["matrix-part", "initiatives-part"]) part(id).hidden = nothing;
  part("network-part").hidden = nothing || (whole && DATA.jurisdictions.length < 2);
  part("needs-part").hidden = !DATA.needs.length;
  part("timeline-part").hidden = !chosenPlaces().some((at) => FIRST_DATE[at] >= 0 || madeOf(at).some((each) => FIRST_DATE[each] >= 0));
  const changed = hasChanges();
  for (const id of ["changes-part", "to-changes"]) part(id).hidden = !changed;
  part("opportunities-part").hidden = choice.show === "partners" || (whole && !chosenOpportunities().length); // the details list them
  part("shown").hidden = nothing && !isChosen();
  for (const each of document.querySelectorAll("[data-go]")) /** @type {HTMLElement} */ (each).hidden = part(each.getAttribute("data-go") ?? "").hidden;
  for (const each of document.querySelectorAll("#skips [data-skip]")) /** @type {HTMLElement} */ (each).hidden = part(each.getAttribute("data-skip") ?? "").closest("section")?.hidden ?? false;
}

/** What the lists say together. @param {string} changed */
function chooseFromLists(changed) {
  const value = list(changed).value;
  if (changed === "partners") return chooseWithin(value ? { jurisdiction: value, show: "partners" } : {});
  /** @type {Choice} */
  const next = choice.hide ? { hide: choice.hide } : {};
  for (const field of /** @type {const} */ (["jurisdiction", "theme", "level", "edition"])) {
    const chosen = list(field).value;
    if (chosen) next[field] = chosen;
  }
  return choose(next);
}

function listen() {
  window.addEventListener("hashchange", follow);
  for (const field of ["jurisdiction", "theme", "level", "edition", "partners"]) part(field).addEventListener("change", () => chooseFromLists(field));
  part("reset").addEventListener("click", () => choose(FIRST_EDITION ? { edition: FIRST_EDITION } : {}));
  part("language").addEventListener("click", () => choose(choice, LANGUAGES.find((code) => code !== language)));
  part("search").addEventListener("input", drawResults);
  part("search").addEventListener("keydown", keyInSearch);
  part("search").addEventListener("blur", closeResults);
  part("controls").addEventListener("submit", (event) => event.preventDefault());
  part("to-details").addEventListener("click", () => part("details-title").focus());
  part("to-changes").addEventListener("click", () => {
    part("changes-title").scrollIntoView({ block: "start" });
    part("changes-title").focus({ preventScroll: true });
  });
  for (const each of document.querySelectorAll("[data-skip]")) {
    each.removeAttribute("hidden");
    each.addEventListener("click", () => skipTo(each.getAttribute("data-skip") ?? ""));
  }
  for (const each of document.querySelectorAll("[data-go]")) each.addEventListener("click", () => goTo(each.getAttribute("data-go") ?? ""));
  document.addEventListener("keydown", moveInToolbar);
  listenToDetails();
  listenToMap();
  listenToFilter();
  listenToMarks();
  listenToMore();
  listenToSaving();
  listenToPrinting();
  for (const [id] of FURTHER_DOWN) watchPart(id);
  listenToLongLists();
  for (const event of ["keydown", "pointerdown"]) document.addEventListener(event, drawAllAwaited, { capture: true });
  new ResizeObserver(measureBar).observe(part("bar"));
  new ResizeObserver(() => endWithWhole(part("words-part"), [...part("words").children])).observe(part("words"));
  window.addEventListener("resize", placeResults);
  new ResizeObserver(redrawWhenWider).observe(part("drawing"));
  new ResizeObserver(redrawMapWhenWider).observe(part("map"));
}

/** Note how high the bar at the top is, which may wrap into several rows: what the reader goes to stands below it. */
function measureBar() {
  const isSticky = getComputedStyle(part("bar")).position === "sticky";
  document.documentElement.style.setProperty("--bar", `${isSticky ? Math.ceil(part("bar").getBoundingClientRect().height) : 0}px`);
}

/** Bring a heading from under the bar that a choice has left there. */
function uncoverHeading() {
  const bar = part("bar").getBoundingClientRect();
  if (window.scrollY === 0 || bar.top > 0 || getComputedStyle(part("bar")).position !== "sticky") return;
  const covered = [...document.querySelectorAll("main h2, main h1")].map((each) => each.getBoundingClientRect()).find((each) => each.height > 1 && each.top < bar.bottom && each.bottom > bar.bottom - 4);
  if (covered) window.scrollBy(0, covered.top - bar.bottom - 8);
}

/** To a part of the page, and to what is the tab stop in it. @param {string} id */
function skipTo(id) {
  const target = part(id);
  target.scrollIntoView({ block: "nearest" });
  /** @type {HTMLElement | SVGElement | null} */ (target.querySelector("[tabindex='0'], a[href], button"))?.focus();
}

/** To the heading of a part of the page. @param {string} id */
function goTo(id) {
  const heading = part(id).querySelector("h2");
  drawAwaited(id);
  part(id).scrollIntoView({ block: "start" });
  heading?.setAttribute("tabindex", "-1");
  /** @type {HTMLElement | null} */ (heading)?.focus({ preventScroll: true });
}

/** The lists behind “Filter” close with Escape, and when the reader does something else. */
function listenToFilter() {
  const filter = /** @type {HTMLDetailsElement} */ (part("filter"));
  filter.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !filter.open) return;
    filter.open = false;
    filter.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (filter.open && !filter.contains(/** @type {Node} */ (event.target))) filter.open = false;
  });
}

/** Arrow keys in matrix and drawing; each is one stop of the Tab key, where the reader was last. */
function listenToMarks() {
  part("matrix").addEventListener("keydown", moveInMatrix);
  part("matrix").addEventListener("focusin", (event) => {
    matrixStop = /** @type {HTMLElement} */ (event.target).dataset.focus ?? "";
    keepOneStop();
  });
  listenToNetwork();
}

/** The buttons that show more, or less. */
function listenToMore() {
  /** @param {string} id @param {() => void} act */
  const on = (id, act) => part(id).addEventListener("click", () => keepingFocus(act));
  on("more-themes", () => { everyTheme = !everyTheme; drawMatrix(); });
  on("more-rows", () => { rowPage += 1; drawMatrix(); });
  on("fewer-rows", () => { rowPage -= 1; drawMatrix(); });
  on("more-opportunities", () => { everyOpportunity = !everyOpportunity; drawOpportunities(); drawMap(); drawMatrix(); drawNetwork(); });
  on("more-initiatives", () => { rowsShown += ROWS_A_STEP; drawInitiatives(); });
  on("more-needs", () => { needsShown += ROWS_A_STEP; drawNeeds(); });
  on("more-dates", () => { datesShown += 200; drawTimeline(); });
}

/** Draws the network again when there is room for more columns, or no longer; fits it to another width. */
function redrawWhenWider() {
  const width = part("drawing").clientWidth;
  if (!width || width === stageWidth) return;
  stageWidth = width;
  if (measureRoom()) keepingFocus(() => drawScene());
  else if (fitted) fit();
}

/** Add initiatives to the search index in idle time. */
function indexInPieces() {
  if (!INDEX.begun) beginIndex();
  else if (growIndex(FOLDED_AT_ONCE) && growTexts()) return;
  whenIdle(indexInPieces);
}

async function begin() {
  takeBlock(await readBlock());
  language = DATA.language;
  prepareModel();
  for (const id of ["language", "save", "controls", "shown", "network-legend", "network-tools", "network-info", "network-keys", "drawing", "skips", "contents"]) part(id).hidden = false;
  guessRoom();
  guessMapWidth();
  measureBar();
  follow();
  measureBar();
  listen();
  document.documentElement.classList.remove("awaits");
  if (choice.path) {
    drawAwaited("network-part");
    part("network-part").scrollIntoView();
  }
  performance.mark("accord-interactive");
  whenIdle(indexInPieces);
}

begin().catch((error) => {
  document.documentElement.classList.remove("awaits");
  throw error;
});

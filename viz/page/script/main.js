// The beginning: read the address, draw, and follow what the reader does.

/** @type {string | null} the address that is drawn */
let drawn = null;

/** Draw the page for the address. */
function follow() {
  if (location.hash === drawn || location.hash === "#content") return; // the skip link moves the focus, not the choice
  drawn = location.hash;
  const { next, speech, unknown } = readAddress(location.hash);
  const first = speech !== language || !part("jurisdiction").children.length;
  everyOpportunity = false;
  choice = next;
  language = speech;
  keepingFocus(() => {
    if (first) {
      drawFrame();
      drawSelects();
    }
    drawChoice(unknown);
  });
}

/** Everything that follows the choice. @param {boolean} [unknown]  the address names what is not here */
function drawChoice(unknown = false) {
  drawStatus(unknown);
  /** @type {HTMLSelectElement} */ (part("jurisdiction")).value = choice.jurisdiction ?? "";
  /** @type {HTMLSelectElement} */ (part("theme")).value = choice.theme ?? "";
  drawMatrix();
  drawDetails();
  drawOpportunities();
  drawInitiatives();
  drawNeeds();
  drawNetwork();
}

function drawSelects() {
  const fill = (id, all, rows, label) => {
    const named = rows.map((row) => ({ id: row.id, name: pick(label(row))[0] })).sort((a, b) => inOrder(a.name, b.name));
    part(id).replaceChildren(element("option", { value: "" }, say(all)), ...named.map((row) => element("option", { value: row.id }, row.name)));
  };
  fill("jurisdiction", "controls.all.jurisdictions", DATA.jurisdictions, (row) => row.names);
  fill("theme", "controls.all.themes", DATA.themes, (row) => row.labels);
}

/** What both lists say together. */
function chooseFromLists() {
  /** @type {Choice} */
  const next = {};
  for (const kind of /** @type {const} */ (["jurisdiction", "theme"])) {
    const value = /** @type {HTMLSelectElement} */ (part(kind)).value;
    if (value) next[kind] = value;
  }
  choose(next);
}

function listen() {
  window.addEventListener("hashchange", follow);
  for (const kind of ["jurisdiction", "theme"]) part(kind).addEventListener("change", chooseFromLists);
  part("reset").addEventListener("click", () => choose({}));
  part("language").addEventListener("click", () => {
    choose(choice, LANGUAGES.find((code) => code !== language));
  });
  part("search").addEventListener("input", drawResults);
  part("search").addEventListener("keydown", keyInSearch);
  part("search").addEventListener("blur", closeResults);
  part("controls").addEventListener("submit", (event) => event.preventDefault());
  part("matrix").addEventListener("keydown", moveInMatrix);
  part("matrix").addEventListener("focusin", (event) => {
    matrixStop = /** @type {HTMLElement} */ (event.target).dataset.focus ?? "";
    keepOneStop(part("matrix"));
  });
  part("to-details").addEventListener("click", () => part("details-title").focus());
  listenToMore();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawNetwork);
  new ResizeObserver(redrawWhenWider()).observe(part("drawing"));
}

/** The buttons that show more, or less. */
function listenToMore() {
  part("more-themes").addEventListener("click", () => {
    everyTheme = !everyTheme;
    drawMatrix();
  });
  part("more-opportunities").addEventListener("click", () => {
    everyOpportunity = !everyOpportunity;
    keepingFocus(() => drawChoice());
  });
  part("more-initiatives").addEventListener("click", () => {
    everyRow = true;
    drawInitiatives();
  });
}

/** Draws the network again when its width changes, not its height, which it sets itself. */
function redrawWhenWider() {
  let width = part("drawing").clientWidth;
  return () => {
    if (part("drawing").clientWidth === width) return;
    width = part("drawing").clientWidth;
    drawNetwork();
  };
}

function begin() {
  for (const id of ["language", "controls", "shown", "network-legend", "drawing", "nodes"]) part(id).hidden = false;
  follow();
  listen();
  performance.mark("accord-interactive");
}

begin();

// The search box, and the list of what it suggests.

/** The result that Enter would choose; -1 is none. */
let active = -1;
/** @type {Found[]} */
let results = [];

/** @returns {HTMLInputElement} */
function searchBox() {
  return /** @type {HTMLInputElement} */ (part("search"));
}

/** Show what answers the text in the search box. */
function drawResults() {
  const asked = fold(searchBox().value);
  results = find(asked);
  active = results.length ? 0 : -1;
  part("results").replaceChildren(...(results.length || !asked
    ? results.map(resultItem)
    : [element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, translate("search.none"))]));
  const open = asked !== "";
  part("results").hidden = !open;
  searchBox().setAttribute("aria-expanded", String(open));
  placeResults(); // before the first is scrolled to: what is too wide would move the page aside
  markActive();
  if (open) part("status").textContent = results.length ? count("search.found", results.length) : translate("search.none");
}

/** Keep the list of results within the page, and let it end with a whole result. */
function placeResults() {
  const shown = part("results");
  if (shown.hidden) return;
  shown.style.left = "0";
  const { left, right } = shown.getBoundingClientRect();
  const edge = document.documentElement.clientWidth - 8;
  if (right > edge) shown.style.left = `${Math.max(8 - left, edge - right)}px`;
  endWithWhole(shown, [...shown.children]);
}

/** Let a list that scrolls end with a whole item, not in the middle of a line. @param {HTMLElement} box @param {Element[]} items */
function endWithWhole(box, items) {
  box.style.maxHeight = "";
  const { bottom, height } = box.getBoundingClientRect();
  if (!height || box.scrollHeight <= box.clientHeight + 1) return;
  const last = items.map((each) => each.getBoundingClientRect()).filter((each) => each.bottom <= bottom).pop();
  if (last) box.style.maxHeight = `${height - (bottom - last.bottom)}px`;
}

/** What a result is called. @param {Found} found @returns {Texts} */
function resultTexts({ kind, id }) {
  if (kind === "edition") return { [language]: editionName(id) };
  if (kind === "level") return { [language]: translate(`level.${id}`) };
  if (kind === "need") return DATA.needs.find((row) => row.id === id)?.texts ?? { [language]: id };
  return textsOf(/** @type {Kind} */ (kind), id) ?? { [language]: id };
}

/** @param {Found} found @param {number} at */
function resultItem(found, at) {
  const [name, code] = pick(resultTexts(found));
  const other = found.within ? found.kind === "need" ? [] : [" – ", translate("search.within")] : fold(name) === found.form || (found.kind === "initiative" && found.code === code) ? [] : [" – ", element("span", { lang: found.code === language ? null : found.code }, formOf(found))];
  const item = element("li", { role: "option", id: `result-${at}`, "aria-selected": "false" },
    element("bdi", { lang: code === language ? null : code }, name), " ", element("small", {}, translate(`search.kind.${found.kind}`), ...other));
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => chooseResult(at));
  return item;
}

/** The name that was found, as it is written. @param {Found} found */
function formOf({ kind, id, form, code }) {
  const row = kind === "jurisdiction" ? NODES.jurisdiction.get(id) : undefined;
  const theme = kind === "theme" ? NODES.theme.get(id) : undefined;
  const spelled = [
    ...Object.values(row?.names ?? {}), ...Object.values(row?.abbreviations ?? {}), ...Object.values(row?.codes ?? {}),
    ...Object.values(theme?.labels ?? {}), ...(code ? theme?.alternatives?.[code] ?? [] : []), ...(kind === "initiative" && code ? [textsOf(kind, id)?.[code] ?? ""] : []), id,
  ];
  return spelled.find((each) => fold(each) === form) ?? form;
}

function markActive() {
  [...part("results").children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
  const item = document.getElementById(`result-${active}`);
  if (item) searchBox().setAttribute("aria-activedescendant", item.id);
  else searchBox().removeAttribute("aria-activedescendant");
  item?.scrollIntoView({ block: "nearest" });
}

/** @param {number} at */
function chooseResult(at) {
  const { kind, id } = results[at];
  closeResults();
  if (kind === "edition" || kind === "level") choose({ ...choice, [kind]: id });
  else if (kind === "need") chooseNeed(id);
  else chooseWithin({ [kind]: id });
}

/** Show a need: who asks it is chosen, or its theme, and the need has the focus. @param {string} id */
function chooseNeed(id) {
  const need = DATA.needs.find((row) => row.id === id);
  const theme = need?.themes?.find((each) => NODES.theme.has(each));
  if (need?.by && NODES.jurisdiction.has(need.by)) chooseWithin({ jurisdiction: need.by });
  else chooseWithin(theme ? { theme } : {});
  drawAwaited("needs-part");
  needsShown = Math.max(needsShown, chosenNeeds().findIndex((row) => row.id === id) + 1);
  drawNeeds();
  const item = /** @type {HTMLElement | undefined} */ ([...part("needs").children].find((each) => /** @type {HTMLElement} */ (each).dataset.need === id));
  item?.scrollIntoView({ block: "center" });
  item?.focus({ preventScroll: true });
}

function closeResults() {
  searchBox().value = "";
  results = [];
  active = -1;
  part("results").hidden = true;
  searchBox().setAttribute("aria-expanded", "false");
  searchBox().removeAttribute("aria-activedescendant");
}

/** @param {KeyboardEvent} event */
function keyInSearch(event) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
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

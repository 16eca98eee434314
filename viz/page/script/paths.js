// How two jurisdictions are connected: by what both take part in, else by themes that both work on; drawn, and in words.

/** @typedef {[Kind, number]} Stop */

/** A shortest path: jurisdictions and initiatives in turn; through themes only where there is no other. @param {number} from @param {number} to @returns {Stop[] | null} */
function findPath(from, to) {
  return searchPath(from, to, false) ?? searchPath(from, to, true);
}

/** Breadth first, in the order of the data, so that the same two always have the same path. @param {number} from @param {number} to @param {boolean} themes @returns {Stop[] | null} */
function searchPath(from, to, themes) {
  /** @type {Map<string, Stop | null>} */
  const before = new Map([[`jurisdiction:${from}`, null]]);
  /** @type {Stop[]} */
  const queue = [["jurisdiction", from]];
  for (let at = 0; at < queue.length; at += 1) {
    const here = queue[at];
    if (here[0] === "jurisdiction" && here[1] === to) return pathBack(here, before);
    for (const next of nextStops(here, themes)) {
      const id = `${next[0]}:${next[1]}`;
      if (before.has(id)) continue;
      before.set(id, here);
      queue.push(next);
    }
  }
  return null;
}

/** @param {Stop} stop @param {boolean} themes @returns {Stop[]} */
function nextStops([kind, at], themes) {
  /** @param {Kind} as @param {Iterable<number>} places @returns {Stop[]} */
  const stops = (as, places) => [...places].map((place) => [as, place]);
  if (kind === "jurisdiction") return stops("initiative", new Set((BY_JURISDICTION[at] ?? []).map((work) => INITIATIVES[work].wholeAt)));
  if (kind === "theme") return stops("initiative", (BY_THEME[at] ?? []).filter((work) => DATA.initiatives.whole[work] === undefined));
  return [...stops("jurisdiction", new Set(madeOf(at).flatMap(takingPartAt))), ...(themes ? stops("theme", LISTS.themes.of(at)) : [])];
}

/** @param {Stop} stop @param {Map<string, Stop | null>} before */
function pathBack(stop, before) {
  const found = [];
  for (let at = /** @type {Stop | null} */ (stop); at; at = before.get(`${at[0]}:${at[1]}`) ?? null) found.unshift(at);
  return found;
}

/** Fill the lists of the two ends; once in each language, since many options take long. */
function fillEnds() {
  const options = busiest().map((row) => /** @type {[string, string]} */ ([row.id, nameOf("jurisdiction", row.id)]));
  for (const id of ["network-from", "network-to"]) {
    const before = list(id).value;
    fillList(id, [["", translate("network.path.choose")], ...options]);
    list(id).value = before;
  }
  part("network-from").dataset.language = language;
}

/** Show in the lists which two the path or the choice names. */
function drawPathForm() {
  if (part("network-from").dataset.language !== language) fillEnds();
  const ends = view.path.length ? [view.path[0], view.path[view.path.length - 1]].map((id) => DATA.jurisdictions[Number(id.split(":")[1])].id) : [list("network-from").value || choice.jurisdiction || "", list("network-to").value || choice.compare || ""];
  ["network-from", "network-to"].forEach((id, at) => {
    if (ends[at] && ![...list(id).options].some(({ value }) => value === ends[at])) list(id).append(element("option", { value: ends[at] }, nameOf("jurisdiction", ends[at])));
    list(id).value = ends[at];
  });
  part("network-path-clear").hidden = !view.path.length;
}

/** Show the path between the two that the lists name. */
function followForm() {
  const [from, to] = ["network-from", "network-to"].map((id) => AT.jurisdiction.get(list(id).value));
  if (from === undefined || to === undefined || from === to) return announce(translate("network.path.missing"));
  const path = findPath(from, to);
  if (!path) {
    clearPath();
    return announce(translate("network.path.none", { one: nameOf("jurisdiction", DATA.jurisdictions[from].id), other: nameOf("jurisdiction", DATA.jurisdictions[to].id) }));
  }
  changeView({ path: path.map(([kind, at]) => `${kind}:${at}`) });
  drawPathForm();
  fit();
  part("network-status").replaceChildren(...pathSentences(path));
  return undefined;
}

function clearPath() {
  if (view.path.length) changeView({ path: [] });
  drawPathForm();
  announce("");
}

/** The path in words: a sentence for each thing on it that is no jurisdiction. @param {Stop[]} path @returns {Node[]} */
function pathSentences(path) {
  /** @param {Stop | undefined} stop */
  const name = (stop) => (stop ? [chooser("path", stop[0], rowAt(stop[0], stop[1]).id)] : []);
  const steps = path.flatMap((stop, at) => {
    const around = { one: name(path[at - 1]), other: name(path[at + 1]), title: name(stop) };
    if (stop[0] === "theme") return [sentence("network.path.theme", around)];
    if (stop[0] !== "initiative") return [];
    const [before, after] = [path[at - 1][0], path[at + 1][0]];
    if (before === "jurisdiction" && after === "jurisdiction") return [sentence("network.path.step", around)];
    return [sentence(before === "jurisdiction" ? "network.path.first" : "network.path.last", around)];
  });
  return steps.flatMap((step, at) => [...(at ? [document.createTextNode(" ")] : []), element("span", {}, ...step)]);
}

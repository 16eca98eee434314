// How two jurisdictions are connected: by what both take part in, else by themes that both work on; drawn, and in words.

/** @typedef {[Kind, number]} Stop */

const DIRECT = 3; // stops of a path between two that take part in the same

/** How two are connected within an edition: by what both take part in, else by what is shortest, themes included. @param {number} from @param {number} to @param {string | undefined} edition @returns {Stop[] | null} */
function findPath(from, to, edition) {
  const people = searchPath(from, to, false, edition);
  if (people && people.length <= DIRECT) return people;
  const any = searchPath(from, to, true, edition);
  return people && any && people.length <= any.length ? people : any;
}

/** Breadth first, in the order of the data, so that the same two always have the same path. @param {number} from @param {number} to @param {boolean} themes @param {string | undefined} edition @returns {Stop[] | null} */
function searchPath(from, to, themes, edition) {
  /** @type {Map<string, Stop | null>} */
  const before = new Map([[`jurisdiction:${from}`, null]]);
  /** @type {Stop[]} */
  const queue = [["jurisdiction", from]];
  for (let at = 0; at < queue.length; at += 1) {
    const here = queue[at];
    if (here[0] === "jurisdiction" && here[1] === to) return pathBack(here, before);
    for (const next of nextStops(here, themes, edition)) {
      const id = `${next[0]}:${next[1]}`;
      if (before.has(id)) continue;
      before.set(id, here);
      queue.push(next);
    }
  }
  return null;
}

/** @param {Stop} stop @param {boolean} themes @param {string | undefined} edition @returns {Stop[]} */
function nextStops([kind, at], themes, edition) {
  /** @param {Kind} as @param {Iterable<number>} places @returns {Stop[]} */
  const stops = (as, places) => [...places].map((place) => [as, place]);
  if (kind === "jurisdiction") return stops("initiative", new Set((BY_JURISDICTION[at] ?? []).map((work) => INITIATIVES[work].wholeAt).filter((work) => isIn(work, edition))));
  if (kind === "theme") return stops("initiative", (BY_THEME[at] ?? []).filter((work) => DATA.initiatives.whole[work] === undefined && isIn(work, edition)));
  return [...stops("jurisdiction", new Set(madeOf(at).flatMap(takingPartAt))), ...(themes ? stops("theme", LISTS.themes.of(at)) : [])];
}

/** @param {Stop} stop @param {Map<string, Stop | null>} before */
function pathBack(stop, before) {
  const found = [];
  for (let at = /** @type {Stop | null} */ (stop); at; at = before.get(`${at[0]}:${at[1]}`) ?? null) found.unshift(at);
  return found;
}

/** Fill the lists of the two ends, once in each language. */
function fillEnds() {
  for (const id of ["network-from", "network-to"]) {
    const before = list(id).value;
    fillLongList(list(id), translate("network.path.choose"), busiestOptions);
    if (before) showInList(id, before);
  }
  part("network-from").dataset.language = language;
}

/** Show in the lists which two the path or the choice names. */
function drawPathForm() {
  if (part("network-from").dataset.language !== language) fillEnds();
  const named = choice.path?.split(",");
  const ends = named ?? (view.path.length ? [view.path[0], view.path[view.path.length - 1]].map((id) => DATA.jurisdictions[Number(id.split(":")[1])].id) : [list("network-from").value || choice.jurisdiction || "", list("network-to").value || choice.compare || ""]);
  ["network-from", "network-to"].forEach((id, at) => {
    showInList(id, ends[at]);
  });
  part("network-path-clear").hidden = !choice.path;
}

/** Show the path between the two that the lists name. */
function followForm() {
  const [from, to] = ["network-from", "network-to"].map((id) => AT.jurisdiction.get(list(id).value));
  if (from === undefined || to === undefined || from === to) return announce(translate("network.path.missing"));
  rememberPath(`${list("network-from").value},${list("network-to").value}`);
  const path = chosenPath();
  changeView({ path: idsOf(path) });
  drawPathForm();
  if (path) fit();
  return sayPath();
}

/** Show the path as soon as the lists name two. */
function followEnds() {
  const [from, to] = ["network-from", "network-to"].map((id) => list(id).value);
  if (from && to && from !== to) followForm();
}

/** The path that the choice names: within its edition, else through all of them. */
function chosenPath() {
  const [from, to] = (choice.path ?? "").split(",").map((id) => AT.jurisdiction.get(id) ?? -1);
  if (from === undefined || to === undefined || from < 0 || to < 0 || from === to) return null;
  return findPath(from, to, choice.edition) ?? (choice.edition ? findPath(from, to, undefined) : null);
}

/** @param {Stop[] | null} path */
function idsOf(path) {
  return (path ?? []).map(([kind, at]) => `${kind}:${at}`);
}

/** The path in words, below the tools; nothing where none is chosen. */
function sayPath() {
  if (!choice.path) return;
  const path = chosenPath();
  if (path) return part("network-status").replaceChildren(...pathSentences(path));
  const [one, other] = choice.path.split(",").map((id) => nameOf("jurisdiction", id));
  return announce(translate("network.path.none", { one, other }));
}

/** Put the path into the address, without drawing anything else again. @param {string} path  none where it is empty */
function rememberPath(path) {
  const { path: _, ...rest } = choice;
  choice = path ? { ...rest, path } : rest;
  followedChoice = choiceKey();
  location.hash = addressOf(choice);
  followed = location.hash;
}

function clearPath() {
  rememberPath("");
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
    if (before === after) return []; // two themes, each of which has a sentence
    return [sentence(before === "jurisdiction" ? "network.path.first" : "network.path.last", around)];
  });
  const [one, other] = [name(path[0]), name(path[path.length - 1])];
  if (path.length > DIRECT) steps.unshift(sentence("network.path.apart", { one, other }));
  const old = path.some(([kind, at]) => kind === "initiative" && !isIn(at, choice.edition));
  if (old) steps.push([translate("network.path.earlier")]);
  return steps.flatMap((step, at) => [...(at ? [document.createTextNode(" ")] : []), element("span", {}, ...step)]);
}

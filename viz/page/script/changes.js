// What an edition changed: new, changed, reported again after a pause, not reported this time.

const MOST_CHANGES = 50;

/** The initiatives of these that the choice is about. @param {number[]} places */
function withinChoice(places) {
  if (!isFocused() && !choice.level) return places;
  const inside = new Set(chosenPlaces({ ...choice, edition: undefined }));
  return places.filter((at) => inside.has(at));
}

/** Rows of the data on what changed within an initiative, of the choice. @param {string} edition */
function chosenChanges(edition) {
  const inside = isFocused() || choice.level ? new Set(chosenPlaces({ ...choice, edition: undefined }).flatMap(madeOf).map((at) => INITIATIVES[at].id)) : null;
  return statusChanges(edition).filter((row) => !inside || inside.has(row.initiative ?? ""));
}

/** Whether the edition changed anything of the choice. */
function hasChanges() {
  const edition = choice.edition ?? newestEdition()?.id ?? "";
  const found = turnover(edition);
  if (!found) return false;
  const moved = [found.added, found.back, found.left];
  if (!isFocused() && !choice.level) return moved.some((each) => each.length) || statusChanges(edition).length > 0;
  const inside = new Set(chosenPlaces({ ...choice, edition: undefined }));
  return moved.some((places) => places.some((at) => inside.has(at))) || chosenChanges(edition).length > 0;
}

function drawChanges() {
  const edition = choice.edition ?? newestEdition()?.id ?? "";
  const found = turnover(edition);
  if (!found || part("changes-part").hidden) return part("changes").replaceChildren();
  const changed = chosenChanges(edition);
  const groups = { new: withinChoice(found.added), back: withinChoice(found.back), left: withinChoice(found.left) };
  const at = AT.edition.get(edition) ?? 1;
  part("changes-title").textContent = translate("changes.title", { before: editionOf(DATA.editions[at - 1].id), after: editionOf(edition) });
  const reporting = reporters(at);
  const expected = statesIn(DATA.editions[at]);
  /** Whether a report was expected of who leads it, and did not come. @param {number} place */
  const isUnknown = (place) => !reporting.has(DATA.initiatives.lead[place]) && expected.get(INITIATIVES[place].lead ?? "") === "missing";
  return part("changes").replaceChildren(
    ...changeGroup("new", groups.new, (place) => comeItem(place, "new")),
    ...changeGroup("changed", changed, changeItem),
    ...changeGroup("back", groups.back, (place) => comeItem(place, "back")),
    ...changeGroup("left", groups.left, (place) => comeItem(place, isUnknown(place) ? "unknown" : "left"), isRecorded(edition) ? "left" : "gone"),
  );
}

/** The first of these; thousands may be new. @template T @param {string} kind @param {T[]} items @param {(item: T, at: number) => Node} made @param {string} [title] */
function changeGroup(kind, items, made, title = kind) {
  if (!items.length) return [];
  const note = kind === "left" ? [element("p", { class: "note" }, translate("changes.note"))] : [];
  const more = items.length > MOST_CHANGES ? [element("p", { class: "note" }, count("changes.rest", items.length - MOST_CHANGES))] : [];
  return [element("h3", {}, translate(`changes.${title}`), ` (${numberText(items.length)})`), ...note, element("ul", {}, ...items.slice(0, MOST_CHANGES).map(made)), ...more];
}

/** An initiative that came, came back or was not reported. @param {number} at @param {string} kind */
function comeItem(at, kind) {
  const row = INITIATIVES[at];
  const where = `change:${kind}:${at}`;
  const who = row.lead ? [" (", marked(chooser(where, "jurisdiction", row.lead), row, "lead"), ")"] : [];
  const why = kind === "unknown" ? [" – ", translate("changes.report.unknown")] : [];
  return element("li", { class: `change ${kind}` }, marked(chooser(where, "initiative", row.id), row, "title"), ...who, ...why);
}

/** @param {Change} row @param {number} at */
function changeItem(row, at) {
  const where = `change:${row.change}:${at}`;
  const who = row.jurisdiction ? [" (", chooser(where, "jurisdiction", row.jurisdiction), ")"] : [];
  const item = element("li", { class: `change ${row.change}` }, chooser(where, "initiative", row.initiative), ...who);
  if (row.attribute) item.append(element("p", {}, `${whatChanged(row.attribute)} `, element("del", {}, changed(row, row.old)), " → ", element("ins", {}, changed(row, row.new))));
  item.append(evidenceBlock(row.evidence, where));
  return item;
}

/** What changed of an initiative, before its values. @param {string} attribute */
function whatChanged(attribute) {
  return hasWords(`date.kind.${attribute}`) ? translate("changes.what.date", { kind: translate(`date.kind.${attribute}`) }) : translate(`changes.what.${attribute}`);
}

/** The value before or after a change, in words. @param {Change} row @param {string | null | undefined} value */
function changed(row, value) {
  if (!value) return "–";
  const each = value.split(" · ");
  if (row.attribute === "status") return hasWords(`status.${value}`) ? translate(`status.${value}`) : value;
  if (row.attribute === "lead" || row.attribute === "partner") return each.map(jurisdictionNamed).join(", ");
  return hasWords(`date.kind.${row.attribute}`) ? each.map(dateText).join(", ") : value;
}

/** The name in the language of the page of the jurisdiction with a name in either. @param {string} name */
function jurisdictionNamed(name) {
  for (const [id, one] of NODES.jurisdiction) if (Object.values(one.names).includes(name)) return nameOf("jurisdiction", id);
  return name;
}

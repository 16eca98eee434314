// What an edition changed: new, changed, no longer reported; what the question `diff` found.

const CHANGES = /** @type {const} */ (["new", "changed", "gone", "unknown"]);
const MOST_CHANGES = 50;

/** The changes of the choice in the chosen edition, or in the latest one. */
function chosenChanges() {
  const after = choice.edition ?? newestEdition()?.id;
  const inside = isFocused() || choice.level ? new Set(chosenPlaces({ ...choice, edition: undefined }).map((at) => INITIATIVES[at].id)) : null;
  return DATA.changes.filter((row) => {
    if (row.after !== after) return false;
    if (!inside) return true;
    if (row.initiative) return inside.has(row.initiative);
    if (choice.theme || choice.initiative || choice.partnership) return false;
    return choice.jurisdiction ? [choice.jurisdiction, choice.compare].includes(row.jurisdiction ?? "") : NODES.jurisdiction.get(row.jurisdiction ?? "")?.level === choice.level;
  });
}

function drawChanges() {
  const rows = chosenChanges();
  part("changes-part").hidden = !rows.length;
  if (!rows.length) return part("changes").replaceChildren();
  part("changes-title").textContent = translate("changes.title", { before: editionName(rows[0].before), after: editionName(rows[0].after) });
  return part("changes").replaceChildren(...CHANGES.flatMap((kind) => {
    const those = rows.filter((row) => row.change === kind);
    if (!those.length) return [];
    const more = those.length > MOST_CHANGES ? [element("p", { class: "note" }, count("changes.left", those.length - MOST_CHANGES))] : [];
    return [element("h3", {}, translate(`changes.${kind}`), ` (${numberText(those.length)})`), element("ul", {}, ...those.slice(0, MOST_CHANGES).map(changeItem)), ...more];
  }));
}

/** @param {Change} row @param {number} at */
function changeItem(row, at) {
  const where = `change:${row.change}:${at}`;
  const who = row.jurisdiction ? [chooser(where, "jurisdiction", row.jurisdiction)] : [];
  const item = element("li", { class: `change ${row.change}` });
  if (!row.initiative) item.append(...who, " – ", translate(`changes.report.${row.change === "new" ? "new" : row.change === "gone" ? "gone" : "unknown"}`));
  else item.append(chooser(where, "initiative", row.initiative), ...(who.length ? [" (", ...who, ")"] : []));
  if (row.initiative && row.attribute) item.append(element("p", {}, `${whatChanged(row.attribute)} `, element("del", {}, changed(row, row.old)), " → ", element("ins", {}, changed(row, row.new))));
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

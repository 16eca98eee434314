// Marks of what no source states: of an initiative and its facts, of what somebody does in it, of partners, of conversations.

const BASIS_SIGNS = { inferred: "†", proposed: "‡" };

/** A name with a mark, if it has one. @param {Node} name @param {Mark | undefined} mark */
function withMark(name, mark) {
  return mark ? element("span", {}, name, "\u00a0", element("abbr", { class: "mark", title: translate(`mark.${mark}`) }, BASIS_SIGNS[mark])) : name;
}

/** A name with a mark where no source states it. @param {Node} name @param {Initiative} row @param {string} what  "title", "lead" or the place of a partner */
function marked(name, row, what) {
  return withMark(name, row.marks[what]);
}

/** A name as text, with its mark. @param {string} name @param {Mark | undefined} mark */
function markedText(name, mark) {
  return mark ? `${name}\u00a0${BASIS_SIGNS[mark]}` : name;
}

/** The mark of somebody whom a conversation names. @param {Record<string, Mark> | undefined} marks @param {string | undefined} id  perhaps that of something every object has */
function sideMark(marks, id) {
  return marks && id !== undefined && Object.hasOwn(marks, id) ? marks[id] : undefined;
}

/** The mark of what rests on all of these. @param {(Mark | undefined)[]} marks @returns {Mark | undefined} */
function weakest(marks) {
  return marks.includes("proposed") ? "proposed" : marks.find((mark) => mark);
}

/** The mark of what any of these bears out; none where one of them has none. @param {(Mark | undefined)[]} marks @returns {Mark | undefined} */
function strongest(marks) {
  return marks.includes(undefined) ? undefined : marks.find((mark) => mark === "inferred") ?? marks[0];
}

/** The mark of what a jurisdiction does in an initiative or its components: lead, else partner. @param {Initiative} row @param {string | undefined} id */
function roleMark(row, id) {
  const parts = madeOf(row.at).map((at) => INITIATIVES[at]);
  const led = parts.filter((each) => each.lead === id);
  if (led.length) return strongest(led.map((each) => each.marks.lead));
  const place = AT.jurisdiction.get(id ?? "") ?? -1;
  return strongest(parts.filter((each) => LISTS.partners.has(each.at, place)).map((each) => each.marks[place]));
}

/** The title of an initiative that stands below whose it is: marked where no source states the title, or what they do in it. @param {Node} title @param {Initiative} row @param {string | undefined} id */
function markedFor(title, row, id) {
  return withMark(title, weakest([row.marks.title, id ? roleMark(row, id) : undefined]));
}

/** The mark of a member of a partnership. @param {Partnership} row @param {number} member  its place */
function memberMark(row, member) {
  return INITIATIVES[row.initiativeAt]?.marks[member];
}

/** The members of a partnership as text, each with its mark. @param {Partnership} row */
function memberNames(row) {
  return listing(row.membersAt.map((at) => markedText(nameOf("jurisdiction", DATA.jurisdictions[at].id), memberMark(row, at))));
}

/** The mark of working together, by all partnerships that two have. @param {string} one @param {string} other */
function pairMark(one, other) {
  const [first, second] = [AT.jurisdiction.get(one) ?? -1, AT.jurisdiction.get(other) ?? -1];
  const common = partnershipsOf(one).filter((row) => isPartnershipIn(row.at, choice.edition) && LISTS.members.has(row.at, second));
  return strongest(common.map((row) => weakest([memberMark(row, first), memberMark(row, second)])));
}

/** What marks mean, those that occur. @param {Iterable<Mark | undefined>} marks */
function meaningOf(marks) {
  const found = new Set(marks);
  return /** @type {const} */ (["inferred", "proposed"]).filter((mark) => found.has(mark)).map((mark) => `${BASIS_SIGNS[mark]} ${translate(`mark.${mark}`)}`);
}

/** What the marks mean that these initiatives have. @param {Initiative[]} rows @param {string[]} [only]  how the names of what is marked begin */
function markNotes(rows, only = [""]) {
  return meaningOf(rows.flatMap((row) => Object.entries(row.marks).filter(([what]) => only.some((each) => what.startsWith(each))).map(([, mark]) => mark)))
    .map((words) => element("p", { class: "note" }, words));
}

/** What the marks mean that are shown in a part of the page. @param {Element} within */
function shownMarkNotes(within) {
  const signs = new Set([...within.querySelectorAll("abbr.mark")].map((each) => each.textContent));
  return meaningOf(/** @type {const} */ (["inferred", "proposed"]).filter((mark) => signs.has(BASIS_SIGNS[mark])));
}

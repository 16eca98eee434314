// A reply to the secretariat: what the reader marks of suggestions and of facts, kept in a small file; docs/decisions/0031-replies.md.

/** @typedef {{about: "suggestion" | "fact", id: string, says: string, seal?: string, fact?: string, value?: string, why: string}} ReplyMark */
/** @typedef {{fact: string, value: string, name: string}} MarkedFact  as the graph has it, and in words */

const SAYS = /** @type {const} */ (["met", "not-useful", "partners", "wrong"]);
const MOST_REASON = 500;
/** @type {Map<string, ReplyMark>} by what they are about */
const REPLY = new Map();

/** Buttons that say what became of a suggestion; nothing for one that no decision can be about. @param {Opportunity} row @param {string} where @returns {Node | null} */
function suggestionReply(row, where) {
  if (!row.seal || !row.id) return null;
  const key = `suggestion:${row.id}`;
  const block = element("details", { class: "reply" });
  const draw = () => {
    const made = REPLY.get(key);
    const summary = element("summary", {}, made ? translate("reply.said", { says: translate(`reply.${made.says}`) }) : translate("reply.open"));
    summary.dataset.focus = `reply:${where}`;
    /** @param {string} says */
    const say = (says) => {
      if (made?.says === says) REPLY.delete(key);
      else REPLY.set(key, { about: "suggestion", id: row.id ?? "", says, seal: row.seal, why: made?.why ?? "" });
      keepingFocus(draw);
      drawReply();
    };
    const buttons = SAYS.map((says) => button(`reply:${where}:${says}`, () => say(says), { "aria-pressed": String(made?.says === says), class: "say" }, translate(`reply.${says}`)));
    block.replaceChildren(summary, element("div", { class: "choices", role: "group", "aria-label": translate("reply.open") }, ...buttons), ...(made ? [reasonField(made, `reply:${where}:why`)] : []));
  };
  draw();
  return block;
}

/** A line for the reader's reason. @param {ReplyMark} made @param {string} focus */
function reasonField(made, focus) {
  const field = /** @type {HTMLInputElement} */ (element("input", { type: "text", maxlength: MOST_REASON }));
  field.value = made.why;
  field.dataset.focus = focus;
  field.addEventListener("input", () => { made.why = field.value; });
  return element("label", { class: "why" }, element("span", {}, translate("reply.why")), field);
}

/** A list of the facts of an initiative, to say which is wrong. @param {Initiative} row */
function factReply(row) {
  const facts = factsOf(row);
  const block = element("details", { class: "reply" });
  /** @param {MarkedFact} fact */
  const keyOf = (fact) => `fact:${row.id}:${fact.fact}:${fact.value}`;
  const draw = () => {
    const summary = element("summary", {}, translate("reply.facts"));
    summary.dataset.focus = `reply:facts:${row.id}`;
    const items = facts.map((fact) => {
      const made = REPLY.get(keyOf(fact));
      const say = () => {
        if (made) REPLY.delete(keyOf(fact));
        else REPLY.set(keyOf(fact), { about: "fact", id: row.id, says: "wrong", fact: fact.fact, value: fact.value, why: "" });
        keepingFocus(draw);
        drawReply();
      };
      const act = button(`reply:${keyOf(fact)}`, say, { "aria-pressed": String(Boolean(made)), class: "say" }, translate("reply.wrong"), element("span", { class: "aside" }, `${translate("timeline.colon")}${fact.name}`));
      return element("li", {}, act, " ", fact.name, ...(made ? [reasonField(made, `reply:${keyOf(fact)}:why`)] : []));
    });
    block.replaceChildren(summary, element("ul", {}, ...items));
  };
  draw();
  return block;
}

/** What the page says of an initiative. @param {Initiative} row @returns {MarkedFact[]} */
function factsOf(row) {
  /** @param {string} fact @param {string} value @param {string} shown @returns {MarkedFact} */
  const made = (fact, value, shown) => ({ fact, value, name: translate("reply.fact", { fact: translate(`reply.fact.${fact}`), value: shown }) });
  return [
    made("initiative", Object.values(row.titles)[0] ?? "", pick(row.titles)[0]),
    ...(row.lead ? [made("lead", row.lead, nameOf("jurisdiction", row.lead))] : []),
    ...row.partners.map((id) => made("partner", id, nameOf("jurisdiction", id))),
    ...row.themes.map((id) => made("theme", id, nameOf("theme", id))),
    ...row.dates.map((date) => made("date", `${date.kind} ${date.edtf}`, `${dateKind(date)} ${dateText(date.edtf)}`)),
    ...(row.status ? [made("status", row.status, translate(`status.${row.status}`))] : []),
  ].filter((fact) => fact.value);
}

/** The bar at the foot of the window, once there is something to reply. */
function drawReply() {
  part("reply").hidden = !REPLY.size;
  part("reply-note").textContent = translate("reply.note");
  document.body.classList.toggle("has-reply", REPLY.size > 0);
  const words = REPLY.size ? count("reply.count", REPLY.size) : "";
  if (part("reply-count").textContent !== words) part("reply-count").textContent = words;
}

/** The reply as a file has it, with a checksum over all that it says. */
function replyText() {
  const from = /** @type {HTMLInputElement} */ (part("reply-from")).value.trim();
  const marks = [...REPLY.values()].map((made) => ({ ...made, why: made.why.trim() }));
  const head = { format: "accord-reply/1", audience: DATA.audience, from };
  const said = [head.format, head.audience, head.from, ...marks.map((made) => [made.about, made.id, made.says, made.seal ?? "", made.fact ?? "", made.value ?? "", made.why])];
  const check = checksum(new TextEncoder().encode(JSON.stringify(said))).toString(16).padStart(8, "0");
  return JSON.stringify({ ...head, marks, check }, null, 1);
}

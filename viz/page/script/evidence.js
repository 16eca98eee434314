// Evidence: the source's own words, their place, whether the source states the fact, and by which rule.

/**
 * Evidence that opens on demand. It is filled when it is opened or in idle time, so that a choice need not wait for it
 * and the browser's own search still finds it.
 * @param {number[]} places  in the list of evidence
 * @param {string} focus     names it among all, so that focus survives a new drawing
 * @param {boolean} [open]
 * @param {Node[]} [first]   what stands before the passages
 * @param {string} [title]   the key of the words that open it
 */
function evidenceBlock(places, focus, open = false, first = [], title = "evidence.title") {
  if (!places?.length) return element("div", {}, ...first, element("p", { class: "note" }, translate("evidence.none")));
  const summary = element("summary", {}, count(title, places.length));
  summary.dataset.focus = `evidence:${focus}`;
  const block = element("details", { open }, summary);
  const fill = () => {
    if (!block.querySelector(".evidence")) summary.after(...first, ...passages(places).map(passageItem));
  };
  if (open) fill();
  else {
    block.addEventListener("toggle", fill, { once: true });
    whenIdle(() => block.isConnected && fill());
  }
  return block;
}

/** @typedef {Evidence & {place: number}} Placed  with its place in the list of evidence */

/** Evidence by the passage that it is: one passage often bears out several facts, each by its rule. @param {number[]} places @returns {Placed[][]} */
function passages(places) {
  /** @type {Map<string, Placed[]>} */
  const found = new Map();
  for (const place of places) {
    const piece = { ...evidenceAt(place), place };
    const key = JSON.stringify([piece.source, piece.page, piece.sheet, piece.cell, piece.line, piece.quote, piece.reported_by]);
    found.set(key, [...(found.get(key) ?? []), piece]);
  }
  return [...found.values()];
}

/** The passage as it looks in its document, with the words lit. @param {Placed} piece @param {string} where @returns {Node | null} */
function cropOf({ place, quote = "" }, where) {
  const found = DATA.crops?.of[place];
  if (!found || !DATA.crops) return null;
  const [at, ...marks] = found;
  const [width, height] = DATA.crops.sizes[at];
  const lit = Array.from({ length: marks.length / 4 }, (_, each) => marks.slice(4 * each, 4 * each + 4))
    .map(([x, y, w, h]) => drawn("rect", { x: x - 1, y: y - 1, width: w + 2, height: h + 2, class: "lit-words" }));
  const picture = drawn("image", { href: `data:image/webp;base64,${DATA.crops.images[at]}`, width, height });
  return drawn("svg", { class: "crop", viewBox: `0 0 ${width} ${height}`, width: Math.round(width / 1.5), height: Math.round(height / 1.5), role: "img", "aria-label": translate("evidence.crop", { where, quote }) }, picture, ...lit);
}

/** A passage, its place, and the facts that it supports. @param {Placed[]} pieces */
function passageItem(pieces) {
  const [piece] = pieces;
  const source = DATA.sources[piece.source];
  const code = source?.language ?? language;
  const quote = piece.quote === undefined ? null : element("blockquote", { lang: code === language ? null : code, class: "data" }, ...quotedWords(piece));
  const where = [source?.name ?? translate("evidence.source.unknown")];
  for (const field of /** @type {const} */ (["page", "sheet", "cell", "line"])) {
    const at = piece[field];
    if (at !== undefined) where.push(translate(`evidence.${field}`, { [field]: at }));
  }
  if (piece.reported_by) where.push(translate("evidence.reported_by", { name: nameOf("jurisdiction", piece.reported_by) }));
  return element("div", { class: "evidence" }, quote, cropOf(piece, where.join(", ")), element("p", {}, element("bdi", {}, where.join(", "))), ...pieces.map(howItem));
}

const NEAR = 12; // lines between a passage and its neighbours
const SHORT = 15; // characters below which a passage says nothing beside another

/** @typedef {{page: number, line: number, quote: string}} Quoted  a passage that no other quoted passage contains */
/** @type {Map<number, Quoted[]>} by source, in reading order; made when first asked for */
const QUOTED = new Map();

/** All that is quoted of a source, in its order, each passage as long as anything on this page quotes it. @param {number} source @returns {Quoted[]} */
function quotedOf(source) {
  if (!QUOTED.size) {
    /** @type {Map<number, Map<string, Quoted>>} */
    const found = new Map(DATA.sources.map((_, at) => [at, new Map()]));
    for (let at = 0; at < DATA.evidence.count; at += 1) {
      const { source: from, page = 0, line = 0, quote } = evidenceAt(at);
      if (quote) found.get(from)?.set(JSON.stringify([page, line, quote]), { page, line, quote });
    }
    for (const [from, quotes] of found) {
      const ordered = [...quotes.values()].sort((a, b) => a.page - b.page || a.line - b.line);
      QUOTED.set(from, ordered.filter((one) => !container(one, ordered)));
    }
  }
  return QUOTED.get(source) ?? [];
}

/** The passage that contains another: near it, longer, with the same words in it. @param {Quoted} one @param {Quoted[]} all @returns {Quoted | undefined} */
function container(one, all) {
  return all.find((each) => each.quote.length > one.quote.length && each.page === one.page && each.line <= one.line && one.line - each.line <= NEAR && each.quote.includes(one.quote));
}

/** The quoted words, marked in their sentence, with what is quoted just before and after. @param {Evidence} piece @returns {(Node | string)[]} */
function quotedWords({ source, page = 0, line = 0, quote = "" }) {
  const all = quotedOf(source);
  const whole = container({ page, line, quote }, all);
  const at = all.findIndex((each) => (whole ? each === whole : each.page === page && each.line === line && each.quote === quote));
  /** @param {Quoted | undefined} other */
  const near = (other) => (other && at >= 0 && other.quote.length >= SHORT && other.page === page && Math.abs(other.line - all[at].line) <= NEAR ? [element("span", { class: "near" }, other.quote)] : []);
  const [before, after] = whole ? around(whole.quote.replace(quote, () => "\0"), 1) : ["", ""];
  const sentence = element("span", { class: "sentence" }, before, element("mark", {}, quote), after);
  return [...near(all[at - 1]), sentence, ...near(all[at + 1])];
}

/** Whether a fact is stated, by which rule it was found, and which fact it is. @param {Evidence} piece */
function howItem(piece) {
  const meaning = Object.hasOwn(DATA.rules, piece.rule) ? text(DATA.rules[piece.rule]) : element("code", {}, piece.rule);
  const facts = supportedFacts(piece.supports);
  const basis = piece.stated ? "stated" : piece.proposed ? "proposed" : piece.accepted ? "accepted" : "inferred";
  const sure = piece.confidence === undefined ? "" : ` (${translate("evidence.confidence", { percent: String(Math.round(piece.confidence * 100)) })})`;
  return element("p", { class: piece.stated ? null : "inferred" }, translate(`evidence.${basis}`), sure, " · ", translate("evidence.rule"), " ", meaning,
    facts.length ? ` · ${translate("evidence.supports", { facts: facts.join(", ") })}` : "");
}

/** The facts that evidence bears out, in words. @param {string[]} names  such as lead, title:fr, theme:data */
function supportedFacts(names) {
  return unique(names.map((name) => {
    const [kind, ...rest] = name.split(":");
    const detail = rest.join(":");
    const word = translate(hasWords(`supports.${kind}`) ? `supports.${kind}` : "supports.other");
    return kind === "theme" && NODES.theme.has(detail) ? `${word} (${nameOf("theme", detail)})` : word;
  }));
}

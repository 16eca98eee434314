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

/** Evidence by the passage that it is: one passage often bears out several facts, each by its rule. @param {number[]} places @returns {Evidence[][]} */
function passages(places) {
  /** @type {Map<string, Evidence[]>} */
  const found = new Map();
  for (const place of places) {
    const piece = evidenceAt(place);
    const key = JSON.stringify([piece.source, piece.page, piece.sheet, piece.cell, piece.line, piece.quote, piece.reported_by]);
    found.set(key, [...(found.get(key) ?? []), piece]);
  }
  return [...found.values()];
}

/** A passage, its place, and the facts that it supports. @param {Evidence[]} pieces */
function passageItem(pieces) {
  const [piece] = pieces;
  const source = DATA.sources[piece.source];
  const code = source?.language ?? language;
  const quote = piece.quote === undefined ? null : element("blockquote", { lang: code === language ? null : code, class: "data" }, piece.quote);
  const where = [source?.name ?? translate("evidence.source.unknown")];
  for (const field of /** @type {const} */ (["page", "sheet", "cell", "line"])) {
    const at = piece[field];
    if (at !== undefined) where.push(translate(`evidence.${field}`, { [field]: at }));
  }
  if (piece.reported_by) where.push(translate("evidence.reported_by", { name: nameOf("jurisdiction", piece.reported_by) }));
  return element("div", { class: "evidence" }, quote, element("p", {}, element("bdi", {}, where.join(", "))), ...pieces.map(howItem));
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

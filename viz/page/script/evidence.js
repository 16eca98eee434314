// Evidence: the source's own words, where they stand, whether the source states the fact, and by which rule.

/**
 * Evidence that opens on demand. What is closed is filled when it is opened or when nobody waits, so that a choice need not wait for it
 * and the browser's own search still finds it.
 * @param {number[]} places  in the list of evidence
 * @param {string} focus     names it among all, so that focus survives a new drawing
 * @param {boolean} [open]
 */
function evidenceBlock(places, focus, open = false) {
  if (!places?.length) return element("p", { class: "note" }, say("evidence.none"));
  const summary = element("summary", {}, count("evidence.title", places.length));
  summary.dataset.focus = `evidence:${focus}`;
  const block = element("details", { open }, summary);
  const fill = () => {
    if (block.childElementCount === 1) block.append(...places.map((place) => evidenceItem(evidenceAt(place))));
  };
  if (open) fill();
  else {
    block.addEventListener("toggle", fill, { once: true });
    whenIdle(() => block.isConnected && fill());
  }
  return block;
}

/** @param {Evidence} piece */
function evidenceItem(piece) {
  const source = DATA.sources[piece.source];
  const code = source?.language ?? language;
  const quote = piece.quote === undefined ? null : element("blockquote", { lang: code === language ? null : code, class: "data" }, piece.quote);
  const where = [source?.name ?? say("evidence.source.unknown")];
  for (const field of /** @type {const} */ (["page", "sheet", "cell", "line"])) {
    const at = piece[field];
    if (at !== undefined) where.push(say(`evidence.${field}`, { [field]: at }));
  }
  if (piece.reported_by) where.push(say("evidence.reported_by", { name: nameOf("jurisdiction", piece.reported_by) }));
  const meaning = Object.hasOwn(DATA.rules, piece.rule) ? text(DATA.rules[piece.rule]) : element("code", {}, piece.rule);
  const stated = piece.stated;
  const how = element("p", { class: stated ? null : "inferred" }, say(stated ? "evidence.stated" : "evidence.inferred"), " · ", say("evidence.rule"), " ", meaning);
  const facts = supportedFacts(piece.supports);
  return element("div", { class: "evidence" }, quote, element("p", {}, element("bdi", {}, where.join(", "))), how,
    facts.length ? element("p", {}, say("evidence.supports", { facts: facts.join(", ") })) : null);
}

/** The facts that evidence bears out, in words. @param {string[]} names  such as lead, title:fr, theme:data */
function supportedFacts(names) {
  return unique(names.map((name) => {
    const [kind, ...rest] = name.split(":");
    const detail = rest.join(":");
    const word = say(hasWords(`supports.${kind}`) ? `supports.${kind}` : "supports.other");
    return kind === "theme" && NODES.theme.has(detail) ? `${word} (${nameOf("theme", detail)})` : word;
  }));
}

// The matrix as a drawing: its cells, and the lines of text in them, where they are on the screen.

/** @typedef {{words: string, left: number, top: number, right: number, bottom: number, upright: boolean, style: CSSStyleDeclaration}} TextLine */

/** The matrix as text of an SVG. */
function matrixPicture() {
  const table = part("matrix");
  const frame = table.getBoundingClientRect();
  const [width, height] = [Math.ceil(frame.width), Math.ceil(frame.height)];
  const cells = [...table.querySelectorAll("th, td")];
  const svg = /** @type {SVGElement} */ (drawn("svg", { xmlns: "http://www.w3.org/2000/svg", lang: language }, ...cells.map((cell) => cellShape(cell, frame)), ...cells.flatMap((cell) => cellWords(cell, frame))));
  if (ruler) ruler.font = `12px ${FONT.face}`;
  const legend = [...part("matrix-legend").children].map((each) => each.textContent?.replace(/\s+/g, " ").trim()).filter(Boolean).join("   |   ");
  return framed(svg, "matrix", 0, 0, width, height + 8, wrapLines(legend, Math.max(width, PICTURE.width) - 20));
}

/** Words in as many lines as they need. @param {string} words @param {number} width */
function wrapLines(words, width) {
  const lines = [""];
  for (const piece of words.split("   |   ")) {
    const longer = [lines[lines.length - 1], piece].filter(Boolean).join("   |   ");
    if (widthOf(longer) <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}

/** @param {Element} cell @param {DOMRect} frame */
function cellShape(cell, frame) {
  const box = cell.getBoundingClientRect();
  const style = getComputedStyle(cell);
  const lined = cell.tagName === "TD" && style.borderTopWidth !== "0px";
  const fill = style.backgroundColor === "rgba(0, 0, 0, 0)" ? "none" : style.backgroundColor;
  return drawn("rect", { x: box.left - frame.left, y: box.top - frame.top, width: box.width, height: box.height, fill, stroke: lined ? style.borderTopColor : "none" });
}

/** @param {Element} cell @param {DOMRect} frame */
function cellWords(cell, frame) {
  const box = cell.getBoundingClientRect();
  const own = getComputedStyle(cell);
  const middle = [box.left + box.width / 2 - frame.left, box.top + box.height / 2 + 5 - frame.top];
  if (own.fontSize === "0px") return [drawn("text", { x: middle[0], y: middle[1], "text-anchor": "middle", "font-family": FONT.face.replace(/"/g, "'"), "font-size": 14, fill: getComputedStyle(document.body).color }, cell.classList.contains("unknown") ? "?" : "·")];
  return linesIn(cell).map(({ words, left, top, right, bottom, upright, style }) => {
    const size = Number.parseFloat(style.fontSize);
    const look = { "font-family": style.fontFamily.replace(/"/g, "'"), "font-size": size, "font-weight": style.fontWeight, "font-style": style.fontStyle, fill: style.color };
    if (upright) return drawn("text", { ...look, transform: `translate(${(left + right) / 2 + size * 0.35 - frame.left} ${bottom - frame.top}) rotate(-90)` }, words);
    if (ruler) ruler.font = `${style.fontWeight} ${size}px ${style.fontFamily}`;
    return drawn("text", { ...look, x: left - frame.left, y: (top + bottom) / 2 + size * 0.35 - frame.top }, shorten(words, Math.max(box.right - left, 0)));
  });
}

/** The lines of text that are seen in a cell. @param {Element} cell @returns {TextLine[]} */
function linesIn(cell) {
  /** @type {TextLine[]} */
  const lines = [];
  const range = document.createRange();
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const holder = /** @type {Element} */ (node.parentElement);
    if (holder.closest(".aside")) continue;
    const style = getComputedStyle(holder);
    const upright = style.writingMode !== "horizontal-tb";
    for (const match of (node.textContent ?? "").matchAll(/\S+/g)) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      if (right <= left || bottom <= top) continue;
      const last = lines[lines.length - 1];
      const follows = last && last.style.fontSize === style.fontSize && last.style.color === style.color && (upright ? Math.abs(last.left - left) < 2 : Math.abs(last.top - top) < 2);
      if (follows) Object.assign(last, { words: `${last.words} ${match[0]}`, left: Math.min(last.left, left), top: Math.min(last.top, top), right: Math.max(last.right, right), bottom: Math.max(last.bottom, bottom) });
      else lines.push({ words: match[0], left, top, right, bottom, upright, style });
    }
  }
  return lines;
}

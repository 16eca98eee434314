// Sharing what is shown: a file of exactly this view, a link, pictures, a slide, tables.

/** @typedef {"map" | "network" | "matrix" | "timeline"} Picture */
const PICTURES = /** @type {const} */ (["map", "network", "matrix", "timeline"]);
/** @type {Record<Picture, string>} the part of the page that each picture is in */
const DRAWN_IN = { map: "map", network: "drawing", matrix: "matrix", timeline: "years" };

/** The page with the choice and the language inside, as text. */
async function viewText() {
  drawAllAwaited();
  const { lang: _, all: _all, ...start } = Object.fromEntries(new URLSearchParams(addressOf(choice)));
  const copy = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  for (const each of copy.querySelectorAll("[style]")) each.removeAttribute("style");
  for (const each of copy.querySelectorAll("dialog[open], #filter[open]")) each.removeAttribute("open");
  for (const id of ["drawing", "report", "results", "network-from", "network-to"]) copy.querySelector(`#${id}`)?.replaceChildren();
  copy.querySelector("#network-from")?.removeAttribute("data-language");
  copy.querySelector("#about")?.removeAttribute("data-about");
  const holder = /** @type {HTMLElement} */ (copy.querySelector("#accord-data"));
  const text = JSON.stringify({ ...DATA, language, start }).replace(/</g, "\\u003c");
  holder.textContent = holder.dataset.coding === "gzip" ? await packed(text) : text;
  return `<!doctype html>\n${copy.outerHTML}\n`;
}

/** Text as gzip in base64. @param {string} text */
async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 32766) pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 32766)))); // a multiple of 3
  return pieces.join("");
}

/** What files of this view are called: by what is chosen. */
function viewName() {
  return slugOf(isChosen() || choice.path ? viewWords() : DATA.title ?? translate("page.title")).slice(0, 60) || "view";
}

/** What is shown, in words: the choice, and the two whose connection is. */
function viewWords() {
  const ends = choice.path ? [translate("network.path.of", Object.fromEntries(choice.path.split(",").map((id, at) => [at ? "other" : "one", nameOf("jurisdiction", id)])))] : [];
  return [...(isChosen() ? [choiceName()] : []), ...ends].join(" × ");
}

async function keepView() {
  keep(`${viewName()}.html`, new Blob([await viewText()], { type: "text/html;charset=utf-8" }));
}

const PICTURE = { head: 38, foot: 30, note: 17, width: 640 }; // room for the heading of a picture and for whom it is

/** A picture as a separate file, with its styles, its heading and for whom it is. @param {Picture} which */
function svgText(which) {
  drawAllAwaited();
  if (which === "matrix") return matrixPicture();
  const shown = part(DRAWN_IN[which]).querySelector("svg");
  if (!shown) return "";
  const copy = /** @type {SVGSVGElement} */ (shown.cloneNode(true));
  const [x, y, width, height] = (shown.getAttribute("viewBox") ?? "").split(" ");
  copy.removeAttribute("style");
  for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height, lang: language })) copy.setAttribute(name, value);
  const marks = [...shown.querySelectorAll("rect, path, text, circle")];
  [...copy.querySelectorAll("rect, path, text, circle")].forEach((each, at) => {
    const style = getComputedStyle(marks[at]);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "paint-order", "opacity"]) each.setAttribute(name, style.getPropertyValue(name).replace(/"/g, "'"));
    if (each.getAttribute("fill")?.includes("hatching")) each.setAttribute("fill", "url(#hatching)");
  });
  for (const each of copy.querySelectorAll(".reach")) each.remove();
  for (const each of copy.querySelectorAll("[tabindex]")) each.removeAttribute("tabindex");
  return framed(copy, which, Number(x), Number(y), Number(width), Number(height));
}

/** A picture as text, with its heading above and for whom it is below. @param {SVGElement} copy @param {Picture} which @param {number} x @param {number} y @param {number} width @param {number} height @param {string[]} [notes]  lines at its foot */
function framed(copy, which, x, y, width, height, notes = []) {
  const tokens = getComputedStyle(document.documentElement);
  const [top, wide, high] = [y - PICTURE.head, Math.max(width, PICTURE.width), height + PICTURE.head + PICTURE.foot + notes.length * PICTURE.note];
  for (const [name, value] of Object.entries({ viewBox: `${x} ${top} ${wide} ${high}`, width: wide, height: high })) copy.setAttribute(name, String(value));
  const ground = drawn("rect", { x, y: top, width: wide, height: high, fill: tokens.getPropertyValue("--paper") });
  const edition = choice.edition ? ` – ${editionName(choice.edition)}` : "";
  const name = part(`${which}-title`).textContent ?? "";
  const words = { "font-family": FONT.face.replace(/"/g, "'"), fill: tokens.getPropertyValue("--ink"), x: x + 10 };
  const heading = drawn("text", { ...words, y: top + 24, "font-size": 16, "font-weight": "bold" }, `${name}${edition}`);
  const foot = [...notes, translate(`audience.${DATA.audience}`)].map((line, at) => drawn("text", { ...words, y: top + high - 10 - (notes.length - at) * PICTURE.note, "font-size": 12 }, line));
  copy.append(heading, ...foot);
  copy.prepend(drawn("title", {}, name), ground);
  return new XMLSerializer().serializeToString(copy);
}

/** Which picture the reader chose to keep. */
function chosenPicture() {
  return /** @type {Picture} */ (list("picture").value);
}

function keepSvg() {
  keep(`${chosenPicture()}.svg`, new Blob([svgText(chosenPicture())], { type: "image/svg+xml" }));
}

/** A picture twice as large, so that it prints well. */
function keepPng() {
  const which = chosenPicture();
  const picture = new Image();
  picture.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width * 2, picture.height * 2];
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((content) => content && keep(`${which}.png`, content), "image/png");
  });
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(which))}`;
}

/** The address of what is shown, for a message; only where the page is served, as an address on a disk leads nobody else there. */
async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    part("saved").textContent = translate("save.copied");
  } catch {
    part("saved").textContent = location.href; // where the browser does not let us, the reader can
  }
}

/** Whether a report on each jurisdiction is printed as well. */
let reportsAsked = false;

function openSaving() {
  part("saving-about").textContent = isChosen() || choice.path ? translate("save.about.chosen", { name: viewWords() }) : translate("save.about");
  part("saving-audience").textContent = translate(`audience.${DATA.audience}`);
  part("saved").textContent = "";
  part("copy").hidden = !location.protocol.startsWith("http");
  part("print-reports").textContent = count("save.reports", reported().length);
  const pictures = PICTURES.filter((which) => !part(`${which}-part`).hidden && part(DRAWN_IN[which]).childElementCount); // few dates have no axis
  fillList("picture", pictures.map((which) => [which, translate(`picture.${which}`)]));
  /** @type {HTMLDialogElement} */ (part("saving")).showModal();
}

/** @param {boolean} reports */
function printPage(reports) {
  reportsAsked = reports;
  /** @type {HTMLDialogElement} */ (part("saving")).close();
  window.print();
}

/** Forget all marks. */
function discardReply() {
  REPLY.clear();
  drawReply();
  for (const block of document.querySelectorAll("details.reply")) block.removeAttribute("open");
  drawOpportunities();
  drawDetails();
  part("content").focus({ preventScroll: true });
}

function listenToSaving() {
  /** @param {string} id @param {() => unknown} act */
  const on = (id, act) => part(id).addEventListener("click", () => void act());
  on("save", openSaving);
  on("close", () => /** @type {HTMLDialogElement} */ (part("saving")).close());
  on("save-view", keepView);
  on("save-slide", () => keep(`${viewName()}.pptx`, presentation()));
  on("save-workbook", () => keep("tables.xlsx", workbook(TABLES.map((name) => [translate(`save.${name}`), tableRows(name)]))));
  for (const name of TABLES) on(`save-${name}`, () => keepCsv(name));
  on("save-svg", keepSvg);
  on("save-png", keepPng);
  on("copy", copyLink);
  on("reply-save", () => {
    keep("reply.json", new Blob([replyText()], { type: "application/json" }));
    part("reply-note").textContent = translate("reply.saved", { name: "accord-reply.json" });
  });
  on("reply-more", () => {
    const open = part("reply").classList.toggle("unfolded");
    part("reply-more").setAttribute("aria-expanded", String(open));
  });
  on("reply-discard", discardReply);
  on("print", () => printPage(false));
  on("print-reports", () => printPage(true));
}

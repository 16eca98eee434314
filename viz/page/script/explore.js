// What the reader does to the network: opens and folds, follows a path, moves boxes, moves the picture, takes it back.

/** @typedef {{x: number, y: number, scale: number}} Zoom */

const MOST_PAST = 60;
const [LEAST_SCALE, MOST_SCALE] = [0.15, 2.5];
/** @type {string[]} earlier views, to go back to */
const PAST = [];
/** @type {Zoom} */
let zoom = { x: 0, y: 0, scale: 1 };
/** Whether the picture is where the page put it, not the reader. */
let fitted = true;
/** Whether the pointer that was just lifted moved something. */
let dragged = false;
/** The choice that the view follows. */
let followedChoice = "none";
/** @type {string} what the pointer or the keyboard is on */
let pointed = "";

/** What of the choice changes the picture. */
function choiceKey() {
  const { hide: _, ...rest } = choice;
  return JSON.stringify(rest);
}

/** What the choice, not the reader, brought into the picture or opened; it goes with the choice. */
const AUTO = { pins: /** @type {string[]} */ ([]), opened: /** @type {string[]} */ ([]) };

/** Open what is chosen, or bring it into the picture; what was there stays. */
function bringChoice() {
  followedChoice = choiceKey();
  if (!MEMBERS.size || choice.edition !== countedEdition) {
    countedEdition = choice.edition;
    prepareCommunities();
    measureAmounts();
  }
  view = { ...view, path: idsOf(chosenPath()), pins: view.pins.filter((id) => !AUTO.pins.includes(id)), opened: view.opened.filter((id) => !AUTO.opened.includes(id)) };
  const asked = chosenIds();
  const drawnNow = asked.length ? new SceneBuilder().build().nodes : new Map();
  AUTO.pins = asked.filter((id) => !drawnNow.has(id) && !view.pins.includes(id));
  AUTO.opened = choice.jurisdiction && !choice.compare && !choice.theme ? asked.filter((id) => !view.opened.includes(id)) : [];
  view = { ...view, pins: [...view.pins, ...AUTO.pins], opened: [...view.opened, ...AUTO.opened] };
}

/** The edition of the counts that shades are made from. @type {string | undefined} */
let countedEdition;

/** The chosen things as they are called in the drawing; an initiative that has a partnership is drawn as that. @returns {string[]} */
function chosenIds() {
  const initiative = choice.initiative ? NODES.initiative.get(choice.initiative)?.wholeAt ?? -1 : -1;
  const partnership = choice.partnership ? NODES.partnership.get(choice.partnership)?.at ?? -1
    : initiative >= 0 ? DATA.partnerships.initiative.indexOf(initiative) : -1;
  return [
    ...[choice.jurisdiction, choice.compare].flatMap((id) => { const at = AT.jurisdiction.get(id ?? ""); return at === undefined ? [] : [`jurisdiction:${at}`]; }),
    ...(choice.theme ? [`theme:${AT.theme.get(choice.theme)}`] : []),
    ...(partnership >= 0 ? [`partnership:${partnership}`] : initiative >= 0 ? [`initiative:${initiative}`] : []),
  ];
}

/** Remember the view, change it and draw it. @param {Partial<View>} change @param {string} [anchor] */
function changeView(change, anchor) {
  PAST.push(JSON.stringify(view));
  if (PAST.length > MOST_PAST) PAST.shift();
  view = { ...view, ...change };
  keepingFocus(() => drawScene(anchor));
}

function undoView() {
  const before = PAST.pop();
  if (!before) return;
  view = JSON.parse(before);
  if (!view.path.length && choice.path) rememberPath("");
  keepingFocus(() => { drawScene(); drawPathForm(); });
  announce(translate("network.undone"));
}

/** Say something in the line below the drawing, and to who listens. @param {string} words */
function announce(words) {
  part("network-status").textContent = words;
  keepToolbars();
}

/** Enter or a click: open, show more, or fold again. @param {string} id */
function pressNode(id) {
  const node = scene.nodes.get(id);
  if (!node || !node.opens) return;
  if (node.kind === "more") return showMore(id.replace("more:", ""));
  if (node.kind === "theme") return pinTheme(node);
  if (node.opened) closeNode(id);
  else openNode(id);
}

/** @param {string} id */
function openNode(id) {
  const full = scene.nodes.size + scene.nets.length > MOST.drawn;
  if (full) return announce(count("network.full", MOST.drawn));
  changeView({ opened: unique([...view.opened, id]), closed: view.closed.filter((each) => each !== id) }, id);
  const inside = scene.nodes.get(id)?.columns.flat().length ?? 0;
  announce(inside ? count("network.unfolded", inside) : count("network.answered", scene.nets.filter((net) => net.source === id).reduce((sum, net) => sum + net.targets.length, 0)));
}

/** @param {string} id */
function closeNode(id) {
  if (id === "community:pins") {
    rememberPath("");
    changeView({ pins: [], path: [] });
    return drawPathForm();
  }
  changeView({ opened: view.opened.filter((each) => each !== id), closed: id.startsWith("community:") ? unique([...view.closed, id]) : view.closed }, id);
  announce(translate("network.folded"));
}

/** @param {string} where */
function showMore(where) {
  const kind = /** @type {keyof typeof A_STEP} */ (where.startsWith("community") ? "community" : where.startsWith("jurisdiction") ? "jurisdiction" : "evidence");
  changeView({ more: { ...view.more, [where]: shownIn(where, kind) + A_STEP[kind] } }, where);
  networkStop = `network:${where}`;
  keepOneMark();
  allMarks().find((each) => each.dataset.focus === networkStop)?.focus({ preventScroll: true });
}

/** Bring a theme into the picture with lines to what works on it, or take it out. @param {SceneNode} node */
function pinTheme(node) {
  const id = `theme:${node.at}`;
  changeView({ pins: view.pins.includes(id) ? view.pins.filter((each) => each !== id) : [...view.pins, id] }, node.id);
  announce(translate(view.pins.includes(id) ? "network.pinned" : "network.folded"));
}

/** Escape: fold what has the focus, or what it is in; the focus goes to what was folded. */
function foldFocused() {
  const id = focusedMark();
  const node = scene.nodes.get(id);
  if (view.path.length) return clearPath();
  const target = node?.opened && node.kind !== "theme" ? node : scene.nodes.get(node?.parent ?? "");
  if (!target) return;
  networkStop = `network:${target.id}`;
  allMarks().find((each) => each.dataset.focus === networkStop)?.focus({ preventScroll: true });
  closeNode(target.id);
}

/** Fold all that the reader opened, and put boxes back. */
function foldAll() {
  columnsKept = null;
  rememberPath("");
  changeView({ opened: [], closed: [], pins: [], more: {}, moved: {}, path: [] });
  drawPathForm();
  fit();
  announce(translate("network.folded"));
}

function focusedMark() {
  return /** @type {SVGElement | null} */ (document.activeElement?.closest?.(".mark"))?.dataset.mark ?? "";
}

/** What the pointer or the keyboard is on, in a sentence with what can be done. */
function drawInfo() {
  const id = scene.nodes.has(pointed) ? pointed : scene.nodes.has(focusedMark()) ? focusedMark() : "";
  const node = scene.nodes.get(id);
  const net = scene.nets.find((each) => each.id === pointed);
  part("network-all").hidden = !["jurisdiction", "initiative", "partnership", "theme"].includes(scene.nodes.get(focusedMark() || networkStop.replace("network:", ""))?.kind ?? "");
  part("network-sentence").textContent = node ? markSentence(node) : net?.about ? pick(net.about.sentences)[0] : translate("network.hint");
}

/** Everything about what has the focus, on the whole page. */
function chooseFocused() {
  const node = scene.nodes.get(focusedMark() || networkStop.replace("network:", ""));
  if (!node) return;
  if (node.kind === "need" || node.kind === "evidence" || node.kind === "more") return;
  if (node.kind !== "community") chooseWithin({ [node.kind]: rowAt(node.kind, node.at).id });
}

// Keys.

/** Left and right go through the marks as one reads, up and down to the nearest; see the help below the drawing. @param {KeyboardEvent} event */
function keyInNetwork(event) {
  if (event.altKey && event.key.startsWith("Arrow")) return moveFocused(event);
  const id = focusedMark();
  /** @type {Record<string, () => void>} */
  const acts = {
    ArrowLeft: () => stepMarks(-1), ArrowRight: () => stepMarks(1), ArrowUp: () => stepAcross(-1), ArrowDown: () => stepAcross(1),
    Home: () => stepMarks(-Infinity), End: () => stepMarks(Infinity), Enter: () => (event.shiftKey ? chooseFocused() : pressMark()), " ": pressMark,
    Escape: foldFocused, "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), 0: fit,
    PageUp: () => pan(0, 160), PageDown: () => pan(0, -160),
  };
  if ((event.ctrlKey || event.metaKey) && event.key === "z") acts.z = undoView;
  else if (event.ctrlKey || event.metaKey) return;
  if (!id || !acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
}

function pressMark() {
  const focused = /** @type {SVGElement | null} */ (document.activeElement);
  focused?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}

/** @param {number} step */
function stepMarks(step) {
  const marks = allMarks();
  const here = marks.findIndex((each) => each === document.activeElement);
  focusMark(marks[Math.max(0, Math.min(marks.length - 1, here + step))]);
}

/** To the nearest box above or below. @param {number} way */
function stepAcross(way) {
  const here = scene.nodes.get(focusedMark());
  if (!here) return stepMarks(way);
  const from = [here.x + here.width / 2, here.y];
  let best;
  let least = Infinity;
  for (const node of scene.nodes.values()) {
    const down = (node.y - from[1]) * way;
    const far = down + 2 * Math.abs(node.x + node.width / 2 - from[0]);
    if (down > 1 && far < least) [best, least] = [node, far];
  }
  if (best) focusMark(allMarks().find((each) => each.dataset.mark === best.id));
  else stepMarks(way);
}

/** @param {SVGElement | undefined} made */
function focusMark(made) {
  made?.focus({ preventScroll: true });
  if (made) bringIntoView(made.dataset.mark ?? "");
}

/** Move the box that has the focus. @param {KeyboardEvent} event */
function moveFocused(event) {
  const id = focusedMark();
  const by = /** @type {Record<string, Point>} */ ({ ArrowLeft: [-24, 0], ArrowRight: [24, 0], ArrowUp: [0, -24], ArrowDown: [0, 24] })[event.key];
  if (!scene.nodes.has(id) || !by) return;
  event.preventDefault();
  const [x, y] = view.moved[id] ?? [0, 0];
  changeView({ moved: { ...view.moved, [id]: [x + by[0], y + by[1]] } });
  announce(translate("network.moved"));
}

// The picture as a whole: moved and enlarged by a style of the drawing, so that nothing is drawn again.

/** @returns {SVGSVGElement | null} */
function picture() {
  return part("drawing").querySelector("svg");
}

function showZoom() {
  const svg = picture();
  if (svg) svg.style.transform = `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`;
}

/** Fit the picture where the reader has not moved it. @param {{width: number, height: number}} size */
function applyZoom(size) {
  const stage = part("drawing");
  stage.style.setProperty("--picture", `${Math.ceil(size.height)}`);
  if (fitted) fit();
  else showZoom();
}

/** As large as it can be with all of it in view; on a narrow screen as wide as the screen. */
function fit() {
  const svg = picture();
  if (!svg) return;
  fitted = true;
  const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
  const room = stageSize();
  const scale = Math.min(1, room.width / width);
  const whole = Math.min(scale, room.height / height);
  zoom = { x: 0, y: 0, scale: Math.max(LEAST_SCALE, wide ? whole : scale) };
  zoom.x = Math.max(0, (room.width - width * zoom.scale) / 2);
  part("drawing").style.height = `${Math.min(room.most, Math.max(160, Math.ceil(height * scale)))}px`;
  showZoom();
}

/** How large the drawing may be; without laying out the page before its first drawing. */
function stageSize() {
  const width = stageWidth || (window.innerWidth - 36);
  const most = Math.max(320, Math.round(window.innerHeight * (wide ? 0.82 : 0.78)));
  return { width, height: most, most };
}

/** The width of the drawing when it was last measured. */
let stageWidth = 0;

/** @param {number} x @param {number} y */
function pan(x, y) {
  fitted = false;
  zoom = { ...zoom, x: zoom.x + x, y: zoom.y + y };
  showZoom();
}

/** Enlarge around a point of the drawing, or its middle. @param {number} factor @param {number} [x] @param {number} [y] */
function zoomBy(factor, x = part("drawing").clientWidth / 2, y = part("drawing").clientHeight / 2) {
  fitted = false;
  const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  zoom = { scale, x: x - (x - zoom.x) * ratio, y: y - (y - zoom.y) * ratio };
  showZoom();
}

/** Where a node is on the screen. @param {string} id @returns {Point | null} */
function screenPlace(id) {
  const node = scene.nodes.get(id);
  return node ? [node.x * zoom.scale + zoom.x, node.y * zoom.scale + zoom.y] : null;
}

/** Keep a node where it was on the screen. @param {string} id @param {Point} before */
function holdPlace(id, before) {
  const node = scene.nodes.get(id);
  fitted = false;
  if (node) zoom = { ...zoom, x: before[0] - node.x * zoom.scale, y: before[1] - node.y * zoom.scale };
  showZoom();
}

/** Move the picture so that a node is in view. @param {string} id */
function bringIntoView(id) {
  const node = scene.nodes.get(id);
  const stage = part("drawing");
  if (!node) return;
  const [left, top] = [node.x * zoom.scale + zoom.x, node.y * zoom.scale + zoom.y];
  const [right, bottom] = [left + node.width * zoom.scale, top + Math.min(node.height, 120) * zoom.scale];
  const x = left < 8 ? 8 - left : right > stage.clientWidth - 8 ? stage.clientWidth - 8 - right : 0;
  const y = top < 8 ? 8 - top : bottom > stage.clientHeight - 8 ? stage.clientHeight - 8 - bottom : 0;
  if (x || y) pan(x, y);
}

// Pointers: one moves the picture or a box, two enlarge; the wheel enlarges with Ctrl, or once the drawing has the focus.

/** @type {Map<number, Point>} */
const POINTERS = new Map();
/** @type {{id: string, x: number, y: number, by: Point} | null} what is being dragged */
let grip = null;

/** How long a finger rests on a box until it holds it, in milliseconds. */
const HOLD = 350;
/** The timer of a finger that rests on a box. */
let holding = 0;

/** A finger rested on a box: it moves that, not the picture. @param {string} id */
function holdNode(id) {
  if (!grip || dragged || POINTERS.size !== 1) return;
  grip.id = id;
  allMarks().find((each) => each.dataset.mark === id)?.classList.add("held");
}

function listenToPointers() {
  const stage = part("drawing");
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && !stage.contains(document.activeElement)) return;
    event.preventDefault();
    const { left, top } = stage.getBoundingClientRect();
    zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), event.clientX - left, event.clientY - top);
  }, { passive: false });
  stage.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    POINTERS.set(event.pointerId, [event.clientX, event.clientY]);
    const id = /** @type {Element} */ (event.target).closest(".mark")?.getAttribute("data-mark") ?? "";
    dragged = false;
    const touch = event.pointerType === "touch";
    grip = POINTERS.size === 1 ? { id: scene.nodes.has(id) && !touch ? id : "", x: event.clientX, y: event.clientY, by: view.moved[id] ?? [0, 0] } : null;
    clearTimeout(holding);
    if (touch && grip && scene.nodes.has(id)) holding = setTimeout(() => holdNode(id), HOLD);
  });
  // Once a box is held, or two fingers are down, the browser does not move the page.
  stage.addEventListener("touchmove", (event) => { if (grip?.id || event.touches.length > 1) event.preventDefault(); }, { passive: false });
  stage.addEventListener("contextmenu", (event) => { if (grip?.id && POINTERS.size) event.preventDefault(); });
  stage.addEventListener("pointermove", movePointer);
  for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) window.addEventListener(name, liftPointer);
  stage.addEventListener("pointerover", (event) => pointAt(/** @type {Element} */ (event.target).closest(".mark")?.getAttribute("data-mark") ?? ""));
  stage.addEventListener("pointerleave", () => pointAt(""));
}

/** @param {PointerEvent} event */
function movePointer(event) {
  const before = POINTERS.get(event.pointerId);
  if (!before) return;
  const stage = part("drawing");
  if (POINTERS.size === 2) {
    const other = /** @type {Point} */ ([...POINTERS].find(([id]) => id !== event.pointerId)?.[1]);
    const { left, top } = stage.getBoundingClientRect();
    const [far, near] = [Math.hypot(event.clientX - other[0], event.clientY - other[1]), Math.hypot(before[0] - other[0], before[1] - other[1])];
    zoomBy(far / Math.max(1, near), (event.clientX + other[0]) / 2 - left, (event.clientY + other[1]) / 2 - top);
    pan((event.clientX - before[0]) / 2, (event.clientY - before[1]) / 2);
    dragged = true;
  } else if (grip) {
    const far = Math.abs(event.clientX - grip.x) + Math.abs(event.clientY - grip.y);
    if (!dragged && far < 5) return;
    if (!dragged && !grip.id) clearTimeout(holding);
    if (!dragged) beginDrag(event);
    if (grip.id) dragNode(event);
    else pan(event.clientX - before[0], event.clientY - before[1]);
  }
  POINTERS.set(event.pointerId, [event.clientX, event.clientY]);
}

/** @param {PointerEvent} event */
function beginDrag(event) {
  dragged = true;
  part("drawing").setPointerCapture(event.pointerId);
  part("drawing").classList.add("moving");
  if (grip?.id) PAST.push(JSON.stringify(view));
}

/** A box goes where the pointer goes, as far as there is room; its lines follow. @param {PointerEvent} event */
function dragNode(event) {
  if (!grip) return;
  const { id, x, y, by } = grip;
  view = { ...view, moved: { ...view.moved, [id]: [by[0] + (event.clientX - x) / zoom.scale, by[1] + (event.clientY - y) / zoom.scale] } };
  if (dragFrame) return;
  dragFrame = requestAnimationFrame(() => {
    dragFrame = 0;
    fitted = false;
    keepingFocus(() => drawScene());
  });
}

/** The frame in which a dragged box is drawn next; 0 is none. */
let dragFrame = 0;

/** @param {PointerEvent} event */
function liftPointer(event) {
  if (!POINTERS.delete(event.pointerId)) return;
  part("drawing").classList.remove("moving");
  clearTimeout(holding);
  for (const each of part("drawing").querySelectorAll(".held")) each.classList.remove("held");
  grip = null;
  if (dragged) setTimeout(() => { dragged = false; });
}

/** @param {string} id */
function pointAt(id) {
  if (id === pointed || (dragged && grip)) return;
  pointed = id;
  lightUp(id || focusedMark() || undefined);
  drawInfo();
}

function listenToNetwork() {
  const stage = part("drawing");
  stage.addEventListener("keydown", keyInNetwork);
  stage.addEventListener("focusin", (event) => {
    networkStop = /** @type {SVGElement} */ (event.target).dataset.focus ?? "";
    keepOneMark();
    if (/** @type {SVGElement} */ (event.target).matches(":focus-visible")) lightUp(focusedMark());
    drawInfo();
  });
  stage.addEventListener("focusout", () => lightUp(pointed || undefined));
  listenToPointers();
  /** @param {string} id @param {() => void} act */
  const on = (id, act) => part(id).addEventListener("click", act);
  on("network-in", () => zoomBy(1.25));
  on("network-out", () => zoomBy(0.8));
  on("network-fit", fit);
  on("network-undo", undoView);
  on("network-fold", foldAll);
  on("network-all", chooseFocused);
  on("network-path", followForm);
  for (const id of ["network-from", "network-to"]) part(id).addEventListener("change", followEnds);
  on("network-path-clear", clearPath);
}

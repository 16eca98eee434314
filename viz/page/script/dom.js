// Elements. Text enters the page only as text: nothing here reads HTML.

/**
 * An element with attributes and children; a child that is null is left out, a string becomes text.
 * @param {string} name
 * @param {Record<string, string | boolean | number | null | undefined>} attributes
 * @param {...(Node | string | null | undefined)} children
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** @typedef {Record<string, string | boolean | number | null | undefined>} Attributes */

/** A part of the template. @param {string} id */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** A list of the template. @param {string} id */
function list(id) {
  return /** @type {HTMLSelectElement} */ (part(id));
}

/** A text of the data, marked with its language where it is not the reader's. @param {Texts | undefined} texts */
function text(texts) {
  const [found, code] = pick(texts);
  return element("span", { lang: code === language ? null : code, class: "data" }, found);
}

/** An element of a drawing. @param {string} name @param {Attributes} attributes @param {...(Node | string)} children */
function drawn(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/** Set attributes where they are not so already: what is unchanged needs no new layout. @param {Element} each @param {Record<string, string>} attributes */
function change(each, attributes) {
  for (const [name, value] of Object.entries(attributes)) if (each.getAttribute(name) !== value) each.setAttribute(name, value);
}

/** Fill a list. @param {string} id @param {[string, string][]} options  value and what is shown */
function fillList(id, options) {
  part(id).replaceChildren(...options.map(([value, shown]) => element("option", { value }, shown)));
}

const OPTIONS_AT_ONCE = 60; // more are put into a list when the reader turns to it: the browser goes through all of them whenever the address changes

/** @type {WeakMap<HTMLSelectElement, () => [string, string][]>} what is to be put into lists */
const LONG_LISTS = new WeakMap();

/** Fill a list with its first option and with jurisdictions, many of them when the reader turns to it. @param {HTMLSelectElement} of @param {string} first  what it says of none @param {() => [string, string][]} options */
function fillLongList(of, first, options) {
  LONG_LISTS.set(of, options);
  of.replaceChildren(element("option", { value: "" }, first));
  if (DATA.jurisdictions.length <= OPTIONS_AT_ONCE) fillAwaitedList(of);
}

/** Fill a list that waits, and keep what it shows. @param {HTMLSelectElement} of */
function fillAwaitedList(of) {
  const options = LONG_LISTS.get(of)?.();
  if (!options || !LONG_LISTS.delete(of)) return;
  const { value } = of;
  const known = new Set(options.map(([each]) => each));
  const [first, ...others] = of.options; // it may show one that is not among the busiest
  of.replaceChildren(first, ...options.map(([each, shown]) => element("option", { value: each }, shown)), ...others.filter((each) => !known.has(each.value)));
  of.value = value;
}

/** A list is filled before it is opened: who presses it or comes to it by keyboard turns to it first. */
function listenToLongLists() {
  for (const event of ["focusin", "pointerdown"]) document.addEventListener(event, ({ target }) => target instanceof HTMLSelectElement && fillAwaitedList(target), { capture: true });
}

/**
 * A button that does something.
 * @param {string} focus  names it among all buttons, so that focus survives a new drawing
 * @param {() => void} act
 * @param {Record<string, string | boolean | number | null | undefined>} attributes
 * @param {...(Node | string | null)} children
 */
function button(focus, act, attributes, ...children) {
  const made = element("button", { type: "button", ...attributes }, ...children);
  made.dataset.focus = focus;
  made.addEventListener("click", act);
  return made;
}

/**
 * Pieces with “, ” between them and “and” before the last, as in `listing`.
 * @param {Node[]} pieces
 */
function listed(pieces) {
  if (pieces.length < 2) return pieces;
  const [before, between, after] = around(translate("list.and", { first: "\0", last: "\0" }), 2);
  const first = pieces.slice(0, -1).flatMap((piece, at) => (at ? [", ", piece] : [piece]));
  return [before, ...first, between, pieces[pieces.length - 1], after];
}

/** A text cut at its places, marked NUL. @param {string} sentence @param {number} places */
function around(sentence, places) {
  const cut = sentence.split("\0");
  return [...cut, ...Array(Math.max(0, places + 1 - cut.length)).fill("")];
}

/**
 * A sentence with elements in its places.
 * @param {string} key
 * @param {Record<string, (Node | string)[]>} values
 * @returns {(Node | string)[]}
 */
function sentence(key, values) {
  return DATA.strings[key][language].split(/(\{\w+\})/).flatMap((piece) => {
    const name = piece.slice(1, -1);
    return piece.startsWith("{") && Object.hasOwn(values, name) ? values[name] : [piece];
  });
}

/** Draw again without losing the place of the keyboard. @param {() => void} draw */
function keepingFocus(draw) {
  const active = /** @type {HTMLElement | SVGElement | null} */ (document.activeElement);
  const focus = active?.dataset?.focus;
  draw();
  if (active?.isConnected && active !== document.activeElement) return active.focus({ preventScroll: true }); // it was moved
  if (!focus || active?.isConnected) return undefined;
  for (const candidate of document.querySelectorAll("[data-focus]")) {
    const one = /** @type {HTMLElement | SVGElement} */ (candidate);
    if (one.dataset.focus === focus) return one.focus({ preventScroll: true });
  }
  return undefined;
}

/** The buttons of a toolbar that can be pressed now. @param {Element} bar @returns {HTMLButtonElement[]} */
function pressable(bar) {
  return [...bar.querySelectorAll("button")].filter((each) => !each.disabled && !each.hidden);
}

/** Leave one button of each toolbar in the tab order: the one that has, or had, the focus. */
function keepToolbars() {
  for (const bar of document.querySelectorAll("[role='toolbar']")) {
    const buttons = pressable(bar);
    const stop = buttons.find((each) => each === document.activeElement) ?? buttons.find((each) => each.dataset.stop) ?? buttons.find((each) => each.getAttribute("aria-pressed") === "true") ?? buttons[0];
    for (const each of bar.querySelectorAll("button")) each.tabIndex = each === stop ? 0 : -1;
  }
}

/** Arrow keys move within a toolbar, Home and End to its ends. @param {KeyboardEvent} event */
function moveInToolbar(event) {
  const focused = /** @type {HTMLElement} */ (event.target);
  const bar = focused.closest?.("[role='toolbar']");
  if (!bar || event.altKey || event.ctrlKey || event.metaKey) return;
  const buttons = pressable(bar);
  const at = buttons.findIndex((each) => each === focused);
  const to = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  for (const each of buttons) delete each.dataset.stop;
  const next = buttons[(to + buttons.length) % buttons.length];
  next.dataset.stop = "1";
  next.focus();
  keepToolbars();
}

/** @type {(() => void)[]} tasks for idle time */
const IDLE = [];

/** Do something in idle time, after earlier tasks. @param {() => void} act */
function whenIdle(act) {
  if (IDLE.push(act) === 1) laterOn();
}

/** Ask for the browser's next moment of rest. */
function laterOn() {
  if (window.requestIdleCallback) window.requestIdleCallback(work);
  else setTimeout(() => work({ timeRemaining: () => 0 }), 50);
}

/** Work until the idle time ends. @param {{timeRemaining: () => number}} deadline */
function work(deadline) {
  do IDLE.shift()?.(); while (IDLE.length && deadline.timeRemaining() > 3);
  if (IDLE.length) laterOn();
}

/** @type {Map<string, () => void>} how to draw the parts of the page that wait until the rest is seen */
const AWAITED = new Map();
/** @type {Set<string>} parts of the page that are in view */
const IN_VIEW = new Set();

/**
 * Draw a part of the page: at once where it is in view, or the reader is in it; else once the rest is seen. Until then it is busy, and
 * shows nothing of before. @param {string} id @param {() => void} draw
 */
function drawWhenSeen(id, draw) {
  const first = !AWAITED.size;
  AWAITED.set(id, draw);
  if (IN_VIEW.has(id) || part(id).contains(document.activeElement)) return drawAwaited(id);
  part(id).setAttribute("aria-busy", "true");
  if (first && document.hidden) setTimeout(drawNextAwaited);
  else if (first) requestAnimationFrame(() => setTimeout(drawNextAwaited));
  return undefined;
}

/** Draw one part after the other, so that the browser can answer the reader in between. */
function drawNextAwaited() {
  const [id] = AWAITED.keys();
  if (id === undefined) return;
  drawAwaited(id);
  setTimeout(drawNextAwaited);
}

/** Draw a part that waits. @param {string} id */
function drawAwaited(id) {
  const draw = AWAITED.get(id);
  if (!draw) return;
  AWAITED.delete(id);
  part(id).removeAttribute("aria-busy");
  keepingFocus(draw);
  if (!AWAITED.size && !isDrawn()) performance.mark("accord-drawn");
}

/** Whether the whole page has been drawn once. */
function isDrawn() {
  return performance.getEntriesByName("accord-drawn").length > 0;
}

/** Draw all that waits: what the reader does next may need it. */
function drawAllAwaited() {
  for (const id of [...AWAITED.keys()]) drawAwaited(id);
}

/** Note whether a part is in view, and draw what waits before the reader acts. @param {string} id */
function watchPart(id) {
  new IntersectionObserver((entries) => {
    for (const { isIntersecting } of entries) IN_VIEW[isIntersecting ? "add" : "delete"](id);
    if (IN_VIEW.has(id)) drawAwaited(id);
  }).observe(part(id));
  part(id).addEventListener("focusin", () => drawAwaited(id));
}

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

/** Fill a list. @param {string} id @param {[string, string][]} options  value and what is shown */
function fillList(id, options) {
  part(id).replaceChildren(...options.map(([value, shown]) => element("option", { value }, shown)));
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

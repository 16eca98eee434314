// Lines are sampled along their path. A box that a line ends in, or that holds one of its ends, is not foreign to it.
() => {
  const svg = document.querySelector("#drawing svg");
  const place = (rect) => { const { x, y, width, height } = rect.getBBox(); return { left: x, top: y, right: x + width, bottom: y + height }; };
  const boxes = [...svg.querySelectorAll(".mark:not(.line)")].map((mark) => ({ id: mark.dataset.mark, ...place(mark.querySelector(".shape")) }));
  const frames = [...svg.querySelectorAll(".frame")].map((frame) => ({ id: frame.dataset.node, ...place(frame) }));
  const inside = ([x, y], box, rim) => x > box.left + rim && x < box.right - rim && y > box.top + rim && y < box.bottom - rim;
  const centre = (id) => { const box = boxes.find((each) => each.id === id); return [(box.left + box.right) / 2, (box.top + box.bottom) / 2]; };
  // the parts of a path, each with where it begins on it: the browser finds a point on a long path slowly
  const parts = (path) => {
    let [pen, start] = ["", 0];
    return path.getAttribute("d").match(/[A-Z][^A-Z]*/g).flatMap((command) => {
      if (!"MLQ".includes(command[0])) throw new Error(`a path with ${command}`);
      const from = pen;
      pen = command.slice(1).trim().split(/[ ,]+/).slice(-2).join(" ");
      if (command[0] === "M") return [];
      const part = document.createElementNS(path.namespaceURI, "path");
      part.setAttribute("d", `M${from}${command}`);
      start += part.getTotalLength();
      return [{ part, start: start - part.getTotalLength() }];
    });
  };
  const lines = [...svg.querySelectorAll("path.line")].map((path) => {
    const length = path.getTotalLength();
    const many = Math.max(2, Math.ceil(length / 3));
    const cut = parts(path);
    const points = Array.from({ length: many + 1 }, (_, at) => {
      const far = (length * at) / many;
      while (cut.length > 1 && cut[1].start <= far) cut.shift();
      const { x, y } = cut[0].part.getPointAtLength(far - cut[0].start);
      return [x, y];
    });
    const { from, to, line } = path.dataset;
    return { points, from, to, net: line.split(">")[0] };
  });
  const behind = [];
  for (const { points, from, to, net } of lines) {
    for (const box of boxes) if (box.id !== from && box.id !== to && points.some((point) => inside(point, box, 0.5))) behind.push([net, box.id]);
    for (const frame of frames) {
      const own = [from, to].some((id) => id === frame.id || inside(centre(id), frame, 0));
      const fork = lines.some((other) => other.net === net && [other.from, other.to].some((id) => inside(centre(id), frame, 0)));
      if (!own && !fork && points.some((point) => inside(point, frame, 0.5))) behind.push([net, frame.id]);
    }
  }
  const side = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const near = 10; // steps that cross begin no further from each other
  const cell = (x, y) => `${Math.floor(x / near)} ${Math.floor(y / near)}`;
  const steps = new Map(); // by where they begin: those of the lines so far
  let crossings = 0;
  for (const { points, net } of lines) {
    const made = points.slice(1).map((to, at) => ({ from: points[at], to, net }));
    for (const { from: a, to: b } of made) {
      for (const dx of [-near, 0, near]) for (const dy of [-near, 0, near]) for (const { from: c, to: d, net: other } of steps.get(cell(a[0] + dx, a[1] + dy)) ?? []) {
        if (other !== net && Math.abs(a[0] - c[0]) + Math.abs(a[1] - c[1]) < near && side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) crossings += 1;
      }
    }
    for (const step of made) {
      const key = cell(...step.from);
      if (!steps.has(key)) steps.set(key, []);
      steps.get(key).push(step);
    }
  }
  const overlapping = [];
  boxes.forEach((one, at) => boxes.slice(0, at).forEach((other) => {
    if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom) overlapping.push([one.id, other.id]);
  }));
  return { boxes: boxes.length, lines: lines.length, crossings, behind, overlapping };
}

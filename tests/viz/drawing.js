// Lines are sampled along their path. A box that a line ends in, or that holds one of its ends, is not foreign to it.
() => {
  const svg = document.querySelector("#drawing svg");
  const place = (rect) => { const { x, y, width, height } = rect.getBBox(); return { left: x, top: y, right: x + width, bottom: y + height }; };
  const boxes = [...svg.querySelectorAll(".mark:not(.line)")].map((mark) => ({ id: mark.dataset.mark, ...place(mark.querySelector(".shape")) }));
  const frames = [...svg.querySelectorAll(".frame")].map((frame) => ({ id: frame.dataset.node, ...place(frame) }));
  const inside = ([x, y], box, rim) => x > box.left + rim && x < box.right - rim && y > box.top + rim && y < box.bottom - rim;
  const centre = (id) => { const box = boxes.find((each) => each.id === id); return [(box.left + box.right) / 2, (box.top + box.bottom) / 2]; };
  const lines = [...svg.querySelectorAll("path.line")].map((path) => {
    const length = path.getTotalLength();
    const many = Math.max(2, Math.ceil(length / 3));
    const points = Array.from({ length: many + 1 }, (_, at) => { const { x, y } = path.getPointAtLength((length * at) / many); return [x, y]; });
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
  let crossings = 0;
  lines.forEach((one, at) => lines.slice(0, at).forEach((other) => {
    if (one.net === other.net) return;
    for (let i = 1; i < one.points.length; i += 1) {
      const [a, b] = [one.points[i - 1], one.points[i]];
      for (let j = 1; j < other.points.length; j += 1) {
        const [c, d] = [other.points[j - 1], other.points[j]];
        if (Math.abs(a[0] - c[0]) + Math.abs(a[1] - c[1]) < 10 && side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) crossings += 1;
      }
    }
  }));
  const overlapping = [];
  boxes.forEach((one, at) => boxes.slice(0, at).forEach((other) => {
    if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom) overlapping.push([one.id, other.id]);
  }));
  return { boxes: boxes.length, lines: lines.length, crossings, behind, overlapping };
}

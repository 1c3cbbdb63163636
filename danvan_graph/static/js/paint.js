// One description of a directive's card, painted on the canvas of vis-network and written as SVG.
const CARD = { width: 208, height: 52, strip: 34 };
const FONT = '"Segoe UI", "Noto Sans", "Helvetica Neue", Roboto, Arial, "DejaVu Sans", sans-serif';
const ICONS = {
  star: "M0-9 2.6-3.2 8.9-2.6 4.1 1.6 5.6 7.8 0 4.5-5.6 7.8-4.1 1.6-8.9-2.6-2.6-3.2Z",
  diamond: "M0-9 8 0 0 9-8 0Z",
  triangle: "M0-8 8.5 7-8.5 7Z",
  down: "M0 8 8.5-7-8.5-7Z",
  square: "M-7-7H7V7H-7Z",
  circle: "M8 0A8 8 0 1 1-8 0 8 8 0 1 1 8 0Z",
  ring: "M8.500 0A8.500 8.500 0 1 1-8.500 0 8.500 8.500 0 1 1 8.500 0ZM4.200 0A4.200 4.200 0 1 0-4.200 0 4.200 4.200 0 1 0 4.200 0Z",
  hexagon: "M-8.500 0-4.300-7.500H4.300L8.500 0 4.300 7.500H-4.300Z",
  pentagon: "M0-8.500 8.300-2.500 5.100 7.200H-5.100L-8.300-2.500Z",
  envelope: "M-8.500-6H8.500L0 1ZM-8.500-4V6.500H8.500V-4L0 3.500Z",
  page: "M-6-8.500H2L6.500-4V8.500H-6Z",
  twin: "M1-4.500A5.500 5.500 0 1 0 1 4.500 8 8 0 0 1 1-4.500ZM9.500 0A5.500 5.500 0 1 1-1.500 0 5.500 5.500 0 1 1 9.500 0Z",
  dot: "M5 0A5 5 0 1 1-5 0 5 5 0 1 1 5 0Z",
};
const iconOf = (type) => ICONS[(META.types[type] || ["", "dot"])[1]];
const colorOf = (branch) => META.branches[branch] || META.branches[""];

// Outline between two x, by branch: square, round, cut or pointed ends. `open` leaves the right end straight.
function outline(branch, left, right, half, open) {
  const ends = { party: [3, "round"], state: [18, "round"], front: [11, "cut"], military: [14, "point"] }[branch] || [8, "round"];
  const kind = ends[1];
  const size = Math.min(ends[0], half);
  const r = open ? 0 : size;
  if (kind === "point") {
    return `M${left} 0 ${left + size} ${-half}H${right - r} ${open ? `V${half}` : `L${right} 0 ${right - r} ${half}`}H${left + size}Z`;
  }
  if (kind === "cut") {
    const near = `M${left + size} ${-half}H${right - r}`;
    const far = open ? `V${half}` : `L${right} ${-half + r}V${half - r}L${right - r} ${half}`;
    return `${near} ${far}H${left + size}L${left} ${half - size}V${-half + size}Z`;
  }
  const far = open ? `V${half}` : `Q${right} ${-half} ${right} ${-half + r}V${half - r}Q${right} ${half} ${right - r} ${half}`;
  return `M${left + size} ${-half}H${right - r}${far}H${left + size}Q${left} ${half} ${left} ${half - size}V${-half + size}Q${left} ${-half} ${left + size} ${-half}Z`;
}

const ruler = document.createElement("canvas").getContext("2d");
function widthOf(text, size, weight) {
  ruler.font = `${weight} ${size}px ${FONT}`;
  return ruler.measureText(text).width;
}
function fit(text, room, size, weight) {
  if (text.length > 200) text = text.slice(0, 200) + "…";
  if (widthOf(text, size, weight) <= room) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(text.slice(0, middle) + "…", size, weight) <= room) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low).trimEnd() + "…";
}

// First line as many whole words as fit, then the rest.
function breakLine(text, room, size, weight) {
  const words = text.split(" ");
  let line = words[0];
  let used = 1;
  while (used < words.length && widthOf(line + " " + words[used], size, weight) <= room) line += " " + words[used++];
  return [fit(line, room, size, weight), words.slice(used).join(" ")];
}

function lines(at) {
  const left = -CARD.width / 2 + CARD.strip + 8;
  const room = CARD.width / 2 - 8 - left;
  const label = plain(raw(at, "label")).trim();
  const date = raw(at, "date") ? "· " + day(raw(at, "date")) : "";
  const wide = widthOf(label, 14, 700);
  const fill = superseded(at) ? "#5b6470" : "#101828";
  const soft = superseded(at) ? "#5b6470" : "#475467";
  if (wide + (date ? widthOf(" " + date, 12, 400) : 0) <= room) {
    const second = plain(word(at, "issuer") || placeName(at) || title(at));
    return [
      { t: "text", x: left, y: second ? -8 : 1, s: label, size: 14, weight: 700, fill, strike: superseded(at) ? wide : 0 },
      date && { t: "text", x: left + wide + 5, y: second ? -8 : 1, s: date, size: 12, weight: 400, fill: soft },
      second && { t: "text", x: left, y: 11, s: fit(second, room, 11.5, 400), size: 11.5, weight: 400, fill: soft },
    ].filter(Boolean);
  }
  const [first, rest] = breakLine(clip(label, 300), room, 13, 700);
  if (!rest) return [
    { t: "text", x: left, y: -8, s: first, size: 13, weight: 700, fill, strike: superseded(at) ? widthOf(first, 13, 700) : 0 },
    { t: "text", x: left, y: 11, s: fit([date.slice(2), plain(word(at, "issuer"))].filter(Boolean).join(" · "), room, 11.5, 400), size: 11.5, weight: 400, fill: soft },
  ];
  const space = room - (date ? widthOf(" " + date, 11.5, 400) : 0);
  const second = rest ? fit(rest, space, 12, 600) : "";
  const after = second ? widthOf(second + " ", 12, 600) : 0;
  return [
    { t: "text", x: left, y: -8, s: first, size: 13, weight: 700, fill, strike: superseded(at) ? widthOf(first, 13, 700) : 0 },
    second && { t: "text", x: left, y: 10, s: second, size: 12, weight: 600, fill },
    date && { t: "text", x: left + after, y: 10, s: date, size: 11.5, weight: 400, fill: soft },
  ].filter(Boolean);
}

// Shapes of the card of `at`, around its own middle.
function card(at) {
  const branch = word(at, "branch");
  const color = colorOf(branch);
  const faded = superseded(at);
  const half = CARD.height / 2;
  const left = -CARD.width / 2;
  const all = outline(branch, left, -left, half, false);
  const root = iri(at) === META.root;
  const shapes = [
    { t: "path", d: all, fill: faded ? "#f4f5f7" : "#ffffff" },
    { t: "path", d: outline(branch, left, left + CARD.strip, half, true), fill: faded ? "#e4e7ec" : color },
    { t: "path", d: all, stroke: color, width: root ? 3.5 : faded ? 1 : 1.6, dash: unresolved(at) ? [6, 4] : [] },
    { t: "path", d: iconOf(word(at, "type")), fill: faded ? color : "#ffffff", x: left + CARD.strip / 2 + 1, y: 0 },
    ...lines(at),
  ];
  if (raw(at, "contradictions")) {
    shapes.push({ t: "path", d: "M0-11 12 9-12 9Z", fill: "#fdb022", stroke: "#5c2d00", width: 1.2, dash: [], x: -left - 8, y: -half });
    shapes.push({ t: "text", x: -left - 8, y: -half + 2, s: "!", size: 13, weight: 700, fill: "#3d1d00", middle: true });
  }
  if (unresolved(at)) {
    shapes.push({ t: "path", d: ICONS.circle, fill: "#ffffff", stroke: color, width: 1.4, dash: [], x: left + 2, y: -half });
    shapes.push({ t: "text", x: left + 2, y: -half, s: "?", size: 12, weight: 700, fill: color, middle: true });
  }
  return shapes;
}

// The right end of the badge that counts what is closed.
const BADGE = CARD.width / 2 - 6;
function badge(at) {
  if (!V.below[at].length) return [];
  const hidden = V.hidden[at];
  const text = hidden ? "+" + count(hidden) : "−";
  const wide = Math.max(20, widthOf(text, 12, 700) + 12);
  const x = BADGE - wide / 2;
  const y = CARD.height / 2;
  return [
    { t: "path", d: `M${9 - wide / 2}-9H${wide / 2 - 9}A9 9 0 0 1 ${wide / 2 - 9} 9H${9 - wide / 2}A9 9 0 0 1 ${9 - wide / 2}-9Z`, x, y,
      fill: hidden ? "#1d2939" : "#ffffff", stroke: "#1d2939", width: 1.2, dash: [] },
    { t: "text", x, y, s: text, size: 12, weight: 700, fill: hidden ? "#ffffff" : "#1d2939", middle: true },
  ];
}

let cards = new Map();
let badges = new Map();
const known = (store, make, at) => store.get(at) || store.set(at, make(at)).get(at);
const shapesOf = (at) => [...known(cards, card, at), ...known(badges, badge, at)];

function paint(ctx, shape) {
  ctx.save();
  if (shape.t === "path") {
    if (shape.x || shape.y) ctx.translate(shape.x, shape.y);
    const path = shape.path || (shape.path = new Path2D(shape.d));
    if (shape.fill) {
      ctx.fillStyle = shape.fill;
      ctx.fill(path);
    }
    if (shape.stroke) {
      ctx.strokeStyle = shape.stroke;
      ctx.lineWidth = shape.width;
      ctx.setLineDash(shape.dash || []);
      ctx.stroke(path);
    }
  } else {
    ctx.font = `${shape.weight} ${shape.size}px ${FONT}`;
    ctx.fillStyle = shape.fill;
    ctx.direction = "ltr";
    ctx.textAlign = shape.middle ? "center" : "left";
    ctx.textBaseline = "middle";
    ctx.fillText(shape.s, shape.x, shape.y);
    if (shape.strike) ctx.fillRect(shape.x, shape.y - 0.5, shape.strike, 1.4);
  }
  ctx.restore();
}

const NEAR = 0.55;
// From afar only what can still be read: the outline, the icon and a larger number.
function distant(at, scale) {
  const branch = word(at, "branch");
  const color = colorOf(branch);
  const left = -CARD.width / 2;
  const faded = superseded(at);
  const label = plain(raw(at, "label"));
  const room = CARD.width - CARD.strip - 12;
  const size = Math.max(14, Math.min(34, 11 / scale, (room / widthOf(label.slice(0, 200), 10, 700)) * 10));
  const shapes = [
    { t: "path", d: outline(branch, left, -left, CARD.height / 2, false), fill: faded ? "#e4e7ec" : "#ffffff", stroke: color, width: Math.min(5, 1.6 / scale), dash: unresolved(at) ? [14, 9] : [] },
    { t: "path", d: outline(branch, left, left + CARD.strip, CARD.height / 2, true), fill: faded ? "#e4e7ec" : color },
    { t: "path", d: iconOf(word(at, "type")), fill: faded ? color : "#ffffff", x: left + CARD.strip / 2 + 1, y: 0 },
  ];
  const ink = faded ? "#5b6470" : "#101828";
  const write = (s, y, height, weight, fill) => shapes.push({ t: "text", x: left + CARD.strip + 6, y, s: fit(s, room, height, weight), size: height, weight, fill });
  const date = raw(at, "date") ? day(raw(at, "date")) : "";
  if (scale <= 0.12) return shapes;
  if (size < 15 && label.includes(" ")) {
    const [first, rest] = breakLine(clip(label, 300), room, 17, 700);
    write(first, -10, 17, 700, ink);
    write(rest || date, 12, 17, 700, ink);
  } else if (date && scale > 0.25) {
    write(label, -9, Math.min(22, size), 700, ink);
    write(date, 13, Math.min(18, 8.5 / scale), 400, faded ? "#5b6470" : "#344054");
  } else write(label, 1, size, 700, ink);
  if (raw(at, "contradictions")) shapes.push({ t: "path", d: "M0-15 16 12-16 12Z", fill: "#fdb022", stroke: "#5c2d00", width: 2, dash: [], x: -left - 8, y: -CARD.height / 2 });
  return shapes;
}
let far = { scale: 0, store: new Map() };

function renderer({ ctx, id, x, y, state }) {
  const at = G.index.get(id);
  return {
    drawNode() {
      const scale = network.getScale();
      ctx.save();
      ctx.translate(x, y);
      if (state.selected || at === S.sel) paint(ctx, halo(word(at, "branch"), "#f79009", 6));
      else if (state.hover) paint(ctx, halo(word(at, "branch"), "#98a2b3", 4));
      if (scale < NEAR) {
        const step = Math.max(0.05, Math.round(scale * 20) / 20);
        if (far.scale !== step) far = { scale: step, store: new Map() };
        known(far.store, (one) => distant(one, step), at).forEach((shape) => paint(ctx, shape));
        if (V.hidden[at]) known(badges, badge, at).forEach((shape) => paint(ctx, shape));
      } else shapesOf(at).forEach((shape) => paint(ctx, shape));
      ctx.restore();
    },
    nodeDimensions: { width: CARD.width, height: CARD.height },
  };
}
function halo(branch, color, width) {
  const half = CARD.width / 2;
  return { t: "path", d: outline(branch, -half - 3, half + 3, CARD.height / 2 + 3, false), stroke: color, width, dash: [] };
}
const onBadge = (at, dx, dy) => V.below[at].length > 0 && (V.hidden[at] > 0 || network.getScale() >= NEAR) && Math.abs(dy - CARD.height / 2) < 12 && dx > BADGE - 48 && dx < BADGE + 4;

// vis-network holds the picture: what is open goes in, what is closed comes out; bands are drawn behind it.
let network = null;
let nodeSet = null;
let edgeSet = null;
let places = new Map();
let bands = [];
let marks = [];
const BAND_FILL = ["#f2f6fc", "#fbfaf5"];

function begin() {
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  network = new vis.Network($("picture"), { nodes: nodeSet, edges: edgeSet }, META.first.options);
  network.on("beforeDrawing", drawBands);
  network.on("afterDrawing", drawBandNames);
  network.on("click", clicked);
  network.on("doubleClick", ({ nodes }) => nodes.length && toggle(G.index.get(nodes[0])));
  network.on("hoverNode", ({ node, event }) => showTip(G.index.get(node), event));
  network.on("blurNode", hideTip);
  network.on("hoverEdge", ({ edge, event }) => showLinkTip(edge, event));
  network.on("blurEdge", hideTip);
  network.on("dragStart", () => ((moved = true), hideTip()));
  network.on("dragEnd", ({ nodes }) => nodes.forEach((id) => {
    const { x, y } = network.getPosition(id);
    places.set(G.index.get(id), [x, y]);
  }));
  network.on("zoom", () => ((moved = true), hideTip()));
  new ResizeObserver(() => (moved || S.sel >= 0 ? network.redraw() : requestAnimationFrame(firstView))).observe($("picture"));
}
// Whether the reader has moved the picture; until then it fits itself to its frame.
let moved = false;

function clicked({ nodes, edges, pointer }) {
  const at = nodes.length ? G.index.get(nodes[0]) : V.shown.find((one) => {
    const place = places.get(one);
    return place && onBadge(one, pointer.canvas.x - place[0], pointer.canvas.y - place[1]);
  });
  if (at !== undefined) {
    const [x, y] = places.get(at);
    if (onBadge(at, pointer.canvas.x - x, pointer.canvas.y - y)) V.hidden[at] ? expand(at) : collapse(at);
    else select(iri(at), { stay: true });
  } else if (edges.length) selectLink(edges[0]);
  else if (S.sel >= 0) commit((s) => (s.sel = -1), { still: true });
}

const linkLook = (at) => {
  const link = G.links[at];
  const look = relationOf(link);
  const light = V.links.length > 150;
  return {
    id: at, from: iri(link[0]), to: iri(link[2]), dashes: look.dash.length ? look.dash : false, width: link[4] ? 1 : look.width,
    color: { color: look.color, highlight: look.color, hover: look.color, opacity: S.sel >= 0 && touches(link) ? 1 : S.sel >= 0 && V.links.length <= DIMMED ? 0.22 : light ? 0.55 : 0.85 },
    arrows: { to: { enabled: true, type: look.arrow, scaleFactor: 0.65 } },
    smooth: V.links.length > 800 ? false : META.first.options.edges.smooth,
    label: S.sel >= 0 && touches(link) && V.links.length < 2000 && near(S.sel) <= 12 ? both(look.name) : undefined,
    font: { size: 12, face: FONT, color: look.color, strokeWidth: 4, strokeColor: "#ffffff" },
  };
};
const touches = (link) => link[0] === S.sel || link[2] === S.sel;
const near = (at) => linksOut(at).length + linksIn(at).length;

// Bring the picture to the state. `keep`: that directive stays where it stands; `still`: nothing moves.
function refresh({ keep, fit, still, first } = {}) {
  lang = S.lang;
  cards = new Map();
  badges = new Map();
  far = { scale: 0, store: new Map() };
  const anchor = keep !== undefined && places.get(keep) ? network.canvasToDOM({ x: places.get(keep)[0], y: places.get(keep)[1] }) : null;
  compute();
  arrange(first);
  syncNodes();
  syncEdges();
  network.setSelection({ nodes: S.sel >= 0 && V.seen[S.sel] ? [iri(S.sel)] : [], edges: [] }, { highlightEdges: false });
  if (anchor && places.get(keep)) keepAt(keep, anchor);
  else if (first) firstView();
  else if (fit) fitAll();
  else if (!still) network.redraw();
  showAll();
  writeUrl();
}

// Another directive chosen, nothing else: the picture stays, its links come forward.
function reselect(before) {
  network.setSelection({ nodes: S.sel >= 0 ? [iri(S.sel)] : [], edges: [] }, { highlightEdges: false });
  const changed = new Set([before, S.sel].filter((at) => at >= 0).flatMap((at) => [...linksOut(at), ...linksIn(at)]));
  edgeSet.update(V.links.filter((at) => V.links.length <= DIMMED || changed.has(at)).map(linkLook));
  for (const [at, on] of [[before, false], [S.sel, true]]) {
    const entry = at >= 0 && $("list").querySelector(`[data-iri="${CSS.escape(iri(at))}"] .goto`);
    if (entry) on ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current");
  }
  showBar();
  showPanel();
  writeUrl();
}

// Up to this many links, those that do not touch the chosen directive are dimmed.
const DIMMED = 400;
function arrange(first) {
  if (S.mode === "time") ({ places, bands, marks } = packYears(V.shown));
  else {
    const links = V.links.map((at) => [G.links[at][0], G.links[at][2]]);
    ({ places, bands } = pack(V.shown, (at) => V.parent[at], links));
    marks = [];
    if (first && META.first.nodes.length === V.shown.length) for (const [id, x, y] of META.first.nodes) places.set(G.index.get(id), [x, y]);
  }
}

function syncNodes() {
  const wanted = new Set(V.shown.map(iri));
  nodeSet.remove(nodeSet.getIds().filter((id) => !wanted.has(id)));
  nodeSet.update(V.shown.map((at) => {
    const [x, y] = places.get(at);
    return { id: iri(at), label: clip(plain(dated(at)), 80), x, y, shape: "custom", ctxRenderer: renderer, font: { size: 1 } };
  }));
}

function syncEdges() {
  const wanted = new Set(V.links);
  edgeSet.remove(edgeSet.getIds().filter((id) => !wanted.has(id)));
  edgeSet.update(V.links.map(linkLook));
  network.setOptions({ interaction: { hideEdgesOnDrag: V.links.length > 800, hideEdgesOnZoom: V.links.length > 800 } });
}

function keepAt(at, screen) {
  const scale = network.getScale();
  const frame = $("picture").getBoundingClientRect();
  const [x, y] = places.get(at);
  network.moveTo({ position: { x: x + (frame.width / 2 - screen.x) / scale, y: y + (frame.height / 2 - screen.y) / scale }, scale });
}

function extent() {
  const all = [...places.values()];
  const xs = all.map((place) => place[0]);
  const ys = bands.flatMap((band) => [band.top, band.bottom]);
  const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!all.length) return { left: -200, right: 200, top: -100, bottom: 100 };
  return { left: least(xs) - CARD.width / 2 - 24, right: most(xs) + CARD.width / 2 + 24, top: least(ys) - (marks.length ? 34 : 6), bottom: most(ys) + 6 };
}

const BAND_NAME = 104;
function fitAll() {
  const box = extent();
  const frame = $("picture").getBoundingClientRect();
  if (!frame.width || !frame.height) return;
  const scale = Math.max(0.02, Math.min(1.1, (frame.width - BAND_NAME - 20) / (box.right - box.left), (frame.height - 20) / (box.bottom - box.top)));
  network.moveTo({ position: { x: (box.left + box.right - BAND_NAME / scale) / 2, y: (box.top + box.bottom) / 2 }, scale });
}

// At first the whole picture, or where it would be too small to read, the root and what is near. A picture of a few cards
// is shown whole even when it is wide: a territory has columns of its own, and no card is near all others.
const SMALL = 60;
function firstView() {
  fitAll();
  const root = places.get(S.sel >= 0 ? S.sel : G.index.get(META.root));
  if (!root || network.getScale() > (places.size > SMALL ? 0.3 : 0.12)) return;
  const scale = 0.45;
  const frame = $("picture").getBoundingClientRect();
  network.moveTo({ position: { x: root[0], y: Math.max(root[1], extent().top + frame.height / 2 / scale) }, scale });
}

function centre(at, scale) {
  moved = true;
  const place = places.get(at);
  if (place) network.moveTo({ position: { x: place[0], y: place[1] }, scale: scale || Math.max(0.7, network.getScale()), animation: still() ? false : { duration: 250 } });
}
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function drawBands(ctx) {
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const to = network.DOMtoCanvas({ x: $("picture").clientWidth, y: $("picture").clientHeight });
  bands.forEach((band, at) => {
    ctx.fillStyle = BAND_FILL[at % 2];
    ctx.fillRect(from.x, band.top, to.x - from.x, band.bottom - band.top);
  });
  ctx.strokeStyle = "#d5dae3";
  ctx.lineWidth = 1 / network.getScale();
  for (const mark of marks) {
    ctx.beginPath();
    ctx.moveTo(mark.left, from.y);
    ctx.lineTo(mark.left, to.y);
    ctx.stroke();
  }
}

function drawBandNames(ctx) {
  const scale = network.getScale();
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  ctx.save();
  ctx.translate(from.x, from.y);
  ctx.scale(1 / scale, 1 / scale);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.font = `700 13px ${FONT}`;
  const frame = $("picture").clientHeight;
  for (const band of bands) {
    const top = Math.max(0, (band.top - from.y) * scale);
    const bottom = Math.min(frame, (band.bottom - from.y) * scale);
    if (bottom - top < 16) continue;
    ctx.fillStyle = "#344054";
    ctx.fillRect(0, top, 4, bottom - top);
    ctx.fillStyle = "rgba(255,255,255,0.9)";
    const text = say("level." + band.level);
    ctx.fillRect(4, (top + bottom) / 2 - 12, ctx.measureText(text).width + 14, 24);
    ctx.fillStyle = "#1d2939";
    ctx.fillText(text, 11, (top + bottom) / 2);
  }
  ctx.textAlign = "center";
  for (const mark of marks) {
    const x = ((mark.left + mark.right) / 2 - from.x) * scale;
    ctx.fillStyle = "rgba(255,255,255,0.92)";
    const text = mark.year ? String(mark.year) : say("undated");
    if ((mark.right - mark.left) * scale < 30) continue;
    const wide = ctx.measureText(text).width + 12;
    ctx.fillRect(x - wide / 2, 2, wide, 22);
    ctx.fillStyle = "#1d2939";
    ctx.fillText(text, x, 13);
  }
  ctx.restore();
}

function showTip(at, event) {
  const facts = [typeName(word(at, "type")), word(at, "issuer"), placeName(at)].filter(Boolean).join(" · ");
  const notes = [superseded(at) && say("superseded"), unresolved(at) && say("unresolved"), raw(at, "contradictions") && say("contradictions")].filter(Boolean);
  tip([foreign(clip(dated(at), 200), "strong"), foreign(facts, "span"), title(at) && foreign(clip(title(at), 300), "span"),
    notes.length && el("em", { text: notes.join(" · ") })], event);
}
function showLinkTip(at, event) {
  const link = G.links[at];
  tip([foreign(clip(raw(link[0], "label"), 120), "strong"), el("span", { text: both(relationOf(link).name) + " →" }), foreign(clip(raw(link[2], "label"), 120), "strong")], event);
}
function tip(parts, event) {
  const box = $("tip");
  box.replaceChildren(...parts.filter(Boolean));
  box.hidden = false;
  const stage = $("stage").getBoundingClientRect();
  const x = (event.clientX || (event.center && event.center.x) || 0) - stage.left;
  const y = (event.clientY || (event.center && event.center.y) || 0) - stage.top;
  box.style.left = Math.max(4, Math.min(x + 14, stage.width - box.offsetWidth - 6)) + "px";
  box.style.top = Math.max(4, Math.min(y + 16, stage.height - box.offsetHeight - 6)) + "px";
}
const hideTip = () => ($("tip").hidden = true);

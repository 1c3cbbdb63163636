// What is shown: one state, kept in the URL fragment, with undo; and what follows from it.
const FACETS = ["type", "branch", "level", "state", "relation", "status"];
const CAP = 1500;
const S = {};
const V = { shown: [], seen: null, parent: null, hidden: null, links: [], below: [], show: null };
const past = [];
const future = [];

function initial() {
  return { sel: -1, body: "", open: new Map(), off: Object.fromEntries(FACETS.map((name) => [name, new Set()])), place: "", from: 0, to: 0,
    around: -1, up: -1, down: -1, mode: META.mode, lang: META.lang };
}

const valueOf = { type: (at) => word(at, "type"), branch: (at) => word(at, "branch"), level: (at) => word(at, "level"), state: stateOf };

function passes(at) {
  for (const name of ["type", "branch", "level", "state"]) if (S.off[name].size && S.off[name].has(valueOf[name](at))) return false;
  if (S.place && !within(word(at, "territory"), S.place)) return false;
  const year = G.years[at];
  return !((S.from && (!year || year < S.from)) || (S.to && (!year || year > S.to)));
}
const within = (path, place) => path === place || path.startsWith(place + "/");
const relationOn = (link) => !S.off.relation.has(G.relations[link[1]]);

// Directives at most S.up links above and S.down below the one in the middle.
function around() {
  const near = new Set([S.around]);
  for (const [limit, chained, end] of [[S.up, linksOut, 2], [S.down, linksIn, 0]]) {
    let edge = [S.around];
    for (let step = 0; edge.length && (limit < 0 || step < limit); step++) {
      const next = new Set();
      for (const at of edge) for (const link of chained(at)) {
        const other = G.links[link][end];
        if (relationOn(G.links[link]) && !near.has(other)) next.add(other);
      }
      next.forEach((at) => near.add(at));
      edge = [...next];
    }
  }
  return near;
}

function compute() {
  const near = S.around >= 0 ? around() : null;
  const pass = new Uint8Array(G.count);
  const below = Array.from({ length: G.count + 1 }, () => []);
  const parent = new Int32Array(G.count);
  for (let at = 0; at < G.count; at++) {
    pass[at] = passes(at) && (!near || near.has(at)) ? 1 : 0;
    const up = G.parents[at];
    parent[at] = up < 0 ? -1 : pass[up] ? up : parent[up];
    if (pass[at]) below[parent[at] < 0 ? G.count : parent[at]].push(at);
  }
  const show = opened(below);
  for (const [at, number] of S.open) show[at < 0 ? G.count : at] = Math.min(number, below[at < 0 ? G.count : at].length);
  const seen = new Uint8Array(G.count);
  const holder = new Int32Array(G.count);
  const used = new Int32Array(G.count + 1);
  const hidden = new Int32Array(G.count + 1);
  const shown = [];
  for (let at = 0; at < G.count; at++) {
    if (!pass[at]) continue;
    const up = parent[at];
    const slot = up < 0 ? G.count : up;
    if ((up < 0 || seen[up]) && used[slot]++ < show[slot]) {
      seen[at] = 1;
      shown.push(at);
    } else hidden[(holder[at] = up < 0 || seen[up] ? slot : holder[up])]++;
  }
  const links = [];
  G.links.forEach((link, at) => {
    if (seen[link[0]] && seen[link[2]] && relationOn(link)) links.push(at);
  });
  Object.assign(V, { shown, seen, parent, hidden, links, below, show, passing: shown.length + hidden.reduce((a, b) => a + b, 0) });
}

const modes = () => ["tree", "time", "charts", ...(G.coverage ? ["grid"] : [])];
const tail = (at) => (at < 0 ? "" : raw(at, "iri"));
const find = (text) => (text === "" ? -1 : G.index.has(G.base + text) ? G.index.get(G.base + text) : G.index.has(text) ? G.index.get(text) : -1);

function encode() {
  const parts = new URLSearchParams();
  if (S.sel >= 0) parts.set("s", tail(S.sel));
  if (S.body && S.mode === "grid") parts.set("b", S.body);
  if (S.open.size) parts.set("o", [...S.open].sort((a, b) => a[0] - b[0]).map(([at, n]) => tail(at) + "*" + n).join(" "));
  for (const name of FACETS) if (S.off[name].size) parts.set("no-" + name, [...S.off[name]].sort().map((v) => v || "-").join("|"));
  if (S.place) parts.set("place", S.place);
  if (S.from || S.to) parts.set("years", (S.from || "") + "-" + (S.to || ""));
  if (S.around >= 0) parts.set("around", [S.up, S.down, tail(S.around)].join(" "));
  if (S.mode !== META.mode) parts.set("view", S.mode);
  if (S.lang !== META.lang) parts.set("lang", S.lang);
  return parts.toString();
}

function decode(text) {
  const parts = new URLSearchParams(text.replace(/^#/, ""));
  const next = initial();
  next.sel = find(parts.get("s") || "");
  next.body = parts.get("b") || "";
  for (const item of (parts.get("o") || "").split(" ").filter(Boolean)) {
    const cut = item.lastIndexOf("*");
    const at = find(item.slice(0, cut));
    const number = parseInt(item.slice(cut + 1), 10);
    if ((cut === 0 || at >= 0) && number >= 0) next.open.set(at, number);
  }
  for (const name of FACETS) for (const v of (parts.get("no-" + name) || "").split("|").filter(Boolean)) next.off[name].add(v === "-" ? "" : v);
  next.place = parts.get("place") || "";
  const years = (parts.get("years") || "").split("-").map((year) => parseInt(year, 10) || 0);
  [next.from, next.to] = [years[0] || 0, years[1] || 0];
  const near = (parts.get("around") || "").split(" ");
  if (near.length === 3 && find(near[2]) >= 0) Object.assign(next, { up: parseInt(near[0], 10), down: parseInt(near[1], 10), around: find(near[2]) });
  if (modes().includes(parts.get("view"))) next.mode = parts.get("view");
  if (["vi", "en"].includes(parts.get("lang"))) next.lang = parts.get("lang");
  return next;
}

let written = "";
function writeUrl() {
  written = encode();
  const url = written ? "#" + written : location.pathname + location.search;
  try {
    history.replaceState(null, "", url);
  } catch (error) {
    location.hash = written;
  }
}

// The one way to change the state: `change` edits S; with `keep` that directive stays where it is on the screen.
function commit(change, options = {}) {
  const before = encode();
  const chosen = S.sel;
  change(S);
  const after = encode();
  if (after === before) return;
  past.push(before);
  future.length = 0;
  if (options.still && S.lang === lang) reselect(chosen);
  else refresh(options);
}

function travel(from, to) {
  if (!from.length) return;
  to.push(encode());
  Object.assign(S, decode(from.pop()));
  refresh({ fit: true });
}

const undo = () => travel(past, future);
const redo = () => travel(future, past);

function toggle(at) {
  const children = V.below[at].length;
  if (!children) return;
  const now = V.show[at];
  commit((s) => s.open.set(at, now ? 0 : Math.min(children, META.step)), { keep: at });
}

function expand(at) {
  const slot = at < 0 ? G.count : at;
  const next = Math.min(V.below[slot].length, V.show[slot] + META.step);
  commit((s) => s.open.set(at, next), { keep: at });
}

function collapse(at) {
  if (V.below[at].length && V.show[at]) commit((s) => s.open.set(at, 0), { keep: at });
}

// Generation by generation, up to CAP directives.
function expandAll() {
  const wanted = new Map();
  let room = CAP;
  let generation = [-1];
  while (generation.length && room > 0) {
    const next = [];
    for (const at of generation) {
      const children = V.below[at < 0 ? G.count : at];
      const number = Math.min(children.length, room);
      if (number) wanted.set(at, number);
      room -= number;
      next.push(...children.slice(0, number));
    }
    generation = next;
  }
  const same = [...wanted].every(([at, number]) => V.show[at < 0 ? G.count : at] === number);
  if (!same) commit((s) => (s.open = wanted), { fit: true });
}

function collapseAll() {
  commit((s) => (s.open = new Map(V.below[G.count].map((at) => [at, 0]))), { fit: true });
}

// Open what hides a directive; filters that exclude it are lifted.
function reveal(at, s) {
  if (!passes(at) || (s.around >= 0 && !around().has(at))) {
    Object.assign(s, { ...initial(), open: s.open, mode: s.mode, lang: s.lang });
    compute();
  }
  for (let node = at; node >= 0 && !V.seen[at]; node = V.parent[node]) {
    const up = V.parent[node];
    const slot = up < 0 ? G.count : up;
    const place = V.below[slot].indexOf(node) + 1;
    if (V.show[slot] < place) s.open.set(up, Math.min(V.below[slot].length, Math.max(place, Math.ceil(place / META.step) * META.step)));
  }
}

// Places of the directives that are open. What layout.py does for the first picture, for any later one.
const columns = (count) => (count <= 4 ? count : Math.max(4, Math.ceil(Math.sqrt(count * 0.6))));

function opened(below) {
  const count = below.length - 1;
  const total = below.reduce((sum, children) => sum + children.length, 0);
  if (total <= SIZES.WHOLE) return Int32Array.from(below, (children) => children.length);
  const show = new Int32Array(count + 1);
  let room = SIZES.FIRST;
  let generation = [count];
  for (let depth = 0; depth < count; depth++) {
    const wanted = generation.reduce((sum, node) => sum + below[node].length, 0);
    if (!wanted || (wanted > room && depth > 1)) break;
    const share = wanted <= room ? wanted : Math.max(1, Math.floor(room / generation.length));
    for (const node of generation) show[node] = Math.min(below[node].length, share);
    room -= generation.reduce((sum, node) => sum + show[node], 0);
    generation = generation.flatMap((node) => below[node].slice(0, show[node]));
  }
  return show;
}

// nodes: in order; parent(node): index or -1; links: pairs of nodes. Gives a map from node to [x, y], and the tops.
function pack(nodes, parent, links) {
  const below = new Map([[-1, []], ...nodes.map((node) => [node, []])]);
  for (const node of nodes) below.get(parent(node)).push(node);
  const near = new Map(nodes.map((node) => [node, []]));
  for (const [one, other] of links) {
    near.get(one).push(other);
    near.get(other).push(one);
  }
  let loose = below.get(-1).filter((node) => !below.get(node).length && near.get(node).length);
  if (loose.length > SIZES.LOOSE) loose = [];
  const apart = new Set(loose);
  below.set(-1, below.get(-1).filter((node) => !apart.has(node)));
  const { x, row, heights } = tidy(below, nodes.filter((node) => !apart.has(node)));
  float(loose, near, x, row, heights);
  const tops = topsOf(heights);
  const places = new Map(nodes.map((node) => [node, [x.get(node) * SIZES.COLUMN, tops.get(G.layers[node]) + row.get(node) * SIZES.ROW]]));
  return { places, bands: bandsOf(tops, heights) };
}

function blocksOf(below, node) {
  const blocks = [];
  const leaves = new Map();
  for (const child of below.get(node)) {
    if (below.get(child).length) blocks.push([child]);
    else if (leaves.has(G.layers[child])) leaves.get(G.layers[child]).push(child);
    else {
      leaves.set(G.layers[child], [child]);
      blocks.push(leaves.get(G.layers[child]));
    }
  }
  return blocks;
}

// From the leaves up, blocks of sisters are pushed together until they touch in some layer; then down, offsets add up.
function tidy(below, nodes) {
  const heights = new Map(nodes.map((node) => [G.layers[node], 1]));
  const head = new Map();
  const offset = new Map();
  const row = new Map();
  const taken = new Map();
  for (const node of [...nodes].reverse().concat(-1)) {
    const edges = new Map();
    const heads = [];
    for (const block of blocksOf(below, node)) {
      const tree = below.get(block[0]).length > 0;
      const layer = G.layers[block[0]];
      const size = columns(block.length);
      const form = tree ? taken.get(block[0]) : new Map([[layer, [0, size]]]);
      const own = tree ? head.get(block[0]) : (size - 1) / 2;
      if (node >= 0) for (let at = G.layers[node] + 1; at < layer; at++) form.set(at, [own + 0.25, own + 0.75]);
      let shift = heads.length ? Math.max(0, heads[heads.length - 1] + 0.5 - own) : 0;
      for (const [at, [low]] of form) if (edges.has(at)) shift = Math.max(shift, edges.get(at)[1] - low);
      for (const [at, [low, high]] of form) {
        const known = edges.get(at) || [low + shift, high + shift];
        edges.set(at, [Math.min(known[0], low + shift), Math.max(known[1], high + shift)]);
      }
      heads.push(own + shift);
      block.forEach((child, place) => {
        offset.set(child, shift + (tree ? 0 : place % size));
        row.set(child, tree ? 0 : Math.floor(place / size));
      });
      heights.set(layer, Math.max(heights.get(layer), row.get(block[block.length - 1]) + 1));
    }
    head.set(node, heads.length ? (heads[0] + heads[heads.length - 1]) / 2 : 0);
    if (node >= 0) taken.set(node, edges.set(G.layers[node], [head.get(node), head.get(node) + 1]));
  }
  const left = new Map([[-1, 0]]);
  const x = new Map();
  for (const node of [-1, ...nodes]) {
    x.set(node, left.get(node) + head.get(node));
    for (const child of below.get(node)) left.set(child, left.get(node) + offset.get(child));
  }
  return { x, row, heights };
}

function float(loose, near, x, row, heights) {
  const taken = new Map();
  const used = (layer) => taken.get(layer) || taken.set(layer, []).get(layer);
  for (const [node, place] of x) if (node >= 0 && !row.get(node)) used(G.layers[node]).push(place);
  for (const node of loose) {
    const known = near.get(node).filter((other) => x.has(other)).map((other) => x.get(other));
    const want = known.length ? Math.floor(known.reduce((sum, place) => sum + place, 0) / known.length + 0.5) : 0;
    const places = used(G.layers[node]);
    let shift = 0;
    while (places.some((place) => Math.abs(want + shift - place) < 1)) shift = shift > 0 ? -shift : 1 - shift;
    x.set(node, want + shift);
    row.set(node, 0);
    if (!heights.has(G.layers[node])) heights.set(G.layers[node], 1);
    places.push(want + shift);
  }
}

function topsOf(heights) {
  const tops = new Map();
  let y = 0;
  let last = -1;
  for (const layer of [...heights.keys()].sort((a, b) => a - b)) {
    if (last >= 0) y += G.bands[layer] !== last ? SIZES.BAND_GAP : SIZES.ROW_GAP;
    tops.set(layer, y);
    last = G.bands[layer];
    y += heights.get(layer) * SIZES.ROW;
  }
  return tops;
}

// The bands as [level, top, bottom], from the tops of their layers.
function bandsOf(tops, heights) {
  const bands = new Map();
  for (const [layer, top] of tops) {
    const level = G.levels[G.bands[layer]];
    const bottom = top + (heights.get(layer) - 1) * SIZES.ROW;
    const known = bands.get(level) || [top, bottom];
    bands.set(level, [Math.min(known[0], top), Math.max(known[1], bottom)]);
  }
  return [...bands].map(([level, [top, bottom]]) => ({ level, top: top - SIZES.ROW / 2 - 8, bottom: bottom + SIZES.ROW / 2 + 8 }));
}

// Years across, levels down: in the cell of a year and a level, directives stand in order of date.
function packYears(nodes) {
  const cells = new Map();
  const years = [...new Set(nodes.map((node) => G.years[node]))].sort((a, b) => (a || 9999) - (b || 9999));
  const levels = G.levels.map((_, at) => at).filter((at) => nodes.some((node) => G.bands[G.layers[node]] === at));
  for (const node of nodes) {
    const key = G.years[node] + " " + G.bands[G.layers[node]];
    cells.set(key, [...(cells.get(key) || []), node]);
  }
  const cell = (year, level) => cells.get(year + " " + level) || [];
  const most = Math.max(1, ...[...cells.values()].map((found) => found.length));
  const wide = years.map((year) => Math.max(1, ...levels.map((level) => Math.ceil(Math.sqrt(cell(year, level).length / (most > 30 ? 1.5 : 3))))));
  const places = new Map();
  const bands = [];
  const marks = [];
  let y = 0;
  for (const level of levels) {
    const tall = Math.max(1, ...years.map((year, at) => Math.ceil(cell(year, level).length / wide[at])));
    let x = 0;
    years.forEach((year, at) => {
      const found = cell(year, level).sort((a, b) => (raw(a, "date") < raw(b, "date") ? -1 : raw(a, "date") > raw(b, "date") ? 1 : a - b));
      found.forEach((node, place) => places.set(node, [(x + (place % wide[at])) * SIZES.COLUMN, y + Math.floor(place / wide[at]) * SIZES.ROW]));
      if (level === levels[0]) marks.push({ year, left: (x - 0.5) * SIZES.COLUMN, right: (x + wide[at] - 0.5) * SIZES.COLUMN });
      x += wide[at];
    });
    bands.push({ level: G.levels[level], top: y - SIZES.ROW / 2 - 8, bottom: y + (tall - 0.5) * SIZES.ROW + 8 });
    y += tall * SIZES.ROW + SIZES.BAND_GAP;
  }
  return { places, bands, marks };
}

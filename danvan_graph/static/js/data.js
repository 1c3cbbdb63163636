// The directives and links, in columns; the sentences stay packed until somebody wants to read one.
const META = read("meta");
const SIZES = META.sizes;
lang = META.lang;

async function unpack(id) {
  const text = $("data-" + id).textContent;
  if (text[0] === "{") return JSON.parse(text);
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

const FIELDS = ["iri", "label", "date", "title", "type", "branch", "level", "territory", "issuer", "issuerIri", "state",
  "number", "symbol", "layer", "parent", "days", "flags", "contradictions", "dates"];
const COL = Object.fromEntries(FIELDS.map((name, at) => [name, at]));
const G = { rows: [], strings: [], links: [], out: [], in: [] };

async function load() {
  const [nodes, edges] = await Promise.all([unpack("nodes"), unpack("edges")]);
  if ($("data-coverage")) G.coverage = await unpack("coverage");
  const around = Object.entries(G.coverage ? G.coverage.groups : {}).filter(([path]) => path);
  Object.assign(G, nodes, { links: edges.rows, relations: edges.relations, count: nodes.rows.length });
  for (const [path, name] of around) G.places[path] = G.places[path] || name;
  G.parents = Int32Array.from(G.rows, (row) => row[COL.parent]);
  G.layers = Int32Array.from(G.rows, (row) => row[COL.layer]);
  G.years = Int16Array.from(G.rows, (row) => Number(row[COL.date].slice(0, 4)) || 0);
  G.index = new Map(G.rows.map((row, at) => [iri(at), at]));
  chain("out", 0);
  chain("in", 2);
}

// Links of every node as one array of link numbers and, for each node, where its own begin.
function chain(name, end) {
  const begin = new Int32Array(G.count + 1);
  for (const link of G.links) begin[link[end] + 1]++;
  for (let at = 0; at < G.count; at++) begin[at + 1] += begin[at];
  const next = begin.slice();
  const order = new Int32Array(G.links.length);
  G.links.forEach((link, at) => (order[next[link[end]]++] = at));
  G[name] = { begin, order };
}
const linksOut = (at) => G.out.order.subarray(G.out.begin[at], G.out.begin[at + 1]);
const linksIn = (at) => G.in.order.subarray(G.in.begin[at], G.in.begin[at + 1]);

const raw = (at, field) => G.rows[at][COL[field]];
const word = (at, field) => G.strings[G.rows[at][COL[field]]];
function iri(at) {
  const text = raw(at, "iri");
  return /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : G.base + text;
}
const placeName = (at) => G.places[word(at, "territory")] || word(at, "territory");
const unresolved = (at) => (raw(at, "flags") & 1) !== 0;
const superseded = (at) => (raw(at, "flags") & 2) !== 0;
const stateOf = (at) => (unresolved(at) ? "unresolved" : superseded(at) ? "superseded" : "current");
const relationOf = (link) => META.relations[G.relations[link[1]]];
const typeName = (type) => (type ? (lang === "en" ? clip(META.types[type][0], 80) : clip(type[0].toUpperCase() + type.slice(1), 80)) : say("noType"));
const title = (at) => raw(at, "title");
const dated = (at) => raw(at, "label") + (raw(at, "date") ? " · " + day(raw(at, "date")) : "");

let evidence = null;
async function claims(link) {
  evidence = evidence || unpack("claims");
  const { strings, claims: all } = await evidence;
  return all[link].map(([path, start, end, text, quote, cue, method]) => ({
    path: strings[path], start, end, text: strings[text], quote: strings[quote], cue: strings[cue], method: strings[method],
  }));
}

// The page comes to life: state from the URL, controls, keys, and what scripts may use.
function select(id, { stay } = {}) {
  const at = G.index.get(id);
  if (at === undefined) {
    const row = G.coverage && G.coverage.rows.find((one) => one[BODY.iri] === id);
    return row ? selectBody(row) : false;
  }
  if (S.mode === "charts" || S.mode === "grid") commit((s) => (s.mode = "tree"), { fit: true });
  const hidden = !V.seen[at];
  commit((s) => {
    s.sel = at;
    if (hidden) reveal(at, s);
  }, { still: !hidden });
  showPanel();
  if (!stay) centre(at);
  return true;
}
const visible = () => (S.mode === "grid" ? bodies().map((row) => row[BODY.iri]) : V.shown.map(iri));

function showAll() {
  for (const box of document.querySelectorAll("[data-t]")) box.textContent = say(box.dataset.t);
  for (const box of document.querySelectorAll("[data-a]")) box.setAttribute("aria-label", say(box.dataset.a));
  for (const box of document.querySelectorAll("[data-p]")) box.placeholder = say(box.dataset.p);
  document.documentElement.lang = S.lang;
  showBar();
  showCharts();
  showLegend();
  showPanel();
  showList();
}

function showBar() {
  const buttons = modes().map((mode) => button(say(mode), () => {
    commit((s) => (s.mode = mode), {});
    if (mode === "tree" || mode === "time") fitAll();
  }, { "aria-pressed": String(S.mode === mode), id: "mode-" + mode }));
  $("modes").replaceChildren(...buttons);
  const tools = [["fit", fitAll], ["zoomIn", () => zoom(1.3)], ["zoomOut", () => zoom(1 / 1.3)], ["expandAll", expandAll], ["collapseAll", collapseAll], ["undo", undo], ["redo", redo],
    ["full", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())],
    ["png", savePng], ["svg", saveSvg], ["csv", saveCsv], ["print", () => window.print()], ["help", help]];
  const signs = { zoomIn: "+", zoomOut: "−", undo: "↶", redo: "↷", full: "⛶", help: "?", png: "PNG", svg: "SVG", csv: "CSV" };
  const apart = S.mode === "charts" || S.mode === "grid" ? ["fit", "zoomIn", "zoomOut", "expandAll", "collapseAll", ...(S.mode === "charts" ? ["png", "svg"] : [])] : [];
  $("tools").replaceChildren(...tools.filter(([name]) => !apart.includes(name)).map(([name, act]) => button(signs[name] || say(name), act, { id: "do-" + name, title: say(name), "aria-label": say(name), disabled: (name === "undo" && !past.length) || (name === "redo" && !future.length) })));
  const rest = V.passing - V.shown.length;
  const parts = [el("span", { text: `${say("shown")} ${count(V.shown.length)} ${say("of")} ${count(G.count)} ${say("documents")}, ${count(V.links.length)} ${say("links")}` })];
  if (S.mode === "grid") return $("count").replaceChildren(`${say("shown")} ${count(bodies().length)} ${say("of")} ${count(G.coverage.rows.length)} ${say("bodies")}`);
  if (!V.shown.length) parts.push(el("span", { text: " · " + say("empty") }));
  if (V.hidden[G.count]) parts.push(button("+" + count(V.hidden[G.count]), () => expand(-1), { class: "count", "aria-label": say("expand") }));
  else if (rest) parts.push(el("span", { text: ` · ${count(rest)} ${say("hidden")}` }));
  $("count").replaceChildren(...parts);
}

const zoom = (by) => ((moved = true), network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * by)) }));
function help() {
  turn++;
  $("panel").replaceChildren(el("h2", { text: say("help") }), el("ul", { class: "keys" }, ...say("helpText").split(" · ").map((text) => el("li", { text }))));
  $("panel").focus();
}

// Walk: up to what it hangs from, down to what hangs from it, sideways in the same row.
function walk(key) {
  if (!V.shown.length) return;
  if (S.sel < 0 || !V.seen[S.sel]) return select(iri(V.seen[G.index.get(META.root)] ? G.index.get(META.root) : V.shown[0]));
  const [x, y] = places.get(S.sel);
  let next;
  if (key === "ArrowUp") next = V.parent[S.sel] >= 0 ? V.parent[S.sel] : nearest(x, y, (px, py) => py < y - 5);
  else if (key === "ArrowDown") next = V.below[S.sel].find((at) => V.seen[at]) ?? nearest(x, y, (px, py) => py > y + 5);
  else next = nearest(x, y, (px, py) => Math.abs(py - y) < 5 && (key === "ArrowLeft" ? px < x : px > x));
  if (next !== undefined && next >= 0) select(iri(next));
}
function nearest(x, y, fits) {
  let best;
  let least = Infinity;
  for (const at of V.shown) {
    const [px, py] = places.get(at);
    const far = Math.abs(px - x) + 2 * Math.abs(py - y);
    if (fits(px, py) && far < least) [best, least] = [at, far];
  }
  return best;
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if ((event.ctrlKey || event.metaKey) && !typing && (event.key === "z" || event.key === "y")) {
    event.preventDefault();
    return event.key === "y" || event.shiftKey ? redo() : undo();
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const inPicture = event.target === $("picture") || event.target === document.body || $("picture").contains(event.target);
  const acts = { "/": () => $("search").focus(), f: fitAll, l: () => $("list").focus(), "?": help, Escape: () => (hideTip(), S.sel >= 0 ? commit((s) => (s.sel = -1), { still: true }) : showPanel()) };
  const here = { "+": () => S.sel >= 0 && expand(S.sel), "=": () => S.sel >= 0 && expand(S.sel), "-": () => S.sel >= 0 && collapse(S.sel), " ": () => S.sel >= 0 && toggle(S.sel),
    Enter: () => $("panel").focus(), Home: () => select(META.root) };
  const act = acts[event.key] || (inPicture && (event.key.startsWith("Arrow") ? () => walk(event.key) : here[event.key]));
  if (!act) return;
  event.preventDefault();
  act();
}

async function start() {
  await load();
  Object.assign(S, decode(location.hash));
  lang = S.lang;
  begin();
  listenSearch();
  document.addEventListener("keydown", keys);
  $("language").addEventListener("click", () => commit((s) => (s.lang = s.lang === "vi" ? "en" : "vi"), { still: true }));
  addEventListener("hashchange", () => {
    if (location.hash.replace(/^#/, "") === written) return;
    past.push(written);
    Object.assign(S, decode(location.hash));
    refresh({ fit: true });
    if (S.sel >= 0) centre(S.sel);
  });
  addEventListener("beforeprint", toPaper);
  const asked = S.sel;
  refresh({ first: true });
  if (asked >= 0 && !V.seen[asked]) select(iri(asked));
  window.danvan = { network, select, visible };
  document.body.dataset.ready = "1";
}
start().catch((error) => {
  $("list").textContent = say("broken");
  throw error;
});

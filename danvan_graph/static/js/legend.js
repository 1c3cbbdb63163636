// Legend that filters: every sign with its count; a click hides or shows what it stands for.
function showLegend() {
  const box = $("legend");
  if (box.dataset.mode !== S.mode && (S.mode === "grid" || box.dataset.mode === "grid")) box.replaceChildren();
  box.dataset.mode = S.mode;
  const open = new Set([...box.querySelectorAll("details[open]")].map((one) => one.id));
  const first = !box.children.length;
  const focus = document.activeElement && box.contains(document.activeElement) ? document.activeElement.id : "";
  const counts = tally();
  const group = (name, title, signs, opened) => signs.length && el("details", { id: "facet-" + name, open: first ? opened : open.has("facet-" + name) },
    el("summary", { text: title }), el("ul", {}, ...signs));
  const facet = (name, values, sign, text) => values.map((value) => sign_(name, value, sign(value), text(value), counts[name].get(value) || 0));
  const values = (name) => [...counts[name].keys()];
  const relationNames = Object.keys(META.relations).filter((name) => counts.relation.has(name));
  box.replaceChildren(...[
    el("h2", { text: say("legend") }), el("p", { class: "soft", text: say("hint") }),
    ...(S.mode === "grid" ? [group("status", say("status"), facet("status", STATUSES.filter((v) => counts.status.has(v)), statusSign, (v) => say("status." + v)), true)] : [
    group("relation", say("relation"), facet("relation", relationNames, (v) => stroke(META.relations[v]), (v) => both(META.relations[v].name)), true),
    group("branch", say("branch"), facet("branch", values("branch"), swatch, (v) => say("branch." + v)), true),
    group("type", say("type"), facet("type", values("type").sort((a, b) => counts.type.get(b) - counts.type.get(a)), (v) => icon(v), typeName), true),
    group("level", say("level"), facet("level", G.levels.filter((v) => counts.level.has(v)), () => "", (v) => say("level." + v)), true),
    group("state", say("marks"), facet("state", ["current", "superseded", "unresolved"].filter((v) => counts.state.has(v)), mark, say), true), contradicted()]),
    places_(), S.mode === "grid" ? null : years(), button(say("reset"), () => commit((s) => Object.assign(s, { ...initial(), sel: s.sel, open: s.open, mode: s.mode, lang: s.lang }), { fit: true }), { id: "reset", disabled: !filtered() }),
    S.mode === "grid" ? null : el("p", { class: "soft", text: say("arrow") }),
  ].filter(Boolean));
  if (focus && $(focus)) $(focus).focus();
}

const filtered = () => FACETS.some((name) => S.off[name].size) || S.place || S.from || S.to || S.around >= 0;

let tallied = null;
function tally() {
  if (tallied) return tallied;
  const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
  const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  for (let at = 0; at < G.count; at++) for (const name of ["type", "branch", "level", "state"]) add(counts[name], valueOf[name](at));
  for (const row of G.coverage ? G.coverage.rows : []) add(counts.status, row[BODY.status]);
  for (const link of G.links) add(counts.relation, G.relations[link[1]]);
  const order = Object.keys(META.branches);
  counts.branch = new Map([...counts.branch].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0])));
  return (tallied = counts);
}

function sign_(name, value, sign, text, number) {
  const on = !S.off[name].has(value);
  const flip = () => commit((s) => (on ? s.off[name].add(value) : s.off[name].delete(value)), { fit: name !== "relation" });
  const only = () => commit((s) => (s.off[name] = new Set([...tally()[name].keys()].filter((other) => other !== value))), { fit: name !== "relation" });
  const id = "sign-" + name + "-" + (fold(value).replace(/[^a-z0-9]+/gi, "-") || "none");
  const main = button("", flip, { class: "sign", id, "aria-pressed": String(on), "data-facet": name, "data-value": value });
  main.append(sign, foreign(text, "span", { class: "name" }), el("span", { class: "number", text: count(number) }));
  return el("li", {}, main, button(say("only"), only, { class: "only", "aria-label": say("only") + " " + text }));
}

function swatch(branch) {
  const color = colorOf(branch);
  return svg("svg", { viewBox: "-26 -12 52 24", width: 36, height: 17, "aria-hidden": "true", class: "icon" },
    svg("path", { d: outline(branch, -24, 24, 10.5, false), fill: color, stroke: color, "stroke-width": 1 }));
}
function mark(state) {
  return svg("svg", { viewBox: "-26 -12 52 24", width: 36, height: 17, "aria-hidden": "true", class: "icon" },
    svg("path", { d: "M-23-9H23V9H-23Z", fill: state === "superseded" ? "#e4e7ec" : "#ffffff", stroke: "#344054", "stroke-width": 1.5,
      "stroke-dasharray": state === "unresolved" ? "5 3" : undefined }),
    state === "superseded" ? svg("path", { d: "M-16 0H16", stroke: "#344054", "stroke-width": 2 }) : "");
}

function contradicted() {
  const number = G.rows.filter((row) => row[COL.contradictions]).length;
  return number && el("p", { class: "soft" }, svg("svg", { viewBox: "-14 -14 28 26", width: 18, height: 17, class: "icon", "aria-hidden": "true" },
    svg("path", { d: "M0-11 12 9-12 9Z", fill: "#fdb022", stroke: "#5c2d00", "stroke-width": 1.5 })), `${say("contradictions")}: ${count(number)}`);
}

// The choice of a territory, made once; thousands of names only when somebody wants to choose.
const FEW = 1500;
let placeBox = null;
function places_() {
  const paths = Object.keys(G.places);
  if (!paths.length) return null;
  if (!placeBox) {
    placeBox = el("select", { id: "territory", onchange: (event) => commit((s) => (s.place = event.target.value), { fit: true }) }, el("option", { value: "" }));
    if (paths.length <= FEW) fillPlaces();
    else placeBox.addEventListener("focus", fillPlaces, { once: true });
  }
  placeBox.options[0].textContent = say("allTerritories");
  if (S.place && placeBox.options.length === 1) placeBox.append(el("option", { value: S.place, text: G.places[S.place] || S.place }));
  placeBox.value = S.place;
  return el("p", {}, el("label", { for: "territory", text: say("territory") }), placeBox);
}
function fillPlaces() {
  const named = Object.keys(G.places).map((path) => [path, path.split("/").map((_, at, all) => G.places[all.slice(0, at + 1).join("/")] || "").join("/")]);
  const order = new Intl.Collator("vi").compare;
  named.sort((a, b) => order(a[1], b[1]));
  const options = named.map(([path]) => el("option", { value: path, text: "\u2003".repeat(path.split("/").length - 1) + G.places[path] }));
  placeBox.replaceChildren(placeBox.options[0], ...options);
  placeBox.value = S.place;
}

function years() {
  const known = G.years.filter(Boolean);
  if (!known.length) return null;
  const least = known.reduce((a, b) => Math.min(a, b));
  const most = known.reduce((a, b) => Math.max(a, b));
  const field = (name, id, other) => el("input", { type: "number", id, min: least, max: most, placeholder: other, value: S[name] || null,
    "aria-label": say(id === "year-from" ? "from" : "to"), onchange: (event) => commit((s) => (s[name] = parseInt(event.target.value, 10) || 0), { fit: true }) });
  return el("p", { class: "years" }, el("span", { text: say("years") }), field("from", "year-from", least), " – ", field("to", "year-to", most));
}

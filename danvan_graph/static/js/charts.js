// Overview: counts by level, type, branch and year of what passes the filters, and where to start reading.
function showCharts() {
  const on = S.mode === "charts";
  $("charts").hidden = !on;
  $("picture").hidden = on;
  if (!on) {
    $("charts").replaceChildren();
    return showGrid();
  }
  const all = [];
  for (let at = 0; at < G.count; at++) if (passes(at)) all.push(at);
  const by = (value) => {
    const counts = new Map();
    for (const at of all) counts.set(value(at), (counts.get(value(at)) || 0) + 1);
    return counts;
  };
  const only = (name, value) => commit((s) => (s.off[name] = new Set([...tally()[name].keys()].filter((other) => other !== value))), {});
  const levels = by(valueOf.level);
  const types = by(valueOf.type);
  const branches = by(valueOf.branch);
  const years = by((at) => G.years[at]);
  const bars = (title, rows, act) => el("figure", {}, el("figcaption", { text: title }), barChart(rows, act));
  $("charts").replaceChildren(
    bars(say("byLevel"), G.levels.filter((v) => levels.has(v)).map((v) => [v, say("level." + v), levels.get(v), "#344054"]), (v) => only("level", v)),
    bars(say("byBranch"), Object.keys(META.branches).filter((v) => branches.has(v)).map((v) => [v, say("branch." + v), branches.get(v), colorOf(v)]), (v) => only("branch", v)),
    starts(all),
    el("figure", { class: "starts" }, el("figcaption", { text: say("byYear") }), yearChart(years)),
    bars(say("byType"), [...types].sort((a, b) => b[1] - a[1]).slice(0, 14).map(([v, n]) => [v, typeName(v), n, "#344054"]), (v) => only("type", v)),
  );
}

function barChart(rows, act) {
  const most = Math.max(1, ...rows.map((row) => row[2]));
  return el("ul", { class: "bars" }, ...rows.map(([value, name, number, color]) => {
    const bar = svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { width: Math.max(1, (number / most) * 100), height: 10, fill: color }));
    const row = button("", () => act(value), {});
    row.append(foreign(name, "span", { class: "name" }), bar, el("span", { class: "number", text: count(number) }));
    return el("li", {}, row);
  }));
}

function yearChart(counts) {
  const known = [...counts.keys()].filter(Boolean).sort((a, b) => a - b);
  if (!known.length) return el("p", { class: "soft", text: say("undated") });
  const first = known[0];
  const total = Math.min(80, known[known.length - 1] - first + 1);
  const begin = known[known.length - 1] - total + 1;
  const most = Math.max(...known.map((year) => counts.get(year)));
  const wide = 700 / total;
  const chart = svg("svg", { viewBox: "0 0 720 190", role: "img", class: "years", "aria-label": say("byYear") });
  for (let place = 0; place < total; place++) {
    const number = counts.get(begin + place) || 0;
    const tall = (number / most) * 140;
    const bar = svg("rect", { x: 10 + place * wide + 1, y: 160 - tall, width: Math.max(1, wide - 2), height: tall, fill: "#175cd3" });
    bar.append(svg("title", {}, `${begin + place}: ${count(number)}`));
    chart.append(bar);
    if (number && wide > 22) chart.append(svg("text", { x: 10 + (place + 0.5) * wide, y: 155 - tall, "text-anchor": "middle", "font-size": 12, fill: "#344054" }, count(number)));
    if (place % Math.ceil(36 / wide) === 0) chart.append(svg("text", { x: 10 + (place + 0.5) * wide, y: 178, "text-anchor": "middle", "font-size": 12, fill: "#344054" }, String(begin + place)));
  }
  return chart;
}

function starts(all) {
  const carried = (at) => linksIn(at).reduce((sum, link) => sum + (["implements", "continues"].includes(G.relations[G.links[link][1]]) ? 1 : 0), 0);
  const best = all.map((at) => [carried(at), at]).filter(([number]) => number).sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, 12);
  const items = best.map(([number, at]) => {
    const main = button("", () => enter(at), { class: "goto" });
    main.append(icon(word(at, "type"), word(at, "branch")), foreign(clip(dated(at), 120)));
    return el("li", {}, main, el("span", { class: "count", text: count(number) }), foreign(clip(title(at), 160), "span", { class: "soft" }));
  });
  return el("figure", { class: "starts" }, el("figcaption", { text: say("entries") }), el("p", { class: "soft", text: say("entriesHint") }), el("ol", {}, ...items));
}

function enter(at) {
  commit((s) => {
    s.mode = "tree";
    s.sel = at;
    reveal(at, s);
  }, {});
  fitAll();
  centre(at);
}

// Coverage: every body of a level as a tile in its place, by what was found of it.
const BODY = Object.fromEntries(["name", "iri", "level", "place", "status", "directive", "date", "days", "path", "directives"].map((name, at) => [name, at]));
const STATUSES = ["issued", "mentioned", "nothing_found"];
const SIGNS = { issued: "✓", mentioned: "≈", nothing_found: "–" };
const TILE = { width: 168, height: 46, gap: 8, across: 7 };
const INK = { issued: ["#0b5f58", "#ffffff"], mentioned: ["#fff7e0", "#5c3b00"], nothing_found: ["#ffffff", "#475467"] };

const bodies = () => G.coverage.rows.filter((row) => !S.off.status.has(row[BODY.status]) && (!S.place || within(row[BODY.path], S.place)));

function groups(rows) {
  const found = new Map();
  for (const row of rows) {
    const path = row[BODY.path].split("/").slice(0, -1).join("/");
    if (!found.has(path)) found.set(path, []);
    found.get(path).push(row);
  }
  return [...found].map(([path, all]) => [G.coverage.groups[path] || G.coverage.under || say("wholeCountry"), all]).sort((a, b) => a[0].localeCompare(b[0], "vi"));
}

function statusSign(status) {
  const [fill, ink] = INK[status];
  const sign = svg("svg", { viewBox: "-18 -10 36 20", width: 36, height: 20, "aria-hidden": "true", class: "icon" },
    svg("rect", { x: -17, y: -9, width: 34, height: 18, rx: 3, fill, stroke: "#475467", "stroke-width": 1.3, "stroke-dasharray": status === "issued" ? undefined : status === "mentioned" ? "5 2" : "2 2" }));
  sign.append(svg("text", { "text-anchor": "middle", y: 5, "font-size": 13, "font-weight": 700, fill: ink }, SIGNS[status]));
  return sign;
}

const shortName = (row) => row[BODY.place] || row[BODY.name];
const found = (row) => [row[BODY.directive], row[BODY.date] && day(row[BODY.date])].filter(Boolean).join(" · ");

function tile(row) {
  const made = button("", () => selectBody(row), { class: "tile " + row[BODY.status], "data-iri": row[BODY.iri], "aria-current": row[BODY.iri] === S.body, "aria-label": [row[BODY.name], say("status." + row[BODY.status]), found(row)].join(", ") });
  made.append(el("span", { class: "sign-text", text: SIGNS[row[BODY.status]] }), foreign(clip(shortName(row), 80), "strong"), foreign(clip(found(row), 80), "span", { class: "when" }));
  return made;
}

function summary(rows) {
  const all = rows.length || 1;
  const parts = STATUSES.map((status) => [status, rows.filter((row) => row[BODY.status] === status).length]).filter(([, number]) => number);
  const bar = svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true", class: "share" });
  let x = 0;
  for (const [status, number] of parts) {
    bar.append(svg("rect", { x, width: (number / all) * 100, height: 8, fill: { issued: "#0b5f58", mentioned: "#e0a100", nothing_found: "#d0d5dd" }[status] }));
    x += (number / all) * 100;
  }
  const text = parts.map(([status, number]) => `${say("status." + status)}: ${count(number)} (${count(Math.round((number / all) * 1000) / 10)}%)`).join(" · ");
  return el("div", { class: "summary" }, el("p", {}, text), bar, el("p", { class: "soft", text: say("gridNote") + " " + count(G.coverage.documents) }));
}

function showGrid() {
  const on = S.mode === "grid";
  if (!on) return;
  const rows = bodies();
  const box = $("charts");
  box.hidden = false;
  $("picture").hidden = true;
  box.replaceChildren(el("div", { class: "grid" }, summary(rows), ...groups(rows).map(([name, all]) => el("section", {},
    el("h3", {}, foreign(name), el("span", { class: "soft", text: `${count(all.filter((row) => row[BODY.status] === "issued").length)}/${count(all.length)}` })),
    el("div", { class: "tiles" }, ...all.map(tile))))));
}

function listGrid() {
  const list = el("ul", {});
  for (const [name, all] of groups(bodies())) {
    list.append(el("li", {}, el("span", { class: "entry" }, foreign(name, "strong")), el("ul", {}, ...all.map((row) => {
      const main = button("", () => selectBody(row), { class: "goto" });
      main.append(foreign(row[BODY.name]));
      return el("li", { "data-iri": row[BODY.iri] }, main, foreign([say("status." + row[BODY.status]), found(row)].filter(Boolean).join(" · "), "span", { class: "soft" }));
    }))));
  }
  $("list").replaceChildren(list);
}

function selectBody(row) {
  const elsewhere = S.mode !== "grid";
  commit((s) => {
    s.mode = "grid";
    s.body = row[BODY.iri];
  }, { still: !elsewhere });
  showPanel();
  for (const one of $("charts").querySelectorAll(".tile")) one.toggleAttribute("aria-current", one.dataset.iri === S.body);
  return true;
}

function bodyFacts(row, mine) {
  const facts = el("dl", {});
  const fact = (name, value) => value && facts.append(el("dt", { text: say(name) }), el("dd", {}, foreign(value)));
  fact("status", say("status." + row[BODY.status]));
  fact("level", say("level." + row[BODY.level]));
  fact("territory", row[BODY.place]);
  fact("days", row[BODY.days] === null ? "" : count(row[BODY.days]) + " " + say("daysUnit"));
  fact("iri", row[BODY.iri]);
  const list = el("ul", { class: "links" });
  for (const at of row[BODY.directives]) {
    const item = el("li", {}, button("", () => select(iri(at)), { class: "goto" }));
    item.firstChild.append(icon(word(at, "type"), word(at, "branch")), foreign(clip(dated(at), 160)));
    if (title(at)) item.append(foreign(clip(title(at), 300), "span", { class: "soft" }));
    linksOut(at).forEach((number) => quotes(number, item, mine, false));
    list.append(item);
  }
  if (!row[BODY.directives].length && row[BODY.directive]) list.append(el("li", {}, foreign(found(row))));
  return [el("h2", {}, foreign(row[BODY.name])), facts, list.children.length ? el("h3", { text: say("documents") + " (" + count(list.children.length) + ")" }) : "", list];
}

// The tiles as shapes, for SVG, PNG and paper.
function shapesOfGrid() {
  const shapes = [];
  const step = TILE.width + TILE.gap;
  let y = 0;
  for (const [name, all] of groups(bodies())) {
    shapes.push({ t: "text", x: 0, y, s: plain(name), size: 15, weight: 700, fill: "#101828" });
    y += 18;
    all.forEach((row, at) => {
      const [left, top] = [(at % TILE.across) * step, y + Math.floor(at / TILE.across) * (TILE.height + TILE.gap)];
      const [fill, ink] = INK[row[BODY.status]];
      const dash = { issued: [], mentioned: [6, 3], nothing_found: [2, 3] }[row[BODY.status]];
      shapes.push({ t: "path", d: `M${left} ${top}h${TILE.width}v${TILE.height}h${-TILE.width}Z`, fill, stroke: "#475467", width: 1, dash });
      shapes.push({ t: "text", x: left + 8, y: top + 15, s: fit(SIGNS[row[BODY.status]] + " " + plain(shortName(row)), TILE.width - 16, 13, 700), size: 13, weight: 700, fill: ink });
      shapes.push({ t: "text", x: left + 8, y: top + 33, s: fit(plain(found(row)), TILE.width - 16, 11, 400), size: 11, weight: 400, fill: ink });
    });
    y += Math.ceil(all.length / TILE.across) * (TILE.height + TILE.gap) + 16;
  }
  STATUSES.forEach((status, at) => shapes.push({ t: "text", x: at * 240, y: y + 8, s: SIGNS[status] + " " + say("status." + status), size: 13, weight: 700, fill: "#1d2939" }));
  shapes.push({ t: "text", x: 0, y: -36, s: clip(plain(META.heading), 120), size: 20, weight: 700, fill: "#101828" });
  return { shapes, left: -16, top: -60, width: TILE.across * step + 24, height: y + 90 };
}

// Side panel: the facts of a directive, its links as buttons, and the sentences that state them.
const MANY = 40;
let turn = 0;

function showPanel() {
  turn++;
  const panel = $("panel");
  const row = S.mode === "grid" && S.body && G.coverage.rows.find((one) => one[BODY.iri] === S.body);
  if (row) panel.replaceChildren(...bodyFacts(row, turn));
  else if (S.sel < 0) panel.replaceChildren(el("h2", { text: say("panel") }), el("p", { class: "soft", text: say("panelHint") }));
  else panel.replaceChildren(...directive(S.sel, turn));
}

function long(text, tag = "p", attributes = {}) {
  if (text.length <= 200) return foreign(text, tag, attributes);
  const box = foreign(text, tag, { ...attributes, class: "long" });
  const more = button(say("more"), () => {
    const open = box.classList.toggle("open");
    more.textContent = say(open ? "less" : "more");
  }, { class: "link" });
  return el("div", {}, box, more);
}

function directive(at, mine) {
  const marksOf = [unresolved(at) && "unresolved", superseded(at) && "superseded", raw(at, "contradictions") && "contradictions"].filter(Boolean);
  const facts = el("dl", {});
  const fact = (name, value, ...extra) => value && facts.append(el("dt", { text: say(name) }), el("dd", {}, foreign(value), ...extra));
  fact("type", typeName(word(at, "type")));
  fact("date", raw(at, "date") && day(raw(at, "date")));
  const others = G.rows[at][COL.dates];
  if (others) fact("dates", [raw(at, "date"), ...others].filter(Boolean).map(day).join(" · "));
  fact("issuer", word(at, "issuer"));
  fact("level", say("level." + word(at, "level")));
  fact("territory", placeName(at));
  fact("branch", word(at, "branch") && say("branch." + word(at, "branch")));
  if (raw(at, "days") !== null && at !== G.index.get(META.root)) fact("days", count(raw(at, "days")) + " " + say("daysUnit"));
  fact("state", say(stateOf(at)) + (raw(at, "contradictions") ? " · " + say("contradictions") + " (" + raw(at, "contradictions") + ")" : ""));
  fact("iri", iri(at), " ", button(say("copy"), (event) => copy(iri(at), event.target), { class: "link" }));
  return [
    el("h2", {}, icon(word(at, "type"), word(at, "branch")), raw(at, "label").length > 200 ? long(raw(at, "label"), "div") : foreign(raw(at, "label"))),
    marksOf.length ? el("p", { class: "marks" }, ...marksOf.map((name) => el("span", { class: "mark " + name, text: say(name) }))) : "",
    title(at) ? long(title(at), "p", { class: "title" }) : "",
    el("p", { class: "acts" },
      button(say("center"), () => centre(at)),
      V.hidden[at] ? button(say("expand") + " (+" + count(V.hidden[at]) + ")", () => expand(at)) : "",
      V.below[at].length && V.show[at] ? button(say("collapse"), () => collapse(at)) : ""),
    depthControl(at),
    facts,
    ...relations(at, mine),
  ].filter((part) => part !== "");
}

function copy(text, target) {
  const done = () => (target.textContent = say("copied"));
  if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(text).then(done, () => {});
  else {
    const field = el("textarea", {});
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    done();
  }
}

function depthControl(at) {
  const pick = (name) => {
    const now = S.around === at ? S[name] : -1;
    const box = el("select", { "aria-label": say("depth") + ": " + say(name), id: "depth-" + name, onchange: (event) => {
      const value = Number(event.target.value);
      commit((s) => {
        if (s.around !== at) Object.assign(s, { around: at, up: -1, down: -1 });
        s[name] = value;
        if (s.up < 0 && s.down < 0) s.around = -1;
      }, { fit: true });
    } });
    for (const value of [-1, 0, 1, 2, 3, 4, 5]) box.append(el("option", { value, text: value < 0 ? say("all") : value, selected: value === now }));
    return el("label", {}, say(name) + " ", box);
  };
  return el("p", { class: "depth" }, el("span", { text: say("depth") + ": " }), pick("up"), " ", pick("down"));
}

function relations(at, mine) {
  const groups = new Map();
  const add = (number, backwards) => {
    const link = G.links[number];
    const key = link[1] * 2 + (backwards ? 1 : 0);
    if (!groups.has(key)) groups.set(key, { name: both(relationOf(link)[backwards ? "back" : "name"]), look: relationOf(link), links: [], backwards });
    groups.get(key).links.push(number);
  };
  linksOut(at).forEach((number) => add(number, false));
  linksIn(at).forEach((number) => add(number, true));
  return [...groups.values()].map((group) => relationGroup(group, mine));
}

function relationGroup(group, mine) {
  const list = el("ul", { class: "links" });
  const show = (numbers) => numbers.forEach((number) => {
    const other = G.links[number][group.backwards ? 0 : 2];
    const item = el("li", {}, button("", () => select(iri(other)), { class: "goto" }));
    item.firstChild.append(icon(word(other, "type"), word(other, "branch")), foreign(clip(dated(other), 160)));
    if (word(other, "issuer")) item.append(foreign(word(other, "issuer"), "span", { class: "soft" }));
    list.append(item);
    quotes(number, item, mine, group.links.length > 6);
  });
  show(group.links.slice(0, MANY));
  const box = el("section", {}, el("h3", {}, stroke(group.look), group.name + " (" + count(group.links.length) + ")"), list);
  if (group.links.length > MANY) {
    const more = button(say("showAll") + " (" + count(group.links.length) + ")", () => {
      more.remove();
      show(group.links.slice(MANY));
    }, { class: "link" });
    box.append(more);
  }
  return box;
}

// The sentences of a link, put in when they are unpacked.
function quotes(number, place, mine, folded) {
  if (!G.links[number][3]) return place.append(el("p", { class: "soft", text: say("noEvidence") }));
  const box = folded ? el("details", {}, el("summary", { text: say("evidence") + " (" + G.links[number][3] + ")" })) : el("div", {});
  place.append(box);
  claims(number).then((found) => {
    if (mine === turn) found.forEach((claim) => box.append(quote(claim)));
  });
}

function quote(claim) {
  const text = claim.text || claim.quote;
  const words = foreign("", "p", {});
  const at = cueAt(text, claim);
  if (at < 0) words.append(text);
  else words.append(text.slice(0, at), el("mark", { text: text.slice(at, at + claim.cue.length) }), text.slice(at + claim.cue.length));
  const place = claim.start >= 0 ? ` · ${say("chars")} ${claim.start}–${claim.end}` : "";
  const how = TEXTS["method." + claim.method] ? say("method." + claim.method) : claim.method;
  return el("blockquote", {}, words, el("footer", {}, foreign(claim.path, "cite"), place + " · " + say("method") + ": " + how));
}

// Where the cue stands: inside the statement if the statement is in the sentence.
function cueAt(text, claim) {
  if (!claim.cue) return -1;
  const inside = claim.quote ? text.indexOf(claim.quote) : -1;
  const wanted = claim.cue.toLowerCase();
  const lower = text.toLowerCase();
  const near = inside >= 0 ? lower.indexOf(wanted, inside) : -1;
  const found = near >= 0 && near < inside + claim.quote.length ? near : lower.indexOf(wanted);
  return lower.length === text.length ? found : text.indexOf(claim.cue);
}

function selectLink(number) {
  turn++;
  const [from, , to] = G.links[number];
  const look = relationOf(G.links[number]);
  const goto = (at) => {
    const made = button("", () => select(iri(at)), { class: "goto" });
    made.append(icon(word(at, "type"), word(at, "branch")), foreign(clip(dated(at), 160)));
    return made;
  };
  const box = el("div", { class: "claims" });
  $("panel").replaceChildren(el("h2", { text: say("statement") }), goto(from), el("h3", {}, stroke(look), both(look.name) + " →"), goto(to),
    el("h3", { text: say("evidence") + " (" + G.links[number][3] + ")" }), box);
  quotes(number, box, turn, false);
}

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
function icon(type, branch) {
  return svg("svg", { viewBox: "-12 -12 24 24", width: 18, height: 18, class: "icon", "aria-hidden": "true" },
    svg("path", { d: iconOf(type), fill: branch === undefined ? "#344054" : colorOf(branch), "fill-rule": "evenodd" }));
}
function stroke(look) {
  return svg("svg", { viewBox: "0 0 44 14", width: 44, height: 14, class: "stroke", "aria-hidden": "true" },
    svg("path", { d: "M2 7H36", stroke: look.color, "stroke-width": look.width + 0.5, "stroke-dasharray": look.dash.join(" "), fill: "none" }),
    svg("path", { d: arrowHead(look.arrow), transform: "translate(40 7)", fill: look.arrow === "vee" ? "none" : look.color, stroke: look.color, "stroke-width": 1.6 }));
}
// The head of an arrow that ends in 0,0 and comes from the left.
function arrowHead(kind) {
  return { triangle: "M0 0-8-4.500-8 4.500Z", vee: "M0 0M-7-4 0 0-7 4", bar: "M0-6V6", circle: "M0 0A4 4 0 1 1-8 0 4 4 0 1 1 0 0Z",
    box: "M0-4H-8V4H0Z", diamond: "M0 0-5-4-10 0-5 4Z" }[kind];
}

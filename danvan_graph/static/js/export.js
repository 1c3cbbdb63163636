// What is shown as SVG, PNG, CSV, and on paper (A4 landscape, legend included).
const escaped = (text) => text.replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[letter]))
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
const LEGEND_HEIGHT = 96;

// Everything that is shown as a flat list of shapes in picture coordinates.
function shapesOfPicture() {
  if (S.mode === "grid") return shapesOfGrid();
  const box = extent();
  const left = box.left - BAND_NAME;
  const shapes = [];
  bands.forEach((band, at) => {
    shapes.push({ t: "path", d: `M${left} ${band.top}H${box.right}V${band.bottom}H${left}Z`, fill: BAND_FILL[at % 2] });
    shapes.push({ t: "text", x: left + 8, y: (band.top + band.bottom) / 2, s: say("level." + band.level), size: 14, weight: 700, fill: "#1d2939" });
  });
  for (const mark of marks) shapes.push({ t: "text", x: (mark.left + mark.right) / 2, y: box.top + 14, s: mark.year ? String(mark.year) : say("undated"), size: 14, weight: 700, fill: "#1d2939", middle: true });
  for (const at of V.links) shapes.push(...linkShapes(G.links[at]));
  for (const at of V.shown) {
    const [x, y] = places.get(at);
    for (const shape of shapesOf(at)) shapes.push({ ...shape, path: undefined, x: x + (shape.x || 0), y: y + (shape.y || 0) });
  }
  const bottom = box.bottom + LEGEND_HEIGHT;
  shapes.push(...legendShapes(left + 8, box.bottom + 24, box.right));
  shapes.push({ t: "text", x: left + 8, y: box.top - 22, s: clip(plain(META.heading), 160), size: 20, weight: 700, fill: "#101828" });
  return { shapes, left, top: box.top - 44, width: box.right - left, height: bottom - box.top + 44 };
}

function linkShapes(link) {
  const look = relationOf(link);
  const [x1, y1] = places.get(link[0]);
  const [x2, y2] = places.get(link[2]);
  const half = CARD.height / 2;
  let d;
  let angle;
  let end;
  if (Math.abs(y1 - y2) < CARD.height) {
    const side = x1 < x2 ? -1 : 1;
    end = [x2 + side * (CARD.width / 2), y2];
    d = `M${x1 - side * (CARD.width / 2)} ${y1}L${end[0]} ${end[1]}`;
    angle = side < 0 ? 0 : 180;
  } else {
    const down = y2 > y1 ? 1 : -1;
    end = [x2, y2 - down * half];
    const bend = (Math.abs(y2 - y1) - CARD.height) * 0.45;
    d = `M${x1} ${y1 + down * half}C${x1} ${y1 + down * (half + bend)} ${x2} ${end[1] - down * bend} ${end[0]} ${end[1]}`;
    angle = down > 0 ? 90 : -90;
  }
  return [
    { t: "path", d, stroke: look.color, width: look.width, dash: look.dash },
    { t: "path", d: arrowHead(look.arrow), x: end[0], y: end[1], turn: angle, fill: look.arrow === "vee" ? undefined : look.color, stroke: look.color, width: 1.4, dash: [] },
  ];
}

function legendShapes(left, top, right) {
  const counts = tally();
  const shapes = [];
  let x = left;
  let y = top;
  const put = (sign, text) => {
    const wide = 52 + widthOf(text, 13, 400) + 18;
    if (x + wide > right && x > left) [x, y] = [left, y + 24];
    shapes.push(...sign.map((shape) => ({ ...shape, x: x + 22 + (shape.x || 0), y: y + (shape.y || 0) })));
    shapes.push({ t: "text", x: x + 50, y, s: text, size: 13, weight: 400, fill: "#1d2939" });
    x += wide;
  };
  for (const name of Object.keys(META.relations)) {
    if (!counts.relation.has(name) || S.off.relation.has(name)) continue;
    const look = META.relations[name];
    put([{ t: "path", d: "M-20 0H12", stroke: look.color, width: look.width, dash: look.dash },
      { t: "path", d: arrowHead(look.arrow), x: 20, fill: look.arrow === "vee" ? undefined : look.color, stroke: look.color, width: 1.4 }], both(look.name));
  }
  for (const branch of counts.branch.keys()) put([{ t: "path", d: outline(branch, -20, 20, 9, false), fill: colorOf(branch) }], say("branch." + branch));
  for (const type of counts.type.keys()) put([{ t: "path", d: iconOf(type), fill: "#344054" }], typeName(type));
  return shapes;
}

function svgText() {
  const { shapes, left, top, width, height } = shapesOfPicture();
  const body = shapes.map((shape) => {
    if (shape.t === "text") {
      const strike = shape.strike ? ' text-decoration="line-through"' : "";
      return `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size}" font-weight="${shape.weight}" fill="${shape.fill}" dominant-baseline="central"${shape.middle ? ' text-anchor="middle"' : ""}${strike}>${escaped(shape.s)}</text>`;
    }
    const move = shape.x || shape.y || shape.turn ? ` transform="translate(${shape.x || 0} ${shape.y || 0})${shape.turn ? ` rotate(${shape.turn})` : ""}"` : "";
    const line = shape.stroke ? ` stroke="${shape.stroke}" stroke-width="${shape.width}"${shape.dash && shape.dash.length ? ` stroke-dasharray="${shape.dash.join(" ")}"` : ""}` : "";
    return `<path d="${shape.d}" fill="${shape.fill || "none"}"${line}${move}/>`;
  });
  const font = FONT.replace(/"/g, "'");
  return `<svg xmlns="${SVG}" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="${font}">\n` +
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#ffffff"/>\n${body.join("\n")}\n</svg>\n`;
}

function png() {
  const { shapes, left, top, width, height } = shapesOfPicture();
  const scale = Math.min(2, 16000 / width, 16000 / height, Math.sqrt(120e6 / (width * height)));
  const sheet = document.createElement("canvas");
  sheet.width = Math.ceil(width * scale);
  sheet.height = Math.ceil(height * scale);
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.scale(scale, scale);
  ctx.translate(-left, -top);
  for (const shape of shapes) {
    ctx.save();
    if (shape.turn) {
      ctx.translate(shape.x, shape.y);
      ctx.rotate((shape.turn * Math.PI) / 180);
      paint(ctx, { ...shape, x: 0, y: 0 });
    } else paint(ctx, shape);
    ctx.restore();
  }
  return sheet;
}

// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value) && !/^-?\d+$/.test(value) ? "'" + value : value;
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}
const sheet = (header, rows) => "\ufeff" + [header, ...rows.map((row) => row.map(cell).join(","))].join("\r\n") + "\r\n";

// The rows of what is shown; the header is that of the command line's CSV.
function csv() {
  if (S.mode === "grid") {
    return sheet("organisation,iri,level,territory,status,directive,date,days", bodies().map((row) => row.slice(0, 8).map((value) => (value === null ? "" : String(value)))));
  }
  const header = "iri,label,type,number,symbol,date,issuer,level,territory,days,state,title";
  const rows = V.shown.map((at) => [iri(at), raw(at, "label"), word(at, "type"), word(at, "number"), word(at, "symbol"), raw(at, "date"), word(at, "issuer"),
    word(at, "level"), placeName(at), raw(at, "days") === null ? "" : String(raw(at, "days")), word(at, "state") || stateOf(at), title(at)]);
  return sheet(header, rows);
}

function save(blob, ending) {
  const name = (fold(META.heading).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "danvan") + ending;
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
const saveSvg = () => save(new Blob([svgText()], { type: "image/svg+xml" }), ".svg");
const savePng = () => png().toBlob((blob) => save(blob, ".png"));
const saveCsv = () => save(new Blob([csv()], { type: "text/csv" }), ".csv");

function toPaper() {
  if (S.mode === "charts") return $("paper").replaceChildren($("charts").cloneNode(true));
  const drawing = new DOMParser().parseFromString(svgText(), "image/svg+xml").documentElement;
  drawing.removeAttribute("width");
  drawing.removeAttribute("height");
  $("paper").replaceChildren(document.importNode(drawing, true));
}

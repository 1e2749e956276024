// What can be kept of one chart: its picture, its table, its flows as text; saved, or copied to be pasted elsewhere.
// Stands after draw.js and element.js in the same module. All of it is taken from the chart's own block, as it is shown.

const FLOWS = "[data-sankeymatic]"; // holds the flows as Python has written them
const DRAWN = "jobstats-drawn"; // what needs the picture, and is not offered where there is none
const REFUSED = "This browser does not let the page copy here. Save it instead.";
const NOTHING = "There is nothing in it yet.";
const FAILED = "This did not work here. The numbers can still be saved as CSV.";

/** A list that lies over the page closes with Escape, with a click elsewhere, and when the focus goes on. */
export function closing(details) {
  const away = (event) => details.contains(event.target) || (details.open = false);
  details.addEventListener("toggle", () => {
    document.removeEventListener("pointerdown", away);
    if (details.open) document.addEventListener("pointerdown", away);
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  details.addEventListener("focusout", (event) => event.relatedTarget && !details.contains(event.relatedTarget) && (details.open = false));
}

// ---- the list at the foot of a block

/** Fold a list into the foot of a block: what its chart can be saved as and copied as, and a line that says what was done. */
export function offer(block) {
  const told = element("p", { class: "jobstats-told", role: "status" });
  const button = (label, name, act, needs = "") => {
    const node = element("button", { type: "button", "aria-label": name, class: needs }, label);
    node.addEventListener("click", () => once(node, told, act));
    return node;
  };
  const save = (label, ending, make, needs) => button(label, `Save as ${label}`, () => saved(block, ending, make), needs);
  const copy = (label, make, needs) => button(label, `Copy ${label}`, () => copied(make), needs);
  const ways = (verb, ...buttons) => element("div", {}, element("span", { "aria-hidden": "true" }, verb), ...buttons);
  const [png, svg] = ["png", "svg"].map((kind) => () => picture(block, kind));
  const saving = [save("PNG", ".png", png, DRAWN), save("SVG", ".svg", svg, DRAWN), save("CSV", ".csv", () => csv(block))];
  const copying = [copy("picture", () => ({ "image/png": png() }), DRAWN), copy("table", () => pasted(block))];
  if (block.querySelector(FLOWS)) {
    saving.push(save("SankeyMATIC", "-sankeymatic.txt", () => flows(block)));
    copying.push(copy("SankeyMATIC", () => flows(block) && { "text/plain": flows(block) }));
  }
  const list = element("div", { class: "jobstats-drop" }, told, ways("Save as", ...saving), ways("Copy", ...copying));
  const fold = element("details", { class: "jobstats-save" }, element("summary", {}, "Save or copy"), list);
  closing(fold);
  fold.addEventListener("toggle", () => fold.open || (told.textContent = ""));
  block.querySelector(".jobstats-more").append(fold);
  quiet(block);
}

/** Do it, unless it is being done, and say what came of it. */
async function once(button, told, act) {
  if (button.hasAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  told.textContent = "";
  told.textContent = await act().catch(() => FAILED);
  button.removeAttribute("aria-disabled");
}

async function saved(block, ending, make) {
  const content = await make();
  if (!content) return NOTHING;
  const link = element("a", { href: URL.createObjectURL(content), download: `jobstats-${block.dataset.name}${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  const cut = ending === ".csv" && rows(block).at(-1)[0].startsWith("… and ");
  return `Saved as ${link.download}.${cut ? " Its last row says how many more there are." : ""}`;
}

/** make: gives what goes onto the clipboard by its kind; a promise may stand there, so that no browser forgets the click meanwhile. */
async function copied(make) {
  if (!navigator.clipboard?.write) return REFUSED;
  const parts = make();
  if (!parts) return NOTHING;
  for (const part of Object.values(parts)) Promise.resolve(part).catch(() => {}); // what fails is told below, and is no error of the page
  return navigator.clipboard.write([new ClipboardItem(parts)]).then(
    () => "Copied.",
    () => Promise.all(Object.values(parts)).then(() => REFUSED), // unless it was the picture that failed
  );
}

// ---- the table

/** The cells of a block's table as it is shown, titles first; none where it has no columns. */
function rows(block) {
  const found = [...block.querySelectorAll(".jobstats-scroll tr")].map((row) => [...row.cells].map((cell) => harmless(cell.textContent)));
  return found.filter((row) => row.length);
}

/**
 * Text that no spreadsheet takes for a formula: ' before a sign that would begin one, however that is written or hidden.
 * A number with its plus stays one.
 */
function harmless(text) {
  if (/^\+\d+(\.\d+)?$/.test(text)) return text;
  return /^(?:[\t\r\n\0]|[\s\p{C}\p{M}\p{DI}\u2800]*[=+\-@])/u.test(text.normalize("NFKC")) ? `'${text}` : text;
}

const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;
const typed = (text, type) => new Blob([text], { type });

/** The table for a spreadsheet. Its first sign says that it is UTF-8, which Excel does not guess. */
function csv(block) {
  const lines = rows(block).map((row) => `${row.map(quoted).join(",")}\r\n`);
  return lines.length ? typed(`\ufeff${lines.join("")}`, "text/csv") : null;
}

/** The table for pasting: a table for documents and mails, columns between tabs for all else. */
function pasted(block) {
  const all = rows(block);
  if (!all.length) return null;
  const flat = (cell) => (cell.startsWith('"') ? quoted(cell) : cell).replace(/[\t\r\n]+/g, " ");
  const edge = { style: "border:1px solid #8f8f8f;padding:2px 8px;text-align:left" };
  const line = (row, i) => element("tr", {}, ...row.map((cell) => element(i ? "td" : "th", edge, cell)));
  const table = element("table", { style: "border-collapse:collapse" }, ...all.map(line));
  const text = all.map((row) => row.map(flat).join("\t")).join("\n");
  return { "text/plain": typed(text, "text/plain"), "text/html": typed(table.outerHTML, "text/html") };
}

/** The flows as text, as Python has written them; null while there are none. */
function flows(block) {
  const text = block.querySelector(FLOWS)?.dataset.sankeymatic;
  return text ? typed(text, "text/plain") : null;
}

// ---- the picture

const SVG = "http://www.w3.org/2000/svg";
const WIDE = 880; // laid out this wide, shown 1100 wide, so that its letters are large enough in a document
const SHOWN = 1100;
const EDGE = 24;

/** The chart of a block on white, with its question above and what it rests on below: a blob, "png" or "svg". */
export async function picture(block, kind) {
  const { Plotly, figure } = states.get(block.querySelector(PLOT));
  const size = { width: WIDE - 2 * EDGE, height: Math.max(figure.layout.height || LOOK.height, 320) };
  const layout = { ...figure.layout, ...size, template: template(LOOK.light) };
  const address = await Plotly.toImage({ data: figure.data, layout, config: CONFIG }, { format: "svg", ...size });
  const plot = new DOMParser().parseFromString(decodeURIComponent(address.slice(address.indexOf(",") + 1)), "image/svg+xml").documentElement;
  const says = (part) => block.querySelector(part)?.textContent ?? "";
  const svg = document.createElementNS(SVG, "svg");
  let y = EDGE;
  y = words(svg, says(".jobstats-question"), y, "bold 20px", "@ink");
  y = words(svg, says(".jobstats-sentence"), y + 4, "16px", "@ink") + 10;
  set(plot, { x: EDGE, y });
  svg.append(plot);
  y = words(svg, says(".jobstats-caption"), y + size.height + 10, "12px", "@muted") + EDGE - 8;
  y = Math.ceil(y / 4) * 4; // so that its height is whole when shown larger, and no edge half see-through
  const ground = set(document.createElementNS(SVG, "rect"), { width: WIDE, height: y, fill: LOOK.light["@paper"] });
  svg.prepend(ground);
  set(svg, { xmlns: SVG, width: SHOWN, height: (y * SHOWN) / WIDE, viewBox: `0 0 ${WIDE} ${y}` });
  const blob = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  return kind === "svg" ? blob : raster(blob, SHOWN, (y * SHOWN) / WIDE);
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** Write a text into the picture, broken into lines that fit; returns where the next thing may stand. */
function words(svg, text, top, font, token) {
  const family = 'Arial, "Liberation Sans", Helvetica, sans-serif';
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${font} ${family}`;
  const size = parseInt(font.match(/(\d+)px/)[1], 10);
  const lines = [""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && pen.measureText(longer).width > WIDE - 2 * EDGE) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  if (!lines[0]) return top;
  const style = { "font-family": family, "font-size": size, "font-weight": font.startsWith("bold") ? "bold" : "normal", fill: LOOK.light[token] };
  lines.forEach((line, i) => {
    const row = set(document.createElementNS(SVG, "text"), { ...style, x: EDGE, y: Math.round(top + size * (i * 1.35 + 1)) });
    row.textContent = line;
    svg.append(row);
  });
  return Math.round(top + size * 1.35 * lines.length + 4);
}

async function raster(blob, width, height) {
  const address = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(image, 0, 0, width, height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

// Draws the charts of a page: loads plotly.js once, takes its colours from the page, follows its size and its theme,
// saves pictures. LOOK (bundled, template, light, config, version, height) stands above this text. Nothing here calls out.

const PLOT = ".jobstats-plot";
const CONFIG = { ...LOOK.config, responsive: false }; // sizes are followed here, once, not by plotly as well
const TOKENS = { "@ink": "--jobstats-ink", "@muted": "--jobstats-muted", "@grid": "--jobstats-grid", "@paper": "--jobstats-paper" };
const states = new WeakMap(); // plot element -> { figure, width, look, drawing }
const templates = new Map(); // colours as text -> template, one object for all charts

// ---- plotly.js, once per page

/** plotly.js: bundled in the page, from JupyterLab's static files, or from wherever `ask` says it lies. */
export function plotly(ask) {
  if (LOOK.bundled) return Promise.resolve(globalThis.Plotly);
  globalThis.jobstatsPlotly ??= fetched(ask).catch((error) => {
    delete globalThis.jobstatsPlotly;
    throw error;
  });
  return globalThis.jobstatsPlotly;
}

async function fetched(ask) {
  const folder = labFolder();
  if (folder) {
    try {
      return await byScript(`${folder}/jobstats/static/plotly.min.js?v=${encodeURIComponent(LOOK.version)}`);
    } catch (error) {
      if (!ask) throw error;
    }
  }
  if (!ask) throw new Error("no plotly.js here");
  return byScript(await ask());
}

function labFolder() {
  try {
    const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    const folder = config.fullLabextensionsUrl || `${config.baseUrl || "/"}lab/extensions`;
    return folder.replace(/\/$/, "");
  } catch {
    return null;
  }
}

function byScript(address) {
  return new Promise((resolve, reject) => {
    const before = globalThis.Plotly; // somebody else's is put back: ours is kept in the promise
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => {
      const mine = globalThis.Plotly;
      if (before) globalThis.Plotly = before;
      if (mine && mine !== before) resolve(mine);
      else reject(new Error("plotly.js did not start"));
    };
    script.onerror = () => reject(new Error("plotly.js is not there"));
    document.head.append(script);
  });
}

// ---- colours

const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });

/** Any colour CSS can say as #rrggbb, lying on another: plotly does not know all of them. */
function solid(colour, ground) {
  brush.fillStyle = ground;
  brush.fillRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [r, g, b] = brush.getImageData(0, 0, 1, 1).data;
  return `#${[r, g, b].map((c) => c.toString(16).padStart(2, "0")).join("")}`;
}

function pageColours(el) {
  const css = getComputedStyle(el);
  const value = (token) => css.getPropertyValue(TOKENS[token]).trim() || LOOK.light[token];
  const paper = solid(value("@paper"), "#ffffff");
  return Object.fromEntries(Object.keys(TOKENS).map((token) => [token, token === "@paper" ? paper : solid(value(token), paper)]));
}

function template(colours) {
  const key = Object.values(colours).join();
  if (!templates.has(key)) {
    const text = Object.entries(colours).reduce((t, [token, colour]) => t.replaceAll(token, colour), LOOK.template);
    templates.set(key, JSON.parse(text));
  }
  return templates.get(key);
}

let look = null; // the template in use: read from the page once, and again when its theme changes

function currentLook(el) {
  return (look ??= template(pageColours(el)));
}

function follow() {
  look = null;
  for (const el of document.querySelectorAll(PLOT)) if (states.has(el)) paint(el);
}

/** JupyterLab names its theme on <body>, sometimes a moment before its colours are there. */
const themed = () => [0, 200, 1000].forEach((wait) => setTimeout(follow, wait));
new MutationObserver(themed).observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", themed);

// ---- drawing

const sizes = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const state = states.get(target);
    if (!state || !contentRect.width || Math.round(contentRect.width) === state.width) continue;
    state.width = Math.round(contentRect.width);
    paint(target);
  }
});

/** Draw a figure (data, layout without template) into an element, or redraw it in place. */
export function draw(Plotly, el, figure) {
  let state = states.get(el);
  if (!state) {
    state = { Plotly, width: Math.round(el.clientWidth) };
    states.set(el, state);
    sizes.observe(el);
  }
  state.figure = figure;
  state.painted = null;
  return paint(el);
}

function paint(el, forced) {
  const state = states.get(el);
  const width = forced?.width ?? state.width;
  if (!width) return null; // not on the page now; its size will tell
  const now = forced?.look ?? currentLook(el);
  if (state.painted && state.painted.look === now && state.painted.width === width) return null;
  state.painted = { look: now, width };
  const anew = state.last && state.last !== width; // react leaves a legend where its rows stood at the old width
  state.last = width;
  const height = state.figure.layout.height || LOOK.height;
  if (el.style.height !== `${height}px`) el.style.height = `${height}px`;
  return state.Plotly[anew ? "newPlot" : "react"](el, state.figure.data, { ...state.figure.layout, template: now, width, height }, CONFIG);
}

// ---- one block in a notebook or a sheet

/** Bring the blocks with this mark to life: draw the picture, or leave the numbers open where plotly.js is missing. */
export function start(mark) {
  for (const block of document.querySelectorAll(`[data-block="${mark}"]`)) if (!states.has(block.querySelector(PLOT))) bring(block);
}

async function bring(block) {
  quiet(block);
  try {
    const Plotly = await plotly();
    const figure = JSON.parse(block.querySelector('script[type="application/json"]').textContent);
    await draw(Plotly, block.querySelector(PLOT), figure);
    offerPictures(block);
  } catch {
    block.classList.add("jobstats-bare");
    block.querySelector(".jobstats-numbers").open = true;
  }
}

/** Keep keys to what has the focus: to JupyterLab a “d” typed twice on a button would delete the cell. */
export function quiet(root) {
  for (const el of root.querySelectorAll("input, select, button, summary, [tabindex]")) el.dataset.lmSuppressShortcuts = "true";
}

// ---- pictures to keep

/** Two buttons at the foot of a block: its chart as a file. */
export function offerPictures(block) {
  const place = Object.assign(document.createElement("div"), { className: "jobstats-save", textContent: "Save as " });
  for (const kind of ["png", "svg"]) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: kind.toUpperCase() });
    button.setAttribute("aria-label", `Save as ${kind.toUpperCase()}`);
    button.onclick = () => keep(block, kind, button);
    place.append(button, " ");
  }
  block.querySelector(".jobstats-more").append(place);
  quiet(block);
}

async function keep(block, kind, button) {
  button.disabled = true;
  try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await picture(block, kind));
    link.download = `jobstats-${block.dataset.name}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  } finally {
    button.disabled = false;
    button.focus();
  }
}

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

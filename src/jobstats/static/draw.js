// Draws the charts of a page: loads plotly.js once, takes its colours from the page, follows its size and its theme.
// LOOK (bundled, template, light, config, version, height) stands above this text, keep.js below. Nothing here calls out.

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
    if (!state) continue;
    const width = Math.round(contentRect.width);
    const back = state.away; // what was off the page may have been drawn anew meanwhile, or its colours have changed
    state.away = !width;
    if (!width || (width === state.width && !back && state.painted)) continue;
    state.width = width;
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
  return el.isConnected ? paint(el) : null; // JupyterLab takes off the page what is scrolled away; its size will tell when it is back
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

const PARTS = [".jobstats-question", ".jobstats-sentence", ".jobstats-caption", ".jobstats-scroll", ".jobstats-text"];
// Of the whole page, since every output brings a copy of this text: how each block takes a new chart, the newest chart each was
// delivered, and the elements that show it (JupyterLab shows one output in several places, and keeps those scrolled away off the page).
const takers = (globalThis.jobstatsBlocks ??= new Map());
const newest = (globalThis.jobstatsNewest ??= new Map());
const places = (globalThis.jobstatsPlaces ??= new Map());

/** Bring the blocks with this mark to life: draw the picture, or leave the numbers open where plotly.js is missing. */
export function start(mark) {
  const known = living(mark);
  for (const block of document.querySelectorAll(`[data-block="${mark}"]`)) {
    if (known.some((place) => place.block.deref() === block)) continue;
    const place = new WeakRef(block);
    known.push({ block: place, take: (chart) => retake(place.deref(), chart) });
    bring(block, mark);
  }
  places.set(mark, known);
  takers.set(mark, (chart) => living(mark).forEach((place) => place.take(chart)));
}

const living = (mark) => (places.get(mark) ?? []).filter((place) => place.block.deref());

/** Hand blocks of the page (ident, html, figure as JSON text) what they show from now on; what is opened in them stays open. */
export function deliver(blocks) {
  for (const chart of blocks) {
    newest.set(chart.ident, chart);
    takers.get(chart.ident)?.(chart);
  }
}

async function bring(block, mark) {
  const before = newest.get(mark); // an output shown again comes from the notebook as it was saved
  if (before) refill(block, parsed(before.html));
  offer(block);
  try {
    const Plotly = await plotly();
    const text = newest.get(mark)?.figure ?? block.querySelector('script[type="application/json"]').textContent;
    await draw(Plotly, block.querySelector(PLOT), JSON.parse(text));
  } catch {
    block.classList.add("jobstats-bare");
    block.querySelector(".jobstats-numbers").open = true;
  }
}

function retake(block, chart) {
  refill(block, parsed(chart.html));
  const state = states.get(block.querySelector(PLOT)); // none yet: plotly.js is on its way, and the newest is drawn; none ever: no picture here
  return state && draw(state.Plotly, block.querySelector(PLOT), JSON.parse(chart.figure));
}

/** A block's HTML as nodes that are on no page. */
function parsed(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  return fresh.content;
}

/** Put the texts of a chart drawn anew into its block; what does not differ is left alone, so that what is opened stays open. */
function refill(block, fresh) {
  for (const part of PARTS) {
    const [now, then] = [block.querySelector(part), fresh.querySelector(part)];
    if (now.innerHTML !== then.innerHTML) now.replaceChildren(...then.childNodes);
  }
  block.querySelector(PLOT).setAttribute("aria-label", fresh.querySelector(PLOT).getAttribute("aria-label"));
  block.querySelector(".jobstats-scroll").setAttribute("aria-label", fresh.querySelector(".jobstats-scroll").getAttribute("aria-label"));
  return block;
}

/** Keep keys to what has the focus: to JupyterLab a “d” typed twice on a button would delete the cell. */
export function quiet(root) {
  for (const el of root.querySelectorAll("input, select, button, summary, [tabindex]")) el.dataset.lmSuppressShortcuts = "true";
}

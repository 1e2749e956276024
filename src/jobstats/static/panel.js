// The panel: one row of filters, the charts under it. Asks the kernel for new charts, never for two things at once, and
// paints only the newest answer. Stands after draw.js, element.js and keep.js in one module; computes nothing about the log.
// Everything comes and goes in messages, never in the widget's state, which a notebook's file could keep.

const LONG = 400; // milliseconds of painting after which the page may breathe; each breath costs it a layout
const ALONE = 3000; // milliseconds without a kernel's answer after which a panel of a reopened notebook says what to do

// ---- controls: each has get() -> value or null, put(value), and the node to show

function field(label, input) {
  return element("label", { class: "jobstats-field" }, label, input);
}

function dates(span, changed) {
  const limits = span ? { min: span[0], max: span[1] } : {};
  const sides = ["Applied from", "to"].map((name) => {
    const input = element("input", { type: "date", ...limits, "aria-label": name === "to" ? "Applied until" : name });
    // A year being typed (0002, 0020 …) is a date to the browser, but nobody's.
    input.addEventListener("change", () => (!input.value || input.value >= "1900") && changed());
    return { input, node: field(name, input) };
  });
  return {
    nodes: sides.map((s) => s.node),
    get: () => (sides.some((s) => s.input.value) ? sides.map((s) => s.input.value || null) : null),
    put: (value) => sides.forEach((s, i) => (s.input.value = value?.[i] ?? "")),
  };
}

function stage(stages, changed) {
  const select = element("select", {}, element("option", { value: "" }, "Any stage"), ...stages.map(([value, label]) => element("option", { value }, label)));
  select.addEventListener("change", changed);
  return { nodes: [field("Reached at least", select)], get: () => select.value || null, put: (value) => (select.value = value ?? "") };
}

function company(askNames, changed) {
  const list = element("datalist", { id: `jobstats-${Math.random().toString(36).slice(2)}` });
  const input = element("input", { type: "text", list: list.id, placeholder: "Any", autocomplete: "off" });
  let known = null;
  let last = "";
  const tell = () => {
    if (input.value.trim() === last) return;
    last = input.value.trim();
    changed();
  };
  input.addEventListener("focus", () => known ?? askNames()); // names are not kept in the notebook's file
  input.addEventListener("input", () => (!input.value || known?.has(input.value.toLowerCase())) && tell());
  input.addEventListener("change", tell);
  input.addEventListener("keydown", (event) => event.key === "Enter" && tell());
  return {
    nodes: [field("Company", input), list],
    get: () => input.value.trim() || null,
    put: (value) => (input.value = last = value ?? ""),
    names(names) {
      known = names && new Set(names.map((n) => n.toLowerCase()));
      list.replaceChildren(...(names ?? []).map((value) => element("option", { value })));
    },
  };
}

/** Check boxes for one column, or for several, folded into a drop-down list. */
function several(title, columns, changed) {
  const boxes = columns.map(({ column, label, values }) => ({
    column,
    label,
    inputs: values.map((value) => element("input", { type: "checkbox", value })),
  }));
  const legend = (label) => (columns.length > 1 ? [element("legend", {}, label)] : []);
  const sets = boxes.map(({ label, inputs }) =>
    element("fieldset", { "aria-label": label }, ...legend(label), ...inputs.map((box) => element("label", {}, box, box.value))),
  );
  const summary = element("summary");
  const drop = element("details", {}, summary, element("div", { class: "jobstats-drop", tabindex: "-1" }, ...sets));
  const chosen = (inputs) => inputs.filter((box) => box.checked).map((box) => box.value);
  const name = () => {
    const picked = boxes.flatMap(({ inputs }) => chosen(inputs));
    const words = picked.length === 1 ? picked[0] : `${picked.length} chosen`;
    summary.textContent = picked.length ? words : columns.length > 1 ? "None" : "All";
    summary.setAttribute("aria-label", `${title}: ${summary.textContent}`);
  };
  drop.addEventListener("change", () => (name(), changed()));
  closing(drop);
  name();
  return {
    nodes: [element("div", { class: "jobstats-field" }, element("span", { "aria-hidden": "true" }, title), drop)],
    columns: boxes.map(({ column, inputs }) => ({
      column,
      get: () => (chosen(inputs).length ? chosen(inputs) : null),
      put: (value) => (inputs.forEach((box) => (box.checked = (value ?? []).includes(box.value))), name()),
    })),
  };
}

/** The row of filters: read() gives what is chosen, put() shows what is. */
function filters(said, askNames, changed) {
  const applied = dates(said.span, changed);
  const reached = stage(said.stages, changed);
  const where = company(askNames, changed);
  const source = said.choices.filter((c) => c.column === "source").map((c) => several(c.label, [c], changed));
  const others = said.choices.filter((c) => c.column !== "source");
  const more = others.length ? [several(others.length > 1 ? "More filters" : others[0].label, others, changed)] : [];
  const named = [
    { column: "applied", ...applied },
    { column: "stage", ...reached },
    { column: "company", ...where },
    ...[...source, ...more].flatMap((s) => s.columns),
  ];
  const put = (values) => named.forEach((c) => c.put(values[c.column]));
  const reset = element("button", { type: "button" }, "Reset");
  reset.addEventListener("click", () => (put({}), changed()));
  const order = [...applied.nodes, ...source.flatMap((s) => s.nodes), ...reached.nodes, ...where.nodes, ...more.flatMap((s) => s.nodes), reset];
  return {
    node: element("div", { class: "jobstats-filters", role: "group", "aria-label": "Filters" }, ...order),
    names: where.names,
    put,
    read: () => Object.fromEntries(named.map((c) => [c.column, c.get()]).filter(([, value]) => value !== null)),
  };
}

// ---- charts

/** One place per chart in the grid; what does not differ is left alone, so that what is opened stays open. */
function board(grid) {
  const shown = new Map(); // name -> { block, mark }
  return async function place(Plotly, chart) {
    const seen = shown.get(chart.name);
    if (seen?.mark === chart.mark) return;
    const fresh = parsed(chart.html);
    const block = seen ? refill(seen.block, fresh) : grid.appendChild(document.importNode(fresh.firstChild, true));
    shown.set(chart.name, { block, mark: chart.mark });
    if (!seen) offer(block);
    block.classList.toggle("jobstats-bare", !Plotly);
    if (!Plotly) return void (block.querySelector(".jobstats-numbers").open = true);
    await draw(Plotly, block.querySelector(PLOT), chart.figure);
  };
}

/** Let the page breathe, so that a newer answer can come in. */
function breath() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), resolve());
    port2.postMessage(null);
  });
}

/** Gives show(answer): paints the newest answer only; whole(answer) is called when one is painted. */
function painter(place, load, say, whole) {
  let next = null; // the newest answer not painted yet
  let painting = false;

  async function paint(answer, Plotly) {
    say(answer.count, answer.caption);
    let since = performance.now();
    for (const chart of answer.charts) {
      await place(Plotly, chart).catch(() => null); // one chart that fails leaves the others whole
      if (performance.now() - since < LONG) continue;
      await breath();
      if (next) return;
      since = performance.now();
    }
    whole(answer);
  }

  return async function show(answer) {
    next = answer;
    if (painting) return;
    painting = true;
    const Plotly = await load();
    while (next) {
      const newest = next;
      next = null;
      await paint(newest, Plotly);
    }
    painting = false;
  };
}

// ---- the kernel

/** Asks the kernel, never for two things at once: changed() when something is chosen, arrived() when an answer is there. */
function asking(model, row, root, say, show) {
  let flying = null; // the request on its way
  let waiting = null; // what was chosen meanwhile: only the newest
  const timers = [];

  function send() {
    flying = `${Date.now()}-${Math.random()}`;
    model.send({ kind: "filters", filters: waiting, request: flying });
    waiting = null;
    timers.push(setTimeout(() => root.setAttribute("aria-busy", "true"), 150));
    timers.push(setTimeout(() => say("Waiting for the notebook's kernel …", "If it was restarted, run all cells from the top (Run → Run All Cells)."), 8000));
  }

  function changed() {
    waiting = row().read();
    if (!flying) send();
  }

  function arrived(answer) {
    const mine = flying && answer.request === flying;
    const stale = waiting !== null; // something else has been chosen meanwhile: not worth painting
    if (mine) {
      flying = null;
      timers.splice(0).forEach(clearTimeout);
    }
    if (mine && stale) send();
    else if (!mine && !flying) row().put(answer.filters);
    if (!stale) show(answer);
  }

  /** Nothing is being waited for any more, unless a newer question is on its way. */
  function settle(anyway) {
    if (flying && !anyway) return;
    timers.splice(0).forEach(clearTimeout);
    root.removeAttribute("aria-busy");
  }

  return { changed, arrived, settle };
}

/** plotly.js from the kernel, where the server's static files do not have it. */
function fromKernel(model) {
  return new Promise((resolve) => {
    const take = (message, buffers) => {
      if (message.kind !== "plotly") return;
      model.off("msg:custom", take);
      resolve(URL.createObjectURL(new Blob(buffers, { type: "text/javascript" })));
    };
    model.on("msg:custom", take);
    model.send({ kind: "plotly" });
  });
}

// ---- the widget

/** The row of filters, made anew when other things can be chosen: controls(said) is told what can be, row() is the one that stands there. */
function choosing(model, root, changed) {
  let row = null;
  let known = "";
  return {
    row: () => row,
    controls(said) {
      row?.names(null); // they may be others now
      if (JSON.stringify(said) === known) return;
      known = JSON.stringify(said);
      const before = row;
      row = filters(said, () => model.send({ kind: "companies" }), changed);
      if (before) row.put(before.read());
      if (before) before.node.replaceWith(row.node);
      else root.prepend(row.node);
      quiet(row.node);
    },
  };
}

function render({ model, el }) {
  const status = element("p", { class: "jobstats-status", role: "status" });
  const grid = element("div", { class: "jobstats-grid" });
  const names = { class: "jobstats jobstats-panel tex2jax_ignore mathjax_ignore", role: "group", "aria-label": "Your search: filters and charts" };
  const root = element("div", { ...names, "data-lm-suppress-shortcuts": "true" }, status, grid);
  el.append(root);

  const say = (count, rest) => {
    if (status.textContent !== `${count} ${rest}`) status.replaceChildren(element("strong", {}, count), ` ${rest}`);
  };
  const load = () => plotly(() => fromKernel(model)).catch(() => null);
  const show = painter(board(grid), load, say, (answer) => {
    root.dataset.painted = answer.number;
    ask.settle();
  });
  const chosen = choosing(model, root, () => ask.changed());
  const ask = asking(model, chosen.row, root, say, show);
  const alone = setTimeout(() => (status.textContent = "Run this cell to see the panel."), ALONE);

  const told = (message, buffers) => {
    if (message.kind === "companies") chosen.row()?.names(message.names);
    if (message.kind !== "answer") return;
    clearTimeout(alone);
    if (message.controls) chosen.controls(message.controls);
    if (chosen.row()) ask.arrived(JSON.parse(new TextDecoder().decode(buffers[0])));
  };
  model.on("msg:custom", told);
  model.send({ kind: "ready" });
  return () => {
    clearTimeout(alone);
    ask.settle(true);
    model.off("msg:custom", told);
  };
}

export default { render };

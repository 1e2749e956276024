// The form for the coach's pack: five short parts, a preview, and what was written. What is typed and ticked goes to the
// kernel in messages only, and so comes what can be chosen, never into the widget's state, which a notebook's file could keep.
// Stands after element.js and form.js.

const SHOWN_AS = { "report.html": ["text/html", "Open the report"], "report.pdf": ["application/pdf", "Open the PDF"] };

function part(title, ...children) {
  return element("fieldset", { class: "jobstats-part" }, element("legend", {}, title), ...children);
}

function hint(id, text) {
  return element("p", { class: "jobstats-hint", id }, text);
}

/** A box or a radio button with its label; further nodes stand under the label's text. */
function choice(input, text, ...below) {
  return element("div", { class: "jobstats-choice" }, element("label", {}, input, element("span", {}, ...[text].flat())), ...below);
}

/** What the owner should know before sending it; nothing for no note. */
function heeded(notes) {
  const items = notes.map((note) => element("li", {}, note));
  return items.length ? [element("p", {}, element("strong", {}, "Before you send it")), element("ul", {}, ...items)] : [];
}

function button(text, clicked, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, text);
  node.addEventListener("click", clicked);
  return node;
}

const ticked = (boxes) => boxes.filter((box) => box.checked && !box.disabled).map((box) => box.value);

// ---- the five parts: each has its node, get() and put(values)

/** What to show: the levels, what the chosen one shows and holds back, and what may be ticked at the open one. */
function levels(said, id, chosen) {
  const told = element("div", { class: "jobstats-level", id: `${id}-level`, "aria-live": "polite" });
  const radio = (l) => element("input", { type: "radio", name: `${id}-levels`, value: l.name, "aria-describedby": told.id });
  const radios = said.levels.map(radio);
  const boxes = said.showable.map(([value]) => element("input", { type: "checkbox", value }));
  const show = element(
    "fieldset",
    { class: "jobstats-show" },
    element("legend", {}, "Show in the pack"),
    ...boxes.map((box, i) => choice(box, said.showable[i][1])),
  );
  const named = (l) => [`${l.title} `, element("small", {}, `(${l.name})`)]; // the name js.pack knows it by
  const level = () => radios.find((r) => r.checked)?.value ?? said.levels[0].name;
  const line = (head, text, kind = "") => element("p", { class: kind }, element("strong", {}, head), ` ${text}`);
  const follow = () => {
    const now = said.levels.find((l) => l.name === level());
    const warning = now.warning ? [line("Before you send it:", now.warning, "jobstats-warning")] : [];
    told.replaceChildren(line("Shows:", now.shows), line("Holds back:", now.hides), ...warning);
    show.hidden = now.name !== "open";
    chosen(now.name);
  };
  radios.forEach((r) => r.addEventListener("change", follow));
  return {
    node: part(
      "1. What to show",
      element("div", { class: "jobstats-levels" }, ...radios.map((r, i) => choice(r, named(said.levels[i])))),
      told,
      show,
    ),
    get: () => ({ level: level(), show: ticked(boxes) }),
    put(values) {
      radios.forEach((r) => (r.checked = r.value === values.level));
      boxes.forEach((box) => (box.checked = values.show.includes(box.value)));
      follow();
    },
  };
}

/** The charts by subject, folded, and the goal one of them shows; `at` a level those it cannot show are out, each with the reason. */
function charts(said, id) {
  const every = said.groups.flatMap((g) => g.charts);
  const boxes = every.map((c) => element("input", { type: "checkbox", value: c.name, "aria-describedby": `${id}-why-${c.name}` }));
  const reasons = every.map((c) => hint(`${id}-why-${c.name}`, ""));
  const row = (c) => choice(boxes[every.indexOf(c)], c.question, reasons[every.indexOf(c)]);
  const set = (g) => element("fieldset", { class: "jobstats-group" }, element("legend", {}, g.title), ...g.charts.map(row));
  const summary = element("summary");
  const count = () => (summary.textContent = `${ticked(boxes).length} of ${boxes.length} charts are ticked: choose`);
  const only = (names) => {
    boxes.forEach((box) => (box.checked = names.includes(box.value)));
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  };
  const quick = element(
    "p",
    { class: "jobstats-quick" },
    button("A sensible set", () => only(said.sensible)),
    button("All", () => only(every.map((c) => c.name))),
    button("None", () => only([])),
  );
  const fold = element("details", {}, summary, quick, element("div", { class: "jobstats-groups" }, ...said.groups.map(set)));
  fold.addEventListener("change", count);
  const goal = element("input", { type: "number", min: "1", step: "any", inputmode: "decimal", "aria-describedby": `${id}-goal` });
  const aim = field("My own goal: applications a week (optional)", goal);
  aim.classList.add("jobstats-goal");
  return {
    node: part("2. Charts", fold, aim, hint(`${id}-goal`, `Shown under “${said.effort}”`)),
    get: () => ({ charts: ticked(boxes), goal: goal.value ? goal.valueAsNumber : null }),
    put(values) {
      boxes.forEach((box) => (box.checked = values.charts.includes(box.value)));
      goal.value = values.goal ?? "";
      count();
    },
    at(level) {
      boxes.forEach((box, i) => {
        const why = every[i].withheld[level] ?? "";
        box.disabled = Boolean(why);
        reasons[i].textContent = why;
        reasons[i].hidden = !why;
      });
      count();
    },
  };
}

/** The period of applying: two days, both may stay empty. */
function period(said, id) {
  const days = said.span ? { min: said.span[0], max: said.span[1] } : {};
  const side = () => element("input", { type: "date", ...days, "aria-describedby": `${id}-period` });
  const [from, to] = [side(), side()];
  const fields = element("div", { class: "jobstats-row" }, field("Applied from", from), field("Applied until", to));
  const text = said.span ? "Leave both empty for the whole log." : "No application of this log has a day, so the pack takes the whole log.";
  fields.hidden = !said.span;
  // A year being typed (0002, 0020 …) is a date to the browser, but nobody's.
  const day = (input) => (input.value >= "1900" ? input.value : null);
  return {
    node: part("3. Period", fields, hint(`${id}-period`, text)),
    get: () => ({ period: day(from) || day(to) ? [day(from), day(to)] : null }),
    put(values) {
      from.value = values.period?.[0] ?? "";
      to.value = values.period?.[1] ?? "";
    },
  };
}

function field(label, input) {
  return element("label", { class: "jobstats-field" }, label, input);
}

/** The owner's own words and questions. */
function words(said, id) {
  const text = element("textarea", { rows: "3", "aria-describedby": `${id}-words` });
  const asked = Array.from({ length: said.questions }, () => element("input", { type: "text", autocomplete: "off" }));
  return {
    node: part(
      "4. In your own words",
      hint(`${id}-words`, "All of it may stay empty. What you write stands in the pack as it is, names too; it is not kept in this notebook’s file."),
      field("A few words to begin with", text),
      ...asked.map((input, i) => field(`Question ${i + 1} for the session`, input)),
    ),
    get: () => ({ words: text.value, questions: asked.map((input) => input.value) }),
    put(values) {
      text.value = values.words;
      asked.forEach((input, i) => (input.value = values.questions[i] ?? ""));
    },
  };
}

/** Where to, and the two buttons. */
function writing(said, id, ask) {
  const at = { type: "text", autocomplete: "off", spellcheck: "false", placeholder: said.folder };
  const folder = element("input", { ...at, "aria-describedby": `${id}-folder` });
  const buttons = [
    button("Preview", () => ask("preview")),
    button("Write the pack", () => ask("write"), { class: "jobstats-do" }),
  ];
  return {
    node: part(
      "5. Look at it, and write it",
      field("Folder", folder),
      hint(`${id}-folder`, "Counted from the folder of this notebook. Nothing is sent: you look through it, and send it yourself."),
      element("div", { class: "jobstats-row" }, ...buttons),
    ),
    buttons,
    get: () => ({ folder: folder.value }),
    put: (values) => (folder.value = values.folder),
  };
}

// ---- what the kernel says

/** What was written: links that open it, its folder, and what its owner should know. The files come along, so that a link never leads nowhere. */
function written(message, buffers) {
  const urls = [];
  const links = message.files.map((name, i) => {
    const [type, text] = SHOWN_AS[name] ?? ["application/zip", `Save ${name}`];
    const href = URL.createObjectURL(new Blob([buffers[i]], { type }));
    urls.push(href);
    const how = SHOWN_AS[name] ? { target: "_blank", rel: "noopener" } : { download: name };
    return element("li", {}, element("a", { href, ...how }, text), SHOWN_AS[name] ? " (in a new tab)" : " (all of it, to attach to a mail)");
  });
  return {
    urls,
    nodes: [
      element("p", {}, element("strong", {}, "The pack as it was written")),
      element("ul", {}, ...links),
      element("p", {}, "The folder: ", element("code", {}, message.folder)),
      ...heeded(message.notes),
    ],
  };
}

/** The line that says how the work goes, its bar, and the places for what came of it. */
function answers() {
  const status = element("p", { class: "jobstats-status", role: "status" });
  const bar = element("progress", { max: "1", "aria-label": "How far the work is" });
  const step = element("span", { class: "jobstats-hint" });
  const work = element("div", { class: "jobstats-row" }, bar, step);
  const result = element("div", { class: "jobstats-written", hidden: "" });
  const stale = hint("", "The form has changed since. Press Preview again to see it as it would be now.");
  const frame = element("iframe", { sandbox: "", title: "Preview of the report", tabindex: "0" });
  const head = element("p", {}, element("strong", {}, "Preview: the report as your coach will see it"));
  const notes = element("div");
  const preview = element("div", { class: "jobstats-preview", hidden: "" }, head, stale, notes, frame);
  let urls = [];
  const forget = () => urls.splice(0).forEach((url) => URL.revokeObjectURL(url));
  work.hidden = stale.hidden = true;
  return {
    nodes: [status, work, result, preview],
    forget,
    say(text, failed = false) {
      status.textContent = text;
      status.classList.toggle("jobstats-failed", failed);
    },
    busy: (is) => (work.hidden = !is) || (bar.removeAttribute("value"), (step.textContent = "")),
    progress(message) {
      bar.value = message.of ? message.done / message.of : 0;
      step.textContent = `${message.done} of ${message.of}: ${message.what}`;
    },
    preview(message) {
      notes.replaceChildren(...heeded(message.notes));
      frame.srcdoc = message.html;
      preview.hidden = false;
      stale.hidden = true;
    },
    outdated() {
      stale.hidden = preview.hidden;
      if (status.classList.contains("jobstats-failed")) this.say("");
    },
    unwritten() {
      forget();
      result.replaceChildren();
      result.hidden = true;
    },
    written(message, buffers) {
      forget();
      const made = written(message, buffers);
      urls = made.urls;
      result.replaceChildren(...made.nodes);
      result.hidden = false;
    },
  };
}

// ---- the widget

/** The form in its place: heard(message, buffers) takes what the kernel says, gone() ends it. */
function packing(said, model, root) {
  const id = `jobstats-${Math.random().toString(36).slice(2)}`;
  const told = answers();
  const second = charts(said, id);
  const fifth = writing(said, id, (kind) => ask(kind));
  const parts = [levels(said, id, (level) => second.at(level)), second, period(said, id), words(said, id), fifth];
  const fields = element("div", {}, ...parts.map((p) => p.node));
  root.append(fields, ...told.nodes);

  const values = () => Object.assign({}, ...parts.map((p) => p.get()));
  let working = "";
  const kernel = patience((text) => told.say(text));

  function busy(kind) {
    working = kind;
    fifth.buttons.forEach((b) => b.setAttribute("aria-disabled", String(Boolean(kind))));
    root.setAttribute("aria-busy", String(Boolean(kind)));
    told.busy(Boolean(kind));
  }

  function ask(kind) {
    if (working) return;
    busy(kind);
    if (kind === "write") told.unwritten(); // should it fail, the links of an older pack are not taken for this one
    told.say(kind === "write" ? "Writing the pack …" : "Making the preview …");
    kernel.asked();
    model.send({ kind, values: values() });
  }

  const hear = {
    values: (message) => parts.forEach((p) => p.put(message.values)),
    progress: (message) => told.progress(message),
    preview: (message) => (busy(""), told.say("The preview is below. Press “Write the pack” once it says what you want to say."), told.preview(message)),
    written: (message, buffers) => (busy(""), told.say(message.said), told.written(message, buffers)),
    failed: (message) => (busy(""), told.say(message.said, true)),
  };
  fields.addEventListener("change", () => {
    told.outdated();
    model.send({ kind: "changed", values: values() });
  });
  return {
    heard(message, buffers) {
      kernel.heard();
      hear[message.kind]?.(message, buffers);
    },
    gone() {
      kernel.heard();
      told.forget();
    },
  };
}

const PLACE = { kind: "form", label: "The pack for your coach", begins: "controls" };

const render = (place) => formed(place, PLACE, (message, root) => packing(message.controls, place.model, root));

export default { render };

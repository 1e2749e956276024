// The form for what just happened: a row of buttons, one small form, the very line, Write it and Undo. What is typed, and every name,
// goes in messages only, never into the widget's state, which a notebook's file could keep. Stands after draw.js, element.js, keep.js, picker.js and form.js.

const PAUSE = 180; // milliseconds of no typing after which the line is asked for
const TICK = 20000; // milliseconds after which a line that says “now” is asked for again
const MISSING = 3; // rows that are not in the file, shown at once

// ---- the small form of one event: its node, and what the kernel says of it

/** The row of fields that say what it is about. */
function about(said, form, id, changed) {
  const begins = said.begins.includes(form.event);
  const who = picker(`${id}-who`, begins ? "Company" : "Application", form.choices, { keen: !begins, changed });
  who.input.value = form.who;
  const further = {};
  const nodes = [who.node];
  const add = (name, label, known) => {
    if (!form.fields.includes(name)) return; // the file has no column for it
    const made = completed(`${id}-${name}`, known);
    further[name] = made.input;
    nodes.push(field(label, made.input), made.list);
  };
  if (form.event === "networking") add("contact", "With whom", []);
  else if (begins) add("role", "Role", form.roles), add("source", "Source", form.sources);
  return { who, further, node: element("div", { class: "jobstats-row jobstats-about" }, ...nodes) };
}

/** When it happened: a click, or a day or a time of one's own. */
function moment(said, form, id, changed) {
  const at = { day: element("input", { type: "date", "aria-label": "The day" }), other: element("input", { type: "datetime-local", "aria-label": "The day and the time" }) };
  at.day.value = form.now.slice(0, 10);
  at.other.value = form.now;
  const own = element("div", { class: "jobstats-own" }, at.day, at.other);
  const show = (value) => Object.entries(at).forEach(([name, input]) => (input.hidden = name !== value));
  const chosen = segments(`${id}-when`, "When", said.when.filter(([value]) => form.when.includes(value)), "now", (value) => {
    show(value);
    changed();
  });
  own.addEventListener("input", changed);
  show("now");
  const hint = form.event === "interview" ? [element("p", { class: "jobstats-hint" }, "The time it ended.")] : [];
  return {
    node: element("div", { class: "jobstats-when" }, chosen.node, own, ...hint),
    values: () => ({ when: chosen.value(), at: at[chosen.value()]?.value ?? "" }),
    now: () => chosen.value() === "now",
  };
}

/** Round and kind, where the file has columns for them: as guessed until they are changed. */
function visit(form, id, changed) {
  const kinds = completed(`${id}-kinds`, form.kinds);
  const all = [["round", "Round", text({ inputmode: "numeric", class: "jobstats-short" })], ["kind", "Kind", kinds.input]];
  const fields = all.filter(([name]) => form.fields.includes(name));
  const touched = new Set();
  for (const [name, , input] of fields) input.addEventListener("input", () => (touched.add(name), changed()));
  return {
    nodes: fields.length ? [element("div", { class: "jobstats-row" }, ...fields.map(([, label, input]) => field(label, input)), kinds.list)] : [],
    values: () => Object.fromEntries(fields.map(([name, , input]) => [name, touched.has(name) ? input.value : null])),
    guessed: (guess) => fields.forEach(([name, , input]) => touched.has(name) || (input.value = guess[name])),
  };
}

/** What need not be said, where the file has columns for it. */
function details(form, id, changed) {
  const all = [["contact", "Contact"], ["note", "A note to yourself"]];
  const fields = all.filter(([name]) => form.fields.includes(name) && !(name === "contact" && form.event === "networking")).map(([name, label]) => [name, label, text()]);
  const node = element("details", {}, element("summary", {}, "More details"), element("div", { class: "jobstats-row" }, ...fields.map(([, label, input]) => field(label, input))));
  node.addEventListener("input", changed);
  return { nodes: fields.length ? [node] : [], values: () => Object.fromEntries(fields.map(([name, , input]) => [name, input.value])) };
}

/** The very line, and what is worth a second look. */
function line(id) {
  const shown = element("code");
  const told = element("ul", { class: "jobstats-warned", id: `${id}-told` });
  const label = element("span", { class: "jobstats-label", id: `${id}-label` }, "");
  const pre = element("pre", { class: "jobstats-line", id: `${id}-line`, tabindex: "0", role: "group", "aria-labelledby": `${id}-label` }, shown);
  return {
    node: element("div", {}, label, pre, element("div", { "aria-live": "polite" }, told)),
    name: (file) => (label.textContent = `This line will be written into ${file}`),
    text: () => (pre.classList.contains("jobstats-none") ? null : shown.textContent),
    put(value, warnings) {
      shown.textContent = value;
      pre.classList.toggle("jobstats-none", !value);
      if (!value) shown.textContent = `It appears here once ${warnings.length ? "that is mended" : "it is clear what it is about"}.`;
      const now = [...told.children].map((item) => item.textContent);
      if (JSON.stringify(now) !== JSON.stringify(warnings)) told.replaceChildren(...warnings.map((warning) => element("li", {}, warning)));
    },
  };
}

/** The form of one event. does: ask(values, request, quietly), write(values, line, id), another(event), close(). */
function sheet(said, title, events, form, does) {
  const id = `jobstats-${Math.random().toString(36).slice(2)}`;
  let request = 0;
  let pause = null;
  let fresh = false; // the line stands there for what is typed
  let wanting = false; // Write it was pressed before the line was there
  let warned = "[]";
  let empty = false;

  const changed = () => {
    fresh = false;
    request += 1; // an answer on its way is about what stood there before
    clearTimeout(pause);
    pause = setTimeout(() => ask(), PAUSE);
  };
  const first = about(said, form, id, changed);
  const when = moment(said, form, id, changed);
  const rounds = said.rounds.includes(form.event) ? visit(form, id, changed) : null;
  const more = details(form, id, changed);
  const shown = line(id);
  shown.name(form.file);
  for (const input of Object.values(first.further)) input.addEventListener("input", changed);

  const typed = () => Object.fromEntries(Object.entries(first.further).map(([name, input]) => [name, input.value]));
  const values = () => ({ event: form.event, who: first.who.input.value, ...when.values(), ...rounds?.values(), ...more.values(), ...typed() });
  const writing = button("Write it", () => write(), { class: "jobstats-do", "aria-describedby": `${id}-line ${id}-told` });
  let able = false; // there is a line to be written
  let working = false; // the kernel is at it
  const mark = () => writing.setAttribute("aria-disabled", String(working || !able));
  const possible = (is) => ((able = is), mark());

  const mine = () => `${id}-${request}`; // no other view of this form asks by that name

  function ask(quietly = false) {
    clearTimeout(pause);
    request += 1;
    empty = !first.who.input.value.trim() && form.event !== "networking";
    if (!empty) return does.ask(values(), mine(), quietly);
    shown.put("", []);
    possible(false);
    wanting = false;
  }

  function write() {
    if (fresh) return does.write(values(), shown.text(), id);
    wanting = true;
    ask();
  }

  /** The line that was asked for last; nothing that comes late. */
  function previewed(message) {
    if (message.request !== mine() || empty) return;
    const news = JSON.stringify(message.told);
    if (message.guess) rounds?.guessed(message.guess);
    shown.put(message.line, message.told);
    possible(Boolean(message.line));
    fresh = Boolean(message.line);
    const go = wanting && fresh && (news === "[]" || news === warned); // what is told anew is read first
    wanting = false;
    warned = news;
    if (go) does.write(values(), shown.text(), id);
  }

  const kinds = events.map((event) => [event, said.one_of[event] ?? event]);
  const which = events.length > 1 ? [segments(`${id}-which`, "Which", kinds, form.event, does.another).node] : [];
  const buttons = element("div", { class: "jobstats-row" }, writing, button("Cancel", does.close));
  const rest = [first.node, when.node, ...(rounds?.nodes ?? []), ...more.nodes, shown.node, buttons];
  const heading = element("p", { class: "jobstats-title", id: `${id}-title` }, element("strong", {}, title));
  const node = element("div", { class: "jobstats-sheet", role: "group", "aria-labelledby": `${id}-title` }, heading, ...which, ...rest);
  node.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat) return;
    if (event.key === "Enter" && event.target.tagName === "INPUT") {
      event.preventDefault();
      if (writing.getAttribute("aria-disabled") !== "true") write();
    }
    if (event.key === "Escape") does.close();
  });
  possible(false);
  const timer = setInterval(() => !document.hidden && fresh && when.now() && ask(true), TICK);
  return {
    id,
    node,
    previewed,
    ask,
    event: form.event,
    failed: (message) => previewed({ ...message, line: "", told: [message.said] }),
    busy: (is) => ((working = is), mark()),
    /** The log is another, and the choices, where they are told: what is typed stays; the line is made anew, and nothing is written before it is seen. */
    again(choices = null) {
      if (choices) first.who.know(choices);
      fresh = wanting = false;
      possible(false);
      shown.put("", []);
      ask();
    },
    focus() {
      first.who.input.focus();
      first.who.input.setSelectionRange(0, first.who.input.value.length, "backward");
      first.who.input.scrollLeft = 0; // its beginning names the application
    },
    gone: () => (clearTimeout(pause), clearInterval(timer)),
  };
}

// ---- the widget

/** Rows that the file does not hold, each with what can be done. */
function missing(rows, does) {
  const row = ({ id, said, line: written, why }) =>
    element(
      "li",
      {},
      element("span", {}, `${said}: ${why} `),
      element("code", {}, written),
      element("div", { class: "jobstats-row" }, button("Write it again", () => does(id, true), { "aria-label": `Write it again: ${said}` }), button("Leave it out", () => does(id, false), { "aria-label": `Leave it out: ${said}` })),
    );
  const many = rows.length === 1 ? "1 row you captured is not in the file:" : `${rows.length} rows you captured are not in the file:`;
  const rest = rows.length > MISSING ? [element("p", {}, `The other ${rows.length - MISSING} come after these.`)] : [];
  return rows.length ? [element("p", {}, element("strong", {}, many)), element("ul", {}, ...rows.slice(0, MISSING).map(row)), ...rest] : [];
}

/** The row of buttons: what just happened. pressed(title, events, button). */
function row(said, pressed) {
  const choose = (title, events, node) => {
    if (!rest.contains(node)) unfold(false);
    pressed(title, events, node);
  };
  const made = ([title, events]) => button(title, (node) => choose(title, events, node), { "aria-expanded": "false", "data-event": events[0] });
  const rest = element("div", { class: "jobstats-happened", hidden: "" }, ...said.more.map(made));
  const more = button("More", () => unfold(rest.hidden), { "aria-expanded": "false" });
  const unfold = (is) => {
    rest.hidden = !is;
    more.setAttribute("aria-expanded", String(is));
  };
  const node = element("div", { role: "group", "aria-label": "What just happened?" }, element("p", { class: "jobstats-title", "aria-hidden": "true" }, element("strong", {}, "What just happened?")), element("div", { class: "jobstats-happened" }, ...said.first.map(made), more), rest);
  return { node, mark: (which) => node.querySelectorAll("[data-event]").forEach((b) => b.setAttribute("aria-expanded", String(b === which))) };
}

/** All of the form in its place: heard(message) takes what the kernel says, gone() ends it. */
function capturing(said, model, root) {
  const status = element("p", { class: "jobstats-status", role: "status" });
  const undo = button("Undo", () => tell("undo"), { hidden: "" });
  const [hint, lost, place] = [element("p", { class: "jobstats-hint" }), element("div", { class: "jobstats-lost", hidden: "" }), element("div")];
  const beside = button("", () => tell("beside"));
  const refused = element("div", { hidden: "" }, element("p"), beside);
  const happened = row(said, open);
  let shown = null; // the form that is open
  let opener = null; // the button it was opened with, its title and its events
  let awaited = null; // the event whose form this view has asked for
  let undoable = 0; // how many writings can be taken back
  let last = ""; // what was done last, told again when a form is closed without writing
  let offered = ""; // what was written last elsewhere, that Undo would take back

  root.append(hint, refused, lost, happened.node, place, element("div", { class: "jobstats-row jobstats-done" }, status, undo));

  const say = (sentence, failed = false) => {
    status.replaceChildren(...spelled(sentence));
    status.classList.toggle("jobstats-failed", failed);
  };
  const kernel = patience((sentence) => say(sentence, true));
  const settled = (sentence) => kernel.silent() || say(sentence); // that the kernel is silent stays told until it speaks
  function busy(is) {
    root.setAttribute("aria-busy", String(is));
    shown?.busy(is);
    [undo, beside].forEach((node) => node.setAttribute("aria-disabled", String(is)));
  }
  function tell(kind, more = {}) {
    busy(true);
    kernel.asked();
    model.send({ kind, idents: [...(globalThis.jobstatsBlocks?.keys() ?? [])], ...more });
  }
  function close(told = false) {
    shown?.gone();
    shown = null;
    place.replaceChildren();
    happened.mark(null);
    busy(false);
    if (!told) settled(last);
    undo.hidden = !undoable;
    opener?.node.focus();
  }
  function cancel() {
    awaited = null; // what was asked for and comes yet is not wanted any more
    close();
  }
  function open(title, events, node) {
    if (shown && opener?.node === node) return cancel();
    opener = { title, events, node };
    settled("");
    want(events[0]);
  }
  function want(event) {
    awaited = event;
    tell("open", { event });
  }
  function undos(many) {
    const left = document.activeElement === undo && !many; // its button goes
    undoable = many;
    undo.hidden = !many || Boolean(shown);
    if (left) happened.node.querySelector("button").focus();
  }
  const does = {
    ask(values, request, quietly) {
      if (!quietly) kernel.asked();
      model.send({ kind: "preview", values, request });
    },
    write: (values, line, request) => (say("Writing …"), tell("write", { values, line, request })),
    another: want,
    close: cancel,
  };
  const mine = (message) => shown?.id === message.request; // and no other view's, or one that was closed since
  function put(message) {
    if (message.kept) return shown?.again(message.event === shown.event ? message.choices : null); // whatever is under way here goes on
    if (message.event !== awaited) return; // another view of this form has asked for it
    awaited = null;
    busy(false);
    shown?.gone();
    shown = sheet(said, opener.title, opener.events, message, does);
    place.replaceChildren(shown.node);
    undo.hidden = true;
    happened.mark(opener.node);
    shown.focus();
    shown.ask();
  }
  /** What Undo is about, where this form has written nothing itself; what was told of it, or of what does not stand any more, goes. */
  function offer(message) {
    const [before, stale] = [offered, last && (last === offered || message.undo < undoable)];
    undos(message.undo);
    offered = message.last;
    if (offered ? offered === before : !stale) return;
    last = offered;
    if (!shown) say(last);
  }
  function state(message) {
    busy(false);
    hint.replaceChildren(...spelled(message.practice));
    refused.hidden = !message.unwritable;
    happened.node.hidden = Boolean(message.unwritable);
    beside.hidden = !message.beside;
    beside.textContent = `Make ${message.beside} beside it`;
    refused.firstChild.replaceChildren(...spelled(message.unwritable));
    offer(message);
    if (message.unwritable) lost.hidden = true;
  }

  const hear = {
    state,
    last: offer,
    form: put,
    preview: (message) => shown?.previewed(message),
    follow: (message) => deliver(message.blocks),
    done(message) {
      busy(false);
      last = message.said;
      undoable = message.undo;
      if (message.closes && shown) mine(message) ? close() : shown.again();
      undos(message.undo);
      if (!shown) say(last);
    },
    said: (message) => (busy(false), say(message.said)),
    lost(message) {
      lost.hidden = !message.rows.length;
      lost.replaceChildren(...missing(message.rows, (id, again) => tell("lost", { id, again })));
    },
    failed(message) {
      if (message.about === "preview") return shown?.failed(message);
      busy(false);
      last = "";
      undos(message.undo);
      say(message.said, true);
      if (message.waits && mine(message)) close(true);
    },
  };
  return {
    heard(message) {
      if (kernel.silent()) say("");
      kernel.heard();
      hear[message.kind]?.(message);
    },
    gone: () => (kernel.heard(), shown?.gone()),
  };
}

const PLACE = { kind: "capture", label: "Capture what just happened", begins: "state" };

const render = (place) => formed(place, PLACE, (_, root) => capturing(JSON.parse(place.model.get("controls")), place.model, root));

export default { render };

// The form for filling in the past: one question at a time, its answers as buttons; and what an archive proposes, to be ticked. What is
// asked and answered goes in messages only, never into the widget's state, which a notebook's file could keep. Stands after form.js.

const READING = `Still looking through it: a big archive takes half a minute. If the kernel was restarted, ${ANEW}.`;
const UNDO = { answer: "Undo the last answer", list: "Undo what was written from the list" };
const FIELDS = { day: "date", time: "time", text: "text" };

/** A field that takes no key but its own: Enter says that it is filled in, Escape that it is not wanted. */
function asking(choice, said, id, does) {
  const bounds = choice.asks === "day" ? { min: said.first, max: said.last } : {};
  const input = text({ type: FIELDS[choice.asks], ...bounds });
  const write = button("Write it", () => does.write(input.value), { class: "jobstats-do" });
  const node = element("div", { class: "jobstats-row jobstats-own-answer", id }, field(choice.field, input), write);
  node.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat) return;
    if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      does.write(input.value);
    }
    if (event.key === "Escape") does.close();
  });
  return { node, focus: () => input.focus() };
}

/** One question: how many are left, what it improves, the answers. answered(name, value) */
function questioning(said, id, answered) {
  const place = element("div");
  const title = element("p", { class: "jobstats-asked", id: `${id}-asked`, tabindex: "-1" }, said.text);
  const improves = element("p", { class: "jobstats-hint", id: `${id}-improves` }, `So far: ${said.standing}`);
  const buttons = said.choices.map((choice, i) => {
    const digit = element("span", { class: "jobstats-digit", "aria-hidden": "true" }, String(i + 1));
    const more = choice.asks ? { "aria-expanded": "false", "aria-controls": `${id}-own` } : {};
    const node = button("", () => pick(choice, node), { "aria-keyshortcuts": String(i + 1), ...more });
    node.append(digit, choice.label);
    return node;
  });
  place.id = `${id}-own`;
  const answers = element("div", { class: "jobstats-answers", role: "group", "aria-labelledby": title.id, "aria-describedby": improves.id }, ...buttons);

  function close(to) {
    buttons.forEach((node) => node.hasAttribute("aria-expanded") && node.setAttribute("aria-expanded", "false"));
    place.replaceChildren();
    to?.focus();
  }
  function pick(choice, node) {
    if (!choice.asks) return answered(choice.name, "");
    if (node.getAttribute("aria-expanded") === "true") return close(node);
    close();
    const own = asking(choice, said, `${id}-field`, { write: (value) => answered(choice.name, value), close: () => close(node) });
    node.setAttribute("aria-expanded", "true");
    place.replaceChildren(own.node);
    own.focus();
  }
  const counted = element("p", { class: "jobstats-counted" }, element("strong", {}, `${said.number} of ${said.of}${said.later ? `, ${said.later} more another day` : ""}`), ` · this improves: ${said.improves}`);
  return {
    node: element("div", { class: "jobstats-ask" }, counted, title, answers, place, improves),
    focus: () => title.focus(),
    digit: (n) => buttons[n - 1]?.click(),
    step(by) {
      const at = buttons.indexOf(document.activeElement);
      const to = at < 0 ? (by > 0 ? 0 : buttons.length - 1) : (at + by + buttons.length) % buttons.length;
      buttons[to].focus();
    },
  };
}

/** What an archive proposes: boxes, none ticked by itself. does.write(values), does.close(); `said`: where the sentences about it stand. */
function listing(said, id, does) {
  const names = new Map(said.names.map(([company, roles]) => [plain(company), roles]));
  const known = element("datalist", { id: `${id}-companies` }, ...said.names.map(([value]) => element("option", { value })));
  const write = button("", () => does.write(values()), { class: "jobstats-do" });
  const rows = said.rows.map((row, i) => proposed(row, i, id, names, said.ticked.includes(i), { count: () => count(), named: (company) => named(i, company) }));
  const all = button("Tick all", () => (tickAll(ticked().length < rows.length), count()));

  const ticked = () => rows.filter((row) => row.box.checked);
  const tickAll = (is) => rows.forEach((row) => (row.box.checked = is));
  function count() {
    write.textContent = `Write the ticked (${ticked().length})`;
    write.setAttribute("aria-disabled", String(!ticked().length));
    all.textContent = rows.length && ticked().length === rows.length ? "Tick none" : "Tick all";
  }
  /** A company said for one time of an entry is that of its other times, where nobody has said another. */
  function named(i, company) {
    const alike = rows.filter((row, k) => k !== i && row.company && said.rows[i].title && said.rows[k].title === said.rows[i].title);
    alike.filter((row) => row.free()).forEach((row) => row.name(company));
  }
  const filled = (name) => Object.fromEntries(rows.flatMap((row, i) => (row[name] && !row[name].hidden ? [[i, row[name].value]] : [])));
  const values = () => ({ which: rows.flatMap((row, i) => (row.box.checked ? [i] : [])), company: filled("company"), role: filled("role") });
  count();
  const found = rows.length === 1 ? "1 thing that may have happened" : `${rows.length} things that may have happened`;
  const head = element("legend", {}, rows.length ? `${said.name}: ${found}. Tick what did.` : `${said.name} holds nothing that the log lacks.`);
  const left = said.left_out.length ? [element("details", {}, element("summary", {}, "What was left out, and why"), element("ul", {}, ...said.left_out.map((why) => element("li", {}, why))))] : [];
  const quick = rows.length ? [element("div", { class: "jobstats-row" }, all)] : [];
  const buttons = element("div", { class: "jobstats-row" }, ...(rows.length ? [write] : []), button("Close the list", does.close));
  const list = element("ol", { class: "jobstats-proposed", role: "list" }, ...rows.map((row) => row.node));
  const first = () => (rows[said.wanting] ? lacking(rows[said.wanting]) : (rows[0]?.box ?? buttons.lastChild));
  return { node: element("fieldset", { class: "jobstats-listed" }, head, known, ...quick, list, ...left, buttons), focus: () => first().focus() };
}

/** Where a person is to say what a proposal lacks. */
function lacking(row) {
  return row.company && !row.company.value.trim() ? row.company : row.role && !row.role.hidden ? row.role : (row.company ?? row.box);
}

/** One proposal: its box, where it comes from, and the company or role it lacks. does.count() after each change; does.named(company) */
function proposed(row, i, id, names, is, does) {
  const box = element("input", { type: "checkbox", "aria-describedby": `${id}-why-${i}` });
  box.checked = is;
  box.addEventListener("change", does.count);
  const of = { "aria-describedby": `${id}-text-${i}` };
  const company = row.company ? null : text({ list: `${id}-companies`, value: row.typed, ...of });
  const role = row.role ? null : element("select", of);
  const named = role && field("Role", role);
  const offered = () => {
    const roles = names.get(plain(row.company || company?.value.trim() || "")) ?? [];
    if (!role) return;
    role.replaceChildren(element("option", { value: "" }, "choose …"), ...roles.map((value) => element("option", { value }, value)));
    role.hidden = named.hidden = !roles.length;
  };
  const name = (value) => {
    company.value = value;
    own = false;
    offered();
  };
  let own = true; // what stands there was typed there
  company?.addEventListener("input", () => {
    box.checked ||= Boolean(company.value.trim());
    own = true;
    offered();
    does.count();
  });
  company?.addEventListener("change", () => company.value.trim() && does.named(company.value.trim()));
  offered();
  if (role && row.chosen) role.value = row.chosen;
  const fields = [...(company ? [field("Company", company)] : []), ...(named ? [named] : [])];
  const label = element("label", {}, box, element("span", { class: "jobstats-nth" }, `${i + 1}.`), element("span", { id: `${id}-text-${i}` }, row.text));
  const why = element("p", { class: "jobstats-hint", id: `${id}-why-${i}` }, row.why);
  return { node: element("li", {}, label, why, ...(fields.length ? [element("div", { class: "jobstats-row" }, ...fields)] : [])), box, company, role, name, free: () => !own || !company.value.trim() };
}

/** What the sitting brought: for each chart, what the record held before and what it holds now. */
function summed(ended) {
  const pair = ({ before, now }) => element("li", {}, "Before: ", before, element("br"), element("strong", {}, "Now: "), now);
  return [element("p", { class: "jobstats-asked", tabindex: "-1" }, ended.said), ...(ended.gained.length ? [element("ul", {}, ...ended.gained.map(pair))] : [])];
}

/** All of the form in its place: heard(message) takes what the kernel says, gone() ends it. */
function sitting(model, root, id) {
  const [status, told] = [0, 1].map(() => element("p", { class: "jobstats-status", role: "status" }));
  const [hint, list, place] = [element("p", { class: "jobstats-hint" }), element("div"), element("div")];
  const undone = element("div", { class: "jobstats-row" });
  const listed = element("div", {}, list, told, undone); // what is said of the list is said at the list
  const beside = button("", () => tell("beside"));
  const refused = element("div", { hidden: "" }, element("p"), beside);
  const made = {
    undo: button("", () => tell("undo")),
    skip: button("Skip", () => tell("skip", { turn })),
    skipped: button("Ask what was skipped", () => tell("skipped")),
    enough: button("Enough for today", () => tell("enough")),
    on: button("Go on", () => tell("on")),
  };
  const path = text();
  const open = () => tell("open", { path: path.value });
  const file = element("div", { class: "jobstats-row", hidden: "" }, field("Path of the file (.ics, messages.csv, .zip) or its folder", path, "jobstats-path"), button("Open it", open));
  const archive = element("details", {}, element("summary", {}, "From a calendar or LinkedIn archive"), file);
  archive.addEventListener("toggle", () => (file.hidden = !archive.open));
  path.addEventListener("keydown", (event) => event.key === "Enter" && !event.repeat && !event.isComposing && (event.preventDefault(), open()));
  let asked = null; // the question that stands there
  let turn = null;
  let shown = ""; // the list that stands there, as text
  let offered = null; // and itself
  let opening = false; // an archive is read, which may take a while
  const kernel = patience((why) => (opening ? say(READING) : say(why, true)));

  const done = element("div", { class: "jobstats-row jobstats-done" }, ...Object.values(made));
  root.append(hint, refused, listed, place, done, status, archive);

  const say = (sentence, failed = false, at = status) => {
    [status, told].forEach((node) => {
      node.replaceChildren(...(node === at ? spelled(sentence) : []));
      node.classList.toggle("jobstats-failed", failed && node === at);
    });
  };
  function busy(is) {
    (is ? kernel.asked : kernel.heard)();
    root.setAttribute("aria-busy", String(is));
    root.querySelectorAll("button:not(.jobstats-listed .jobstats-do)").forEach((node) => node.setAttribute("aria-disabled", String(is)));
  }
  function tell(kind, more = {}) {
    if (root.getAttribute("aria-busy") === "true") return;
    opening = kind === "open";
    busy(true);
    model.send({ kind, idents: [...(globalThis.jobstatsBlocks?.keys() ?? [])], ...more });
  }
  function ask(message) {
    const was = turn;
    turn = message.turn;
    if (message.question && asked && was === turn) return false; // the same question: what is typed stays
    asked = message.question && questioning(message.question, id, (choice, value) => tell("answer", { turn, choice, value }));
    const rest = message.ended ? summed(message.ended) : message.over ? [element("p", { class: "jobstats-asked", tabindex: "-1" }, message.over)] : [];
    place.replaceChildren(...(asked ? [asked.node] : rest));
    return true;
  }
  function offer(message) {
    const news = JSON.stringify(message.offer);
    if (news === shown) return false;
    shown = news;
    offered = message.offer && listing(message.offer, `${id}-list`, { write: (values) => tell("write", values), close: () => tell("close") });
    list.replaceChildren(...(offered ? [offered.node] : []));
    if (offered) archive.open = false;
    return Boolean(offered);
  }
  function state(message) {
    const inside = root.contains(document.activeElement);
    const inList = listed.contains(document.activeElement) || archive.contains(document.activeElement);
    busy(false);
    hint.textContent = message.practice;
    refused.hidden = !message.unwritable;
    refused.firstChild.replaceChildren(...spelled(message.unwritable));
    beside.hidden = !message.beside;
    beside.textContent = `Make ${message.beside} beside it`;
    const [fresh, opened] = [ask(message), offer(message)];
    made.undo.hidden = !message.undo;
    made.undo.textContent = UNDO[message.undoes];
    const row = message.undoes === "list" && offered ? undone : done;
    if (made.undo.parentNode !== row) row.prepend(made.undo);
    made.skip.hidden = made.enough.hidden = !asked;
    made.on.hidden = !message.ended || Boolean(message.over);
    made.skipped.hidden = Boolean(asked || message.ended || !message.skipped);
    archive.hidden = Boolean(message.unwritable);
    const ofList = message.listed && offered;
    say(message.said, message.failed, ofList ? told : status);
    if (inList && (opened || (ofList && message.failed))) offered.focus();
    else if (inside && (fresh || !root.contains(document.activeElement) || document.activeElement.closest("[hidden]"))) (asked?.node ?? place).querySelector(".jobstats-asked")?.focus();
    if (inside && ofList && message.said) told.scrollIntoView({ block: "nearest" });
  }
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.repeat && ["BUTTON", "P"].includes(event.target.tagName)) return event.key === "Enter" && event.preventDefault(); // a key held down is one answer
    if (!asked || !asked.node.parentNode.contains(event.target) || ["INPUT", "SELECT"].includes(event.target.tagName)) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) asked.step(by);
    else if (/^[1-9]$/.test(event.key) && !event.repeat) asked.digit(Number(event.key));
    else return;
    event.preventDefault();
  });
  const hear = { state, follow: (message) => deliver(message.blocks) };
  return { heard: (message) => hear[message.kind]?.(message), gone: kernel.heard };
}

function render(view) {
  const id = `jobstats-${Math.random().toString(36).slice(2)}`;
  return formed(view, { kind: "backfill", label: "Fill in the past", begins: "state" }, (_, root) => sitting(view.model, root, id));
}

export default { render };

// Fields of a form: text, a few choices side by side, and a text that is completed from a list of its own. Stands after element.js.

const LISTED = 60; // choices shown at once

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function button(text, clicked, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, text);
  node.addEventListener("click", () => node.getAttribute("aria-disabled") !== "true" && clicked(node));
  return node;
}

/** A text with what stands between `s as code. */
function spelled(text) {
  return text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
}

function field(label, input, kind = "") {
  return element("label", { class: `jobstats-field ${kind}`.trim() }, label, input);
}

function text(attributes = {}) {
  return element("input", { type: "text", autocomplete: "off", spellcheck: "false", ...attributes });
}

/** A text field with a few words to complete it by. */
function completed(id, known, attributes = {}) {
  const list = element("datalist", { id }, ...known.map((value) => element("option", { value })));
  return { input: text({ list: id, ...attributes }), list };
}

/** A few choices side by side, one of them chosen: value() and the node. */
function segments(id, label, options, chosen, changed) {
  const radios = options.map(([value]) => element("input", { type: "radio", name: id, value }));
  const boxes = options.map(([, said], i) => element("label", { class: "jobstats-segment" }, radios[i], element("span", {}, said)));
  radios.forEach((radio) => (radio.checked = radio.value === chosen) && radio.setAttribute("checked", ""));
  const node = element("fieldset", { class: "jobstats-segments" }, element("legend", {}, label), element("div", {}, ...boxes));
  node.addEventListener("change", (event) => event.target.type === "radio" && changed(event.target.value));
  return { node, value: () => radios.find((radio) => radio.checked)?.value };
}

// ---- the field for an application: what is typed, completed from a list of its own

/** keen: the first that fits is taken with Enter. changed() when another text stands there. */
function picker(id, label, known, { keen, changed }) {
  const list = element("ul", { class: "jobstats-list", id: `${id}-list`, role: "listbox", "aria-label": label, hidden: "" });
  const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  const input = text(said);
  let at = -1;

  const options = () => [...list.children];
  const point = (to) => {
    at = to;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[at].id);
    options()[at].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    point(-1);
  };
  const take = (value) => {
    input.value = value;
    close();
    changed();
  };
  const show = (all, first) => {
    const asked = all ? [] : plain(input.value).split(/\s+/).filter(Boolean);
    const fitting = known.filter((value) => asked.every((part) => plain(value).includes(part))).slice(0, LISTED);
    list.replaceChildren(...fitting.map((value, i) => element("li", { role: "option", id: `${id}-${i}`, "aria-selected": "false" }, value)));
    list.hidden = !fitting.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    point(fitting.length ? first : -1);
  };
  const move = (step) => (list.hidden ? show(true, Math.max(0, known.indexOf(input.value))) : point((Math.max(at, step < 0 ? 0 : -1) + step + options().length) % options().length));
  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => !list.hidden && at >= 0 && (take(options()[at].textContent), true),
    Escape: () => !list.hidden && (close(), true),
  };
  input.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing || keys[event.key]() === false) return;
    event.preventDefault();
    event.stopPropagation(); // the form would write, or close
  });
  input.addEventListener("input", () => (input.value ? show(false, keen ? 0 : -1) : close(), changed()));
  input.addEventListener("click", () => list.hidden && show(true, -1));
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (event) => event.target.closest("li") && take(event.target.closest("li").textContent));
  return { input, node: element("div", { class: "jobstats-picker" }, field(label, input), list), know: (values) => (known = values) };
}

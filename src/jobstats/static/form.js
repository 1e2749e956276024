// What every form does alike: its place on the page, its first words with the kernel, and what it says where no kernel answers. Stands after element.js.

const ALONE = 3000; // milliseconds without a kernel's answer after which a form of a reopened notebook says what to do
const SILENT = 8000; // milliseconds without a word from the kernel after which the form says so
const ANEW = "run all cells from the top (Run → Run All Cells)"; // this cell alone would not know what the cells before it make
const WAITING = `The notebook’s kernel does not answer yet. If it was restarted, ${ANEW}.`;

/**
 * A form in its place, from render(): begins is the kind of message it is made at; make(message, root) gives what takes every message,
 * heard(message, buffers), and what ends it, gone(). Returns what ends it all.
 */
function formed({ model, el }, { kind, label, begins }, make) {
  const names = { class: `jobstats jobstats-${kind} tex2jax_ignore mathjax_ignore`, role: "group", "aria-label": label };
  const root = element("div", { ...names, "data-lm-suppress-shortcuts": "true" });
  const lone = element("p", {}, `To see the form, ${ANEW}.`);
  const alone = setTimeout(() => root.append(lone), ALONE);
  let form = null;
  el.append(root);
  const heard = (message, buffers) => {
    if (message.kind === begins && !form) {
      clearTimeout(alone);
      lone.remove();
      form = make(message, root);
    }
    form?.heard(message, buffers);
  };
  model.on("msg:custom", heard);
  model.send({ kind: "ready" });
  return () => {
    clearTimeout(alone);
    form?.gone();
    model.off("msg:custom", heard);
  };
}

/** Waits for the kernel: asked() when something was asked of it, heard() at every word of it. say(WAITING) after a while; silent(): whether that was said. */
function patience(say) {
  let timer = null;
  let told = false;
  return {
    asked: () => (timer ??= setTimeout(() => ((told = true), say(WAITING)), SILENT)),
    heard() {
      clearTimeout(timer);
      timer = null;
      told = false;
    },
    silent: () => told,
  };
}

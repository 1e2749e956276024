// The sheet: draws its charts at once, and again for paper. Stands after draw.js in the same module.

const PAPER = 672; // CSS pixels between the margins of A4 and of Letter
const plots = () => document.querySelectorAll(PLOT);
let closed = [];

addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((details) => (details.open = true));
  for (const el of plots()) if (states.has(el)) paint(el, { look: template(LOOK.light), width: Math.min(PAPER, states.get(el).width) });
});

addEventListener("afterprint", () => {
  closed.forEach((details) => (details.open = false));
  for (const el of plots()) if (states.has(el)) paint(el);
});

start("sheet");

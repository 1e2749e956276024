// Making elements: every text goes in as text, never as HTML. Shared by what answers while it is touched.

const TOUCHED = ["a", "button", "iframe", "input", "select", "summary", "textarea"];

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  // Keys belong to what has the focus: to JupyterLab a “d” typed twice on a button would delete the cell.
  if (TOUCHED.includes(tag)) node.dataset.lmSuppressShortcuts = "true";
  node.append(...children);
  return node;
}

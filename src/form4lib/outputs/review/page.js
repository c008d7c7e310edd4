// The page around the filings: which of them is on the screen, and the keys.

const open = new Map(); // id of a filing -> its view
let current = null; // the view on the screen
let lettersAreKeys = true;

function show(id) {
  const template = document.getElementById(id.replace("filing-", "view-"));
  if (!open.has(id)) {
    if (template) document.querySelector("#index").after(template.content.cloneNode(true));
    const root = document.getElementById(id);
    if (!root) return false;
    open.set(id, new View(root));
    root.querySelector(".back").hidden = !template;
  }
  for (const main of document.querySelectorAll("main")) main.hidden = main.id !== id;
  current = open.get(id);
  window.scrollTo(0, 0);
  return true;
}

function route() {
  const id = location.hash.slice(1);
  if (/^filing-\d+$/.test(id) && show(id)) return;
  const index = document.getElementById("index");
  if (!index) {
    show("filing-0");
    return;
  }
  for (const main of document.querySelectorAll("main")) main.hidden = main !== index;
  current = null;
}

function onKey(event) {
  const typing = event.target.closest("input, select, textarea");
  if (!current || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    if (typing && current.place >= 0) current.stops[current.place].focus({ preventScroll: true });
    else current.release();
    return;
  }
  if (typing) return;
  const inRecord = event.target.closest(".record button[data-f]");
  const arrows = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  if (inRecord && event.key in arrows) {
    event.preventDefault();
    current.step(arrows[event.key], false);
    return;
  }
  const letters = {
    n: () => current.step(1, true),
    p: () => current.step(-1, true),
    d: () => current.filter(),
    w: () => current.wrap(),
    e: () => current.edit(),
    "?": () => document.querySelector(".keys").showModal(),
  };
  if (lettersAreKeys && Object.hasOwn(letters, event.key)) {
    event.preventDefault();
    letters[event.key]();
  }
}

document.addEventListener("keydown", onKey);
window.addEventListener("hashchange", route);
window.addEventListener("beforeunload", (event) => {
  if ([...open.values()].some((view) => !view.saved)) event.preventDefault();
});
document.querySelector(".keys .done").addEventListener("click", () => document.querySelector(".keys").close());
document.querySelector(".letters").addEventListener("change", (event) => {
  lettersAreKeys = event.target.checked;
});
route();

// One filing on the page. It shows where a value was read, goes through what is in doubt, and keeps what a person
// corrects in the record's own JSON. Text of the filing becomes text nodes, never markup.

const STATES = {
  read: "read as printed",
  repaired: "repaired: what stands there was changed",
  blank: "the cell is there and is empty",
  missing: "no place for it was found",
  unreadable: "something is there, and no value could be made of it",
  ambiguous: "it can be read in more than one way",
  inferred: "not printed or not legible, and derived from something else",
  corrected: "corrected by a person",
};

class View {
  constructor(root) {
    this.root = root;
    this.source = root.querySelector(".source");
    this.detail = root.querySelector(".detail");
    this.stops = [...root.querySelectorAll(".record button[data-f]")];
    this.at = new Map(this.stops.map((stop, place) => [Number(stop.dataset.f), place]));
    this.marks = marksByField(this.source);
    this.place = -1;
    this.reachable = this.stops[0]; // the one stop that Tab leads to
    this.undo = new Map(); // path -> what stood there before it was corrected
    this.saved = true;
    for (const stop of this.stops.filter((one) => one.classList.contains("doubt"))) {
      this.tint(stop, true);
      keepInSight(stop);
    }
    this.reachable.tabIndex = 0;
    this.listen();
    this.count();
    requestIdleCallback(() => this.data);
  }

  // Parsed when it is first needed, so that a large filing is on the screen before.
  get data() {
    const data = JSON.parse(this.root.querySelector(".data").textContent);
    for (const [path, evidence] of Object.entries(data.record.evidence)) {
      if (typeof evidence === "number") data.record.evidence[path] = data.shared[evidence];
    }
    Object.defineProperty(this, "data", { value: data });
    return data;
  }

  get record() {
    return this.data.record;
  }

  listen() {
    const on = (selector, event, act) => this.root.querySelector(selector).addEventListener(event, act);
    on(".record", "click", (event) => {
      const stop = event.target.closest("button[data-f]");
      if (stop) this.select(this.at.get(Number(stop.dataset.f)));
    });
    this.source.addEventListener("click", (event) => {
      const mark = event.target.closest("mark");
      if (mark) this.selectBehind(mark);
    });
    on(".previous", "click", () => this.step(-1, true));
    on(".next", "click", () => this.step(1, true));
    on(".filter", "click", () => this.filter());
    on(".wraps", "click", () => this.wrap());
    on(".download", "click", () => this.download());
    on(".help", "click", () => document.querySelector(".keys").showModal());
    on(".close", "click", () => this.release());
    on(".undo", "click", () => this.restore());
    on(".nothing input", "change", (event) => this.allow(!event.target.checked));
    on(".fix", "submit", (event) => {
      event.preventDefault();
      this.correct();
    });
    const wraps = this.root.querySelector(".wraps");
    wraps.setAttribute("aria-pressed", String(this.root.classList.contains("wrap")));
  }

  // ---- going about

  number(place) {
    return Number(this.stops[place].dataset.f);
  }

  // The field of a stop; none for what is to be checked about more than one value.
  field(place) {
    const path = this.data.paths[this.number(place)];
    if (path === undefined) return null;
    const [type, nullable, choices] = this.data.kinds[path.replace(/\[\d+\]/g, "[]")];
    return { path, type, nullable, choices };
  }

  select(place) {
    this.light(false);
    const left = this.stops[this.place];
    if (left) left.removeAttribute("aria-current");
    this.place = place;
    const stop = this.stops[place];
    stop.setAttribute("aria-current", "true");
    this.reachable.tabIndex = -1;
    this.reachable = stop;
    stop.tabIndex = 0;
    if (left) keepInSight(left);
    keepInSight(stop);
    this.describe();
    stop.after(this.detail);
    this.detail.hidden = false;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest" });
    if (this.detail.getBoundingClientRect().bottom > window.innerHeight) stop.scrollIntoView({ block: "center" });
    this.light(true);
    this.count();
  }

  selectBehind(mark) {
    const numbers = mark.dataset.f
      .split(" ")
      .map(Number)
      .filter((number) => this.at.has(number));
    if (!numbers.length) return;
    const held = this.place < 0 ? -1 : numbers.indexOf(this.number(this.place));
    this.select(this.at.get(numbers[(held + 1) % numbers.length]));
  }

  release() {
    if (this.place < 0) return;
    this.light(false);
    const stop = this.stops[this.place];
    stop.removeAttribute("aria-current");
    this.detail.hidden = true;
    this.place = -1;
    keepInSight(stop);
    stop.focus({ preventScroll: true });
    this.count();
  }

  light(lit) {
    if (this.place < 0) return;
    const marks = this.marks.get(this.number(this.place)) ?? [];
    for (const mark of marks) mark.classList.toggle("lit", lit);
    if (lit && marks.length) reveal(this.source, marks[0]);
  }

  // The next stop in a direction; in doubt only, where that is asked for or the rest is out of sight.
  step(direction, doubtful) {
    const only = doubtful || this.root.classList.contains("only");
    const count = this.stops.length;
    const from = this.place < 0 ? (direction > 0 ? -1 : count) : this.place;
    for (let n = 1; n <= count; n += 1) {
      const place = (((from + direction * n) % count) + count) % count;
      const stop = this.stops[place];
      if (!only || stop.classList.contains("doubt")) {
        this.select(place);
        return;
      }
    }
  }

  filter() {
    const only = this.root.classList.toggle("only");
    this.root.querySelector(".filter").setAttribute("aria-pressed", String(only));
  }

  wrap() {
    const wrapped = this.root.classList.toggle("wrap");
    this.root.querySelector(".wraps").setAttribute("aria-pressed", String(wrapped));
  }

  count() {
    const doubts = this.stops.filter((stop) => stop.classList.contains("doubt"));
    const here = this.place < 0 ? -1 : doubts.indexOf(this.stops[this.place]);
    const where = here < 0 ? `${doubts.length}` : `${here + 1} of ${doubts.length}`;
    this.root.querySelector(".count").textContent = `${where} in doubt`;
    this.root.querySelector(".next").disabled = !doubts.length;
    this.root.querySelector(".previous").disabled = !doubts.length;
    const corrected = this.undo.size;
    const label = corrected ? `Download corrected JSON (${corrected})` : "Download JSON";
    this.root.querySelector(".download").textContent = label;
  }

  tint(stop, doubtful) {
    for (const mark of this.marks.get(Number(stop.dataset.f)) ?? []) mark.classList.toggle("doubt", doubtful);
  }

  // ---- the selected value

  describe() {
    const stop = this.stops[this.place];
    const field = this.field(this.place);
    const part = (selector) => this.detail.querySelector(selector);
    part(".fix").hidden = !field;
    part(".why").replaceChildren();
    if (!field) {
      part(".label").textContent = "To check";
      part(".path").textContent = "";
      part(".how").textContent = stop.textContent;
      return;
    }
    const evidence = this.evidence(field.path);
    part(".label").textContent = stop.querySelector(".called").textContent;
    part(".path").textContent = field.path;
    const lines = (this.marks.get(this.number(this.place)) ?? []).map((mark) => mark.closest(".line").dataset.n);
    const where = lines.length ? `, line ${[...new Set(lines)].join(", ")}` : "";
    part(".how").textContent = `${STATES[evidence.state]}${where}; confidence ${evidence.confidence.toFixed(2)}`;
    const said = this.record.diagnostics.filter((told) => told.path === field.path).map((told) => told.message);
    const raw = evidence.raw ? [`the text has: ${evidence.raw}`] : [];
    part(".why").append(...[...new Set([...raw, ...evidence.repairs, ...said])].map(asItem));
    this.offer(field);
  }

  evidence(path) {
    const nothing = { spans: [], raw: "", confidence: 1, state: "read", repairs: [], boxes: [] };
    return this.record.evidence[path] ?? nothing;
  }

  // Put the value into the input that its kind asks for.
  offer(field) {
    const value = valueAt(this.record, field.path);
    const options = field.type === "bool" ? ["yes", "no"] : field.choices;
    const input = this.detail.querySelector("input.typed");
    const select = this.detail.querySelector("select.typed");
    input.hidden = options.length > 0;
    select.hidden = !options.length;
    select.replaceChildren(...options.map((option) => new Option(option, option)));
    const shown = typeof value === "boolean" ? (value ? "yes" : "no") : (value ?? "");
    input.value = shown;
    if (options.length) select.value = shown;
    input.inputMode = field.type === "Decimal" ? "decimal" : "text";
    input.placeholder = { Decimal: "1250.5", date: "2024-05-31" }[field.type] ?? "";
    const nothing = this.detail.querySelector(".nothing");
    nothing.hidden = !field.nullable;
    nothing.querySelector("input").checked = value === null;
    this.allow(value !== null);
    this.detail.querySelector(".undo").hidden = !this.undo.has(field.path);
    this.complain("");
  }

  allow(value) {
    for (const control of this.detail.querySelectorAll(".typed")) control.disabled = !value;
  }

  edit() {
    if (this.place < 0 || !this.field(this.place)) return;
    const nothing = this.detail.querySelector(".nothing input");
    if (nothing.checked) {
      nothing.checked = false;
      this.allow(true);
    }
    const control = [...this.detail.querySelectorAll(".typed")].find((one) => !one.hidden);
    control.focus();
    if (control.select) control.select();
  }

  complain(problem) {
    this.detail.querySelector(".wrong").textContent = problem;
  }

  // ---- correcting

  correct() {
    const field = this.field(this.place);
    let value = null;
    if (!this.detail.querySelector(".nothing input").checked) {
      const control = [...this.detail.querySelectorAll(".typed")].find((one) => !one.hidden);
      const [read, problem] = readValue(control.value, field);
      if (problem) {
        this.complain(problem);
        control.focus();
        return;
      }
      value = read;
    }
    const before = valueAt(this.record, field.path);
    const was = this.evidence(field.path);
    if (!this.undo.has(field.path)) {
      const stop = this.stops[this.place];
      const shown = stop.cloneNode(true);
      this.undo.set(field.path, { value: before, evidence: was, diagnostics: this.record.diagnostics, shown });
    }
    const first = this.undo.get(field.path);
    this.record.evidence[field.path] = {
      ...was,
      confidence: 1,
      state: "corrected",
      repairs: [...first.evidence.repairs, `corrected by a person; it was ${worded(first.value)}`],
    };
    this.record.diagnostics = this.record.diagnostics.filter((told) => told.path !== field.path);
    setValue(this.record, field.path, value);
    this.show(field, value);
    this.saved = false;
    this.describe();
    this.count();
    this.stops[this.place].focus({ preventScroll: true });
  }

  // Write the corrected value on its button.
  show(field, value) {
    const stop = this.stops[this.place];
    const money = "money" in stop.dataset;
    stop.classList.remove("doubt");
    stop.classList.add("corrected");
    for (const part of stop.querySelectorAll(".ask, .off, .tag")) part.remove();
    const shown = stop.querySelector(".is");
    shown.textContent = value === null ? "\u2014" : asShown(value, field, money);
    const tag = document.createElement("span");
    tag.className = "tag";
    tag.textContent = "corrected";
    stop.querySelector(".name").append(tag);
    this.tint(stop, false);
  }

  restore() {
    const field = this.field(this.place);
    const first = this.undo.get(field.path);
    setValue(this.record, field.path, first.value);
    this.record.evidence[field.path] = first.evidence;
    const back = first.diagnostics.filter((told) => told.path === field.path);
    this.record.diagnostics = [...this.record.diagnostics, ...back];
    const stop = this.stops[this.place];
    stop.replaceChildren(...first.shown.childNodes);
    stop.classList.remove("corrected");
    stop.classList.toggle("doubt", first.shown.classList.contains("doubt"));
    this.tint(stop, stop.classList.contains("doubt"));
    this.undo.delete(field.path);
    this.describe();
    this.count();
    stop.focus({ preventScroll: true });
  }

  download() {
    const link = document.createElement("a");
    const kind = { type: "application/json" };
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(this.record, null, 2)}\n`], kind));
    const name = this.data.name.split(/[\\/]/).pop() || "filing";
    link.download = `${name}${this.undo.size ? ".corrected" : ""}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    this.saved = true;
  }
}

function marksByField(source) {
  const out = new Map();
  for (const mark of source.querySelectorAll("mark")) {
    for (const number of mark.dataset.f.split(" ").map(Number)) {
      const held = out.get(number);
      if (held) held.push(mark);
      else out.set(number, [mark]);
    }
  }
  return out;
}

// Parts of the record that hold something to look at stay in sight where only doubt is asked for.
function keepInSight(stop) {
  for (const kind of [".row", ".part", ".table"]) {
    const part = stop.closest(kind);
    if (part) part.classList.toggle("asks", part.querySelector(".doubt, [aria-current]") !== null);
  }
}

function asItem(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

// Bring a mark to the middle of the source; what comes into view on the way may have had another height before.
function reveal(pane, mark) {
  const move = () => {
    const [outer, inner] = [pane.getBoundingClientRect(), mark.getBoundingClientRect()];
    pane.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
    const left = inner.left - outer.left;
    if (left < 90 || left + Math.min(inner.width, 200) > outer.width) pane.scrollLeft += left - outer.width / 3;
  };
  move();
  requestAnimationFrame(move);
}

// The contact sheet: keys and filters over tiles that the server drew, tiles that arrive, the tray beside them.
import { Arriving } from "./arriving.js";
import { fitRows } from "./fit-rows.js";
import { Judging, pageKey } from "./judging.js";

const SHOWS = {
  all: () => true,
  undecided: (cell) => cell.dataset.state === "done" && !cell.dataset.verdict,
  picked: (cell) => cell.dataset.verdict === "picked",
  rejected: (cell) => cell.dataset.verdict === "rejected",
  passed: (cell) => ["yes", "look"].includes(cell.dataset.tested),
  failed: (cell) => ["failed", "cancelled"].includes(cell.dataset.state),
};
const ROW_KEY = "gatefold.sheet.row";

class ContactSheet extends HTMLElement {
  connectedCallback() {
    this.drawn = new Map(); // pk -> the cell as the server drew it last, to know what has changed
    this.dataset.batch = this.querySelector(".sheet-body").dataset.batch;
    this.judging = new Judging(this, this);
    for (const cell of this.allCells()) this.adopt(cell);
    this.density();
    this.listen();
    this.refresh();
    this.start();
    this.arriving = new Arriving(this);
  }

  // --- What the judging needs of a page ---
  current() {
    return this.at ? Number(this.at.dataset.candidate) : null;
  }

  has(pk) {
    return Boolean(this.cell(pk));
  }

  number(pk) {
    return this.cell(pk).dataset.number;
  }

  standing(pk) {
    const { verdict = "", reasons = "", note = "", stars = "0" } = this.cell(pk).dataset;
    return { verdict, reasons: reasons ? reasons.split(" ") : [], note, stars: Number(stars) };
  }

  show(pk, standing) {
    const cell = this.cell(pk);
    if (!cell?.querySelector("a.tile")) return;
    Object.assign(cell.dataset, { verdict: standing.verdict, reasons: standing.reasons.join(" "), note: standing.note, stars: standing.stars });
    const why = this.judging.why(standing);
    cell.querySelector(".reason").textContent = why;
    const said = [standing.verdict || "undecided", ...(standing.stars ? [`${standing.stars} of 5 stars`] : [])].join(", ");
    cell.querySelector("a.tile").setAttribute("aria-label", `Candidate ${cell.dataset.number}, ${said}${why ? `: ${why}` : ""}${cell.dataset.words ? `. ${cell.dataset.words}` : ""}`);
    cancelAnimationFrame(this.soon);
    this.soon = requestAnimationFrame(() => this.refresh());
  }

  /** On to the next undecided candidate, round the end; where there is none, stay. */
  advance() {
    const cells = this.cells();
    const here = cells.indexOf(this.at);
    const next = [...cells.slice(here + 1), ...cells.slice(0, here)].find(SHOWS.undecided);
    if (next) this.select(next);
  }

  go(pk) {
    this.refresh(); // what was taken back may be shown again by the filter
    const cell = this.cell(pk);
    if (cell && !cell.hidden) this.select(cell);
  }

  // --- Cells ---
  allCells() {
    return [...this.querySelectorAll(".cell")];
  }

  cells() {
    return this.allCells().filter((cell) => !cell.hidden && cell.dataset.state === "done");
  }

  cell(pk) {
    return this.querySelector(`#c${pk}`);
  }

  /** Take a cell the server drew: remember it, and lay over it what still waits to be saved. */
  adopt(cell) {
    const pk = Number(cell.dataset.candidate);
    this.drawn.set(pk, cell.outerHTML);
    const link = cell.querySelector("a.tile");
    if (!link) return;
    link.tabIndex = -1;
    for (const button of cell.querySelectorAll(".quick button")) button.tabIndex = -1;
    const server = this.standing(pk);
    const stands = this.judging.decisions.overlay(pk, server);
    if (stands !== server) this.show(pk, stands);
  }

  select(cell, { focus = true } = {}) {
    for (const link of this.querySelectorAll("a.tile[aria-current]")) {
      link.removeAttribute("aria-current");
      link.tabIndex = -1;
    }
    this.at = cell;
    const link = cell.querySelector("a.tile");
    link.setAttribute("aria-current", "true");
    link.tabIndex = 0;
    if (focus) link.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest" });
  }

  start() {
    const named = location.hash.startsWith("#c") ? this.querySelector(location.hash) : null;
    const cells = this.cells();
    const first = cells.includes(named) ? named : cells.find(SHOWS.undecided) || cells[0];
    if (first) this.select(first, { focus: false });
  }

  move(step) {
    const cells = this.cells();
    const next = cells[Math.max(0, Math.min(cells.length - 1, cells.indexOf(this.at) + step))];
    if (next) this.select(next);
  }

  /** To the row above or below, where the middle is nearest. */
  climb(way) {
    if (!this.at) return this.start();
    const box = (cell) => ({ cell, top: cell.offsetTop, middle: cell.offsetLeft + cell.offsetWidth / 2 });
    const here = box(this.at);
    const others = this.cells().map(box).filter(({ top }) => (way < 0 ? top < here.top - 4 : top > here.top + 4));
    if (!others.length) return;
    const row = way < 0 ? Math.max(...others.map(({ top }) => top)) : Math.min(...others.map(({ top }) => top));
    const near = others.filter(({ top }) => Math.abs(top - row) < 5);
    this.select(near.reduce((best, one) => (Math.abs(one.middle - here.middle) < Math.abs(best.middle - here.middle) ? one : best)).cell);
  }

  // --- Keys and buttons ---
  listen() {
    const key = (combination, label, run, more) => pageKey(combination, label, run, "Look", more);
    key("left", "Previous candidate", () => this.move(-1), { hidden: true });
    key("right", "Next candidate", () => this.move(1));
    key("up", "Row above", () => this.climb(-1), { hidden: true });
    key("down", "Row below", () => this.climb(1));
    key("space", "Open in the loupe", () => this.open());
    key("c", "Compare with the champion", () => this.open("2"));
    key("n", "Four up", () => this.open("4"));
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("input", (event) => event.target.closest(".density") && this.density(event.target.value));
    addEventListener("resize", () => this.density());
    this.addEventListener("focusin", (event) => {
      const cell = event.target.closest("a.tile")?.closest(".cell");
      if (cell && cell !== this.at) this.select(cell, { focus: false });
    });
    document.addEventListener("gatefold:event", ({ detail }) => this.heard(detail));
    document.addEventListener("gatefold:reset", () => this.reload());
    addEventListener("pageshow", (event) => event.persisted && this.reload()); // back from the loupe
  }

  open(up = "") {
    if (!this.at) return;
    const address = new URL(this.at.querySelector("a.tile").href);
    for (const [name, value] of new URLSearchParams(location.search)) if (name === "show" || name === "sort") address.searchParams.set(name, value);
    if (up) address.searchParams.set("up", up);
    const champion = sessionStorage.getItem(`gatefold.champion.${this.dataset.batch}`);
    if (up === "2" && champion) address.searchParams.set("with", champion);
    location.assign(address);
  }

  clicked(event) {
    const chip = event.target.closest("[data-show]");
    if (chip) {
      event.preventDefault();
      return this.filter(chip);
    }
    const quick = event.target.closest(".quick button");
    if (quick) {
      event.preventDefault();
      const pk = Number(quick.closest(".cell").dataset.candidate);
      return this.judging.decide({ pick: "picked", reject: "rejected", clear: "" }[quick.value], { pk, advance: false });
    }
    const out = event.target.closest(".pick button");
    if (out) {
      event.preventDefault();
      return this.judging.decide("", { pk: Number(out.closest(".pick").dataset.pick), advance: false });
    }
    const act = event.target.closest("[data-do]")?.dataset.do;
    if (act === "loupe") this.open();
    if (act === "compare") this.open("2");
    const tile = event.target.closest("a.tile");
    if (tile && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      this.select(tile.closest(".cell"));
      this.open();
    }
  }

  filter(chip) {
    for (const other of this.querySelectorAll("[data-show]")) other.removeAttribute("aria-current");
    chip.setAttribute("aria-current", "true");
    history.replaceState(null, "", chip.href);
    for (const link of this.querySelectorAll(".sort a")) link.search = link.search.replace(/show=\w+/, `show=${chip.dataset.show}`);
    this.refresh();
    if (!this.at || this.at.hidden) this.start();
  }

  get showing() {
    return this.querySelector("[data-show][aria-current]")?.dataset.show || "all";
  }

  /** The height somebody chose with the slider; until then few tiles fill the room (a phone keeps its own two columns). */
  density(value = localStorage.getItem(ROW_KEY)) {
    const slider = this.querySelector(".density input");
    const list = this.querySelector(".rows");
    if (!value) {
      if (matchMedia("(min-width: 721px)").matches) slider.value = fitRows(list, this.querySelector(".sheet-scroll"), Number(slider.max));
      return;
    }
    slider.value = value;
    list.style.removeProperty("max-width");
    list.style.setProperty("--row", `${slider.value}px`);
    localStorage.setItem(ROW_KEY, slider.value);
  }

  // --- What follows from the cells: filter, counts, tray ---
  refresh() {
    const cells = this.allCells();
    const { showing } = this;
    for (const cell of cells) {
      // The last undecided one stays where the hand is, though it is decided now.
      const hidden = !SHOWS[showing](cell) && !(cell === this.at && showing === "undecided");
      if (cell.hidden !== hidden) cell.hidden = hidden;
    }
    for (const chip of this.querySelectorAll("[data-show]")) chip.querySelector(".count").textContent = cells.filter(SHOWS[chip.dataset.show]).length;
    this.querySelector(".none-shown").hidden = cells.some((cell) => !cell.hidden);
    this.tray(cells.filter(SHOWS.picked));
    this.why(cells.filter(SHOWS.rejected));
  }

  tray(picked) {
    const list = this.querySelector(".picks");
    const old = new Map([...list.children].map((item) => [item.dataset.pick, item]));
    picked.forEach((cell, place) => {
      const { candidate } = cell.dataset;
      const item = this.pick(cell, old.get(candidate));
      old.delete(candidate);
      if (list.children[place] !== item) list.insertBefore(item, list.children[place] || null);
    });
    for (const item of old.values()) item.remove();
    this.querySelector(".picked-count").textContent = picked.length === 1 ? "1 pick" : `${picked.length || "no"} picks`;
    this.querySelector(".no-picks").hidden = picked.length > 0;
    const finish = this.querySelector(".tray footer .button");
    if (finish) finish.hidden = !picked.length;
  }

  pick(cell, item = this.querySelector(".pick-template").content.firstElementChild.cloneNode(true)) {
    const { candidate, number, stars, reasons, note } = cell.dataset;
    const stands = [number, stars, reasons, note].join();
    if (item.dataset.stands === stands) return item;
    item.dataset.stands = stands;
    const link = cell.querySelector("a.tile");
    item.dataset.pick = candidate;
    item.querySelector("a").href = link.href;
    const image = item.querySelector("img");
    const source = cell.querySelector("img").getAttribute("src");
    if (image.getAttribute("src") !== source) image.src = source;
    image.alt = `Pick ${number}`;
    item.querySelector("b").textContent = number;
    item.querySelector(".star-row").dataset.stars = stars;
    item.querySelector(".star-row").setAttribute("aria-label", `${stars} of 5 stars`);
    item.querySelector(".why-picked").textContent = cell.querySelector(".reason").textContent;
    const onward = item.querySelector(".onward");
    if (onward) onward.href = `/candidates/${candidate}/promote/`;
    item.querySelector("button")?.setAttribute("aria-label", `Take ${number} out of the picks`);
    return item;
  }

  why(rejected) {
    const counts = new Map();
    for (const cell of rejected) {
      const labels = cell.dataset.reasons ? cell.dataset.reasons.split(" ").map((slug) => this.judging.labels.get(slug) || slug) : ["No reason given"];
      for (const label of labels) counts.set(label, (counts.get(label) || 0) + 1);
    }
    const rows = [...counts].sort(([a, m], [b, n]) => (a === "No reason given") - (b === "No reason given") || n - m || a.localeCompare(b));
    this.querySelector(".why").hidden = !rows.length;
    this.querySelector(".why dl").replaceChildren(...rows.flatMap(([label, many]) => [Object.assign(document.createElement("dt"), { textContent: label }), Object.assign(document.createElement("dd"), { textContent: many })]));
  }

  // --- What the server tells ---
  heard({ kind, pk }) {
    if (kind?.startsWith("batch.") && pk === Number(this.dataset.batch)) return this.reload();
    if (!kind?.startsWith("candidate.") || !this.has(pk)) return;
    if (/\.judge$/.test(kind) && this.judging.isEcho(pk)) return;
    if (/\.(annotate|reply|resolve|reopen|progress|preview)$/.test(kind)) return;
    if (kind === "candidate.done") return this.arriving.came(pk);
    this.fetchTile(pk);
  }

  /** What the server draws, or null. Asked for again where it saved a decision meanwhile: this may have been drawn
   * before, and the decision, no longer waiting here, is not laid over it. */
  async fetched(address) {
    const { answers } = this.judging.decisions;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return null;
    const html = await answer.text();
    return answers === this.judging.decisions.answers ? html : this.fetched(address);
  }

  /** At most one request for a tile at a time; what is said meanwhile asks once more. */
  async fetchTile(pk) {
    this.asking ||= new Map();
    if (this.asking.has(pk)) return this.asking.set(pk, true);
    this.asking.set(pk, false);
    try {
      const html = await this.fetched(`/candidates/${pk}/tile/`);
      if (html) this.replace(pk, html);
    } catch {
      // The stream says `reset` when the line is back, and everything is fetched then.
    }
    const again = this.asking.get(pk);
    this.asking.delete(pk);
    if (again) this.fetchTile(pk);
  }

  replace(pk, html) {
    const fresh = document.createRange().createContextualFragment(html).querySelector(".cell");
    const old = this.cell(pk);
    if (!fresh || !old || this.drawn.get(pk) === fresh.outerHTML) return;
    const was = old.dataset.state;
    this.arriving.carry(old, fresh);
    old.replaceWith(fresh);
    this.adopt(fresh);
    if (was !== "done" && fresh.dataset.state === "done") fresh.classList.add("arrived");
    if (old === this.at) this.select(fresh, { focus: document.activeElement === document.body || !document.activeElement });
    if (!this.at && fresh.dataset.state === "done") this.select(fresh, { focus: false });
    this.head();
    this.refresh();
  }

  /** A search put more in the line: they stand after those that are here. */
  grow(cell) {
    this.querySelector(".rows").insertBefore(document.adoptNode(cell), this.querySelector(".rows .fill"));
    this.adopt(cell);
  }

  /** "14 of 24 here", from the tiles themselves: true before the server is asked again. */
  head() {
    if (this.querySelector(".sheet-body").dataset.going !== "yes") return;
    const cells = this.allCells();
    const here = cells.filter((cell) => cell.dataset.state === "done").length;
    const failed = cells.filter(SHOWS.failed).length;
    const bar = this.querySelector(".head .progress");
    if (bar) bar.value = here;
    this.querySelector("[data-here]").textContent = `${here} of ${cells.length} here${failed ? `, ${failed} failed` : ""}.`;
    this.sought(cells);
    const over = cells.every((cell) => !["waiting", "running"].includes(cell.dataset.state));
    if (over) this.reload();
  }

  /** "3 of 4 wanted passed, 17 made, ratio 5.7": review/sought.py says the same. */
  sought(cells) {
    const line = this.querySelector("[data-sought]");
    if (!line) return;
    const passed = cells.filter(SHOWS.passed).length;
    const made = cells.filter((cell) => cell.dataset.state === "done").length;
    line.textContent = `${passed} of ${line.parentElement.dataset.want} wanted passed, ${made} made${passed ? `, ratio ${(made / passed).toFixed(1)}` : ""}`;
  }

  /** Other acts are offered now. The same ones stay: a button that is exchanged while it is pressed never hears of it. */
  acts(fresh) {
    const here = this.querySelector(".head .acts");
    const offered = (acts) => [...acts.querySelectorAll("form")].map((form) => form.getAttribute("action")).join();
    if (offered(here) !== offered(fresh)) here.replaceWith(fresh);
  }

  /** Everything anew, without a jump: only the cells that differ are touched. */
  async reload() {
    if (this.reloading) return;
    this.reloading = true;
    try {
      const html = await this.fetched(location.href);
      const body = html && new DOMParser().parseFromString(html, "text/html").querySelector(".sheet-body");
      if (!body) return;
      this.querySelector(".sheet-body").dataset.going = body.dataset.going;
      for (const part of [".head .name", ".filters", ".by-test"]) this.querySelector(part)?.replaceWith(body.querySelector(part));
      this.acts(body.querySelector(".head .acts"));
      for (const cell of body.querySelectorAll(".cell")) {
        const pk = Number(cell.dataset.candidate);
        if (this.has(pk)) this.replace(pk, cell.outerHTML);
        else this.grow(cell);
      }
      this.refresh();
    } catch {
      // No line: the tiles stay as they are, and the next `reset` asks again.
    } finally {
      this.reloading = false;
    }
  }
}

customElements.define("contact-sheet", ContactSheet);

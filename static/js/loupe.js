// The loupe: one, two or four candidates, large. Moving on swaps pictures that are loaded already; what belongs to the
// candidate (overlays, threads, recipe) follows as one fragment.
import { Annotations } from "./annotations.js";
import { Judging, pageKey } from "./judging.js";
import { Tiers } from "./tiers.js";
import { View } from "./view.js";

const AHEAD = [1, 2, -1, 3];
const TOOL_KEYS = { v: ["select", "Select"], b: ["box", "Box"], l: ["arrow", "Arrow"], d: ["stroke", "Draw"], t: ["pin", "Pin"] };
const RECIPE_KEY = "gatefold.loupe.recipe";

class LoupeRoom extends HTMLElement {
  connectedCallback() {
    this.row = JSON.parse(this.querySelector("#row-of-candidates").textContent);
    this.canvas = this.querySelector(".canvas");
    this.parts = new Map(); // address -> promise of the fragment
    this.loaded = new Map(); // picture address -> Image, so that the browser keeps it decoded
    this.at = Math.max(0, this.row.findIndex(({ pk }) => pk === Number(this.querySelector(".pane.now").dataset.candidate)));
    this.up = this.dataset.up;
    this.overlay = this.querySelector(".overlay select").value;
    this.championKey = `gatefold.champion.${this.dataset.batch}`;
    const shown = [...this.querySelectorAll(".pane:not(.now)")].map((pane) => Number(pane.dataset.candidate));
    this.champion = Number(sessionStorage.getItem(this.championKey)) || (this.up === "2" ? shown[0] : null) || null;
    this.tiers = new Tiers(this);
    this.annotations = new Annotations(this, { applied: (html) => this.said(html) });
    this.view = new View(this, { changed: (zoom) => this.zoomed(zoom) });
    this.judging = new Judging(this, this);
    for (const item of this.row) Object.assign(item, this.judging.decisions.overlay(item.pk, pick(item)));
    this.listen();
    this.recipe(localStorage.getItem(RECIPE_KEY) === "open");
    this.marks();
    if (this.dataset.zoom === "100") this.view.set(1);
    this.shownWith = this.rivalShown(); // the server has drawn this already
    this.differs();
    this.draw();
    this.ahead();
  }

  // --- What the judging needs of a page ---
  current() {
    return this.row[this.at]?.pk ?? null;
  }

  has(pk) {
    return this.row.some((item) => item.pk === pk);
  }

  item(pk) {
    return this.row.find((one) => one.pk === pk) || this.tiers.item(pk);
  }

  number(pk) {
    return this.item(pk).number;
  }

  standing(pk) {
    return pick(this.item(pk));
  }

  show(pk, standing) {
    Object.assign(this.item(pk), pick(standing));
    this.drawStandings();
  }

  advance() {
    const order = [...this.row.slice(this.at + 1), ...this.row.slice(0, this.at)];
    const next = order.find((item) => !item.verdict);
    if (next) this.go(next.pk);
  }

  go(pk) {
    const place = this.row.findIndex((item) => item.pk === pk);
    if (place < 0 || place === this.at) return;
    this.annotations.discard();
    this.at = place;
    this.draw();
    this.address();
    this.ahead();
  }

  step(by) {
    const to = Math.max(0, Math.min(this.row.length - 1, this.at + by));
    if (this.row[to]) this.go(this.row[to].pk);
  }

  // --- Panes ---
  shown() {
    const now = this.current();
    if (this.up === "4") {
      const start = this.at - (this.at % 4);
      return this.row.slice(start, start + 4).map(({ pk }) => pk);
    }
    if (this.up === "2") return this.rival() ? [this.rival(), now] : [now];
    if (this.up === "tiers") return this.tiers.line(now);
    return [now];
  }

  /** Who stands beside the current one: the pinned champion; where that is the current one itself, the best other. */
  rival() {
    const now = this.current();
    if (this.champion && this.champion !== now && this.has(this.champion)) return this.champion;
    const others = this.row.filter(({ pk }) => pk !== now);
    const picks = others.filter(({ verdict }) => verdict === "picked");
    return (picks.length ? picks : others).reduce((best, one) => (!best || one.stars > best.stars ? one : best), null)?.pk || null;
  }

  draw() {
    const wanted = this.shown();
    this.canvas.dataset.up = this.up === "2" && wanted.length < 2 ? "1" : this.up;
    const figures = [...this.canvas.querySelectorAll(".pane")];
    while (figures.length < wanted.length) figures.push(this.canvas.appendChild(figures[0].cloneNode(true)));
    figures.splice(wanted.length).forEach((figure) => figure.remove());
    wanted.forEach((pk, place) => {
      const figure = figures[place];
      this.canvas.append(figure);
      figure.classList.toggle("now", pk === this.current());
      if (Number(figure.dataset.candidate) !== pk || !figure.dataset.ready) this.fill(figure, pk);
    });
    this.difference(false);
    this.drawStandings();
    this.view.place();
    this.rest();
  }

  /** A pane's picture: the preview that is here already, then the whole picture once it is decoded. */
  fill(figure, pk) {
    const item = this.item(pk);
    if (!item) return;
    const fresh = Number(figure.dataset.candidate) !== pk;
    figure.dataset.candidate = pk;
    figure.dataset.ready = "yes";
    const image = figure.querySelector(".pic");
    if (image && fresh) {
      image.alt = `Candidate ${item.number}`;
      const whole = this.load(item.picture);
      image.src = whole.complete && whole.naturalWidth ? item.picture : item.preview;
      whole.decode().then(() => Number(figure.dataset.candidate) === pk && image.getAttribute("src") !== item.picture && (image.src = item.picture), () => {});
    }
    if (fresh) figure.querySelector(".layer").replaceChildren();
    if (fresh || !figure.querySelector(".frames")) this.fetch(pk).then((html) => Number(figure.dataset.candidate) === pk && html && this.overlayOnto(figure, html));
  }

  overlayOnto(figure, html) {
    const layer = fragment(html).querySelector('[data-part="layer"]');
    if (layer) figure.querySelector(".layer").replaceWith(layer);
    this.lay();
  }

  load(address) {
    if (!this.loaded.has(address)) {
      const image = new Image();
      image.src = address;
      this.loaded.set(address, image);
      if (this.loaded.size > 24) this.loaded.delete(this.loaded.keys().next().value);
    }
    return this.loaded.get(address);
  }

  ahead() {
    const near = AHEAD.map((by) => this.row[this.at + by]).filter(Boolean);
    for (const item of near) new Image().src = item.preview;
    for (const item of near) this.load(item.picture);
  }

  /** What belongs to the current candidate, beside the pictures: threads, decision, recipe. */
  rest() {
    const pk = this.current();
    const item = this.item(pk);
    if (!item) return;
    this.querySelector("[data-place]").textContent = this.at + 1;
    for (const [name, by] of [["previous", -1], ["next", 1]]) this.point(this.querySelector(`.steps [data-do="${name}"]`), this.row[this.at + by]);
    for (const link of this.querySelectorAll(".strip a")) {
      const here = Number(link.dataset.candidate) === pk;
      link.toggleAttribute("aria-current", here);
      if (here) link.setAttribute("aria-current", "true");
      if (here) link.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    if (Number(this.querySelector(".marks-side").dataset.candidate) === pk && this.shownWith === this.rivalShown()) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.fetch(pk).then((html) => this.current() === pk && html && this.beside(html)), 40);
  }

  /** A step has an address to open elsewhere, or says that it leads nowhere. */
  point(link, item) {
    if (item) link.href = `${item.page}${location.search}`;
    else link.removeAttribute("href");
    for (const [name, value] of [["role", "link"], ["aria-disabled", "true"]]) item ? link.removeAttribute(name) : link.setAttribute(name, value);
  }

  rivalShown() {
    return this.up === "2" ? this.rival() : this.up === "tiers" ? "tiers" : null;
  }

  fetch(pk, { anew = false } = {}) {
    const other = pk === this.current() && this.rivalShown() ? `?with=${this.rivalShown()}` : "";
    const address = `${this.item(pk).page}${other}`;
    if (anew) this.forget(pk);
    if (!this.parts.has(address)) {
      const answer = fetch(address, { headers: { "HX-Request": "true" } }).then((got) => (got.ok && !got.redirected ? got.text() : null), () => null);
      this.parts.set(address, answer);
      answer.then((html) => html || this.parts.delete(address));
    }
    return this.parts.get(address);
  }

  /** Put threads, decision and recipe of the current candidate in place; what somebody is typing stays. */
  beside(html) {
    const fresh = fragment(html);
    const typed = this.querySelector("[data-compose] textarea")?.value || "";
    const focused = document.activeElement?.matches?.("[data-compose] textarea");
    for (const part of ["threads", "decide", "recipe", "tiers"]) {
      const [old, now] = [this.querySelector(`[data-part="${part}"]`), fresh.querySelector(`[data-part="${part}"]`)];
      if (old && now) old.replaceWith(now);
    }
    this.querySelector(".marks-side").dataset.candidate = this.current();
    this.shownWith = this.rivalShown();
    const area = this.querySelector("[data-compose] textarea");
    if (area && typed) area.value = typed;
    if (area && focused) area.focus();
    this.annotations.fill();
    this.tiers.read();
    this.differs();
    this.drawStandings();
  }

  differs() {
    const differ = this.querySelectorAll(".recipe .differs").length;
    this.querySelector(".recipe .differ").textContent = differ ? `${differ} of ${this.querySelectorAll(".recipe tbody tr").length} values differ` : "";
  }

  forget(pk) {
    for (const key of this.parts.keys()) if (key.startsWith(this.item(pk).page)) this.parts.delete(key);
  }

  /** A mark was made or answered: the server's answer holds the picture's layer and the threads. */
  said(html) {
    const pk = this.current();
    this.parts.clear();
    this.overlayOnto(this.querySelector(".pane.now"), html);
    this.beside(html);
    this.judging.echoes.set(`marks ${pk}`, Date.now());
  }

  drawStandings() {
    for (const figure of this.canvas.querySelectorAll(".pane")) {
      const item = this.item(Number(figure.dataset.candidate));
      if (!item) continue;
      figure.querySelector(".verdict-mark").dataset.verdict = item.verdict;
      figure.querySelector(".number").textContent = item.number;
      figure.querySelector(".caption").textContent = this.tiers.item(item.pk)?.caption || "";
      const why = this.judging.why(item);
      figure.querySelector(".standing").textContent = `${capital(item.verdict || "undecided")}${why ? `: ${why}` : ""}`;
      const stars = figure.querySelector(".star-row");
      stars.dataset.stars = item.stars;
      stars.setAttribute("aria-label", `${item.stars} of 5 stars`);
      figure.querySelector(".pin-champion").setAttribute("aria-pressed", String(this.champion === item.pk));
    }
    const item = this.row[this.at];
    if (!item) return;
    this.querySelector(".decide .stars")?.setAttribute("data-stars", item.stars);
    for (const button of this.querySelectorAll(".verdicts [data-do]")) button.setAttribute("aria-pressed", String(item.verdict === (button.dataset.do === "pick" ? "picked" : "rejected")));
    const pickWords = this.querySelector('.verdicts [data-do="pick"] span');
    if (pickWords) pickWords.textContent = `Pick ${item.number}`;
    const finish = this.querySelector(".finish-it");
    if (finish) finish.hidden = item.verdict !== "picked";
    for (const link of this.querySelectorAll(".strip a")) link.dataset.verdict = this.item(Number(link.dataset.candidate))?.verdict || "";
  }

  // --- Ways of looking ---
  many(up) {
    this.up = this.up === up ? "1" : up;
    for (const link of this.querySelectorAll("[data-up]:is(a)")) {
      link.removeAttribute("aria-current");
      if (link.dataset.up === this.up) link.setAttribute("aria-current", "true");
    }
    this.marks();
    this.draw();
    this.address();
  }

  zoomed(zoom) {
    for (const button of this.querySelectorAll("button[data-zoom]")) button.setAttribute("aria-pressed", String(zoom === "fit" ? button.dataset.zoom === "fit" : button.dataset.zoom === String(zoom)));
    this.address();
  }

  lay() {
    for (const group of this.querySelectorAll(".frames [data-placement]")) group.toggleAttribute("hidden", group.dataset.placement !== this.overlay);
  }

  /** The current picture less the champion's, or less that of the tier below: black where they are the same. */
  difference(on) {
    const stage = this.querySelector(".pane.now .stage");
    stage.querySelector(".under")?.remove();
    const rival = on ? this.item(this.up === "tiers" ? this.tiers.against(this.current()) : this.rival()) : null;
    if (rival) stage.prepend(Object.assign(new Image(), { src: rival.picture, className: "under", alt: "" }));
    stage.classList.toggle("difference", Boolean(rival));
    const button = this.querySelector('[data-do="difference"]');
    button.setAttribute("aria-pressed", String(Boolean(rival)));
    if (rival) this.judging.say(`Difference between ${this.number(this.current())} and ${rival.number}: black is the same.`);
  }

  recipe(open = this.dataset.recipe !== "open") {
    this.dataset.recipe = open ? "open" : "folded";
    localStorage.setItem(RECIPE_KEY, this.dataset.recipe);
    this.querySelector('.tools [data-do="recipe"]').setAttribute("aria-pressed", String(open));
  }

  /** Beside one picture the threads are open; beside several they fold, and the pictures take the room. */
  marks(open = this.up === "1") {
    this.dataset.marks = open ? "open" : "folded";
    this.querySelector('.tools [data-do="marks"]').setAttribute("aria-pressed", String(open));
  }

  pinChampion(pk) {
    this.champion = this.champion === pk ? null : pk;
    if (this.champion) sessionStorage.setItem(this.championKey, pk);
    else sessionStorage.removeItem(this.championKey);
    if (this.up === "2") this.draw();
    this.drawStandings();
    this.judging.say(this.champion ? `${this.number(pk)} is the champion: C compares with it.` : `${this.number(pk)} is no longer the champion.`);
  }

  annotate() {
    this.tool(this.annotations.tool ? "" : "box");
  }

  tool(tool) {
    this.annotations.choose(tool);
    if (tool) this.marks(true);
    this.canvas.dataset.drawing = this.annotations.drawing ? "yes" : "no";
  }

  /** Out, one step at a time: the draft, the tool, the zoom, the page. */
  out() {
    if (this.judging.reasonsOpen) return this.judging.reasons.hidePopover();
    if (this.annotations.discard()) return;
    if (this.annotations.tool) return this.tool("");
    if (this.view.zoom !== "fit") return this.view.set("fit");
    location.assign(this.querySelector(".to-sheet").href);
  }

  address() {
    const item = this.row[this.at];
    if (!item) return;
    const address = new URL(item.page, location.href);
    const old = new URLSearchParams(location.search);
    for (const name of ["show", "sort"]) if (old.get(name)) address.searchParams.set(name, old.get(name));
    if (this.up !== "1") address.searchParams.set("up", this.up);
    if (this.up === "2" && this.rival()) address.searchParams.set("with", this.rival());
    if (this.overlay) address.searchParams.set("overlay", this.overlay);
    if (this.view.zoom !== "fit") address.searchParams.set("zoom", Math.round(this.view.zoom * 100));
    history.replaceState(null, "", address);
    const sheet = this.querySelector(".to-sheet");
    sheet.href = sheet.href.replace(/#.*/, `#c${item.pk}`);
    document.title = document.title.replace(/^\d+/, item.number);
  }

  // --- Keys, buttons, events ---
  listen() {
    const look = (combination, label, run, more) => pageKey(combination, label, run, "Look", more);
    look("left", "Previous candidate", () => this.step(-1));
    look("right", "Next candidate", () => this.step(1));
    look("up", "Previous candidate", () => this.step(-1), { hidden: true });
    look("down", "Next candidate", () => this.step(1), { hidden: true });
    look("space", "Back to the sheet", () => location.assign(this.querySelector(".to-sheet").href));
    look("c", "Compare with the champion", () => this.many("2"));
    look("n", "Four up", () => this.many("4"));
    look("z", "100 %, or fit", () => this.view.toggle());
    look("esc", "Out", () => this.out());
    look("[", "Previous version", () => this.tiers.step(-1));
    look("]", "Next version", () => this.tiers.step(1));
    if (this.querySelector(".annot")) {
      const mark = (combination, label, run, more) => pageKey(combination, label, run, "Annotate", more);
      mark("a", "Annotate", () => this.annotate());
      for (const [key, [tool, word]] of Object.entries(TOOL_KEYS)) mark(key, word, () => this.tool(tool), { when: () => Boolean(this.annotations.tool) });
    }
    this.addEventListener("click", (event) => this.clicked(event));
    this.querySelector(".overlay select").addEventListener("change", (event) => {
      this.overlay = event.target.value;
      this.lay();
      this.address();
    });
    document.addEventListener("gatefold:event", ({ detail }) => this.heard(detail));
    document.addEventListener("gatefold:reset", () => this.anew(this.current()));
  }

  clicked(event) {
    const link = event.target.closest(".strip a, .steps a, [data-up]:is(a)");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (link.dataset.up) return this.up === link.dataset.up || this.many(link.dataset.up);
      return link.dataset.do ? this.step(link.dataset.do === "next" ? 1 : -1) : this.go(Number(link.dataset.candidate));
    }
    const button = event.target.closest("button");
    const pane = event.target.closest(".pane");
    if (button?.dataset.tool) return this.tool(button.dataset.tool === this.annotations.tool ? "" : button.dataset.tool);
    if (button?.dataset.zoom) return this.view.set(button.dataset.zoom === "fit" ? "fit" : 1);
    const acts = { compare: () => this.many("2"), four: () => this.many("4"), zoom: () => this.view.toggle(), annotate: () => this.annotate(), recipe: () => this.recipe(), marks: () => this.marks(this.dataset.marks === "folded"), difference: () => this.difference(button.getAttribute("aria-pressed") !== "true"), champion: () => this.pinChampion(Number(pane.dataset.candidate)) };
    if (button && acts[button.dataset.do]) return acts[button.dataset.do]();
    // In four up a click on another picture makes it the current one.
    if (pane && this.up === "4" && !button) this.go(Number(pane.dataset.candidate));
    if (pane && this.up === "tiers" && !button) this.tiers.open(Number(pane.dataset.candidate));
  }

  heard({ kind, pk }) {
    if (!kind?.startsWith("candidate.") || !this.has(pk)) return;
    if (this.judging.isEcho(/\.(annotate|reply|resolve|reopen)$/.test(kind) ? `marks ${pk}` : pk)) return;
    if (this.shown().includes(pk)) this.anew(pk);
    else this.forget(pk);
  }

  anew(pk) {
    this.fetch(pk, { anew: true }).then((html) => {
      const figure = this.canvas.querySelector(`.pane[data-candidate="${pk}"]`);
      if (!html || !figure) return;
      if (!this.annotations.draft || pk !== this.current()) this.overlayOnto(figure, html);
      if (pk === this.current()) this.beside(html);
    });
  }
}

function pick({ verdict, reasons, note, stars }) {
  return { verdict, reasons, note, stars };
}

function fragment(html) {
  return document.createRange().createContextualFragment(html);
}

function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}

customElements.define("loupe-room", LoupeRoom);

// Pictures in the making, on the contact sheet: steps, what they look like by now, and the batch's place in the line.
// One document a second tells it of all of them (live.js); the tiles keep their size, so nothing jumps.
import { Live, say } from "./live.js";

const AGAIN_MS = 2000;

export class Arriving {
  /** `sheet` has `has(pk)`, `allCells()`, `replace(pk, html)` and `drawn`. */
  constructor(sheet) {
    this.sheet = sheet;
    this.here = new Set(); // done, or not in the making any more: their cells are fetched together, after the next answer
    this.live = new Live(() => (this.open ? `/batches/${sheet.dataset.batch}/live.json` : ""), (batch) => this.show(batch));
    document.addEventListener("gatefold:event", ({ detail }) => this.heard(detail));
    document.addEventListener("gatefold:reset", () => this.live.soon());
    if (this.open) this.live.soon();
  }

  get open() {
    return this.sheet.querySelector(".sheet-body").dataset.going === "yes";
  }

  heard({ kind, pk }) {
    if (!this.open) return;
    if (kind.startsWith("candidate.") ? this.sheet.has(pk) : /^(batch|hold|worker)\./.test(kind)) this.live.soon();
  }

  came(pk) {
    this.here.add(pk);
    if (this.open) this.live.soon();
    else this.fetchCells();
  }

  async fetchCells() {
    const wanted = [...this.here];
    this.here.clear();
    if (!wanted.length) return;
    const again = () => {
      for (const pk of wanted) this.here.add(pk);
      setTimeout(() => this.fetchCells(), AGAIN_MS);
    };
    try {
      const answer = await fetch(`/batches/${this.sheet.dataset.batch}/tiles/?${wanted.map((pk) => `candidate=${pk}`).join("&")}`, { headers: { "HX-Request": "true" } });
      if (answer.status === 503) return again(); // too many ask at once: these are not lost
      if (!answer.ok) return;
      const cells = document.createRange().createContextualFragment(await answer.text()).querySelectorAll(".cell");
      for (const cell of cells) this.sheet.replace(Number(cell.dataset.candidate), cell.outerHTML);
    } catch {
      // The stream says `reset` when the line is back, and everything is fetched then.
    }
  }

  show(batch) {
    const running = new Map(batch.running.map(([pk, done, steps, look]) => [pk, { done, steps, look }]));
    for (const cell of this.sheet.allCells()) {
      if (!["waiting", "running"].includes(cell.dataset.state)) continue;
      const pk = Number(cell.dataset.candidate);
      if (running.has(pk)) this.draw(cell, running.get(pk));
      else if (cell.dataset.state === "running") this.here.add(pk); // done, or back in the line
    }
    this.fetchCells();
    say(this.sheet.querySelector("[data-line]"), batch.line);
    say(this.sheet.querySelector("[data-why]"), batch.why);
  }

  draw(cell, { done, steps, look }) {
    const tile = cell.querySelector(".tile.arriving");
    if (!tile) return;
    const { number, candidate } = cell.dataset;
    cell.dataset.state = "running";
    this.sheet.drawn.delete(Number(candidate)); // no longer as the server drew it
    tile.querySelector("span").textContent = steps ? `${number}, step ${done} of ${steps}` : `${number}, starting`;
    if (steps) this.bar(tile, number, done, steps);
    if (look !== null) this.look(tile, `/candidates/${candidate}/live/${look}.webp`);
  }

  bar(tile, number, done, steps) {
    let bar = tile.querySelector("progress");
    if (!bar) {
      bar = Object.assign(document.createElement("progress"), { className: "progress" });
      bar.setAttribute("aria-label", `Candidate ${number}`);
      tile.prepend(bar);
    }
    bar.max = steps;
    bar.value = done;
  }

  /** The next look stands where the last one stood as soon as it can be painted. */
  async look(tile, address) {
    let image = tile.querySelector("img");
    if (image?.getAttribute("src") === address || tile.dataset.next === address) return;
    tile.dataset.next = address;
    const next = Object.assign(new Image(), { src: address, alt: "", className: "look" });
    try {
      await next.decode();
    } catch {
      return; // it was done meanwhile: the tile itself comes
    }
    image = tile.querySelector("img");
    if (image) image.replaceWith(next);
    else tile.append(next);
    tile.classList.add("seen");
  }

  /** The server draws steps and no looks: what was seen of it stays in sight. */
  carry(old, fresh) {
    const look = old.querySelector(".tile.arriving img.look");
    const tile = fresh.dataset.state === "running" && fresh.querySelector(".tile.arriving");
    if (!look || !tile) return;
    tile.append(look);
    tile.classList.add("seen");
  }
}

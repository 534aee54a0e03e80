// What the server tells while the sheet is open: tiles that changed, the batch's head, everything anew after a lost line.
import { Arriving } from "../arriving.js";
import { SHOWS } from "./filter.js";
import { unpack } from "./packed.js";

export class KeepingUp {
  /** `sheet` is the element: cells, judging, adopt(cell), exchanged(old, fresh), refresh(). */
  constructor(sheet) {
    this.sheet = sheet;
    this.arriving = new Arriving(sheet);
    this.asking = new Map();
    document.addEventListener("gatefold:event", ({ detail }) => this.heard(detail));
    document.addEventListener("gatefold:reset", () => this.reload());
    addEventListener("pageshow", (event) => event.persisted && this.reload()); // back from the loupe
  }

  get body() {
    return this.sheet.querySelector(".sheet-body");
  }

  heard({ kind, pk }) {
    if (kind?.startsWith("batch.") && pk === Number(this.sheet.dataset.batch)) return this.reload();
    if (!kind?.startsWith("candidate.") || !this.sheet.has(pk)) return;
    if (/\.judge$/.test(kind) && this.sheet.judging.isEcho(pk)) return;
    if (/\.(annotate|reply|resolve|reopen|progress|preview)$/.test(kind)) return;
    if (kind === "candidate.done") return this.arriving.came(pk);
    this.fetchTile(pk);
  }

  /** What the server draws, or null. Asked for again where it saved a decision meanwhile: this may have been drawn
   * before, and the decision, no longer waiting here, is not laid over it. */
  async fetched(address) {
    const { decisions } = this.sheet.judging;
    const { answers } = decisions;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return null;
    const html = await answer.text();
    return answers === decisions.answers ? html : this.fetched(address);
  }

  /** At most one request for a tile at a time; what is said meanwhile asks once more. */
  async fetchTile(pk) {
    if (this.asking.has(pk)) return this.asking.set(pk, true);
    this.asking.set(pk, false);
    try {
      const html = await this.fetched(`/candidates/${pk}/tile/`);
      if (html) this.replace(pk, document.createRange().createContextualFragment(html).querySelector(".cell"));
    } catch {
      // The stream says `reset` when the line is back, and everything is fetched then.
    }
    const again = this.asking.get(pk);
    this.asking.delete(pk);
    if (again) this.fetchTile(pk);
  }

  /** A cell as the server draws it now; `whole`: it was drawn with the whole sheet. */
  replace(pk, fresh, { whole = false } = {}) {
    const old = this.sheet.cells.cell(pk);
    if (!fresh || !old) return;
    if (this.sheet.drawn.get(pk) === fresh.dataset.as) {
      if (whole) this.sheet.cells.told(old, fresh);
      return;
    }
    const was = old.dataset.state;
    this.arriving.carry(old, fresh);
    this.sheet.exchanged(old, fresh, { whole });
    if (was !== "done" && fresh.dataset.state === "done") fresh.classList.add("arrived");
    this.head();
    this.sheet.refresh();
  }

  /** "14 of 24 here", from the tiles themselves: true before the server is asked again. */
  head() {
    if (this.body.dataset.going !== "yes") return;
    const cells = this.sheet.allCells();
    const here = cells.filter((cell) => cell.dataset.state === "done").length;
    const failed = cells.filter((cell) => SHOWS.failed(cell.dataset)).length;
    const bar = this.sheet.querySelector(".head .progress");
    if (bar) bar.value = here;
    this.sheet.querySelector("[data-here]").textContent = `${here} of ${cells.length} here${failed ? `, ${failed} failed` : ""}.`;
    this.sought(cells, here);
    if (cells.every((cell) => !["waiting", "running"].includes(cell.dataset.state))) this.reload();
  }

  /** "3 of 4 wanted passed, 17 made, ratio 5.7": review/sought.py says the same. */
  sought(cells, made) {
    const line = this.sheet.querySelector("[data-sought]");
    if (!line) return;
    const passed = cells.filter((cell) => SHOWS.passed(cell.dataset)).length;
    line.textContent = `${passed} of ${line.parentElement.dataset.want} wanted passed, ${made} made${passed ? `, ratio ${(made / passed).toFixed(1)}` : ""}`;
  }

  /** Other acts are offered now. The same ones stay: a button that is exchanged while it is pressed never hears of it. */
  acts(fresh) {
    const here = this.sheet.querySelector(".head .acts");
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
      unpack(body, this.sheet.filter);
      this.body.dataset.going = body.dataset.going;
      for (const part of [".head .name", ".filters", ".by-test"]) this.sheet.querySelector(part)?.replaceWith(body.querySelector(part));
      this.acts(body.querySelector(".head .acts"));
      for (const cell of body.querySelectorAll(".cell")) {
        const pk = Number(cell.dataset.candidate);
        if (this.sheet.has(pk)) this.replace(pk, cell, { whole: true });
        else this.grow(cell);
      }
      this.sheet.refresh();
    } catch {
      // No line: the tiles stay as they are, and the next `reset` asks again.
    } finally {
      this.reloading = false;
    }
  }

  /** A search put more in the line: they stand after those that are here. */
  grow(cell) {
    this.sheet.cells.grow(cell);
    this.sheet.adopt(cell);
  }
}

// The versions of the current candidate over the tiers: what stands side by side, and the keys that step through them.
// Versions are of other batches, so going to one is going to its page; how one looks at it goes along in the address.
import { toast } from "./toast.js";

export class Tiers {
  constructor(room) {
    this.room = room;
    this.versions = [];
    this.read();
    document.addEventListener("gatefold:event", ({ detail }) => this.heard(detail));
  }

  /** What the server says of the current candidate's line, lowest tier first; drawn again where it is looked at. */
  read() {
    const told = this.room.querySelector("#versions");
    const before = this.versions.map(({ pk }) => pk).join();
    this.versions = told ? JSON.parse(told.textContent) : [];
    const link = this.room.querySelector('[data-up="tiers"]:is(a)');
    if (link) link.hidden = !this.versions.length && this.room.up !== "tiers";
    if (this.room.view && this.room.up === "tiers" && before !== this.versions.map(({ pk }) => pk).join()) this.room.draw();
  }

  item(pk) {
    return this.versions.find((one) => one.pk === pk);
  }

  /** Who stands side by side: the whole line, where it is known to be that of the current one. */
  line(now) {
    const pks = this.versions.map(({ pk }) => pk);
    return pks.includes(now) ? pks : [now];
  }

  /** What a version is held against: the one it was promoted from, or of the first one the next. */
  against(now) {
    const at = this.versions.findIndex(({ pk }) => pk === now);
    return (this.versions[at - 1] || this.versions[at + 1])?.pk;
  }

  step(by) {
    const now = this.room.current();
    const at = this.versions.findIndex(({ pk }) => pk === now);
    const next = at < 0 ? null : this.versions[at + by];
    if (next) return this.open(next.pk);
    toast(`${this.room.number(now)} has no ${by < 0 ? "earlier" : "later"} version.`);
  }

  open(pk) {
    const version = this.item(pk);
    if (!version || pk === this.room.current()) return;
    const address = new URL(version.page, location.href);
    const old = new URLSearchParams(location.search);
    for (const name of ["up", "zoom"]) if (old.get(name)) address.searchParams.set(name, old.get(name));
    location.assign(address);
  }

  /** A version on its way has arrived, or something was promoted: the strip is fetched again. */
  heard({ kind, pk }) {
    const coming = this.room.querySelector(`.tiers .coming[data-version="${Number(pk)}"]`);
    const went = kind === "candidate.promote" && Number(pk) === this.room.current();
    if (went || (coming && kind === "candidate.done")) this.room.anew(this.room.current());
  }
}

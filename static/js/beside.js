// What belongs to the current candidate, beside and over its picture: threads, decision, recipe, versions, layer. Each
// candidate's comes as one fragment and is kept until something is said of it.

export class Beside {
  constructor(room) {
    this.room = room;
    this.parts = new Map(); // address -> promise of the fragment
    this.with = this.rival(); // the server has drawn this already
  }

  /** The recipe stands beside that of the pane beside. */
  rival() {
    return this.room.up === "2" ? this.room.panes.rival() : this.room.up === "tiers" ? "tiers" : null;
  }

  fetch(pk, { anew = false } = {}) {
    const other = pk === this.room.current() && this.rival() ? `?with=${this.rival()}` : "";
    const address = `${this.room.item(pk).page}${other}`;
    if (anew) this.forget(pk);
    if (!this.parts.has(address)) {
      const answer = fetch(address, { headers: { "HX-Request": "true" } }).then((got) => (got.ok && !got.redirected ? got.text() : null), () => null);
      this.parts.set(address, answer);
      answer.then((html) => html || this.parts.delete(address));
    }
    return this.parts.get(address);
  }

  forget(pk) {
    for (const key of this.parts.keys()) if (key.startsWith(this.room.item(pk).page)) this.parts.delete(key);
  }

  /** The current candidate has changed: its place, its neighbours, and soon what is said of it. */
  follow() {
    const { room } = this;
    const pk = room.current();
    if (!room.item(pk)) return;
    room.querySelector("[data-place]").textContent = room.at + 1;
    for (const [name, by] of [["previous", -1], ["next", 1]]) this.point(room.querySelector(`.steps [data-do="${name}"]`), room.row[room.at + by]);
    for (const link of room.querySelectorAll(".strip a")) {
      const here = Number(link.dataset.candidate) === pk;
      link.toggleAttribute("aria-current", here);
      if (here) link.setAttribute("aria-current", "true");
      if (here) link.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    if (Number(room.querySelector(".marks-side").dataset.candidate) === pk && this.with === this.rival()) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.fetch(pk).then((html) => room.current() === pk && html && this.draw(html)), 40);
  }

  /** A step has an address to open elsewhere, or says that it leads nowhere. */
  point(link, item) {
    if (item) link.href = `${item.page}${location.search}`;
    else link.removeAttribute("href");
    for (const [name, value] of [["role", "link"], ["aria-disabled", "true"]]) item ? link.removeAttribute(name) : link.setAttribute(name, value);
  }

  /** Put threads, decision and recipe of the current candidate in place; what somebody is typing stays. */
  draw(html) {
    const { room } = this;
    const fresh = fragment(html);
    const typed = room.annotations.threads.typed();
    for (const part of ["threads", "decide", "recipe", "tiers"]) {
      const [old, now] = [room.querySelector(`[data-part="${part}"]`), fresh.querySelector(`[data-part="${part}"]`)];
      if (old && now) old.replaceWith(now);
    }
    room.querySelector(".marks-side").dataset.candidate = room.current();
    this.with = this.rival();
    room.annotations.threads.retype(typed);
    room.annotations.fill();
    room.tiers.read();
    this.differs();
    room.panes.standings();
  }

  layer(figure, html) {
    const layer = fragment(html).querySelector('[data-part="layer"]');
    if (layer) figure.querySelector(".layer").replaceWith(layer);
    this.room.overlays.lay();
  }

  differs() {
    const differ = this.room.querySelectorAll(".recipe .differs").length;
    this.room.querySelector(".recipe .differ").textContent = differ ? `${differ} of ${this.room.querySelectorAll(".recipe tbody tr").length} values differ` : "";
  }

  /** A mark was made or answered: the server's answer holds the picture's layer and the threads. */
  said(html) {
    this.parts.clear();
    this.layer(this.room.querySelector(".pane.now"), html);
    this.draw(html);
  }

  heard({ kind, pk }) {
    const { room } = this;
    if (!kind?.startsWith("candidate.") || !room.has(pk)) return;
    if (/\.(annotate|reply|resolve|reopen|due|carry|revise|accept)$/.test(kind) && room.panes.shown().includes(pk)) return room.annotations.threads.heard(pk);
    if (room.judging.isEcho(pk)) return;
    if (room.panes.shown().includes(pk)) this.anew(pk);
    else this.forget(pk);
  }

  anew(pk) {
    const { room } = this;
    this.fetch(pk, { anew: true }).then((html) => {
      const figure = room.canvas.querySelector(`.pane[data-candidate="${pk}"]`);
      if (!html || !figure) return;
      this.layer(figure, html);
      if (pk === room.current()) room.annotations.draw();
      if (pk === room.current()) this.draw(html);
    });
  }
}

function fragment(html) {
  return document.createRange().createContextualFragment(html);
}

// One answer a second, however much happens, and fewer where the server says that many watch (`again`, seconds). Events say that something moved; `soon` asks once, a little later, and never
// while the tab is hidden or an answer is on its way. Where no event comes, it asks twice a minute.
const PAUSE_MS = 1000;
const SPREAD_MS = 300; // pages that hear the same event do not ask in the same instant
const FALLBACK_MS = 30000;

export class Live {
  /** `address` gives the URL, or nothing where there is nothing to ask; `show` gets the document. */
  constructor(address, show) {
    Object.assign(this, { address, show, wanted: false, asking: false, timer: 0, at: -PAUSE_MS, pause: PAUSE_MS });
    setInterval(() => this.soon(), FALLBACK_MS);
    document.addEventListener("visibilitychange", () => this.wanted && this.soon());
  }

  soon() {
    this.wanted = true;
    if (this.timer || this.asking || document.visibilityState === "hidden") return;
    const rest = Math.max(0, this.pause - (performance.now() - this.at));
    this.timer = setTimeout(() => this.ask(), rest + Math.random() * SPREAD_MS);
  }

  async ask() {
    this.timer = 0;
    this.wanted = false;
    const address = this.address();
    if (!address) return;
    this.asking = true;
    this.at = performance.now();
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return;
      const said = await answer.json();
      this.pause = Math.max(PAUSE_MS, 1000 * said.again);
      this.show(said);
    } catch {
      // No line: the stream says `reset` when it is back, and the page asks again.
    } finally {
      this.asking = false;
      if (this.wanted) this.soon();
    }
  }
}

/** Text into an element that is not there while it has nothing to say. */
export function say(element, words) {
  if (!element) return;
  const place = element.querySelector("[data-words]") || element;
  if (place.textContent !== words) place.textContent = words;
  element.hidden = !words;
}

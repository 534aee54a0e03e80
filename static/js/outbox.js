// What somebody says, on its way to the server: shown at once, sent behind, in order, each counted exactly once (its id
// tells the server what it has). It waits in localStorage, so that a lost line, a reload or a closed tab loses none: an
// entry for each, since two tabs that rewrote one list would lose what the other has just put in.
// A kind of outbox says what goes over the wire: ask(items) -> [address, options of fetch]; heard(answer) -> what the
// server made of them, or null where it has to be tried again; refused(item, answer) -> the same, of one that the server
// will never take; settled(what, items).
//   outbox.push([{ id, … }]); outbox.drop([id, …]); outbox.waiting, oldest first; event "change" { waiting, trouble }
const PATIENCE_MS = [1000, 2000, 5000, 10000];
const HANGS_MS = 30000; // a line that went away without a word; the one who sends holds up every tab
const ALONE = Symbol("one among them will never be taken: each by itself, and no other is held up");

export function headers() {
  const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  return { "Content-Type": "application/json", Accept: "application/json", ...token };
}

export function uuid() {
  // randomUUID is for secure pages only; a laptop on plain HTTP in the studio's network is not one.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export class Outbox extends EventTarget {
  /** `key` names whose it is: a colleague on the same browser sends none of mine. `refusals`: the answers that are final. */
  constructor({ key, atOnce = 50, refusals = [422] }) {
    super();
    Object.assign(this, { key, atOnce, refusals, misses: 0, trouble: "", alone: 0, pushed: 0, loose: new Map() });
    this.read();
    addEventListener("online", () => this.send());
    addEventListener("storage", ({ key: name }) => (name === null || name.startsWith(`${key}:`)) && (this.read(), this.changed()));
    queueMicrotask(() => this.send());
  }

  /** What waits, of every tab: named by when it was said, so that sorted is in order. */
  read() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(`${this.key}:`));
    const kept = names.map((name) => [name, JSON.parse(localStorage.getItem(name))]);
    this.entries = [...kept, ...this.loose].filter(([, item]) => item).sort(([a], [b]) => (a < b ? -1 : 1));
    this.waiting = this.entries.map(([, item]) => item);
  }

  push(items) {
    for (const item of items) {
      const name = `${this.key}:${Date.now()}.${String(this.pushed++).padStart(6, "0")}.${item.id}`;
      try {
        localStorage.setItem(name, JSON.stringify(item));
      } catch {
        this.loose.set(name, item); // full: it is sent all the same, only this page must stay for it
      }
    }
    this.read();
    this.changed();
    return this.send();
  }

  drop(ids) {
    for (const [name, { id }] of this.entries) {
      if (!ids.includes(id)) continue;
      localStorage.removeItem(name);
      this.loose.delete(name);
    }
    this.read();
    this.changed();
  }

  changed() {
    this.tell("change", { waiting: this.waiting.length, trouble: this.trouble });
  }

  tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  /** Send what waits, oldest first. One sender in the browser: two tabs would only tell the server the same twice. */
  send() {
    clearTimeout(this.timer);
    const run = () => this.drain();
    this.sending = navigator.locks ? navigator.locks.request(this.key, run) : (this.sending || Promise.resolve()).then(run);
    return this.sending;
  }

  async drain() {
    for (this.read(); this.waiting.length; this.read()) {
      const items = this.waiting.slice(0, this.misses || this.alone-- > 0 ? 1 : this.atOnce);
      const what = await this.post(items);
      if (!what) {
        this.timer = setTimeout(() => this.send(), PATIENCE_MS[Math.min(this.misses++, PATIENCE_MS.length - 1)]);
        break;
      }
      this.misses = 0;
      this.trouble = "";
      if (what === ALONE) {
        this.alone = items.length;
        continue;
      }
      this.drop(items.map(({ id }) => id));
      this.settled(what, items);
    }
    this.changed();
  }

  async post(items) {
    try {
      const [address, options] = this.ask(items);
      const answer = await fetch(address, { method: "POST", headers: headers(), signal: AbortSignal.timeout(HANGS_MS), ...options });
      const what = await this.heard(answer);
      if (what) return what;
      if (this.refusals.includes(answer.status)) return items.length > 1 ? ALONE : await this.refused(items[0], answer);
      this.trouble = answer.redirected || [401, 403].includes(answer.status) ? "Sign in again to save: reload this page." : "The server is not answering.";
    } catch {
      this.trouble = "No connection.";
    }
    return null;
  }

  /** An answer in JSON; a page to sign in at is none. */
  async heard(answer) {
    return answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json") ? answer.json() : null;
  }
}

// Duels on their way to the server: shown at once, sent behind, in order, each counted exactly once (its id tells the
// server which it has). They wait in localStorage, so that a lost line, a reload or a closed tab loses none.
//   const outbox = new Outbox({ url, batch, me, inHand: () => [[left, right], …] });
//   outbox.add({ left, right, winner }) -> id;   outbox.takeBack(id)
//   events: "answer" { outcomes, pairs, state } from the server, "change" { waiting, trouble }
import { headers, uuid } from "./decisions.js";

const AT_ONCE = 50;
const PATIENCE_MS = [1000, 2000, 5000, 10000];

export class Outbox extends EventTarget {
  constructor({ url, batch, me, inHand }) {
    super();
    this.url = url;
    this.inHand = inHand;
    this.key = `gatefold.duels.${me}.${batch}`; // a colleague on the same browser sends none of mine
    this.misses = 0;
    this.trouble = "";
    addEventListener("online", () => this.send());
    if (this.waiting.length) this.send();
  }

  get waiting() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) || [];
    } catch {
      return [];
    }
  }

  add(duel) {
    const id = uuid();
    this.push({ id, ...duel });
    return id;
  }

  takeBack(of) {
    this.push({ id: uuid(), of });
  }

  push(item) {
    localStorage.setItem(this.key, JSON.stringify([...this.waiting, item]));
    this.send();
  }

  changed() {
    this.dispatchEvent(new CustomEvent("change", { detail: { waiting: this.waiting.length, trouble: this.trouble } }));
  }

  /** Oldest first, and one sender in the browser: two tabs would only tell the server the same twice. */
  send() {
    clearTimeout(this.timer);
    const run = () => this.drain();
    this.sending = navigator.locks ? navigator.locks.request(this.key, run) : (this.sending || Promise.resolve()).then(run);
  }

  async drain() {
    while (this.waiting.length) {
      const items = this.waiting.slice(0, this.misses ? 1 : AT_ONCE);
      const answer = await this.post(items);
      if (!answer) {
        this.timer = setTimeout(() => this.send(), PATIENCE_MS[Math.min(this.misses++, PATIENCE_MS.length - 1)]);
        return this.changed();
      }
      this.misses = 0;
      this.trouble = "";
      const told = new Set(items.map(({ id }) => id));
      localStorage.setItem(this.key, JSON.stringify(this.waiting.filter(({ id }) => !told.has(id))));
      this.dispatchEvent(new CustomEvent("answer", { detail: answer }));
    }
    this.changed();
  }

  async post(items) {
    const still = this.waiting.slice(items.length).filter(({ of }) => !of).map(({ left, right }) => [left, right]);
    const body = JSON.stringify({ duels: items, waiting: [...this.inHand(), ...still].slice(0, 200) });
    try {
      const answer = await fetch(this.url, { method: "POST", headers: headers(), body, keepalive: true });
      if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) return await answer.json();
      // The server cannot read this one, and never will: say so, rather than hold up those behind it.
      if (answer.status === 422 && items.length === 1) return { outcomes: [{ id: items[0].id, status: 422, detail: "A duel could not be read by the server and was not saved." }], pairs: null, state: null };
      if (answer.status === 422) this.misses = Math.max(this.misses, 1); // one by one from here
      this.trouble = answer.redirected || answer.status === 403 ? "Sign in again to save them: reload this page." : "The server is not answering.";
    } catch {
      this.trouble = "No connection.";
    }
    return null;
  }
}

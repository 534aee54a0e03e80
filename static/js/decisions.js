// Judgements on their way to the server: shown at once, sent behind, in order, each counted exactly once.
// They wait in localStorage, so that a lost line, a reload or a closed tab loses none; the id of each tells the server
// which it has counted already. The 50 latest can be undone, in this tab, across pages.
//   const decisions = new Decisions({ url, batch, me });
//   decisions.add({ candidate, number, verb, before, after })     before and after: { verdict, reasons, note, stars }
//   decisions.addAll([…]) of what was judged together: one step, whose undo takes back all of it
//   decisions.undo() / .redo() -> { candidate, number, standing, all: [{ candidate, number, standing }, …] } or null;   decisions.overlay(pk, standing) -> standing
//   events: "change" (how many wait), "settled" { candidate, status, detail, standing }
const STEPS = 50;
const AT_ONCE = 50;
const PATIENCE_MS = [1000, 2000, 5000, 10000];

function stored(store, key) {
  try {
    return JSON.parse(store.getItem(key)) || [];
  } catch {
    return [];
  }
}

/** The latest steps, as many as there is room for in this tab. */
function keep(key, steps) {
  for (let kept = steps.slice(-STEPS); kept.length; kept = kept.slice(1)) {
    try {
      return sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Full: the oldest step cannot be taken back any more.
    }
  }
}

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

export class Decisions extends EventTarget {
  constructor({ url, batch, me }) {
    super();
    this.url = url;
    this.queueKey = `gatefold.decisions.${me}`; // a colleague on the same browser sends none of mine
    this.undoKey = `gatefold.undo.${me}.${batch}`;
    this.redoKey = `gatefold.redo.${me}.${batch}`;
    this.misses = 0;
    this.trouble = "";
    this.answers = 0; // of the server: a page fetched before one of them may be older than what it said
    addEventListener("online", () => this.send());
    addEventListener("storage", (event) => event.key === this.queueKey && this.changed());
    queueMicrotask(() => this.send());
  }

  /** Read once for each change: what was judged together is asked for again and again. */
  get waiting() {
    const text = localStorage.getItem(this.queueKey);
    if (this.read?.text !== text) this.read = { text, items: stored(localStorage, this.queueKey) };
    return this.read.items;
  }

  get undoable() {
    return stored(sessionStorage, this.undoKey).at(-1) || null;
  }

  /** The standing of a candidate with what still waits here laid over what the server said. */
  overlay(candidate, standing) {
    return this.waiting.filter((item) => item.candidate === candidate).reduce((_, item) => item.after, standing);
  }

  add(item) {
    this.addAll([item]);
  }

  addAll(judged) {
    const items = judged.map(({ candidate, number, verb, before, after }) => ({ id: uuid(), candidate, number, verb, before, after }));
    keep(this.undoKey, [...stored(sessionStorage, this.undoKey), items.length > 1 ? { all: items } : items[0]]);
    sessionStorage.removeItem(this.redoKey);
    this.push(items);
  }

  undo() {
    return this.step(this.undoKey, this.redoKey, (item) => {
      const back = uuid();
      return { kept: { ...item, back }, standing: item.before, sent: { id: back, candidate: item.candidate, verb: "undo", of: item.id, after: item.before } };
    });
  }

  redo() {
    return this.step(this.redoKey, this.undoKey, (item) => ({ kept: item, standing: item.after, sent: { id: uuid(), candidate: item.candidate, verb: "undo", of: item.back, after: item.after } }));
  }

  step(from, to, turn) {
    const steps = stored(sessionStorage, from);
    const step = steps.pop();
    if (!step) return null;
    const turned = (step.all || [step]).map(turn);
    sessionStorage.setItem(from, JSON.stringify(steps));
    keep(to, [...stored(sessionStorage, to), step.all ? { all: turned.map(({ kept }) => kept) } : turned[0].kept]);
    this.push(turned.map(({ sent }) => sent));
    const all = turned.map(({ kept: { candidate, number }, standing }) => ({ candidate, number, standing }));
    return { ...all[0], all };
  }

  push(items) {
    localStorage.setItem(this.queueKey, JSON.stringify([...this.waiting, ...items]));
    this.changed();
    this.send();
  }

  changed() {
    this.dispatchEvent(new CustomEvent("change", { detail: { waiting: this.waiting.length, trouble: this.trouble } }));
  }

  /** Send what waits, oldest first. One sender in the browser: two tabs would only tell the server the same twice. */
  send() {
    clearTimeout(this.timer);
    const run = () => this.drain();
    this.sending = navigator.locks ? navigator.locks.request(this.queueKey, run) : (this.sending || Promise.resolve()).then(run);
  }

  async drain() {
    while (this.waiting.length) {
      const items = this.waiting.slice(0, this.misses ? 1 : AT_ONCE);
      const answer = await this.post(items);
      if (!answer) {
        this.timer = setTimeout(() => this.send(), PATIENCE_MS[Math.min(this.misses++, PATIENCE_MS.length - 1)]);
        this.changed();
        return;
      }
      this.misses = 0;
      this.trouble = "";
      this.settle(answer);
    }
    this.changed();
  }

  async post(items) {
    const wire = items.map(({ id, candidate, verb, of, after }) =>
      verb === "undo" ? { id, candidate, verb, of } : { id, candidate, verb, reasons: verb === "rate" || verb === "clear" ? [] : after.reasons, note: after.note, stars: after.stars });
    try {
      const answer = await fetch(this.url, { method: "POST", headers: headers(), body: JSON.stringify(wire), keepalive: true });
      if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) return (await answer.json()).decisions;
      if (answer.status === 422 && items.length === 1) {
        // The server cannot read this one, and never will: say so, rather than hold up those behind it.
        return [{ id: items[0].id, candidate: items[0].candidate, status: 422, detail: "A decision could not be read by the server and was not saved.", standing: items[0].before || null }];
      }
      this.trouble = answer.redirected || answer.status === 403 ? "Sign in again to save them: reload this page." : "The server is not answering.";
    } catch {
      this.trouble = "No connection.";
    }
    return null;
  }

  settle(outcomes) {
    const told = new Set(outcomes.map((outcome) => outcome.id));
    localStorage.setItem(this.queueKey, JSON.stringify(this.waiting.filter((item) => !told.has(item.id))));
    this.answers++;
    this.changed();
    for (const detail of outcomes) this.dispatchEvent(new CustomEvent("settled", { detail }));
  }
}

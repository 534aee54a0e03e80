// Marks and answers on their way to the server. What is said is kept in localStorage under its once-id before it is sent,
// so that a lost line, a reload or a closed tab loses none; the once-id tells the server which it has already.
//   const kept = new KeptMarks({ me });
//   kept.add(form);   kept.waiting -> what waits, oldest first
//   events: "change", "sent" { item }, "refused" { item, sentence }
import { uuid } from "./decisions.js";

const PATIENCE_MS = [1000, 2000, 5000, 10000];

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers") || "{}");
}

export class KeptMarks extends EventTarget {
  constructor({ me }) {
    super();
    this.key = `gatefold.marks.${me}`; // a colleague on the same browser sends none of mine
    this.misses = 0;
    this.trouble = "";
    addEventListener("online", () => this.send());
    addEventListener("storage", (event) => event.key === this.key && this.changed());
    queueMicrotask(() => this.send());
  }

  get waiting() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) || [];
    } catch {
      return [];
    }
  }

  write(items) {
    localStorage.setItem(this.key, JSON.stringify(items));
    this.changed();
  }

  changed() {
    this.dispatchEvent(new CustomEvent("change"));
  }

  /** Keep what a form says, and send it. `about`: what a page needs to show it while it waits. */
  add(form, about = {}) {
    const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
    fields.once ||= uuid();
    this.write([...this.waiting.filter((item) => item.fields.once !== fields.once), { url: form.getAttribute("action"), fields, ...about }]);
    return this.send();
  }

  drop(once) {
    this.write(this.waiting.filter((item) => item.fields.once !== once));
  }

  /** Send what waits, oldest first. One sender in the browser: two tabs would only say the same twice. */
  send() {
    clearTimeout(this.timer);
    const run = () => this.drain();
    this.sending = navigator.locks ? navigator.locks.request(this.key, run) : (this.sending || Promise.resolve()).then(run);
    return this.sending;
  }

  async drain() {
    let item;
    while ((item = this.waiting[0])) {
      const got = await this.post(item);
      if (!got) {
        this.timer = setTimeout(() => this.send(), PATIENCE_MS[Math.min(this.misses++, PATIENCE_MS.length - 1)]);
        return this.changed();
      }
      this.misses = 0;
      this.trouble = "";
      this.drop(item.fields.once);
      this.dispatchEvent(new CustomEvent(got.sentence ? "refused" : "sent", { detail: { item, ...got } }));
    }
  }

  /** {} of a mark that was saved, { sentence } of one that never will be, null where it has to be tried again. */
  async post(item) {
    try {
      const answer = await fetch(item.url, { method: "POST", body: new URLSearchParams(item.fields), headers: { ...token(), "HX-Request": "true", Prefer: "return=minimal", Accept: "text/html, application/problem+json" } });
      const text = await answer.text();
      if (answer.ok && !answer.redirected) return {};
      if ([404, 409, 413, 422].includes(answer.status)) return { sentence: sentence(text, answer.status) };
      this.trouble = answer.redirected || answer.status === 401 || answer.status === 403 ? "Sign in again to save it: reload this page." : "The server is not answering.";
    } catch {
      this.trouble = "No connection.";
    }
    return null;
  }
}

export function sentence(text, status) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return `That was not saved (${status}). Your words are still here.`;
  }
}

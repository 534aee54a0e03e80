// A review call over a sheet: who is here, where they point, what is selected; on the sheet and in the loupe alike.
// Positions are shares of a picture, so they stand right whatever the size of a window, and are kept nowhere: posted at
// most ten a second, heard from a stream of their own, forgotten. Who hides the tab rests.
//   <live-session data-batch data-on="sheet|loupe">; the room it is of has current(), go(pk) and, on a sheet, chosen()
import { LiveLayer } from "./live-layer.js";
import { headers } from "./outbox.js";
import { toast } from "./toast.js";

const EVERY_MS = 100;
const BEAT_MS = 4000; // who rests says so this often
const AWAY_MS = 12000; // who said nothing for so long is gone
const CHOSEN = 60;
const PATIENCE_MS = [500, 2000, 5000];
const ROOMS = "contact-sheet, loupe-room";

class LiveSession extends HTMLElement {
  connectedCallback() {
    this.address = `/batches/${this.dataset.batch}/live/`;
    this.others = new Map(); // who -> { said, heard }
    this.point = { over: null, x: null, y: null };
    this.told = "";
    this.at = -BEAT_MS;
    this.layer = new LiveLayer(document.body);
    document.addEventListener("pointermove", (event) => this.moved(event), { passive: true });
    document.addEventListener("gatefold:livesession.begin", () => this.ask());
    document.addEventListener("gatefold:livesession.end", () => this.ask());
    document.addEventListener("gatefold:reset", () => this.ask());
    document.addEventListener("visibilitychange", () => this.joined && (document.hidden ? this.say({ rest: true }) : this.tick()));
    addEventListener("pagehide", () => this.joined && this.say({ gone: true }));
    this.addEventListener("click", (event) => this.pressed(event));
    this.ask();
  }

  get room() {
    return document.querySelector(ROOMS);
  }

  get key() {
    return `gatefold.live.${this.dataset.batch}`;
  }

  get leads() {
    return this.session?.host === this.me?.pk;
  }

  get follows() {
    return !this.leads && sessionStorage.getItem(`${this.key}.follow`) !== "no";
  }

  // --- What is on ---
  async ask(body = null) {
    try {
      const options = body ? { method: "POST", body: new URLSearchParams(body) } : {};
      const { "Content-Type": _, ...plain } = headers();
      const answer = await fetch(this.address, { headers: plain, ...options });
      if (answer.redirected) return;
      const said = await answer.json();
      if (!answer.ok) return toast(said.detail, { level: "fail" });
      this.is(said);
    } catch {
      // No line: the stream of events says `reset` when it is back.
    }
  }

  is({ session, me, may }) {
    const before = this.session;
    Object.assign(this, { session, me, may });
    if (!session) {
      if (this.joined) toast("The live session is over.");
      this.leave();
    } else if (sessionStorage.getItem(this.key) === String(session.pk) || this.leads) this.join();
    else if (before?.pk !== session.pk) this.asked = toast(`${session.name} leads a live session over this sheet. Join it at the top.`);
    this.draw();
  }

  join() {
    sessionStorage.setItem(this.key, String(this.session.pk));
    if (this.joined) return;
    this.asked?.remove();
    this.joined = true;
    this.stop = new AbortController();
    this.listen(this.stop.signal);
    this.timer = setInterval(() => this.tick(), EVERY_MS);
  }

  leave() {
    if (this.joined) this.say({ gone: true });
    this.joined = false;
    this.stop?.abort();
    clearInterval(this.timer);
    sessionStorage.removeItem(this.key);
    this.others.clear();
    this.layer.clear();
  }

  pressed({ target }) {
    const act = target.closest("[data-live]")?.dataset.live;
    if (act === "begin") this.ask({ do: "begin" });
    if (act === "end") this.ask({ do: "end" });
    if (act === "join") this.join();
    if (act === "leave") this.leave();
    if (act === "follow") sessionStorage.setItem(`${this.key}.follow`, this.follows ? "no" : "yes");
    if (act === "follow" && this.follows) this.follow(this.others.get(this.session.host)?.said);
    if (act && act !== "begin" && act !== "end") this.draw();
  }

  // --- Saying ---
  /** Where the pointer is, as a share of the picture under it; nowhere between pictures. */
  moved({ target, clientX, clientY }) {
    if (!this.joined) return;
    const place = target.closest?.("[data-candidate]");
    const picture = place && this.layer.picture(place);
    const box = picture?.getBoundingClientRect();
    const x = box ? (clientX - box.left) / box.width : -1;
    const y = box ? (clientY - box.top) / box.height : -1;
    const inside = x >= 0 && x <= 1 && y >= 0 && y <= 1;
    this.point = inside ? { over: Number(place.dataset.candidate), x: Math.round(x * 1e4) / 1e4, y: Math.round(y * 1e4) / 1e4 } : { over: null, x: null, y: null };
  }

  /** One word at most each tenth of a second, and only where something changed; a beat while nothing does. */
  tick() {
    this.forget();
    if (document.hidden) return;
    const said = { on: this.dataset.on, at: this.room?.current?.() ?? null, chosen: (this.room?.chosen?.() ?? []).slice(0, CHOSEN), ...this.point };
    const now = JSON.stringify(said);
    const rest = now === this.told;
    if ((rest && performance.now() - this.at < BEAT_MS) || this.sending) return;
    this.told = now;
    this.say(rest ? { rest: true } : {});
  }

  async say(more) {
    this.at = performance.now();
    this.sending = true;
    const said = { ...JSON.parse(this.told || JSON.stringify({ on: this.dataset.on })), ...more };
    try {
      const answer = await fetch(`${this.address}say/`, { method: "POST", headers: headers(), body: JSON.stringify(said), keepalive: true });
      if (answer.status === 409) this.ask();
    } catch {
      this.told = ""; // said again once there is a line
    } finally {
      this.sending = false;
    }
  }

  // --- Hearing ---
  async listen(signal) {
    for (let misses = 0; !signal.aborted; ) {
      try {
        const answer = await fetch(`${this.address}stream/`, { headers: { Accept: "text/event-stream" }, cache: "no-store", signal });
        if (answer.status === 409) return this.ask();
        if (answer.ok && answer.headers.get("Content-Type")?.startsWith("text/event-stream")) {
          await this.read(answer.body, () => (misses = 0));
        }
      } catch {
        // Aborted, or no line: tried again below.
      }
      await new Promise((done) => setTimeout(done, PATIENCE_MS[Math.min(misses++, PATIENCE_MS.length - 1)]));
    }
  }

  async read(body, heard) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ; ) {
      const { value, done } = await reader.read();
      if (done) return;
      heard();
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const data = block.split("\n").find((line) => line.startsWith("data: "));
        if (block.includes("event: ready")) this.say({ hello: true }); // the others say where they are
        if (block.startsWith("event: word") && data) this.hear(JSON.parse(data.slice(6)));
      }
    }
  }

  hear({ who, said }) {
    const before = this.others.get(who)?.said;
    if (said.gone) this.others.delete(who);
    else this.others.set(who, { said, heard: performance.now() });
    if (said.hello) this.told = ""; // told where we are, at the next tick
    if (!before !== Boolean(said.gone)) this.draw();
    if (who === this.session?.host && this.follows && !said.gone && (before?.at !== said.at || before?.on !== said.on)) this.follow(said);
    this.layer.show(this.people());
  }

  /** To where the host is: the same candidate, and the same page. */
  follow(said) {
    if (!said?.at) return;
    if (said.on !== this.dataset.on) {
      return location.assign(said.on === "loupe" ? `/candidates/${said.at}/` : `/batches/${this.dataset.batch}/sheet/#c${said.at}`);
    }
    const typing = document.activeElement?.matches?.("input, textarea, select, [contenteditable]");
    if (!typing && this.room?.has?.(said.at) && this.room.current() !== said.at) this.room.go(said.at);
  }

  forget() {
    const late = [...this.others].filter(([, { heard }]) => performance.now() - heard > AWAY_MS);
    for (const [who] of late) this.others.delete(who);
    if (!late.length) return;
    this.draw();
    this.layer.show(this.people());
  }

  /** Everybody else, each with a colour of the eight that stays theirs. */
  people() {
    return [...this.others].map(([who, { said }]) => ({ who, colour: who % 8, ...said }));
  }

  // --- The bar ---
  draw() {
    const { session } = this;
    const show = (name, wanted) => (this.querySelector(`[data-live="${name}"]`).hidden = !wanted);
    show("begin", !session && this.may);
    show("join", session && !this.joined);
    show("follow", this.joined && !this.leads);
    show("leave", this.joined && !this.leads);
    show("end", this.joined && this.leads);
    this.querySelector('[data-live="follow"]').setAttribute("aria-pressed", String(this.follows));
    this.querySelector('[data-live="join"]').title = session ? `${session.name} leads a live session` : "";
    const here = this.querySelector(".here");
    here.hidden = !this.joined;
    if (!this.joined) return here.replaceChildren();
    const faces = this.people().map(({ name, initials, host, colour }) => this.face(initials, `${name}${host ? ", leads" : ""}`, colour));
    here.replaceChildren(this.face(this.me.initials, `${this.me.name}, you`, this.me.pk % 8), ...faces);
    here.setAttribute("aria-label", `Here: ${[...here.children].map(({ title }) => title).join("; ")}`);
  }

  face(initials, title, colour) {
    return Object.assign(document.createElement("li"), { className: `face live-${colour}`, textContent: initials, title });
  }
}

customElements.define("live-session", LiveSession);

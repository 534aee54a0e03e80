// Duel mode: two pictures, a key, the next two. The next pair is decoded before it is wanted, so that a key press swaps
// it in within its frame; what was chosen is saved behind (duel-outbox.js), and every answer brings better pairs.
import { DuelOutbox } from "./duel-outbox.js";
import { pageKey } from "./judging.js";
import { Pictures } from "./pictures.js";
import { toast } from "./toast.js";

const STEPS = 50;
const AHEAD = 20; // pictures fetched ahead: half a minute without a line
const READY = 6; // of them decoded: a key press swaps them in
const same = ([a, b], [c, d]) => (a === c && b === d) || (a === d && b === c);

class DuelRoom extends HTMLElement {
  connectedCallback() {
    const page = JSON.parse(this.querySelector("#duel-page").textContent);
    this.faces = page.faces;
    this.pairs = page.pairs;
    this.state = page.state;
    this.now = null;
    this.pictures = new Pictures();
    this.sides = [...this.querySelectorAll(".side")];
    this.steps = `gatefold.duels.steps.${this.dataset.me}.${this.dataset.batch}`;
    this.outbox = new DuelOutbox({ url: this.dataset.duels, batch: this.dataset.batch, me: this.dataset.me, inHand: () => (this.now ? [this.now] : []) });
    this.outbox.addEventListener("answer", ({ detail }) => this.told(detail));
    this.outbox.addEventListener("change", ({ detail }) => this.tellWaiting(detail));
    this.listen();
    this.pairs = this.unsaid(this.pairs);
    this.next();
  }

  listen() {
    const key = (combination, label, run, more) => pageKey(combination, label, run, "Duel", more);
    key("left", "The left one", () => this.choose(0));
    key("right", "The right one", () => this.choose(1));
    key("down", "No difference", () => this.choose(null));
    key("space", "No difference", () => this.choose(null));
    key("mod+z", "Take back", () => this.undo());
    key("esc", "To the sheet", () => location.assign(this.dataset.sheet));
    this.querySelector(".ring").addEventListener("submit", (event) => {
      event.preventDefault();
      this.choose(this.sides.indexOf(event.submitter));
    });
    this.addEventListener("click", ({ target }) => {
      const act = target.closest("[data-do]")?.dataset.do;
      if (act === "undo") this.undo();
      else if (act) this.choose({ left: 0, right: 1, neither: null }[act]);
    });
  }

  get history() {
    try {
      return JSON.parse(sessionStorage.getItem(this.steps)) || [];
    } catch {
      return [];
    }
  }

  /** Pairs that are not on their way to the server already. */
  unsaid(pairs) {
    const waiting = this.outbox.waiting.filter(({ of }) => !of);
    return pairs.filter((pair) => !waiting.some(({ left, right }) => same(pair, [left, right])));
  }

  choose(side) {
    if (!this.now || side === -1) return;
    const [left, right] = this.now;
    const winner = side === null ? null : this.now[side];
    const id = this.outbox.add({ left, right, winner });
    sessionStorage.setItem(this.steps, JSON.stringify([...this.history, { id, left, right }].slice(-STEPS)));
    this.say(winner ? `${this.faces[winner].number} over ${this.faces[winner === left ? right : left].number}.` : "No difference.");
    this.count(1);
    this.next();
  }

  undo() {
    const steps = this.history;
    const step = steps.pop();
    if (!step) return this.say("Nothing left to take back.");
    sessionStorage.setItem(this.steps, JSON.stringify(steps));
    this.outbox.takeBack(step.id);
    if (this.now) this.pairs.unshift(this.now);
    this.state = { ...this.state, over: false };
    this.count(-1);
    this.say("Took back. Choose again.");
    this.show([step.left, step.right]);
  }

  /** "15 of at most 64", at once; the server's count follows. */
  count(by) {
    this.state = { ...this.state, done: Math.max(0, this.state.done + by) };
    this.querySelector("[data-done]").textContent = this.state.done;
  }

  next() {
    this.now = null;
    const pair = this.state.over ? null : this.pairs.shift();
    if (pair) return this.show(pair);
    this.querySelector(".ring").hidden = true;
    this.querySelector(".settled").hidden = !this.state.over;
    this.querySelector(".waiting-for").hidden = this.state.over;
  }

  show(pair) {
    this.now = pair;
    pair.forEach((pk, side) => {
      const face = this.faces[pk];
      const button = this.sides[side];
      const image = button.querySelector("img");
      const address = this.address(face, button);
      if (image.getAttribute("src") !== address) {
        image.removeAttribute("srcset");
        image.src = address;
      }
      button.value = pk;
      button.setAttribute("aria-label", `Prefer candidate ${face.number}, on the ${button.dataset.side}`);
      button.querySelector(".number").textContent = face.number;
    });
    this.querySelector(".ring").hidden = false;
    this.querySelector(".settled").hidden = this.querySelector(".waiting-for").hidden = true;
    requestAnimationFrame(() => this.prefetch());
  }

  /** The copy that is sharp where it stands. */
  address(face, button) {
    return this.pictures.right(face, Math.min(button.clientWidth, (button.clientHeight * face.width) / face.height || Infinity) * devicePixelRatio);
  }

  /** Those that come next first; held longest, since what is touched last is given up last. */
  prefetch() {
    const wanted = [...new Set(this.pairs.flat())].slice(0, AHEAD);
    const load = (pk) => this.pictures.load(this.faces[pk], this.address(this.faces[pk], this.sides[0]));
    for (const pk of wanted) load(pk);
    for (const pk of wanted.slice(0, READY).reverse()) load(pk).decode().catch(() => {});
  }

  told({ outcomes, pairs, state }) {
    for (const { status, detail } of outcomes) if (status >= 400) toast(detail, { level: "fail" });
    if (!state) return;
    this.state = { ...state, done: state.done + this.outbox.waiting.reduce((sum, { of }) => sum + (of ? -1 : 1), 0) };
    this.pairs = this.unsaid(pairs).filter((pair) => this.faces[pair[0]] && this.faces[pair[1]] && !(this.now && same(pair, this.now)));
    this.querySelector("[data-done]").textContent = this.state.done;
    this.querySelector("[data-sure]").textContent = state.done ? `top ${state.top} sure to ${state.sure} %` : `the top ${state.top} will stand out`;
    this.querySelector("[data-verdict]").textContent = state.settled ? `The top ${state.top} stand out.` : "That is enough: more duels would tell little.";
    this.querySelector("[data-explained]").textContent = state.over ? `${state.done} duels; sure to ${state.sure} %.` : "";
    if (state.over || !this.now) this.next();
    else this.prefetch();
  }

  say(words) {
    this.querySelector(".hints .last").textContent = words;
  }

  tellWaiting({ waiting, trouble }) {
    const place = this.querySelector(".hints .unsaved");
    place.textContent = waiting && trouble ? `${waiting} not saved yet. ${trouble}` : "";
    place.classList.toggle("warn-text", Boolean(place.textContent));
  }
}

customElements.define("duel-room", DuelRoom);

// The verbs of selection on a page: keys, the hint bar's buttons, the reasons, undo, and what was saved.
// A page gives a host: { current() -> pk | null, number(pk), standing(pk), show(pk, standing), advance(), has(pk) }.
import { Decisions } from "./decisions.js";
import { keys, typing } from "./keys.js";
import { toast } from "./toast.js";

const WORDS = { picked: "Picked", rejected: "Rejected", "": "Cleared" };
const VERB = { picked: "pick", rejected: "reject", "": "clear" };

export class Judging {
  constructor(room, host) {
    this.room = room;
    this.host = host;
    this.reasons = room.querySelector("#reasons");
    this.labels = new Map([...room.querySelectorAll("[data-reason]")].map((button) => [button.dataset.reason, button.dataset.label]));
    this.decisions = new Decisions({ url: room.dataset.decisions, batch: room.dataset.batch, me: room.dataset.me });
    this.decisions.addEventListener("change", (event) => this.tellWaiting(event.detail));
    this.decisions.addEventListener("settled", (event) => this.settled(event.detail));
    this.echoes = new Map();
    if (room.dataset.judge === "yes") this.listen();
    this.offerUndo();
  }

  listen() {
    const key = (combination, label, run, more = {}) => keys.add(combination, label, run, { group: "Judge", ...more });
    for (const [letter, verdict, word] of [["p", "picked", "Pick"], ["x", "rejected", "Reject"], ["u", "", "Clear"]]) {
      key(letter, word, () => this.decide(verdict));
      key(`shift+${letter}`, `${word}, and stay`, () => this.decide(verdict, { advance: false }), { hidden: letter !== "p" });
    }
    const free = () => !this.reasonsOpen;
    for (const stars of [1, 2, 3, 4, 5]) key(String(stars), "Stars, 1 to 5", () => this.rate(stars), { hidden: stars !== 5, when: free });
    key("0", "No stars", () => this.rate(0), { when: free });
    key("r", "Say why", () => this.askReason());
    key("mod+z", "Undo", () => this.undo());
    key("mod+shift+z", "Redo", () => this.redo());
    // While the reasons are open, digits choose a reason.
    for (let digit = 1; digit <= 9; digit++) key(String(digit), "Reason", () => this.reasonByKey(digit), { hidden: true, when: () => this.reasonsOpen });
    this.reasons.addEventListener("click", (event) => this.reasonClick(event));
    this.reasons.querySelector("form").addEventListener("submit", (event) => this.keepNote(event));
    this.room.addEventListener("click", (event) => this.pressed(event));
  }

  get reasonsOpen() {
    return Boolean(this.reasons?.matches(":popover-open"));
  }

  pressed(event) {
    const button = event.target.closest("[data-do]");
    const acts = { pick: () => this.decide("picked"), reject: () => this.decide("rejected"), clear: () => this.decide(""), rate: () => this.rate(Number(button.dataset.stars)), reason: () => this.askReason(), undo: () => this.undo() };
    if (!button || !acts[button.dataset.do]) return;
    event.preventDefault();
    acts[button.dataset.do]();
  }

  /** Give the current (or a named) candidate a verdict. Reasons of the other verdict do not carry over. */
  decide(verdict, { pk = this.host.current(), reasons = null, note = null, advance = true } = {}) {
    if (pk === null || this.room.dataset.judge !== "yes") return;
    const before = this.host.standing(pk);
    const same = before.verdict === verdict;
    const after = { ...before, verdict, reasons: reasons ?? (same ? before.reasons : []), note: note ?? (same ? before.note : "") };
    this.change(pk, VERB[verdict], before, after);
    if (advance && verdict && pk === this.host.current()) this.host.advance();
  }

  rate(stars, pk = this.host.current()) {
    if (pk === null || this.room.dataset.judge !== "yes") return;
    const before = this.host.standing(pk);
    this.change(pk, "rate", before, { ...before, stars });
  }

  change(pk, verb, before, after) {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const number = this.host.number(pk);
    this.host.show(pk, after);
    this.decisions.add({ candidate: pk, number, verb, before, after });
    this.say(verb === "rate" ? `${number}: ${after.stars ? `${after.stars} of 5 stars` : "no stars"}.` : `${WORDS[after.verdict]} ${number}${this.why(after) ? `: ${this.why(after).toLowerCase()}` : ""}.`);
  }

  why({ reasons, note }) {
    return [...reasons.map((slug) => this.labels.get(slug) || slug), ...(note ? [note] : [])].join(", ");
  }

  undo() {
    this.restore(this.decisions.undo(), "Took back");
  }

  redo() {
    this.restore(this.decisions.redo(), "Again");
  }

  restore(step, words) {
    if (!step) return this.say("Nothing left to take back.");
    if (this.host.has(step.candidate)) {
      this.host.show(step.candidate, step.standing);
      this.host.go(step.candidate);
    }
    const stands = step.standing.verdict || "undecided";
    this.say(`${words}: ${step.number} is ${stands}${step.standing.stars ? `, ${step.standing.stars} of 5 stars` : ""}.`);
  }

  askReason() {
    const pk = this.host.current();
    if (pk === null) return;
    const standing = this.host.standing(pk);
    this.asked = pk;
    this.kind(standing.verdict || "rejected");
    this.reasons.querySelector("input").value = standing.note;
    this.reasons.showPopover();
  }

  kind(kind) {
    const verb = kind === "picked" ? "pick" : "reject";
    const standing = this.host.standing(this.asked);
    this.reasons.dataset.kind = kind;
    this.reasons.querySelector("h3").textContent = `Why ${verb} ${this.host.number(this.asked)}?`;
    for (const list of this.reasons.querySelectorAll("ol")) list.hidden = list.dataset.kind !== kind;
    for (const button of this.reasons.querySelectorAll("[data-kind]:is(button)")) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
    for (const button of this.reasons.querySelectorAll("[data-reason]")) button.setAttribute("aria-pressed", String(standing.verdict === kind && standing.reasons.includes(button.dataset.reason)));
  }

  reasonByKey(digit) {
    this.reasons.querySelectorAll("ol:not([hidden]) [data-reason]")[digit - 1]?.click();
  }

  reasonClick(event) {
    const turn = event.target.closest("button[data-kind]");
    if (turn) return this.kind(turn.dataset.kind);
    const slug = event.target.closest("[data-reason]")?.dataset.reason;
    if (!slug) return;
    const kind = this.reasons.dataset.kind;
    const before = this.host.standing(this.asked);
    const had = before.verdict === kind ? before.reasons : [];
    this.answer({ reasons: had.includes(slug) ? had.filter((one) => one !== slug) : [...had, slug] });
  }

  keepNote(event) {
    event.preventDefault();
    this.answer({ note: event.target.note.value.trim() });
  }

  answer(more) {
    const kind = this.reasons.dataset.kind;
    const fresh = this.host.standing(this.asked).verdict !== kind;
    this.reasons.hidePopover();
    this.decide(kind, { pk: this.asked, advance: fresh, ...more });
  }

  /** The server has spoken. Its word stands, unless newer decisions on the same candidate still wait here. */
  settled({ candidate, status, detail, standing }) {
    if (status < 300) this.echoes.set(candidate, Date.now());
    if (status >= 400) toast(detail, { level: "fail" });
    if (standing && this.host.has(candidate)) this.host.show(candidate, this.decisions.overlay(candidate, { verdict: standing.verdict, reasons: standing.reasons, note: standing.note, stars: standing.stars }));
  }

  /** Is this event only the echo of what this page has just saved itself? */
  isEcho(pk) {
    return Date.now() - (this.echoes.get(pk) || 0) < 3000;
  }

  say(words) {
    this.room.querySelector(".hints .last").textContent = words;
    this.offerUndo();
  }

  offerUndo() {
    const button = this.room.querySelector('.hints [data-do="undo"]');
    if (button) button.hidden = !this.decisions.undoable;
  }

  tellWaiting({ waiting, trouble }) {
    const place = this.room.querySelector(".hints .unsaved");
    if (!place) return;
    // In the time one answer takes, "not saved yet" would only flicker.
    place.textContent = waiting && trouble ? `${waiting} ${waiting === 1 ? "decision" : "decisions"} not saved yet. ${trouble}` : "";
    place.classList.toggle("warn-text", Boolean(place.textContent));
  }
}

/** A key of the page that must also work while a tile or a button is focused, but never while somebody types. */
export function pageKey(combination, label, run, group, more = {}) {
  const when = (event) => !typing(event.target) && !document.querySelector("dialog:modal") && !(combination === "space" && event.target.closest("button, summary, select")) && (!more.when || more.when(event));
  keys.add(combination, label, run, { ...more, group, always: true, when });
}

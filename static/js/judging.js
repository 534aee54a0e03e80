// The verbs of selection on a page: keys, the hint bar's buttons, the reasons, undo, and what was saved.
// A page gives a host: { current() -> pk | null, number(pk), standing(pk), show(pk, standing), advance(), has(pk) }, and
// where several can be selected chosen() -> pks: two and more are judged together, as one step.
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
    this.labels = new Map(Object.entries(JSON.parse(room.querySelector("#reason-labels").textContent))); // also of what is no longer offered
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
    this.reasons.addEventListener("toggle", (event) => event.newState === "closed" && this.returned());
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

  /** What a key or a button is about: the selected ones, or the current one. */
  subjects() {
    const chosen = this.host.chosen?.() || [];
    const current = this.host.current();
    return chosen.length > 1 ? chosen : current === null ? [] : [current];
  }

  /** Give the selected, the current or a named candidate a verdict. Reasons of the other verdict do not carry over. */
  decide(verdict, { pk = null, pks = pk === null ? this.subjects() : [pk], reasons = null, note = null, advance = true } = {}) {
    const [first] = pks;
    this.change(pks, VERB[verdict], (before) => {
      const same = before.verdict === verdict;
      return { ...before, verdict, reasons: reasons ?? (same ? before.reasons : []), note: note ?? (same ? before.note : "") };
    });
    if (advance && verdict && pks.length === 1 && first === this.host.current()) this.host.advance();
  }

  rate(stars, pk = null) {
    this.change(pk === null ? this.subjects() : [pk], "rate", (before) => ({ ...before, stars }));
  }

  /** One step, of as many candidates as it changes. */
  change(pks, verb, turn) {
    if (this.room.dataset.judge !== "yes") return;
    const items = pks.map((pk) => ({ candidate: pk, number: this.host.number(pk), verb, before: this.host.standing(pk) })).map((item) => ({ ...item, after: turn(item.before) }));
    const changed = items.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
    if (!changed.length) return;
    for (const { candidate, after } of changed) this.host.show(candidate, after);
    this.decisions.addAll(changed);
    const [{ number, after }] = changed;
    const who = changed.length > 1 ? `${changed.length} candidates` : number;
    const why = changed.length > 1 ? this.why({ reasons: after.reasons, note: "" }) : this.why(after);
    this.say(verb === "rate" ? `${who}: ${after.stars ? `${after.stars} of 5 stars` : "no stars"}.` : `${WORDS[after.verdict]} ${who}${why ? `: ${why.toLowerCase()}` : ""}.`);
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
    for (const { candidate, standing } of step.all) if (this.host.has(candidate)) this.host.show(candidate, standing);
    if (this.host.has(step.candidate)) this.host.go(step.candidate);
    if (step.all.length > 1) return this.say(`${words}: ${step.all.length} candidates stand as before.`);
    const stands = step.standing.verdict || "undecided";
    this.say(`${words}: ${step.number} is ${stands}${step.standing.stars ? `, ${step.standing.stars} of 5 stars` : ""}.`);
  }

  askReason() {
    const pks = this.subjects();
    if (!pks.length) return;
    const standing = this.host.standing(pks[0]);
    this.asked = pks;
    this.kind(standing.verdict || "rejected");
    this.reasons.querySelector("input").value = standing.note;
    this.reasons.showPopover();
  }

  kind(kind) {
    const verb = kind === "picked" ? "pick" : "reject";
    const standing = this.host.standing(this.asked[0]);
    this.reasons.dataset.kind = kind;
    this.reasons.querySelector("h3").textContent = `Why ${verb} ${this.asked.length > 1 ? `these ${this.asked.length}` : this.host.number(this.asked[0])}?`;
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
    const before = this.host.standing(this.asked[0]);
    const had = before.verdict === kind ? before.reasons : [];
    this.answer({ reasons: had.includes(slug) ? had.filter((one) => one !== slug) : [...had, slug] });
  }

  keepNote(event) {
    event.preventDefault();
    this.answer({ note: event.target.note.value.trim() });
  }

  /** The tile that had the focus may have been drawn anew meanwhile: whoever moves by keys is not left on nothing. */
  returned() {
    if (document.activeElement === document.body || this.reasons.contains(document.activeElement)) this.room.querySelector("a.tile[aria-current]")?.focus({ preventScroll: true });
  }

  answer(more) {
    const kind = this.reasons.dataset.kind;
    const fresh = this.host.standing(this.asked[0]).verdict !== kind;
    this.reasons.hidePopover();
    this.decide(kind, { pks: this.asked, advance: fresh, ...more });
  }

  /** The server has spoken. Its word stands, unless newer decisions on the same candidate still wait here. */
  settled({ candidate, status, detail, standing }) {
    if (status < 300) this.echoes.set(candidate, Date.now());
    if (status >= 400) toast(detail, { level: "fail" });
    if (standing && this.host.has(candidate)) {
      const { others, hidden, ...told } = standing; // what others gave, where this person may know it
      this.host.show(candidate, { ...this.decisions.overlay(candidate, { verdict: told.verdict, reasons: told.reasons, note: told.note, stars: told.stars }), others, hidden });
    }
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

// Judgements on their way to the server (outbox.js). The 50 latest can be undone, in this tab, across pages.
//   const decisions = new Decisions({ url, batch, me });
//   decisions.addAll([{ candidate, number, verb, before, after }, …])     before and after: { verdict, reasons, note, stars };
//     of what was judged together: one step, whose undo takes back all of it
//   decisions.undo() / .redo() -> { candidate, number, standing, all: [{ candidate, number, standing }, …] } or null;   decisions.overlay(pk, standing) -> standing
//   events: "change" { waiting, trouble }, "settled" { candidate, status, detail, standing }
import { Outbox, uuid } from "./outbox.js";

const STEPS = 50;

function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) || [];
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

export class Decisions extends Outbox {
  constructor({ url, batch, me }) {
    super({ key: `gatefold.decisions.${me}` });
    this.url = url;
    this.undoKey = `gatefold.undo.${me}.${batch}`;
    this.redoKey = `gatefold.redo.${me}.${batch}`;
    this.answers = 0; // of the server: a page fetched before one of them may be older than what it said
  }

  get undoable() {
    return stored(this.undoKey).at(-1) || null;
  }

  /** The standing of a candidate with what still waits here laid over what the server said. */
  overlay(candidate, standing) {
    return this.waiting.filter((item) => item.candidate === candidate).reduce((_, item) => item.after, standing);
  }

  addAll(judged) {
    const items = judged.map(({ candidate, number, verb, before, after }) => ({ id: uuid(), candidate, number, verb, before, after }));
    keep(this.undoKey, [...stored(this.undoKey), items.length > 1 ? { all: items } : items[0]]);
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
    const steps = stored(from);
    const step = steps.pop();
    if (!step) return null;
    const turned = (step.all || [step]).map(turn);
    sessionStorage.setItem(from, JSON.stringify(steps));
    keep(to, [...stored(to), step.all ? { all: turned.map(({ kept }) => kept) } : turned[0].kept]);
    this.push(turned.map(({ sent }) => sent));
    const all = turned.map(({ kept: { candidate, number }, standing }) => ({ candidate, number, standing }));
    return { ...all[0], all };
  }

  ask(items) {
    const wire = items.map(({ id, candidate, verb, of, after }) =>
      verb === "undo" ? { id, candidate, verb, of } : { id, candidate, verb, reasons: verb === "rate" || verb === "clear" ? [] : after.reasons, note: after.note, stars: after.stars });
    return [this.url, { body: JSON.stringify(wire), keepalive: true }];
  }

  refused({ id, candidate, before }) {
    return { decisions: [{ id, candidate, status: 422, detail: "A decision could not be read by the server and was not saved.", standing: before || null }] };
  }

  settled({ decisions }) {
    this.answers++;
    for (const outcome of decisions) this.tell("settled", outcome);
  }
}

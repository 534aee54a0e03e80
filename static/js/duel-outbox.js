// Duels on their way to the server (outbox.js).
//   const outbox = new DuelOutbox({ url, batch, me, inHand: () => [[left, right], …] });
//   outbox.add({ left, right, winner }) -> id;   outbox.takeBack(id)
//   events: "answer" { outcomes, pairs, state } from the server, "change" { waiting, trouble }
import { Outbox, uuid } from "./outbox.js";

const KNOWN = 200; // pairs the server is told of, so that it proposes others

export class DuelOutbox extends Outbox {
  constructor({ url, batch, me, inHand }) {
    super({ key: `gatefold.duels.${me}.${batch}` });
    Object.assign(this, { url, inHand });
  }

  add(duel) {
    const id = uuid();
    this.push([{ id, ...duel }]);
    return id;
  }

  takeBack(of) {
    this.push([{ id: uuid(), of }]);
  }

  ask(items) {
    const still = this.waiting.slice(items.length).filter(({ of }) => !of).map(({ left, right }) => [left, right]);
    return [this.url, { body: JSON.stringify({ duels: items, waiting: [...this.inHand(), ...still].slice(0, KNOWN) }), keepalive: true }];
  }

  refused({ id }) {
    return { outcomes: [{ id, status: 422, detail: "A duel could not be read by the server and was not saved." }], pairs: null, state: null };
  }

  settled(answer) {
    this.tell("answer", answer);
  }
}

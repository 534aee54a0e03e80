// Marks and answers on their way to the server (outbox.js).
//   const kept = new KeptMarks({ me });
//   kept.add(form, about);   kept.drop([once])
//   events: "change", "sent" { item }, "refused" { item, sentence }
import { Outbox, headers, uuid } from "./outbox.js";

export class KeptMarks extends Outbox {
  constructor({ me }) {
    super({ key: `gatefold.marks.${me}`, atOnce: 1, refusals: [404, 409, 413, 422] });
  }

  /** Keep what a form says, and send it. `about`: what a page needs to show it while it waits. */
  add(form, about = {}) {
    const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
    fields.once ||= uuid();
    this.drop([fields.once]);
    return this.push([{ id: fields.once, url: form.getAttribute("action"), fields, ...about }]);
  }

  ask([{ url, fields }]) {
    const { "Content-Type": _, ...token } = headers();
    const wants = { "HX-Request": "true", Prefer: "return=minimal", Accept: "text/html, application/problem+json" };
    return [url, { body: new URLSearchParams(fields), headers: { ...token, ...wants } }];
  }

  async heard(answer) {
    return answer.ok && !answer.redirected ? {} : null;
  }

  async refused(item, answer) {
    return { sentence: sentence(await answer.text(), answer.status) };
  }

  settled({ sentence: words }, [item]) {
    this.tell(words ? "refused" : "sent", { item, sentence: words });
  }
}

export function sentence(text, status) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return `That was not saved (${status}). Your words are still here.`;
  }
}

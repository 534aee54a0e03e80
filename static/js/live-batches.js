// Rows of batches that are not over, on whatever page: counts and places follow as pictures are made. What changes a row
// as a whole (it began, was paused, is over) is fetched by htmx as the server draws it.
import { Live, say } from "./live.js";

const rows = () => [...document.querySelectorAll("[data-live]")];

function show({ batches }) {
  const known = new Map(batches.map((one) => [String(one.batch), one]));
  for (const row of rows()) {
    const batch = known.get(row.dataset.live);
    if (!batch) continue;
    if (row.dataset.state !== batch.state) {
      globalThis.htmx?.trigger(row, "changed");
      continue;
    }
    const bar = row.querySelector("progress");
    if (bar) bar.value = batch.here;
    const made = row.querySelector("[data-made]");
    if (made) made.textContent = `${batch.here} of ${batch.count} made${batch.failed ? `, ${batch.failed} failed` : ""}`;
    say(row.querySelector("[data-line]"), batch.line);
    say(row.querySelector("[data-why]"), batch.why);
  }
}

const live = new Live(() => (rows().length ? `/batches/live.json?${rows().map((row) => `batch=${row.dataset.live}`).join("&")}` : ""), show);
document.addEventListener("gatefold:event", ({ detail: { kind } }) => {
  if (/^(candidate\.(done|fail|progress|release)|batch\.|hold\.|worker\.)/.test(kind) && rows().length) live.soon();
});
document.addEventListener("gatefold:reset", () => rows().length && live.soon());

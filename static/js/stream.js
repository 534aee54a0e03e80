// One stream of events for a browser, however many tabs: HTTP/1.1 stops at six connections a host.
// The tab that holds the lock listens and tells the others; when it closes, the next one takes over.
//   document.addEventListener("gatefold:candidate.done", (event) => event.detail /* {kind, pk} */)
//   document.addEventListener("gatefold:event", …): every kind
//   document.addEventListener("gatefold:reset", …): something may have been missed, fetch again
// Read with fetch, not EventSource: that one can only hear event names it was told beforehand.
const address = document.body.dataset.stream;
const POLL_MS = 2000; // without a stream: how often to say `reset`
const PATIENCE_MS = [500, 2000, 5000, 15000];
const channel = "BroadcastChannel" in window ? new BroadcastChannel("gatefold-events") : null;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function tell(detail) {
  document.dispatchEvent(new CustomEvent(`gatefold:${detail.kind}`, { detail }));
  if (!["ready", "reset"].includes(detail.kind)) document.dispatchEvent(new CustomEvent("gatefold:event", { detail }));
}

function tellAll(detail) {
  tell(detail);
  channel?.postMessage(detail);
}

/** One event as the standard writes it: `event:` and `data:` lines up to an empty line; `:` starts a comment. */
function hear(block) {
  const found = { event: "", data: [] };
  for (const line of block.split("\n")) {
    const at = line.indexOf(":");
    if (at < 1) continue;
    const value = line.slice(at + 1).replace(/^ /, "");
    if (line.startsWith("event:")) found.event = value;
    else if (line.startsWith("data:")) found.data.push(value);
  }
  if (!found.event && !found.data.length) return;
  const detail = found.data.length ? JSON.parse(found.data.join("\n")) : {};
  tellAll({ ...detail, kind: found.event || detail.kind });
}

async function read(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    const blocks = (rest + value.replaceAll("\r", "")).split("\n\n");
    rest = blocks.pop();
    blocks.forEach(hear);
  }
}

async function listen() {
  let misses = 0;
  let polling = 0;
  for (;;) {
    try {
      const answer = await fetch(address, { headers: { Accept: "text/event-stream" }, cache: "no-store" });
      if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/event-stream")) throw new Error(answer.status);
      if (misses) tellAll({ kind: "reset", pk: null });
      clearInterval(polling);
      polling = 0;
      await read(answer.body, () => (misses = 0));
    } catch {
      polling ||= setInterval(() => document.visibilityState === "visible" && tellAll({ kind: "reset", pk: null }), POLL_MS);
    }
    await pause(PATIENCE_MS[Math.min(misses++, PATIENCE_MS.length - 1)]);
  }
}

if (address) {
  channel?.addEventListener("message", (event) => tell(event.data));
  if (navigator.locks) navigator.locks.request("gatefold-events", listen);
  else listen();
}

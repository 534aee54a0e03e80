// The bell counts again when the stream says that something of this person's changed: never by the clock.
const SOON_MS = 400; // several notices of one moment are counted once
const RESET_MS = 20000; // while the stream is away it says `reset` every two seconds
const bell = document.querySelector("[data-bell]");
let due = 0;
let counted = -RESET_MS;

async function count() {
  due = 0;
  counted = performance.now();
  const answer = await fetch(bell.dataset.bell, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { unread } = await answer.json();
  const badge = bell.querySelector("b");
  badge.hidden = !unread;
  badge.querySelector("[data-many]").textContent = unread > 99 ? "99+" : String(unread);
}

if (bell) {
  document.addEventListener("gatefold:notice", () => (due ||= setTimeout(count, SOON_MS)));
  document.addEventListener("gatefold:reset", () => performance.now() - counted > RESET_MS && count());
}

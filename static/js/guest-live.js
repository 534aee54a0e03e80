// A guest's page keeps up with what is said and chosen: it asks for itself anew and takes over what differs, so that it
// never tells more than a reload would. What somebody is writing stays as it is.
//   <… id="said" data-live>: its children are taken over, each known by its id or address
const EVERY_MS = 10000;
const ENDED = [404, 410]; // the link was revoked, or the picture is not among the chosen any more

function busy(part) {
  return part.contains(document.activeElement) || [...part.querySelectorAll("textarea")].some(({ value }) => value) || Boolean(part.querySelector("details[open]"));
}

function key(part) {
  return part.id || part.getAttribute("href") || part.outerHTML;
}

function fill(now, fresh) {
  if (!fresh.children.length && !now.children.length) return void (now.textContent = fresh.textContent);
  const known = new Map([...now.children].map((part) => [key(part), part]));
  const parts = [...fresh.children].map((part) => {
    const old = known.get(key(part));
    return old && (old.isEqualNode(part) || busy(old)) ? old : document.adoptNode(part);
  });
  if (parts.length !== now.children.length || parts.some((part, place) => part !== now.children[place])) now.replaceChildren(...parts);
}

async function look() {
  if (document.visibilityState === "hidden") return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (ENDED.includes(answer.status)) return location.reload();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const live = [...document.querySelectorAll("[data-live]")];
    if (live.length !== page.querySelectorAll("[data-live]").length) return location.reload(); // the first to be shown, or the last gone
    for (const now of live) fill(now, page.getElementById(now.id));
  } catch {
    // No line: asked again soon.
  }
}

setInterval(look, EVERY_MS);
document.addEventListener("visibilitychange", look);

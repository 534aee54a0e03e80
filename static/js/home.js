// The lists of the home page follow what happens: fetched again at most every three seconds, and not while nobody looks.
let due = 0;

function refresh() {
  if (document.visibilityState !== "visible" || !window.htmx) return;
  due ||= setTimeout(() => {
    due = 0;
    window.htmx.trigger("#lists", "refresh");
  }, 3000);
}

for (const name of ["gatefold:event", "gatefold:reset"]) document.addEventListener(name, refresh);
document.addEventListener("visibilitychange", refresh);

// The machines page renews itself; not while somebody reads a question, or types: what is open would close under the hand.
document.addEventListener("htmx:beforeRequest", (event) => {
  const floor = event.target;
  if (floor.id !== "floor") return;
  if (document.visibilityState === "hidden" || floor.querySelector("details[open], form :focus")) event.preventDefault();
});

// The list of findings is replaced when one is mended; whoever mended it by keyboard stays there.
let mending = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  mending = Boolean(event.detail.elt.closest?.("#ready"));
});
document.addEventListener("htmx:afterSettle", () => {
  if (!mending || (document.activeElement && document.activeElement !== document.body)) return;
  mending = false;
  document.querySelector("#ready h3")?.focus({ preventScroll: true });
});
// A control that opens takes the cursor; Escape closes it.
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("#ready .here") && event.target.open) {
    event.target.querySelector("textarea, select, input:not([type=hidden])")?.focus();
  }
}, true);
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest?.("#ready .here[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

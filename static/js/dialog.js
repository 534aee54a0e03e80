// Dialogs by id: data-open="id" opens, data-close closes the one it is in, a click on the backdrop closes.
// data-back goes back a page.
export function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  document.querySelectorAll("[popover]:popover-open").forEach((menu) => menu.hidePopover());
  dialog.showModal();
  dialog.dispatchEvent(new CustomEvent("gatefold:open"));
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-back]")) {
    history.back();
    return;
  }
  const opener = event.target.closest("[data-open]");
  if (opener) {
    event.preventDefault();
    open(opener.dataset.open);
    return;
  }
  const closer = event.target.closest("dialog [data-close]");
  if (closer) closer.closest("dialog").close();
  // A press on the dialog element itself is a press on its backdrop: its content fills it.
  else if (event.target instanceof HTMLDialogElement && outside(event, event.target)) event.target.close();
});

function outside(event, dialog) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

// The gallery's own buttons: toasts as a page would raise them.
import { toast } from "./toast.js";

for (const button of document.querySelectorAll("[data-specimen-toast]")) {
  button.addEventListener("click", () =>
    toast("Rejected 005: person cut at the edge.", { level: button.dataset.specimenToast, undo: button.dataset.undo ? () => toast("Put back.") : null }),
  );
}

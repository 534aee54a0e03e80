// Who follows a notice has read it. Sent along while the page goes; without a script the button beside it does the same.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-notice]");
  if (!link) return;
  const form = document.getElementById(link.dataset.notice);
  if (form) fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" });
});

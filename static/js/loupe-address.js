// How the loupe is looked at, in its address: a reload, or a colleague who is sent it, sees the same.
//   up, with (who stands beside), overlay, copy, compare, zoom (per cent), at (x,y of the centre, 0-1)

export function readAddress(room) {
  const asked = new URLSearchParams(location.search);
  const zoom = Number(asked.get("zoom"));
  const at = (asked.get("at") || "").split(",").map(Number);
  if (zoom > 0 && zoom <= 800) room.view.set(zoom / 100, at.length === 2 && at.every((one) => one >= 0 && one <= 1) ? at : null);
  if (["difference", "slider"].includes(asked.get("compare"))) room.compare.mode = asked.get("compare");
}

export function writeAddress(room) {
  const item = room.row[room.at];
  if (!item) return;
  const address = new URL(item.page, location.href);
  const said = address.searchParams;
  const old = new URLSearchParams(location.search);
  for (const name of room.dataset.keeps.split(" ")) if (old.get(name)) said.set(name, old.get(name));
  if (room.up !== "1") said.set("up", room.up);
  const beside = room.up === "2" ? room.panes.rival() : room.up === "4" ? room.panes.pinned() : null;
  if (beside) said.set("with", beside);
  if (room.overlays.chosen) said.set("overlay", room.overlays.chosen);
  if (room.overlays.copying) said.set("copy", "on");
  if (room.compare.mode) said.set("compare", room.compare.mode);
  if (room.view.zoom !== "fit") {
    said.set("zoom", Math.round(room.view.zoom * 100));
    said.set("at", room.view.centre.map((one) => one.toFixed(4)).join());
  }
  history.replaceState(null, "", address);
  const sheet = room.querySelector(".to-sheet");
  sheet.href = sheet.href.replace(/#.*/, `#c${item.pk}`);
  document.title = document.title.replace(/^\d+/, item.number);
}

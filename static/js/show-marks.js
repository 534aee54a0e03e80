// "Show me": draws a check's boxes over the file they are about, and brings it into view. A second press takes them away.
// Where the check measured place by place, its heat map lies under them, with what its colours mean.
// A file in another language is a link to its wall, whose address names the button to press on arrival.
function heat(address, legend) {
  const { low, high, unit, passes } = JSON.parse(legend);
  const map = Object.assign(document.createElement("img"), { className: "heat", src: address, alt: `Heat map: ${low} to ${high} ${unit}` });
  const says = document.createElement("p");
  says.className = "heat-legend";
  const scale = Object.assign(document.createElement("span"), { className: "heat-scale" });
  scale.setAttribute("aria-hidden", "true");
  says.append(String(low), scale, `${high} and more, ${unit}${passes ? `; ${passes} passes` : ""}`);
  return [map, says];
}

function boxes(ship, marks, seen) {
  const layer = document.createElement("div");
  layer.className = "marks";
  layer.append(...seen);
  for (const mark of marks) {
    const box = document.createElement("span");
    const per = (n) => `${n * 100}%`;
    Object.assign(box.style, { left: per(mark.x), top: per(mark.y), width: per(mark.w), height: per(mark.h) });
    box.title = mark.name;
    layer.append(box);
  }
  ship.append(layer);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.show-marks");
  if (!button) return;
  const shown = button.getAttribute("aria-pressed") === "true";
  document.querySelectorAll(".ship .marks").forEach((layer) => layer.remove());
  document.querySelectorAll("button.show-marks").forEach((other) => other.setAttribute("aria-pressed", "false"));
  const ship = document.querySelector(`.ship[data-marks="${button.dataset.rendition}"]`);
  if (shown || !ship) return;
  button.setAttribute("aria-pressed", "true");
  boxes(ship, JSON.parse(button.dataset.marks), button.dataset.heat ? heat(button.dataset.heat, button.dataset.legend) : []);
  ship.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
});

const asked = location.hash.startsWith("#show-") && document.getElementById(location.hash.slice(1));
if (asked) asked.click();

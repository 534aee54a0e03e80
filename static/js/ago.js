// Keeps <time class="ago"> true while the page stays open. The words are those of the server (age_words); a column of ages
// (class "bare") leaves "ago" out.
const NOW = "just now";
const UNITS = [[31536000, "y"], [1209600, "w"], [86400, "d"], [3600, "h"], [60, "min"]];

export function words(seconds) {
  for (const [size, unit] of UNITS) if (seconds >= size) return `${Math.floor(seconds / (unit === "w" ? 604800 : size))} ${unit}`;
  return NOW;
}

function refresh() {
  for (const time of document.querySelectorAll("time.ago")) {
    const age = words((Date.now() - Date.parse(time.dateTime)) / 1000);
    const text = age === NOW || time.classList.contains("bare") ? age : `${age} ago`;
    if (time.textContent !== text) time.textContent = text;
  }
}

setInterval(refresh, 30000);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());

// Light or dark: a cookie, so that the server draws the next page in it from the first byte.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const buttons = () => document.querySelectorAll("[data-theme-choice]");

function shown() {
  return root.dataset.theme || (dark.matches ? "dark" : "light");
}

function draw() {
  for (const button of buttons()) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === shown()));
}

export function choose(theme) {
  root.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  draw();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (button) choose(button.dataset.themeChoice);
});
dark.addEventListener("change", draw);
draw();

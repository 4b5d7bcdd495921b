// What every page does: light and dark without leaving the page, so that a draft stays where it is.

const YEAR = 31536000;

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-theme-choice]");
  if (!link) return;
  event.preventDefault();
  const theme = link.dataset.themeChoice;
  document.cookie = `theme=${theme}; max-age=${YEAR}; path=/; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  document.querySelector('meta[name="color-scheme"]').content = theme === "system" ? "light dark" : theme;
  for (const each of document.querySelectorAll("[data-theme-choice]")) {
    if (each === link) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
});

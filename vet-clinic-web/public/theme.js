// Runs before the first paint so that a chosen theme never flashes. The setting is written by src/app/theme.ts.
(function () {
  try {
    var theme = localStorage.getItem("vet.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be closed (private window, embedded page); the system's theme applies then.
  }
})();

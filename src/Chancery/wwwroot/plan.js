// The timeline by keyboard: arrow keys go from row to row, [ and ] press the row's own "a day earlier / later" buttons.
const rows = [...document.querySelectorAll(".gantt a[data-row]")];

document.querySelector(".gantt")?.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const at = rows.indexOf(document.activeElement);
  if (at < 0) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const days = { "[": "-1", "]": "1" }[event.key];
  if (step) {
    rows[Math.min(Math.max(at + step, 0), rows.length - 1)].focus();
    event.preventDefault();
  } else if (days) {
    rows[at].closest("li").querySelector(`[data-shift="${days}"]`)?.click();
    event.preventDefault();
  }
});

// After a move the page comes back at the row that moved: the focus goes there too. Not before the browser itself has
// gone to the fragment, which takes the focus away.
if (location.hash.startsWith("#a-")) {
  const land = () => setTimeout(() => document.getElementById(location.hash.slice(1))?.querySelector("a[data-row]")?.focus());
  if (document.readyState === "complete") land();
  else addEventListener("load", land);
}

// Small comforts of every desk page; each page works without them.

// Menus close with Escape and by a click beside them.
const menus = () => document.querySelectorAll('details.pop[open]');
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
document.addEventListener('click', event => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

// The slash goes to the search box from anywhere but a field.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const box = document.getElementById('dq') ?? document.getElementById('find');
  if (!box?.checkVisibility()) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// The error summary is the first thing a person (or a screen reader) meets after a refused form.
document.getElementById('errors')?.focus();

// A form that was changed and not sent warns before the page is left; sending it is leaving on purpose.
let changed = null;
document.addEventListener('input', event => {
  if (event.target.form?.method === 'post' && !event.target.form.hasAttribute('data-autosave')) changed = event.target.form;
});
document.addEventListener('submit', () => { changed = null; });
window.addEventListener('beforeunload', event => { if (changed) event.preventDefault(); });

// A toast goes after ten seconds, unless the pointer or the focus rests on it.
for (const toast of document.querySelectorAll('.toast')) {
  const leave = () => toast.matches(':hover, :focus-within') ? setTimeout(leave, 2000) : toast.remove();
  setTimeout(leave, 10000);
}

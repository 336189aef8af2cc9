// Completes what is typed into a search box: a list under it, moved through with the arrows. The box works without it.
for (const box of document.querySelectorAll('input[data-suggest]')) {
  const list = document.createElement('ul');
  list.id = box.id + '-list';
  list.setAttribute('role', 'listbox');
  list.className = 'suggest';
  list.hidden = true;
  box.after(list);
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-expanded', 'false');
  box.setAttribute('aria-controls', list.id);
  let asked = 0;
  let waiting = 0;
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  };
  const mark = index => {
    at = index;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
    if (at >= 0) box.setAttribute('aria-activedescendant', list.children[at].id);
    else box.removeAttribute('aria-activedescendant');
  };
  const take = item => {
    if (item.dataset.address) location.href = item.dataset.address;
    else {
      box.value = item.textContent;
      close();
      box.form.requestSubmit();
    }
  };
  const show = suggestions => {
    list.replaceChildren(...suggestions.map((suggestion, i) => {
      const item = document.createElement('li');
      item.id = `${list.id}-${i}`;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.lang = suggestion.language;
      item.textContent = suggestion.text;
      if (suggestion.address) item.dataset.address = suggestion.address;
      return item;
    }));
    at = -1;
    list.hidden = suggestions.length === 0;
    box.setAttribute('aria-expanded', String(!list.hidden));
  };

  // Also while a syllable is being composed: that is when Korean is typed.
  box.addEventListener('input', () => {
    clearTimeout(waiting);
    const number = ++asked;
    if (box.value.trim() === '') return close();
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`);
        if (answer.ok && number === asked) show(await answer.json());
      } catch { /* offline: the box still searches */ }
    }, 60);
  });
  box.addEventListener('keydown', event => {
    if (list.hidden || event.isComposing) return;
    const count = list.children.length;
    if (event.key === 'ArrowDown') mark((at + 1) % count);
    else if (event.key === 'ArrowUp') mark(at < 0 ? count - 1 : at - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && at >= 0) take(list.children[at]);
    else return;
    event.preventDefault();
  });
  list.addEventListener('pointerdown', event => {
    const item = event.target.closest('li');
    if (!item) return;
    event.preventDefault();
    take(item);
  });
  box.addEventListener('blur', close);
}

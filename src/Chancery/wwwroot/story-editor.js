// The editor of an edition: toolbar, live preview, autosave. The page works without it; this only spares clicks.
const form = document.getElementById("editor");
if (form) {
  const body = document.getElementById("Body");
  const preview = document.getElementById("preview");
  const saved = document.getElementById("saved");
  const version = form.elements.namedItem("Version");

  document.getElementById("tools").hidden = false;
  document.getElementById("show-preview").hidden = true;

  // --- Marks -------------------------------------------------------------------------------------------------------

  // execCommand keeps the browser's own undo; where it is gone, the text is set.
  const replace = (from, to, text, selectFrom = from + text.length, selectTo = selectFrom) => {
    body.focus();
    body.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, text)) {
      body.setRangeText(text, from, to, "end");
      body.dispatchEvent(new Event("input", { bubbles: true }));
    }
    body.setSelectionRange(selectFrom, selectTo);
  };

  const around = (mark) => {
    const { selectionStart: from, selectionEnd: to, value } = body;
    const inside = value.slice(from, to);
    if (inside.startsWith(mark) && inside.endsWith(mark) && inside.length > 2 * mark.length) {
      const bare = inside.slice(mark.length, -mark.length);
      replace(from, to, bare, from, from + bare.length);
    } else replace(from, to, mark + inside + mark, from + mark.length, from + mark.length + inside.length);
  };

  const before = (mark) => {
    const { selectionStart, selectionEnd, value } = body;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const end = value.indexOf("\n", selectionEnd);
    const to = end < 0 ? value.length : end;
    const lines = value.slice(from, to).split("\n");
    const all = lines.every((line) => line.startsWith(mark));
    const text = lines.map((line) => (all ? line.slice(mark.length) : mark + line)).join("\n");
    replace(from, to, text, from, from + text.length);
  };

  const link = () => {
    const { selectionStart: from, selectionEnd: to, value } = body;
    const words = value.slice(from, to);
    const address = /^(https?:\/\/|mailto:)/.test(words) ? words : "https://";
    const label = address === words ? "" : words;
    const at = from + label.length + 3;
    replace(from, to, `[${label}](${address})`, at, at + address.length);
  };

  const marks = {
    bold: () => around("**"),
    italic: () => around("*"),
    heading: () => before("## "),
    list: () => before("- "),
    quote: () => before("> "),
    link,
  };

  for (const tool of form.querySelectorAll("[data-mark]")) tool.addEventListener("click", () => marks[tool.dataset.mark]());

  for (const button of form.querySelectorAll("[data-insert]"))
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const { selectionStart: from, selectionEnd: to, value } = body;
      const lead = from === 0 ? "" : value.slice(0, from).endsWith("\n\n") ? "" : value[from - 1] === "\n" ? "\n" : "\n\n";
      replace(from, to, `${lead}${button.dataset.insert}\n\n`);
    });

  // --- Preview -----------------------------------------------------------------------------------------------------

  let drawing;
  const draw = async () => {
    drawing?.abort();
    drawing = new AbortController();
    try {
      const answer = await fetch(form.dataset.preview, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Fragment": "1" },
        signal: drawing.signal,
        redirect: "error",
      });
      if (answer.ok) preview.innerHTML = await answer.text(); // sanitised by the server
    } catch (failure) {
      if (failure.name !== "AbortError") console.info("No preview:", failure.message);
    }
  };

  // --- Saving ------------------------------------------------------------------------------------------------------

  let dirty = false;
  let stale = false;
  let saving = false;
  let timer;

  const say = (text, bad = false) => {
    saved.textContent = text;
    saved.classList.toggle("late", bad);
  };

  const save = async () => {
    clearTimeout(timer);
    if (saving || stale) return;
    saving = true;
    dirty = false;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      const said = await answer.json();
      if (answer.ok) {
        version.value = said.version;
        if (!dirty) say(said.saved);
      } else {
        dirty = true;
        // Somebody else was first: stop saving, and let the button show both texts.
        stale = answer.status === 409;
        say(said.problem ?? saved.dataset.failed, true);
        if (!stale) timer = setTimeout(save, 10000);
      }
    } catch {
      dirty = true;
      say(saved.dataset.failed, true);
      timer = setTimeout(save, 5000);
    } finally {
      saving = false;
      if (dirty && !stale) {
        clearTimeout(timer);
        timer = setTimeout(save, 2500);
      }
    }
  };

  let waiting;
  form.addEventListener("input", () => {
    if (!dirty) {
      dirty = true;
      if (!stale) {
        say(saved.dataset.typing);
        clearTimeout(timer);
        timer = setTimeout(save, 2500); // counted from the first stroke: never more than three seconds are unsaved
      }
    }
    clearTimeout(waiting);
    waiting = setTimeout(draw, 400);
  });

  form.addEventListener("submit", (event) => {
    if (saving) {
      // The answer brings the version that this submit must carry.
      event.preventDefault();
      setTimeout(() => form.requestSubmit(event.submitter), 100);
      return;
    }
    clearTimeout(timer);
    dirty = false;
    stale = true; // the page goes away; nothing is to be saved after it
  });

  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });

  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const key = event.key.toLowerCase();
    if (key === "s") {
      event.preventDefault();
      if (stale) form.requestSubmit(document.getElementById("save"));
      else save();
    } else if (event.target === body && (key === "b" || key === "i")) {
      event.preventDefault();
      marks[key === "b" ? "bold" : "italic"]();
    }
  });
}

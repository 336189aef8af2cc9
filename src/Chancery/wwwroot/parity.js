// Findings beside the text: live while somebody types, from one to the next, waived without leaving the page.
// Without this script the list is the same after every save, and its forms work.
const panel = document.getElementById("findings");
const list = document.getElementById("findings-list");
const said = document.getElementById("findings-said");
const editor = document.getElementById("editor");
let at = -1;
let held = null;

const items = () => [...list.querySelectorAll("[data-key]")];

// --- From one to the next --------------------------------------------------------------------------------------------

const select = (item) => {
  const field = document.getElementById(item.dataset.field);
  if (!editor || !field || item.dataset.start === "") return false;
  let from = Number(item.dataset.start);
  let to = Number(item.dataset.end);
  // Typed on since the list was made: look for the words nearest to where they stood.
  const words = item.querySelector(`[lang="${editor.dataset.lang}"] mark`)?.textContent;
  if (words && field.value.slice(from, to) !== words) {
    const found = field.value.indexOf(words, Math.max(0, from - 200));
    if (found >= 0) [from, to] = [found, found + words.length];
  }
  field.focus();
  field.setSelectionRange(from, to);
  // A browser shows the caret, not the selection of a script: scroll by the share of the text above it.
  field.scrollTop = (field.scrollHeight * from) / Math.max(1, field.value.length) - field.clientHeight / 2;
  return true;
};

const go = (index) => {
  const all = items();
  if (all.length === 0) return;
  at = (index + all.length) % all.length;
  for (const item of all) item.classList.toggle("now", item === all[at]);
  all[at].scrollIntoView({ block: "nearest" });
  if (!select(all[at])) all[at].focus();
};

const ready = () => {
  document.getElementById("findings-steps").hidden = items().length === 0;
  for (const button of list.querySelectorAll("[data-show]"))
    button.hidden = !editor || button.closest("[data-key]").dataset.start === "";
};

panel.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]");
  if (step) go(at < 0 && step.dataset.step === "-1" ? -1 : at + Number(step.dataset.step));
  const show = event.target.closest("[data-show]");
  if (show) go(items().indexOf(show.closest("[data-key]")));
});

// --- Live ------------------------------------------------------------------------------------------------------------

const put = (html) => {
  const now = items()[at]?.dataset.key;
  list.innerHTML = html; // made by the server, every text in it encoded
  const line = list.querySelector("[data-said]").dataset.said;
  if (said.textContent !== line) said.textContent = line;
  at = now ? items().findIndex((item) => item.dataset.key === now) : -1;
  if (at >= 0) items()[at].classList.add("now");
  ready();
};

// Whoever writes a reason keeps the form under their hands.
const show = (html) => {
  if (list.contains(document.activeElement) && list.querySelector("details[open]")) held = html;
  else put(html);
};
panel.addEventListener("focusout", () =>
  setTimeout(() => {
    const writing = [...list.querySelectorAll("textarea")].some((area) => area.value.trim() !== "");
    if (held === null || writing || list.contains(document.activeElement)) return;
    const html = held;
    held = null;
    put(html);
  }),
);

const ask = (address, data, signal) => fetch(address, { method: "POST", body: data, headers: { "X-Fragment": "1" }, signal, redirect: "error" });

// The text only: not the version, nor what was typed beside it.
const typed = (data = new FormData()) => {
  if (!editor) return data;
  const form = new FormData(editor);
  for (const name of ["Title", "Summary", "Body", "__RequestVerificationToken"]) if (form.has(name)) data.set(name, form.get(name));
  return data;
};

let waiting;
let asking;
const check = async () => {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await ask(panel.dataset.check, typed(), asking.signal);
    if (answer.ok) show(await answer.text());
  } catch (failure) {
    if (failure.name !== "AbortError") console.info("No findings:", failure.message);
  }
};
editor?.addEventListener("input", (event) => {
  if (!["Title", "Summary", "Body"].includes(event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(check, 400);
});

// --- Waive -----------------------------------------------------------------------------------------------------------

list.addEventListener("submit", async (event) => {
  if (!editor) return; // elsewhere nothing unsaved is on the page: the form does it
  event.preventDefault();
  asking?.abort();
  const form = event.target;
  const key = form.closest("[data-key]").dataset.key;
  try {
    const answer = await ask(form.action, typed(new FormData(form, event.submitter)));
    held = null;
    put(await answer.text());
    (items().find((item) => item.dataset.key === key) ?? panel).focus();
  } catch (failure) {
    said.textContent = document.getElementById("saved")?.dataset.failed ?? failure.message;
  }
});

ready();

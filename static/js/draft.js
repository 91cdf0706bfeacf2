/* Saves the draft of a record while it is written: field by field, each with the mark of the text it was made from.

   What has not reached the server is kept in this tab's storage, so it survives a reload and a lost connection, and goes
   with the tab. What looks like a CPR number is neither kept nor sent. Without this script the form's button does the same. */
"use strict";

const PAUSE = 1200;
const LONGEST_WAIT = 30000;

const form = document.querySelector("form[data-draft]");
const status = form.querySelector("[data-status]");
const words = Object.fromEntries(
  [...document.querySelectorAll("[data-word]")].map((word) => [word.dataset.word, word.textContent]),
);
const kept = `draft-${form.dataset.draft}`;
const personalNumber = new RegExp(form.dataset.personalNumber, "u");
const marks = JSON.parse(form.elements.marks.value);
const unsaved = new Map(); // field → { value, base }
const conflicts = new Set();
let waiting = 0;
let wait = PAUSE;
let sending = false;

/* -- fields ------------------------------------------------------------------------------------------------------- */

function controls(name) {
  return [...form.elements].filter((control) => control.name === name);
}

function read(name) {
  const found = controls(name);
  if (found.length && ["radio", "checkbox"].includes(found[0].type)) {
    return found.filter((control) => control.checked).map((control) => control.value).join(",");
  }
  return found.length ? found[0].value : "";
}

function write(name, value) {
  for (const control of controls(name)) {
    if (["radio", "checkbox"].includes(control.type)) {
      control.checked = control.type === "radio" ? control.value === value : value.split(",").includes(control.value);
    } else {
      control.value = value;
    }
  }
}

function place(name) {
  return form.querySelector(`[data-field="${CSS.escape(name)}"]`);
}

/* -- rows --------------------------------------------------------------------------------------------------------- */

function newKey() {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const time = Date.now().toString(16).padStart(12, "0");
  return time + [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function addRow(kind, key) {
  const template = document.querySelector(`template[data-row="${kind}"]`);
  const holder = document.createElement("template");
  const empty = template.content.firstElementChild.dataset.key;
  holder.innerHTML = template.innerHTML.replaceAll(empty, key);
  const row = holder.content.firstElementChild;
  form.querySelector(`[data-rows="${kind}"]`).append(row);
  return row;
}

function rowOf(name) {
  const found = /^(case|action)-([0-9a-f]{32})-/.exec(name);
  if (found && !controls(name).length && document.querySelector(`template[data-row="${found[1]}"]`)) {
    addRow(found[1], found[2]);
  }
  return controls(name).length > 0;
}

for (const button of form.querySelectorAll("[data-add]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    addRow(button.dataset.add, newKey()).querySelector("input, textarea, select").focus();
  });
}

/* -- what the person sees ----------------------------------------------------------------------------------------- */

function say(word, values = {}) {
  status.textContent = words[word].replace("{time}", values.time ?? "");
  status.dataset.state = word;
}

function complain(name, sentence) {
  const holder = place(name);
  holder?.querySelector("[data-complaint]")?.remove();
  for (const control of controls(name)) {
    control.toggleAttribute("aria-invalid", Boolean(sentence));
  }
  if (holder && sentence) {
    const complaint = document.createElement("p");
    complaint.className = "form-error-message";
    complaint.dataset.complaint = "";
    complaint.setAttribute("role", "alert");
    complaint.textContent = sentence;
    holder.append(complaint);
  }
}

function showConflict(name, theirs) {
  const holder = place(name);
  if (!holder) return;
  holder.querySelector(".draft-conflict")?.remove();
  const box = document.querySelector("template[data-conflict]").content.cloneNode(true).firstElementChild;
  box.querySelector("[data-theirs]").textContent = theirs.shown || words.emptied;
  const decided = (keepMine) => {
    box.remove();
    conflicts.delete(name);
    marks[name] = theirs.mark;
    if (keepMine) {
      unsaved.set(name, { value: read(name), base: theirs.mark });
    } else {
      write(name, theirs.text);
      unsaved.delete(name);
    }
    keep();
    schedule(0);
  };
  box.querySelector("[data-mine]").addEventListener("click", () => decided(true));
  box.querySelector("[data-take]").addEventListener("click", () => decided(false));
  holder.append(box);
  conflicts.add(name);
}

/* -- keeping ------------------------------------------------------------------------------------------------------ */

function isPersonal(value) {
  return personalNumber.test(value);
}

function keep() {
  const safe = [...unsaved].filter(([, change]) => !isPersonal(change.value));
  if (safe.length) {
    sessionStorage.setItem(kept, JSON.stringify(safe));
  } else {
    sessionStorage.removeItem(kept);
  }
}

function changed(name) {
  const value = read(name);
  const base = unsaved.get(name)?.base ?? marks[name] ?? form.dataset.nothing;
  unsaved.set(name, { value, base });
  complain(name, isPersonal(value) ? words.refused : "");
  keep();
  say("changed");
  schedule(PAUSE);
}

function restore() {
  for (const [name, change] of JSON.parse(sessionStorage.getItem(kept) ?? "[]")) {
    if (rowOf(name)) {
      write(name, change.value);
      unsaved.set(name, change);
    }
  }
  if (unsaved.size) {
    say("changed");
    schedule(0);
  }
}

/* -- saving ------------------------------------------------------------------------------------------------------- */

function schedule(after) {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(save, after);
}

function sendable() {
  return [...unsaved].filter(([name, change]) => !conflicts.has(name) && !isPersonal(change.value));
}

async function save() {
  const changes = sendable();
  if (sending) return schedule(PAUSE);
  if (!changes.length) return settle();
  sending = true;
  say("saving");
  try {
    await send(changes);
    wait = PAUSE;
  } catch {
    say("offline");
    wait = Math.min(wait * 2, LONGEST_WAIT);
    schedule(wait);
  } finally {
    sending = false;
  }
}

async function send(changes) {
  let answer = await post(changes);
  if (answer.status === 403 && (await renewToken())) {
    answer = await post(changes);
  }
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (answer.status >= 500) throw new Error(String(answer.status));
  if (!isJson) {
    say("loggedout");
    schedule(LONGEST_WAIT);
  } else if (answer.ok) {
    take(await answer.json(), new Map(changes));
  } else {
    status.textContent = (await answer.json()).closed;
    status.dataset.state = "closed";
  }
}

function post(changes) {
  const body = new URLSearchParams();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("marks", JSON.stringify(Object.fromEntries(changes.map(([name, change]) => [name, change.base]))));
  for (const [name, change] of changes) {
    body.set(name, change.value);
  }
  return fetch(window.location.pathname, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(15000),
  });
}

/* Who logs in again in another tab gets a new token; this page's is then refused. */
async function renewToken() {
  const page = await fetch(window.location.pathname);
  const found = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("form[data-draft]");
  if (!found) return false;
  form.elements.csrfmiddlewaretoken.value = found.elements.csrfmiddlewaretoken.value;
  return true;
}

function take(answer, sent) {
  for (const [name, mark] of Object.entries(answer.saved)) {
    marks[name] = mark;
    complain(name, "");
    if (unsaved.get(name)?.value === sent.get(name).value) {
      unsaved.delete(name);
    } else if (unsaved.has(name)) {
      unsaved.get(name).base = mark;
    }
  }
  for (const [name, theirs] of Object.entries(answer.conflicts)) {
    showConflict(name, theirs);
  }
  for (const [name, sentence] of Object.entries(answer.refused)) {
    complain(name, sentence);
    unsaved.delete(name);
  }
  keep();
  settle(answer.at, Object.keys(answer.refused).length);
}

function settle(time, refused = 0) {
  if (conflicts.size) {
    say("conflict");
  } else if (refused || unsaved.size > sendable().length) {
    say("mend");
  } else if (sendable().length) {
    schedule(PAUSE);
  } else if (time) {
    say("saved", { time });
  }
}

/* -- listening ---------------------------------------------------------------------------------------------------- */

form.addEventListener("input", (event) => changed(event.target.name));
form.addEventListener("change", (event) => {
  if (unsaved.get(event.target.name)?.value !== read(event.target.name)) changed(event.target.name);
});
window.addEventListener("online", () => schedule(0));
document.addEventListener("visibilitychange", () => {
  if (unsaved.size) schedule(0);
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size && !form.dataset.leaving) event.preventDefault();
});

/* The button sends the whole form: each field against the mark of what it was made from. */
form.addEventListener("submit", () => {
  form.dataset.leaving = "true";
  const bases = Object.fromEntries([...unsaved].map(([name, change]) => [name, change.base]));
  form.elements.marks.value = JSON.stringify({ ...marks, ...bases });
});

restore();

// The page: asks what is to be seen, draws it, and says what was done.

import { drawBlocks, drawMessageBody } from "./blocks.js";
import { readStates } from "./elements.js";
import { make, textObject } from "./text.js";

const at = (id) => document.getElementById(id);
const PLACES = {
  C0TRY: { name: "# try-it", about: "A channel. Messages that only you can see are marked." },
  D0TRY: { name: "pqbrief", about: "Direct messages with the app." },
  home: { name: "App home", about: "The app's own page." },
};
const shortcuts = JSON.parse(at("shortcuts").textContent);
let where = "C0TRY";
let seen = -1;
let latest = { messages: [], prompts: [] };
let shownModal = "";
let shownHome = "";

async function tell(name, given) {
  try {
    const answer = await fetch(`do/${name}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(given) });
    const said = answer.ok ? await answer.json() : { ok: false, error: "The page is out of date; open the address that pqbrief printed." };
    notice(said.ok ? "" : said.error);
    return said;
  } catch {
    notice("pqbrief is not running any more; start it again and open the address that it prints.");
    return { ok: false };
  }
}

function notice(text) {
  at("notice").textContent = text;
  at("notice").hidden = !text;
}

const page = {
  async press(place, action, confirm) {
    if (confirm && !(await asked(confirm))) return;
    const root = place.view ? (place.view === latest.home?.id ? at("home") : at("modal")) : document.querySelector(`[data-ts="${CSS.escape(place.ts)}"]`);
    tell("press", { place, action, state: root ? readStates(root) : {} });
  },
  async suggest(place, action, typed) {
    return (await tell("suggest", { place, action, typed })).options || [];
  },
};

function asked(confirm) {
  const dialog = at("confirm");
  const yes = make("button", { type: "button", class: `button ${confirm.style || "primary"}` }, confirm.confirm.text);
  const no = make("button", { type: "button", class: "button" }, confirm.deny.text);
  dialog.replaceChildren(
    make("h2", { id: "confirm-title" }, confirm.title.text), make("div", { class: "modal-body" }, ...textObject(confirm.text)), make("div", { class: "modal-foot" }, no, yes));
  dialog.showModal();
  return new Promise((answer) => {
    const done = (value) => { dialog.close(); answer(value); };
    yes.addEventListener("click", () => done(true));
    no.addEventListener("click", () => done(false));
    dialog.addEventListener("cancel", () => answer(false), { once: true });
  });
}

function drawMessage(message) {
  const place = { ts: message.ts };
  const name = message.mine ? "You" : "pqbrief";
  const head = make("p", { class: "who" }, make("strong", {}, name), message.mine ? null : make("span", { class: "badge" }, "APP"), make("time", {}, message.at));
  const body = make("div", { class: "body" }, head);
  if (message.private) body.prepend(make("p", { class: "private" }, "Only visible to you"));
  body.append(...drawMessageBody(message, place, page));
  for (const unfurl of message.unfurls) body.append(make("div", { class: "unfurl" }, ...drawBlocks(unfurl.blocks, place, page)));
  const menu = make("div", { class: "tools" });
  for (const shortcut of shortcuts.filter((one) => one.type === "message")) {
    const use = make("button", { type: "button", class: "tool", "data-callback": shortcut.callback_id }, shortcut.name);
    use.addEventListener("click", () => tell("shortcut", { callback_id: shortcut.callback_id, ts: message.ts }));
    menu.append(use);
  }
  const picture = make("span", { class: `avatar ${message.mine ? "you" : "app"}`, "aria-hidden": "true" }, message.mine ? "Y" : "pq");
  const classes = `message${message.private ? " ephemeral" : ""}${message.thread_ts ? " reply" : ""}`;
  const node = make("article", { class: classes, "data-ts": message.ts, "data-version": message.version, "aria-label": `${name}, ${message.at}` }, picture, body);
  if (message.mine && menu.childElementCount) node.append(menu);
  return node;
}

function inOrder(messages) {
  const known = new Set(messages.map((message) => message.ts));
  const replies = new Map();
  const roots = [];
  for (const message of messages) {
    const root = message.thread_ts && known.has(message.thread_ts) && message.thread_ts !== message.ts ? message.thread_ts : null;
    if (root) replies.set(root, [...(replies.get(root) || []), message]);
    else roots.push(message);
  }
  return roots.flatMap((message) => [message, ...(replies.get(message.ts) || [])]);
}

function drawMessages() {
  const log = at("messages");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const wanted = inOrder(latest.messages.filter((message) => message.channel === where));
  const held = new Map([...log.children].map((node) => [node.dataset.ts, node]));
  let added = null;
  wanted.forEach((message, place) => {
    let node = held.get(message.ts);
    held.delete(message.ts);
    if (!node || node.dataset.version !== String(message.version)) {
      const fresh = drawMessage(message);
      const before = node ? node.offsetHeight : 0;
      if (node) node.replaceWith(fresh);
      if (!before || fresh.offsetHeight > before * 2) added ||= fresh; // new, or what stood in for it until it was ready
      node = fresh;
    }
    if (log.children[place] !== node) log.insertBefore(node, log.children[place] || null);
  });
  for (const node of held.values()) node.remove();
  const near = added && (atEnd || added === log.lastElementChild);
  if (near) added.scrollIntoView({ block: added.offsetHeight > log.clientHeight ? "start" : "nearest" });
}

function drawModal() {
  const dialog = at("modal");
  const modal = latest.modal;
  const mark = modal ? `${modal.id} ${modal.hash}` : "";
  if (mark === shownModal) return;
  const typed = modal && shownModal.startsWith(modal.id) ? readTyped(dialog) : new Map();
  shownModal = mark;
  if (!modal) { dialog.close(); dialog.replaceChildren(); return; }
  const close = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  const cancel = make("button", { type: "button", class: "button" }, modal.close?.text || "Cancel");
  const submit = modal.submit ? make("button", { type: "submit", class: "button primary" }, modal.submit.text) : null;
  const form = make("form", { method: "dialog", novalidate: true },
    make("header", { class: "modal-head" }, make("h2", { id: "modal-title" }, modal.title.text), close),
    make("div", { class: "modal-body" }, ...drawBlocks(modal.blocks, { view: modal.id }, page)),
    make("footer", { class: "modal-foot" }, cancel, submit));
  close.addEventListener("click", () => tell("close", { view: modal.id }));
  cancel.addEventListener("click", () => tell("close", { view: modal.id }));
  form.addEventListener("submit", (event) => { event.preventDefault(); send(form, modal, submit); });
  dialog.replaceChildren(form);
  for (const [key, value] of typed) restore(dialog, key, value);
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector(".modal-body input, .modal-body textarea, .modal-body select") || close).focus();
}

// What was typed into a form stays when the app fills in the rest of it.
function readTyped(dialog) {
  const held = new Map();
  for (const node of dialog.querySelectorAll("[data-block]")) {
    if ("value" in node && node.value !== node.defaultValue) held.set(`${node.dataset.block} ${node.dataset.action}`, node.value);
  }
  return held;
}

function restore(dialog, key, value) {
  const [block, action] = key.split(" ");
  const node = dialog.querySelector(`[data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]`);
  if (node && "value" in node && node.tagName !== "SELECT") node.value = value;
}

async function send(form, modal, submit) {
  for (const error of form.querySelectorAll(".error")) error.hidden = true;
  const missing = form.querySelector(":invalid");
  if (missing) { problem(missing.closest(".input"), missing.validationMessage); missing.focus(); return; }
  if (submit) submit.disabled = true;
  const said = await tell("submit", { view: modal.id, state: readStates(form) });
  if (submit) submit.disabled = false;
  for (const [block, text] of Object.entries(said.errors || {})) problem(form.querySelector(`[data-block-id="${CSS.escape(block)}"]`), text);
  if (!said.ok) problem(form.querySelector(".input"), said.error);
}

function problem(place, text) {
  const error = place?.querySelector(".error");
  if (!error) { notice(text); return; }
  error.textContent = text;
  error.hidden = false;
}

function drawHome() {
  const mark = latest.home ? latest.home.hash : "none";
  if (mark === shownHome) return;
  shownHome = mark;
  at("home").replaceChildren(...(latest.home ? drawBlocks(latest.home.blocks, { view: latest.home.id }, page) : [make("p", { class: "empty" }, "The app shows nothing here yet.")]));
}

function draw() {
  const home = where === "home";
  at("messages").hidden = home;
  at("composer").hidden = home;
  at("home").hidden = !home;
  at("tips").hidden = home;
  at("place-name").textContent = PLACES[where].name;
  at("place-about").textContent = PLACES[where].about;
  at("status").textContent = latest.status ? `pqbrief ${latest.status}` : "";
  at("prompts").replaceChildren(...(where === "D0TRY" ? latest.prompts : []).map((prompt) => {
    const use = make("button", { type: "button", class: "button" }, prompt.title);
    use.addEventListener("click", () => tell("type", { text: prompt.message, channel: where }));
    return use;
  }));
  for (const place of document.querySelectorAll("[data-place]")) {
    if (place.dataset.place === where) place.setAttribute("aria-current", "page"); else place.removeAttribute("aria-current");
  }
  drawMessages();
  drawHome();
  drawModal();
}

function go(place) {
  where = place;
  draw();
  if (place === "home") tell("home", {}); else at("typed").focus();
}

async function watch() {
  for (;;) {
    try {
      const answer = await fetch(`state?seen=${seen}`);
      if (!answer.ok) throw new Error(String(answer.status));
      latest = await answer.json();
      seen = latest.version;
      draw();
    } catch (error) {
      if (!(error instanceof TypeError) && !/^\d+$/.test(error.message)) console.error(error);
      await new Promise((later) => setTimeout(later, 2000));
    }
  }
}

at("composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = at("typed").value.trim();
  if (!text) return;
  at("typed").value = "";
  const said = await tell("type", { text, channel: where });
  if (!said.ok && !at("typed").value) at("typed").value = text;
});
at("typed").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); at("composer").requestSubmit(); }
});
at("modal").addEventListener("cancel", (event) => { event.preventDefault(); if (latest.modal) tell("close", { view: latest.modal.id }); });
for (const place of document.querySelectorAll("[data-place]")) place.addEventListener("click", () => go(place.dataset.place));
for (const shortcut of document.querySelectorAll(".shortcut")) shortcut.addEventListener("click", () => tell("shortcut", { callback_id: shortcut.dataset.callback }));
at("typed").focus();
watch();

// What can be pressed, chosen and typed into. Each element keeps its state in Slack's own form.

import { make, textObject } from "./text.js";

const words = (object) => (object ? object.text : "");

export function draw(element, block, place, page) {
  const act = (extra) => page.press(place, { type: element.type, action_id: element.action_id, block_id: block.block_id, action_ts: String(Date.now() / 1000), ...extra }, element.confirm);
  const kind = KINDS[element.type];
  return kind ? kind({ element, block, place, page, act, input: block.type === "input" }) : make("span", { class: "unknown" }, `(${element.type})`);
}

function button({ element, act }) {
  const style = element.style ? ` ${element.style}` : "";
  const node = make("button", { type: "button", class: `button${style}`, "aria-label": element.accessibility_label, "data-action": element.action_id }, words(element.text));
  node.addEventListener("click", () => {
    if (element.url && /^https?:/.test(element.url)) window.open(element.url, "_blank", "noopener,noreferrer");
    act({ text: element.text, ...(element.value === undefined ? {} : { value: element.value }) });
  });
  return node;
}

const keep = (node, element, block, read) => {
  node.dataset.block = block.block_id;
  node.dataset.action = element.action_id;
  node.readState = () => ({ type: element.type, ...read() });
  return node;
};

const allOptions = (element) => element.options || (element.option_groups || []).flatMap((group) => group.options);

function select({ element, block, act, input }) {
  const options = allOptions(element);
  const node = make("select", { "aria-label": input ? null : words(element.placeholder) || "Choose" });
  const entry = (option) => make("option", { value: option.value, selected: element.initial_option?.value === option.value }, words(option.text));
  node.append(make("option", { value: "" }, words(element.placeholder) || "Choose"));
  if (element.options) node.append(...element.options.map(entry));
  for (const group of element.option_groups || []) node.append(make("optgroup", { label: words(group.label) }, ...group.options.map(entry)));
  const read = () => ({ selected_option: options.find((option) => option.value === node.value) || null });
  if (!input) node.addEventListener("change", () => node.value && act(read()));
  return keep(node, element, block, read);
}

function ticks({ element, block, act, input }) {
  const single = element.type === "radio_buttons";
  const options = allOptions(element);
  const first = new Set(single ? [element.initial_option?.value] : (element.initial_options || []).map((option) => option.value));
  const box = make("div", { class: "ticks", role: single ? "radiogroup" : "group" });
  const name = `${block.block_id}-${element.action_id}`;
  for (const option of options) {
    const tick = make("input", { type: single ? "radio" : "checkbox", name, value: option.value, checked: first.has(option.value) });
    const label = make("label", {}, tick, make("span", {}, ...textObject(option.text)));
    if (option.description) label.append(make("small", {}, ...textObject(option.description)));
    box.append(label);
    if (!input) tick.addEventListener("change", () => act(read()));
  }
  const chosen = () => options.filter((option) => [...box.querySelectorAll("input")].some((tick) => tick.checked && tick.value === option.value));
  const read = () => (single ? { selected_option: chosen()[0] || null } : { selected_options: chosen() });
  return keep(box, element, block, read);
}

// A choice of several, and every choice whose options the app gives while one types: chips, and a way to add to them.
function chips({ element, block, place, page, act, input }) {
  const many = element.type.startsWith("multi_");
  const asked = element.type.endsWith("external_select");
  let offered = asked ? [] : allOptions(element);
  let chosen = many ? [...(element.initial_options || [])] : element.initial_option ? [element.initial_option] : [];
  const list = make("ul", { class: "chips" });
  const hint = words(element.placeholder) || (asked ? "Type to search" : "Add");
  const named = { "aria-label": input ? null : hint };
  const suggestions = make("datalist", { id: `list-${block.block_id}-${element.action_id}` });
  const box = asked ? make("input", { type: "text", list: suggestions.id, placeholder: hint, ...named }) : make("select", named);
  const node = make("div", { class: "chooser" }, list, box, suggestions);
  const read = () => (many ? { selected_options: chosen } : { selected_option: chosen[0] || null });
  const changed = () => { show(); if (!input) act(read()); };
  const left = () => offered.filter((option) => !chosen.some((other) => other.value === option.value));
  const show = () => {
    list.replaceChildren(...chosen.map((option) => {
      const remove = make("button", { type: "button", class: "remove", "aria-label": `Remove ${words(option.text)}` }, "×");
      remove.addEventListener("click", () => { chosen = chosen.filter((other) => other !== option); changed(); box.focus(); });
      return make("li", {}, words(option.text), remove);
    }));
    if (asked) suggestions.replaceChildren(...left().map((option) => make("option", { value: words(option.text) })));
    else box.replaceChildren(make("option", { value: "" }, hint), ...left().map((option) => make("option", { value: option.value }, words(option.text))));
    box.hidden = !asked && !left().length;
  };
  const take = (found) => {
    if (!found) return;
    chosen = many ? [...chosen, found] : [found];
    box.value = "";
    changed();
  };
  if (asked) {
    const typedIn = () => take(left().find((option) => words(option.text) === box.value));
    let turn = 0;
    box.addEventListener("input", async () => {
      typedIn();
      if (box.value.length < (element.min_query_length ?? 3)) return;
      const mine = ++turn;
      const found = await page.suggest(place, { action_id: element.action_id, block_id: block.block_id }, box.value);
      if (mine === turn) { offered = found; show(); typedIn(); }
    });
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); typedIn(); } });
  } else {
    box.addEventListener("change", () => take(left().find((option) => option.value === box.value)));
  }
  show();
  return keep(node, element, block, read);
}

function typed({ element, block, act, input }) {
  const tag = element.multiline ? "textarea" : "input";
  const type = { email_text_input: "email", url_text_input: "url", number_input: "number" }[element.type] || "text";
  const node = make(tag, {
    type: tag === "input" ? type : null, placeholder: words(element.placeholder), maxlength: element.max_length, minlength: element.min_length,
    rows: element.multiline ? 4 : null, "aria-label": input ? null : words(element.placeholder),
  });
  node.value = element.initial_value || "";
  const read = () => ({ value: node.value === "" ? null : node.value });
  if (!input || block.dispatch_action) node.addEventListener("change", () => act(read()));
  return keep(node, element, block, read);
}

function day({ element, block, act, input }) {
  const node = make("input", { type: "date", "aria-label": input ? null : words(element.placeholder) || "Date" });
  node.value = element.initial_date || "";
  const read = () => ({ selected_date: node.value || null });
  if (!input) node.addEventListener("change", () => act(read()));
  return keep(node, element, block, read);
}

function conversation({ element, block, act, input }) {
  const field = { users: "selected_user", channels: "selected_channel", conversations: "selected_conversation" }[element.type.replace("multi_", "").replace("_select", "")];
  const many = element.type.startsWith("multi_");
  const options = element.type.includes("users") ? [["U0YOU", "you"]] : [["C0TRY", "# try-it"], ["D0TRY", "pqbrief (direct message)"]];
  const node = make("select", { "aria-label": input ? null : words(element.placeholder) || "Choose" });
  node.append(make("option", { value: "" }, words(element.placeholder) || "Choose"));
  node.append(...options.map(([value, label]) => make("option", { value, selected: value === element[`initial_${field.slice(9)}`] || (element.default_to_current_conversation && value === "C0TRY") }, label)));
  const read = () => (many ? { [`${field}s`]: node.value ? [node.value] : [] } : { [field]: node.value || null });
  if (!input) node.addEventListener("change", () => node.value && act(read()));
  return keep(node, element, block, read);
}

function overflow({ element, act }) {
  const menu = make("details", { class: "overflow" }, make("summary", { "aria-label": "More" }, "⋯"));
  const list = make("div", { class: "menu" });
  for (const option of element.options) {
    const entry = make("button", { type: "button" }, words(option.text));
    entry.addEventListener("click", () => { menu.open = false; act({ selected_option: option }); });
    list.append(entry);
  }
  menu.append(list);
  return menu;
}

const image = ({ element }) => make("span", { class: "image", role: "img", "aria-label": element.alt_text }, `[${element.alt_text}]`);

const KINDS = {
  button, overflow, image, datepicker: day, static_select: select, radio_buttons: ticks, checkboxes: ticks,
  multi_static_select: chips, external_select: chips, multi_external_select: chips,
  plain_text_input: typed, email_text_input: typed, url_text_input: typed, number_input: typed,
  users_select: conversation, channels_select: conversation, conversations_select: conversation,
  multi_users_select: conversation, multi_channels_select: conversation, multi_conversations_select: conversation,
};

export function readStates(root) {
  const values = {};
  for (const node of root.querySelectorAll("[data-block]")) {
    if (node.readState) (values[node.dataset.block] ||= {})[node.dataset.action] = node.readState();
  }
  return values;
}

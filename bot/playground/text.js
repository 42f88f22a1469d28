// Text as Slack shows it. Everything becomes text nodes: no string is ever read as HTML.

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
}

export function link(url, label) {
  let web = false;
  try { web = ["http:", "https:"].includes(new URL(url).protocol); } catch { web = false; }
  if (!web) return document.createTextNode(label || url);
  const node = make("a", { href: url, target: "_blank", rel: "noopener noreferrer" });
  node.append(typeof label === "string" ? label : label || url);
  return node;
}

const unescape = (text) => text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);

const MARKS = [
  [/```([\s\S]+?)```/, (found) => make("pre", {}, unescape(found[1]))],
  [/`([^`\n]+)`/, (found) => make("code", {}, unescape(found[1]))],
  [/<([^<>]+)>/, control],
  [/(?<![\w*])\*(?=\S)([^*\n]*[^\s*])\*(?![\w*])/, (found) => make("strong", {}, ...marked(found[1]))],
  [/(?<![\w_])_(?=\S)([^_\n]*[^\s_])_(?![\w_])/, (found) => make("em", {}, ...marked(found[1]))],
  [/(?<![\w~])~(?=\S)([^~\n]*[^\s~])~(?![\w~])/, (found) => make("s", {}, ...marked(found[1]))],
];

function control(found) {
  const [target, label] = found[1].split(/\|([\s\S]*)/);
  if (target.startsWith("!date")) return document.createTextNode(unescape(label || ""));
  if (/^[!@#]/.test(target)) return ping(label || target.replace(/^!(subteam\^)?/, "@"));
  return link(unescape(target), label ? unescape(label) : "");
}

export const people = { U0PQBRIEF: "pqbrief", U0YOU: "you" };
export function ping(target) {
  const name = target.replace(/^[@#]/, "");
  return make("span", { class: "ping" }, `${target.startsWith("#") ? "#" : "@"}${people[name] || name}`);
}

// Slack's own markup ("mrkdwn"), within one line or several.
export function marked(text) {
  const nodes = [];
  let rest = text;
  while (rest) {
    let first = null;
    for (const [pattern, build] of MARKS) {
      const found = pattern.exec(rest);
      if (found && (!first || found.index < first.found.index)) first = { found, build };
    }
    if (!first) break;
    if (first.found.index) nodes.push(...lines(rest.slice(0, first.found.index)));
    nodes.push(first.build(first.found));
    rest = rest.slice(first.found.index + first.found[0].length);
  }
  return rest ? [...nodes, ...lines(rest)] : nodes;
}

function lines(text) {
  return unescape(text).split("\n").flatMap((line, number) => (number ? [make("br"), line] : [line])).filter((part) => part !== "");
}

export function mrkdwn(text) {
  const out = [];
  let quoted = [];
  const close = () => { if (quoted.length) out.push(make("blockquote", {}, ...marked(quoted.join("\n")))); quoted = []; };
  let plain = [];
  const flush = () => { if (plain.length) out.push(make("div", {}, ...marked(plain.join("\n")))); plain = []; };
  for (const line of text.split("\n")) {
    const quote = /^&gt; ?(.*)$/.exec(line);
    if (quote) { flush(); quoted.push(quote[1]); } else { close(); plain.push(line); }
  }
  close(); flush();
  return out;
}

export function textObject(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : lines(object.text.replace(/&/g, "&amp;"));
}

// Rich text, an element at a time.
function styled(node, style = {}) {
  let out = node;
  for (const [name, tag] of [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"]]) {
    if (style[name]) out = make(tag, {}, out);
  }
  return out;
}

function inline(element) {
  const build = {
    text: () => { const span = make("span"); span.append(...element.text.split("\n").flatMap((line, n) => (n ? [make("br"), line] : [line]))); return span; },
    link: () => link(element.url, element.text || element.url),
    emoji: () => make("span", { role: "img", "aria-label": element.name }, element.unicode ? String.fromCodePoint(...element.unicode.split("-").map((code) => parseInt(code, 16))) : `:${element.name}:`),
    user: () => ping(`@${element.user_id}`),
    usergroup: () => ping(`@${element.usergroup_id}`),
    channel: () => ping(`#${element.channel_id}`),
    broadcast: () => ping(`@${element.range}`),
    date: () => make("span", {}, element.fallback || new Date(element.timestamp * 1000).toLocaleDateString("en-GB")),
    color: () => make("span", {}, element.value),
  }[element.type];
  return build ? styled(build(), element.style) : make("span");
}

export function rich(element) {
  const content = () => element.elements.map(inline);
  if (element.type === "rich_text_list") {
    const tag = element.style === "ordered" ? "ol" : "ul";
    const list = make(tag, { class: `rich indent-${Math.min(element.indent || 0, 8)}`, start: element.offset ? element.offset + 1 : null });
    list.append(...element.elements.map((item) => make("li", {}, ...item.elements.map(inline))));
    return list;
  }
  if (element.type === "rich_text_quote") return make("blockquote", {}, ...content());
  if (element.type === "rich_text_preformatted") return make("pre", {}, ...content());
  return make("p", { class: "rich" }, ...content());
}

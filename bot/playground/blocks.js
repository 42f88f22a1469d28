// Block Kit, drawn.

import { draw } from "./elements.js";
import { make, mrkdwn, rich, textObject } from "./text.js";

export function drawBlocks(blocks, place, page) {
  return blocks.map((block) => {
    const kind = KINDS[block.type];
    const node = kind ? kind(block, place, page) : make("p", { class: "unknown" }, `(${block.type})`);
    node.dataset.blockId = block.block_id;
    return node;
  });
}

function section(block, place, page) {
  const text = make("div", { class: "section-text" }, ...textObject(block.text));
  if (block.fields) text.append(make("div", { class: "fields" }, ...block.fields.map((field) => make("div", {}, ...textObject(field)))));
  return make("div", { class: "section" }, text, block.accessory ? draw(block.accessory, block, place, page) : null);
}

const header = (block) => make("h2", { class: "header" }, block.text.text);
const divider = () => make("hr");
const context = (block, place, page) =>
  make("div", { class: "context" }, ...block.elements.map((element) => (element.type === "image" ? draw(element, block, place, page) : make("div", {}, ...textObject(element)))));
const actions = (block, place, page) => make("div", { class: "actions" }, ...block.elements.map((element) => draw(element, block, place, page)));
const richText = (block) => make("div", { class: "rich-text" }, ...block.elements.map(rich));
const markdown = (block) => make("div", { class: "markdown" }, ...block.text.split("\n").flatMap((line) => [line, make("br")]));
const alertBox = (block) => make("div", { class: `alert ${block.level || "default"}` }, ...textObject(block.text));
const image = (block) => make("p", { class: "image", role: "img", "aria-label": block.alt_text }, `[${block.alt_text}]`);

function input(block, place, page) {
  const element = draw(block.element, block, place, page);
  const id = `input-${block.block_id}`;
  const single = ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName) ? element : element.querySelector(":scope > input, :scope > select");
  if (single) single.id = id;
  if (block.optional !== true && single && !element.classList.contains("chooser")) single.required = true;
  const hint = block.hint ? make("p", { class: "hint", id: `${id}-hint` }, ...textObject(block.hint)) : null;
  if (hint && single) single.setAttribute("aria-describedby", hint.id);
  const label = single ? make("label", { for: id }, ...textObject(block.label)) : make("p", { class: "label" }, ...textObject(block.label));
  if (block.optional) label.append(make("span", { class: "optional" }, " (optional)"));
  return make("div", { class: "input" }, label, element, hint, make("p", { class: "error", role: "alert", hidden: true }));
}

function cell(content, tag, setting) {
  const node = make(tag, { class: `align-${setting?.align || "left"}${setting?.is_wrapped ? " wrapped" : ""}`, scope: tag === "th" ? "col" : null });
  if (content.type === "rich_text") node.append(...content.elements.map(rich));
  else node.append(content.type === "raw_number" ? content.text || String(content.value) : content.text);
  return node;
}

function table(block) {
  const settings = block.column_settings || [];
  const row = (cells, tag) => make("tr", {}, ...cells.map((content, column) => cell(content, tag, settings[column])));
  const [head, ...body] = block.rows;
  const grid = make("table", {}, make("thead", {}, row(head, "th")), make("tbody", {}, ...body.map((cells) => row(cells, "td"))));
  return make("div", { class: "table", tabindex: "0", role: "region", "aria-label": "Table" }, grid);
}

const SVG = "http://www.w3.org/2000/svg";
function shape(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

// A chart: bars for every kind that has an axis (the numbers are what counts here), and for a pie a row of its parts.
function chart(block) {
  const series = block.chart.series || [{ name: block.title, data: block.chart.segments || [] }];
  const labels = block.chart.axis_config?.categories || series[0].data.map((point) => point.label);
  const most = Math.max(1, ...series.flatMap((one) => one.data.map((point) => point.value)));
  const [wide, high, foot] = [560, 150, 22];
  const spoken = series.map((one) => `${one.name}: ${one.data.map((point) => `${point.label} ${point.value}`).join(", ")}`).join("; ");
  const picture = shape("svg", { viewBox: `0 0 ${wide} ${high + foot}`, role: "img", "aria-label": `${block.title}. ${spoken}` });
  const slot = wide / Math.max(labels.length, 1);
  const bar = Math.min((slot * 0.7) / series.length, 48);
  labels.forEach((label, column) => {
    const middle = slot * (column + 0.5);
    series.forEach((one, number) => {
      const value = one.data[column]?.value ?? 0;
      const tall = (value / most) * (high - 18);
      const left = middle - (bar * series.length) / 2 + bar * number;
      picture.append(shape("rect", { x: left, y: high - tall, width: bar - 2, height: tall, rx: 2, class: `series-${number % 6}` }));
      picture.append(shape("text", { x: left + bar / 2 - 1, y: high - tall - 4, "text-anchor": "middle", class: "value" }, String(value)));
    });
    picture.append(shape("text", { x: middle, y: high + 15, "text-anchor": "middle", class: "label" }, label));
  });
  picture.append(shape("line", { x1: 0, x2: wide, y1: high, y2: high, class: "axis" }));
  return make("figure", { class: "chart" }, make("figcaption", {}, block.title), picture);
}

const KINDS = { section, header, divider, context, actions, rich_text: richText, markdown, input, table, data_visualization: chart, image, alert: alertBox };

export function drawMessageBody(message, place, page) {
  if (message.blocks && message.blocks.length) return drawBlocks(message.blocks, place, page);
  return mrkdwn(message.text || "");
}


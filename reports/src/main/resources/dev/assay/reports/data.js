"use strict";
/** What the other scripts share: the run's data in seconds, what is in view of the time axis, and how things are written. */
const assay = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const toSeconds = (micros) => micros < 0 ? -1 : micros / 1e6;
  const operations = data.operations;
  operations.from = operations.from.map(toSeconds);
  operations.to = operations.to.map(toSeconds);
  for (const bar of [...data.faults, ...data.reigns]) { bar.from = toSeconds(bar.from); bar.to = toSeconds(bar.to); }
  data.run.seconds = data.run.micros / 1e6;

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const color = Object.fromEntries(["ink", "soft", "line", "paper", "card", "ok", "no", "unknown", "network", "clock", "halt", "fail", "accent"].map((name) => [name, css("--" + name)]));
  const outcomes = [{ name: "ok", color: color.ok }, { name: "certainly not", color: color.no }, { name: "unknown", color: color.unknown }];

  const whole = { min: 0, max: Math.max(data.run.seconds, 0.001) };
  const view = { ...whole };
  const listeners = [];

  /** Brings a stretch of time into view, everywhere on the page. */
  function show(min, max) {
    const width = Math.min(Math.max(max - min, 0.002), whole.max);
    view.min = Math.min(Math.max(min, 0), whole.max - width);
    view.max = view.min + width;
    listeners.forEach((listener) => listener());
  }

  /** What charts and lanes leave free at their left, so that their times stand below each other. */
  const gutter = (host) => host.clientWidth < 600 ? 74 : 110;

  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") node.addEventListener("click", value);
      else node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  }

  const table = (head, rows) => el("div", { class: "scroll" }, el("table", {},
    el("thead", {}, el("tr", {}, ...head.map((name) => el("th", {}, name)))), el("tbody", {}, ...rows)));
  const row = (...cells) => el("tr", {}, ...cells.map((cell) => cell instanceof Element && cell.tagName === "TD" ? cell : el("td", {}, cell)));
  const number = (text) => el("td", { class: "number" }, text);
  const into = (id, ...children) => document.querySelector(`#${id} > div`).append(...children);
  const seconds = (value) => value.toFixed(3) + " s";
  const count = (amount, word) => `${amount} ${word}${amount === 1 ? "" : "s"}`;
  const end = (to) => to < 0 ? whole.max : to;

  /** When an operation of unknown outcome had its client give up, it may have taken effect later still. */
  const until = (position) => operations.to[position] < 0 ? "never" : seconds(operations.to[position]);
  const happened = (position) => outcomes[operations.outcome[position]].name;
  const named = (position) => data.names[operations.f[position]];
  const error = (position) => operations.errors[position] || "";

  /** Faults that took place or may have, in the colour of what they strike. */
  const struck = (f) => f.startsWith("clock") ? color.clock : /^(kill|pause|stop|power)/.test(f) ? color.halt : color.network;
  const injected = data.faults.filter((fault) => fault.effect !== "refused");
  injected.forEach((fault) => { fault.fill = struck(fault.f); });

  return { data, injected, operations, color, outcomes, whole, view, listeners, show, gutter, el, table, row, number, into, seconds, count, end, until, happened, named, error };
})();

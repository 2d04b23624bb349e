"use strict";
/** Operations that contradict each other, in the order of their beginnings, as bars on a time axis of their own: long stretches without any are cut out. */
assay.picture = (() => {
  const { operations, outcomes, el, seconds, until, happened, named, error } = assay;
  const LANES_MAX = 16;

  /** A scale from seconds to percent, and where it leaps over idle time. */
  function scale(bars) {
    const busy = [];
    for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
      const last = busy.at(-1);
      if (last && bar.from <= last.to) last.to = Math.max(last.to, bar.to);
      else busy.push({ from: bar.from, to: bar.to });
    }
    const total = Math.max(busy.reduce((sum, part) => sum + part.to - part.from, 0), 1e-6);
    const margin = total * 0.06;
    const leap = total * 0.18;
    const breaks = [];
    let at = margin;
    busy.forEach((part, i) => {
      const idle = i ? part.from - busy[i - 1].to : 0;
      if (idle > leap) breaks.push({ from: at, to: at + leap, seconds: idle });
      at += Math.min(idle, leap);
      part.at = at;
      at += part.to - part.from;
    });
    const width = at + margin;
    const percent = (drawn) => drawn / width * 100;
    const x = (time) => {
      let part = busy[0];
      for (const next of busy) if (next.from <= time) part = next;
      return percent(part.at + Math.min(time, part.to) - part.from);
    };
    return { x, breaks: breaks.map((gap) => ({ from: percent(gap.from), to: percent(gap.to), seconds: gap.seconds })) };
  }

  function bar(position, x) {
    const from = operations.from[position], to = Math.max(operations.to[position], from);
    const left = x(from), width = Math.max(x(to) - left, 0.4);
    const open = operations.outcome[position] === 2;
    const node = el("div", { class: open ? "bar open" : "bar" });
    node.style.left = left + "%";
    node.style.width = (open ? 100 - left : width) + "%";
    node.style.setProperty("--bar", outcomes[operations.outcome[position]].color);
    node.style.setProperty("--waited", open ? width / Math.max(100 - left, 0.1) * 100 + "%" : "100%");
    const right = left > 45;
    const label = el("div", { class: "label" }, `${named(position)}: ${assay.values.line(operations.text[position])}${error(position) ? " · " + error(position) : ""}`);
    label.title = label.textContent;
    if (right) { label.style.right = Math.max(100 - left - width, 0) + "%"; label.style.maxWidth = left + width + "%"; }
    else { label.style.left = left + "%"; label.style.maxWidth = 100 - left + "%"; }
    return [node, label];
  }

  function of(positions) {
    const drawn = positions.slice(0, LANES_MAX);
    const { x, breaks } = scale(drawn.map((i) => ({ from: operations.from[i], to: Math.max(operations.to[i], operations.from[i]) })));
    const placed = (attributes, style, ...children) => { const node = el("div", attributes, ...children); Object.assign(node.style, style); return node; };
    const gaps = () => breaks.map((gap) => placed({ class: "gap" }, { left: gap.from + "%", width: gap.to - gap.from + "%" }));
    const lanes = drawn.map((position) => el("div", { class: "lane" },
      el("div", { class: "who" }, assay.link(position), el("span", {}, `process ${operations.process[position]}`)),
      el("div", { class: "track" }, ...gaps(), ...bar(position, x))));
    const first = operations.from[drawn[0]], last = Math.max(...drawn.map((i) => Math.max(operations.to[i], operations.from[i])));
    const axis = el("div", { class: "track" },
      ...breaks.map((gap) => placed({ class: "leap" }, { left: (gap.from + gap.to) / 2 + "%" }, "⋯ " + assay.values.duration(gap.seconds))),
      placed({ class: "start" }, { left: x(first) + "%" }, seconds(first)), placed({ class: "stop" }, { right: 100 - x(last) + "%" }, seconds(last)));
    const sentence = drawn.map((i) => `#${operations.index[i]} ${named(i)} from ${seconds(operations.from[i])} to ${until(i)}, ${happened(i)}`).join("; ");
    return el("div", { class: "picture", role: "img", "aria-label": sentence }, ...lanes, el("div", { class: "lane axis" }, el("div", { class: "who" }), axis));
  }

  return of;
})();

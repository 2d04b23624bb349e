"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const color = { ok: css("--ok"), fail: css("--no"), unknown: css("--unknown"), fault: css("--fault"), bad: css("--fail"), ink: css("--ink"), soft: css("--soft"), line: css("--line"), accent: css("--accent") };
  const toSeconds = (micros) => micros < 0 ? -1 : micros / 1e6;
  const ops = data.operations;
  ops.from = ops.from.map(toSeconds);
  ops.to = ops.to.map(toSeconds);
  for (const bar of [...data.faults, ...data.reigns]) { bar.from = toSeconds(bar.from); bar.to = toSeconds(bar.to); }
  data.run.seconds = data.run.micros / 1e6;
  const interval = data.rate.intervalMillis / 1e3;
  const rate = {
    time: data.rate.ok.map((_, i) => i * interval),
    ...Object.fromEntries(["ok", "fail", "unknown"].map((name) => [name, data.rate[name].map((count) => count / interval)])),
    ...Object.fromEntries(["p50", "p95", "max"].map((name) => [name, data.rate[name].map((micros) => micros ? micros / 1e3 : null)])),
  };
  const whole = { min: 0, max: Math.max(data.run.seconds, 0.001) };
  const view = { ...whole };
  const listeners = [];

  const el = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") node.addEventListener("click", value);
      else node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  };
  const into = (id, ...children) => document.querySelector(`#${id} > div`).append(...children);
  const seconds = (value) => value.toFixed(3) + " s";

  function show(min, max) {
    const width = Math.min(Math.max(max - min, 0.002), whole.max);
    view.min = Math.min(Math.max(min, 0), whole.max - width);
    view.max = view.min + width;
    listeners.forEach((listener) => listener());
  }

  function verdict() {
    const run = data.run;
    const facts = [`${run.system} on ${run.nodes.length} nodes in ${run.environment}`, `workload ${run.workload}`, `seed ${run.seed}`, `${run.seconds.toFixed(1)} s`, ...(run.mutants.length ? [`mutants: ${run.mutants.join(", ")}`] : [])];
    document.getElementById("verdict").append(
      el("h1", {}, el("span", { class: `badge ${run.verdict}` }, run.verdict), el("span", { class: "cause" }, run.cause)),
      el("p", { class: "facts" }, facts.join(" · ")),
      el("p", { class: "facts" }, "Repeat it:"),
      el("pre", {}, run.repeat));
  }

  function link(position) {
    const button = el("button", { type: "button", class: "evidence-operation", onclick: () => {
      const from = ops.from[position], to = ops.to[position] < 0 ? from + 0.5 : ops.to[position];
      const margin = Math.max((to - from) * 2, 0.05);
      show(from - margin, to + margin);
      document.getElementById("lanes-frame").scrollIntoView({ block: "center" });
    } }, `#${ops.index[position]}`);
    return button;
  }

  function operationRow(position) {
    const to = ops.to[position];
    return el("tr", {}, el("td", {}, link(position)), el("td", {}, String(ops.process[position])),
      el("td", {}, data.names[ops.f[position]]), el("td", {}, ["ok", "certainly not", "unknown"][ops.outcome[position]]),
      el("td", { class: "number" }, seconds(ops.from[position])), el("td", { class: "number" }, to < 0 ? "never" : seconds(to)),
      el("td", {}, el("code", {}, ops.text[position])));
  }

  function operationTable(positions) {
    return el("table", {}, el("thead", {}, el("tr", {}, ...["operation", "process", "what", "outcome", "invoked", "completed", "value"].map((name) => el("th", {}, name)))),
      el("tbody", {}, ...positions.map(operationRow)));
  }

  function contradiction() {
    const failed = data.checkers.filter((checker) => checker.verdict === "FAIL");
    if (!failed.length) return;
    document.getElementById("contradiction").hidden = false;
    for (const checker of failed) {
      const card = el("div", { class: "card bad" }, el("strong", {}, `${checker.name}: `), checker.summary);
      for (const evidence of checker.evidence.slice(0, 20)) {
        card.append(el("p", {}, evidence.text));
        if (evidence.operations.length) card.append(operationTable(evidence.operations.slice(0, 40)));
      }
      if (checker.evidence.length > 20) card.append(el("p", {}, `and ${checker.evidence.length - 20} more, in results.json`));
      into("contradiction", card);
    }
  }

  function checkers() {
    into("checkers", el("table", {}, el("thead", {}, el("tr", {}, ...["verdict", "checker", "found"].map((name) => el("th", {}, name)))),
      el("tbody", {}, ...data.checkers.map((checker) => el("tr", {},
        el("td", {}, el("span", { class: `badge ${checker.verdict}` }, checker.verdict)), el("td", {}, checker.name),
        el("td", {}, checker.summary, el("div", { class: "hint" }, checker.statistics)))))));
  }

  function faults() {
    if (!data.faults.length) { into("faults", el("p", {}, "None was injected.")); return; }
    into("faults", el("table", {}, el("thead", {}, el("tr", {}, ...["from", "until", "fault", "targets", "effect", "facts"].map((name) => el("th", {}, name)))),
      el("tbody", {}, ...data.faults.map((fault) => el("tr", {},
        el("td", { class: "number" }, seconds(fault.from)), el("td", { class: "number" }, fault.to < 0 ? "end" : seconds(fault.to)),
        el("td", {}, fault.f), el("td", {}, fault.targets), el("td", {}, fault.proven ? "proven" : "not proven"), el("td", {}, el("code", {}, fault.facts)))))));
  }

  function operations() {
    into("operations", el("table", {}, el("thead", {}, el("tr", {}, ...["what", "ok", "certainly not", "unknown", "p50", "p95", "p99", "max"].map((name) => el("th", {}, name)))),
      el("tbody", {}, ...data.counts.map((row) => el("tr", {}, el("td", {}, row.f),
        ...[row.ok, row.fail, row.unknown].map((count) => el("td", { class: "number" }, String(count))),
        ...[row.p50, row.p95, row.p99, row.max].map((micros) => el("td", { class: "number" }, (micros / 1000).toFixed(1) + " ms")))))));
  }

  function run() {
    into("run", el("table", {}, el("tbody", {}, ...data.facts.map(([name, value]) => el("tr", {}, el("th", {}, name), el("td", {}, el("code", {}, value)))))));
  }

  /** Shades the faults behind a chart's lines. */
  const shade = { hooks: { drawClear: (u) => {
    for (const fault of data.faults) {
      const from = u.valToPos(fault.from, "x", true), to = u.valToPos(fault.to < 0 ? whole.max : fault.to, "x", true);
      const left = Math.max(from, u.bbox.left), right = Math.min(Math.max(to, from + 1), u.bbox.left + u.bbox.width);
      if (right <= left) continue;
      u.ctx.save();
      u.ctx.globalAlpha = 0.14;
      u.ctx.fillStyle = color.fault;
      u.ctx.fillRect(left, u.bbox.top, right - left, u.bbox.height);
      u.ctx.restore();
    }
  }, setSelect: (u) => {
    if (u.select.width > 2) show(u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x"));
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  } } };

  function chart(id, title, columns, series, log) {
    const host = document.getElementById(id);
    const axis = { stroke: color.soft, grid: { stroke: color.line, width: 1 }, ticks: { stroke: color.line } };
    const plot = new uPlot({ title, padding: [null, 0, null, 0], width: host.clientWidth, height: 190, cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: "time" } },
      scales: { x: { time: false, min: 0, max: whole.max }, y: log ? { distr: 3 } : { range: (u, min, max) => [0, Math.max(max, 1)] } },
      axes: [{ ...axis, values: (u, ticks) => ticks.map((tick) => tick + " s") }, { ...axis, size: 110 }],
      series: [{ label: "time", value: (u, value) => value == null ? "" : seconds(value) }, ...series], plugins: [shade] }, columns, host);
    plot.over.addEventListener("dblclick", () => show(whole.min, whole.max));
    listeners.push(() => plot.setScale("x", { min: view.min, max: view.max }));
    addEventListener("resize", () => plot.setSize({ width: host.clientWidth, height: 190 }));
  }

  function charts() {
    const line = (label, stroke) => ({ label, stroke, width: 1.6, points: { show: false }, spanGaps: false });
    chart("rate", "operations per second", [rate.time, rate.ok, rate.fail, rate.unknown], [line("ok", color.ok), line("certainly not", color.fail), line("unknown", color.unknown)], false);
    chart("latency", "latency of ok operations, ms", [rate.time, rate.p50, rate.p95, rate.max], [line("p50", color.accent), line("p95", color.unknown), line("max", color.bad)], true);
  }

  /** Faults, leaders and operations as horizontal bars, one lane each, drawn for what is in view. */
  function lanes() {
    const canvas = document.getElementById("lanes"), tip = document.getElementById("tip");
    const evidence = new Set(data.checkers.filter((checker) => checker.verdict === "FAIL").flatMap((checker) => checker.evidence.flatMap((item) => item.operations)));
    const faultKinds = [...new Set(data.faults.map((fault) => fault.f))];
    const operationLanes = Array.from({ length: data.run.concurrency }, () => []);
    for (let i = 0; i < ops.index.length; i++) operationLanes[ops.process[i] % data.run.concurrency].push(i);
    const rows = [
      ...faultKinds.map((kind) => ({ label: kind, height: 16, bars: data.faults.filter((fault) => fault.f === kind).map((fault) => ({ from: fault.from, to: fault.to, fill: color.fault, dashed: !fault.proven, tip: `${fault.f} ${fault.targets}\n${fault.facts}` })) })),
      ...data.run.nodes.map((node) => ({ label: node, height: 14, bars: data.reigns.filter((reign) => reign.node === node).map((reign) => ({ from: reign.from, to: reign.to, fill: color.accent, tip: `${node} leads in epoch ${reign.epoch}`, text: String(reign.epoch) })) })),
      ...operationLanes.map((positions, lane) => ({ label: `client ${lane}`, height: 11, positions })),
    ];
    const left = 110, axisHeight = 20, height = axisHeight + rows.reduce((sum, row) => sum + row.height + 2, 0);
    const end = (to) => to < 0 ? whole.max : to;
    const barOf = (i) => ({ from: ops.from[i], to: ops.to[i], fill: [color.ok, color.fail, color.unknown][ops.outcome[i]], evidence: evidence.has(i),
      tip: `#${ops.index[i]} process ${ops.process[i]} ${data.names[ops.f[i]]}: ${["ok", "certainly not", "unknown"][ops.outcome[i]]}\n${seconds(ops.from[i])} to ${ops.to[i] < 0 ? "never" : seconds(ops.to[i])}\n${ops.text[i]}` });
    const x = (time) => left + (time - view.min) / (view.max - view.min) * (canvas.clientWidth - left);
    const timeAt = (px) => view.min + (px - left) / (canvas.clientWidth - left) * (view.max - view.min);
    const inView = (row) => row.bars || visible(row.positions).map(barOf);
    function visible(positions) {
      let low = 0, high = positions.length;
      while (low < high) { const mid = (low + high) >> 1; if (ops.from[positions[mid]] <= view.max) low = mid + 1; else high = mid; }
      return positions.slice(0, low).filter((i) => end(ops.to[i]) >= view.min);
    }
    function draw() {
      const ratio = devicePixelRatio || 1, width = canvas.clientWidth;
      canvas.width = width * ratio; canvas.height = height * ratio; canvas.style.height = height + "px";
      const g = canvas.getContext("2d");
      g.scale(ratio, ratio); g.clearRect(0, 0, width, height); g.font = "11px system-ui, sans-serif"; g.textBaseline = "middle";
      let y = axisHeight;
      const step = tick((view.max - view.min) / 8);
      g.fillStyle = color.soft; g.strokeStyle = color.line;
      for (let t = Math.ceil(view.min / step) * step; t <= view.max; t += step) { g.beginPath(); g.moveTo(x(t), axisHeight); g.lineTo(x(t), height); g.stroke(); g.fillText(+t.toFixed(4) + " s", x(t) + 3, 10); }
      for (const row of rows) {
        g.globalAlpha = 1; g.fillStyle = color.soft; g.fillText(row.label, 8, y + row.height / 2);
        g.save(); g.beginPath(); g.rect(left, y, width - left, row.height); g.clip();
        for (const bar of inView(row)) {
          const from = x(bar.from), w = Math.max(x(end(bar.to)) - from, 1.5);
          g.globalAlpha = bar.dashed ? 0.25 : 0.85; g.fillStyle = bar.fill; g.fillRect(from, y + 1, w, row.height - 2);
          if (bar.evidence) { g.globalAlpha = 1; g.strokeStyle = color.bad; g.lineWidth = 2; g.strokeRect(from - 1, y + 1, w + 2, row.height - 2); g.lineWidth = 1; }
          if (bar.text && w > 20) { g.globalAlpha = 1; g.fillStyle = "#fff"; g.fillText(bar.text, Math.max(from, left) + 4, y + row.height / 2); }
        }
        g.restore(); y += row.height + 2;
      }
    }
    function tick(rough) { const power = 10 ** Math.floor(Math.log10(rough)); return [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough); }
    function hover(event) {
      const box = canvas.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
      let y = axisHeight, found = null;
      for (const row of rows) {
        if (py >= y && py < y + row.height && px > left) found = inView(row).find((bar) => px >= x(bar.from) - 2 && px <= Math.max(x(end(bar.to)), x(bar.from) + 2) + 2);
        y += row.height + 2;
      }
      tip.hidden = !found;
      if (found) { tip.textContent = found.tip; tip.style.left = Math.min(px + 12, box.width - 300) + "px"; tip.style.top = Math.min(py + 12, box.height - 60) + "px"; }
    }
    let grabbed = null;
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      const at = timeAt(event.clientX - canvas.getBoundingClientRect().left), factor = event.deltaY > 0 ? 1.25 : 0.8;
      show(at - (at - view.min) * factor, at + (view.max - at) * factor);
    }, { passive: false });
    canvas.addEventListener("pointerdown", (event) => { grabbed = { x: event.clientX, min: view.min, max: view.max }; canvas.setPointerCapture(event.pointerId); });
    canvas.addEventListener("pointerup", () => { grabbed = null; });
    canvas.addEventListener("pointermove", (event) => {
      if (!grabbed) { hover(event); return; }
      const shift = (grabbed.x - event.clientX) / (canvas.clientWidth - left) * (grabbed.max - grabbed.min);
      show(grabbed.min + shift, grabbed.max + shift);
    });
    canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
    canvas.addEventListener("dblclick", () => show(whole.min, whole.max));
    canvas.addEventListener("keydown", (event) => {
      const span = view.max - view.min, move = { ArrowLeft: -0.2, ArrowRight: 0.2 }[event.key];
      if (move) show(view.min + move * span, view.max + move * span);
      else if (event.key === "+") show(view.min + span * 0.2, view.max - span * 0.2);
      else if (event.key === "-") show(view.min - span * 0.25, view.max + span * 0.25);
    });
    document.getElementById("all").addEventListener("click", () => show(whole.min, whole.max));
    addEventListener("resize", draw);
    listeners.push(draw);
    draw();
  }

  verdict(); contradiction(); checkers(); faults(); operations(); run();
  charts(); lanes();
  document.body.dataset.ready = "true";
})();

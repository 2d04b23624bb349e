"use strict";
/** Faults, leaders and operations as horizontal bars, one lane each, drawn for what is in view. */
(() => {
  const { data, operations, color, outcomes, whole, view, seconds, end, until, happened, named, error } = assay;
  const canvas = document.getElementById("lanes"), tip = document.getElementById("tip"), range = document.getElementById("range");
  const evidence = new Set(data.checkers.filter((checker) => checker.verdict === "FAIL").flatMap((checker) => checker.evidence.flatMap((item) => item.operations)));
  const axisHeight = 20;
  const left = () => assay.gutter(canvas);
  const x = (time) => left() + (time - view.min) / (view.max - view.min) * (canvas.clientWidth - left());
  const timeAt = (px) => view.min + (px - left()) / (canvas.clientWidth - left()) * (view.max - view.min);

  const faultBar = (fault) => ({ from: fault.from, to: fault.to, fill: fault.fill, faint: fault.effect !== "proven", text: [fault.targets, fault.size].filter(Boolean).join(" "),
    tip: `${fault.label}${fault.targets ? " on " + fault.targets : ""}, ${fault.effect}\n${seconds(fault.from)} to ${fault.to < 0 ? "the end" : seconds(fault.to)}\n${assay.values.line(fault.facts)}` });
  const reignBar = (reign) => ({ from: reign.from, to: reign.to, fill: color.accent, text: String(reign.epoch), tip: `${reign.node} leads in epoch ${reign.epoch}\n${seconds(reign.from)} to ${reign.to < 0 ? "the end" : seconds(reign.to)}` });
  const operationBar = (i) => ({ from: operations.from[i], to: operations.to[i], fill: outcomes[operations.outcome[i]].color, evidence: evidence.has(i), position: i });
  const operationTip = (i) => `#${operations.index[i]} process ${operations.process[i]} ${named(i)}: ${happened(i)}\n${seconds(operations.from[i])} to ${until(i)}\n${assay.values.line(operations.text[i])}${error(i) ? "\n" + error(i) : ""}`;

  function rowsOf() {
    const clients = Array.from({ length: data.run.concurrency }, () => []);
    for (let i = 0; i < operations.index.length; i++) clients[operations.process[i] % data.run.concurrency].push(i);
    const faults = [...new Set(assay.injected.map((fault) => fault.f))];
    return [
      ...faults.map((f) => ({ label: f, height: 16, bars: assay.injected.filter((fault) => fault.f === f).map(faultBar) })),
      ...data.run.nodes.map((node) => ({ label: node + " leads", height: 14, bars: data.reigns.filter((reign) => reign.node === node).map(reignBar) })),
      ...clients.map((positions, lane) => ({ label: `client ${lane}`, height: 11, positions })),
    ];
  }

  const rows = rowsOf(), height = axisHeight + rows.reduce((sum, row) => sum + row.height + 2, 0);

  function visible(positions) {
    let low = 0, high = positions.length;
    while (low < high) { const mid = (low + high) >> 1; if (operations.from[positions[mid]] <= view.max) low = mid + 1; else high = mid; }
    return positions.slice(0, low).filter((i) => end(operations.to[i]) >= view.min);
  }
  const inView = (row) => row.bars || visible(row.positions).map(operationBar);

  function axis(g) {
    const rough = (view.max - view.min) / Math.max(2, canvas.clientWidth / 140), power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) || power * 10;
    g.fillStyle = color.soft; g.strokeStyle = color.line;
    for (let i = Math.ceil(view.min / step); i * step <= view.max; i++) {
      const at = x(i * step);
      g.beginPath(); g.moveTo(at, axisHeight); g.lineTo(at, height); g.stroke();
      g.fillText(+(i * step).toFixed(4) + " s", at + 3, 10);
    }
  }

  function drawBar(g, bar, y, row) {
    const from = x(bar.from), w = Math.max(x(end(bar.to)) - from, 1.5);
    g.globalAlpha = bar.faint ? 0.3 : 0.85; g.fillStyle = bar.fill; g.fillRect(from, y + 1, w, row.height - 2);
    g.globalAlpha = 1;
    if (bar.evidence) { g.strokeStyle = color.fail; g.lineWidth = 2; g.strokeRect(from - 1, y + 1, w + 2, row.height - 2); g.lineWidth = 1; }
    if (bar.text && g.measureText(bar.text).width + 8 < w - Math.max(left() - from, 0)) { g.fillStyle = bar.faint ? color.ink : color.paper; g.fillText(bar.text, Math.max(from, left()) + 4, y + row.height / 2 + 0.5); }
  }

  function draw() {
    const ratio = devicePixelRatio || 1, width = canvas.clientWidth;
    canvas.width = width * ratio; canvas.height = height * ratio; canvas.style.height = height + "px";
    const g = canvas.getContext("2d");
    g.scale(ratio, ratio); g.clearRect(0, 0, width, height); g.font = "11px system-ui, sans-serif"; g.textBaseline = "middle";
    axis(g);
    let y = axisHeight;
    for (const row of rows) {
      g.save(); g.beginPath(); g.rect(0, y, left() - 6, row.height); g.clip(); g.fillStyle = color.soft; g.fillText(row.label, 8, y + row.height / 2); g.restore();
      g.save(); g.beginPath(); g.rect(left(), y, width - left(), row.height); g.clip();
      for (const bar of inView(row)) drawBar(g, bar, y, row);
      g.restore(); y += row.height + 2;
    }
    range.textContent = `${seconds(view.min)} to ${seconds(view.max)}`;
  }

  function hover(event) {
    const box = canvas.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
    let y = axisHeight, found;
    for (const row of rows) {
      if (py >= y && py < y + row.height && px > left()) found = inView(row).findLast((bar) => px >= x(bar.from) - 2 && px <= Math.max(x(end(bar.to)), x(bar.from) + 2) + 2);
      y += row.height + 2;
    }
    tip.hidden = !found;
    if (!found) return;
    tip.textContent = found.tip || operationTip(found.position);
    tip.style.left = Math.max(0, Math.min(px + 12, box.width - tip.offsetWidth - 4)) + "px";
    tip.style.top = Math.max(0, py + 12 + tip.offsetHeight > box.height ? py - tip.offsetHeight - 8 : py + 12) + "px";
  }

  let grabbed = null;
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const at = timeAt(event.clientX - canvas.getBoundingClientRect().left), factor = event.deltaY > 0 ? 1.25 : 0.8;
    assay.show(at - (at - view.min) * factor, at + (view.max - at) * factor);
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => { grabbed = { x: event.clientX, min: view.min, max: view.max }; canvas.setPointerCapture(event.pointerId); });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { grabbed = null; });
  canvas.addEventListener("pointermove", (event) => {
    if (!grabbed) { hover(event); return; }
    const shift = (grabbed.x - event.clientX) / (canvas.clientWidth - left()) * (grabbed.max - grabbed.min);
    assay.show(grabbed.min + shift, grabbed.max + shift);
  });
  canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
  canvas.addEventListener("dblclick", () => assay.show(whole.min, whole.max));
  canvas.addEventListener("keydown", (event) => {
    const span = view.max - view.min, move = { ArrowLeft: -0.2, ArrowRight: 0.2 }[event.key];
    if (move) assay.show(view.min + move * span, view.max + move * span);
    else if (event.key === "+") assay.show(view.min + span * 0.2, view.max - span * 0.2);
    else if (event.key === "-") assay.show(view.min - span * 0.25, view.max + span * 0.25);
    else return;
    event.preventDefault();
  });
  document.getElementById("all").addEventListener("click", () => assay.show(whole.min, whole.max));
  addEventListener("resize", draw);
  assay.listeners.push(draw);
  draw();
  document.body.dataset.ready = "true";
})();

"use strict";
/** Rates and latencies by time, with the faults shaded behind them. */
(() => {
  const { data, color, whole, view, el, seconds, end } = assay;
  const interval = data.rate.intervalMillis / 1e3;
  const time = data.rate.ok.map((_, i) => i * interval);
  const perSecond = (name) => data.rate[name].map((amount) => amount / interval);
  const millis = (name) => data.rate[name].map((micros) => micros ? micros / 1e3 : null);

  const shade = { hooks: { drawClear: (u) => {
    for (const fault of assay.injected) {
      const from = u.valToPos(fault.from, "x", true), to = u.valToPos(end(fault.to), "x", true);
      const left = Math.max(from, u.bbox.left), right = Math.min(Math.max(to, from + 1), u.bbox.left + u.bbox.width);
      if (right <= left) continue;
      u.ctx.save();
      u.ctx.globalAlpha = 0.13;
      u.ctx.fillStyle = fault.fill;
      u.ctx.fillRect(left, u.bbox.top, right - left, u.bbox.height);
      u.ctx.restore();
    }
  }, setSelect: (u) => {
    if (u.select.width > 2) assay.show(u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x"));
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  } } };

  const line = (label, stroke) => ({ label, stroke, width: 1.6, points: { show: false }, spanGaps: false, value: (u, value) => value == null ? "" : value.toFixed(1) });

  function chart(id, title, columns, series, log) {
    const host = document.getElementById(id);
    const axis = { stroke: color.soft, grid: { stroke: color.line, width: 1 }, ticks: { stroke: color.line } };
    const plot = new uPlot({ title, padding: [null, 0, null, 0], width: host.clientWidth, height: 190, cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: "time" } },
      scales: { x: { time: false, min: 0, max: whole.max }, y: log ? { distr: 3 } : { range: (u, min, max) => [0, Math.max(max, 1)] } },
      axes: [{ ...axis, values: (u, ticks) => ticks.map((tick) => tick + " s") }, { ...axis, size: () => assay.gutter(host) }],
      series: [{ label: "time", value: (u, value) => value == null ? "" : seconds(value) }, ...series], plugins: [shade] }, columns, host);
    plot.over.addEventListener("dblclick", () => assay.show(whole.min, whole.max));
    assay.listeners.push(() => plot.setScale("x", { min: view.min, max: view.max }));
    addEventListener("resize", () => plot.setSize({ width: host.clientWidth, height: 190 }));
  }

  chart("rate", "operations per second", [time, perSecond("ok"), perSecond("fail"), perSecond("unknown")], [line("ok", color.ok), line("certainly not", color.no), line("unknown", color.unknown)], false);
  chart("latency", "latency of ok operations, ms", [time, millis("p50"), millis("p95"), millis("max")], [line("p50", color.accent), line("p95", color.unknown), line("max", color.fail)], true);
})();

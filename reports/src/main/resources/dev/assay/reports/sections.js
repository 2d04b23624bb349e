"use strict";
/** The parts of the page that are text and tables. */
(() => {
  const { data, operations, whole, el, table, row, number, into, seconds, count, until, happened, named, error } = assay;
  const CAUSE_LONG = 140;
  const EVIDENCE_MAX = 10;

  /** A long cause keeps its first clause strong. */
  function cause(text) {
    const colon = text.indexOf(": ");
    if (text.length <= CAUSE_LONG || colon < 0 || colon > 90) return [text];
    return [el("b", {}, text.slice(0, colon + 1)), text.slice(colon + 1)];
  }

  function verdict() {
    const run = data.run;
    const facts = [`${run.system} on ${count(run.nodes.length, "node")} in ${run.environment}`, `workload ${run.workload}`, `seed ${run.seed}`, `${run.seconds.toFixed(1)} s`, ...(run.mutants.length ? [`planted bug: ${run.mutants.join(", ")}`] : [])];
    const long = run.cause.length > CAUSE_LONG;
    document.getElementById("verdict").append(
      el("h1", long ? { class: "long" } : {}, el("span", { class: `badge ${run.verdict}` }, run.verdict), el("span", { class: "cause" }, ...cause(run.cause))),
      el("p", { class: "facts" }, facts.join(" · ")),
      el("p", { class: "facts" }, "Repeat it:"),
      el("pre", {}, run.repeat));
  }

  assay.link = (position) => el("button", { type: "button", class: "evidence-operation", title: "show it among all others", onclick: () => {
    const from = operations.from[position], to = operations.to[position] < 0 ? from + 0.5 : operations.to[position];
    const margin = Math.max((to - from) * 2, 0.05);
    assay.show(from - margin, to + margin);
    document.getElementById("lanes-frame").scrollIntoView({ block: "center" });
  } }, `#${operations.index[position]}`);

  function operationRow(position) {
    return row(assay.link(position), String(operations.process[position]), named(position), happened(position), number(seconds(operations.from[position])), number(until(position)),
      el("td", { class: "value" }, assay.values.fields(operations.text[position]), ...(error(position) ? [el("div", { class: "hint" }, error(position))] : [])));
  }

  const operationTable = (positions) => table(["operation", "process", "what", "outcome", "invoked", "completed", "value"], positions.slice(0, 40).map(operationRow));

  function shown(evidence) {
    const byTime = [...evidence.operations].sort((a, b) => operations.index[a] - operations.index[b]);
    return [...(byTime.length > 1 ? [assay.picture(byTime)] : []), ...(byTime.length ? [operationTable(byTime)] : [])];
  }

  /** The first piece of evidence is open; the page has already said its sentence when the cause holds it. */
  function contradiction() {
    const failed = data.checkers.filter((checker) => checker.verdict === "FAIL");
    if (!failed.length) return;
    document.getElementById("contradiction").hidden = false;
    for (const checker of failed) {
      const said = data.run.cause.includes(checker.summary);
      const card = el("div", { class: "card bad" }, el("h3", {}, checker.name), ...(said ? [] : [el("p", {}, checker.summary)]));
      const [first, ...others] = checker.evidence;
      if (first) card.append(...(checker.summary.includes(first.text) ? [] : [el("p", {}, first.text)]), ...shown(first));
      for (const evidence of others.slice(0, EVIDENCE_MAX - 1)) card.append(el("details", {}, el("summary", {}, evidence.text), ...shown(evidence)));
      if (others.length >= EVIDENCE_MAX) card.append(el("p", { class: "hint" }, `and ${others.length - EVIDENCE_MAX + 1} more, in results.json`));
      into("contradiction", card);
    }
  }

  function checkers() {
    into("checkers", table(["verdict", "checker", "found"], data.checkers.map((checker) =>
      row(el("span", { class: `badge ${checker.verdict}` }, checker.verdict), el("td", { class: "short" }, checker.name), el("td", { class: "value" }, checker.summary, ...assay.values.statistics(checker.statistics))))));
  }

  function faults() {
    const injected = data.faults.filter((fault) => fault.effect !== "refused"), refused = data.faults.filter((fault) => fault.effect === "refused");
    if (!injected.length) into("faults", el("p", {}, "None was injected."));
    else into("faults", table(["from", "until", "fault", "on", "effect", "what was measured"], injected.map((fault) =>
      row(number(seconds(fault.from)), number(fault.to < 0 ? "end" : seconds(fault.to)), el("td", { class: "short" }, fault.label), el("td", { class: "targets" }, fault.targets), fault.effect, el("td", { class: "value" }, assay.values.fields(fault.facts))))));
    const times = new Map();
    for (const fault of refused) { const key = `${fault.label}: ${fault.error}`; times.set(key, (times.get(key) || 0) + 1); }
    if (refused.length) into("faults", el("p", { class: "hint" }, "Tried, but not injected: " + [...times].map(([key, n]) => `${key}${n > 1 ? ` (${n} times)` : ""}`).join("; ") + "."));
  }

  function operationCounts() {
    if (!data.counts.length) { into("operations", el("p", {}, "None was recorded.")); return; }
    into("operations", table(["what", "ok", "certainly not", "unknown", "p50", "p95", "p99", "max"], data.counts.map((counts) => row(counts.f,
      ...[counts.ok, counts.fail, counts.unknown].map((amount) => number(String(amount))),
      ...[counts.p50, counts.p95, counts.p99, counts.max].map((micros) => number(counts.ok ? (micros / 1000).toFixed(1) + " ms" : ""))))));
  }

  function run() {
    into("run", el("div", { class: "scroll" }, el("table", {}, el("tbody", {}, ...data.facts.map(([name, value]) => el("tr", {}, el("th", {}, name), el("td", { class: "value" }, el("code", {}, value))))))));
  }

  verdict(); contradiction(); checkers(); faults(); operationCounts(); run();
})();

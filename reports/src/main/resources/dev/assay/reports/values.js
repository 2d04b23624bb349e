"use strict";
/** Values of operations and facts of faults: JSON made readable without knowing what it means. */
assay.values = (() => {
  const { el } = assay;

  function parsed(json) {
    try { return JSON.parse(json); } catch { return undefined; }
  }

  function plain(value) {
    if (value === null) return "none";
    if (Array.isArray(value)) return value.length ? value.map(plain).join(" ") : "none";
    if (typeof value === "object") return Object.entries(value).map(([name, inner]) => `${name} ${plain(inner)}`).join(", ");
    return String(value);
  }

  /** On one line; text that is no JSON (because it was cut) stays as it is. */
  function line(json) {
    const value = parsed(json);
    if (value === undefined) return json;
    if (value === null || typeof value !== "object" || Array.isArray(value)) return plain(value);
    return Object.entries(value).map(([name, inner]) => `${name} ${plain(inner)}`).join(" · ");
  }

  /** Names soft, values strong, breaking only between them where it can. */
  function fields(json) {
    const value = parsed(json);
    if (value === undefined) return el("code", {}, json);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return el("span", {}, plain(value));
    return el("span", { class: "fields" }, ...Object.entries(value).flatMap(([name, inner]) => [
      el("span", { class: "field" }, el("span", { class: "name" }, name), "\u00a0", inner !== null && typeof inner === "object" && !Array.isArray(inner)
        ? el("span", { class: "inner" }, ...Object.entries(inner).flatMap(([key, item]) => [el("span", { class: "item" }, el("span", { class: "name" }, key), "\u00a0" + plain(item)), " "]))
        : plain(inner)), " "]));
  }

  const words = (name) => name.replace(/Nanos$/, "").replace(/^perMille$/, "rate").replace(/Millis(?=In|$)/, "").replace(/In(\d+)s$/, " in $1 s").replace(/PerThousandSeconds$/, "PerSecond").replace(/([a-z0-9])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);

  function duration(seconds) {
    if (seconds < 0) return "-" + duration(-seconds);
    return seconds >= 1 || seconds === 0 ? +seconds.toFixed(2) + " s" : seconds >= 0.001 ? (seconds * 1e3).toFixed(1) + " ms" : Math.round(seconds * 1e6) + " µs";
  }

  /** A number in the unit that its name says. */
  function measured(name, value) {
    if (typeof value !== "number") return plain(value);
    if (/nanos$/i.test(name)) return duration(value / 1e9);
    if (/Millis(In|$)/.test(name)) return duration(value / 1e3);
    if (name === "perMille") return `${value > 0 ? "+" : ""}${value / 10} %`;
    if (/PerThousandSeconds$/.test(name)) return (value / 1e3).toFixed(1);
    return String(value);
  }

  /** Facts of a fault with their names as words and their numbers in units. */
  function facts(value) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) =>
      [words(name), inner !== null && typeof inner === "object" && !Array.isArray(inner) ? facts(inner) : measured(name, inner)]));
  }

  const told = (object) => Object.entries(object).map(([name, value]) => `${name === "nanos" ? "for" : words(name)} ${measured(name, value)}`).join(", ");

  /** A checker's numbers in a line; its lists and tables folded away. */
  function statistics(json) {
    const entries = Object.entries(parsed(json) ?? {});
    const nested = (value) => value !== null && typeof value === "object";
    const line = entries.filter(([, value]) => !nested(value)).map(([name, value]) => `${words(name)} ${measured(name, value)}`);
    const lists = entries.filter(([, value]) => nested(value)).map(([name, value]) => {
      const items = Array.isArray(value) ? value.map((item) => nested(item) ? told(item) : plain(item))
        : Object.entries(value).map(([key, item]) => `${key}: ${nested(item) ? told(item) : measured(key, item)}`);
      return el("details", { class: "hint" }, el("summary", {}, words(name)), el("ul", {}, ...items.map((item) => el("li", {}, item))));
    });
    return [el("div", { class: "hint" }, line.join(" · ")), ...lists];
  }

  /** From here on the page's faults are told in words. */
  for (const fault of assay.data.faults) {
    const { offsetMillis, perMille } = parsed(fault.facts) ?? {};
    fault.size = offsetMillis !== undefined ? measured("offsetMillis", offsetMillis) : perMille !== undefined ? measured("perMille", perMille) : "";
    fault.facts = JSON.stringify(facts(parsed(fault.facts) ?? {}));
  }

  return { line, fields, duration, statistics };
})();

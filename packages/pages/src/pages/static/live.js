// Binds JSON of a server-sent stream to a page that is complete without it. See the README of this package.
"use strict";
(() => {
  const read = (source, path) => path.split(".").reduce((value, key) => (value == null ? undefined : value[key]), source);
  const lookup = (path, item, all) => {
    const own = item === all ? undefined : read(item, path);
    return own === undefined ? read(all, path) : own;
  };

  const show = (value, format) => {
    if (format === "time") {
      return new Date(value).toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });
    }
    return typeof value === "number" ? value.toLocaleString("en-US") : String(value);
  };

  const fill = (element, item, all) => {
    const { bind, bindLevel, bindMax, bindValue, format } = element.dataset;
    const text = bind && lookup(bind, item, all);
    if (text !== undefined && text !== null && bind) element.textContent = show(text, format);
    const max = bindMax && lookup(bindMax, item, all);
    if (typeof max === "number") element.max = Math.max(max, 1);
    const value = bindValue && lookup(bindValue, item, all);
    if (typeof value === "number") element.value = value;
    const level = bindLevel && lookup(bindLevel, item, all);
    if (typeof level === "string") element.dataset.level = level;
  };

  const BOUND = "[data-bind], [data-bind-level], [data-bind-value], [data-bind-max]";

  const fillRows = (list, all) => {
    const { rows, key, sort } = list.dataset;
    const items = new Map((read(all, rows) || []).map((item) => [String(item[key]), item]));
    const known = [...list.children].filter((row) => items.has(row.dataset.row));
    for (const row of list.children) row.hidden = items.size > 0 && !items.has(row.dataset.row);
    for (const row of known) {
      for (const element of row.querySelectorAll(BOUND)) fill(element, items.get(row.dataset.row), all);
    }
    if (!sort) return;
    const sorted = [...known].sort((a, b) => items.get(a.dataset.row)[sort] - items.get(b.dataset.row)[sort]);
    // Moving a row would take the reader's focus with it, so rows move only when the order really changed.
    if (sorted.some((row, index) => row !== known[index])) list.append(...sorted);
  };

  const update = (section, all) => {
    for (const element of section.querySelectorAll(BOUND)) {
      if (!element.closest("[data-rows]")) fill(element, all, all);
    }
    for (const list of section.querySelectorAll("[data-rows]")) fillRows(list, all);
  };

  const follow = (section) => {
    section.dataset.state = "waiting";
    const source = new EventSource(section.dataset.stream);
    source.addEventListener(section.dataset.event || "message", (event) => {
      section.dataset.state = "live";
      update(section, JSON.parse(event.data));
    });
    source.addEventListener("error", () => { section.dataset.state = "lost"; });
    window.addEventListener("pagehide", () => source.close());
  };

  for (const section of document.querySelectorAll("[data-stream]")) follow(section);
})();

// Binds JSON of a server-sent stream, or where none gets through of an address asked again and again, to a page that is
// complete without it. See the README of this package.
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

  const EVERY = 5000; // between two questions, and what a stream may be silent: it brings a frame a second
  const SELDOM = 60000; // where questions or streams go on failing
  const GIVEN_UP = 10000; // a question that nobody answers
  const SPREAD = 10000; // over which all readers of a page load it anew
  // Thousands lose their stream in the same moment; they must not come back in one.
  const about = (milliseconds) => milliseconds * (0.75 + Math.random() / 2);
  const seldomer = (milliseconds) => Math.min(2 * milliseconds, SELDOM);

  // The JSON of an address that is asked again and again. `tell` has it, or null: as before; `fail` has no answer.
  // While nobody looks at the page nothing is asked; `wake` goes on.
  const polling = (address, tell, fail) => {
    let asking = null, timer, etag, pause = EVERY;

    const question = async () => {
      const headers = etag ? { "If-None-Match": etag } : {};
      const answer = await fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout?.(GIVEN_UP) });
      if (!answer.ok && answer.status !== 304) throw Number(answer.headers.get("Retry-After")) || 0;
      etag = answer.headers.get("ETag") || etag;
      return answer.ok ? answer.json() : null;
    };
    const ask = async () => {
      if (document.hidden) return;
      const mine = asking;
      const [said, room] = await question().then((found) => [found], (seconds) => [undefined, 1000 * seconds || 0]);
      if (mine !== asking) return;
      pause = said === undefined ? seldomer(pause) : EVERY;
      if (said === undefined) fail();
      else tell(said);
      timer = setTimeout(ask, about(Math.max(pause, room || 0)));
    };
    const stop = () => { asking = null; clearTimeout(timer); };
    const start = (within) => { stop(); asking = {}; timer = setTimeout(ask, within * Math.random()); };
    return { stop, start: () => { if (!asking) start(EVERY); }, wake: () => { if (asking) start(1000); } };
  };

  // The frames of a stream. One that breaks off or is silent counts as failed, and is tried again after a while.
  const listening = (address, event, tell, fail) => {
    let source = null, silence, again, pause = EVERY;

    const stop = () => {
      clearTimeout(silence);
      clearTimeout(again);
      source?.close();
      source = null;
    };
    const failed = () => {
      stop();
      again = setTimeout(start, about(pause));
      pause = seldomer(pause);
      fail();
    };
    const mind = () => { clearTimeout(silence); silence = setTimeout(failed, EVERY); };
    const start = () => {
      stop();
      if (document.hidden) return;
      source = new EventSource(address);
      source.addEventListener(event, (frame) => { pause = EVERY; mind(); tell(JSON.parse(frame.data)); });
      source.addEventListener("error", failed);
      mind();
    };
    return { stop, start, wake: () => { if (!source) start(); } };
  };

  const follow = (section) => {
    const { stream, event = "message", poll, final } = section.dataset;
    let over = false;
    const say = (state) => { section.dataset.state = state; };
    const tell = (state, said) => {
      say(state);
      if (!said) return;
      update(section, said);
      // The page of what is final says more than its figures. Not all readers fetch it at once.
      if (final && read(said, final) && !over) setTimeout(() => location.reload(), SPREAD * Math.random());
      over = Boolean(final && read(said, final));
    };
    const answered = (said) => {
      tell("polling", said);
      for (const time of section.querySelectorAll("[data-asked]")) time.textContent = show(Date.now(), "time");
    };
    const polls = poll ? polling(poll, answered, () => say("lost")) : null;
    const silent = () => {
      if (!polls || section.dataset.state === "live") say(polls ? "waiting" : "lost");
      polls?.start();
    };
    const frames = listening(stream, event, (said) => { polls?.stop(); tell("live", said); }, silent);
    const both = [frames, polls].filter(Boolean);
    const wake = () => { if (!document.hidden) both.forEach((one) => one.wake()); };

    say("waiting");
    frames.start();
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("pagehide", () => both.forEach((one) => one.stop()));
    window.addEventListener("pageshow", (shown) => { if (shown.persisted) wake(); });
  };

  for (const section of document.querySelectorAll("[data-stream]")) follow(section);
})();

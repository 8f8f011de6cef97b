// What every page does beside what it does without script: it says when the network is away and then holds forms back, and
// it counts down to an instant. See the README of this package.
"use strict";
(() => {
  const banner = document.querySelector("[data-away]");
  const say = (words) => { banner.textContent = words; };

  // What a browser says of its network is a guess; only an answer is certain.
  const reachable = async () => {
    try {
      await fetch(banner.dataset.probe, { method: "HEAD", cache: "no-store" });
      return true;
    } catch {
      return false;
    }
  };

  const look = async () => {
    if (!navigator.onLine && !(await reachable())) say(banner.dataset.away);
  };

  let freed = null;
  const hold = async (event) => {
    if (navigator.onLine || freed === event.target) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target, submitter } = event;
    if (!(await reachable())) return say(banner.dataset.held);
    freed = target;
    target.requestSubmit(submitter);
    freed = null;
  };

  window.addEventListener("offline", look);
  window.addEventListener("online", () => { if (banner.textContent) say(banner.dataset.back); });
  document.addEventListener("submit", hold, true);
  look();
})();
(() => {
  const MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  const begun = Date.now();

  const spoken = ({ over, days, hours }, left) => {
    if (left <= 0) return over;
    if (left > DAY) return days.replace("{d}", Math.ceil(left / DAY));
    const parts = { h: Math.floor(left / HOUR), m: Math.floor((left % HOUR) / MINUTE), s: left % MINUTE };
    return hours.replace(/\{([hms])\}/g, (_, part) => parts[part]);
  };

  // The server's clock, and how much of our own has gone by since: a clock that is wrong does not lie then.
  const follow = (line) => {
    const { until, now } = line.dataset;
    const end = Date.parse(until) - Date.parse(now) + begun;
    let rest;
    const tick = () => {
      clearTimeout(rest);
      const left = Math.ceil((end - Date.now()) / 1000);
      line.textContent = spoken(line.dataset, left);
      if (left > 0) rest = setTimeout(tick, left > DAY + MINUTE ? MINUTE * 1000 : (end - Date.now()) % 1000 || 1000);
    };
    document.addEventListener("visibilitychange", tick);
    tick();
  };

  // A page that is shown again out of the cache says a moment that has passed; what it said then stays.
  const again = performance.getEntriesByType("navigation").some((one) => one.type === "back_forward");
  for (const line of again ? [] : document.querySelectorAll("[data-until]")) follow(line);
})();

// Says beside a field how much of its limit is used, on a page that is complete without it. See the README of this package.
"use strict";
(() => {
  const PAUSE = 1000; // Who hears the page is told when the typing rests, not at every key.

  // Ideographs count whether or not the browser's tables have them yet.
  const IDEOGRAPHS = "\\u{20000}-\\u{2FFFD}\\u{30000}-\\u{3FFFD}";

  const ruleOf = (counted) => {
    const kinds = new RegExp(`[${counted.split(" ").map((kind) => `\\p{${kind}}`).join("")}${IDEOGRAPHS}]`, "gu");
    return (text) => (text.normalize("NFKC").match(kinds) || []).length;
  };

  const follow = (line) => {
    const field = document.getElementById(line.dataset.countOf);
    const count = ruleOf(line.dataset.counted);
    const limit = Number(line.dataset.limit);
    const heard = line.nextElementSibling;
    let rest;

    const show = () => {
      const n = count(field.value);
      const words = n > limit ? line.dataset.over : line.dataset.within;
      line.textContent = words.replace("{n}", n).replace("{more}", n - limit);
      line.dataset.level = n > limit ? "warn" : "";
      return line.textContent;
    };

    field.addEventListener("input", (event) => {
      if (event.isComposing) return; // Letters that are about to become characters.
      const said = show();
      clearTimeout(rest);
      rest = setTimeout(() => { heard.textContent = said; }, PAUSE);
    });
    field.addEventListener("compositionend", () => field.dispatchEvent(new InputEvent("input")));
    window.addEventListener("pageshow", show);
    show();
    line.hidden = false;
  };

  for (const line of document.querySelectorAll("[data-count-of]")) follow(line);
})();

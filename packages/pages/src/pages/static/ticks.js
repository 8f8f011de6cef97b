// Says how many boxes of a name are ticked, on a page that is complete without it. See the README of this package.
"use strict";
(() => {
  for (const line of document.querySelectorAll("[data-ticks-of]")) {
    const { ticksOf, most } = line.dataset;
    const boxes = [...document.getElementsByName(ticksOf)];
    const count = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      line.querySelector("[data-ticks]").textContent = ticked;
      line.querySelector("[data-over]").hidden = ticked <= Number(most);
    };
    count();
    line.hidden = false;
    document.addEventListener("change", count);
    window.addEventListener("pageshow", count); // a browser ticks boxes again when somebody comes back
  }
})();

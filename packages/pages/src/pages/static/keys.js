// Bulk work by keyboard on a form that is complete without it: `form[data-keys]` with ticked rows, and a `data-key` on
// each button (or field to go to) that a key stands for. See the README of this package.
"use strict";
(() => {
  const form = document.querySelector("form[data-keys]");
  if (!form) return;
  const boxes = () => [...form.querySelectorAll("input[name=picked]:not([disabled])")];
  const rowOf = (box) => box.closest(".choice");
  let at = -1;

  const go = (step) => {
    const rows = boxes();
    if (!rows.length) return;
    at = Math.min(Math.max(rows.indexOf(document.activeElement) >= 0 ? rows.indexOf(document.activeElement) + step : at + step, 0), rows.length - 1);
    rows[at].focus();
    rowOf(rows[at]).scrollIntoView({ block: "nearest" });
  };

  const current = () => {
    const rows = boxes();
    return rows.includes(document.activeElement) ? document.activeElement : rows[at];
  };

  const press = (key) => {
    const target = document.querySelector(`[data-key="${key}"]`);
    if (!target) return false;
    if (target.type !== "submit") {
      const folded = target.closest("details");
      if (folded) folded.open = true;
      target.focus();
      return true;
    }
    const row = current();
    if (row && !boxes().some((box) => box.checked)) row.checked = true;
    if (!boxes().some((box) => box.checked)) return false;
    target.click();
    return true;
  };

  const moves = { j: () => go(1), k: () => go(-1), x: () => current() && current().click() };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (typing) return;
    if (moves[event.key]) moves[event.key]();
    else if (!["p", "r", "u", "/"].includes(event.key) || !press(event.key)) return;
    event.preventDefault();
  });
  for (const hint of document.querySelectorAll(".keys-hint")) hint.hidden = false;
})();

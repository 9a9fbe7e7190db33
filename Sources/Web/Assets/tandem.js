// Small improvements. Every page works without this file, and nothing here leaves the site.
"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);

  // Quick exit: the link works by itself; this also drops the page from the history, and takes Escape three times.
  const exit = one("[data-quick-exit]");
  if (exit) {
    const leave = (event) => {
      if (event) event.preventDefault();
      allowLeaving();
      document.documentElement.hidden = true;
      location.replace(exit.href);
    };
    exit.addEventListener("click", leave);
    let presses = [];
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") { presses = []; return; }
      presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time < 2000);
      if (presses.length >= 3) leave();
    });
  }

  // A page with errors begins at their summary.
  const first = one("[data-focus-first]");
  if (first) first.focus();

  // Typed text is not left behind unasked.
  let isTyped = false;
  const warn = (event) => { if (isTyped) event.preventDefault(); };
  function allowLeaving() { isTyped = false; }
  for (const form of document.querySelectorAll("form[data-guards-typing]")) {
    form.addEventListener("input", () => { isTyped = true; });
  }
  for (const form of document.forms) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      // A second tap while the first is on its way would send twice.
      form.dataset.sent = "yes";
      setTimeout(() => { delete form.dataset.sent; }, 4000);
      allowLeaving();
    });
  }
  addEventListener("beforeunload", warn);
  addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

  // Two minutes before the session ends the page says so.
  const seconds = Number(document.body.dataset.sessionSeconds);
  const warning = one("#session-warning");
  if (seconds > 0 && warning) {
    setTimeout(() => { warning.hidden = false; }, Math.max(0, seconds - 120) * 1000);
  }
})();

// What is wrong with the page as it stands, one line a fault. `expected` is the language it must be in: zh-CN or en.
(expected) => {
  const faults = [];
  const say = (what, element) => faults.push(element ? `${what}: ${element.outerHTML.slice(0, 120)}` : what);
  const shown = (element) => element.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)];

  if (document.documentElement.lang !== expected) say(`lang is ${document.documentElement.lang}`);
  if (!document.title.replace(/·.*/, "").trim()) say("no title");
  if (all("h1").length !== 1) say(`${all("h1").length} h1`);

  for (const control of all("input:not([type=hidden]), select, textarea")) {
    if (!control.labels?.length && !control.getAttribute("aria-label")) say("no label", control);
  }
  for (const pressed of all("a[href], button, summary")) {
    if (!(pressed.textContent.trim() || pressed.getAttribute("aria-label"))) say("nothing to read", pressed);
  }
  for (const image of all("img:not([alt])")) say("no alt", image);
  for (const meter of all("meter:not([aria-label])")) say("no label", meter);

  const seen = new Set();
  for (const { id } of all("[id]")) {
    if (seen.has(id)) say(`two with id ${id}`);
    seen.add(id);
  }
  for (const element of all("[aria-describedby]")) {
    for (const id of element.getAttribute("aria-describedby").split(" ")) if (!seen.has(id)) say(`no ${id}`, element);
  }
  for (const link of all("a[href^='#']")) if (!seen.has(link.hash.slice(1))) say("leads nowhere", link);

  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) {
    const far = all("main *, header *, footer *").filter((one) => one.getBoundingClientRect().right > wide + 1);
    say(`${document.documentElement.scrollWidth} px on ${wide}`, far[0]);
  }
  // 44 px: what a finger finds (WCAG 2.2, 2.5.5); 60 px in 长辈版. Links inside a sentence are as high as their line.
  const elder = document.documentElement.classList.contains("elder");
  const least = elder ? 59.5 : 43.5;
  for (const target of all(".button, button, select, summary, nav a, input:not([type=hidden], [type=radio], [type=checkbox])")) {
    if (shown(target) && target.getBoundingClientRect().height < least) say("too small to press", target);
  }

  // 长辈版: letters of 18 to 30 px. An operator's wall is read from three metres.
  const letters = elder ? all("main *").filter((one) => shown(one) && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) : [];
  for (const one of letters.filter((one) => !one.closest("svg, sup, .visually-hidden, [class*=ops-]"))) {
    const size = parseFloat(getComputedStyle(one).fontSize);
    if (size < 17.9 || size > 30.1) say(`letters of ${size} px`, one);
  }

  if (expected === "en") {
    const chinese = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      const written = parentElement.closest("[lang]").lang;
      if (/\p{Script=Han}/u.test(data) && !written.startsWith("zh")) chinese.add(`${parentElement.localName} ${data.trim().slice(0, 40)}`);
    }
    if (chinese.size) say(`not marked as Chinese: ${[...chinese].slice(0, 5).join(" | ")}, ${chinese.size} in all`);
    for (const element of all("[aria-label], [placeholder], [title], [alt]")) {
      for (const name of ["aria-label", "placeholder", "title", "alt"]) {
        if (/\p{Script=Han}/u.test(element.getAttribute(name) || "") && !element.closest("[lang^=zh]")) say(`Chinese in ${name}`, element);
      }
    }
  }
  return faults;
}

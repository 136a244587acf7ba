// Charts: a tip on hover, touch and by the arrow keys; legends that switch series. Whole without it.
(() => {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("role", "status");
  document.body.append(tip);
  const show = (mark) => {
    const box = mark.getBoundingClientRect();
    tip.textContent = mark.dataset.t;
    tip.hidden = false;
    const wide = tip.offsetWidth, left = box.left + box.width / 2 - wide / 2;
    tip.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - wide - 8)) + scrollX}px`;
    tip.style.top = `${Math.max(box.top - tip.offsetHeight - 8, 4) + scrollY}px`;
  };
  const hide = () => { tip.hidden = true; };
  for (const svg of document.querySelectorAll(".chart svg")) {
    const marks = [];
    for (const title of svg.querySelectorAll("rect > title, g > title")) {
      const mark = title.parentElement;
      mark.dataset.t = title.textContent;
      title.remove();
      marks.push(mark);
    }
    if (!marks.length) continue;
    let at = -1;
    svg.tabIndex = 0;
    for (const kind of ["pointerover", "pointerdown"])
      svg.addEventListener(kind, (event) => { const mark = event.target.closest("[data-t]"); if (mark) show(mark); else hide(); });
    svg.addEventListener("pointerleave", hide);
    svg.addEventListener("blur", hide);
    svg.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return hide();
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const seen = marks.filter((mark) => mark.getClientRects().length);
      at = (at + step + seen.length) % seen.length;
      show(seen[at]);
    });
  }
  for (const legend of document.querySelectorAll(".legend"))
    [...legend.children].forEach((entry) => {
      const n = Number(entry.className.slice(1)); // a series without any value has no entry
      const button = document.createElement("button");
      button.type = "button";
      button.append(...entry.childNodes);
      button.setAttribute("aria-pressed", "true");
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        for (const mark of legend.closest("figure").querySelectorAll(`svg .s${n}, svg .l${n}, svg .p${n}`)) mark.style.display = on ? "" : "none";
      });
      entry.append(button);
    });
})();

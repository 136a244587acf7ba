// Sort and filter for the tables of a report. The page is whole without it.
"use strict";
(() => {
  const value = (row, index) => {
    const raw = row.cells[index].dataset.v ?? row.cells[index].textContent.trim();
    return raw !== "" && row.cells[index].classList.contains("num") ? Number(raw) : raw;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang, { numeric: true });

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const numeric = head.classList.contains("num");
        const now = head.getAttribute("aria-sort");
        const down = now ? now === "ascending" : numeric;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows].map((row) => [value(row, index), row]);
        // What is unknown stays last, whichever way the rest is turned.
        rows.sort(([a], [b]) => (a === "") - (b === "") || (down ? compare(b, a) : compare(a, b)));
        body.append(...rows.map(([, row]) => row));
      });
    });
  }

  for (const table of document.querySelectorAll("table[data-filter]")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 6) continue;
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const bar = document.createElement("div");
    const input = document.createElement("input");
    const count = document.createElement("span");
    bar.className = "filter";
    input.type = "search";
    input.placeholder = table.dataset.filter;
    input.setAttribute("aria-label", table.dataset.filter);
    input.setAttribute("aria-controls", table.id);
    count.setAttribute("role", "status");
    bar.append(input, count);
    table.parentElement.before(bar);
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of texts) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      count.textContent = table.dataset.count
        .replace("{n}", number.format(shown))
        .replace("{all}", number.format(rows.length));
    };
    input.addEventListener("input", apply);
    apply();
  }
})();

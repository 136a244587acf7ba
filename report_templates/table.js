// Tables: sort, search, chips, columns, csv, cards on phones. The page is whole without it.
"use strict";
(() => {
  const lang = document.documentElement.lang, id = lang !== "en";
  const t = (indonesian, english) => (id ? indonesian : english);
  const make = (name, props, ...inside) => { const e = Object.assign(document.createElement(name), props); e.append(...inside); return e; };
  const count = new Intl.NumberFormat(lang);
  // Printed figures sort by what they print; what is unknown is the empty text.
  const number = (text) => (/\d/.test(text) ? Number(text.replace(/[^\d.,-]/g, "").replace(id ? /\./g : /,/g, "").replace(",", ".")) : "");
  const value = (cell) => (cell.classList.contains("num") ? number(cell.textContent) : cell.dataset.v ?? cell.textContent.trim());
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), lang, { numeric: true }));
  const phone = matchMedia("(max-width: 560px)");

  // A page that was copied out of its folder says so instead of offering links that lead nowhere.
  const site = document.querySelector("nav.site[data-folder]");
  if (site && decodeURIComponent(location.pathname).split("/").at(-2) !== site.dataset.folder) {
    for (const link of document.querySelectorAll("body a[href]:not([href^='#'])")) link.replaceWith(...link.childNodes);
    site.replaceChildren(make("p", { className: "quiet" }, site.dataset.alone));
  }

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, index) => {
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const down = now ? now === "ascending" : head.classList.contains("num");
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const sorted = rows.map((row) => [value(row.cells[index]), row]);
        // What is unknown stays last, whichever way the rest is turned.
        sorted.sort(([a], [b]) => (a === "") - (b === "") || (down ? compare(b, a) : compare(a, b)));
        body.append(...sorted.map(([, row]) => row));
      });
    });

    // On phones a row is a card: its state (or its name) and its amount first, the other cells with their names.
    const cards = () => {
      if (!phone.matches || table.classList.contains("rowcards") || !rows.length || heads.length < 4) return;
      const sums = table.tFoot ? [...table.tFoot.rows[0].cells] : [];
      const some = (n) => rows.filter((row) => /Rp.*[1-9]/.test(row.cells[n].textContent)).length * 2 >= rows.length;
      const sum = sums.findIndex((cell) => cell.textContent.includes("Rp"));
      const amount = sum > 0 ? sum : heads.findIndex((head, n) => head.classList.contains("num") && some(n));
      const badge = heads.findIndex((_, n) => rows[0].cells[n].querySelector(".badge"));
      // A day, or a cell that some rows leave empty, names no row.
      const unnamed = (cell) => cell.textContent.trim() === "–" || /^\d{4}-\d\d-\d\d/.test(cell.dataset.v ?? "");
      const name = heads.findIndex((head, n) => !head.classList.contains("num") && !rows.some((row) => unnamed(row.cells[n])));
      const state = badge < 0 ? name : badge;
      for (const row of [...rows, ...(table.tFoot ? table.tFoot.rows : [])])
        [...row.cells].forEach((cell, n) => { cell.dataset.l = heads[n].textContent; cell.classList.toggle("k1", n === amount); cell.classList.toggle("k2", n === (row.parentElement === body ? state : 0)); });
      table.classList.add("rowcards");
    };
    cards();
    phone.addEventListener("change", cards);

    if (!table.dataset.filter || rows.length < 6) continue;
    const bar = make("div", { className: "filter" });
    const input = make("input", { type: "search", placeholder: table.dataset.filter });
    const status = make("span", {});
    input.setAttribute("aria-label", table.dataset.filter);
    input.setAttribute("aria-controls", table.id);
    status.setAttribute("role", "status");
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const chosen = new Set(), chip = Number(table.dataset.chips ?? -1);
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of texts) {
        row.hidden = !words.every((word) => text.includes(word)) || (chosen.size > 0 && !chosen.has(row.cells[chip].textContent));
        shown += !row.hidden;
      }
      const more = table.dataset.more ? t(`; ${table.dataset.more} baris lagi hanya ada di xlsx`, `; ${table.dataset.more} more rows are in the xlsx only`) : "";
      status.textContent = t(`${count.format(shown)} dari ${count.format(rows.length)} baris`, `${count.format(shown)} of ${count.format(rows.length)} rows`) + more;
    };
    input.addEventListener("input", apply);
    bar.append(input, status);
    if (chip >= 0) {
      const sums = new Map();
      for (const row of rows) { const name = row.cells[chip].textContent; sums.set(name, (sums.get(name) ?? 0) + 1); }
      const group = make("span", { className: "chipset" });
      for (const [name, sum] of sums) {
        const button = make("button", { type: "button" }, `${name} `, make("small", {}, count.format(sum)));
        button.setAttribute("aria-pressed", "false");
        button.addEventListener("click", () => {
          if (!chosen.delete(name)) chosen.add(name);
          button.setAttribute("aria-pressed", String(chosen.has(name)));
          apply();
        });
        group.append(button);
      }
      if (sums.size > 1 && sums.size < 13) bar.append(group);
    }
    const list = make("div", {});
    heads.forEach((head, index) => {
      const box = make("input", { type: "checkbox", checked: true });
      box.addEventListener("change", () => { for (const row of table.rows) row.cells[index].hidden = !box.checked; });
      if (index) list.append(make("label", {}, box, ` ${head.textContent}`));
    });
    const save = make("button", { type: "button" }, t("Unduh csv", "Save csv"));
    save.addEventListener("click", () => {
      const cell = (c) => {
        let text = c.classList.contains("num") && c.tagName === "TD" ? String(number(c.textContent)) : c.dataset.v ?? c.textContent.trim();
        if (!c.classList.contains("num") && /^[=+\-@\t]/.test(text)) text = `'${text}`;
        return `"${text.replace(/"/g, '""')}"`;
      };
      const lines = [table.tHead.rows[0], ...[...body.rows].filter((row) => !row.hidden)].map((row) => [...row.cells].filter((c) => !c.hidden).map(cell).join(","));
      const url = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
      make("a", { href: url, download: `${table.id}.csv` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    });
    bar.append(make("details", { className: "pick" }, make("summary", {}, t("Kolom", "Columns")), list), save);
    table.parentElement.before(bar);
    apply();
    table.search = (text) => { input.value = text; apply(); };
  }

  // `#cari=WORD` asks the page for the rows that hold the word, in the table that has them.
  const jump = () => {
    const asked = decodeURIComponent(location.hash).match(/^#cari=(.+)/);
    if (!asked) return;
    const tables = [...document.querySelectorAll("table[data-filter]")].filter((table) => table.search);
    const holds = (table) => [...table.tBodies[0].rows].some((row) => row.textContent.includes(asked[1]));
    const table = tables.reverse().find(holds) ?? tables[0];
    if (!table) return;
    table.search(asked[1]);
    for (let e = table; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    table.parentElement.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", jump);
  jump();

  const box = document.querySelector(".search");
  if (box) {
    const { pages, rows } = JSON.parse(document.getElementById("rows").textContent);
    const texts = rows.map((row) => row.slice(1).join(" ").toLowerCase());
    const input = make("input", { type: "search", placeholder: box.dataset.hint });
    input.setAttribute("aria-label", box.dataset.hint);
    const status = make("p", { className: "quiet" }), list = make("ul", { className: "hits" });
    status.setAttribute("role", "status");
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const hits = words.length ? rows.filter((_, n) => words.every((word) => texts[n].includes(word))) : [];
      list.replaceChildren(...hits.slice(0, 50).map(([page, key, ...rest]) => make("li", {}, make("a", { href: `${pages[page]}#cari=${encodeURIComponent(key)}` }, key), make("span", {}, rest.join(" · ")))));
      status.textContent = !words.length ? "" : !hits.length ? box.dataset.none : hits.length > 50 ? box.dataset.more.replace("{n}", count.format(hits.length)) : "";
    });
    box.append(input, status, list);
    input.focus();
  }
})();

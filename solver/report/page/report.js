// Draws the charts of open blocks one after the other, those of closed blocks when they are opened, all for printing.
(() => {
  const options = { mode: "vega-lite", actions: false, renderer: "svg", ast: true, tooltip: { theme: "light" } };
  const drawn = new Map();

  // A gap is known by the same word in charts and tables; its row opens with everybody who is kept away from it.
  const open = (gap) => {
    const row = document.querySelector(`[data-gaps~="${CSS.escape(gap)}"]`);
    if (!row) return;
    document.querySelectorAll("tr.asked").forEach((other) => other.classList.remove("asked"));
    row.classList.add("asked");
    row.querySelectorAll("details").forEach((block) => { block.open = true; });
    row.scrollIntoView({ block: "center" });
  };

  const draw = (holder) => {
    if (!drawn.has(holder)) {
      const specification = JSON.parse(document.getElementById(holder.dataset.chart).textContent);
      const chart = vegaEmbed(holder, specification, options);
      chart.then(({ view }) => view.addEventListener("click", (event, item) => {
        if (item && item.datum && item.datum.gap) open(item.datum.gap);
      }));
      drawn.set(holder, chart);
    }
    return drawn.get(holder);
  };

  const holders = [...document.querySelectorAll("[data-chart]")];
  const isOpen = (holder) => !holder.closest("details:not([open])");

  document.querySelectorAll("details").forEach((block) => {
    block.addEventListener("toggle", () => block.querySelectorAll("[data-chart]").forEach(draw));
  });
  document.querySelectorAll("[data-gap]").forEach((link) => {
    link.addEventListener("click", (event) => { event.preventDefault(); open(link.dataset.gap); });
  });
  if (location.hash.startsWith("#gap-")) open(location.hash.slice(1));
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not(.persons)").forEach((block) => { block.open = true; });
    holders.forEach(draw);
  });
  (async () => {
    for (const holder of holders.filter(isOpen)) await draw(holder);
    if (location.hash.startsWith("#gap-")) open(location.hash.slice(1)); // charts have moved it meanwhile
  })();
})();

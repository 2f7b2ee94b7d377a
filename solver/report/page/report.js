// Draws the charts of open blocks one after the other, those of closed blocks when they are opened, all for printing.
(() => {
  const options = { mode: "vega-lite", actions: false, renderer: "svg", ast: true, tooltip: { theme: "light" } };
  const drawn = new Map();

  const draw = (holder) => {
    if (!drawn.has(holder)) {
      const specification = JSON.parse(document.getElementById(holder.dataset.chart).textContent);
      drawn.set(holder, vegaEmbed(holder, specification, options));
    }
    return drawn.get(holder);
  };

  const holders = [...document.querySelectorAll("[data-chart]")];
  const isOpen = (holder) => !holder.closest("details:not([open])");

  document.querySelectorAll("details").forEach((block) => {
    block.addEventListener("toggle", () => block.querySelectorAll("[data-chart]").forEach(draw));
  });
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((block) => { block.open = true; });
    holders.forEach(draw);
  });
  (async () => {
    for (const holder of holders.filter(isOpen)) await draw(holder);
  })();
})();

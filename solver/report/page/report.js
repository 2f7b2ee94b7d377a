// Draws each chart when its block is opened or scrolled into view, and all of them before printing.
(() => {
  const options = { actions: false, renderer: "svg", ast: true, tooltip: { theme: "light" } };
  const drawn = new Map();

  const draw = (holder) => {
    if (!drawn.has(holder)) {
      const specification = JSON.parse(document.getElementById(holder.dataset.chart).textContent);
      drawn.set(holder, vegaEmbed(holder, specification, options));
    }
    return drawn.get(holder);
  };

  const holders = [...document.querySelectorAll("[data-chart]")];
  const watcher = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target)),
    { rootMargin: "600px" },
  );
  holders.forEach((holder) => watcher.observe(holder));

  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((block) => { block.open = true; });
    holders.forEach(draw);
  });
})();

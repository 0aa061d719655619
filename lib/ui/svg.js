// The toolbar's camera saves a PNG. This gives it a twin that saves an SVG: Plotly takes the format from the
// chart's settings, and Streamlit lets no second button through.
if (!window.datelineTwin) {
  const PNG = ".modebar-btn[data-title*='PNG']";
  const twin = (camera) => {
    if (camera.dataset.twin) return;
    camera.dataset.twin = "svg";
    const button = camera.cloneNode(true);
    button.setAttribute("data-title", "Download plot as an SVG");
    button.setAttribute("aria-label", "Download plot as an SVG");
    camera.textContent = "PNG";
    button.textContent = "SVG";
    button.addEventListener("click", () => {
      const options = button.closest(".js-plotly-plot")._context.toImageButtonOptions;
      options.format = "svg";
      camera.click();
      options.format = "png";
    });
    camera.after(button);
  };
  window.datelineTwin = new MutationObserver(() => document.querySelectorAll(PNG).forEach(twin));
  window.datelineTwin.observe(document.body, { childList: true, subtree: true });
}

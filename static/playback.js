// Plotly draws its buttons and sliders for the mouse alone. This lets the keyboard reach them: Tab, then Enter or
// Space on a button; arrows, Home and End on a slider.
if (!window.datelinePlayback) {
  const INSET = 10; // pixels that Plotly keeps free at each end of a slider's rail

  const button = (element) => {
    if (element.getAttribute("tabindex")) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", element.textContent.trim());
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    });
  };

  const slider = (element) => {
    const plot = element.closest(".js-plotly-plot");
    const state = () => plot._fullLayout.sliders[0];
    element.setAttribute("aria-valuenow", state().active);
    element.setAttribute("aria-valuetext", state().steps[state().active].label);
    if (element.getAttribute("tabindex")) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "slider");
    element.setAttribute("aria-label", "Period shown");
    element.setAttribute("aria-valuemin", 0);
    element.setAttribute("aria-valuemax", state().steps.length - 1);
    element.addEventListener("keydown", (event) => {
      const last = state().steps.length - 1;
      const now = state().active;
      const to = { ArrowRight: now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1, Home: 0, End: last };
      if (!(event.key in to)) return;
      event.preventDefault();
      const rail = element.querySelector(".slider-rail-touch-rect").getBoundingClientRect();
      const part = Math.max(0, Math.min(last, to[event.key])) / Math.max(1, last);
      const at = { bubbles: true, clientX: rail.left + INSET + part * (rail.width - 2 * INSET), clientY: rail.top + 5 };
      element.querySelector(".slider-rail-touch-rect").dispatchEvent(new MouseEvent("mousedown", at));
      plot.dispatchEvent(new MouseEvent("mouseup", at));
    });
  };

  const reach = () => {
    document.querySelectorAll("g.updatemenu-button").forEach(button);
    document.querySelectorAll("g.slider-group").forEach(slider);
  };
  window.datelinePlayback = new MutationObserver(reach);
  window.datelinePlayback.observe(document.documentElement, { childList: true, subtree: true });
}

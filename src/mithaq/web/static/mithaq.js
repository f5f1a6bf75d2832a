// Small helps on top of pages that work without them.

// On a narrow screen the facets begin closed, so that the list is seen first.
if (matchMedia("(width < 48rem)").matches) {
  for (const facet of document.querySelectorAll(".facets details[open]")) facet.open = false;
}

// A slider beside each day that a page can be seen from; it stops where something changed.
async function addSliders(panel) {
  const answer = await fetch("/days.json");
  if (!answer.ok) return;
  const days = await answer.json();
  if (days.length < 2) return;
  for (const input of panel.querySelectorAll("input[data-days]")) {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = 0;
    slider.max = days.length - 1;
    slider.setAttribute("aria-label", input.labels[0].textContent);
    const at = days.findLastIndex((day) => day <= input.value);
    slider.value = input.value && at >= 0 ? at : days.length - 1;
    slider.setAttribute("aria-valuetext", input.value);
    slider.addEventListener("input", () => {
      input.value = days[slider.value];
      slider.setAttribute("aria-valuetext", input.value);
    });
    input.after(slider);
  }
}

const panel = document.querySelector(".viewpoint details");
panel?.addEventListener("toggle", () => addSliders(panel), { once: true });

// A map that is wider than the screen begins with Morocco in the middle.
for (const home of document.querySelectorAll(".atlas .home")) {
  const frame = home.closest(".scroll");
  const [mark, seen] = [home, frame].map((one) => one.getBoundingClientRect());
  frame.scrollLeft += mark.left + mark.width / 2 - (seen.left + seen.width / 2);
}

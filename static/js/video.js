// Shows a film inside the page once the reader asks for it; until then nothing is sent to its host.
"use strict";

document.querySelectorAll("[data-embed]").forEach((place) => {
  const link = place.querySelector("a");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = place.dataset.embed;
    frame.title = place.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    place.replaceChildren(frame);
    frame.focus();
  });
});

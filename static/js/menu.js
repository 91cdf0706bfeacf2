// Closes an open menu on Escape, and when the reader goes elsewhere on the page. Without it the menus still open and close.
const openDrawers = () => document.querySelectorAll("details[data-drawer][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const drawer of openDrawers()) {
    drawer.open = false;
    drawer.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const drawer of openDrawers()) {
    if (!drawer.contains(event.target)) drawer.open = false;
  }
});

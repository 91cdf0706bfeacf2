// Tells the server which part of a course page the reader has stayed at, so that they can continue there.
"use strict";

const article = document.querySelector("[data-place-address]");
const STAYED_FOR = 4000;

function send(place) {
  const token = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  const body = new URLSearchParams({ place });
  const field = document.querySelector("[name=csrfmiddlewaretoken]");
  body.set("csrfmiddlewaretoken", field ? field.value : token ? token.split("=")[1] : "");
  fetch(article.dataset.placeAddress, { method: "POST", body, keepalive: true }).catch(() => {});
}

if (article && "IntersectionObserver" in window) {
  let waiting = 0;
  let sent = "";
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting).pop();
      if (!seen || seen.target.dataset.place === sent) return;
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        sent = seen.target.dataset.place;
        send(sent);
      }, STAYED_FOR);
    },
    { rootMargin: "-20% 0px -60% 0px" },
  );
  article.querySelectorAll("[data-place]").forEach((part) => observer.observe(part));
}

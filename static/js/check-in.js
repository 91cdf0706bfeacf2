/* The trainer's screen: fetches the code and the count anew, and counts the seconds between. */
"use strict";

const place = document.querySelector("[data-check-in]");
const lost = document.querySelector("[data-check-in-lost]");
const EVERY = 5;
let beats = 0;
let waiting = false;
let refused = 0;

async function fetchAnew() {
  waiting = true;
  try {
    const answer = await fetch(place.dataset.checkIn, { cache: "no-store" });
    if (answer.redirected || answer.status === 403 || answer.status === 404) {
      // Logged out, or no longer theirs: twice in a row, and the page itself says so.
      refused += 1;
      if (refused > 1) {
        location.reload();
      }
      return;
    }
    refused = 0;
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const focused = place.contains(document.activeElement) && document.activeElement.getAttribute("href");
    place.innerHTML = await answer.text();
    if (focused) {
      place.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
    }
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  } finally {
    waiting = false;
  }
}

function beat() {
  beats += 1;
  const seconds = place.querySelector("[data-seconds]");
  const left = seconds ? Number(seconds.textContent) - 1 : 1;
  if (seconds && left > 0) {
    seconds.textContent = String(left);
  }
  if (!waiting && (left <= 0 || beats % EVERY === 0)) {
    fetchAnew();
  }
}

setInterval(beat, 1000);

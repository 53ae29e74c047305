// A stretch of the text and the effect it became light up together, by pointer or keyboard.
"use strict";

function tie(event, on) {
  const tied = event.target instanceof Element && event.target.closest("[data-tie]");
  if (!tied) return;
  for (const one of document.querySelectorAll(`[data-tie="${CSS.escape(tied.dataset.tie)}"]`)) one.classList.toggle("tied", on);
}

function follow(event) {
  const tied = event.target instanceof Element && event.target.closest("[data-tie]");
  if (!tied) return;
  const text = tied.closest(".read-text");
  const selector = `${text ? ".read-effects" : ".read-text"} [data-tie="${CSS.escape(tied.dataset.tie)}"]`;
  const other = document.querySelector(selector);
  if (other) other.scrollIntoView({ block: "nearest" });
}

document.addEventListener("mouseover", (event) => tie(event, true));
document.addEventListener("mouseout", (event) => tie(event, false));
document.addEventListener("focusin", (event) => tie(event, true));
document.addEventListener("focusout", (event) => tie(event, false));
document.addEventListener("click", follow);

// What makes the pages quicker to use. Everything also works without it.
"use strict";
document.documentElement.classList.add("js");

const WIDE = window.matchMedia("(min-width: 70rem)");

// --- the ruler of years: slide to a day; Page Up and Page Down go from decision to decision ------------------------

function readRuler(ruler) {
  const input = ruler.querySelector("input");
  const field = document.getElementById("ngay");
  const start = Date.parse(`${ruler.dataset.start}T00:00:00Z`);
  const stops = ruler.dataset.stops.split(",").filter(Boolean).map(Number);
  const shown = input.value;
  let timer = 0;

  function text(days) {
    const day = new Date(start + days * 86400000);
    const two = (number) => String(number).padStart(2, "0");
    return `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
  }
  function show() {
    field.value = text(Number(input.value));
    input.setAttribute("aria-valuetext", field.value);
  }
  function go(delay) {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => { if (input.value !== shown) field.form.requestSubmit(); }, delay);
  }
  input.addEventListener("input", show);
  input.addEventListener("pointerup", () => go(0));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); go(0); return; }
    const now = Number(input.value);
    let to;
    if (event.key === "PageUp") to = stops.find((stop) => stop > now);
    if (event.key === "PageDown") to = stops.filter((stop) => stop < now).pop();
    if (event.key === "PageUp" || event.key === "PageDown") event.preventDefault();
    if (to !== undefined) { input.value = String(to); show(); }
  });
  input.addEventListener("keyup", () => go(900));
}

// --- figures open beside the page where there is room --------------------------------------------------------------

let opener = null;

function openBeside(link) {
  const panel = document.getElementById("vet");
  if (opener) opener.removeAttribute("aria-expanded");
  opener = link;
  link.setAttribute("aria-expanded", "true");
  panel.hidden = false;
  placeBeside();
  window.htmx.ajax("GET", link.getAttribute("href"), { target: panel, swap: "innerHTML" }).then(() => panel.focus());
}

// The date bar stays in sight: the panel begins under it, wherever the page is scrolled to.
function placeBeside() {
  const panel = document.getElementById("vet");
  const bar = document.querySelector(".day");
  if (!panel || panel.hidden || !bar) return;
  const top = Math.max(bar.getBoundingClientRect().bottom, 0) + 16;
  panel.style.top = `${top}px`;
  panel.style.maxHeight = `calc(100vh - ${top + 16}px)`;
}

window.addEventListener("scroll", placeBeside, { passive: true });
window.addEventListener("resize", placeBeside, { passive: true });

function closeBeside() {
  const panel = document.getElementById("vet");
  if (!panel || panel.hidden) return;
  panel.hidden = true;
  panel.replaceChildren();
  if (opener) { opener.removeAttribute("aria-expanded"); opener.focus(); opener = null; }
}

document.addEventListener("click", (event) => {
  const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
  const link = event.target.closest('a.num[href^="/so-lieu/"]');
  const panel = document.getElementById("vet");
  if (link && plain && panel && WIDE.matches && window.htmx) {
    event.preventDefault();
    if (panel.contains(link)) window.location.assign(link.href); else openBeside(link);
  }
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.closest("#vet .close")) { event.preventDefault(); closeBeside(); }
  for (const open of document.querySelectorAll("details.day-known[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
  if (!event.target.closest(".find")) document.getElementById("tim-ket-qua")?.replaceChildren();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closeBeside();
  document.getElementById("tim-ket-qua")?.replaceChildren();
  for (const open of document.querySelectorAll("details.day-known[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// --- the subjects on a phone stand in one row: the one that is shown is in sight ------------------------------------

document.querySelector(".nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// --- the results under the search field: arrows go through them ----------------------------------------------------

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form[data-find]");
  if (!form || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const stops = [form.querySelector("input[type=search]"), ...form.querySelectorAll(".found a")];
  const to = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
  if (to) { event.preventDefault(); to.focus(); }
});

// --- the tree: arrows as in any tree; what was open stays open -----------------------------------------------------

function readTree(tree) {
  const key = `tree:${tree.dataset.tree}`;
  const opened = new Set(JSON.parse(window.sessionStorage.getItem(key) || "[]"));
  const openAgain = (root) => {
    for (const branch of root.querySelectorAll("details[data-id]")) {
      if (opened.has(branch.dataset.id)) branch.open = true;
    }
  };
  openAgain(tree);
  tree.addEventListener("htmx:afterSwap", (event) => openAgain(event.target));
  tree.addEventListener("toggle", (event) => {
    const id = event.target.dataset.id;
    if (!id) return;
    if (event.target.open) opened.add(id); else opened.delete(id);
    window.sessionStorage.setItem(key, JSON.stringify([...opened]));
  }, true);
  tree.addEventListener("keydown", (event) => walkTree(tree, event));
}

function walkTree(tree, event) {
  const stops = [...tree.querySelectorAll("summary, .leaf a")].filter((stop) => stop.getClientRects().length);
  const now = event.target.closest("summary") || event.target.closest(".leaf a");
  const place = stops.indexOf(now);
  if (place < 0) return;
  const branch = now.matches("summary") ? now.parentElement : null;
  let to = null;
  if (event.key === "ArrowDown") to = stops[place + 1];
  else if (event.key === "ArrowUp") to = stops[place - 1];
  else if (event.key === "Home") to = stops[0];
  else if (event.key === "End") to = stops[stops.length - 1];
  else if (event.key === "ArrowRight" && branch && !branch.open) branch.open = true;
  else if (event.key === "ArrowRight" && branch) to = stops[place + 1];
  else if (event.key === "ArrowLeft" && branch && branch.open) branch.open = false;
  else if (event.key === "ArrowLeft") to = now.closest("li")?.parentElement.closest("details")?.querySelector("summary");
  else return;
  event.preventDefault();
  if (to) to.focus();
}

document.addEventListener("DOMContentLoaded", () => {
  for (const ruler of document.querySelectorAll("[data-ruler]")) readRuler(ruler);
  for (const tree of document.querySelectorAll("[data-tree]")) readTree(tree);
});

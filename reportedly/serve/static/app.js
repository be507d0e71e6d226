// What the pages need of script; they work without it.
"use strict";

// "/" goes to the search box, unless somebody is writing.
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const box = document.getElementById("find");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  }
});

// "?" tells the keys of the page.
const help = document.getElementById("help");
document.querySelectorAll("[data-help]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
});
document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !event.target.closest("input, textarea, select") && !event.ctrlKey && !event.metaKey && !help.open) {
    event.preventDefault();
    help.showModal();
  }
});

// Part of another page of ours, as a document; null when it does not come.
async function fetched(address) {
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
  return answer.ok ? answer.text() : null;
}

// A click on a line opens its evidence beside the list; the address becomes that of the whole page.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-pane]");
  const pane = document.getElementById("evidence");
  if (!link || !pane || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
  event.preventDefault();
  const html = await fetched(link.dataset.pane);
  if (html === null) { window.location = link.href; return; }
  pane.innerHTML = html;
  pane.scrollTop = 0;
  history.replaceState(null, "", link.getAttribute("href").replace("#evidence", ""));
  document.querySelectorAll("li.current").forEach((line) => { line.classList.remove("current"); line.removeAttribute("aria-current"); });
  const line = link.closest("li.event");
  if (line) { line.classList.add("current"); line.setAttribute("aria-current", "true"); }
  if (window.matchMedia("(max-width: 900px)").matches) { pane.scrollIntoView(); }
});

// What takes a while comes after the page: the part with the id "fill" of another page of ours.
document.querySelectorAll("[data-fill]").forEach(async (place) => {
  const html = await fetched(place.dataset.fill);
  const part = html && new DOMParser().parseFromString(html, "text/html").getElementById("fill");
  if (part) { place.replaceWith(...part.childNodes); }
});

// j and k go up and down the lists of events, Enter opens; where there is a pane beside, the evidence opens at once.
document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  const list = document.getElementById("events") || document.getElementById("main");
  if (!step || !list || event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) { return; }
  const links = [...list.querySelectorAll("li.event a.open")];
  const focused = links.findIndex((link) => link === document.activeElement);
  const at = focused < 0 ? links.findIndex((link) => link.closest("li").classList.contains("current")) : focused;
  const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
  if (next) { next.focus(); }
  if (next && next.dataset.pane) { next.click(); }
});

// Filters are folded where there is little room; without script they are open.
const narrow = window.matchMedia("(max-width: 700px)");
function fold() { document.querySelectorAll("details.fold").forEach((part) => { part.open = !narrow.matches; }); }
narrow.addEventListener("change", fold);
fold();

// Keys for the review: each presses a button or follows a link that is on the page anyway.
"use strict";

const items = [...document.querySelectorAll(".item")];
const isQueue = document.querySelector(".queue") !== null;
// -1: none is chosen yet. On a fresh queue no key decides anything before one was.
let at = items.findIndex((item) => "#" + item.id === location.hash);
if (at < 0 && !isQueue && items.length) at = 0;

function show(index, focus) {
  if (!items.length) return;
  items[at]?.classList.remove("now");
  at = Math.min(Math.max(index, 0), items.length - 1);
  items[at].classList.add("now");
  if (focus && items[at].hasAttribute("tabindex")) items[at].focus();
}

function press(key) {
  if (at < 0) { show(0, true); return; }
  const button = items[at]?.querySelector(`button[data-key="${key}"]`);
  if (button) button.click();
}

// After a decision the page comes back at the item that followed.
for (const form of document.querySelectorAll(".queue form.acts")) {
  form.addEventListener("submit", () => {
    const item = form.closest(".item");
    const neighbour = items[items.indexOf(item) + 1] || items[items.indexOf(item) - 1];
    if (neighbour) form.elements.next.value += "#" + neighbour.id;
  });
}

const keys = {
  j: () => show(at + 1, true),
  k: () => show(Math.max(at, 0) - 1, true),
  e: () => items[at]?.querySelector("a.edit")?.click(),
  z: () => document.getElementById("undo-last")?.requestSubmit(),
  Enter: () => at < 0 ? show(0, true) : items[at].querySelector("a.open")?.click(),
};
for (const key of ["a", "r", "u", "m", "s"]) keys[key] = () => press(key);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key !== "j" && event.key !== "k") return;
  const writing = event.target.closest("input, textarea, select");
  if (writing && event.key === "Escape") writing.blur();
  if (writing || help.open || event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (Object.hasOwn(keys, event.key)) {
    event.preventDefault();
    keys[event.key]();
  }
});

if (at >= 0) show(at, location.hash !== "");

// A page that the browser kept may ask what was decided meanwhile.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

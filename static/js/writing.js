// A page that saves itself as one types, by htmx. Without JavaScript it is saved by its buttons.
const form = document.querySelector("form[data-writing]");
const outcome = document.getElementById("saving");
const tick = form.elements.namedItem("tick");
const KEEP_EVERY = 15_000;

let typed = 0; // how often something was typed
let sent = 0; // the same, when the page was last sent
let kept = 0; // the same, as far as the service has it
let leaving = false;

// A tab that was duplicated or brought back is another page: what it saves stands on what it shows.
const [visit] = performance.getEntriesByType("navigation");
if (visit?.type === "back_forward") {
  const token = crypto.getRandomValues(new Uint8Array(16));
  form.elements.namedItem("page").value = Array.from(token, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const next = () => { tick.value = String(Number(tick.value || 0) + 1); };

const say = (text) => {
  const line = document.createElement("p");
  line.className = "govuk-body";
  line.setAttribute("role", "alert");
  line.textContent = text;
  outcome.replaceChildren(line);
};

form.addEventListener("input", () => {
  typed += 1;
  if (outcome.querySelector("[data-saved]")) outcome.replaceChildren();
});

// A save says which one of this page it is, so that one that comes late does not undo a later one.
document.body.addEventListener("htmx:configRequest", (event) => {
  if (event.target !== form) return;
  next();
  sent = typed;
  event.detail.parameters.tick = tick.value;
  // With what follows the # of the page's address, each save would bring that into view.
  event.detail.path = event.detail.path.split("#")[0];
});

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target === outcome && outcome.querySelector("[data-saved], [data-set-aside]")) kept = sent;
});

document.body.addEventListener("htmx:sendError", () => {
  say("Not saved: the service could not be reached. What you typed is still here, and is sent again.");
});
document.body.addEventListener("htmx:responseError", () => {
  say("Not saved. What you typed is still here: copy it, then open this page again.");
});

setInterval(() => {
  if (typed > kept && !leaving) form.dispatchEvent(new Event("keep"));
}, KEEP_EVERY);

form.addEventListener("submit", () => {
  leaving = true;
  next();
});

window.addEventListener("pageshow", () => { leaving = false; });

window.addEventListener("beforeunload", (event) => {
  if (typed > kept && !leaving) event.preventDefault();
});

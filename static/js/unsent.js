// Long forms that are saved by their buttons alone: who leaves with words unsent is asked first.
for (const form of document.querySelectorAll("form[data-unsent]")) {
  let typed = document.querySelector(".govuk-error-summary") !== null; // what came back is not saved

  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}

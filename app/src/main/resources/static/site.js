/* What htmx leaves to the page: saying that the network is away, and keeping the Back button short. */
(() => {
  "use strict";

  const OFFLINE = "You seem to be offline. Nothing is lost: check your connection, then try again.";
  const FAILED = "The site did not answer. Nothing is lost: wait a moment, then try again.";

  const notice = (text, form) => {
    const line = document.createElement("p");
    line.textContent = text;
    const button = document.createElement("button");
    button.className = "button button-plain";
    button.type = "button";
    button.textContent = "Try again";
    button.addEventListener("click", () => form.requestSubmit());
    const box = document.createElement("div");
    box.className = "notice notice-wrong stack";
    box.append(line, button);
    return box;
  };

  let retried = false;

  const place = () => document.getElementById("unreachable");

  /* The button that had the focus is replaced with the notice: the next one has it then. */
  const tell = text => event => {
    const again = place()?.contains(document.activeElement);
    place()?.replaceChildren(notice(text, event.target));
    if (again) place().querySelector("button").focus();
  };

  document.addEventListener("htmx:sendError", tell(OFFLINE));
  document.addEventListener("htmx:timeout", tell(OFFLINE));
  document.addEventListener("htmx:responseError", tell(FAILED));
  document.addEventListener("htmx:beforeSwap", event => {
    if (!event.detail.shouldSwap) return;
    retried = place()?.contains(document.activeElement);
    place()?.replaceChildren();
  });

  /* With the notice goes the button that was pressed. Its focus goes on to what it brought. */
  document.addEventListener("htmx:afterSwap", () => {
    if (retried) document.querySelector("#results h1")?.focus();
    retried = false;
  });

  /* The same search again is no new entry of the history. */
  document.addEventListener("htmx:beforeHistoryUpdate", event => {
    const update = event.detail.history;
    if (update.path === location.pathname + location.search) update.type = "replace";
  });

  /* Screen readers announce what changes, not what was there when the page was loaded. */
  for (const status of document.querySelectorAll(".notice-good[role=status]")) {
    setTimeout(() => status.replaceChildren(...status.childNodes), 300);
  }
})();

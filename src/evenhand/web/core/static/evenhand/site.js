// What pages do more with scripts than without. Every page works without this file.
import { initAll } from "../nhsuk/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// An invitation's secret stands behind the #, which is never sent: put it where it is asked for.
const invitation = document.querySelector("form[data-invitation]");
if (invitation && location.hash.length > 1) {
  invitation.elements.secret.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  invitation.requestSubmit();
}

// Two minutes before a session ends, say so.
const idle = document.querySelector("[data-idle]");
if (idle) {
  setTimeout(() => { idle.hidden = false; }, (Number(idle.dataset.idle) - 120) * 1000);
  idle.querySelector("[data-stay]").addEventListener("click", async (event) => {
    event.preventDefault();
    const answer = await fetch("/health/", { credentials: "same-origin" });
    if (answer.ok) { idle.hidden = true; setTimeout(() => { idle.hidden = false; }, (Number(idle.dataset.idle) - 120) * 1000); }
  });
}

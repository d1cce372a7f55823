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

// A device that refuses a passkey, or has none, is told to the person at it and not to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("[data-key-failed]").hidden = false;
});

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

// Work in the background: say how far it is, and show the page anew when it is done.
const progress = document.querySelector("[data-progress]");
if (progress) {
  const look = async () => {
    const answer = await fetch(progress.dataset.progress, { credentials: "same-origin" });
    if (!answer.ok) return;
    const told = await answer.json();
    if (told.state !== "waiting" && told.state !== "running") { location.reload(); return; }
    if (told.said) progress.querySelector("[data-said]").textContent = told.said;
    setTimeout(look, 2000);
  };
  setTimeout(look, 2000);
}

// What is chosen in a form that is marked for it stays in this browser until the site has it. Only
// choices, days, times and numbers are kept, never words. Every form works without this file.
const words = document.querySelector("template[data-drafts]");
const own = `evenhand-draft.${words.dataset.drafts}.`;
const KEPT = ["radio", "checkbox", "select-one", "date", "time", "number", "hidden"];
const LONGEST_WAIT = 8000;

const london = (at, shown) => new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", ...shown }).format(at);
const hour = (at) => london(at, { hour: "2-digit", minute: "2-digit" });
const day = (at) => london(at, { day: "numeric", month: "long" });

// --- What is kept: one draft for each address that a form is sent to, below the account's own key ---

const keyOf = (form) => own + new URL(form.action).pathname;

function draftAt(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function keep(key, draft) {
  try { localStorage.setItem(key, JSON.stringify(draft)); return true; } catch { return false; }
}

function unsent() {
  let keys = [];
  try { keys = Object.keys(localStorage).filter((key) => key.startsWith(own)); } catch { /* a browser that keeps nothing */ }
  return keys.map((key) => ({ key, ...draftAt(key) }));
}

const fieldsOf = (form) => [...form.elements].filter((field) => field.name
  && KEPT.includes(field.type) && !["csrfmiddlewaretoken", "draft"].includes(field.name));

const isWords = (field) => ["text", "textarea"].includes(field.type);

function read(form) {
  const told = {};
  for (const field of fieldsOf(form)) {
    told[field.name] ??= [];
    if (!["radio", "checkbox"].includes(field.type) || field.checked) told[field.name].push(field.value);
  }
  return told;
}

function write(form, told) {
  for (const field of fieldsOf(form)) {
    const values = told[field.name];
    if (!values) continue;
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
    if (field.type !== "hidden" && values.some(Boolean)) field.closest("details")?.setAttribute("open", "");
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function token() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// --- What is said about it ---

function say(name, before, filled = {}) {
  document.querySelectorAll("[data-said-of-draft]").forEach((each) => each.remove());
  const said = words.content.querySelector(`[data-words="${name}"]`).cloneNode(true);
  said.dataset.saidOfDraft = name;
  for (const part of said.querySelectorAll("[data-fill]")) part.textContent = filled[part.dataset.fill];
  before.before(said);
  said.scrollIntoView({ block: "center" });
  return said;
}

function listed(into, drafts) {
  for (const draft of drafts) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = draft.page;
    link.textContent = `${draft.of}, ${day(draft.at)}, ${hour(draft.at)}`;
    const gone = words.content.querySelector("[data-throw]").cloneNode(true);
    gone.addEventListener("click", () => { localStorage.removeItem(draft.key); line.remove(); });
    line.className = "eh-row";
    line.append(link, gone);
    into.append(line);
  }
}

// --- A form that is kept while it is not sent; `even` where it says nothing but what the site sent ---

function watch(form) {
  const key = keyOf(form);
  const served = read(form);
  const kept = draftAt(key);
  if (kept && (kept.failed || !same(kept.told, served))) {
    write(form, kept.told);
    const said = say("restored", form, { day: day(kept.at), hour: hour(kept.at) });
    said.querySelector("[data-if-words]").hidden = ![...form.elements].some(isWords);
    said.querySelector("[data-throw]").addEventListener("click", () => {
      localStorage.removeItem(key);
      write(form, served);
      said.remove();
    });
  }
  form.keepDraft = ({ even, failed } = {}) => {
    const told = read(form);
    if (!even && same(told, served)) { localStorage.removeItem(key); return false; }
    const mark = draftAt(key)?.token ?? token();
    return keep(key, { token: mark, at: Date.now(), page: location.pathname, of: form.dataset.draft, told, failed });
  };
  form.addEventListener("change", () => form.keepDraft());
  form.addEventListener("submit", (event) => send(event, () => {
    const isKept = form.keepDraft({ even: true, failed: true });
    const typed = [...form.elements].some((field) => isWords(field) && field.value);
    say(typed ? "words" : isKept ? "kept" : "nothing", form);
  }));
}

// A button that stamps the time: without signal its time goes into the form for another time.
function watchNow(form) {
  form.addEventListener("submit", (event) => send(event, () => {
    const at = Date.now();
    const step = event.submitter?.name === "step" ? event.submitter.value : form.elements.step?.value;
    const other = step && [...document.querySelectorAll("form[data-draft]")].find((each) => each.action === form.action);
    const waiting = other && draftAt(keyOf(other));
    if (!other || (waiting && waiting.told.step?.[0] !== step)) {
      say("now", form, { hour: hour(at) });
      return;
    }
    const [dd, mm, yyyy] = london(at, { day: "2-digit", month: "2-digit", year: "numeric" }).split("/");
    if (!waiting) write(other, { step: [step], when_day: [`${yyyy}-${mm}-${dd}`], when_time: [hour(at)] });
    other.closest("details")?.setAttribute("open", "");
    // The form may say this very minute already: it is kept all the same.
    say(other.keepDraft({ even: true, failed: true }) ? "step" : "now", other, { hour: other.elements.when_time.value });
  }));
}

async function reached() {
  if (!navigator.onLine) return false;
  try {
    return (await fetch("/health/", { cache: "no-store", signal: AbortSignal.timeout(LONGEST_WAIT) })).ok;
  } catch { return false; }
}

// Whether there is signal is tried before a page is given up for what may be an error of the browser.
async function send(event, without) {
  const form = event.target;
  if (form.dataset.sending) return;
  event.preventDefault();
  if (form.dataset.trying) return;
  form.dataset.trying = "yes";
  // What is there already stays until the site says that it has it.
  form.keepDraft?.({ even: Boolean(draftAt(keyOf(form))) });
  const there = await reached();
  delete form.dataset.trying;
  if (!there) { without(); return; }
  const mark = form.matches("[data-draft]") ? draftAt(keyOf(form))?.token : null;
  if (mark) {
    form.elements.draft?.remove();
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: mark });
    form.append(field);
  }
  form.dataset.sending = "yes";
  form.requestSubmit(event.submitter);
  delete form.dataset.sending;
}

// --- This page ---

// The site says of which drafts it has what they hold.
const accepted = [...document.querySelectorAll("[data-accepted]")].map((each) => each.dataset.accepted);
for (const draft of unsent()) if (accepted.includes(draft.token)) localStorage.removeItem(draft.key);

const forms = [...document.querySelectorAll("form[data-draft]")];
forms.forEach(watch);
document.querySelectorAll("form[data-now]").forEach(watchNow);

const here = forms.map(keyOf);
const elsewhere = unsent().filter((draft) => !here.includes(draft.key));
const place = document.querySelector("[data-unsent]");
if (place && elsewhere.length) {
  const said = words.content.querySelector('[data-words="unsent"]').cloneNode(true);
  listed(said.querySelector("ul"), elsewhere);
  place.replaceChildren(said);
}

document.querySelector("form[data-sign-out]")?.addEventListener("submit", (event) => {
  const drafts = unsent();
  if (!drafts.length || event.target.dataset.warned) return;
  event.preventDefault();
  event.target.dataset.warned = "yes";
  listed(say("leaving", document.querySelector("#maincontent").firstChild).querySelector("ul"), drafts);
});

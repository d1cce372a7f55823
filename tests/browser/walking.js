// What the keyboard should reach on a page, and what it did: see walking.py.
() => {
  // From the top, whatever had the focus.
  document.body.tabIndex = -1;
  document.body.focus({ preventScroll: true });
  document.body.removeAttribute("tabindex");
  const USABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderTopColor", "borderBottomColor"];
  const seen = each => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0;
  const one = each => {  // Of a group of radio buttons, Tab reaches the chosen one, or the first.
    if (each.type !== "radio") return true;
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(each.name)}"]`)].filter(other => other.form === each.form);
    return each === (group.find(other => other.checked) ?? group[0]);
  };
  const stops = [...document.querySelectorAll(USABLE)].filter(each => !each.disabled && each.type !== "hidden"
    && each.tabIndex >= 0 && one(each) && seen(each) && !each.closest("[inert]"));
  // Focus may be drawn on the thing itself, on what is in it, or on the label of a button that is drawn by CSS.
  const drawn = each => [[each], ...[...each.children].map(child => [child]),
    ...[...(each.labels ?? [])].flatMap(label => [[label, "::before"], [label, "::after"]])]
    .map(([of, part]) => { const style = getComputedStyle(of, part); return LOOK.map(name => style[name]); });
  const light = said => {
    const [r, g, b, a = 1] = said.match(/[\d.]+/g).map(Number);
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return { value: 0.2126 * x + 0.7152 * y + 0.0722 * z, alpha: a };
  };
  const ground = each => {
    for (let at = each.parentElement; at; at = at.parentElement) {
      const found = light(getComputedStyle(at).backgroundColor);
      if (found.alpha === 1) return found.value;
    }
    return 1;
  };
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  // Something changed, and some colour of it stands out 3 to 1 from what is around (WCAG 1.4.11).
  const visible = (each, before) => {
    const after = drawn(each), around = ground(each);
    return after.some((now, at) => now.some((value, n) => value !== before[at][n]) && [
      now[0] !== "none" && parseFloat(now[1]) >= 2 ? now[2] : null, ...(now[3].match(/rgba?\([^)]*\)/g) ?? []), now[4], now[6],
    ].filter(Boolean).map(light).some(colour => colour.alpha > 0.5 && contrast(colour.value, around) >= 3));
  };
  const before = stops.map(drawn);
  const walk = { stops, went: [], unseen: new Set() };
  walk.name = at => at < 0 ? "something that is no control" : stops[at].outerHTML.slice(0, 110);
  document.addEventListener("focusin", event => {
    const at = stops.indexOf(event.target);
    if (walk.went.at(-1) !== at) walk.went.push(at);
    if (at >= 0 && !visible(stops[at], before[at])) walk.unseen.add(at);
  });
  // Each next stop stands below or to the right of the one before it.
  walk.jumps = () => stops.slice(1).flatMap((each, at) => {
    const [was, is] = [stops[at].getBoundingClientRect(), each.getBoundingClientRect()];
    return is.bottom <= was.top && is.left < was.right ? [walk.name(at + 1)] : [];
  });
  // What scrolls within its own frame has to be a stop itself.
  walk.frames = () => [...document.querySelectorAll("body *")].filter(each => each.scrollWidth > each.clientWidth + 1
    && ["auto", "scroll"].includes(getComputedStyle(each).overflowX) && seen(each)
    && each.tagName !== "TEXTAREA" && !stops.includes(each)).map(each => each.outerHTML.slice(0, 110));
  window.walk = walk;
  return stops.length;
}

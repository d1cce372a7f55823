// What goes wrong on an enlarged page, in words: see walking.py.
() => {
  const found = [], width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} of ${width} px wide`);
  const within = each => each.closest(".eh-scroll, .scroll, .eh-code");
  const unseen = each => { for (let at = each; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.clipPath === "inset(50%)" || style.clip === "rect(0px, 0px, 0px, 0px)" || style.visibility === "hidden" || style.opacity === "0") return true;
  } return false; };
  for (const each of document.querySelectorAll("body *")) {
    if (each.closest("svg") || within(each) || unseen(each)) continue;
    const style = getComputedStyle(each);
    if (each.getBoundingClientRect().right > width + 1) found.push(`beyond the edge: ${each.outerHTML.slice(0, 90)}`);
    const cut = ["hidden", "clip"].includes(style.overflowX) && each.scrollWidth > each.clientWidth + 1
      || ["hidden", "clip"].includes(style.overflowY) && each.scrollHeight > each.clientHeight + 1;
    if (cut && each.clientWidth > 1) found.push(`cut off: ${each.outerHTML.slice(0, 90)}`);
  }
  // Lines of text and fields that lie over each other by more than the gap between lines.
  const boxes = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const of = node.parentElement;
    if (!node.data.trim() || of.closest("svg, script, style, textarea, select") || unseen(of)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1) boxes.push({ box, of, said: node.data.trim().slice(0, 40) });
  }
  for (const of of document.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea"))
    for (const box of of.getClientRects()) boxes.push({ box, of, said: of.name });
  boxes.sort((one, other) => one.box.top - other.box.top);
  boxes.forEach((one, at) => {
    for (const other of boxes.slice(at + 1)) {
      if (other.box.top >= one.box.bottom) break;
      const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      if (wide > 2 && high > 0.35 * Math.min(one.box.height, other.box.height)) found.push(`“${one.said}” lies over “${other.said}”`);
    }
  });
  return found.slice(0, 8);
}

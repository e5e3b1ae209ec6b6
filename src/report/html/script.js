"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const card = document.getElementById("card");
  const marks = [...document.querySelectorAll("mark.m")];
  const narrow = matchMedia("(max-width: 40rem)");
  let shown = null; // the mark whose card is open
  let pinned = false; // whether it stays open when the pointer leaves

  const numbers = (mark) => mark.dataset.n.split(" ");
  const isOff = (mark) => document.body.classList.contains("off-" + mark.dataset.tone);

  function light(mark, on) {
    const own = new Set(numbers(mark));
    for (const other of marks) {
      if (numbers(other).some((number) => own.has(number))) other.classList.toggle("on", on && !isOff(other));
    }
    for (const number of own) document.getElementById("n" + number)?.classList.toggle("on", on);
  }

  function open(mark, pin) {
    if (isOff(mark)) return;
    if (shown && shown !== mark) close();
    shown = mark;
    pinned = pin;
    light(mark, true);
    card.replaceChildren(
      ...numbers(mark).map((number) => {
        const note = document.getElementById("n" + number);
        const copy = document.createElement("div");
        copy.className = note.dataset.tone;
        copy.append(...[...note.childNodes].map((node) => node.cloneNode(true)));
        return copy;
      }),
    );
    card.hidden = false;
    card.scrollTop = 0;
    card.classList.toggle("sheet", narrow.matches);
    mark.setAttribute("aria-expanded", "true");
    if (!narrow.matches) place(mark);
  }

  function place(mark) {
    const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const last = [...mark.getClientRects()].pop() ?? box;
    const size = card.getBoundingClientRect();
    const left = Math.max(16, Math.min(box.left, innerWidth - size.width - 16));
    const below = last.bottom + 8;
    const above = box.top - size.height - 8;
    const top = below + size.height > innerHeight && above >= 0 ? above : below;
    card.style.left = left + scrollX + "px";
    card.style.top = top + scrollY + "px";
  }

  function close() {
    if (!shown) return;
    light(shown, false);
    shown.removeAttribute("aria-expanded");
    shown = null;
    pinned = false;
    card.hidden = true;
  }

  let leaving = 0;
  const stay = () => clearTimeout(leaving);
  const leave = () => {
    stay();
    leaving = setTimeout(() => { if (!pinned) close(); }, 180);
  };

  for (const mark of marks) {
    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse" || pinned) return;
      stay();
      open(mark, false);
    });
    mark.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") leave(); });
    mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) open(mark, false); });
    mark.addEventListener("blur", leave);
    mark.addEventListener("click", () => {
      if (shown === mark && pinned) close();
      else open(mark, true);
    });
  }
  card.addEventListener("pointerenter", stay);
  card.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") leave(); });

  document.addEventListener("click", (event) => {
    const inside = event.target.closest("mark.m, #card, .note");
    if (!inside) close();
    const note = event.target.closest(".note");
    if (!note) return;
    const number = note.id.slice(1);
    const target = marks.find((mark) => numbers(mark).includes(number) && !isOff(mark));
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    close();
    shown = target;
    light(target, true);
    pinned = true;
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = marks.indexOf(document.activeElement);
    if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === " ") && at >= 0) {
      event.preventDefault();
      if (shown === marks[at] && pinned) close();
      else open(marks[at], true);
    } else if (event.key === "n" || event.key === "p") {
      const visible = marks.filter((mark) => !isOff(mark));
      if (!visible.length) return;
      const from = visible.indexOf(document.activeElement);
      const step = event.key === "n" ? 1 : -1;
      const next = from < 0 ? (step > 0 ? 0 : visible.length - 1) : (from + step + visible.length) % visible.length;
      visible[next].focus({ preventScroll: true });
      visible[next].scrollIntoView({ block: "center" });
      open(visible[next], false);
    }
  });

  for (const chip of document.querySelectorAll(".chip")) {
    chip.addEventListener("click", () => {
      const off = chip.getAttribute("aria-pressed") === "true";
      chip.setAttribute("aria-pressed", String(!off));
      document.body.classList.toggle("off-" + chip.dataset.tone, off);
      close();
      for (const mark of marks) mark.tabIndex = isOff(mark) ? -1 : 0;
    });
  }

  const theme = document.getElementById("theme");
  const dark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  const name = () => { theme.textContent = dark() ? "Light" : "Dark"; };
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    name();
  });
  name();
  addEventListener("resize", close);
})();

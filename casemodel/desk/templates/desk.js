// Sends a form at each change and puts what came back into its places. Without it, forms work by
// their buttons. Controls are never replaced, so that focus and typing stay where they are.
"use strict";
(() => {
  const form = document.querySelector("form[data-live], form[data-try]");
  if (!form) return;
  const live = form.hasAttribute("data-live");
  const panel = document.getElementById("answer");
  let queue = Promise.resolve();
  let asked = 0;

  const page = async (path, options) => {
    const response = await fetch(path, {credentials: "same-origin", ...options});
    return new DOMParser().parseFromString(await response.text(), "text/html");
  };
  // Gives the focus back to what takes the place of what had it, or else to the part as a whole.
  const again = (fresh, held) => {
    const like = [...fresh.querySelectorAll(held.tagName)];
    const same = like.find((one) => one.textContent === held.textContent) || fresh;
    if (same === fresh) fresh.tabIndex = -1;
    same.focus({preventScroll: true});
  };
  const put = (from, id) => {
    const there = document.getElementById(id);
    const fresh = from.getElementById(id);
    if (there && fresh) {
      const held = there.contains(document.activeElement) && document.activeElement;
      there.replaceWith(document.adoptNode(fresh));
      if (held) again(fresh, held);
    }
    return Boolean(fresh);
  };
  const say = (text) => {
    const status = document.getElementById("status");
    if (status && text) status.textContent = text;
  };

  const send = async (number) => {
    if (number !== asked) return; // a later change sends this one too
    const body = new URLSearchParams(new FormData(form));
    const fresh = await page(form.action, {method: "POST", body, headers: {"X-Desk-Part": "quick"}});
    if (!put(fresh, "answer-body")) { window.location.reload(); return; }
    if (!live) return;
    put(fresh, "sections");
    put(fresh, "dangers");
    for (const state of form.querySelectorAll(".state")) {
      const mark = state.querySelector(".mark"); // until it is known whether it still holds
      put(fresh, state.id);
      if (mark) document.getElementById(state.id).append(mark);
    }
    say(fresh.getElementById("status").textContent);
    if (number === asked) follow(number).catch(lost);
  };

  // Fetches the whole answer; a change in the meantime makes it of no use.
  const follow = async (number) => {
    const whole = await page(form.action);
    if (number !== asked) return;
    for (const state of form.querySelectorAll(".state")) {
      for (const mark of state.querySelectorAll(".mark")) mark.remove();
      state.append(...whole.getElementById(state.id).querySelectorAll(".mark"));
    }
    if (put(whole, "answer-body")) say(document.getElementById("headline").textContent);
    panel.removeAttribute("aria-busy");
  };

  const lost = () => say(form.dataset.lost);

  form.addEventListener("change", () => {
    asked += 1;
    const number = asked;
    panel.setAttribute("aria-busy", "true");
    queue = queue.then(() => send(number)).catch(lost).finally(() => {
      if (number === asked && !live) panel.removeAttribute("aria-busy");
    });
  });
})();

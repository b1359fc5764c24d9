// Put into pages by `nabla serve`, and never written to a file.
(() => {
  const script = document.currentScript;
  const page = script.dataset.page;
  let version = script.dataset.version;
  let busy = false;
  let wanted = version;

  const host = document.createElement("nabla-problems");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.innerHTML = `<style>
    div { position: fixed; inset: 0 0 auto; z-index: 9999; max-height: 45vh; overflow: auto;
      background: #fff4f2; color: #5c0d12; border-bottom: 3px solid #a3181f;
      font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    pre { margin: 0; padding: 0.7rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
    @media print { div { display: none; } }
    </style><div role="alert" tabindex="0" hidden><pre></pre></div>`;
  const box = shadow.querySelector("div");
  const show = (text) => {
    shadow.querySelector("pre").textContent = text;
    box.hidden = text === "";
  };
  document.body.append(host);
  show(script.dataset.problems);

  // The new content takes the place of the old one without a reload, so nothing scrolls.
  const refresh = async () => {
    if (busy) return;
    busy = true;
    try {
      while (wanted !== version) {
        const target = wanted;
        const response = await fetch(location.pathname, { cache: "no-store" });
        const next = new DOMParser().parseFromString(await response.text(), "text/html");
        const [left, top] = [scrollX, scrollY];
        document.title = next.title;
        document.documentElement.lang = next.documentElement.lang;
        const [style, nextStyle] = [document, next].map((d) => d.head.querySelector("style"));
        if (style && nextStyle && style.textContent !== nextStyle.textContent) {
          style.textContent = nextStyle.textContent;
        } else if (!style && nextStyle) {
          document.head.append(nextStyle);
        }
        for (const child of [...document.body.childNodes]) {
          if (child !== host && child !== script) child.remove();
        }
        for (const child of [...next.body.childNodes]) {
          if (child.nodeName !== "SCRIPT") document.body.insertBefore(child, host);
        }
        scrollTo(left, top);
        version = target;
        document.documentElement.dataset.nablaVersion = version;
      }
    } catch {
      // The server is gone; the next message begins anew.
    } finally {
      busy = false;
    }
  };

  let events;
  const listen = () => {
    events = new EventSource("/.nabla/events?page=" + encodeURIComponent(page));
    events.onmessage = (event) => {
      const state = JSON.parse(event.data);
      wanted = state.version;
      show(state.problems);
      refresh();
    };
  };
  document.documentElement.dataset.nablaVersion = version;
  if (!document.hidden) listen();
  // A browser opens six connections to a server at most, and a seventh tab would wait for ever.
  document.addEventListener("visibilitychange", () => {
    events?.close();
    if (!document.hidden) listen();
  });
})();

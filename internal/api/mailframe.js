// The page in which the HTML of one mail is shown. It has an origin of its own, the browser runs nothing but this script
// in it, and it asks nobody for anything but, where the address says so, the pictures of other servers.
"use strict";
(() => {
  const mail = document.getElementById("mail");
  const root = document.documentElement;
  const fetches = new URLSearchParams(location.search).has("pictures");
  const tell = (word) => parent.postMessage(word, location.origin);
  /** A mail as high as its window, and a bit more, would grow without end. */
  const mostReports = 80;
  const highest = 20000;
  let last = { html: "", look: {} };
  let reports = 0;
  let told = 0;

  /** What no mail needs, and the server has taken out before. */
  const never = "script,style,link,meta,base,title,iframe,frame,frameset,object,embed,applet,form,input,button,select,textarea,template,noscript,audio,video";
  const opens = /^(https?:|mailto:|tel:)/i;

  function parsed(html) {
    const held = document.createElement("template");
    held.innerHTML = html;
    for (const one of held.content.querySelectorAll(never)) one.remove();
    for (const link of held.content.querySelectorAll("a,area")) tame(link);
    for (const picture of held.content.querySelectorAll("img")) hold(picture);
    return held.content;
  }

  /** A link opens beside this page, tells nobody where it was, and says where it leads. */
  function tame(link) {
    const address = link.getAttribute("href") ?? "";
    if (!opens.test(address.trim())) return link.removeAttribute("href");
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
    link.title = address;
  }

  /** A picture that may not be fetched keeps its place. Those that came with the mail are brought later. */
  function hold(picture) {
    const source = (picture.getAttribute("src") ?? "").trim();
    picture.removeAttribute("srcset");
    picture.decoding = "async";
    const own = /^cid:(.+)$/i.exec(source);
    if (own) picture.dataset.key = own[1];
    if (own || !(source.startsWith("data:image/") || (fetches && /^https?:/i.test(source)))) picture.removeAttribute("src");
    if (!own && !picture.hasAttribute("src")) picture.dataset.held = "";
    picture.addEventListener("load", arrange);
  }

  /** Whether something in it is drawn on a ground of its own, and so needs white paper below. */
  function hasGround() {
    for (const one of mail.querySelectorAll("[bgcolor],[background],[style*=background]")) {
      if (one.hasAttribute("bgcolor") || one.hasAttribute("background")) return true;
      const { backgroundColor: color, backgroundImage: picture } = getComputedStyle(one);
      if (picture !== "none" || !/^(transparent|rgba\(\d+, \d+, \d+, 0\))$/.test(color)) return true;
    }
    return false;
  }

  const light = (part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4);

  /** How light a colour is, from 0 to 1. */
  function lightness(color) {
    const [red, green, blue] = (color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
    return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
  }

  /** Text that was meant for white paper takes the page's own colour on a dark ground. */
  function lighten() {
    for (const one of mail.querySelectorAll("[style*=color],font[color]")) {
      if (lightness(getComputedStyle(one).color) < 0.3) one.style.setProperty("color", "inherit", "important");
    }
  }

  /** The app leaves room around a mail; what stands first and last in it adds none. */
  function trim() {
    for (let one = mail.firstElementChild; one; one = one.firstElementChild) one.style.marginTop = "0";
    for (let one = mail.lastElementChild; one; one = one.lastElementChild) one.style.marginBottom = "0";
  }

  function draw() {
    const { html, look } = last;
    mail.replaceChildren(parsed(html));
    trim();
    // Colours are known once the browser has worked them out.
    const paper = look.dark === true && hasGround();
    root.classList.toggle("paper", paper);
    root.style.colorScheme = look.dark && !paper ? "dark" : "light";
    root.style.setProperty("--ink", paper ? "#12181d" : look.ink);
    root.style.setProperty("--link", paper ? "#0b6b62" : look.link);
    if (look.dark && !paper) lighten();
    reports = 0;
    told = 0;
    arrange();
    tell({ kind: "drawn", keys: [...mail.querySelectorAll("img[data-key]")].map((one) => one.dataset.key) });
  }

  /** Makes what is broader than the page smaller, down to half, and tells how high it has become. */
  function arrange() {
    mail.style.zoom = "";
    const [room, width] = [root.clientWidth, mail.scrollWidth];
    if (room > 0 && width > room + 1) mail.style.zoom = String(Math.max(0.5, room / width));
    report();
  }

  function report() {
    const height = Math.ceil(document.body.getBoundingClientRect().height) + (root.scrollWidth > root.clientWidth + 1 ? 16 : 0);
    if (height === told || reports >= mostReports) return;
    reports += 1;
    told = height;
    root.style.overflowY = height > highest ? "auto" : "hidden";
    tell({ kind: "height", height: Math.min(height, highest) });
  }

  addEventListener("message", ({ source, data }) => {
    if (source !== parent) return;
    if (data.kind === "mail") {
      last = { html: data.html, look: data.look };
      draw();
    }
    if (data.kind === "picture") {
      const address = URL.createObjectURL(data.blob);
      for (const one of mail.querySelectorAll("img[data-key]")) if (one.dataset.key === data.key) one.src = address;
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell({ kind: "leave" });
  });
  new ResizeObserver(report).observe(document.body);
  let width = root.clientWidth;
  addEventListener("resize", () => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    reports = 0;
    arrange();
  });
  tell({ kind: "ready" });
})();

// Shows new mail without a reload by hand. Times become local.
const list = document.querySelector("nav[data-newest]");
for (const time of document.querySelectorAll("time")) {
  const at = new Date(time.dateTime);
  time.textContent = at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
async function look() {
  try {
    const reply = await fetch(`/api/messages?limit=1${location.search.includes("to=") ? `&to=${new URLSearchParams(location.search).get("to")}` : ""}`);
    const newest = (await reply.json()).items[0]?.id ?? "";
    if (newest !== list.dataset.newest) {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const fresh = page.querySelector("nav[data-newest]");
      if (fresh) location.pathname === "/" ? location.reload() : list.replaceChildren(...fresh.children);
      list.dataset.newest = newest;
    }
  } catch {
    // The mailbox is restarting; the next look finds it.
  }
}
setInterval(() => document.visibilityState === "visible" && void look(), 2000);

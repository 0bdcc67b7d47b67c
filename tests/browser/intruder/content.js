// In every page, beside our own scripts. The test puts its orders on the page and reads there what was found.
const open = (host) => (globalThis.chrome?.dom?.openOrClosedShadowRoot ? chrome.dom.openOrClosedShadowRoot(host) : host.openOrClosedShadowRoot);

addEventListener("intrude", () => {
  const orders = JSON.parse(document.documentElement.dataset.orders);
  const host = document.querySelector("learnlearn-sidebar");
  const found = { page: document.body.textContent.length, globals: Object.keys(globalThis).filter((name) => /learnlearn/i.test(name)) };
  found.sidebar = host ? (open(host)?.innerHTML ?? null) : "no sidebar";
  chrome.runtime.sendMessage(orders, (heard) => {
    document.documentElement.dataset.found = JSON.stringify({ ...found, ...heard });
  });
});

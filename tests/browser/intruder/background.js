// Another extension with every permission there is: what it can hear of ours, and reach.
const api = globalThis.browser ?? chrome;
const heard = { requests: [], authorised: [], answers: {} };

const remember = ({ url, requestHeaders, initiator, originUrl }) => {
  heard.requests.push(`${initiator ?? originUrl ?? ""} ${url}`);
  for (const { name, value } of requestHeaders ?? []) if (name.toLowerCase() === "authorization") heard.authorised.push(value);
};
const all = { urls: ["<all_urls>"] };
try {
  chrome.webRequest.onSendHeaders.addListener(remember, all, ["requestHeaders", "extraHeaders"]);
} catch {
  chrome.webRequest.onSendHeaders.addListener(remember, all, ["requestHeaders"]);
}

const tried = (promise) =>
  promise.then(
    (answer) => `got ${JSON.stringify(answer)?.slice(0, 200)}`,
    (error) => `refused: ${error.message}`,
  );

const ask = async (port, path, headers, body) => {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return `${reply.status} ${(await reply.json()).code ?? ""}`;
};

api.runtime.onMessage.addListener((message, _sender, answer) => {
  const { port, token, id, page, person } = message;
  (async () => {
    const bearer = { Authorization: `Bearer ${token}` };
    heard.answers.health = await ask(port, "/v1/health", {}, {});
    heard.answers.stolen = await ask(port, "/v1/notes/list", bearer, { person });
    heard.answers.nothing = await ask(port, "/v1/notes/list", {}, { person });
    heard.answers.message = await tried(
      new Promise((done, fail) => {
        chrome.runtime.sendMessage(id, { ask: "settings.get" }, (told) =>
          chrome.runtime.lastError ? fail(new Error(chrome.runtime.lastError.message)) : done(told),
        );
      }),
    );
    const tabs = await api.tabs.query({});
    const own = tabs.find((tab) => tab.url?.startsWith(page)) ?? tabs.find((tab) => !tab.url?.startsWith("http"));
    heard.answers.script = own
      ? await tried(
          chrome.scripting
            ? chrome.scripting.executeScript({ target: { tabId: own.id }, func: () => document.body.textContent })
            : api.tabs.executeScript(own.id, { code: "document.body.textContent" }),
        )
      : "no page";
    answer(heard);
  })();
  return true;
});

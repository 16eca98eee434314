// Tells the host that shows this page (MCP Apps, version 2026-01-26) that it is ready and how high it is; asks for nothing.
(() => {
  if (window.parent === window) return;
  const HEIGHT = 720; // pixels
  /** @param {object} message */
  const send = (message) => window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !event.data || event.data.jsonrpc !== "2.0") return;
    const { id, method, result } = event.data;
    if (id === 1 && result) {
      send({ method: "ui/notifications/initialized", params: {} });
      send({ method: "ui/notifications/size-changed", params: { height: HEIGHT } });
    } else if (method === "ui/resource-teardown" || method === "ping") {
      send({ id, result: {} });
    }
  });
  const appCapabilities = { availableDisplayModes: ["inline", "fullscreen"] };
  const appInfo = { name: "accord", version: document.documentElement.dataset.version ?? "" };
  send({ id: 1, method: "ui/initialize", params: { protocolVersion: "2026-01-26", appInfo, appCapabilities } });
})();

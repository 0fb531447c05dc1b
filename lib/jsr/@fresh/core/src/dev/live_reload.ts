const PATH = "/_frsh/alive";

/** Grows with every start of the server, so that pages notice one. */
const revision = Date.now();

/** Module source that makes a page reload itself when a newer server answers. */
export const RELOAD_SCRIPT = `
const address = Object.assign(new URL("${PATH}", location.href), {
  protocol: location.protocol.replace("http", "ws"),
});
function connect() {
  const socket = new WebSocket(address);
  socket.onmessage = ({ data }) => Number(data) > ${revision} && location.reload();
  socket.onclose = () => setTimeout(connect, 300);
}
connect();
`;

/** Answers pages that ask whether the server is still the same one; null for other requests. */
export function answerAlive(request: Request): Response | null {
  if (new URL(request.url).pathname !== PATH) return null;
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return new Response("Only for WebSockets", { status: 501 });
  }
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.onopen = () => socket.send(String(revision));
  return response;
}

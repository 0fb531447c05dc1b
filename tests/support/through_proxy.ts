import { Buffer } from "node:buffer";
import http from "node:http";
import https from "node:https";
import tls from "node:tls";
import type { Handler } from "./visitor.ts";

/** Where the person of these tests sits; a proxy on this machine has another address. */
export const SEAT = "127.0.0.9";

type Port = { readonly https: number } | { readonly http: number };

/**
 * Sends requests for `https://book.example` to a proxy on loopback, whose certificate is that of a test, from an address
 * of one's own.
 */
export function throughProxy(to: Port): Handler {
  const [{ request: open }, port] = "https" in to ? [https, to.https] : [http, to.http];
  return async (request) => {
    const { method, headers: sent, url } = request;
    const { pathname, search, host } = new URL(url);
    const body = Buffer.from(await request.arrayBuffer());
    const headers = { ...Object.fromEntries(sent), host, "content-length": String(body.length) };
    const where = { host: "127.0.0.1", port, localAddress: SEAT, servername: "book.example" };
    const options = { ...where, method, path: pathname + search, headers };
    return await new Promise<Response>((resolve, reject) => {
      const outgoing = open({ ...options, rejectUnauthorized: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("end", () => resolve(toResponse(answer, Buffer.concat(chunks))));
        answer.on("error", reject);
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  };
}

function toResponse(
  { statusCode = 0, rawHeaders }: { statusCode?: number; rawHeaders: string[] },
  body: Buffer,
): Response {
  const headers = new Headers();
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!);
  const hasNone = [204, 304].includes(statusCode);
  return new Response(hasNone ? null : new Uint8Array(body), { status: statusCode, headers });
}

/** Opens a connection, says this much and no more, and waits until the other side closes it. Returns what came. */
export function sayAndWait({ https: port }: { https: number }, text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const options = { host: "127.0.0.1", port, servername: "book.example" };
    const socket = tls.connect({ ...options, rejectUnauthorized: false }, () => socket.write(text));
    socket.on("data", (data) => heard += data);
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
  });
}

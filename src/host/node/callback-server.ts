/**
 * Owns: port `SignInServer` on Node - 127.0.0.1, one answer, then gone.
 * Never: another interface than loopback, and never anything of the answer in the page or a log (PRODUCT K9).
 */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { Listening, SignInServer } from "../../ports";
import { codeOf } from "./disk";

const PATH = "/callback";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  connection: "close",
};

const page = (title: string, text: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${title}</title></head><body style="font:1.1em sans-serif;max-width:32em;margin:20vh auto;padding:0 1em"><h1>${title}</h1><p>${text}</p></body></html>`;

const ARRIVED = page("You can close this window", "The answer has arrived. Whether the sign-in worked is shown where you started it.");
const NOT_FOUND = page("Nothing here", "This answer belongs to no sign-in that is waiting. Use the newest sign-in page.");

function reply(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, HEADERS).end(html);
}

/** The server listens when it returns, or says why it cannot. */
function opened(server: Server, port: number): Promise<"port_taken" | "no_listener" | null> {
  return new Promise((resolve) => {
    server.once("error", (error) => resolve(codeOf(error) === "EADDRINUSE" ? "port_taken" : "no_listener"));
    server.listen(port, "127.0.0.1", () => resolve(null));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** See the contract in ports.ts. */
export function nodeSignInServer(): SignInServer {
  return {
    async listen({ port, accepts, limit_ms, signal }) {
      let strangers = 0;
      let settle: (end: Awaited<Listening["answer"]>) => void = () => undefined;
      const server = createServer((request, response) => {
        const [path, query = ""] = (request.url ?? "").split("?");
        if (request.method !== "GET" || path !== PATH) return reply(response, 404, NOT_FOUND);
        if (!accepts(query)) {
          strangers += 1;
          return reply(response, 404, NOT_FOUND);
        }
        // The page first, then the end: closing would cut it off.
        response.once("close", () => settle({ query }));
        reply(response, 200, ARRIVED);
      });
      const failure = await opened(server, port);
      if (failure !== null) return { failure };
      const answer = new Promise<Awaited<Listening["answer"]>>((resolve) => {
        const cancel = (): void => settle({ failure: "cancelled" });
        const timer = setTimeout(() => settle({ failure: strangers > 0 ? "foreign_answer" : "timed_out" }), limit_ms);
        settle = (end) => {
          settle = () => undefined;
          clearTimeout(timer);
          signal.removeEventListener("abort", cancel);
          server.close(() => resolve(end));
          server.closeAllConnections();
        };
        signal.addEventListener("abort", cancel, { once: true });
        if (signal.aborted) cancel();
      });
      return { address: `http://127.0.0.1:${portOf(server)}${PATH}`, answer, close: () => settle({ failure: "cancelled" }) };
    },
  };
}

/**
 * Owns: the page half of the bridge: Node's modules as main.js asks for them, each call carried to the real Node.
 * Never: an answer of its own where Node has one.
 */
import { bytesFrom } from "./bytes";
import { pack, unpack } from "./codec.mjs";

type Call = (...args: unknown[]) => unknown;
type Module = Record<string, unknown>;

declare global {
  interface Window {
    nodeLater(target: string | number, name: string, args: unknown): Promise<Reply>;
    nodeTell(id: string, name: string, args: unknown): Promise<void>;
    /** Called from outside: what happened to objects of Node's, in order. */
    nodeHappened(happened: [id: string, name: string, payload: unknown][]): void;
  }
}

interface Reply {
  value?: unknown;
  error?: unknown;
}

const HANDLE = ["appendFile", "stat", "sync", "datasync", "truncate", "close", "writeFile", "readFile", "read", "write", "chmod"];

function result({ value, error }: Reply): unknown {
  const options = { bytes: (plain: Uint8Array) => bytesFrom(plain), kept: handle };
  if (error !== undefined) throw unpack(error, options) as Error;
  return unpack(value, options);
}

async function later(target: string | number, name: string, args: unknown[]): Promise<unknown> {
  return result(await window.nodeLater(target, name, pack(args)));
}

/** An open file of Node's. */
function handle(id: number): Module {
  return Object.fromEntries(HANDLE.map((name) => [name, (...args: unknown[]) => later(id, name, args)]));
}

/** Node's answer at once. */
export function now(module: string, name: string | null, ...args: unknown[]): unknown {
  const request = new XMLHttpRequest();
  request.open("POST", "/node", false);
  request.send(JSON.stringify([module, name, pack(args)]));
  return result(JSON.parse(request.responseText) as Reply);
}

const names = (module: string): string[] => now(module, null) as string[];

const asked = new Map<string, unknown>();
/** A pure function's answers are asked for once. */
function remembered(module: string, name: string, args: unknown[]): unknown {
  const key = JSON.stringify([module, name, args]);
  if (!asked.has(key)) asked.set(key, now(module, name, ...args));
  return asked.get(key);
}

const tell = (id: string, name: string, ...args: unknown[]): void => void window.nodeTell(id, name, pack(args));

/** Listeners by name, as Node's objects have them. */
export class Emitter {
  private readonly listeners = new Map<string, { call: Call; once: boolean }[]>();

  on(name: string, call: Call): this {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), { call, once: false }]);
    return this;
  }
  addListener(name: string, call: Call): this {
    return this.on(name, call);
  }
  once(name: string, call: Call): this {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), { call, once: true }]);
    return this;
  }
  off(name: string, call: Call): this {
    this.listeners.set(name, (this.listeners.get(name) ?? []).filter((one) => one.call !== call));
    return this;
  }
  removeListener(name: string, call: Call): this {
    return this.off(name, call);
  }
  removeAllListeners(): this {
    this.listeners.clear();
    return this;
  }
  emit(name: string, ...args: unknown[]): boolean {
    const now = this.listeners.get(name) ?? [];
    this.listeners.set(name, now.filter(({ once }) => !once));
    for (const { call } of now) call.apply(this, args);
    return now.length > 0;
  }
}

class Socket extends Emitter {
  constructor(
    readonly connecting: boolean,
    private readonly id = "",
  ) {
    super();
  }
  resetAndDestroy(): void {
    tell(this.id, "resetAndDestroy");
  }
  destroy(): void {
    tell(this.id, "destroy");
  }
}
class TLSSocket extends Socket {}

/** An object of Node's that is spoken to and heard of. */
const objects = new Map<string, (name: string, payload: unknown) => void>();
let last = 0;

window.nodeHappened = (happened) => {
  for (const [id, name, packed] of happened) objects.get(id)?.(name, result({ value: packed }));
};

/** A message that comes in: nothing of it is lost when somebody listens late. */
class Incoming extends Emitter {
  complete = false;
  statusCode = 0;
  method = "";
  url = "";
  headers: Record<string, string> = {};
  private waiting: [string, unknown][] | null = [];

  constructor(
    readonly id: string,
    fields: object,
  ) {
    super();
    Object.assign(this, fields);
    objects.set(id, (name, payload) => this.heard(name, payload));
  }

  private heard(name: string, payload: unknown): void {
    if (this.waiting) {
      this.waiting.push([name, payload]);
      return;
    }
    if (name === "end") this.complete = (payload as { complete: boolean }).complete;
    this.emit(name, payload);
  }

  override on(name: string, call: Call): this {
    super.on(name, call);
    if (name === "data") queueMicrotask(() => this.resume());
    return this;
  }

  resume(): this {
    const waiting = this.waiting ?? [];
    this.waiting = null;
    for (const [name, payload] of waiting) this.heard(name, payload);
    return this;
  }

  destroy(): void {
    tell(this.id, "destroy");
  }

  async *[Symbol.asyncIterator](): AsyncGenerator {
    const chunks: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      this.once("end", () => resolve());
      this.once("error", (error) => reject(error));
      this.on("data", (chunk) => chunks.push(chunk));
    });
    yield* chunks;
  }
}

/** A message that goes out. */
class Outgoing extends Emitter {
  writableFinished = false;
  reusedSocket = false;
  headersSent = false;
  readonly socket: Socket;

  constructor(readonly id: string) {
    super();
    this.socket = new Socket(false, id);
  }
  writeHead(...args: unknown[]): this {
    this.headersSent = true;
    tell(this.id, "writeHead", ...args);
    return this;
  }
  setHeader(...args: unknown[]): this {
    tell(this.id, "setHeader", ...args);
    return this;
  }
  write(chunk: unknown, done?: Call): boolean {
    if (done) this.once("written", done);
    tell(this.id, "write", chunk);
    return true;
  }
  end(chunk?: unknown): this {
    if (chunk === undefined || chunk === null) tell(this.id, "end");
    else tell(this.id, "end", chunk);
    return this;
  }
  destroy(): this {
    tell(this.id, "destroy");
    return this;
  }
}

interface RequestOptions {
  method?: string;
  headers?: Record<string, string>;
  agent?: unknown;
}

function request(url: URL | string, { method = "GET", headers = {}, agent }: RequestOptions): Outgoing {
  const id = `request-${(last += 1)}`;
  const outgoing = new Outgoing(id);
  let socket = new Socket(false);
  objects.set(id, (name, payload) => {
    if (name === "socket") {
      const { reused, connecting, encrypted } = payload as { reused: boolean; connecting: boolean; encrypted: boolean };
      outgoing.reusedSocket = reused;
      socket = encrypted ? new TLSSocket(connecting) : new Socket(connecting);
      outgoing.emit("socket", socket);
    } else if (name.startsWith("socket:")) socket.emit(name.slice("socket:".length));
    else if (name === "response") {
      const { id: answer, ...fields } = payload as { id: string };
      outgoing.emit("response", new Incoming(answer, fields));
    } else {
      if (name === "finish") outgoing.writableFinished = true;
      outgoing.emit(name, payload);
    }
  });
  tell(id, "request", { href: String(url), method, headers, kept: agent !== false });
  return outgoing;
}

class Server extends Emitter {
  private readonly id = `server-${(last += 1)}`;
  private bound: unknown = null;

  constructor(handler: Call) {
    super();
    objects.set(this.id, (name, payload) => {
      if (name === "listening") this.bound = payload;
      if (name !== "request") {
        this.emit(name, payload);
        return;
      }
      const { id, ...fields } = payload as { id: string };
      const reply = new Outgoing(id);
      objects.set(`${id}:reply`, (what) => reply.emit(what));
      handler(new Incoming(id, fields), reply);
    });
    tell(this.id, "serve");
  }
  listen(port: number, host: string, done?: Call): this {
    if (done) this.once("listening", done);
    tell(this.id, "listen", port, host);
    return this;
  }
  address(): unknown {
    return this.bound;
  }
  close(done?: Call): this {
    if (done) this.once("close", done);
    tell(this.id, "close");
    return this;
  }
  closeAllConnections(): void {
    tell(this.id, "closeAllConnections");
  }
  unref(): this {
    return this;
  }
}

class Agent {
  constructor(readonly options: unknown) {}
}

const web = { request, createServer: (handler: Call) => new Server(handler), Agent };
class StringDecoder extends TextDecoder {
  write(bytes: Uint8Array): string {
    return this.decode(bytes, { stream: true });
  }
  end(): string {
    return this.decode();
  }
}

const atOnce = (module: string): Module => Object.fromEntries(names(module).map((name) => [name, (...args: unknown[]) => now(module, name, ...args)]));

/** What is hashed goes over when the digest is asked for. */
function digesting(name: "hmac" | "hash", ...made: unknown[]): Module {
  const parts: unknown[] = [];
  const digester: Module = {
    update: (part: unknown, encoding?: unknown) => {
      parts.push([part, encoding ?? null]);
      return digester;
    },
    digest: (encoding?: unknown) => now("digest", name, made, parts, encoding ?? null),
  };
  return digester;
}

const MAKERS: Record<string, () => Module> = {
  "fs/promises": () => Object.fromEntries(names("fs/promises").map((name) => [name, (...args: unknown[]) => later("fs/promises", name, args)])),
  fs: () => ({ ...atOnce("fs"), constants: { COPYFILE_EXCL: 1 } }),
  path: () => ({ ...Object.fromEntries(names("path").map((name) => [name, (...args: unknown[]) => remembered("path", name, args)])), sep: "/" }),
  os: () => atOnce("os"),
  crypto: () => ({ ...atOnce("crypto"), createHmac: (algorithm: string, key: unknown) => digesting("hmac", algorithm, key), createHash: (algorithm: string) => digesting("hash", algorithm) }),
  url: () => ({ ...atOnce("url"), URL }),
  http: () => web,
  https: () => web,
  tls: () => ({ TLSSocket }),
  net: () => ({ Socket }),
  events: () => ({ EventEmitter: Emitter }),
  stream: () => Object.assign(class extends Emitter {}, { Stream: Emitter, Readable: Emitter, Writable: Emitter, Transform: Emitter }) as unknown as Module,
  string_decoder: () => ({ StringDecoder }),
  // Loaded by X's client, which unpacks nothing itself here: what it asks goes out through our port.
  zlib: () => ({}),
};

const made = new Map<string, Module>();

/** `require` of a desktop app. Throws for a module that the bridge does not carry. */
export function requireNode(name: string): Module {
  const bare = name.replace(/^node:/, "");
  const make = MAKERS[bare];
  if (!make) throw new Error(`The bridge does not carry the module "${name}".`);
  const module = made.get(bare) ?? make();
  made.set(bare, module);
  return module;
}

/** `process` of a desktop app; who listens for its exit is heard by `quit`. */
export class PageProcess extends Emitter {
  readonly versions = { node: "bridged" };
  readonly platform = "linux";
  constructor(
    readonly pid: number,
    readonly env: Record<string, string>,
  ) {
    super();
  }
  kill(pid: number, signal: number): unknown {
    return now("process", "kill", pid, signal);
  }
  nextTick(call: Call, ...args: unknown[]): void {
    queueMicrotask(() => void call(...args));
  }
}

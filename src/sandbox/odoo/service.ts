/**
 * Owns: one Odoo with its records: which request asks for what, and carrying it out at once or later. The server on loopback and a test
 * without sockets ask this same object.
 * Never: sockets, waiting, or what goes wrong on the way (twin.ts).
 */
import { html, type Reply } from "./json2";
import { plant } from "./plant";
import type { Version } from "./problem";
import { unknownRoute, Wires, type Asked, type Headers, type OdooCall } from "./routes";
import { odooSeed, type OdooSeed } from "./seed";
import type { Store } from "./store";

export class OdooService {
  readonly store: Store;
  private readonly wires: Wires;

  /** `base` is a path that a proxy in front of it would strip, e.g. "/odoo". */
  constructor(
    private readonly version: Version,
    seed: OdooSeed = odooSeed(),
    private readonly base = "",
  ) {
    this.store = plant(version, seed);
    this.wires = new Wires(this.store);
  }

  /** Everything that was asked, in order. */
  get calls(): OdooCall[] {
    return this.wires.calls;
  }

  /** What a request asks for; a page, not named, for a route that Odoo does not have. */
  asked(verb: string, pathname: string, headers: Headers, body: string): Asked | Reply {
    if (!pathname.startsWith(this.base)) return html(404, "<html><body>Nothing here</body></html>");
    const path = pathname.slice(this.base.length);
    return this.wires.asked(verb, path, headers, body) ?? unknownRoute(this.version, path);
  }

  /** Odoo has begun and not committed: the external ids of a load are taken. The answer finishes it, also when nobody waits for it any more. */
  begin(asked: Asked): () => Reply {
    for (const key of asked.keys) {
      this.store.running.add(key);
      this.store.touched.set(key, asked.name.split("/")[0] ?? "");
    }
    return () => {
      for (const key of asked.keys) this.store.running.delete(key);
      return asked.execute();
    };
  }
}

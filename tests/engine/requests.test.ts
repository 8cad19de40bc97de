/** Owns: proof that a request file is a wish like any other - checked, entered once, never trusted. Never: a real folder. */
import { describe, expect, it } from "vitest";
import { leaveRequest } from "../../src/engine/requests";
import { work } from "../../src/engine/work";
import { HostError } from "../../src/ports";
import { AT_TERMINAL, Bench } from "./bench";
import { AFTERMATHS } from "./world";

const SCRIPT = { ...AT_TERMINAL, attended: false };

async function waiting(amount = "120.00"): Promise<{ bench: Bench; id: string; fingerprint: string }> {
  const bench = await Bench.open();
  const id = await bench.propose({ amount });
  await bench.round();
  return { bench, id, fingerprint: bench.action(id).fingerprint };
}

/** The only request file, as it lies there. */
function file(bench: Bench): [string, string] {
  const [entry] = [...bench.world.disk.requests];
  if (!entry) throw new Error("There is no request file.");
  return entry;
}

describe("E4 request files", () => {
  it("entered once, though a sync delivers it again and again", async () => {
    const { bench, id, fingerprint } = await waiting();
    await leaveRequest(bench.parts.ports, { kind: "approve", id, fingerprint }, AT_TERMINAL);
    const [name, text] = file(bench);
    const { decided } = await bench.round();
    expect([decided, bench.status(id), bench.world.disk.requests.size]).toEqual([1, "done", 0]);
    for (let delivery = 0; delivery < 3; delivery += 1) {
      bench.world.disk.requests.set(name, text);
      await bench.later(1000);
    }
    const next = await bench.restart("kept");
    next.world.disk.requests.set(name, text);
    await next.round();
    expect(bench.world.events().filter((event) => event === "requested")).toHaveLength(1);
    expect(bench.world.disk.requests.size).toBe(0);
    expect(bench.books.of("invoice")).toEqual([id]);
  });

  it("entered once, though a sync brings it under a second name as well", async () => {
    const { bench, id, fingerprint } = await waiting();
    await leaveRequest(bench.parts.ports, { kind: "approve", id, fingerprint }, AT_TERMINAL);
    const [name, text] = file(bench);
    bench.world.disk.requests.set(name.replace(".json", " (conflict).json"), text);
    expect((await bench.round()).decided).toBe(1);
    expect(bench.world.events().filter((event) => event === "requested")).toHaveLength(1);
    expect(bench.world.disk.requests.size).toBe(0);
  });

  it.each(AFTERMATHS)("E5 a power cut at any step of entering it neither loses nor repeats it (bytes %s)", async (aftermath) => {
    for (let step = 0, cut = true; cut; step += 1) {
      const { bench, id, fingerprint } = await waiting();
      await leaveRequest(bench.parts.ports, { kind: "approve", id, fingerprint }, AT_TERMINAL);
      bench.process.arm(step, aftermath);
      cut = await bench.round().then(() => false, () => true);
      const next = await (cut ? Bench.open(bench.settings, bench) : bench.restart(aftermath));
      await next.round();
      await next.round();
      if (next.status(id) === "failed") continue; // Cut between "started" and the request: certainly not done, a person is asked.
      expect([next.status(id), bench.books.of("invoice")], `step ${step}: ${bench.process.trace.at(-1) ?? ""}`).toEqual(["done", [id]]);
    }
  });

  it("high risk: a person at a terminal of this device counts, by its seal; the same words with a forged seal do not", async () => {
    const { bench, id, fingerprint } = await waiting("5000.00");
    await leaveRequest(bench.parts.ports, { kind: "approve", id, fingerprint }, AT_TERMINAL);
    const [name, text] = file(bench);
    const honest = JSON.parse(text) as Record<string, unknown>;
    bench.world.disk.requests.clear();
    bench.world.disk.requests.set("phone-1.json", JSON.stringify({ ...honest, seal: "0".repeat(64) }));
    bench.world.disk.requests.set("phone-2.json", JSON.stringify({ ...honest, by: "mallory" }));
    await bench.round();
    expect(bench.status(id)).toBe("waiting");
    bench.world.disk.requests.set(name, text);
    await bench.round();
    expect(bench.status(id)).toBe("done");
    expect(bench.action(id).decision).toMatchObject({ by: "owner", via: "cli" });
  });

  it("a sealed request without a person is not a person: no high risk, and no approval without its fingerprint", async () => {
    const { bench, id, fingerprint } = await waiting("5000.00");
    await leaveRequest(bench.parts.ports, { kind: "approve", id, fingerprint }, SCRIPT);
    await bench.round();
    const small = await waiting();
    await leaveRequest(small.bench.parts.ports, { kind: "approve", id: small.id, fingerprint: null }, SCRIPT);
    await small.bench.round();
    expect([bench.status(id), small.bench.status(small.id)]).toEqual(["waiting", "waiting"]);
  });

  it("resuming from another device is refused; pausing is not", async () => {
    const { bench } = await waiting();
    await leaveRequest(bench.parts.ports, { kind: "pause", reason: "stop" }, AT_TERMINAL);
    await bench.round();
    expect(bench.ledger.state.paused?.reason).toBe("stop");
    await leaveRequest(bench.parts.ports, { kind: "resume" }, { ...AT_TERMINAL, attended: false });
    const [name, text] = file(bench);
    bench.world.disk.requests.set(name, text.replace(/"seal":"[0-9a-f]+"/, '"seal":"x"'));
    await bench.round();
    expect(bench.ledger.state.paused).not.toBeNull();
  });

  it("what cannot be read is named once and left where it is; a sync that was only half done is entered when it is whole", async () => {
    const { bench, id, fingerprint } = await waiting();
    await leaveRequest(bench.parts.ports, { kind: "approve", id, fingerprint }, AT_TERMINAL);
    const [name, text] = file(bench);
    bench.world.disk.requests.set(name, text.slice(0, 60));
    await bench.round();
    await bench.round();
    expect(bench.world.events().filter((event) => event === "requested")).toHaveLength(1);
    expect([bench.status(id), bench.world.disk.requests.get(name)]).toEqual(["waiting", text.slice(0, 60)]);
    bench.world.disk.requests.set(name, text);
    await bench.round();
    expect([bench.status(id), bench.world.disk.requests.size]).toEqual(["done", 0]);
  });

  it("one that the disk does not give, or does not let go, keeps nothing waiting: it is named once, and the others are entered once", async () => {
    const { bench, id, fingerprint } = await waiting();
    await leaveRequest(bench.parts.ports, { kind: "approve", id, fingerprint }, AT_TERMINAL);
    bench.world.disk.requests.set("a-locked.json", "{}");
    bench.world.disk.requests.set("constructor", "{}");
    const { files } = bench.parts.ports;
    const problem = { code: "EACCES", effect: "A request was not touched.", cause: "No permission.", next: "Give it." };
    const failing = { ...bench.parts.ports, files: { ...files, readRequest: (name: string) => (name === "a-locked.json" ? Promise.reject(new HostError(problem)) : files.readRequest(name)), removeRequest: () => Promise.reject(new HostError(problem)) } };
    for (let round = 0; round < 2; round += 1) await work({ ...bench.parts, ports: failing }, true, () => undefined);
    const entered = bench.world.lines().filter((line) => line["event"] === "requested").map((line) => (line["parameters"] as { kind: string }).kind);
    expect([bench.status(id), bench.books.of("invoice"), entered.sort()]).toEqual(["done", [id], ["approve", "unreadable", "unreadable"]]);
  });

  it.each(["", "null", "[]", "{}", '{"version":1,"wish":{"kind":"approve","id":7}}', '{"version":1,"device":"x","at":"","by":"","attended":true,"wish":{"kind":"execute","id":"x"},"seal":""}', '{"version":1,"device":"x","at":"2026-11-16","by":"","attended":true,"wish":{"kind":"strayed","starts":[{"action":"ID","delivery":"books","at":"lately"}]},"seal":""}'])("nonsense decides nothing: %s", async (text) => {
    const { bench, id } = await waiting();
    bench.world.disk.requests.set("x.json", text.replace("ID", id));
    await bench.round();
    expect([bench.status(id), bench.books.records]).toEqual(["waiting", []]);
  });

  it.each([[-31, "waiting"], [-29, "done"], [29, "done"], [31, "waiting"]])("asked for %i days from now: %s, since it must be known for as long as a sync may bring it again", async (days, status) => {
    const { bench, id, fingerprint } = await waiting();
    const at = new Date(bench.world.clock.time + days * 86_400_000).toISOString();
    bench.world.disk.requests.set("phone.json", JSON.stringify({ version: 1, device: "phone", at, by: "owner", attended: false, wish: { kind: "approve", id, fingerprint }, seal: "" }));
    await bench.round();
    expect([bench.status(id), bench.world.disk.requests.size]).toEqual([status, 0]);
  });

  it("what another device says it started alone waits until the action is known here: the same mail may be read later", async () => {
    const { bench: elsewhere, id } = await waiting();
    const at = elsewhere.world.clock.now().toISOString();
    const bench = await Bench.open();
    bench.world.disk.requests.set("laptop.json", JSON.stringify({ version: 1, device: "laptop", at, by: "employee", attended: false, wish: { kind: "strayed", starts: [{ action: id, delivery: "books", at }] }, seal: "" }));
    await bench.round();
    expect([bench.world.disk.requests.size, bench.world.events().includes("requested")]).toEqual([1, false]);
    expect(await bench.propose({ amount: "120.00" })).toBe(id);
    await bench.round();
    expect(bench.world.disk.requests.size).toBe(0);
    expect(bench.world.events()).toContain("strayed");
    expect(bench.status(id)).not.toMatch(/waiting|approved/);
  });

  it("a wish for an action that is not there is answered in the log, not thrown", async () => {
    const { bench } = await waiting();
    await leaveRequest(bench.parts.ports, { kind: "resend", id: "invoice-00000000000000" }, AT_TERMINAL);
    await bench.round();
    expect(bench.world.lines().find((line) => line["event"] === "requested")?.["parameters"]).toMatchObject({ ok: false });
  });
});

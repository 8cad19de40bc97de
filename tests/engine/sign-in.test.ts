/** What silently goes wrong here: two sign-ins at once, an account shown for a token of somebody else, a listener left behind (PRODUCT G1, K9). */
import { describe, expect, it } from "vitest";
import type { Channel, SignedIn, SignInHands } from "../../src/channel";
import { Services, secretName } from "../../src/engine/services";
import { ServiceSignIns } from "../../src/engine/sign-in";
import { ServiceError } from "../../src/core/failure";
import { HostError, type Ports } from "../../src/ports";
import { DEFAULTS } from "../../src/settings";
import type { Watcher } from "../../src/watcher";
import { postcards } from "../contract/postcards";
import { employeeOn, newWorld } from "./bench";
import { booksChannel, inbox } from "./books";
import { Process, World } from "./world";

const NAME = secretName("postcards", "key");
const problem = { code: "X", effect: "You were not signed in.", cause: "So.", next: "Do." };

interface Desk {
  signIns: ServiceSignIns;
  world: World;
  /** The service answers the sign-in that is under way. */
  answer(end: SignedIn | Error, token?: string): void;
  calls: SignInHands[];
  opened: string[];
}

function desk(world = new World(() => ({ failure: "not_sent", cause: "refused", text: "x" })), over: Partial<Ports> = { sign_in_server: { listen: () => Promise.resolve({ failure: "no_listener" }) } }): Desk {
  const calls: SignInHands[] = [];
  const opened: string[] = [];
  let answer: Desk["answer"] = () => undefined;
  const channel: Channel = {
    ...postcards,
    signIn: {
      with: "The post office",
      field: "key",
      run: (call, hands) =>
        new Promise((resolve, reject) => {
          calls.push(hands);
          hands.open(`https://post.example/${calls.length}`);
          call.signal?.addEventListener("abort", () => resolve({ ok: false, problem: { ...problem, code: "CANCELLED" } }));
          answer = (end, token) => {
            if (token !== undefined) call.keep("key", token);
            if (end instanceof Error) reject(end);
            else resolve(end);
          };
        }),
    },
  };
  const { ports } = new Process(world);
  const services = new Services([channel], [], ports, () => DEFAULTS);
  return { signIns: new ServiceSignIns(services, { ...ports, ...over }), world, calls, opened, answer: (end, token) => answer(end, token) };
}
const as = (account: string | null, warning: string | null = null): SignedIn => ({ ok: true, account, warning });

describe("G1 signing in, whatever the service", () => {
  it("keeps the secret under the field's name, remembers whose it is on this device, and forgets both", async () => {
    const { signIns, world, answer, opened } = desk();
    expect(await signIns.look("postcards")).toEqual({ possible: true, signed_in: false, account: null, under_way: null, last: null });
    const end = signIns.begin("postcards", (address) => opened.push(address));
    answer(as("me@post.example"), "stamp");
    expect(await end).toEqual(as("me@post.example"));
    expect(world.secrets.get(NAME)).toBe("stamp");
    expect(await signIns.look("postcards")).toMatchObject({ signed_in: true, account: "me@post.example", under_way: null });
    // After a restart; another token, entered by hand, is nobody's that we know.
    expect(await desk(world).signIns.look("postcards")).toMatchObject({ signed_in: true, account: "me@post.example", last: null });
    world.secrets.set(NAME, "of somebody else");
    expect(await signIns.look("postcards")).toMatchObject({ signed_in: true, account: null });
    expect(JSON.stringify([...world.memory])).not.toContain("stamp");
    await signIns.signOut("postcards");
    expect(world.secrets.get(NAME)).toBe("");
    expect(await signIns.look("postcards")).toMatchObject({ signed_in: false, account: null, last: null });
    expect(opened).toEqual(["https://post.example/1"]);
  });

  it("one at a time: a second press shows the same page and shares its end", async () => {
    const { signIns, answer, opened, calls } = desk();
    const open = (address: string): unknown => opened.push(address);
    const ends = [signIns.begin("postcards", open), signIns.begin("postcards", open)];
    expect((await signIns.look("postcards")).under_way).not.toBeNull();
    answer(as(null), "stamp");
    expect(await Promise.all(ends)).toEqual([as(null), as(null)]);
    expect(calls).toHaveLength(1);
    expect(opened).toEqual(["https://post.example/1", "https://post.example/1"]);
  });

  it("a failed one keeps what was there, and is told until the next", async () => {
    const { signIns, world, answer } = desk();
    world.secrets.set(NAME, "old");
    for (const error of [new ServiceError("validation", problem), new HostError(problem)]) {
      const end = signIns.begin("postcards", () => undefined);
      answer(error);
      expect(await end).toEqual({ ok: false, problem });
    }
    expect(await signIns.look("postcards")).toMatchObject({ signed_in: true, under_way: null, last: { ok: false, problem } });
    expect(world.secrets.get(NAME)).toBe("old");
    const bug = signIns.begin("postcards", () => undefined);
    answer(new TypeError("a bug"));
    await expect(bug).rejects.toThrow("a bug");
    expect((await signIns.look("postcards")).under_way).toBeNull();
  });

  it("cancel, sign-out and closing call off what is under way", async () => {
    const { signIns } = desk();
    for (const off of [async () => signIns.cancel("postcards"), () => signIns.signOut("postcards"), () => signIns.close()]) {
      const end = signIns.begin("postcards", () => undefined);
      await off();
      expect(await end).toMatchObject({ ok: false, problem: { code: "CANCELLED" } });
    }
    signIns.cancel("postcards");
    expect((await signIns.look("postcards")).under_way).toBeNull();
  });

  it("where no browser can come back it says so", async () => {
    const { signIns } = desk(undefined, {});
    expect(await signIns.look("postcards")).toMatchObject({ possible: false });
    expect(await signIns.begin("postcards", () => undefined)).toMatchObject({ ok: false, problem: { code: "NOT_HERE" } });
  });

  it("every sign-in has its own chance", async () => {
    const { signIns, calls } = desk();
    void signIns.begin("postcards", () => undefined);
    await signIns.close();
    void signIns.begin("postcards", () => undefined);
    await signIns.close();
    const [one, two] = calls.map(({ random }) => Buffer.from(random(64)).toString("hex"));
    expect(one).toMatch(/^[0-9a-f]{128}$/);
    expect(one).not.toBe(two);
  });
});

describe("G1, E3 a sign-in that ended", () => {
  it("one notice that says what to do; not asked again before the credentials change or a person tests the connection; the others go on", async () => {
    const { world } = newWorld();
    const ended = new ServiceError("authentication", { code: "invalid_grant", effect: "New mail was not checked.", cause: "The sign-in ended.", next: "Sign in again." });
    const offline = new ServiceError("transient", { code: "DNS", effect: "New mail was not checked.", cause: "No connection.", next: "Nothing." });
    let trouble: ServiceError | null = offline;
    let [asked, checked] = [0, 0];
    const watcher: Watcher = {
      ...inbox,
      fields: [{ key: "token", label: "Token", help: "", kind: "secret", env: "X", fallback: "" }],
      check: async () => {
        checked += 1;
        return trouble ? { ok: false, text: trouble.message } : { ok: true, text: "The inbox is open." };
      },
      async *observe(cursor, known, call) {
        asked += 1;
        if (trouble) throw trouble;
        yield* inbox.observe(cursor, known, call);
      },
    };
    const employee = employeeOn(new Process(world), DEFAULTS, { registry: { channels: [booksChannel], watchers: [watcher], generators: [] } });
    await employee.open();
    employee.start();
    const notices = (): string[] => world.warnings.filter((text) => text.startsWith("Inbox: "));
    const counted = async (minutes: number): Promise<number[]> => {
      [asked, checked] = [0, 0];
      await world.clock.advance(minutes * 60_000);
      return [asked, checked];
    };
    // A network failure disconnects nothing and is no notice.
    expect((await counted(3))[0]).toBeGreaterThan(1);
    expect(notices()).toEqual([]);
    trouble = ended;
    expect((await counted(3))[0]).toBe(1);
    expect(notices()).toEqual(["Inbox: New mail was not checked. The sign-in ended. Sign in again."]);
    expect(await counted(6 * 60)).toEqual([0, 0]);
    // A person tests it, and it is as it was.
    expect(await employee.check("inbox")).toMatchObject({ inbox: { ok: false } });
    expect(await counted(60)).toEqual([0, 0]);
    // Other credentials: tried once, refused as well.
    world.secrets.set(secretName("inbox", "token"), "another");
    expect((await counted(60))[0]).toBe(1);
    // The service lets us in again, and a person tests it: at once, not at the next look.
    trouble = null;
    expect(await employee.check("inbox")).toMatchObject({ inbox: { ok: true } });
    expect((await counted(0.05))[0]).toBe(1);
    trouble = ended;
    await counted(5);
    expect(notices()).toHaveLength(2);
    expect(employee.overview()).toMatchObject({ stopped: null, paused: null });
    const stopping = employee.stop();
    await world.clock.advance(10_000);
    await stopping;
  });
});

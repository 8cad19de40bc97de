/** Owns: proof that a hidden window's clock asks its worker for what is due, and does without one (PRODUCT E2). Never: a real worker; that is tests/browser/hidden.mjs. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { windowClock } from "../../../src/host/obsidian/clock";

/** Stands for a worker: remembers what it was asked for, answers when told. */
class FakeWorker {
  static made: FakeWorker[] = [];
  asked: number[] = [];
  ended = false;
  onmessage: () => void = () => undefined;
  onerror: () => void = () => undefined;
  constructor(readonly address: string) {
    FakeWorker.made.push(this);
  }
  postMessage(ms: number): void {
    this.asked.push(Math.round(ms));
  }
  terminate(): void {
    this.ended = true;
  }
}

/** Real time passes, and the page's own timers are late, as in a hidden window. */
function passWithoutTimers(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + ms);
}

beforeEach(() => {
  FakeWorker.made = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => undefined }));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("E2 the clock of a window", () => {
  it("costs nothing while nobody sleeps: no worker before the first sleep, no timer after the last", async () => {
    const clock = windowClock();
    expect(FakeWorker.made).toHaveLength(0);
    const control = new AbortController();
    const sleeping = clock.sleep(1_000, control.signal);
    control.abort(new Error("called off"));
    await expect(sleeping).rejects.toThrow("called off");
    expect(FakeWorker.made[0]?.asked).toEqual([1_000, -1]);
    expect(vi.getTimerCount()).toBe(0);
    clock.close();
    expect(FakeWorker.made[0]?.ended).toBe(true);
  });

  it("one timer for whoever is due next; the worker's answer wakes who is due and nobody else", async () => {
    const clock = windowClock();
    const woken: string[] = [];
    void clock.sleep(3_000).then(() => woken.push("late"));
    void clock.sleep(500).then(() => woken.push("soon"));
    const [worker] = FakeWorker.made;
    expect(worker?.asked).toEqual([3_000, 500]);
    passWithoutTimers(500);
    worker?.onmessage();
    await Promise.resolve();
    expect(woken).toEqual(["soon"]);
    expect(worker?.asked.at(-1)).toBe(2_500);
    passWithoutTimers(3_600_000);
    worker?.onmessage();
    await Promise.resolve();
    expect(woken).toEqual(["soon", "late"]);
    clock.close();
  });

  it.each([
    ["there are none", () => vi.stubGlobal("Worker", undefined)],
    ["a policy refuses it at once", () => vi.stubGlobal("Worker", vi.fn(function () { throw new DOMException("refused", "SecurityError"); }))],
    ["a policy refuses it a moment later", () => undefined],
    ["it was ended", () => undefined],
  ])("goes on with plain timers where %s", async (name, prepare) => {
    prepare();
    const clock = windowClock();
    let woke = false;
    void clock.sleep(7_000).then(() => (woke = true));
    if (name.includes("later")) FakeWorker.made[0]?.onerror();
    if (name === "it was ended") clock.close();
    await vi.advanceTimersByTimeAsync(6_999);
    expect(woke).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(woke).toBe(true);
    const again = vi.fn();
    void clock.sleep(100).then(again);
    await vi.advanceTimersByTimeAsync(100);
    expect(again).toHaveBeenCalled();
    expect(FakeWorker.made.length).toBeLessThanOrEqual(1);
  });

  it("sleep of the machine and a clock set forward: what is due by either clock wakes at the next slice; a clock set back delays nothing", async () => {
    const clock = windowClock();
    let woke = 0;
    void clock.sleep(3_600_000).then(() => (woke += 1));
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(woke).toBe(1);
    void clock.sleep(10_000).then(() => (woke += 1));
    vi.setSystemTime(Date.now() - 24 * 3_600_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(woke).toBe(2);
  });
});

/** Owns: proof that a thread is one case (M4, M7). What silently goes wrong here: the same wish invoiced twice, or a changed one sent as it was. Never: what a mail means. */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import type { Plan } from "../../src/channel";
import type { Mail } from "../../src/core/mail";
import { showAction } from "../../src/engine/desk";
import { questionsOf } from "../../src/engine/questions";
import { enterObservations } from "../../src/engine/intake";
import { Bench, LIVE } from "./bench";
import { booksChannel, mail, type Further } from "./books";

const SIGN = { code: "cancellation_asked", text: "Taken back?", fraud: false };
const CHANGED = { code: "request_changed", text: "Changed.", fraud: false };
const VAGUE: Partial<Draft> = { action: "clarify", missing: ["total"], total: null };

async function receive(bench: Bench, id: string, says: Further, about: Partial<Mail> = {}, thread: string | null = "t1"): Promise<void> {
  await enterObservations(bench.parts, [{ id: `inbox:${id}`, source: "inbox", at: "2026-11-16T07:00:00.000Z", thread, mail: { ...mail(id, says), ...about } }]);
}
async function opened(first: Partial<Draft> = {}): Promise<Bench> {
  const bench = await Bench.open();
  await receive(bench, "a", first);
  await bench.round();
  return bench;
}
const ids = (bench: Bench): string[] => Object.keys(bench.ledger.state.actions);
const only = (bench: Bench) => bench.action(ids(bench)[0] ?? "");
const filed = (bench: Bench, id: string) => bench.ledger.state.observations[`inbox:${id}`]?.filed;
const codes = (bench: Bench): string[] => only(bench).signs.map(({ code }) => code);

describe("M4 a later mail answers the open question", () => {
  it("the case becomes its draft, the question is put away, and there is one action", async () => {
    const bench = await opened(VAGUE);
    expect([ids(bench), bench.world.in("Needs_Action").length]).toEqual([[], 1]);
    await receive(bench, "b", { follow: "answer", total: "75.00" });
    for (let round = 0; round < 3; round += 1) await bench.round();
    expect(ids(bench)).toHaveLength(1);
    expect(only(bench).proposal.money?.amount).toBe("75.00");
    expect(only(bench).proposal.origin.id).toBe("inbox:a");
    expect([filed(bench, "a")?.as, filed(bench, "b")?.as, filed(bench, "b")?.of]).toEqual(["action", "case", "inbox:a"]);
    expect([bench.world.in("Needs_Action"), bench.world.in("Completed").length]).toEqual([[], 1]);
  });

  it("what it leaves open stays asked, and the owner fills in the rest", async () => {
    const bench = await opened(VAGUE);
    await receive(bench, "b", { follow: "answer" });
    await bench.round();
    expect([ids(bench), bench.world.in("Needs_Action").length]).toEqual([[], 1]);
    bench.edit(bench.world.in("Needs_Action")[0] ?? "", (text) => text.replace('total_amount: ""', 'total_amount: "60.00"'));
    await bench.round();
    expect(only(bench).proposal.money?.amount).toBe("60.00");
  });

  it("the question shows what was written since, in note and panel, with its signs", async () => {
    const bench = await opened(VAGUE);
    await receive(bench, "b", { follow: "more", signs: [{ code: "as_before", text: "Not answered with a figure.", fraud: false }] });
    await bench.round();
    const note = bench.world.notes.get(bench.world.in("Needs_Action")[0] ?? "") ?? "";
    expect(note).toMatch(/## Look out\n\n- Not answered with a figure\.\n[^]*## Written later, [^]*"follow":"more"/);
    const { ledger } = bench;
    const [question] = await questionsOf({ ports: bench.process.ports, ledger, understanding: bench.parts.understanding, settings: () => bench.settings }, async () => undefined).open();
    expect([question?.messages.length, question?.signs.map(({ code }) => code), question?.reasons.at(-1)]).toEqual([2, ["as_before"], "It is more."]);
  });

  it("what a mail answered and the note shows is not the owner's word: the next mail may correct it; what the owner wrote stays", async () => {
    const bench = await opened(VAGUE);
    const note = (): string => bench.world.in("Needs_Action")[0] ?? "";
    const shows = (): string | undefined => /total_amount: "(.*)"/.exec(bench.world.notes.get(note()) ?? "")?.[1];
    await receive(bench, "b", { follow: "answer", total: "75.00", missing: ["total"] });
    await bench.round();
    expect([ids(bench), shows()]).toEqual([[], "75.00"]);
    await receive(bench, "c", { follow: "answer", total: "80.00", missing: ["total"] });
    await bench.round();
    expect([ids(bench), shows()]).toEqual([[], "80.00"]);
    bench.edit(note(), (text) => text.replace('total_amount: "80.00"', 'total_amount: "66.00"'));
    await bench.round();
    expect(only(bench).proposal.money?.amount).toBe("66.00");
  });

  it("a power cut at any step: one case, one action, nothing lost", async () => {
    for (let step = 0, cut = true; cut && step < 60; step += 1) {
      const bench = await opened(VAGUE);
      await receive(bench, "b", { follow: "answer", total: "75.00", signs: [SIGN] });
      bench.process.arm(step, "lost");
      cut = await bench.round().then(() => false, () => true);
      const next = await (cut ? Bench.open(LIVE, bench) : bench.restart());
      await next.round();
      await next.round();
      expect([step, ids(next).length, only(next).proposal.money?.amount, codes(next), next.world.in("Needs_Action")]).toEqual([step, 1, "75.00", ["cancellation_asked"], []]);
    }
  });

  it("the service is down when the answer comes: it is taken once the service is back", async () => {
    const bench = await opened(VAGUE);
    bench.books.down = true;
    await receive(bench, "b", { follow: "answer", total: "75.00" });
    await bench.round();
    expect(ids(bench)).toEqual([]);
    bench.books.down = false;
    await bench.later(60_000);
    expect(only(bench).proposal.money?.amount).toBe("75.00");
  });

  it("a question that the owner threw away is over: the next mail is a case of its own", async () => {
    const bench = await opened(VAGUE);
    bench.world.notes.delete(bench.world.in("Needs_Action")[0] ?? "");
    await receive(bench, "b", { total: "75.00" });
    await bench.round();
    expect([filed(bench, "b")?.as, only(bench).proposal.origin.id]).toEqual(["action", "inbox:b"]);
  });
});

describe("M7 a later mail while the request is open", () => {
  it("asks after it: nothing new, and what was approved stays approved", async () => {
    const bench = await opened();
    await bench.wish({ kind: "approve", id: only(bench).proposal.id, fingerprint: only(bench).fingerprint });
    await receive(bench, "b", { follow: "reminder", total: "120.00" });
    await bench.round();
    expect([ids(bench).length, bench.books.of("invoice").length, filed(bench, "b")?.as]).toEqual([2, 1, "case"]);
  });

  it("takes it back: a sign on the card, a person decides, and an approval that stood is void", async () => {
    const bench = await opened();
    const { id } = only(bench).proposal;
    bench.settings = { ...LIVE, undo_seconds: 600 };
    await bench.approve(id);
    expect(bench.status(id)).toBe("approved");
    await receive(bench, "b", { follow: "cancellation", signs: [SIGN] });
    await bench.round();
    expect([ids(bench).length, bench.status(id), codes(bench)]).toEqual([1, "waiting", ["cancellation_asked"]]);
    expect(bench.world.notes.get(bench.noteOf(id))).toContain("Taken back?");
    await bench.later(700_000);
    expect(bench.books.records).toEqual([]);
  });

  it("changes it: the same action, judged anew, with the difference", async () => {
    const bench = await opened();
    const { id } = only(bench).proposal;
    await receive(bench, "b", { follow: "change", total: "150.00", signs: [CHANGED] });
    await bench.round();
    await bench.round();
    expect([ids(bench), bench.status(id), only(bench).proposal.money?.amount]).toEqual([[id], "waiting", "150.00"]);
    expect(only(bench).changed).toEqual(['amount: "120.00" -> "150.00"']);
    expect([codes(bench), filed(bench, "b")?.later]).toEqual([["request_changed"], null]);
  });

  it("a change that comes while the service is down is planned once it is back; a power cut at any step loses nothing", async () => {
    for (let step = 0, cut = true; cut && step < 60; step += 1) {
      const bench = await opened();
      await receive(bench, "b", { follow: "change", total: "150.00", signs: [CHANGED] });
      bench.process.arm(step, "lost");
      cut = await bench.round().then(() => false, () => true);
      const next = await (cut ? Bench.open(LIVE, bench) : bench.restart());
      next.books.down = true;
      await next.round();
      next.books.down = false;
      await next.later(60_000);
      expect([step, ids(next).length, only(next).proposal.money?.amount, codes(next)]).toEqual([step, 1, "150.00", ["request_changed"]]);
    }
  });

  it("an automatic reply or another thread is no part of it", async () => {
    const bench = await opened();
    await receive(bench, "b", { follow: "apart", action: "none" });
    await receive(bench, "c", {}, {}, "t2");
    await bench.round();
    expect([filed(bench, "b")?.as, filed(bench, "c")?.as, ids(bench).length]).toEqual(["nothing", "action", 2]);
  });
});

describe("M4, M7 a change that a person takes over", () => {
  const detailOf = (bench: Bench) => showAction(bench.parts, only(bench).proposal.id);
  const asked = async (bench: Bench) => (await detailOf(bench))?.asked_change;
  const amount = (bench: Bench): string | undefined => only(bench).proposal.money?.amount;
  const click = async (bench: Bench) => bench.wish({ kind: "edit", id: only(bench).proposal.id, fields: (await asked(bench))?.fields ?? {} });
  const wants = (says: Further = {}): Further => ({ follow: "change", total: "150.00", signs: [CHANGED], ...says });
  /** Approved, with undo time left; then the customer wants it otherwise. */
  async function approvedThenChanged(): Promise<Bench> {
    const bench = await opened();
    bench.settings = { ...LIVE, undo_seconds: 600 };
    await bench.approve(only(bench).proposal.id);
    await receive(bench, "b", wants());
    await bench.round();
    return bench;
  }

  it("what was approved stays as it was approved and waits again; one click takes the change over, one puts it back", async () => {
    const bench = await approvedThenChanged();
    const { id } = only(bench).proposal;
    const { fingerprint } = only(bench);
    expect([bench.status(id), amount(bench), codes(bench)]).toEqual(["waiting", "120.00", ["request_changed"]]);
    expect(await asked(bench)).toMatchObject({ taken: false, changes: ['amount: "120.00" -> "150.00"'], fields: { amount: "150.00" } });
    expect(bench.world.notes.get(bench.noteOf(id))).toContain("## A later mail asks for");
    expect(await click(bench)).toMatchObject({ ok: true, status: "waiting" });
    expect([amount(bench), only(bench).fingerprint === fingerprint]).toEqual(["150.00", false]);
    expect(await asked(bench)).toMatchObject({ taken: true, changes: ['amount: "120.00" -> "150.00"'], fields: { amount: "120.00" } });
    await bench.round();
    expect(bench.world.notes.get(bench.noteOf(id))).not.toContain("## A later mail asks for");
    await click(bench);
    expect([amount(bench), only(bench).fingerprint, (await asked(bench))?.taken]).toEqual(["120.00", fingerprint, false]);
  });

  it("declining is approving it as it is: nothing of the mail is sent, however often it is planned again", async () => {
    const bench = await approvedThenChanged();
    await bench.later(60_000);
    const next = await bench.restart("kept");
    await next.later(60_000);
    await next.approve(only(next).proposal.id);
    await next.later(700_000);
    expect(next.books.records.map(({ payload }) => payload["amount"])).toEqual(["120.00"]);
    expect((await showAction(next.parts, only(next).proposal.id))?.asked_change).toBeNull();
  });

  it("what a person wrote stays, and is changed beside by the click alone", async () => {
    const bench = await opened();
    await bench.wish({ kind: "edit", id: only(bench).proposal.id, fields: { memo: "my words", amount: "90.00" } });
    await receive(bench, "b", wants());
    await bench.round();
    expect([amount(bench), (await asked(bench))?.changes]).toEqual(["90.00", ['amount: "90.00" -> "150.00"']]);
    await click(bench);
    expect(only(bench).proposal.deliveries[0]?.payload).toMatchObject({ memo: "my words", amount: "150.00" });
  });

  it("a change under a fraud sign is never laid over by itself", async () => {
    const bench = await opened();
    await receive(bench, "b", wants({ signs: [{ code: "answer_from_another", text: "Somebody else.", fraud: true }] }));
    await bench.round();
    await bench.later(60_000);
    expect([amount(bench), (await asked(bench))?.taken, only(bench).verdict.high_risk]).toEqual(["120.00", false, true]);
  });

  it("what only waits is changed by itself, and one click puts it back for good", async () => {
    const bench = await opened();
    await receive(bench, "b", wants());
    await bench.round();
    expect([amount(bench), (await asked(bench))?.taken]).toEqual(["150.00", true]);
    await click(bench);
    const next = await bench.restart("kept");
    await next.later(60_000);
    expect([amount(next), (await asked(next))?.taken]).toEqual(["120.00", false]);
  });

  it("a draft that waits for better facts is planned again with them, and without what is only suggested", async () => {
    let later: string | null = "The books are read later.";
    const planner = { kinds: booksChannel.planner?.kinds ?? [], plan: async (...given: Parameters<NonNullable<typeof booksChannel.planner>["plan"]>) => ({ ...(await booksChannel.planner?.plan(...given)), later }) as Plan };
    const bench = await Bench.open(LIVE, undefined, [{ ...booksChannel, planner }]);
    await receive(bench, "a", {});
    await bench.round();
    await bench.wish({ kind: "edit", id: only(bench).proposal.id, fields: { memo: "my words" } });
    await receive(bench, "b", wants());
    await bench.round();
    later = null;
    await bench.later(60_000);
    expect([filed(bench, "a")?.later, amount(bench), (await asked(bench))?.changes]).toEqual([null, "120.00", ['amount: "120.00" -> "150.00"']]);
  });

  it("two changes, one after the other, are taken over together", async () => {
    const bench = await approvedThenChanged();
    await receive(bench, "c", wants({ total: "175.00" }));
    await bench.round();
    expect([amount(bench), (await asked(bench))?.changes]).toEqual(["120.00", ['amount: "120.00" -> "175.00"']]);
  });

  it("the service is down when it comes: what was approved does not run meanwhile, and is not changed either; a power cut at any step changes nothing of it", async () => {
    for (let step = 0, cut = true; cut && step < 60; step += 1) {
      const bench = await opened();
      bench.settings = { ...LIVE, undo_seconds: 60 };
      await bench.approve(only(bench).proposal.id);
      await receive(bench, "b", wants());
      bench.books.onRead = () => void (bench.books.down = true);
      bench.process.arm(step, "lost");
      cut = await bench.round().then(() => false, () => true);
      bench.books.onRead = () => undefined;
      bench.books.down = false;
      const next = await (cut ? Bench.open(bench.settings, bench) : bench.restart());
      await next.later(120_000);
      await next.later(60_000);
      expect([step, next.books.records, amount(next), next.status(only(next).proposal.id), (await asked(next))?.taken]).toEqual([step, [], "120.00", "waiting", false]);
    }
  });
});

describe("M7 after the invoice is done", () => {
  async function done(): Promise<Bench> {
    const bench = await opened();
    await bench.approve(only(bench).proposal.id);
    await bench.round();
    expect(bench.books.of("invoice")).toHaveLength(1);
    return bench;
  }

  it("a new request in the thread is a new case, with a sign when it looks the same", async () => {
    const bench = await done();
    await receive(bench, "b", { follow: "reminder" });
    await bench.round();
    const fresh = Object.values(bench.ledger.state.actions).find(({ proposal }) => proposal.origin.id === "inbox:b");
    expect(fresh?.signs.map(({ code }) => code)).toEqual(["possible_duplicate"]);
  });

  it("taken back too late: a note says so, and the card of what follows", async () => {
    const bench = await done();
    await bench.round();
    await receive(bench, "b", { follow: "cancellation", action: "none", signs: [SIGN] });
    await bench.round();
    expect(bench.world.in("Needs_Action")).toHaveLength(1);
    const post = Object.values(bench.ledger.state.actions).find(({ proposal }) => proposal.type === "books_post");
    expect(post?.signs.map(({ code }) => code)).toContain("cancellation_asked");
  });
});

describe("M7 a change that comes too late", () => {
  it("is told in a note, and on the card of what follows", async () => {
    const bench = await opened();
    await bench.approve(only(bench).proposal.id);
    await bench.round();
    await receive(bench, "b", { follow: "change", action: "none", signs: [CHANGED] });
    await bench.round();
    expect(bench.world.notes.get(bench.world.in("Needs_Action")[0] ?? "")).toContain("It changes a request that was already dealt with.");
    const post = Object.values(bench.ledger.state.actions).find(({ proposal }) => proposal.type === "books_post");
    expect(post?.signs.map(({ code }) => code)).toContain("request_changed");
  });
});

describe("M7 threads of mail that has no thread of its service", () => {
  const headers = (references: string) => ({ headers: { references: [references] } });
  it("References and In-Reply-To join mails, in one page and across pages", async () => {
    const bench = await Bench.open();
    await receive(bench, "a", VAGUE, { message_id: "one@x" }, null);
    await receive(bench, "b", { follow: "more" }, { message_id: "two@x", ...headers("<one@x>") }, null);
    await receive(bench, "c", { follow: "answer", total: "75.00" }, { message_id: "three@x", headers: { "in-reply-to": ["<two@x>"] } }, null);
    await bench.round();
    expect([filed(bench, "b")?.of, filed(bench, "c")?.of, ids(bench).length]).toEqual(["inbox:a", "inbox:a", 1]);
  });

  it("the same mail from a file and from the mailbox is one; another with a borrowed Message-ID is not", async () => {
    const bench = await opened();
    await receive(bench, "again", {}, { message_id: "one@x", subject: "S" }, null);
    await receive(bench, "twice", {}, { message_id: "one@x", subject: "S" }, "t9");
    await receive(bench, "forged", { total: "5.00" }, { message_id: "one@x", subject: "S" }, "t10");
    await bench.round();
    expect([filed(bench, "again")?.as, filed(bench, "twice")?.as, filed(bench, "forged")?.as]).toEqual(["action", "nothing", "action"]);
  });
});

describe("M6 what is remembered of a sender", () => {
  it("an amount far beyond what was usual is a fraud sign, whatever the thread", async () => {
    const bench = await Bench.open();
    for (const id of ["a", "b"]) {
      await receive(bench, id, { total: id === "a" ? "100.00" : "120.00", reference: id }, {}, id);
      await bench.round();
      const action = Object.values(bench.ledger.state.actions).find(({ proposal }) => proposal.origin.id === `inbox:${id}`);
      await bench.approve(action?.proposal.id ?? "");
      await bench.round();
    }
    await receive(bench, "c", { total: "360.01" }, {}, "c");
    await receive(bench, "d", { total: "360.00" }, {}, "d");
    await bench.round();
    const signs = (id: string) => Object.values(bench.ledger.state.actions).find(({ proposal }) => proposal.origin.id === `inbox:${id}`);
    expect([signs("c")?.signs.map(({ code }) => code), signs("c")?.verdict.high_risk]).toEqual([["unusual_amount"], true]);
    expect(signs("d")?.signs.map(({ code }) => code)).toEqual([]);
  });

  it("a sender is remembered from the first mail that was filed, also after a restart", async () => {
    const bench = await opened();
    const next = await bench.restart();
    expect(next.ledger.state.contacts["ada@example.com"]).toMatchObject({ first: "inbox:a", name: "Ada" });
  });
});

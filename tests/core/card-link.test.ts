/**
 * What silently goes wrong here: a link in a note that a program acts upon, or one from a web page that does more than open a card.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardLink, isNewPostLink, isOverdueLink, NEW_POST_LINK, OVERDUE_LINK, readCardLink } from "../../src/core/card-link";

/** What comes after the question mark, as Obsidian hands it over. */
const brought = (link: string): Record<string, string> => Object.fromEntries(new URL(link).searchParams);

describe("A1 the link to a card", () => {
  it("is what the notes say", () => {
    expect(cardLink("invoice-a0b8fbca140a49")).toBe("obsidian://autonomous-employee?id=invoice-a0b8fbca140a49");
    expect(cardLink("invoice-1", "My vault")).toBe("obsidian://autonomous-employee?vault=My%20vault&id=invoice-1");
  });

  it("any id comes back, and nothing in the link could be taken for markup or end it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), fc.string({ unit: "grapheme" }), (id, vault) => {
        const link = cardLink(id, vault);
        expect(link.slice("obsidian://autonomous-employee?".length)).toMatch(/^[\w&=%.-]*$/);
        expect(link).not.toMatch(/[\s()<>[\]"'`*~]/);
        expect(readCardLink(brought(link))).toBe(id);
      }),
    );
  });

  it("half a character does not throw", () => {
    expect(cardLink("\ud800")).toBe("obsidian://autonomous-employee?id=%3F");
  });

  it.each([
    [{}],
    [{ action: "approve", fingerprint: "f" }],
    [{ id: "" }],
    [{ id: "x".repeat(201) }],
    [{ id: ["a", "b"] }],
    [{ id: { toString: () => "a" } }],
    [{ id: 1 }],
    [Object.create({ id: "inherited" }) as Record<string, unknown>],
  ])("K1 brings no id: %o", (given: Record<string, unknown>) => {
    expect(readCardLink(given)).toBeNull();
  });

  it("names of every object's own are ids like any other, and everything beside the id is left out", () => {
    for (const id of ["__proto__", "constructor", "<img src=x onerror=alert(1)>"]) expect(readCardLink({ action: "approve", id, fingerprint: "f".repeat(64), decide: "true" })).toBe(id);
  });

  it("K1 the link to the list of overdue invoices opens that list, and a card's link never does", () => {
    expect(isOverdueLink(brought(OVERDUE_LINK))).toBe(true);
    expect(readCardLink(brought(OVERDUE_LINK))).toBeNull();
    for (const given of [{}, { list: "payments" }, { list: ["overdue"] }, { list: "overdue", id: "invoice-1" }, Object.create({ list: "overdue" }) as Record<string, unknown>]) expect(isOverdueLink(given)).toBe(false);
  });

  it("K1 the link to a new post opens an empty one: nothing of a post can be handed in with it", () => {
    expect(isNewPostLink(brought(NEW_POST_LINK))).toBe(true);
    expect(readCardLink(brought(NEW_POST_LINK))).toBeNull();
    for (const given of [{}, { new: "invoice" }, { new: ["post"] }, { new: "post", id: "post-1" }, Object.create({ new: "post" }) as Record<string, unknown>]) expect(isNewPostLink(given)).toBe(false);
  });
});

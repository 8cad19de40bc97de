/**
 * What silently goes wrong here: a picture that is measured wrongly is refused by the service after a person approved it, or is cut where nobody
 * wanted; and a cut that leaves the rule by one pixel.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutFor, measured, misfits, missingAlts, takenByAll, type PictureRule } from "../../src/core/picture";

const bytes = (...parts: (number[] | string)[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : part)));
const be16 = (value: number): number[] => [value >> 8, value & 255];
const be32 = (value: number): number[] => [...be16(Math.floor(value / 65_536)), ...be16(value % 65_536)];
const le16 = (value: number): number[] => [value & 255, value >> 8];
const pad = (length: number): number[] => Array.from({ length }, () => 0);

const png = (width: number, height: number): Uint8Array => bytes([0x89], "PNG", [13, 10, 26, 10], be32(13), "IHDR", be32(width), be32(height), pad(5));
const gif = (width: number, height: number): Uint8Array => bytes("GIF89a", le16(width), le16(height), pad(3));
const frame = (width: number, height: number): number[] => [0xff, 0xc2, ...be16(17), 8, ...be16(height), ...be16(width), ...pad(12)];
const jpeg = (width: number, height: number, ...before: number[][]): Uint8Array => bytes([0xff, 0xd8], ...before, [0xff, 0xc4, ...be16(4), 1, 2], frame(width, height));
/** An EXIF segment that says how the picture is turned. */
const exif = (orientation: number): number[] => [0xff, 0xe1, ...be16(34), ...new TextEncoder().encode("Exif\0\0MM\0*"), ...be32(8), ...be16(1), ...be16(0x0112), ...be16(3), ...be32(1), ...be16(orientation), ...be16(0), ...be32(0)];
const riff = (kind: string, ...rest: number[][]): Uint8Array => bytes("RIFF", pad(4), "WEBP", kind, pad(4), ...rest);

describe("S2 a picture is measured from its first bytes", () => {
  it.each([
    ["PNG", png(1200, 70_000), { type: "image/png", width: 1200, height: 70_000 }],
    ["GIF", gif(320, 200), { type: "image/gif", width: 320, height: 200 }],
    ["JPEG behind tables", jpeg(1080, 1350), { type: "image/jpeg", width: 1080, height: 1350 }],
    ["JPEG on its side", jpeg(1080, 1350, exif(6)), { type: "image/jpeg", width: 1350, height: 1080 }],
    ["JPEG upside down", jpeg(1080, 1350, exif(3)), { type: "image/jpeg", width: 1080, height: 1350 }],
    ["WebP, extended", riff("VP8X", pad(4), [...le16(1199), 0], [...le16(799), 0]), { type: "image/webp", width: 1200, height: 800 }],
    ["WebP, lossy", riff("VP8 ", pad(6), le16(640), le16(480)), { type: "image/webp", width: 640, height: 480 }],
    ["WebP, lossless", riff("VP8L", [0x2f], [0x7f, 0xc2, 0x77, 0x00]), { type: "image/webp", width: 640, height: 480 }],
  ])("%s", (_name, given, expected) => {
    expect(measured(given)).toEqual(expected);
  });

  it("what is none, or is cut off, is none", () => {
    expect([bytes("<svg/>"), bytes("%PDF"), new Uint8Array(), jpeg(10, 10).subarray(0, 9), png(0, 5)].map(measured)).toEqual([null, null, null, null, null]);
  });

  it("no bytes break it or hold it up", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom([], [0xff, 0xd8], [0xff, 0xd8, 0xff, 0xe1]), (given, head) => {
      const found = measured(Uint8Array.from([...head, ...given]));
      expect(found === null || (found.width > 0 && found.height > 0)).toBe(true);
    }));
  });
});

const RULE: PictureRule = { most: 10, types: ["image/jpeg", "image/png"], max_bytes: 5_000_000, width: { min: 320, max: 1440 }, ratio: { min: 0.8, max: 1.91 }, alt: 1000, by_url: false };

describe("S2 what every chosen channel takes", () => {
  it("the strictest of each, in any order", () => {
    const other: PictureRule = { ...RULE, most: 4, types: ["image/jpeg"], max_bytes: 8_000_000, width: { min: 4, max: 8192 }, ratio: { min: 0.1, max: 10 }, alt: 0, by_url: true };
    const both = takenByAll([RULE, other]);
    expect(both).toEqual({ ...RULE, most: 4, types: ["image/jpeg"], by_url: true });
    expect(takenByAll([other, RULE])).toEqual(both);
    expect(takenByAll([])).toBeNull();
  });

  it("says what stands against a picture", () => {
    expect(misfits({ type: "image/jpeg", width: 1080, height: 1080 }, 1000, RULE)).toEqual([]);
    expect(misfits({ type: "image/gif", width: 100, height: 300 }, 9_000_000, RULE)).toEqual(["is GIF; taken: JPEG, PNG", "is larger than 5 MB", "is 100 pixels wide; at least 320 are needed", "is too tall (100 x 300)"]);
  });

  it("a cut fits the rule, lies within the picture, and does not make it larger", () => {
    const side = fc.integer({ min: 1, max: 6000 });
    fc.assert(fc.property(side, side, (width, height) => {
      const cut = cutFor({ width, height }, RULE);
      if (cut === null) return;
      expect(misfits({ type: "image/jpeg", ...cut.to }, 1, RULE)).toEqual([]);
      expect(cut.from.x >= 0 && cut.from.y >= 0 && cut.from.x + cut.from.width <= width && cut.from.y + cut.from.height <= height).toBe(true);
      expect(cut.to.width).toBeLessThanOrEqual(cut.from.width);
    }));
  });

  it("what fits is not cut; what is too narrow cannot be made to fit", () => {
    expect(cutFor({ width: 1080, height: 1080 }, RULE)).toEqual({ from: { x: 0, y: 0, width: 1080, height: 1080 }, to: { width: 1080, height: 1080 } });
    expect(cutFor({ width: 300, height: 300 }, RULE)).toBeNull();
    expect(cutFor({ width: 300, height: 300 }, { width: { min: 500, max: 400 }, ratio: RULE.ratio })).toBeNull();
  });

  it("a description is asked for where a channel takes one", () => {
    expect(missingAlts([{ alt: " ", path: "Pictures/a.png" }, { alt: "Us", path: "b.png" }], RULE)).toEqual(["Describe a.png for people who cannot see it."]);
    expect(missingAlts([{ alt: "", path: "a.png" }], { ...RULE, alt: 0 })).toEqual([]);
  });
});

/**
 * Owns: the day's file while this program writes it - what it wrote, and whether the path still holds exactly that (PRODUCT E4).
 * Never: what a line says, or going on after it was changed by something else.
 */
import { sha256Hex } from "../core/hash";
import { hashOf } from "../core/record";
import type { LedgerFiles, LedgerHandle } from "../ports";
import { splitDay } from "./history";

/** Lines kept in mind so that a sync that replaces the file cannot lose them. */
const MOST_OWN = 5_000;

/** Lines as the file holds them. */
const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

export class DayFile {
  /** Texts of the lines that this program wrote into it. */
  private readonly own: string[] = [];
  private identity: string | null = null;
  /** Lines were appended since the last sync. */
  unsynced = false;

  private constructor(
    private readonly files: LedgerFiles,
    readonly day: string,
    private readonly handle: LedgerHandle,
    private size: number,
  ) {}

  /** Opens a file that is there, or makes it; what stands behind `bytes` was torn and is cut off. */
  static async open(files: LedgerFiles, day: string, bytes: number, torn: number): Promise<DayFile> {
    const handle = await files.open(day);
    if (torn > 0) await handle.truncate(bytes);
    const file = new DayFile(files, day, handle, bytes);
    await file.look();
    return file;
  }

  private async look(): Promise<void> {
    this.identity = (await this.handle.mark())?.identity ?? null;
  }

  async append(lines: readonly string[]): Promise<void> {
    const text = textOf(lines);
    this.unsynced = true;
    await this.handle.append(text);
    this.size += new TextEncoder().encode(text).length;
    this.own.push(...lines);
    this.own.splice(0, this.own.length - MOST_OWN);
  }

  /** On disk when it returns. */
  async sync(): Promise<void> {
    await this.handle.sync();
    this.unsynced = false;
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  /** Is it there, as long as we wrote it, and the same file? Reads none. */
  async isThere(): Promise<boolean> {
    const mark = await this.handle.mark();
    return mark !== null && mark.identity === this.identity && mark.size === this.size;
  }

  /** The same, and is it the newest? */
  async seemsOurs(): Promise<boolean> {
    return (await this.isThere()) && (await this.newer()) === null;
  }

  /** A day's file that is newer than this one: something else writes the ledger. */
  async newer(): Promise<string | null> {
    const newest = (await this.files.days()).at(-1) ?? "";
    return newest > this.day ? newest : null;
  }

  /** The same as `seemsOurs`, and its last line is the one with this hash. */
  async isOurs(head: string): Promise<boolean> {
    const content = await this.files.read(this.day);
    const last = content && splitDay(content).lines.at(-1);
    return (await this.seemsOurs()) && typeof last === "string" && hashOf(last) === head;
  }

  /** Stores lines of ours that the file no longer holds as a blob; null when it holds all. */
  async keepLost(): Promise<{ lines: number; blob: string } | null> {
    const content = await this.files.read(this.day);
    const there = new Set(content === null ? [] : splitDay(content).lines);
    const lost = this.own.filter((line) => !there.has(line));
    if (lost.length === 0) return null;
    const text = textOf(lost);
    const blob = sha256Hex(text);
    await this.files.writeBlob(blob, new TextEncoder().encode(text));
    return { lines: lost.length, blob };
  }
}

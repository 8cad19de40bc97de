/**
 * Owns: whether this device may go on from a ledger as its executor (PRODUCT E4), and the sentence for a person when it may not.
 * Never: reading or writing; what is known is handed in.
 */
import type { Realm } from "../core/record";
import type { State } from "../core/state";
import type { Newest } from "./history";
import type { Compared, Start } from "./memory";
import { LedgerStopped } from "./stopped";

export interface Claim {
  device: string;
  realm: Realm;
  newest: Newest;
  compared: Compared;
  /** The vault shows that an employee has worked here, though there is no ledger. */
  worked_here: boolean;
  /** Conflict copies that a sync made of day files. */
  copies: readonly string[];
  /** What this device kept of its own lines when a sync replaced them: hash of the blob. */
  aside: string | null;
}

/** What no person's word can put right: a damaged file, or the other business. Null when there is nothing of the kind. */
export function whyUnreadable({ realm, newest }: Claim): LedgerStopped | null {
  const { damage, state } = newest;
  if (damage) {
    return new LedgerStopped(`The ledger is damaged: line ${damage.line} of Logs/${damage.file}.json ${damage.why}. Nothing is executed. Run "verify-log", restore the file from a backup or sync history, then start again.`);
  }
  if (state.seq > 0 && state.realm !== realm) {
    return new LedgerStopped(`This folder belongs to the ${state.realm} business, but the program was started for the ${realm} one. Nothing was written. Use another folder.`);
  }
  return null;
}

/** Is it this device's turn, as far as the ledger says? An empty ledger, or one that was cut right after its first line, is anybody's. */
export function isTurnOf(device: string, { device: executor, released, released_to }: State): boolean {
  return executor === "" || (released ? released_to === device : executor === device);
}

/** Why this device may not go on without a person's word (`takeover`); null when it may. */
export function whyNotYet(claim: Claim): LedgerStopped | null {
  const { device, newest, compared } = claim;
  const { state } = newest;
  const { remembered, fits } = compared;
  if (state.seq === 0 && remembered === null && claim.worked_here) {
    return new LedgerStopped(`The vault has a Dashboard.md but no log in Logs/: it has not been synced to this device, or it is lost. Nothing is executed, since another device may. Let the sync bring Logs/ (with files of every type), or take over to begin a new log here.`);
  }
  if (remembered !== null && (remembered.epoch > state.epoch || (remembered.epoch === state.epoch && remembered.seq > state.seq))) {
    return new LedgerStopped(`The ledger in Logs/ ends at line ${state.seq}, but this device remembers line ${remembered.seq}: an older copy was restored or synced. Nothing is executed, since work could be repeated. Restore the newer files, or take over to go on from here.`);
  }
  if (!isTurnOf(device, state)) return new LedgerStopped(`${others(state)}${forked(claim)}`);
  if (remembered === null && state.device === device) {
    return new LedgerStopped(`This device has executed this vault before (line ${state.seq}), but remembers nothing of it: its memory was lost, or this is a copy of the vault or a moved one. Nothing is executed, since a newer log may exist elsewhere. If this is the only place where it goes on, take over.`);
  }
  if (!fits) {
    return new LedgerStopped(`The ledger in Logs/ is not the one this device wrote: line ${remembered?.seq ?? 0} differs, or others follow it. Nothing is executed. Restore the right files, or take over to go on from here.${forked(claim)}`);
  }
  return null;
}

function others({ device, epoch, released, released_to }: State): string {
  if (!released) return `Another device (${device}) executes, epoch ${epoch}. Decisions from here reach it as request files. If it is off for good, take over.`;
  if (released_to !== null) return `The device ${device} has handed over to the device ${released_to}, which goes on when it sees that. Decisions from here reach it as request files. If that one never will, take over.`;
  return `The device ${device} has stepped down, and nobody executes. To go on here, take over; do so on one device only.`;
}

/** What became of lines that this device wrote alone. */
function forked({ compared: { remembered, fits, foreign, strays }, copies, aside }: Claim): string {
  if (fits || foreign || remembered === null) return "";
  const kept = [...(aside === null ? [] : [`Logs/blobs/${aside}`]), ...copies.map((name) => `Logs/${name}`)];
  return [
    ` Lines that this device wrote by itself, up to its line ${remembered.seq}, are not part of this log and are not merged into it.`,
    ...(kept.length > 0 ? [`They are kept in ${kept.join(", ")}.`] : []),
    ...(strays.length > 0 ? [`Started in them: ${named(strays)}. The executing device is told that each may have happened; look at the service.`] : []),
  ].join(" ");
}

const named = (strays: readonly Start[]): string => strays.map(({ action, at }) => `${action} (${at})`).join(", ");

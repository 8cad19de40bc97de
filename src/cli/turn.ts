/**
 * Owns: the commands by which the executing device changes - who it is, handing over, taking over (PRODUCT E4).
 * Never: whether that is allowed; the engine decides it.
 */
import { isDeviceId, releaseQuestion, TAKE_OVER_RISK } from "../core/hand-over";
import { NotExecuting } from "../employee";
import type { Invocation } from "./arguments";
import { CommandFailure, EXIT, wrongUse } from "./failure";
import { headless, needFolder } from "./host";
import { confirmed, isAttended, opened } from "./person";
import { note, result } from "./print";

/** Nothing is opened: asking who executes changes nothing. */
export async function device(invocation: Invocation): Promise<number> {
  const host = await headless(invocation);
  needFolder(host);
  await host.employee.list(null);
  const { turn } = host.employee.overview();
  const { executing, since, epoch, handed_to } = turn;
  const who = executing === turn.device ? "It executes" : executing === null ? `Nobody executes${handed_to === null ? "" : `; handed over to ${handed_to}`}` : `${executing} executes`;
  result(invocation.json, turn, `This device is ${turn.device}. ${who}${since === null ? "" : `, since ${since} (epoch ${epoch})`}.`);
  return EXIT.done;
}

export async function release(invocation: Invocation): Promise<number> {
  const [to = null] = invocation.positionals;
  if (to !== null && !isDeviceId(to)) wrongUse(`"${to.slice(0, 80)}" is no id of a device. "device", run over there, prints it. Usage: autonomous-employee release [DEVICE]`);
  const host = await headless(invocation);
  needFolder(host);
  if (isAttended() && !(await confirmed(releaseQuestion(to)))) throw new CommandFailure(EXIT.needs_person, "Nothing was changed.");
  return opened(host, async () => {
    const released = await host.employee.release(to, "person:cli");
    const next = to === null ? "Run takeover on the device that is to go on, once the sync has brought Logs/ there." : "It goes on once the sync has brought Logs/ there.";
    const done = to === null ? "Nobody executes now." : `Handed over to ${to}.`;
    const asked = `Left for the process that executes on this device: it hands over${to === null ? "" : ` to ${to}`} after its next round, and only shows from then on. "device" says when that is done.`;
    result(invocation.json, released, `${released.how === "entered" ? done : asked} ${next}`);
    return EXIT.done;
  });
}

/** Who runs it without a terminal has decided it there; what it risks is said either way. */
export async function takeover(invocation: Invocation): Promise<number> {
  const host = await headless(invocation);
  needFolder(host);
  if (!isAttended()) note(TAKE_OVER_RISK);
  else if (!(await confirmed(`${TAKE_OVER_RISK}\nIs no other device executing?`))) throw new CommandFailure(EXIT.needs_person, "Nothing was changed.");
  try {
    const taken = await host.employee.takeOver();
    result(invocation.json, taken, `This device executes from now on (epoch ${taken.epoch}).`);
    return EXIT.done;
  } catch (error) {
    if (error instanceof NotExecuting) throw new CommandFailure(EXIT.needs_person, error.message);
    throw error;
  } finally {
    await host.employee.stop();
  }
}

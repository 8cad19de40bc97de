/**
 * Owns: the rows by which a person sees which device executes, hands over, or takes over (PRODUCT E4).
 * Never: whether that is allowed; the employee decides it, and says why not.
 */
import type { App, Setting } from "obsidian";
import type { Overview } from "../api";
import { isDeviceId, releaseQuestion, TAKE_OVER_RISK } from "../core/hand-over";
import { showInstant } from "../core/schedule";
import { PERSON, sentence, type Desk } from "./desk";
import { agreed, showProblem, type Row } from "./rows";

/** Who executes, in words. `zone`: the owner's. */
export function turnText({ executor, stopped, turn }: Pick<Overview, "executor" | "stopped" | "turn">, zone: string): string {
  const { device, executing, since, handed_to } = turn;
  const when = since === null ? "" : ` since ${showInstant(new Date(since), zone)}`;
  const me = `This device is ${device}.`;
  if (executor) return `${me} It executes${when}.`;
  if (executing === device) return `${me} It would execute, but is stopped. ${stopped ?? ""}`.trim();
  if (executing !== null) return `${me} The device ${executing} executes${when}; what you decide here reaches it through your sync.`;
  return handed_to === null ? `${me} Nobody executes.` : `${me} The device ${handed_to} was handed the work, and goes on when it sees that.`;
}

export function deviceRows(app: App, desk: Desk, changed: () => void): Row[] {
  const overview = desk.employee?.overview();
  if (!overview) return [{ name: "Who executes", desc: "The employee is still starting.", render: () => undefined }];
  const who: Row = { name: "Who executes", desc: turnText(overview, desk.settings.zone), render: () => undefined };
  return [who, overview.executor ? handOver(app, desk, changed) : takeOver(app, desk, changed)];
}

/** Carries out what a button says; what goes wrong stands below the row. */
async function carryOut(setting: Setting, work: Promise<unknown> | undefined, changed: () => void, field?: HTMLInputElement): Promise<void> {
  try {
    await work;
    changed();
  } catch (error) {
    showProblem(setting, sentence(error), field);
  }
}

function handOver(app: App, desk: Desk, changed: () => void): Row {
  return {
    name: "Hand over",
    desc: "To the device with this id; its own settings show it. Left empty, nobody executes until you take over there.",
    render: (setting) => {
      const begin = async (field: HTMLInputElement): Promise<void> => {
        const to = field.value.trim() === "" ? null : field.value.trim();
        const wrong = to !== null && !isDeviceId(to);
        showProblem(setting, wrong ? "This is no id of a device. Copy it from the settings of the other one." : null, field);
        if (wrong || !(await agreed(app, { title: "Hand over?", text: releaseQuestion(to), verb: "Hand over" }))) return;
        await carryOut(setting, desk.employee?.release(to, `${PERSON.by}:${PERSON.via}`), changed, field);
      };
      setting.addText((text) => {
        const { inputEl } = text.setPlaceholder("ID of the device");
        inputEl.id = "autonomous-employee-device";
        inputEl.setAttribute("aria-label", "Device that goes on");
        setting.addButton((button) => button.setButtonText("Hand over").onClick(() => begin(inputEl)));
      });
    },
  };
}

function takeOver(app: App, desk: Desk, changed: () => void): Row {
  return {
    name: "Take over",
    desc: "Makes this device the executing one, when the other one is off for good.",
    render: (setting) => {
      setting.addButton((button) =>
        button.setButtonText("Take over").onClick(async () => {
          showProblem(setting, null);
          if (await agreed(app, { title: "Take over?", text: TAKE_OVER_RISK, verb: "No other device executes" })) await carryOut(setting, desk.employee?.takeOver(), changed);
        }),
      );
    },
  };
}

/**
 * Owns: the rows by which a person sets up a service - its fields, secrets, connection, going live - for the settings tab and the setup guide alike.
 * Never: the name of a service, or the value of a secret; the person chooses one of Obsidian's secrets by its name.
 */
import { ConfirmationModal, SecretComponent, type App, type Setting } from "obsidian";
import type { Field } from "../channel";
import { sentence, type Desk, type ServiceInfo } from "./desk";

/** One row: Obsidian's settings draw it, or the guide does. */
export interface Row {
  name: string;
  desc: string;
  render(setting: Setting): void;
}

/** What stands below a row when something is wrong with it; `field` is what the person has to change. */
export function showProblem(setting: Setting, problem: string | null, field?: HTMLInputElement): void {
  setting.setErrorMessage(problem);
  if (!field) return;
  field.setAttribute("aria-invalid", String(problem !== null));
  const { errorEl } = setting;
  if (problem === null || !errorEl) {
    field.removeAttribute("aria-errormessage");
    return;
  }
  errorEl.id = `${field.id}-problem`;
  errorEl.setAttribute("role", "alert");
  field.setAttribute("aria-errormessage", errorEl.id);
}

const SECRET_STATE = {
  missing: "",
  ready: " Chosen on this device.",
  elsewhere: " The service's address has changed since: choose the secret again to confirm that it may be sent there.",
};

/** Which of Obsidian's secrets stands for a field. */
export function secretRow(app: App, desk: Desk, { secretName }: ServiceInfo, { key, label, help }: Field): Row {
  const name = secretName(key);
  const desc = (): string => `${help}${SECRET_STATE[desk.secrets?.state(name) ?? "missing"]}`;
  return {
    name: label,
    desc: desc(),
    render: (setting) => {
      setting.addComponent((el) =>
        new SecretComponent(app, el).setValue(desk.secrets?.chosen(name) ?? "").onChange((secret) => {
          desk.secrets?.choose(name, secret);
          setting.setDesc(desc());
        }),
      );
    },
  };
}

/** `checked` hears what was found: null for "not set up". */
export function connectionRow(desk: Desk, { id, label }: ServiceInfo, checked: (ok: boolean | null) => void = () => undefined): Row {
  const check = async (setting: Setting): Promise<void> => {
    try {
      const found = (await desk.employee?.check(id))?.[id];
      setting.setDesc(found?.ok === false ? "" : (found?.text ?? "The employee is still starting."));
      showProblem(setting, found?.ok === false ? found.text : null);
      checked(found?.ok ?? null);
    } catch (error) {
      setting.setDesc("");
      showProblem(setting, sentence(error));
    }
  };
  return {
    name: "Test connection",
    desc: `Asks ${label} with reads only.`,
    render: (setting) => {
      setting.descEl.setAttribute("role", "status");
      setting.addButton((button) =>
        button.setButtonText("Test").onClick(async () => {
          button.setDisabled(true);
          showProblem(setting, null);
          setting.setDesc("Asking...");
          await check(setting);
          button.setDisabled(false);
        }),
      );
    },
  };
}

/** Asks before something that cannot simply be taken back; false when the person closes it in any other way. */
export function agreed(app: App, { title, text, verb }: { title: string; text: string; verb: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const modal = new ConfirmationModal(app);
    let answer = false;
    modal.setTitle(title);
    modal.setContent(text);
    modal.addButton((button) =>
      button
        .setButtonText(verb)
        .setDestructive()
        .onClick(() => {
          answer = true;
        }),
    );
    modal.addCancelButton();
    modal.setCloseCallback(() => resolve(answer));
    modal.open();
  });
}

/** Asks before anything can really be sent. */
function confirmed(app: App, label: string): Promise<boolean> {
  const text = `From now on, what you approve really reaches ${label}. What was only simulated comes back for a new decision.`;
  return agreed(app, { title: `Go live with ${label}?`, text, verb: "Go live" });
}

async function goLive(desk: Desk, id: string, on: boolean): Promise<void> {
  const { settings } = desk;
  const others = settings.live.filter((channel) => channel !== id);
  await desk.save({ ...settings, live: on ? [...others, id] : others });
}

export function liveRow(app: App, desk: Desk, { id, label }: ServiceInfo, name = "Live"): Row {
  return {
    name,
    desc: "Off: dry run. Approving shows what would be sent, and sends nothing.",
    render: (setting) => {
      setting.addToggle((toggle) => {
        toggle.toggleEl.setAttribute("aria-label", `${label} is live`);
        toggle.setValue(desk.settings.live.includes(id)).onChange(async (on) => {
          if (on === desk.settings.live.includes(id)) return;
          if (on && !(await confirmed(app, label))) toggle.setValue(false);
          else await goLive(desk, id, on);
        });
      });
    },
  };
}

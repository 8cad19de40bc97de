/**
 * Owns: the row by which a person signs in to a service with the browser, and out of it (PRODUCT G1).
 * Never: the name of a service, an address that can be read off the screen, or a secret.
 */
import type { ButtonComponent, Setting } from "obsidian";
import type { SignInLook } from "../api";
import type { SignedIn } from "../channel";
import { sentence, type Desk, type ServiceInfo } from "./desk";
import type { Row } from "./rows";

/** What the row says. `problem` stands below it, marked as one. */
export function signInText(look: SignInLook, whom: string): { text: string; problem: string | null } {
  if (!look.possible) return { text: "Sign in on the device that executes.", problem: null };
  if (look.under_way) return { text: `Waiting for you to allow it on ${whom}'s page in your browser, for 5 minutes at most.`, problem: null };
  const standing = !look.signed_in ? "Not signed in." : look.account === null ? "Signed in." : `Signed in as ${look.account}.`;
  if (look.last?.ok === false) {
    const { effect, cause, next } = look.last.problem;
    return { text: look.signed_in ? `${standing} The earlier sign-in stays.` : "", problem: `${effect} ${cause} ${next}` };
  }
  return { text: standing, problem: look.last?.warning ?? null };
}

type Press = "begin" | "show_again" | "cancel" | "sign_out";

/** The row's two buttons; the second may be missing. */
function signInButtons(look: SignInLook): [text: string, press: Press][] {
  if (look.under_way) return [["Cancel", "cancel"], ["Open the page again", "show_again"]];
  return look.signed_in ? [["Sign in again", "begin"], ["Sign out", "sign_out"]] : [["Sign in", "begin"]];
}

/** Draws the row, and again after every step. Its buttons stay the same elements, so that the focus stays where it is. */
function drawRow(setting: Setting, { id }: ServiceInfo, whom: string, desk: Desk, changed: () => void): void {
  const buttons: ButtonComponent[] = [];
  let presses: Press[] = [];
  const draw = (wanted: [text: string, press: Press][]): void => {
    presses = wanted.map(([, press]) => press);
    for (const [at, button] of buttons.entries()) {
      const [label] = wanted[at] ?? [""];
      button.setButtonText(label).buttonEl.toggle(label !== "");
    }
  };
  const show = async (): Promise<void> => {
    const look = await desk.signIns?.look(id);
    if (!look) return;
    const { text, problem } = signInText(look, whom);
    setting.setDesc(text).setErrorMessage(problem);
    draw(look.possible ? signInButtons(look) : []);
    if (look.under_way) void look.under_way.then(show, show);
  };
  const press = async (wanted: Press | undefined): Promise<void> => {
    const { signIns, employee } = desk;
    const begin = (): Promise<SignedIn> | undefined => signIns?.begin(id, (address) => void window.open(address));
    if (wanted === "cancel") signIns?.cancel(id);
    // The first press hears of the end.
    if (wanted === "show_again") void begin();
    if (wanted === "begin") {
      const [end] = await Promise.all([begin(), show()]);
      if (end?.ok !== true) return;
      // What could not be read until now is looked at without waiting for the next round.
      void employee?.pass().catch(() => undefined);
    }
    if (wanted === "sign_out") await signIns?.signOut(id);
    if (wanted !== "begin" && wanted !== "sign_out") return;
    changed();
    await show();
  };
  setting.descEl.setAttribute("role", "status");
  for (const at of [0, 1]) {
    // A promise must not end with the setting itself: it has a `then`, which hands it on to itself for ever.
    const pressed = (): void => void press(presses[at]).catch((error: unknown) => void setting.setErrorMessage(sentence(error)));
    setting.addButton((button) => buttons.push(button.onClick(pressed)));
  }
  // Until it is known how it stands, a button without a name would be nobody's.
  draw([["Sign in", "begin"]]);
  void show();
}

/** The row of a service that one can sign in to; nothing for others. `changed`: a secret was kept or forgotten. */
export function signInRow(service: ServiceInfo, desk: Desk, changed: () => void): Row[] {
  const whom = service.signIn?.with;
  if (whom === undefined) return [];
  return [{ name: `Sign in to ${whom}`, desc: "Opens your browser.", render: (setting) => drawRow(setting, service, whom, desk, changed) }];
}

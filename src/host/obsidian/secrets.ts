/**
 * Owns: which of Obsidian's secrets stands for which field, and the origin it was given for (PRODUCT K9). Kept per device, never synced.
 * Never: the value of a secret anywhere but in the answer of `get`.
 */
import type { App } from "obsidian";
import { isObject } from "../../core/json";
import type { Secrets } from "../../ports";

const MEMORY = "autonomous-employee-secrets";

/** `elsewhere`: the service's address was changed since; the secret is not used until it is entered again. */
export type SecretState = "missing" | "ready" | "elsewhere";

export interface ChosenSecrets extends Secrets {
  /** Name of the chosen secret in Obsidian's storage, "" when none was chosen. */
  chosen(name: string): string;
  /** A person chose a secret for a field, for the address that the service has now; "" forgets the choice. */
  choose(name: string, secret: string): void;
  state(name: string): SecretState;
}

interface Choice {
  secret: string;
  origin: string;
}

function readChoices(stored: unknown): Record<string, Choice> {
  const choices: Record<string, Choice> = {};
  if (!isObject(stored)) return choices;
  for (const [name, value] of Object.entries(stored)) {
    if (isObject(value) && typeof value["secret"] === "string" && typeof value["origin"] === "string") {
      choices[name] = { secret: value["secret"], origin: value["origin"] };
    }
  }
  return choices;
}

/** Port `Secrets` over `app.secretStorage`. `originOf(name)`: the origin that the service of this field is set to now. */
export function obsidianSecrets(app: App, originOf: (name: string) => string): ChosenSecrets {
  const choices = (): Record<string, Choice> => readChoices(app.loadLocalStorage(MEMORY));
  const keep = (name: string, choice: Choice | null): void => {
    const others = Object.entries(choices()).filter(([other]) => other !== name);
    app.saveLocalStorage(MEMORY, Object.fromEntries(choice ? [...others, [name, choice]] : others));
  };
  const value = ({ secret }: Choice): string => app.secretStorage.getSecret(secret) ?? "";
  const state = (name: string): SecretState => {
    const choice = choices()[name];
    if (!choice || value(choice) === "") return "missing";
    return choice.origin === originOf(name) ? "ready" : "elsewhere";
  };

  return {
    state,
    get: (name) => {
      const choice = choices()[name];
      return choice && state(name) === "ready" ? value(choice) : "";
    },
    set: (name, renewed) => {
      const secret = choices()[name]?.secret ?? name;
      app.secretStorage.setSecret(secret, renewed);
      keep(name, { secret, origin: originOf(name) });
    },
    chosen: (name) => choices()[name]?.secret ?? "",
    choose: (name, secret) => keep(name, secret === "" ? null : { secret, origin: originOf(name) }),
  };
}

/** Port `Secrets` for made-up ones: handed in, kept in memory, and Obsidian's storage is never touched (PRODUCT F1). */
export function memorySecrets(values: ReadonlyMap<string, string>): ChosenSecrets {
  const kept = new Map(values);
  const get = (name: string): string => kept.get(name) ?? "";
  return {
    get,
    set: (name, value) => void kept.set(name, value),
    state: (name) => (get(name) === "" ? "missing" : "ready"),
    chosen: () => "",
    choose: () => undefined,
  };
}

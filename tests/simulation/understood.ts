/**
 * Owns: understanding each mail once: it is pure and most lives have the same mails.
 * Never: an answer of its own. Answers are frozen: whoever would change one, and with it another life, fails.
 */
import { understanding } from "../../src/understanding";

const MOST = 2_000;

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function once<Given extends unknown[], Answer>(ask: (...given: Given) => Answer): (...given: Given) => Answer {
  const known = new Map<string, Answer>();
  return (...given) => {
    const key = JSON.stringify(given);
    const found = known.get(key);
    if (found !== undefined) return found;
    const answer = frozen(ask(...given));
    if (known.size > MOST) known.clear();
    known.set(key, answer);
    return answer;
  };
}

export const understandingOnce: typeof understanding = { ...understanding, understand: once(understanding.understand), followUp: once(understanding.followUp), accounts: once(understanding.accounts) };

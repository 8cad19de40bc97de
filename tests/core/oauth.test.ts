/**
 * What silently goes wrong here: a sign-in that takes somebody else's answer, or whose proof is not the one the standards ask for (PRODUCT G1).
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorizeUrl, challengeOf, CHANCE_BYTES, noAnswer, readAnswer, signInKeys } from "../../src/core/oauth";

const chance = fc.uint8Array({ minLength: CHANCE_BYTES, maxLength: CHANCE_BYTES });

describe("G1 PKCE and state", () => {
  it("the example of RFC 7636, appendix B", () => {
    const verifier = Uint8Array.from([116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121]);
    const keys = signInKeys(new Uint8Array([...new Uint8Array(32), ...verifier]));
    expect(keys).toEqual({ state: "A".repeat(43), verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" });
    expect(challengeOf(keys.verifier)).toBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  });

  it("law: both hold all the chance, in characters that an address and the standard allow", () => {
    fc.assert(
      fc.property(chance, chance, (one, other) => {
        const [a, b] = [signInKeys(one), signInKeys(other)];
        for (const text of [a.state, a.verifier, challengeOf(a.verifier)]) expect(text).toMatch(/^[\w-]{43}$/);
        expect(Buffer.concat([Buffer.from(a.state, "base64url"), Buffer.from(a.verifier, "base64url")])).toEqual(Buffer.from(one));
        expect(a.state === b.state && a.verifier === b.verifier).toBe(Buffer.from(one).equals(Buffer.from(other)));
      }),
    );
  });

  it("too little chance is a bug, not a weaker sign-in", () => {
    expect(() => signInKeys(new Uint8Array(CHANCE_BYTES - 1))).toThrow(/64 random bytes/);
  });

  it("law: the address says what was asked, never the verifier", () => {
    fc.assert(
      fc.property(chance, fc.string(), fc.string(), (bytes, client_id, scope) => {
        const keys = signInKeys(bytes);
        const text = authorizeUrl("https://accounts.example/auth", { client_id, redirect_uri: "http://127.0.0.1:1234/callback", scope }, keys, { prompt: "consent" });
        const url = new URL(text);
        expect(`${url.origin}${url.pathname}`).toBe("https://accounts.example/auth");
        expect(Object.fromEntries(url.searchParams)).toEqual({
          client_id, scope, redirect_uri: "http://127.0.0.1:1234/callback", response_type: "code", prompt: "consent",
          state: keys.state, code_challenge: challengeOf(keys.verifier), code_challenge_method: "S256",
        });
        expect(text).not.toContain(keys.verifier);
      }),
    );
  });
});

describe("G1 the answer that the browser brings back", () => {
  const state = "s".repeat(43);

  it("law: a code, and whatever else it brings, counts with the right state only", () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.string(), fc.constant(state)), (code, given) => {
        const answer = readAnswer(new URLSearchParams({ code, state: given }).toString(), state);
        if (given !== state) expect(answer).toEqual({ kind: "foreign" });
        else expect(answer).toEqual(code === "" ? { kind: "refused", error: "no_code" } : { kind: "code", code });
      }),
    );
  });

  it("law: one changed, missing or further character of the state makes it foreign", () => {
    fc.assert(
      fc.property(chance, fc.nat(42), fc.constantFrom("x", "", "xx"), (bytes, at, put) => {
        const own = signInKeys(bytes).state;
        const given = own.slice(0, at) + put + own.slice(at + 1);
        expect(readAnswer(new URLSearchParams({ code: "c", state: given }).toString(), own).kind).toBe(given === own ? "code" : "foreign");
      }),
    );
  });

  it("a refusal is the service's word, and only as a word", () => {
    expect(readAnswer(`error=access_denied&state=${state}&code=c`, state)).toEqual({ kind: "refused", error: "access_denied" });
    expect(readAnswer(`error=%3Cb%3E%0Ahi&state=${state}`, state)).toEqual({ kind: "refused", error: "?b??hi" });
    expect(readAnswer("error=access_denied", state)).toEqual({ kind: "foreign" });
  });

  it("every way of getting no answer says what happened, why, and what to do", () => {
    for (const why of ["cancelled", "timed_out", "foreign_answer", "port_taken", "no_listener"] as const) {
      const { code, effect, cause, next } = noAnswer(why, "A hint.");
      expect(code).toBe(why.toUpperCase());
      for (const text of [effect, cause, next]) expect(text).toMatch(/^[A-Z].+\.$/);
      expect(next).toMatch(/ A hint\.$/);
    }
  });
});

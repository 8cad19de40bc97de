/** What silently goes wrong here: a person at a terminal follows the README and is signed in nowhere, or the secret ends up on the screen (G1, K9, CLI contract). */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SECRETS } from "../integrations/gmail/call";
import { consent, startEmulatedGmail, type EmulatedGmail } from "../integrations/gmail/emulate";
import { CLI, terminal, type Ran, type Terminal } from "./run";

let gmail: EmulatedGmail;
let at: Terminal;
beforeEach(async () => {
  gmail = await startEmulatedGmail(null);
  at = terminal({ AE_GMAIL_CLIENT_ID: SECRETS.client_id, AE_GMAIL_CLIENT_SECRET: SECRETS.client_secret, AE_GMAIL_BASE_URL: gmail.url, AE_GOOGLE_TOKEN_URL: gmail.tokenUrl, AE_GOOGLE_AUTH_URL: gmail.authUrl });
  await at.json(["init"]);
});
afterEach(async () => {
  await gmail.close();
  at.close();
});

/** Runs `sign-in gmail`; `act` is what the person does with the printed address. */
async function signIn(act: (address: string, end: (signal: NodeJS.Signals) => void) => unknown): Promise<Ran & { address: string }> {
  const child = spawn(process.execPath, [CLI, "sign-in", "gmail", "--vault", at.vault, "--json"], { cwd: at.folder, env: at.env });
  let [out, errors, address] = ["", "", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
    const [found] = /^http:\S+$/m.exec(errors) ?? [];
    if (address !== "" || found === undefined || !errors.includes("ssh -L")) return;
    address = found;
    void act(found, (signal) => child.kill(signal));
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out, errors, address };
}

const check = (): Promise<Ran> => at.run(["check", "gmail", "--vault", at.vault]);

describe("G1 sign-in gmail", () => {
  it("prints an address, waits for the browser, keeps the sign-in on this device; sign-out forgets it", async () => {
    expect((await check()).code).toBe(3);
    const { code, out, errors, address } = await signIn(consent);
    expect({ code, out: JSON.parse(out) as unknown }).toEqual({ code: 0, out: { service: "gmail", account: null } });
    expect(out + errors).not.toContain(SECRETS.client_secret);
    expect(out + errors).not.toMatch(/google_refresh_|google_[\w-]{20}/);
    const port = new URL(new URL(address).searchParams.get("redirect_uri") ?? "").port;
    expect(errors).toContain(`ssh -L ${port}:127.0.0.1:${port}`);
    expect(await check()).toMatchObject({ code: 0, out: expect.stringContaining("can be read") as string });
    const state = join(at.folder, "state");
    const kept = readdirSync(state, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("renewed-secrets.json"));
    expect(kept).toHaveLength(1);
    expect(statSync(join(state, kept[0] ?? "")).mode & 0o077).toBe(0);
    const vault = readdirSync(at.vault, { recursive: true, encoding: "utf8", withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of vault) expect(readFileSync(join(file.parentPath, file.name), "utf8")).not.toContain("google_refresh_");
    expect((await at.run(["sign-out", "gmail", "--vault", at.vault])).code).toBe(0);
    expect((await check()).code).toBe(3);
  });

  it("revoked at Google: check says so and what to do; signing in again connects it", async () => {
    await signIn(consent);
    const state = join(at.folder, "state");
    const kept = readdirSync(state, { recursive: true, encoding: "utf8" }).find((name) => name.endsWith("renewed-secrets.json")) ?? "";
    await gmail.revoke(/google_refresh_[\w-]+/.exec(readFileSync(join(state, kept), "utf8"))?.[0] ?? "");
    expect(await check()).toMatchObject({ code: 1, out: expect.stringContaining("sign-in gmail") as string });
    expect((await signIn(consent)).code).toBe(0);
    expect((await check()).code).toBe(0);
  });

  it("Ctrl+C calls it off: 3, one sentence, nothing listens", async () => {
    const { code, out, errors, address } = await signIn((_, end) => end("SIGINT"));
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(errors).toContain("You were not signed in. It was called off.");
    await expect(fetch(new URL(address).searchParams.get("redirect_uri") ?? "")).rejects.toThrow();
  });

  it("without a client it says what to make first: 3; a service that nobody signs in to: 2", async () => {
    const none = await at.run(["sign-in", "gmail", "--vault", at.vault], { env: { AE_GMAIL_CLIENT_ID: "" } });
    expect(none).toMatchObject({ code: 3, out: "", errors: expect.stringMatching(/Client ID missing.*Desktop app/) as string });
    const odd = await at.run(["sign-in", "nowhere", "--vault", at.vault]);
    expect(odd).toMatchObject({ code: 2, out: "", errors: expect.stringMatching(/There (is|are): gmail, x\./) as string });
  });
});

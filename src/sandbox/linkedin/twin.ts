/**
 * Owns: a LinkedIn that lives on loopback, for the sandbox business and for tests.
 * Never: an address other than 127.0.0.1, or a post that anybody reads.
 */
import { keeping, type Keeping } from "../keeping";
import { startWire, type Wire } from "../wire";
import { LinkedInService } from "./service";

export interface LinkedInTwinOptions extends Keeping {
  token?: string;
  member?: { id: string; name: string };
  /** Default: one that is free. */
  port?: number;
  /** Milliseconds since 1970; default: the machine's. */
  now?: () => number;
}

/** `url` stands for https://api.linkedin.com. */
export interface LinkedInTwin extends Wire {
  service: LinkedInService;
}

/** Made up; only the twin accepts it. */
export const LINKEDIN_TOKEN = "sandbox-linkedin-token";

/** Starts the twin on 127.0.0.1. */
export async function startLinkedInTwin({ token = LINKEDIN_TOKEN, member = { id: "nL7h", name: "Olivia Hart" }, port, now = Date.now, ...kept }: LinkedInTwinOptions = {}): Promise<LinkedInTwin> {
  const service = new LinkedInService(token, member, now);
  const wire = await startWire(keeping(service, (asked) => service.answer(asked), kept), port);
  return { ...wire, service };
}

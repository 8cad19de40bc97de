/**
 * Owns: that tests of the built programs test this source, not an older build.
 * Never: how they are built.
 */
import { build } from "../../esbuild.config.mjs";

export default async function setup(): Promise<void> {
  await build();
}

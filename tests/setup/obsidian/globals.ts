/**
 * Owns: the globals and DOM helpers that Obsidian puts into every window.
 * Never: anything of this project.
 */
import { setup } from "obsidian-test-mocks/setup";

setup();

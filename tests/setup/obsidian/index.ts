/**
 * Owns: what `import ... from "obsidian"` means in tests: obsidian-test-mocks with its gaps closed.
 * Never: logic of this project.
 */
import "./gaps";

export * from "obsidian-test-mocks/obsidian";
export { drawIconsWith, setIcon } from "./icon";

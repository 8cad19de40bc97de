/**
 * Owns: what `import ... from "obsidian"` means in tests: obsidian-test-mocks with its gaps closed.
 * Never: logic of this project.
 */
import "./gaps";

export * from "obsidian-test-mocks/obsidian";

let draw = (name: string): string => `<svg data-icon="${name}"></svg>`;

/** How an icon looks; a browser page hands in the real drawings. */
export function drawIconsWith(drawing: (name: string) => string): void {
  draw = drawing;
}

export function setIcon(parent: HTMLElement, name: string): void {
  parent.innerHTML = draw(name);
}

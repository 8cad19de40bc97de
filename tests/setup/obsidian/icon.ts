/**
 * Owns: how icons are drawn in the test host.
 * Never: a drawing; a browser page hands in the real ones.
 */
let draw = (name: string): string => `<svg data-icon="${name}"></svg>`;

/** How an icon looks from now on. */
export function drawIconsWith(drawing: (name: string) => string): void {
  draw = drawing;
}

export function setIcon(parent: HTMLElement, name: string): void {
  parent.innerHTML = draw(name);
}

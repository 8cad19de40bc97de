/**
 * Owns: a menu as the app draws it: items with roles, chosen by mouse or by the arrow keys, closed by Escape or a press elsewhere.
 * Never: an item of its own.
 */
import { MenuItem, type Menu } from "obsidian-test-mocks/obsidian";
import { setIcon } from "./icon";

const open = new WeakMap<Menu, HTMLElement>();

function item(menu: Menu, parent: HTMLElement, { title__: title, icon__: icon, disabled__: disabled, checked__: checked, warning__: warning, onClick__: onClick }: MenuItem): void {
  const element = parent.createDiv({ cls: "menu-item", attr: { role: checked === null ? "menuitem" : "menuitemcheckbox", tabindex: "-1" } });
  element.toggleClass("is-disabled", disabled);
  element.toggleClass("is-warning", warning);
  if (disabled) element.setAttribute("aria-disabled", "true");
  if (checked !== null) element.setAttribute("aria-checked", String(checked));
  const drawing = element.createDiv({ cls: "menu-item-icon", attr: { "aria-hidden": "true" } });
  if (icon !== null) setIcon(drawing, icon);
  element.createDiv({ cls: "menu-item-title", text: typeof title === "string" ? title : title.textContent });
  element.addEventListener("click", (event) => {
    if (disabled) return;
    hideMenu(menu);
    onClick?.(event);
  });
}

/** Shows it at a place of the window, and keeps the keys until it is closed. */
export function showMenu(menu: Menu, x: number, y: number): void {
  hideMenu(menu);
  const before = activeDocument.activeElement;
  const element = activeDocument.body.createDiv({ cls: "menu", attr: { role: "menu", tabindex: "-1" } });
  open.set(menu, element);
  for (const one of menu.items__) {
    if (one instanceof MenuItem) item(menu, element, one);
    else element.createDiv({ cls: "menu-separator", attr: { role: "separator" } });
  }
  const { innerWidth, innerHeight } = window;
  element.style.left = `${Math.max(0, Math.min(x, innerWidth - element.offsetWidth - 8))}px`;
  element.style.top = `${Math.max(0, Math.min(y, innerHeight - element.offsetHeight - 8))}px`;
  element.focus();
  const items = (): HTMLElement[] => Array.from(element.querySelectorAll<HTMLElement>(".menu-item:not(.is-disabled)"));
  element.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.findIndex((one) => one === activeDocument.activeElement);
    if (event.key === "ArrowDown") all[(at + 1) % all.length]?.focus();
    else if (event.key === "ArrowUp") all[(at <= 0 ? all.length : at) - 1]?.focus();
    else if (event.key === "Enter") all[at]?.click();
    else if (event.key === "Escape") {
      hideMenu(menu);
      if (before instanceof HTMLElement) before.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  setTimeout(() => {
    activeDocument.addEventListener("mousedown", function away(event) {
      if (element.contains(event.target as Node)) return;
      activeDocument.removeEventListener("mousedown", away);
      hideMenu(menu);
    });
  }, 0);
}

export function hideMenu(menu: Menu): void {
  if (!open.has(menu)) return;
  open.get(menu)?.remove();
  open.delete(menu);
  menu.close();
}

/**
 * Owns: closing the gaps between obsidian-test-mocks and the app, where they touch what is tested here: views are created, widgets have
 * DOM events, modals and notices reach the document, nothing is overwritten silently, changes of one file happen one after the other.
 * Never: logic of this project; it knows Obsidian and nothing else.
 */
import {
  ButtonComponent,
  ConfirmationButton,
  ConfirmationModal,
  DropdownComponent,
  Menu,
  MetadataCache,
  Modal,
  Notice,
  Plugin,
  SecretComponent,
  Setting,
  SettingGroup,
  SettingTab,
  TextComponent,
  ToggleComponent,
  Vault,
  WorkspaceLeaf,
  type View,
  type Workspace,
} from "obsidian-test-mocks/obsidian";
import { hideMenu, showMenu } from "./menu";

type Method = (this: never, ...args: never[]) => unknown;

type Old = (self: object, ...args: unknown[]) => unknown;

/** Replaces a method; the new one is given the old. */
function replace(owner: { prototype: object }, name: string, make: (old: Old) => (self: never, ...args: never[]) => unknown): void {
  const prototype = owner.prototype as Record<string, Method>;
  const old = prototype[name];
  const made = make((self, ...args) => old?.apply(self as never, args as never[])) as (...args: unknown[]) => unknown;
  prototype[name] = function (this: unknown, ...args: unknown[]) {
    return made(this, ...args);
  };
}

// Views: the app asks the registered creator, loads the view, puts it into the document and gives it its state; a view that is there is kept.
interface ShownView extends Pick<View, "containerEl" | "load" | "unload" | "getState" | "setState" | "getViewType"> {
  onOpen(): Promise<void>;
  onClose(): Promise<void>;
}
let place: (leaf: WorkspaceLeaf) => Element = () => activeDocument.querySelector(".workspace") ?? activeDocument.body;
/** Where a leaf's view stands in the document. */
export function placeLeavesBy(placing: (leaf: WorkspaceLeaf) => Element): void {
  place = placing;
}
const creators = new Map<string, (leaf: WorkspaceLeaf) => View>();
replace(Plugin, "registerView", (old) => (self: Plugin, type: string, creator: (leaf: WorkspaceLeaf) => View) => {
  creators.set(type, creator);
  return old(self, type, creator);
});
replace(WorkspaceLeaf, "setViewState", (old) => async (self: WorkspaceLeaf, state: { type: string; state?: Record<string, unknown> }) => {
  await old(self, state);
  const before = self.view as ShownView | null;
  if (before?.getViewType() === state.type) {
    await before.setState(state.state ?? {}, { history: false });
    return;
  }
  const view = creators.get(state.type)?.(self) as ShownView | undefined;
  if (!view) return;
  (self as { view: unknown }).view = view;
  view.containerEl.addClass("workspace-leaf-content");
  place(self).append(view.containerEl);
  view.load();
  await view.onOpen();
  await view.setState(state.state ?? {}, { history: false });
});
/** What the app writes into its workspace file, and restores the view from. */
replace(WorkspaceLeaf, "getViewState", (old) => (self: WorkspaceLeaf) => {
  const view = self.view as ShownView | null;
  return { ...(old(self) as object), ...(view && { state: view.getState() }) };
});
replace(WorkspaceLeaf, "detach", (old) => (self: WorkspaceLeaf) => {
  const view = self.view as ShownView | null;
  void view?.onClose();
  view?.unload();
  view?.containerEl.remove();
  return old(self);
});
/** The app closes a plugin's views when it is switched off. */
export function closeViews(workspace: Workspace): void {
  for (const type of creators.keys()) workspace.detachLeavesOfType(type);
}

// Widgets: what a person does to the element reaches the component. A component's own setValue says nothing.
replace(ButtonComponent, "constructor2__", () => (self: ButtonComponent) => {
  self.buttonEl.type = "button";
  self.buttonEl.addEventListener("click", () => self.simulateClick__());
});
replace(ButtonComponent, "setDisabled", (old) => (self: ButtonComponent, disabled: boolean) => {
  self.buttonEl.disabled = disabled;
  return old(self, disabled);
});
replace(ToggleComponent, "constructor3__", () => (self: ToggleComponent) => {
  self.toggleEl.addClass("checkbox-container");
  self.toggleEl.setAttribute("role", "switch");
  self.toggleEl.tabIndex = 0;
  self.toggleEl.addEventListener("click", () => {
    self.onClick();
    show(self);
  });
});
const show = (toggle: ToggleComponent): void => {
  toggle.toggleEl.setAttribute("aria-checked", String(toggle.getValue()));
  toggle.toggleEl.toggleClass("is-enabled", toggle.getValue());
};
interface Valued {
  value: unknown;
  inputEl?: HTMLInputElement;
}
replace(ToggleComponent, "setValue", () => (self: ToggleComponent, value: boolean) => {
  (self as unknown as Valued).value = value;
  show(self);
  return self;
});
replace(TextComponent, "constructor4__", () => (self: TextComponent) => {
  self.inputEl.type = "text";
  self.inputEl.addEventListener("input", () => {
    (self as unknown as Valued).value = self.inputEl.value;
    self.onChanged();
  });
});
replace(TextComponent, "setValue", () => (self: TextComponent, value: string) => {
  (self as unknown as Valued).value = value;
  self.inputEl.value = value;
  return self;
});
replace(DropdownComponent, "constructor3__", () => (self: DropdownComponent) => self.selectEl.addEventListener("change", () => self.simulateChange__()));
replace(DropdownComponent, "setValue", () => (self: DropdownComponent, value: string) => {
  self.selectEl.value = value;
  return self;
});
replace(SecretComponent, "constructor2__", () => (self: SecretComponent, _app: unknown, containerEl: HTMLElement) => {
  const field = containerEl.createEl("input", { type: "text", cls: "secret-name" });
  field.setAttribute("aria-label", "Name of a secret");
  field.addEventListener("change", () => (self as unknown as { _onChange: ((name: string) => void) | null })._onChange?.(field.value));
  (self as unknown as Valued).inputEl = field;
});
replace(SecretComponent, "setValue", () => (self: SecretComponent, name: string) => {
  const { inputEl } = self as unknown as Valued;
  if (inputEl) inputEl.value = name;
  return self;
});

// Notices and modals stand in the document until they are closed.
const NOTICE_MS = 5_000;
replace(Notice, "constructor__", () => (self: Notice, _message: unknown, duration = NOTICE_MS) => {
  self.containerEl.addClass("notice");
  activeDocument.body.append(self.containerEl);
  if (duration > 0) setTimeout(() => self.hide(), duration);
});
replace(Notice, "hide", () => (self: Notice) => self.containerEl.remove());
replace(Modal, "open", () => (self: Modal) => {
  self.containerEl.addClass("modal-container");
  self.modalEl.addClass("modal");
  self.modalEl.setAttribute("role", "dialog");
  self.modalEl.setAttribute("aria-modal", "true");
  self.titleEl.addClass("modal-title");
  self.contentEl.addClass("modal-content");
  self.modalEl.prepend(self.titleEl);
  const x = self.modalEl.createEl("button", { cls: "modal-close-button", attr: { "aria-label": "Close" } });
  x.addEventListener("click", () => self.close());
  self.containerEl.addEventListener("keydown", (event) => {
    if (event.key === "Escape") self.close();
  });
  activeDocument.body.append(self.containerEl);
  self.onOpen();
  if (self.titleEl.textContent !== "") self.modalEl.setAttribute("aria-label", self.titleEl.textContent);
  if (!self.modalEl.contains(activeDocument.activeElement)) self.modalEl.querySelector<HTMLElement>("input, button, [tabindex]")?.focus();
});
replace(Modal, "close", (old) => (self: Modal) => {
  if (!self.containerEl.isConnected) return;
  self.containerEl.remove();
  old(self);
});
replace(ConfirmationModal, "addButton", () => (self: ConfirmationModal, build: (button: unknown) => unknown) => {
  const button = ConfirmationButton.create2__(self.buttonContainerEl);
  build(button.asOriginalType3__());
  button.buttonEl.addEventListener("click", () => self.close());
  return self;
});
replace(ConfirmationModal, "addCancelButton", () => (self: ConfirmationModal, text = "Cancel") => {
  const button = self.buttonContainerEl.createEl("button", { text });
  button.addEventListener("click", () => self.close());
  return self;
});

replace(Menu, "showAtMouseEvent", () => (self: Menu, event: MouseEvent) => (showMenu(self, event.clientX, event.clientY), self));
replace(Menu, "showAtPosition", () => (self: Menu, { x, y }: { x: number; y: number }) => (showMenu(self, x, y), self));
replace(Menu, "hide", () => (self: Menu) => (hideMenu(self), self));

// Settings: classes for the looks, and the declarative controls bound to the tab.
replace(Setting, "constructor__", () => (self: Setting) => {
  self.settingEl.addClass("setting-item");
  self.infoEl.addClass("setting-item-info");
  self.nameEl.addClass("setting-item-name");
  self.descEl.addClass("setting-item-description");
  self.controlEl.addClass("setting-item-control");
  self.settingEl.prepend(self.infoEl);
});
replace(SettingGroup, "constructor__", () => (self: SettingGroup) => {
  self.groupEl__.addClass("setting-group");
  (self as unknown as { headerEl: HTMLElement }).headerEl.addClass("setting-item-heading");
});

interface Control {
  type: string;
  key: string;
  options?: Record<string, string>;
  placeholder?: string;
  validate?: (value: unknown) => string;
}
interface Definition {
  name?: string;
  items?: Definition[];
  control?: Control;
  render?: (setting: Setting) => void;
}

function bound(tab: SettingTab, definition: Definition): Definition {
  const { control, items } = definition;
  if (items) return { ...definition, items: items.map((item) => bound(tab, item)) };
  if (!control) return definition;
  const value = tab.getControlValue(control.key);
  const render = (setting: Setting): void => {
    const change = (changed: unknown): void => {
      const problem = control.validate?.(changed) ?? "";
      setting.setErrorMessage(problem === "" ? null : problem);
      if (problem === "") tab.setControlValue(control.key, changed);
    };
    if (control.type === "toggle") setting.addToggle((toggle) => toggle.setValue(value === true).onChange(change));
    else if (control.type === "dropdown") setting.addDropdown((dropdown) => dropdown.addOptions(control.options ?? {}).setValue(String(value)).onChange(change));
    else {
      setting.addText((text) => {
        text.setValue(typeof value === "string" || typeof value === "number" ? String(value) : "").setPlaceholder(control.placeholder ?? "").onChange((typed) => change(control.type === "number" ? Number(typed) : typed));
        text.inputEl.setAttribute("aria-label", definition.name ?? "");
      });
    }
  };
  return { name: definition.name ?? "", ...("desc" in definition && { desc: definition.desc }), render };
}
replace(SettingTab, "renderTab__", (old) => (self: SettingTab) => {
  const tab = self as unknown as { settingItems: Definition[] };
  const declared = tab.settingItems;
  tab.settingItems = declared.map((definition) => bound(self, definition));
  old(self);
  tab.settingItems = declared;
});

// The vault: what the app refuses is refused, and two changes of one file do not lose each other.
const queues = new Map<string, Promise<unknown>>();
replace(Vault, "process", (old) => (self: Vault, file: { path: string }, ...rest: unknown[]) => {
  const turn = (queues.get(file.path) ?? Promise.resolve()).then(() => old(self, file, ...rest));
  queues.set(file.path, turn.catch(() => undefined));
  return turn;
});
replace(Vault, "create", (old) => async (self: Vault, path: string, ...rest: unknown[]) => {
  if (await self.adapter.exists(path)) throw new Error("File already exists.");
  return old(self, path, ...rest);
});
replace(Vault, "createFolder", (old) => async (self: Vault, path: string) => {
  if (await self.adapter.exists(path)) throw new Error("Folder already exists.");
  return old(self, path);
});
replace(Vault, "rename", (old) => async (self: Vault, file: object, path: string) => {
  if (await self.adapter.exists(path)) throw new Error("Destination file already exists!");
  return old(self, file, path);
});
replace(MetadataCache, "parseFileMetadata", (old) => (self: MetadataCache, ...args: unknown[]) => {
  try {
    return old(self, ...args);
  } catch {
    // The app indexes what it can of a note with broken front matter.
    return undefined;
  }
});

// Data that was never saved is null, not an empty object.
const saved = new WeakSet<object>();
replace(Plugin, "loadData", (old) => async (self: Plugin) => ((saved.has(self) ? await old(self) : null)));
replace(Plugin, "saveData", (old) => async (self: Plugin, data: unknown) => {
  saved.add(self);
  await old(self, structuredClone(data));
});

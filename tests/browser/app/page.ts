/**
 * Owns: Obsidian's window in the page: the vault over a folder, the built main.js in it, and what the app itself does with both.
 * Never: a line of the plugin, or a decision for it; what the plugin needs of Node comes over the bridge.
 */
import * as icons from "lucide-static";
import { Platform, type App, type Plugin } from "obsidian-test-mocks/obsidian";
import * as obsidian from "../../setup/obsidian";
import { openApp } from "../../setup/obsidian/disk-vault";
import { closeViews } from "../../setup/obsidian/gaps";
import { Bytes } from "./bytes";
import { PageProcess, requireNode } from "./node-page";
import { Shell } from "./shell";

interface Given {
  folder: string;
  phone: boolean;
  manifest: { id: string; dir: string };
  env: Record<string, string>;
  pid: number;
}

type PluginClass = new (app: App, manifest: object) => Plugin;

const pascal = (name: string): string => name.replace(/(^|-)(\w)/g, (_match, _dash, letter: string) => letter.toUpperCase());
obsidian.drawIconsWith((name) => (icons as Record<string, string>)[pascal(name)] ?? "");

declare global {
  interface Window {
    /** The text of the built main.js as a function. */
    builtPlugin(required: (name: string) => unknown, module: object, exports: object): void;
    obsidian: AppWindow;
  }
}

/** The module runs, as the app does it. */
function evaluated(required: (name: string) => unknown): PluginClass {
  const module = { exports: {} as { default?: PluginClass } };
  window.builtPlugin(required, module, module.exports);
  if (!module.exports.default) throw new Error("main.js exports no plugin.");
  return module.exports.default;
}

/** What a device keeps for itself stays in the browser's profile. */
function keepLocally(app: App): void {
  const read = (key: string): unknown => JSON.parse(localStorage.getItem(key) ?? "null");
  app.loadLocalStorage = (key: string) => read(`local:${key}`);
  app.saveLocalStorage = (key: string, value: unknown) => (value === null ? localStorage.removeItem(`local:${key}`) : localStorage.setItem(`local:${key}`, JSON.stringify(value)));
  app.secretStorage.getSecret = (id: string) => read(`secret:${id}`) as string | null;
  app.secretStorage.setSecret = (id: string, secret: string) => localStorage.setItem(`secret:${id}`, JSON.stringify(secret));
  app.secretStorage.listSecrets = () => Object.keys(localStorage).flatMap((key) => (key.startsWith("secret:") ? key.slice("secret:".length) : []));
}

class AppWindow {
  readonly app: App;
  readonly shell: Shell;
  plugin: Plugin | null = null;
  private process: PageProcess | null = null;
  private written = "";

  constructor(private readonly given: Given) {
    const { phone } = given;
    Object.assign(Platform, { isDesktop: !phone, isDesktopApp: !phone, isMobile: phone, isMobileApp: phone, isPhone: phone, isAndroidApp: phone, isWin: false, isLinux: !phone });
    if (!phone) {
      this.process = new PageProcess(given.pid, given.env);
      Object.assign(window, { Buffer: Bytes, process: this.process });
    }
    this.app = openApp(given.folder, { phone });
    keepLocally(this.app);
    this.shell = new Shell(this.app, phone);
  }

  private get data(): string {
    return `${this.given.manifest.dir}/data.json`;
  }

  /** Switches the plugin on; the layout is ready a moment later. */
  enable(): void {
    const { phone, manifest } = this.given;
    const required = (name: string): unknown => {
      if (name === "obsidian") return obsidian;
      if (phone) throw new Error(`Cannot find module '${name}'`);
      return requireNode(name);
    };
    const plugin = new (evaluated(required))(this.app, manifest);
    const { adapter } = this.app.vault;
    plugin.loadData = async () => ((await adapter.exists(this.data)) ? (JSON.parse(await adapter.read(this.data)) as unknown) : null);
    plugin.saveData = async (data: unknown) => {
      this.written = JSON.stringify(data, null, 2);
      await adapter.write(this.data, this.written);
    };
    this.plugin = plugin;
    this.shell.welcome(plugin);
    plugin.load();
    this.app.workspace.setLayoutReady__();
  }

  /** Switches the plugin off. */
  disable(): void {
    if (!this.plugin) return;
    closeViews(this.app.workspace);
    this.plugin.unload();
    this.shell.farewell(this.plugin);
    this.plugin = null;
  }

  /** The app is closed: who listens for the end of the process is told. */
  quit(): void {
    this.disable();
    this.process?.emit("exit");
  }

  /** Files that changed on the disk, by paths in the vault. */
  async changed(paths: string[]): Promise<void> {
    const { vault } = this.app;
    const known = new Map(paths.map((path) => [path, vault.getFileByPath(path)]));
    vault.reconcile__();
    for (const [path, file] of known) {
      if (file && vault.getFileByPath(path) === file) vault.trigger("modify", file);
    }
    if (!paths.includes(this.data) || !this.plugin) return;
    if ((await vault.adapter.read(this.data)) !== this.written) this.plugin.onExternalSettingsChange();
  }

  /** Runs one of the plugin's commands; false when it is not offered now. */
  command(id: string): boolean {
    const found = this.plugin?.commands__.get(id);
    if (!found) throw new Error(`There is no command "${id}".`);
    if (!found.checkCallback) return found.callback?.() !== false;
    if (found.checkCallback(true) !== true) return false;
    found.checkCallback(false);
    return true;
  }
}

Object.assign(window, {
  openVault: (given: Given) => {
    window.obsidian = new AppWindow(given);
  },
});

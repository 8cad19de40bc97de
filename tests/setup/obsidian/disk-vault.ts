/**
 * Owns: an Obsidian vault over a real folder, for tests.
 * Never: logic of this project; other programs may change the same folder, `reconcile__` then tells the vault.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { App, FileSystemAdapter } from "obsidian-test-mocks/obsidian";

class DiskAdapter extends FileSystemAdapter {
  static over(folder: string): DiskAdapter {
    return new DiskAdapter(folder);
  }

  private at(path: string): string {
    return join(this.getBasePath(), path === "/" ? "" : path);
  }

  override exists(path: string): Promise<boolean> {
    return Promise.resolve(statSync(this.at(path), { throwIfNoEntry: false }) !== undefined);
  }

  override readSync__(path: string): string {
    return readFileSync(this.at(path), "utf8");
  }

  override read(path: string): Promise<string> {
    return Promise.resolve(this.readSync__(path));
  }

  override readBinary(path: string): Promise<ArrayBuffer> {
    return Promise.resolve(new Uint8Array(readFileSync(this.at(path))).buffer);
  }

  override writeSync__(path: string, data: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), data);
  }

  override write(path: string, data: string): Promise<void> {
    return Promise.resolve(this.writeSync__(path, data));
  }

  override mkdirSync__(path: string): void {
    mkdirSync(this.at(path), { recursive: true });
  }

  override mkdir(path: string): Promise<void> {
    return Promise.resolve(this.mkdirSync__(path));
  }

  override rename(from: string, to: string): Promise<void> {
    return Promise.resolve(renameSync(this.at(from), this.at(to)));
  }

  override remove(path: string): Promise<void> {
    return Promise.resolve(rmSync(this.at(path)));
  }

  override list(path: string): Promise<{ files: string[]; folders: string[] }> {
    const entries = readdirSync(this.at(path), { withFileTypes: true });
    const named = (folders: boolean): string[] => entries.filter((entry) => entry.isDirectory() === folders).map(({ name }) => (path === "/" ? name : `${path}/${name}`));
    return Promise.resolve({ files: named(false), folders: named(true) });
  }

  override listAll__(): { files: string[]; folders: string[] } {
    const entries = readdirSync(this.getBasePath(), { withFileTypes: true, recursive: true });
    const named = (folders: boolean): string[] =>
      entries.filter((entry) => entry.isDirectory() === folders).map(({ parentPath, name }) => join(parentPath, name).slice(this.getBasePath().length + 1));
    return { files: named(false), folders: named(true) };
  }
}

/** An app whose vault is this folder. */
export function openApp(folder: string): App {
  const adapter = DiskAdapter.over(folder);
  const app = App.createConfigured__({ adapter: adapter.asOriginalType__() });
  app.vault.reconcile__();
  return app;
}

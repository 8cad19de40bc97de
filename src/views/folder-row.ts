/**
 * Owns: the row by which a person says in which folder the employee works; it goes on there at once (PRODUCT F2).
 * Never: moving, renaming or deleting a folder: what was there stays.
 */
import { TFile, type App } from "obsidian";
import { SANDBOX_ROOT, sentence, type Desk } from "./desk";
import { showProblem, type Row } from "./rows";
import { withValue } from "./settings-model";

/** Why the employee cannot work in this folder; null when it can. */
export function folderProblem({ vault }: App, { settings }: Pick<Desk, "settings">, root: string): string | null {
  const changed = withValue(settings, "root", root);
  if ("problem" in changed) return changed.problem;
  if (root.toLowerCase() === SANDBOX_ROOT.toLowerCase()) return "This folder is the sandbox's. Choose another one.";
  const parts = root.split("/");
  const file = parts.map((_, index) => parts.slice(0, index + 1).join("/")).find((path) => vault.getAbstractFileByPath(path) instanceof TFile);
  return file === undefined ? null : `"${file}" is a note or file, not a folder. Choose another name.`;
}

/** A folder as it was typed, without spaces around it and slashes at its end. */
const tidy = (typed: string): string => typed.trim().replace(/\/+$/, "");

/** `typing` hears what stands in the field; `moved` of a change that holds. */
export function folderRow(app: App, desk: Desk, typing: (root: string) => void, moved: (text: string) => void): Row {
  return {
    name: "Folder",
    desc: "Where the notes, the log and the reports are kept in this vault. Another folder holds at once; what is in the old one stays there.",
    render: (setting) => {
      const use = async (field: HTMLInputElement): Promise<void> => {
        const root = tidy(field.value);
        const problem = folderProblem(app, desk, root);
        showProblem(setting, problem, field);
        if (problem !== null || root === desk.settings.root) return;
        try {
          await desk.save({ ...desk.settings, root });
          const trouble = desk.trouble ?? desk.employee?.overview().stopped ?? null;
          showProblem(setting, trouble, field);
          if (trouble === null) moved(`The employee works in ${root} now.`);
        } catch (error) {
          showProblem(setting, sentence(error), field);
        }
      };
      setting.addText((text) => {
        const { inputEl } = text.setValue(desk.settings.root).onChange((typed) => typing(tidy(typed)));
        inputEl.id = "autonomous-employee-folder";
        inputEl.dataset["focus"] = "row:root";
        inputEl.setAttribute("aria-label", "Folder");
        inputEl.addEventListener("keydown", (event) => {
          if (event.key === "Enter") void use(inputEl);
        });
        setting.addButton((button) => button.setButtonText("Use this folder").onClick(() => use(inputEl)));
      });
    },
  };
}

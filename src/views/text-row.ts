/**
 * Owns: a row with one setting as text, saved when the person leaves the field; what is wrong with it stands below it.
 * Never: a value that does not fit.
 */
import type { Desk } from "./desk";
import { showProblem, type Row } from "./rows";
import { addresses, valueAt, withValue } from "./settings-model";

/** `key`: dotted, e.g. `services.odoo.url`; several addresses are typed into one line. `saved` hears of every change that holds. */
export function textRow(desk: Desk, key: string, name: string, desc: string, saved: () => void, placeholder = ""): Row {
  const isList = Array.isArray(valueAt(desk.settings, key));
  return {
    name,
    desc,
    render: (setting) => {
      setting.addText((text) => {
        const value = valueAt(desk.settings, key);
        const { inputEl } = text.setPlaceholder(placeholder).setValue(Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : "");
        inputEl.id = `autonomous-employee-${key.replaceAll(".", "-")}`;
        inputEl.dataset["focus"] = `row:${key}`;
        inputEl.setAttribute("aria-label", name);
        setting.descEl.id = `${inputEl.id}-help`;
        inputEl.setAttribute("aria-describedby", setting.descEl.id);
        inputEl.addEventListener("change", () => {
          const typed = inputEl.value.trim();
          const changed = withValue(desk.settings, key, isList ? addresses(typed) : typed);
          showProblem(setting, "problem" in changed ? changed.problem : null, inputEl);
          if ("settings" in changed) void desk.save(changed.settings).then(saved);
        });
      });
    },
  };
}

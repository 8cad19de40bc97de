/**
 * Owns: the settings tab, drawn from the fields that every registered service declares (PRODUCT F2).
 * Never: the name of a service, or a second business: while the sandbox is open, the owner's settings are not shown.
 */
import { PluginSettingTab, type App, type Plugin, type SettingDefinition, type SettingDefinitionGroup, type SettingDefinitionItem } from "obsidian";
import { isOwners } from "../channel";
import { PERSON, type Desk, type ServiceInfo } from "./desk";
import { deviceRows } from "./device-rows";
import { folderRow } from "./folder-row";
import { isRule, RuleDraft } from "./rules-row";
import { connectionRow, liveRow, secretRow } from "./rows";
import { signInRow } from "./sign-in-row";
import { addresses, phrases, slotsText, typedSlots, valueAt, withValue } from "./settings-model";

const WEEKDAYS = { "1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday", "5": "Friday", "6": "Saturday", "7": "Sunday" };
const PAUSED = "paused";
const OWNERS = "owner_emails";
const OWN_WORDS = "posts.own_words";
const SLOTS = "posts.slots";
/** Settings that are lists, typed into one line. */
const LISTS: Record<string, (typed: string, desk: Desk) => unknown> = { [OWNERS]: addresses, [OWN_WORDS]: phrases, [SLOTS]: (typed, { employee }) => typedSlots(typed, employee?.posts.channels() ?? []) };

export class EmployeeSettingTab extends PluginSettingTab {
  private readonly rules: RuleDraft;

  constructor(
    app: App,
    plugin: Plugin,
    private readonly desk: Desk,
  ) {
    super(app, plugin);
    this.icon = "clipboard-check";
    this.rules = new RuleDraft(app, desk, () => this.update());
  }

  override getSettingDefinitions(): SettingDefinitionItem[] {
    if (this.desk.realm === "sandbox") return [this.sandbox()];
    return [this.work(), ...this.desk.services.map((service) => this.service(service)), this.posts(), this.limits(), this.expiry(), this.changedRules(), this.reports(), this.device()];
  }

  private device(): SettingDefinitionGroup {
    return { type: "group", heading: "This device", items: deviceRows(this.app, this.desk, () => this.update()) };
  }

  override getControlValue(key: string): unknown {
    const { employee } = this.desk;
    const { settings } = this.rules;
    if (key === PAUSED) return (employee?.overview().paused ?? null) !== null;
    if (key === OWNERS) return settings.owner_emails.join(", ");
    if (key === OWN_WORDS) return settings.posts.own_words.join(", ");
    if (key === SLOTS) return slotsText(settings.posts.slots);
    const value = valueAt(settings, key);
    return key.endsWith(".weekday") ? String(value) : value;
  }

  override async setControlValue(key: string, value: unknown): Promise<void> {
    if (key === PAUSED) {
      await this.desk.employee?.wish(value === true ? { kind: "pause", reason: "" } : { kind: "resume" }, PERSON);
      return;
    }
    const changed = this.changed(key, value);
    if ("problem" in changed) return;
    if (isRule(key)) return this.rules.change(changed.settings);
    await this.desk.save(changed.settings);
    if (key.startsWith("services.")) this.update();
  }

  private changed(key: string, value: unknown): ReturnType<typeof withValue> {
    const typed = LISTS[key]?.(String(value), this.desk) ?? (key.endsWith(".weekday") ? Number(value) : value);
    return withValue(isRule(key) ? this.rules.settings : this.desk.settings, key, typeof typed === "string" ? typed.trim() : typed);
  }

  /** What is wrong with a value, shown below its control; "" when nothing is. */
  private problem(key: string, value: unknown): string {
    const changed = this.changed(key, value);
    return "problem" in changed ? changed.problem : "";
  }

  private text(key: string, name: string, desc: string, placeholder = ""): SettingDefinition {
    return { name, desc, control: { type: "text", key, placeholder, validate: (value) => this.problem(key, value) } };
  }

  private number(key: string, name: string, desc: string): SettingDefinition {
    return { name, desc, control: { type: "number", key, validate: (value) => this.problem(key, value) } };
  }

  private work(): SettingDefinitionGroup {
    return {
      type: "group",
      items: [
        { name: "Pause everything", desc: "Mail is still read and drafts are made; nothing is sent.", control: { type: "toggle", key: PAUSED } },
        folderRow(this.app, this.desk, () => undefined, () => this.update()),
        this.text("zone", "Time zone", "What you read is shown in it.", "Europe/Berlin"),
        this.text("currency", "Currency", "Yours; the limits are amounts in it.", "EUR"),
        this.text(OWNERS, "Your mail addresses", "Mail from these is from you, not from a customer."),
        { name: "Single keys in the approval panel", desc: "j, k, a, r, e, u, s, x, / and ? without Ctrl or Cmd. The arrow keys always work.", control: { type: "toggle", key: "single_keys" } },
      ],
    };
  }

  private service(service: ServiceInfo): SettingDefinitionGroup {
    const { app, desk } = this;
    const fields = service.fields.filter(isOwners);
    const rows = fields.map((field) => (field.kind === "secret" ? secretRow(app, desk, service, field) : this.text(`services.${service.id}.${field.key}`, field.label, field.help, field.fallback)));
    return { type: "group", heading: service.label, items: [...rows, ...signInRow(service, desk, () => this.update()), connectionRow(desk, service), ...(service.acts ? [liveRow(app, desk, service)] : [])] };
  }

  private sandbox(): SettingDefinitionGroup {
    const row: SettingDefinition = {
      name: "The sandbox business is open",
      desc: "Your own settings come back when you leave it. Nothing of yours is changed meanwhile.",
      render: (setting) => {
        setting.addButton((button) => button.setButtonText("Leave the sandbox").onClick(async () => {
          await this.desk.openRealm("real");
          this.update();
        }));
      },
    };
    return { type: "group", items: [row] };
  }

  private posts(): SettingDefinitionGroup {
    return {
      type: "group",
      heading: "Posts",
      items: [
        this.text(SLOTS, "Times for posts", "Recurring, in your time zone, for all channels or for those that you name behind the word on; a post in the queue takes the next free one. Separated by commas.", "Tue 10:00, Thu 09:00"),
        this.number("posts.late_minutes", "Minutes late without asking", "A post whose time was missed, e.g. while the computer slept, is still published until then. After that you are asked."),
        this.text(OWN_WORDS, "Words that need you", "A post with one of these always waits for your decision. Separated by commas.", "award, merger"),
      ],
    };
  }

  private limits(): SettingDefinitionGroup {
    return {
      type: "group",
      heading: "Limits",
      items: [
        this.text("limits.automatic", "Automatic up to", "An amount for a known customer up to this needs no decision of yours."),
        this.text("limits.high_risk", "High risk above", "Such an action is decided in the panel only, one at a time."),
        this.number("limits.payments_per_hour", "Payments per hour", "More than this waits."),
        this.number("limits.posts_per_hour", "Posts per hour", "More than this waits."),
        this.text("limits.priced_per_month", "Cost of posts per month", "What a service that charges for posts may cost in 30 days, in the currency in which it charges. More than this waits."),
        this.number("limits.actions_per_day", "Actions per day", "More than this waits."),
        this.number("undo_seconds", "Seconds to undo", "After approving in the panel, nothing is sent for this long."),
      ],
    };
  }

  private expiry(): SettingDefinitionGroup {
    return {
      type: "group",
      heading: "Time to decide",
      items: [
        this.number("expiry.standard_hours", "Hours to decide", "Undecided after this, an action expires and is not executed."),
        this.number("expiry.payment_hours", "Hours to decide a payment", "The same for payments."),
        this.number("expiry.decision_hours", "Hours that a decision holds", "Not started by then, it expires."),
      ],
    };
  }

  private changedRules(): SettingDefinitionGroup {
    return { type: "group", items: [this.rules.row()] };
  }

  private reports(): SettingDefinitionGroup {
    const when = (report: "audit" | "briefing", name: string): SettingDefinition[] => [
      { name: `${name} on`, control: { type: "dropdown", key: `schedule.${report}.weekday`, options: WEEKDAYS } },
      this.text(`schedule.${report}.time`, `${name} at`, "In your time zone.", "22:00"),
    ];
    return {
      type: "group",
      heading: "Reports",
      items: [...when("audit", "Weekly audit"), ...when("briefing", "Briefing"), { name: "Money in reports", desc: "Amounts moved, revenue, and overdue invoices.", control: { type: "toggle", key: "reports.money" } }],
    };
  }
}

/**
 * Owns: the texts of the notes that are made on first run, and the folders (PRODUCT section 1).
 * Never: overwriting; whoever writes them looks first whether the owner has them already.
 */

/** Folders below the root. */
export const FOLDERS = ["Needs_Action", "Pending_Approval", "Approved", "Rejected", "Completed", "Plans", "Audits", "CEO_Briefings", "Logs"] as const;

export interface FirstNote {
  /** Below the root. */
  path: string;
  text: string;
}

const handbook = `# Company handbook

Rules and facts for the employee, in your words. It is read when drafts are written; it never grants an approval.

## Facts about the company

- Name:
- What we sell:
- Address and tax number for invoices:
- Usual payment terms: 30 days

## Voice

- Friendly and brief. Say what happens next.
- No promises about dates or prices that are not in writing.

## Always a person

These are never decided by the employee, whatever they look like:

- legal matters, and anything about a contract that is being negotiated
- employees and applicants
- complaints, and messages from people who are upset
- security, access and passwords
- medical matters
- unusual transactions, and anyone we have not paid or billed before
- whatever cannot be taken back
`;

const goals = (currency: string): string => `# Business goals

The Monday briefing reads the two tables on this page. Change them, add rows, or delete what you do not need.
A target is a number with < or > in front of it; an empty one means that you have not set it.

## Goals

| Metric | Target | Alert |
| --- | --- | --- |
| Response time (hours) | < 24 | > 48 |
| Payment rate (%) | > 90 | < 80 |
| Software cost per month (${currency}) | < 500 | > 600 |
| Revenue per month (${currency}) |  |  |

## Projects

Deadlines as 2026-12-31. Status: open, blocked or done.

| Project | Deadline | Status |
| --- | --- | --- |
`;

/** Views over the folders by their properties, in the format of Obsidian's Bases (PRODUCT L5). */
function queueBase(root: string): string {
  const view = (name: string, folder: string, columns: readonly string[]): string[] => [
    "  - type: table",
    `    name: ${name}`,
    "    filters:",
    "      and:",
    `        - ${JSON.stringify(`file.inFolder(${JSON.stringify(`${root}/${folder}`)})`)}`,
    "    order:",
    ...columns.map((column) => `      - ${column}`),
  ];
  return [
    "views:",
    ...view("Waiting for me", "Pending_Approval", ["file.name", "type", "approval_reason", "high_risk", "created_at", "expires_at", "status"]),
    ...view("Needs action", "Needs_Action", ["file.name", "type", "priority", "from", "status"]),
    ...view("Approved", "Approved", ["file.name", "type", "dry_run", "status"]),
    ...view("Completed", "Completed", ["file.name", "type", "approval_status", "created_at"]),
    ...view("Rejected", "Rejected", ["file.name", "type", "created_at"]),
    "",
  ].join("\n");
}

/** The owner's own notes as they begin. `currency`: ISO code of the owner; `root`: the employee's folder in the vault. */
export function firstNotes(currency: string, root: string): FirstNote[] {
  return [
    { path: "Company_Handbook.md", text: handbook },
    { path: "Business_Goals.md", text: goals(currency) },
    { path: "Queue.base", text: queueBase(root) },
  ];
}

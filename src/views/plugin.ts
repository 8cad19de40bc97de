/**
 * Owns: what the office needs of Obsidian by name - the plugin it belongs to, and waiting until a burst of events is over.
 * Never: anything of ours. Only views, the host and main know Obsidian.
 */
export { debounce, type Plugin } from "obsidian";

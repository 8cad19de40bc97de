/**
 * Owns: Chinese words of single readings, each under the name of what it says (phrases.ts).
 * Never: rules.
 */
import type { Phrases } from "./phrases";

export const phrases: Phrases = {
  cancels: "取消|撤回|请忽略|不再需要",
  holds: "稍等",
  reminds: "有消息|什么时候|催促",
  changing: "改为|修正",
  adding: "另外|还要|加上",
  narrows: "不要|只要",
  replaces: "改为",
  as_before: "和上次一样|跟以前一样",
  agrees: "好的?|可以",
};

/**
 * Owns: Japanese words of single readings, each under the name of what it says (phrases.ts).
 * Never: rules.
 */
import type { Phrases } from "./phrases";

export const phrases: Phrases = {
  cancels: "無視して|キャンセル|不要です",
  holds: "保留",
  reminds: "いつ(?:頃|ごろ)?|ご確認いただけ",
  changing: "変更",
  adding: "追加",
  narrows: "だけ",
  replaces: "代わり",
  as_before: "前回と同じ|いつも通り",
  agrees: "はい|お願いします",
};

/**
 * Owns: Japanese words for the concepts. Words are not set apart by spaces: each character counts as a word, phrases as several.
 * Never: rules.
 */
import type { Language } from "./language";

export const ja: Language = {
  code: "ja",
  common: "の を に は が で す ま と し て い お も か ら",
  words: {
    PLEASE: "お願い, ください, 下さい, いただけます, いただきたく, 頂けます, 頂きたく, 願います, いただければ, 頂ければ, 幸いです",
    NEED: "希望します, 希望しております, 必要です, 検討しております, 欲しい",
    SEND_LAST: "送付, 送って, お送り, 発行, 作成, 送信, ご提示, 提出, ご送付, 教えて, お知らせ",
    INVOICE: "請求書, 御請求書, ご請求書, インボイス, プロフォーマ",
    QUOTE: "見積, 見積書, 見積もり, 見積り, お見積, お見積り, お見積もり, 御見積, 価格, 料金",
    HOW_MUCH: "いくら, おいくら",
    ORDER: "注文, 注文書, 発注書, 発注",
    COPY: "再送, 再発行, 控え, 写し",
    US: "弊社, 当社, 私",
    YOU: "貴社, 御社",
    NOT: "ません, ないで, まだ",
    WAIT: "お待ち, 保留, 待って",
    ATTACHED: "添付, 同封, 別添",
    PAY: "お支払い, 支払, お振込, 振込, 入金ください",
    PAID: "支払いました, 振り込みました, 入金いたしました, 入金しました, 入金を確認, お支払いありがとう",
    PAYMENT: "代金, 金額, 残金",
    OVERDUE: "期限を過ぎ, 未払い, 未入金, 督促, 滞納",
    RECEIPT: "領収書, 注文確認, ご注文ありがとう",
  },
  labels: { quantity: "数量", unit_price: "単価", amount: "金額", total: "合計, 総額, 合計金額", subtotal: "小計", tax: "消費税, 税", description: "品名, 商品, 項目, 内容, 件名", currency: "通貨", due: "支払期限, お支払期限, 支払期日", terms: "支払条件", po: "注文番号, 発注番号", reference: "参照番号, 見積番号", company: "会社名, 宛名, 宛先", name: "氏名, 担当者, お名前", email: "メール, メールアドレス", other: "電話, 住所, 納期, 日付" },
  months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
  numbers: ["一|一つ", "二|二つ", "三|三つ", "四", "五", "六", "七", "八", "九", "十"],
  units: ["個", "台", "本", "枚", "時間", "日", "式", "箱", "月", "件", "部", "脚"],
  each: "あたり, につき, /, 一個",
  at: "@, 単価",
  of: "x, 個, 台, の",
  terms: { days: ["(\\d{1,3})日以内"], end_of_month: ["(?:当月末|月末)(?:払い|支払い|締め)?"], on_receipt: ["受領後(?:すぐ|直ちに)"] },
  due: "支払期限, お支払, 支払, 期限, 振込",
  closings: "よろしくお願いいたします, よろしくお願いします, よろしくお願い致します, 敬具, 以上",
  greetings: "お世話になっております, こんにちは, 拝啓",
  introductions: [],
  done: [],
  wrote: ["^\\d{4}年.{4,80}[:：]$", "^-+ ?(?:元のメッセージ|転送メッセージ|転送されたメッセージ) ?-+$"],
  optional: "オプション",
  reply: {
    greeting: "{name} 様",
    opening: "ご連絡ありがとうございます。請求書の作成にあたり、次の点をお知らせください。",
    closing: "確認でき次第、請求書をお送りいたします。",
    fields: { customer_name: "請求書の宛名（個人名または会社名）", customer_email: "請求書の送付先メールアドレス", currency: "金額の通貨", line_items: "請求内容と数量、単価", price: "合意した価格: {items}", quantity: "数量: {items}", total: "正しい金額: {items}", due_date: "正確な支払期限: {items}", condition: "今、請求書を発行してよいか: {items}", optional_items: "オプション分もご希望か: {items}" },
  },
};

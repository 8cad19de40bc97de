/**
 * Owns: Chinese words for the concepts. Words are not set apart by spaces: each character counts as a word, phrases as several.
 * Never: rules.
 */
import type { Language } from "./language";

export const zh: Language = {
  code: "zh",
  common: "的 我 们 请 您 是 了 在 有 和 你 谢 为 与 及 贵",
  words: {
    PLEASE: "请, 麻烦, 烦请, 敬请, 劳烦",
    CAN_YOU: "能否, 可否, 可以, 能不能, 是否可以, 是否能",
    NEED: "需要, 想要, 希望收到, 希望得到, 求购, 我们要, 等待, 索取",
    SEND: "开具, 开, 提供, 发送, 发给, 发, 寄, 出具, 给我们, 给我, 报, 制作, 准备",
    INVOICE: "发票, 形式发票, 增值税发票, 账单, 请款单",
    QUOTE: "报价, 报价单, 价格, 单价, 询价, 询价单, 估价",
    HOW_MUCH: "多少钱, 什么价格, 价格是多少, 怎么卖",
    ORDER: "订单, 采购订单, 采购单",
    PLACE: "下单, 订购, 采购",
    COPY: "副本, 重新发, 再发, 复印件",
    US: "我们, 我司, 我",
    WE: "我方",
    YOU: "您, 你, 贵司, 贵公司",
    NOT: "不要, 别, 没有, 无需, 未, 不",
    WAIT: "暂时不要, 先不要, 暂缓, 等一下",
    ATTACHED: "附件, 附上, 随附, 请查收, 请查看附件",
    PAY: "付款, 支付, 汇款, 打款",
    PAID: "已付款, 已支付, 已汇款, 已到账, 收到款项, 付款成功",
    PAYMENT: "款项, 货款, 余款, 尾款",
    OVERDUE: "逾期, 未付, 催款, 拖欠",
    RECEIPT: "收据, 付款凭证, 订单确认",
  },
  labels: { quantity: "数量", unit_price: "单价", amount: "金额, 小计", total: "总计, 合计, 总价, 总额, 总金额", tax: "税", description: "产品, 品名, 项目, 商品, 型号, 名称", currency: "币种", due: "付款日期, 到期日", terms: "付款方式, 付款条件", po: "订单号, 采购单号", reference: "参考号, 编号", company: "公司, 公司名称, 抬头, 发票抬头", name: "联系人, 姓名", email: "邮箱, 电子邮件", other: "电话, 地址, 日期, 交货期, 税号" },
  months: ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"],
  numbers: ["一", "二|两", "三", "四", "五", "六", "七", "八", "九", "十"],
  units: ["个", "件", "台", "套", "箱", "小时", "天", "月", "吨", "米", "只", "把", "张"],
  each: "每个, 每件, 每台, 每小时, 每天, 每, /",
  at: "@, 单价",
  of: "x, 个, 件, 台, 套",
  terms: { days: ["(\\d{1,3})\\s?天(?:内|账期)?(?:付款|支付)?"], end_of_month: ["月底(?:前)?(?:付款|支付)"], on_receipt: ["收到(?:发票)?后付款"] },
  due: "付款, 支付, 到期",
  closings: "谢谢, 此致, 敬礼, 祝好, 顺祝商祺, 感谢",
  greetings: "您好, 你好, 尊敬的",
  introductions: [],
  done: [],
  wrote: ["^在.{4,80}写道[：:]?$", "^-+ ?(?:原始邮件|转发邮件) ?-+$", "^发件人[：:].*$"],
  optional: "可选",
  reply: {
    greeting: "您好{name}，",
    opening: "感谢来信。开具发票前，还需要您提供：",
    closing: "收到后我们会立即开具发票。",
    fields: { customer_name: "发票抬头（个人或公司名称）", customer_email: "接收发票的电子邮箱", currency: "金额的币种", line_items: "发票的具体内容、数量和价格", price: "约定的价格: {items}", quantity: "数量: {items}", total: "正确的金额: {items}", due_date: "准确的付款日期: {items}", condition: "现在是否可以开具发票: {items}", optional_items: "是否也需要可选部分: {items}" },
  },
};

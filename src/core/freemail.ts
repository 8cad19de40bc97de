/**
 * Owns: mailboxes that anybody can have: their domain says nothing about a company.
 * Never: a judgement about who uses one.
 */
export const FREEMAIL: ReadonlySet<string> = new Set(
  "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk yahoo.co.in yahoo.fr yahoo.de icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.com web.de t-online.de freenet.de posteo.de mail.com proton.me protonmail.com pm.me zoho.com yandex.com yandex.ru mail.ru qq.com 163.com 126.com rediffmail.com orange.fr free.fr wanadoo.fr laposte.net libero.it virgilio.it hey.com fastmail.com tutanota.com tuta.io hotmail.co.uk hotmail.fr btinternet.com comcast.net verizon.net att.net".split(
    " ",
  ),
);

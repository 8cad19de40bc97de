/**
 * Owns: mail that nobody wrote to us - newsletters, automatic replies, advertising, phishing - told by headers and by several signs together.
 * Never: judging by a single word; an invoice may contain any one of these.
 */
import type { Mail } from "../core/mail";
import { matching } from "./sieve";
import { mentioned } from "./mentioned";
import { oneLine, plain } from "./words";

export interface Impersonal {
  /** Sent to many or by a machine. */
  bulk: boolean;
  auto_reply: boolean;
  /** Unwanted advertising, or worse. */
  spam: boolean;
  /** Spam that is after money or passwords: the owner is warned. */
  dangerous: boolean;
  reasons: string[];
}

const MACHINE_SENDER = /^(?:no-?_?reply|do-?not-?reply|news|newsletter|marketing|mailer|mailer-daemon|notifications?|updates?|digest|promo(?:tions)?|offers|info-?mail|bounce|alerts?|hello-?news|campaign|team-?news)(?:[+._-].*)?$/;
const FOOTER = matching([/\bunsubscribe\b|\bopt[ -]?out\b|you(?: are)? receiv(?:e|ing) this (?:e-?mail |message |newsletter )?because|view (?:this (?:e-?mail|message) )?in (?:your |a )?browser|(?:manage|change|edit|update) (?:your )?(?:alert |e-?mail |notification )?(?:preferences|settings|subscription)|abmelden|abbestellen|se desabonner|desinscri|darse de baja|cancelar (?:la |tu )?suscripcion|afmelden|uitschrijven|disiscriviti|annulla (?:l')?iscrizione|cancelar (?:a )?(?:inscricao|subscricao)|dezabon|wypisz|rezygnacj/, /退订|配信停止/]);
const READING = "jobs for you, new jobs, this week, in this issue, read online, view online, webinar, read more, newsletter, subscribers, subscribe, tips, templates, our blog, new post, episode, podcast, digest, top stories, sign up, register now, early bird, free trial, product update, release notes, community, sponsored, edition, issue no, weekly, monthly update, discover, learn more, % off, sale ends, shop now, upgrade, giveaway, download our, free guide, guide, trends, articles, insights, read time, introducing, we're excited, now available, you can now, new feature, new features, your clients, your customers, the app, from your phone, in your inbox, get the most out, you asked we listened";

/** Work of programmers that quotes the words of a program. */
const TRACKER = matching([/\b(?:steps )?to reproduce\b|\bdescribe the bug\b|\bexpected behaviou?r\b|\bpull request\b|\bmerge request\b|\bcommented on (?:this|the|an) (?:issue|ticket|pull)|\bview it on github\b|\bstack ?trace\b/]);

/** A product is being sold to whoever reads it. */
const PITCH = matching([
  /[$€£]\s?\d+(?:[.,]\d+)?\s?(?:\/|per |a )\s?(?:mo|month|user|seat|yr|year)\b/, /^\W*\d+ (?:\w+ ){0,4}(?:tips|hacks|ways|tricks|mistakes|reasons|steps|templates|secrets|ideas|lessons|rules)\b/, /\bfree trial\b|\bno credit card\b|\btry (?:it )?(?:for )?free\b/, /\b(?:only|just|from) [$€£]\s?\d+/, /\bget started\b|\bstart (?:now|today|your|for free)\b|\bbook a demo\b/, /^(?:\W|hi there|hello|hey)*(?:want|tired|ready|looking|struggling|sick) (?:to|of|for)\b[^.?!]{0,80}\?/, /\bjoin (?:over )?[\d,.]+k?\b|\btrusted by\b/, /\bbuy \w+,? get \w+ (?:free|half)\b|\bprices? from [$€£]?\d/, /\bhow (?:our|we help|we helped) (?:clients|customers|users)\b|\bwatch the (?:webinar|video|recording|demo)\b/,
]);

/** A stranger wants to sell something to us, in a mail that looks personal; two different signs make it one of many. */
const COLD = matching([
  /\b(?:i|we) (?:help|work with|partner with|specialise in helping|specialize in helping)\b[^.?!]{0,60}\b(?:agencies|companies|businesses|brands|founders|owners|contractors|teams|firms|stores|shops)\b/, /\b(?:worth|open to|up for|time for|interested in) a (?:quick|short|brief|free|\d+[- ]?min\w*) ?(?:\d+[- ]?min\w* )?(?:chat|call|demo|conversation|consultation|look|walkthrough)\b/,
  /\b(?:teams?|company|companies|firms?|business(?:es)?|shops?|practices?|agenc(?:y|ies)|stores?|brands?) (?:of )?(?:your size|like yours)\b/, /\bhappy to (?:walk|talk) (?:you )?through (?:it|how|what|the numbers|a demo)\b/,
  /\b(?:just |simply )?(?:reply|respond) (?:(?:to this (?:e-?mail|message) )?(?:with )?["'“]?(?:yes|now|interested|today|quote|info|price)\b|to this (?:e-?mail|message) (?:for|to get|and|with)\b)/, /\b(?:free|complimentary) (?:\w+ )?(?:audit|leads?|trial|consultation|quotes?|sample|report|test|demo|analysis|estimates?)\b/,
  /\b(?:more|qualified|new|exclusive|\d+) (?:leads?|quote requests|enquiries|inquiries|customers|bookings|traffic)\b|\bleads? (?:complete(?:ly)? )?free\b/, /\b(?:our|the) (?:prices|packages|plans|rates) start(?:ing)?\b/, /\bdear (?:decision[- ]maker|business owner|website owner|site owner|(?:procurement|purchasing) (?:manager|team|department))\b/,
  /\b(?:boost|grow|scale|skyrocket|double|transform|supercharge|improve) your (?:business|sales|revenue|rank\w*|website|traffic|brand|team|listing)\b/, /\b(?:lead generation|seo|digital marketing|growth|link[- ]building) (?:company|agency|expert|services?|specialist|consultant)\b/, /\bno (?:strings|commitment|hard feelings|pressure either way|obligation)\b/,
  /\bif (?:you are|you're|this is|it is|it's) (?:of )?interest(?:ed)?\b[^.?!]{0,40}\b(?:let me know|reply|i'd be happy|i would be happy|i'll send)\b/, /\bbuy (?:more )?credits\b|\b(?:customers|clients|buyers|leads|requests) (?:\w+ ){0,2}(?:near you|in your area|waiting for you)\b/, /\bmoney on the table\b|\bindustry[- ]leading\b|\bcutting[- ]edge\b|\bstate[- ]of[- ]the[- ]art\b|\bcompetitive (?:advantage|edge)\b/, /\b(?:let us|we(?: can| could|'d love to| would love to|'ll|will)?) quote (?:on|for|you)\b/,
  /\bif you have any (?:inquir|enquir|requirement|demand|need)\w*\b/, /\b(?:introduce|present) (?:to you )?(?:our|my|ourselves|myself)\b/, /\bsave (?:up to )?\d+ ?%/,
  /\b(?:check|see|visit|view) (?:out )?our (?:price ?list|packages|services|offers?|plans|website|portfolio)\b/, /\b(?:enhance|increase|improve|boost) your (?:\w+ ){0,2}(?:metrics|ranks?|rankings?|sales|traffic|leads|visibility|website)\b/, /\bseo\b|\bbacklinks?\b/,
]);

/** Signs of advertising by people we do not know; three different ones are spam. */
const ADVERTISING = matching([
  /\bfree (?:quotes?|quotation|trial|access|consultation|money|gift|estimate)\b/, /\bsave (?:up to|over|as much as|hundreds|thousands|\d+ ?%)/, /\blowest (?:rates?|prices?|cost)/, /\bact now\b|\blimited time\b|\bdon't miss\b|\btoday only\b|\bhurry\b/, /\bclick (?:here|below|on the link|the link)/,
  /\bremove(?:d)? (?:from|your)\b|\bto (?:easily )?remove\b|\bremov(?:e|al) (?:instructions|request)|\btaken off (?:our|this|the) (?:mailing )?list|\btype remove\b|\bopt[ -]?in\b|\baffiliate\b/, /\b100 ?% (?:free|guaranteed|satisfaction|legal|risk)/, /\bguarantee/, /\bno (?:obligation|risk|cost|credit check|experience|catch)\b/,
  /\bwork (?:from|at) home\b|\bextra income\b|\bmake money\b|\bearn (?:up to )?\$|\bfinancial freedom\b/, /\bloans?\b|\bmortgage|\brefinanc|\blife insurance|\bcredit cards? (?:debt|offer)|\bdebt\b|\bworking capital\b|\bcash flow/, /\bviagra|\bpills?\b|\bweight loss|\bcasino|\bcrypto|\bbitcoin|\blottery|\bwinner\b|\bprize|\badult\b|\btoner\b|\bink cartridge|\bseo\b|\bbacklinks?|\brank(?:ing)? (?:on|in) google|\bleads? (?:list|generation)|\bemail (?:list|database)/,
  /\bdear (?:friend|sir ?\/ ?madam|sir or madam|winner|beneficiary|purchasing manager|valued)/, /\bbusiness (?:opportunity|proposal|offer)\b/, /\bopportunity to introduce\b|\bintroduce our (?:company|products)|\bwe are (?:an? )?(?:professional |leading |experienced )?(?:manufacturer|supplier|factory|exporter)|\bmanufactur(?:er|e) (?:and|ourselves|of)/, /\b(?:got|found|obtained|learned) your (?:company |contact )?(?:information|email|e-mail|address|name|website) (?:from|on|in|through)/, /\bthis is not (?:a )?spam\b|\bbill s\.? ?1618\b|\bunsolicited\b|\bprohibits?\b.{0,40}solicitation/, /\bfor (?:more|further) (?:info|information|details)[, ]+(?:please )?(?:visit|click|call|go)\b/, /\bspecials?\b.{0,30}\bprice|\bgreat prices?\b|\bbest prices? (?:in|on|for all|guaranteed)|\bbuy now\b|\border (?:now|today)\b|\bamazing\b|\bincredible\b|\bwholesale prices?/,
  /\b(?:found|noticed) (?:some |several |a few |many )?(?:errors|issues|problems|mistakes) (?:on|with|in) your (?:web ?)?site/, /\b(?:first page|page (?:1|one)|top) (?:of|on|in) google|\b(?:get you|rank) on page (?:1|one)/, /\bmay i send (?:you )?(?:a |our |the )?(?:\w+ )?(?:quote|proposal|packages|price list)/, /\b\d+(?:\.\d+)? ?% (?:annual )?interest\b/, /\breply with your (?:full )?name\b/, /\boffer (?:you )?(?:business |personal |private )?loans?\b/,
  /\bas seen on\b|\bmillion(?:s)? of (?:people|customers|dollars)|\binheritance|\bnext of kin|\bbarrister|\btransfer of (?:the )?(?:sum|fund)/,
]);
/** Signs of an attack: two of them, or one beside failed authentication. */
const ATTACK = matching([
  /\b(?:baixe|baixar|descargu?e|download|telecharge[zr]?|scaric\p{L}{1,3}|herunterladen|pobierz|descarcati|downloaden?) .{0,60}\.(?:zip|exe|rar|js|iso|scr|bat|msi)(?!\p{L})/u, /\b(?:execut[ea]r?|run|ejecut[ea]|avvia|esegui) (?:the |o |el |il |lo )?(?:emissor|file|programa?|setup|installer|arquivo|archivo|installador|instalador)/, /\bsign in with your (?:e-?mail )?password|\bmailbox (?:will be|has been|is) (?:suspended|closed|deactivated|locked)/, /\b(?:verify|confirm|update|validate|reactivate|restore|unlock) (?:your|the) (?:e-?mail |mailbox )?(?:account|identity|password|mailbox|login|credentials|billing (?:info|details|information)|payment (?:info|details|information|method))/, /\baccount (?:has been |will be |is |was )?(?:suspended|locked|limited|deactivated|disabled|restricted|closed|on hold)/, /\bpassword (?:will |is about to |is due to )?(?:expires?|reset|has expired)|\bkeep (?:the |your )?(?:same|current) password|\bmailbox (?:is )?(?:full|quota|storage)|\bunusual (?:sign-?in|activity|login)/, /\bgift ?cards?\b|\bitunes\b|\bsteam cards?\b|\bgoogle play cards?\b/,
  /\bwire (?:transfer|the money|the funds)? ?.{0,60}(?:today|urgent|immediately|asap|confidential|discreet)|\burgent(?:ly)? (?:wire|bank|payment|transfer|process)/, /\b(?:are you|i am|i'm) (?:available|at your desk|in a meeting).{0,80}(?:urgent|task|favor|favour|discreet|quick)/, /\bkeep (?:this|it) (?:strictly )?(?:confidential|between (?:us|you and me)|private|quiet)|\bdo not (?:call|tell|discuss|mention)/, /\b(?:can't|cannot|can not) (?:talk|take calls|answer (?:the phone|calls))/, /\bpay (?:an?|the|this) (?:new )?(?:invoice|vendor|supplier)\b.{0,60}(?:today|urgent|before|asap|right away)/, /\b(?:attention|dear) beneficiary\b|\bcompensation fund|\bfraud department|\brelease (?:the |your )?(?:atm card|fund|consignment)/, /\b(?:enable|open) (?:the )?(?:content|macros?)\b|\bdownload (?:the |your )?(?:attached |secure )?(?:file|document|invoice) (?:here|below|now|from)/, /\b(?:sign|log) in with (?:your )?(?:e-?mail|(?:\w+ )?password|credentials)\b|\b(?:login|log in|sign in) (?:here|below|to (?:view|see|avoid|keep|review))/, /\bwithin (?:24|48|12|72) ?h(?:ours|rs)?\b.{0,80}(?:suspen|clos|terminat|los|delet|block|lock|legal|permanent|returned|deactivat|disabl)|(?:suspen|terminat|delet|block|legal action|deactivat|failure to).{0,80}(?:with)?in (?:24|48|12|72) hours/, /\b(?:e-?mail|mailbox|address|number|you) (?:id |address )?(?:has |have )?won\b|\breply with (?:your )?(?:full )?name\b/, /\b(?:btc|bitcoin)\b|\b(?:charge|debit) of .{0,20}will (?:appear|be (?:made|deducted))|\bwas shared with you\b/, /\b(?:due to|under) (?:an? |our |the )?(?:\w{1,12} )?audit\b/, /\b(?:pay|payments?|remit|transfer)\b.{0,80}\b(?:new|another|different|alternative) (?:bank )?account\b/, /\bforeign partner\b|\bover-?invoiced\b|\bstrictly confidential\b|\bus\$ ?\d[\d.,]*m\b/, /\bseed phrase\b|\bwallet\b.{0,40}(?:verify|connect|validate)|\bsocial security\b|\bone[- ]time (?:code|password)|\botp\b/,
  /\b(?:package|parcel|shipment|delivery)\b.{0,80}(?:could not be delivered|undeliverable|on hold|held|returned|customs (?:fee|charge|duty)|unpaid)/, /\bpay (?:the |a |your )?(?:small )?(?:\w+ )?fee\b.{0,80}(?:here|now|below|link|http)|\bfee\b.{0,60}(?:within \d+ hours|click|http)/,
  /\byou(?:'ve| have)? (?:been (?:randomly )?(?:selected|chosen)|won)\b|\bclaim (?:your|the) (?:prize|funds?|reward|winnings|money)|\b(?:bank|account) details\b.{0,40}\bto (?:claim|receive|release)|\byou have been selected to receive\b/, /\bto (?:claim|release|receive) (?:it|the funds?|your (?:prize|funds?|money)|them)?\s?(?:[.!]|$)|\bsend (?:us |me )?your full name\b/,
  /\b(?:subscription|membership|plan|protection|antivirus|licen[cs]e)\b.{0,60}(?:has been |will be |is )?(?:renewed|auto-?renew|debited|charged)/, /\bif (?:this (?:was not|wasn't|is not|isn't) you|you (?:did not|didn't|have not) (?:authori[sz]e|make|place|approve|request|order))\b.{0,120}(?:call|contact|click|cancel|phone)|\bcall .{0,25}\+?\d[\d ()-]{8,}.{0,60}(?:refund|cancel)/, /\b(?:click|follow|use|open) (?:on )?(?:the |this )?(?:link|button|attachment|attached document)(?: below)?\b.{0,80}(?:password|account|avoid|verify|confirm|mailbox|login|access|suspen)/,
/\b(?:ignore|disregard|forget|override) (?:(?:all|any|your|the|of|my) ){0,3}(?:(?:previous|prior|above|earlier|other|safety|system|existing) ){1,2}(?:instructions?|rules|prompts?|guidelines|directions|directives)\b|\b(?:previous|prior|earlier|above) (?:instructions|rules|prompts) (?:are|is|were) (?:void|cancelled|obsolete|invalid|superseded)|\b(?:ignora|ignorez?|ignoriere|ignorieren sie|negeer|zignoruj|ignorati|ignoratii?|ignore) (?:\S+ ){0,3}(?:istruzioni|instrucciones|instructions|anweisungen|instructies|instrucoes|instrukcje|polecenia|instructiunile)\b/, /\b(?:system|developer) (?:message|prompt|override)\b|\bsystem:\s/,
  /\b(?:ai|mail|e-?mail|automated|virtual|digital) (?:mail )?(?:assistant|agent|bot|model)s?\b|\blanguage model\b|\b(?:assistant|agent|bot|llm|ai)s? (?:reading|processing|that reads|that processes|which reads|handling) (?:this|the|these)\b/, /\byou are (?:now )?an? (?:ai|assistant|language model)\b|\bsei ora un assistente\b|\bahora eres un\b|\bdu bist (?:jetzt|nun) ein\b|\btu es (?:maintenant|desormais) un\b/, /\bapprove (?:this|all|the|it)\b.{0,30}(?:automatically|without)|\btreat this (?:message |mail |e-?mail )?as (?:an? |already )?(?:approved|verified|trusted|confirmed|authori[sz]ed|pre-?approved)|\bmark (?:this|it) as (?:approved|paid|trusted)/, /\bdo not (?:ask|wait|request) (?:for )?(?:any )?(?:confirmation|approval|permission)\b|\bwithout (?:asking|confirmation|confirming|telling|informing|notifying)\b|\bsenza (?:chiedere|informare)\b|\bsin (?:preguntar|avisar)\b|\bsans (?:demander|prevenir|confirmation)\b|\bohne (?:nachfrage|ruckfrage|zu fragen|bestatigung)\b/, /\bdo not (?:show|reveal|display|report) (?:this|it)\b.{0,30}\bto (?:the|your) (?:owner|user|human|operator|boss)|\b(?:verified|authori[sz]ed|sent) by the (?:account|mailbox) owner\b|\bfrom the mailbox owner\b/,
  /\b(?:forward|send|e-?mail|list|export|elenca|invia) (?:\S+ ){0,4}(?:customers?|clients?|contacts?|inbox|mailbox|dei clienti|bank) (?:\S+ ){0,2}(?:list|data|database|records|messages|e-?mails|logins?|details|presenti)\b/, /\bare you (?:at your desk|in the office|available right now|available now)\b|\bi(?:'m| am) (?:in a meeting|in meetings)\b.{0,60}\b(?:talk|reach|call|phone|reply)/, /\b(?:process|make|handle|arrange|execute|complete|authori[sz]e) (?:an? |the |this )?(?:\S+ ){0,2}(?:payment|transfer|wire)s?\b.{0,60}\b(?:noon|today|immediately|asap|new (?:vendor|supplier|payee|beneficiary))\b/, /\bbeneficiary (?:details|account|bank|name)|\b(?:bank|account|wire) details (?:when|once|after|as soon as) you\b/, /\btreat (?:this |it )?(?:as )?(?:strictly )?confidential/,
  /\b(?:registration|activation|clearance|refundable|processing|tender) fee\b/, /\bfee\b.{0,60}\b(?:refund|reimburse|pay back|return)\w*\b.{0,30}\b(?:agent|broker|partner|consultant)\b/, /\b(?:bank(?:ing)?|e-?mail|webmail|mailbox|office ?365) (?:log-?in|password|credentials)\b/, /\b(?:has|have) been selected\b.{0,60}\b(?:contract|supplier|tender|without)\b|\bcontract (?:worth|valued at|sum of)\b/, /\b(?:session|mailbox|access) (?:has |will )expired?\b|\blink expires in \d+ hours\b/,
]);

/** What a stranger baits an attachment with. */
const BAIT = /\b100 ?% (?:advance |upfront )?payment|\bready to (?:make|pay|send|transfer)\b.{0,30}\bpayment|\b(?:make|arrange|send|process|release) (?:the |your |our )?(?:deposit|payment|advance)\b.{0,30}\b(?:today|immediately|asap|now)\b|\b(?:swift|payment|bank|transfer|tt) (?:copy|slip)\b|\burgent (?:order|rfq|inquiry|enquiry|quotation|purchase)|\b(?:long[- ]term|lasting) (?:business|cooperation|relationship)/;
const LOCKED = /\b(?:password|passcode|pin|pass) (?:for|to|of|to open) (?:the |this |your )?(?:file|document|attach\w+|archive|zip|pdf|invoice)|\b(?:file|document|attachment|archive|zip|pdf) password\b|\bpasswor[dt]\s?(?:is)?:|\b(?:encrypted|password[- ]protected|locked) (?:file|document|attachment|archive|pdf|zip)\b|\b(?:with|use|using|enter) (?:the |this )?(?:password|passcode|pin)\b/;
const IN_ATTACHMENT = /\b(?:attached|enclosed|attachment|see the file|in the file|download)\b/;
/** A link that hides where it leads. */
const HIDDEN_LINK = /\bhttps?:\/\/(?:www\.)?(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|rb\.gy|cutt\.ly|ow\.ly|shorturl\.at|rebrand\.ly|t\.ly|v\.gd|s\.id)\//;
const PAPERWORK = /\b(?:orders?|invoices?|proforma|quotations?|rfq|inquiry|enquiry|documents?|payment|contract)\b/;
const NOBODY = /\b(?:dear|hello|hi|good day),? (?:sir|user|madam|sirs|friend|sales|all|valued|customer|client|supplier|vendor|partner|manager|team)\b|^\W*(?:hello|hi|good day|greetings)[,.!]/;

/** An attachment that wants to be opened: locked, or baited with money while the mail itself names nothing that anybody could sell. */
function malspam(fresh: string, text: string): boolean {
  if (!IN_ATTACHMENT.test(text) && !HIDDEN_LINK.test(text)) return false;
  if (LOCKED.test(text)) return true;
  const figures = fresh.replace(/\d+ ?%|\+?\d[\d ()-]{7,}|https?:\S+/g, "");
  return NOBODY.test(fresh) && !/\d/.test(figures) && (BAIT.test(text) || (HIDDEN_LINK.test(text) && PAPERWORK.test(text)));
}

/** Whether a mail is personal, and if not, what it is. `failed`: the mail failed sender authentication. */
export function impersonal(mail: Mail, fresh: string, failed: boolean): Impersonal {
  const reasons: string[] = [];
  const text = oneLine(plain(`${mail.subject}\n${mail.text.slice(0, 20_000)}`));
  const header = (name: string): string => plain((mail.headers[name] ?? []).join(" "));
  const local = mail.from?.email.split("@")[0] ?? "";

  const autoReply =
    /auto-(?:replied|generated)/.test(header("auto-submitted")) && !/^re:\s*invoice/i.test(mail.subject) ||
    header("x-autoreply") !== "" || header("x-autorespond") !== "" ||
    /^(?:mailer-daemon|postmaster|mail-?daemon)$/.test(local) || /^(?:delivery (?:status notification|failure|has failed)|undeliver(?:able|ed)|returned mail|mail delivery (?:failed|failure|system)|failure notice|unzustellbar|nicht zugestellt)/.test(plain(mail.subject).trim()) ||
    /^(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|automatische antwort|abwesenheit|reponse automatique|respuesta automatica|automatisch antwoord|risposta automatica|resposta automatica|raspuns automat|automatyczna odpowiedz|absence)/.test(plain(mail.subject).trim()) ||
    /\bi am (?:currently )?out of (?:the )?office\b|\bi'm out of (?:the )?office\b/.test(plain(fresh.slice(0, 300)));
  if (autoReply) reasons.push("an automatic reply");

  let bulkScore = 0;
  if (header("list-unsubscribe") !== "") bulkScore += 1;
  if (header("list-id") !== "") bulkScore += 1;
  if (/bulk|list|junk/.test(header("precedence"))) bulkScore += 2;
  if (FOOTER(text).length > 0) bulkScore += 1.5;
  if (MACHINE_SENDER.test(local)) bulkScore += 1;
  if (TRACKER(text).length > 0) bulkScore += 2;
  bulkScore += Math.min(2, mentioned(text.slice(0, 4_000), READING).length / 2);
  bulkScore += Math.min(2.5, Math.max(PITCH(text).length, PITCH(oneLine(plain(`${mail.subject}\n${fresh.slice(0, 4_000)}`))).length));
  if (COLD(text).length >= 2) bulkScore += 2;
  const bulk = bulkScore >= 2;
  if (bulk) reasons.push("sent to many or by a machine, not written to you");

  const advertising = ADVERTISING(text).length;
  const attack = ATTACK(text).length;
  const adv = /^\s*\[?adv\b/i.test(mail.subject);
  const labelled = mail.labels.includes("SPAM");
  const dangerous = attack >= 2 || (attack >= 1 && (failed || labelled)) || malspam(oneLine(plain(fresh)), text);
  const spam = labelled || adv || dangerous || advertising >= 3;
  if (labelled) reasons.push("the mail service put it into spam");
  if (dangerous) reasons.push("words of an attack: it is after money, passwords or obedience");
  else if (spam) reasons.push("words of unwanted advertising");
  return { bulk, auto_reply: autoReply, spam, dangerous, reasons };
}

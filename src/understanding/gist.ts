/**
 * Owns: what a short mail in a running case is about - taken back, asked after, agreed to, changed - by phrases of every language.
 * Never: numbers and names; those are read elsewhere.
 */
import { oneLine, plain, sentencesOf } from "./words";

const CANCELS = [
  /\b(?:please )?(?:ignore|disregard|forget(?: about)?|withdraw|scrap|drop) (?:my|our|the|that|this|it\b)(?: \w+){0,3}/, /\b(?:cancel|cancell?ed|cancelling|called? off)\b(?! (?:policy|fee|terms|period|anytime))/, /\b(?:no longer|not|don't|do not) (?:need|want|require)(?:ed)? (?:the |an |any |that |this |your )?(?:invoice|bill|order|it|this|anymore|any more)/, /\bno (?:invoice|bill) (?:is )?(?:needed|required|necessary)\b/, /\bwe (?:have |'ve )?(?:changed our mind|decided against)/,
  /\b(?:stornier\w*|annullier\w*|zuruckzieh\w*|ziehen? (?:\w+ ){0,4}zuruck|hinfallig|gegenstandslos|ignorieren sie|vergessen sie|(?:keine rechnung|rechnung nicht|nicht) mehr (?:benotig|brauch)\w*|brauchen (?:wir )?(?:doch )?keine rechnung|absagen)\b/,
  /\b(?:annul(?:er|ez|ons|ation|ee?)|ne tenez pas compte|ignorez|oubliez|plus besoin)\b/, /\b(?:cancel(?:ar|en?|amos|ad[oa]|acion)|anul(?:ar|en?|amos|ad[oa])|ignor(?:en?|ar)|olvid(?:en?|ar)|ya no (?:necesit\w+|hace falta|queremos))\b/,
  /\b(?:annull(?:are|ate|iamo|at[oa])|ignor(?:i|ate|are)|non (?:serve|ci serve|abbiamo) piu|disdi(?:re|ciamo))\b/, /\b(?:annuleren|annuleer|geannuleerd|negeer|niet meer nodig|vergeet|intrekken)\b/, /\b(?:cancel(?:ar|em|amos|ad[oa])|anul(?:ar|em|ad[oa])|ignor(?:em|ar|e)|desconsider(?:em|ar|e)|ja nao (?:precis\w+|quer\w+))\b/,
  /\b(?:anul(?:owac|ujemy|uje|ujcie|owane)|prosze (?:to )?zignorowac|zignorowac|rezygnujemy|rezygnuje|nie potrzebujemy juz|juz nie potrzebujemy|wycofuj\w+)\b/, /\b(?:anul(?:am|ati|at[ai]?|ez)|ignorati|nu mai (?:avem nevoie|dorim|vrem)|renuntam)\b/, /取消|撤回|请忽略|無視して|キャンセル|不再需要|不要です/,
];
const HOLDS = /\b(?:on hold|hold (?:off|on|the|that|this|it|your|back)|(?:don't|do not|please not) (?:send|issue|invoice|bill|post)\b.{0,40}\byet|not yet\b|wait (?:with|until|till|for|before|a (?:bit|moment|few))|postpone|pause (?:the|it|that)|(?:warten|zuruckhalten|noch nicht|attend(?:re|ez)|pas encore|esper(?:ar|en|e)|todavia no|aspett(?:are|ate|a)|non ancora|wacht(?:en)?|nog niet|esper(?:ar|em)|ainda nao|wstrzym\w+|jeszcze nie|astept(?:ati|am)|inca nu)\b.{0,60}(?:rechnung|factur\w*|fattura|factuur|fatura|faktur\w*))|稍等|保留/;
const ELSEWHERE = /\b(?:(?:other|another|different|new|our|billing|invoice) address|address (?:it|the invoice|this) to|(?:make|made) (?:it )?out to|bill (?:it|this) to|invoice (?:it|this) to|send it to|andere adresse|autre adresse|otra direccion|altro indirizzo|ander adres|outro endereco|inny adres|alta adresa)\b/;
const DENIES = /\b(?:not|never|don't|do not|nicht|pas|no|non|niet|nao|nie|nu) (?:\w+ ){0,2}(?:cancel|ignore|stornier|annul|anul)/;
const REMINDS = [
  /\b(?:any (?:news|update|progress)|did you (?:get|receive|see)|have you (?:received|seen|had a chance)|following up|follow(?:ing)?[- ]up|just checking|checking in|still waiting|when (?:can|will|could) (?:we|i|you)|reminder|haven't (?:heard|received)|where is|status of|chasing)\b/, /\b(?:gibt es (?:schon )?(?:neuigkeiten|etwas neues)|haben sie (?:meine|unsere) .{0,40}(?:erhalten|bekommen)|wann (?:kommt|bekommen|erhalten|konnen)|warten (?:noch|immer)|erinner\w+|nachfragen|nachhaken)\b/,
  /\b(?:des nouvelles|avez[- ]vous (?:bien )?recu|relance|toujours (?:pas|en attente)|quand (?:pouvez|pourrez|recevrons))\b/, /\b(?:alguna novedad|han recibido|recordatorio|seguimos esperando|cuando (?:pueden|podran|recibiremos))\b/, /\b(?:qualche novita|avete ricevuto|sollecito|promemoria|siamo (?:ancora )?in attesa|quando (?:potete|riceveremo))\b/,
  /\b(?:is er (?:al )?nieuws|heeft u .{0,40}ontvangen|herinnering|wachten nog|wanneer (?:kunnen|krijgen|ontvangen))\b/, /\b(?:alguma novidade|receberam|lembrete|ainda (?:estamos )?aguard\w+|quando (?:podem|vamos receber))\b/, /\b(?:czy (?:sa|jest) (?:jakies )?(?:wiesci|postep)|przypomin\w+|czekamy|kiedy (?:otrzymamy|mozemy))\b/, /\b(?:vreo noutate|noutati|ati primit|reamint\w+|asteptam (?:inca|in continuare)|cand (?:putem|primim))\b/, /有消息|什么时候|催促|いつ(?:頃|ごろ)?|ご確認いただけ/,
];
const CHANGES = /\b(?:instead(?: of)?|change|changed|correct(?:ion|ed)?|revised?|update(?:d)?|actually|rather than|make (?:it|that)|should (?:be|have been|read)|remove|leave (?:it |them |that )?out|take (?:it |them |that )?(?:out|off)|delete|weglassen|streich\w*|entfern\w*|retir\w+|enlev\w+|supprim\w+|quit(?:ar|en|e)|elimin\w+|togli\w*|rimuov\w+|verwijder\w*|weglaten|schrap\w*|remov\w+|usun\w*|skresl\w*|scoate\w*|add(?:itionally)?|also add|statt|anstatt|anstelle|andern|geandert|korrigier\w*|korrektur|doch|lieu de|plutot|modifi\w+|corrig\w+|en lugar|en vez|cambi\w+|invece|modific\w+|corregg\w+|in plaats van|wijzig\w*|aanpass\w*|em vez|alter\w+|corrig\w+|zamiast|zmian\w+|zmieni\w*|in loc de|modific\w+|schimb\w+)\b|改为|変更|修正/;
/** Something besides what was asked for already. */
const ADDS = /\b(?:add(?:ing|ed)?|also|too|as well|plus|in addition|additionally|on top|besides|another|extra|further|zusatzlich\w*|ausserdem|auch|noch|dazu|weiter(?:e|er|es|en)|erganz\w*|ajout\w+|aussi|egalement|en plus|anad\w+|agreg\w+|tambien|ademas|aggiung\w+|anche|inoltre|toevoeg\w*|voeg|ook|bovendien|acrescent\w+|adicion\w+|tambem|alem|dodac|dodaj\w*|dodatkow\w+|rowniez|takze|adaug\w+|de asemenea|inca)\b|另外|还要|追加|加上/;
/** Says of something that it is not wanted, or that only it is. */
const NARROWS = /\b(?:no|not|without|only|just|except|minus|ohne|nur|kein\w*|sans|seulement|pas de|sauf|sin|solo|solamente|ningun\w*|senza|soltanto|zonder|alleen|geen|sem|apenas|bez|tylko|fara|doar)\b|不要|只要|だけ/;
/** In place of what was asked for. */
const INSTEAD = /\b(?:instead|rather than|replac\w+|in place of|no longer|not the|(?:an)?statt|anstelle|ersetz\w+|lieu de|remplac\w+|en lugar|en vez|reemplaz\w+|sustitu\w+|invece|sostitu\w+|in plaats|vervang\w+|em vez|substitu\w+|zamiast|zastap\w+|in loc|inlocui\w+)\b|改为|代わり/;
/** Refers to what was before instead of saying it. */
const AS_BEFORE = /\b(?:(?:same|as|like) (?:as )?(?:the )?(?:last|previous|before|usual|always|ever)\b|the usual|(?:usual|same) (?:price|rate|terms|amount|quantity)|(?:wie|so wie) (?:beim |das |im )?(?:letzte\w*|vorige\w*|immer|ublich|gehabt|bisher|zuvor)|zum ublichen|comme (?:la derniere fois|d'habitude|avant|toujours)|como (?:la ultima vez|siempre|antes|de costumbre|da ultima vez|sempre|habitual)|come (?:l'ultima volta|al solito|sempre)|zoals (?:de )?(?:vorige keer|altijd|gewoonlijk|laatst)|(?:tak )?jak (?:ostatnio|zwykle|zawsze|poprzednio)|ca (?:data trecuta|de obicei|intotdeauna))\b|和上次一样|跟以前一样|前回と同じ|いつも通り/;
const AGREES = /^(?:\W*)(?:yes|yep|sure|ok(?:ay)?|agreed|confirmed|go ahead|(?:please )?(?:do|go ahead|send it|fire it|proceed|go for it)|please|that would be|all good|sounds good|perfect|great|yeah|absolutely|definitely|of course|you (?:may|can)|ja|gerne|einverstanden|in ordnung|oui|d'accord|bien sur|si|claro|de acuerdo|adelante|certo|va bene|akkoord|prima|sim|pode|concordo|tak|zgoda|prosze bardzo|da\b|de acord|sigur|好的?|可以|はい|お願いします)(?![\p{L}\p{N}])/u;

export interface Gist {
  /** The sentence that takes the request back, null when none does. */
  cancels: string | null;
  reminds: string | null;
  changes: string | null;
  /** Wants something besides what was asked for. */
  adds: string | null;
  /** Wants something in place of it. */
  replaces: string | null;
  /** Says "as last time" in place of a number. */
  refers: string | null;
  /** Sentences that may leave out the thing that they name. */
  narrows: string[];
  /** Asks to wait with it. */
  holds: string | null;
  /** Speaks of another address or another one to be billed. */
  elsewhere: string | null;
  /** Says yes to what was asked. */
  agrees: boolean;
}

/** What a mail's new text is about. */
export function gistOf(fresh: string): Gist {
  const sentences = sentencesOf(fresh).slice(0, 60);
  const one = (test: (words: string) => boolean): string | null => sentences.find((sentence) => test(oneLine(plain(sentence)))) ?? null;
  return {
    cancels: one((words) => !DENIES.test(words) && CANCELS.some((pattern) => pattern.test(words))),
    reminds: one((words) => REMINDS.some((pattern) => pattern.test(words))),
    changes: one((words) => CHANGES.test(words)),
    adds: one((words) => ADDS.test(words) && !INSTEAD.test(words)),
    replaces: one((words) => INSTEAD.test(words)),
    refers: one((words) => AS_BEFORE.test(words)),
    narrows: sentences.filter((sentence) => NARROWS.test(plain(sentence))),
    holds: one((words) => HOLDS.test(words)),
    elsewhere: one((words) => ELSEWHERE.test(words)),
    agrees: sentences.slice(0, 4).some((sentence) => AGREES.test(plain(sentence))),
  };
}

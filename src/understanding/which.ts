/**
 * Owns: the words before a bare number that make it say which one, where, when or how many of us (PRODUCT M2).
 * Never: what a number without such words is.
 */

import { ORDERS, REFERENCES } from "./cite-words";

/** "Commande 10482", "Auftrag 88". */
const PAPER = new RegExp(`(?:^|[^\\p{L}])(?:${ORDERS}|${REFERENCES}|devis|dossier|angebot|auftrag|vertrag|rechnung|facture|factura|fattura|factuur|fatura|faktur\\p{L}{1,2}|presupuesto|preventivo|offerte|orcamento|ofert[ae])\\s(?:n[or°º]?\\.?[°º]?\\s)?$`, "u");
const NO_PRICE = /(?:^|[^\p{L}])(?:(?:p\.?o|n[or]?|order|number|ref\w*|code|id|room|unit|building|ext\w*|cent(?:re|er)|invoice|quote|contract|project|section|weeks?|days?|pages?|lines?|items?|account|zimmer|nummer|bestell\w*|kostenstelle|until|till|before|after|since|by|from|to|in|on|bis|vor|nach|seit|am|im|do|od)[.:#]?(?: (?:is|was|ist|est|es))?|(?:we|there|they|you|it|wir|nous|that|this|which|total|sum) (?:was|were|is|are|c[ao]mes? to|waren|sind))\s(?:the )?$/u;

/** True when the words before a bare number make it say which one, where or when. In plain letters. */
export const saysWhich = (before: string): boolean => NO_PRICE.test(before.replace(/(?:half|full|whole) day\s$/, "")) || PAPER.test(before);

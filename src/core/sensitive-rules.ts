/**
 * Owns: which words make a post a matter for a person (PRODUCT S6), as data: each rule with its reason, an example and a counter-example.
 * Never: a plain word that says nothing by itself, such as "now", "partner", "fine", "lead", "court" or "shares"; it is named with what makes it one.
 */
export interface SensitiveRule {
  category: "legal" | "medical" | "financial" | "personal data" | "emotional" | "security" | "business" | "authority" | "compliance";
  /** Why a person looks at it, as the end of "… : ". */
  why: string;
  pattern: RegExp;
  example: string;
  counter: string;
}

/** Whole words in any letter case, of any script. */
const words = (...alternatives: string[]): RegExp => new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}_])`, "iu");

const ILLNESS =
  "(?:cancer|tumou?rs?|diabetes|covid(?:-?19)?|coronavirus|the flu|depression|anxiety|insomnia|(?:chronic |back |joint )?pain|migraines?|headaches?|arthritis|asthma|allerg(?:y|ies)|eczema|psoriasis|acne|adhd|autism|dementia|alzheimer'?s|obesity|(?:high )?blood pressure|cholesterol|infections?|burnout)";
const CONDITION = `(?:[\\p{L}-]+ ){0,4}?${ILLNESS}`;
const PEOPLE = "(?:colleagues?|employees?|staff|people|workers?|team(?: members?)?)";
const FEW = "(?:[\\p{L}\\p{N}']+ ){0,3}?";

const LEGAL = "what is said about a dispute can be used in it";
const MEDICAL = "claims about health are regulated, and harm who believes them";
const ILL = "what concerns a person's health is theirs to tell";
const MONEY = "figures and advice about money are read by investors and authorities";
const GRIEF = "grief and crises need a person's tone";
const TROUBLE = "dismissals, complaints and apologies are answered by a person";
const INCIDENT = "what is said about an incident helps an attacker or binds you";
const CRITICAL = "news about the business itself is told once, by who decides it";
const OFFICIAL = "what is said about authorities can be used by them";
const DIVIDES = "politics, religion and regulated goods divide an audience or are restricted";
const MARKED = "paid and affiliated content must be marked as such";

export const SENSITIVE: readonly SensitiveRule[] = [
  {
    category: "legal",
    why: LEGAL,
    pattern: words(
      "law ?suits?|suing|(?:being|been|was|were|get|got) sued|sue[ds]? (?:us|them|him|her|you|for|by|over)|litigat\\p{L}+|arbitration",
      `court (?:case|order|hearing|ruling|date)s?|(?:go|goes|going|went|take|takes|taking|took|taken|brought) ${FEW}to court|in court|(?:will|shall|could|may|might|going to|want to|threatens? to|plans? to) sue|guilty|convicted|(?:our|the|a) case against|owes? us|judges? (?:has |have )?(?:ruled?|decided|found|ordered)|verdict`,
      "settle(?:ment|d) (?:agreement|offer|with|out of court|the case)|cease[- ]and[- ]desist|legal (?:action|proceedings?|disputes?|threats?|advice)|plaintiffs?|defendants?|injunction",
      "(?:our|my|their|his|her|your) (?:lawyers?(?! (?:clients?|friends?|neighbou?rs?))|attorneys?|solicitors?|legal team)|breach(?:es|ed)? of contract|(?:patent|trademark|copyright) (?:disputes?|infringements?|claims?|strikes?)|defamation|libel|slander",
    ),
    example: "Our lawyers will answer that.",
    counter: "The tennis court opens on Monday.",
  },
  {
    category: "legal",
    why: "a promise made in public binds",
    pattern: words("we guarantee|guaranteed (?:results?|returns?|profits?|success)|(?:results?|success) guaranteed|risk[- ]free|100 ?% (?:safe|guaranteed|secure)|legally binding|(?:not|never) liable|we (?:accept|take) (?:full )?liability"),
    example: "Guaranteed results in ten days.",
    counter: "A three-year guarantee card is in the box.",
  },
  {
    category: "medical",
    why: MEDICAL,
    pattern: words(
      `(?:cures?|cured|curing|heals?|healed|healing|treats?|treatment (?:for|of)|relieves?|reduces?|lowers?|prevents?|protects? (?:you )?(?:against|from)|fights?|eases?|helps? (?:with|against)|remedy for) ${CONDITION}`,
      "cure for (?:cancer|diabetes|covid|depression|anxiety|pain|insomnia)|side effects?|medical advice|clinically (?:proven|tested)|scientifically proven|vaccin\\p{L}+|prescriptions?|miracle (?:cure|diet|pill)",
      "weight[- ]loss|los(?:e|ing|t) \\d+ ?(?:kg|kilos?|pounds|lbs|stone)|burns? (?:belly )?fat|boosts? your immune system|detox(?:es|ifies|ify)",
    ),
    example: "Clinically proven to help you sleep.",
    counter: "A cure for boring lunches.",
  },
  {
    category: "medical",
    why: ILL,
    pattern: words(
      `diagnos(?:is|ed)|(?:his|her|their|my|our patient'?s?) (?:illness|disease|medication|therapy|surgery|pregnancy)|(?:finish(?:ed|ing)|completed|started|starting) (?:his |her |their )?(?:chemo)?therapy|chemo(?:therapy)?|cancer|hiv`,
      `surgery|tested positive|recovering from|covid(?:-?19)?|symptoms|sick leave|hospitali[sz]ed|intensive care|heart attack(?! of)|miscarriage|overdose|addiction|rehab|poison(?:ed|ing)|suffer(?:s|ed|ing)? from ${CONDITION}|antidepressants?|antibiotics?|insulin|in (?:the )?hospital|(?:were|was|got|been) injured|(?:serious|fatal) accidents?|salmonella|listeria|allergic reaction`,
    ),
    example: "Anna is on sick leave until May.",
    counter: "Our patient bakers give the dough a day.",
  },
  {
    category: "financial",
    why: MONEY,
    pattern: words(
      "investment advice|(?:\\d+ ?%|guaranteed|safe|fixed|high) (?:annual |yearly |monthly |daily )?(?:returns?|yields?|income|interest)|(?:returns?|yields?) (?:is |are )?guaranteed|(?:buy|sell|invest in) (?:our |the |these |this |more )?(?:shares?|stocks?|bonds?|tokens?|coins?|funds?|gold)",
      "invest (?:with|in) us|double your (?:money|income|investment)|get rich|passive income|financial freedom|bitcoin|ethereum|crypto(?:currency|currencies)?|nfts?|forex|trading signals?",
    ),
    example: "Invest with us and sleep well.",
    counter: "Invest in a good knife: it lasts a lifetime.",
  },
  {
    category: "financial",
    why: MONEY,
    pattern: words(
      "quarterly (?:results|earnings|report)|(?:our|company) (?:losses|debts?|revenues?|turnover|earnings|cash ?flow|margins?)|(?:our|net|gross|operating) (?:profits?|incomes?) (?:of|was|were|is|are|rose|fell|grew|dropped|doubled)|ebitda|(?:share|stock) price|dividends?|loss(?:es)? of (?:\\p{Sc} ?)?\\d[\\d.,]*",
      "bankrupt(?:cy|cies)?|insolven(?:t|cy)|liquidation|receivership|(?:may|might|will|could) not survive|cannot pay (?:our|the)|rais(?:e|ed|ing) (?:a |our |an? )?(?:seed|series [a-e]|\\d+ ?(?:m|million)|funding)|funding round|ipo|tax (?:evasion|avoidance|fraud)|money laundering",
    ),
    example: "Our net profit rose by 12 %.",
    counter: "A big profit for your weekend: two pies for one.",
  },
  {
    category: "personal data",
    why: "data about a person is published only with their consent",
    pattern: words(
      "date of birth|born (?:on )?\\d[\\d./]*|social security number|passport (?:number|no\\.?)|home address|lives (?:at|on) (?:number )?\\d+|driver'?s licen[cs]e number|criminal record|divorced?|ex-(?:wife|husband|partner)|\\d{3}-\\d{2}-\\d{4}",
      "(?:his|her|their) (?:salary|wages?|address|phone number|birthday|e-?mail address|religion)|\\p{L}+'s (?:salary|wages?|(?:phone|mobile) number|home address|date of birth|medical record)s?|call (?:him|her|them) at home",
    ),
    example: "Call Anna, her phone number is on the list.",
    counter: "Our address is Mill Lane 4.",
  },
  {
    category: "personal data",
    why: "who your customers are is theirs to tell",
    pattern: /(?:^|[^\p{L}])(?:[Oo]ur|[Mm]y|[Aa]) (?:customer|client|patient|guest|tenant|student|pupil),? (?:(?:Mr|Mrs|Ms|Dr)\.? )?\p{Lu}\p{Ll}+/u,
    example: "Our customer John Miller loves it.",
    counter: "Our customers love it.",
  },
  {
    category: "emotional",
    why: GRIEF,
    pattern: words(
      "passed away|condolences|rest in peace|funeral|traged(?:y|ies)|tragic(?:ally)?|terror(?:ist|ism)?|mass shooting|suicid(?:e|al)|self[- ]harm|mourn(?:s|ed|ing)?|grie(?:f|ve|ving)|heart-?broken|our (?:deepest )?sympath(?:y|ies)|in loving memory|deceased",
      "lost (?:our|a|my) (?:dear |good |beloved )*(?:friend|colleague|founder|mentor|father|mother|member|teammate)|(?:thoughts|hearts) (?:are with|go out to)|thoughts and prayers|(?:death|loss) of (?:our|a|an|his|her|their|my|one of)|(?:has|have|who|he|she|they|founder|colleague|friend|father|mother) died|died (?:on|last|yesterday|today|suddenly|peacefully)|(?:were|was) killed|victims?|genocide|war in|earthquake|hostages?",
    ),
    example: "Our deepest sympathies to the family.",
    counter: "The old oven passed its test.",
  },
  {
    category: "emotional",
    why: TROUBLE,
    pattern: words(
      `laid off|lay ?-?offs?|let(?:ting)? go of ${FEW}${PEOPLE}|fired (?:him|her|them|an employee|staff|\\d+)|let (?:him|her|them|${FEW}${PEOPLE}) go|dismiss(?:ed|al)|made redundant|redundanc(?:y|ies)|terminated (?:his|her|their)|part(?:ed|ing)? ways`,
      "we (?:deeply |very much )?regret|apologi[sz](?:e|es|ed|ing)|(?:our|my) (?:sincere )?apolog(?:y|ies)|we(?: are|'re) (?:very |truly |so |deeply |really )?sorry (?:for|about|that)|complained|(?:customers?|guests?|clients?|neighbou?rs?) (?:have )?complain|complaints? (?:about|against|from) (?:us|our|a customer|customers|guests)",
      "harass(?:ed|ment|es|ing)?|discriminat(?:ed|ion|ory)|racis(?:t|m)|sexis(?:t|m)|assault(?:ed)?|abus(?:e|ed|ive)|bull(?:ied|ying)|accus(?:ed|ations?)|stole from (?:us|me|him|her|them)|embezzl\\p{L}+|alleg(?:ed|edly|ations?)|scandal|boycott",
    ),
    example: "We sincerely apologise for last week.",
    counter: "The kiln was fired at dawn.",
  },
  {
    category: "security",
    why: INCIDENT,
    pattern: words(
      "data (?:breach|leak|theft|loss)(?:es|s)?|security (?:breach|incident|vulnerability|flaw|hole|problem)|(?:was|were|been|got|systems?|servers?|accounts?|website) (?:hacked|breached|compromised|infected)|leaked|cyber ?-?attacks?|hack(?:ers|ing)|fake accounts?|scam(?:s|mers?|med)?|fraud(?:sters?|ulent)?|unauthori[sz]ed|(?:got|gained|had) access to|ransomware|malware|phishing|stolen (?:data|passwords|accounts|laptops?)",
      "(?:change|reset) your passwords?|alarm (?:code|is off|does not work)|(?:door|access|entry|gate|safe|lock|key ?box) codes?|key (?:is |lies )?under the|spare key|break-?ins?|broke in(?:to)?|burglar(?:y|s)|robbery|robbed",
    ),
    example: "We have been hacked last night: our servers were breached.",
    counter: "A life hack for tidy shelves.",
  },
  {
    category: "business",
    why: CRITICAL,
    pattern: words(
      "(?:been |was |were )?acquired (?:by|a company)|acquisition|merger|merg(?:e|es|ed|ing) with|takeover|(?:sold|selling|sell) (?:the|our) (?:company|business|shop)|(?:clos|shut)\\p{L}* (?:our |its |the )?(?:doors )?(?:down )?(?:for good|forever|permanently|for the last time)|(?:closing|shutting) down|out of business|cease operations",
      "(?:rais(?:e|es|ing)|increas(?:e|es|ing)) (?:all )?(?:our |the )?prices?|prices? (?:will )?(?:go(?:es)? up|rises?|increases?)|on strike|strike (?:of|by) (?:our|the)|terminat(?:e|ed|ing) (?:the |our |a |his |her |their )?contract|price (?:increase|rise)s?|(?:lost|losing) (?:our|a) (?:biggest|largest|major|key|main) (?:clients?|customers?|contracts?|suppliers?)|(?:biggest|largest|major|key|main) (?:clients?|customers?|suppliers?) (?:has |have )?(?:left|cancelled|terminated)|product recall|safety recall|recall of|recalling (?:the|our|all|this)|resign(?:ed|s|ation)|step(?:s|ped|ping)? down as|outage|confidential(?:ly)?|trade secrets?|under nda|non-disclosure|(?:contract|salary|price) negotiations?|negotiat(?:e|ed|ing) (?:a |the |our |new )*(?:contract|deal|price)s?",
    ),
    example: "We are closing our doors for good in June.",
    counter: "We are closing at 4 pm on Christmas Eve.",
  },
  {
    category: "authority",
    why: OFFICIAL,
    pattern: words(
      `(?:police|prosecutors?|customs) ${FEW}(?:investigat\\p{L}+|raid(?:ed|s)?|arrest(?:ed|s)?|search(?:ed|es)?|charg(?:ed|es)|seized)|(?:called|reported (?:it )?to) the police|arrested|under investigation|investigation (?:into|against|of)|regulators?|subpoena|ombudsman|(?:city |town |local )?council (?:has )?(?:denied|refused|rejected|voted|fined)|(?:permit|licen[cs]e) (?:was |is |has been )?(?:denied|refused|revoked|suspended)|(?:denied|refused|revoked|suspended) (?:our|the|a) (?:\\p{L}+ )?(?:permit|licen[cs]e)`,
      "tax (?:office|authority|authorities|inspectors?|audit)|health (?:inspectors?|department|authority)|(?:failed|passed) (?:the |an? )?(?:\\p{L}+ )?inspection|data protection authority|fined (?:us|by|\\p{Sc}? ?\\d[\\d.,]*)|fda|(?:approved|certified|endorsed|licensed) by the (?:government|ministry|city|state|authorities|fda|eu)|on behalf of the (?:government|ministry|city|authorities)",
    ),
    example: "The tax office audits us this year.",
    counter: "Police and fire fighters drink coffee for free today.",
  },
  {
    category: "compliance",
    why: DIVIDES,
    pattern: words(
      "vot(?:e|es|ed|ing) (?:for|against) (?!your|us|which|what|the (?:best|next|winner|name|flavou?r|cake|dish|design))\\p{L}+|vote (?:green|labou?r|tory|republican|democrats?|conservative|liberal|left|right|yes on|no on)|elections?(?: campaign| fraud)?|referendum|politic(?:al|ians?|s)|(?:left|right)[- ]wing|republicans?|democrats?|trump|biden|putin|gaza|israel|palestin\\p{L}+|(?:black|all|blue) lives matter|metoo|immigra(?:nts?|tion)|refugees?|abortions?|gun (?:control|rights)",
      "pray with us|jesus|allah|islam(?:ic)?|muslims?|jew(?:s|ish)|god (?:will|wants|hates)|tobacco|cigarettes?|cigars?|nicotine|vap(?:e|es|ing)|cannabis|marijuana|cbd|thc|gambling|casinos?|betting|firearms?|handguns?|rifles?|ammunition|sanctions? against|pornograph\\p{L}+",
    ),
    example: "Vote for our mayor on Sunday.",
    counter: "Vote with your fork: which cake is next? Vote for your favourite.",
  },
  {
    category: "compliance",
    why: MARKED,
    pattern: words("paid partnership|sponsored (?:post|by)|affiliate (?:links?|codes?)|in exchange for (?:a|an|my|our|the)|gifted by|thanks to \\p{L}+ for the free|#(?:ad|advert|sponsored|anzeige|werbung|gifted)"),
    example: "Sponsored by Acme Tools.",
    counter: "We sponsor the school's football team.",
  },
  {
    category: "legal",
    why: LEGAL,
    pattern: words("(?:unser\\p{L}*|mein\\p{L}*) (?:rechts)?anw[aä]lt\\p{L}*|rechtsanw[aä]lt\\p{L}*|verklag\\p{L}+|abmahnung\\p{L}*|vor gericht|rechtsstreit\\p{L}*|(?:notre|nos) avocate?s?|procès|tribunal\\p{L}*|mise en demeure|abogad[oa]s?|demanda judicial|avvocat[oi]|querela|advoca(?:at|ten)|rechtszaak|aangeklaagd"),
    example: "Unser Anwalt kümmert sich darum.",
    counter: "Unser Gericht der Woche: Linsensuppe.",
  },
  {
    category: "medical",
    why: MEDICAL,
    pattern: words("krebs|diagnose\\p{L}*|heilt|lindert|nebenwirkung\\p{L}*|impf(?:ung|en|stoff)\\p{L}*|krankgeschrieben|guérit|diagnostic|effets secondaires|arrêt maladie|cáncer|diagnóstico|efectos secundarios|vacuna\\p{L}*|cancro|guarisce|effetti collaterali|kanker|geneest|bijwerkingen"),
    example: "Unser Tee lindert Schmerzen.",
    counter: "Heilbronn, wir kommen!",
  },
  {
    category: "financial",
    why: MONEY,
    pattern: words("insolvenz\\p{L}*|konkurs|pleite|garantierte rendite\\p{L}*|anlageberatung|(?:unser )?umsatz (?:stieg|fiel|sank|wuchs)|faillite|(?:redressement|liquidation) judiciaire|rendement garanti|quiebra|bancarrota|rentabilidad garantizada|fallimento|rendimento garantito|faillissement|failliet|gegarandeerd rendement"),
    example: "Wir melden Insolvenz an.",
    counter: "Die Rendite eines guten Frühstücks: gute Laune.",
  },
  {
    category: "emotional",
    why: GRIEF,
    pattern: words("trauer(?:n|t|feier|fall)?|beileid|verstorben\\p{L}*|gestorben|beerdigung|entlassung\\p{L}*|kündigungen|wir entschuldigen uns|deuil|condoléances|décès|décéd\\p{L}+|obsèques|licenciements?|nos excuses|luto|condolencias|pésame|fallec\\p{L}+|despidos?|disculpas|lutto|condoglianze|scompars[ao]|licenziament[oi]|ci scusiamo|rouw|overleden|ontslagen|onze excuses"),
    example: "Wir trauern um unseren Kollegen.",
    counter: "Wir trauen uns: neue Sorten ab Montag.",
  },
  {
    category: "security",
    why: INCIDENT,
    pattern: words("gehackt|daten(?:leck|panne|diebstahl)|cyberangriff\\p{L}*|einbruch|eingebrochen|alarmcode|türcode|piraté\\p{L}*|fuite de données|cyberattaque|cambriol\\p{L}+|hackead\\p{L}+|filtración de datos|ciberataque|violazione dei dati|attacco informatico|datalek|cyberaanval|inbraak"),
    example: "Wir wurden gehackt.",
    counter: "Fein gehackte Zwiebeln, in Butter.",
  },
  {
    category: "business",
    why: CRITICAL,
    pattern: words("fusion mit|übernahme|geschäftsaufgabe|(?:für immer|endgültig) (?:schließen|zu)|(?:schließen|schließt) (?:für immer|endgültig)|rückruf\\p{L}*|vertraulich\\p{L}*|fusion avec|cessation d'activité|ferm\\p{L}+ définitivement|rappel de produits?|confidentiel\\p{L}*|fusión con|cerramos definitivamente|cierre definitivo|confidencial\\p{L}*|chiusura definitiva|chiudiamo per sempre|fusie met|sluiten definitief|terugroepactie|vertrouwelijk"),
    example: "Wir schließen für immer.",
    counter: "Wir schließen heute um 16 Uhr.",
  },
];

/// The coding of the first release, in the order of `Example.all`; released lines never change.
let recordedPayloads: [String] = recordedLines.split(separator: "\n").map(String.init)

private let recordedLines = #"""
    {"caseOpened":{"_0":{"code":"K7QD-2M","isPractice":true}}}
    {"purposeExplained":{"_0":{"interpretation":"remote","language":"ro","questions":"Who read\#
    s it?"}}}
    {"consentGiven":{"_0":{"giver":{"person":{}},"id":"00000000000000000000000000000001","scop\#
    e":{"compartments":["support"],"purpose":"support","recipients":["shelter"]},"until":"2026\#
    -03-02"}}}
    {"consentGiven":{"_0":{"giver":{"guardian":{"assent":"too-young"}},"id":"00000000000000000\#
    000000000000002","scope":{"compartments":["support"],"purpose":"support","recipients":["sh\#
    elter"]}}}}
    {"consentWithheld":{"_0":{"scope":{"compartments":["support"],"purpose":"support","recipie\#
    nts":["shelter"]}}}}
    {"consentWithdrawn":{"_0":{"consent":"00000000000000000000000000000001"}}}
    {"ageRecorded":{"_0":{"status":"disputed"}}}
    {"guardianStep":{"_0":{"agency":"guardians","step":"conflicted"}}}
    {"wishExpressed":{"_0":{"wish":"help-without-formal"}}}
    {"supportOpened":{"_0":{"occurredOn":"2026-03-02"}}}
    {"disclosureMade":{"_0":{"authority":{"consent":{"_0":"00000000000000000000000000000001"}}\#
    ,"basis":"gdpr-9-2-h","compartments":["support"],"from":"inspectorate","id":"0000000000000\#
    0000000000000000003","referral":"00000000000000000000000000000004","to":"shelter"}}}
    {"disclosureMade":{"_0":{"authority":{"law":{"_0":"child-law"}},"basis":"gdpr-9-2-h","comp\#
    artments":["support"],"from":"inspectorate","id":"00000000000000000000000000000003","refer\#
    ral":"00000000000000000000000000000004","to":"shelter"}}}
    {"disclosureMade":{"_0":{"authority":{"vitalInterest":{"reason":"Unconscious."}},"basis":"\#
    gdpr-9-2-h","compartments":["support"],"from":"inspectorate","id":"00000000000000000000000\#
    000000003","referral":"00000000000000000000000000000004","to":"shelter"}}}
    {"disclosureReviewed":{"_0":{"disclosure":"00000000000000000000000000000003","isUpheld":fa\#
    lse,"reason":"Awake."}}}
    {"caseClosed":{"_0":{"occurredOn":"2026-03-02","reason":"plan-completed"}}}
    {"contactMade":{"_0":{"area":"north","how":"trade-union","occurredOn":{"month":{"month":2,\#
    "year":2026}},"paperFormOf":"2026-03-02","place":"Farm, gate 2"}}}
    {"indicatorObserved":{"_0":{"basis":"told","detail":"In a safe.","indicator":"general.documents-he\#
    ld"}}}
    {"childViewRecorded":{"_0":{"view":"Wants to stay with the sister."}}}
    {"needStated":{"_0":{"detail":"","kind":"shelter","urgency":"now"}}}
    {"needStated":{"_0":{"detail":"Insulin.","kind":"medication","urgency":"soon"}}}
    {"serviceStarted":{"_0":{"occurredOn":"2026-03-02","service":"beds"}}}
    {"safeContact":{"_0":{"channel":"message","isSafe":true,"rules":"After six.","value":"+373\#
     …"}}}
    {"identityStated":{"_0":{"birth":{"year":{"_0":1999}},"citizenships":["MD"],"documents":[{\#
    "holder":"exploiter","name":"Passport","number":""}],"languages":["ro"],"names":[{"kind":"\#
    as-said","text":"Ана"}],"residence":"employer-tied","sex":"not-stated","statedAge":26}}}
    {"note":{"_0":{"occurredOn":{"unknown":{}},"subject":"account","text":"Told on the way."}}\#
    }
    {"note":{"_0":{"occurredOn":{"day":{"_0":"2026-03-02"}},"subject":"support","text":"Shoes.\#
    "}}}
    {"note":{"_0":{"occurredOn":{"day":{"_0":"2026-03-02"}},"subject":"health","text":"Cough."\#
    }}}
    {"note":{"_0":{"occurredOn":{"day":{"_0":"2026-03-02"}},"subject":"justice","text":"Hearin\#
    g."}}}
    {"note":{"_0":{"occurredOn":{"day":{"_0":"2026-03-02"}},"subject":"safety","text":"A grey\#
     van."}}}
    {"referralOffered":{"_0":{"answerBy":"2026-03-04","authority":{"consent":{"_0":"0000000000\#
    0000000000000000000001"}},"basis":"gdpr-9-2-h","compartments":["support"],"from":"inspecto\#
    rate","id":"00000000000000000000000000000004","message":"Tonight?","needsSecondApprover":f\#
    alse,"offeredOn":"2026-03-02","preview":{"age":"adult","children":1,"help":["safe-accommod\#
    ation"],"languages":["ro"],"sex":"female","urgency":"today"},"purpose":"support","service"\#
    :"beds","to":"shelter","until":"2026-06-30"}}}
    {"referralApproved":{"_0":{"referral":"00000000000000000000000000000004"}}}
    {"referralAccepted":{"_0":{"message":"At four.","referral":"000000000000000000000000000000\#
    04"}}}
    {"referralDeclined":{"_0":{"message":"Full.","reason":"no-place","referral":"0000000000000\#
    0000000000000000004"}}}
    {"referralAnswered":{"_0":{"answer":"help-started","message":"Here.","referral":"000000000\#
    00000000000000000000004"}}}
    {"referralWithdrawn":{"_0":{"referral":"00000000000000000000000000000004"}}}
    {"identificationRequested":{"_0":{"occurredOn":"2026-03-02","referral":"000000000000000000\#
    00000000000004"}}}
    {"decisionTaken":{"_0":{"occurredOn":"2026-03-02","reasons":"Papers taken.","referral":"00\#
    000000000000000000000000000004","result":"positive","stage":"reasonable-grounds"}}}
    {"reflectionStarted":{"_0":{"atLeastUntil":"2026-04-16","occurredOn":"2026-03-02"}}}
    {"reflectionEnded":{"_0":{"occurredOn":"2026-03-02","reason":"person-decided"}}}
    {"correction":{"_0":{"compartment":"support","corrects":"00000000000000000000000000000005"\#
    ,"reason":"Misheard.","replacement":{"needStated":{"_0":{"detail":"","kind":"food","urgenc\#
    y":"today"}}}}}}
    {"correction":{"_0":{"compartment":"account","corrects":"00000000000000000000000000000006"\#
    ,"reason":"Another's."}}}
    {"attachmentAdded":{"_0":{"byteCount":81920,"compartment":"support","contentType":"applicat\#
    ion/pdf","entry":"00000000000000000000000000000005","id":"00000000000000000000000000000007"\#
    ,"key":"a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5","name":"Lohnzettel\#
    .pdf"}}}
    {"checkAsked":{"_0":{"basis":{"person":{}},"id":"00000000000000000000000000000008","mayT\#
    ell":["help"]}}}
    {"checkAsked":{"_0":{"basis":{"guardian":{"assent":"given"}},"id":"000000000000000000000\#
    00000000008","mayTell":["help"]}}}
    {"checkAsked":{"_0":{"basis":{"law":{"_0":"child-law"}},"id":"00000000000000000000000000\#
    000008","mayTell":["police"]}}}
    {"checkDeclined":{"_0":{}}}
    {"checkAnswered":{"_0":{"answer":{"contactMe":{"how":"Ring the duty desk."}},"asker":"po\#
    lice","check":"00000000000000000000000000000008"}}}
    {"checkAnswered":{"_0":{"answer":{"recognised":{"_0":{"authority":"authority","occurredO\#
    n":"2026-03-02","stage":"conclusive"},"how":"Ring."}},"asker":"police","check":"00000000\#
    000000000000000000000008"}}}
    {"checkAnswered":{"_0":{"answer":{"notTheSame":{}},"asker":"police","check":"00000000000\#
    000000000000000000008"}}}
    {"caseLinked":{"_0":{"agency":"shelter","code":"K7QD-2M","id":"0000000000000000000000000\#
    0000009","sparedRetelling":true,"way":{"check":{"_0":"00000000000000000000000000000008"}\#
    }}}}
    {"caseLinked":{"_0":{"agency":"shelter","code":"K7QD-2M","id":"0000000000000000000000000\#
    0000009","sparedRetelling":false,"way":{"search":{}}}}}
    {"caseUnlinked":{"_0":{"link":"00000000000000000000000000000009","reason":"Sisters."}}}
    """#

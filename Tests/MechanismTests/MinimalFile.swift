/// A mechanism that is as small as a valid one with every section can be.
let minimalFile = """
    tandem: 1
    country: XX
    name: {en: Land, fr: Pays}
    time-zone: Europe/Sofia
    languages: [en, fr]
    calendar:
      weekend: [saturday, sunday]
      holidays: [2026-01-01, 2026-05-01]
      source: law
    definition:
      acts: all
      means: [force, fraud]
      purposes: all
      child-needs-no-means: true
      adult-from: 18
      presumes-minority: true
      source: {reference: law, verified: false}
    areas:
      - {id: west, name: West}
      - {id: harbour, name: Harbour, region: west}
    agencies:
      - {id: inspectorate, name: Inspectorate, kind: labour-inspectorate, mandates: [detect, refer]}
      - {id: raiders, name: Raiders, kind: immigration-enforcement, mandates: []}
      - {id: police, name: Police, kind: police, mandates: [detect]}
      - {id: consulate, name: Consulate, kind: consulate, mandates: [refer], represents: MD}
      - {id: authority, name: Authority, kind: competent-authority, mandates: [identify-formally]}
      - id: shelter
        name: Shelter
        kind: shelter
        mandates: [support]
        contact: {intake: By the helpline}
    provisions:
      - {id: order, name: Order, compartments: [account], source: law}
    services:
      - id: beds
        agency: shelter
        name: Beds
        kind: safe-accommodation
        for: {sex: [female], age: [adult], languages: [en]}
        areas: [west]
        capacity: 4
        location: confidential
        requires: [{condition: cooperation, source: law}]
      - {id: advice, agency: inspectorate, name: Advice, kind: counselling, location: mobile}
    clocks:
      - id: decision
        starts: identification-request
        ends: reasonable-grounds-decision
        maximum: 5 working-days
        decided-by: [authority]
        source: law
      - id: rest
        starts: positive-reasonable-grounds
        ends: reflection-end
        minimum: 30 calendar-days
        source: law
    agreements:
      - id: beds-for-workers
        from: [inspectorate]
        to: [shelter]
        purpose: support
        compartments: [contact, support]
        answer-within: 4 hours
        basis: gdpr-6-1-e
    rules:
      decision-maker-differs-from-referrer: true
      duty-to-notify: false
      source: law
    explanation:
      - id: why
        heading: {en: Why, fr: Pourquoi}
        text: {en: Because, fr: Parce que}
        source: law
    hotlines:
      - {name: Line, phone: 000, languages: [ru], source: law}
    """

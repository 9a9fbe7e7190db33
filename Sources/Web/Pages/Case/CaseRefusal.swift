import Casefile
import Casework
import HTML
import Mechanism

/// A rule that stands in the way of recording, with what is open now instead.
struct RecordingRefusalNotice: Component {
    let refusal: RecordingRefusal
    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        Notice(.law, heading: words("refusal.recording.heading"), isStatus: true) {
            P(words("refusal.recording", of: refusal))
            let open = openNow
            if !open.isEmpty {
                P(words("refusal.recording.open-now"))
                Ul {
                    for (key, route) in open { Li { TextLink(words(key), to: route) } }
                }
            }
        }.body
    }

    /// What can be done at once although the rule stands.
    private var openNow: [(String, Route)] {
        switch refusal {
        case .guardianStepMissing:
            var open: [(String, Route)] = [
                ("case.new.guardian", .newEntry(model.id, .guardian)),
                ("case.new.child-view", .newEntry(model.id, .childView)),
                ("case.new.need", .newEntry(model.id, .need)),
                ("case.new.safe-contact", .newEntry(model.id, .safeContact)),
            ]
            if reading.may(.refer) { open.append(("case.action.refer", .services(model.id))) }
            return open
        case .purposeNotExplained:
            return [
                ("case.new.purpose", .newEntry(model.id, .purpose)),
                ("case.new.need", .newEntry(model.id, .need)),
            ]
        case .workLeft:
            return waiting.map { ("case.close.open-referral", .referral($0)) }
        default: return []
        }
    }

    private var waiting: [Referral.ID] {
        model.state.referrals.values.filter {
            let status = $0.status(on: reading.today)
            return status == .offered || status == .awaitingApproval
        }.map(\.offered.value.id).sorted()
    }
}

/// A rule that stands in the way of a consent, with what is open now instead.
struct ConsentRefusalNotice: Component {
    let refusal: ConsentRefusal
    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        Notice(.law, heading: words("refusal.recording.heading"), isStatus: true) {
            P(words("refusal.consent", of: refusal))
            if let (key, route) = next { P { TextLink(words(key), to: route) } }
        }.body
    }

    private var next: (String, Route)? {
        switch refusal {
        case .purposeNotExplained: ("case.new.purpose", .newEntry(model.id, .purpose))
        case .noGuardian: ("case.new.guardian", .newEntry(model.id, .guardian))
        default: nil
        }
    }
}

extension CaseForm {
    /// Puts a refusal that concerns a field beside it; answers whether there was one.
    mutating func take(_ refusal: RecordingRefusal, dates: [String]) -> Bool {
        let message = Message("refusal.recording.\(refusal.rawValue)")
        switch refusal {
        case .dateInFuture:
            guard let date = dates.first else { return false }
            failDate(date, message)
        case .empty: fail("text", message)
        case .reasonMissing: fail("reason", message)
        default: return false
        }
        return true
    }
}

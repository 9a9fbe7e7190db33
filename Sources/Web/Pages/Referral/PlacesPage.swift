import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Free places of the agency's services.
    func places(_ actor: Actor) async throws -> HTTPResponse {
        try await placesPage(typed: [:], actor)
    }

    /// Says how many places are free: by one tap, or as a number.
    func setPlaces(_ service: Service.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        let own = try await installation.places(by: actor)
        guard let capacity = own.first(where: { $0.service.id == service })?.service.capacity else {
            throw AccessRefusal.hidden
        }
        // The stepper's button may ask for one more than there are: that is all of them.
        if let step = form.only("free").flatMap({ Int($0) }), (0...capacity + 1).contains(step) {
            try await installation.setPlaces(service, to: step, by: actor)
            return try goOn(to: .places)
        }
        let name = PlacesPage.numberName(of: service)
        let label = words("free-places.number-field")
        var field = referralText(name, label: label, limit: 6, isRequired: true)
        if field.error == nil {
            if let number = Int(field.value), (0...capacity).contains(number) {
                try await installation.setPlaces(service, to: number, by: actor)
                return try goOn(to: .places)
            }
            let arguments = ["capacity": String(capacity)]
            field = field.failing(Message("free-places.too-many", arguments))
        }
        return try await placesPage(typed: [service: field], actor)
    }

    private func placesPage(
        typed: [Service.ID: FieldValue],
        _ actor: Actor
    ) async throws -> HTTPResponse {
        let places = try await installation.places(by: actor)
        let context = referralContext(actor)
        return try await page(words("free-places.title"), hasErrors: !typed.isEmpty) {
            PlacesPage(places: places, typed: typed, context: context)
        }
    }
}

/// A stepper a service.
struct PlacesPage: Component {
    let places: [PlaceModel]
    let typed: [Service.ID: FieldValue]
    let context: ReferralContext

    static func numberName(of service: Service.ID) -> String { "free-\(service)" }

    var body: Markup {
        let words = context.words
        ErrorSummary(fields: places.map { field($0.service.id) }, words: words)
        H1(words("free-places.title"))
        P(words("free-places.lead"))
        if places.isEmpty {
            EmptyState(
                heading: words("free-places.empty-heading"),
                text: words("free-places.empty-text")
            )
        }
        for place in places {
            let name = context.name(of: place.service.id)
            let action = Route.setPlaces(place.service.id)
            PlacesStepper(
                service: name,
                free: place.freePlaces?.count,
                capacity: place.service.capacity,
                setAt: place.freePlaces.map { context.when($0.updatedAt) },
                action: action,
                token: context.token,
                words: words
            )
            PostForm(action: action, token: context.token, guardsTyping: false) {
                TextField(
                    field: field(place.service.id),
                    label: words("free-places.number", ["service": name]),
                    width: .short,
                    mode: .numeric,
                    maxlength: 6,
                    words: words
                )
                SubmitButton(words("free-places.save"), style: .secondary)
            }
        }
    }

    private func field(_ service: Service.ID) -> FieldValue {
        typed[service] ?? FieldValue(Self.numberName(of: service))
    }
}

/// Whether a form came from a page of our own.
///
/// The second wall beside the form token. `Sec-Fetch-Site`, where a browser sends it, must say `same-origin` (or
/// `none`, which the user's own reload gives); `Origin` must be one of ours; without an `Origin`, the origin of
/// `Referer` must be. A request with neither is refused.
package struct OriginCheck: Sendable, Hashable {
    /// What the check says.
    package enum Verdict: Sendable, Hashable {
        /// The request comes from a page of our own.
        case allowed
        /// It doesn't, or doesn't prove it.
        case refused(Reason)

        /// Whether the request may go on.
        package var isAllowed: Bool { self == .allowed }
    }

    /// Why a request was refused.
    package enum Reason: String, Sendable, Hashable {
        /// The browser itself says that another site made the request.
        case crossSite
        /// `Origin` names another origin, is `null`, or is repeated.
        case foreignOrigin
        /// There is no `Origin`, and `Referer` names another origin or is repeated.
        case foreignReferrer
        /// There is neither.
        case unproven
    }

    /// The origins under which browsers reach this server.
    package let origins: Set<Origin>

    /// Takes the configured origins: scheme, host and port as browsers show them.
    package init(origins: some Sequence<Origin>) {
        self.origins = Set(origins)
    }

    /// Judges the headers of a request that changes something.
    package func verdict(for headers: HTTPHeaders) -> Verdict {
        let sites = headers.all("Sec-Fetch-Site")
        guard sites.allSatisfy({ $0 == "same-origin" || $0 == "none" }) else {
            return .refused(.crossSite)
        }
        let stated = headers.all("Origin")
        if !stated.isEmpty {
            guard stated.count == 1, let origin = Origin(stated[0]), origins.contains(origin) else {
                return .refused(.foreignOrigin)
            }
            return .allowed
        }
        let referrers = headers.all("Referer")
        guard !referrers.isEmpty else { return .refused(.unproven) }
        guard referrers.count == 1, let origin = Origin(referrers[0], mayHavePath: true),
            origins.contains(origin)
        else { return .refused(.foreignReferrer) }
        return .allowed
    }
}

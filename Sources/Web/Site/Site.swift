package import Casework
package import HTTP
import Mechanism

/// The site: one request in, one response out, with no state of its own beside the sign-in gate.
package struct Site: Sendable {
    /// What an operator decides.
    package struct Options: Sendable {
        /// Origins from which forms are accepted.
        package var origins: [Origin]
        /// Adds `Server-Timing` to answers, for benchmarks.
        package var reportsTiming = false

        package init(origins: [Origin]) { self.origins = origins }
    }

    let installation: Installation
    let options: Options
    let originCheck: OriginCheck
    let gate = SignInGate()
    let assets = Assets()
    /// Called with the type of an error that no page foresaw; never with its text.
    let onFailure: @Sendable (String) -> Void
    /// Called once a request, when its answer is there; must return at once.
    let onAnswer: (@Sendable (RequestReport) -> Void)?

    package init(
        _ installation: Installation,
        options: Options,
        onAnswer: (@Sendable (RequestReport) -> Void)? = nil,
        onFailure: @escaping @Sendable (String) -> Void
    ) {
        self.installation = installation
        self.options = options
        originCheck = OriginCheck(origins: options.origins)
        self.onAnswer = onAnswer
        self.onFailure = onFailure
    }

    /// How long a form may wait for a password hash.
    ///
    /// The queue is bounded (`PasswordHasher.standardQueueLimit`): its last gets through in 20 s on two idle cores, and
    /// in this time on cores that have two thirds else to do. Who leaves before leaves the queue too.
    package static let passwordHashTimeout = Duration.seconds(120)

    /// What a form gets that others do not: a body that is streamed, time to wait for a password hash.
    package static func allowance(
        _ method: HTTPMethod,
        _ path: PathSegments
    ) -> RequestAllowance {
        guard method == .post, !path.hasTrailingSlash, let route = Route(path: path.segments)
        else { return .none }
        return RequestAllowance(
            streamedBytes: route.uploadBytes,
            handlerTimeout: route.waitsForPasswordHash ? passwordHashTimeout : nil
        )
    }

    /// Answers a request.
    package func respond(_ request: HTTPRequest) async -> HTTPResponse {
        let start = ContinuousClock.now
        let route = route(of: request)
        var response = await answer(request, route)
        let duration = ContinuousClock.now - start
        onAnswer?(RequestReport(request, route, response, duration))
        if options.reportsTiming {
            let microseconds = duration / .microseconds(1)
            let milliseconds = Double(Int(microseconds)) / 1_000
            // A number holds no character that a header refuses.
            try? response.headers.set("Server-Timing", to: "app;dur=\(milliseconds)")
        }
        return response
    }

    private func route(of request: HTTPRequest) -> Route? {
        guard !request.path.hasTrailingSlash else { return nil }
        let page = request.query.only("page").flatMap { Int($0) } ?? 1
        return Route(path: request.path.segments, page: max(page, 1))
    }

    private func answer(_ request: HTTPRequest, _ route: Route?) async -> HTTPResponse {
        guard let route else { return errorPage(.notFound) }
        do {
            return try await dispatch(route, request)
        } catch let refusal as AccessRefusal {
            return errorPage(for: refusal)
        } catch is FormBody.Failure {
            return errorPage(.badRequest)
        } catch is MultipartReader.Failure {
            return errorPage(.badRequest)
        } catch UploadBody.Failure.tooLarge {
            return errorPage(.contentTooLarge)
        } catch UploadBody.Failure.cutOff {
            // Nobody is there to read it.
            return errorPage(.badRequest)
        } catch {
            let trouble = StorageTrouble(error)
            onFailure(
                ([String(reflecting: type(of: error))] + [trouble?.rawValue].compactMap(\.self))
                    .joined(separator: " ")
            )
            return trouble.map(errorPage(for:)) ?? errorPage(.internalServerError)
        }
    }

    private func dispatch(_ route: Route, _ request: HTTPRequest) async throws -> HTTPResponse {
        if case .asset(let name) = route { return assets.response(name, request) }
        guard request.method == .get || request.method == .post else {
            return errorPage(.methodNotAllowed)
        }
        if request.method == .post {
            guard originCheck.verdict(for: request.headers).isAllowed else {
                return errorPage(.forbidden)
            }
            guard
                request.hasFormBody || route.uploadBytes != nil && request.multipartBoundary != nil
            else { return errorPage(.unsupportedMediaType) }
        }
        var visit = Visit(
            site: self,
            route: route,
            request: request,
            form: request.hasFormBody ? try request.form() : FormBody()
        )
        switch route.audience {
        case .everybody:
            try await visit.resume()
            return try await open(visit)
        case .members:
            guard try await visit.resume(), let actor = visit.actor else {
                return try await askToSignIn(visit)
            }
            try await visit.takeToken()
            // What is too large has no token yet and is refused by its own page, which takes nothing.
            if request.method == .post, !visit.hasRightToken, !visit.isTooLarge {
                return visit.resubmissionPage()
            }
            do {
                return try await open(visit, actor)
            } catch let refusal as AccessRefusal {
                try await installation.logRefusal(of: route.kind, by: actor)
                return visit.refusalPage(refusal)
            }
        }
    }
}

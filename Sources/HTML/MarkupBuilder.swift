/// Collects the contents of an element from statements, conditions and loops.
@resultBuilder
package enum MarkupBuilder {
    /// A fragment as it is: here every other expression ends.
    package static func buildExpression(_ markup: Markup) -> Markup { markup }

    /// An element, a text or a component, as a statement.
    package static func buildExpression(_ component: some Component) -> Markup { component.body }

    /// A component that may be absent.
    package static func buildExpression(_ component: (some Component)?) -> Markup {
        component?.body ?? .empty
    }

    /// Several components after each other, such as the results of `map`.
    package static func buildExpression(_ components: [some Component]) -> Markup {
        Markup(nodes: components.flatMap(\.body.nodes))
    }

    /// The first statement.
    package static func buildPartialBlock(first: Markup) -> Markup { first }

    /// One statement more.
    package static func buildPartialBlock(accumulated: Markup, next: Markup) -> Markup {
        Markup(nodes: accumulated.nodes + next.nodes)
    }

    /// No statement.
    package static func buildBlock() -> Markup { .empty }

    /// An `if` without `else`.
    package static func buildOptional(_ markup: Markup?) -> Markup { markup ?? .empty }

    /// The first branch.
    package static func buildEither(first markup: Markup) -> Markup { markup }

    /// The second branch.
    package static func buildEither(second markup: Markup) -> Markup { markup }

    /// A `for` loop.
    package static func buildArray(_ markups: [Markup]) -> Markup {
        Markup(nodes: markups.map { .group($0.nodes) })
    }
}

extension Markup {
    /// A fragment from statements, as an element's content is.
    package init(@MarkupBuilder content: () -> Markup) { self = content() }
}

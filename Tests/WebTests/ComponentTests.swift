import Foundation
import HTML
import Mechanism
import Testing

@testable import Web

private let words = Words(.english)

@Test
func `a field ties label, hint and error to its control and keeps its value`() {
    let field = FieldValue("name", "Ана \"А\"", error: Message("form.date.digits"))
    let html = TextField(field: field, label: "Name", hint: "Any script", words: words).html
    #expect(html.contains("<label class=\"label\" for=\"field-name\">Name</label>"))
    #expect(html.contains("aria-describedby=\"field-name-hint field-name-error\""))
    #expect(html.contains("id=\"field-name-hint\"") && html.contains("id=\"field-name-error\""))
    #expect(html.contains("value=\"Ана &quot;А&quot;\"") && html.contains("aria-invalid=\"true\""))
    #expect(html.contains("autocomplete=\"off\""))
}

@Test
func `a password is never sent back`() {
    let field = FieldValue("password", "secret")
    #expect(
        !TextField(field: field, label: "Password", type: .password, words: words).html.contains(
            "secret"
        )
    )
}

@Test
func `the error summary leads to a control that exists`() {
    let field = FieldValue("met", values: ["b"], error: Message("form.date.digits"))
    let group = RadioGroup(
        field: field,
        legend: "How",
        choices: [Choice("a", "A"), Choice("b", "B")],
        words: words
    ).html
    #expect(ErrorSummary(fields: [field], words: words).html.contains("href=\"#field-met\""))
    #expect(group.contains("id=\"field-met\"") && group.contains("id=\"field-met-2\""))
    #expect(group.contains("value=\"b\" checked"))
    #expect(ErrorSummary(fields: [FieldValue("met")], words: words).html.isEmpty)
}

@Test(arguments: [
    ("", "", "", false, DateFieldValue.Reading.blank),
    ("", "", "", true, .date(.unknown)),
    ("", "", "1999", false, .date(.year(1999))),
    ("", "3", "1999", false, .date(.month(year: 1999, month: 3))),
    (" 03", "٣", "١٩٩٩ ", false, .date(.day(CalendarDate(daysSinceEpoch: 10_653)))),
    ("3", "3", "1999", true, .wrong(Message("form.date.known-and-unknown"))),
    ("3", "", "1999", false, .wrong(Message("form.date.month-missing"))),
    ("3", "3", "", false, .wrong(Message("form.date.year-missing"))),
    ("3", "3", "99", false, .wrong(Message("form.date.year-short"))),
    ("3", "13", "1999", false, .wrong(Message("form.date.month-wrong"))),
    ("31", "2", "1999", false, .wrong(Message("form.date.day-wrong"))),
    ("0", "2", "1999", false, .wrong(Message("form.date.day-wrong"))),
    ("x", "2", "1999", false, .wrong(Message("form.date.digits"))),
    ("-1", "2", "1999", false, .wrong(Message("form.date.digits"))),
    ("½", "2", "1999", false, .wrong(Message("form.date.digits"))),
    ("1", "2", "99999", false, .wrong(Message("form.date.digits"))),
])
func `a typed date is understood as precisely as it is given`(
    day: String,
    month: String,
    year: String,
    isUnknown: Bool,
    reading: DateFieldValue.Reading
) {
    let value = DateFieldValue(
        name: "d",
        day: day,
        month: month,
        year: year,
        isUnknown: isUnknown
    )
    #expect(value.reading == reading)
}

@Test
func `a known date returns to its boxes`() {
    for date in [PartialDate.year(1999), .month(year: 1999, month: 3), .unknown] {
        #expect(DateFieldValue("d", date).reading == .date(date))
    }
}

@Test
func `a late task says so in words`() {
    let today = CalendarDate(daysSinceEpoch: 20_515)
    let html = TaskList(
        tasks: [.init(title: "Answer", target: SafeURL(path: []), due: today.adding(days: -2))],
        today: today,
        words: words
    ).html
    #expect(html.contains("Overdue by 2 days"))
}

@Test
func `every pair of colours keeps WCAG AA in light and dark`() throws {
    let css = String(decoding: PackageResources.tandem_css, as: UTF8.self)
    let ground = try #require(css.split(separator: "/* Ground */").first)
    let parts = ground.split(separator: "@media (prefers-color-scheme: dark)")
    try #require(parts.count == 2)
    let light = colours(parts[0])
    let dark = light.merging(colours(parts[1])) { _, dark in dark }
    let soft = ["accent", "good", "wait", "late", "plain"].map { ("on-\($0)-soft", "\($0)-soft") }
    let onGround = ["ink", "ink-soft", "accent", "accent-strong", "error"].flatMap {
        [($0, "paper"), ($0, "surface")]
    }
    let text =
        soft + onGround + [
            ("on-accent", "accent"), ("on-accent", "accent-strong"), ("paper", "ink"),
            ("paper", "ink-soft"),
        ]
    let edges = [("edge", "paper"), ("edge", "surface"), ("focus", "paper"), ("focus", "surface")]
    for scheme in [light, dark] {
        for (pairs, least) in [(text, 4.5), (edges, 3.0)] {
            for (front, back) in pairs {
                let (front, back) = (try #require(scheme[front]), try #require(scheme[back]))
                let (high, low) = (max(front, back), min(front, back))
                #expect((high + 0.05) / (low + 0.05) >= least)
            }
        }
    }
}

/// The relative luminance of each `--name: #rrggbb`.
///
/// Source: WCAG 2.2, relative luminance.
private func colours(_ css: Substring) -> [String: Double] {
    var result: [String: Double] = [:]
    for line in css.split(separator: "\n") {
        let parts = line.split(separator: ":").map {
            $0.filter { !" ;-#".contains($0) || $0 == "-" }
        }
        guard parts.count == 2, line.contains(": #"), let rgb = Int(parts[1], radix: 16) else {
            continue
        }
        let channels = [rgb >> 16, rgb >> 8 & 255, rgb & 255].map { value in
            let part = Double(value) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        let name = String(parts[0].drop { $0 == "-" })
        result[name] = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    return result
}

@Test
func `the style sheet asks nobody else and names no side`() {
    let css = String(decoding: PackageResources.tandem_css, as: UTF8.self)
    for forbidden in [
        "url(", "@import", "http", "margin-left", "margin-right", "padding-left",
        "text-align: left",
    ] {
        #expect(!css.contains(forbidden), "\(forbidden)")
    }
    let script = String(decoding: PackageResources.tandem_js, as: UTF8.self)
    for forbidden in ["http", "fetch(", "eval", "innerHTML", "localStorage", "sessionStorage"] {
        #expect(!script.contains(forbidden), "\(forbidden)")
    }
}

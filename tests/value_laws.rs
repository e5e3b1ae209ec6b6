//! Laws of the value reader, held on generated input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use factlint::value::{
    Comparator, End, Hedge, Number, Rational, Truth, Unit, Value, compare, read_all, read_at, spans,
};
use proptest::prelude::*;

/// The words that values are made of, and some that they are not.
const WORDS: &[&str] = &[
    "one",
    "two",
    "ten",
    "twenty",
    "ninety-nine",
    "hundred",
    "thousand",
    "million",
    "and",
    "a",
    "half",
    "quarter",
    "third",
    "the",
    "of",
    "to",
    "-",
    "–",
    ",",
    ".",
    "/",
    ":",
    "'",
    "(",
    ")",
    "%",
    "$",
    "NZ$",
    "£",
    "€",
    "USD",
    "percent",
    "points",
    "miles",
    "km",
    "feet",
    "inches",
    "days",
    "weeks",
    "year",
    "ago",
    "last",
    "next",
    "this",
    "May",
    "June",
    "31",
    "2024",
    "1990s",
    "9",
    "1,234",
    "1.5",
    "0",
    "Monday",
    "Friday",
    "noon",
    "p.m.",
    "at",
    "from",
    "between",
    "about",
    "more",
    "than",
    "or",
    "least",
    "up",
    "every",
    "nearly",
    "early",
    "century",
    "Q3",
    "th",
    "st",
    "½",
    "°",
    "C",
    "\n\n",
    "\u{a0}",
    "é",
    "元",
    "dozen",
    "minus",
    "point",
    "over",
    "in",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(WORDS), prop::bool::weighted(0.7)), 0..24)
        .prop_map(|words| words.iter().map(|(word, gap)| format!("{word}{}", if *gap { " " } else { "" })).collect())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mut last = 0;
    for reading in read_all(text) {
        let range = reading.span.range();
        prop_assert!(range.start >= last && range.end > range.start && range.end <= text.len());
        prop_assert!(text.get(range.clone()).is_some());
        last = range.end;
        if let Value::Date(date) = &reading.value {
            let _ = date.resolve(Some(jiff::civil::date(9999, 12, 31)));
            let _ = date.resolve(Some(jiff::civil::date(-9999, 1, 1)));
        }
        let again: Value = serde_json::from_str(&serde_json::to_string(&reading.value).unwrap()).unwrap();
        prop_assert_eq!(&again, &reading.value);
    }
    for start in text.char_indices().map(|(start, _)| start) {
        if let Some(reading) = read_at(text, start) {
            prop_assert!(text.get(reading.span.range()).is_some());
        }
    }
    let reference = jiff::civil::date(i16::try_from(text.len() % 9998).unwrap() + 1, 12, 31).at(23, 59, 59, 0);
    for span in spans(text, None).into_iter().chain(spans(text, Some(reference))) {
        prop_assert!(span.start < span.end && text.get(span.start..span.end).is_some());
    }
    Ok(())
}

#[test]
fn a_multiple_in_one_word_is_read() {
    for (text, times) in
        [("a threefold rise", "3 times"), ("twice as many", "2 times"), ("a hundredfold gain", "100 times")]
    {
        assert_eq!(read_all(text)[0].value.to_string(), times, "{text}");
    }
    assert!(read_all("a manifold gain").is_empty());
}

#[test]
fn the_ends_of_a_range_share_their_scale() {
    let found = |kind: &str| {
        let all = spans("$15-20 million", None);
        all.into_iter().find(|span| span.kind == kind).and_then(|span| span.value)
    };
    assert_eq!(found("currency").as_deref(), Some("15000000"));
    assert_eq!(found("numberrange").as_deref(), Some("[15000000,20000000)"));
}

#[test]
fn what_counts_from_an_unknown_day_has_no_value() {
    let values =
        |text: &str| spans(text, None).into_iter().find(|span| span.kind == "date").and_then(|span| span.value);
    assert_eq!(values("on July 3, 2024"), Some("2024-07-03".to_owned()));
    assert_eq!(values("on July 3"), None);
    assert_eq!(values("yesterday"), None);
}

/// Numbers as articles state them: few digits, some decimals, some scale.
fn number() -> impl Strategy<Value = Number> {
    let unit = prop_oneof![
        Just(Unit::One),
        Just(Unit::Percent),
        Just(Unit::PercentagePoint),
        Just(Unit::Times),
        Just(Unit::Currency(String::from("USD"))),
        Just(Unit::Currency(String::from("NZD"))),
        Just(Unit::Currency(String::from("CHF"))),
        Just(Unit::measure("mile").unwrap()),
        Just(Unit::measure("kilogram").unwrap()),
        Just(Unit::measure("week").unwrap()),
        Just(Unit::measure("square kilometer").unwrap()),
    ];
    let hedge = prop_oneof![
        Just(Hedge::None),
        Just(Hedge::About),
        Just(Hedge::Nearly),
        Just(Hedge::MoreThan),
        Just(Hedge::AtLeast),
        Just(Hedge::LessThan),
        Just(Hedge::AtMost),
    ];
    let digit = prop_oneof![
        Just((1, 1)),
        Just((1, 10)),
        Just((1, 100)),
        Just((1000, 1)),
        Just((100_000, 1)),
        Just((1_000_000_000, 1))
    ];
    (2i128..100_000, digit, unit, hedge).prop_map(|(count, (above, below), unit, hedge)| {
        let digit = Rational::new(above, below);
        Number::said(Rational::from_integer(count) * digit, digit, unit, hedge).unwrap()
    })
}

proptest! {
    #[test]
    fn reading_never_fails_and_spans_lie_on_characters(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn nor_does_it_on_the_words_of_values(text in soup()) {
        check(&text)?;
    }

    #[test]
    fn a_number_printed_and_read_is_the_same(number in number()) {
        // A bare number of four digits may be read as a year, and is printed with a comma: never so here.
        let value = Value::Number(number);
        let text = value.describe();
        let read = read_at(&text, 0);
        prop_assert!(read.as_ref().is_some_and(|read| read.value == value && read.span.len() == text.len()), "{text} is read as {read:?}");
    }

    #[test]
    fn a_day_printed_and_read_is_the_same(year in 1500i16..2200, month in 1i8..=12, day in 1i8..=28) {
        let date = jiff::civil::date(year, month, day);
        for text in [date.to_string(), date.strftime("%B %-d, %Y").to_string(), date.strftime("%-d %B %Y").to_string()] {
            let value = read_at(&text, 0).map(|read| read.value);
            prop_assert_eq!(value.map(|value| value.describe()), Some(date.to_string()));
        }
    }

    #[test]
    fn values_survive_a_facts_file(number in number()) {
        let value = Value::Number(number);
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value, "{}", json);
    }

    #[test]
    fn equality_of_plain_numbers_is_symmetric(a in number(), b in number()) {
        let plain = |number: &Number| number.hedge == Hedge::None;
        if plain(&a) && plain(&b) && a.unit == b.unit {
            let (a, b) = (Value::Number(a), Value::Number(b));
            let one = compare(&a, Comparator::Equal, &b, None).unwrap().truth;
            prop_assert_eq!(one, compare(&b, Comparator::Equal, &a, None).unwrap().truth);
            prop_assert_eq!(compare(&a, Comparator::Equal, &a, None).unwrap().truth, Truth::True);
        }
    }

    #[test]
    fn more_and_at_most_are_contraries_of_exact_numbers(a in -999i64..999, b in -999i64..999) {
        let (a, b) = (Value::Number(Number::count(a).unwrap()), Value::Number(Number::count(b).unwrap()));
        let truth = |comparator| compare(&a, comparator, &b, None).unwrap().truth;
        prop_assert_eq!(truth(Comparator::More), !truth(Comparator::AtMost));
        prop_assert_eq!(truth(Comparator::Less), !truth(Comparator::AtLeast));
        prop_assert_eq!(truth(Comparator::Equal), !truth(Comparator::NotEqual));
        prop_assert!(truth(Comparator::Equal) != Truth::Unknown);
    }

    /// Every number of the article's interval is tried against the rule's: what holds for all of them is supported,
    /// what holds for none is contradicted, and all else is open.
    #[test]
    fn inequalities_agree_with_sampled_points(a in number(), b in number()) {
        if a.unit != b.unit || a.hedge == Hedge::None {
            return Ok(());
        }
        let threshold = b.point().unwrap();
        let span = Rational::from_integer(1_000_000);
        let low = a.interval.low.number().unwrap_or(-span);
        let high = a.interval.high.number().unwrap_or_else(|| threshold.max(a.point().unwrap()) + span);
        let low = low.min(if a.interval.low == End::Unbounded { threshold - span } else { low });
let half = Rational::new(1, 2);
        let between = [threshold, (threshold + high) * half, (threshold + low) * half];
        let points = (0..=24).map(|step| low + (high - low) * Rational::new(step, 24)).chain(between);
        let inside: Vec<Rational> = points.filter(|point| a.interval.contains(*point)).collect();
        let above = inside.iter().filter(|point| **point > threshold).count();
        let truth = compare(&Value::Number(a), Comparator::More, &Value::Number(b), None).unwrap().truth;
        match truth {
            Truth::True => prop_assert_eq!(above, inside.len()),
            Truth::False => prop_assert_eq!(above, 0),
            Truth::Unknown => prop_assert!(above > 0 && above < inside.len()),
        }
    }
}

#[test]
fn long_input_of_one_piece_needs_no_stack() {
    for piece in [
        "twenty ",
        "1,234,567,",
        "one and a half ",
        "more than ",
        "from May to June ",
        "1-2-3-",
        "(((",
        "every other ",
        "9",
        "half a ",
        "early ",
        "earlier ",
        "end of ",
        "9 thousand ",
        "-",
        "--$",
        "the last ",
        "this past ",
        "between ",
        "1.",
        "5 feet ",
        "a third of ",
        "Monday ",
        "at ",
        "3 p.m. ",
        "90 degrees ",
        "after ",
        "in the ",
        "the day after ",
        "2 weeks before ",
        "5 to ",
        "first ",
        "$",
        "every 3pm ",
        "next week ",
        "rest of the ",
        "1/2/",
        "2024-",
        "'90s ",
        "minus ",
        "one over two ",
        "http://",
        "May 5 - ",
    ] {
        let _ = read_all(&piece.repeat(20_000));
        let _ = spans(&piece.repeat(800), None);
    }
    let digits = "9".repeat(10_000);
    assert!(read_all(&digits).is_empty());
}

#[test]
fn what_is_malformed_gives_no_wrong_value() {
    let none = ["the 0th", "1,23", "24703m212", "555-1234-99", "12:345"];
    for text in none {
        let found: Vec<String> = read_all(text).iter().map(|reading| reading.value.describe()).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
    for (text, values) in [
        ("1,00,000", vec!["100,000"]),
        ("1.000,5", vec!["1,000.5"]),
        ("rose from 20 to 15", vec!["20", "15"]),
        ("2015-32-45", vec!["no date (there is no month 32)"]),
        ("31 June", vec!["no date (June has 30 days)"]),
        ("at 25:10", vec!["no time (a day has 24 hours, not 25)"]),
        ("+-5", vec!["5"]),
        ("--5", vec!["5"]),
    ] {
        let found: Vec<String> = read_all(text).iter().map(|reading| reading.value.describe()).collect();
        assert_eq!(found, values, "{text}");
    }
}

//! The table of section 5, and the readings that the language and its rules stand on.

use super::*;
use jiff::civil::date;

fn value(text: &str) -> Value {
    let found = read_at(text, 0).unwrap_or_else(|| panic!("{text} is not read"));
    assert_eq!(found.span.end as usize, text.len(), "{text} is read to {}", found.value);
    found.value
}

fn truth(article: &str, comparator: Comparator, rule: &str) -> Truth {
    compare(&value(article), comparator, &value(rule), Some(date(2015, 9, 12))).unwrap().truth
}

#[test]
fn the_table_of_verdicts() {
    use Comparator::*;
    for (article, comparator, rule, verdict) in [
        ("1.4 billion", Equal, "1,428,600,000", Truth::True),
        ("1,428,600,000", Equal, "1.4 billion", Truth::True),
        ("107 or more", Equal, "107", Truth::Unknown),
        ("107 or more", More, "100", Truth::True),
        ("107 or more", Less, "100", Truth::False),
        ("nearly 200", AtMost, "200", Truth::True),
        ("nearly 200", Less, "200", Truth::True),
        ("nearly 200", Equal, "200", Truth::True),
        ("about 80", Equal, "80", Truth::True),
        ("about 80", More, "200", Truth::False),
        ("10 miles", Equal, "16 km", Truth::True),
        ("10 miles", Equal, "6 km", Truth::False),
        ("nine", Equal, "ten", Truth::False),
        ("nine", Equal, "nine", Truth::True),
        ("8 days", Equal, "nine days", Truth::False),
        ("10 miles", AtLeast, "10 miles", Truth::True),
        ("10 miles", More, "10 miles", Truth::Unknown),
        ("nine", More, "nine", Truth::False),
        ("2,000", More, "1,900", Truth::True),
        ("up to 200", Equal, "200", Truth::Unknown),
        ("up to 200", More, "200", Truth::False),
        ("at least 107", Equal, "at least 107", Truth::True),
        ("15 to 20 percent", Within, "10 to 30 percent", Truth::True),
        ("2,134", About, "2,000", Truth::True),
        ("3-0", Equal, "0-3", Truth::True),
        ("2-1", Equal, "0-3", Truth::False),
        ("2016", Less, "2,500", Truth::True),
    ] {
        assert_eq!(truth(article, comparator.clone(), rule), verdict, "{article} {comparator:?} {rule}");
    }
}

#[test]
fn units_that_differ_cannot_be_compared() {
    for (a, b) in [("10 miles", "10 kg"), ("9", "9%"), ("$5", "€5"), ("3 percentage points", "3%"), ("nine", "June 9")]
    {
        let reason = compare(&value(a), Comparator::Equal, &value(b), None).unwrap_err();
        assert!(reason.contains(&value(a).describe()), "{reason}");
    }
}

#[test]
fn dates_are_compared_as_spans() {
    use Comparator::*;
    for (article, comparator, rule, verdict) in [
        ("Friday", Equal, "2015-09-11", Truth::True),
        ("yesterday", Equal, "September 11", Truth::True),
        ("September 11", Equal, "2015-09-11", Truth::True),
        ("September 10", Equal, "2015-09-11", Truth::False),
        ("2015", Within, "September 11, 2015", Truth::Unknown),
        ("September 11, 2015", Within, "2015", Truth::True),
        ("September 2014", Within, "2015", Truth::False),
        ("July 3, 2024", Less, "July 4, 2024", Truth::True),
        ("July 4, 2024", Less, "July 4, 2024", Truth::False),
        ("2024", Less, "July 4, 2024", Truth::Unknown),
        ("July 3, 2024", More, "2023", Truth::True),
        ("early 2016", More, "2015", Truth::True),
        ("last month", Within, "August 2015", Truth::True),
        ("July 2024", Equal, "July 3, 2024", Truth::True),
    ] {
        assert_eq!(truth(article, comparator.clone(), rule), verdict, "{article} {comparator:?} {rule}");
    }
    let Value::Number(three) = value("three days") else { panic!() };
    assert_eq!(truth("July 3, 2024", WithinDistance(three.clone()), "July 6, 2024"), Truth::True);
    assert_eq!(truth("July 3, 2024", WithinDistance(three), "July 7, 2024"), Truth::False);
}

#[test]
fn what_is_no_date_says_why() {
    for text in ["31 June", "June 31", "February 30, 2016", "2015-02-29", "2/29/2019"] {
        assert!(value(text).is_impossible(), "{text}");
    }
}

#[test]
fn printed_and_read_again_it_is_the_same() {
    for text in [
        "107 or more",
        "NZ$26 million",
        "2015-09-11",
        "5 feet 10 inches",
        "1.4 billion",
        "nearly 200",
        "two-thirds",
        "10th",
        "20%",
        "3 percentage points",
        "$15-20 million",
        "16 km",
        "two days",
        "20 working days",
        "July 2024",
        "February 6",
        "last month",
        "ten days ago",
        "$4.50",
        "50 cents",
        "-8",
        "about 15 to 20 percent",
        "9 1/2",
        "3-0",
        "3 thousand",
        "early 2016",
        "three years ago",
        "the past three years",
        "6-foot-2",
        "£1.40 billion",
        "CHF 3.04",
        "two or three",
    ] {
        let text = text.trim_start_matches("the ");
        let once = value(text);
        assert_eq!(value(&once.describe()), once, "{text} -> {once}");
    }
}

fn number(text: &str) -> Number {
    match value(text) {
        Value::Number(number) => number,
        other => panic!("{text} is {other}"),
    }
}

#[test]
fn sums_are_shown_with_what_rounding_allows() {
    assert_eq!(
        show_change(&number("40"), &number("50")).unwrap(),
        "40 → 50 is +25% (22.2 to 27.8 allowing for rounding)"
    );
    let share = Computed::of(&number("38")).unwrap().percent_of(&Computed::of(&number("120")).unwrap()).unwrap();
    assert_eq!(share.describe(None), "31.7%");
    assert!(!share.meets(&number("38%").interval) && share.meets(&number("32%").interval));
    let each =
        Computed::of(&number("$12 million")).unwrap().divided_by(&Computed::of(&number("400")).unwrap()).unwrap();
    assert_eq!(each.describe(None), "30,000 USD (28,750 to 31,250 allowing for rounding)");
    let length = Computed::of(&number("10 miles")).unwrap().plus(&Computed::of(&number("16 km")).unwrap()).unwrap();
    assert_eq!(length.describe(Some(&number("16 km"))), "32.1 kilometers (30.8 to 33.4 allowing for rounding)");
    for (a, b) in [("10 miles", "10 kg"), ("$5", "€5")] {
        assert!(Computed::of(&number(a)).unwrap().plus(&Computed::of(&number(b)).unwrap()).is_err());
    }
    let zero = Computed::of(&number("0")).unwrap();
    assert!(Computed::of(&number("9")).unwrap().divided_by(&zero).is_err());
    let bound =
        Computed::of(&number("more than 40")).unwrap().percent_change(&Computed::of(&number("50")).unwrap()).unwrap();
    assert_eq!(bound.interval.high, End::Open(Rational::from_integer(25)));
}

#[test]
fn facts_files_hold_values_exactly() {
    for text in [
        "107 or more",
        "NZ$26 million",
        "2015-09-11",
        "5 feet 10 inches",
        "1.4 billion",
        "nearly 200",
        "two-thirds",
        "10th",
        "20%",
        "$15-20 million",
        "16 km",
        "July 2024",
        "February 6",
        "last month",
        "ten days ago",
        "50 cents",
        "-8",
        "about 15 to 20 percent",
        "3-0",
        "early 2016",
        "three years ago",
        "past three years",
        "last Friday",
        "twice",
        "the 1990s",
        "Easter",
        "Thanksgiving",
        "last summer",
        "November 20 to December 11",
        "31 June",
        "3:30 p.m. GMT",
        "9 to 11 a.m.",
        "half past seven",
        "every two weeks",
        "every Tuesday",
        "late last month",
        "30 working days",
        "10 pesos",
    ] {
        let text = text.trim_start_matches("the ");
        let once = value(text);
        let json = serde_json::to_string(&once).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), once, "{json}");
        let yaml = serde_yaml::to_string(&once).unwrap();
        assert_eq!(serde_yaml::from_str::<Value>(&yaml).unwrap(), once, "{yaml}");
    }
    assert_eq!(serde_json::to_string(&value("at least 107")).unwrap(), r#"{"number":"107","hedge":"at least"}"#);
    for (json, reason) in [
        (r#"{"number":"many"}"#, "`many` is no number"),
        (r#"{"number":"9","date":"2015-09-11"}"#, "one of"),
        (r#"{"number":"9","unit":"parsnip"}"#, "`parsnip` is no known unit"),
        (r#"{"date":"2015-09-31"}"#, "`2015-09-31` is no date"),
        (r#"{"score":"three"}"#, "`three` is no score"),
    ] {
        let error = serde_json::from_str::<Value>(json).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
}

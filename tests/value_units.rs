//! Every factor of the table of units, against decimals from another computation; conversion there and back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use factlint::value::{Number, Rational, Unit, Value, known_units, read_at};
use std::collections::BTreeMap;

/// An exact fraction from decimals.
fn decimal(text: &str) -> Rational {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let below = 10i128.pow(u32::try_from(decimals.len()).unwrap());
    Rational::new(format!("{whole}{decimals}").parse().unwrap(), below)
}

/// The decimals of every unit, cut to what a 128-bit fraction holds.
fn expected() -> BTreeMap<&'static str, &'static str> {
    include_str!("value/factors.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
}

#[test]
fn every_factor_agrees_with_its_decimals() {
    let expected = expected();
    assert_eq!(known_units().len(), expected.len());
    for unit in known_units() {
        let printed = expected[unit.name];
        let significant = printed.trim_start_matches(['0', '.']).len();
        if significant > 30 || printed.len() > 34 {
            // Too long for the comparison below; the ratio is taken in steps of a thousand.
            let magnitude = printed.find('.').unwrap_or(printed.len());
            let factor = unit.factor.to_integer().to_string();
            assert!(factor == "0" || factor.len() == magnitude, "{}", unit.name);
            continue;
        }
        let decimal = decimal(printed);
        // Within one part in ten thousand million: the decimals have twelve digits.
        let ratio = unit.factor / decimal;
        let off = ratio - Rational::from_integer(1);
        assert!(
            off < Rational::new(1, 10_000_000_000) && off > Rational::new(-1, 10_000_000_000),
            "{} {ratio}",
            unit.name
        );
    }
}

#[test]
fn conversion_there_and_back_is_exact() {
    for unit in known_units() {
        for number in
            [Rational::from_integer(1), Rational::new(7, 3), Rational::new(-40, 1), Rational::new(98_765, 100)]
        {
            let Some(base) = unit.to_base(number) else { continue };
            assert_eq!(unit.from_base(base), Some(number), "{}", unit.name);
        }
    }
}

#[test]
fn every_unit_is_read_by_its_name() {
    let mut wrong = Vec::new();
    for unit in known_units() {
        for text in [format!("3 {}", unit.plural), format!("1 {}", unit.name)] {
            match read_at(&text, 0).map(|found| found.value) {
                Some(Value::Number(Number { unit: Unit::Measure { dimension, said }, .. }))
                    if dimension == unit.dimension && said == unit.name => {}
                other => wrong.push(format!("{text}: {other:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn temperatures_have_an_offset() {
    let celsius = |text: &str| match read_at(text, 0).unwrap().value {
        Value::Number(number) => number.point().unwrap(),
        other => panic!("{other}"),
    };
    assert_eq!(celsius("100 degrees Celsius"), celsius("212 degrees Fahrenheit"));
    assert_eq!(celsius("-40°C"), celsius("-40°F"));
    assert_eq!(celsius("0°C"), Rational::new(27315, 100));
}

//! Numbers, ordinals, percentages, money, dimensions, temperatures and ages as spans.

use super::{TypedSpan, span};
use crate::value::Rational;
use crate::value::read::amount::{Amount, amount};
use crate::value::read::cardinal::{Cardinal, cardinal};
use crate::value::read::cursor::Cursor;
use crate::value::read::ordinal::ordinal;
use crate::value::read::token::Kind;
use crate::value::read::unit::{self, Said};
use crate::value::read::words::Keyword;
use crate::value::read::{goes_on, unsure_one};
use crate::value::units::units;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, Zero};

/// All spans of these types.
pub(super) fn spans(c: &Cursor<'_>) -> Vec<TypedSpan> {
    let mut found = Vec::new();
    let (mut number_free, mut ordinal_free, mut amount_free) = (0, 0, 0);
    for at in 0..c.tokens.len() {
        if !may_begin(c, at) {
            continue;
        }
        if at >= ordinal_free
            && let Some((next, value)) = relative_ordinal(c, at).or_else(|| plain_ordinal(c, at))
        {
            found.push(span(c, at, next, "ordinal", Some(value), None));
            ordinal_free = next;
        }
        if at >= number_free
            && may_count(c, at)
            && let Some(number) = number(c, at)
        {
            found.push(span(c, at, number.next, "number", Some(decimal(number.value)), None));
            number_free = number.next;
        }
        if at >= amount_free
            && let Some(next) = amounts(c, at, &mut found)
        {
            amount_free = next;
        }
    }
    found
}

/// Whether something of this module may begin at the token: most words are passed over by this.
fn may_begin(c: &Cursor<'_>, at: usize) -> bool {
    match c.kind(at) {
        Kind::Word => {
            let next = c.kind(at + 1);
            let short = c.str(at).len() <= 6 && matches!(next, Kind::Sign | Kind::Digits);
            c.entry(at).is_known() || short
        }
        Kind::Digits | Kind::Sign => true,
        Kind::Break => false,
    }
}

/// A number with as many decimals as the form takes.
pub(super) fn decimal(number: Rational) -> String {
    if number.is_integer() {
        return number.to_integer().to_string();
    }
    let sign = if number < Rational::zero() { "-" } else { "" };
    let (above, below) = (number.numer().unsigned_abs(), number.denom().unsigned_abs());
    let (whole, mut rest) = (above / below, above % below);
    let mut digits = String::new();
    let mut significant = 0;
    while rest > 0 && significant < 15 && digits.len() < 40 {
        let Some(tenfold) = rest.checked_mul(10) else { break };
        let digit = tenfold / below;
        rest = tenfold % below;
        significant += usize::from(digit > 0 || significant > 0 || whole > 0);
        digits.push(char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'));
    }
    format!("{sign}{whole}.{digits}")
}

/// Whether a number may begin at `at`: not inside a word or figure, not the pronoun "one".
fn may_count(c: &Cursor<'_>, at: usize) -> bool {
    c.starts_at(at) && !unsure_one(c, at)
}

/// A number, with the fractions that are said of two numbers: "one over three", "two out of five", "1 in 20".
pub(super) fn number(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let first = if address(c, at) { Cardinal { next: at + 1, ..whole(c, at)? } } else { cardinal(c, at)? };
    if first.figures && !address(c, at) && goes_on(c, first.next) && !percent_sign(c, first.next) {
        return None;
    }
    let over = c.is(first.next, Keyword::Over) && !c.sign(at.wrapping_sub(1), '$');
    let out_of = c.is(first.next, Keyword::Out) && c.is(first.next + 1, Keyword::Of);
    let one_in = c.is(first.next, Keyword::In) && first.value == Rational::from_integer(1);
    let place = first.next + if out_of { 2 } else { 1 };
    if !(over || out_of || one_in)
        || !(c.digits(place) || c.entry(place).cardinal.is_some() || c.entry(place).scale > 0)
    {
        return Some(first);
    }
    let Some(second) = cardinal(c, place).filter(|second| second.is_integer() && first.is_integer()) else {
        return Some(first);
    };
    let unit = unit::after(c, second.next, false).is_some() || c.entry(second.next).month > 0;
    let share = first.value < second.value || over;
    if unit || !share || second.value.is_zero() || (one_in && year_like(c, place)) {
        return Some(first);
    }
    let value = first.value.checked_div(&second.value)?;
    Some(Cardinal { value, next: second.next, fraction: true, ..first })
}

fn year_like(c: &Cursor<'_>, at: usize) -> bool {
    c.digits(at) && c.str(at).len() == 4
}

fn percent_sign(c: &Cursor<'_>, at: usize) -> bool {
    c.sign(at, '%')
}

/// A plain run of digits.
fn whole(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let digits = c.small(at)?;
    let one = Rational::from_integer(1);
    Some(Cardinal {
        next: at + 1,
        value: Rational::from_integer(digits.into()),
        digit: one,
        figures: true,
        scale: crate::value::read::cardinal::Scale::None,
        factor: one,
        bare: true,
        fraction: false,
    })
}

/// Whether the digits at `at` are part of an address or version: "192.168.1.2".
fn address(c: &Cursor<'_>, at: usize) -> bool {
    let dotted = |place: usize| c.sign(place, '.') && !c.gap(place) && c.digits(place + 1) && !c.gap(place + 1);
    let before = |steps: usize| at >= 2 * steps && dotted(at - 2 * steps + 1) && c.digits(at - 2 * steps);
    let (back, ahead) = (before(1), dotted(at + 1));
    let inside = (ahead && (back || dotted(at + 3))) || (back && before(2));
    c.digits(at) && inside
}

/// An ordinal in words or digits.
fn plain_ordinal(c: &Cursor<'_>, at: usize) -> Option<(usize, String)> {
    if !c.starts_at(at) || c.joint(at.wrapping_sub(1)) {
        return None;
    }
    // "a trillionth" is a fraction.
    let fraction = c.entry(at).ordinal_scale > 0 && c.is(at.wrapping_sub(1), Keyword::A) && at > 0;
    let number = ordinal(c, at).filter(|_| !fraction)?;
    let counted = at > 0 && c.entry(at).ordinal == Some(2) && c.entry(at - 1).cardinal.is_some();
    (!counted).then(|| (number.next, decimal(number.value)))
}

/// "last", "next", "the second to last", "previous": ordinals counted from the end or from the one in hand.
fn relative_ordinal(c: &Cursor<'_>, at: usize) -> Option<(usize, String)> {
    let one =
        |next: usize| if c.entry(next).cardinal == Some(1) && c.kind(next + 1) != Kind::Word { next + 1 } else { next };
    let to_last = |place: usize| c.is(place, Keyword::To) && c.is(place + 1, Keyword::Last);
    if c.is(at, Keyword::The) {
        let nth = ordinal(c, at + 1);
        if let Some(nth) = nth.filter(|nth| to_last(nth.next)) {
            return Some((nth.next + 2, format!("end-{}", decimal(nth.value - Rational::from_integer(1)))));
        }
        let before = c.entry(at + 1).cardinal == Some(1)
            && c.is(at + 2, Keyword::Before)
            && c.is(at + 3, Keyword::The)
            && c.is(at + 4, Keyword::Last);
        return before.then(|| (one(at + 5), String::from("end-1")));
    }
    let value = match c.keyword(at) {
        Keyword::Next if to_last(at + 1) => return Some((at + 3, String::from("end-1"))),
        Keyword::Next => "current+1",
        Keyword::Last => "end+0",
        Keyword::Previous => "current-1",
        Keyword::Current => "current+0",
        _ => return None,
    };
    Some((one(at + 1), String::from(value)))
}

/// Percentages, money, dimensions, temperatures and ages at `at`; the token after them.
fn amounts(c: &Cursor<'_>, at: usize, found: &mut Vec<TypedSpan>) -> Option<usize> {
    if let Some(next) = bare_temperature(c, at) {
        found.push(span(c, at, next, "temperature", None, Some(temperature_unit(c, at, next))));
        return Some(next);
    }
    if let Some((next, value, code)) = megamoney(c, at) {
        found.push(span(c, at, next, "currency", Some(decimal(value)), Some(code)));
        return Some(next);
    }
    if (c.any(at, &[Keyword::Age]) || (c.str(at).eq_ignore_ascii_case("aged") && c.digits(at + 1)))
        && let Some(number) = cardinal(c, at + 1).filter(|number| number.is_integer())
    {
        found.push(span(c, at, number.next, "age", Some(decimal(number.value)), Some(String::from("Age"))));
        return None;
    }
    if !c.starts_at(at) || (c.digits(at) && at > 1 && c.joint(at - 1) && c.kind(at - 2) != Kind::Sign) {
        return None;
    }
    let amount = bracketed(c, at).or_else(|| amount(c, at, false))?;
    match amount.said {
        Said::Percent => {
            found.push(span(c, at, amount.next, "percentage", Some(decimal(amount.value)), Some(String::from("%"))));
        }
        Said::Money(money) => {
            let (value, next) = shared_millions(c, &amount).unwrap_or_else(|| with_cents(c, &amount));
            let unit = money_unit(c, &amount, money.code);
            found.push(span(c, at, next, "currency", Some(decimal(value)), Some(unit)));
            return Some(next);
        }
        Said::Measure(row) => return measured(c, at, &amount, row.dimension, row.name, found),
        Said::None | Said::Point | Said::BasisPoint | Said::Times => return None,
    }
    Some(amount.next)
}

fn measured(
    c: &Cursor<'_>,
    at: usize,
    amount: &Amount,
    dimension: &str,
    name: &str,
    found: &mut Vec<TypedSpan>,
) -> Option<usize> {
    let unit = capitalised(name);
    match dimension {
        "duration" => {
            let joint = c.past_joint(amount.next);
            let old = c.is(joint, Keyword::Old);
            let of_age = c.is(amount.next, Keyword::Of) && c.is(amount.next + 1, Keyword::Age);
            if old || of_age {
                let next = if old { joint + 1 } else { amount.next + 2 };
                found.push(span(c, at, next, "age", Some(decimal(amount.value)), Some(unit)));
            }
        }
        "temperature" => {
            let unit = match name {
                "degree Celsius" => "C",
                "degree Fahrenheit" => "F",
                _ => "K",
            };
            let next = amount.next;
            found.push(span(c, at, next, "temperature", Some(decimal(amount.value)), Some(unit.to_owned())));
        }
        "angle" if name == "degree" => {
            let stop = usize::from(c.sign(amount.next, '.') && c.str(amount.next - 1) == "deg");
            let mut near = at.saturating_sub(4)..amount.next + 3;
            let turn = near.any(|place| {
                let word = c.str(place).to_ascii_lowercase();
                matches!(
                    word.as_str(),
                    "rotate" | "turn" | "turned" | "angle" | "latitude" | "longitude" | "north" | "south"
                )
            });
            let kind = if turn { "dimension" } else { "temperature" };
            found.push(span(
                c,
                at,
                amount.next + stop,
                kind,
                Some(decimal(amount.value)),
                Some(String::from("Degree")),
            ));
        }
        _ => {
            // "24703 L-202" is the number of a thing.
            if c.joint(amount.next) && c.digits(amount.next + 1) && c.str(amount.next - 1).len() == 1 {
                return None;
            }
            found.push(span(c, at, amount.next, "dimension", Some(decimal(amount.value)), Some(unit)));
            if name == "pound" {
                found.push(span(
                    c,
                    at,
                    amount.next,
                    "currency",
                    Some(decimal(amount.value)),
                    Some(unit_word(c, amount)),
                ));
            }
        }
    }
    Some(amount.next)
}

fn unit_word(c: &Cursor<'_>, amount: &Amount) -> String {
    capitalised(c.str(amount.next - 1).trim_end_matches('s'))
}

/// `20 (kg)`, `20 [kg]`: a unit in brackets.
fn bracketed(c: &Cursor<'_>, at: usize) -> Option<Amount> {
    let number = cardinal(c, at).filter(|number| number.figures)?;
    let close = match c.str(number.next) {
        "(" => ')',
        "[" => ']',
        "{" => '}',
        "<" => '>',
        _ => return None,
    };
    let (said, next) = unit::after(c, number.next + 1, false)?;
    if !c.sign(next, close) {
        return None;
    }
    Some(Amount {
        from: at,
        number_from: at,
        number,
        said,
        sign_first: false,
        next: next + 1,
        parts: Vec::new(),
        value: number.value,
        digit: number.digit,
    })
}

/// "thirteen dollars and forty-five cents", "$20 and 43c", "10 $ 30 cent": with the hundredths after it.
fn with_cents(c: &Cursor<'_>, money: &Amount) -> (Rational, usize) {
    let plain = (money.value, money.next);
    let Said::Money(whole) = money.said else { return plain };
    if whole.parts > 1 || !money.value.is_integer() {
        return plain;
    }
    let at = money.next + usize::from(c.is(money.next, Keyword::And));
    let Some(more) = amount(c, at, false) else { return plain };
    let cents =
        matches!(more.said, Said::Money(part) if part.parts == 100) || c.str(more.next) == "c" && !c.gap(more.next);
    let next = if matches!(more.said, Said::Money(_)) { more.next } else { more.next + 1 };
    let value = more.value.checked_mul(&Rational::new(1, 100)).and_then(|part| money.value.checked_add(&part));
    match value {
        Some(value) if cents && more.value < Rational::from_integer(100) => (value, next),
        _ => plain,
    }
}

/// The lower end of "$15-20 million": 15 million.
fn shared_millions(c: &Cursor<'_>, low: &Amount) -> Option<(Rational, usize)> {
    let high = cardinal(c, low.next + 1).filter(|_| c.dash(low.next))?;
    let factor = low.number.shared_factor(low.value, &high, high.value)?;
    Some((low.value.checked_mul(&factor)?, low.next))
}

/// "30 MUSD", "MAUD 60", "75 USD million": millions of a currency.
fn megamoney(c: &Cursor<'_>, at: usize) -> Option<(usize, Rational, String)> {
    let mega = |place: usize| {
        let code = c.str(place).strip_prefix('M').filter(|code| code.len() == 3)?;
        units().code(code).map(|_| code.to_owned())
    };
    let million = Rational::from_integer(1_000_000);
    if let Some(code) = mega(at) {
        let number = cardinal(c, at + 1).filter(|_| c.digits(at + 1))?;
        return Some((number.next, number.value.checked_mul(&million)?, code));
    }
    let number = cardinal(c, at).filter(|_| c.digits(at) || c.entry(at).cardinal.is_some())?;
    if let Some(code) = mega(number.next) {
        return Some((number.next + 1, number.value.checked_mul(&million)?, code));
    }
    let code = units().code(c.str(number.next)).filter(|code| code.len() == 3)?;
    let scale = c.entry(number.next + 1).scale;
    let factor = crate::value::read::cardinal::power_of_ten(scale).filter(|_| scale > 2)?;
    Some((number.next + 2, number.value.checked_mul(&factor)?, code.to_owned()))
}

/// "fahrenheit", "degrees celsius" without a number.
fn bare_temperature(c: &Cursor<'_>, at: usize) -> Option<usize> {
    let degrees = usize::from(c.is(at, Keyword::Degree));
    let scale = c.any(at + degrees, &[Keyword::Fahrenheit, Keyword::Celsius]);
    scale.then_some(at + degrees + 1)
}

fn temperature_unit(c: &Cursor<'_>, _at: usize, next: usize) -> String {
    String::from(if c.is(next - 1, Keyword::Fahrenheit) { "F" } else { "C" })
}

/// The currency as it was said: "$" and "dollars" are "Dollar", "US$" the "United States dollar".
fn money_unit(c: &Cursor<'_>, amount: &Amount, code: &str) -> String {
    let words = if amount.sign_first {
        c.text.get(c.start(amount.from)..c.end(amount.number_from)).unwrap_or("")
    } else {
        c.text.get(c.end(amount.number.next)..c.end(amount.next)).unwrap_or("")
    };
    let said = words.trim().trim_start_matches('-').trim().to_lowercase();
    let name = match said.as_str() {
        "$" | "dollar" | "dollars" | "buck" | "bucks" => "Dollar",
        "€" | "euro" | "euros" | "eur" => "Euro",
        "£" | "pound" | "pounds" => "Pound",
        "cent" | "cents" | "¢" => "Cent",
        "pence" => "Pence",
        "franc" | "francs" => "Franc",
        "rupee" | "rupees" => "Rupee",
        "peso" | "pesos" => "Peso",
        _ => match code {
            "USD" => "United States dollar",
            "GBP" => "British pound",
            "NLG" => "Netherlands guilder",
            _ => return units().currency_name(code).map_or_else(|| code.to_owned(), capitalised),
        },
    };
    name.to_owned()
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

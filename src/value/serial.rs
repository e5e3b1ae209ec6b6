//! Values in facts files (YAML, JSON): one flat record, plain to read, and exact to read back.
//!
//! `{number: "1.4 billion"}`, `{number: "15", to: "20", unit: percent, hedge: about}`, `{date: 2015-09-11}`,
//! `{date: 2015-09-11/2015-09-13}`, `{date: --09-11}` (no year), `{date: last Friday}`, `{score: 3-0}`,
//! `{time: "15:30", zone: GMT}`, `{every: 2 weeks}`. What a value is follows from the first of these fields; a number
//! keeps its printed digits, from which its precision follows. Guaranteed: writing and reading back is the identity.

use super::date::{DateExpression, DatePart, DateSpan, DateUnit, Holiday};
use super::describe::{WEEKDAYS, figures};
use super::number::Draft;
use super::read::cardinal::cardinal;
use super::read::cursor::Cursor;
use super::read::token::tokens;
use super::time::{Clock, Recurring, TimeExpression, Zone};
use super::{Hedge, Number, Rational, Unit, Value};
use jiff::civil::{Date, Time};
use num_traits::Zero;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// The record.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Form {
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// The higher number of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// `percent`, `percentage point`, `times`, a currency's code, a unit's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hedge: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ordinal: Option<bool>,
    /// The place of the last digit, where the number as printed does not show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    digit: Option<String>,
    /// The members of a compound: `[5 foot, 10 inch]`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    /// The last time of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    every: Option<String>,
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        form(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        value(Form::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

fn form(value: &Value) -> Form {
    match value {
        Value::Number(number) => number_form(number),
        Value::Date(date) => Form { date: Some(date_text(date)), ..Form::default() },
        Value::Score(one, other) => Form { score: Some(format!("{one}-{other}")), ..Form::default() },
        Value::Time(time) => time_form(time),
        Value::Recurring(recurring) => Form { every: Some(every_text(recurring)), ..Form::default() },
    }
}

fn value(form: Form) -> Result<Value, String> {
    let kinds =
        [form.number.is_some(), form.date.is_some(), form.score.is_some(), form.time.is_some(), form.every.is_some()];
    if kinds.iter().filter(|kind| **kind).count() != 1 {
        return Err(String::from("a value is one of `number`, `date`, `score`, `time` and `every`"));
    }
    if let Some(date) = &form.date {
        return date_from(date).map(Value::Date).ok_or_else(|| format!("`{date}` is no date; write `2015-09-11`"));
    }
    if let Some(score) = &form.score {
        let sides = score.split_once('-').and_then(|(one, other)| Some((one.parse().ok()?, other.parse().ok()?)));
        let (one, other) = sides.ok_or_else(|| format!("`{score}` is no score; write `3-0`"))?;
        return Ok(Value::Score(one, other));
    }
    if let Some(every) = &form.every {
        return every_from(every)
            .map(Value::Recurring)
            .ok_or_else(|| format!("`{every}` is no recurrence; write `2 weeks`"));
    }
    if form.time.is_some() {
        return time_from(&form).map(Value::Time);
    }
    number_from(&form).map(Value::Number)
}

/// The hedges by their words.
const HEDGES: [(Hedge, &str); 6] = [
    (Hedge::About, "about"),
    (Hedge::Nearly, "nearly"),
    (Hedge::MoreThan, "more than"),
    (Hedge::AtLeast, "at least"),
    (Hedge::LessThan, "less than"),
    (Hedge::AtMost, "at most"),
];

fn number_form(number: &Number) -> Form {
    let printed = figures(number.stated, number.digit);
    let shown = parsed(&printed) == Some((number.stated, number.digit));
    let (text, digit) =
        if shown { (printed, None) } else { (number.stated.to_string(), Some(number.digit.to_string())) };
    let high = number.stated_high.map(|high| if shown { figures(high, number.digit) } else { high.to_string() });
    let unit = match &number.unit {
        Unit::One => None,
        Unit::Percent => Some(String::from("percent")),
        Unit::PercentagePoint => Some(String::from("percentage point")),
        Unit::Times => Some(String::from("times")),
        Unit::Currency(code) => Some(code.clone()),
        Unit::Measure { said, .. } => Some(said.clone()),
    };
    let hedge = HEDGES.iter().find(|(hedge, _)| *hedge == number.hedge).map(|(_, word)| (*word).to_owned());
    let parts = number.parts.iter().map(|(value, unit)| format!("{value} {unit}")).collect();
    Form {
        number: Some(text),
        to: high,
        unit,
        hedge,
        ordinal: number.ordinal.then_some(true),
        digit,
        parts,
        ..Form::default()
    }
}

/// An exact fraction, not too large to be computed with.
fn exact(text: &str) -> Option<Rational> {
    const DIGITS: usize = 30;
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    if above.len() > DIGITS || below.len() > DIGITS {
        return None;
    }
    let (above, below) = (above.parse().ok()?, below.parse::<i128>().ok().filter(|below| *below > 0)?);
    Some(Rational::new(above, below))
}

/// A number as printed: its value and the place of its last digit.
fn parsed(text: &str) -> Option<(Rational, Rational)> {
    let mut buffer = Vec::new();
    tokens(text, 0, 64, &mut buffer);
    let c = Cursor { text, tokens: &buffer, loose: false };
    let number = cardinal(&c, 0)?;
    (number.next + 1 == buffer.len()).then_some((number.value, number.digit))
}

fn number_from(form: &Form) -> Result<Number, String> {
    let text = form.number.as_deref().unwrap_or_default();
    let read = |text: &str| match &form.digit {
        Some(digit) => exact(text).zip(exact(digit)),
        None => parsed(text),
    };
    let unknown = |text: &str| format!("`{text}` is no number; write `1,234`, `1.4 billion` or `2/3`");
    let (stated, mut place) = read(text).ok_or_else(|| unknown(text))?;
    let stated_high = match &form.to {
        Some(high) => {
            let (high, digit) = read(high).ok_or_else(|| unknown(high))?;
            place = if place.is_zero() || digit.is_zero() { place.max(digit) } else { place.min(digit) };
            Some(high)
        }
        None => None,
    };
    let unit = match form.unit.as_deref() {
        None => Unit::One,
        Some("percent") => Unit::Percent,
        Some("percentage point") => Unit::PercentagePoint,
        Some("times") => Unit::Times,
        Some(name) => unit_named(name)?,
    };
    let hedge = match form.hedge.as_deref() {
        None if stated_high.is_some() => Hedge::Range,
        None => Hedge::None,
        Some(word) => {
            let found = HEDGES.iter().find(|(_, known)| *known == word).map(|(hedge, _)| *hedge);
            found.ok_or_else(|| {
                let known: Vec<&str> = HEDGES.iter().map(|(_, word)| *word).collect();
                format!("`{word}` is no hedge; known are {}", known.join(", "))
            })?
        }
    };
    let part = |part: &String| {
        let (value, unit) = part.split_once(' ')?;
        Some((exact(value)?, unit.to_owned()))
    };
    let parts: Option<Vec<_>> = form.parts.iter().map(part).collect();
    let parts = parts.ok_or_else(|| String::from("the parts of a number are written `5 foot`"))?;
    let ordinal = form.ordinal.unwrap_or(false);
    Draft { stated, stated_high, digit: place, unit, hedge, ordinal, parts }
        .number()
        .ok_or_else(|| format!("`{text}` is too large to be computed with exactly"))
}

/// A unit of measure by its name, or else a currency by its code or word.
fn unit_named(name: &str) -> Result<Unit, String> {
    if let Some(row) = super::units::units().named(name) {
        return Ok(Unit::of(row));
    }
    let code = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let shared = super::units::units().money(name).is_some_and(|money| money.code == name);
    if code || shared {
        Ok(Unit::Currency(name.to_owned()))
    } else {
        Err(format!("`{name}` is no known unit or currency"))
    }
}

const UNITS: [(DateUnit, &str); 8] = [
    (DateUnit::Day, "day"),
    (DateUnit::Week, "week"),
    (DateUnit::Month, "month"),
    (DateUnit::Year, "year"),
    (DateUnit::Weekend, "weekend"),
    (DateUnit::Quarter, "quarter"),
    (DateUnit::Decade, "decade"),
    (DateUnit::Century, "century"),
];

fn unit_from(word: &str) -> Option<DateUnit> {
    let word = if word == "centuries" { "century" } else { word.strip_suffix('s').unwrap_or(word) };
    UNITS.iter().find(|(_, name)| *name == word).map(|(unit, _)| *unit)
}

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

const PARTS: [(DatePart, &str); 5] = [
    (DatePart::Early, "early"),
    (DatePart::Mid, "mid"),
    (DatePart::Late, "late"),
    (DatePart::Before, "earlier in"),
    (DatePart::After, "later in"),
];

fn directed(direction: i8, name: &str) -> String {
    match direction {
        0 => name.to_owned(),
        d if d < 0 => format!("last {name}"),
        _ => format!("next {name}"),
    }
}

/// The words before a name that say in which direction it lies.
fn undirected(text: &str) -> (i8, &str) {
    if let Some(name) = text.strip_prefix("last ") {
        (-1, name)
    } else if let Some(name) = text.strip_prefix("next ") {
        (1, name)
    } else {
        (0, text)
    }
}

fn date_text(date: &DateExpression) -> String {
    let end = |(month, day): (i8, Option<i8>)| {
        day.map_or_else(|| format!("--{month:02}"), |day| format!("--{month:02}-{day:02}"))
    };
    match date {
        DateExpression::Absolute(span) => {
            let day = |day: Option<Date>| day.map_or_else(|| String::from(".."), |day| day.to_string());
            if span.as_day().is_some() { day(span.first) } else { format!("{}/{}", day(span.first), day(span.last)) }
        }
        DateExpression::NoYear { first, last } if first == last => end(*first),
        DateExpression::NoYear { first, last } => format!("{}/{}", end(*first), end(*last)),
        DateExpression::Weekday { day, direction } => {
            let name = usize::try_from(day.saturating_sub(1))
                .ok()
                .and_then(|day| WEEKDAYS.get(day))
                .copied()
                .unwrap_or_default();
            directed(*direction, name)
        }
        DateExpression::Offset { count, unit } => format!("{unit} {count:+}"),
        DateExpression::Distance { count, unit, hedged } => {
            format!("{}{count:+} {unit} away", if *hedged { "about " } else { "" })
        }
        DateExpression::Stretch { count, unit } => format!("through {count:+} {unit}"),
        DateExpression::Season { season, direction } => {
            let name =
                usize::try_from(*season).ok().and_then(|season| SEASONS.get(season)).copied().unwrap_or_default();
            directed(*direction, name)
        }
        DateExpression::Holiday(Holiday::Easter(days)) => format!("Easter {days:+}"),
        DateExpression::Holiday(Holiday::NthWeekday { month, nth, weekday }) => {
            format!("weekday {weekday} no. {nth} of --{month:02}")
        }
        DateExpression::Part { part, of } => {
            let word = PARTS.iter().find(|(known, _)| known == part).map_or("", |(_, word)| *word);
            format!("{word} {}", date_text(of))
        }
        DateExpression::Impossible(reason) => format!("impossible: {reason}"),
    }
}

fn date_from(text: &str) -> Option<DateExpression> {
    if let Some(reason) = text.strip_prefix("impossible: ") {
        return Some(DateExpression::Impossible(reason.to_owned()));
    }
    for (part, word) in PARTS {
        if let Some(of) = text.strip_prefix(word).and_then(|of| of.strip_prefix(' ')) {
            let of = plain_date_from(of)?;
            return Some(DateExpression::Part { part, of: Box::new(of) });
        }
    }
    plain_date_from(text)
}

/// A date that is no part of another.
fn plain_date_from(text: &str) -> Option<DateExpression> {
    if let Some(end) = text.strip_prefix("--") {
        let end_from = |end: &str| {
            let (month, day) = end.split_once('-').map_or((end, None), |(month, day)| (month, Some(day)));
            let day = match day {
                Some(day) => Some(day.parse::<i8>().ok().filter(|day| (1..=31).contains(day))?),
                None => None,
            };
            Some((month.parse::<i8>().ok().filter(|month| (1..=12).contains(month))?, day))
        };
        let (first, last) = match end.split_once("/--") {
            Some((first, last)) => (end_from(first)?, end_from(last)?),
            None => (end_from(end)?, end_from(end)?),
        };
        return Some(DateExpression::NoYear { first, last });
    }
    if let Some((first, last)) = text.split_once('/') {
        let day = |day: &str| if day == ".." { Some(None) } else { day.parse::<Date>().ok().map(Some) };
        let span = DateSpan { first: day(first)?, last: day(last)? };
        let backwards = span.first.zip(span.last).is_some_and(|(first, last)| first > last);
        return (!backwards).then_some(DateExpression::Absolute(span));
    }
    if let Ok(day) = text.parse::<Date>() {
        return Some(DateExpression::day(day));
    }
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        ["Easter", days] => return Some(DateExpression::Holiday(Holiday::Easter(days.parse().ok()?))),
        ["weekday", weekday, "no.", nth, "of", month] => {
            let month = month.strip_prefix("--")?.parse().ok().filter(|month| (1..=12).contains(month))?;
            let nth = nth.parse().ok().filter(|nth: &i8| *nth == -1 || (1..=5).contains(nth))?;
            let weekday = weekday.parse().ok().filter(|weekday| (1..=7).contains(weekday))?;
            return Some(DateExpression::Holiday(Holiday::NthWeekday { month, nth, weekday }));
        }
        ["through", count, unit] => {
            return Some(DateExpression::Stretch { count: count.parse().ok()?, unit: unit_from(unit)? });
        }
        [count, unit, "away"] => {
            return Some(DateExpression::Distance {
                count: count.parse().ok()?,
                unit: unit_from(unit)?,
                hedged: false,
            });
        }
        ["about", count, unit, "away"] => {
            return Some(DateExpression::Distance { count: count.parse().ok()?, unit: unit_from(unit)?, hedged: true });
        }
        [unit, count] if count.starts_with(['+', '-']) => {
            return Some(DateExpression::Offset { count: count.parse().ok()?, unit: unit_from(unit)? });
        }
        _ => {}
    }
    let (direction, name) = undirected(text);
    if let Some(day) = WEEKDAYS.iter().position(|known| *known == name) {
        return Some(DateExpression::Weekday { day: i8::try_from(day + 1).ok()?, direction });
    }
    let season = SEASONS.iter().position(|known| *known == name)?;
    Some(DateExpression::Season { season: i8::try_from(season).ok()?, direction })
}

/// A time; a question mark where a.m. or p.m. was left out.
fn clock_text(clock: &Clock) -> String {
    format!("{}{}", clock.time, if clock.sure { "" } else { "?" })
}

fn clock_from(text: &str) -> Result<Clock, String> {
    let (time, sure) = text.strip_suffix('?').map_or((text, true), |time| (time, false));
    let time = time.parse::<Time>().map_err(|_| format!("`{text}` is no time; write `15:30`"))?;
    Ok(Clock { time, sure })
}

fn time_form(time: &TimeExpression) -> Form {
    let named = |zone: &Option<Zone>| zone.as_ref().map(|zone| zone.name.clone());
    match time {
        TimeExpression::At { clock, zone } => {
            Form { time: Some(clock_text(clock)), zone: named(zone), ..Form::default() }
        }
        TimeExpression::Between { first, last, zone } => {
            Form { time: Some(clock_text(first)), until: Some(clock_text(last)), zone: named(zone), ..Form::default() }
        }
        TimeExpression::Impossible(reason) => Form { time: Some(format!("impossible: {reason}")), ..Form::default() },
    }
}

fn time_from(form: &Form) -> Result<TimeExpression, String> {
    let text = form.time.as_deref().unwrap_or_default();
    if let Some(reason) = text.strip_prefix("impossible: ") {
        return Ok(TimeExpression::Impossible(reason.to_owned()));
    }
    let zone = match &form.zone {
        Some(name) => {
            Some(Zone::named(name).ok_or_else(|| format!("`{name}` is no known time zone; write `GMT` or `EST`"))?)
        }
        None => None,
    };
    let clock = clock_from(text)?;
    match &form.until {
        Some(last) => Ok(TimeExpression::Between { first: clock, last: clock_from(last)?, zone }),
        None => Ok(TimeExpression::At { clock, zone }),
    }
}

fn every_text(recurring: &Recurring) -> String {
    match recurring.weekday {
        Some(day) => usize::try_from(day.saturating_sub(1))
            .ok()
            .and_then(|day| WEEKDAYS.get(day))
            .copied()
            .unwrap_or_default()
            .to_owned(),
        None => format!("{} {}", recurring.every, recurring.unit),
    }
}

fn every_from(text: &str) -> Option<Recurring> {
    if let Some(day) = WEEKDAYS.iter().position(|known| *known == text) {
        return Some(Recurring { every: 1, unit: DateUnit::Week, weekday: Some(i8::try_from(day + 1).ok()?) });
    }
    let (every, unit) = text.split_once(' ')?;
    Some(Recurring { every: every.parse().ok().filter(|every| *every > 0)?, unit: unit_from(unit)?, weekday: None })
}

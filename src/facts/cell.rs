//! Cells of tables, read as people read them: `3 - 2`, `1:23.4`, `$1,200 (est.)`, `n/a`, `May 3`, `12[a]`.
//!
//! Enters: the words of a cell and of its column's head. Leaves: what a comparison can ask of it. Guaranteed: nothing is
//! made up; a cell that holds no value of the kind asked for has none.

use crate::source::Span;
use crate::value::{DateExpression, DateSpan, Hedge, Number, Rational, TimeExpression, Unit, Value, read_all};
use num_traits::{CheckedAdd, CheckedMul, One, Zero};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static CELLS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/values/cells.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Its words, without footnote marks, with single spaces.
    pub text: String,
    /// Whether it says that there is a value which is not known (`TBA`, `?`).
    pub unknown: bool,
    /// Its numbers in order; a year is one too.
    pub numbers: Vec<Number>,
    /// Its first date that is more than a year.
    pub date: Option<DateExpression>,
    /// How long it says something takes (`1:23.4`), in seconds.
    pub lasts: Option<Rational>,
    /// A result (`3 - 2`).
    pub score: Option<(u32, u32)>,
    /// Whether a value is all that it says, footnotes and brackets aside.
    pub is_value: bool,
}

/// What cells of a column are put in order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// Dates with a month.
    Date,
    /// Times and lengths of time with colons.
    Lasts,
    /// Numbers, the first first.
    Number,
}

/// Where a cell stands in its column's order: by its first value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(Rational);

impl Said {
    /// Reads a cell; a bare number is taken in the unit of the column's head.
    pub fn read(cell: &str, head: Option<&Unit>) -> Self {
        let text = without_marks(cell);
        let plain = with_months(&joined(&text));
        let mut said = Self {
            unknown: class(&text) == Some("unknown"),
            lasts: lasts(&plain),
            numbers: Vec::new(),
            date: None,
            score: None,
            is_value: false,
            text,
        };
        let whole = outside_brackets(&plain);
        let readings = read_all(&plain);
        said.is_value = said.lasts.is_some()
            || readings.first().is_some_and(|first| first.span.start == 0 && first.span.end as usize >= whole.len());
        said.date = month(&plain).filter(|_| readings.is_empty());
        said.is_value |= said.date.is_some();
        for reading in readings {
            said.take(reading.value, plain.get(reading.span.range()).unwrap_or_default());
        }
        if said.numbers.is_empty() && said.date.is_none() {
            said.numbers = figures(&plain);
            said.is_value |=
                said.numbers.len() == 1 && whole.bytes().all(|b| b.is_ascii_digit() || b"-+.,".contains(&b));
        }
        if let Some(unit) = head {
            for number in said.numbers.iter_mut().filter(|number| number.unit == Unit::One && !number.ordinal) {
                if let Some(made) = Number::said(number.stated, number.digit, unit.clone(), number.hedge) {
                    *number = made;
                }
            }
        }
        said
    }

    /// What a sum gives.
    pub fn of_number(number: Number) -> Self {
        Self {
            text: number.to_string(),
            unknown: false,
            numbers: vec![number],
            date: None,
            lasts: None,
            score: None,
            is_value: true,
        }
    }

    /// Whether anything is stated.
    pub fn is_stated(&self) -> bool {
        !self.text.is_empty() && class(&self.text).is_none()
    }

    /// What it is put in order by.
    pub fn order(&self) -> Option<Order> {
        match self {
            Self { date: Some(_), .. } => Some(Order::Date),
            Self { lasts: Some(_), .. } => Some(Order::Lasts),
            Self { numbers, .. } if !numbers.is_empty() => Some(Order::Number),
            _ => None,
        }
    }

    /// Where it stands in an order; `None`: it has no value of that kind.
    pub fn key(&self, order: Order) -> Option<Key> {
        let key = match order {
            Order::Date => date_key(self.date.as_ref()?)?,
            // Among times with minutes, a bare number is a time of less than one.
            Order::Lasts => self.lasts.or_else(|| self.number()?.point())?,
            Order::Number => self.number()?.point()?,
        };
        Some(Key(key))
    }

    /// The first number.
    pub fn number(&self) -> Option<&Number> {
        self.numbers.first()
    }

    fn take(&mut self, value: Value, written: &str) {
        let count = |number: i64| Number::count(number);
        match value {
            Value::Number(number) => self.numbers.push(number),
            Value::Score(one, other) => {
                self.score = self.score.or(Some((one, other)));
                self.numbers.extend([one, other].into_iter().filter_map(|side| count(i64::from(side))));
            }
            Value::Date(DateExpression::Absolute(span)) if years(&span, written).is_some() => {
                let (first, last) = years(&span, written).unwrap_or_default();
                self.numbers.extend(count(i64::from(first)));
                if last != first {
                    self.numbers.extend(count(i64::from(last)));
                }
            }
            Value::Date(DateExpression::Impossible(_)) => {}
            Value::Date(date) => self.date = self.date.take().or(Some(date)),
            Value::Time(TimeExpression::At { clock, .. }) if self.lasts.is_none() => {
                let time = clock.time;
                let seconds =
                    i128::from(time.hour()) * 3600 + i128::from(time.minute()) * 60 + i128::from(time.second());
                self.lasts = Some(Rational::from_integer(seconds));
            }
            Value::Time(_) | Value::Recurring(_) => {}
        }
    }
}

/// Whether a cell begins a row that sums up others.
pub fn is_total(cell: &str) -> bool {
    class(outside_brackets(&without_marks(cell)).trim_end_matches([':', '.'])) == Some("total")
}

/// The unit that the head of a column gives for all its numbers: `height (m)`, `price in USD`.
pub fn unit_of(head: &str) -> Option<Unit> {
    let inner = head.rsplit_once('(').and_then(|(_, rest)| rest.split(')').next());
    let behind = head.rsplit_once(" in ").map(|(_, rest)| rest);
    inner.or(behind).and_then(|unit| {
        let unit = unit.trim();
        let readings = read_all(&format!("1 {unit}"));
        let [reading] = readings.as_slice() else { return None };
        match &reading.value {
            Value::Number(number) if reading.span.end as usize == unit.len() + 2 && number.stated.is_one() => {
                Some(number.unit.clone()).filter(|unit| *unit != Unit::One)
            }
            _ => None,
        }
    })
}

/// Words as two cells are compared by: small letters, without footnote marks and white space.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in without_marks(text).chars().filter(|letter| !letter.is_whitespace()) {
        match letter {
            '–' | '—' | '−' | '‑' => folded.push('-'),
            '’' | '‘' => folded.push('\''),
            '“' | '”' => folded.push('"'),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
    folded
}

/// What stands before the first bracket, or the whole if nothing does.
pub fn outside_brackets(text: &str) -> &str {
    let before = text.split(['(', '[']).next().unwrap_or_default().trim();
    if before.is_empty() { text.trim() } else { before }
}

fn class(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("empty");
    }
    CELLS.get(folded(text).as_str()).copied()
}

/// The words without footnote marks (`[1]`, `[a]`, `*`, `†`, `¹`), with single spaces.
fn without_marks(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(letter) = rest.chars().next() {
        let mark = rest.strip_prefix('[').and_then(|inner| inner.split_once(']'));
        if let Some((_, after)) = mark.filter(|(inner, _)| is_mark(inner)) {
            rest = after;
            continue;
        }
        // A raised figure behind a letter belongs to a unit (`km²`).
        let raised = matches!(letter, '¹' | '²' | '³') && !text.ends_with(char::is_alphabetic);
        let is_sign = raised || matches!(letter, '*' | '†' | '‡' | '§' | '¶');
        if !is_sign || text.trim().is_empty() {
            text.push(letter);
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_mark(inner: &str) -> bool {
    let inner = inner.trim();
    let note = inner.strip_prefix("note").or_else(|| inner.strip_prefix("nb")).unwrap_or(inner).trim();
    !note.is_empty() && (note.bytes().all(|byte| byte.is_ascii_digit()) || note.len() <= 2)
}

/// The words with the signs inside values joined to them, as prose has them: `3 - 2` is `3-2`, `- 8` is `-8`, `5 %` is `5%`.
fn joined(text: &str) -> String {
    let letters: Vec<char> =
        text.chars().map(|letter| if matches!(letter, '−' | '‑') { '-' } else { letter }).collect();
    let mut out = String::with_capacity(text.len());
    for (at, &letter) in letters.iter().enumerate() {
        if letter == ' ' {
            let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or(' ');
            let next = letters.get(at + 1).copied().unwrap_or(' ');
            let earlier = at.checked_sub(2).and_then(|at| letters.get(at)).copied();
            let later = letters.get(at + 2).copied();
            let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
            let is_joint = |sign: char| matches!(sign, '-' | '–' | '/' | ':');
            let opens = earlier.is_none_or(|earlier| matches!(earlier, ' ' | '('));
            let skip = next == ','
                || next == '%' && before.is_ascii_digit()
                || is_joint(next)
                    && before.is_ascii_digit()
                    && later == Some(' ')
                    && digit(letters.get(at + 3).copied())
                || is_joint(before)
                    && digit(Some(next))
                    && at >= 3
                    && earlier == Some(' ')
                    && digit(letters.get(at - 3).copied())
                || matches!(before, '-' | '+')
                    && opens
                    && digit(Some(next))
                    && !(at >= 3 && digit(letters.get(at - 3).copied()));
            if skip {
                continue;
            }
        }
        out.push(letter);
    }
    out
}

/// Months that are verbs in prose with a capital where a figure stands beside them: `8 may 1992`.
fn with_months(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let figure = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    let word = |(at, word): (usize, &&str)| match *word {
        "may" if figure(at.checked_sub(1)) || figure(Some(at + 1)) => String::from("May"),
        "march" if figure(at.checked_sub(1)) || figure(Some(at + 1)) => String::from("March"),
        word => word.to_owned(),
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// The name of a month alone.
fn month(text: &str) -> Option<DateExpression> {
    let (first, rest) = text.split_at_checked(1)?;
    let readings = read_all(&format!("in {}{rest}", first.to_uppercase()));
    match readings.as_slice() {
        [reading] if reading.span.end as usize == text.len() + 3 => match &reading.value {
            Value::Date(date @ DateExpression::NoYear { .. }) => Some(date.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// `1:23.4`, `2:05:10`: what a watch shows.
fn lasts(text: &str) -> Option<Rational> {
    let word =
        text.split_whitespace().find(|word| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()))?;
    let word = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let mut total = Rational::zero();
    let parts: Vec<&str> = word.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for (at, part) in parts.iter().enumerate() {
        let number = decimal(part).filter(|(_, digit)| at + 1 == parts.len() || digit.is_one())?.0;
        let well_formed = at == 0 || part.split('.').next().is_some_and(|whole| whole.len() == 2);
        if !well_formed {
            return None;
        }
        total = total.checked_mul(&Rational::from_integer(60))?.checked_add(&number)?;
    }
    Some(total)
}

/// A number in digits, and the place of its last digit.
fn decimal(digits: &str) -> Option<(Rational, Rational)> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all: String = [whole, fraction].concat();
    if all.is_empty() || all.len() > 30 || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    Some((Rational::new(all.parse().ok()?, scale), Rational::new(1, scale)))
}

/// The runs of digits of a text that holds no value of another kind.
fn figures(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if !is_digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while is_digit(at) || matches!(bytes.get(at), Some(b'.' | b',')) && is_digit(at + 1) {
            at += 1;
        }
        let negative = start > 0
            && bytes.get(start - 1) == Some(&b'-')
            && start.checked_sub(2).is_none_or(|before| bytes.get(before) == Some(&b' '));
        let digits = text.get(start..at).unwrap_or_default().replace(',', "");
        if let Some((number, digit)) = decimal(&digits) {
            let number = if negative { -number } else { number };
            numbers.extend(Number::said(number, digit, Unit::One, Hedge::None));
        }
    }
    numbers
}

/// The first and the last year, where a span is made of whole years: `1994`, `1996-2004`, and the season `2010-11`, which is
/// no November.
fn years(span: &DateSpan, written: &str) -> Option<(i16, i16)> {
    let (first, last) = (span.first?, span.last?);
    if let Some((year, next)) = written.split_once('-')
        && let (4, 2, Ok(year), Ok(next)) = (year.len(), next.len(), year.parse::<i16>(), next.parse::<i16>())
        && (year + 1) % 100 == next
    {
        return Some((year, year + 1));
    }
    let whole = (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31);
    whole.then(|| (first.year(), last.year()))
}

/// Year, month and day of its first day as one number; a date without a year begins with its month.
fn date_key(date: &DateExpression) -> Option<Rational> {
    let number = |part: i128| Rational::from_integer(part);
    match date {
        DateExpression::NoYear { first: (month, day), .. } => {
            Some(number(i128::from(*month) * 100 + i128::from(day.unwrap_or(1))))
        }
        _ => {
            let day = date.resolve(None)?.first?;
            let days = i128::from(day.year()) * 10_000 + i128::from(day.month()) * 100 + i128::from(day.day());
            Some(number(days))
        }
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// Their bytes in the source.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        Said::read(text, None).number().map(ToString::to_string).unwrap_or_default()
    }

    #[test]
    fn numbers_as_people_read_them() {
        for (cell, number) in [
            ("3 - 2", "3"),
            ("w 48 - 7", "48"),
            ("- 8", "-8"),
            ("−8", "-8"),
            ("50th", "50th"),
            ("1991 - 92", "1,991"),
            ("2010 - 11", "2,010"),
            ("16.10 ( 106 )", "16.10"),
            ("at & t center 18581", "18,581"),
            ("1 - 03", "1"),
            ("12[a]", "12"),
            ("12*", "12"),
            ("up to 50", "up to 50"),
            ("1,014", "1,014"),
            ("n/a", ""),
            ("excluded", ""),
        ] {
            assert_eq!(first(cell), number, "{cell}");
        }
        assert_eq!(Said::read("$1,200 (est.)", None).number().unwrap().unit, Unit::Currency(String::from("USD")));
        assert_eq!(unit_of("elevation ( m )"), Unit::measure("meter"));
        assert_eq!(unit_of("Round (overall)"), None);
    }

    #[test]
    fn dates_times_and_results() {
        assert!(Said::read("july 23 , 2002", None).date.is_some());
        assert!(Said::read("1837 - 9 - 22", None).date.is_some());
        assert!(Said::read("may 30", None).date.is_some());
        let key = |cell: &str| Said::read(cell, None).key(Order::Date).unwrap();
        assert!(key("3 may 1992") < key("8 may 1992") && key("20 march 2008") < key("april 2008"));
        assert!(key("8 october") > key("12 march"));
        assert!(Said::read("17 / 02 / 1991", None).date.is_some());
        assert_eq!(Said::read("2:23.04", None).lasts, Some(Rational::new(14_304, 100)));
        assert_eq!(Said::read("1:02:03", None).lasts, Some(Rational::from_integer(3723)));
        assert_eq!(Said::read("8 - 15", None).score, Some((8, 15)));
    }

    #[test]
    fn what_is_no_value() {
        for cell in ["", "-", "n / a", "N/A", "—"] {
            assert!(!Said::read(cell, None).is_stated(), "{cell}");
        }
        assert!(Said::read("TBA", None).unknown);
        assert!(is_total("Total (12 nations)") && is_total("Totals:") && !is_total("Total Recall"));
    }
}

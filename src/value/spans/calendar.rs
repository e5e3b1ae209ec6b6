//! Days and periods as spans have them, counted from a reference date.

use super::duration::{DAY, length};
use crate::value::DateSpan;
use crate::value::calendar::{month_of, nearest};
use crate::value::date::{DateExpression, DateUnit};
use crate::value::read::cardinal::ordinal;
use crate::value::read::cursor::Cursor;
use crate::value::read::date::{date, season_number, single, small_number};
use crate::value::read::relative::{date_unit, relative};
use crate::value::read::words::Keyword;
use jiff::ToSpan;
use jiff::civil::Date;

/// A day or a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    pub from: usize,
    pub next: usize,
    /// The first day.
    pub start: Date,
    /// The day after the last one; of a range, the first day of its last member.
    pub end: Date,
    /// Whether it is a single day.
    pub day: bool,
    /// What stands for it where it has no days in the calendar: a season, a fiscal year, 30 February.
    pub stands: Option<String>,
    /// Whether its words may be something else, so that it needs company: a bare weekday short form, "the 24".
    pub range: bool,
}

impl Period {
    fn of_day(from: usize, next: usize, day: Date) -> Option<Self> {
        let end = day.tomorrow().ok()?;
        Some(Self { from, next, start: day, end, day: true, stands: None, range: false })
    }

    fn of_span(from: usize, next: usize, span: DateSpan) -> Option<Self> {
        let (first, last) = (span.first?, span.last?);
        let end = last.tomorrow().ok()?;
        Some(Self { from, next, start: first, end, day: first == last, stands: None, range: false })
    }

    fn between(from: usize, next: usize, start: Date, end: Date) -> Self {
        Self { from, next, start, end, day: false, stands: None, range: false }
    }

    fn named(from: usize, next: usize, reference: Date, name: String) -> Self {
        Self { from, next, start: reference, end: reference, day: false, stands: Some(name), range: false }
    }
}

/// The longest day or period at `at`.
pub(super) fn period(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let the = c.is(at, Keyword::The);
    let inner = at + usize::from(the);
    let found = [
        named_unit(c, inner, reference)
            .map(|found| Period { from: if c.is(inner, Keyword::Same) { inner } else { at }, ..found }),
        nth_unit(c, inner, reference).map(|found| Period { from: at, ..found }),
        numbered_week(c, at, reference),
        week_and_day(c, at, reference),
        weekday_and_day(c, at, reference),
        directed(c, at, reference),
        part(c, at, reference),
        if the {
            part(c, inner, reference).filter(|_| ranged(c, at)).map(|found| Period { from: at, ..found })
        } else {
            None
        },
        spelled_year(c, at),
        of_month(c, at, reference),
        of_year(c, at, reference),
        whole_of(c, at, reference),
        weekend(c, at, reference),
        rest(c, at, reference),
        decade(c, at),
        neighbour(c, at, reference),
        season_or_fiscal(c, inner, reference),
        plain(c, at, reference),
        if the {
            plain(c, inner, reference).filter(|found| found.day && !c.any(inner, &[Keyword::Last, Keyword::Next]))
        } else {
            None
        }
        .map(|found| Period {
            from: if c.digits(inner) || c.entry(inner).ordinal.is_some() { at } else { found.from },
            ..found
        }),
        compact(c, at),
    ];
    let found = found.into_iter().flatten().filter(|found| c.gap(found.next) || c.ends_before(found.next));
    let found = super::first_longest(found, |found| found.next)?;
    Some(with_weekday(c, found, reference))
}

/// What the reader of dates reads, resolved.
fn plain(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let dated = relative(c, at)
        .or_else(|| super::first_longest([date(c, at), informal(c, at)].into_iter().flatten(), |dated| dated.next))?;
    match &dated.date {
        DateExpression::Impossible(_) => {
            let stands = impossible(c, at, dated.next)?;
            return Some(Period { day: true, ..Period::named(at, dated.next, reference, stands) });
        }
        DateExpression::Stretch { count, unit } if *unit != DateUnit::Day || *count != 0 => return None,
        DateExpression::Part { .. } | DateExpression::Season { .. } => return None,
        DateExpression::Weekday { day, direction } if *direction != 0 => {
            let _ = day;
            return None;
        }
        _ => {}
    }
    if let Some(ends) = &dated.ends {
        let (first, last) = (ends.0.resolve(Some(reference))?, ends.1.resolve(Some(reference))?);
        let whole = dated.date.resolve(Some(reference))?;
        let (start, mut end) = (whole.first?, last.first?);
        if end <= start {
            // A range over New Year: its last member is the next one after its first.
            end = nearest(whole.last?, |year| ends.1.resolve(Date::new(year, 7, 1).ok()))?.first?;
        }
        let _ = first;
        return (end > start).then(|| Period { range: true, ..Period::between(dated.from, dated.next, start, end) });
    }
    let span = dated.date.resolve(Some(reference))?;
    Period::of_span(dated.from, dated.next, span)
}

/// Dates as unedited text writes them: "10/25", "Oct/2", "mar4", "05-Aug-2016", "7.6" after a weekday.
fn informal(c: &Cursor<'_>, at: usize) -> Option<crate::value::read::date::Dated> {
    use crate::value::read::date::Dated;
    let slash = |place: usize| matches!(c.str(place), "/" | "-") && !c.gap(place) && !c.gap(place + 1);
    let day = |place: usize| c.small(place).filter(|day| (1..=31).contains(day)).and_then(|day| i8::try_from(day).ok());
    let no_year = |next: usize, month: i8, day: i8| {
        let known = Date::new(2000, month, day).is_ok();
        let date = if known {
            DateExpression::NoYear { first: (month, Some(day)), last: (month, Some(day)) }
        } else {
            DateExpression::Impossible(String::new())
        };
        Some(Dated::new(at, next, date))
    };
    let month = i8::try_from(c.entry(at).month).ok().filter(|month| *month > 0);
    if let Some(month) = month {
        // "Oct/2", "Nov/2", "mar4", "Dec-2018", "Dec/2018", "Sep-23-2020".
        let joint = usize::from(slash(at + 1));
        let place = at + 1 + joint;
        if let Some(year) = c.small(place).filter(|_| c.str(place).len() == 4 && joint == 1) {
            let span = crate::value::calendar::month_span(i16::try_from(year).ok()?, month)?;
            return Some(Dated::new(at, place + 1, DateExpression::Absolute(span)));
        }
        let tight = joint == 1 || !c.gap(place);
        let day = day(place).filter(|_| tight && c.str(place).len() <= 2)?;
        if slash(place + 1) && c.str(place + 2).len() == 4 {
            let year = i16::try_from(c.small(place + 2)?).ok()?;
            return Some(Dated::new(at, place + 3, DateExpression::day(Date::new(year, month, day).ok()?)));
        }
        let next = place + 1;
        let year = usize::from(c.sign(next, ','));
        if let Some((year, next)) = crate::value::read::date::year_number(c, next + year) {
            return Some(Dated::new(at, next, DateExpression::day(Date::new(year, month, day).ok()?)));
        }
        return no_year(place + 1, month, day);
    }
    let first = day(at).filter(|_| c.starts_at(at) && c.str(at).len() <= 2)?;
    if slash(at + 1) && c.entry(at + 2).month > 0 {
        // "23/Sep/2020", "05-Aug-2016".
        let month = i8::try_from(c.entry(at + 2).month).ok()?;
        let year = c.small(at + 4).filter(|_| slash(at + 3) && c.str(at + 4).len() == 4);
        return match year {
            Some(year) => {
                let date = Date::new(i16::try_from(year).ok()?, month, first).ok()?;
                Some(Dated::new(at, at + 5, DateExpression::day(date)))
            }
            None => no_year(at + 3, month, first),
        };
    }
    if slash(at + 1)
        && c.str(at + 2).len() == 4
        && c.small(at + 2).is_some_and(|year| (1900..2200).contains(&year))
        && slash(at + 3)
        && c.entry(at + 4).month > 0
    {
        // "23-2020-September".
        let date =
            Date::new(i16::try_from(c.small(at + 2)?).ok()?, i8::try_from(c.entry(at + 4).month).ok()?, first).ok()?;
        return Some(Dated::new(at, at + 5, DateExpression::day(date)));
    }
    let weekday_before = at > 0 && (c.entry(at - 1).weekday > 0 || c.is(at - 1, Keyword::This));
    let dot = c.sign(at + 1, '.') && weekday_before && !c.gap(at + 1) && !c.gap(at + 2);
    if (c.sign(at + 1, '/') && !c.gap(at + 1) && !c.gap(at + 2)) || dot {
        // "10/25", the month first unless only the day can stand there.
        let second = day(at + 2).filter(|_| c.str(at + 2).len() <= 2)?;
        let (month, day) = if first <= 12 { (first, second) } else { (second, first) };
        let decimal = c.sign(at + 3, '.') && !c.gap(at + 3) && c.digits(at + 4) && !c.gap(at + 4);
        let longer = (slash(at + 3) && c.digits(at + 4) && !c.sign(at + 3, '-'))
            || decimal
            || c.sign(at.wrapping_sub(1), '/') && at > 0 && !c.gap(at);
        return (month <= 12 && !longer).then(|| no_year(at + 3, month, day)).flatten();
    }
    None
}

/// A period of a whole: "the first Friday of next month", "20th of next month".
fn of_month(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let start = at + usize::from(c.is(at, Keyword::The));
    let last = c.is(start, Keyword::Last);
    let (nth, place) = if last {
        (-1, start + 1)
    } else {
        let number = ordinal(c, start)?;
        (i8::try_from(number.small()?).ok().filter(|nth| *nth <= 31)?, number.next)
    };
    let weekday = i8::try_from(c.entry(place).weekday).ok()?;
    let of = place + usize::from(weekday > 0);
    let month = if c.any(of, &[Keyword::Of, Keyword::In]) {
        let the = usize::from(c.is(of + 1, Keyword::The));
        named_unit(c, of + 1 + the, reference)
            .or_else(|| directed(c, of + 1, reference))
            .or_else(|| if weekday > 0 { plain(c, of + 1, reference) } else { None })?
    } else if weekday > 0 && nth > 0 {
        let span = DateExpression::Offset { count: 0, unit: DateUnit::Month }.resolve(Some(reference))?;
        Period::of_span(of, of, span)?
    } else {
        return None;
    };
    if crate::value::calendar::months_from(month.start, 1) != Some(month.end) {
        return None;
    }
    let day = if weekday > 0 {
        crate::value::calendar::nth_weekday(month.start.year(), month.start.month(), nth, weekday)?
    } else {
        Date::new(month.start.year(), month.start.month(), nth).ok()?
    };
    Period::of_day(at, month.next.max(of), day)
}

/// "third quarter this year", "Q3 last year", "2016 November", "2016 the third quarter", "11/2016", "2016/11", "2019/sep/01".
fn of_year(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let slash = |place: usize| matches!(c.str(place), "/" | "-") && !c.gap(place) && !c.gap(place + 1);
    let year_at = |place: usize| {
        c.small(place)
            .filter(|year| c.str(place).len() == 4 && (1900..2200).contains(year))
            .and_then(|year| i16::try_from(year).ok())
    };
    let month_at = |place: usize| {
        c.small(place)
            .filter(|month| c.str(place).len() <= 2 && (1..=12).contains(month))
            .and_then(|month| i8::try_from(month).ok())
    };
    let month_of =
        |next: usize, year: i16, month: i8| Period::of_span(at, next, crate::value::calendar::month_span(year, month)?);
    let alone = |next: usize| {
        !slash(next) && c.ends_before(next) && (at == 0 || c.gap(at)) && !(c.sign(next, '.') && c.digits(next + 1))
    };
    if let Some(year) = year_at(at) {
        let named = i8::try_from(c.entry(at + 2).month).ok().filter(|month| *month > 0 && slash(at + 1));
        if let Some(month) = named {
            let day = c.small(at + 4).filter(|_| slash(at + 3)).and_then(|day| i8::try_from(day).ok())?;
            return Period::of_day(at, at + 5, Date::new(year, month, day).ok()?);
        }
        if let Some(month) = month_at(at + 2).filter(|_| c.sign(at + 1, '/') && slash(at + 1) && alone(at + 3)) {
            return month_of(at + 3, year, month);
        }
        let word = i8::try_from(c.entry(at + 1).month).ok().filter(|month| *month > 0 && !c.digits(at + 2));
        if let Some(month) = word {
            return month_of(at + 2, year, month);
        }
    }
    if let (Some(month), Some(year)) = (month_at(at), year_at(at + 2)) {
        return (slash(at + 1) && alone(at + 3)).then(|| month_of(at + 3, year, month)).flatten();
    }
    let quarter = |place: usize| {
        let dated =
            single(c, place).filter(|dated| c.any(dated.next - 1, &[Keyword::Quarter]) || c.is(place, Keyword::Q))?;
        match dated.date {
            DateExpression::NoYear { first: (first, None), last: (last, None) } => Some((first, last, dated.next)),
            _ => None,
        }
    };
    if let Some(year) = year_at(at) {
        let (first, last, next) = quarter(at + 1 + usize::from(c.is(at + 1, Keyword::The)))?;
        let span = DateSpan::days(
            crate::value::calendar::month_span(year, first)?.first?,
            crate::value::calendar::month_span(year, last)?.last?,
        )?;
        return Period::of_span(at, next, span);
    }
    let start = at + usize::from(c.is(at, Keyword::The));
    let (first, last, next) = quarter(start)?;
    let place = next + usize::from(c.any(next, &[Keyword::Of, Keyword::In]));
    let the = usize::from(place > next && c.is(place, Keyword::The));
    let year = directed(c, place, reference).or_else(|| named_unit(c, place + the, reference))?;
    let number = DateSpan::days(year.start, year.end.yesterday().ok()?)?.as_year()?;
    let span = DateSpan::days(
        crate::value::calendar::month_span(number, first)?.first?,
        crate::value::calendar::month_span(number, last)?.last?,
    )?;
    Period::of_span(at, year.next, span)
}

/// "the month of Jan", "the week of September 15".
fn whole_of(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let start = at + usize::from(c.is(at, Keyword::The));
    if !c.any(start, &[Keyword::Month, Keyword::Week]) || !c.is(start + 1, Keyword::Of) {
        return None;
    }
    let inner = plain(c, start + 2, reference).filter(|inner| inner.stands.is_none() && !inner.range)?;
    if c.is(start, Keyword::Month) {
        return (c.entry(start + 2).month > 0 && !inner.day).then(|| Period { from: at, ..inner });
    }
    let first = monday(inner.start).filter(|_| inner.day)?;
    Some(Period::between(at, inner.next, first, first.checked_add(7.days()).ok()?))
}

/// "the weekend", "on weekend": that of the reference's week.
fn weekend(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let start = at + usize::from(c.is(at, Keyword::The));
    let led = start > at || (at > 0 && c.is(at - 1, Keyword::On));
    if !led || c.str(start) != "weekend" {
        return None;
    }
    Period::of_span(
        at,
        start + 1,
        DateExpression::Offset { count: 0, unit: DateUnit::Weekend }.resolve(Some(reference))?,
    )
}

/// "rest of the week", "the rest of this year": from the reference to the last day.
fn rest(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    if !c.is(at, Keyword::Rest) {
        return None;
    }
    let place = at + 1 + usize::from(c.is(at + 1, Keyword::Of));
    let the = usize::from(c.is(place, Keyword::The) || c.str(place) == "my");
    let whole =
        named_unit(c, place + the, reference).or_else(|| directed(c, place, reference)).filter(|whole| !whole.day)?;
    let last = whole.end.yesterday().ok()?;
    (reference >= whole.start).then(|| Period::between(at, whole.next, reference, last))
}

/// "the 70's", "70's", "the nineteen seventies", "the 1990s".
fn decade(c: &Cursor<'_>, at: usize) -> Option<Period> {
    let the = usize::from(c.is(at, Keyword::The));
    let place = at + the;
    if let Some(dated) = single(c, place).filter(|dated| the == 1 && c.is(dated.next - 1, Keyword::S)) {
        if let DateExpression::Absolute(span) = dated.date {
            return Period::of_span(at, dated.next, span);
        }
    }
    let short = c.small(place).filter(|tens| c.str(place).len() == 2 && tens % 10 == 0 && *tens >= 20);
    if let Some(tens) = short {
        let mark = usize::from(matches!(c.str(place + 1), "'" | "’"));
        let s = place + 1 + mark;
        let led = the == 1 || (at > 0 && c.is(at - 1, Keyword::In));
        let plain = led && c.is(s, Keyword::S) && !c.gap(s) && !c.gap(place + 1);
        let span =
            crate::value::calendar::decade_span(crate::value::read::date::century_of(tens)?).filter(|_| plain)?;
        return Period::of_span(at, s + 1, span);
    }
    if c.entry(place).cardinal == Some(19) && the == 1 {
        let dated = single(c, c.past_joint(place + 1))?;
        if let DateExpression::Absolute(span) = dated.date {
            return c.str(dated.next - 1).ends_with("ies").then(|| Period::of_span(at, dated.next, span)).flatten();
        }
    }
    None
}

/// Whether the words before "the end of March" make it the end of a range.
fn ranged(c: &Cursor<'_>, at: usize) -> bool {
    at > 0
        && c.any(
            at - 1,
            &[
                Keyword::From,
                Keyword::To,
                Keyword::Between,
                Keyword::And,
                Keyword::Till,
                Keyword::After,
                Keyword::Before,
            ],
        )
}

/// "nineteen ninety six" after a preposition.
fn spelled_year(c: &Cursor<'_>, at: usize) -> Option<Period> {
    let led = at > 0
        && c.any(
            at - 1,
            &[Keyword::In, Keyword::Since, Keyword::Till, Keyword::From, Keyword::Before, Keyword::After, Keyword::Of],
        );
    let (year, next) = crate::value::read::date::spelled_year(c, at).filter(|_| led)?;
    Period::of_span(at, next, crate::value::calendar::year_span(year)?)
}

/// `XXXX-02-30` for a day that no month has.
fn impossible(c: &Cursor<'_>, at: usize, next: usize) -> Option<String> {
    let mut numbers: Vec<u32> = (at..next).filter_map(|place| c.small(place)).collect();
    let named = (at..next).find_map(|place| Some(c.entry(place).month).filter(|month| *month > 0)).map(u32::from);
    let year = numbers.iter().position(|number| *number > 31).map(|place| numbers.remove(place));
    let (month, day) = match (named, numbers.as_slice()) {
        (Some(month), [day]) => (month, *day),
        (None, [month, day]) => (*month, *day),
        _ => return None,
    };
    if day > 31 || month > 12 {
        return None;
    }
    let year = year.map_or_else(|| String::from("XXXX"), |year| year.to_string());
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// `20170302` in eight digits.
fn compact(c: &Cursor<'_>, at: usize) -> Option<Period> {
    let digits = c.str(at);
    if !c.digits(at) || digits.len() != 8 {
        return None;
    }
    let (year, month, day) =
        (digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..)?.parse().ok()?);
    let date = Date::new(year, month, day).ok().filter(|_| (1900..2200).contains(&year))?;
    Period::of_day(at, at + 1, date)
}

/// "the week", "the month", "the year", "the day": that of the reference; "same week".
fn named_unit(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let led = at > 0 && (c.is(at - 1, Keyword::The) || c.str(at - 1) == "my");
    let same = c.is(at, Keyword::Same);
    let place = at + usize::from(same);
    if !led && !same {
        return None;
    }
    let (unit, _) = date_unit(c.keyword(place)).filter(|_| !c.str(place).ends_with('s'))?;
    if matches!(unit, DateUnit::Decade | DateUnit::Century | DateUnit::Quarter | DateUnit::Weekend) {
        return None;
    }
    // "the year 2008", "the week 3", "the day after tomorrow" say more.
    let mut next = place + 1;
    if unit == DateUnit::Week && c.any(next, &[Keyword::Beginning, Keyword::Beginning0, Keyword::Starting]) {
        next += 1 + usize::from(c.is(next + 1, Keyword::On));
        let first = plain(c, next, reference).filter(|first| first.day)?;
        let start = monday(first.start)?;
        return Some(Period::between(at, first.next, start, start.checked_add(7.days()).ok()?));
    }
    if c.digits(next) || (c.is(next, Keyword::Of) && c.digits(next + 1)) {
        return None;
    }
    let span = DateExpression::Offset { count: 0, unit }.resolve(Some(reference))?;
    let found = Period::of_span(at, next, span)?;
    Some(if same { Period { from: at, ..found } } else { found })
}

/// Monday of the week that a day lies in.
fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_one_offset() - 1).days()).ok()
}

/// "first week of Jan 2015", "3rd week of 2018", "the last week of july", "the third month of 2021", "the first 2
/// weeks of 2021", "the last four months of 2021", "15th day of next month", "the 1st week of Oct. on Friday".
fn nth_unit(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let last = c.is(at, Keyword::Last);
    let (nth, mut place) = if last {
        (-1, at + 1)
    } else {
        let number = ordinal(c, at)?;
        (number.small().filter(|nth| (1..=400).contains(nth))?, number.next)
    };
    let (count, next) = small_number(c, place).unwrap_or((1, place));
    place = next;
    let (unit, _) = date_unit(c.keyword(place))?;
    let of = c.any(place + 1, &[Keyword::Of, Keyword::In]);
    let whole_at = place + 1 + usize::from(of);
    let the = usize::from(of && c.is(whole_at, Keyword::The));
    let whole = if of {
        named_unit(c, whole_at + the, reference)
            .or_else(|| directed(c, whole_at, reference))
            .or_else(|| year_word(c, whole_at, reference))
            .or_else(|| plain(c, whole_at, reference))
            .or_else(|| spelled_year(c, whole_at))
    } else {
        directed(c, whole_at, reference)
    }?;
    if whole.day || whole.stands.is_some() {
        return None;
    }
    let step = |start: Date, steps: i64| match unit {
        DateUnit::Day => start.checked_add(jiff::Span::new().try_days(steps).ok()?).ok(),
        DateUnit::Week => start.checked_add(jiff::Span::new().try_weeks(steps).ok()?).ok(),
        DateUnit::Month => crate::value::calendar::months_from(start, steps),
        DateUnit::Quarter => crate::value::calendar::months_from(start, steps * 3),
        DateUnit::Year => crate::value::calendar::months_from(start, steps * 12),
        _ => None,
    };
    let count = i64::from(count);
    let (start, end) = if nth < 0 {
        let end = whole.end.yesterday().ok()?;
        let end = if unit == DateUnit::Week { step(monday(end)?, 1)? } else { whole.end };
        (step(end, -count)?, end)
    } else {
        // The first week of a month or year is the one that holds its first Thursday (ISO 8601).
        let first = if unit == DateUnit::Week { monday(whole.start.checked_add(3.days()).ok()?)? } else { whole.start };
        let start = step(first, (nth - 1) * count)?;
        (start, step(start, count)?)
    };
    let found = Period { day: unit == DateUnit::Day && count == 1, ..Period::between(at, whole.next, start, end) };
    Some(found)
}

/// "year 2008", "the year of 2008", "calendar year 2008".
fn year_word(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let place = at + usize::from(c.is(at, Keyword::Calendar));
    if !c.is(place, Keyword::Year) || !c.digits(place + 1) {
        return None;
    }
    let year = crate::value::read::date::year(c, place + 1, true)?;
    let span = year.date.resolve(Some(reference))?;
    Period::of_span(at, year.next, span)
}

/// "week 3 of 2027", "week 10", "cy18".
fn numbered_week(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    if let Some(found) = year_word(c, at, reference) {
        return Some(found);
    }
    if c.str(at).eq_ignore_ascii_case("cy") && c.digits(at + 1) && !c.gap(at + 1) {
        let year = crate::value::read::date::century_of(c.small(at + 1)?).filter(|_| c.str(at + 1).len() == 2)?;
        return Period::of_span(at, at + 2, crate::value::calendar::year_span(year)?);
    }
    if !c.is(at, Keyword::Week) {
        return None;
    }
    let week = c.small(at + 1).filter(|week| (1..=53).contains(week))?;
    let of = at + 2 + usize::from(c.is(at + 2, Keyword::Of));
    let year = crate::value::read::date::year_number(c, of).filter(|_| of > at + 2);
    let (year, next) = year.unwrap_or((reference.year(), at + 2));
    let first = monday(Date::new(year, 1, 4).ok()?)?;
    let start = first.checked_add((i64::from(week - 1) * 7).days()).ok()?;
    Some(Period::between(at, next, start, start.checked_add(7.days()).ok()?))
}

/// "next week Wednesday", "previous week - Monday", "next week on Tuesday", "Wednesday next week", "Friday of next week".
fn week_and_day(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let weekday = |place: usize| i64::from(c.entry(place).weekday);
    if weekday(at) > 0 && !c.entry(at).plural {
        let next = at + 1 + usize::from(c.any(at + 1, &[Keyword::Of, Keyword::In]));
        let week = directed(c, next, reference).filter(|week| c.is(week.next - 1, Keyword::Week) && !week.range)?;
        let day = week.start.checked_add((weekday(at) - 1).days()).ok()?;
        return Period::of_day(at, week.next, day);
    }
    if c.is(at, Keyword::On) && weekday(at + 1) > 0 {
        return week_and_day(c, at + 1, reference).map(|found| Period { from: at, ..found });
    }
    let week = directed(c, at, reference).filter(|week| c.is(week.next - 1, Keyword::Week))?;
    if c.any(week.next, &[Keyword::Between, Keyword::From]) && weekday(week.next + 1) > 0 && weekday(week.next + 3) > 0
    {
        let day = |place: usize| week.start.checked_add((weekday(place) - 1).days()).ok();
        let (start, end) = (day(week.next + 1)?, day(week.next + 3)?);
        return (start < end).then(|| Period { range: true, ..Period::between(at, week.next + 4, start, end) });
    }
    let place = week.next + usize::from(c.is(week.next, Keyword::On) || c.dash(week.next) || c.sign(week.next, ','));
    if weekday(place) == 0 || c.entry(place).plural {
        return None;
    }
    let day = week.start.checked_add((weekday(place) - 1).days()).ok()?;
    Period::of_day(at, place + 1, day)
}

/// "Friday 31", "tuesday the eleventh", "Mon 13th", "monday the twenty fourth": the nearest day that is both.
fn weekday_and_day(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let weekday = i8::try_from(c.entry(at).weekday).ok().filter(|weekday| *weekday > 0)?;
    let the = usize::from(c.is(at + 1, Keyword::The));
    let (day, next) = match ordinal(c, at + 1 + the) {
        Some(day) => (i8::try_from(day.small()?).ok()?, day.next),
        None => {
            let day = c.small(at + 1 + the).filter(|_| c.str(at + 1 + the).len() <= 2)?;
            let next = at + 2 + the;
            let clock = c.sign(next, ':')
                || c.sign(next, '.') && !c.gap(next + 1)
                || c.joint(next)
                || c.sign(next, '/')
                || !c.ends_before(next);
            let hour = clock
                || super::super::read::clock::meridiem(c, next).is_some()
                || c.dash(next)
                || c.any(next, &[Keyword::To, Keyword::And, Keyword::O]);
            if hour || (the == 0 && day < 13) {
                return None;
            }
            (i8::try_from(day).ok()?, next)
        }
    };
    if !(1..=31).contains(&day) || c.entry(next).month > 0 {
        return None;
    }
    for months in 0..=60i64 {
        for sign in [-1i64, 1] {
            let there = crate::value::calendar::months_from(reference.first_of_month(), months * sign)?;
            let Ok(date) = Date::new(there.year(), there.month(), day) else { continue };
            let before = sign < 0 && date <= reference || sign > 0 && date >= reference;
            if before && date.weekday().to_monday_one_offset() == weekday {
                return Period::of_day(at, next, date);
            }
        }
    }
    None
}

/// "next Monday", "last week", "this month", "the past two quarters", "next 3 days", "the 5 past years", "this
/// upcoming Friday", "next couple weeks".
pub(super) fn directed(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let mut place = at;
    // "the 5 past years", but not "23 next month".
    let counted_first = (c.digits(at) || c.entry(at).cardinal.is_some())
        && !c.any(at + 1, &[Keyword::Next, Keyword::This, Keyword::Current]);
    let (mut count, next) = if counted_first { small_number(c, at)? } else { (0, at) };
    place = if counted_first { next } else { place };
    let this = c.is(place, Keyword::This)
        && c.any(place + 1, &[Keyword::Past, Keyword::Upcoming, Keyword::Coming, Keyword::Last, Keyword::Next]);
    place += usize::from(this);
    let word = c.keyword(place);
    let direction: i64 = match word {
        Keyword::Last | Keyword::Past | Keyword::Previous | Keyword::Preceding => -1,
        Keyword::Next | Keyword::Coming | Keyword::Upcoming | Keyword::Following => 1,
        Keyword::This | Keyword::Current => 0,
        _ => return None,
    };
    place += 1;
    let entry = c.entry(place);
    if entry.weekday > 0 && !entry.plural && !counted_first {
        let weekday = i64::from(entry.weekday);
        // "this past Wednesday" and "coming Thursday" are the nearest; "next" and "last" go by the week.
        let nearest = this || matches!(word, Keyword::Coming | Keyword::Upcoming | Keyword::Past);
        let base = monday(reference)?;
        let mut day = base.checked_add((weekday - 1 + if nearest { 0 } else { direction * 7 }).days()).ok()?;
        if nearest && direction < 0 && day >= reference {
            day = day.checked_sub(7.days()).ok()?;
        }
        if nearest && direction > 0 && day <= reference {
            day = day.checked_add(7.days()).ok()?;
        }
        return Period::of_day(at, place + 1, day);
    }
    if let Some(found) = holiday(c, at, place, direction, reference) {
        return Some(found);
    }
    if word == Keyword::This && c.digits(place) && c.sign(place + 1, '/') {
        return plain(c, place, reference).map(|inner| Period { from: at, ..inner });
    }
    if entry.month > 0
        && (c.upper(place) || !matches!(entry.month, 3 | 5))
        && (direction == 0 || word == Keyword::Next || word == Keyword::Last)
    {
        let inner = plain(c, place, reference)?;
        return Some(Period { from: at, ..inner });
    }
    if c.is(place, Keyword::Night) && word == Keyword::Last {
        return None;
    }
    if !counted_first {
        let (said, next) = if c.any(place, &[Keyword::Couple, Keyword::Few, Keyword::Few2]) {
            (if c.is(place, Keyword::Couple) { 2 } else { 3 }, place + 1 + usize::from(c.is(place + 1, Keyword::Of)))
        } else {
            let word = c.entry(place).cardinal.filter(|_| date_unit(c.keyword(place + 1)).is_some());
            word.map(|count| (i32::from(count), place + 1)).or_else(|| small_number(c, place)).unwrap_or((0, place))
        };
        (count, place) = (said, c.past_joint(next));
    }
    let (unit, times) = date_unit(c.keyword(place))?;
    if c.is(place, Keyword::Day) && count == 0 && direction != 0 {
        let day = reference.checked_add(direction.days()).ok()?;
        return Period::of_day(at, place + 1, day);
    }
    if count == 0 {
        // "the past year" is a stretch of a year up to now; "last year" the one before this.
        let stretch = word == Keyword::Past && unit != DateUnit::Weekend;
        if !stretch {
            let shift = i32::try_from(direction).ok()?.checked_mul(times)?;
            let span = DateExpression::Offset { count: shift, unit }.resolve(Some(reference))?;
            return Period::of_span(at, place + 1, span);
        }
        count = 1;
    }
    let steps = i64::from(count.checked_mul(times)?).checked_mul(direction)?;
    let whole = matches!(unit, DateUnit::Quarter);
    let base = if whole {
        let this = DateExpression::Offset { count: 0, unit }.resolve(Some(reference))?;
        if direction < 0 { this.first? } else { this.last?.tomorrow().ok()? }
    } else if direction > 0 {
        reference.tomorrow().ok()?
    } else {
        reference
    };
    let other = crate::value::date::shifted(base, i32::try_from(steps).ok()?, unit)?;
    let (start, end) = if direction < 0 { (other, base) } else { (base, other) };
    (direction != 0).then(|| Period { range: true, ..Period::between(at, place + 1, start, end) })
}

/// "next easter", "following easter", "next new year day": the first one after the reference.
fn holiday(c: &Cursor<'_>, from: usize, at: usize, direction: i64, reference: Date) -> Option<Period> {
    let dated = crate::value::read::date::holiday(c, at).or_else(|| {
        let day = c.is(at, Keyword::New) && c.is(at + 1, Keyword::Year) && c.is(at + 2, Keyword::Day);
        day.then(|| crate::value::read::date::Dated::new(at, at + 3, crate::value::read::date::fixed(1, 1)))
    })?;
    let year = reference.year();
    let mut days =
        (-1..=1i16).filter_map(|step| dated.date.resolve(Date::new(year.checked_add(step)?, 7, 1).ok())?.as_day());
    let day = match direction {
        d if d > 0 => days.find(|day| *day > reference)?,
        d if d < 0 => days.filter(|day| *day < reference).last()?,
        _ => days.find(|day| day.year() == year)?,
    };
    Period::of_day(from, dated.next, day)
}

/// "the day after tomorrow", "the day before yesterday", "2 weeks from January 15", "three weeks from tomorrow",
/// "2 weeks before Christmas", "in two years since 2011".
fn neighbour(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let place = at + usize::from(c.is(at, Keyword::The));
    if c.is(place, Keyword::Day) && c.any(place + 1, &[Keyword::After, Keyword::Before]) {
        let step = if c.is(place + 1, Keyword::After) { 1 } else { -1 };
        let other = plain(c, place + 2, reference).filter(|other| other.day)?;
        return Period::of_day(at, other.next, other.start.checked_add(step.days()).ok()?);
    }
    let start = at + usize::from(c.is(at, Keyword::In));
    let length = length(c, start).filter(|length| length.of_days())?;
    let forward = match c.keyword(length.next) {
        Keyword::From | Keyword::After | Keyword::Since => true,
        Keyword::Before => false,
        _ => return None,
    };
    if start > at && !c.is(length.next, Keyword::Since) {
        return None;
    }
    let place = length.next + 1 + usize::from(c.is(length.next + 1, Keyword::The));
    let base = year_word(c, place, reference)
        .or_else(|| directed(c, place, reference))
        .or_else(|| plain(c, place, reference))
        .or_else(|| (c.is(place, Keyword::Now)).then(|| Period::of_day(place, place + 1, reference)).flatten())?;
    let moment = length.from(base.start.to_datetime(jiff::civil::Time::midnight()), forward)?;
    // A feast that is counted on from lies ahead: "3 weeks after Christmas".
    Period::of_day(at, base.next, moment.date())
}

/// A weekday after a period that is counted: "two months from today on Tuesday", "Monday two weeks from now".
fn with_weekday(c: &Cursor<'_>, found: Period, _reference: Date) -> Period {
    let at = found.next + usize::from(c.is(found.next, Keyword::On));
    let counted = c.is(found.next.wrapping_sub(1), Keyword::Of) || length(c, found.from).is_some();
    let weekday = i64::from(c.entry(at).weekday);
    if weekday == 0
        || c.entry(at).plural
        || at == found.next
        || !(counted || c.is(found.next - 1, Keyword::Week) || month_week(c, &found))
    {
        return found;
    }
    let base = if found.day { found.start } else { found.start };
    let ahead = (weekday - i64::from(base.weekday().to_monday_one_offset())).rem_euclid(7);
    match base.checked_add(ahead.days()) {
        Ok(day) => Period::of_day(found.from, at + 1, day).unwrap_or(found),
        Err(_) => found,
    }
}

fn month_week(c: &Cursor<'_>, found: &Period) -> bool {
    (found.from..found.next).any(|place| c.is(place, Keyword::Week))
}

/// "early this year", "later this week", "end of month", "mid 1989", "the beginning of March", "EOY".
fn part(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let word = c.keyword(at);
    if matches!(word, Keyword::Eoy | Keyword::Eom) {
        let unit = if word == Keyword::Eoy { DateUnit::Year } else { DateUnit::Month };
        let span = DateExpression::Offset { count: 0, unit }.resolve(Some(reference))?;
        let whole = Period::of_span(at, at + 1, span)?;
        return Some(Period { start: middle(&whole)?, ..whole });
    }
    let of = matches!(word, Keyword::Beginning | Keyword::Start | Keyword::End | Keyword::Middle);
    if !of && !matches!(word, Keyword::Early | Keyword::Late | Keyword::Mid | Keyword::Earlier | Keyword::Later) {
        return None;
    }
    let mut place = c.past_joint(at + 1);
    place += usize::from(c.is(place, if of { Keyword::Of } else { Keyword::In }));
    let the = c.is(place, Keyword::The);
    place += usize::from(the);
    let whole = named_unit(c, place, reference)
        .or_else(|| directed(c, place, reference))
        .or_else(|| {
            let unit = date_unit(c.keyword(place)).filter(|_| of && c.is(place, Keyword::Month))?.0;
            Period::of_span(place, place + 1, DateExpression::Offset { count: 0, unit }.resolve(Some(reference))?)
        })
        .or_else(|| single(c, place).and_then(|_| plain(c, place, reference)))
        .or_else(|| {
            crate::value::read::date::year(c, place, true)
                .and_then(|year| Period::of_span(place, year.next, year.date.resolve(None)?))
        })?;
    if whole.day || whole.range || whole.stands.is_some() {
        return None;
    }
    let relative = c.any(place, &[Keyword::This, Keyword::Last, Keyword::Next, Keyword::Previous, Keyword::Current])
        || the
        || c.is(place, Keyword::Month);
    let year = whole.start.month() == 1
        && whole.start.day() == 1
        && crate::value::calendar::months_from(whole.start, 12) == Some(whole.end);
    let month = |months: i64| crate::value::calendar::months_from(whole.start, months);
    let mid = middle(&whole)?;
    let (start, end) = match word {
        Keyword::Earlier => (whole.start, mid.min(reference.max(whole.start))),
        Keyword::Later => (mid.max(reference), whole.end),
        Keyword::Early | Keyword::Beginning | Keyword::Start if year && !relative => (whole.start, month(4)?),
        Keyword::Mid | Keyword::Middle if year => (month(4)?, month(8)?),
        Keyword::Late | Keyword::End if year && !relative => (month(8)?, whole.end),
        Keyword::Early | Keyword::Beginning | Keyword::Start => (whole.start, mid),
        Keyword::Mid | Keyword::Middle => {
            let days = whole.start.until(whole.end).ok()?.get_days();
            let third = i64::from(days / 3);
            (whole.start.checked_add(third.days()).ok()?, whole.start.checked_add((2 * third).days()).ok()?)
        }
        _ => (mid, whole.end),
    };
    let end = if end <= start { whole.end } else { end };
    Some(Period::between(at, whole.next, start, end))
}

/// The middle of a period: the 16th of a month, 1 July of a year, Thursday of a week.
pub(super) fn middle(whole: &Period) -> Option<Date> {
    let last = whole.end.yesterday().ok()?;
    let span = DateSpan { first: Some(whole.start), last: Some(last) };
    if month_of(&span).is_some() {
        return whole.start.checked_add(15.days()).ok();
    }
    if span.as_year().is_some() {
        return crate::value::calendar::months_from(whole.start, 6);
    }
    let days = i64::from(whole.start.until(whole.end).ok()?.get_days());
    whole.start.checked_add((days / 2).days()).ok()
}

/// "this summer", "winter", "fiscal year 2008", "last fiscal year": periods that stand for themselves.
fn season_or_fiscal(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let direction = match c.keyword(at) {
        Keyword::Last | Keyword::Previous => Some(-1i16),
        Keyword::This | Keyword::Current => Some(0),
        Keyword::Next | Keyword::Coming => Some(1),
        _ => None,
    };
    let place = at + usize::from(direction.is_some());
    let year = direction.map(|step| reference.year() + step);
    if let Some(season) = season_number(c.keyword(place)) {
        let name = ["SP", "SU", "FA", "WI"].get(usize::try_from(season).ok()?)?;
        if c.is(place, Keyword::Autumn) && c.str(place).eq_ignore_ascii_case("fall") && direction.is_none() {
            return None;
        }
        let next = place + 1 + usize::from(c.is(place + 1, Keyword::Of));
        let (year, next) = match crate::value::read::date::year_number(c, next) {
            Some((said, next)) => (Some(said), next),
            None => (year, place + 1),
        };
        if year.is_none() && !c.upper(place) {
            return None;
        }
        let stands = year.map_or_else(|| (*name).to_owned(), |year| format!("{year}-{name}"));
        return Some(Period::named(at, next, reference, stands));
    }
    let school = c.str(place).eq_ignore_ascii_case("sy") && c.digits(place + 1);
    if !c.any(place, &[Keyword::Fiscal, Keyword::Fy]) && !school {
        return None;
    }
    let word = usize::from(c.is(place + 1, Keyword::Year));
    let short = |at: usize| c.small(at).filter(|_| c.str(at).len() == 2).and_then(crate::value::read::date::century_of);
    let number = place + 1 + word;
    let said = crate::value::read::date::year_number(c, number).or_else(|| Some((short(number)?, number + 1)));
    let letters = if school { "SY" } else { "FY" };
    let (stands, next) = match (said, year) {
        (Some((year, next)), _) => (format!("{letters}{year}"), next),
        (None, Some(year)) if word == 1 => (format!("{letters}{year}"), number),
        (None, None) if word == 1 => (format!("{letters}XXXX"), number),
        _ => return None,
    };
    Some(Period::named(at, next, reference, stands))
}

/// The day so far from the reference: "ten days ago", "in two weeks", "2 years 1 month 21 days later".
pub(super) fn counted(
    c: &Cursor<'_>,
    at: usize,
    reference: jiff::civil::DateTime,
) -> Option<(usize, jiff::civil::DateTime, bool)> {
    let led = c.is(at, Keyword::In);
    let place = at + usize::from(led);
    let length = length(c, place)?;
    let (forward, next) = match c.keyword(length.next) {
        Keyword::Ago | Keyword::Earlier => (false, length.next + 1),
        Keyword::Later | Keyword::Hence => (true, length.next + 1),
        Keyword::Back if !led => (false, length.next + 1),
        Keyword::From if c.is(length.next + 1, Keyword::Now) => (true, length.next + 2),
        Keyword::From if c.is(length.next + 1, Keyword::Today) && length.of_days() => (true, length.next + 2),
        _ if led => (true, length.next),
        _ => return None,
    };
    if led && next > length.next {
        return None;
    }
    let moment = length.from(reference, forward)?;
    let _ = DAY;
    Some((next, moment, length.of_days()))
}

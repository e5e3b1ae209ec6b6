//! Dates as unedited text writes them: "10/25", "Oct/2", "mar4", "05-Aug-2016".

use crate::value::date::DateExpression;
use crate::value::read::cursor::Cursor;
use crate::value::read::words::Keyword;
use jiff::civil::Date;

/// Dates as unedited text writes them: "10/25", "Oct/2", "mar4", "05-Aug-2016", "7.6" after a weekday.
pub(super) fn informal(c: &Cursor<'_>, at: usize) -> Option<crate::value::read::date::Dated> {
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
        if let Some((year, next)) = crate::value::read::year::year_number(c, next + year) {
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

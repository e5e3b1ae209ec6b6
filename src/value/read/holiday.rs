//! Feasts and holidays by name.

use super::cursor::Cursor;
use super::date::{fixed, nth};
use super::words::Keyword;
use crate::value::DateExpression;
use crate::value::date::Holiday;

/// The holiday whose name begins at `at`, and the token after it.
pub(crate) fn holiday(c: &Cursor<'_>, at: usize) -> Option<(DateExpression, usize)> {
    let day = |place: usize| c.is(place, Keyword::Day);
    // "Day" with its possessive: "New Year's Day", "Mother's Day", "Workers' Day".
    let past_possessive = |place: usize| {
        let mark = matches!(c.str(place), "'" | "’") && !c.gap(place);
        place + usize::from(mark) + usize::from(mark && c.is(place + 1, Keyword::S) && !c.gap(place + 1))
    };
    let capital = c.capital(at);
    let found = |date: DateExpression, next: usize| Some((date, next));
    match c.keyword(at) {
        Keyword::Christmas if c.is(at + 1, Keyword::Eve) => found(fixed(12, 24), at + 2),
        Keyword::Christmas => found(fixed(12, 25), at + 1 + usize::from(day(at + 1))),
        Keyword::Easter => match c.entry(at + 1).weekday {
            1 => found(DateExpression::Holiday(Holiday::Easter(1)), at + 2),
            7 => found(DateExpression::Holiday(Holiday::Easter(0)), at + 2),
            _ => found(DateExpression::Holiday(Holiday::Easter(0)), at + 1),
        },
        Keyword::Good if c.entry(at + 1).weekday == 5 => found(DateExpression::Holiday(Holiday::Easter(-2)), at + 2),
        Keyword::Palm if c.entry(at + 1).weekday == 7 => found(DateExpression::Holiday(Holiday::Easter(-7)), at + 2),
        Keyword::Ash if c.entry(at + 1).weekday == 3 => found(DateExpression::Holiday(Holiday::Easter(-46)), at + 2),
        Keyword::Thanksgiving => found(nth(11, 4, 4), at + 1 + usize::from(day(at + 1))),
        Keyword::Halloween => found(fixed(10, 31), at + 1),
        Keyword::Juneteenth => found(fixed(6, 19), at + 1),
        Keyword::New if c.any(at + 1, &[Keyword::Year, Keyword::Years]) => {
            let place = past_possessive(at + 2);
            match c.keyword(place) {
                Keyword::Day => found(fixed(1, 1), place + 1),
                Keyword::Eve => found(fixed(12, 31), place + 1),
                _ => None,
            }
        }
        Keyword::Valentine if day(past_possessive(at + 1)) => found(fixed(2, 14), past_possessive(at + 1) + 1),
        Keyword::Independence if capital && day(at + 1) => found(fixed(7, 4), at + 2),
        Keyword::Veterans if day(past_possessive(at + 1)) => found(fixed(11, 11), past_possessive(at + 1) + 1),
        Keyword::Memorial if capital && day(at + 1) => found(nth(5, -1, 1), at + 2),
        Keyword::Labor if capital && day(at + 1) => found(nth(9, 1, 1), at + 2),
        Keyword::Columbus if day(at + 1) => found(nth(10, 2, 1), at + 2),
        Keyword::Boxing if capital && day(at + 1) => found(fixed(12, 26), at + 2),
        Keyword::Presidents if day(past_possessive(at + 1)) && past_possessive(at + 1) > at + 1 => {
            found(nth(2, 3, 1), past_possessive(at + 1) + 1)
        }
        Keyword::Mother if day(past_possessive(at + 1)) => found(nth(5, 2, 7), past_possessive(at + 1) + 1),
        Keyword::Father if day(past_possessive(at + 1)) => found(nth(6, 3, 7), past_possessive(at + 1) + 1),
        Keyword::Martin if c.str(at + 1) == "Luther" && c.str(at + 2) == "King" => {
            let place = if c.str(at + 3) == "Jr" { at + 4 + usize::from(c.sign(at + 4, '.')) } else { at + 3 };
            let place = past_possessive(place);
            day(place).then(|| (nth(1, 3, 1), place + 1))
        }
        Keyword::St | Keyword::Saint => {
            let place = at + 1 + usize::from(c.sign(at + 1, '.'));
            let possessive = past_possessive(place + 1);
            (c.is(place, Keyword::Patrick) && day(possessive)).then(|| (fixed(3, 17), possessive + 1))
        }
        Keyword::International if capital => {
            let place = past_possessive(at + 2);
            match c.str(at + 1) {
                "Women" if day(place) => found(fixed(3, 8), place + 1),
                "Workers" if day(place) => found(fixed(5, 1), place + 1),
                _ => None,
            }
        }
        _ => None,
    }
}

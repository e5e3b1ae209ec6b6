//! Amounts: a number with its unit, compounds, ranges, and what qualifies them.
//!
//! Enters: a position where a number, a currency sign or an article begins. Leaves: the amount with the tokens that
//! it, its number and its hedge cover. Guaranteed: a range that runs backwards is none.

use super::cardinal::{Cardinal, Scale, cardinal};
use super::cursor::Cursor;
use super::ordinal::ordinal;
use super::token::Kind;
use super::unit::{self, Said};
use super::words::Keyword;
use crate::value::number::Draft;
use crate::value::units::UnitRow;
use crate::value::{Hedge, Number, Rational};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, One, Zero};

/// One number with its unit.
#[derive(Debug, Clone)]
pub(crate) struct Amount {
    /// The first token, a currency sign included.
    pub from: usize,
    /// The first token of the number itself.
    pub number_from: usize,
    /// The number.
    pub number: Cardinal,
    /// The unit.
    pub said: Said,
    /// Whether the unit stands before the number.
    pub sign_first: bool,
    /// The token after the unit.
    pub next: usize,
    /// The members of a compound, largest first.
    pub parts: Vec<(Rational, &'static UnitRow)>,
    /// The value in the unit `said`, compounds summed up.
    pub value: Rational,
    /// The place of its last digit in the unit `said`.
    pub digit: Rational,
}

/// How two numbers of a range are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    To,
    Dash,
    Or,
    And,
}

/// An amount or a range of two, with its hedge.
#[derive(Debug, Clone)]
pub(crate) struct Quantity {
    /// The first token, hedge included.
    pub from: usize,
    /// The token after it, hedge included.
    pub next: usize,
    /// The token after it without hedge.
    pub core_next: usize,
    pub low: Amount,
    pub high: Option<(Join, Amount)>,
    pub hedge: Hedge,
    pub ordinal: bool,
}

impl Quantity {
    /// What it says, under the tolerance rule.
    pub(crate) fn number(&self) -> Option<Number> {
        let said = self.low.said;
        let per = match said {
            Said::Money(money) => Rational::from_integer(money.parts.into()),
            Said::BasisPoint => Rational::from_integer(100),
            _ => Rational::one(),
        };
        let stated = self.low.value.checked_div(&per)?;
        let mut digit = self.low.digit.checked_div(&per)?;
        let mut stated_high = None;
        if let Some((_, high)) = &self.high {
            stated_high = Some(high.value.checked_div(&per)?);
            let other = high.digit.checked_div(&per)?;
            digit = if digit.is_zero() {
                other
            } else if other.is_zero() {
                digit
            } else {
                digit.min(other)
            };
        }
        let hedge = if stated_high.is_some() && self.hedge == Hedge::None { Hedge::Range } else { self.hedge };
        let parts = self.low.parts.iter().map(|(value, row)| (*value, row.name.to_owned())).collect();
        Draft { stated, stated_high, digit, unit: said.unit(), hedge, ordinal: self.ordinal, parts }.number()
    }
}

/// The amount at `at`: a currency sign and a number, or a number and its unit. With `article`, "a week" is one too.
pub(crate) fn amount(c: &Cursor<'_>, at: usize, article: bool) -> Option<Amount> {
    if let Some((money, next)) = unit::sign_before(c, at) {
        let mut number = cardinal(c, next)?;
        money_letter(c, &mut number);
        let end = number.next;
        return Some(Amount::single(at, next, number, Said::Money(money), true, end));
    }
    if c.dash(at) && !c.gap(at + 1) && c.kind(at + 1) == Kind::Sign && !c.dash(at + 1) {
        let mut amount = amount(c, at + 1, false).filter(|amount| amount.sign_first)?;
        amount.number.value = -amount.number.value;
        (amount.from, amount.value) = (at, amount.number.value);
        return Some(amount);
    }
    let Some(number) = cardinal(c, at) else {
        let article = article && c.any(at, &[Keyword::A, Keyword::An]);
        return if article { article_amount(c, at) } else { None };
    };
    let (said, next) = unit_of(c, &number);
    let amount = Amount::single(at, at, number, said, false, next);
    Some(compound(c, amount))
}

impl Amount {
    fn single(from: usize, number_from: usize, number: Cardinal, said: Said, sign_first: bool, next: usize) -> Self {
        Self {
            from,
            number_from,
            number,
            said,
            sign_first,
            next,
            parts: Vec::new(),
            value: number.value,
            digit: number.digit,
        }
    }
}

/// `m` and its like after an amount of money are millions: "£5m", "$3mn".
fn money_letter(c: &Cursor<'_>, number: &mut Cardinal) {
    if number.scale == Scale::None
        && c.is(number.next, Keyword::M)
        && !c.gap(number.next)
        && c.ends_before(number.next + 1)
    {
        let million = Rational::from_integer(1_000_000);
        if let (Some(value), Some(digit)) = (number.value.checked_mul(&million), number.digit.checked_mul(&million)) {
            *number = Cardinal {
                value,
                digit,
                factor: million,
                next: number.next + 1,
                scale: Scale::Letter,
                bare: false,
                ..*number
            };
        }
    }
}

/// The unit of a number: directly after it, or for a fraction after "of a", "an": "half an hour".
fn unit_of(c: &Cursor<'_>, number: &Cardinal) -> (Said, usize) {
    let next = number.next;
    if let Some(found) = unit::after(c, next, number.scale == Scale::Word) {
        return found;
    }
    if number.fraction {
        let of = next + usize::from(c.is(next, Keyword::Of));
        if c.any(of, &[Keyword::A, Keyword::An])
            && let Some((said @ Said::Measure(_), next)) = unit::after(c, of + 1, false)
        {
            return (said, next);
        }
    }
    (Said::None, next)
}

/// "a week", "an hour", "a month and a half": one of a unit of time or length.
fn article_amount(c: &Cursor<'_>, at: usize) -> Option<Amount> {
    let (said, next) = unit::after(c, at + 1, false)?;
    let Said::Measure(row) = said else { return None };
    if !c.gap(at + 1)
        || !matches!(row.dimension, "duration" | "length" | "mass" | "volume" | "area")
        || c.str(at + 1).len() < 3
    {
        return None;
    }
    let mut one = Cardinal {
        next: at + 1,
        value: Rational::one(),
        digit: Rational::one(),
        figures: false,
        scale: Scale::None,
        factor: Rational::one(),
        bare: false,
        fraction: false,
    };
    let mut end = next;
    if c.is(next, Keyword::And) && c.any(next + 1, &[Keyword::A]) && c.is(next + 2, Keyword::Half) {
        one.value = Rational::new(3, 2);
        one.digit = Rational::zero();
        end = next + 3;
    }
    Some(Amount::single(at, at, one, said, false, end))
}

/// The smaller units that go on with an amount: "5 feet 10 inches", "6-foot-2", "two hours and 30 minutes".
fn compound(c: &Cursor<'_>, mut amount: Amount) -> Amount {
    let Said::Measure(largest) = amount.said else { return feet_and_inches(c, amount) };
    let mut row = largest;
    while amount.parts.len() < 6 && amount.number.value.is_integer() {
        let mut at = amount.next;
        let (part, smaller, next) = if row.name == "foot" && c.joint(at) && c.digits(at + 1) {
            match (cardinal(c, at + 1), crate::value::units::units().named("inch")) {
                (Some(part), Some(inch)) if part.value < Rational::from_integer(12) => (part, inch, part.next),
                _ => break,
            }
        } else {
            let comma = c.sign(at, ',');
            at += usize::from(comma);
            at += usize::from(c.is(at, Keyword::And));
            let Some(part) = cardinal(c, at) else { break };
            let inch = row.name == "foot" && c.is(part.next, Keyword::In) && !c.plural_noun(part.next + 1);
            match unit::after(c, part.next, false) {
                Some((Said::Measure(smaller), next)) => (part, smaller, next),
                _ if inch => match crate::value::units::units().named("inch") {
                    Some(inch) => (part, inch, part.next + 1),
                    None => break,
                },
                _ => break,
            }
        };
        let fits = smaller.dimension == row.dimension && smaller.factor < row.factor && smaller.offset.is_zero();
        let Some(ratio) = smaller.factor.checked_div(&largest.factor).filter(|_| fits) else { break };
        let (Some(more), Some(digit)) = (part.value.checked_mul(&ratio), part.digit.checked_mul(&ratio)) else { break };
        let whole = row.factor.checked_div(&smaller.factor).is_some_and(|most| part.value < most);
        let Some(value) = amount.value.checked_add(&more).filter(|_| whole && part.value >= Rational::zero()) else {
            break;
        };
        if amount.parts.is_empty() {
            amount.parts.push((amount.value, largest));
        }
        amount.parts.push((part.value, smaller));
        (amount.value, amount.digit, amount.next, row) = (value, digit, next, smaller);
    }
    amount
}

/// `5'10"`, `6′2″`.
fn feet_and_inches(c: &Cursor<'_>, amount: Amount) -> Amount {
    let at = amount.next;
    let foot = matches!(c.str(at), "'" | "′" | "’") && !c.gap(at) && c.digits(at + 1);
    let inch = |next: usize| matches!(c.str(next), "\"" | "″" | "”") && !c.gap(next);
    let Some(part) = foot.then(|| cardinal(c, at + 1)).flatten().filter(|part| inch(part.next)) else { return amount };
    let table = crate::value::units::units();
    let (Some(feet), Some(inches)) = (table.named("foot"), table.named("inch")) else { return amount };
    let twelfth = Rational::new(1, 12);
    match part.value.checked_mul(&twelfth).and_then(|more| amount.value.checked_add(&more)) {
        Some(value) if amount.said.is_none() && part.value < Rational::from_integer(12) => Amount {
            value,
            digit: twelfth,
            said: Said::Measure(feet),
            parts: vec![(amount.value, feet), (part.value, inches)],
            next: part.next + 1,
            ..amount
        },
        _ => amount,
    }
}

/// The quantity whose number or sign begins at `at`: an amount or a range, with the hedges about it.
pub(crate) fn quantity(c: &Cursor<'_>, at: usize) -> Option<Quantity> {
    let (hedge, from) = hedge_before(c, at);
    let article = hedge != Hedge::None || article_may_count(c, at);
    let low = amount(c, at, article)?;
    let high = if c.is(at.wrapping_sub(1), Keyword::Between) { range(c, &low, true) } else { range(c, &low, false) };
    let between = matches!(high, Some((Join::And, _)));
    let mut quantity = Quantity {
        from: if between { at - 1 } else { from },
        next: high.as_ref().map_or(low.next, |(_, high)| high.next),
        core_next: 0,
        low,
        high,
        hedge,
        ordinal: false,
    };
    quantity.core_next = quantity.next;
    share_unit(&mut quantity)?;
    if between {
        let outer = hedge_before(c, at - 1);
        if matches!(outer.0, Hedge::About) {
            (quantity.hedge, quantity.from) = outer;
        }
    }
    if let Some((after, next)) = hedge_after(c, quantity.next) {
        if quantity.hedge == Hedge::None || quantity.hedge == Hedge::About {
            quantity.hedge = after;
        }
        quantity.next = next;
    }
    Some(quantity)
}

/// The ordinal at `at`, as a quantity.
pub(crate) fn ordinal_quantity(c: &Cursor<'_>, at: usize) -> Option<Quantity> {
    let number = ordinal(c, at)?;
    let low = Amount::single(at, at, number, Said::None, false, number.next);
    Some(Quantity {
        from: at,
        next: number.next,
        core_next: number.next,
        low,
        high: None,
        hedge: Hedge::None,
        ordinal: true,
    })
}

/// Whether "a week" there is one week counted, not a rate or a thing: before "ago", "later", "long".
fn article_may_count(c: &Cursor<'_>, at: usize) -> bool {
    if !c.any(at, &[Keyword::A, Keyword::An]) {
        return false;
    }
    let Some((_, next)) = unit::after(c, at + 1, false) else { return false };
    c.any(next, &[Keyword::Ago, Keyword::Later, Keyword::Earlier, Keyword::Longer, Keyword::Older])
        || c.is(next, Keyword::And)
}

/// The second number of a range that begins with `low`.
fn range(c: &Cursor<'_>, low: &Amount, between: bool) -> Option<(Join, Amount)> {
    let at = low.next;
    // "18- to 24-year-olds", "two- or three-day".
    let suspended = c.dash(at) && !c.gap(at) && c.gap(at + 1) && c.any(at + 1, &[Keyword::To, Keyword::Or]);
    let at = at + usize::from(suspended);
    let join = match c.keyword(at) {
        Keyword::And if between => Join::And,
        Keyword::To | Keyword::Through => Join::To,
        Keyword::Or => Join::Or,
        _ if c.dash(at) && c.gap(at) == c.gap(at + 1) => Join::Dash,
        _ if c.sign(at, '~') => Join::Dash,
        _ => return None,
    };
    if join == Join::To && !between && c.is(low.from.wrapping_sub(1), Keyword::From) && !range_is_meant(c, low.from - 1)
    {
        return None;
    }
    // A dash between spaces parts clauses as often as it joins numbers; it joins bare figures alone.
    if join == Join::Dash && c.gap(at) && !(low.number.bare && c.digits(at + 1)) {
        return None;
    }
    let high = amount(c, at + 1, false)?;
    if join == Join::Or {
        let next = low.value.checked_add(&Rational::one());
        let plain = low.said.is_none() && low.value.is_integer() && low.number.scale == high.number.scale;
        return (plain && next == Some(high.value)).then_some((join, high));
    }
    if high.number.fraction != low.number.fraction && (high.number.fraction && high.number.figures) {
        return None;
    }
    Some((join, high))
}

/// Whether "from … to …" at `from` is a range and not a movement: after "ranging", "anywhere", "varied", "aged".
fn range_is_meant(c: &Cursor<'_>, from: usize) -> bool {
    let Some(before) = from.checked_sub(1) else { return false };
    let word = c.str(before).to_ascii_lowercase();
    ["rang", "var", "anywhere", "ages", "aged", "cost", "pric", "last", "estimat", "anything"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

/// Lets the two numbers of a range share unit and scale ("$15-20 million"); `None` if they do not go together.
fn share_unit(quantity: &mut Quantity) -> Option<()> {
    let Some((_, high)) = &mut quantity.high else { return Some(()) };
    let low = &mut quantity.low;
    let mut together = true;
    if low.said.is_none() && !high.said.is_none() && !high.sign_first {
        low.said = high.said;
    } else if !low.said.is_none() && high.said.is_none() && low.sign_first {
        high.said = low.said;
    } else if low.said != high.said {
        together = false;
    }
    let factor = low.number.shared_factor(low.value, &high.number, high.value);
    if let Some(factor) = factor.filter(|_| together) {
        low.value = low.value.checked_mul(&factor)?;
        low.digit = low.digit.checked_mul(&factor)?;
    }
    if !together || !low.parts.is_empty() || !high.parts.is_empty() || low.value >= high.value {
        // "20 to 15" is no range: two numbers stand there.
        quantity.next = low.next;
        quantity.core_next = low.next;
        quantity.high = None;
    }
    Some(())
}

/// Whether a verb before "up to" says that something moves there.
fn moves(verb: &str) -> bool {
    const VERBS: [&str; 16] = [
        "go", "goes", "went", "gone", "going", "came", "comes", "come", "climbed", "climbs", "moved", "moves", "edged",
        "crept", "shot", "inched",
    ];
    VERBS.iter().any(|known| verb.eq_ignore_ascii_case(known))
}

/// The hedge whose words end before `at`, and where they begin.
pub(crate) fn hedge_before(c: &Cursor<'_>, at: usize) -> (Hedge, usize) {
    let Some(last) = at.checked_sub(1) else { return (Hedge::None, at) };
    let back = |steps: usize| last.checked_sub(steps);
    let keyword = |steps: usize| back(steps).map_or(Keyword::None, |place| c.keyword(place));
    let found = |hedge: Hedge, steps: usize| (hedge, last - steps);
    match c.keyword(last) {
        Keyword::Than => {
            let more = matches!(
                keyword(1),
                Keyword::More
                    | Keyword::Greater
                    | Keyword::Larger
                    | Keyword::Bigger
                    | Keyword::Higher
                    | Keyword::Longer
                    | Keyword::Older
                    | Keyword::Better
            );
            let less = matches!(
                keyword(1),
                Keyword::Less
                    | Keyword::Fewer
                    | Keyword::Lower
                    | Keyword::Smaller
                    | Keyword::Shorter
                    | Keyword::Younger
            );
            let negated = matches!(keyword(2), Keyword::Not)
                || (keyword(2) == Keyword::Number && back(2).is_some_and(|place| c.str(place).len() == 2));
            match (more, less, negated) {
                (true, _, false) => found(Hedge::MoreThan, 1),
                (true, _, true) => found(Hedge::AtMost, 2),
                (_, true, false) => found(Hedge::LessThan, 1),
                (_, true, true) => found(Hedge::AtLeast, 2),
                _ => (Hedge::None, at),
            }
        }
        Keyword::Least if keyword(1) == Keyword::At => found(Hedge::AtLeast, 1),
        Keyword::Most if keyword(1) == Keyword::At => found(Hedge::AtMost, 1),
        Keyword::Most if keyword(1) == Keyword::The && keyword(2) == Keyword::At => found(Hedge::AtMost, 2),
        // "Goes up to 9.5 pence" moves; "up to 9.5 pence" bounds.
        Keyword::To if keyword(1) == Keyword::Up && !back(2).is_some_and(|place| moves(c.str(place))) => {
            found(Hedge::AtMost, 1)
        }
        Keyword::To if keyword(1) == Keyword::Close => found(Hedge::Nearly, 1),
        Keyword::Of => match keyword(1) {
            Keyword::Upwards | Keyword::North => found(Hedge::MoreThan, 1),
            Keyword::South => found(Hedge::LessThan, 1),
            Keyword::Excess if keyword(2) == Keyword::In => found(Hedge::MoreThan, 2),
            Keyword::Minimum => {
                found(Hedge::AtLeast, if matches!(keyword(2), Keyword::A | Keyword::The) { 2 } else { 1 })
            }
            Keyword::Maximum => {
                found(Hedge::AtMost, if matches!(keyword(2), Keyword::A | Keyword::The) { 2 } else { 1 })
            }
            Keyword::Region if keyword(2) == Keyword::The && keyword(3) == Keyword::In => found(Hedge::About, 3),
            _ => (Hedge::None, at),
        },
        Keyword::As if keyword(2) == Keyword::As => match keyword(1) {
            Keyword::Many | Keyword::Much => found(Hedge::AtMost, 2),
            Keyword::Few | Keyword::Little => found(Hedge::AtLeast, 2),
            _ => (Hedge::None, at),
        },
        Keyword::Over | Keyword::Above | Keyword::Exceeding | Keyword::Beyond => {
            found(Hedge::MoreThan, usize::from(keyword(1) == Keyword::Just))
        }
        Keyword::Under | Keyword::Below if keyword(1) == Keyword::Just => found(Hedge::Nearly, 1),
        Keyword::Under | Keyword::Below => found(Hedge::LessThan, 0),
        Keyword::About
        | Keyword::Around
        | Keyword::Roughly
        | Keyword::Approximately
        | Keyword::Circa
        | Keyword::Some
        | Keyword::Approx => found(Hedge::About, 0),
        Keyword::Estimated => found(Hedge::About, usize::from(matches!(keyword(1), Keyword::An | Keyword::The))),
        Keyword::Nearly | Keyword::Almost | Keyword::Approaching => found(Hedge::Nearly, 0),
        Keyword::Minimum => found(Hedge::AtLeast, 0),
        Keyword::Maximum => found(Hedge::AtMost, 0),
        _ => match c.str(last) {
            "~" | "≈" => found(Hedge::About, 0),
            "." if matches!(keyword(1), Keyword::Approx) => found(Hedge::About, 1),
            "≥" => found(Hedge::AtLeast, 0),
            "≤" => found(Hedge::AtMost, 0),
            _ => (Hedge::None, at),
        },
    }
}

/// The hedge that follows at `at`: "or more", "or so", `+`, "-plus", "-odd"; and where it ends.
pub(crate) fn hedge_after(c: &Cursor<'_>, at: usize) -> Option<(Hedge, usize)> {
    if c.any(at, &[Keyword::Or, Keyword::And]) && !c.is(at + 2, Keyword::Than) {
        let or = c.is(at, Keyword::Or);
        let hedge = match c.keyword(at + 1) {
            Keyword::More | Keyword::Greater | Keyword::Higher | Keyword::Older | Keyword::Longer | Keyword::Larger => {
                Hedge::AtLeast
            }
            Keyword::Over | Keyword::Above | Keyword::Up | Keyword::Bigger | Keyword::Better | Keyword::Beyond => {
                Hedge::AtLeast
            }
            Keyword::Less
            | Keyword::Fewer
            | Keyword::Lower
            | Keyword::Younger
            | Keyword::Shorter
            | Keyword::Smaller
                if or =>
            {
                Hedge::AtMost
            }
            Keyword::Under | Keyword::Below if or => Hedge::AtMost,
            Keyword::So if or => Hedge::About,
            _ => return None,
        };
        // "killed 200 and over 300 hurt", "20 and more men came": what follows belongs to the next amount.
        let next_amount = c.digits(at + 2) || c.entry(at + 2).cardinal.is_some();
        let open = or || matches!(c.kind(at + 2), Kind::Break | Kind::Sign) || c.keyword(at + 1) == Keyword::More;
        return (!next_amount && open).then_some((hedge, at + 2));
    }
    if c.is(at, Keyword::More) && c.is(at + 1, Keyword::Or) && c.is(at + 2, Keyword::Less) {
        return Some((Hedge::About, at + 3));
    }
    if c.sign(at, '+') && !c.gap(at) && !c.digits(at + 1) {
        return Some((Hedge::AtLeast, at + 1));
    }
    let after = at + 1;
    if c.joint(at) && c.is(after, Keyword::Plus) {
        return Some((Hedge::AtLeast, after + 1));
    }
    if c.joint(at) && c.is(after, Keyword::Odd) {
        return Some((Hedge::About, after + 1));
    }
    None
}

//! Tail probabilities of the usual tests, as bounds that are proved.
//!
//! Enters: a test with whole degrees of freedom, and its statistic as a rational. Leaves: two numbers between which the
//! two-sided probability lies. Guaranteed: no floating point. A number is a pair of whole multiples of 2⁻⁵⁶, every operation
//! rounds the lower one down and the upper one up, and a series that is cut off adds the bound of its rest; what would
//! overflow has no result. The sums are those of Abramowitz and Stegun (1964), 26.4 and 26.5: with whole degrees of freedom
//! the beta and gamma functions have a finite number of terms.

use crate::value::Rational;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, Signed, ToPrimitive};

/// A test, with its degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// Student's t.
    T(u32),
    /// Fisher's F.
    F(u32, u32),
    /// A correlation.
    R(u32),
    /// χ².
    Chi(u32),
    /// The normal distribution.
    Z,
}

const PLACES: u32 = 56;
const ONE: i128 = 1 << PLACES;
/// π in multiples of 2⁻⁵⁶, rounded down.
const PI: i128 = 226_375_608_064_910_088;
/// √π, rounded down.
const ROOT_PI: i128 = 127_718_760_039_511_722;
/// Beyond so many degrees of freedom nobody reports a test, and the sums would take long.
const MOST_FREEDOM: u32 = 20_000;

/// A number of at least 0, between two multiples of 2⁻⁵⁶.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    low: i128,
    high: i128,
}

impl Bounds {
    const ZERO: Self = Self { low: 0, high: 0 };
    const UNIT: Self = Self { low: ONE, high: ONE };

    /// A rational of at least 0.
    pub fn of(number: Rational) -> Option<Self> {
        let (numerator, denominator) = (*number.numer(), *number.denom());
        if number.is_negative() {
            return None;
        }
        let scaled = numerator.checked_mul(ONE)?;
        let low = scaled.checked_div(denominator)?;
        Some(Self { low, high: low.checked_add(1)? })
    }

    /// Whether all of it is below all of another.
    pub fn below(self, other: Self) -> bool {
        self.high < other.low
    }

    /// The smallest that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// Half of it.
    pub fn half(self) -> Self {
        Self { low: self.low / 2, high: self.high / 2 + 1 }
    }

    /// The middle, to so many decimals: for showing.
    pub fn shown(self, places: u32) -> Option<String> {
        let middle = Rational::new((self.low + self.high) / 2, ONE);
        let grown = middle.checked_mul(&Rational::from_integer(10i128.checked_pow(places)?))?.round();
        let digits = grown.to_integer().to_u64()?;
        let shown = format!("{digits:0width$}", width = places as usize + 1);
        let (whole, rest) = shown.split_at(shown.len() - places as usize);
        Some(format!("{}.{rest}", if whole == "0" { "" } else { whole }))
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    fn minus(self, other: Self) -> Option<Self> {
        let high = self.high.checked_sub(other.low)?;
        Some(Self { low: self.low.checked_sub(other.high)?.max(0), high: high.max(0) })
    }

    fn times(self, other: Self) -> Option<Self> {
        let low = self.low.checked_mul(other.low)? >> PLACES;
        let high = (self.high.checked_mul(other.high)? >> PLACES) + 1;
        Some(Self { low, high })
    }

    /// Multiplied by a fraction of whole numbers.
    fn scaled(self, by: i128, over: i128) -> Option<Self> {
        let low = self.low.checked_mul(by)?.checked_div(over)?;
        let high = self.high.checked_mul(by)?.checked_div(over)?.checked_add(1)?;
        Some(Self { low, high })
    }

    fn over(self, other: Self) -> Option<Self> {
        let low = self.low.checked_mul(ONE)?.checked_div(other.high)?;
        let high = self.high.checked_mul(ONE)?.checked_div(other.low)?.checked_add(1)?;
        Some(Self { low, high })
    }

    fn root(self) -> Option<Self> {
        let root =
            |number: i128| i128::try_from(u128::try_from(number).ok()?.checked_mul(ONE.unsigned_abs())?.isqrt()).ok();
        Some(Self { low: root(self.low)?, high: root(self.high)?.checked_add(1)? })
    }

    /// e to the power of minus this.
    fn decay(self) -> Option<Self> {
        let mut halvings = 0;
        let mut small = self;
        while small.high > ONE / 4 {
            small = small.half();
            halvings += 1;
        }
        let (mut sum, mut term) = (Self::UNIT, Self::UNIT);
        for n in 1..=16 {
            term = term.times(small)?.scaled(1, n)?;
            sum = sum.plus(term)?;
        }
        // What is left is less than the last term, for each is less than half of the one before.
        sum.high = sum.high.checked_add(term.high)?;
        let mut power = Self::UNIT.over(sum)?;
        for _ in 0..halvings {
            power = power.times(power)?;
        }
        Some(power)
    }

    /// The angle whose tangent this is, for tangents up to about one.
    fn arctangent(self) -> Option<Self> {
        let mut tangent = self;
        for _ in 0..2 {
            let root = Self::UNIT.plus(tangent.times(tangent)?)?.root()?;
            tangent = tangent.over(Self::UNIT.plus(root)?)?;
        }
        let square = tangent.times(tangent)?;
        let (mut added, mut taken, mut power) = (Self::ZERO, Self::ZERO, tangent);
        for n in 0..18 {
            let term = power.scaled(1, 2 * n + 1)?;
            if n % 2 == 0 {
                added = added.plus(term)?;
            } else {
                taken = taken.plus(term)?;
            }
            power = power.times(square)?;
        }
        // Signs alternate and terms shrink: the rest is less than the next.
        added.high = added.high.checked_add(power.high)?;
        added.minus(taken)?.scaled(4, 1)
    }
}

fn pi() -> Bounds {
    Bounds { low: PI, high: PI + 1 }
}

fn root_pi() -> Bounds {
    Bounds { low: ROOT_PI, high: ROOT_PI + 1 }
}

/// The two-sided probability of a statistic at least as far out.
pub fn two_sided(test: Test, statistic: Rational) -> Option<Bounds> {
    let square = statistic.checked_mul(&statistic)?;
    let whole = |number: u32| Rational::from_integer(i128::from(number));
    match test {
        Test::T(freedom) => ratio_tail(1, freedom, square),
        Test::F(between, within) => ratio_tail(between, within, statistic),
        Test::R(freedom) => {
            let one = Rational::from_integer(1);
            (square < one).then(|| beta(1, freedom, one - square)).flatten()
        }
        Test::Chi(freedom) => gamma(freedom, statistic.checked_div(&whole(2))?),
        Test::Z => gamma(1, square.checked_div(&whole(2))?),
    }
}

/// The upper tail of F.
fn ratio_tail(between: u32, within: u32, statistic: Rational) -> Option<Bounds> {
    let own = Rational::from_integer(i128::from(within));
    let all = statistic.checked_mul(&Rational::from_integer(i128::from(between)))?.checked_add(&own)?;
    beta(between, within, own.checked_div(&all)?)
}

/// The regularised incomplete beta function of `within`/2 and `between`/2 at x.
fn beta(between: u32, within: u32, x: Rational) -> Option<Bounds> {
    if between == 0 || within == 0 || between > MOST_FREEDOM || within > MOST_FREEDOM || x.is_negative() {
        return None;
    }
    let one = Rational::from_integer(1);
    let (x, y) = (Bounds::of(x)?, Bounds::of(one - x)?);
    // The parameters are counted in halves; they start at one half or at one.
    let (mut a, mut b) = (2 - i128::from(within % 2), 2 - i128::from(between % 2));
    let (mut sum, mut term) = match (a, b) {
        (1, 1) => (arcsine_share(x, y)?, x.times(y)?.root()?.scaled(2, 1)?.over(pi())?),
        (2, 1) => (Bounds::UNIT.minus(y.root()?)?, x.times(y.root()?)?.half()),
        (1, _) => (x.root()?, x.root()?.times(y)?),
        _ => (x, x.times(y)?),
    };
    while a < i128::from(within) {
        sum = sum.minus(term)?;
        term = term.times(x)?.scaled(a + b, a + 2)?;
        a += 2;
    }
    term = term.scaled(a, b)?;
    while b < i128::from(between) {
        sum = sum.plus(term)?;
        term = term.times(y)?.scaled(a + b, b + 2)?;
        b += 2;
    }
    Some(sum)
}

/// The arcsine of √x as a share of a right angle.
fn arcsine_share(x: Bounds, y: Bounds) -> Option<Bounds> {
    let share = |angle: Bounds| angle.scaled(2, 1)?.over(pi());
    if x.high <= ONE / 2 {
        share(x.root()?.over(y.root()?)?.arctangent()?)
    } else {
        Bounds::UNIT.minus(share(y.root()?.over(x.root()?)?.arctangent()?)?)
    }
}

/// The upper regularised gamma function of `freedom`/2 at y.
fn gamma(freedom: u32, y: Rational) -> Option<Bounds> {
    if freedom == 0 || freedom > 400 || y.is_negative() || y > Rational::from_integer(60) {
        return None;
    }
    let y = Bounds::of(y)?;
    let decay = y.decay()?;
    let freedom = i128::from(freedom);
    let (mut sum, mut term, mut next) = if freedom % 2 == 0 {
        (Bounds::ZERO, decay, 2)
    } else {
        (error_tail(y, decay)?, decay.times(y.root()?)?.scaled(2, 1)?.over(root_pi())?, 3)
    };
    while next <= freedom {
        sum = sum.plus(term)?;
        term = term.times(y)?.scaled(2, next)?;
        next += 2;
    }
    Some(sum)
}

/// The complement of the error function at √y, given e to the power of −y.
fn error_tail(y: Bounds, decay: Bounds) -> Option<Bounds> {
    if y.high > 20 * ONE {
        return Some(Bounds { low: 0, high: decay.high });
    }
    let (mut sum, mut term, mut n) = (Bounds::UNIT, Bounds::UNIT, 1);
    loop {
        term = term.times(y)?.scaled(2, 2 * n + 1)?;
        sum = sum.plus(term)?;
        n += 1;
        // From here each term is less than half of the one before.
        if 4 * y.high < (2 * n + 1) * ONE && term.high < 1 << 8 {
            sum.high = sum.high.checked_add(term.high)?;
            break;
        }
    }
    let within = sum.times(decay)?.times(y.root()?)?.scaled(2, 1)?.over(root_pi())?;
    Bounds::UNIT.minus(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_tables() {
        let tail = |test, statistic: (i128, i128)| {
            let bounds = two_sided(test, Rational::new(statistic.0, statistic.1)).unwrap();
            assert!(bounds.high - bounds.low < ONE / 10_000_000, "{test:?}: {bounds:?}");
            bounds.shown(5).unwrap()
        };
        for (test, statistic, expected) in [
            (Test::T(28), (220, 100), ".03623"),
            (Test::T(1), (1, 1), ".50000"),
            (Test::T(1), (3, 1), ".20483"),
            (Test::T(7), (3, 1), ".01994"),
            (Test::T(58), (210, 100), ".04009"),
            (Test::F(2, 45), (310, 100), ".05479"),
            (Test::F(1, 28), (484, 100), ".03623"),
            (Test::F(3, 7), (435, 100), ".04992"),
            (Test::R(48), (30, 100), ".03429"),
            (Test::Chi(1), (384, 100), ".05004"),
            (Test::Chi(2), (599, 100), ".05004"),
            (Test::Chi(5), (1107, 100), ".05001"),
            (Test::Z, (196, 100), ".05000"),
            (Test::Z, (3, 1), ".00270"),
        ] {
            assert_eq!(tail(test, statistic), expected, "{test:?} {statistic:?}");
        }
    }
}

//! The tables of units and currencies: what a unit is called, its dimension, and its exact factor.
//!
//! Enters: `data/values/*.tsv`. Leaves: look-ups by name, by word and by code. Guaranteed: every factor is an exact
//! fraction; the tables are read once.

use super::Rational;
use num_traits::{One, Zero};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const UNITS: &str = include_str!("../../data/values/units.tsv");
const CURRENCIES: &str = include_str!("../../data/values/currencies.tsv");
const MONEY_WORDS: &str = include_str!("../../data/values/money-words.tsv");
const MONEY_SIGNS: &str = include_str!("../../data/values/money-signs.tsv");

/// A unit of measure: a quantity in it is `x * factor + offset` in the base unit of its dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The singular, in American spelling: `kilometer`.
    pub name: &'static str,
    /// The plural.
    pub plural: &'static str,
    /// What it measures: `length`.
    pub dimension: &'static str,
    /// The unit that the factor leads to: `meter`.
    pub base: &'static str,
    /// How many base units one of it is.
    pub factor: Rational,
    /// What is added after the factor; not zero for temperatures alone.
    pub offset: Rational,
    /// Whether the factor is exact by definition; a year and a month are means.
    pub exact: bool,
}

/// A word for money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Money {
    /// The ISO 4217 code.
    pub code: &'static str,
    /// How many of it make one: 100 for cents.
    pub parts: u8,
    /// Whether it stands for money only beside a scale word ("3 million pounds").
    pub wants_scale: bool,
}

/// The units and currencies, indexed.
#[derive(Debug)]
pub(crate) struct Units {
    rows: Vec<UnitRow>,
    /// Exact spellings.
    exact: FxHashMap<String, u16>,
    /// Lower-case spellings that only one unit has.
    folded: FxHashMap<String, u16>,
    /// Words for money, in lower case.
    money: FxHashMap<String, Money>,
    /// Signs before an amount, as written.
    signs: FxHashMap<&'static str, &'static str>,
    /// Currency codes, with the sign that prints them.
    codes: FxHashMap<&'static str, Option<&'static str>>,
    /// The names of the currencies in the singular, by code.
    names: FxHashMap<&'static str, &'static str>,
    /// The first word of each unit and currency, in lower case: whether a longer look is worth while.
    first: FxHashMap<String, ()>,
}

/// The lines of a table without comments and header, cut at tabs.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

/// An exact fraction as the tables write it: `5/18`.
fn fraction(text: &str) -> Option<Rational> {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    let (above, below) = (above.parse().ok()?, below.parse().ok()?);
    (below != 0).then(|| Rational::new(above, below))
}

/// The first word of a phrase, in lower case.
fn first_word(phrase: &str) -> String {
    let end = phrase.find(|c: char| !c.is_alphabetic()).filter(|&at| at > 0);
    let end = end
        .unwrap_or_else(|| phrase.chars().next().filter(|c| !c.is_alphabetic()).map_or(phrase.len(), char::len_utf8));
    phrase.get(..end).unwrap_or(phrase).to_lowercase()
}

impl Units {
    fn load() -> Self {
        let mut units = Self {
            rows: Vec::new(),
            exact: FxHashMap::default(),
            folded: FxHashMap::default(),
            money: FxHashMap::default(),
            signs: FxHashMap::default(),
            codes: FxHashMap::default(),
            names: FxHashMap::default(),
            first: FxHashMap::default(),
        };
        units.load_units();
        units.load_money();
        units
    }

    fn load_units(&mut self) {
        let mut shared: Vec<String> = Vec::new();
        for row in rows(UNITS) {
            let [name, plural, aliases, dimension, base, factor, offset, exactness, ..] = row.as_slice() else {
                continue;
            };
            let (Some(factor), Some(offset)) = (fraction(factor), fraction(offset)) else { continue };
            let Ok(index) = u16::try_from(self.rows.len()) else { continue };
            let exact = *exactness == "exact";
            self.rows.push(UnitRow { name, plural, dimension, base, factor, offset, exact });
            for form in [*name, *plural].into_iter().chain(aliases.split(';')).filter(|form| !form.is_empty()) {
                self.first.insert(first_word(form), ());
                let form = form.replace('-', " ");
                let folded = form.to_lowercase();
                if self.folded.get(&folded).is_some_and(|&other| other != index) {
                    shared.push(folded);
                } else if folded.chars().count() > 1 {
                    self.folded.insert(folded, index);
                }
                self.exact.entry(form).or_insert(index);
            }
        }
        for folded in shared {
            self.folded.remove(&folded);
        }
    }

    fn load_money(&mut self) {
        for row in rows(CURRENCIES) {
            let [name, code, symbol, _, singular, plural, ..] = row.as_slice() else { continue };
            let printed = (!symbol.is_empty() && symbol != code && !name.contains('(')).then_some(*symbol);
            self.codes.insert(code, printed);
            self.names.insert(code, singular);
            for form in [singular, plural] {
                let folded = form.to_lowercase();
                let folded = folded.split(" (").next().unwrap_or_default();
                if !folded.is_empty() && (!name.contains('(') || !self.money.contains_key(folded)) {
                    self.first.insert(first_word(folded), ());
                    self.money.insert(folded.to_owned(), Money { code, parts: 1, wants_scale: false });
                }
            }
        }
        for row in rows(MONEY_WORDS) {
            let [word, code, parts, when] = row.as_slice() else { continue };
            self.first.insert(first_word(word), ());
            let money = Money { code, parts: parts.parse().unwrap_or(1), wants_scale: *when == "scale" };
            self.money.insert((*word).to_owned(), money);
        }
        for row in rows(MONEY_SIGNS) {
            let [sign, code] = row.as_slice() else { continue };
            self.signs.insert(sign, code);
            self.codes.entry(code).or_insert(None);
        }
        // The signs that print an amount, where they are not the ones of the currency table.
        for (code, sign) in [("USD", "$"), ("NZD", "NZ$"), ("CAD", "C$"), ("AUD", "A$"), ("GBP", "£"), ("JPY", "¥")] {
            self.codes.insert(code, Some(sign));
        }
    }

    /// The unit of that spelling; capitals count where two units differ by them alone (`Mb`, `MB`).
    pub(crate) fn unit(&self, phrase: &str) -> Option<&UnitRow> {
        let index = self.exact.get(phrase).or_else(|| self.folded.get(phrase.to_lowercase().as_str()))?;
        self.rows.get(usize::from(*index))
    }

    /// The unit of that name and dimension, as a number keeps it.
    pub(crate) fn named(&self, name: &str) -> Option<&UnitRow> {
        self.exact.get(&name.replace('-', " ")).and_then(|&index| self.rows.get(usize::from(index)))
    }

    /// The money that a word or phrase stands for, without regard to case.
    pub(crate) fn money(&self, phrase: &str) -> Option<Money> {
        self.money.get(phrase.to_lowercase().as_str()).copied()
    }

    /// The currency of a sign before an amount.
    pub(crate) fn sign(&self, sign: &str) -> Option<&'static str> {
        self.signs.get(sign).copied()
    }

    /// The currency code itself, if there is such a one, in capitals.
    pub(crate) fn code(&self, code: &str) -> Option<&'static str> {
        self.codes.get_key_value(code).map(|(code, _)| *code)
    }

    /// The sign that prints a currency, if it has one of its own.
    pub(crate) fn printed(&self, code: &str) -> Option<&'static str> {
        self.codes.get(code).copied().flatten()
    }

    /// The name of a currency in the singular.
    pub(crate) fn currency_name(&self, code: &str) -> Option<&'static str> {
        self.names.get(code).copied()
    }

    /// Whether some unit or currency begins with that word.
    pub(crate) fn begins(&self, word: &str) -> bool {
        self.first.contains_key(word)
    }

    /// All units.
    pub(crate) fn all(&self) -> &[UnitRow] {
        &self.rows
    }
}

/// The tables, read on first use.
pub(crate) fn units() -> &'static Units {
    static TABLES: OnceLock<Units> = OnceLock::new();
    TABLES.get_or_init(Units::load)
}

/// All units of measure that are known, for documentation and completion.
pub fn known_units() -> &'static [UnitRow] {
    units().all()
}

impl UnitRow {
    /// A quantity in this unit, in the base unit; `None` if it is too large to be held exactly.
    pub fn to_base(&self, quantity: Rational) -> Option<Rational> {
        use num_traits::{CheckedAdd, CheckedMul};
        let scaled = if self.factor.is_one() { quantity } else { quantity.checked_mul(&self.factor)? };
        if self.offset.is_zero() { Some(scaled) } else { scaled.checked_add(&self.offset) }
    }

    /// A quantity in the base unit, in this unit; `None` if it is too large to be held exactly.
    pub fn from_base(&self, quantity: Rational) -> Option<Rational> {
        use num_traits::{CheckedDiv, CheckedSub};
        let scaled = if self.offset.is_zero() { quantity } else { quantity.checked_sub(&self.offset)? };
        if self.factor.is_one() { Some(scaled) } else { scaled.checked_div(&self.factor) }
    }
}

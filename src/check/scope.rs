//! What a check listens to: the parts of the article, the modality and the time that it asks for.

use crate::facts::{EntityId, FactStore, Modality, Part, Statement};
use crate::lang::ruleset::Check;
use crate::lang::syntax;
use crate::value::{DateSpan, Truth};
use jiff::civil::Date;

/// What a sentence listens to.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    /// The time that the check asks for.
    pub time: Option<DateSpan>,
    /// The part of the article.
    pub only_in: Option<syntax::Part>,
    /// Whether a goal or a fear counts.
    pub hypothetical: bool,
    /// The speaker to whom a statement must be attributed (`Guterres says that …`).
    pub speaker: Option<Speaker>,
    /// The date of the article.
    pub dateline: Option<Date>,
}

/// A speaker as a rule names one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Speaker {
    pub ids: Vec<EntityId>,
    pub name: String,
}

impl Scope {
    /// The scope of a check.
    pub fn of_check(check: &Check, facts: &FactStore) -> Self {
        Self {
            time: check.time,
            only_in: check.only_in,
            hypothetical: check.even_if_hypothetical,
            speaker: None,
            dateline: facts.dateline,
        }
    }

    /// Whether a part of the article is listened to. The body is all running text, quotations in it included.
    pub fn hears(&self, part: Part) -> bool {
        match self.only_in {
            None => true,
            Some(syntax::Part::Headline) => part == Part::Headline,
            Some(syntax::Part::Caption) => part == Part::Caption,
            Some(syntax::Part::Body) => matches!(part, Part::Body | Part::Quote),
            Some(syntax::Part::Quote) => part == Part::Quote,
            Some(syntax::Part::Table) => part == Part::Table,
        }
    }

    /// Whether a statement counts, its time apart.
    pub fn counts(&self, statement: &Statement) -> bool {
        self.hears(statement.part) && (self.hypothetical || statement.modality != Modality::Hypothetical)
    }

    /// Whether a state of affairs that a statement tells is of the time asked for: a check without a date speaks of
    /// the dateline, and so does a statement without one. Without a dateline an undated statement counts.
    pub fn is_state_of_time(&self, statement: &Statement) -> bool {
        let asked = self.time.or(self.dateline.map(DateSpan::day));
        match (asked, statement.time) {
            (Some(asked), Some(told)) => asked.overlaps(&told),
            (Some(asked), None) => self.dateline.is_none_or(|date| asked.overlaps(&DateSpan::day(date))),
            // Without a dateline only what goes on is of the present.
            (None, Some(told)) => told.last.is_none(),
            (None, None) => true,
        }
    }

    /// Whether what happens at `told` is of the time asked for: a check without a date asks for none, what has no date is
    /// of the dateline, and what is dated more widely than the check asks may be of another day.
    pub fn is_happening_of_time(&self, told: Option<DateSpan>) -> Truth {
        match (self.time, told.or(self.dateline.map(DateSpan::day))) {
            (None, _) | (_, None) => Truth::True,
            (Some(asked), Some(told)) if asked.contains(&told) => Truth::True,
            (Some(asked), Some(told)) if asked.overlaps(&told) => Truth::Unknown,
            _ => Truth::False,
        }
    }
}

//! Comparisons: how what the article tells stands to what the rule asks.

use super::answer::{Answer, Ground};
use super::atom::agreed;
use super::evaluator::{Evaluator, MAX_CANDIDATES};
use super::term::{TermValue, Terms, Told};
use super::text::{Bearing, bearing};
use super::things::Referent;
use crate::facts::Modality;
use crate::facts::name::fold;
use crate::lang::formula::{Aggregate, Compare, Operator, Term};
use crate::value::{Comparator, DateExpression, Hedge, Number, Truth, Value, compare, compare_told};
use regex::RegexBuilder;

/// How large a compiled pattern may be, in bytes.
const PATTERN_LIMIT: usize = 1 << 20;

/// A comparison of one value with those of the rule.
type Compared = Result<(Truth, Option<String>), String>;

/// A value that the article tells, compared with what the rule asks.
#[derive(Debug, Clone, PartialEq)]
struct Weighed {
    told: Told,
    truth: Truth,
    why: Option<String>,
    /// The breaths of what it is compared with.
    breaths: Vec<Option<(crate::source::SourceId, crate::source::Span)>>,
}

impl Weighed {
    /// Whether the two are told in one breath ("49 or 27 percent, depending on the scenario").
    fn is_alternative(&self, other: &Self) -> bool {
        self.told.breath.is_some() && self.told.breath == other.told.breath && self.breaths == other.breaths
    }
}

impl Evaluator<'_, '_> {
    /// The answer to a comparison.
    pub fn compare(&mut self, compare: &Compare) -> Answer {
        if let Some(answer) = self.compare_count(compare) {
            return answer;
        }
        let left = self.term(&compare.left);
        let right: Vec<Terms> = compare.right.iter().map(|term| self.term(term)).collect();
        let all = || std::iter::once(&left).chain(&right);
        if let Some(reason) = all().find_map(|terms| terms.uncheckable.clone()) {
            return Answer::uncheckable(reason);
        }
        let notes: Vec<String> = all().flat_map(|terms| terms.notes.iter().cloned()).collect();
        let mut combinations: Vec<(&[Told], Vec<&[Told]>)> =
            left.candidates.iter().map(|told| (told.as_slice(), Vec::new())).collect();
        for terms in &right {
            let wider = combinations.iter().flat_map(|(told, others)| {
                terms.candidates.iter().map(move |candidate| {
                    let mut others = others.clone();
                    others.push(candidate.as_slice());
                    (*told, others)
                })
            });
            combinations = wider.take(MAX_CANDIDATES + 1).collect();
        }
        if combinations.len() > MAX_CANDIDATES {
            return Answer::unknown_because("the article speaks of too many things that may be meant");
        }
        let answers: Vec<Answer> =
            combinations.into_iter().map(|(told, others)| self.compared(told, &compare.operator, &others)).collect();
        let mut answer =
            if answers.is_empty() { Answer { notes, ..Answer::unknown() } } else { agreed(answers, notes.into_iter()) };
        self.note_other_times(&mut answer, all().flat_map(|terms| terms.elsewhere.iter().copied()).collect());
        answer
    }

    /// `number of leaders is at least nine`, by what bounds the number on each side; `None` for other comparisons.
    fn compare_count(&mut self, compare: &Compare) -> Option<Answer> {
        let (Term::Aggregate { function: Aggregate::Count, variable, domain, .. }, Operator::Plain(comparator)) =
            (&compare.left, &compare.operator)
        else {
            return None;
        };
        let [Term::Literal(Value::Number(number), _)] = compare.right.as_slice() else { return None };
        let count = u64::try_from(number.whole().filter(|_| number.is_count() && number.hedge == Hedge::None)?).ok()?;
        let (low, high) = match comparator {
            Comparator::Equal | Comparator::NotEqual => (count, Some(count)),
            Comparator::AtLeast => (count, None),
            Comparator::More => (count.saturating_add(1), None),
            Comparator::AtMost => (0, Some(count)),
            Comparator::Less => (0, Some(count.checked_sub(1)?)),
            _ => return None,
        };
        let answer = self.number_lies(*variable, domain, low, high);
        Some(if *comparator == Comparator::NotEqual { answer.negated() } else { answer })
    }

    fn note_other_times(&self, answer: &mut Answer, elsewhere: Vec<crate::facts::StatementId>) {
        for id in elsewhere {
            let ground = Ground::Statement(id);
            if answer.grounds.iter().any(|rest| rest.ground == ground) {
                continue;
            }
            let Some(statement) = self.world.statement(id) else { continue };
            let value = statement.arguments.get(1).map(|value| self.argument_words(value)).unwrap_or_default();
            answer.notes.push(format!("{}: {value}", self.of_another_time(statement)));
            if answer.truth == Truth::Unknown {
                answer.grounds.push(super::answer::Rest { ground, supports: false });
            }
        }
    }

    /// The answer for one candidate: each value told is compared, and the firmest decide.
    fn compared(&mut self, left: &[Told], operator: &Operator, right: &[&[Told]]) -> Answer {
        let mut found: Vec<Weighed> = Vec::new();
        let mut reasons = Vec::new();
        for told in left {
            let mut rights: Vec<Vec<&Told>> = vec![Vec::new()];
            for others in right {
                rights = rights
                    .iter()
                    .flat_map(|chosen| others.iter().map(move |other| [chosen.as_slice(), &[other]].concat()))
                    .take(MAX_CANDIDATES)
                    .collect();
            }
            for chosen in rights {
                if let Some(answer) = self.told_directly(told, operator, &chosen) {
                    return answer;
                }
                self.dated_by.clear();
                match self.compare_one(told, operator, &chosen) {
                    Ok((truth, why)) => {
                        let denied = std::iter::once(&told).chain(&chosen).filter(|side| side.denied).count();
                        let truth = match denied {
                            0 => truth,
                            1 => of_denied(operator, truth),
                            _ => Truth::Unknown,
                        };
                        let mut joined = joined(told, &chosen);
                        joined.grounds.append(&mut self.dated_by);
                        let breaths = chosen.iter().map(|other| other.breath).collect();
                        found.push(Weighed { told: joined, truth, why, breaths });
                    }
                    Err(reason) => reasons.push(reason),
                }
            }
        }
        if found.is_empty() {
            let mut answer = Answer::unknown();
            answer.notes = reasons;
            return answer;
        }
        self.weigh_values(found)
    }

    /// Values that the article tells of one thing: they decide together, the firmest first.
    fn weigh_values(&self, mut found: Vec<Weighed>) -> Answer {
        let texts = found.iter().all(|one| !matches!(one.told.value, TermValue::Value(_)));
        // In one breath, one of the values is enough.
        let best: Vec<Truth> = found
            .iter()
            .map(|one| {
                found
                    .iter()
                    .filter(|other| one.is_alternative(other))
                    .map(|other| other.truth)
                    .fold(one.truth, Truth::or)
            })
            .collect();
        for (one, truth) in found.iter_mut().zip(best) {
            one.truth = truth;
        }
        let firmest = |wanted: Truth| {
            let fitting = found.iter().filter(|one| one.truth == wanted);
            fitting.map(|one| firmness(one.told.modality)).max()
        };
        let (for_it, against_it) = (firmest(Truth::True), firmest(Truth::False));
        let mut answer = match (for_it, against_it) {
            (None, None) => {
                let mut answer = Answer::unknown();
                answer.notes = found.iter().filter_map(|one| one.why.clone()).collect();
                answer.notes.dedup();
                for Weighed { told, .. } in &found {
                    answer.grounds.extend(rests(told, false));
                    answer.arithmetic = answer.arithmetic.or(told.arithmetic.clone());
                }
                return answer;
            }
            (Some(_), None) => Answer::bare(Truth::True),
            (Some(_), Some(_)) if texts => Answer::bare(Truth::True),
            (None, Some(_)) => Answer::bare(Truth::False),
            (Some(one), Some(other)) if one > other => {
                Answer::bare(Truth::True).noting("a less certain source has it otherwise")
            }
            (Some(one), Some(other)) if one < other => {
                Answer::bare(Truth::False).noting("a less certain source has it so")
            }
            (Some(2), Some(2)) => {
                let said: Vec<String> = found.iter().map(|one| self.value_words(&one.told.value)).collect();
                let said: Vec<&str> = said.iter().map(String::as_str).collect();
                let both = format!("the article says {} in different places", super::words::list(&distinct(&said)));
                Answer::bare(Truth::False).because(both)
            }
            _ => Answer::unknown_because("the article's sources disagree"),
        };
        let firmest = if answer.truth == Truth::False { against_it } else { for_it };
        answer.hearsay = answer.truth != Truth::Unknown && firmest == Some(0);
        let disagreement = for_it.is_some() && against_it.is_some() && !texts;
        for Weighed { told, truth, why, .. } in &found {
            let truth = *truth;
            if truth != answer.truth && !(disagreement && truth != Truth::Unknown) {
                continue;
            }
            answer.grounds.extend(rests(told, truth == Truth::True));
            if truth == answer.truth && answer.because.is_none() {
                answer.because.clone_from(why);
            }
            answer.arithmetic = answer.arithmetic.or(told.arithmetic.clone());
        }
        answer
    }

    /// What the article says of two events without dating them: "less than a week ahead of the NATO summit".
    fn told_directly(&mut self, left: &Told, operator: &Operator, right: &[&Told]) -> Option<Answer> {
        let [other] = right else { return None };
        let (TermValue::Thing(one), TermValue::Thing(other)) = (&left.value, &other.value) else { return None };
        let orders = self.told_order(one, other);
        let mut answers = Vec::new();
        for (id, first, gap) in orders {
            let ground = Ground::Statement(id);
            let modality = self.world.statement(id).map_or(Modality::Asserted, |statement| statement.modality);
            let (truth, why) = match operator {
                Operator::Plain(Comparator::Less) => (Truth::from(first), None),
                Operator::Plain(Comparator::More) => (Truth::from(!first), None),
                Operator::SameDay if gap.is_some() => (Truth::False, None),
                Operator::WithinOf(distance) => {
                    let Some(gap) = &gap else { continue };
                    let distance = Value::Number(distance.clone());
                    match compare(gap, Comparator::AtMost, &distance, self.scope.dateline) {
                        Ok(found) => {
                            (found.truth, Some(format!("the article says {gap} apart, the rule says {distance}")))
                        }
                        Err(_) => continue,
                    }
                }
                _ => continue,
            };
            let mut answer = Answer::bare(truth).resting_on(ground, truth == Truth::True);
            answer.hearsay = modality == Modality::Reported && truth != Truth::Unknown;
            answer.because = why.filter(|_| truth == Truth::False);
            answers.push(answer);
        }
        let decided: Vec<Answer> = answers.into_iter().filter(|answer| answer.truth != Truth::Unknown).collect();
        (!decided.is_empty())
            .then(|| agreed(decided, std::iter::once(String::from("the article has the two in both orders"))))
    }

    fn compare_one(&mut self, left: &Told, operator: &Operator, right: &[&Told]) -> Compared {
        match (operator, right) {
            (Operator::Plain(comparator), [right]) => self.plain(left, comparator.clone(), right),
            (Operator::Between, [low, high]) => {
                let (above, why) = self.plain(left, Comparator::AtLeast, low)?;
                let (below, other) = self.plain(left, Comparator::AtMost, high)?;
                Ok((above.and(below), if above == Truth::True { other } else { why }))
            }
            (Operator::WithinOf(distance), [right]) => self.within(left, distance, right),
            (Operator::OneOf, all) => {
                let mut best: Option<(Truth, Option<String>)> = None;
                for right in all {
                    let found = self.plain(left, Comparator::Equal, right)?;
                    if best.as_ref().is_none_or(|best| found.0 > best.0) {
                        best = Some(found);
                    }
                }
                best.ok_or_else(|| String::from("the rule lists nothing"))
            }
            (Operator::Includes, [right]) => {
                let (truth, _) = self.plain(left, Comparator::Equal, right)?;
                let open = Some(String::from("that the article names others does not leave it out"));
                Ok(if truth == Truth::True { (truth, None) } else { (Truth::Unknown, open) })
            }
            (Operator::Contains, [right]) => {
                let words = fold(&self.value_words(&right.value));
                let held = self.texts_of(&left.value).iter().any(|text| {
                    let text = crate::facts::name::folded_words(text);
                    !words.is_empty() && text.windows(words.len()).any(|window| window == words)
                });
                Ok((Truth::from(held), Some(self.both_say(left, right))))
            }
            (Operator::Matches, [right]) => {
                let pattern = self.value_words(&right.value);
                let regex = RegexBuilder::new(&pattern).size_limit(PATTERN_LIMIT).build();
                let regex = regex.map_err(|_| format!("`{pattern}` is not a pattern that can be matched"))?;
                let held = self.texts_of(&left.value).iter().any(|text| regex.is_match(text));
                Ok((Truth::from(held), Some(self.both_say(left, right))))
            }
            (Operator::SameDay, [right]) => self.plain(left, Comparator::Equal, right),
            _ => Err(String::from("the sentence compares a different number of values than it needs")),
        }
    }

    /// A plain comparison of what the article says with what the rule says.
    fn plain(&mut self, left: &Told, comparator: Comparator, right: &Told) -> Compared {
        match (&left.value, &right.value) {
            (TermValue::Value(one), TermValue::Value(other)) => {
                // The rule's own value may stand on the left.
                let (article, comparator, rule) = match (left.modality, right.modality) {
                    (None, Some(_)) => (other, flipped(comparator), one),
                    _ => (one, comparator, other),
                };
                let found = if left.modality.is_some() && right.modality.is_some() {
                    compare_told(article, comparator, rule, self.scope.dateline)?
                } else {
                    compare(article, comparator, rule, self.scope.dateline)?
                };
                let why = match found.truth {
                    Truth::False => format!("the article says {article}, the rule says {rule}"),
                    _ => found.because,
                };
                Ok((found.truth, Some(why)))
            }
            (TermValue::Thing(_), TermValue::Value(Value::Date(_))) => self.by_dates(left, comparator, right),
            (TermValue::Value(Value::Date(_)), TermValue::Thing(_)) => self.by_dates(left, comparator, right),
            (TermValue::Thing(_), TermValue::Thing(_))
                if !matches!(comparator, Comparator::Equal | Comparator::NotEqual) =>
            {
                self.by_dates(left, comparator, right)
            }
            _ => self.identity(left, comparator, right),
        }
    }

    /// Texts and things: the same or not.
    fn identity(&mut self, left: &Told, comparator: Comparator, right: &Told) -> Compared {
        let (article, rule) =
            if left.modality.is_none() && right.modality.is_some() { (right, left) } else { (left, right) };
        let truth = match (&article.value, &rule.value) {
            (TermValue::Text(told), TermValue::Text(asked)) => text_truth(told, asked),
            (TermValue::Text(told), TermValue::Thing(_)) => {
                let names = self.texts_of(&rule.value);
                names.iter().map(|name| text_truth(told, name)).max().unwrap_or(Truth::Unknown)
            }
            (TermValue::Thing(referent), TermValue::Text(asked)) => {
                let named = self.texts_of(&article.value);
                let said = named.iter().map(|name| text_truth(name, asked)).max().unwrap_or(Truth::Unknown);
                if matches!(referent, Referent::Absent { .. }) { said.or(Truth::Unknown) } else { said }
            }
            (TermValue::Thing(told), TermValue::Thing(asked)) => self.one_thing(told, asked),
            _ => {
                let (one, other) = (self.value_words(&article.value), self.value_words(&rule.value));
                return Err(format!("`{one}` and `{other}` cannot be compared"));
            }
        };
        let why = Some(self.both_say(article, rule));
        match comparator {
            Comparator::Equal | Comparator::Within | Comparator::About => Ok((truth, why)),
            Comparator::NotEqual => Ok((!truth, why)),
            _ => Err(String::from("words are equal or not, neither more nor less")),
        }
    }

    /// Whether two things are one; of places, whether the article's lies in the rule's.
    fn one_thing(&self, told: &Referent, asked: &Referent) -> Truth {
        let Referent::Entities(ids) = told else {
            return match (told, asked) {
                (Referent::Absent { .. }, Referent::Entities(_)) => self.one_thing(asked, told),
                _ => Truth::Unknown,
            };
        };
        let place = self.world.lexicon.kind_named("place");
        let is_place = |id: crate::facts::EntityId| place.is_some_and(|place| self.world.is_of(id, place));
        let truths = ids.iter().map(|&id| {
            let same = self.matches(asked, &crate::facts::Argument::Entity(id));
            if same != Truth::True && is_place(id) { self.lies_in(id, asked) } else { same }
        });
        truths.max().unwrap_or(Truth::Unknown)
    }

    /// The dates that a side of a comparison stands for.
    fn dates_for(&self, told: &Told) -> Vec<Told> {
        match &told.value {
            TermValue::Thing(referent) => {
                let dates = self.dates_of(referent);
                let date = |dated: &super::dates::Dated| {
                    let value = TermValue::Value(Value::Date(DateExpression::Absolute(dated.span)));
                    Told::by_article(value, dated.ground, dated.modality)
                };
                dates.iter().map(date).collect()
            }
            _ => vec![told.clone()],
        }
    }

    /// Events stand for their dates; several dates decide only if they agree.
    fn by_dates(&mut self, left: &Told, comparator: Comparator, right: &Told) -> Compared {
        self.each_date(left, right, |this, one, other| this.plain(one, comparator.clone(), other))
    }

    fn within(&mut self, left: &Told, distance: &Number, right: &Told) -> Compared {
        let events = [left, right].iter().any(|told| matches!(told.value, TermValue::Thing(_)));
        if events {
            return self.each_date(left, right, |this, one, other| this.within(one, distance, other));
        }
        self.plain(left, Comparator::WithinDistance(distance.clone()), right)
    }

    fn each_date(
        &mut self,
        left: &Told,
        right: &Told,
        mut test: impl FnMut(&mut Self, &Told, &Told) -> Compared,
    ) -> Compared {
        let (ones, others) = (self.dates_for(left), self.dates_for(right));
        if ones.is_empty() || others.is_empty() {
            let undated = if ones.is_empty() { left } else { right };
            return Err(format!("the article does not date {}", self.value_words(&undated.value)));
        }
        let mut found: Option<(Truth, Option<String>)> = None;
        self.dated_by.extend(ones.iter().chain(&others).flat_map(|told| &told.grounds));
        for one in &ones {
            for other in &others {
                let next = test(self, one, other)?;
                match &found {
                    Some((truth, _)) if *truth != next.0 => {
                        return Ok((Truth::Unknown, Some(String::from("the article dates it in two ways"))));
                    }
                    _ => found = Some(next),
                }
            }
        }
        found.ok_or_else(|| String::from("the article gives no date"))
    }

    fn both_say(&self, article: &Told, rule: &Told) -> String {
        format!(
            "the article says {}, the rule says {}",
            self.value_words(&article.value),
            self.value_words(&rule.value)
        )
    }

    /// The texts that a value reads as: its words, or all names of a thing.
    fn texts_of(&self, value: &TermValue) -> Vec<String> {
        match value {
            TermValue::Thing(Referent::Entities(ids)) => {
                let entities = ids.iter().filter_map(|&id| self.world.facts.entity(id));
                entities.flat_map(|entity| entity.names().map(str::to_owned)).collect()
            }
            other => vec![self.value_words(other)],
        }
    }

    /// A value in words.
    pub fn value_words(&self, value: &TermValue) -> String {
        match value {
            TermValue::Value(value) => value.to_string(),
            TermValue::Text(text) => text.clone(),
            TermValue::Thing(Referent::Entities(ids)) => {
                ids.first().map_or_else(String::new, |&id| self.names_of(&[id]))
            }
            TermValue::Thing(Referent::Members(all)) => {
                let first: Vec<_> = all.iter().filter_map(|ids| ids.first().copied()).collect();
                self.names_of(&first)
            }
            TermValue::Thing(Referent::Absent { name, .. }) => name.clone(),
            TermValue::Thing(Referent::Value(value)) => value.to_string(),
            TermValue::Thing(Referent::Text(text)) => text.clone(),
            TermValue::Thing(Referent::Article) => String::from("the article"),
            TermValue::Thing(Referent::Open) => String::from("something"),
        }
    }
}

/// What a denied value says: that it is not this one, and nothing of any other.
fn of_denied(operator: &Operator, truth: Truth) -> Truth {
    match (operator, truth) {
        (Operator::Plain(Comparator::Equal | Comparator::About) | Operator::SameDay, Truth::True) => Truth::False,
        (Operator::Plain(Comparator::NotEqual), Truth::False) => Truth::True,
        _ => Truth::Unknown,
    }
}

fn text_truth(told: &str, asked: &str) -> Truth {
    Truth::from(bearing(told, asked) == Bearing::Says)
}

fn distinct<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut all: Vec<&str> = Vec::new();
    for word in words {
        if !all.contains(word) {
            all.push(word);
        }
    }
    all
}

/// How firmly something is said; what the rule itself says is beyond doubt.
fn firmness(modality: Option<Modality>) -> u8 {
    match modality {
        None | Some(Modality::Asserted | Modality::Scheduled) => 2,
        Some(Modality::Attributed) => 1,
        Some(Modality::Reported | Modality::Hypothetical) => 0,
    }
}

fn rests(told: &Told, supports: bool) -> Vec<super::answer::Rest> {
    told.grounds.iter().map(|&ground| super::answer::Rest { ground, supports }).collect()
}

/// The left value with all that the comparison rests on.
pub(super) fn joined(left: &Told, right: &[&Told]) -> Told {
    let mut all = left.clone();
    for other in right {
        all.grounds.extend(other.grounds.iter().copied());
        all.arithmetic = all.arithmetic.or(other.arithmetic.clone());
        if firmness(other.modality) < firmness(all.modality) {
            all.modality = other.modality;
        }
    }
    all
}

fn flipped(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::More => Comparator::Less,
        Comparator::Less => Comparator::More,
        Comparator::AtLeast => Comparator::AtMost,
        Comparator::AtMost => Comparator::AtLeast,
        other => other,
    }
}

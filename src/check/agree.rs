//! `everything agrees with countries`: what the article says, compared with a reference.
//!
//! Every sentence that the reference holds to be true is asked like a sentence of a rule, of the time that it holds for. One
//! that the article contradicts decides. The article agrees if it says one of them, contradicts none, and has no number, date,
//! name or quotation that a text lacks.

use super::answer::{Answer, Ground};
use super::evaluator::Evaluator;
use super::finding::HeldIn;
use super::things::Referent;
use super::words;
use crate::facts::{Argument, EntityId, Polarity};
use crate::lang::formula::{Agreeing, Formula, Thing};
use crate::lang::lexicon::{Category, ConceptId, Lexicon};
use crate::lang::ruleset::{Fact, Reference, Rows};
use crate::reference::{Consulted, Held, Lacking, Truths, What};
use crate::value::{DateSpan, Truth};

/// Everything that is held to be true.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeldTrue<'a> {
    /// The `fact` blocks.
    pub facts: &'a [Fact],
    /// The `reference` blocks.
    pub references: &'a [Reference],
    /// What these say of the article.
    pub truths: &'a Truths,
}

impl<'a> HeldTrue<'a> {
    /// A sentence of a reference.
    pub fn held(self, reference: usize, at: usize) -> Option<&'a Held> {
        match self.truths.references.get(reference)? {
            Consulted::Rows { held, .. } | Consulted::Text(held, _) => held.get(at),
            Consulted::Unread(_) => None,
        }
    }

    /// Something that a text lacks, and the name of the text.
    pub fn lacking(self, reference: usize, at: usize) -> Option<(&'a str, &'a Lacking)> {
        let name = self.references.get(reference)?.name.as_str();
        match self.truths.references.get(reference)? {
            Consulted::Text(_, lacking) => lacking.get(at).map(|lacking| (name, lacking)),
            _ => None,
        }
    }

    /// Where a sentence stands.
    pub fn place_in(self, reference: usize, held: &Held) -> Option<HeldIn> {
        let reference = self.references.get(reference)?.name.clone();
        Some(HeldIn { reference, cell: held.place.cell.clone() })
    }

    /// What a sentence says, with the row and the column that say it.
    pub fn says(self, lexicon: &Lexicon, reference: usize, held: &Held) -> String {
        let name = self.references.get(reference).map_or("", |reference| reference.name.as_str());
        let said = held.sentence.as_ref().map_or_else(Clone::clone, |sentence| words::formula(lexicon, sentence));
        match &held.place.cell {
            Some((row, column)) => format!("{name}, row {row}, column `{column}`: {said}"),
            None => format!("{name}: {said}"),
        }
    }
}

/// What an agreement asks of.
struct Asked {
    concept: Option<ConceptId>,
    /// The things that are asked of; `None`: all.
    ids: Option<Vec<EntityId>>,
}

impl Asked {
    fn is_of(&self, concept: ConceptId, owners: &[EntityId]) -> bool {
        self.concept.is_none_or(|asked| asked == concept)
            && self.ids.as_ref().is_none_or(|ids| owners.iter().any(|owner| ids.contains(owner)))
    }
}

impl<'a> Evaluator<'_, 'a> {
    /// Whether what the article says agrees with a reference.
    pub fn agrees_with(&mut self, what: &Agreeing, reference: usize) -> Answer {
        let Some(declared) = self.held.references.get(reference) else {
            return Answer::uncheckable("the reference is not declared");
        };
        let ids = match what.thing() {
            None => None,
            Some(thing) => {
                let resolved = self.resolve(thing);
                match resolved.candidates.as_slice() {
                    [Referent::Entities(ids)] => Some(ids.clone()),
                    [] => return Answer::unknown_because(resolved.note.unwrap_or_default()),
                    _ => return Answer::unknown_because("the article does not speak of it"),
                }
            }
        };
        let asked = Asked { concept: what.concept(), ids };
        match self.held.truths.references.get(reference) {
            None => Answer::uncheckable(format!("the reference `{}` was not read", declared.name)),
            Some(Consulted::Unread(reason)) => Answer::uncheckable(reason.clone()),
            Some(Consulted::Rows { things, held }) => {
                let mut answers = self.each_held(&asked, reference, held);
                if let Some(rows) = declared.rows.as_ref().filter(|rows| rows.complete) {
                    answers.extend(self.others(&asked, reference, rows, things, held));
                }
                self.agreed(declared, answers, Answer::unknown())
            }
            Some(Consulted::Text(held, lacking)) => {
                let answers = self.each_held(&asked, reference, held);
                let lacking = if *what == Agreeing::Everything { lacking.as_slice() } else { &[] };
                let lacks = self.lacks(declared, reference, lacking);
                self.agreed(declared, answers, lacks)
            }
        }
    }

    /// The answer to them all.
    fn agreed(&self, declared: &Reference, answers: Vec<Answer>, lacks: Answer) -> Answer {
        let (against, rest): (Vec<Answer>, Vec<Answer>) =
            answers.into_iter().partition(|answer| answer.truth == Truth::False);
        if !against.is_empty() {
            /// So many further disagreements are told in words.
            const MOST_TOLD: usize = 8;
            let mut others: Vec<String> = against.iter().skip(1).filter_map(|answer| answer.because.clone()).collect();
            let left_out = others.len().saturating_sub(MOST_TOLD);
            others.truncate(MOST_TOLD);
            others.extend((left_out > 0).then(|| format!("{left_out} more disagreements")));
            let mut answer = Answer::all(against);
            answer.notes.extend(others);
            answer.grounds.extend(lacks.grounds);
            return answer;
        }
        if let Some(reason) = rest.iter().find_map(|answer| answer.uncheckable.clone()) {
            return Answer { uncheckable: Some(reason), ..lacks };
        }
        if !lacks.grounds.is_empty() {
            return lacks;
        }
        let said: Vec<Answer> = rest.iter().filter(|answer| answer.truth == Truth::True).cloned().collect();
        if said.is_empty() {
            let note = format!("it says nothing that `{}` tells", declared.name);
            let mut answer = Answer::unknown_because(note);
            answer.notes.extend(rest.into_iter().flat_map(|answer| answer.notes));
            return answer;
        }
        Answer::all(said)
    }

    /// What the article makes of each sentence. Where a reference says several things of one, one of them is enough.
    fn each_held(&mut self, asked: &Asked, reference: usize, held: &'a [Held]) -> Vec<Answer> {
        /// Of what and when something is said that can be said but once; `None`: it can be said of several.
        type Once<'t> = Option<(ConceptId, &'t Thing, Option<DateSpan>)>;
        let mut groups: Vec<(Once<'_>, Vec<Answer>)> = Vec::new();
        for (at, one) in held.iter().enumerate() {
            let owners = self.owners(&one.owner);
            if !asked.is_of(one.concept, &owners) || one.place.cell.is_some() && owners.is_empty() {
                continue;
            }
            let answer = self.told(reference, at, one, &owners);
            let single = match &one.sentence {
                Ok(Formula::Atom(atom)) => atom.definite,
                Ok(Formula::Compare(_)) => true,
                _ => false,
            };
            let key = single.then_some((one.concept, &one.owner, one.time));
            match groups.iter_mut().find(|(other, _)| key.is_some() && *other == key) {
                Some((_, answers)) => answers.push(answer),
                None => groups.push((key, vec![answer])),
            }
        }
        let one = |(_, answers): (_, Vec<Answer>)| {
            let agrees = answers.iter().any(|answer| answer.truth == Truth::True);
            answers.into_iter().filter(move |answer| !agrees || answer.truth == Truth::True)
        };
        groups.into_iter().flat_map(one).collect()
    }

    /// The entities that a reference speaks of.
    fn owners(&mut self, owner: &Thing) -> Vec<EntityId> {
        match self.resolve(owner).candidates.as_slice() {
            [Referent::Entities(ids)] => ids.clone(),
            _ => Vec::new(),
        }
    }

    /// What the article makes of one sentence.
    fn told(&mut self, reference: usize, at: usize, held: &'a Held, owners: &[EntityId]) -> Answer {
        let sentence = match &held.sentence {
            Ok(sentence) => sentence,
            Err(reason) => {
                let asked = owners.iter().any(|&owner| !self.world.with(held.concept, held.own, owner).is_empty());
                return if asked { Answer::uncheckable(reason.clone()) } else { Answer::unknown() };
            }
        };
        let time = self.scope.time;
        self.scope.time = held.time.or(time);
        let topics = std::mem::take(&mut self.topics);
        let bindings = std::mem::take(&mut self.bindings);
        let answer = self.formula(sentence);
        (self.scope.time, self.topics, self.bindings) = (time, topics, bindings);
        match answer.truth {
            Truth::Unknown => answer,
            Truth::True => answer.resting_on(Ground::Held(reference, at), true),
            Truth::False if !held.firm => Answer::unknown(),
            Truth::False => {
                let because = self.otherwise(reference, held, sentence, answer.because.as_deref());
                answer.resting_on(Ground::Held(reference, at), false).because(because)
            }
        }
    }

    /// That the article says something else than a reference.
    fn otherwise(&self, reference: usize, held: &Held, sentence: &Formula, because: Option<&str>) -> String {
        let declared = self.held.references.get(reference);
        let (name, path) = declared.map_or(("", ""), |declared| (declared.name.as_str(), declared.path.as_str()));
        let place = match &held.place.cell {
            Some((row, column)) => format!(" ({path}, row {row}, column `{column}`)"),
            None => format!(" ({path})"),
        };
        let source = declared.and_then(|declared| declared.source.as_ref());
        let source = source.map(|source| format!("; source: {source}")).unwrap_or_default();
        let said = words::formula(self.world.lexicon, sentence);
        match because.filter(|because| because.contains("the rule says")) {
            Some(because) => {
                let because = because.replace("the rule says", &format!("{name} says"));
                format!("{because}: {said}{place}{source}")
            }
            None => format!("the article says otherwise than {name}: {said}{place}{source}"),
        }
    }

    /// What the article says of things and holders that a complete list lacks.
    fn others(
        &mut self,
        asked: &Asked,
        reference: usize,
        rows: &'a Rows,
        things: &'a [Thing],
        held: &'a [Held],
    ) -> Vec<Answer> {
        let listed: Vec<EntityId> = things.iter().flat_map(|thing| self.owners(thing)).collect();
        let Some(declared) = self.held.references.get(reference) else { return Vec::new() };
        let mut answers = Vec::new();
        for mapped in &rows.columns {
            let concept = self.world.lexicon.concept(mapped.concept);
            let statements = self.world.statements_of(mapped.concept).to_vec();
            for id in statements {
                let Some(statement) = self.world.statement(id).filter(|_| self.hears(id)) else { continue };
                let Some(Argument::Entity(owner)) = statement.arguments.get(mapped.own) else { continue };
                if statement.polarity == Polarity::Denied || !asked.is_of(mapped.concept, &[*owner]) {
                    continue;
                }
                let against = |because: String| {
                    Answer::bare(Truth::False).resting_on(Ground::Statement(id), false).because(because)
                };
                if !listed.contains(owner) {
                    if self.is_single(*owner) && self.world.is_of(*owner, rows.kind) {
                        let who = self.names_of(&[*owner]);
                        answers.push(against(format!(
                            "{} is complete and has no {who} ({})",
                            declared.name, declared.path
                        )));
                    }
                    continue;
                }
                let Some(Argument::Entity(holder)) = statement.arguments.get(mapped.held) else { continue };
                let many = concept.is_some_and(|concept| concept.category != Category::Attribute);
                if !many || !self.is_single(*holder) {
                    continue;
                }
                let Some((first, holders)) = self.holders_of(mapped.concept, *owner, statement.time, held) else {
                    continue;
                };
                if !holders.contains(holder) {
                    let (who, whose) = (self.names_of(&[*holder]), self.names_of(&[*owner]));
                    let role = concept.filter(|concept| concept.category == Category::Role);
                    let as_what =
                        role.map_or_else(|| format!("for {whose}"), |role| format!("as {} of {whose}", role.phrase));
                    let (name, path, head) = (&declared.name, &declared.path, &mapped.column.head);
                    let because = format!("{name} is complete and has no {who} {as_what} ({path}, column `{head}`)");
                    answers.push(against(because).resting_on(Ground::Held(reference, first), false));
                }
            }
        }
        answers
    }

    /// Whether it is one thing with a name.
    fn is_single(&self, id: EntityId) -> bool {
        !self.world.is_group(id) && self.world.facts.entity(id).is_some_and(|entity| entity.named)
    }

    /// Those whom a reference lists beside a thing, and which sentence names the first of them; `None` where it lists nobody,
    /// or only for another time.
    fn holders_of(
        &mut self,
        concept: ConceptId,
        owner: EntityId,
        time: Option<DateSpan>,
        held: &'a [Held],
    ) -> Option<(usize, Vec<EntityId>)> {
        let mut holders: Option<(usize, Vec<EntityId>)> = None;
        for (at, one) in held.iter().enumerate().filter(|(_, one)| one.concept == concept) {
            let Some((_, other)) = &one.other else { continue };
            let apart = time.zip(one.time).is_some_and(|(told, known)| !told.overlaps(&known));
            if apart || !self.owners(&one.owner).contains(&owner) {
                continue;
            }
            let ids = self.owners(other);
            holders.get_or_insert_with(|| (at, Vec::new())).1.extend(ids);
        }
        holders
    }

    /// That the article has what a text lacks: open, with each piece of it.
    fn lacks(&self, declared: &Reference, reference: usize, lacking: &[Lacking]) -> Answer {
        let mut answer = Answer::unknown();
        let mut counts = [(What::Number, 0usize), (What::Date, 0), (What::Name, 0), (What::Quotation, 0)];
        for (at, piece) in lacking.iter().enumerate().filter(|(_, piece)| self.scope.hears(piece.part)) {
            answer = answer.resting_on(Ground::Lacking(reference, at), false);
            for (what, count) in &mut counts {
                *count += usize::from(*what == piece.what);
            }
        }
        let counted: Vec<String> = counts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(what, count)| format!("{count} {}{}", what.word(), if *count == 1 { "" } else { "s" }))
            .collect();
        if !counted.is_empty() {
            let counted: Vec<&str> = counted.iter().map(String::as_str).collect();
            answer = answer.noting(format!("not in the reference `{}`: {}", declared.name, words::list(&counted)));
        }
        answer
    }
}

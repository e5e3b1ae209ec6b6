//! Patterns without a word of their own: two places side by side, joined by a preposition, apposed, or by "be".

use super::{Draft, Matcher};
use crate::extract::adjacent;
use crate::extract::context::Context;
use crate::extract::fill::Filled;
use crate::extract::index::Compiled;
use crate::extract::roles;
use crate::facts::Argument;
use crate::lang::lexicon::ConceptId;
use crate::lang::pattern::{self, Filler, Role, Trigger};
use crate::nlp::inflect::fold;
use crate::nlp::{Deprel, Upos};
use crate::value::{DateSpan, Number, Unit, Value};

/// How many words before its noun a measure is looked for.
const PHRASE: usize = 8;

impl Matcher<'_> {
    /// Patterns without a word of their own, on the token that would be their governing place.
    pub(super) fn wordless(&self, token: usize, drafts: &mut Vec<Draft>) {
        let said = self.document.rel(token) == Deprel::Appos || self.document.child(token, Deprel::Cop).is_some();
        if self.entities.at(token).is_none() && !said {
            return;
        }
        for &id in &self.index.wordless {
            let Some(compiled) = self.index.get(id) else { continue };
            match &compiled.pattern.trigger {
                Trigger::Joined { prep } => self.joined(compiled, token, prep, drafts),
                Trigger::Before => self.before(compiled, token, drafts),
                Trigger::Owned => self.owned(compiled, token, drafts),
                Trigger::Apposed => self.apposed(compiled, token, drafts),
                Trigger::Compound { word } => self.compound(compiled, token, word, drafts),
                Trigger::Being { prep } => self.being(compiled, token, prep, drafts),
                Trigger::Copula => self.copula(compiled, token, drafts),
                _ => {}
            }
        }
    }

    /// "Milan Hruska, 58, …", "Milan Hruska (58)": a bare number behind a person's name is the age.
    pub(super) fn ages(&self, drafts: &mut Vec<Draft>) {
        let ages: Vec<ConceptId> = (0..)
            .map(ConceptId)
            .zip(&self.lexicon.concepts)
            .filter(|(_, it)| it.phrase == "age")
            .map(|(id, _)| id)
            .collect();
        for mention in self.entities.mentions.iter().filter(|mention| self.entities.is(mention.entity, "person")) {
            // "Ann Lee, who is 42, …"
            let end = mention.tokens.end;
            let is = |at: usize| matches!(self.document.lower(at), "is" | "was");
            let (at, closing): (usize, &[&str]) = match self.document.lower(end) {
                "," if self.document.lower(end + 1) == "who" && is(end + 2) => (end + 2, &[",", "."]),
                "," => (end, &[",", ".", ";"]),
                "(" => (end, &[")", ",", ";"]),
                _ => continue,
            };
            let Some(Value::Number(number)) = self.document.value(at + 1).map(|reading| &reading.value) else {
                continue;
            };
            let years = number.stated.to_integer();
            let bare =
                number.unit == Unit::One && !number.ordinal && number.stated.is_integer() && (1..=120).contains(&years);
            if !bare
                || !closing.contains(&self.document.lower(at + 2))
                || !self.document.sentence(at).contains(&(at + 1))
            {
                continue;
            }
            for &id in &ages {
                let Some(concept) = self.concept(id) else { continue };
                let duration = concept.bare_unit().filter(|_| self.is_kind(id, 1, "duration"));
                let told = match duration {
                    Some(unit) => Number::said(number.stated, number.digit, unit, number.hedge),
                    None => Some(number.clone()),
                };
                let Some(told) = told else { continue };
                let arguments = vec![Argument::Entity(mention.entity), Argument::Value(Value::Number(told))];
                drafts.push(Draft::in_passing(id, arguments, mention.head, mention.tokens.start..at + 2));
            }
        }
    }

    /// "Ann Lee died on Monday aged 79", "at the age of 79": the age of whoever dies.
    pub(super) fn ages_at_death(&self, drafts: &mut Vec<Draft>) {
        let document = self.document;
        let ages: Vec<(ConceptId, Unit)> = (0..)
            .map(ConceptId)
            .zip(&self.lexicon.concepts)
            .filter(|(_, it)| it.phrase == "age")
            .filter_map(|(id, concept)| Some((id, concept.bare_unit()?)))
            .collect();
        for verb in (0..document.len()).filter(|&at| !ages.is_empty() && document.lemma(at) == "die") {
            let end = document.sentence(verb).end.min(verb + 20);
            let aged = (verb + 1..end).find_map(|at| match document.lower(at) {
                "aged" => Some(at + 1),
                "at" if document.lower(at + 1) == "age" => Some(at + 2),
                "at" if document.lower(at + 1) == "the" && document.lower(at + 2) == "age" => Some(at + 4),
                _ => None,
            });
            let Some(Value::Number(number)) = aged.and_then(|at| document.value(at)).map(|reading| &reading.value)
            else {
                continue;
            };
            let who = roles::grammatical_subjects(document, verb).into_iter().find_map(|at| self.entities.at(at));
            let Some(who) = who.filter(|&who| self.entities.is(who, "person")) else { continue };
            for (id, unit) in &ages {
                let Some(told) = Number::said(number.stated, number.digit, unit.clone(), number.hedge) else {
                    continue;
                };
                let arguments = vec![Argument::Entity(who), Argument::Value(Value::Number(told))];
                let words = verb..aged.unwrap_or(verb) + 1;
                drafts.push(Draft::in_passing(*id, arguments, verb, words));
            }
        }
    }

    /// "Ann Lee (1950–2011)", "(born 1950)": years in brackets behind a person's name are those of birth and death.
    pub(super) fn lives(&self, drafts: &mut Vec<Draft>) {
        let relation = |verb: &str| {
            let all = (0..).map(ConceptId).zip(&self.lexicon.concepts);
            all.filter(move |(_, concept)| concept.places.len() == 1 && concept.phrase == verb).map(|(id, _)| id).next()
        };
        let (born, dies) = (relation("is born"), relation("dies"));
        for mention in self.entities.mentions.iter().filter(|mention| self.entities.is(mention.entity, "person")) {
            let open = mention.tokens.end;
            if self.document.lower(open) != "(" {
                continue;
            }
            let year = |at: usize| {
                let form = self.document.form(at);
                let digits = form.len() == 4 && form.bytes().all(|byte| byte.is_ascii_digit());
                let year: i16 = form.parse().ok().filter(|year| digits && (1000..=2100).contains(year))?;
                DateSpan::year(year)
            };
            let dash = matches!(self.document.lower(open + 2), "-" | "–" | "—");
            let (first, last) = match self.document.lower(open + 1) {
                "born" | "b." => (year(open + 2), None),
                _ if dash && self.document.lower(open + 4) == ")" => (year(open + 1), year(open + 3)),
                _ => continue,
            };
            for (concept, span) in [(born, first), (dies, last)] {
                let (Some(concept), Some(span)) = (concept, span) else { continue };
                let words = mention.tokens.start..open + 1;
                let arguments = vec![Argument::Entity(mention.entity)];
                let mut draft = Draft::in_passing(concept, arguments, mention.head, words);
                draft.time = Some((span, open + 1..open + 4));
                draft.tokens.push(open + 1..open + 4);
                drafts.push(draft);
            }
        }
    }

    /// "{event} in {place}".
    fn joined(&self, compiled: &Compiled, token: usize, prep: &str, drafts: &mut Vec<Draft>) {
        let Some([holder, owner]) = self.two_places(compiled) else { return };
        let Some(left) = self.fill(compiled, holder, token) else { return };
        let mut candidates = roles::prepositional(self.document, token, prep);
        // "a statement of joint understanding by …": under what the noun is of.
        for inner in roles::prepositional(self.document, token, "of") {
            if self.entities.at(inner).is_none() {
                candidates.extend(roles::prepositional(self.document, inner, prep));
            }
        }
        // "the Rohingya, a minority of Muslims from Myanmar"
        for child in self.document.children_by(token, &[Deprel::Appos]) {
            candidates.extend(roles::prepositional(self.document, child, prep));
            for inner in roles::prepositional(self.document, child, "of") {
                candidates.extend(roles::prepositional(self.document, inner, prep));
            }
        }
        if let Some(head) = self.document.head(token) {
            let clause_member = match self.document.rel(token) {
                Deprel::Obl => matches!(roles::case(self.document, token), Some("for" | "at" | "during" | "to")),
                Deprel::NsubjPass => true,
                Deprel::Nsubj => self.document.child(head, Deprel::Obj).is_none(),
                _ => false,
            };
            if clause_member && self.is_first_mention_of(token) {
                candidates
                    .extend(roles::prepositional(self.document, head, prep).into_iter().filter(|&at| at != token));
            }
        }
        candidates.extend(adjacent::behind_parenthesis(self.document, self.entities, token, prep));
        for candidate in candidates {
            if self.fill(compiled, owner, candidate).is_none() {
                continue;
            }
            let mut all = roles::coordinated(self.document, candidate);
            all.extend(adjacent::listed_behind(self.document, self.entities, *all.last().unwrap_or(&candidate)));
            for right in all.into_iter().filter_map(|at| self.fill(compiled, owner, at)) {
                self.draft_two(compiled, token, (holder, left.clone()), (owner, right), drafts);
            }
            return;
        }
    }

    /// Whether the token's mention is the first of its entity: later mentions stand in clauses about other things.
    fn is_first_mention_of(&self, token: usize) -> bool {
        let Some(mention) = self.entities.mention_at(token) else { return false };
        self.entities
            .mentions
            .iter()
            .filter(|known| known.entity == mention.entity)
            .all(|known| known.head >= mention.head)
    }

    /// "{duration} {event}", "{text} {person}": the first place stands before the second.
    fn before(&self, compiled: &Compiled, token: usize, drafts: &mut Vec<Draft>) {
        let Some([owner, holder]) = self.two_places(compiled) else { return };
        let Some(right) = self.fill(compiled, holder, token) else { return };
        if self.is_kind(compiled.concept, owner, "text") {
            self.titles(compiled, token, owner, holder, drafts);
            return;
        }
        // Of a measure every word before the noun may be a part, however the tree has it: "a 15 meter high rotating pig".
        let measure = self.concept(compiled.concept).and_then(|concept| concept.places.get(owner));
        if measure.is_some_and(|place| pattern::is_numeric(self.lexicon, place.kind)) {
            let start = self.document.subtree(token).start.max(token.saturating_sub(PHRASE));
            let broken = |at: usize| {
                matches!(self.document.upos(at), Upos::Punct | Upos::Verb | Upos::Adp | Upos::Cconj)
                    && self.document.lower(at) != "-"
            };
            let first = (start..token).rev().take_while(|&at| !broken(at)).last().unwrap_or(token);
            let left = (first..token).find_map(|at| self.fill(compiled, owner, at));
            if let Some(left) = left {
                let from = drafts.len();
                self.draft_two(compiled, token, (owner, left), (holder, right), drafts);
                // How large "the 240,000 square meter park" is does not hang on what is said of it.
                let definite =
                    first.checked_sub(1).into_iter().chain([first]).any(|at| self.document.lower(at) == "the");
                for draft in drafts.iter_mut().skip(from).filter(|_| definite) {
                    draft.context = Context::plain();
                }
            }
            return;
        }
        let rels = [Deprel::Compound, Deprel::Amod, Deprel::Nummod, Deprel::NmodUnmarked, Deprel::Flat];
        for child in self.document.children_by(token, &rels) {
            let Some(left) = self.fill(compiled, owner, child) else { continue };
            self.draft_two(compiled, token, (owner, left), (holder, right.clone()), drafts);
        }
    }

    /// "{organization}'s {product}", also "the {product} of {organization}".
    fn owned(&self, compiled: &Compiled, token: usize, drafts: &mut Vec<Draft>) {
        let Some([owner, holder]) = self.two_places(compiled) else { return };
        let Some(right) = self.fill(compiled, holder, token) else { return };
        let owners = self.document.children_by(token, &[Deprel::NmodPoss]);
        for child in owners.chain(roles::prepositional(self.document, token, "of")) {
            let Some(left) = self.fill(compiled, owner, child) else { continue };
            self.draft_two(compiled, token, (owner, left), (holder, right.clone()), drafts);
        }
    }

    /// Titles before a name come from linking, with their owner: "United Nations Secretary-General António Guterres".
    fn titles(&self, compiled: &Compiled, token: usize, text: usize, person: usize, drafts: &mut Vec<Draft>) {
        for office in self.entities.offices.iter().filter(|office| office.held) {
            let Some(mention) = self.entities.mention_at(token) else { continue };
            if mention.head != token || mention.tokens.end != office.tokens.end || office.person != mention.entity {
                continue;
            }
            let tokens = office.tokens.start..office.title.end;
            let words = self.document.words(tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
            let mut arguments = vec![Argument::Unstated; 2];
            for (place, argument) in [(text, Argument::Text(words)), (person, Argument::Entity(office.person))] {
                if let Some(slot) = arguments.get_mut(place) {
                    *slot = argument;
                }
            }
            drafts.push(Draft {
                template: compiled.template.clone(),
                ..Draft::in_passing(compiled.concept, arguments, token, office.tokens.clone())
            });
        }
    }

    /// "{person}, {text}": an apposition.
    fn apposed(&self, compiled: &Compiled, token: usize, drafts: &mut Vec<Draft>) {
        let Some([holder, owner]) = self.two_places(compiled) else { return };
        let Some(left) = self.fill(compiled, holder, token) else { return };
        for child in self.document.children_by(token, &[Deprel::Appos]) {
            if self.entities.at(child).is_some_and(|id| {
                self.entities.get(id).is_some_and(|e| e.named && id == self.entities.at(token).unwrap_or(id))
            }) {
                continue;
            }
            let text = self.is_kind(compiled.concept, owner, "text");
            // "John Kerry, the Secretary of State"
            let office = self.document.upos(child) == Upos::Propn
                && self.document.children_by(child, &[Deprel::Det]).next().is_some();
            if text && self.document.upos(child) != Upos::Noun && !office {
                continue;
            }
            let people =
                if self.is_kind(compiled.concept, owner, "country") { self.peoples(child) } else { Vec::new() };
            let mut told = std::iter::once(child).chain(people);
            let Some(right) = told.find_map(|at| self.fill(compiled, owner, at)) else { continue };
            self.draft_two(compiled, token, (holder, left.clone()), (owner, right), drafts);
        }
    }

    /// The words for peoples that describe a noun: "a *Swedish* actress".
    fn peoples(&self, noun: usize) -> Vec<usize> {
        let country = |&child: &usize| self.entities.at(child).is_some_and(|id| self.entities.is(id, "country"));
        self.document.children_by(noun, &[Deprel::Amod]).filter(country).collect()
    }

    /// "{number}-member {organization}".
    fn compound(&self, compiled: &Compiled, token: usize, word: &str, drafts: &mut Vec<Draft>) {
        let Some([owner, holder]) = self.two_places(compiled) else { return };
        let Some(right) = self.fill(compiled, holder, token) else { return };
        for child in self.document.children(token).filter(|&child| child < token) {
            let tokens = self.document.subtree(child);
            let words = fold(self.document.words(tokens.clone()));
            let ends = words.strip_suffix(word).is_some_and(|rest| rest.ends_with(['-', ' ']));
            if !ends {
                continue;
            }
            let left = tokens.clone().find_map(|at| self.fill(compiled, owner, at));
            if let Some(left) = left {
                self.draft_two(compiled, token, (owner, Filled { tokens, ..left }), (holder, right.clone()), drafts);
                return;
            }
        }
        // "Oslo-based Acme": the words right before it, whatever the tree makes of them.
        let start = self.entities.mention_at(token).map_or(token, |mention| mention.tokens.start);
        let place = start
            .checked_sub(3)
            .filter(|&at| self.document.sentence(token).contains(&at))
            .filter(|_| fold(self.document.lower(start - 1)) == word && self.document.lower(start - 2) == "-");
        if let Some(left) = place.and_then(|at| self.fill(compiled, owner, at)) {
            self.draft_two(compiled, token, (owner, left), (holder, right), drafts);
        }
    }

    /// "{person} is at {event}".
    fn being(&self, compiled: &Compiled, token: usize, prep: &str, drafts: &mut Vec<Draft>) {
        if self.document.child(token, Deprel::Cop).is_none() || !roles::has_case(self.document, token, prep) {
            return;
        }
        let mut bindings = self.empty(compiled);
        for (role, filler) in &compiled.pattern.slots {
            let candidates = match role {
                Role::Prep(_) => vec![token],
                _ => self.subjects_of_predicate(token),
            };
            if !self.slot(compiled, &mut bindings, filler, &candidates) {
                return;
            }
        }
        bindings.tokens.push(token..token + 1);
        self.finish(compiled, token, bindings, drafts);
    }

    /// "{person} is {text}".
    fn copula(&self, compiled: &Compiled, token: usize, drafts: &mut Vec<Draft>) {
        let predicate = self.document.head(token).filter(|&head| {
            self.document.rel(token) == Deprel::Nsubj && self.document.child(head, Deprel::Cop).is_some()
        });
        let Some(predicate) = predicate else { return };
        if !matches!(self.document.upos(predicate), Upos::Noun | Upos::Propn | Upos::Num) {
            return;
        }
        if self.document.children_by(predicate, &[Deprel::Case]).next().is_some() {
            return;
        }
        let mut bindings = self.empty(compiled);
        for (role, filler) in &compiled.pattern.slots {
            let mut candidates =
                if *role == Role::Object { vec![predicate] } else { roles::coordinated(self.document, token) };
            if *role == Role::Object
                && matches!(filler, Filler::Place(place) if self.is_kind(compiled.concept, *place, "country"))
            {
                candidates.extend(self.peoples(predicate));
            }
            if !self.slot(compiled, &mut bindings, filler, &candidates) {
                return;
            }
        }
        self.finish(compiled, predicate, bindings, drafts);
    }
}

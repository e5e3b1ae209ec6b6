//! Quantifiers: `every`, `at least three`, `both`, `all but two`, and what they range over.

use super::noun::{Head, Noun};
use super::np::{Binder, Np, One};
use super::reader::{Miss, Reader};
use super::token::whole_number;
use crate::lang::formula::{Domain, DomainSet, Quantifier, Thing};
use crate::value::{Unit, Value};

/// The words before a quantified noun.
#[derive(Debug, Clone, Copy)]
pub struct Prefix {
    /// How many.
    pub quantifier: Quantifier,
    /// `not every`.
    pub denied: bool,
    /// One past the words.
    pub next: usize,
    /// `of the`: members of a group that is described.
    pub group: bool,
}

impl Reader<'_> {
    /// A whole number at a token, and what follows it.
    pub fn whole_number(&self, at: usize) -> Option<(u64, usize)> {
        let token = self.tokens.get(at)?;
        if let Some((Value::Number(number), next)) = self.value_at(at)
            && number.unit == Unit::One
            && number.stated_high.is_none()
            && !number.ordinal
            && number.stated.is_integer()
            && next > at + 1
        {
            return Some((u64::try_from(number.stated.to_integer()).ok()?, next));
        }
        whole_number(&token.lower).map(|number| (number, at + 1))
    }

    /// The quantifier words at a token.
    pub fn prefix(&self, at: usize) -> Option<Prefix> {
        let denied = self.tokens.is(at, "not") && self.tokens.is_any(at + 1, &["every", "each", "all"]);
        let at = at + usize::from(denied);
        let (quantifier, next) = self.quantifier_words(at)?;
        let after = self.tokens.after_any(next, &["of the", "of these", "of those"]);
        let bare = if matches!(quantifier, Quantifier::Every | Quantifier::Half | Quantifier::Both) {
            self.tokens.after(next, "the")
        } else {
            None
        };
        let of = if matches!(quantifier, Quantifier::Most | Quantifier::Half | Quantifier::Some | Quantifier::Every) {
            self.tokens.after(next, "of")
        } else {
            None
        };
        let group = after.or(bare);
        Some(Prefix { quantifier, denied, next: group.or(of).unwrap_or(next), group: group.is_some() })
    }

    fn quantifier_words(&self, at: usize) -> Option<(Quantifier, usize)> {
        let simple = match self.tokens.get(at)?.lower.as_str() {
            "every" | "each" => Some(Quantifier::Every),
            "all" => {
                if let Some(number) = self.tokens.after(at, "all but") {
                    let (number, next) = self.whole_number(number)?;
                    return Some((Quantifier::AllBut(number), next));
                }
                Some(Quantifier::Every)
            }
            "no" if !self.tokens.is_any(at + 1, &["more", "fewer", "less"]) => Some(Quantifier::No),
            "none" => Some(Quantifier::No),
            "some" | "a" | "an" | "any" | "another" => Some(Quantifier::Some),
            "most" => Some(Quantifier::Most),
            "half" => Some(Quantifier::Half),
            "both" => Some(Quantifier::Both),
            "either" => Some(Quantifier::Either),
            "neither" => Some(Quantifier::Neither),
            _ => None,
        };
        if let Some(quantifier) = simple.filter(|_| !self.tokens.get(at).is_some_and(|token| token.possessive)) {
            return Some((quantifier, at + 1));
        }
        self.counted(at)
    }

    /// `exactly two`, `at least 3`, `between 2 and 5`, `nine`.
    pub fn counted(&self, at: usize) -> Option<(Quantifier, usize)> {
        type Bound = (&'static [&'static str], fn(u64) -> Quantifier);
        let bounds: [Bound; 5] = [
            (&["exactly", "only", "precisely"], Quantifier::Exactly),
            (&["at least", "no fewer than", "no less than", "not fewer than", "not less than"], Quantifier::AtLeast),
            (&["at most", "no more than", "not more than", "up to"], Quantifier::AtMost),
            (&["more than", "over"], |number| Quantifier::AtLeast(number.saturating_add(1))),
            (&["fewer than", "less than", "under"], |number| {
                number.checked_sub(1).map_or(Quantifier::Between(1, 0), Quantifier::AtMost)
            }),
        ];
        for (phrases, make) in bounds {
            if let Some(next) = self.tokens.after_any(at, phrases) {
                let (number, next) = self.whole_number(next)?;
                return Some((make(number), next));
            }
        }
        if let Some(next) = self.tokens.after(at, "between") {
            let (low, and) = self.whole_number(next)?;
            let (high, next) = self.whole_number(self.tokens.after(and, "and")?)?;
            return Some((Quantifier::Between(low, high), next));
        }
        let (number, next) = self.whole_number(at)?;
        Some((Quantifier::Exactly(number), next))
    }

    /// The quantified phrases that the tokens `start..end` are.
    pub fn quantified(&self, start: usize, end: usize) -> Vec<Np> {
        let mut read = self.listed(start, end);
        if let Some(prefix) = self.prefix(start)
            && prefix.next < end
        {
            let nouns = self.noun_phrases(prefix.next, end);
            read.extend(nouns.iter().filter_map(|noun| self.quantify(noun, prefix, (start, end))));
        }
        if let Some(next) = self.tokens.after(start, "the two") {
            let prefix = Prefix { quantifier: Quantifier::Both, denied: false, next, group: false };
            read.extend(
                self.noun_phrases(next, end).iter().filter_map(|noun| self.quantify(noun, prefix, (start, end))),
            );
        }
        read
    }

    /// A noun phrase under a quantifier.
    pub fn quantify(&self, noun: &Noun, prefix: Prefix, span: (usize, usize)) -> Option<Np> {
        let owners: Vec<Option<&One>> = match &noun.owner {
            Some(np) => np.members.iter().map(Some).collect(),
            None => vec![None],
        };
        let each = matches!(prefix.quantifier, Quantifier::Every | Quantifier::Some | Quantifier::No);
        if owners.len() > 1 && !each {
            self.miss(Miss::Quantifier(
                noun.site,
                "a count over several owners at once",
                "write one sentence for each owner: `there are two members of NATO, and there are two members of the SCO`",
            ));
            return None;
        }
        let site = self.tokens.site(span.0, prefix.next.max(span.0 + 1));
        let mut members = Vec::with_capacity(owners.len());
        for owner in owners {
            let variable = noun.variable(self);
            let mut domain = noun.domain(owner.map(|owner| &owner.thing), prefix.group);
            if matches!(prefix.quantifier, Quantifier::Both | Quantifier::Either | Quantifier::Neither)
                && noun.head == Head::Kind
                && noun.modifiers.is_empty()
            {
                domain.set = DomainSet::Topics(self.topics_of(noun.kind));
            }
            domain.words = self.tokens.words(span.0, span.1);
            if self.tokens.is(span.0, "another") {
                // Other than the one that the sentence speaks of already.
                domain.except.push(Thing::Described(Box::new(noun.bare())));
            }
            let mut one = One::plain(Thing::Variable(variable), noun.kind, true, 0);
            if let Some(owner) = owner {
                one.outer.extend(owner.outer.iter().cloned());
                one.binders.extend(owner.binders.iter().cloned());
            }
            one.binders.extend(noun.binders.iter().cloned());
            if prefix.denied {
                one.binders.push(Binder::Not);
            }
            let quantifier = prefix.quantifier;
            one.binders.push(Binder::Quantified { quantifier, variable, domain, site });
            members.push(one);
        }
        Some(Np { members, any: noun.owner.as_ref().is_some_and(|np| np.any), cost: noun.cost })
    }

    /// The topics that can be of a kind.
    pub fn topics_of(&self, kind: crate::lang::lexicon::KindId) -> Vec<Thing> {
        let fits = |topic: &&super::reader::Topic| !topic.certain || self.is_a(topic.kind, kind);
        let typed = |topic: &super::reader::Topic| match &topic.thing {
            Thing::Named { name, site, .. } if !topic.certain => Thing::Named { name: name.clone(), kind, site: *site },
            thing => thing.clone(),
        };
        self.scope.topics.iter().filter(fits).map(typed).collect()
    }

    /// `both A and B`, `either A or B`, `neither A nor B`, `only X`, `only A and B`.
    fn listed(&self, start: usize, end: usize) -> Vec<Np> {
        let (quantifier, word) = match self.tokens.get(start).map(|token| token.lower.as_str()) {
            Some("both") => (Quantifier::Both, "and"),
            Some("either") => (Quantifier::Either, "or"),
            Some("neither") => (Quantifier::Neither, "nor"),
            Some("only") => (Quantifier::Only, "and"),
            _ => return Vec::new(),
        };
        if start + 1 >= end {
            return Vec::new();
        }
        let mut lists: Vec<Vec<One>> = Vec::new();
        for split in (start + 2..end).filter(|&split| self.tokens.is(split, word)) {
            let (left, right) = (self.single(start + 1, split), self.single(split + 1, end));
            for a in left.iter().filter_map(Np::single).filter(|one| one.binders.is_empty()) {
                for b in right.iter().filter_map(Np::single).filter(|one| one.binders.is_empty()) {
                    lists.push(vec![a.clone(), b.clone()]);
                }
            }
        }
        if quantifier == Quantifier::Only && lists.is_empty() {
            let single = self.candidates(start + 1, end);
            lists.extend(
                single
                    .iter()
                    .filter(|np| !np.any && np.members.iter().all(|one| one.binders.is_empty()))
                    .map(|np| np.members.clone()),
            );
        }
        let site = self.tokens.site(start, start + 1);
        lists
            .into_iter()
            .map(|list| {
                let variable = self.fresh();
                let sure = list.iter().find(|one| one.certain);
                let kind = sure.map_or(self.scope.known.thing, |one| one.kind);
                let cost = list.iter().map(|one| one.cost).sum();
                let domain = Domain {
                    kind,
                    role: None,
                    set: DomainSet::Listed(list.iter().map(|one| one.thing.clone()).collect()),
                    restriction: None,
                    except: Vec::new(),
                    words: self.tokens.words(start, end),
                };
                let certain = sure.is_some();
                let mut one = One::plain(Thing::Variable(variable), kind, certain, cost);
                one.binders.push(Binder::Quantified { quantifier, variable, domain, site });
                Np::from(one)
            })
            .collect()
    }
}

//! Which tokens stand in a role to a trigger.

use super::Matcher;
use crate::article::BlockKind;
use crate::extract::adjacent;
use crate::extract::document::Document;
use crate::extract::roles;
use crate::extract::series::CHANGES;
use crate::lang::pattern::{Role, Trigger};
use crate::nlp::inflect::verb_bases;
use crate::nlp::{Deprel, Upos};
use crate::value::{Unit, Value};

impl Matcher<'_> {
    /// The tokens that stand in a role to the trigger.
    pub(super) fn candidates(&self, hangs_on: &Trigger, role: &Role, trigger: usize, fixed: &[usize]) -> Vec<usize> {
        let document = self.document;
        let verbal = matches!(hangs_on, Trigger::Verb { .. });
        let noun = verbal && matches!(document.upos(trigger), Upos::Noun | Upos::Propn);
        match role {
            Role::Subject if noun => {
                let mut found: Vec<usize> =
                    document.children_by(trigger, &[Deprel::NmodPoss]).chain(by_phrase(document, trigger)).collect();
                // "paid a visit to Paris"
                if let Some(verb) = light_verb(document, trigger) {
                    found.extend(roles::grammatical_subjects(document, verb));
                }
                // "the sinking of the ferry"
                if found.is_empty() {
                    found.extend(roles::prepositional(document, trigger, "of"));
                }
                found
            }
            Role::Object if noun => ["of", "at", "to", "on", "against", "over"]
                .iter()
                .flat_map(|prep| {
                    let behind = adjacent::behind_preposition(document, self.entities, trigger, prep);
                    roles::prepositional(document, trigger, prep).into_iter().chain(behind)
                })
                .collect(),
            Role::Subject if verbal => {
                let found = roles::logical_subjects(document, trigger);
                if found.is_empty() && !roles::is_passive(document, trigger) && is_finite(document, trigger) {
                    return adjacent::before(document, self.entities, trigger);
                }
                found
            }
            Role::Subject => self.subjects_of_predicate(trigger),
            Role::Object if verbal => {
                let objects = roles::logical_objects(document, trigger);
                // "She came second"
                let ordinal = |&at: &usize| {
                    let number = document.value(at).map(|reading| &reading.value);
                    matches!(number, Some(Value::Number(number)) if number.ordinal)
                };
                if let Some(place) = Some(trigger + 1).filter(|at| objects.is_empty() && ordinal(at)) {
                    return vec![place];
                }
                let bare_number = objects.is_empty() && document.child(trigger, Deprel::Obj).is_none();
                // A headline's participle without "were": "107 killed in crane collapse".
                let headline = bare_number
                    && !roles::is_passive(document, trigger)
                    && document.child(trigger, Deprel::Aux).is_none();
                let headline = headline && document.block_kind(trigger) == BlockKind::Headline;
                if headline && is_past(document, trigger) {
                    let subjects = roles::grammatical_subjects(document, trigger);
                    return subjects.into_iter().filter(|&at| document.value(at).is_some()).collect();
                }
                objects
            }
            Role::Undergoer => {
                let objects = roles::logical_objects(document, trigger);
                if objects.is_empty() { roles::grammatical_subjects(document, trigger) } else { objects }
            }
            Role::Object => document.child(trigger, Deprel::Obj).into_iter().collect(),
            Role::Prep(prep) => {
                let mut found = roles::prepositional(document, trigger, prep);
                if prep == "on" && found.is_empty() {
                    found.extend(bare_dates(document, trigger));
                }
                for &noun in fixed {
                    found.extend(roles::prepositional(document, noun, prep));
                }
                // "In Chile the poll found that 55 percent thought …": what frames the saying frames what is said.
                let framed = matches!(prep.as_str(), "in" | "at" | "among" | "for" | "with");
                let said =
                    Some(trigger).filter(|_| found.is_empty() && framed && document.rel(trigger) == Deprel::Ccomp);
                if let Some(saying) = said.and_then(|clause| document.head(clause)) {
                    let before = roles::prepositional(document, saying, prep).into_iter().filter(|&at| at < trigger);
                    found.extend(before);
                }
                if prep == "to" {
                    found.extend(document.child(trigger, Deprel::Iobj));
                }
                if let Some(object) = document.child(trigger, Deprel::Obj).filter(|_| found.is_empty()) {
                    found.extend(roles::prepositional(document, object, prep));
                }
                found
            }
            Role::Owner => {
                let mut owners = roles::owners(document, trigger);
                // "has two children: a son, Tom, and a daughter, Mia"
                let mut object = trigger;
                while matches!(document.rel(object), Deprel::Conj | Deprel::Appos | Deprel::Parataxis)
                    && let Some(first) = document.head(object)
                {
                    object = first;
                }
                if document.rel(object) == Deprel::Obj {
                    let having = |head: &usize| {
                        let bases = verb_bases(document.lower(*head));
                        HAVING.contains(&document.lemma(*head))
                            || bases.iter().any(|base| HAVING.contains(&base.as_str()))
                    };
                    let have = document.head(object).filter(having);
                    owners.extend(have.into_iter().flat_map(|head| roles::grammatical_subjects(document, head)));
                }
                // "led by chief executive Jo Park": what the verb has for its object.
                let led =
                    document.head(trigger).filter(|&name| document.rel(name) == Deprel::OblAgent && name > trigger);
                let led =
                    led.and_then(|name| document.head(name)).filter(|&verb| LEADING.contains(&document.lemma(verb)));
                owners.extend(led.into_iter().flat_map(|verb| roles::logical_objects(document, verb)));
                if owners.is_empty() {
                    owners.extend(possessor_before(document, trigger));
                }
                // "a 412-page novel": what the compound describes.
                if document.rel(trigger) == Deprel::Compound && document.lower(trigger.saturating_sub(1)) == "-" {
                    owners.extend(document.head(trigger));
                }
                // "Oslo (population 709,000)"
                let bracket = trigger.checked_sub(1).filter(|&at| document.lower(at) == "(");
                owners.extend(bracket.and_then(|at| at.checked_sub(1)));
                owners.extend(behind_opening(document, trigger));
                if owners.is_empty() {
                    owners = roles::owners_by_clause(document, trigger);
                }
                owners
            }
            Role::Holder => roles::holders(document, trigger),
            Role::Number => {
                let inside = [
                    Deprel::Nummod,
                    Deprel::Amod,
                    Deprel::Compound,
                    Deprel::Det,
                    Deprel::Nmod,
                    Deprel::Flat,
                    Deprel::Advmod,
                    Deprel::OblUnmarked,
                    Deprel::NmodUnmarked,
                ];
                // "fell from 81 seats to 49": what it came to.
                let came = Some(trigger + 2).filter(|&at| {
                    roles::has_case(document, trigger, "from")
                        && document.lower(trigger + 1) == "to"
                        && document.value(at).is_some()
                });
                if let Some(came) = came {
                    return vec![came];
                }
                // "She is 42 years old; her brother is 45": what another clause counts is not hers.
                let apart = |at: usize| {
                    let verb = |at| matches!(document.upos(at), Upos::Verb | Upos::Aux) || document.lower(at) == ";";
                    (trigger + 1..at).any(verb)
                };
                let mut found: Vec<usize> = document
                    .children_by(trigger, &inside)
                    .filter(|&child| document.value(child).is_some() && !apart(child))
                    .collect();
                found.extend(document.children_by(trigger, &[Deprel::Det]).filter(|&det| document.lower(det) == "no"));
                // "a quarter of citizens": the number governs its noun.
                // "six of the nine members" counts six, and tells nothing of how many there are.
                let counted = |at: usize| matches!(&document.value(at).map(|reading| &reading.value), Some(Value::Number(number)) if number.unit == Unit::One && number.stated.is_integer());
                let partitive =
                    document.child(trigger, Deprel::Det).is_some() && document.head(trigger).is_some_and(counted);
                if matches!(document.rel(trigger), Deprel::Nmod | Deprel::Obl)
                    && roles::case(document, trigger) == Some("of")
                    && found.is_empty()
                    && !partitive
                {
                    found.extend(document.head(trigger).filter(|&head| document.value(head).is_some()));
                }
                found.extend(document.child(trigger, Deprel::Nsubj).filter(|&at| document.value(at).is_some()));
                if found.is_empty() {
                    found.extend(number_before(document, trigger));
                }
                // "a magnitude-6.1 earthquake"
                let behind = trigger + 1 + usize::from(document.lower(trigger + 1) == "-");
                let told = document.analysis.xpos(trigger) == "NN" && document.value(behind).is_some();
                found.extend(
                    Some(behind).filter(|at| found.is_empty() && told && document.sentence(trigger).contains(at)),
                );
                found
            }
            Role::Clause => clauses(document, trigger),
            Role::Complement => document
                .children_by(trigger, &[Deprel::Obj, Deprel::Xcomp, Deprel::OblUnmarked, Deprel::NmodUnmarked])
                .collect(),
            Role::Value => self.values(trigger),
            Role::Measure => self.measures(trigger),
        }
    }

    /// The verb, or what follows "be", that tells the value of a noun: as its subject or object in the tree, or right
    /// behind it.
    fn verb_of_value(&self, noun: usize) -> Option<usize> {
        let document = self.document;
        // "Rose" is a verb before "to", whatever the tagger makes of it.
        let leads = |verb: usize| matches!(document.lower(verb + 1), "to" | "by" | "from" | "at");
        let form = |verb: usize| verb_bases(document.lower(verb)).iter().any(|base| CHANGES.contains(&base.as_str()));
        let changes = |verb: usize| CHANGES.contains(&document.lemma(verb)) || leads(verb) && form(verb);
        if let Some(head) = document.head(noun) {
            match document.rel(noun) {
                Deprel::Nsubj if document.child(head, Deprel::Cop).is_some() || changes(head) => return Some(head),
                Deprel::Obj | Deprel::NsubjPass if changes(head) || SETS.contains(&document.lemma(head)) => {
                    return Some(head);
                }
                _ => {}
            }
        }
        let end = document.sentence(noun).end.min(noun + 4);
        let verbal = |at: &usize| {
            matches!(document.upos(*at), Upos::Aux | Upos::Adv) || matches!(document.lower(*at), "had" | "has" | "have")
        };
        let verb = (noun + 1..end).find(|at| !verbal(at))?;
        ((document.upos(verb) == Upos::Verb || leads(verb)) && changes(verb)).then_some(verb)
    }

    /// The subjects of what follows "be", by the tree or else by what stands before "be".
    pub(super) fn subjects_of_predicate(&self, predicate: usize) -> Vec<usize> {
        if let Some(noun) = self.measured(predicate) {
            return vec![noun];
        }
        let own = self.document.children_by(predicate, &[Deprel::Nsubj, Deprel::NsubjPass]).next().is_some();
        // What stands right before "be" goes before a subject that would be another clause's.
        let copula = self.document.children_by(predicate, &[Deprel::Cop]).next().filter(|_| !own);
        let before = copula.map(|copula| adjacent::before(self.document, self.entities, copula)).unwrap_or_default();
        if before.is_empty() { roles::grammatical_subjects(self.document, predicate) } else { before }
    }

    /// What an adjective behind it measures: "the Severn Bridge, *1,600 metres long*, opened".
    pub(super) fn measured(&self, adjective: usize) -> Option<usize> {
        let document = self.document;
        let measure = document.children_by(adjective, &[Deprel::OblUnmarked, Deprel::NmodUnmarked]).next()?;
        let behind = matches!(document.rel(adjective), Deprel::Amod | Deprel::Acl | Deprel::AclRelcl | Deprel::Appos)
            && document.upos(adjective) == Upos::Adj
            && document.child(adjective, Deprel::Nsubj).is_none();
        document.value(measure)?;
        document.head(adjective).filter(|&noun| behind && noun < measure && document.upos(noun) != Upos::Verb)
    }

    /// The nearest measure that hangs on the trigger, by way of adverbs and phrases but of no other clause.
    fn measures(&self, trigger: usize) -> Vec<usize> {
        let document = self.document;
        let mut level: Vec<usize> = vec![trigger];
        for _ in 0..3 {
            let mut below = Vec::new();
            for child in level.iter().flat_map(|&token| document.children(token)) {
                let clause = matches!(
                    document.rel(child),
                    Deprel::Conj
                        | Deprel::Advcl
                        | Deprel::Acl
                        | Deprel::AclRelcl
                        | Deprel::Ccomp
                        | Deprel::Xcomp
                        | Deprel::Parataxis
                        | Deprel::Nsubj
                );
                if !clause {
                    below.push(child);
                }
            }
            below.sort_unstable();
            let measure = |at: usize| {
                document.value(at).is_some_and(|reading| {
                    let unit = |unit: &Unit| matches!(unit, Unit::Measure { .. } | Unit::Currency(_) | Unit::Percent);
                    matches!(&reading.value, Value::Number(number) if unit(&number.unit))
                })
            };
            let first = below.iter().copied().filter(|&at| measure(at)).min_by_key(|&at| at.abs_diff(trigger));
            if let Some(first) = first {
                return vec![first];
            }
            level = below;
        }
        Vec::new()
    }

    /// What the noun of an attribute is said to be.
    fn values(&self, noun: usize) -> Vec<usize> {
        let document = self.document;
        let mut found = Vec::new();
        let before = [Deprel::Nummod, Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked];
        found.extend(document.children_by(noun, &before).filter(|&child| document.value(child).is_some()));
        found.extend(roles::prepositional(document, noun, "of").into_iter().filter(|&at| document.value(at).is_some()));
        found.extend(document.children_by(noun, &[Deprel::Appos, Deprel::Parataxis, Deprel::List]));
        // "Vessa, the Torvian capital"
        found.extend(document.head(noun).filter(|_| document.rel(noun) == Deprel::Appos));
        if let Some(verb) = self.verb_of_value(noun) {
            let copula = document.child(verb, Deprel::Cop).is_some();
            if copula {
                found.push(verb);
            } else {
                for of in [verb, noun] {
                    found.extend(roles::prepositional(document, of, "to"));
                    found.extend(roles::prepositional(document, of, "at"));
                }
                found.extend(document.child(verb, Deprel::Obj).filter(|&object| object != noun));
                found.extend(come_to(document, verb.max(noun)));
            }
        }
        // "At 64 percent, turnout was the highest since 1990"
        if found.is_empty() && document.rel(noun) == Deprel::Nsubj {
            let first = document.sentence(noun).start;
            let value = document.value(first + 1).filter(|_| document.lower(first) == "at");
            let closed = value.filter(|value| document.lower(document.tokens_in(value.span).end) == ",");
            found.extend(closed.map(|_| first + 1));
        }
        // "The bridge cost $5 million", "Turnout: 61 percent"
        if found.is_empty() {
            let behind = noun + 1 + usize::from(document.lower(noun + 1) == ":");
            let here = document.sentence(noun).contains(&behind) && document.value(behind).is_some();
            found.extend(Some(behind).filter(|_| here));
        }
        found
    }
}

/// The values behind "to" or "at" in what follows a verb of change up to the end of its clause, whatever they hang on: "rose
/// from 6.4 percent in the third quarter to 7.2 percent".
fn come_to(document: &Document<'_>, verb: usize) -> Vec<usize> {
    let end = document.sentence(verb).end.min(verb + REACH);
    let closes = |at: usize| {
        matches!(document.lower(at), ";" | ":" | "\"" | "(") || matches!(document.upos(at), Upos::Verb | Upos::Sconj)
    };
    let clause = (verb + 1..end).take_while(|&at| !closes(at));
    let at = clause.filter(|&at| matches!(document.lower(at), "to" | "at"));
    at.filter_map(|at| (at + 1..end.min(at + 4)).find(|&value| document.value(value).is_some())).collect()
}

/// "14 people dead and *30 injured*", "30 more hurt": the number that a participle is said of.
pub(super) fn number_before(document: &Document<'_>, participle: usize) -> Option<usize> {
    let first = document.sentence(participle).start;
    let mut at = participle.checked_sub(1)?;
    if matches!(document.lower(at), "more" | "others" | "other" | "people" | "persons") {
        at = at.checked_sub(1)?;
    }
    let counts = at >= first && document.upos(at) == Upos::Num && document.value(at).is_some();
    let joined = document.head(participle) == Some(at)
        || document.head(at) == Some(participle)
        || at > first && matches!(document.lower(at - 1), "and" | "," | "leaving" | "with");
    (counts
        && joined
        && !matches!(document.analysis.xpos(participle), "NN" | "NNS")
            | (counts && document.head(participle) == Some(at)))
    .then_some(at)
}

/// How far behind a verb its value is looked for, in words.
const REACH: usize = 20;

/// Verbs whose subject has what their object says: "reported revenue of $5 million".
const HAVING: [&str; 35] = [
    "pay", "get", "receive", "collect", "elect", "appoint", "choose", "hire", "select", "pick", "have", "boast",
    "report", "post", "record", "announce", "make", "see", "earn", "book", "register", "enjoy", "suffer", "reach",
    "command", "own", "draw", "attract", "welcome", "count", "number", "seat", "house", "list", "feature",
];

/// "With 300 employees, *Acme* …", "At 212 pages, *Moon Boy* …": what the phrase that opens a sentence is said of.
fn behind_opening(document: &Document<'_>, noun: usize) -> Option<usize> {
    let first = document.sentence(noun).start;
    let opens = matches!(document.lower(first), "at" | "with") && first + 5 > noun;
    if !opens || document.lower(noun + 1) != "," {
        return None;
    }
    let mut end = noun + 2;
    let within = |at: usize| matches!(document.upos(at), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn);
    while within(end) && document.sentence(noun).contains(&end) {
        end += 1;
    }
    let outside = |&at: &usize| document.head(at).is_none_or(|head| !(noun + 2..end).contains(&head));
    (noun + 2..end).find(outside)
}

/// The verb of which a noun says what is done: "*paid* a visit", "*launched* an attack".
pub(super) fn light_verb(document: &Document<'_>, noun: usize) -> Option<usize> {
    const LIGHT: [&str; 12] = [
        "pay",
        "make",
        "give",
        "take",
        "launch",
        "conduct",
        "mount",
        "stage",
        "undertake",
        "perform",
        "complete",
        "do",
    ];
    let verb = document.head(noun).filter(|_| document.rel(noun) == Deprel::Obj)?;
    LIGHT.contains(&document.lemma(verb)).then_some(verb)
}

/// Verbs by which an office is held.
const LEADING: [&str; 7] = ["lead", "head", "run", "manage", "chair", "direct", "represent"];

/// Whose a noun is by the possessive right before its words: "Norway's unemployment rate".
fn possessor_before(document: &Document<'_>, noun: usize) -> Option<usize> {
    let first = document.sentence(noun).start;
    let mut at = noun;
    for _ in 0..5 {
        at = at.checked_sub(1).filter(|&at| at >= first)?;
        match document.lower(at) {
            "'s" | "'" => return at.checked_sub(1).filter(|&owner| owner >= first),
            "its" | "his" | "her" | "their" => return Some(at),
            _ if matches!(document.upos(at), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb) => {}
            _ => return None,
        }
    }
    None
}

/// Verbs by which somebody gives a quantity its value.
const SETS: [&str; 18] = [
    "set", "put", "keep", "hold", "leave", "lift", "reduce", "hike", "trim", "push", "bring", "take", "estimate",
    "forecast", "project", "fix", "maintain", "revise",
];

/// Whether the verb is of a kind that has a subject in place: no participle or infinitive.
fn is_finite(document: &Document<'_>, verb: usize) -> bool {
    (!matches!(document.analysis.xpos(verb), "VBG" | "VBN") || document.child(verb, Deprel::Aux).is_some())
        && document.children_by(verb, &[Deprel::Mark]).next().is_none()
}

fn is_past(document: &Document<'_>, verb: usize) -> bool {
    matches!(document.analysis.xpos(verb), "VBD" | "VBN")
}

/// The clauses that hang on a verb.
fn clauses(document: &Document<'_>, verb: usize) -> Vec<usize> {
    let rels = [
        Deprel::Ccomp,
        Deprel::Xcomp,
        Deprel::Advcl,
        Deprel::Acl,
        Deprel::Csubj,
        Deprel::Parataxis,
        Deprel::Conj,
        Deprel::Obj,
    ];
    let mut found: Vec<usize> = document.children_by(verb, &rels).collect();
    let below: Vec<usize> = found
        .iter()
        .flat_map(|&clause| document.children_by(clause, &[Deprel::Conj, Deprel::Acl, Deprel::Xcomp]))
        .collect();
    found.extend(below);
    found
}

/// Dates that hang on the token without a preposition ("took place Monday", "occurred yesterday afternoon").
fn bare_dates<'d>(document: &'d Document<'_>, token: usize) -> impl Iterator<Item = usize> + 'd {
    let rels = [Deprel::Obl, Deprel::OblUnmarked, Deprel::Advmod, Deprel::NmodUnmarked, Deprel::Obj, Deprel::Nmod];
    let is_date = |at: usize| document.value(at).is_some_and(|reading| matches!(reading.value, Value::Date(_)));
    document.children(token).filter(move |&child| {
        let date =
            is_date(child) || document.children_by(child, &[Deprel::Compound, Deprel::NmodUnmarked]).any(is_date);
        date && rels.contains(&document.rel(child)) && roles::case(document, child).is_none()
    })
}

/// What stands with "by" behind a noun.
fn by_phrase<'d>(document: &'d Document<'_>, noun: usize) -> impl Iterator<Item = usize> + 'd {
    document.children_by(noun, &[Deprel::Nmod]).filter(|&child| roles::case(document, child) == Some("by"))
}

//! What surrounds a clause: is it denied, how surely is it said, by whom, when and where.
//!
//! The words that govern a clause stand in `data/english/governors.tsv`; scope is that of the tree.

use super::document::Document;
use super::entities::Entities;
use super::roles;
use crate::article::BlockKind;
use crate::facts::{EntityId, Modality, Polarity};
use crate::nlp::{Deprel, Upos};
use crate::value::{DateSpan, Value};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// How far up the tree governing clauses are looked for.
const DEPTH: usize = 8;

/// What surrounds a clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How surely it is said.
    pub modality: Modality,
    /// Who says it.
    pub speaker: Option<String>,
    /// The tokens that deny it: part of the evidence.
    pub negations: Vec<usize>,
}

impl Context {
    /// Plainly affirmed.
    pub fn plain() -> Self {
        Self { polarity: Polarity::Affirmed, modality: Modality::Asserted, speaker: None, negations: Vec::new() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Denied,
    Hypothetical,
    DeniedHypothetical,
    Scheduled,
    Said,
    Happened,
}

fn effect(lemma: &str) -> Option<Effect> {
    static TABLE: OnceLock<FxHashMap<&'static str, Effect>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let rows = include_str!("../../data/english/governors.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t'))
            .filter_map(|(word, effect)| {
                let effect = match effect {
                    "denied" => Effect::Denied,
                    "hypothetical" => Effect::Hypothetical,
                    "denied-hypothetical" => Effect::DeniedHypothetical,
                    "scheduled" => Effect::Scheduled,
                    "said" => Effect::Said,
                    "happened" => Effect::Happened,
                    _ => return None,
                };
                Some((word, effect))
            })
            .collect()
    });
    table.get(lemma).copied()
}

/// What surrounds the clause on this predicate.
pub fn read(document: &Document<'_>, entities: &Entities, predicate: usize) -> Context {
    let mut context = Context::plain();
    own(document, &mut context, predicate);
    let mut at = predicate;
    for _ in 0..DEPTH {
        let Some(head) = document.head(at).filter(|&head| !enters_quotation(document, at, head)) else { break };
        match document.rel(at) {
            Deprel::Conj if is_clause(document, at) && own_subject(document, at).is_none() => {
                own_auxiliaries(document, &mut context, head, at);
            }
            Deprel::Conj => {}
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj => govern(document, entities, &mut context, head, at),
            Deprel::Advcl => adverbial(document, &mut context, at),
            Deprel::Acl => nominal_governor(document, &mut context, head, at),
            Deprel::Obj | Deprel::Nsubj | Deprel::Obl | Deprel::Nmod | Deprel::NsubjPass
                if document.upos(at) == Upos::Noun && at == predicate =>
            {
                // A subject is spoken of as its clause speaks: "the toll would have been more than a thousand".
                if matches!(document.rel(at), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj) {
                    own(document, &mut context, head);
                }
                // A happening named by a noun is as sure as its clause: "denied an attack", "will attend the opening".
                if let Some(Effect::Denied | Effect::Hypothetical | Effect::DeniedHypothetical) =
                    effect(document.lemma(head))
                {
                    weaken(&mut context, Modality::Hypothetical);
                }
            }
            Deprel::Parataxis => {}
            _ => {}
        }
        at = head;
    }
    according_to(document, entities, &mut context, at);
    if is_aim(document, predicate) {
        weaken(&mut context, Modality::Hypothetical);
    }
    if is_superseded(document, predicate) {
        weaken(&mut context, Modality::Hypothetical);
    }
    context
}

/// Whether the head stands inside of a quotation and the token outside: of "We don't want to," says Ann Lee, who leads Acme,
/// the quoted words neither deny nor doubt that she says it, or leads.
fn enters_quotation(document: &Document<'_>, token: usize, head: usize) -> bool {
    let marks = |between: Range<usize>| {
        between.fold(0_i32, |open, at| match document.analysis.xpos(at) {
            "``" => open + 1,
            "''" => open - 1,
            _ => open,
        })
    };
    if head < token { marks(head + 1..token) < 0 } else { marks(token + 1..head) > 0 }
}

/// "In talks to buy", "a bid to host": an infinitive right behind a noun is what that is about, whatever the tree hangs it on.
fn is_aim(document: &Document<'_>, predicate: usize) -> bool {
    let to = document.children_by(predicate, &[Deprel::Mark]).find(|&mark| document.lower(mark) == "to");
    let noun = to.and_then(|to| to.checked_sub(1)).filter(|&at| document.upos(at) == Upos::Noun);
    let sure = ["decision", "agreement", "pledge", "promise", "first", "second", "last", "only", "order", "right"];
    let above = matches!(document.rel(predicate), Deprel::Root | Deprel::Conj | Deprel::Parataxis | Deprel::Ccomp);
    above && noun.is_some_and(|noun| !sure.contains(&document.lower(noun)) && document.value(noun).is_none())
}

/// "Had previously been scheduled for June", "was originally planned": what was to be, and was changed.
fn is_superseded(document: &Document<'_>, predicate: usize) -> bool {
    let set = effect(document.lemma(predicate)) == Some(Effect::Scheduled)
        || matches!(document.lemma(predicate), "schedule" | "plan" | "expect" | "set" | "slate" | "intend" | "propose");
    let past = document.children(predicate).any(|child| {
        document.lower(child) == "had" && document.upos(child) == Upos::Aux
            || matches!(document.lower(child), "originally" | "previously" | "initially" | "first" | "formerly")
    });
    set && past
}

fn is_clause(document: &Document<'_>, token: usize) -> bool {
    matches!(document.upos(token), Upos::Verb | Upos::Aux)
}

fn own_subject(document: &Document<'_>, predicate: usize) -> Option<usize> {
    document.children(predicate).find(|&child| matches!(document.rel(child), Deprel::Nsubj | Deprel::NsubjPass))
}

fn deny(context: &mut Context, token: usize) {
    context.polarity = match context.polarity {
        Polarity::Affirmed => Polarity::Denied,
        Polarity::Denied => Polarity::Affirmed,
    };
    context.negations.push(token);
}

/// A weaker modality wins over a stronger one.
fn weaken(context: &mut Context, modality: Modality) {
    context.modality = context.modality.max(modality);
}

/// Negation words, auxiliaries and adverbs of the predicate itself.
fn own(document: &Document<'_>, context: &mut Context, predicate: usize) {
    let mut longer = false;
    for child in document.children(predicate) {
        let word = document.lower(child);
        match document.rel(child) {
            // By the tag too: the parser labels a lone "would" wrongly now and then.
            _ if document.upos(child) == Upos::Aux => auxiliary(document, context, child),
            Deprel::Advmod | Deprel::Det | Deprel::CcPreconj | Deprel::Cc | Deprel::Dep => match word {
                "not" | "n't" | "never" | "neither" | "hardly" | "nor" | "nt" => deny(context, child),
                "no" if document.rel(child) != Deprel::Det => deny(context, child),
                "longer" if document.children(child).any(|inner| document.lower(inner) == "no") => longer = true,
                "reportedly" | "supposedly" | "purportedly" | "apparently" => weaken(context, Modality::Reported),
                "allegedly" => weaken(context, Modality::Attributed),
                "perhaps" | "possibly" | "maybe" | "probably" | "potentially" | "hopefully" => {
                    weaken(context, Modality::Hypothetical);
                }
                "almost" | "nearly" if is_clause(document, predicate) => weaken(context, Modality::Hypothetical),
                _ => {}
            },
            Deprel::Mark | Deprel::Case => match word {
                "without" => deny(context, child),
                // "voted against joining"
                "against" if document.analysis.xpos(predicate) == "VBG" => deny(context, child),
                // "stopped Acme from closing"
                "from" if document.analysis.xpos(predicate) == "VBG" => weaken(context, Modality::Hypothetical),
                "if" | "unless" | "whether" | "lest" => weaken(context, Modality::Hypothetical),
                _ => {}
            },
            Deprel::Aux | Deprel::AuxPass => auxiliary(document, context, child),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj => denied_quantity(document, context, child),
            _ => {}
        }
    }
    if longer {
        deny(context, predicate);
    }
    // "Had Ann Lee won the prize, she would have retired"
    let first = document.sentence(predicate).start;
    let inverted = matches!(document.lower(first), "had" | "were" | "should")
        && document.head(first) == Some(predicate)
        && document.lower(document.sentence(predicate).end.saturating_sub(1)) != "?";
    if inverted && own_subject(document, predicate).is_some_and(|subject| subject > first) {
        weaken(context, Modality::Hypothetical);
    }
    // "has yet to approve"
    let yet = document.children_by(predicate, &[Deprel::Mark]).find(|&to| {
        document.lower(to) == "to" && to.checked_sub(1).is_some_and(|before| document.lower(before) == "yet")
    });
    if let Some(to) = yet {
        deny(context, to - 1);
    }
    // "are to travel": a plan that stands.
    let to = document.children_by(predicate, &[Deprel::Mark]).find(|&mark| document.lower(mark) == "to");
    let be = |at: usize| matches!(document.lower(at), "is" | "are" | "was" | "were");
    if to.is_some_and(|to| to.checked_sub(1).is_some_and(be) && document.sentence(to).start < to) {
        weaken(context, Modality::Scheduled);
    }
}

/// "No leader attends", "none of the leaders", "nobody": the clause is denied.
fn denied_quantity(document: &Document<'_>, context: &mut Context, token: usize) {
    let none = matches!(document.lower(token), "none" | "nobody" | "nothing" | "neither");
    let determiner =
        document.children_by(token, &[Deprel::Det]).find(|&det| matches!(document.lower(det), "no" | "neither"));
    // "Neither Ann Lee nor Bo Berg attended"
    let neither = document.children(token).find(|&child| document.lower(child) == "neither");
    if let Some(at) = determiner.or(neither).or(Some(token).filter(|_| none)) {
        deny(context, at);
    }
}

/// Whether "must" is all that weakens a clause.
pub fn must(document: &Document<'_>, predicate: usize) -> bool {
    let mut auxiliaries = document.children_by(predicate, &[Deprel::Aux]).map(|aux| document.lower(aux));
    auxiliaries.any(|aux| aux == "must")
        && !document.children_by(predicate, &[Deprel::Mark]).any(|mark| document.lower(mark) == "if")
}

/// Whether a clause denies what its predicate says.
pub fn is_denied(document: &Document<'_>, predicate: usize) -> bool {
    let mut context = Context::plain();
    own(document, &mut context, predicate);
    context.polarity == Polarity::Denied
}

fn auxiliary(document: &Document<'_>, context: &mut Context, auxiliary: usize) {
    match document.lower(auxiliary) {
        "will" | "'ll" | "shall" => weaken(context, Modality::Scheduled),
        "may" | "might" | "could" | "should" | "must" => weaken(context, Modality::Hypothetical),
        // "Would" is the future seen from the past under a verb of saying, and irreal by itself.
        "would" | "'d" => weaken(context, Modality::Hypothetical),
        "won" => weaken(context, Modality::Scheduled),
        _ => {}
    }
}

/// A conjunct shares the auxiliaries and the negation of the first if it has no subject of its own.
fn own_auxiliaries(document: &Document<'_>, context: &mut Context, first: usize, conjunct: usize) {
    let but = document.children_by(conjunct, &[Deprel::Cc]).any(|cc| document.lower(cc) == "but");
    for child in document.children(first) {
        match document.rel(child) {
            Deprel::Aux => auxiliary(document, context, child),
            Deprel::Advmod
                if !but && matches!(document.lower(child), "not" | "n't" | "never") && context.negations.is_empty() =>
            {
                deny(context, child);
            }
            _ => {}
        }
    }
}

/// The clause is the complement of `head`.
fn govern(document: &Document<'_>, entities: &Entities, context: &mut Context, head: usize, clause: usize) {
    let before = context.polarity;
    own(document, context, head);
    let denied_twice = context.polarity != before
        && matches!(effect(document.lemma(head)), Some(Effect::Denied | Effect::DeniedHypothetical));
    if denied_twice {
        // "has not ruled out signing" leaves it open.
        weaken(context, Modality::Hypothetical);
    }
    let governor = effect(document.lemma(head)).or_else(|| effect(document.lower(head)));
    match governor {
        Some(Effect::Denied) => deny(context, head),
        Some(Effect::Hypothetical) => weaken(context, Modality::Hypothetical),
        Some(Effect::DeniedHypothetical) => {
            deny(context, head);
            weaken(context, Modality::Hypothetical);
        }
        // "Analysts expect Acme to cut 300 jobs" is what they think.
        Some(Effect::Scheduled)
            if matches!(document.lemma(head), "expect" | "forecast" | "predict" | "anticipate")
                && !roles::is_passive(document, head)
                && (document.child(head, Deprel::Obj).is_some() || own_subject(document, clause).is_some()) =>
        {
            weaken(context, Modality::Hypothetical);
        }
        Some(Effect::Scheduled) => weaken(context, Modality::Scheduled),
        Some(Effect::Said) => {
            let passive = roles::is_passive(document, head);
            // "Would" under a verb of saying is the future in the past.
            if context.modality == Modality::Hypothetical && only_would(document, clause) {
                context.modality = Modality::Scheduled;
            }
            if passive {
                weaken(context, Modality::Reported);
            } else if document.rel(clause) == Deprel::Ccomp {
                weaken(context, Modality::Attributed);
                context.speaker = context.speaker.take().or_else(|| speaker(document, entities, head));
            }
        }
        Some(Effect::Happened) | None => {}
    }
}

fn only_would(document: &Document<'_>, clause: usize) -> bool {
    let mut auxiliaries = document.children_by(clause, &[Deprel::Aux]).map(|aux| document.lower(aux));
    let have = document.children_by(clause, &[Deprel::Aux]).any(|aux| document.lower(aux) == "have");
    auxiliaries.any(|aux| matches!(aux, "would" | "'d")) && !have
}

/// The name of who says it.
fn speaker(document: &Document<'_>, entities: &Entities, verb: usize) -> Option<String> {
    let subject = roles::logical_subjects(document, verb).into_iter().next()?;
    let named = entities.at(subject).and_then(|id| entities.get(id)).map(|entity| entity.name.clone());
    Some(named.unwrap_or_else(|| {
        document.words(document.subtree_without(subject, &[Deprel::AclRelcl, Deprel::Appos])).to_owned()
    }))
}

/// The clause hangs on another as an adverbial.
fn adverbial(document: &Document<'_>, context: &mut Context, clause: usize) {
    let mark = document
        .children_by(clause, &[Deprel::Mark, Deprel::Case, Deprel::Advmod])
        .map(|mark| (mark, document.lower(mark)));
    for (token, word) in mark {
        match word {
            "if" | "unless" | "lest" => weaken(context, Modality::Hypothetical),
            "to" if document.rel(token) == Deprel::Mark => weaken(context, Modality::Hypothetical),
            _ => {}
        }
    }
}

/// The clause hangs on a noun: "the decision not to attend", "a plan to buy", "allegations that".
fn nominal_governor(document: &Document<'_>, context: &mut Context, head: usize, clause: usize) {
    let infinitive = document.children_by(clause, &[Deprel::Mark]).any(|mark| document.lower(mark) == "to");
    // "caused a crane to fall": the infinitive belongs to the verb, and the verb says that it came about.
    let verb = document.head(head).filter(|_| document.rel(head) == Deprel::Obj);
    let brought_about = verb.is_some_and(|verb| effect(document.lemma(verb)) == Some(Effect::Happened));
    if !infinitive || brought_about {
        return;
    }
    match document.lower(head) {
        "decision" | "agreement" | "pledge" | "promise" => weaken(context, Modality::Scheduled),
        // "The first to attend", "the only leader to attend" did so.
        _ if document.children(head).any(|child| {
            matches!(document.lower(child), "first" | "second" | "third" | "last" | "only" | "next" | "latest")
        }) => {}
        _ => weaken(context, Modality::Hypothetical),
    }
}

/// "according to X" anywhere on the main clause.
fn according_to(document: &Document<'_>, entities: &Entities, context: &mut Context, root: usize) {
    for phrase in document.children_by(root, &[Deprel::Obl, Deprel::Advcl, Deprel::Nmod]) {
        let case = document.children(phrase).find(|&child| document.lower(child) == "according");
        let according = case.is_some() || document.lower(phrase) == "according";
        if !according {
            continue;
        }
        let source =
            if document.lower(phrase) == "according" { document.child(phrase, Deprel::Obl) } else { Some(phrase) };
        let Some(source) = source else { continue };
        weaken(context, Modality::Attributed);
        let named = entities.at(source).and_then(|id| entities.get(id)).map(|entity| entity.name.clone());
        let words = || document.words(document.subtree_without(source, &[Deprel::Case])).to_owned();
        context.speaker = context.speaker.take().or_else(|| Some(named.unwrap_or_else(words)));
    }
}

/// When it happens: a date that hangs on the predicate, by way of noun phrases at most.
pub fn time(document: &Document<'_>, predicate: usize) -> Option<(DateSpan, std::ops::Range<usize>)> {
    time_within(document, predicate, false)
}

/// The same; `near`: a date that is deep inside another phrase ("raised its forecast for profit *this year*") is not when
/// it is so.
pub fn time_within(
    document: &Document<'_>,
    predicate: usize,
    near: bool,
) -> Option<(DateSpan, std::ops::Range<usize>)> {
    let reach = if near { 2 } else { DEPTH };
    let sentence = document.sentence(predicate);
    let mut best: Option<(usize, DateSpan, std::ops::Range<usize>)> = None;
    let mut token = sentence.start;
    while token < sentence.end {
        let Some(reading) = document.value(token) else {
            token += 1;
            continue;
        };
        let tokens = document.tokens_in(reading.span);
        let next = tokens.end.max(token + 1);
        if let Value::Date(date) = &reading.value {
            let top = tokens.clone().find(|&at| document.head(at).is_none_or(|head| !tokens.contains(&head)));
            let distance = top.and_then(|top| distance(document, top, predicate)).filter(|&steps| steps <= reach);
            let ahead = || is_ahead(document, predicate).then(|| date.coming()).flatten();
            let span = ahead().unwrap_or_else(|| date.clone()).resolve(document.article.dateline);
            if let (Some(distance), Some(span)) = (distance, span) {
                let bounds = top.and_then(|top| roles::case(document, top));
                let span = bounded(span, bounds);
                if best.as_ref().is_none_or(|(known, ..)| distance < *known) {
                    best = Some((distance, span, tokens.clone()));
                }
            }
        }
        token = next;
    }
    best.map(|(_, span, tokens)| (span, tokens))
        .or_else(|| date_of_opening(document, predicate))
        .or_else(|| date_around(document, predicate))
        .or_else(|| leading_date(document, predicate))
        .or_else(|| date_of_caption(document, predicate))
}

/// Whether the clause speaks of what is to come: "will travel on Wednesday", "opens on Wednesday" is the Wednesday after.
pub fn is_ahead(document: &Document<'_>, predicate: usize) -> bool {
    if matches!(document.upos(predicate), Upos::Noun | Upos::Propn)
        && matches!(document.rel(predicate), Deprel::Nsubj | Deprel::NsubjPass)
        && let Some(verb) = document.head(predicate)
    {
        return is_ahead(document, verb);
    }
    let present = matches!(document.analysis.xpos(predicate), "VBZ" | "VBP")
        && document.block_kind(predicate) == BlockKind::Paragraph
        && document.child(predicate, Deprel::Aux).is_none();
    if present {
        return true;
    }
    let mut context = Context::plain();
    own(document, &mut context, predicate);
    let governor = document.head(predicate).filter(|_| document.rel(predicate) == Deprel::Xcomp);
    context.modality == Modality::Scheduled
        || effect(document.lemma(predicate)) == Some(Effect::Scheduled)
        || governor.is_some_and(|head| effect(document.lemma(head)) == Some(Effect::Scheduled))
}

/// "Won the cup on Sunday *when* they defeated the holders": the date of the clause that a clause with "when" hangs on.
fn date_around(document: &Document<'_>, predicate: usize) -> Option<(DateSpan, std::ops::Range<usize>)> {
    let clause = document.head(predicate).filter(|_| document.rel(predicate) == Deprel::Advcl)?;
    let when = document
        .children_by(predicate, &[Deprel::Mark, Deprel::Advmod])
        .any(|mark| matches!(document.lower(mark), "when" | "as") && mark < predicate);
    (when && document.rel(clause) != Deprel::Advcl).then(|| time_within(document, clause, true)).flatten()
}

/// "Born in Oslo in 1960, Ann Lee grew up": a date before the comma that ends the participle which opens a sentence.
fn date_of_opening(document: &Document<'_>, predicate: usize) -> Option<(DateSpan, std::ops::Range<usize>)> {
    let sentence = document.sentence(predicate);
    let opens =
        sentence.start == predicate || sentence.start + 1 == predicate && document.upos(sentence.start) == Upos::Adv;
    if !opens || !matches!(document.analysis.xpos(predicate), "VBN" | "VBG") {
        return None;
    }
    let phrase = sentence.take_while(|&token| document.lower(token) != "," || document.value(token).is_some());
    phrase.filter_map(|token| document.value(token)).find_map(|reading| match &reading.value {
        Value::Date(date) => Some((date.resolve(document.article.dateline)?, document.tokens_in(reading.span))),
        _ => None,
    })
}

/// "Yesterday, …", "On December 26, 2012 …": a date that opens the sentence dates its main clause and those joined to it.
fn leading_date(document: &Document<'_>, predicate: usize) -> Option<(DateSpan, std::ops::Range<usize>)> {
    let sentence = document.sentence(predicate);
    let mut clause = predicate;
    while matches!(document.rel(clause), Deprel::Conj | Deprel::Parataxis) {
        clause = document.head(clause)?;
    }
    if document.rel(clause) != Deprel::Root {
        return None;
    }
    let first =
        sentence.start + usize::from(matches!(document.lower(sentence.start), "on" | "in" | "by" | "late" | "early"));
    let reading = document.value(first).filter(|reading| reading.span.start == document.analysis.span(first).start)?;
    match &reading.value {
        Value::Date(date) => Some((date.resolve(document.article.dateline)?, document.tokens_in(reading.span))),
        _ => None,
    }
}

/// A caption that holds one date is dated by it, wherever the date hangs.
fn date_of_caption(document: &Document<'_>, predicate: usize) -> Option<(DateSpan, std::ops::Range<usize>)> {
    if document.block_kind(predicate) != BlockKind::Caption {
        return None;
    }
    let block = document.block(predicate).and_then(|index| document.article.blocks.get(index))?;
    let mut dates = document.values.iter().filter_map(|reading| match &reading.value {
        Value::Date(date) if block.span.contains(reading.span) => Some((date, reading.span)),
        _ => None,
    });
    let (date, span) = dates.next()?;
    if dates.next().is_some() {
        return None;
    }
    Some((date.resolve(document.article.dateline)?, document.tokens_in(span)))
}

/// "since 2013" is open to the future, "until 2013" to the past.
fn bounded(span: DateSpan, preposition: Option<&str>) -> DateSpan {
    match preposition {
        // "as of yesterday"
        Some("since" | "from" | "as") => DateSpan { first: span.first, last: None },
        Some("until" | "till" | "before") => DateSpan { first: None, last: span.last },
        Some("after") => DateSpan { first: span.last, last: None },
        _ => span,
    }
}

/// How many noun phrases lie between a token and the predicate above it; `None` if a clause lies between.
fn distance(document: &Document<'_>, token: usize, predicate: usize) -> Option<usize> {
    let mut at = token;
    for steps in 0..DEPTH {
        if at == predicate {
            return Some(steps);
        }
        let clause = matches!(
            document.rel(at),
            Deprel::AclRelcl
                | Deprel::Acl
                | Deprel::Advcl
                | Deprel::Ccomp
                | Deprel::Conj
                | Deprel::Parataxis
                | Deprel::Appos
                | Deprel::Xcomp
        );
        if clause && at != token {
            return None;
        }
        at = document.head(at)?;
    }
    None
}

/// The result that the clause gives, if it gives one.
pub fn score(document: &Document<'_>, predicate: usize) -> Option<(Value, std::ops::Range<usize>)> {
    document.sentence(predicate).find_map(|token| {
        let reading = document.value(token).filter(|reading| matches!(reading.value, Value::Score(..)))?;
        distance(document, token, predicate)?;
        Some((reading.value.clone(), document.tokens_in(reading.span)))
    })
}

/// Where it happens: a place that hangs on the predicate with "in", "at", "near" or "on".
pub fn place(document: &Document<'_>, entities: &Entities, predicate: usize) -> Option<(EntityId, usize)> {
    document.children_by(predicate, &[Deprel::Obl, Deprel::Nmod]).find_map(|phrase| {
        let preposition = roles::case(document, phrase)?;
        let place = entities.at(phrase).filter(|&id| entities.is(id, "place"))?;
        matches!(preposition, "in" | "at" | "near" | "on" | "outside").then_some((place, phrase))
    })
}

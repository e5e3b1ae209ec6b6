//! Roles by word order, where the tree has none: what stands right before a verb and right behind it.
//!
//! Headlines, captions and misread sentences often lose their subject in the tree. English keeps it in place: the noun
//! phrase that ends right before the verb's own words, with all that is coordinated with it, and the one right behind.
//! That is structure too, and the only one that a short text has; nothing further away is ever taken.

use super::document::Document;
use super::entities::{Entities, Mention};
use crate::nlp::{Deprel, Upos};

/// The heads of the phrases that end right before the words of the verb that starts at `verb`.
pub fn before(document: &Document<'_>, entities: &Entities, verb: usize) -> Vec<usize> {
    let first = document.sentence(verb).start;
    let mut at = verb;
    while at > first && is_verbal_word(document, at - 1) {
        at -= 1;
    }
    let mut found = Vec::new();
    while let Some(head) = at
        .checked_sub(1)
        .filter(|&last| last >= first)
        .and_then(|last| phrase_ending_at(entities, last).or_else(|| number_ending_at(document, last)))
    {
        let (start, token) = head;
        found.push(token);
        at = start;
        let joined = at.checked_sub(1).filter(|&before| before >= first);
        match joined.map(|before| document.lower(before)) {
            Some("and" | "or" | "," | "&") => at -= 1,
            _ => break,
        }
        if at > first && document.lower(at - 1) == "," {
            at -= 1;
        }
    }
    found.reverse();
    found
}

/// Names that are listed behind a name, where the tree has lost the list: "Ehud Olmert, and President Mahmoud Abbas."
/// One before a verb begins a clause of its own and is none of them.
pub fn listed_behind(document: &Document<'_>, entities: &Entities, head: usize) -> Vec<usize> {
    let mut listed = Vec::new();
    let Some(mut mention) = entities.mention_at(head) else { return listed };
    let sentence = document.sentence(head);
    loop {
        let mut at = mention.tokens.end;
        let comma = document.lower(at) == ",";
        at += usize::from(comma);
        let and = matches!(document.lower(at), "and" | "or" | "&");
        at += usize::from(and);
        let office = entities.offices.iter().find(|office| office.tokens.start == at);
        let name = office.map_or(at, |office| office.title.end);
        let next = entities.mention_at(name).filter(|next| next.tokens.start == name && sentence.contains(&next.head));
        let Some(next) = next.filter(|_| comma || and) else { return Vec::new() };
        listed.push(next.head);
        if and {
            let subject = matches!(document.rel(next.head), Deprel::Nsubj | Deprel::NsubjPass);
            let verb = matches!(document.upos(next.tokens.end), Upos::Verb | Upos::Aux | Upos::Adv);
            return if subject || verb || !sentence.contains(&next.tokens.end) { Vec::new() } else { listed };
        }
        mention = next;
    }
}

/// Names that are joined to a subject right before it, where the tree has lost the list: "President Abbas and Prime
/// Minister Olmert will continue". One that another verb has for its object is none of them.
pub fn joined_before(document: &Document<'_>, entities: &Entities, subject: usize) -> Vec<usize> {
    let mut joined = Vec::new();
    let first = document.sentence(subject).start;
    let Some(mention) = entities.mention_at(subject) else { return joined };
    let start_of = |mention: &Mention| {
        let office = entities.offices.iter().find(|office| office.tokens.end == mention.tokens.end);
        office.map_or(mention.tokens.start, |office| office.tokens.start)
    };
    let mut start = start_of(mention);
    let mut and = false;
    while let Some(joint) = start.checked_sub(1).filter(|&at| at > first) {
        match document.lower(joint) {
            "and" | "or" | "&" if !and => and = true,
            "," if and => {}
            _ => break,
        }
        let last = joint - usize::from(document.lower(joint - 1) == "," && document.lower(joint) != ",");
        let before = last.checked_sub(1).and_then(|at| entities.mention_at(at));
        let Some(before) = before.filter(|before| before.tokens.end == last && before.head >= first) else { break };
        let free = [Deprel::Root, Deprel::Nsubj, Deprel::NsubjPass, Deprel::Conj, Deprel::Dep, Deprel::Dislocated];
        if !free.contains(&document.rel(before.head)) {
            break;
        }
        joined.push(before.head);
        start = start_of(before);
    }
    joined.reverse();
    joined
}

/// The head of the phrase that begins right behind the token, articles and describing words aside.
pub fn behind(document: &Document<'_>, entities: &Entities, token: usize) -> Option<usize> {
    let end = document.sentence(token).end;
    for at in token + 1..end {
        if let Some(mention) = entities.mention_at(at) {
            // "bought Bolt's factory": whose it is, is not what is bought.
            let owns = matches!(document.lower(mention.tokens.end), "'s" | "'" | "’s" | "’");
            return Some(mention.head).filter(|_| !owns);
        }
        match document.upos(at) {
            Upos::Det | Upos::Adj | Upos::Num => {}
            Upos::Noun | Upos::Propn => {
                let noun = |&next: &usize| matches!(document.upos(next), Upos::Noun | Upos::Propn);
                return (at..end).take_while(noun).last();
            }
            _ => return None,
        }
    }
    None
}

/// The head of the phrase behind the preposition that stands right behind the token's phrase.
pub fn behind_preposition(
    document: &Document<'_>,
    entities: &Entities,
    token: usize,
    preposition: &str,
) -> Option<usize> {
    let end = entities.mention_at(token).map_or(token + 1, |mention| mention.tokens.end);
    (document.lower(end) == preposition && document.sentence(token).contains(&end))
        .then(|| behind(document, entities, end))
        .flatten()
}

/// The head of the phrase behind a preposition that follows the token's phrase and what is set between dashes or brackets
/// behind it: "the session of the SCO (SCO) – a group founded in 1996 – *in Kazakhstan*". What stands between is skipped
/// whole; at least one such parenthesis must be there, else the tree is asked.
pub fn behind_parenthesis(
    document: &Document<'_>,
    entities: &Entities,
    token: usize,
    preposition: &str,
) -> Option<usize> {
    let sentence = document.sentence(token);
    let mut at = entities.mention_at(token).map_or(token + 1, |mention| mention.tokens.end);
    let mut skipped = false;
    while at < sentence.end {
        let close: &[&str] = match document.lower(at) {
            "(" => &[")"],
            "–" | "—" | "--" => &["–", "—", "--"],
            "of" => {
                let inner = behind(document, entities, at)?;
                at = entities.mention_at(inner).map_or(inner + 1, |mention| mention.tokens.end);
                continue;
            }
            word => {
                let found = skipped && word == preposition;
                return if found { behind(document, entities, at) } else { None };
            }
        };
        at = (at + 1..sentence.end).find(|&end| close.contains(&document.lower(end)))? + 1;
        skipped = true;
    }
    None
}

/// Words of a verb group before its verb: auxiliaries, adverbs, "not", "to".
fn is_verbal_word(document: &Document<'_>, token: usize) -> bool {
    matches!(document.upos(token), Upos::Aux | Upos::Adv | Upos::Part)
        || matches!(document.lower(token), "will" | "also" | "not")
}

/// A number that stands for those whom it counts: "of eleven jurors, *ten* were white".
fn number_ending_at(document: &Document<'_>, last: usize) -> Option<(usize, usize)> {
    let tokens = document.tokens_in(document.value(last)?.span);
    let counts =
        matches!(document.upos(last), Upos::Num) || document.lower(last) == "percent" || document.lower(last) == "%";
    (counts && tokens.end == last + 1).then_some((tokens.start, last))
}

/// Where the phrase begins that ends with this token, titles before a name included, and its head.
fn phrase_ending_at(entities: &Entities, last: usize) -> Option<(usize, usize)> {
    let mention = entities.mention_at(last).filter(|mention| mention.tokens.end == last + 1)?;
    let office = entities.offices.iter().find(|office| office.tokens.end == mention.tokens.end);
    let start = office.map_or(mention.tokens.start, |office| office.tokens.start);
    Some((start, mention.head))
}

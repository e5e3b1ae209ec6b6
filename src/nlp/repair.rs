//! Trees that no English sentence has, set right.
//!
//! Enters: an analysis with tags, lemmas, trees and names. Leaves: the same, where an auxiliary "has" that has no verb to
//! help ("the bloc has nine member states", read as the verb of a participle that is not there) is the verb itself, where
//! a second subject behind the verb is its object, and where the words of a person's name, and those of a name with a number,
//! hang together.

use super::analysis::NameKind;
use super::{Analysis, Deprel, Upos};
use std::ops::Range;

/// Repairs every sentence.
pub(super) fn repair(analysis: &mut Analysis) {
    for sentence in 0..analysis.sentences.len() {
        let range = analysis.sentences.get(sentence).cloned().unwrap_or_default();
        for token in range.clone() {
            if let Some(noun) = lone_auxiliary(analysis, token, &range) {
                make_verb(analysis, token, noun, &range);
            }
            if is_second_subject(analysis, token, &range) {
                set(analysis, token, None, Some(Deprel::Obj));
            }
        }
    }
}

/// Mends the names of persons that the tree has torn: "the publicist Gwendolyn | Quinn said".
pub(super) fn names(analysis: &mut Analysis) {
    for at in 0..analysis.names.len() {
        let Some(name) = analysis.names.get(at) else { continue };
        let (tokens, kind) = (name.tokens.clone(), name.kind);
        if kind != NameKind::Person {
            lead_by_word(analysis, &tokens);
            continue;
        }
        let torn: Vec<usize> = tokens.clone().filter(|&token| hangs_outside(analysis, token, &tokens)).collect();
        let top = torn.iter().copied().min_by_key(|&token| depth(analysis, token));
        if let Some(top) = top.filter(|_| torn.len() > 1) {
            hold_together(analysis, &tokens, &torn, top);
        }
    }
}

/// "in | Quillnote | 6": the word of a name and a number is the head, not the number.
fn lead_by_word(analysis: &mut Analysis, name: &Range<usize>) {
    let (first, number) = (name.start, name.end.saturating_sub(1));
    let torn = name.len() == 2
        && analysis.upos(number) == Upos::Num
        && analysis.head(first) == Some(number)
        && analysis.deprel(first) != Deprel::Case;
    if !torn {
        return;
    }
    let (head, label) = (analysis.heads.get(number).copied(), analysis.deprel(number));
    let sentence = analysis.sentences.partition_point(|sentence| sentence.end <= first);
    for child in analysis.sentences.get(sentence).cloned().unwrap_or_default() {
        if child != first && analysis.head(child) == Some(number) {
            set(analysis, child, Some(first as u32), None);
        }
    }
    set(analysis, first, head, Some(label));
    set(analysis, number, Some(first as u32), Some(Deprel::Flat));
}

fn hangs_outside(analysis: &Analysis, token: usize, name: &Range<usize>) -> bool {
    analysis.head(token).is_none_or(|head| !name.contains(&head))
}

/// How many heads lie above a token.
fn depth(analysis: &Analysis, token: usize) -> usize {
    std::iter::successors(Some(token), |&at| analysis.head(at)).take(analysis.len()).count()
}

/// Makes the first word of a name its head, with the place in the tree of the word that hangs highest. What the first word
/// hung on, if that hung on the name itself, is parted from it: a title goes under the name; a phrase that the name stands
/// in by its preposition ("the party of | Dario | Venn fell") takes the name's place.
fn hold_together(analysis: &mut Analysis, name: &Range<usize>, torn: &[usize], top: usize) {
    let first = name.start;
    let chain: Vec<usize> = std::iter::successors(Some(first), |&at| analysis.head(at)).take(analysis.len()).collect();
    let under = chain.iter().position(|&at| at == top && at != first);
    let head = analysis.heads.get(top).copied();
    // Of the places that its words had under that head, a subject's is the likeliest.
    let beside = torn.iter().filter(|&&token| analysis.heads.get(token).copied() == head);
    let labels = beside.map(|&token| analysis.deprel(token));
    let core = labels
        .filter(|label| matches!(label, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj))
        .min_by_key(|label| *label as u8);
    let label = core.unwrap_or_else(|| analysis.deprel(top));
    let inside = matches!(analysis.deprel(first), Deprel::Nmod | Deprel::NmodPoss | Deprel::Obl | Deprel::Conj);
    match under.and_then(|at| at.checked_sub(1)).and_then(|at| chain.get(at)).copied() {
        Some(phrase) if inside && !name.contains(&phrase) => set(analysis, phrase, head, Some(label)),
        parted => {
            if let Some(phrase) = parted.filter(|phrase| !name.contains(phrase)) {
                set(analysis, phrase, Some(first as u32), None);
            }
            set(analysis, first, head, Some(label));
        }
    }
    for &token in torn.iter().filter(|&&token| token != first) {
        set(analysis, token, Some(first as u32), Some(Deprel::Flat));
    }
}

/// "The earthquake measured 5.9": a subject behind its verb, where another stands before it.
fn is_second_subject(analysis: &Analysis, token: usize, sentence: &Range<usize>) -> bool {
    let verb = analysis
        .head(token)
        .filter(|&verb| analysis.deprel(token) == Deprel::Nsubj && verb < token && analysis.upos(verb) == Upos::Verb);
    verb.is_some_and(|verb| {
        let mut children = sentence.clone().filter(|&child| analysis.head(child) == Some(verb));
        let before = sentence
            .clone()
            .any(|child| child < verb && analysis.head(child) == Some(verb) && analysis.deprel(child) == Deprel::Nsubj);
        before && !children.any(|child| analysis.deprel(child) == Deprel::Obj)
    })
}

/// The noun that an auxiliary "have" hangs on, if it has a subject and there is no verb, nor "been", between.
fn lone_auxiliary(analysis: &Analysis, token: usize, sentence: &Range<usize>) -> Option<usize> {
    let is_have = analysis.deprel(token) == Deprel::Aux && analysis.lemma(token) == "have";
    let noun = analysis.head(token).filter(|_| is_have)?;
    let is_noun = matches!(analysis.upos(noun), Upos::Noun | Upos::Propn | Upos::Num);
    let child = |wanted: &dyn Fn(usize) -> bool| {
        sentence.clone().any(|child| analysis.head(child) == Some(noun) && wanted(child))
    };
    let has_subject = child(&|child| child < token && analysis.deprel(child) == Deprel::Nsubj);
    let helps_another = child(&|child| {
        analysis.deprel(child) == Deprel::Cop || child != token && analysis.deprel(child) == Deprel::Aux
    });
    (is_noun && noun > token && has_subject && !helps_another).then_some(noun)
}

/// Makes the auxiliary the verb and the noun its object; what stands before the verb is the verb's.
fn make_verb(analysis: &mut Analysis, verb: usize, noun: usize, sentence: &Range<usize>) {
    let (head, label) = (analysis.heads.get(noun).copied(), analysis.deprel(noun));
    for child in sentence.clone() {
        let ends = analysis.deprel(child) == Deprel::Punct && child > noun;
        if analysis.head(child) == Some(noun) && (child < verb || ends) {
            set(analysis, child, Some(verb as u32), None);
        }
    }
    set(analysis, verb, head, Some(label));
    set(analysis, noun, Some(verb as u32), Some(Deprel::Obj));
    if let Some(upos) = analysis.upos.get_mut(verb) {
        *upos = Upos::Verb;
    }
}

fn set(analysis: &mut Analysis, token: usize, head: Option<u32>, label: Option<Deprel>) {
    if let (Some(slot), Some(head)) = (analysis.heads.get_mut(token), head) {
        *slot = head;
    }
    if let (Some(slot), Some(label)) = (analysis.deprels.get_mut(token), label) {
        *slot = label;
    }
}

#[cfg(test)]
mod tests {
    use super::super::analyse;
    use super::*;
    use crate::source::Span;

    #[test]
    fn has_with_nothing_to_help_is_the_verb() {
        let text = "The commission has nine member states.";
        let analysis = analyse(text, &[Span::new(0, text.len())]);
        assert_eq!(analysis.head(2), None);
        assert_eq!((analysis.upos(2), analysis.head(1)), (Upos::Verb, Some(2)));
        assert_eq!((analysis.head(5), analysis.deprel(5)), (Some(2), Deprel::Obj));
    }

    #[test]
    fn a_name_and_its_number_hang_together() {
        let text = "The limit was five in Quillnote 6.";
        let mut analysis = analyse(text, &[Span::new(0, text.len())]);
        let name = 5..7;
        set(&mut analysis, 5, Some(6), Some(Deprel::NmodUnmarked));
        set(&mut analysis, 6, Some(1), Some(Deprel::Nmod));
        set(&mut analysis, 4, Some(6), Some(Deprel::Case));
        lead_by_word(&mut analysis, &name);
        assert_eq!((analysis.head(5), analysis.deprel(5)), (Some(1), Deprel::Nmod));
        assert_eq!((analysis.head(6), analysis.deprel(6)), (Some(5), Deprel::Flat));
        assert_eq!(analysis.head(4), Some(5), "its preposition goes with it");
    }

    #[test]
    fn has_with_a_participle_stays() {
        for text in ["The commission has nine times met.", "The commission has been a member."] {
            let analysis = analyse(text, &[Span::new(0, text.len())]);
            assert_eq!(analysis.upos(2), Upos::Aux, "{text}");
        }
    }
}

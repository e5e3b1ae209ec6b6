//! Trees that no English sentence has, set right.
//!
//! Enters: an analysis with tags, lemmas and trees. Leaves: the same, where an auxiliary "has" that has no verb to help
//! ("the bloc has nine member states", read as the verb of a participle that is not there) is the verb itself.

use super::{Analysis, Deprel, Upos};

/// Repairs every sentence.
pub(super) fn repair(analysis: &mut Analysis) {
    for sentence in 0..analysis.sentences.len() {
        let range = analysis.sentences.get(sentence).cloned().unwrap_or_default();
        for token in range.clone() {
            if let Some(noun) = lone_auxiliary(analysis, token, &range) {
                make_verb(analysis, token, noun, &range);
            }
        }
    }
}

/// The noun that an auxiliary "have" hangs on, if it has a subject and there is no verb, nor "been", between.
fn lone_auxiliary(analysis: &Analysis, token: usize, sentence: &std::ops::Range<usize>) -> Option<usize> {
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
fn make_verb(analysis: &mut Analysis, verb: usize, noun: usize, sentence: &std::ops::Range<usize>) {
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
    fn has_with_a_participle_stays() {
        for text in ["The commission has nine times met.", "The commission has been a member."] {
            let analysis = analyse(text, &[Span::new(0, text.len())]);
            assert_eq!(analysis.upos(2), Upos::Aux, "{text}");
        }
    }
}

//! What holds of the analysis of every text, for the tests and the fuzz target.

use factlint::nlp::analyse;
use factlint::source::Span;
use factlint::value::spans;

/// Tokens lie in order on character boundaries, every sentence is a tree, names and values lie in the text.
pub fn obeys_the_laws(text: &str) {
    let analysis = analyse(text, &[Span::new(0, text.len())]);
    let mut end = 0;
    for token in 0..analysis.len() {
        let span = analysis.span(token);
        assert!(span.start >= end && !span.is_empty(), "tokens overlap: {text:?}");
        assert!(text.get(span.range()).is_some_and(|word| word.trim() == word), "{span:?} of {text:?}");
        end = span.end;
    }
    let mut next = 0;
    for sentence in analysis.sentences() {
        assert_eq!(sentence.start, next, "{text:?}");
        assert!(!sentence.is_empty());
        next = sentence.end;
        assert_eq!(sentence.clone().filter(|&token| analysis.head(token).is_none()).count(), 1, "one root: {text:?}");
        // Heads are followed upwards once: a token that is settled needs no second visit.
        let mut settled = vec![false; sentence.len()];
        for token in sentence.clone() {
            let mut path = Vec::new();
            let mut at = Some(token);
            while let Some(index) = at.filter(|&index| !settled[index - sentence.start]) {
                assert!(path.len() <= sentence.len(), "a cycle: {text:?}");
                path.push(index);
                at = analysis.head(index);
                assert!(at.is_none_or(|head| sentence.contains(&head)), "a head outside: {text:?}");
            }
            path.into_iter().for_each(|index| settled[index - sentence.start] = true);
        }
    }
    assert_eq!(next, analysis.len(), "{text:?}");
    let mut end = 0;
    for name in analysis.names() {
        assert!(name.tokens.start >= end && !name.tokens.is_empty() && name.tokens.end <= analysis.len(), "{text:?}");
        end = name.tokens.end;
    }
    for span in spans(text, None) {
        assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    }
}

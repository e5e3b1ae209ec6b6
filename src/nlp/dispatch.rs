//! Tagging and parsing with the widest registers that the processor has.
//!
//! The same code is compiled twice, once for AVX2. All sums are of whole numbers, so that both give the same result.

use super::model::Model;
use super::parse::Parser;
use super::tag;
use super::word::Word;

/// Tags a sentence and, with a parser, parses it: its joint tags are appended, its tree is left in the parser.
pub(crate) fn tag_and_parse(model: &Model<'_>, words: &[Word], tags: &mut Vec<u8>, parser: Option<&mut Parser>) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[expect(unsafe_code, reason = "the compiler cannot know what the processor was just asked")]
        // SAFETY: the function is safe but for its need of AVX2, which the processor has.
        return unsafe { with_avx2(model, words, tags, parser) };
    }
    plainly(model, words, tags, parser);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2(model: &Model<'_>, words: &[Word], tags: &mut Vec<u8>, parser: Option<&mut Parser>) {
    both(model, words, tags, parser);
}

pub(crate) fn plainly(model: &Model<'_>, words: &[Word], tags: &mut Vec<u8>, parser: Option<&mut Parser>) {
    both(model, words, tags, parser);
}

#[inline(always)]
fn both(model: &Model<'_>, words: &[Word], tags: &mut Vec<u8>, parser: Option<&mut Parser>) {
    let start = tags.len();
    tag::tag(model, words, tags);
    if let Some(parser) = parser {
        parser.parse(model, words, tags.get(start..).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::super::word;
    use super::*;

    #[test]
    fn both_ways_give_the_same_tags_and_trees() {
        let model = Model::embedded();
        let text = include_str!("../../tests/value/prose.txt");
        let (mut one, mut other) = (Parser::default(), Parser::default());
        for line in text.lines() {
            let words: Vec<Word> = line.split_whitespace().map(|form| word::read(form, &model.lexicon)).collect();
            let (mut tags, mut plain) = (Vec::new(), Vec::new());
            tag_and_parse(&model, &words, &mut tags, Some(&mut one));
            plainly(&model, &words, &mut plain, Some(&mut other));
            assert_eq!(tags, plain, "{line}");
            assert!(one.arcs().eq(other.arcs()), "{line}");
        }
    }
}

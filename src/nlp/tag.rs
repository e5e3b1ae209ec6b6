//! Universal and Penn tags: a linear model over hashed features, left to right.
//!
//! Enters: the words of one sentence. Leaves: a joint tag (a number below [`TAGS`]) for each.

use super::hash::{feature1, feature2, feature3};
use super::model::{Model, TAGS};
use super::word::Word;
use super::{Upos, label::XPOS};

/// The number of features of a word.
pub(crate) const FEATURES: usize = 50;

/// The tag "before the sentence".
pub(crate) const START: u8 = 255;

/// What is told of a whole sentence: how much of it begins with a capital, in quarters, and its last mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hints(u32);

impl Hints {
    #[inline(always)]
    pub fn of(words: &[Word]) -> Self {
        let letters = words.iter().filter(|word| word.look & super::word::LETTER != 0);
        let (all, capitals) = letters.fold((0, 0), |(all, capitals), word| {
            (all + 1, capitals + u32::from(word.look & super::word::CAPITAL != 0))
        });
        Self((capitals * 4).checked_div(all).unwrap_or_default())
    }
}

/// The features of word `i` after the tags `last` and `before_last`.
#[inline(always)]
pub(crate) fn features(words: &[Word], hints: Hints, i: usize, last: u8, before_last: u8) -> [u32; FEATURES] {
    let at = |offset: isize| -> Word {
        i.checked_add_signed(offset).and_then(|at| words.get(at)).copied().unwrap_or_default()
    };
    let (w, p, pp, n, nn) = (at(0), at(-1), at(-2), at(1), at(2));
    let (t, tt) = (u32::from(last), u32::from(before_last));
    let first = u32::from(i == 0);
    let set = |word: &Word| u32::from(word.tags);
    let class = |word: &Word| u32::from(word.class);
    let look = u32::from(w.look) | first << 8;
    [
        feature1(1, w.form),
        feature1(2, w.lower),
        feature2(3, w.suffix(1), look),
        feature1(4, w.suffix(2)),
        feature1(5, w.suffix(3)),
        feature1(6, w.suffix(4)),
        feature1(7, w.prefix(2)),
        feature1(8, w.prefix(3)),
        feature2(9, w.shape, first),
        feature1(10, class(&w)),
        feature2(11, w.path(8), u32::from(w.look)),
        feature2(12, w.path(5), w.suffix(2)),
        feature1(13, p.lower),
        feature1(14, n.lower),
        feature1(15, pp.lower),
        feature1(16, nn.lower),
        feature1(17, class(&p)),
        feature1(18, class(&n)),
        feature1(19, class(&pp)),
        feature1(20, class(&nn)),
        feature1(21, t),
        feature2(22, t, tt),
        feature2(23, t, w.lower),
        feature2(24, t, set(&w)),
        feature3(25, t, set(&w), set(&n)),
        feature2(26, set(&w), set(&n)),
        feature3(27, set(&w), set(&n), set(&nn)),
        feature2(28, p.lower, w.lower),
        feature2(29, w.lower, n.lower),
        feature2(30, n.suffix(3), set(&w)),
        feature2(31, p.suffix(3), set(&w)),
        feature2(32, n.shape, look),
        feature2(33, p.shape, look),
        feature3(34, t, w.suffix(3), u32::from(w.look & super::word::CAPITAL)),
        feature3(35, t, set(&n), w.suffix(2)),
        feature3(36, t, tt, set(&w)),
        feature2(37, w.path(10), t),
        feature3(38, w.path(6), n.path(6), t),
        feature3(39, p.lower, set(&w), n.lower),
        feature2(40, set(&w), look),
        feature3(41, hints.0, look, set(&w)),
        feature3(42, hints.0, w.shape, u32::from(n.look)),
        feature3(43, w.path(8), n.path(8), set(&w)),
        feature3(44, t, w.path(8), n.path(8)),
        feature3(45, t, w.lower, set(&n)),
        feature3(46, t, set(&w), n.lower),
        feature3(47, p.look.into(), w.look.into(), n.look.into()),
        feature3(48, w.suffix(3), w.prefix(1), look),
        feature3(49, t, tt, w.suffix(2)),
        feature3(50, t, set(&n), set(&nn)),
    ]
}

/// Tags a sentence; one joint tag a word is appended.
#[inline(always)]
pub(crate) fn tag(model: &Model<'_>, words: &[Word], tags: &mut Vec<u8>) {
    let (mut last, mut before_last) = (START, START);
    let hints = Hints::of(words);
    for i in 0..words.len() {
        let mut sums = [0i16; TAGS];
        model.tagger.score(&features(words, hints, i, last, before_last), &mut sums);
        let best = best(&sums);
        tags.push(best);
        (last, before_last) = (best, last);
    }
    let start = tags.len() - words.len();
    costs(model, words, tags.get_mut(start..).unwrap_or_default());
}

/// "The bridge cost $30 million": behind a noun and before an amount the word is the verb, which treebanks hardly have.
fn costs(model: &Model<'_>, words: &[Word], tags: &mut [u8]) {
    let is = |word: &Word, form: &[u8; 4], length: u8| word.length == length && word.head == u32::from_le_bytes(*form);
    let hedges = |word: &Word| {
        let forms: [(&[u8; 4], u8); 15] = [
            (b"abou", 5),
            (b"arou", 6),
            (b"near", 6),
            (b"almo", 6),
            (b"over", 4),
            (b"some", 4),
            (b"just", 4),
            (b"only", 4),
            (b"more", 4),
            (b"less", 4),
            (b"than", 4),
            (b"up\0\0", 2),
            (b"to\0\0", 2),
            (b"at\0\0", 2),
            (b"leas", 5),
        ];
        forms.iter().any(|&(form, length)| is(word, form, length))
    };
    let amount = |word: &Word| {
        let sign: [(&[u8; 4], u8); 3] = [(b"$\0\0\0", 1), (b"\xc2\xa3\0\0", 2), (b"\xe2\x82\xac\0", 3)];
        word.look & super::word::DIGIT != 0 || sign.iter().any(|&(form, length)| is(word, form, length))
    };
    for at in 1..words.len() {
        let Some(word) = words.get(at).filter(|word| is(word, b"cost", 4) || is(word, b"cost", 5)) else { continue };
        let upos = |at: usize| tags.get(at).map(|&tag| pair(model, tag).0);
        let behind = matches!(upos(at - 1), Some(Upos::Noun | Upos::Propn | Upos::Pron | Upos::Punct | Upos::Num));
        let rest = words.get(at + 1..).unwrap_or_default();
        let before = rest.iter().take(4).find(|word| !hedges(word)).is_some_and(amount);
        if upos(at) != Some(Upos::Noun) || !behind || !before {
            continue;
        }
        let wanted = (Upos::Verb, if word.length == 4 { "VBD" } else { "VBZ" });
        let verb = (0..TAGS as u8).find(|&tag| pair(model, tag) == wanted);
        if let Some((slot, verb)) = tags.get_mut(at).zip(verb) {
            *slot = verb;
        }
    }
}

/// The first of the highest sums.
#[inline(always)]
pub(crate) fn best<const N: usize>(sums: &[i16; N]) -> u8 {
    let mut best = (i16::MIN, 0);
    for (class, &sum) in sums.iter().enumerate() {
        if sum > best.0 {
            best = (sum, class);
        }
    }
    best.1 as u8
}

/// The universal and the Penn tag of a joint tag.
pub(crate) fn pair(model: &Model<'_>, tag: u8) -> (Upos, &'static str) {
    let number = |at: usize| model.tags.get(at).copied().map_or(usize::MAX, usize::from);
    let upos = Upos::ALL.get(number(usize::from(tag) * 2)).copied().unwrap_or_default();
    (upos, XPOS.get(number(usize::from(tag) * 2 + 1)).copied().unwrap_or(""))
}

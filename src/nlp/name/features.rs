//! What the weights of a token's labels hang on.

use super::evidence::{Evidence, Seen};
use super::gazetteer::Matches;
use crate::nlp::Upos;
use crate::nlp::hash::{feature1, feature2, feature3};
use crate::nlp::word::{CAPITAL, DIGIT, INNER, LETTER, MARK, UPPER, Word};

/// More features than a token can have.
const MOST: usize = 256;

/// The features of one token.
#[derive(Debug)]
pub(crate) struct Features {
    count: usize,
    list: [u32; MOST],
}

impl Default for Features {
    fn default() -> Self {
        Self { count: 0, list: [0; MOST] }
    }
}

impl Features {
    /// Forgets all.
    #[inline(always)]
    pub fn clear(&mut self) {
        self.count = 0;
    }

    #[inline(always)]
    fn add(&mut self, feature: u32) {
        if let Some(slot) = self.list.get_mut(self.count) {
            *slot = feature;
            self.count += 1;
        }
    }

    /// The features, those of one token in a row.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u32] {
        self.list.get(..self.count).unwrap_or_default()
    }
}

/// A sentence as features see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence<'a> {
    pub words: &'a [Word],
    pub upos: &'a [Upos],
    pub matches: &'a [Matches],
    /// How its capitals are set, see [`setting`].
    pub setting: u32,
}

/// How the capitals of a sentence are set: 0 as in prose, 1 as in a headline, 2 all letters capitals.
pub(crate) fn setting(words: &[Word]) -> u32 {
    let (mut letters, mut capitals, mut upper) = (0, 0, 0);
    for word in words.iter().filter(|word| word.look & LETTER != 0 && word.length > 3) {
        letters += 1;
        capitals += u32::from(word.look & CAPITAL != 0);
        upper += u32::from(word.look & UPPER != 0);
    }
    match () {
        () if letters < 3 => 0,
        () if upper * 10 >= letters * 7 => 2,
        () if capitals * 10 >= letters * 8 => 1,
        () => 0,
    }
}

/// Whether a name may begin or end with the word.
pub(crate) fn is_strong(word: &Word) -> bool {
    word.look & (CAPITAL | UPPER) != 0 || (word.look & INNER != 0 && word.look & LETTER != 0)
}

/// The furthest that two strong words of one name lie apart, in tokens.
const GAP: usize = 4;

/// The runs of tokens that may be parts of names: strong words, what little stands between them, and numbers beside them.
pub(crate) fn runs(words: &[Word], mut each: impl FnMut(std::ops::Range<usize>)) {
    let number = |at: usize| words.get(at).is_some_and(|word| word.look & DIGIT != 0);
    let mut open: Option<std::ops::Range<usize>> = None;
    for (at, word) in words.iter().enumerate() {
        if !is_strong(word) {
            continue;
        }
        let end = if number(at + 1) { at + 2 } else { at + 1 };
        match &mut open {
            Some(run) if at < run.end + GAP => run.end = end,
            _ => {
                if let Some(run) = open.take() {
                    each(run);
                }
                let start = at.checked_sub(1).filter(|&before| number(before)).unwrap_or(at);
                open = Some(start..end);
            }
        }
    }
    if let Some(run) = open {
        each(run.start..run.end.min(words.len()));
    }
}

/// Appends the features of token `at` that the sentence and the capitals of the document give.
pub(crate) fn features(sentence: &Sentence<'_>, at: usize, seen: &Seen, into: &mut Features) {
    let word = |offset: isize| -> Word {
        at.checked_add_signed(offset).and_then(|at| sentence.words.get(at)).copied().unwrap_or_default()
    };
    let upos = |offset: isize| -> u32 {
        at.checked_add_signed(offset).and_then(|at| sentence.upos.get(at)).map_or(99, |&upos| upos as u32)
    };
    let lists = |offset: isize| -> Matches {
        at.checked_add_signed(offset).and_then(|at| sentence.matches.get(at)).copied().unwrap_or_default()
    };
    let (w, p, pp, n, nn) = (word(0), word(-1), word(-2), word(1), word(2));
    let class = |word: &Word| u32::from(word.class);
    let first = u32::from(at == 0);
    let look = u32::from(w.look) | first << 8 | sentence.setting << 9;
    for feature in [
        feature1(501, w.form),
        feature1(502, w.lower),
        feature2(503, w.suffix(2), look & 3),
        feature1(504, w.suffix(3)),
        feature1(505, w.suffix(4)),
        feature1(506, w.prefix(3)),
        feature1(507, w.prefix(4)),
        feature1(508, w.shape),
        feature3(509, w.shape, first, sentence.setting),
        feature1(510, look),
        feature1(511, class(&w)),
        feature2(512, class(&w), look),
        feature1(513, w.path(4)),
        feature1(514, w.path(6)),
        feature1(515, w.path(8)),
        feature1(516, w.path(10)),
        feature2(517, w.path(8), look),
        feature2(518, u32::from(w.tags), look),
        feature2(520, p.lower, w.lower),
        feature2(521, w.lower, n.lower),
        feature2(522, class(&p), class(&w)),
        feature2(523, class(&w), class(&n)),
        feature2(524, p.shape, w.shape),
        feature2(525, w.shape, n.shape),
        feature3(527, p.path(6), w.path(6), n.path(6)),
        feature2(528, p.lower, n.lower),
        feature2(529, pp.lower, p.lower),
        feature2(530, n.lower, nn.lower),
        feature2(531, p.lower, w.shape),
        feature2(532, n.lower, w.shape),
        feature2(533, p.path(8), w.path(8)),
        feature2(534, w.path(8), n.path(8)),
        feature2(535, pp.shape, feature2(1, p.shape, w.shape)),
        feature2(536, w.shape, feature2(1, n.shape, nn.shape)),
        feature1(540, upos(0)),
        feature2(541, upos(-1), upos(0)),
        feature2(542, upos(0), upos(1)),
        feature3(543, upos(-1), upos(0), upos(1)),
        feature2(544, upos(0), look),
    ] {
        into.add(feature);
    }
    for (offset, number) in [(-3, 0), (-2, 1), (-1, 2), (1, 3), (2, 4), (3, 5)] {
        let word = word(offset);
        into.add(feature2(550, number, word.lower));
        into.add(feature2(551, number, class(&word)));
        if number != 0 && number != 5 {
            into.add(feature2(552, number, word.path(6)));
            into.add(feature2(553, number, word.path(10)));
        }
    }
    listed(sentence, at, look, &lists, into);
    around(sentence, at, look, into);
    let often = |count: u16| u32::from(count.min(3));
    into.add(feature3(590, u32::from(seen.small > 0), u32::from(seen.capital > 0), look));
    into.add(feature3(591, often(seen.small), often(seen.capital), first));
}

/// The features of lists.
fn listed(sentence: &Sentence<'_>, at: usize, look: u32, lists: &impl Fn(isize) -> Matches, into: &mut Features) {
    let (own, p, n) = (lists(0), lists(-1), lists(1));
    let hash = own.hash();
    for (place, &mask) in own.places.iter().enumerate() {
        let mut mask = mask;
        while mask != 0 {
            let list = mask.trailing_zeros();
            mask &= mask - 1;
            into.add(feature3(560, list, place as u32, look & 3));
        }
    }
    for (number, there) in [p, n].iter().enumerate() {
        for (place, &mask) in there.places.iter().enumerate() {
            let mut mask = mask;
            while mask != 0 {
                let list = mask.trailing_zeros();
                mask &= mask - 1;
                into.add(feature3(561, number as u32, list, place as u32));
            }
        }
    }
    for feature in [
        feature1(562, hash),
        feature2(563, hash, look),
        feature2(564, p.hash(), hash),
        feature2(565, hash, n.hash()),
        feature3(566, p.hash(), hash, n.hash()),
        feature2(567, lists(-2).hash(), p.hash()),
        feature2(568, n.hash(), lists(2).hash()),
    ] {
        into.add(feature);
    }
    if let Some(word) = sentence.words.get(at) {
        into.add(feature2(569, hash, word.path(6)));
    }
}

/// The features of the run of capitals that the token stands in, and of what stands around it.
fn around(sentence: &Sentence<'_>, at: usize, look: u32, into: &mut Features) {
    let words = sentence.words;
    let capital = |at: usize| words.get(at).is_some_and(is_strong);
    let mut start = at;
    while start > 0 && at - start < 8 && capital(start - 1) {
        start -= 1;
    }
    let mut end = at + 1;
    while end - at < 8 && capital(end) {
        end += 1;
    }
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or_default();
    let lists = |at: usize| sentence.matches.get(at).copied().unwrap_or_default();
    let (before, after) = (word(start.checked_sub(1)), word(Some(end)));
    let (head, tail) = (word(end.checked_sub(1)), word(Some(start)));
    let place = (at - start).min(3) as u32 | ((end - 1 - at).min(3) as u32) << 2;
    for feature in [
        feature2(570, place, look & 3),
        feature1(571, before.lower),
        feature1(572, u32::from(before.class)),
        feature1(573, after.lower),
        feature1(574, u32::from(after.class)),
        feature2(575, head.lower, u32::from(at + 1 == end)),
        feature2(576, u32::from(head.class), u32::from(at + 1 == end)),
        feature2(577, tail.lower, u32::from(at == start)),
        feature2(578, lists(end - 1).hash(), place),
        feature2(579, lists(start).hash(), place),
        feature2(580, before.path(8), after.path(8)),
        feature2(581, place, before.lower),
        feature2(582, place, after.lower),
        feature3(583, place, u32::from(before.class), u32::from(after.class)),
    ] {
        into.add(feature);
    }
    let (before2, after2) = (word(start.checked_sub(2)), word(Some(end + 1)));
    let own = lists(at).hash();
    for feature in [
        feature3(593, place | look << 4, before.lower, after.lower),
        feature3(594, place, before2.lower, before.lower),
        feature3(595, place, after.lower, after2.lower),
        feature3(596, place, own, before.lower),
        feature3(597, place, own, after.lower),
        feature3(598, own, before.shape, after.shape),
        feature3(599, place, before2.path(8), before.path(8)),
        feature3(600, place, after.path(8), after2.path(8)),
    ] {
        into.add(feature);
    }
    // What the next run after a small word or a mark begins or ends with: "Bank of England", "(ECB)".
    let mark = |word: &Word| word.look & (MARK | LETTER) == MARK;
    if !mark(&after) && capital(end + 1) {
        into.add(feature3(584, after.lower, word(Some(end + 1)).lower, place));
        into.add(feature3(585, after.lower, lists(end + 1).hash(), place));
    }
    if let Some(back) = start.checked_sub(2).filter(|&back| !mark(&before) && capital(back)) {
        into.add(feature3(586, before.lower, word(Some(back)).lower, place));
        into.add(feature3(587, before.lower, lists(back).hash(), place));
    }
}

/// Appends the features that the names of the document give, once a first look has found some; `own` is the label that
/// this token was given itself.
pub(crate) fn document_features(evidence: &Evidence, word: &Word, own: u8, into: &mut Features) {
    let seen = evidence.get(word.lower).without(own);
    let look = u32::from(word.look & (CAPITAL | UPPER));
    let often = |count: u16| match count {
        0..=2 => u32::from(count),
        3..=5 => 3,
        _ => 4,
    };
    let own = u32::from(own);
    let Some((label, votes)) = seen.best_label() else {
        into.add(feature2(610, look, own));
        return;
    };
    let classes = seen.classes();
    let total: u16 = classes.iter().fold(0, |sum, &votes| sum.saturating_add(votes));
    let best = classes.iter().enumerate().max_by_key(|&(class, &votes)| (votes, std::cmp::Reverse(class)));
    let best = best.map_or(0, |(class, _)| class as u32);
    let firm = u32::from(classes.iter().filter(|&&votes| votes > 0).count() == 1);
    into.add(feature2(611, label as u32, often(votes)));
    into.add(feature3(612, best, firm, often(total)));
    into.add(feature3(613, best, firm, own));
    into.add(feature3(614, label as u32, own, look));
    for (class, &votes) in seen.longer().iter().enumerate().filter(|&(_, &votes)| votes > 0) {
        into.add(feature3(615, class as u32, often(votes), look));
    }
    for (class, &votes) in seen.initials.iter().enumerate().filter(|&(_, &votes)| votes > 0) {
        into.add(feature3(616, class as u32, often(votes), look));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::word::atoms;

    fn found(sentence: &str) -> Vec<String> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let words: Vec<Word> = forms.iter().map(|form| atoms(form)).collect();
        let mut all = Vec::new();
        runs(&words, |run| all.push(forms[run].join(" ")));
        all
    }

    #[test]
    fn runs_bridge_what_little_stands_between_capitals() {
        assert_eq!(found("we met the Bank of the West on Boeing 737 flights"), ["Bank of the West on Boeing 737"]);
        assert_eq!(found("1860 Munich won , and later on they beat Real"), ["1860 Munich", "Real"]);
        assert_eq!(found("nothing here"), [""; 0]);
    }

    #[test]
    fn headlines_are_told_from_prose() {
        let words = |sentence: &str| -> Vec<Word> { sentence.split(' ').map(atoms).collect() };
        assert_eq!(setting(&words("The minister spoke about schools in Lisbon")), 0);
        assert_eq!(setting(&words("Minister Speaks About Better Schools")), 1);
        assert_eq!(setting(&words("MINISTER SPEAKS ABOUT SCHOOLS")), 2);
    }
}

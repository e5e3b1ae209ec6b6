//! The features of a state of the parser: those of Zhang and Nivre (2011) without labels, with classes of words, what lies
//! between, and the words that compete for a preposition to come.

use super::state::{Atom, Atoms, View};
use crate::nlp::hash;

/// The number of features of a state.
pub(crate) const FEATURES: usize = 96;

/// How far apart two places are; 0 if one of them is none.
#[inline(always)]
fn distance(a: u32, b: u32) -> u32 {
    if a == 0 || b == 0 {
        return 0;
    }
    match b.saturating_sub(a) {
        d @ 0..=4 => d,
        5..=9 => 5,
        _ => 6,
    }
}

/// How many marks, verbs and conjunctions lie between two words, each up to 2.
#[inline(always)]
fn between(a: &Atom, b: &Atom) -> u32 {
    let [marks, verbs, conjunctions] = b.so_far;
    let [marks_before, verbs_before, conjunctions_before] = a.so_far;
    let count = |end: u16, start: u16| u32::from(end.saturating_sub(start).min(2));
    count(marks, marks_before) | count(verbs, verbs_before) << 2 | count(conjunctions, conjunctions_before) << 4
}

/// How many steps two classes share, in pairs.
#[inline(always)]
fn alike(a: &Atom, b: &Atom) -> u32 {
    if a.path == 0 || b.path == 0 { 9 } else { ((a.path ^ b.path) << 16).leading_zeros() / 2 }
}

/// The features of a state.
#[inline(always)]
pub(crate) fn features(atoms: &Atoms, view: &View) -> [u32; FEATURES] {
    let [s0i, s1i] = view.stack;
    let n0i = view.next;
    let at = |index: u32| atoms.get(index);
    let (s0, s1, s2) = (at(s0i.word), at(s1i.word), at(view.third));
    let (n0, n1, n2) = (at(n0i.word), at(n0i.word.wrapping_add(1)), at(n0i.word.wrapping_add(2)));
    let (s0l, s0r, s0l2, s0r2) = (at(s0i.left[0]), at(s0i.right[0]), at(s0i.left[1]), at(s0i.right[1]));
    let (s1l, s1r, s1l2, s1r2) = (at(s1i.left[0]), at(s1i.right[0]), at(s1i.left[1]), at(s1i.right[1]));
    let (n0l, n0l2) = (at(n0i.left[0]), at(n0i.left[1]));
    let (dn, ds) = (distance(s0i.word, n0i.word), distance(s1i.word, s0i.word));
    let d = dn | ds << 4;
    let v0 = u32::from(s0i.left_count.min(3)) | u32::from(s0i.right_count.min(3)) << 2;
    let v1 = u32::from(s1i.left_count.min(3)) | u32::from(s1i.right_count.min(3)) << 2;
    let vn = u32::from(n0i.left_count.min(3));
    let s0n0 = s0.tag | n0.tag << 8;
    let s1s0 = s1.tag | s0.tag << 8;
    let s1s0n0 = s1s0 | n0.tag << 16;
    hash::features![
        (s0.word, s0.tag, 0),
        (s0.word, 0, 0),
        (s0.tag, 0, 0),
        (s1.word, s1.tag, 0),
        (s1.word, 0, 0),
        (s1.tag, 0, 0),
        (n0.word, n0.tag, 0),
        (n0.word, 0, 0),
        (n0.tag, 0, 0),
        (n1.word, n1.tag, 0),
        (n1.word, 0, 0),
        (n1.tag, 0, 0),
        (n2.word, n2.tag, 0),
        (n2.tag, 0, 0),
        (s0.word, n0.word, s0n0),
        (s0.word, n0.tag, s0.tag),
        (s0.tag, n0.word, n0.tag),
        (s0.word, n0.word, 0),
        (s0n0, 0, 0),
        (s1.word, s0.word, s1s0),
        (s1.word, s0.tag, s1.tag),
        (s1.tag, s0.word, s0.tag),
        (s1.word, s0.word, 0),
        (s1s0, 0, 0),
        (s1s0n0, 0, 0),
        (s0n0, n1.tag, 0),
        (s1s0n0, n1.tag, 0),
        (s2.tag, s1s0, 0),
        (n0.tag, n1.tag, n2.tag),
        (s0n0, n1.tag, n2.tag),
        (s0.word, d, 0),
        (s0.tag, d, 0),
        (n0.word, dn, 0),
        (n0.tag, dn, 0),
        (s1.word, ds, 0),
        (s1.tag, ds, 0),
        (s0n0, dn, 0),
        (s1s0, ds, 0),
        (s1s0n0, d, 0),
        (s0.word, v0, 0),
        (s0.tag, v0, n0.tag),
        (s1.word, v1, 0),
        (s1.tag, v1, s0.tag),
        (n0.word, vn, 0),
        (n0.tag, vn, 0),
        (s0.tag, s0i.left_set, n0.tag),
        (s0.tag, s0i.right_set, n0.tag),
        (s1.tag, s1i.left_set, s0.tag),
        (s1.tag, s1i.right_set, s0.tag),
        (n0.tag, n0i.left_set, s0.tag),
        (s0l.word, s0.tag, 0),
        (s0l.tag, s0.word, 0),
        (s0r.word, s0.tag, 0),
        (s0r.tag, s0.word, 0),
        (s1l.word, s1.tag, s0.tag),
        (s1r.word, s1.tag, s0.tag),
        (s1r.tag, s1.word, 0),
        (n0l.word, n0.tag, s0.tag),
        (n0l.tag, n0.word, 0),
        (s0n0, s0l.tag, 0),
        (s0n0, s0r.tag, 0),
        (s0n0, n0l.tag, 0),
        (s1s0, s0l.tag, s0l2.tag),
        (s1s0, s0r.tag, s0r2.tag),
        (s1s0, s1r.tag, s1r2.tag),
        (s1s0, s1l.tag, s1l2.tag),
        (s0n0, n0l.tag, n0l2.tag),
        (s0n0, s0l.tag, s0r.tag),
        (s1s0, s1l.tag, s1r.tag),
        (s0.path(10), n0.path(10), 0),
        (s1.path(10), s0.path(10), 0),
        (s0.path(6), n0.path(6), s0n0),
        (s1.path(6), s0.path(6), s1s0),
        (s0.class, n0.tag, 0),
        (s1.class, s0.tag, 0),
        (n0.class, s0.tag, 0),
        (s0.class, s1.tag, 0),
        (s0.path(8), n0.word, n0.tag),
        (s1.word, s0.path(8), s1.tag),
        (s0.word, n0.path(8), s0.tag),
        (s1.path(8), s0.word, s0.tag),
        // What lies between.
        (s1s0, between(s1, s0), 0),
        (s0n0, between(s0, n0), 0),
        (s1s0n0, between(s1, s0), between(s0, n0)),
        // Which of two words a preposition or conjunction to come belongs to.
        (s1.word, n0.word, s1s0),
        (s1.path(8), n0.word, s1s0),
        (s1.path(6), s0.path(6), n0.word),
        (s0.word, n0.word, n1.path(6)),
        (s0.path(8), n0.word, n1.path(8)),
        (s1.tag, s0.tag, n0.word),
        // A phrase and the word before it: head, preposition, object.
        (s1.word, s0l.word, s0.tag),
        (s1.path(8), s0l.word, s0.path(8)),
        // Conjuncts are alike.
        (s0l.word, s1s0, alike(s1, s0)),
        (n0.word, n1.tag, s1s0),
        (s2.word, s1.tag, s0.tag),
        (s2.tag, s1s0n0, 0),
    ]
}

//! Builds the table of known words.

use super::tag::JointTags;
use crate::nlp::conllu::Sentence;
use crate::nlp::lexicon::{self, Entry};
use crate::nlp::model::Section;
use crate::nlp::word;
use std::collections::{BTreeMap, BTreeSet};

/// A word is taken to be known when it was seen this often.
const SEEN: usize = 3;

pub(super) fn build(sentences: &[Sentence], joint: &JointTags, classes: &str) -> Vec<(Section, Vec<u8>)> {
    let mut entries: BTreeMap<u32, Entry> = BTreeMap::new();
    let mut paths: Vec<u16> = vec![0];
    let mut path_classes: BTreeMap<&str, u16> = BTreeMap::new();
    for line in classes.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[word, _, _, _, bits] = columns.as_slice() else { panic!("a row of the classes has five columns") };
        let class = *path_classes.entry(bits).or_insert_with(|| {
            let path = u16::from_str_radix(bits, 2).expect("bits are binary") << (16 - bits.len());
            paths.push(path);
            paths.len() as u16 - 1
        });
        entries.entry(word::lower_hash(word)).or_default().class = class;
    }

    let mut seen: BTreeMap<u32, BTreeMap<u8, usize>> = BTreeMap::new();
    for row in sentences.iter().flat_map(|sentence| &sentence.rows) {
        *seen.entry(word::lower_hash(&row.form)).or_default().entry(joint.number(row)).or_default() += 1;
    }
    // The sets of tags, the commonest first; what does not fit in a byte is cut to its commonest tag.
    let mut sets: BTreeMap<BTreeSet<u8>, usize> = BTreeMap::new();
    let mut of_word: BTreeMap<u32, (BTreeSet<u8>, u8)> = BTreeMap::new();
    for (&key, tags) in &seen {
        let total: usize = tags.values().sum();
        if total < SEEN {
            continue;
        }
        let set: BTreeSet<u8> = tags.iter().filter(|&(_, &count)| count * 20 >= total).map(|(&tag, _)| tag).collect();
        let top = tags.iter().max_by_key(|&(&tag, &count)| (count, std::cmp::Reverse(tag))).map_or(0, |(&tag, _)| tag);
        *sets.entry(set.clone()).or_default() += 1;
        *sets.entry(BTreeSet::from([top])).or_default() += 0;
        of_word.insert(key, (set, top));
    }
    let mut ranked: Vec<(BTreeSet<u8>, usize)> = sets.into_iter().collect();
    ranked.sort_by_key(|(set, count)| (set.len() > 1, std::cmp::Reverse(*count), set.clone()));
    ranked.truncate(255);
    let numbers: BTreeMap<BTreeSet<u8>, u8> =
        ranked.into_iter().enumerate().map(|(number, (set, _))| (set, number as u8 + 1)).collect();
    for (key, (set, top)) in of_word {
        let number = numbers.get(&set).or_else(|| numbers.get(&BTreeSet::from([top]))).copied().unwrap_or_default();
        entries.entry(key).or_default().tags = number;
    }
    let entries: Vec<(u32, Entry)> = entries.into_iter().collect();
    vec![
        (Section::Lexicon, lexicon::write(&entries)),
        (Section::Paths, paths.iter().flat_map(|path| path.to_le_bytes()).collect()),
    ]
}

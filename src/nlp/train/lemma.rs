//! Learns the lemma rules: whole words first, then the endings that the words not in the table need.

use super::Example;
use crate::nlp::conllu::Sentence;
use crate::nlp::lemma::{ENDING, Rule, apply, ending_key, word_key, write_rules, write_table};
use crate::nlp::model::Section;
use std::collections::BTreeMap;

pub(super) fn build(sentences: &[Sentence], examples: &[Example]) -> Vec<(Section, Vec<u8>)> {
    let mut of_word: BTreeMap<u32, BTreeMap<Rule, usize>> = BTreeMap::new();
    let mut of_ending: BTreeMap<(u32, u32, u8), BTreeMap<Rule, usize>> = BTreeMap::new();
    let mut rows: Vec<(u32, (u32, u32, u8), Rule)> = Vec::new();
    for (sentence, example) in sentences.iter().zip(examples) {
        for ((row, word), &tag) in sentence.rows.iter().zip(&example.words).zip(&example.tags) {
            let Some(rule) = rule(&row.form, &row.lemma) else { continue };
            let key = word_key(word.lower, tag);
            *of_word.entry(key).or_default().entry(rule.clone()).or_default() += 1;
            for length in 0..=ENDING.min(u32::from(word.length)) {
                let ending = (length, word.suffix(length), tag);
                *of_ending.entry(ending).or_default().entry(rule.clone()).or_default() += 1;
            }
            rows.push((key, (u32::from(word.length), word.tail, tag), rule));
        }
    }
    let best = |counts: &BTreeMap<Rule, usize>| -> (Rule, usize) {
        let (rule, &count) =
            counts.iter().max_by_key(|&(rule, &count)| (count, std::cmp::Reverse(rule))).expect("not empty");
        (rule.clone(), count)
    };
    // An ending keeps its rule where a shorter ending has another one; endings seen once say nothing.
    let mut endings: BTreeMap<(u32, u32, u8), Rule> = BTreeMap::new();
    for (&(length, ending, tag), counts) in &of_ending {
        let total: usize = counts.values().sum();
        if length > 0 && total < 2 {
            continue;
        }
        let (rule, _) = best(counts);
        let shorter = (0..length).rev().find_map(|shorter| endings.get(&(shorter, cut(ending, shorter), tag)));
        if shorter != Some(&rule) {
            endings.insert((length, ending, tag), rule);
        }
    }
    let by_ending = |length: u32, tail: u32, tag: u8| {
        (0..=ENDING.min(length)).rev().find_map(|length| endings.get(&(length, cut(tail, length), tag)))
    };
    let mut words: BTreeMap<u32, Rule> = BTreeMap::new();
    for (key, (length, tail, tag), _) in &rows {
        let (rule, _) = best(&of_word[key]);
        if by_ending(*length, *tail, *tag) != Some(&rule) {
            words.insert(*key, rule);
        }
    }
    let mut uses: BTreeMap<&Rule, usize> = BTreeMap::new();
    for rule in endings.values().chain(words.values()) {
        *uses.entry(rule).or_default() += 1;
    }
    let mut rules: Vec<(&Rule, usize)> = uses.into_iter().collect();
    rules.sort_by_key(|&(rule, count)| (std::cmp::Reverse(count), rule));
    rules.truncate(4000);
    let rules: Vec<Rule> = rules.into_iter().map(|(rule, _)| rule.clone()).collect();
    let number = |rule: &Rule| rules.iter().position(|other| other == rule).map(|number| number as u16);
    let words: Vec<(u32, u16)> = words.iter().filter_map(|(&key, rule)| Some((key, number(rule)?))).collect();
    let endings: Vec<(u32, u16)> = endings
        .iter()
        .filter_map(|(&(length, ending, tag), rule)| Some((ending_key(ending, length, tag), number(rule)?)))
        .collect();
    vec![
        (Section::LemmaWords, write_table(&words)),
        (Section::LemmaSuffixes, write_table(&endings)),
        (Section::LemmaRules, write_rules(&rules)),
    ]
}

fn cut(tail: u32, length: u32) -> u32 {
    if length >= 4 { tail } else { tail & ((1 << (8 * length)) - 1) }
}

/// The rule that makes this lemma of this form, capitals aside where the lemma has none.
fn rule(form: &str, lemma: &str) -> Option<Rule> {
    let keep = lemma.chars().any(char::is_uppercase);
    let plain = if keep { form.to_owned() } else { form.to_lowercase() };
    if plain.len() != form.len() {
        return None;
    }
    let shared = plain
        .char_indices()
        .zip(lemma.chars())
        .take_while(|((_, a), b)| a == b)
        .map(|((at, a), _)| at + a.len_utf8())
        .last();
    let shared = shared.unwrap_or_default();
    let rule = Rule { cut: u8::try_from(plain.len() - shared).ok()?, keep, append: lemma[shared..].to_owned() };
    let mut made = String::new();
    apply(form, usize::from(rule.cut), keep, &rule.append, &mut made);
    (rule.append.len() <= 13 && made == lemma).then_some(rule)
}

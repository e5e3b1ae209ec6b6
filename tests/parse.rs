//! The parser of rule files on whole files: the tree of a file that uses every form, laws on mutated and arbitrary files, limits.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::lang::parse::{MAX_BLOCKS, MAX_FILE, MAX_LINE, MAX_NESTING, MAX_PROBLEMS, parse};
use factlint::lang::syntax::{
    BlockKind, CheckKind, ConceptLine, ConceptLineKind, Condition, File, Item, ItemKind, RelationTrait, Run, Sentence,
    Text, Use,
};
use factlint::source::{Problem, ProblemKind, SourceId};
use proptest::prelude::*;
use rules_laws::{erased, obeys_the_laws};
use std::fmt::Write as _;

mod rules_laws;

const RICH: &str = include_str!("data/rich.rules");

fn read(text: &str) -> (File, Vec<Problem>) {
    parse(SourceId(0), text)
}

#[test]
fn the_tree_of_a_file_with_every_form() {
    let (file, problems) = read(RICH);
    assert_eq!(problems, []);
    let mut shown = format!("language {:?}\n", file.language);
    for block in &file.blocks {
        show(&mut shown, &block.kind);
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/rich.tree");
    if std::env::var_os("UPDATE_UI").is_some() {
        std::fs::write(path, &shown).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n"), shown);
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_change_nothing() {
    let (file, problems) = read(&format!("\u{feff}{}", RICH.replace('\n', "\r\n")));
    assert_eq!(problems, []);
    assert_eq!(without_spans(&file), without_spans(&read(RICH).0));
}

/// Every block of the rich file with each of its characters deleted and replaced, each by some of these in turn.
#[test]
fn one_wrong_character_is_no_disaster() {
    let mut letters = ["\"", "”", ",", "(", ")", "#", " ", "\n", "\t", ":", "x", "é", "\u{200b}"].iter().cycle();
    for block in blocks_of(RICH) {
        for (at, letter) in block.char_indices() {
            let (before, after) = (&block[..at], &block[at + letter.len_utf8()..]);
            obeys_the_laws(&format!("{before}{after}"));
            for new in letters.by_ref().take(4) {
                obeys_the_laws(&format!("{before}{new}{after}"));
            }
        }
    }
}

/// A wrong character spoils its own block at most, and makes the check above it incomplete at most.
#[test]
fn what_is_wrong_in_a_block_leaves_its_neighbours_alone() {
    let tree =
        |text: &str| read(text).0.blocks.iter().map(|block| erased(&format!("{:?}", block.kind))).collect::<Vec<_>>();
    for blocks in blocks_of(RICH).windows(3) {
        let [above, block, below] = blocks else { continue };
        let (above_alone, below_alone) = (tree(above), tree(below));
        for (at, letter) in block.char_indices() {
            if !letter.is_ascii_alphanumeric() && !"\",()".contains(letter) {
                continue;
            }
            for new in ["\"", "(", "x"] {
                let mutated = format!("{}{new}{}", &block[..at], &block[at + 1..]);
                let found = tree(&format!("{above}{mutated}{below}"));
                let found_above: Vec<_> = found
                    .iter()
                    .take(above_alone.len())
                    .map(|one| one.replace("broken: true", "broken: false"))
                    .collect();
                assert_eq!(found_above, above_alone, "{mutated}");
                assert!(found.ends_with(&below_alone), "{mutated}{below}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,200}") {
        obeys_the_laws(&text);
    }

    #[test]
    fn any_bytes_that_are_text_are_read_without_a_panic(text in any::<String>()) {
        obeys_the_laws(&text);
    }

    #[test]
    fn any_row_of_the_languages_own_words_is_read_without_a_panic(words in prop::collection::vec(word(), 0..60)) {
        obeys_the_laws(&words.concat());
    }
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "rule ",
        "require ",
        "forbid ",
        "name ",
        "kind ",
        "attribute ",
        "role ",
        "relation ",
        "extend ",
        "define ",
        "fact ",
        "reference ",
        "example ",
        "check ",
        "use ",
        "about ",
        "language ",
        "is ",
        "a ",
        "of ",
        "an ",
        "per ",
        "one ",
        "opposite ",
        "and ",
        "or ",
        ", and ",
        ", or ",
        ", then ",
        "if ",
        "it is not the case that ",
        "in the table ",
        "as of ",
        "from ",
        "to ",
        "2024-07-03 ",
        "July ",
        "severity ",
        "error ",
        "source ",
        "\"x\" ",
        "“y” ",
        "\"",
        "”",
        "(",
        ")",
        ",",
        ":",
        "#",
        " # ",
        "\t",
        "\n",
        "\n  ",
        "\n    ",
        "\n      ",
        "\r\n",
        "1,234 ",
        "nine-members ",
        "Ärger ",
        "\u{a0}",
        "\\\"",
        "dated ",
        "headline ",
        "at ",
        "supported ",
        "not stated ",
        "means ",
        "also ",
        "said ",
        "denied ",
        "off ",
        "\u{feff}",
        "\u{1b}",
    ])
}

#[test]
fn a_file_too_large_is_not_read() {
    let (file, problems) = read(&"use news\n".repeat(MAX_FILE / 9 + 1));
    assert_eq!((file.blocks.len(), codes(&problems)), (0, vec!["file-too-large"]));
    assert_eq!(problems[0].kind, ProblemKind::Limit);
}

#[test]
fn a_line_too_long_is_not_read_and_others_are() {
    let line = |length: usize| format!("rule a\n  {}\n  B is two\n", "x".repeat(length));
    assert_eq!(codes(&read(&line(MAX_LINE)).1), Vec::<&str>::new());
    let (file, problems) = read(&line(MAX_LINE + 1));
    assert_eq!(codes(&problems), ["line-too-long"]);
    let BlockKind::Check(check) = &file.blocks[0].kind else { panic!("no check") };
    assert!(check.broken && check.sentences.len() == 1);
}

#[test]
fn parentheses_nest_to_a_limit() {
    let nested = |depth: usize| format!("rule a\n  {}A is one{}\n", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(codes(&read(&nested(MAX_NESTING)).1), Vec::<&str>::new());
    assert_eq!(codes(&read(&nested(MAX_NESTING + 1)).1), ["too-deep"]);
    assert_eq!(codes(&read(&nested(10_000)).1), ["too-deep"]);
    let inside = format!("rule a\n  A {}one{} is\n", "(".repeat(MAX_NESTING), ")".repeat(MAX_NESTING));
    assert_eq!(codes(&read(&inside).1), Vec::<&str>::new());
}

#[test]
fn blocks_are_counted() {
    let (_, problems) = read(&"a\n".repeat(MAX_BLOCKS + 1));
    assert_eq!(problems.len(), MAX_PROBLEMS + 2);
    let last: Vec<_> = problems.iter().rev().take(2).map(|problem| (problem.code, problem.kind)).collect();
    assert_eq!(last, [("too-many-problems", ProblemKind::Limit), ("too-many-blocks", ProblemKind::Limit)]);
    let (_, problems) = read(&"#\n".repeat(MAX_BLOCKS + 1));
    assert_eq!(problems, [], "a comment is no block");
}

#[test]
fn of_many_problems_the_first_are_shown() {
    let (_, problems) = read(&"use\n".repeat(MAX_PROBLEMS + 7));
    assert_eq!(problems.len(), MAX_PROBLEMS + 1);
    let last = problems.last().unwrap();
    assert_eq!((last.code, last.message.as_str()), ("too-many-problems", "7 more problems are not shown"));
    assert_eq!(last.kind, ProblemKind::Limit);
}

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.code).collect()
}

/// The blocks of a file as texts.
fn blocks_of(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match blocks.last_mut() {
            Some(last) if line.starts_with([' ', '\n']) => last.push_str(line),
            _ => blocks.push(line.to_owned()),
        }
    }
    blocks
}

fn without_spans(file: &File) -> String {
    erased(&format!("{file:?}"))
}

fn show(out: &mut String, block: &BlockKind) {
    let _ = match block {
        BlockKind::Use(Use::Pack(name)) => writeln!(out, "use pack {}", text(name)),
        BlockKind::Use(Use::File(name)) => writeln!(out, "use file {}", text(name)),
        BlockKind::About(topics) => writeln!(out, "about {}", run(topics)),
        BlockKind::Name(naming) => writeln!(out, "name {} means {}", texts(&naming.aliases), text(&naming.means)),
        BlockKind::Kind(kind) => {
            let _ = writeln!(out, "kind {} is {}", text(&kind.name), text(&kind.parent));
            lines(out, &kind.lines)
        }
        BlockKind::Attribute(concept) | BlockKind::Role(concept) => {
            let word = if matches!(block, BlockKind::Role(_)) { "role" } else { "attribute" };
            let (name, owner, value) = (text(&concept.name), text(&concept.owner), text(&concept.value));
            let _ = writeln!(out, "{word} {name} of {owner} is {value}");
            lines(out, &concept.lines)
        }
        BlockKind::Relation(relation) => {
            let _ = write!(out, "relation {}", run(&relation.pattern));
            for one in &relation.traits {
                let _ = match one {
                    RelationTrait::OnePer { one, per } => write!(out, " + one {} per {}", text(one), text(per)),
                    RelationTrait::OppositeOf(other) => write!(out, " + opposite of {}", text(other)),
                    RelationTrait::Place { name, kind } => write!(out, " + place {} of {}", text(name), text(kind)),
                    RelationTrait::Symmetric(_) => write!(out, " + Symmetric"),
                    plain => write!(out, " + {plain:?}"),
                };
            }
            out.push('\n');
            lines(out, &relation.lines)
        }
        BlockKind::Extend(extend) => {
            let _ = writeln!(out, "extend {:?} {}", extend.category, run(&extend.name));
            lines(out, &extend.lines)
        }
        BlockKind::Define(define) => {
            let _ = writeln!(out, "define {}", run(&define.head));
            if let Some(body) = &define.body {
                let _ = writeln!(out, "  as {}", run(body));
            }
            define.alternatives.iter().try_for_each(|one| writeln!(out, "  when {}", condition(one)))
        }
        BlockKind::Fact(fact) => {
            let _ = writeln!(out, "fact {}", sentence(&fact.sentence));
            fact.properties.iter().try_for_each(|one| writeln!(out, "  {}", erased(&format!("{:?}", one.kind))))
        }
        BlockKind::Reference(reference) => {
            let _ = writeln!(out, "reference {} from {}", text(&reference.name), text(&reference.path));
            reference.lines.iter().try_for_each(|one| writeln!(out, "  {}", run(one)))
        }
        BlockKind::Check(check) => {
            let word = match check.kind {
                CheckKind::Rule => "rule",
                CheckKind::Require => "require",
                CheckKind::Forbid => "forbid",
            };
            let title = check.title.as_ref().map_or_else(String::new, |title| format!(" titled {}", text(title)));
            let _ = writeln!(out, "{word} {}{title}", text(&check.name));
            let _ = check.sentences.iter().try_for_each(|one| writeln!(out, "  {}", sentence(one)));
            check.properties.iter().try_for_each(|one| writeln!(out, "  {}", erased(&format!("{:?}", one.kind))))
        }
        BlockKind::Tune(tune) => writeln!(out, "check {} {:?}", text(&tune.name), tune.change),
        BlockKind::Example(example) => {
            let part = |word: &str, part: &Option<Text>| {
                part.as_ref().map_or_else(String::new, |one| format!(" {word} {}", text(one)))
            };
            let (dated, headline) = (part("dated", &example.dated), part("headline", &example.headline));
            let _ = writeln!(out, "example{dated}{headline} {}", text(&example.text));
            example
                .expectations
                .iter()
                .try_for_each(|one| writeln!(out, "  {} is {:?} at {}", text(&one.check), one.verdict, texts(&one.at)))
        }
    };
}

fn lines(out: &mut String, lines: &[ConceptLine]) -> std::fmt::Result {
    lines.iter().try_for_each(|line| match &line.kind {
        ConceptLineKind::Also(all) => writeln!(out, "  also {}", texts(all)),
        ConceptLineKind::Said(all, None) => writeln!(out, "  said {}", texts(all)),
        ConceptLineKind::Said(all, Some(bound)) => writeln!(out, "  said {} as {bound:?}", texts(all)),
        ConceptLineKind::Denied(all) => writeln!(out, "  denied {}", texts(all)),
    })
}

fn sentence(sentence: &Sentence) -> String {
    let table = sentence.table.as_ref().map_or_else(String::new, |table| format!("in {}: ", text(table)));
    let premise =
        sentence.condition.as_ref().map_or_else(String::new, |premise| format!("if {} then ", condition(premise)));
    format!("{table}{premise}{}", condition(&sentence.claim))
}

fn condition(one: &Condition) -> String {
    match one {
        Condition::All(parts) => format!("all({})", parts.iter().map(condition).collect::<Vec<_>>().join("; ")),
        Condition::Any(parts) => format!("any({})", parts.iter().map(condition).collect::<Vec<_>>().join("; ")),
        Condition::Not(inner, _) => format!("not({})", condition(inner)),
        Condition::Clause(clause) => run(clause),
    }
}

fn run(run: &Run) -> String {
    let item = |item: &Item| match &item.kind {
        ItemKind::Word(word) => word.clone(),
        ItemKind::Quoted(words) => format!("<{words}>"),
        ItemKind::Comma => ",".to_owned(),
        ItemKind::Open => "(".to_owned(),
        ItemKind::Close => ")".to_owned(),
    };
    format!("[{}]", run.items.iter().map(item).collect::<Vec<_>>().join(" "))
}

fn text(text: &Text) -> String {
    format!("<{}>", text.text)
}

fn texts(all: &[Text]) -> String {
    all.iter().map(text).collect::<Vec<_>>().join(" | ")
}

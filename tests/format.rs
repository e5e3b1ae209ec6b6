//! The formatter: one canonical form, the same tree, every comment.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::lang::format::{WIDTH, format};
use factlint::lang::parse::parse;
use factlint::source::SourceId;
use proptest::prelude::*;
use rules_laws::obeys_the_laws_of_format;

mod rules_laws;

const RICH: &str = include_str!("data/rich.rules");

fn formatted(text: &str) -> String {
    format(SourceId(0), text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

#[test]
fn the_form_of_a_file_with_every_form() {
    let found = formatted(RICH);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/rich.formatted.rules");
    if std::env::var_os("UPDATE_UI").is_some() {
        std::fs::write(path, &found).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n"), found);
    obeys_the_laws_of_format(RICH);
}

#[test]
fn spaces_quotes_and_case_are_made_the_same() {
    let text = "rule  host   “Who hosts”\n      Kazakhstan   hosts ( in July )  the summit ,  And  it lasts\n      Severity  ERROR\n";
    let wanted = "rule host \"Who hosts\"\n  Kazakhstan hosts (in July) the summit, and it lasts\n  severity error\n";
    assert_eq!(formatted(text), wanted);
}

#[test]
fn what_is_not_the_languages_own_keeps_its_case() {
    let text = "kind Is It IS A Meeting\n\nrule a\n  NATO And IF are A And B\n  as OF End OF July 2024\n";
    let wanted = "kind Is It is a Meeting\n\nrule a\n  NATO And IF are A And B\n  as of End OF July 2024\n";
    assert_eq!(formatted(text), wanted);
}

#[test]
fn blocks_are_parted_by_one_blank_line_and_single_lines_stay_grouped() {
    let text = "\n\n\nuse news\nuse sport\n\n\nname \"A\" means \"B\"\nname \"C\" means \"D\"\n\nname \"E\" means \"F\"\nkind a is an event\n  also \"b\"\nkind c is an event\n\n\n";
    let wanted = "use news\nuse sport\n\nname \"A\" means \"B\"\nname \"C\" means \"D\"\n\nname \"E\" means \"F\"\n\nkind a is an event\n  also \"b\"\n\nkind c is an event\n";
    assert_eq!(formatted(text), wanted);
}

#[test]
fn every_comment_keeps_its_place() {
    let text = "# file\n\n\n# a group\n# of two\nrule a   # behind\n # above\n A is one # first\n    # inside\n    or two # last\n # below\n# next\n\nuse news # pack\nrule b: A is one\nrule c # behind\n  A is one # too\n# end\n";
    let wanted = "# file\n\n# a group\n# of two\nrule a  # behind\n  # above\n  # first\n  # inside\n  A is one or two  # last\n  # below\n\n# next\n\nuse news  # pack\n\nrule b: A is one\n\nrule c  # behind\n  A is one  # too\n\n# end\n";
    assert_eq!(formatted(text), wanted);
}

#[test]
fn white_space_of_any_kind_at_the_end_of_a_comment_goes() {
    assert_eq!(formatted("# A note.\u{b}\u{b} \n"), "# A note.\n");
    assert_eq!(formatted("# A note.\u{feff}\u{b}"), "# A note.\n");
    assert_eq!(formatted("# A note.\u{b}\u{200b}\u{b}\n"), "# A note.\n");
}

#[test]
fn a_sign_that_begins_no_comment_begins_none_in_form() {
    assert_eq!(formatted("rule g:#\n"), "rule g:#\n");
    assert_eq!(formatted("rule g:#1 is two\n"), "rule g: #1 is two\n");
    for text in [
        "use\"ac#\n##\n taf#”\"",
        "rule a: b\n  source \"c\n  # note\n    d  e\"\n",
        "rule g:#\n",
        "rule g:# b\n",
        "rule g \"T\":#\n",
    ] {
        assert!(obeys_the_laws_of_format(text), "{text}");
    }
}

#[test]
fn wide_lines_are_broken_behind_commas() {
    let texts: Vec<String> = (0..30).map(|number| format!("\"way number {number}\"")).collect();
    let text = format!("relation person attends event\n  also {}\n", texts.join(","));
    let found = formatted(&text);
    assert!(found.lines().count() > 4);
    for line in found.lines() {
        assert!(line.chars().count() <= WIDTH, "{line}");
    }
    assert!(found.lines().skip(1).all(|line| line.ends_with(',') || line.ends_with("29\"")), "{found}");
    obeys_the_laws_of_format(&text);
}

#[test]
fn the_text_of_an_example_takes_several_lines() {
    let words = "The \\\"bloc\\\" has nine members, # and a tenth is to join it in July. ".repeat(4);
    let text = format!("example dated 2024-07-02 \"{}\"\n  nine is supported  # so far\n", words.trim_end());
    let found = formatted(&text);
    assert!(found.lines().count() > 3 && found.lines().all(|line| line.chars().count() <= WIDTH), "{found}");
    assert!(found.lines().skip(1).all(|line| line.starts_with("    ") || line.starts_with("  nine")), "{found}");
    assert!(obeys_the_laws_of_format(&text));
    assert!(obeys_the_laws_of_format("example \"one\n    two\n  # three\"\n  a is supported\n"));
}

#[test]
fn quotation_marks_inside_are_escaped() {
    assert_eq!(formatted("about “a \"b\" c”\n"), "about \"a \\\"b\\\" c\"\n");
    assert_eq!(formatted("about “a\\”\n"), "about “a\\”\n");
    assert_eq!(formatted("about \"a”\\\n  \"\n"), "about \"a”\\\n  \"\n");
    assert_eq!(formatted("about \"one\n   two\"\n"), "about \"one two\"\n");
}

#[test]
fn a_file_with_problems_is_not_touched() {
    let problems = format(SourceId(0), "rule a\n").unwrap_err();
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_line_that_would_grow_too_long_is_told() {
    let text = format!("about {}\n", vec!["\"a\""; 16_000].join(","));
    assert!(parse(SourceId(0), &text).1.is_empty());
    let problems = format(SourceId(0), &text).unwrap_err();
    assert_eq!(problems[0].code, "line-too-long");
}

/// The rich file with a character of each of its blocks deleted or replaced: where it can still be read the laws hold.
#[test]
fn the_laws_hold_of_changed_files() {
    let mut letters =
        ["\"", "“", "”", ",", "(", ")", "#", " # ", " ", "\n", "\n  ", "\n     ", ":", "x", "\\"].iter().cycle();
    let mut read = 0;
    for block in RICH.split_inclusive("\n\n") {
        for (at, letter) in block.char_indices() {
            let (before, after) = (&block[..at], &block[at + letter.len_utf8()..]);
            read += usize::from(obeys_the_laws_of_format(&format!("{before}{after}")));
            for new in letters.by_ref().take(3) {
                read += usize::from(obeys_the_laws_of_format(&format!("{before}{new}{after}")));
                read += usize::from(obeys_the_laws_of_format(&format!("{before}{new}{letter}{after}")));
            }
        }
    }
    assert!(read > 1_000, "{read} files could be read");
}

proptest! {
    #[test]
    fn the_laws_hold_of_any_file(blocks in prop::collection::vec(block(), 1..8)) {
        obeys_the_laws_of_format(&blocks.concat());
    }
}

/// A block that can be read more often than not: a header, lines, and spaces, comments and line breaks anywhere.
fn block() -> impl Strategy<Value = String> {
    let header = prop::sample::select(vec![
        "use news",
        "rule a",
        "rule b:",
        "rule c: A is one",
        "require d \"t\"",
        "forbid e “t \" u”: B is two",
        "about the SCO",
        "about “x”, the \"y\"'s",
        "name \"A\" means \"B\"",
        "kind k is an event",
        "attribute x of a y is a z",
        "check a-b off",
        "relation a b c, symmetric",
        "define p: q r",
        "define p:",
        "define (p) of q",
        "fact A is one",
        "reference r from \"f\"",
        "example “A is \\\" one.”",
        "extend kind k",
    ]);
    let words = prop::sample::select(vec![
        "A",
        "is",
        "\"x\"",
        "“y \" z”",
        ",",
        ", and",
        ", or",
        "if",
        ", then",
        "(",
        ")",
        "1,234",
        "#1",
        "also \"u\"",
        "or",
        "severity error",
        "Source “s”",
        "as of July 2024",
        "\"r\\\\",
        "a is supported",
        "it is not the case that",
        "in the table \"T\",",
        "é",
        "\"",
        "\\",
        ":",
    ]);
    let gap = prop::sample::select(vec![
        " ",
        "  ",
        "\u{a0}",
        "",
        " # note\n     ",
        "\n     ",
        "\n   # note\n      ",
        "\r\n    ",
    ]);
    let line = prop::collection::vec((words, gap), 1..6);
    let lines = prop::collection::vec(
        (prop::sample::select(vec!["\n  ", "\n  ", "\n\n  ", "\n  # note\n  ", "\n# note\n  "]), line),
        0..3,
    );
    let end = prop::sample::select(vec!["\n", "\n\n", "  # end\n", "\n\n# end\n", "\n   # end\n\n"]);
    (header, lines, end).prop_map(|(header, lines, end)| {
        let line = |(start, words): (&str, Vec<(&str, &str)>)| {
            let words: String = words.iter().map(|(word, gap)| format!("{word}{gap}")).collect();
            format!("{start}{}", words.trim_end())
        };
        let lines: String = lines.into_iter().map(line).collect();
        format!("{header}{lines}{end}")
    })
}

//! Tables: the sentences of the language's reference, and what articles and files can do to them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use factlint::article::{self, Format};
use factlint::check::{self, Finding, Options, Verdict};
use factlint::extract;
use factlint::lang::load::{RuleFile, load};
use factlint::project::{self, Asked, Timings};
use factlint::source::{Source, Sources};
use proptest::prelude::*;

const LANGUAGE: &str = include_str!("../docs/language.md");

/// The findings of sentences, one check each.
fn findings(sentences: &[&str], text: &str, format: Format) -> Vec<Finding> {
    let rules: String = sentences.iter().enumerate().map(|(at, line)| format!("rule r{at}\n  {line}\n\n")).collect();
    let mut sources = Sources::default();
    let set = load(&[RuleFile::new("r.rules", rules)], &mut sources, &|_| panic!("nothing is used"));
    let problems: Vec<_> = set.problems.iter().map(|problem| &problem.message).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let source = sources.add(Source::new("a.md", text));
    let facts = extract::extract(&article::read(source, text, format), &set, None);
    check::evaluate(&set, &facts, Options::default())
}

/// What the table named `T` of an article says to the rest of each sentence.
fn verdicts(text: &str, format: Format, rest: &[(&str, Verdict)]) {
    let lines: Vec<String> = rest.iter().map(|(rest, _)| format!("in the table \"T\", {rest}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let found = findings(&lines, text, format);
    let wrong: Vec<String> = found
        .iter()
        .zip(rest)
        .filter(|(finding, (_, expected))| finding.verdict != *expected)
        .map(|(finding, (rest, _))| format!("{rest}: {:?}, {}", finding.verdict, finding.message))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn fenced(section: &str) -> Vec<(&str, &str)> {
    let mut parts = section.split("```");
    parts.next();
    let blocks = parts.step_by(2).map(|block| block.split_once('\n').unwrap());
    blocks.collect()
}

#[test]
fn the_sentences_of_the_reference() {
    let section = LANGUAGE.split("## 8. Tables").nth(1).unwrap().split("\n## ").collect::<Vec<_>>();
    // The article has headings of its own.
    let section = LANGUAGE
        .split_once("## 8. Tables")
        .and_then(|(_, rest)| rest.split_once("## 9."))
        .map_or(section[0], |(section, _)| section);
    let blocks = fenced(section);
    let article = blocks.iter().find(|(language, _)| *language == "markdown").unwrap().1;
    let lines: Vec<(&str, &str)> = blocks
        .iter()
        .filter(|(language, _)| language.is_empty())
        .flat_map(|(_, block)| block.lines())
        .map(|line| line.split_once(" # ").unwrap_or_else(|| panic!("{line}")))
        .collect();
    assert!(lines.len() > 30);
    let sentences: Vec<&str> = lines.iter().map(|(sentence, _)| sentence.trim()).collect();
    let mut wrong = Vec::new();
    for (finding, (sentence, expected)) in findings(&sentences, article, Format::Markdown).iter().zip(&lines) {
        let verdict = serde_json::to_string(&finding.verdict).unwrap();
        if verdict.trim_matches('"') != expected.trim() {
            wrong.push(format!("{}: {verdict}, {}", sentence.trim(), finding.message));
        }
        let decided = matches!(finding.verdict, Verdict::Supported | Verdict::Contradicted);
        assert!(!decided || !finding.evidence.is_empty(), "no evidence: {sentence}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn html_with_two_rows_of_heads_bands_and_a_caption() {
    let html = "<h1>Cup</h1><table><caption>T</caption>\
        <tr><th rowspan=2>Team<th colspan=2>Goals</tr><tr><th>For<th>Against</tr>\
        <tr><td colspan=3>Group A</tr>\
        <tr><td>Reds<td>3<td>1</tr><tr><td>Blues<td>2<td>4</tr>\
        <tr><th>Team<th>For<th>Against</tr>\
        <tr><td>Greens<td>0<td>0</tr></table>";
    verdicts(
        html,
        Format::Html,
        &[
            ("the number of rows is 3", Verdict::Supported),
            ("the team of the row with the highest \"goals for\" is \"Reds\"", Verdict::Supported),
            ("the against of Blues is 4", Verdict::Supported),
            ("the \"goals against\" of Greens is 1", Verdict::Contradicted),
        ],
    );
}

#[test]
fn cells_that_leave_it_open() {
    let text = "# T\n\n| Name | Users |\n| --- | --- |\n| A | up to 50 |\n| B | 30 |\n| C | ? |\n| D | about 100 |\n";
    verdicts(
        text,
        Format::Markdown,
        &[
            ("the users of \"A\" is more than 20", Verdict::NotStated),
            ("the users of \"A\" is at most 50", Verdict::Supported),
            ("the users of \"A\" is more than 60", Verdict::Contradicted),
            ("at least one row has users 30", Verdict::Supported),
            ("exactly one row has users 30", Verdict::NotStated),
            ("exactly four rows have users 30", Verdict::Contradicted),
            ("the number of rows where users is more than 60 is 1", Verdict::NotStated),
            ("the users of \"D\" is 98", Verdict::Supported),
            ("the users of \"E\" is 98", Verdict::NotCheckable),
            ("every row where name is \"E\" has users 98", Verdict::NotStated),
        ],
    );
}

#[test]
fn what_cannot_be_checked_says_why() {
    let text = "# Towns\n\n| Town | Median age |\n| --- | --- |\n| A | 31 |\n\n| Town | Median age |\n| --- | --- |\n| B | 32 |\n";
    let messages = |sentence: &str| findings(&[sentence], text, Format::Markdown).remove(0).message;
    assert_eq!(
        messages("in the table \"Town\", the town of \"A\" is 3"),
        "the article has no table `Town`; did you mean `Towns`?"
    );
    assert_eq!(
        messages("in the table \"Towns\", the \"median ages\" of \"A\" is 3"),
        "the article has 2 tables `Towns`"
    );
    assert_eq!(
        messages("in the table \"Towns\", the \"medium age\" of \"A\" is 3"),
        "the table `Towns` has no column `medium age`; did you mean `Median age`?"
    );
}

#[test]
fn units_in_heads() {
    let text =
        "# T\n\n| Peak | Height (m) | Price in USD |\n| --- | --- | --- |\n| A | 2,000 | 5 |\n| B | 900 | 7.50 |\n";
    verdicts(
        text,
        Format::Markdown,
        &[
            ("the height of the row with the highest height is 2 km", Verdict::Supported),
            ("the height of \"B\" is more than 1 km", Verdict::Contradicted),
            ("the price of \"A\" is $5", Verdict::Supported),
            ("the average price is $6.25", Verdict::Supported),
            ("the height of \"A\" is 5 kg", Verdict::NotCheckable),
        ],
    );
}

#[test]
fn about_a_table() {
    let text = "# Towns\n\n| Town | People |\n| --- | --- |\n| Arl | 310 |\n| Bex | 95 |\n";
    let rules = "about the table \"Towns\"\n\nrule a\n  exactly one row has people more than 100\n\nrule b\n  Arl has more people than Bex\n";
    let mut sources = Sources::default();
    let set = load(&[RuleFile::new("r.rules", rules)], &mut sources, &|_| panic!("nothing is used"));
    assert!(set.problems.is_empty(), "{:#?}", set.problems);
    let source = sources.add(Source::new("a.md", text));
    let facts = extract::extract(&article::read(source, text, Format::Markdown), &set, None);
    let found = check::evaluate(&set, &facts, Options::default());
    assert!(found.iter().all(|finding| finding.verdict == Verdict::Supported), "{found:#?}");
}

#[test]
fn a_file_beside_the_article() {
    let folder = std::env::temp_dir().join(format!("factlint-tables-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("story.md"), "# Harbour\n\nThe harbour opened on Monday.\n").unwrap();
    std::fs::write(folder.join("ship-arrivals.csv"), "Ship,Crew\nAda,12\n\"Bo, the\",9\nTotal,21\n").unwrap();
    let rules = folder.join("r.rules");
    std::fs::write(&rules, "rule a\n  in the table \"Ship arrivals\", exactly two rows have crew more than 8\n")
        .unwrap();
    let path = |name: &str| folder.join(name).display().to_string();
    let asked = Asked { rules: &[rules.display().to_string()], articles: &[path("story.md")], ..Asked::default() };
    let run = project::check(project::plan(&asked), &project::Options::new(&Timings::default())).run;
    let finding = &run.articles[0].findings[0];
    assert_eq!(finding.verdict, Verdict::Supported, "{}", finding.message);
    let site = finding.evidence[0].site;
    let source = run.sources.get(site.source).unwrap();
    assert_eq!(source.path(), path("ship-arrivals.csv"));
    assert!(finding.evidence.iter().any(|evidence| source.text().get(evidence.site.span.range()) == Some("12")));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The verdicts of checks over a lexicon, by name.
fn checked(rules: &str, text: &str) -> Vec<(String, Verdict)> {
    let mut sources = Sources::default();
    let set = load(&[RuleFile::new("r.rules", rules)], &mut sources, &|_| panic!("nothing is used"));
    assert!(set.problems.is_empty(), "{:#?}", set.problems);
    let source = sources.add(Source::new("a.md", text));
    let facts = extract::extract(&article::read(source, text, Format::Markdown), &set, None);
    let found = check::evaluate(&set, &facts, Options::default());
    found.into_iter().map(|finding| (finding.check, finding.verdict)).collect()
}

#[test]
fn rows_are_things_whose_attributes_are_the_columns() {
    let text = "# Sync\n\nThe Team plan is popular.\n\n## Plans\n\n| Plan | Price | Storage | Support | Seats |\n| --- | --- | --- | --- | --- |\n| Free | $0 | 5 GB | Community | 1 |\n| Team | $14 | 1 TB | E-mail | n/a |\n| Old | $3 | | | |\n| Old | $4 | | | |\n| Total | $14 | | | |\n";
    let rules = "kind plan is a product\nattribute price of a plan is money\nattribute storage of a plan is a quantity\nattribute support of a plan is a text\nattribute seat of a plan is a number\n\n\
        rule dear: price of the Team plan is $14\nrule cheap: price of the Team plan is $12\nrule roomy: storage of \"Free\" is more than 1 GB\n\
        rule mail: support of the Team plan is \"E-mail\"\nrule seats: seat of the Team plan is 3\nrule none: price of \"Total\" is $14\nrule twice: price of \"Old\" is $3\n";
    use Verdict::{Contradicted, NotStated, Supported};
    let expected = [
        ("dear", Supported),
        ("cheap", Contradicted),
        ("roomy", Supported),
        ("mail", Supported),
        ("seats", NotStated),
        ("none", NotStated),
        ("twice", NotStated),
    ];
    let found = checked(rules, text);
    let found: Vec<(&str, Verdict)> = found.iter().map(|(name, verdict)| (name.as_str(), *verdict)).collect();
    assert_eq!(found, expected);
}

#[test]
fn infoboxes_state_facts_about_the_subject_of_the_page() {
    let text = "# Calder Bridge\n\n| Calder Bridge | |\n| --- | --- |\n| Length | 412 m |\n| Designed by | Ada Lund |\n| Owners | Bank of England, Microsoft |\n| Opened | May 3, 1931 |\n\nThe bridge is old.\n";
    let rules = "kind bridge is a place\nattribute length of a place is a quantity\nrole owner of a place is an organization\nrelation person designs place\nrelation place is opened\n\n\
        rule long: length of \"Calder Bridge\" is 412 m\nrule short: length of \"Calder Bridge\" is less than 400 m\n\
        rule by-lund: Ada Lund designs \"Calder Bridge\"\nrule railway: Microsoft is an owner of \"Calder Bridge\"\n\
        rule opened: \"Calder Bridge\" is opened on May 3, 1931\nrule later: \"Calder Bridge\" is opened in 1932\n";
    use Verdict::{Contradicted, Supported};
    let expected = [
        ("long", Supported),
        ("short", Contradicted),
        ("by-lund", Supported),
        ("railway", Supported),
        ("opened", Supported),
        ("later", Contradicted),
    ];
    let found = checked(rules, text);
    let found: Vec<(&str, Verdict)> = found.iter().map(|(name, verdict)| (name.as_str(), *verdict)).collect();
    assert_eq!(found, expected);
}

/// A Markdown table of numbers, `None` for an empty cell.
fn table_of(rows: &[(Option<i64>, i64)]) -> String {
    let mut text = String::from("# T\n\n| Name | A | B |\n| --- | --- | --- |\n");
    for (at, (a, b)) in rows.iter().enumerate() {
        let a = a.map_or_else(|| String::from("n/a"), |a| a.to_string());
        text.push_str(&format!("| n{at} | {a} | {b} |\n"));
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Counts, sums, extremes and quantifiers as plain Rust reckons them; what is denied is the opposite.
    #[test]
    fn numbers_of_rows(
        rows in prop::collection::vec((prop::option::weighted(0.8, -9_i64..30), 0_i64..30), 1..7),
        threshold in -9_i64..30,
    ) {
        let text = table_of(&rows);
        let above = rows.iter().filter(|(a, _)| a.is_some_and(|a| a > threshold)).count();
        let stated: Vec<i64> = rows.iter().filter_map(|(a, _)| *a).collect();
        let total: i64 = rows.iter().map(|(_, b)| b).sum();
        let of = |holds: bool| if holds { Verdict::Supported } else { Verdict::Contradicted };
        let mut cases = vec![
            (format!("the number of rows where a is more than {threshold} is {above}"), of(true)),
            (format!("exactly {} rows have a more than {threshold}", above + 1), of(false)),
            (format!("most rows have a more than {threshold}"), of(above * 2 > rows.len())),
            (format!("every row has a more than {threshold}"), of(above == rows.len())),
            (format!("no row has a more than {threshold}"), of(above == 0)),
            (format!("at least {above} rows have a more than {threshold}"), of(true)),
            (
                format!("at most {above} rows have a at most {threshold} or a more than {threshold}"),
                of(stated.len() <= above),
            ),
            (format!("the total b is {total}"), of(true)),
            (format!("the total b is more than {total}"), of(false)),
            (String::from("in every row, a plus b equals b plus a"), if stated.len() == rows.len() { of(true) } else { Verdict::NotStated }),
        ];
        if let (Some(high), Some(low)) = (stated.iter().max(), stated.iter().min()) {
            cases.push((format!("the highest a is {high}"), of(true)));
            cases.push((format!("the lowest a is less than {low}"), of(false)));
            let tied = stated.iter().filter(|a| *a == high).count();
            let at = rows.iter().position(|(a, _)| a.as_ref() == Some(high)).unwrap();
            let verdict = if tied == 1 { of(true) } else { Verdict::NotCheckable };
            cases.push((format!("the name of the row with the highest a is \"n{at}\""), verdict));
            cases.push((format!("the name of the first row with the highest a is \"n{at}\""), of(true)));
            cases.push((format!("\"n{at}\" has the highest a"), verdict));
        }
        let denied: Vec<(String, Verdict)> = cases
            .iter()
            .map(|(sentence, verdict)| {
                let opposite = match verdict {
                    Verdict::Supported => Verdict::Contradicted,
                    Verdict::Contradicted => Verdict::Supported,
                    other => *other,
                };
                (format!("it is not the case that {sentence}"), opposite)
            })
            .collect();
        let all: Vec<(&str, Verdict)> = cases.iter().chain(&denied).map(|(text, verdict)| (text.as_str(), *verdict)).collect();
        verdicts(&text, Format::Markdown, &all);
    }

    /// Any words behind the table's name give a sentence or a problem, and any cells a verdict.
    #[test]
    fn nothing_panics(
        words in prop::collection::vec(prop::sample::select(vec![
            "the", "row", "rows", "where", "a", "b", "is", "more than", "\"x\"", "3", "not", "and", "or", "among", "with the",
            "highest", "second", "of", "number", "different", "plus", "minus", "have", "has", "every", "in", ",", "(", ")",
            "Norway", "that", "first", "contains", "matches", "between", "one of", "within", "5%", "May 3", "3-2", "no two",
            "the same", "average", "total", "stated", "than", "there are", "exactly", "two",
        ]), 1..14),
        cells in prop::collection::vec("[ -~]{0,14}|[0-9:. -]{0,9}|[–—°²½×€٣]{0,4}", 6),
    ) {
        let sentence = format!("in the table \"T\", {}", words.join(" "));
        let rules = format!("rule r\n  {sentence}\n");
        let mut sources = Sources::default();
        let set = load(&[RuleFile::new("r.rules", rules)], &mut sources, &|_| panic!("nothing is used"));
        let clean: Vec<String> = cells.iter().map(|cell| cell.replace('|', " ")).collect();
        let mut text = String::from("# T\n\n| A | B |\n| --- | --- |\n");
        for row in clean.chunks(2) {
            text.push_str(&format!("| {} |\n", row.join(" | ")));
        }
        let source = sources.add(Source::new("a.md", text.as_str()));
        let facts = extract::extract(&article::read(source, &text, Format::Markdown), &set, None);
        let found = check::evaluate(&set, &facts, Options { trace: true });
        prop_assert_eq!(found.len() + usize::from(!set.problems.is_empty()), 1);
    }
}

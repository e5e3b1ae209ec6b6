//! What reports look like: each test draws findings made by hand and compares the whole text.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use factlint::check::consistency::{Fix, Inconsistency, Place as Shown};
use factlint::check::{Evidence, Finding, Outcome, Step, SuppressedBy, Suppression, Verdict};
use factlint::facts::Modality;
use factlint::lang::ruleset::Check;
use factlint::lang::syntax::{CheckKind, Severity};
use factlint::report::{ArticleRun, Run, Style, json, text, trace};
use factlint::source::{Problem, ProblemKind, Site, Source, SourceId, Sources, Span};

const RULES: &str = "about \"Shanghai Cooperation Organization\"\n\n\
    rule ten-members \"The SCO had ten members\"\n  member count equals ten\n  because \"Belarus joined on 4 July 2024\"\n  \
    source \"Charter of the SCO, member list\"\n  hint \"count the members on the day that the summit opened\"\n\n\
    require named-host\n  Kazakhstan hosts the SCO summit\n\n\
    forbid modi-there\n  Narendra Modi attends the SCO summit\n\n\
    rule both-summits\n  attendee appears at both summits\n";

/// A run with one article, to which findings are added by the words that they rest on.
struct Fixture {
    run: Run,
    article: SourceId,
    rules: SourceId,
}

impl Fixture {
    fn new(path: &str, article: &str) -> Self {
        let mut sources = Sources::default();
        let rules = sources.add(Source::new("sco.rules", RULES));
        let id = sources.add(Source::new(path, article));
        let articles = vec![ArticleRun {
            path: path.into(),
            source: Some(id),
            findings: vec![],
            inconsistencies: vec![],
            problems: vec![],
            claims: None,
        }];
        Self { run: Run { sources, articles, ..Run::default() }, article: id, rules }
    }

    fn site(&self, source: SourceId, words: &str) -> Site {
        let text = self.run.sources.get(source).unwrap().text();
        let start = text.find(words).unwrap_or_else(|| panic!("no `{words}`"));
        Site { source, span: Span::new(start, start + words.len()) }
    }

    /// Adds the check of that name with its verdict; evidence: words, what they say, whether they support.
    fn finding(
        &mut self,
        name: &str,
        verdict: Verdict,
        message: &str,
        evidence: &[(&str, &str, bool)],
    ) -> &mut Finding {
        let head = self.site(self.rules, &format!(" {name}")).span.start as usize;
        let start = RULES[..head].rfind('\n').map_or(0, |at| at + 1);
        let end = RULES[head..].find("\n\n").map_or(RULES.len(), |at| head + at);
        let block = &RULES[start..end];
        let kind = match block.split(' ').next().unwrap() {
            "rule" => CheckKind::Rule,
            "require" => CheckKind::Require,
            _ => CheckKind::Forbid,
        };
        let property = |word: &str| {
            let line = block.lines().find_map(|line| line.trim().strip_prefix(word))?;
            Some(line.trim().trim_matches('"').to_owned())
        };
        let title = block.lines().next().unwrap().split('"').nth(1).map(str::to_owned);
        let sentence = self.site(self.rules, block.lines().nth(1).unwrap().trim());
        self.run.rules.checks.push(Check {
            kind,
            name: name.into(),
            title,
            sentences: vec![],
            topics: vec![],
            severity: Severity::Error,
            source: property("source"),
            because: property("because"),
            hint: property("hint"),
            tags: vec![],
            time: None,
            only_in: None,
            even_if_reported: false,
            even_if_hypothetical: false,
            site: Site { source: self.rules, span: Span::new(start, end) },
        });
        let fails = matches!(
            (kind, verdict),
            (CheckKind::Rule | CheckKind::Require, Verdict::Contradicted)
                | (CheckKind::Require, Verdict::NotStated)
                | (CheckKind::Forbid, Verdict::Supported)
        );
        let evidence = evidence
            .iter()
            .map(|&(words, says, supports)| Evidence {
                site: self.site(self.article, words),
                says: says.into(),
                modality: Modality::Asserted,
                speaker: None,
                from_context: false,
                supports,
                statement: None,
                held: None,
            })
            .collect();
        self.run.articles[0].findings.push(Finding {
            check: name.into(),
            kind,
            verdict,
            outcome: match verdict {
                Verdict::NotCheckable => Outcome::NotCheckable,
                _ if fails => Outcome::Fail,
                _ => Outcome::Pass,
            },
            severity: Severity::Error,
            message: message.into(),
            arithmetic: None,
            notes: vec![],
            evidence,
            rule: sentence,
            not_in_reference: Vec::new(),
            steps: vec![],
            suppressed: None,
        });
        self.run.articles[0].findings.last_mut().unwrap()
    }

    fn text(&self, width: usize) -> String {
        let text = text(&self.run, &Style { width, ..Style::default() });
        assert!(text.lines().all(|line| line.chars().count() <= width.max(60)), "a line is too long:\n{text}");
        text
    }
}

const LONG: &str = "India, Turkey look to balance ties\n\nOf the nine member nations, only India is not sending its \
    national leader, instead Prime Minister Narendra Modi is sending his foreign minister to the meeting, and people who \
    know the matter say that this was decided weeks ago; an annex puts the number of members at ten members in all.\n";

#[test]
fn one_piece_of_evidence() {
    let mut fixture = Fixture::new("article.txt", LONG);
    let says = [("nine member nations", "member count of Shanghai Cooperation Organization is nine", false)];
    fixture.finding("ten-members", Verdict::Contradicted, "the article says nine, the rule says ten", &says);
    insta::assert_snapshot!(fixture.text(100));
    insta::assert_snapshot!("one_piece_of_evidence_narrow", fixture.text(60));
}

#[test]
fn two_places_far_apart_in_one_long_paragraph() {
    let mut fixture = Fixture::new("article.txt", LONG);
    let says = [
        ("nine member nations", "member count of Shanghai Cooperation Organization is nine", false),
        ("ten members", "member count of Shanghai Cooperation Organization is ten", true),
    ];
    let message = "the article disagrees with itself: nine and ten";
    fixture.finding("ten-members", Verdict::Contradicted, message, &says).notes.push("two values are given".into());
    insta::assert_snapshot!(fixture.text(100));
    insta::assert_snapshot!("two_places_far_apart_narrow", fixture.text(60));
}

#[test]
fn columns_count_characters_after_accents_and_wide_letters() {
    let article = "Erdoğan, Guterres und Łukašenka: „neun Länder“ – 上海合作組織有九個成員國，不是十個。\n";
    let mut fixture = Fixture::new("größe.txt", article);
    let says = [("九個成員國", "member count of 上海合作組織 is nine", false)];
    fixture.finding("ten-members", Verdict::Contradicted, "the article says nine, the rule says ten", &says);
    insta::assert_snapshot!(fixture.text(80));
}

#[test]
fn a_long_line_of_wide_letters_is_cut_between_them() {
    let filler = "習近平國家主席和普京總統將於週三會晤以展示他們對抗美國及其西方盟友的聯盟關係".repeat(30);
    let mut fixture = Fixture::new("ja.txt", &format!("{filler}九個成員國{filler}\n"));
    let says = [("九個成員國", "member count of 上海合作組織 is nine", false)];
    fixture.finding("ten-members", Verdict::Contradicted, "the article says nine, the rule says ten", &says);
    insta::assert_snapshot!(fixture.text(60));
}

#[test]
fn a_line_of_a_megabyte_is_cropped_too() {
    let filler = "and so on ".repeat(60_000);
    let mut fixture = Fixture::new("long.txt", &format!("{filler}nine member nations {filler}\n"));
    let says = [("nine member nations", "member count of the SCO is nine", false)];
    fixture.finding("ten-members", Verdict::Contradicted, "the article says nine, the rule says ten", &says);
    insta::assert_snapshot!(fixture.text(80));
}

#[test]
fn markdown_with_crlf_and_a_byte_order_mark() {
    let article = "\u{feff}# The **nine** members\r\n\r\n- India\r\n- *Belarus* is one of the [ten members](https://example.org/ten)\r\n";
    let mut fixture = Fixture::new("story.md", article);
    let says = [("**nine** members", "member count is nine", false), ("ten members", "member count is ten", true)];
    fixture.finding("ten-members", Verdict::Contradicted, "the article disagrees with itself", &says);
    insta::assert_snapshot!(fixture.text(80));
}

#[test]
fn a_clause_over_several_lines_is_underlined_on_each() {
    let article = "Those who came were led by\nPrime Minister\nNarendra Modi, who\narrived late.\n";
    let mut fixture = Fixture::new("wrapped.txt", article);
    let words = "led by\nPrime Minister\nNarendra Modi";
    fixture.finding(
        "modi-there",
        Verdict::Supported,
        "the article says that he attends",
        &[(words, "Narendra Modi attends SCO summit", true)],
    );
    insta::assert_snapshot!(fixture.text(80));
}

#[test]
fn overlapping_evidence_shares_one_underline() {
    let mut fixture = Fixture::new("article.txt", "Erdogan will be in attendance at both top sessions.\n");
    let says = [
        ("will be in attendance at both top sessions", "Erdogan attends SCO conference", true),
        ("both top sessions", "Erdogan attends NATO summit", true),
    ];
    fixture.finding("both-summits", Verdict::Supported, "Erdogan appears at both", &says);
    let verbose = Style { width: 90, verbose: true, ..Style::default() };
    insta::assert_snapshot!(text(&fixture.run, &verbose));
}

#[test]
fn what_must_be_stated_and_what_cannot_be_checked() {
    let mut fixture = Fixture::new("article.txt", LONG);
    fixture.finding("named-host", Verdict::NotStated, "the article does not say that Kazakhstan hosts it", &[]);
    let finding = fixture.finding(
        "both-summits",
        Verdict::NotCheckable,
        "the article speaks of three summits: say which two",
        &[],
    );
    finding.severity = Severity::Warning;
    finding.notes.push("`about the SCO summit and the NATO summit` names two".into());
    fixture.finding("modi-there", Verdict::NotStated, "nothing is said of it", &[]);
    insta::assert_snapshot!(fixture.text(80));
}

#[test]
fn hearsay_names_its_source() {
    let article = "Modi will attend the summit, according to Tass.\n";
    let mut fixture = Fixture::new("article.txt", article);
    let says = [("Modi will attend the summit", "Narendra Modi attends SCO summit", true)];
    let finding = fixture.finding("modi-there", Verdict::Supported, "the article says that he attends", &says);
    finding.outcome = Outcome::Warn;
    finding.severity = Severity::Warning;
    finding.evidence[0].speaker = Some("Tass".into());
    finding.evidence[0].modality = Modality::Attributed;
    finding.evidence[0].from_context = true;
    insta::assert_snapshot!(fixture.text(80));
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let article = "The \u{1b}[31mnine\u{202e} member\tnations\u{7} met\u{9b}2J.\n";
    let mut fixture = Fixture::new("a\u{1b}]0;x\u{7}.txt", article);
    let says = [("nine\u{202e} member\tnations", "it is \u{1b}[1mnine\u{202e}", false)];
    fixture.finding("ten-members", Verdict::Contradicted, "\u{1b}[2Jnine", &says).notes.push("\u{85}note".into());
    let shown = fixture.text(80);
    assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
    insta::assert_snapshot!(shown);
}

#[test]
fn colours_are_used_only_when_asked_for() {
    let mut fixture = Fixture::new("article.txt", LONG);
    let says = [("nine member nations", "member count is nine", false)];
    fixture.finding("ten-members", Verdict::Contradicted, "the article says nine, the rule says ten", &says);
    assert!(!fixture.text(80).contains('\u{1b}'));
    let coloured = text(&fixture.run, &Style { color: true, width: 80, ..Style::default() });
    let plain = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap().replace_all(&coloured, "").into_owned();
    assert_eq!(plain, fixture.text(80), "colours change nothing but colours, and no link is written");
    assert!(coloured.contains("\u{1b}["));
}

#[test]
fn a_problem_of_a_rule_file() {
    let mut fixture = Fixture::new("article.txt", LONG);
    let at = fixture.site(fixture.rules, "member count equals ten");
    let first = fixture.site(fixture.rules, "about \"Shanghai Cooperation Organization\"");
    fixture.run.rules.problems.push(
        Problem::new(ProblemKind::Vocabulary, "unknown-phrase", "the phrase `membre count` is not declared")
            .at(at, "not declared")
            .related(first, "the topic in force")
            .help("did you mean `member count`?")
            .of_check("ten-members"),
    );
    fixture.run.problems.push(
        Problem::new(ProblemKind::Vocabulary, "taken-as-extend", "`member count` is declared by the pack `news` too")
            .advisory()
            .help("write `extend attribute member count`"),
    );
    insta::assert_snapshot!(fixture.text(80));
}

#[test]
fn several_articles_are_counted_together() {
    let mut fixture = Fixture::new("article.txt", LONG);
    fixture.finding("both-summits", Verdict::Supported, "it does", &[]);
    fixture.finding("modi-there", Verdict::NotStated, "nothing is said of it", &[]);
    fixture.finding("named-host", Verdict::Supported, "it does", &[]);
    let mut second = fixture.run.articles[0].clone();
    second.path = "second.txt".into();
    second.findings[0].verdict = Verdict::NotStated;
    fixture.run.articles.push(second);
    fixture.run.articles.push(ArticleRun {
        problems: vec![Problem::new(ProblemKind::Io, "missing-file", "the article `third.txt` does not exist")],
        ..ArticleRun::unread("third.txt")
    });
    assert_eq!(fixture.run.summary().unused_checks, ["modi-there"]);
    insta::assert_snapshot!(fixture.text(80));
}

#[test]
fn a_trace_is_an_indented_tree() {
    let mut fixture = Fixture::new("article.txt", LONG);
    let says = [("nine member nations", "member count is nine", false)];
    let finding = fixture.finding("ten-members", Verdict::Contradicted, "the article says nine", &says);
    let step = |depth, what: &str, result: &str| Step { depth, what: what.into(), result: result.into() };
    finding.steps = vec![
        step(0, "member count of Shanghai Cooperation Organization equals ten", "contradicted"),
        step(1, "member count of Shanghai Cooperation Organization", "nine, by “nine member nations”"),
        step(1, "nine equals ten", "no: nine is less than ten"),
    ];
    let finding = fixture.run.articles[0].findings[0].clone();
    insta::assert_snapshot!(trace(&fixture.run, &finding, &Style { width: 80, ..Style::default() }));
}

/// The schema that is published for programs that read the report.
fn schema() -> jsonschema::Validator {
    let schema = std::fs::read_to_string("docs/check-output.schema.json").unwrap();
    jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap()
}

#[test]
fn json_has_the_published_form() {
    let mut fixture = Fixture::new("article.txt", LONG);
    let says = [("nine member nations", "member count of Shanghai Cooperation Organization is nine", false)];
    fixture.finding("ten-members", Verdict::Contradicted, "the article says nine, the rule says ten", &says);
    fixture.finding("modi-there", Verdict::NotStated, "nothing is said of it", &[]);
    let words = fixture.run.articles[0].findings[0].evidence[0].site;
    fixture.run.articles[0].inconsistencies.push(Inconsistency {
        check: "x-of-y",
        severity: Severity::Error,
        message: "there are no eleven of nine".into(),
        arithmetic: Some("11 is more than 9".into()),
        places: vec![Shown { site: words, says: "this part".into() }],
        fix: Some(Fix { safe: false, title: "write ten".into(), site: words, text: "ten".into() }),
        suppressed: Some(Suppression { by: SuppressedBy::Comment, reason: "as the minutes have it".into() }),
    });
    let at = fixture.site(fixture.rules, "Kazakhstan");
    fixture.run.problems.push(Problem::new(ProblemKind::Type, "other-dimension", "a length is no mass").at(at, "here"));
    fixture.run.articles.push(ArticleRun {
        problems: vec![Problem::new(ProblemKind::Io, "missing-file", "it does not exist").help("look")],
        ..ArticleRun::unread("-")
    });
    let printed = json(&fixture.run).unwrap();
    let document: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let errors: Vec<String> = schema().iter_errors(&document).map(|error| format!("{error}")).collect();
    assert!(errors.is_empty(), "{errors:?}");
    insta::assert_snapshot!(printed);
}

#[test]
fn the_schema_refuses_what_the_report_never_prints() {
    let schema = schema();
    let valid = |document: &str| schema.is_valid(&serde_json::from_str(document).unwrap());
    let document = json(&Fixture::new("article.txt", LONG).run).unwrap();
    assert!(valid(&document));
    assert!(!valid("{}"));
    assert!(!valid(&document.replace("\"schema\": 1", "\"schema\": 2")));
    assert!(!valid(&document.replace("\"articles\": 1", "\"articles\": -1")));
    assert!(!valid(&document.replace("\"summary\"", "\"totals\"")));
}

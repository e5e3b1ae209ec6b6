//! What reports look like: each test draws findings made by hand and compares the whole text.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use factlint::check::{Evidence, Finding, Outcome, Step, Verdict};
use factlint::facts::Modality;
use factlint::lang::RuleSet;
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
        let articles = vec![ArticleRun { path: path.into(), source: Some(id), findings: vec![], problems: vec![] }];
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
            steps: vec![],
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

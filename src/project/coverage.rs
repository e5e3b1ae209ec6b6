//! Which claims of an article some check speaks about.
//!
//! Enters: an article that is checked. Leaves: its claims with the names of the checks that speak about them. A check of a
//! rule file speaks about a value if a statement that its verdict rests on names it, and about an office, an attendance or
//! a quotation if its evidence lies there. A check of the article against itself speaks about a value that it finds fault
//! with, and about one that it would find fault with if the article had another in its place: each value is changed in
//! turn, and the article checked against itself again.

use super::load;
use super::mutants::{Change, changed, changes};
use crate::article::Article;
use crate::check::Verdict;
use crate::check::claims::{Claim, ClaimKind, claims};
use crate::check::consistency::{self, Inconsistency, Selection};
use crate::extract::{Document, Patterns, extract_by};
use crate::lang::RuleSet;
use crate::report::{ArticleRun, Covered};
use crate::source::{Site, Sources, Span};

/// The pack whose concepts tell offices and attendance.
const PACK: &str = "news";
/// No more bytes of one article are read anew for changed values; a longer article has the rest of its values unchanged.
const MOST_READ: usize = 20 << 20;

/// A claim, and the names of the checks that speak about it.
struct Asked {
    claim: Claim,
    by: Vec<String>,
}

/// What tells the claims of articles, made once a run.
#[derive(Debug)]
pub(super) struct Claims {
    rules: RuleSet,
    patterns: Patterns,
}

impl Claims {
    /// Reads the pack.
    pub(super) fn new() -> Self {
        let rules = load(&[PACK.to_owned()]).rules;
        let patterns = Patterns::new(&rules);
        Self { rules, patterns }
    }

    /// The claims of an article that is checked, in the order of the text.
    pub(super) fn of(
        &self,
        document: &Document<'_>,
        checked: &ArticleRun,
        selection: &Selection,
        sources: &Sources,
    ) -> Vec<Covered> {
        let facts = extract_by(document, &self.rules, &self.patterns);
        let mut asked: Vec<Asked> = claims(document, &facts, &self.rules.lexicon)
            .into_iter()
            .map(|claim| Asked { by: by_rules(&claim, checked, sources), claim })
            .collect();
        for finding in &checked.inconsistencies {
            for place in &finding.places {
                note(&mut asked, finding.check, |claim| claim.site.span.overlaps(place.site.span));
            }
        }
        probe(document.article, selection, &mut asked);
        asked.into_iter().map(|Asked { claim, by }| Covered { kind: claim.kind, site: claim.site, by }).collect()
    }
}

/// The checks of rule files that speak about a claim.
fn by_rules(claim: &Claim, article: &ArticleRun, sources: &Sources) -> Vec<String> {
    let mut by: Vec<String> = Vec::new();
    for finding in article.findings.iter().filter(|finding| finding.verdict != Verdict::NotCheckable) {
        let speaks = finding.evidence.iter().any(|evidence| {
            overlaps(evidence.site, claim.site)
                && (!claim.kind.is_value()
                    || names(&evidence.says, &claim.forms)
                    // Words that stand for nothing but the value, or a quotation around it.
                    || evidence.statement.is_none()
                    || evidence.site.span.len() <= claim.site.span.len()
                    || sources.words(evidence.site) == sources.words(claim.site))
        });
        if speaks && !by.contains(&finding.check) {
            by.push(finding.check.clone());
        }
    }
    by
}

fn overlaps(one: Site, other: Site) -> bool {
    one.source == other.source && one.span.overlaps(other.span)
}

/// Whether a statement in words names one of the forms of a value, as words of their own.
fn names(says: &str, forms: &[String]) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '-';
    forms.iter().any(|form| {
        says.match_indices(form.as_str()).any(|(at, _)| {
            let before = says.get(..at).and_then(|before| before.chars().next_back());
            let after = says.get(at + form.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
        })
    })
}

fn note(asked: &mut [Asked], check: &str, speaks: impl Fn(&Claim) -> bool) {
    for one in asked.iter_mut().filter(|one| one.claim.kind.is_value() && speaks(&one.claim)) {
        if !one.by.iter().any(|known| known == check) {
            one.by.push(check.to_owned());
        }
    }
}

/// Changes each value of the article in turn, and notes the consistency checks that find fault only then.
fn probe(article: &Article, selection: &Selection, asked: &mut [Asked]) {
    let faults = |article: &Article| consistency::check(&Document::new(article), selection);
    let before = faults(article);
    let mut left = MOST_READ / article.text.len().max(1);
    // A check that allows for rounding may not mind a small change.
    let large: Vec<Change> = asked.iter().filter_map(|one| far(article, &one.claim)).collect();
    for change in changes(article).into_iter().chain(large) {
        let touches = |claim: &Claim| change.spans.iter().any(|span| span.overlaps(claim.span));
        let open = asked.iter().any(|one| one.by.is_empty() && one.claim.kind.is_value() && touches(&one.claim));
        if !open {
            continue;
        }
        if left == 0 {
            break;
        }
        left -= 1;
        for finding in faults(&changed(article, &change)) {
            if !is_among(&before, &finding) {
                note(asked, finding.check, touches);
            }
        }
    }
}

/// The change of a number that makes it another by far: its first digit is replaced.
fn far(article: &Article, claim: &Claim) -> Option<Change> {
    if !claim.kind.is_value() || matches!(claim.kind, ClaimKind::Date | ClaimKind::Time) {
        return None;
    }
    let at = article.words(claim.span).find(|c: char| c.is_ascii_digit())?;
    let span = Span::new(claim.span.start as usize + at, claim.span.start as usize + at + 1);
    let digit: u8 = article.words(span).parse().ok()?;
    Some(Change { what: "number", spans: vec![span], replacement: ((digit + 4) % 9 + 1).to_string() })
}

/// Whether a finding of the changed article was there before.
fn is_among(before: &[Inconsistency], finding: &Inconsistency) -> bool {
    before.iter().any(|known| {
        known.check == finding.check
            && known.message == finding.message
            && known.places.len() == finding.places.len()
            && known.places.iter().zip(&finding.places).all(|(one, other)| one.says == other.says)
    })
}

//! Which claims of an article some check speaks about.
//!
//! Enters: a run whose articles are checked. Leaves: the claims of each article with the names of the checks that speak
//! about them. A check of a rule file speaks about a value if a statement that its verdict rests on names it, and about an
//! office, an attendance or a quotation if its evidence lies there. A check of the article against itself speaks about a
//! value that it finds fault with, and about one that it would find fault with if the article had another in its place:
//! each value is changed in turn, and the article checked against itself again.

use super::input::Inputs;
use super::mutants::{Change, changed, changes};
use super::{facts_file, load};
use crate::article::{self, Article, Format};
use crate::check::Verdict;
use crate::check::claims::{Claim, ClaimKind, claims};
use crate::check::consistency::{self, Inconsistency, Selection};
use crate::extract::{Document, extract_from};
use crate::lang::RuleSet;
use crate::report::{ArticleRun, Covered, Run};
use crate::source::{Site, Span};
use std::path::Path;

/// The pack whose concepts tell offices and attendance.
const PACK: &str = "news";
/// No more bytes of one article are read anew for changed values; a longer article has the rest of its values unchanged.
const MOST_READ: usize = 20 << 20;

/// Notes the claims of every article of a run. A facts file in place of an article claims nothing: it is what somebody noted.
pub fn cover(run: &mut Run, inputs: &Inputs) {
    let pack = load(&[PACK.to_owned()]).rules;
    let tunes = run.rules.tunes.iter().map(|(tune, _)| (tune.name.text.clone(), tune.change)).collect();
    let selection = Selection { only: inputs.only.to_vec(), without: inputs.without.to_vec(), tunes };
    let mut articles = std::mem::take(&mut run.articles);
    for article in &mut articles {
        article.claims = covered(run, article, inputs, &pack, &selection);
    }
    run.articles = articles;
}

fn covered(run: &Run, of: &ArticleRun, inputs: &Inputs, pack: &RuleSet, selection: &Selection) -> Option<Vec<Covered>> {
    let source = of.source?;
    if facts_file::is_facts_file(&of.path) {
        return Some(Vec::new());
    }
    let text = run.sources.get(source)?.text();
    let format = Format::of_path(Path::new(&of.path)).unwrap_or_else(|| Format::sniff(text));
    let mut read = article::read(source, text, format);
    read.dateline = read.dateline.or(inputs.dateline);
    let document = Document::new(&read);
    let found = claims(&document, &extract_from(&document, pack), &pack.lexicon);
    let mut covered: Vec<Covered> = found
        .into_iter()
        .map(|claim| {
            let by = by_rules(&claim, of, run);
            Covered { claim, by }
        })
        .collect();
    for finding in &of.inconsistencies {
        for place in &finding.places {
            note(&mut covered, finding.check, |claim| claim.site.span.overlaps(place.site.span));
        }
    }
    probe(&read, selection, &mut covered);
    Some(covered)
}

/// The checks of rule files that speak about a claim.
fn by_rules(claim: &Claim, article: &ArticleRun, run: &Run) -> Vec<String> {
    let mut by: Vec<String> = Vec::new();
    for finding in article.findings.iter().filter(|finding| finding.verdict != Verdict::NotCheckable) {
        let speaks = finding.evidence.iter().any(|evidence| {
            overlaps(evidence.site, claim.site)
                && (!claim.kind.is_value()
                    || names(&evidence.says, &claim.forms)
                    // Words that stand for nothing but the value, or a quotation around it.
                    || evidence.statement.is_none()
                    || evidence.site.span.len() <= claim.site.span.len()
                    || run.sources.words(evidence.site) == run.sources.words(claim.site))
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

fn note(covered: &mut [Covered], check: &str, speaks: impl Fn(&Claim) -> bool) {
    for one in covered.iter_mut().filter(|one| one.claim.kind.is_value() && speaks(&one.claim)) {
        if !one.by.iter().any(|known| known == check) {
            one.by.push(check.to_owned());
        }
    }
}

/// Changes each value of the article in turn, and notes the consistency checks that find fault only then.
fn probe(article: &Article, selection: &Selection, covered: &mut [Covered]) {
    let faults = |article: &Article| consistency::check(&Document::new(article), selection);
    let before = faults(article);
    let mut left = MOST_READ / article.text.len().max(1);
    // A check that allows for rounding may not mind a small change.
    let large: Vec<Change> = covered.iter().filter_map(|one| far(article, &one.claim)).collect();
    for change in changes(article).into_iter().chain(large) {
        let touches = |claim: &Claim| change.spans.iter().any(|span| span.overlaps(claim.span));
        let open = covered.iter().any(|one| one.by.is_empty() && one.claim.kind.is_value() && touches(&one.claim));
        if !open {
            continue;
        }
        if left == 0 {
            break;
        }
        left -= 1;
        for finding in faults(&changed(article, &change)) {
            if !is_among(&before, &finding) {
                note(covered, finding.check, touches);
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

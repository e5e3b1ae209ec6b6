//! What a run found, ready to be printed, and what can be counted in it.

use super::coverage::Covered;
use crate::check::consistency::Inconsistency;
use crate::check::{Finding, Outcome, Suppression, Verdict};
use crate::lang::RuleSet;
use crate::lang::ruleset::Check;
use crate::lang::syntax::Severity;
use crate::source::{Problem, SourceId, Sources};
use rustc_hash::FxHashMap;
use serde::Serialize;

/// One article of a run.
#[derive(Debug, Clone)]
pub struct ArticleRun {
    /// How the user named it.
    pub path: String,
    /// Its text; `None` where it could not be read.
    pub source: Option<SourceId>,
    /// The verdict on each check, in the order of the rules.
    pub findings: Vec<Finding>,
    /// Where it is at odds with itself, in the order of the text.
    pub inconsistencies: Vec<Inconsistency>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What it claims, with the checks that speak about it; `None` where nobody asked for it.
    pub claims: Option<Vec<Covered>>,
}

impl ArticleRun {
    /// An article of which nothing is known as yet.
    pub fn unread(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            source: None,
            findings: Vec::new(),
            inconsistencies: Vec::new(),
            problems: Vec::new(),
            claims: None,
        }
    }

    /// Does something to the id of every source that is named here.
    pub fn each_source(&mut self, mut change: impl FnMut(&mut SourceId)) {
        self.source.iter_mut().for_each(&mut change);
        self.claims.iter_mut().flatten().for_each(|claim| change(&mut claim.site.source));
        for finding in &mut self.findings {
            change(&mut finding.rule.source);
            let lacking = finding.not_in_reference.iter_mut().flat_map(|lacking| &mut lacking.evidence);
            let evidence = finding.evidence.iter_mut().chain(lacking);
            evidence.for_each(|evidence| change(&mut evidence.site.source));
        }
        for finding in &mut self.inconsistencies {
            finding.places.iter_mut().for_each(|place| change(&mut place.site.source));
            finding.fix.iter_mut().for_each(|fix| change(&mut fix.site.source));
        }
        for problem in &mut self.problems {
            problem.at.iter_mut().chain(&mut problem.related).for_each(|label| change(&mut label.site.source));
        }
    }
}

/// Everything that a run found.
#[derive(Debug, Default)]
pub struct Run {
    /// All files.
    pub sources: Sources,
    /// The rules, resolved; their problems included.
    pub rules: RuleSet,
    /// The articles, in the order in which they were named.
    pub articles: Vec<ArticleRun>,
    /// What is wrong with rule files, facts files and arguments.
    pub problems: Vec<Problem>,
}

/// The counts at the end of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// How many articles were read.
    pub articles: usize,
    /// How many verdicts are *supported*.
    pub supported: usize,
    /// How many are *contradicted*.
    pub contradicted: usize,
    /// How many are *not stated*.
    pub not_stated: usize,
    /// How many are *not checkable*.
    pub not_checkable: usize,
    /// How many checks failed, at whatever severity.
    pub failed: usize,
    /// The checks that no article supports or contradicts.
    pub unused_checks: Vec<String>,
}

/// The checks of a run, by the file and the name that they are known by.
#[derive(Debug)]
pub struct Checks<'a> {
    all: &'a [Check],
    index: FxHashMap<(SourceId, &'a str), usize>,
}

impl<'a> Checks<'a> {
    /// The check that a finding is about.
    pub fn of(&self, finding: &Finding) -> Option<&'a Check> {
        self.position(finding).and_then(|at| self.all.get(at))
    }

    fn position(&self, finding: &Finding) -> Option<usize> {
        self.index.get(&(finding.rule.source, finding.check.as_str())).copied()
    }
}

impl Run {
    /// All problems that belong to no article: those of the rules first.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.rules.problems.iter().chain(&self.problems)
    }

    /// The checks, to be found by their findings.
    pub fn checks(&self) -> Checks<'_> {
        let by_name = self.rules.checks.iter().enumerate();
        Checks {
            all: &self.rules.checks,
            index: by_name.map(|(at, check)| ((check.site.source, check.name.as_str()), at)).collect(),
        }
    }

    /// The counts.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        let checks = self.checks();
        let mut used = vec![false; self.rules.checks.len()];
        for article in &self.articles {
            summary.articles += usize::from(article.source.is_some());
            for finding in &article.findings {
                let count = match finding.verdict {
                    Verdict::Supported => &mut summary.supported,
                    Verdict::Contradicted => &mut summary.contradicted,
                    Verdict::NotStated => &mut summary.not_stated,
                    Verdict::NotCheckable => &mut summary.not_checkable,
                };
                *count += 1;
                summary.failed += usize::from(finding.outcome == Outcome::Fail && finding.suppressed.is_none());
                if matches!(finding.verdict, Verdict::Supported | Verdict::Contradicted)
                    && let Some(used) = checks.position(finding).and_then(|at| used.get_mut(at))
                {
                    *used = true;
                }
            }
        }
        if summary.articles > 0 {
            let unused = self.rules.checks.iter().zip(used).filter(|&(_, used)| !used);
            summary.unused_checks = unused.map(|(check, _)| check.name.clone()).collect();
        }
        summary
    }

    /// The worst severity of what failed, of hearsay, of what could not be evaluated, and of what is at odds with itself.
    pub fn worst(&self) -> Option<Severity> {
        let findings = self.articles.iter().flat_map(|article| &article.findings);
        let open = || findings.clone().filter(|finding| finding.suppressed.is_none());
        let failed = open().filter(|finding| finding.outcome != Outcome::Pass).map(|finding| finding.severity);
        let lacks = open().filter(|finding| !finding.not_in_reference.is_empty()).map(|_| Severity::Note);
        failed.chain(self.inconsistencies().map(|finding| finding.severity)).chain(lacks).max()
    }

    /// Where the articles are at odds with themselves, save for what is suppressed.
    pub fn inconsistencies(&self) -> impl Iterator<Item = &Inconsistency> {
        let all = self.articles.iter().flat_map(|article| &article.inconsistencies);
        all.filter(|finding| finding.suppressed.is_none())
    }

    /// Why findings do not count, one for each that does not.
    pub fn suppressions(&self) -> impl Iterator<Item = &Suppression> {
        self.articles.iter().flat_map(|article| {
            let findings = article.findings.iter().filter_map(|finding| finding.suppressed.as_ref());
            findings.chain(article.inconsistencies.iter().filter_map(|finding| finding.suppressed.as_ref()))
        })
    }

    /// Whether an article that was named could not be read.
    pub fn has_unread_article(&self) -> bool {
        self.articles.iter().any(|article| article.source.is_none())
    }
}

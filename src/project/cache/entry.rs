//! What was found in an article, as bytes, and back.
//!
//! The ids of sources are kept as they are: the key of an article stands for all sources that were there before it.

use crate::check::claims::ClaimKind;
use crate::check::consistency::{self, Fix, Inconsistency, Place};
use crate::check::{Evidence, Finding, Outcome, Suppression, Verdict};
use crate::facts::{Modality, StatementId};
use crate::lang::syntax::{CheckKind, Severity};
use crate::project::suppress;
use crate::report::{ArticleRun, Covered};
use crate::source::{Label, Problem, ProblemKind, Site, SourceId, Span};
use serde::{Deserialize, Serialize};

/// The codes of the problems that an article may have which is kept: advice alone.
const ADVICE: [(&str, ProblemKind); 2] = [("no-words", ProblemKind::Parse), ("not-english", ProblemKind::Vocabulary)];
const VERDICTS: [Verdict; 4] = [Verdict::Supported, Verdict::Contradicted, Verdict::NotStated, Verdict::NotCheckable];
const OUTCOMES: [Outcome; 4] = [Outcome::Pass, Outcome::Fail, Outcome::Warn, Outcome::NotCheckable];
const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];
const KINDS: [CheckKind; 3] = [CheckKind::Rule, CheckKind::Require, CheckKind::Forbid];
const MODALITIES: [Modality; 5] =
    [Modality::Asserted, Modality::Scheduled, Modality::Reported, Modality::Attributed, Modality::Hypothetical];

#[derive(Serialize, Deserialize)]
struct Entry(Vec<FindingLine>, Vec<InconsistencyLine>, Vec<ProblemLine>, Option<Vec<ClaimLine>>);

/// The number of a value in a list above.
type Number = usize;
/// A source and the bytes of it.
type Spot = (u32, u32, u32);

#[derive(Serialize, Deserialize)]
struct FindingLine {
    #[serde(rename = "c")]
    check: String,
    /// Kind, verdict, outcome, severity.
    #[serde(rename = "n")]
    numbers: (Number, Number, Number, Number),
    #[serde(rename = "m")]
    message: String,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    arithmetic: Option<String>,
    #[serde(rename = "o", default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceLine>,
    #[serde(rename = "r")]
    rule: Spot,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    suppressed: Option<Suppression>,
}

/// Where, what, modality, speaker, from the context, for or against, statement.
#[derive(Serialize, Deserialize)]
struct EvidenceLine(Spot, String, Number, Option<String>, bool, bool, Option<u32>);

#[derive(Serialize, Deserialize)]
struct InconsistencyLine {
    #[serde(rename = "c")]
    check: String,
    #[serde(rename = "n")]
    severity: Number,
    #[serde(rename = "m")]
    message: String,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    arithmetic: Option<String>,
    #[serde(rename = "p")]
    places: Vec<(Spot, String)>,
    /// Whether it is safe, its title, where, the text.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    fix: Option<(bool, String, Spot, String)>,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    suppressed: Option<Suppression>,
}

/// Code, message, help, where with what, whether it is a note.
#[derive(Serialize, Deserialize)]
struct ProblemLine(Number, String, Option<String>, Option<(Spot, String)>, bool);

/// Its kind, where it stands, the checks that speak about it.
#[derive(Serialize, Deserialize)]
struct ClaimLine(Number, Spot, Vec<String>);

fn number<T: PartialEq>(value: &T, list: &[T]) -> Number {
    list.iter().position(|known| known == value).unwrap_or(usize::MAX)
}

fn spot(site: Site) -> Spot {
    (site.source.0, site.span.start, site.span.end)
}

fn site((source, start, end): Spot) -> Site {
    Site { source: SourceId(source), span: Span { start, end } }
}

/// What is found in an article, as bytes; `None` if it has problems that are not kept.
pub(in crate::project) fn write(article: &ArticleRun) -> Option<Vec<u8>> {
    let findings = article.findings.iter().map(|finding| FindingLine {
        check: finding.check.clone(),
        numbers: (
            number(&finding.kind, &KINDS),
            number(&finding.verdict, &VERDICTS),
            number(&finding.outcome, &OUTCOMES),
            number(&finding.severity, &SEVERITIES),
        ),
        message: finding.message.clone(),
        arithmetic: finding.arithmetic.clone(),
        notes: finding.notes.clone(),
        evidence: finding.evidence.iter().map(evidence_line).collect(),
        rule: spot(finding.rule),
        suppressed: finding.suppressed.clone(),
    });
    let inconsistencies = article.inconsistencies.iter().map(|finding| InconsistencyLine {
        check: finding.check.to_owned(),
        severity: number(&finding.severity, &SEVERITIES),
        message: finding.message.clone(),
        arithmetic: finding.arithmetic.clone(),
        places: finding.places.iter().map(|place| (spot(place.site), place.says.clone())).collect(),
        fix: finding.fix.as_ref().map(|fix| (fix.safe, fix.title.clone(), spot(fix.site), fix.text.clone())),
        suppressed: finding.suppressed.clone(),
    });
    let problems: Option<Vec<ProblemLine>> = article.problems.iter().map(problem_line).collect();
    let claims = article.claims.as_ref().map(|claims| claims.iter().map(claim_line).collect());
    serde_json::to_vec(&Entry(findings.collect(), inconsistencies.collect(), problems?, claims)).ok()
}

fn evidence_line(evidence: &Evidence) -> EvidenceLine {
    EvidenceLine(
        spot(evidence.site),
        evidence.says.clone(),
        number(&evidence.modality, &MODALITIES),
        evidence.speaker.clone(),
        evidence.from_context,
        evidence.supports,
        evidence.statement.map(|statement| statement.0),
    )
}

fn problem_line(problem: &Problem) -> Option<ProblemLine> {
    let code = ADVICE.iter().position(|(code, _)| *code == problem.code)?;
    if !problem.advisory || !problem.related.is_empty() || problem.check.is_some() {
        return None;
    }
    let at = problem.at.as_ref().map(|label| (spot(label.site), label.text.clone()));
    Some(ProblemLine(code, problem.message.clone(), problem.help.clone(), at, problem.note))
}

fn claim_line(claim: &Covered) -> ClaimLine {
    ClaimLine(number(&claim.kind, &ClaimKind::ALL), spot(claim.site), claim.by.clone())
}

/// What was found in an article; `None` if the bytes are none of ours.
pub(in crate::project) fn read(bytes: &[u8], path: &str) -> Option<ArticleRun> {
    let Entry(findings, inconsistencies, problems, claims) = serde_json::from_slice(bytes).ok()?;
    Some(ArticleRun {
        findings: findings.into_iter().map(finding).collect::<Option<_>>()?,
        inconsistencies: inconsistencies.into_iter().map(inconsistency).collect::<Option<_>>()?,
        problems: problems.into_iter().map(problem).collect::<Option<_>>()?,
        claims: match claims {
            Some(claims) => Some(claims.into_iter().map(claim).collect::<Option<_>>()?),
            None => None,
        },
        ..ArticleRun::unread(path)
    })
}

fn claim(ClaimLine(kind, at, by): ClaimLine) -> Option<Covered> {
    Some(Covered { kind: *ClaimKind::ALL.get(kind)?, site: site(at), by })
}

fn finding(line: FindingLine) -> Option<Finding> {
    let (kind, verdict, outcome, severity) = line.numbers;
    Some(Finding {
        check: line.check,
        kind: *KINDS.get(kind)?,
        verdict: *VERDICTS.get(verdict)?,
        outcome: *OUTCOMES.get(outcome)?,
        severity: *SEVERITIES.get(severity)?,
        message: line.message,
        arithmetic: line.arithmetic,
        notes: line.notes,
        evidence: line.evidence.into_iter().map(evidence).collect::<Option<_>>()?,
        rule: site(line.rule),
        // What references say is not kept.
        not_in_reference: Vec::new(),
        steps: Vec::new(),
        suppressed: line.suppressed,
    })
}

fn evidence(
    EvidenceLine(at, says, modality, speaker, from_context, supports, statement): EvidenceLine,
) -> Option<Evidence> {
    Some(Evidence {
        site: site(at),
        says,
        modality: *MODALITIES.get(modality)?,
        speaker,
        from_context,
        supports,
        statement: statement.map(StatementId),
        held: None,
    })
}

fn inconsistency(line: InconsistencyLine) -> Option<Inconsistency> {
    let own = || suppress::CODES.into_iter().find(|code| *code == line.check);
    let place = |(at, says)| Place { site: site(at), says };
    Some(Inconsistency {
        check: consistency::check_named(&line.check).map(|check| check.name).or_else(own)?,
        severity: *SEVERITIES.get(line.severity)?,
        message: line.message,
        arithmetic: line.arithmetic,
        places: line.places.into_iter().map(place).collect(),
        fix: line.fix.map(|(safe, title, at, text)| Fix { safe, title, site: site(at), text }),
        suppressed: line.suppressed,
    })
}

fn problem(ProblemLine(code, message, help, at, note): ProblemLine) -> Option<Problem> {
    let (code, kind) = *ADVICE.get(code)?;
    let at = at.map(|(at, text)| Label { site: site(at), text });
    Some(Problem { kind, code, message, help, check: None, at, related: Vec::new(), advisory: true, note })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::SuppressedBy;

    fn at(start: u32) -> Site {
        Site { source: SourceId(3), span: Span { start, end: start + 4 } }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let suppressed = Some(Suppression { by: SuppressedBy::Comment, reason: "so it is".into() });
        let advice = Problem::new(ProblemKind::Vocabulary, "not-english", "x").at(at(0), "all").help("y").note();
        let mut article = ArticleRun {
            findings: vec![Finding {
                check: "nine".into(),
                kind: CheckKind::Forbid,
                verdict: Verdict::NotCheckable,
                outcome: Outcome::Warn,
                severity: Severity::Note,
                message: "m".into(),
                arithmetic: Some("1".into()),
                notes: vec!["n".into()],
                evidence: vec![Evidence {
                    site: at(1),
                    says: "é".into(),
                    modality: Modality::Reported,
                    speaker: Some("Xi".into()),
                    from_context: true,
                    supports: false,
                    statement: Some(StatementId(7)),
                    held: None,
                }],
                not_in_reference: vec![],
                rule: at(2),
                steps: vec![],
                suppressed: suppressed.clone(),
            }],
            inconsistencies: vec![Inconsistency {
                check: "weekday-date",
                severity: Severity::Warning,
                message: "w".into(),
                arithmetic: None,
                places: vec![Place { site: at(5), says: "p".into() }],
                fix: Some(Fix { safe: true, title: "t".into(), site: at(6), text: "x".into() }),
                suppressed,
            }],
            problems: vec![advice],
            claims: Some(vec![Covered { kind: ClaimKind::Score, site: at(9), by: vec!["nine".into()] }]),
            ..ArticleRun::unread("a.txt")
        };
        let again = read(&write(&article).unwrap(), "a.txt").unwrap();
        assert_eq!(format!("{again:?}"), format!("{article:?}"));
        article.problems.push(Problem::new(ProblemKind::Io, "not-utf8", "x"));
        assert!(write(&article).is_none());
        assert!(read(b"[[],[]]", "a.txt").is_none());
    }
}

//! Verdicts and what they rest on.

use crate::facts::{Modality, StatementId};
use crate::lang::syntax::{CheckKind, Severity};
use crate::source::Site;
use serde::{Deserialize, Serialize};

/// What the article does to a check's sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Verdict {
    /// It says so.
    #[serde(rename = "supported")]
    Supported,
    /// It says otherwise.
    #[serde(rename = "contradicted")]
    Contradicted,
    /// It does neither.
    #[serde(rename = "not stated")]
    NotStated,
    /// The check cannot be evaluated.
    #[serde(rename = "not checkable")]
    NotCheckable,
}

impl Verdict {
    /// The verdict in words, as examples and JSON write it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::NotStated => "not stated",
            Self::NotCheckable => "not checkable",
        }
    }
}

/// What follows for the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Outcome {
    /// All is well.
    #[serde(rename = "pass")]
    Pass,
    /// It fails, at its severity.
    #[serde(rename = "fail")]
    Fail,
    /// It fails on hearsay alone.
    #[serde(rename = "warn")]
    Warn,
    /// It cannot be evaluated.
    #[serde(rename = "not checkable")]
    NotCheckable,
}

/// Who decided that a finding is not to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SuppressedBy {
    /// A comment in the article.
    Comment,
    /// The baseline: it was there before.
    Baseline,
}

/// Why a finding does not count: it is kept for machines, and neither printed for people nor part of the exit status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// Who decided.
    pub by: SuppressedBy,
    /// The reason, in the words of the comment.
    pub reason: String,
}

/// Words of the article that a verdict rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The words.
    pub site: Site,
    /// What they say, in the terms of the rules: `member count of Shanghai Cooperation Organization is nine`.
    pub says: String,
    /// How surely.
    pub modality: Modality,
    /// Who said it.
    pub speaker: Option<String>,
    /// Whether a party was filled from the context.
    pub from_context: bool,
    /// Whether it speaks for the check's sentence (or against it).
    pub supports: bool,
    /// The statement, `None` for a quotation or a count of mentions.
    pub statement: Option<StatementId>,
    /// Where the words stand, if that is in a reference and not in the article.
    pub held: Option<HeldIn>,
}

/// A place in a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldIn {
    /// The name of the reference.
    pub reference: String,
    /// The row (from 1, the head not counted) and the head of the column; `None` in a text.
    pub cell: Option<(usize, String)>,
}

/// What a text that is held to be true lacks of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct NotInReference {
    /// The name of the reference.
    pub reference: String,
    /// The words of the article, in its order.
    pub evidence: Vec<Evidence>,
}

/// A step on the way to a verdict, for `factlint trace`.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// How deep it stands in the sentence.
    pub depth: usize,
    /// The part of the sentence, in words.
    pub what: String,
    /// What became of it.
    pub result: String,
}

/// The verdict on a check.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The check's name.
    pub check: String,
    /// `rule`, `require` or `forbid`.
    pub kind: CheckKind,
    /// What the article does to its sentences.
    pub verdict: Verdict,
    /// What follows.
    pub outcome: Outcome,
    /// How bad it is if it fails (hearsay taken into account).
    pub severity: Severity,
    /// One sentence that says it: `the article says nine, the rule says ten`.
    pub message: String,
    /// The sum that was done, if one was.
    pub arithmetic: Option<String>,
    /// Notes: "the condition does not hold", "another time is noted", "the article speaks of three summits".
    pub notes: Vec<String>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What the article says and the texts lack that it is to agree with.
    pub not_in_reference: Vec<NotInReference>,
    /// The sentence of the rule that decided.
    pub rule: Site,
    /// How it came about.
    pub steps: Vec<Step>,
    /// Why it does not count, if it does not.
    pub suppressed: Option<Suppression>,
}

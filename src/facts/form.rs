//! The form of facts files: what stands in the YAML or JSON, field by field.

use serde::{Deserialize, Serialize};

/// The version of the format.
pub(super) const VERSION: u32 = 1;

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_yes(value: &bool) -> bool {
    *value
}

/// A facts file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a facts file")]
pub(super) struct FileForm {
    /// The version of the format.
    pub factlint_facts: u32,
    /// The file that the bytes of spans count in, unless a span says otherwise.
    #[serde(default, skip_serializing_if = "is_default")]
    pub article: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub dateline: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub entities: Vec<EntityForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub contained: Vec<ContainedForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub statements: Vec<StatementForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub quotations: Vec<QuotationForm>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an entity")]
pub(super) struct EntityForm {
    pub id: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub kinds: Vec<String>,
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub named: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub descriptors: Vec<DescriptorForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub members: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub count: Option<ValueForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub complete: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub mentions: Vec<SpanForm>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a descriptor: `word`, `entity`, `ordinal` or `date`")]
pub(super) struct DescriptorForm {
    #[serde(default, skip_serializing_if = "is_default")]
    pub word: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub entity: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub ordinal: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: Option<ValueForm>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a place inside a place: `inner` and `outer`")]
pub(super) struct ContainedForm {
    pub inner: String,
    pub outer: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PolarityForm {
    #[default]
    Affirmed,
    Denied,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ModalityForm {
    #[default]
    Asserted,
    Scheduled,
    Reported,
    Attributed,
    Hypothetical,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PartForm {
    Headline,
    #[default]
    Body,
    Caption,
    Quote,
    Table,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a statement")]
pub(super) struct StatementForm {
    pub concept: String,
    pub arguments: Vec<ArgumentForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub polarity: PolarityForm,
    #[serde(default, skip_serializing_if = "is_default")]
    pub modality: ModalityForm,
    #[serde(default, skip_serializing_if = "is_default")]
    pub speaker: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub time: Option<TimeForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub only: Option<usize>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub only_kind: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub ordinal: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub times: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub spans: Vec<SpanForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub part: PartForm,
    #[serde(default, skip_serializing_if = "is_default")]
    pub from_context: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub template: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a party: `entity`, `value`, `text` or `unstated: true`")]
pub(super) struct ArgumentForm {
    #[serde(default, skip_serializing_if = "is_default")]
    pub entity: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub value: Option<ValueForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub unstated: bool,
}

/// A value: in words as an article or a rule has it, as a bare number, or days without a last or a first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a value in words (`nine`, `107 or more`, `3 July 2024`, `3-0`), a whole number, or days"
)]
pub(super) enum ValueForm {
    Whole(i64),
    Words(String),
    Days(DaysForm),
}

/// Days: one, or from one to another; an end that is left out is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a date (`2024-07-03`), or `from` and `to`")]
pub(super) enum TimeForm {
    Words(String),
    Days(DaysForm),
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "days: `from` and `to`")]
pub(super) struct DaysForm {
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub to: Option<String>,
}

/// Bytes of a file, end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a span: `start` and `end` in bytes")]
pub(super) struct SpanForm {
    #[serde(default, skip_serializing_if = "is_default")]
    pub path: Option<String>,
    pub start: u32,
    pub end: u32,
    /// The words there, for people: ignored when read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a quotation")]
pub(super) struct QuotationForm {
    #[serde(default, skip_serializing_if = "is_default")]
    pub speaker: Option<String>,
    pub words: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub span: Option<SpanForm>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub part: PartForm,
}

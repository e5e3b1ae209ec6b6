//! The settings: their names, what they take, and what they are for. `docs/config.schema.json` says the same, which a test holds.

/// What a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// A list of texts, or one text.
    Texts,
    /// A text.
    Text,
    /// A date, as 2024-07-02.
    Date,
    /// A whole number from 1.
    Count,
    /// A whole number from 0 to 100.
    Percent,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Names of checks, each with one of the [`LEVELS`].
    Levels,
    /// A list of tables with settings of their own.
    Overrides,
}

/// A setting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
}

/// What a check can be set to.
pub(super) const LEVELS: [&str; 5] = ["error", "warning", "note", "off", "on"];

const fn setting(name: &'static str, takes: Takes) -> Setting {
    Setting { name, takes }
}

/// The settings of a project.
pub(super) const PROJECT: &[Setting] = &[
    setting("articles", Takes::Texts),
    setting("exclude", Takes::Texts),
    setting("rules", Takes::Texts),
    setting("facts", Takes::Texts),
    setting("dateline", Takes::Date),
    setting("fail-on", Takes::OneOf(&["error", "warning", "note", "never"])),
    setting("fail-under", Takes::Percent),
    setting("jobs", Takes::Count),
    setting("cache", Takes::Flag),
    setting("cache-dir", Takes::Text),
    setting("baseline", Takes::Text),
    setting("checks", Takes::Levels),
    setting("overrides", Takes::Overrides),
];

/// The settings of some of its articles.
pub(super) const OVERRIDE: &[Setting] = &[
    setting("paths", Takes::Texts),
    setting("rules", Takes::Texts),
    setting("facts", Takes::Texts),
    setting("dateline", Takes::Date),
    setting("checks", Takes::Levels),
];

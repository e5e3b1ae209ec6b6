//! Patterns in words, for people who want to see how their templates are read.

use super::{Filler, Pattern, Role, Trigger};
use std::fmt;

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.trigger {
            Trigger::Verb { form, particle, .. } => {
                write!(f, "verb {form}")?;
                if let Some(particle) = particle {
                    write!(f, " {particle}")?;
                }
            }
            Trigger::Predicate { word, prep: Some(prep) } => write!(f, "be {prep} {word}")?,
            Trigger::Predicate { word, prep: None } => write!(f, "be {word}")?,
            Trigger::Being { prep } => write!(f, "be {prep}")?,
            Trigger::Copula => write!(f, "be")?,
            Trigger::Noun { words } => write!(f, "noun {}", words.join(" "))?,
            Trigger::Joined { prep } => write!(f, "joined by {prep}")?,
            Trigger::Before => write!(f, "side by side")?,
            Trigger::Owned => write!(f, "owned")?,
            Trigger::Apposed => write!(f, "apposed")?,
            Trigger::Compound { word } => write!(f, "compound with {word}")?,
        }
        for (role, filler) in &self.slots {
            write!(f, ", {role}: {filler}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subject => f.write_str("subject"),
            Self::Object => f.write_str("object"),
            Self::Undergoer => f.write_str("object or lone subject"),
            Self::Prep(prep) => f.write_str(prep),
            Self::Owner => f.write_str("owner"),
            Self::Holder => f.write_str("holder"),
            Self::Number => f.write_str("number"),
            Self::Measure => f.write_str("by how much"),
            Self::Value => f.write_str("value"),
            Self::Complement => f.write_str("complement"),
            Self::Clause => f.write_str("clause"),
        }
    }
}

impl fmt::Display for Filler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(place) => write!(f, "{{{place}}}"),
            Self::Anything(kind) => write!(f, "any {kind}"),
            Self::Clause(clause) => write!(f, "({clause})"),
            Self::Noun { words, under, inside } => {
                write!(f, "`{}`", words.join(" "))?;
                under.iter().try_for_each(|word| write!(f, " (with `{word}`)"))?;
                inside.iter().try_for_each(|(role, place)| write!(f, " ({role} {{{place}}})"))
            }
        }
    }
}

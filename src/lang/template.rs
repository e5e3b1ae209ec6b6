//! Templates: sentences by example with places in braces.
//!
//! Enters: the text between the quotation marks of a `said` or `denied` line. Leaves: its parts in order. Guaranteed: the
//! parts joined are the text, but for spaces at their ends.

/// A template, cut into its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// As written, without quotation marks.
    pub text: String,
    /// Words and places, in order.
    pub parts: Vec<TemplatePart>,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplatePart {
    /// Words.
    Words(String),
    /// A place of the concept, by its index.
    Place(usize),
    /// Anything of that kind (a kind in braces that is no place of the concept), by the kind's name.
    Anything(String),
}

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateError {
    /// `{` without `}`, `}` without `{`, or nothing between them: the byte of the brace.
    Braces(usize),
    /// No words and no places, or nothing but one place.
    Empty,
    /// The name in braces means no place and no kind.
    Place {
        /// What stands in the braces.
        name: String,
        /// Why it means nothing, as the resolver of places puts it.
        reason: String,
        /// What to write instead.
        help: String,
    },
}

/// A piece of a template's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words.
    Words(&'t str),
    /// What stands in braces.
    Braces(&'t str),
}

/// Cuts a template's text at its braces; what stands outside keeps its hyphens and apostrophes (`{number}-member`).
///
/// # Errors
/// The braces do not pair, or hold nothing.
pub fn pieces(text: &str) -> Result<Vec<Piece<'_>>, TemplateError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let at = |part: &str| text.len() - rest.len() + part.len();
        let (words, place) = rest.split_once('{').map_or((rest, None), |(words, place)| (words, Some(place)));
        if let Some((before, _)) = words.split_once('}') {
            return Err(TemplateError::Braces(at(before)));
        }
        if !words.trim().is_empty() {
            pieces.push(Piece::Words(words.trim()));
        }
        let Some(place) = place else { break };
        let (name, after) = place.split_once('}').ok_or(TemplateError::Braces(at(words)))?;
        if name.trim().is_empty() || name.contains('{') {
            return Err(TemplateError::Braces(at(words)));
        }
        pieces.push(Piece::Braces(name.trim()));
        rest = after;
    }
    Ok(pieces)
}

impl Template {
    /// Whether it is written with a "not" of its own: "{country} does not join {organization}".
    pub fn is_negated(&self) -> bool {
        let no =
            |word: &str| matches!(word, "not" | "never" | "cannot") || word.ends_with("n't") || word.ends_with("n’t");
        self.parts.iter().any(|part| match part {
            TemplatePart::Words(words) => words.split_whitespace().any(no),
            _ => false,
        })
    }

    /// Reads a template; `place` tells what a name in braces means, or why it means nothing and what would.
    ///
    /// # Errors
    /// The braces do not pair, a name in them means nothing, or there is nothing to match.
    pub fn read(
        text: &str,
        place: impl Fn(&str) -> Result<TemplatePart, (String, String)>,
    ) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        for piece in pieces(text)? {
            parts.push(match piece {
                Piece::Words(words) => TemplatePart::Words(words.to_owned()),
                Piece::Braces(name) => place(name).map_err(|(reason, help)| TemplateError::Place {
                    name: name.to_owned(),
                    reason,
                    help,
                })?,
            });
        }
        let words = parts.iter().any(|part| matches!(part, TemplatePart::Words(_)));
        if !words && parts.len() < 2 {
            return Err(TemplateError::Empty);
        }
        Ok(Self { text: text.to_owned(), parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_falls_into_words_and_places() {
        let read = Template::read("{number}-member {organization}'s bloc", |name| {
            Ok(if name == "number" { TemplatePart::Place(1) } else { TemplatePart::Anything(name.to_owned()) })
        });
        let parts = read.unwrap().parts;
        assert_eq!(
            parts,
            [
                TemplatePart::Place(1),
                TemplatePart::Words("-member".into()),
                TemplatePart::Anything("organization".into()),
                TemplatePart::Words("'s bloc".into())
            ]
        );
    }

    #[test]
    fn braces_that_do_not_pair_are_errors() {
        for (wrong, at) in
            [("{person attends", 0), ("person} attends", 6), ("{a} and {} attend", 8), ("{{person}} attends", 0)]
        {
            assert_eq!(pieces(wrong), Err(TemplateError::Braces(at)), "{wrong}");
        }
        assert_eq!(Template::read("{person}", |_| Ok(TemplatePart::Place(0))), Err(TemplateError::Empty));
    }
}

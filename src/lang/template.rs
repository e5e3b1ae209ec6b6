//! Templates: sentences by example with places in braces.

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

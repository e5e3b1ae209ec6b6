//! From the bytes of a file to its text and format.

use super::model::{ArticleError, Format};
use std::path::Path;

/// The most bytes that an article may have: 64 MiB.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The text of a file of at most `limit` bytes ([`MAX_BYTES`] unless somebody asks for less).
///
/// # Errors
/// Where the file is larger than that, holds a NUL byte, or is not UTF-8.
pub fn decode(bytes: Vec<u8>, limit: usize) -> Result<String, ArticleError> {
    if bytes.len() > limit {
        return Err(ArticleError::TooLarge { limit });
    }
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        return Err(ArticleError::Binary { offset });
    }
    String::from_utf8(bytes).map_err(|error| ArticleError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
}

impl Format {
    /// The format that the ending of a file's name tells; none for an ending that says nothing.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" | "mdown" | "markdn" | "mkd" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "adoc" | "asciidoc" | "asc" => Some(Self::AsciiDoc),
            "rst" | "rest" => Some(Self::ReStructuredText),
            _ => None,
        }
    }

    /// The format that the first words of a file tell: HTML where they are its tags, else plain text.
    pub fn sniff(text: &str) -> Self {
        let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start();
        // A declaration and comments may stand before the document itself.
        loop {
            let end = if rest.starts_with("<?xml") {
                "?>"
            } else if rest.starts_with("<!--") {
                "-->"
            } else {
                break;
            };
            let Some((_, after)) = rest.split_once(end) else { break };
            rest = after.trim_start();
        }
        let starts_with = |tag: &str| {
            rest.as_bytes().get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
        };
        if starts_with("<!doctype html") || starts_with("<html") { Self::Html } else { Self::Text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        assert_eq!(decode(b"caf\xe9".to_vec(), MAX_BYTES), Err(ArticleError::NotUtf8 { offset: 3 }));
        assert_eq!(decode(b"ok\xe9\0".to_vec(), MAX_BYTES), Err(ArticleError::Binary { offset: 3 }));
        assert_eq!(decode(b"12345".to_vec(), 4), Err(ArticleError::TooLarge { limit: 4 }));
        assert_eq!(decode("naïve".into(), 6), Ok("naïve".to_owned()));
    }

    #[test]
    fn the_ending_tells_the_format() {
        let of = |path| Format::of_path(Path::new(path));
        assert_eq!(of("a/story.TXT"), Some(Format::Text));
        assert_eq!(of("story.en.md"), Some(Format::Markdown));
        assert_eq!(of("story.htm"), Some(Format::Html));
        assert_eq!(of("story.adoc"), Some(Format::AsciiDoc));
        assert_eq!(of("story.rst"), Some(Format::ReStructuredText));
        assert_eq!(of("story.pdf"), None);
        assert_eq!(of("story"), None);
    }

    #[test]
    fn the_first_tag_tells_html() {
        assert_eq!(Format::sniff("\u{feff}\n<!DOCTYPE HTML>"), Format::Html);
        assert_eq!(Format::sniff("<?xml version=\"1.0\"?><!-- x --><html>"), Format::Html);
        assert_eq!(Format::sniff("<p>"), Format::Text);
        assert_eq!(Format::sniff("<!-- <html>"), Format::Text);
        assert_eq!(Format::sniff(""), Format::Text);
    }
}

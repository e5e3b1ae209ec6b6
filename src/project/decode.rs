//! Bytes that should be text.
//!
//! Enters: the bytes of a file. Leaves: its text, or what was found in its place, with the line and column of the first
//! byte that is no text and the words before it to look at.

use crate::source::{Problem, ProblemKind, Site, Source, Sources, Span};

/// So many bytes are shown behind one that is no text.
const SHOWN_BEHIND: usize = 80;

/// What files begin with that are often taken for text.
const SIGNATURES: [(&[u8], &str); 7] = [
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"PK\x03\x04", "a ZIP archive, as word processors write them"),
    (b"\x1f\x8b", "compressed by gzip"),
];

/// The text of a file; `what` is what messages call it ("article").
///
/// # Errors
/// Where it holds a NUL byte or is not UTF-8: the problem, with its place in a source of what can be shown of the file.
pub fn decode(path: &str, what: &str, bytes: Vec<u8>, sources: &mut Sources) -> Result<String, Problem> {
    let nul = bytes.iter().position(|&byte| byte == 0);
    let (bytes, invalid) = match String::from_utf8(bytes) {
        Ok(text) if nul.is_none() => return Ok(text),
        Ok(text) => (text.into_bytes(), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (error.into_bytes(), Some(at))
        }
    };
    // The first byte that is no text: up to there the text is that of the file, byte for byte.
    let at = nul.into_iter().chain(invalid).min().unwrap_or_default();
    let shown = bytes.get(..bytes.len().min(at + SHOWN_BEHIND)).unwrap_or_default();
    let source = sources.add(Source::new(path, String::from_utf8_lossy(shown)));
    let end =
        at + sources.get(source).and_then(|shown| shown.text().get(at..)?.chars().next()).map_or(0, char::len_utf8);
    let position = sources.get(source).map(|shown| shown.position(Span::new(at, at).start));
    let place = position.map_or_else(String::new, |at| format!("line {}, column {}", at.line, at.column));
    let byte = bytes.get(at).copied().unwrap_or_default();
    let found = if byte == 0 { String::from("a NUL byte") } else { format!("the byte 0x{byte:02X}") };
    let signature = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name);
    let (is_binary, message, help) = match (signature, nul) {
        (Some(name @ "text in UTF-16"), _) => (
            true,
            format!("the {what} `{path}` is {name}, not in UTF-8"),
            format!("save the {what} as UTF-8: `iconv -f UTF-16 -t UTF-8 {path} > utf8.txt`"),
        ),
        (Some(name), _) => (
            true,
            format!("the {what} `{path}` is not text but {name}"),
            format!("save the {what} as {}, in UTF-8", forms(what)),
        ),
        (None, Some(_)) => (
            true,
            format!("the {what} `{path}` is not text: {found} stands in {place}"),
            format!("save the {what} as {}, in UTF-8", forms(what)),
        ),
        (None, None) => (
            false,
            format!("the {what} `{path}` is not UTF-8 text: {found} stands in {place}"),
            format!("save the {what} as UTF-8; from Windows-1252: `iconv -f WINDOWS-1252 -t UTF-8 {path} > utf8.txt`"),
        ),
    };
    let label = if byte == 0 { "a NUL byte" } else { "not UTF-8 from here on" };
    let problem = if is_binary {
        Problem::new(ProblemKind::Io, "binary-file", message)
    } else {
        Problem::new(ProblemKind::Io, "not-utf8", message)
    };
    Err(problem.at(Site { source, span: Span::new(at, end) }, label).help(help))
}

fn forms(what: &str) -> &'static str {
    match what {
        "article" => "plain text, Markdown, HTML, AsciiDoc or reStructuredText",
        "facts file" => "YAML or JSON",
        _ => "plain text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> (Problem, Sources) {
        let mut sources = Sources::default();
        let problem = decode("x.txt", "article", bytes.to_vec(), &mut sources).unwrap_err();
        (problem, sources)
    }

    #[test]
    fn the_first_byte_that_is_no_text_has_a_place() {
        for (bytes, code, place) in [
            (&b"one\nna\xefve"[..], "not-utf8", "the byte 0xEF stands in line 2, column 3"),
            (b"one\ntwo\0", "binary-file", "a NUL byte stands in line 2, column 4"),
            (b"caf\xe9\0", "binary-file", "the byte 0xE9 stands in line 1, column 4"),
            ("naïve\0".as_bytes(), "binary-file", "a NUL byte stands in line 1, column 6"),
        ] {
            let (problem, sources) = refused(bytes);
            assert_eq!(problem.code, code);
            assert!(problem.message.ends_with(place), "{}", problem.message);
            let site = problem.at.unwrap().site;
            assert!(!sources.words(site).is_empty());
        }
    }

    #[test]
    fn what_the_file_is_in_truth_is_told() {
        for (bytes, told) in [
            (&b"\xff\xfeT\0"[..], "is text in UTF-16"),
            (b"\xfe\xff\0T", "is text in UTF-16"),
            (b"%PDF-1.7\n\xb5", "is not text but a PDF"),
            (b"\x89PNG\r\n", "is not text but a PNG picture"),
            (b"PK\x03\x04\0", "is not text but a ZIP archive"),
        ] {
            let (problem, _) = refused(bytes);
            assert_eq!(problem.code, "binary-file");
            assert!(problem.message.contains(told), "{}", problem.message);
        }
    }
}

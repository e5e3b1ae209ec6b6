//! What holds of every facts file, for the tests and the fuzz target.

use factlint::facts::FactStore;
use factlint::facts::file::{FileFormat, read, write};
use factlint::source::SourceId;

const HERE: SourceId = SourceId(0);

fn take(text: &str, format: FileFormat) -> Option<FactStore> {
    match read(text, format, HERE, &mut |_| Some(HERE)) {
        Ok(store) => Some(store),
        Err(problems) => {
            for problem in problems {
                let span = problem.at.as_ref().unwrap_or_else(|| panic!("no place: {problem:?}\n{text:?}")).site.span;
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                assert!(text.get(span.range()).is_some(), "{problem:?}\n{text:?}");
                assert!(problem.help.is_some(), "{problem:?}\n{text:?}");
            }
            None
        }
    }
}

/// Any text is read, or its problems are told with a place and a remedy; what is read is written so that it is read again.
pub fn obeys_the_laws(text: &str) {
    for format in [FileFormat::Yaml, FileFormat::Json] {
        let Some(store) = take(text, format) else { continue };
        for again in [FileFormat::Yaml, FileFormat::Json] {
            let written = write(&store, again, &|_| Some(String::from("article.txt")), &|_, _| None);
            let read = take(&written, again).unwrap_or_else(|| panic!("cannot be read again:\n{written}\n{text:?}"));
            assert_eq!(read.statements().count(), store.statements().count(), "{written}\n{text:?}");
        }
    }
}

//! Whole pages as content systems lay them out (`tests/pages/*.html`), and what is read of each (`*.outline`): the blocks,
//! one a line, below the day of the article. `PAGES=overwrite` writes the outlines anew.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod article_laws;

use factlint::article::{Article, BlockKind, Format, read};
use factlint::source::SourceId;
use std::fmt::Write as _;
use std::path::Path;

fn outline(article: &Article) -> String {
    let mut lines = article.dateline.map_or_else(|| "no day\n".to_owned(), |day| format!("{day}\n"));
    for block in &article.blocks {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("heading {level}"),
            kind => format!("{kind:?}").to_lowercase(),
        };
        writeln!(lines, "{kind}: {}", article.words(block.span)).unwrap();
    }
    lines
}

#[test]
fn articles_of_whole_pages() {
    let mut pages: Vec<_> = std::fs::read_dir("tests/pages").unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let mut wrong = Vec::new();
    for path in &pages {
        let Some(format) = Format::of_path(path) else { continue };
        let source = std::fs::read_to_string(path).unwrap();
        let article = read(SourceId(0), &source, format);
        article_laws::assert_laws(&source, &article);
        let expected = path.with_extension("outline");
        let found = outline(&article);
        if std::env::var_os("PAGES").is_some_and(|how| how == "overwrite") {
            std::fs::write(&expected, &found).unwrap();
        }
        if std::fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}\n{found}", name(path)));
        }
    }
    assert!(pages.len() >= 2 * 16, "pages are missing");
    assert!(wrong.is_empty(), "{} pages are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

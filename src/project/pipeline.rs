//! The pipeline, from names of files to verdicts.

use super::input::{self, Inputs};
use crate::report::{ArticleRun, Run};
use crate::source::Source;

/// Checks every article against the rules.
pub fn check(inputs: &Inputs) -> Run {
    let mut run = Run::default();
    for path in inputs.articles {
        let mut article = ArticleRun { path: path.clone(), source: None, findings: Vec::new(), problems: Vec::new() };
        match input::read(path, "article", 64 << 20) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                article.source = Some(run.sources.add(Source::new(path.clone(), text)));
            }
            Err(problem) => article.problems.push(problem),
        }
        run.articles.push(article);
    }
    run
}

//! How many articles each template of a rule file is found in.

use super::Style;
use super::listing::wanted;
use super::run::Run;
use super::visible::visible;
use crate::facts::FactStore;
use crate::source::Site;
use owo_colors::Style as Paint;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write;

/// The articles in which each template was found, counted by concept and template; what is found by a concept's own name has
/// none.
#[derive(Debug, Default)]
pub struct Usage {
    articles: usize,
    counts: FxHashMap<(String, Option<String>), usize>,
}

impl Usage {
    /// Counts what was found in one more article.
    pub fn add(&mut self, facts: &FactStore) {
        let found = facts.statements().map(|(_, statement)| (statement.concept.clone(), statement.template.clone()));
        self.articles += 1;
        for key in found.collect::<FxHashSet<_>>() {
            *self.counts.entry(key).or_default() += 1;
        }
    }

    fn of(&self, concept: &str, template: Option<&str>) -> usize {
        self.counts.get(&(concept.to_owned(), template.map(str::to_owned))).copied().unwrap_or_default()
    }
}

/// Lists the templates in the order of the file, each with the number of articles that it was found in; only those of the
/// file or pack of that name, if one is given.
pub fn usage(run: &Run, only: Option<&str>, usage: &Usage, style: &Style) -> String {
    let source = only.map(|only| wanted(run, only));
    let articles = if usage.articles == 1 { "article" } else { "articles" };
    let mut out = format!(
        "{}\n",
        style.paint(&format!("found in how many of {} {articles}", usage.articles), Paint::new().bold())
    );
    for concept in &run.rules.lexicon.concepts {
        let own = |site: Option<Site>| match source {
            None => true,
            Some(source) => site.is_some_and(|site| Some(site.source) == source),
        };
        let templates: Vec<&str> = concept
            .sayings
            .iter()
            .filter(|saying| saying.site.is_some() && own(saying.site))
            .map(|saying| saying.template.text.as_str())
            .collect();
        if templates.is_empty() && !own(concept.site) || concept.site.is_none() {
            continue;
        }
        let _ = writeln!(out, "\n  {}", concept.key);
        let _ = writeln!(out, "{:>6}  by its own name", usage.of(&concept.key, None));
        for template in templates {
            let _ = writeln!(out, "{:>6}  \"{}\"", usage.of(&concept.key, Some(template)), visible(template));
        }
    }
    out
}

//! The files that rules hold to be true: opened once a run, asked once an article.

use super::decode::decode;
use super::input;
use crate::article::{self, Article, Format};
use crate::extract;
use crate::facts::FactStore;
use crate::lang::RuleSet;
use crate::lang::formula::Formula;
use crate::lang::ruleset::Reference;
use crate::reference::{Consulted, Fault, Table, Text, Truths, is_text};
use crate::source::{Problem, ProblemKind, Source, Sources};
use std::collections::BTreeSet;
use std::path::Path;

/// The references of a rule set, by their place in it.
#[derive(Debug, Default)]
pub(super) struct References {
    all: Vec<Opened>,
}

#[derive(Debug)]
enum Opened {
    /// It cannot be asked, for this reason.
    Unread(String),
    Table {
        table: Table,
        path: String,
    },
    Text(Text),
}

impl References {
    /// Opens the references that checks ask for, and tells what is wrong with them.
    pub fn open(rules: &RuleSet, sources: &mut Sources, problems: &mut Vec<Problem>) -> Self {
        let asked = asked(rules);
        let open = |(at, reference): (usize, &Reference)| {
            if !asked.contains(&at) {
                return Opened::Unread(format!("no check asks for the reference `{}`", reference.name));
            }
            if !reference.sound {
                return Opened::Unread(format!("a line of the reference `{}` cannot be read", reference.name));
            }
            open(reference, rules, sources, problems).unwrap_or_else(|problem| {
                problems.push(*problem);
                Opened::Unread(format!("the reference `{}` cannot be read", reference.name))
            })
        };
        Self { all: rules.references.iter().enumerate().map(open).collect() }
    }

    /// What they say of one article.
    pub fn consult(
        &self,
        rules: &RuleSet,
        article: Option<&Article>,
        facts: &FactStore,
        sources: &mut Sources,
    ) -> Truths {
        let mut ask = |(opened, reference): (&Opened, &Reference)| match opened {
            Opened::Unread(reason) => Consulted::Unread(reason.clone()),
            Opened::Table { table, path } => table.consult(&rules.lexicon, facts, sources).unwrap_or_else(|fault| {
                let Fault { message, .. } = *fault;
                Consulted::Unread(format!("the reference `{}` (`{path}`) has changed: {message}", reference.name))
            }),
            Opened::Text(text) => {
                let lacking = article.map(|article| text.lacks(article, facts, &rules.lexicon)).unwrap_or_default();
                Consulted::Text(text.held(&rules.lexicon), lacking)
            }
        };
        Truths { references: self.all.iter().zip(&rules.references).map(&mut ask).collect() }
    }
}

/// The references that checks ask for.
fn asked(rules: &RuleSet) -> BTreeSet<usize> {
    fn gather(formula: &Formula, asked: &mut BTreeSet<usize>) {
        match formula {
            Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| gather(part, asked)),
            Formula::Not(part) => gather(part, asked),
            Formula::If { condition, then } => {
                gather(condition, asked);
                gather(then, asked);
            }
            Formula::Quantified(quantified) => quantified.body.iter().for_each(|body| gather(body, asked)),
            Formula::SaysThat { claim, .. } => gather(claim, asked),
            Formula::AgreesWith { reference, .. } => {
                asked.insert(*reference);
            }
            _ => {}
        }
    }
    let mut asked = BTreeSet::new();
    let sentences = rules.checks.iter().flat_map(|check| &check.sentences);
    sentences.for_each(|(formula, _)| gather(formula, &mut asked));
    asked
}

fn open(
    reference: &Reference,
    rules: &RuleSet,
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) -> Result<Opened, Box<Problem>> {
    let path = path(reference, sources);
    let wrong = if reference.path.trim().is_empty() {
        Some((format!("the reference `{}` names no file", reference.name), "write its path: `from \"countries.csv\"`"))
    } else if Path::new(&path).is_dir() {
        Some((format!("the reference `{}` names the folder `{path}`", reference.name), "name a file in it"))
    } else {
        None
    };
    if let Some((message, help)) = wrong {
        let problem = Problem::new(ProblemKind::Io, "reference-file", message);
        return Err(Box::new(problem.at(reference.path_site, "asked for here").help(help)));
    }
    match &reference.rows {
        Some(rows) => {
            let mut tell = |fault: Fault| {
                let asked = Table::asked(reference, rows, fault.column);
                fault.problem(asked, &path, sources)
            };
            match Table::open(reference, rows, &path, &rules.lexicon) {
                Ok((table, faults)) => {
                    problems.extend(faults.into_iter().map(tell));
                    Ok(Opened::Table { table, path })
                }
                Err(fault) => Err(Box::new(tell(*fault))),
            }
        }
        None if !is_text(&path) => {
            let message = format!("nothing says what the rows of `{path}` are");
            Err(Box::new(
                Problem::new(ProblemKind::Reference, "reference-rows", message)
                    .at(reference.path_site, "a data file")
                    .help("add lines such as `each row is a country named by name` and `capital is the capital of the country`"),
            ))
        }
        None => text(reference, &path, rules, sources).map(Opened::Text),
    }
}

fn text(reference: &Reference, path: &str, rules: &RuleSet, sources: &mut Sources) -> Result<Text, Box<Problem>> {
    let of_rule = |problem: Problem| {
        Box::new(match problem.at {
            Some(_) => problem.related(reference.path_site, "asked for here"),
            None => problem.at(reference.path_site, "asked for here"),
        })
    };
    let bytes = input::read(path, "reference", article::MAX_BYTES).map_err(of_rule)?;
    if bytes.len() > article::MAX_BYTES {
        let message = format!("`{path}` has more than the limit of {} bytes", article::MAX_BYTES);
        let problem = Problem::new(ProblemKind::Limit, "reference-too-large", message);
        return Err(of_rule(problem.help("name the part of it that matters")));
    }
    let words = decode(path, "reference", bytes, sources).map_err(of_rule)?;
    let source = sources.add(Source::new(path, words.as_str()));
    let format = Format::of_path(Path::new(path)).unwrap_or_else(|| Format::sniff(&words));
    let article = article::read(source, &words, format);
    if !article.has_words() {
        let problem = Problem::new(ProblemKind::Reference, "reference-empty", format!("`{path}` holds no words"));
        return Err(of_rule(problem.help("look whether it is the file that is meant")));
    }
    let facts = extract::extract(&article, rules, None);
    Ok(Text::new(article, facts))
}

/// The path of the file: beside the rule file, or else in the folder of the command.
fn path(reference: &Reference, sources: &Sources) -> String {
    let rules = sources.get(reference.site.source).map_or("", Source::path);
    let beside = Path::new(rules).parent().map(|folder| folder.join(&reference.path));
    let beside = beside.map(|path| path.display().to_string());
    match beside {
        Some(beside) if Path::new(&beside).exists() || !Path::new(&reference.path).exists() => beside,
        _ => reference.path.clone(),
    }
}

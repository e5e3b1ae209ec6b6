//! Blocks as they are cut from the file → blocks of the tree: which reader reads which block.
//!
//! Enters: one [`Draft`] after the other. Leaves: the blocks, in a [`File`]; problems.

use super::grammar::{Pair, Reader, Rule};
use super::layout::{Draft, Line};
use super::{Problems, check, concept, define, diagnose, example, preamble, truth};
use crate::lang::syntax::{Block, BlockKind, File};
use crate::source::{Problem, Site, SourceId, Span};
use rustc_hash::FxHashMap;

/// The blocks of one file.
pub(super) struct Blocks<'a> {
    source: SourceId,
    file: &'a str,
    /// Where each name of a check was given first.
    names: FxHashMap<String, Span>,
    /// Whether a block was seen.
    begun: bool,
}

impl<'a> Blocks<'a> {
    pub fn new(source: SourceId, file: &'a str) -> Self {
        Self { source, file, names: FxHashMap::default(), begun: false }
    }

    /// Reads a block into the tree.
    pub fn take(&mut self, draft: &Draft<'_>, file: &mut File, problems: &mut Problems) {
        let mut desk = Desk { source: self.source, file: self.file, problems, check: None };
        let first = !std::mem::replace(&mut self.begun, true);
        let Some(header) = &draft.header else {
            if let Some(line) = draft.body.first() {
                desk.report(diagnose::block::no_block(&desk.reader(line)));
            }
            return;
        };
        let kind = match header.first_word() {
            "language" => {
                let version = preamble::language(&mut desk, header, first);
                file.language = file.language.or(version);
                None
            }
            "use" => preamble::r#use(&mut desk, header).map(BlockKind::Use),
            "about" => preamble::about(&mut desk, header).map(BlockKind::About),
            "name" => preamble::name(&mut desk, header).map(BlockKind::Name),
            "kind" => concept::kind(&mut desk, header, &draft.body).map(BlockKind::Kind),
            "attribute" => concept::property(&mut desk, header, &draft.body).map(BlockKind::Attribute),
            "role" => concept::property(&mut desk, header, &draft.body).map(BlockKind::Role),
            "relation" => concept::relation(&mut desk, header, &draft.body).map(BlockKind::Relation),
            "extend" => concept::extend(&mut desk, header, &draft.body).map(BlockKind::Extend),
            "define" => define::define(&mut desk, header, &draft.body).map(BlockKind::Define),
            "fact" => truth::fact(&mut desk, header, &draft.body).map(BlockKind::Fact),
            "reference" => truth::reference(&mut desk, header, &draft.body).map(BlockKind::Reference),
            "rule" | "require" | "forbid" => {
                check::check(&mut desk, header, &draft.body, &mut self.names).map(BlockKind::Check)
            }
            "check" => check::tune(&mut desk, header).map(BlockKind::Tune),
            "example" => example::example(&mut desk, header, &draft.body).map(BlockKind::Example),
            _ if desk.problems.full() => {
                desk.problems.skip(Site { source: self.source, span: header.span() });
                None
            }
            _ => {
                let problem = diagnose::block::unknown(&desk.reader(header), file.blocks.last());
                if diagnose::block::belongs_above(header)
                    && let Some(Block { kind: BlockKind::Check(check), .. }) = file.blocks.last_mut()
                {
                    check.broken = true;
                    desk.check = Some(check.name.text.clone());
                }
                desk.report(problem);
                None
            }
        };
        let last = draft.body.last().unwrap_or(header);
        file.blocks.extend(kind.map(|kind| Block { span: header.span().cover(last.span()), kind }));
    }
}

/// What the readers of blocks share: the file they read from and the list that they report to.
pub(super) struct Desk<'a, 'p> {
    pub source: SourceId,
    pub file: &'a str,
    problems: &'p mut Problems,
    /// The check whose lines are read.
    pub check: Option<String>,
}

impl<'a> Desk<'a, '_> {
    /// A reader of that line.
    pub fn reader<'l>(&self, line: &'l Line<'l>) -> Reader<'l>
    where
        'a: 'l,
    {
        Reader { source: self.source, file: self.file, line }
    }

    /// Takes a problem in.
    pub fn report(&mut self, problem: Problem) {
        let problem = match &self.check {
            Some(check) => problem.of_check(check.clone()),
            None => problem,
        };
        self.problems.push(problem);
    }

    /// Whether the line has no fault; one that it has is reported.
    pub fn sound(&mut self, line: &Line<'_>) -> bool {
        let Some(fault) = line.fault else { return true };
        if !fault.told {
            self.report(diagnose::fault::problem(fault, self.source));
        }
        false
    }

    /// What the rule finds in the line; if nothing, that is reported.
    pub fn read<'l>(&mut self, line: &'l Line<'l>, rule: Rule) -> Option<(Reader<'l>, Vec<Pair<'l>>)>
    where
        'a: 'l,
    {
        if !self.sound(line) {
            return None;
        }
        let reader = self.reader(line);
        match reader.read(rule) {
            Ok(pairs) => Some((reader, pairs)),
            Err(at) => {
                self.report(diagnose::refused(&reader, rule, at));
                None
            }
        }
    }
}

/// The first part of that rule.
pub(super) fn find<'p>(pairs: &[Pair<'p>], rule: Rule) -> Option<Pair<'p>> {
    pairs.iter().find(|pair| pair.as_rule() == rule).cloned()
}

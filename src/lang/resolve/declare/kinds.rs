//! Kinds: their names, their order and what is wrong with either.

use super::{Builder, Owner};
use crate::lang::lexicon::{Kind, KindId};
use crate::lang::resolve::{InFile, phrase, suggest};
use crate::lang::syntax::{self, BlockKind, ConceptLine, ConceptLineKind, Text};
use crate::source::{Problem, ProblemKind, Site};
use rustc_hash::FxHashMap;

impl Builder {
    pub(super) fn declare_kinds(&mut self, blocks: &[InFile<&syntax::Block>]) {
        let declared: Vec<InFile<&syntax::Kind>> = blocks
            .iter()
            .filter_map(|block| match &block.item.kind {
                BlockKind::Kind(kind) => Some(block.with(kind)),
                _ => None,
            })
            .collect();
        // Own files first: a word that they give to a kind is theirs, whatever a pack calls by it.
        let (packed, own): (Vec<_>, Vec<_>) = declared.into_iter().partition(|kind| self.packs.contains(&kind.source));
        let mut fresh = Vec::new();
        for group in [&own, &packed] {
            for kind in group {
                self.name_kind(kind, &mut fresh);
            }
            for (owner, lines) in std::mem::take(&mut self.lines) {
                if let Owner::Kind(id) = owner {
                    self.also_of_kind(id, &lines);
                }
            }
        }
        let of_packs: FxHashMap<KindId, Site> = packed
            .iter()
            .filter_map(|kind| Some((self.kinds.get(&kind.item.name.text)?, kind.site(kind.item.name.span))))
            .collect();
        let declared: Vec<InFile<&syntax::Kind>> = packed.into_iter().chain(own).collect();
        for kind in &declared {
            let Some(id) = self.kinds.get(&kind.item.name.text) else { continue };
            if !self.is_name_of(id, &kind.item.name.text) {
                continue;
            }
            let Some(parent) = self.kind_or_problem(&kind.with(&kind.item.parent)) else {
                self.set_parent(id, self.known.thing);
                continue;
            };
            let site = kind.site(kind.item.name.span);
            let current = self.lexicon.kind(id).and_then(|kind| kind.parent);
            if let Some(at) = fresh.iter().position(|&known| known == id) {
                fresh.swap_remove(at);
                if self.lexicon.is_a(parent, id) {
                    let name = &kind.item.name.text;
                    self.problems.push(
                        Problem::new(
                            ProblemKind::Reference,
                            "kind-cycle",
                            format!("the kind `{name}` is a kind of itself"),
                        )
                        .at(kind.site(kind.item.parent.span), "leads back to it")
                        .help(format!("make one of these kinds a kind of `thing`: `kind {name} is a thing`")),
                    );
                    self.set_parent(id, self.known.thing);
                } else {
                    self.set_parent(id, parent);
                }
            } else if of_packs.contains_key(&id) && current.is_some_and(|current| self.lexicon.is_a(current, parent)) {
                // An own file may say of a pack's kind less closely what it is.
                continue;
            } else if of_packs.contains_key(&id) && current.is_some_and(|current| self.lexicon.is_a(parent, current)) {
                self.set_parent(id, parent);
            } else if current != Some(parent) {
                let was = current.map_or_else(
                    || String::from("a kind of value"),
                    |kind| format!("a kind of `{}`", self.kind_name(kind)),
                );
                let mut problem = Problem::new(
                    ProblemKind::Type,
                    "kinds-differ",
                    format!("the kind `{}` is declared already, as {was}", kind.item.name.text),
                )
                .at(site, "declared again here")
                .help(format!(
                    "write `extend kind {}` to add names to it, or choose another name",
                    kind.item.name.text
                ));
                let known = self.lexicon.kind(id).and_then(|kind| kind.site);
                if let Some(first) = of_packs.get(&id).copied().or(known) {
                    problem = problem.related(first, "first declared here");
                }
                self.problems.push(problem);
            }
        }
    }

    /// Gives a declared kind its name. One whose name an own file has given to a kind of its own is that kind.
    fn name_kind(&mut self, kind: &InFile<&syntax::Kind>, fresh: &mut Vec<KindId>) {
        let name = &kind.item.name.text;
        let site = kind.site(kind.item.name.span);
        let id = match self.kinds.get(name) {
            Some(id) if self.is_name_of(id, name) => id,
            Some(id) if self.is_packs(site) && self.is_own(id) => id,
            // A built-in kind's other name ("town" for a city) is anybody's to take.
            Some(id) if self.lexicon.kind(id).is_some_and(|kind| kind.site.is_none()) => {
                if let Some(kind) = self.lexicon.kinds.get_mut(id.0 as usize) {
                    kind.also.retain(|also| phrase::normal(also) != phrase::normal(name));
                }
                self.new_kind(name, site, fresh)
            }
            Some(id) => {
                self.claimed_kind(name, site, id);
                return;
            }
            None => self.new_kind(name, site, fresh),
        };
        self.lines.push((Owner::Kind(id), kind.with(kind.item.lines.clone())));
    }

    fn new_kind(&mut self, name: &str, site: Site, fresh: &mut Vec<KindId>) -> KindId {
        let id = KindId(u32::try_from(self.lexicon.kinds.len()).unwrap_or(u32::MAX));
        let words = phrase::split(name).collect::<Vec<_>>().join(" ");
        self.kinds.set(&words, id);
        self.lexicon.kinds.push(Kind { name: words, also: Vec::new(), parent: None, site: Some(site) });
        self.claim(Owner::Kind(id), name, site);
        fresh.push(id);
        id
    }

    /// Whether a kind is declared by a file of the user's own.
    fn is_own(&self, id: KindId) -> bool {
        self.lexicon.kind(id).and_then(|kind| kind.site).is_some_and(|site| !self.is_packs(site))
    }

    fn set_parent(&mut self, id: KindId, parent: KindId) {
        if let Some(kind) = self.lexicon.kinds.get_mut(id.0 as usize) {
            kind.parent = Some(parent);
        }
    }

    pub(super) fn is_name_of(&self, id: KindId, name: &str) -> bool {
        let normal = phrase::normal(name);
        self.lexicon.kind(id).is_some_and(|kind| phrase::normal(&kind.name) == normal)
    }

    /// The name of a kind, for messages.
    pub fn kind_name(&self, id: KindId) -> &str {
        self.lexicon.kind(id).map_or("", |kind| kind.name.as_str())
    }

    fn claimed_kind(&mut self, phrase: &str, site: Site, other: KindId) {
        let mut problem = Problem::new(
            ProblemKind::Vocabulary,
            "phrase-claimed-twice",
            format!("`{phrase}` is already a name of the kind `{}`", self.kind_name(other)),
        )
        .at(site, "claimed again here")
        .help("let one of the two go by another name");
        if let Some(first) = self.claimed(Owner::Kind(other), phrase) {
            problem = problem.related(first, "claimed first here");
        }
        self.problems.push(problem);
    }

    pub(super) fn also_of_kind(&mut self, id: KindId, lines: &InFile<Vec<ConceptLine>>) {
        for line in &lines.item {
            // Any other line of a kind the parser has refused.
            let ConceptLineKind::Also(names) = &line.kind else { continue };
            for name in names {
                match self.kinds.add(&name.text, id) {
                    Some(other) if self.is_packs(lines.site(name.span)) && self.is_own(other) => {}
                    Some(other) => self.claimed_kind(&name.text, lines.site(name.span), other),
                    None => {
                        self.claim(Owner::Kind(id), &name.text, lines.site(name.span));
                        if let Some(kind) = self.lexicon.kinds.get_mut(id.0 as usize)
                            && kind.name != name.text
                            && !kind.also.contains(&name.text)
                        {
                            kind.also.push(name.text.clone());
                        }
                    }
                }
            }
        }
    }

    /// The kind of that name, or a problem that offers the nearest.
    pub fn kind_or_problem(&mut self, name: &InFile<&Text>) -> Option<KindId> {
        let found = self.kinds.get(&name.item.text);
        if found.is_none() {
            let text = &name.item.text;
            let help = match suggest::kind(&self.lexicon, text) {
                Some(near) => format!("did you mean `{near}`? Else declare it: `kind {text} is a thing`"),
                None => format!("declare it: `kind {text} is a thing`"),
            };
            let message = format!("there is no kind `{text}`");
            self.problems.push(
                Problem::new(ProblemKind::Vocabulary, "unknown-kind", message)
                    .at(name.site(name.item.span), "not declared")
                    .help(help),
            );
        }
        found
    }
}

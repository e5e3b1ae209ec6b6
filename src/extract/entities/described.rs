//! Described things: "the annual session of the SCO", "the two-day meeting", "both top sessions", "the Turkish leader".
//!
//! A noun that names a kind makes a mention. It means a thing that was spoken of before if nothing that singles the two
//! out is at odds, and if they share what singles them out or the phrase is definite and adds nothing of its own.

use super::{Entities, KindWords, pronoun};
use crate::article::BlockKind;
use crate::extract::document::Document;
use crate::facts::name::fold;
use crate::facts::{Descriptor, Entity, EntityId};
use crate::lang::lexicon::KindId;
use crate::nlp::{Deprel, Upos};
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A noun phrase on a kind word.
struct Phrase {
    head: usize,
    kind: KindId,
    /// How many words before the head belong to the kind's phrase.
    kind_words: usize,
    tokens: Range<usize>,
    definite: bool,
    indefinite: bool,
    plural: bool,
    both: bool,
    /// Whether it only says what sort of thing another noun means: "*jury* selection", "*trial* judge".
    modifying: bool,
    possessed: bool,
    count: Option<usize>,
    descriptors: Vec<Descriptor>,
}

/// What a described thing is known by while linking.
struct Known {
    entity: EntityId,
    kind: KindId,
    last_sentence: usize,
    last_token: usize,
    /// Its block, if that is a caption: captions speak of other happenings, and nothing outside them refers back to one.
    caption: Option<usize>,
    /// Whether it stood aside of what its clause says.
    aside: bool,
}

impl Known {
    fn at(document: &Document<'_>, entity: EntityId, kind: KindId, token: usize) -> Self {
        Self {
            entity,
            kind,
            last_sentence: document.sentence_index(token),
            last_token: token,
            caption: caption(document, token),
            aside: is_aside(document, token),
        }
    }
}

/// Whether a phrase is neither subject nor object of its clause: what stands so was not brought up to be spoken of.
fn is_aside(document: &Document<'_>, head: usize) -> bool {
    matches!(document.rel(head), Deprel::Obl | Deprel::Nmod | Deprel::NmodPoss | Deprel::Compound)
}

/// Finds the described things, in document order, and links them.
///
/// `asked` are the kinds of events that the rules ask for: of them a verb makes one too ("fishermen *rescued*").
pub fn link(document: &Document<'_>, kinds: &KindWords<'_>, asked: &[KindId], entities: &mut Entities) {
    let mut known: Vec<Known> = named_things(document, kinds, entities);
    let named = by_last_word(&known, entities);
    for head in 0..document.len() {
        if let Some(thing) = pronoun::of_thing(document, entities, head) {
            entities.mention(document, head..head + 1, head, thing);
            let kind = entities.get(thing).and_then(|entity| entity.kinds.first()).and_then(|name| kinds.named(name));
            known.extend(kind.map(|kind| Known::at(document, thing, kind, head)));
            continue;
        }
        if let Some(kind) = happening(document, kinds, asked, head) {
            let thing = happened(document, kinds, entities, &known, kind, head);
            entities.mention(document, head..head + 1, head, thing);
            known.push(Known::at(document, thing, kind, head));
            continue;
        }
        let dated = document.value(head).is_some_and(|reading| matches!(reading.value, Value::Date(_)));
        if dated || !is_noun(document, head) || entities.at(head).is_some() {
            continue;
        }
        let found = kinds.of_head(document, head).filter(|&(kind, _)| kinds.is_thing(kind));
        let Some((kind, kind_words)) = found.filter(|_| document.block_kind(head) != BlockKind::Promo) else {
            if let Some(thing) = by_head_word(document, &named, head) {
                entities.mention(document, base(document, head), head, thing);
            }
            continue;
        };
        if is_idiom(document, head) {
            continue;
        }
        if called(document, kinds, entities, head, kind) || named_of(document, kinds, entities, head, kind) {
            continue;
        }
        let phrase = read(document, entities, head, kind, kind_words);
        if kinds.is_a(kind, "person") {
            person(document, kinds, entities, &phrase);
        } else {
            thing(document, kinds, entities, &mut known, &phrase);
        }
    }
}

/// "took third place", "at work": words for the widest kinds that speak of no place and no work.
fn is_idiom(document: &Document<'_>, head: usize) -> bool {
    let definite = document.children_by(head, &[Deprel::Det]).any(|det| matches!(document.lower(det), "the" | "this" | "that"));
    let ordinal = document.children_by(head, &[Deprel::Amod]).any(|word| document.value(word).is_some());
    matches!(document.lower(head), "place" | "places" | "work") && (!definite || ordinal)
}

/// Whether a phrase speaks of a thing without saying that there is one: "no tsunami", "the possibility of a tsunami".
fn is_unreal(document: &Document<'_>, head: usize) -> bool {
    const OPEN: [&str; 20] = [
        "possibility", "risk", "threat", "danger", "fear", "fears", "chance", "likelihood", "prospect", "rumour", "rumor",
        "lack", "absence", "warning", "alert", "probability", "case", "idea", "talk", "hope",
    ];
    let no = document.children_by(head, &[Deprel::Det]).any(|det| matches!(document.lower(det), "no" | "any"));
    let of = document.head(head).filter(|_| document.rel(head) == Deprel::Nmod);
    let verb = document.head(head).filter(|_| document.rel(head) == Deprel::Obj);
    let averted = verb.is_some_and(|verb| {
        matches!(document.lemma(verb), "prevent" | "avoid" | "avert" | "fear" | "deny" | "rule" | "exclude")
    });
    no || averted || of.is_some_and(|of| OPEN.contains(&document.lower(of)))
}

/// Whether a token is the noun of its phrase; also an adjective that stands for one: "in the final".
fn is_noun(document: &Document<'_>, head: usize) -> bool {
    match document.upos(head) {
        Upos::Noun | Upos::Propn => true,
        Upos::Adj => {
            let before = head.checked_sub(1).is_some_and(|before| matches!(document.lower(before), "the" | "a"));
            let noun = matches!(document.upos(head + 1), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
            before && !(noun && document.sentence(head).contains(&(head + 1)))
        }
        _ => false,
    }
}

/// The kind of event that a verb of the main line tells: asserted, with its own noun in the lexicon.
fn happening(document: &Document<'_>, kinds: &KindWords<'_>, asked: &[KindId], verb: usize) -> Option<KindId> {
    if asked.is_empty() || document.upos(verb) != Upos::Verb {
        return None;
    }
    let told = matches!(document.rel(verb), Deprel::Root | Deprel::Conj | Deprel::Parataxis | Deprel::Ccomp);
    let past = matches!(document.analysis.xpos(verb), "VBD" | "VBN" | "VBZ") && told;
    let kind = asked.iter().copied().find(|&kind| past && kinds.is_verb_of(document.lemma(verb), kind))?;
    let denied = crate::extract::context::is_denied(document, verb);
    (!denied).then_some(kind)
}

/// The event of a verb: the one of its kind that was spoken of last, if there is one and it is not set apart; else a new one.
fn happened(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    known: &[Known],
    kind: KindId,
    verb: usize,
) -> EntityId {
    let mut things: Vec<EntityId> = Vec::new();
    for known in known.iter().filter(|known| kinds.is_of(known.kind, kind) && known.last_token < verb) {
        let plain = entities.get(known.entity).is_some_and(|entity| {
            entity.count.is_none() && entity.members.is_empty() && !at_odds(entities, &entity.descriptors, &[])
        });
        if plain && !things.contains(&known.entity) {
            things.push(known.entity);
        }
    }
    if let [one] = things.as_slice() {
        return *one;
    }
    let lineage = kinds.lineage(kind);
    let name = lineage.first().cloned().unwrap_or_else(|| document.lower(verb).to_owned());
    entities.add(Entity { name, kinds: lineage, ..Entity::default() })
}

/// "the Arabsat-4A satellite", "the ProtoStar-1 and Badr-6 spacecraft": a name of such a thing right before the noun is
/// the thing itself, and several are all of them.
fn called(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    head: usize,
    kind: KindId,
) -> bool {
    let last = head.checked_sub(1).and_then(|before| entities.mention_at(before)).filter(|last| last.tokens.end == head);
    let Some(last) = last.filter(|last| document.sentence(head).contains(&last.head)) else { return false };
    let fits = |id: EntityId| {
        entities.get(id).is_some_and(|entity| {
            let known = entity.kinds.first().and_then(|name| kinds.named(name));
            entity.named && known.is_some_and(|known| kinds.related(known, kind) && !kinds.is_a(known, "person"))
        })
    };
    if !fits(last.entity) {
        return false;
    }
    let mut members = vec![last.entity];
    let mut start = last.tokens.start;
    while let Some(before) = start.checked_sub(2).filter(|_| matches!(document.lower(start - 1), "and" | ","))
        && let Some(mention) = entities.mention_at(before).filter(|mention| mention.tokens.end == before + 1)
        && fits(mention.entity)
    {
        members.insert(0, mention.entity);
        start = mention.tokens.start;
    }
    let finer = kinds.lineage(kind);
    for &member in &members {
        if let Some(entity) = entities.get_mut(member) {
            let new: Vec<String> = finer.iter().filter(|kind| !entity.kinds.contains(kind)).cloned().collect();
            entity.kinds.splice(0..0, new);
        }
    }
    let whole = match members.as_slice() {
        [one] => *one,
        _ => {
            let name = document.words(start..head + 1).split_whitespace().collect::<Vec<_>>().join(" ");
            entities.add(Entity { name, kinds: finer, members, complete: true, ..Entity::default() })
        }
    };
    entities.mention(document, start..head + 1, head, whole);
    true
}

/// "the state of Yucatán", "the city of Oslo": a place of the kind that goes by the name behind "of".
fn named_of(document: &Document<'_>, kinds: &KindWords<'_>, entities: &mut Entities, head: usize, kind: KindId) -> bool {
    if document.lower(head + 1) != "of" || !kinds.is_a(kind, "place") {
        return false;
    }
    let start = head + 2 + usize::from(document.lower(head + 2) == "the");
    let Some(mention) = entities.mention_at(start).filter(|mention| mention.tokens.start == start) else { return false };
    let id = mention.entity;
    let end = mention.tokens.end;
    let named = entities.get(id).is_some_and(|entity| entity.named);
    if !named || !entities.is(id, "place") || entities.is(id, "country") {
        return false;
    }
    let finer = kinds.lineage(kind);
    if let Some(entity) = entities.get_mut(id) {
        let new: Vec<String> = finer.into_iter().filter(|kind| !entity.kinds.contains(kind)).collect();
        entity.kinds.splice(0..0, new);
    }
    entities.mention(document, head..end, head, id);
    true
}

/// Named organisations, events and other things, by each of their mentions: described ones can mean them.
fn named_things(document: &Document<'_>, kinds: &KindWords<'_>, entities: &Entities) -> Vec<Known> {
    let mentions = entities.mentions.iter().filter_map(|mention| {
        let finest = entities.get(mention.entity)?.kinds.first()?;
        let kind = kinds.named(finest)?;
        let wanted = !kinds.is_a(kind, "person");
        wanted.then(|| Known { last_token: mention.tokens.start, ..Known::at(document, mention.entity, kind, mention.head) })
    });
    mentions.collect()
}

/// Named things by the last word of a name of several words.
type ByLastWord = FxHashMap<String, Vec<(usize, EntityId)>>;

fn by_last_word(known: &[Known], entities: &Entities) -> ByLastWord {
    let mut index = ByLastWord::default();
    for known in known {
        let mut name = entities.get(known.entity).map(|entity| fold(&entity.name)).unwrap_or_default();
        if let Some(last) = name.pop().filter(|_| !name.is_empty()) {
            index.entry(last).or_default().push((known.last_token, known.entity));
        }
    }
    index
}

/// "the commission", once the text has named one "Commission" and no other.
fn by_head_word(document: &Document<'_>, named: &ByLastWord, head: usize) -> Option<EntityId> {
    let mut called = named.get(document.lower(head))?.iter().filter(|(at, _)| *at < head).map(|(_, entity)| *entity);
    let first = called.next()?;
    let determiner = document.child(head, Deprel::Det).map(|determiner| document.lower(determiner));
    let is_common = document.upos(head) == Upos::Noun && document.form(head).starts_with(char::is_lowercase);
    let is_bare = base(document, head).len() == 2 && document.child(head, Deprel::Nmod).is_none();
    (is_common && determiner == Some("the") && is_bare && called.all(|other| other == first)).then_some(first)
}

fn read(document: &Document<'_>, entities: &Entities, head: usize, kind: KindId, kind_words: usize) -> Phrase {
    let mut phrase = Phrase {
        head,
        kind,
        kind_words,
        tokens: base(document, head),
        definite: false,
        indefinite: false,
        plural: matches!(document.analysis.xpos(head), "NNS" | "NNPS"),
        both: false,
        // (Of "the summit last month" the month is no noun that it could modify.)
        modifying: matches!(document.rel(head), Deprel::Compound)
            && document.head(head).is_some_and(|noun| {
                let date = document.value(noun).is_some_and(|reading| matches!(reading.value, Value::Date(_)));
                noun > head && !date
            }),
        possessed: false,
        count: None,
        descriptors: Vec::new(),
    };
    if phrase.modifying {
        return Phrase { tokens: head - kind_words..head + 1, ..phrase };
    }
    for child in document.children(head) {
        let word = document.lower(child);
        match document.rel(child) {
            Deprel::Det | Deprel::DetPredet | Deprel::CcPreconj => match word {
                "the" | "this" | "that" | "these" | "those" => phrase.definite = true,
                "both" => phrase.both = true,
                "a" | "an" | "another" | "no" | "any" | "some" => phrase.indefinite = true,
                _ => {}
            },
            Deprel::NmodPoss => match entities.at(child) {
                Some(owner) => {
                    phrase.definite = true;
                    phrase.descriptors.push(Descriptor::Entity(owner));
                }
                // "this year's conference" is the one of the year.
                None if let Some(Value::Date(date)) = document.value(child).map(|reading| &reading.value) => {
                    phrase.definite = true;
                    phrase.descriptors.push(Descriptor::Date(date.clone()));
                }
                // "its panel", "the project's panel": the owner says which, and who that is is not known here.
                None => phrase.possessed = true,
            },
            Deprel::Compound
            | Deprel::Amod
            | Deprel::NmodUnmarked
            | Deprel::Nummod
            | Deprel::Flat
            | Deprel::NmodDesc => {
                modifier(document, entities, &mut phrase, child);
            }
            Deprel::Nmod => {
                let case = document.child(child, Deprel::Case).map(|case| document.lower(case));
                if matches!(case, Some("of" | "in" | "at" | "between" | "with" | "for" | "against")) {
                    related(document, entities, &mut phrase, child);
                }
            }
            _ => {}
        }
    }
    // "closed its plant in Grimsby": the tree may hang the place on the verb.
    if let Some(verb) = document.head(head).filter(|_| document.rel(head) == Deprel::Obj) {
        let behind = document.children_by(verb, &[Deprel::Obl]).find(|&child| document.subtree(child).start == head + 1);
        let place = behind.filter(|&child| {
            let case = document.child(child, Deprel::Case).map(|case| document.lower(case));
            matches!(case, Some("in" | "at" | "near")) && entities.at(child).is_some_and(|id| entities.is(id, "place"))
        });
        if let Some(place) = place.and_then(|child| entities.at(child)) {
            phrase.descriptors.push(Descriptor::Entity(place));
        }
    }
    phrase
}

/// A word or name before the noun.
fn modifier(document: &Document<'_>, entities: &Entities, phrase: &mut Phrase, child: usize) {
    if document.lower(child) == "both" {
        phrase.both = true;
    } else if let Some(owner) = entities.at(child) {
        phrase.descriptors.push(Descriptor::Entity(owner));
    } else if let Some(reading) = document.value(child) {
        match &reading.value {
            Value::Number(number) if number.ordinal => {
                if let Ok(ordinal) = u32::try_from(number.stated.to_integer()) {
                    phrase.descriptors.push(Descriptor::Ordinal(ordinal));
                }
            }
            Value::Number(number) if number.unit == crate::value::Unit::One && phrase.plural => phrase.count = Some(child),
            Value::Date(date) => phrase.descriptors.push(Descriptor::Date(date.clone())),
            _ => {}
        }
    } else if child < phrase.head && child + phrase.kind_words < phrase.head {
        phrase.descriptors.push(Descriptor::Word(document.lemma(child).to_lowercase()));
        let compounds = document.children_by(child, &[Deprel::Compound, Deprel::Amod]);
        compounds.for_each(|inner| {
            if let Some(owner) = entities.at(inner) {
                phrase.descriptors.push(Descriptor::Entity(owner));
            }
        });
    }
}

/// What stands behind the noun with a preposition, coordination included ("between Belgium and Panama").
fn related(document: &Document<'_>, entities: &Entities, phrase: &mut Phrase, child: usize) {
    let parts = std::iter::once(child).chain(document.children_by(child, &[Deprel::Conj]));
    for part in parts {
        if let Some(owner) = entities.at(part) {
            phrase.descriptors.push(Descriptor::Entity(owner));
        }
    }
}

/// The noun with the words before it that belong to it.
fn base(document: &Document<'_>, head: usize) -> Range<usize> {
    let own = [
        Deprel::Det,
        Deprel::DetPredet,
        Deprel::Amod,
        Deprel::Compound,
        Deprel::Nummod,
        Deprel::NmodPoss,
        Deprel::NmodUnmarked,
        Deprel::NmodDesc,
        Deprel::Flat,
    ];
    let before = document.children_by(head, &own).filter(|&child| child < head);
    let first = before.map(|child| document.subtree(child).start).min();
    first.unwrap_or(head).min(head)..head + 1
}

/// Links a described thing that is no person.
fn thing(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    known: &mut Vec<Known>,
    phrase: &Phrase,
) {
    if phrase.both {
        if let Some(group) = both(document, kinds, entities, known, phrase) {
            entities.mention(document, phrase.tokens.clone(), phrase.head, group);
        }
        return;
    }
    let said = predicated(document, kinds, entities, phrase);
    let found = said.or_else(|| apposed(document, kinds, entities, phrase)).or_else(|| {
        let new = phrase.indefinite || phrase.possessed;
        if new { announced(document, kinds, entities, known, phrase) } else { antecedent(document, kinds, entities, known, phrase) }
    });
    if found.is_none() && is_unreal(document, phrase.head) {
        return;
    }
    let id = found.unwrap_or_else(|| new_thing(document, kinds, entities, phrase));
    if let Some(entity) = entities.get_mut(id) {
        for descriptor in phrase.descriptors.iter().filter(|_| said.is_none()) {
            if !entity.descriptors.contains(descriptor) {
                entity.descriptors.push(descriptor.clone());
            }
        }
        let finer: Vec<String> =
            kinds.lineage(phrase.kind).into_iter().filter(|kind| !entity.kinds.contains(kind)).collect();
        if found.is_some() && !finer.is_empty() && !entity.named {
            entity.kinds.splice(0..0, finer);
        }
        let words = document.words(phrase.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        if entity.name != words && !entity.aliases.contains(&words) {
            entity.aliases.push(words);
        }
    }
    join_group(kinds, entities, known, phrase, id);
    entities.mention(document, phrase.tokens.clone(), phrase.head, id);
    known.push(Known::at(document, id, phrase.kind, phrase.head));
}

/// "ProtoStar-1 is the first satellite to …": what is said of a thing is the thing.
fn predicated(document: &Document<'_>, kinds: &KindWords<'_>, entities: &Entities, phrase: &Phrase) -> Option<EntityId> {
    document.child(phrase.head, Deprel::Cop)?;
    let denied = document.children_by(phrase.head, &[Deprel::Advmod, Deprel::Det]).any(|child| {
        matches!(document.lower(child), "not" | "n't" | "never" | "no")
    });
    let subject = document.child(phrase.head, Deprel::Nsubj).filter(|_| !denied)?;
    let id = entities.at(subject)?;
    let entity = entities.get(id).filter(|entity| entity.members.is_empty() && entity.count.is_none())?;
    let fits = entity.kinds.iter().filter_map(|kind| kinds.named(kind)).any(|kind| kinds.related(kind, phrase.kind));
    (fits && !phrase.plural).then_some(id)
}

/// What the headline announces and the body's first sentences tell anew: "Strong earthquake hits Chile", "An earthquake
/// of magnitude 6.1 …". Only where the headline speaks of one such thing.
fn announced(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &Entities,
    known: &[Known],
    phrase: &Phrase,
) -> Option<EntityId> {
    let opens = document.sentence_index(phrase.head) <= OPENING && document.block_kind(phrase.head) != BlockKind::Headline;
    if phrase.plural || phrase.possessed || !opens {
        return None;
    }
    let mut things = known.iter().filter(|known| {
        document.block_kind(known.last_token) == BlockKind::Headline
            && known.last_token < phrase.head
            && kinds.is_of(known.kind, phrase.kind)
            && entities.get(known.entity).is_some_and(|entity| {
                let owned = identifying(entities, &entity.descriptors).iter().any(|own| {
                    !is_place(entities, own) && !phrase.descriptors.contains(own)
                });
                let one = entity.count.is_none() && entity.members.is_empty();
                one && !owned && !at_odds(entities, &entity.descriptors, &phrase.descriptors)
            })
    });
    let first = things.next()?.entity;
    things.all(|known| known.entity == first).then_some(first)
}

/// How many sentences, the headline and the dateline among them, open an article.
const OPENING: usize = 4;

/// The block of a token, if it is a caption.
fn caption(document: &Document<'_>, token: usize) -> Option<usize> {
    matches!(document.block_kind(token), BlockKind::Caption | BlockKind::AltText)
        .then(|| document.block(token))
        .flatten()
}

/// "the G-7 summit, an international group": what the phrase is apposed to, or what singles that out, if it is of the kind.
fn apposed(document: &Document<'_>, kinds: &KindWords<'_>, entities: &Entities, phrase: &Phrase) -> Option<EntityId> {
    let head = document.head(phrase.head).filter(|_| document.rel(phrase.head) == Deprel::Appos)?;
    let target = entities.at(head)?;
    let of_kind = |id: EntityId| {
        entities.get(id).is_some_and(|entity| {
            entity.kinds.iter().filter_map(|kind| kinds.named(kind)).any(|kind| kinds.related(kind, phrase.kind))
        })
    };
    if of_kind(target) {
        return Some(target);
    }
    let owners = entities.get(target)?.descriptors.iter().filter_map(|descriptor| match descriptor {
        Descriptor::Entity(id) if of_kind(*id) => Some(*id),
        _ => None,
    });
    let owners: Vec<EntityId> = owners.collect();
    if let [one] = owners.as_slice() { Some(*one) } else { None }
}

fn new_thing(document: &Document<'_>, kinds: &KindWords<'_>, entities: &mut Entities, phrase: &Phrase) -> EntityId {
    let count = phrase.count.and_then(|token| document.value(token)).and_then(|reading| match &reading.value {
        Value::Number(number) => Some(number.clone()),
        _ => None,
    });
    let name = document.words(phrase.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    let complete = phrase.plural && count.as_ref().is_some_and(|count| count.hedge == crate::value::Hedge::None);
    entities.add(Entity { name, kinds: kinds.lineage(phrase.kind), count, complete, ..Entity::default() })
}

/// "the first referendum" is one of "two referendums".
fn join_group(kinds: &KindWords<'_>, entities: &mut Entities, known: &[Known], phrase: &Phrase, id: EntityId) {
    let ordinal = phrase.descriptors.iter().any(|descriptor| matches!(descriptor, Descriptor::Ordinal(_)));
    if phrase.plural || !ordinal {
        return;
    }
    let group = known.iter().rev().find(|known| {
        known.kind == phrase.kind && entities.get(known.entity).is_some_and(|entity| entity.count.is_some())
    });
    let Some(group) = group.map(|group| group.entity).filter(|&group| group != id) else { return };
    let _ = kinds;
    if let Some(group) = entities.get_mut(group).filter(|group| !group.members.contains(&id)) {
        group.members.push(id);
    }
}

/// The thing spoken of before that the phrase means.
fn antecedent(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &Entities,
    known: &[Known],
    phrase: &Phrase,
) -> Option<EntityId> {
    let own = identifying(entities, &phrase.descriptors);
    let noun = document.lower(phrase.head);
    let fitting = known.iter().filter(|known| known.last_token < phrase.head).filter(|known| {
        let Some(entity) = entities.get(known.entity) else { return false };
        let one =
            phrase.plural == (entity.count.is_some() && entity.members.is_empty()) || !phrase.plural || entity.named;
        // A named event of no known kind is not "the strike" that comes next, as an organisation may be "the company".
        let wider = !entity.named || !kinds.is_a(known.kind, "event") || entities.asked.contains(&known.entity);
        // Of places only the city and the country are taken up so: "the stadium" is not the town.
        let city = kinds.named("city") == Some(phrase.kind);
        let wider = wider && (city || !kinds.is_a(known.kind, "place"));
        let kind = kinds.is_of(known.kind, phrase.kind)
            || wider && kinds.related(known.kind, phrase.kind)
            || kinds.can_shorten(noun, known.kind);
        let group = entity.count.is_some() && !phrase.plural;
        one && kind && !group && !at_odds(entities, &entity.descriptors, &phrase.descriptors)
    });
    let mut recent: Vec<&Known> = fitting.collect();
    recent.sort_by_key(|known| std::cmp::Reverse(known.last_token));
    let shares = |known: &&&Known| {
        entities
            .get(known.entity)
            .is_some_and(|entity| own.iter().any(|descriptor| entity.descriptors.contains(descriptor)))
    };
    if phrase.modifying || !phrase.definite && !phrase.plural && phrase.descriptors.is_empty() {
        // A noun without an article says no more than which sort is meant; it is the one spoken of, if that is one.
        let mut things = recent.iter().filter(|known| kinds.is_of(known.kind, phrase.kind)).map(|known| known.entity);
        let last = things.next()?;
        return things.all(|other| other == last).then_some(last);
    }
    if !own.is_empty() {
        // "The Indonesian military" is not the Indonesian Navy, as "the company" may be.
        recent.retain(|known| {
            let named = entities.get(known.entity).is_some_and(|entity| entity.named);
            !named || kinds.is_of(known.kind, phrase.kind) || entities.asked.contains(&known.entity)
        });
        if let Some(shared) = recent.iter().find(shares) {
            return Some(shared.entity);
        }
        let ordinal = |descriptor: &Descriptor| matches!(descriptor, Descriptor::Ordinal(_));
        if phrase.definite && !phrase.plural && !phrase.descriptors.iter().any(ordinal) {
            // "The trial of Bill Cosby", where one trial was spoken of: that one, if it was not singled out otherwise.
            let mut things = recent.iter().filter(|known| kinds.is_of(known.kind, phrase.kind)).map(|known| known.entity);
            let one = things.next().filter(|one| things.all(|other| other == *one));
            if let Some(one) = one.filter(|&one| !entities.get(one).is_some_and(|entity| entity.named)) {
                return Some(one);
            }
        }
        if phrase.definite
            && let Some(opening) = opening_of(document, kinds, entities, known, phrase, &own)
        {
            return Some(opening);
        }
        let only_places = own.iter().all(|descriptor| is_place(entities, descriptor));
        if !(only_places && phrase.definite) {
            return None;
        }
    }
    let restricts = phrase.descriptors.iter().any(|descriptor| matches!(descriptor, Descriptor::Ordinal(_)));
    if !phrase.definite || restricts && own.is_empty() {
        let same = recent.iter().find(|known| {
            restricts
                && entities.get(known.entity).is_some_and(|entity| {
                    phrase.descriptors.iter().all(|descriptor| entity.descriptors.contains(descriptor))
                })
        });
        return same.map(|known| known.entity);
    }
    let here = caption(document, phrase.head);
    recent.retain(|known| known.caption.is_none() || known.caption == here);
    if own.is_empty() {
        // "The earthquake" is not the one of last February that was mentioned in passing; and it is one that was called
        // an earthquake rather than a thing that might be one.
        let dated = |entity: &Entity| entity.descriptors.iter().any(|known| matches!(known, Descriptor::Date(_)));
        recent.retain(|known| !(known.aside && entities.get(known.entity).is_some_and(dated)));
        recent.sort_by_key(|known| !(kinds.is_of(known.kind, phrase.kind) || entities.asked.contains(&known.entity)));
    }
    let near = |known: &&&Known| {
        document.sentence_index(phrase.head).saturating_sub(known.last_sentence) <= NEAR || opening(known)
    };
    recent.iter().find(near).map(|known| known.entity)
}

/// The thing that the article opens with, where the phrase names it in full for the first time: "ended a two-day summit"
/// in a sentence that speaks of the SCO, and then "the SCO summit".
fn opening_of(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &Entities,
    known: &[Known],
    phrase: &Phrase,
    own: &[Descriptor],
) -> Option<EntityId> {
    let first = known
        .iter()
        .find(|known| kinds.related(known.kind, phrase.kind) && opening(known) && known.caption.is_none())?;
    let entity = entities.get(first.entity)?;
    let singled_out =
        identifying(entities, &entity.descriptors).iter().any(|descriptor| !is_place(entities, descriptor));
    let sentence = document.sentence(first.last_token);
    let beside = own.iter().all(|descriptor| match descriptor {
        Descriptor::Entity(id) => sentence.clone().any(|token| entities.at(token) == Some(*id)),
        _ => false,
    });
    let fits = !entity.named && !singled_out && beside && entity.count.is_none();
    (fits && !at_odds(entities, &entity.descriptors, &phrase.descriptors)).then_some(first.entity)
}

/// How many sentences back a definite phrase reaches for what it means; what the article opens with is always in reach.
const NEAR: usize = 6;

fn opening(known: &Known) -> bool {
    known.last_sentence <= 2
}

/// The descriptors that single a thing out by themselves: other entities and dates.
fn identifying(entities: &Entities, descriptors: &[Descriptor]) -> Vec<Descriptor> {
    let _ = entities;
    let wanted = |descriptor: &&Descriptor| matches!(descriptor, Descriptor::Entity(_) | Descriptor::Date(_));
    descriptors.iter().filter(wanted).cloned().collect()
}

/// Words that set a thing apart from the one that is spoken of.
const ORDER: [&str; 14] = [
    "next", "previous", "upcoming", "earlier", "later", "other", "another", "further", "following", "future", "past",
    "similar", "separate", "unrelated",
];

/// Classes of things that single out by being of one class: a summit is not of two organisations, but may be of an
/// organisation and in a place.
const CLASSES: [&str; 4] = ["person", "organization", "place", "event"];

fn is_class(entities: &Entities, descriptor: &Descriptor, class: &str) -> bool {
    matches!(descriptor, Descriptor::Entity(id) if entities.is(*id, class))
}

fn is_place(entities: &Entities, descriptor: &Descriptor) -> bool {
    matches!(descriptor, Descriptor::Entity(id) if entities.is(*id, "place"))
}

/// Whether two descriptions single out different things: other owners, another number in the row, another date, other
/// describing nouns.
fn at_odds(entities: &Entities, a: &[Descriptor], b: &[Descriptor]) -> bool {
    let differ = |pick: &dyn Fn(&Descriptor) -> bool| {
        let (left, right): (Vec<_>, Vec<_>) =
            (a.iter().filter(|d| pick(d)).collect(), b.iter().filter(|d| pick(d)).collect());
        !left.is_empty() && !right.is_empty() && !left.iter().any(|descriptor| right.contains(descriptor))
    };
    let order = |of: &[Descriptor]| of.iter().any(|known| matches!(known, Descriptor::Word(word) if ORDER.contains(&word.as_str())));
    if order(a) || order(b) {
        // "The next launch" is neither "the previous launch" nor "the launch".
        let shared = a.iter().any(|known| matches!(known, Descriptor::Word(word) if ORDER.contains(&word.as_str())) && b.contains(known));
        if !shared {
            return true;
        }
    }
    differ(&|descriptor| matches!(descriptor, Descriptor::Ordinal(_)))
        || differ(&|descriptor| matches!(descriptor, Descriptor::Date(_)))
        || CLASSES.iter().any(|class| differ(&|descriptor| is_class(entities, descriptor, class)))
        || differ(&|descriptor| {
            matches!(descriptor, Descriptor::Entity(_)) && !CLASSES.iter().any(|class| is_class(entities, descriptor, class))
        })
}

/// "both sessions": the two things of that kind that the sentence or the two before it spoke of last, or else the only two
/// that the text has spoken of.
fn both(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    known: &[Known],
    phrase: &Phrase,
) -> Option<EntityId> {
    let here = caption(document, phrase.head);
    let fits = |known: &&Known| {
        let single =
            entities.get(known.entity).is_some_and(|entity| entity.count.is_none() && entity.members.is_empty());
        known.last_token < phrase.head && single && kinds.related(known.kind, phrase.kind) && known.caption == here
    };
    let mut recent: Vec<&Known> = known.iter().filter(fits).collect();
    recent.sort_by_key(|known| std::cmp::Reverse(known.last_token));
    let distinct = |known: &mut dyn Iterator<Item = &&Known>| {
        let mut members: Vec<EntityId> = Vec::new();
        for known in known {
            if !members.contains(&known.entity) {
                members.push(known.entity);
            }
        }
        members
    };
    let near = |known: &&&Known| document.sentence_index(phrase.head).saturating_sub(known.last_sentence) <= 2;
    let mut members = distinct(&mut recent.iter().filter(near));
    members.truncate(2);
    if members.len() < 2 {
        members = distinct(&mut recent.iter());
    }
    if members.len() != 2 {
        return None;
    }
    members.reverse();
    let name = document.words(phrase.tokens.clone()).to_owned();
    Some(entities.add(Entity { name, kinds: kinds.lineage(phrase.kind), members, complete: true, ..Entity::default() }))
}

/// Links a described person ("the Turkish leader", "the only world leader", "the host, President …") to a named one.
fn person(document: &Document<'_>, kinds: &KindWords<'_>, entities: &mut Entities, phrase: &Phrase) {
    let head = phrase.head;
    let apposed = document
        .children_by(head, &[Deprel::Appos])
        .chain(Some(head).filter(|_| document.rel(head) == Deprel::Appos).and_then(|_| document.head(head)))
        .find_map(|token| entities.at(token).filter(|&id| entities.is(id, "person")));
    let subject = document.child(head, Deprel::Cop).and_then(|_| document.child(head, Deprel::Nsubj));
    let predicated = subject.and_then(|subject| entities.at(subject)).filter(|&id| entities.is(id, "person"));
    let described = || {
        let own: Vec<&Descriptor> = phrase.descriptors.iter().filter(|d| matches!(d, Descriptor::Entity(_))).collect();
        if own.is_empty() || !phrase.definite || phrase.plural {
            return None;
        }
        let fitting = entities.offices.iter().filter(|office| office.held && office.modifier.is_none());
        let mut persons: Vec<EntityId> = Vec::new();
        for office in fitting {
            let owned = office.owner.is_some_and(|owner| own.contains(&&Descriptor::Entity(owner)));
            if owned && office.title.start < head && !persons.contains(&office.person) {
                persons.push(office.person);
            }
        }
        if let [one] = persons.as_slice() { Some(*one) } else { None }
    };
    let Some(id) = apposed.or(predicated).or_else(described) else { return };
    let finer: Vec<String> = kinds.lineage(phrase.kind);
    if let Some(entity) = entities.get_mut(id) {
        let new: Vec<String> = finer.into_iter().filter(|kind| !entity.kinds.contains(kind)).collect();
        entity.kinds.splice(0..0, new);
    }
    entities.mention(document, phrase.tokens.clone(), head, id);
}

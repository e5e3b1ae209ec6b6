//! Why a clause has no reading, or several: the most telling reason, and a remedy in the user's own words.

use super::declare::word_of;
use super::kinds::Family;
use super::phrase;
use super::reader::{Miss, Reader, Scope};
use super::slips;
use super::suggest::{self, alternatives, with_article};
use super::token::{Token, TokenKind, Tokens, is_common};
use crate::lang::formula::{Formula, Thing};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId};
use crate::lang::show;
use crate::lang::syntax::{Condition, ItemKind};
use crate::nlp::inflect;
use crate::source::{Problem, ProblemKind, Site, SourceId};
use crate::value::DateExpression;

/// Several readings: all are shown.
pub fn ambiguous(reader: &Reader<'_>, readings: &[Formula], site: Site) -> Problem {
    let words = reader.tokens.words(0, reader.tokens.len());
    let count = match readings.len() {
        2 => String::from("two"),
        3 => String::from("three"),
        more => more.to_string(),
    };
    let mut problem = Problem::new(ProblemKind::Vocabulary, "ambiguous-sentence", format!("`{words}` can be read in {count} ways"))
        .at(site, "which one is meant?")
        .help("say the kind of a name (`the city Washington`), put a name in quotation marks, or choose a phrase that only one concept has");
    let shown: Vec<String> =
        readings.iter().take(5).map(|reading| show::formula(reading, reader.scope.lexicon)).collect();
    let kinds: Vec<Vec<(&str, &str)>> = shown.iter().map(|reading| kinds_told(reading)).collect();
    for (number, (reading, own)) in shown.iter().zip(&kinds).enumerate() {
        // Where the kinds of names tell the readings apart, they are told; else the formula shows how it is meant.
        let others = || kinds.iter().enumerate().filter(|&(other, _)| other != number).map(|(_, other)| other);
        let apart: Vec<String> = own
            .iter()
            .filter(|told| others().any(|other| !other.contains(told)))
            .map(|(name, kind)| format!("`{name}` is {}", with_article(kind)))
            .collect();
        let meaning = if apart.is_empty() || others().any(|other| other == own) {
            reading.clone()
        } else {
            suggest::listed(&apart)
        };
        problem = problem.related(site, format!("reading {}: {meaning}", number + 1));
    }
    problem
}

/// The names of a shown formula with the kinds that they are taken for: `"Ulysses"/work`.
fn kinds_told(shown: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = shown.split('"').collect();
    let quoted = parts.windows(2).skip(1).step_by(2);
    quoted
        .filter_map(|pair| {
            let &[name, behind] = pair.first_chunk()?;
            Some((name, behind.strip_prefix('/')?.split([' ', ')', '(']).next()?))
        })
        .collect()
}

/// No reading: why.
pub fn no_reading(reader: &Reader<'_>, site: Site) -> Problem {
    if let Some(problem) = slips::likely(&reader.tokens) {
        return problem;
    }
    let words = reader.tokens.words(0, reader.tokens.len());
    let miss = reader.best_miss();
    let telling = miss.as_ref().is_some_and(Miss::is_telling);
    if let Some(miss) = miss.as_ref().filter(|_| telling) {
        return of_miss(reader, miss);
    }
    if let Some(problem) = unknown_words(reader, false) {
        return problem;
    }
    if let Some(miss) = miss {
        return of_miss(reader, &miss);
    }
    if let Some(problem) = bare_is(reader) {
        return problem;
    }
    Problem::new(ProblemKind::Parse, "no-reading", format!("`{words}` is no sentence of the rule language"))
        .at(site, "no verb or comparison joins these words")
        .help(example(reader))
}

fn kind_name(reader: &Reader<'_>, kind: KindId) -> String {
    reader.scope.lexicon.kind(kind).map_or_else(String::new, |kind| kind.name.clone())
}

fn of_miss(reader: &Reader<'_>, miss: &Miss) -> Problem {
    let name = |kind: KindId| kind_name(reader, kind);
    let described = |id: ConceptId| {
        reader.concept(id).map_or_else(String::new, |concept| suggest::described(reader.scope.lexicon, concept))
    };
    match miss {
        Miss::Kind { site, words, is, wanted, .. } => {
            let (is, wanted) = (name(*is), name(*wanted));
            Problem::new(
                ProblemKind::Type,
                "kind-mismatch",
                format!("`{words}` is {}, and {} is asked for here", with_article(&is), with_article(&wanted)),
            )
            .at(*site, with_article(&is))
            .help(format!(
                "name {} here, or use a verb or phrase that takes {}",
                with_article(&wanted),
                with_article(&is)
            ))
        }
        Miss::Unit { site, words, is, wanted } => unit_mismatch(reader, *site, words, *is, *wanted),
        Miss::OxfordComma(site, list) => oxford(*site, list),
        Miss::NoObject(site, concept) => {
            let verb = reader.concept(*concept);
            let phrase = verb.map_or("", |verb| verb.phrase.as_str());
            let object = reader.place(*concept, 1).map_or_else(String::new, name);
            let subject = reader.place(*concept, 0).map_or_else(String::new, name);
            Problem::new(
                ProblemKind::Parse,
                "missing-object",
                format!("`{phrase}` needs {} after it", with_article(&object)),
            )
            .at(*site, "no object follows")
            .help(format!("write `{} {phrase} {}`", with_article(&subject), with_article(&object)))
        }
        Miss::WhichTopic(site, concept) => {
            let topics: Vec<String> = reader.scope.topics.iter().map(|topic| format!("`{}`", topic.words)).collect();
            let phrase = reader.concept(*concept).map_or("", |concept| concept.phrase.as_str());
            let first = reader.scope.topics.first().map_or("", |topic| topic.words.as_str());
            Problem::new(
                ProblemKind::Reference,
                "which-topic",
                format!("`{phrase}` could belong to any of the topics: {}", suggest::listed(&topics)),
            )
            .at(*site, "whose?")
            .help(format!("name its owner: `{phrase} of {first}`"))
        }
        Miss::TopicKind(site, concept) => {
            let topics: Vec<String> = reader
                .scope
                .topics
                .iter()
                .map(|topic| format!("`{}` ({})", topic.words, with_article(&name(topic.kind))))
                .collect();
            let phrase = reader.concept(*concept).map_or("", |concept| concept.phrase.as_str());
            let owner = reader.place(*concept, 0).map_or_else(String::new, name);
            Problem::new(
                ProblemKind::Type,
                "topic-kind",
                format!("{} cannot belong to the topic {}", described(*concept), suggest::listed(&topics)),
            )
            .at(*site, "no owner is named")
            .help(format!("name one: `{phrase} of {}`, or change the `about` line", with_article(&owner)))
        }
        Miss::Date(site, words, expression) => date(*site, words, expression),
        Miss::Pattern(site, reason) => {
            Problem::new(ProblemKind::Parse, "bad-pattern", format!("this is no regular expression: {reason}"))
                .at(*site, "cannot be read")
                .help("to look for these very words, write `contains` in place of `matches`")
        }
        Miss::Reference(site, words) => {
            let names = reader.scope.references.iter().map(|reference| reference.words.as_str());
            let near = suggest::nearest(words, names).map(str::to_owned);
            let help = near.map_or_else(
                || {
                    let normal = phrase::normal(words);
                    let mut kinds = reader.scope.lexicon.kinds.iter().map(|kind| kind.name.as_str());
                    let kind = kinds.find(|kind| phrase::normal(kind) == normal).unwrap_or("country");
                    format!(
                        "declare it, `reference {words} from \"data/{}.csv\"`, and below it what a row is, `each row is {} named by name`; or write `agrees with the facts`",
                        words.replace(' ', "-"),
                        with_article(kind)
                    )
                },
                |near| format!("did you mean `agrees with {near}`?"),
            );
            Problem::new(ProblemKind::Reference, "unknown-reference", format!("there is no reference `{words}`"))
                .at(*site, "not declared")
                .help(help)
        }
        Miss::Quantifier(site, reason, help) => {
            Problem::new(ProblemKind::Parse, "quantifier", format!("this would be {reason}"))
                .at(*site, "not one reading")
                .help(*help)
        }
    }
}

/// A date that names no days of a calendar.
pub fn date(site: Site, words: &str, expression: &DateExpression) -> Problem {
    match expression {
        DateExpression::Impossible(reason) => {
            Problem::new(ProblemKind::Type, "impossible-date", format!("`{words}` is in no calendar: {reason}"))
                .at(site, "no such day")
                .help("correct the day or the month")
        }
        _ => Problem::new(ProblemKind::Type, "incomplete-date", format!("`{words}` does not say which days are meant"))
            .at(site, "depends on when it is read")
            .help("write the whole date, for example `July 3, 2024` or `2024-07-03`"),
    }
}

/// An `about` line that names nothing.
pub fn no_topic(reader: &Reader<'_>, site: Site) -> Problem {
    let words = reader.tokens.words(0, reader.tokens.len());
    if let Some(miss @ Miss::OxfordComma(..)) = reader.best_miss() {
        return of_miss(reader, &miss);
    }
    unknown_words(reader, true).unwrap_or_else(|| {
        Problem::new(ProblemKind::Vocabulary, "no-topic", format!("`{words}` names no thing"))
            .at(site, "neither a name nor a description")
            .help("name the topic (`about \"Shanghai Cooperation Organization\"`), or describe it (`about the SCO summit`)")
    })
}

/// How a topic was written.
pub fn words_of_thing(reader: &Reader<'_>, thing: &Thing) -> String {
    let site = match thing {
        Thing::Named { site, .. } | Thing::Text(_, site) | Thing::Value(_, site) | Thing::Holder(_, _, site) => *site,
        Thing::Described(description) => description.site,
        _ => reader.tokens.whole(),
    };
    let inside = |token: &&Token| site.span.contains(token.span);
    let words: Vec<&str> = reader.tokens.all.iter().filter(inside).map(|token| token.text.as_str()).collect();
    words.join(" ")
}

fn unit_mismatch(reader: &Reader<'_>, site: Site, words: &str, is: KindId, wanted: KindId) -> Problem {
    let known = &reader.scope.known;
    let (is_name, wanted_name) = (kind_name(reader, is), kind_name(reader, wanted));
    let example = match wanted {
        kind if kind == known.percentage => String::from("25%"),
        kind if kind == known.money => String::from("$5 million"),
        kind if kind == known.duration => String::from("two days"),
        kind if kind == known.score => String::from("3-0"),
        kind if kind == known.number => String::from("nine"),
        kind => match reader.family(kind) {
            Family::Date => String::from("July 3, 2024"),
            Family::Text => String::from("\"…\""),
            Family::Number => String::from("178 cm"),
            _ => wanted_name.clone(),
        },
    };
    let bare = is == known.number && reader.family(wanted) == Family::Number;
    let help = if bare {
        format!("say the unit, for example `{example}`")
    } else {
        format!("write {}, for example `{example}`", with_article(&wanted_name))
    };
    Problem::new(
        ProblemKind::Type,
        "unit-mismatch",
        format!("`{words}` is {}, and {} is asked for here", with_article(&is_name), with_article(&wanted_name)),
    )
    .at(site, with_article(&is_name))
    .help(help)
}

fn oxford(site: Site, list: &str) -> Problem {
    Problem::new(
        ProblemKind::Parse,
        "oxford-comma",
        "a comma before `and` or `or` starts a new clause, it does not close a list",
    )
    .at(site, "this comma")
    .help(format!("write the list in AP style: `{list}`"))
}

/// An Oxford comma that made two clauses of one: the first part is a list without a verb.
pub fn oxford_comma(scope: Scope<'_>, source: SourceId, parts: &[Condition], any: bool) -> Option<Problem> {
    let (Condition::Clause(first), Condition::Clause(second)) = (parts.first()?, parts.get(1)?) else { return None };
    let has_comma = first.items.iter().any(|item| item.kind == ItemKind::Comma);
    let reader = Reader::new(scope, Tokens::new(first, source, scope.index));
    let tokens = &reader.tokens;
    if !has_comma || tokens.len() > 60 || (1..tokens.len()).any(|at| reader.may_begin_verb(at)) {
        // "the members are A, B, and C": what follows the comma has no verb.
        let reader = Reader::new(scope, Tokens::new(second, source, scope.index));
        let tokens_after = &reader.tokens;
        let last = parts.len() == 2 && has_comma && tokens_after.len() < 60;
        if !last || (0..tokens_after.len()).any(|at| reader.may_begin_verb(at)) {
            return None;
        }
    }
    let word = if any { "or" } else { "and" };
    let comma = Site { source, span: crate::source::Span { start: first.span.end, end: first.span.end + 1 } };
    let second = Tokens::new(second, source, scope.index);
    let list = format!("{} {word} {}", tokens.words(0, tokens.len()), second.words(0, second.len()));
    Some(oxford(comma, &list))
}

/// Which tokens no phrase, name, value or small word of the language explains.
fn unknown_words(reader: &Reader<'_>, topic: bool) -> Option<Problem> {
    let tokens = &reader.tokens.all;
    let mut known = vec![false; tokens.len()];
    for at in 0..tokens.len() {
        let mut cover = |end: usize| known.iter_mut().take(end).skip(at).for_each(|known| *known = true);
        if let Some(found) = reader.nouns_found(at).first() {
            cover(found.end);
        }
        for verb in reader.verbs(at) {
            cover(verb.end);
        }
        for comparator in reader.comparators(at) {
            cover(comparator.end);
        }
        if let Some((_, end)) = reader.value_at(at) {
            cover(end);
        }
    }
    let unknown: Vec<usize> = (0..tokens.len())
        .filter(|&at| {
            !known.get(at).copied().unwrap_or(true)
                && tokens.get(at).is_some_and(|token| is_common(token) && !is_word_of_language(token))
        })
        .collect();
    let first = *unknown.first()?;
    let mut end = first + 1;
    while unknown.contains(&end) {
        end += 1;
    }
    nearest_phrase(reader, &unknown).or_else(|| undeclared(reader, (first, end), topic))
}

/// Words that the forms of clauses are made of, beyond those that end a name.
fn is_word_of_language(token: &Token) -> bool {
    token.is_any(&[
        "first",
        "second",
        "third",
        "average",
        "total",
        "highest",
        "lowest",
        "number",
        "everything",
        "article",
        "difference",
        "percent",
        "change",
        "time",
        "date",
        "place",
        "according",
        "other",
        "apart",
        "case",
        "says",
        "say",
        "said",
        "wrote",
        "writes",
        "tweeted",
        "includes",
        "include",
        "contains",
        "contain",
        "matches",
        "agrees",
        "agree",
        "without",
        "facts",
    ])
}

/// The nearest phrase of the lexicon to the words around an unknown one.
fn nearest_phrase(reader: &Reader<'_>, unknown: &[usize]) -> Option<Problem> {
    let tokens = &reader.tokens;
    let mut best: Option<(usize, usize, usize, String, super::phrase::Meaning)> = None;
    for &at in unknown {
        for start in at.saturating_sub(2)..=at {
            for end in at + 1..=(at + 3).min(tokens.len()) {
                if tokens.all.get(start..end).unwrap_or_default().iter().any(|token| token.kind != TokenKind::Word) {
                    continue;
                }
                let words = tokens.words(start, end).to_lowercase();
                for (phrase, meaning) in &reader.scope.index.spoken {
                    if phrase.split(' ').count() != end - start {
                        continue;
                    }
                    let budget = (words.chars().count() / 4).clamp(1, 3);
                    let distance = near(&words, phrase, matches!(meaning, super::phrase::Meaning::Verb(_)));
                    let better = best.as_ref().is_none_or(|(least, ..)| distance < *least);
                    if distance > 0 && distance <= budget && better {
                        best = Some((distance, start, end, phrase.clone(), *meaning));
                    }
                }
            }
        }
    }
    let (_, start, end, phrase, meaning) = best?;
    let what = match meaning {
        super::phrase::Meaning::Kind(_) => "kind",
        super::phrase::Meaning::Name(_) => "name",
        super::phrase::Meaning::Noun(id) | super::phrase::Meaning::Counted(id) => {
            reader.concept(id).map_or("phrase", |concept| word_of(concept.category))
        }
        super::phrase::Meaning::Verb(_) | super::phrase::Meaning::VerbAlone(_) => "relation",
    };
    let words = tokens.words(start, end);
    Some(
        Problem::new(ProblemKind::Vocabulary, "unknown-phrase", format!("`{words}` is not declared"))
            .at(tokens.site(start, end), "unknown")
            .help(format!("did you mean the {what} `{phrase}`?")),
    )
}

/// How far two phrases are apart; of a verb the base counts as well.
fn near(words: &str, phrase: &str, verb: bool) -> usize {
    if words.len().abs_diff(phrase.len()) > 4 {
        return usize::MAX;
    }
    let phrase = phrase.to_lowercase();
    let plain = strsim::osa_distance(words, &phrase).min(strsim::osa_distance(words, &format!("{phrase}s")));
    if !verb {
        return plain;
    }
    let (head, rest) = phrase.split_once(' ').unwrap_or((&phrase, ""));
    let bases = inflect::verb_bases(head);
    let with = |base: &String| if rest.is_empty() { base.clone() } else { format!("{base} {rest}") };
    bases.iter().map(|base| strsim::osa_distance(words, &with(base))).min().unwrap_or(plain).min(plain)
}

/// A word that is neither declared nor quoted: a noun, or where a verb should stand, a verb.
fn undeclared(reader: &Reader<'_>, (at, end): (usize, usize), topic: bool) -> Option<Problem> {
    let tokens = &reader.tokens;
    let verbs = (0..tokens.len()).any(|at| !reader.verbs(at).is_empty() || !reader.comparators(at).is_empty());
    if !verbs && at > 0 && !topic {
        let (words, site) = (tokens.words(at, at + 1), tokens.site(at, at + 1));
        let before = tokens.words(0, at);
        return Some(
            Problem::new(ProblemKind::Vocabulary, "unknown-verb", format!("no relation is called `{words}`"))
                .at(site, "unknown")
                .help(format!("declare it, for example `relation thing {words} thing`; if `{before} {words}` is a name, put it in quotation marks")),
        );
    }
    let (words, site) = (tokens.words(at, end), tokens.site(at, end));
    Some(
        Problem::new(ProblemKind::Vocabulary, "common-noun", format!("`{words}` is neither quoted nor declared"))
            .at(site, "a common noun")
            .help(format!(
                "write `\"{words}\"` if the article has it in these words, or declare `kind {words} is a thing`"
            )),
    )
}

/// `X is Y` of two names.
fn bare_is(reader: &Reader<'_>) -> Option<Problem> {
    let tokens = &reader.tokens;
    let at = (1..tokens.len()).find(|&at| tokens.get(at).is_some_and(|token| inflect::is_be(&token.lower)))?;
    let (left, right) = (tokens.words(0, at), tokens.words(at + 1, tokens.len()));
    Some(
        Problem::new(
            ProblemKind::Parse,
            "no-reading",
            format!("`{left}` and `{right}` cannot be compared by `{}`", tokens.words(at, at + 1)),
        )
        .at(tokens.whole(), "neither an attribute nor a role")
        .help(example(reader)),
    )
}

/// A well-formed sentence with the user's own words in it.
fn example(reader: &Reader<'_>) -> String {
    let tokens = &reader.tokens;
    let name = (0..tokens.len())
        .flat_map(|start| (start + 1..=tokens.len()).rev().map(move |end| (start, end)))
        .find(|&(start, end)| end - start <= 6 && reader.name(start, end).is_some())
        .map(|(start, end)| tokens.words(start, end));
    let concepts = || {
        (0..tokens.len()).flat_map(|at| reader.nouns_found(at)).filter_map(|found| match found.meaning {
            super::phrase::Meaning::Noun(id) => reader.concept(id),
            _ => None,
        })
    };
    let first = concepts().next();
    let verb = (0..tokens.len()).flat_map(|at| reader.verbs(at)).find_map(|verb| reader.concept(verb.concept));
    let kind = |concept: &Concept, index: usize| {
        let place = concept.places.get(index).map(|place| kind_name(reader, place.kind));
        with_article(&place.unwrap_or_default())
    };
    match (first, verb) {
        (Some(concept), _) if concept.category == Category::Attribute => {
            let owner = name.unwrap_or_else(|| kind(concept, 0));
            format!("write a comparison, for example `{} of {owner} is …`", concept.phrase)
        }
        (Some(concept), _) if concept.category == Category::Role => {
            let holder = name.unwrap_or_else(|| kind(concept, 1));
            format!("write who holds the role, for example `{holder} is the {} of …`", concept.phrase)
        }
        (_, Some(concept)) => {
            let subject = kind(concept, 0);
            let object = if concept.places.len() > 1 { format!(" {}", kind(concept, 1)) } else { String::new() };
            format!("write subject, verb and object, for example `{subject} {}{object}`", concept.phrase)
        }
        _ => {
            let options = [
                String::from("`ATTRIBUTE of THING is VALUE`"),
                String::from("`THING verb THING`"),
                String::from("`there are NUMBER KIND`"),
            ];
            format!("a sentence has the form {}", alternatives(&options))
        }
    }
}

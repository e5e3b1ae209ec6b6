//! From trees to roles: who does what to whom, however the sentence puts it.
//!
//! Passive, relative clauses, participles, control and coordination are undone here, once for every concept. What comes
//! out is in terms of the active voice: the subject of "was attended by Putin" is Putin.

use super::document::Document;
use crate::article::BlockKind;
use crate::nlp::inflect;
use crate::nlp::{Deprel, Upos};

/// How far a chain of clauses is followed upwards.
const DEPTH: usize = 6;

/// Relative pronouns.
fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "which" | "that" | "whom" | "whose")
}

/// Whether the token is a noun, a name or a pronoun.
fn is_nominal(document: &Document<'_>, token: usize) -> bool {
    matches!(document.upos(token), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
}

fn is_infinitive(document: &Document<'_>, verb: usize) -> bool {
    document.children_by(verb, &[Deprel::Mark]).any(|mark| document.lower(mark) == "to")
}

/// Whether the verb stands in the passive.
pub fn is_passive(document: &Document<'_>, verb: usize) -> bool {
    let marked = document.children(verb).any(|child| {
        matches!(document.rel(child), Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass)
            || document.rel(child) == Deprel::OblAgent && case(document, child) == Some("by")
    });
    // "is gone", "is closed": a participle that was taken for an adjective.
    let state = document.child(verb, Deprel::Cop).is_some() && inflect::is_participle(document.lower(verb));
    if marked || state || described_by(document, verb).is_some() {
        return true;
    }
    let participle = document.analysis.xpos(verb) == "VBN";
    let auxiliary = document.child(verb, Deprel::Aux).is_some() || document.child(verb, Deprel::Cop).is_some();
    match document.rel(verb) {
        // "were reported injured", "left stranded"
        Deprel::Xcomp if inflect::is_participle(document.lower(verb)) && !is_infinitive(document, verb) => {
            let perfect = document.head(verb).is_some_and(|head| document.lemma(head) == "have");
            // (A quotation's "said Ann Lee" has a subject of its own.)
            !perfect && document.child(verb, Deprel::Obj).is_none() && document.child(verb, Deprel::Nsubj).is_none()
        }
        Deprel::Acl | Deprel::Amod => participle,
        Deprel::Conj if participle && !auxiliary => document.head(verb).is_some_and(|head| is_passive(document, head)),
        Deprel::Root | Deprel::Advcl | Deprel::Parataxis => {
            // In a paragraph's main clause "the fire killed at least 14" has its subject, and "killed" is no participle.
            let active = document.rel(verb) == Deprel::Root
                && document.block_kind(verb) == BlockKind::Paragraph
                && document.child(verb, Deprel::Nsubj).is_some_and(|subject| document.value(subject).is_none());
            participle && !auxiliary && !active && document.child(verb, Deprel::Obj).is_none()
        }
        _ => false,
    }
}

/// "…, directed by Louis Berg": the noun before the comma, of which a participle with "by" right behind it is said.
fn described_by(document: &Document<'_>, verb: usize) -> Option<usize> {
    let comma = verb.checked_sub(1).filter(|&at| document.lower(at) == ",")?;
    let participle = inflect::is_participle(document.lower(verb)) && document.lower(verb + 1) == "by";
    let mut noun =
        comma.checked_sub(1).filter(|&at| participle && matches!(document.upos(at), Upos::Noun | Upos::Propn))?;
    let inner = |at: usize| matches!(document.rel(at), Deprel::Flat | Deprel::Compound);
    while let Some(head) = document.head(noun).filter(|&head| inner(noun) && head < comma) {
        noun = head;
    }
    document.sentence(verb).contains(&noun).then_some(noun)
}

/// "Born in Oslo in 1960, Ann Lee grew up in Bergen": the subject of the clause that a participle opens, where the tree has
/// made that clause hang on the participle.
fn described_behind(document: &Document<'_>, verb: usize) -> Option<usize> {
    let first = document.sentence(verb).start;
    let opens = first == verb || first + 1 == verb && document.upos(first) == Upos::Adv;
    let opens = opens && document.rel(verb) == Deprel::Root;
    if !opens || !matches!(document.analysis.xpos(verb), "VBN" | "VBG") {
        return None;
    }
    let clauses = [Deprel::Parataxis, Deprel::Ccomp, Deprel::Conj, Deprel::Advcl, Deprel::Xcomp];
    document.children_by(verb, &clauses).find_map(|clause| {
        let subject = document.children_by(clause, &[Deprel::Nsubj, Deprel::NsubjPass]).next()?;
        let start = document.subtree(subject).start;
        let comma = (start.saturating_sub(1)..start + 1).any(|at| document.lower(at) == ",");
        comma.then_some(subject)
    })
}

/// The token with those coordinated with it ("Putin, Xi and Modi").
pub fn coordinated(document: &Document<'_>, token: usize) -> Vec<usize> {
    let mut all = vec![token];
    all.extend(
        document
            .children(token)
            .filter(|&child| document.rel(child) == Deprel::Conj && document.upos(child) != Upos::Verb)
            // What has a preposition that the first lacks is no second of it: "replaced Jo Park *with Lin Wu*".
            .filter(|&child| {
                document.child(child, Deprel::Case).is_none() || document.child(token, Deprel::Case).is_some()
            }),
    );
    all
}

/// Whether a word is what something is called: "rated critical", "declared dead", "remained open".
pub fn is_judged(document: &Document<'_>, token: usize) -> bool {
    const JUDGING: [&str; 22] = [
        "rate", "consider", "deem", "call", "judge", "declare", "report", "become", "remain", "stay", "find", "label",
        "classify", "believe", "presume", "regard", "describe", "list", "certify", "go", "turn", "leave",
    ];
    let judged = matches!(document.rel(token), Deprel::Xcomp | Deprel::Obl | Deprel::Advcl);
    judged && document.head(token).is_some_and(|verb| JUDGING.contains(&document.lemma(verb)))
}

/// What is left out of what a noun says: "every position *except catcher*".
pub fn exceptions(document: &Document<'_>, noun: usize) -> Vec<usize> {
    let all = document
        .children_by(noun, &[Deprel::Det])
        .any(|det| matches!(document.lower(det), "every" | "all" | "any" | "each" | "no"));
    if !all {
        return Vec::new();
    }
    let end = document.sentence(noun).end;
    let except =
        (noun + 1..end.min(noun + 9)).find(|&at| matches!(document.lower(at), "except" | "excluding" | "barring"));
    let named = except.and_then(|at| {
        (at + 1..end.min(at + 5)).find(|&token| matches!(document.upos(token), Upos::Noun | Upos::Propn))
    });
    let Some(first) = named else { return Vec::new() };
    // A compound's last word is what it says.
    let head = (first..end).take_while(|&at| matches!(document.upos(at), Upos::Noun | Upos::Propn)).last();
    coordinated(document, head.unwrap_or(first))
}

/// What a noun is said to include: "in cities *such as Talca and Lolol*", "leaders including Xi".
pub fn examples(document: &Document<'_>, noun: usize) -> Vec<usize> {
    document
        .children_by(noun, &[Deprel::Nmod, Deprel::Acl, Deprel::Appos])
        .filter(|&child| {
            document
                .children_by(child, &[Deprel::Case])
                .any(|case| matches!(document.lower(case), "such" | "including" | "like" | "namely"))
        })
        .flat_map(|child| coordinated(document, child))
        .collect()
}

/// The subjects as the grammar has them: of the clause itself, or else of the clause that it hangs on.
pub fn grammatical_subjects(document: &Document<'_>, predicate: usize) -> Vec<usize> {
    subjects(document, predicate, DEPTH)
}

fn subjects(document: &Document<'_>, predicate: usize, depth: usize) -> Vec<usize> {
    let subjects_of = |relative: bool| {
        document.children(predicate).find(|&child| {
            matches!(document.rel(child), Deprel::Nsubj | Deprel::NsubjPass)
                && is_relative(document.lower(child)) == relative
        })
    };
    if let Some(own) = subjects_of(false) {
        // "35 percent said they believed": those who say it are those who do.
        let sayer = document
            .head(predicate)
            .filter(|_| document.lower(own) == "they" && document.rel(predicate) == Deprel::Ccomp && depth > 0);
        let sayers = sayer.map(|head| subjects(document, head, depth - 1)).filter(|sayers| !sayers.is_empty());
        return sayers.unwrap_or_else(|| coordinated(document, own));
    }
    if subjects_of(true).is_some()
        && let Some(noun) = document.head(predicate).filter(|&head| is_nominal(document, head))
    {
        // "Bo Berg was among those who attended"
        let those = matches!(document.lower(noun), "those" | "people" | "ones")
            && noun.checked_sub(1).is_some_and(|before| document.lower(before) == "among");
        let whom = || match document.rel(noun) {
            Deprel::Xcomp | Deprel::Obl | Deprel::Nmod => {
                let head = document.head(noun)?;
                document.child(head, Deprel::Cop)?;
                Some(document.child(head, Deprel::Nsubj).unwrap_or(head))
            }
            _ => document.child(noun, Deprel::Cop).and_then(|_| document.child(noun, Deprel::Nsubj)),
        };
        return vec![whom().filter(|_| those).unwrap_or(noun)];
    }
    // "congratulated Bo Berg, who won": the name before the pronoun, whatever the clause hangs on.
    let who =
        document.children_by(predicate, &[Deprel::Nsubj, Deprel::NsubjPass]).find(|&at| document.lower(at) == "who");
    if let Some(noun) = who.and_then(|who| noun_before(document, who)) {
        return vec![noun];
    }
    if let Some(noun) = described_by(document, predicate).or_else(|| described_behind(document, predicate)) {
        return vec![noun];
    }
    let Some(head) = document.head(predicate).filter(|_| depth > 0) else { return Vec::new() };
    match document.rel(predicate) {
        Deprel::Conj => subjects(document, head, depth - 1),
        Deprel::Xcomp | Deprel::Ccomp
            if document.rel(predicate) == Deprel::Xcomp || is_infinitive(document, predicate) =>
        {
            match document.child(head, Deprel::Obj).or(document.child(head, Deprel::Iobj)) {
                Some(object) if !is_passive(document, head) => coordinated(document, object),
                _ => subjects(document, head, depth - 1),
            }
        }
        Deprel::Advcl => {
            let bare = document.child(predicate, Deprel::Mark).is_none_or(|mark| {
                matches!(
                    document.lower(mark),
                    "to" | "before" | "after" | "while" | "when" | "by" | "despite" | "without" | "against"
                )
            });
            if bare { subjects(document, head, depth - 1) } else { Vec::new() }
        }
        Deprel::AclRelcl => vec![head],
        // "Founded in 1950, Acme makes shoes."
        Deprel::Amod if document.analysis.xpos(predicate) == "VBN" && document.children(predicate).next().is_some() => {
            vec![head]
        }
        // "Brock Holt (born June 11, 1988)"
        Deprel::Parataxis if document.analysis.xpos(predicate) == "VBN" && is_nominal(document, head) => vec![head],
        Deprel::Acl if matches!(document.analysis.xpos(predicate), "VBG" | "VBN") => vec![head],
        // "with the first meeting set to take place": a participle that was taken for a noun.
        Deprel::Acl if is_nominal(document, predicate) && inflect::is_participle(document.lower(predicate)) => {
            vec![head]
        }
        Deprel::Acl if document.child(head, Deprel::Cop).is_some() => subjects(document, head, depth - 1),
        _ => Vec::new(),
    }
}

/// Who does it: the subject of the active voice.
pub fn logical_subjects(document: &Document<'_>, verb: usize) -> Vec<usize> {
    if !is_passive(document, verb) {
        return grammatical_subjects(document, verb);
    }
    let agent = document.children(verb).find(|&child| {
        document.rel(child) == Deprel::OblAgent
            || (document.rel(child) == Deprel::Obl && case(document, child) == Some("by"))
    });
    agent.map(|agent| coordinated(document, agent)).unwrap_or_default()
}

/// "The Oslo Pact, which Norway has criticised": of two subjects the relative one is the object, and what stands before it
/// is meant.
fn relative_object(document: &Document<'_>, verb: usize) -> Option<usize> {
    let pronoun = document
        .child(verb, Deprel::Obj)
        .filter(|&at| at < verb && matches!(document.lower(at), "which" | "that" | "whom" | "who"));
    if let Some(pronoun) = pronoun {
        let clause = document.head(verb).filter(|_| document.rel(verb) == Deprel::AclRelcl);
        return clause.or_else(|| noun_before(document, pronoun));
    }
    let mut subjects = document.children_by(verb, &[Deprel::Nsubj]);
    let relative = subjects.next().filter(|&at| matches!(document.lower(at), "which" | "that" | "whom" | "who"))?;
    subjects.next().filter(|&subject| subject > relative && subject < verb)?;
    noun_before(document, relative)
}

/// The noun or name right before a relative pronoun, a comma aside.
fn noun_before(document: &Document<'_>, relative: usize) -> Option<usize> {
    let comma = relative.checked_sub(1).filter(|&at| document.lower(at) == ",");
    let mut noun = comma.unwrap_or(relative).checked_sub(1).filter(|&at| is_nominal(document, at))?;
    while let Some(head) = document.head(noun)
        && matches!(document.rel(noun), Deprel::Flat | Deprel::Compound)
        && head < relative
    {
        noun = head;
    }
    document.sentence(relative).contains(&noun).then_some(noun)
}

/// What it is done to: the object of the active voice.
pub fn logical_objects(document: &Document<'_>, verb: usize) -> Vec<usize> {
    if let Some(object) = relative_object(document, verb) {
        return vec![object];
    }
    if is_passive(document, verb) {
        return grammatical_subjects(document, verb);
    }
    let object = document.child(verb, Deprel::Obj);
    if let Some(object) = object {
        return coordinated(document, object);
    }
    // An object that was taken for an adverbial: it stands behind its verb without a preposition and is no date.
    let unmarked = document.children_by(verb, &[Deprel::Obl, Deprel::OblUnmarked]).find(|&child| {
        child > verb
            && is_nominal(document, child)
            && document.value(child).is_none()
            && document.child(child, Deprel::Case).is_none()
            && document.subtree(child).start == verb + 1
    });
    if let Some(unmarked) = unmarked {
        return coordinated(document, unmarked);
    }
    // "favour changing the flag": what is done is the object.
    let doing = document.children_by(verb, &[Deprel::Ccomp, Deprel::Xcomp]).find(|&child| {
        document.analysis.xpos(child) == "VBG"
            && document.children_by(child, &[Deprel::Aux, Deprel::Nsubj]).next().is_none()
    });
    if let Some(doing) = doing {
        return vec![doing];
    }
    // A noun phrase without a verb of its own that was taken for a clause.
    let bare = document.children_by(verb, &[Deprel::Ccomp, Deprel::Xcomp]).find(|&child| {
        is_nominal(document, child)
            && document.child(child, Deprel::Cop).is_none()
            && document.child(child, Deprel::Case).is_none()
    });
    if let Some(bare) = bare {
        return coordinated(document, bare);
    }
    // "the summit that Putin attended": the object is what the clause hangs on.
    if document.rel(verb) == Deprel::AclRelcl {
        let subject = document.child(verb, Deprel::Nsubj);
        if subject.is_some_and(|subject| !is_relative(document.lower(subject))) {
            return document.head(verb).map(|head| vec![head]).unwrap_or_default();
        }
    }
    // "skipped or attended the summit": the object of the first verb is shared by the second, and the other way round.
    if document.rel(verb) == Deprel::Conj {
        return Vec::new();
    }
    let shared = document.children_by(verb, &[Deprel::Conj]).filter(|&other| document.upos(other) == Upos::Verb);
    let shared = shared.last().and_then(|other| document.child(other, Deprel::Obj));
    shared
        .filter(|_| document.child(verb, Deprel::Obl).is_none())
        .map(|object| coordinated(document, object))
        .unwrap_or_default()
}

/// The preposition of a phrase, lower-cased; of several the last ("ahead of" gives "of").
pub fn case<'a>(document: &'a Document<'_>, token: usize) -> Option<&'a str> {
    let own = document.children_by(token, &[Deprel::Case]).last().map(|case| document.lower(case));
    // A second conjunct shares the preposition of the first ("in Oslo and Bergen").
    own.or_else(|| match document.rel(token) {
        Deprel::Conj => document.head(token).and_then(|head| case(document, head)),
        _ => None,
    })
}

/// Whether the phrase stands with this preposition, also as a part of a longer one ("ahead" in "ahead of").
pub fn has_case(document: &Document<'_>, token: usize, preposition: &str) -> bool {
    let mut cases = document.children_by(token, &[Deprel::Case]);
    if cases.any(|case| {
        document.lower(case) == preposition
            || document.children_by(case, &[Deprel::Fixed]).any(|part| document.lower(part) == preposition)
    }) {
        return true;
    }
    document.rel(token) == Deprel::Conj
        && document.head(token).is_some_and(|head| has_case(document, head, preposition))
}

/// The phrases with this preposition that hang on the token; coordination included.
pub fn prepositional(document: &Document<'_>, token: usize, preposition: &str) -> Vec<usize> {
    let hung = document.children_by(
        token,
        &[Deprel::Obl, Deprel::Nmod, Deprel::OblUnmarked, Deprel::OblAgent, Deprel::Advmod, Deprel::Obj],
    );
    let mut found: Vec<usize> = Vec::new();
    for phrase in hung {
        if has_case(document, phrase, preposition) {
            found.extend(coordinated(document, phrase));
        } else if document.lower(phrase) == preposition {
            // "ahead of the summit": an adverb with a phrase of its own.
            found.extend(
                document
                    .children_by(phrase, &[Deprel::Obl, Deprel::Nmod])
                    .flat_map(|inner| coordinated(document, inner)),
            );
        }
    }
    // "the summit in which Putin took part": what the pronoun takes up.
    if document.rel(token) == Deprel::AclRelcl
        && let Some(noun) = document.head(token)
    {
        for phrase in found.iter_mut().filter(|phrase| is_relative(document.lower(**phrase))) {
            *phrase = noun;
        }
    }
    // "the summit that Putin takes part in": the preposition is stranded.
    if document.rel(token) == Deprel::AclRelcl
        && document
            .children(token)
            .any(|child| document.lower(child) == preposition && document.children(child).next().is_none())
    {
        found.extend(document.head(token));
    }
    found
}

/// Whose a noun is: "of", "'s", or a name before it.
pub fn owners(document: &Document<'_>, noun: usize) -> Vec<usize> {
    let mut owners = Vec::new();
    for child in document.children(noun) {
        match document.rel(child) {
            Deprel::NmodPoss | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodUnmarked => {
                owners.extend(coordinated(document, child))
            }
            // A people ("Turkish") can own; a mere quality cannot.
            Deprel::Amod | Deprel::Flat if document.form(child).starts_with(char::is_uppercase) => owners.push(child),
            Deprel::Obl if case(document, child) == Some("of") => owners.extend(coordinated(document, child)),
            Deprel::Nmod if matches!(case(document, child), Some("of" | "for" | "in" | "at" | "to")) => {
                owners.extend(coordinated(document, child));
            }
            _ => {}
        }
    }
    owners.retain(|&owner| document.value(owner).is_none());
    owners
}

/// Whom the clause is about in which a noun stands with a preposition: "hold two referendums *at a cost of* …" has the
/// referendums, and behind them whoever holds them.
pub fn owners_by_clause(document: &Document<'_>, noun: usize) -> Vec<usize> {
    // "The party fell from 81 seats to 49"
    let change = document
        .head(noun)
        .filter(|&verb| has_case(document, noun, "from") && super::series::CHANGES.contains(&document.lemma(verb)));
    if let Some(verb) = change {
        return grammatical_subjects(document, verb);
    }
    if !["at", "with", "for"].iter().any(|prep| has_case(document, noun, prep)) {
        return Vec::new();
    }
    // "a firm with 900 employees"
    if has_case(document, noun, "with")
        && let Some(head) = document.head(noun).filter(|&head| is_nominal(document, head))
    {
        let apposed = document.head(head).filter(|_| document.rel(head) == Deprel::Appos);
        return std::iter::once(head).chain(apposed).collect();
    }
    let mut at = noun;
    for _ in 0..DEPTH {
        let Some(head) = document.head(at) else { break };
        at = head;
        if document.upos(at) == Upos::Verb {
            // "took third place with a victory over the hosts": whoever does it has what is with it.
            let mut parties = if has_case(document, noun, "with") && is_doing(document.lower(noun)) {
                Vec::new()
            } else {
                logical_objects(document, at)
            };
            parties.extend(grammatical_subjects(document, at));
            return parties;
        }
    }
    Vec::new()
}

/// Whether a noun is one of what somebody does to others: "a victory", "an attack".
fn is_doing(noun: &str) -> bool {
    matches!(
        noun,
        "victory" | "win" | "defeat" | "triumph" | "attack" | "visit" | "acquisition" | "takeover" | "success"
    )
}

/// Who is said to be what the noun says: apposed, named by it, or the subject of "is".
pub fn holders(document: &Document<'_>, noun: usize) -> Vec<usize> {
    let mut holders = Vec::new();
    if document.child(noun, Deprel::Cop).is_some() {
        holders.extend(grammatical_subjects(document, noun));
    }
    holders.extend(document.children_by(noun, &[Deprel::Appos, Deprel::Flat]));
    if let Some(head) = document.head(noun) {
        match document.rel(noun) {
            Deprel::Appos
            | Deprel::Compound
            | Deprel::NmodDesc
            | Deprel::Flat
            | Deprel::List
            | Deprel::NmodUnmarked => holders.push(head),
            Deprel::Xcomp => {
                // "was named chairman", "becomes the 10th member".
                holders.extend(subjects(document, noun, DEPTH));
            }
            Deprel::Conj => {
                let first = document.rel(head);
                if document.child(head, Deprel::Cop).is_some() {
                    holders.extend(grammatical_subjects(document, head));
                } else if first == Deprel::Appos {
                    holders.extend(document.head(head));
                }
            }
            Deprel::Obl | Deprel::Nmod if has_case(document, noun, "as") => {
                holders.extend(grammatical_subjects(document, head));
            }
            Deprel::Obj if matches!(document.lemma(head), "become" | "remain" | "stay") => {
                holders.extend(grammatical_subjects(document, head));
            }
            _ => {}
        }
    }
    holders
}

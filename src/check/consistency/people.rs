//! Who a sentence is about: the one person that a name, a pronoun or a title in it stands for.

use super::page::Page;
use super::pattern::{Found, Pattern};
use super::registry::{Check, text};
use super::{Findings, at};
use crate::extract::Document;
use crate::lang::syntax::Severity;
use crate::nlp::NameKind;
use crate::value::{DateExpression, Unit};

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "life-order",
        summary: "somebody acts before being born, or something before being founded",
        severity: Severity::Error,
        why: "one of the two years is wrong",
        tolerates: "honours after death, and what is named after somebody.",
        fail: &[text(
            "The firm of Gebhardt & Sohn, founded in 1887, has stopped production. It employed 340 people at its peak in 1884.",
        )],
        pass: &[text(
            "The firm of Gebhardt & Sohn, founded in 1887, has stopped production. It employed 340 people at its peak in 1924.",
        )],
        sure: true,
        run: life_order,
    },
    Check {
        name: "tenure",
        summary: "the years in office do not come to the number of terms",
        severity: Severity::Error,
        why: "a term is added and the years stay, or the other way round",
        tolerates: "a year to either side; terms that were cut short, if the text says so.",
        fail: &[text("She served three four-year terms, from 2009 to 2013.")],
        pass: &[text("She served two four-year terms, from 2009 to 2017.")],
        sure: true,
        run: tenure,
    },
];

/// The key that a person is known by: the last name.
pub(super) fn key(document: &Document<'_>, name: &std::ops::Range<usize>) -> String {
    document.lower(name.end.saturating_sub(1)).to_owned()
}

/// The persons named in a range of tokens, by their last names, each once.
pub(super) fn persons(page: &Page<'_>, tokens: &std::ops::Range<usize>) -> Vec<String> {
    let document = page.document;
    let mut found: Vec<String> = Vec::new();
    let names = document.analysis.names();
    let from = names.partition_point(|name| name.tokens.end <= tokens.start);
    for name in names.iter().skip(from).take_while(|name| name.tokens.start < tokens.end) {
        let known = key(document, &name.tokens);
        if name.kind == NameKind::Person && !found.contains(&known) {
            found.push(known);
        }
    }
    found
}

/// The person that a token is said of: the one named before it in its sentence or, where a pronoun stands there, the one
/// named in the sentences before. None where there may be two.
pub(super) fn about(page: &Page<'_>, token: usize) -> Option<String> {
    let document = page.document;
    let sentence = document.sentence(token);
    let own = persons(page, &(sentence.start..token));
    match own.as_slice() {
        [one] => return Some(one.clone()),
        [] => {}
        _ => return None,
    }
    let after = persons(page, &(token..sentence.end));
    let pronoun = sentence.clone().any(|token| matches!(document.lower(token), "he" | "she"));
    if !pronoun || !after.is_empty() {
        return None;
    }
    let mut index = document.sentence_index(token);
    for _ in 0..3 {
        index = index.checked_sub(1)?;
        let before = document.analysis.sentences().get(index)?;
        match persons(page, before).as_slice() {
            [one] => return Some(one.clone()),
            [] => {}
            _ => return None,
        }
    }
    None
}

static FOUNDED: [Pattern; 2] = [
    Pattern::new(
        r"(?P<verb>{founder}|born) (?:up )?in @f[D] [^|]*[.] \| (?:# )?in @y[D] ,? ?(?P<who>it|he|she) (?P<act>[a-z]+) ",
    ),
    Pattern::new(
        r"(?P<verb>{founder}|born) (?:up )?in @f[D] [^|]*[.] \| (?:# )?(?P<who>it|he|she) (?P<act>[a-z]+) [^|]{0,70}in @y[D] ",
    ),
];

static CLOSED: [Pattern; 8] = [
    Pattern::new(
        r"(?P<verb>{founder}|opened) (?:up )?in @f[D] [^|]*[.] \| (?:# )?its first [a-z]+ (?P<act>[a-z]+) [^|<]{0,30}in @y[D] [.,]",
    ),
    Pattern::new(r"who (?P<act>died) in @y[D] , (?P<verb>[a-z]+) [^|<;]{0,60}in @f[D] [.,]"),
    Pattern::new(
        r"(?P<verb>{founder}) (?:up )?in @f[D] ,? ?and (?:by|in) @y[D] (?P<act>had|was|employed|owned|ran|sold|made|counted) ",
    ),
    Pattern::new(
        r"(?P<verb>{founder}) (?:up )?in @f[D] [^|]*[.;] (?:\| )?(?:# )?by @y[D] ,? ?(?:it|the [a-z]+) (?P<act>had|was|employed|owned|ran|sold|made) ",
    ),
    Pattern::new(
        r"(?P<verb>born) (?:[a-z]+ ){0,3}in @f[D] [^|]*[.] \| (?:# )?(?:he|she) (?P<act>married|graduated|joined|won|moved|studied|emigrated|enlisted|began|published|wrote|made|became|entered) [^|<;]{0,60}in @y[D] [.,]",
    ),
    Pattern::new(
        r"(?P<verb>{founder}|opened|built|born) in @f[D] ,? ?(?:and )?(?P<act>closed|dissolved|demolished|abolished|died|disbanded|destroyed) in @y[D] ",
    ),
    Pattern::new(
        r"\| (?:# )?(?P<verb>born) in @f[D] ,? ?(?:he|she|[^|<,]{2,30}) (?P<act>[a-z]+ed|wrote|won|became|took|went|began|made|led) ~in @y[D] ",
    ),
    Pattern::new(
        r"who (?P<act>died) in @y[D] ,? ?(?P<verb>wrote|composed|painted|married|visited|directed|performed|built|moved|travelled|recorded|met|won|accepted|joined|founded|retired|resigned|taught|settled|graduated) [^|<]{0,50}in @f[D] ",
    ),
];

fn life_order(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in CLOSED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = closed(page, findings, &found);
    }
    for found in FOUNDED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = life_order_of(page, findings, &found);
    }
}

/// What ends before it begins.
fn closed(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (begun, ended) = (found.mention("f")?, found.mention("y")?);
    let (DateExpression::Absolute(first), DateExpression::Absolute(last)) = (begun.date()?, ended.date()?) else {
        return None;
    };
    if !last.before(first) || first.first?.year() < 1000 {
        return None;
    }
    let document = page.document;
    let act = found.tokens("act").start;
    let verb = found.tokens("verb").start;
    // What others do after a death is no act of the dead, and a thing may be named after somebody.
    let passive = ["was", "were", "is", "are", "has", "had"].contains(&found.words("verb"));
    if passive || document.upos(act) == crate::nlp::Upos::Noun || document.upos(verb) == crate::nlp::Upos::Noun {
        return None;
    }
    let labels = vec![at(ended, found.words("act")), at(begun, format!("{} only then", found.words("verb")))];
    findings.add(
        format!(
            "{} in {}, and {} in {}",
            found.words("verb"),
            page.text(begun.span),
            found.words("act"),
            page.text(ended.span)
        ),
        None,
        labels,
    )?;
    Some(())
}

fn life_order_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (begun, act) = (found.mention("f")?, found.mention("y")?);
    let year = |mention: &super::page::Mention| match mention.date()? {
        DateExpression::Absolute(span) => Some((span.first?, span.last?)),
        _ => None,
    };
    let ((begin, _), (_, done)) = (year(begun)?, year(act)?);
    let person = matches!(found.words("who"), "he" | "she");
    let document = page.document;
    let sentence = document.sentence(act.tokens.start);
    let other = sentence.clone().any(|token| {
        matches!(
            document.lower(token),
            "named"
                | "goes"
                | "dates"
                | "traces"
                | "after"
                | "predecessor"
                | "when"
                | "until"
                | "since"
                | "whose"
                | "father"
                | "which"
        ) && token < act.tokens.start
    });
    if done >= begin || other || person != (found.words("verb") == "born") {
        return None;
    }
    let labels = vec![at(act, "this is earlier"), at(begun, format!("{} only then", found.words("verb")))];
    findings.add(
        format!(
            "what was {} in {} cannot have acted in {}",
            found.words("verb"),
            page.text(begun.span),
            page.text(act.span)
        ),
        None,
        labels,
    )?;
    Some(())
}

/// An office, the years that it was held, and from when to when.
static HELD: [Pattern; 6] = [
    Pattern::new(
        r"(?P<office>led|headed|chaired|governed|ruled|managed|edited|coached|directed|reigned|presided) (?:[a-z]+ ){0,4}for @d[d] ,? ?\(? ?(?:from |between )?@y[D] ",
    ),
    Pattern::new(
        r"(?P<office>led|headed|chaired|governed|ruled|managed|edited|coached|directed|reigned|presided) (?:[a-z]+ ){0,4}for @d[d] ,? ?\(? ?(?:from |between )@a[D] ,? ?(?:to|until|through|and|-) @b[D] ",
    ),
    Pattern::new(
        r"(?:was|as|been|is) (?:the )?(?P<office>{office}) [^|<;,:]{0,30}for @d[d] ,? ?\(? ?(?:from |between )?@y[D] ",
    ),
    Pattern::new(
        r"(?:was|as|been|is) (?:the )?(?P<office>{office}) [^|<;,:]{0,30}for @d[d] ,? ?\(? ?(?:from |between )@a[D] ,? ?(?:to|until|through|and|-) @b[D] ",
    ),
    Pattern::new(
        r"@d[d] (?:- )?(?P<office>presidency|term|tenure|reign|rule|mandate|premiership|chairmanship|stint|spell|papacy|leadership|stewardship) [^|<;]{0,50}[,(] (?:from )?@y[D] ",
    ),
    Pattern::new(
        r"(?P<office>{office}|office) (?:[a-z]+ ){0,5}from @a[D] (?:to|until|through) @b[D] , (?:a (?:total )?(?:span|period|reign|tenure) of |for |in all )@d[d] ",
    ),
];
/// Elected then, gone then, after so many terms.
static BETWEEN: Pattern = Pattern::new(
    r"(?:elected|took office|appointed) (?:[a-z]+ ){0,5}in @a[D] [^|]*(?:left office|stepped down|retired|left|departed|resigned|term ended) (?:[a-z]+ ){0,3}in @b[D] ,? ?after @n[n] @t[d] terms ",
);

fn held(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let length = found.mention("d")?;
    let (from, to) = match (found.mention("y"), found.mention("a"), found.mention("b")) {
        (Some(both), _, _) => (both, both),
        (_, Some(from), Some(to)) => (from, to),
        _ => return None,
    };
    let years = super::growth::years_said(length)?;
    let (first, last) = (page.days(from)?.first?.year(), page.days(to)?.last?.year());
    let absolute = |mention: &super::page::Mention| matches!(mention.date(), Some(DateExpression::Absolute(_)));
    let span = i64::from(last - first);
    if !absolute(from) || !absolute(to) || first >= last || (span - years).abs() <= 1 {
        return None;
    }
    let labels = vec![at(length, "so many years"), (from.span.cover(to.span), format!("these are {span}"))];
    findings.add(
        format!("{} is not the time from {first} to {last}", page.text(length.span)),
        Some(format!("{last} − {first} = {span}")),
        labels,
    )?;
    Some(())
}

static TERMS: [Pattern; 4] = [
    Pattern::new(r"@n[n] (?:consecutive |full )?@t[d] terms (?:in|as|at|on) (?:[a-z-]+ ){1,5}, from @d[D] "),
    Pattern::new(
        r"@n[n] (?:consecutive |full )?@t[d] terms (?:in|as|at|on) (?:[a-z-]+ ){1,5}, from @a[D] (?:to|until|through) @b[D] ",
    ),
    Pattern::new(r"@n[n] (?:consecutive |full )?@t[d] terms ,? ?(?:\( )?(?:from )?@d[D] "),
    Pattern::new(r"@n[n] (?:consecutive |full )?@t[d] terms ,? ?(?:\( )?from @a[D] (?:to|until|through) @b[D] "),
];

fn tenure(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in HELD.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = held(page, findings, &found);
    }
    for found in BETWEEN.all(page) {
        let _ = tenure_of(page, findings, &found);
    }
    for found in TERMS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = tenure_of(page, findings, &found);
    }
}

fn tenure_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (terms, length) = (found.mention("n")?, found.mention("t")?);
    let (from, to) = match (found.mention("d"), found.mention("a"), found.mention("b")) {
        (Some(both), _, _) => (both, both),
        (_, Some(from), Some(to)) => (from, to),
        _ => return None,
    };
    let (first, last) = (page.days(from)?.first?.year(), page.days(to)?.last?.year());
    let number = length.number()?;
    if !matches!(&number.unit, Unit::Measure { said, .. } if said == "year") || first == last {
        return None;
    }
    let years = terms.count()? * number.whole()?;
    let span = i64::from(last - first);
    if (span - years).abs() <= 1 {
        return None;
    }
    let labels = vec![
        (terms.span.cover(length.span), format!("these are {years} years")),
        (from.span.cover(to.span), format!("these are {span}")),
    ];
    findings.add(
        format!(
            "{} {} terms are {years} years, and {first} to {last} are {span}",
            page.text(terms.span),
            page.text(length.span)
        ),
        Some(format!("{last} − {first} = {span}")),
        labels,
    )?;
    Some(())
}

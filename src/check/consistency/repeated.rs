//! One number told twice.

use super::change::{estimate, unit};
use super::page::{Mention, Page};
use super::pattern::{Found, Pattern, is_in};
use super::registry::{Check, text};
use super::tolerance::{Fit, is_hedged, ratio, whole};
use super::{Findings, at};
use crate::article::BlockKind;
use crate::lang::syntax::Severity;
use crate::nlp::{Deprel, Upos};
use num_traits::Signed;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "restated-number",
        summary: "the headline has another number than the text, or two numbers of one thing have exchanged digits",
        severity: Severity::Error,
        why: "a toll is updated in the text and not in the headline; digits change places when a number is typed again",
        tolerates: "tolls that rise in the course of the text; bounds and hedges.",
        fail: &[
            text(
                "**Ferry fire kills 14**\n\nA fire broke out on a ferry on Tuesday. The coastguard said that 17 people were killed.",
            ),
            text(
                "The city will plant 4,500 trees along its main roads.\n\nOf the 5,400 trees in the plan, 900 stand where there are parking spaces now.",
            ),
        ],
        pass: &[
            text(
                "**Ferry fire kills 17**\n\nA fire broke out on a ferry on Tuesday. The coastguard said that 17 people were killed.",
            ),
            text("By nightfall rescuers had counted nine dead. The number rose to 12 on Sunday and on Monday to 13."),
        ],
        sure: true,
        run: restated,
    },
    Check {
        name: "magnitude",
        summary: "one amount is given in millions and in billions",
        severity: Severity::Error,
        why: "the most expensive letter in the news",
        tolerates: "amounts of different things that happen to have the same digits.",
        fail: &[text(
            "Net profit came to 6.4 million crowns in the first three months. Its chairman said that the profit of 6.4 billion crowns owed much to the cold March.",
        )],
        pass: &[text("The operator has 5.6 million customers and took €5.6 billion from them last year.")],
        sure: true,
        run: magnitude,
    },
];

/// So many numbers before it are compared with one.
const MOST_BEFORE: usize = 100;

static TITLE: [Pattern; 2] = [
    Pattern::new(
        r"(?P<verb>kills?|killed|injures?|injured|wounds?|wounded|hurts?|rescues?|arrests?|detains?|jails?|charges?|evacuates?|frees|saves?) @n[n] (?:people )?(?:in|at|on|,|\||and|near|as|after|from|over)",
    ),
    Pattern::new(
        r"@n[n] (?:people |[a-z]+ )?(?P<verb>dead|die|killed|injured|hurt|wounded|rescued|arrested|detained|jailed|charged|evacuated|freed|saved|missing|held) (?:in|at|on|,|\||and|near|as|after|from|over)",
    ),
];
static TOLD: [Pattern; 2] = [
    Pattern::new(
        r"@n[n] (?:[a-z]+ )?(?P<who>people|persons|passengers|workers|miners|soldiers|civilians|fishermen|sailors|climbers|children|students|pupils|men|women|officers|protesters|demonstrators|residents|suspects|villagers|tourists|crew members) (?:[a-z]+ )?(?:were |was |had been |have been |are |is )?(?P<verb>killed|died|injured|wounded|hurt|rescued|arrested|detained|jailed|charged|evacuated|freed|saved|missing|held) ",
    ),
    Pattern::new(
        r"(?P<verb>killed|killing|injured|injuring|wounded|wounding|rescued|arrested|detained|charged|evacuated|freed|saved) @n[n] (?P<who>people) ",
    ),
];

/// Deaths, injuries and the like are each counted apart.
fn class(verb: &str) -> u8 {
    match verb {
        "kill" | "kills" | "killed" | "killing" | "dead" | "die" | "died" => 0,
        "rescues" | "rescue" | "rescued" | "saved" | "saves" | "save" => 2,
        "arrest" | "arrests" | "arrested" | "detained" | "detains" | "detain" | "held" => 3,
        "jail" | "jails" | "jailed" => 4,
        "charge" | "charges" | "charged" => 5,
        "evacuate" | "evacuates" | "evacuated" => 6,
        "frees" | "freed" => 7,
        "missing" => 8,
        _ => 1,
    }
}

fn restated(page: &Page<'_>, findings: &mut Findings<'_>) {
    let update = [
        "rose to",
        "risen to",
        "climbed to",
        "earlier",
        "updated",
        "initially",
        "previously",
        "at first",
        "revised",
        "since then",
    ];
    if !update.iter().any(|words| page.shape.contains(words)) {
        for found in AGAIN.all(page) {
            let _ = again(page, findings, &found);
        }
        for found in TITLE.iter().flat_map(|pattern| pattern.all(page)) {
            let _ = title_of(page, findings, &found);
        }
    }
    for (index, title) in page.mentions.iter().enumerate().take(MOST_BEFORE) {
        let _ = same_verb(page, findings, index, title);
        let _ = same_noun(page, findings, index, title);
    }
    exchanged(page, findings);
}

/// "Museum buys 45 paintings", and in the text "has bought 54 paintings": the same verb does the same to the same noun.
fn same_verb(page: &Page<'_>, findings: &mut Findings<'_>, index: usize, title: &Mention) -> Option<()> {
    let document = page.document;
    if document.block_kind(title.tokens.start) != BlockKind::Headline || title.count()? < 2 {
        return None;
    }
    let act = |mention: &Mention| {
        let noun = page.counted(mention)?;
        let verb = document
            .head(noun)
            .filter(|&verb| document.upos(verb) == Upos::Verb && document.rel(noun) == Deprel::Obj)?;
        Some((document.lemma(noun), document.lemma(verb)))
    };
    let wanted = act(title)?;
    let told = page.mentions.iter().skip(index + 1).find(|mention| {
        document.block_kind(mention.tokens.start) != BlockKind::Headline && act(mention) == Some(wanted)
    })?;
    let (one, other) = (title.count()?, told.count()?);
    if one == other {
        return None;
    }
    let labels = vec![at(title, "the headline"), at(told, "the text")];
    findings.add(format!("the headline says {one}, and the text {other}"), None, labels)?;
    Some(())
}

/// "Storm leaves 40,000 homes without power", and below 14,000 homes: a headline counts what the text counts once.
fn same_noun(page: &Page<'_>, findings: &mut Findings<'_>, index: usize, title: &Mention) -> Option<()> {
    let document = page.document;
    let size = title.number()?;
    if !is_headline(page, title)
        || size.stated < whole(3)
        || is_hedged(size)
        || size.ordinal
        || size.stated_high.is_some()
    {
        return None;
    }
    let noun = page.counted(title)?;
    let lemma = document.lemma(noun);
    let general = is_in("person", lemma)
        || matches!(
            lemma,
            "year"
                | "day"
                | "week"
                | "month"
                | "hour"
                | "time"
                | "thing"
                | "way"
                | "state"
                | "country"
                | "nation"
                | "%"
                | "percent"
                | "point"
                | "vote"
                | "group"
                | "member"
                | "step"
                | "tip"
                | "reason"
                | "minute"
                | "mile"
                | "question"
                | "lesson"
                | "example"
                | "idea"
                | "rule"
                | "part"
                | "new"
                | "area"
                | "other"
        );
    if general || document.upos(noun) != Upos::Noun || *unit(title)? != crate::value::Unit::One {
        return None;
    }
    let told: Vec<&Mention> = page
        .mentions
        .iter()
        .skip(index + 1)
        .filter(|mention| {
            !is_headline(page, mention) && page.counted_lemma(mention) == Some(lemma) && unit(mention) == unit(title)
        })
        .filter(|mention| mention.number().is_some_and(|number| !number.ordinal))
        .collect();
    let [only] = told.as_slice() else { return None };
    let number = only.number()?;
    let (one, other) = (estimate(title)?, estimate(only)?);
    // The same order of magnitude, in one of the first paragraphs, not a part and not another lot.
    let quotient = ratio(size.stated.max(number.stated), size.stated.min(number.stated))?;
    let alike = quotient < whole(4) || [10, 100, 1000].iter().any(|zeros| quotient == whole(*zeros));
    let sentence = document.sentence(only.tokens.start);
    let part = sentence.clone().any(|token| {
        matches!(
            document.lower(token),
            "other"
                | "another"
                | "additional"
                | "further"
                | "more"
                | "previous"
                | "including"
                | "of"
                | "earlier"
                | "first"
                | "remaining"
                | "already"
                | "existing"
                | "than"
                | "last"
        ) && token + 6 > only.tokens.start
            && token <= only.tokens.end + 2
    });
    let near = document.block(only.tokens.start)? <= document.block(title.tokens.start)? + 3;
    let same_lead = first_words(page, title).any(|word| sentence.clone().any(|token| document.lemma(token) == word));
    if !alike
        || part
        || !near
        || !same_lead
        || is_hedged(number)
        || number.stated_high.is_some()
        || one.fit(&other) != Fit::Apart
    {
        return None;
    }
    let labels = vec![at(title, "the headline"), at(only, "the text")];
    findings.add(
        format!("the headline says {}, and the text {}", page.text(title.span), page.text(only.span)),
        None,
        labels,
    )?;
    Some(())
}

/// The words of a headline that say what happens, beside its numbers and what they count.
fn first_words<'p>(page: &'p Page<'_>, title: &Mention) -> impl Iterator<Item = &'p str> {
    let document = page.document;
    let counted = page.counted(title);
    document
        .sentence(title.tokens.start)
        .filter(move |&token| Some(token) != counted && page.mention_at(token).is_none())
        .filter(|&token| {
            matches!(document.upos(token), Upos::Noun | Upos::Propn | Upos::Verb) && document.lower(token).len() > 3
        })
        .map(|token| document.lemma(token))
}

/// Whether a value stands in the headline, or in a first line that has no full stop.
fn is_headline(page: &Page<'_>, mention: &Mention) -> bool {
    let document = page.document;
    match document.block_kind(mention.tokens.start) {
        BlockKind::Headline => true,
        // A first line without a full stop stands for a headline.
        BlockKind::Heading(_) | BlockKind::Paragraph => {
            let Some(block) = document.block(mention.tokens.start) else { return false };
            let Some(span) = document.article.blocks.get(block).map(|block| block.span) else { return false };
            block <= 1
                && document.article.blocks.len() > block + 1
                && !page.text(span).trim_end().ends_with(['.', '!', '?', ':', '"', '”'])
        }
        _ => false,
    }
}

fn title_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let title = found.mention("n")?;
    let document = page.document;
    if !is_headline(page, title) {
        return None;
    }
    let wanted = class(found.words("verb"));
    let told = TOLD
        .iter()
        .flat_map(|pattern| pattern.all(page))
        .filter(|told| class(told.words("verb")) == wanted)
        .filter_map(|told| told.mention("n"))
        .filter(|mention| {
            mention.tokens.start > title.tokens.end
                && document.block(mention.tokens.start) != document.block(title.tokens.start)
        })
        .min_by_key(|mention| mention.tokens.start)?;
    let (one, other) = (estimate(title)?, estimate(told)?);
    if one.fit(&other) != Fit::Apart || is_hedged(told.number()?) || is_hedged(title.number()?) {
        return None;
    }
    let labels = vec![at(title, "the headline"), at(told, "the text")];
    findings.add(
        format!("the headline says {}, and the text {}", page.text(title.span), page.text(told.span)),
        None,
        labels,
    )?;
    Some(())
}

static AGAIN: Pattern = Pattern::new(
    r"(?P<verb>killed|injured|wounded) @n[n] people [^|]*\| (?:[^|]*\| ){0,4}?[^|]{0,40}(?:all|the) @m[n] people (?:who were |who had been )?(?P<again>killed|injured|wounded) ",
);

/// "The 12 people who were killed", of nine.
fn again(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (one, other) = (found.mention("n")?, found.mention("m")?);
    if class(found.words("verb")) != class(found.words("again")) || estimate(one)?.fit(&estimate(other)?) != Fit::Apart
    {
        return None;
    }
    let labels = vec![at(other, "so many here"), at(one, "and so many before")];
    findings.add(
        format!("{} and {} people were {}", page.text(one.span), page.text(other.span), found.words("verb")),
        None,
        labels,
    )?;
    Some(())
}

/// Two counts of one noun with the same digits in another order, the second of them taken up by "the".
fn exchanged(page: &Page<'_>, findings: &mut Findings<'_>) {
    let counts: Vec<(&Mention, usize, String)> = page
        .mentions
        .iter()
        .filter(|mention| mention.number().is_some_and(|number| number.stated >= whole(12) && !number.ordinal))
        .filter_map(|mention| match mention.count() {
            Some(_) => Some((mention, page.counted(mention)?, digits(page.text(mention.span))?)),
            None => amount_of(page, mention),
        })
        .collect();
    for (index, (later, noun, figures)) in counts.iter().enumerate() {
        let document = page.document;
        let before = later.tokens.start.min(*noun);
        let definite =
            before.checked_sub(1).is_some_and(|before| matches!(document.lower(before), "the" | "those" | "these"));
        if !definite || document.upos(*noun) != Upos::Noun {
            continue;
        }
        let mut of_noun = counts
            .iter()
            .take(index)
            .skip(index.saturating_sub(MOST_BEFORE))
            .filter(|(_, known, _)| document.lemma(*known) == document.lemma(*noun));
        let first = of_noun.next().filter(|_| of_noun.next().is_none());
        if let Some((earlier, _, known)) = first
            && known != figures
            && (sorted(known) == sorted(figures)
                || known.len() >= 3 && one_off(known, figures) && alike(page, earlier, later))
        {
            let labels = vec![at(later, "these digits"), at(earlier, "were others here")];
            findings.add(
                format!(
                    "{} and {} {} differ by a slip of digits",
                    page.text(earlier.span),
                    page.text(later.span),
                    document.lower(*noun)
                ),
                None,
                labels,
            );
        }
    }
}

/// "The grant of 36,000 euros": what the money is, and its digits.
fn amount_of<'p>(page: &'p Page<'p>, mention: &'p Mention) -> Option<(&'p Mention, usize, String)> {
    let document = page.document;
    let of = mention.tokens.start.checked_sub(1).filter(|&token| document.lower(token) == "of")?;
    let noun = of.checked_sub(1).filter(|&token| document.upos(token) == Upos::Noun)?;
    let number = mention.number().filter(|number| matches!(number.unit, crate::value::Unit::Currency(_)))?;
    let figures: String = page.text(mention.span).chars().filter(char::is_ascii_digit).collect();
    number.stated.is_integer().then_some((mention, noun, figures))
}

fn digits(words: &str) -> Option<String> {
    let plain = words.chars().all(|c| c.is_ascii_digit() || c == ',');
    plain.then(|| words.chars().filter(char::is_ascii_digit).collect())
}

/// Whether two counted phrases have the same words between number and noun, or the later one has none.
fn alike(page: &Page<'_>, earlier: &Mention, later: &Mention) -> bool {
    let words = |mention: &Mention| {
        let noun = page.counted(mention).unwrap_or(mention.tokens.end);
        page.document.words(mention.tokens.end..noun.max(mention.tokens.end)).to_lowercase()
    };
    let (one, other) = (words(earlier), words(later));
    other.is_empty() || one == other
}

/// Whether two long numbers differ by one digit.
fn one_off(one: &str, other: &str) -> bool {
    one.len() >= 4 && one.len() == other.len() && one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count() == 1
}

fn sorted(digits: &str) -> Vec<char> {
    let mut digits: Vec<char> = digits.chars().collect();
    digits.sort_unstable();
    digits
}

fn magnitude(page: &Page<'_>, findings: &mut Findings<'_>) {
    let amounts: Vec<&Mention> = page
        .mentions
        .iter()
        .filter(|mention| {
            mention.number().is_some_and(|number| {
                // Two figures at least: "5 million" and "5 billion" stand in one text by chance.
                number.stated >= whole(1_000_000)
                    && ratio(number.stated, number.digit).is_some_and(|figures| figures >= whole(20))
            })
        })
        .collect();
    for (index, later) in amounts.iter().enumerate() {
        // Further apart nobody takes one for the other.
        for earlier in amounts.iter().take(index).skip(index.saturating_sub(MOST_BEFORE)) {
            let _ = magnitude_of(page, findings, earlier, later);
        }
    }
}

fn magnitude_of(page: &Page<'_>, findings: &mut Findings<'_>, one: &Mention, other: &Mention) -> Option<()> {
    let (a, b) = (one.number()?, other.number()?);
    let quotient = ratio(a.stated.max(b.stated), a.stated.min(b.stated))?;
    let thousandfold = quotient == whole(1000) || quotient == whole(1_000_000);
    let nouns = (page.counted_lemma(one), page.counted_lemma(other));
    let differ =
        matches!(nouns, (Some(first), Some(second)) if first != second) && *unit(one)? == crate::value::Unit::One;
    if !thousandfold || unit(one) != unit(other) || differ {
        return None;
    }
    // "Of the 3.4 billion": taken up again as known.
    let before = other.tokens.start.checked_sub(1).map(|token| page.document.lower(token));
    let known = matches!(before, Some("the" | "that" | "those" | "this" | "its" | "their" | "his" | "her"));
    let shared = subject(page, one);
    if !known && (shared.is_none() || shared != subject(page, other)) || a.stated.is_negative() {
        return None;
    }
    let shared = shared.unwrap_or_else(|| String::from("amount"));
    let labels = vec![at(other, "this amount"), at(one, "is the same but for its size")];
    findings.add(format!("the {shared} is {} and {}", page.text(one.span), page.text(other.span)), None, labels)?;
    Some(())
}

/// What an amount is of: the noun that it hangs on by "of", or the subject of its verb.
fn subject(page: &Page<'_>, mention: &Mention) -> Option<String> {
    let document = page.document;
    let mut token = page.counted(mention).unwrap_or(mention.tokens.end.checked_sub(1)?);
    for _ in 0..4 {
        let above = document.head(token)?;
        if matches!(document.upos(above), Upos::Noun) && document.rel(token) == Deprel::Nmod {
            return Some(document.lemma(above).to_owned());
        }
        if document.upos(above) == Upos::Verb {
            let subject = document.children_by(above, &[Deprel::Nsubj, Deprel::NsubjPass]).next()?;
            return Some(document.lemma(subject).to_owned());
        }
        token = above;
    }
    None
}

//! What a page says of its article in data of its own: `meta` elements (Open Graph and others) and JSON-LD
//! (<https://schema.org/NewsArticle>), each value with the bytes that it stands in.

use crate::article::date::date_in;
use crate::article::draft::Run;
use crate::source::Span;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::value::RawValue;

/// Graphs and lists of JSON-LD are followed so deep.
const DEEPEST: usize = 4;

/// More authors than this are a staff list.
const MOST_AUTHORS: usize = 12;

/// The head of an article, as the page's data have it.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// The headline, from the best source that gave one.
    headline: Option<(Rank, Vec<Run>)>,
    /// The authors, from the best source that gave any.
    authors: Option<(Rank, Vec<Vec<Run>>)>,
    /// The day of publication.
    published: Option<(Rank, Date)>,
}

/// How far a source is to be trusted; the greater, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Names that anybody may use (`date`, `author`).
    Loose,
    /// Social cards, which sometimes have a headline of their own (`og:title`).
    Card,
    /// The words of the article's own schema (microdata, `article:published_time`).
    Schema,
    /// JSON-LD.
    Linked,
}

impl Metadata {
    /// The headline.
    pub fn headline(&self) -> Option<&[Run]> {
        self.headline.as_ref().map(|(_, runs)| runs.as_slice())
    }

    /// The authors' names.
    pub fn authors(&self) -> &[Vec<Run>] {
        self.authors.as_ref().map(|(_, authors)| authors.as_slice()).unwrap_or_default()
    }

    /// The day of publication.
    pub fn published(&self) -> Option<Date> {
        self.published.map(|(_, date)| date)
    }

    /// Takes note of a `meta` element.
    pub fn meta(&mut self, name: &str, content: &str, runs: Vec<Run>) {
        match name.to_ascii_lowercase().as_str() {
            "og:title" | "twitter:title" | "dc.title" | "parsely-title" | "sailthru.title" => {
                self.set_headline(Rank::Card, runs);
            }
            "headline" => self.set_headline(Rank::Schema, runs),
            "author" | "article:author" | "og:article:author" | "dc.creator" | "parsely-author" | "sailthru.author"
            | "byl" => self.add_author(Rank::Loose, runs),
            "article:published_time" | "og:article:published_time" | "datepublished" => {
                self.set_published(Rank::Schema, date_in(content));
            }
            "date" | "pubdate" | "publish-date" | "publish_date" | "publication_date" | "dc.date"
            | "dc.date.issued" | "dcterms.date" | "dcterms.issued" | "dcterms.created" | "parsely-pub-date"
            | "sailthru.date" => {
                self.set_published(Rank::Loose, date_in(content));
            }
            _ => {}
        }
    }

    /// Takes note of JSON-LD that starts in the file at `at`.
    pub fn linked(&mut self, json: &str, at: usize) {
        // Some systems put the script into a comment or a CDATA section.
        let Some(start) = json.find(['{', '[']) else { return };
        let Some(end) = json.rfind(['}', ']']).filter(|&end| end >= start) else { return };
        let Some(json) = json.get(start..=end) else { return };
        self.node(json, Text { all: json, at: at + start }, 0);
    }

    fn node(&mut self, json: &str, text: Text<'_>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        if json.starts_with('[') {
            for item in serde_json::from_str::<Vec<&RawValue>>(json).unwrap_or_default() {
                self.node(item.get(), text, depth + 1);
            }
            return;
        }
        let Ok(node) = serde_json::from_str::<Node<'_>>(json) else { return };
        if node.kind.is_some_and(|kind| is_article(kind.get())) {
            if let Some(headline) = node.headline.or(node.name) {
                self.set_headline(Rank::Linked, text.runs(headline));
            }
            self.set_published(Rank::Linked, node.published.and_then(|value| date_in(value.get().trim_matches('"'))));
            if let Some(author) = node.author {
                self.author(author.get(), text, depth);
            }
        }
        for inner in [node.graph, node.entity].into_iter().flatten() {
            self.node(inner.get(), text, depth + 1);
        }
    }

    /// An author is a name, an object with a name, or a list of such.
    fn author(&mut self, json: &str, text: Text<'_>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match json.chars().next() {
            Some('[') => {
                for item in serde_json::from_str::<Vec<&RawValue>>(json).unwrap_or_default() {
                    self.author(item.get(), text, depth + 1);
                }
            }
            Some('{') => {
                if let Ok(Node { name: Some(name), .. }) = serde_json::from_str::<Node<'_>>(json) {
                    self.author(name.get(), text, depth + 1);
                }
            }
            Some('"') => self.add_author(Rank::Linked, text.runs_of(json)),
            _ => {}
        }
    }

    fn set_headline(&mut self, rank: Rank, runs: Vec<Run>) {
        let is_better = self.headline.as_ref().is_none_or(|(earlier, _)| *earlier < rank);
        if is_better && words(&runs).chars().any(char::is_alphanumeric) {
            self.headline = Some((rank, runs));
        }
    }

    fn set_published(&mut self, rank: Rank, date: Option<Date>) {
        if let Some(date) = date
            && self.published.is_none_or(|(earlier, _)| earlier < rank)
        {
            self.published = Some((rank, date));
        }
    }

    fn add_author(&mut self, rank: Rank, runs: Vec<Run>) {
        let name = words(&runs);
        // Some pages give an address, or the account of whoever clicked "publish".
        let is_name = name.contains(char::is_alphabetic) && !name.contains([':', '/', '@']) && name.len() <= 120;
        if !is_name || name.trim().eq_ignore_ascii_case("admin") {
            return;
        }
        match &mut self.authors {
            Some((earlier, authors)) if *earlier == rank => {
                if authors.len() < MOST_AUTHORS && !authors.iter().any(|author| words(author) == name) {
                    authors.push(runs);
                }
            }
            Some((earlier, _)) if *earlier > rank => {}
            _ => self.authors = Some((rank, vec![runs])),
        }
    }
}

/// What runs say.
pub(super) fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.words.as_str()).collect()
}

/// What is read of a node.
#[derive(Debug, Deserialize)]
struct Node<'j> {
    #[serde(borrow, rename = "@type")]
    kind: Option<&'j RawValue>,
    #[serde(borrow)]
    headline: Option<&'j RawValue>,
    #[serde(borrow)]
    name: Option<&'j RawValue>,
    #[serde(borrow)]
    author: Option<&'j RawValue>,
    #[serde(borrow, rename = "datePublished")]
    published: Option<&'j RawValue>,
    #[serde(borrow, rename = "@graph")]
    graph: Option<&'j RawValue>,
    #[serde(borrow, rename = "mainEntity")]
    entity: Option<&'j RawValue>,
}

/// Whether one of the types is an article's.
fn is_article(kind: &str) -> bool {
    kind.split(['"', '/', ':']).any(|name| name.ends_with("Article") || name.ends_with("Posting") || name == "Report")
}

/// JSON and where it lies in the file.
#[derive(Debug, Clone, Copy)]
struct Text<'j> {
    all: &'j str,
    at: usize,
}

impl Text<'_> {
    fn runs(self, value: &RawValue) -> Vec<Run> {
        self.runs_of(value.get())
    }

    /// The words of a string of the JSON, which is a slice of it. Each escape is a run of its own.
    fn runs_of(self, value: &str) -> Vec<Run> {
        let Some(inner) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) else { return Vec::new() };
        let Some(from) = (inner.as_ptr() as usize).checked_sub(self.all.as_ptr() as usize) else { return Vec::new() };
        let at = self.at + from;
        let mut runs = Vec::new();
        let mut rest = 0;
        while let Some(words) = inner.get(rest..).filter(|words| !words.is_empty()) {
            let plain = words.find('\\').unwrap_or(words.len());
            if plain > 0 {
                let words = words.get(..plain).unwrap_or_default().to_owned();
                let file = Span::new(at + rest, at + rest + plain);
                runs.push(Run { words, file, verbatim: true });
                rest += plain;
                continue;
            }
            // Two escapes in a row may be the halves of one character.
            let length = escape(words);
            let both =
                length + words.get(length..).map_or(0, |next| if next.starts_with("\\u") { escape(next) } else { 0 });
            let decoded = |length: usize| {
                let escape = words.get(..length)?;
                serde_json::from_str::<String>(&format!("\"{escape}\"")).ok().map(|words| (words, length))
            };
            let (words, length) = decoded(length).or_else(|| decoded(both)).unwrap_or((String::new(), length));
            let file = Span::new(at + rest, at + rest + length);
            runs.push(Run { words, file, verbatim: false });
            rest += length.max(1);
        }
        runs
    }
}

/// How many bytes an escape takes.
fn escape(words: &str) -> usize {
    let length = if words.starts_with("\\u") { 6 } else { 2 };
    if words.is_char_boundary(length) { length } else { words.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(json: &str) -> Metadata {
        let mut metadata = Metadata::default();
        metadata.linked(json, 100);
        metadata
    }

    #[test]
    fn articles_of_json_ld() {
        let json = r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"The Courier"},
            {"@type":["NewsArticle"],"headline":"Lee\u2019s \"bridge\" \ud83c\udf09 closes","datePublished":"2024-07-03T09:00:00Z",
            "author":[{"@type":"Person","name":"Jane Doe"},"John Roe"]}]}"#;
        let metadata = linked(json);
        assert_eq!(metadata.headline().map(words).as_deref(), Some("Lee’s \"bridge\" 🌉 closes"));
        assert_eq!(metadata.published(), Some(jiff::civil::date(2024, 7, 3)));
        let authors: Vec<_> = metadata.authors().iter().map(|runs| words(runs)).collect();
        assert_eq!(authors, ["Jane Doe", "John Roe"]);
        let first = &metadata.headline().unwrap()[0];
        assert_eq!(&json[first.file.start as usize - 100..first.file.end as usize - 100], "Lee");
    }

    #[test]
    fn broken_json_says_nothing() {
        for json in [
            "",
            "{",
            "[{]",
            "{\"@type\":\"NewsArticle\",\"headline\":5}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"\\ud83c\"}",
        ] {
            assert!(linked(json).headline().is_none(), "{json}");
        }
        assert!(linked(&"[".repeat(100_000)).headline().is_none());
    }

    #[test]
    fn the_better_source_wins() {
        let mut metadata = linked(r#"{"@type":"BlogPosting","headline":"Whole headline","author":"Jane Doe"}"#);
        let run = |words: &str| vec![Run { words: words.to_owned(), file: Span::new(0, words.len()), verbatim: true }];
        metadata.meta("og:title", "Short", run("Short"));
        metadata.meta("author", "Editors", run("Editors"));
        assert_eq!(metadata.headline().map(words).as_deref(), Some("Whole headline"));
        assert_eq!(metadata.authors().len(), 1);
    }
}

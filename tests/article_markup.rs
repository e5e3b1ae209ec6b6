//! Documents in AsciiDoc and reStructuredText, and the blocks that are read from them, one a line: kind, words.

#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod article_laws;

use factlint::article::{Article, BlockKind, Format, read};
use factlint::source::SourceId;
use jiff::civil::{Date, date};

#[track_caller]
fn assert_reads(source: &str, format: Format, day: Option<Date>, expected: &str) -> Article {
    let article = read(SourceId(0), source, format);
    let mut outline = String::new();
    for block in &article.blocks {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("heading {level}"),
            kind => format!("{kind:?}").to_lowercase(),
        };
        outline.push_str(&format!("{kind}: {}\n", article.words(block.span)));
    }
    let expected: String = expected.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    assert_eq!(outline, expected.trim_start_matches('\n'), "as {format:?}");
    assert_eq!(article.dateline, day);
    article_laws::assert_laws(source, &article);
    article
}

fn rows(article: &Article, table: usize) -> Vec<String> {
    let cell = |cell: &factlint::article::Cell| {
        let words = article.words(article.blocks[cell.block].span);
        if cell.header { format!("[{words}]") } else { words.to_owned() }
    };
    article.tables[table].rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn the_head_of_an_asciidoc_document() {
    assert_reads(
        "// a comment\n= Harbour bridge closes\nJane Doe <jane@example.org>; Ana_Maria Lima\nv1.2, 2024-07-03: second print\n\
         :toc: left\n:bridge: Tamsin bridge\n\nThe {bridge} closes.\nIt is {unknown}old.\n",
        Format::AsciiDoc,
        Some(date(2024, 7, 3)),
        "headline: Harbour bridge closes
         byline: Jane Doe
         byline: Ana Maria Lima
         dateline: v1.2, 2024-07-03: second print
         paragraph: The Tamsin bridge closes. It is old.",
    );
    assert_reads(
        "---\ntitle: Working title\nauthor: Jane Doe\n---\n:author: John Roe\n:revdate: 3 July 2024\n\nText.\n",
        Format::AsciiDoc,
        Some(date(2024, 7, 3)),
        "headline: Working title
         byline: Jane Doe
         byline: John Roe
         dateline: 3 July 2024
         paragraph: Text.",
    );
}

#[test]
fn blocks_of_asciidoc() {
    assert_reads(
        "= T\n\n== First\nOne\ntwo.\n// not read\nThree. +\nFour.\n\n[source,rust]\n----\nlet not = read;\n\n----\n\n....\nnor this\n....\n\n\
         ////\nnor\n////\n\n++++\n<b>nor</b>\n++++\n\n literal\n line\n\n```js\nnor()\n```\n\n[quote, Ida Holm]\n____\nSaid so.\n____\n\n\
         [quote]\nSaid more.\n\n====\nAn example.\n====\n\nNOTE: Mind the gap.\n\n[WARNING]\n====\nDanger.\n====\n\n\
         .At dusk\nimage::bridge.jpg[The bridge,300]\n\nvideo::x.mp4[not read]\n\ninclude::other.adoc[]\n\n'''\n\nLast\n~~~~\n\n[listing]\nnot read\n\n[[id]]\n[.lead]\nEnd.\n",
        Format::AsciiDoc,
        None,
        "headline: T
         heading 2: First
         paragraph: One two. Three. Four.
         quote: Said so.
         quote: Said more.
         paragraph: An example.
         paragraph: Mind the gap.
         paragraph: Danger.
         caption: At dusk
         alttext: The bridge
         heading 3: Last
         paragraph: End.",
    );
}

#[test]
fn lists_and_conditions_of_asciidoc() {
    assert_reads(
        "* One\n  goes on\n** Two\n* [x] Three\n+\nAttached.\n\n. Four\n1. Five\n\nPort:: Where ships lie.\nQuay::\n  Where they\n  are tied.\n\n\
         :open:\nifdef::open[]\nIt is open.\nendif::[]\nifndef::open[]\nIt is shut.\nendif::[]\nifdef::no[]\nifdef::open[]\nNo.\nendif::[]\nendif::[]\n\nEnd.\n",
        Format::AsciiDoc,
        None,
        "listitem: One goes on
         listitem: Two
         listitem: Three
         paragraph: Attached.
         listitem: Four
         listitem: Five
         listitem: Port
         listitem: Where ships lie.
         listitem: Quay
         listitem: Where they are tied.
         paragraph: It is open.
         paragraph: End.",
    );
}

#[test]
fn markup_in_the_lines_of_asciidoc() {
    assert_reads(
        "*Bold* and _it_, **un**bound, [.red]#marked#, H~2~O, x^2^; `code` and ``more``s, +*as is*+, 2 * 3 * 4, snake_case_name.\n\n\
         See https://example.org/a_b_c[the *report*^], link:x.html[here,window=_blank], <<id,that part>>, <<id>> and https://example.org/x_y_z.\n\n\
         \"`Curved`\" it`'s ((indexed)) words(((not, these))), \\*not bold*, caf&#233; &amp; C++ stem:[x^2] kbd:[Ctrl] icon:x[] \
         image:i.png[a map].footnote:[By her own count.] And [[a]]so on.\n",
        Format::AsciiDoc,
        None,
        "paragraph: Bold and it, unbound, marked, H2O, x2; and s, *as is*, 2 * 3 * 4, snake_case_name.
         paragraph: See the report, here, that part, and https://example.org/x_y_z.
         paragraph: \"Curved\" it's indexed words, *not bold*, café & C++ . And so on.
         alttext: a map
         paragraph: By her own count.",
    );
}

#[test]
fn tables_of_asciidoc() {
    let article = assert_reads(
        ".Medals\n[%header,cols=\"2,1,1\"]\n|===\n|State |Gold |Silver\n\n|Aland\n|1\n|2 *or* 3\n\n.2+|Dravia 2+|none\n|0 |`x`\n|===\n\n\
         [format=csv,options=header]\n,===\nName,Age\n\"Doe, Jane\",41\n,===\n\n|===\n|a |b\n\n|c |d \\| e\n|===\n",
        Format::AsciiDoc,
        None,
        "caption: Medals
         cell: State
         cell: Gold
         cell: Silver
         cell: Aland
         cell: 1
         cell: 2 or 3
         cell: Dravia
         cell: none
         cell: 0
         cell: 
         cell: Name
         cell: Age
         cell: Doe, Jane
         cell: 41
         cell: a
         cell: b
         cell: c
         cell: d | e",
    );
    let first = ["[State] | [Gold] | [Silver]", "Aland | 1 | 2 or 3", "Dravia | none | none", "Dravia | 0 | "];
    assert_eq!(rows(&article, 0), first);
    assert_eq!(article.tables[0].caption, Some(0));
    assert_eq!(rows(&article, 1), ["[Name] | [Age]", "Doe, Jane | 41"]);
    assert_eq!(rows(&article, 2), ["[a] | [b]", "c | d | e"]);
}

#[test]
fn the_head_of_a_restructuredtext_document() {
    assert_reads(
        "=====================\nHarbour bridge closes\n=====================\n\n:Author: Jane Doe\n:Date: 3 July 2024\n:Version: not\n   read\n\n\
         It closes.\n\nCosts\n-----\n\nThey are high.\n\nFor whom\n~~~~~~~~\n\nAll.\n\nNext\n----\n\n:field: its words\n   go on\n",
        Format::ReStructuredText,
        Some(date(2024, 7, 3)),
        "headline: Harbour bridge closes
         byline: Jane Doe
         dateline: 3 July 2024
         paragraph: It closes.
         heading 2: Costs
         paragraph: They are high.
         heading 3: For whom
         paragraph: All.
         heading 2: Next
         listitem: its words go on",
    );
}

#[test]
fn blocks_of_restructuredtext() {
    assert_reads(
        "Title\n=====\n\n.. A comment\n   that goes on\n\n.. _target: https://example.org/not-read\n\nOne\ntwo::\n\n    not read\n\n    nor this\n\nThree ::\n\n> quoted\n> literal\n\n\
         Four.\n\n   A quotation\n   goes on.\n\n   -- Ida Holm\n\n.. code-block:: rust\n   :linenos:\n\n   not();\n\n.. note:: Mind\n   the gap.\n\n   And more.\n\n\
         .. figure:: bridge.jpg\n   :alt: The bridge\n\n   At dusk.\n\n   In May.\n\n.. image:: x.png\n   :alt: A map\n\n.. toctree::\n\n   not\n   read\n\n\
         .. py:function:: f(x)\n\n   Returns nine.\n\n.. unknown::\n\n   not read\n\n>>> not.read()\n9\n\n| A verse\n| of two\n\n----\n\nEnd [1]_.\n\n.. [1] A note\n   of two lines.\n",
        Format::ReStructuredText,
        None,
        "headline: Title
         paragraph: One two:
         paragraph: Three
         paragraph: Four.
         quote: A quotation goes on.
         quote: -- Ida Holm
         paragraph: Mind the gap.
         paragraph: And more.
         alttext: The bridge
         caption: At dusk.
         paragraph: In May.
         alttext: A map
         paragraph: Returns nine.
         paragraph: A verse of two
         paragraph: End .
         paragraph: A note of two lines.",
    );
}

#[test]
fn lists_of_restructuredtext() {
    assert_reads(
        "* One\n  goes on\n\n  Second paragraph.\n\n  - Deep\n* Two\n\n1. Three\n2) Four\n#. Five\n\nA. Einstein was\nborn in Ulm.\n\nPort\n  Where ships lie.\nQuay : place\n  Where they\n  are tied.\n",
        Format::ReStructuredText,
        None,
        "listitem: One goes on
         listitem: Second paragraph.
         listitem: Deep
         listitem: Two
         listitem: Three
         listitem: Four
         listitem: Five
         paragraph: A. Einstein was born in Ulm.
         listitem: Port
         listitem: Where ships lie.
         listitem: Quay : place
         listitem: Where they are tied.",
    );
}

#[test]
fn markup_in_the_lines_of_restructuredtext() {
    assert_reads(
        ".. |river| replace:: the *Tamsin*\n\n*It*, **bold**, ``code``, `title`, 2 * 3 * 4, snake_case and |river| with |nothing|.\n\n\
         See `the report <https://example.org/not-read>`_, `a section`_, word_, :ref:`that part <x>`, :ref:`x`, :term:`quay`, \
         :class:`Not.read`, :py:func:`~nor.this`, `H`:sub:`2`\\ O and https://example.org/a_b.\n\nNot \\*bold\\*, an _`inline target`.\n",
        Format::ReStructuredText,
        None,
        "paragraph: It, bold, , title, 2 * 3 * 4, snake_case and the Tamsin with .
         paragraph: See the report, a section, word, that part, , quay, , , H2O and https://example.org/a_b.
         paragraph: Not *bold*, an inline target.",
    );
}

#[test]
fn tables_of_restructuredtext() {
    let article = assert_reads(
        "+--------+-------+-------+\n| State  | Gold  | Tin   |\n+========+=======+=======+\n| Aland  | 1     | 2 or  |\n|        |       | more  |\n\
         +--------+-------+-------+\n| Dravia | none          |\n|        +-------+-------+\n|        | 0     | *x*   |\n+--------+-------+-------+\n\n\
         =====  =====\nName   Age\n=====  =====\nJané   41\nTom    9\n=====  =====\n\n\
         .. list-table:: Ports\n   :header-rows: 1\n\n   * - Port\n     - Ships\n   * - Sund\n     - 12\n       or more\n\n\
         .. csv-table:: Bears\n   :header: Place, Bears\n\n   \"Orla, south\", 2\n\nEnd.\n",
        Format::ReStructuredText,
        None,
        "cell: State
         cell: Gold
         cell: Tin
         cell: Aland
         cell: 1
         cell: 2 or more
         cell: Dravia
         cell: none
         cell: 0
         cell: x
         cell: Name
         cell: Age
         cell: Jané
         cell: 41
         cell: Tom
         cell: 9
         caption: Ports
         cell: Port
         cell: Ships
         cell: Sund
         cell: 12 or more
         caption: Bears
         cell: Place
         cell: Bears
         cell: Orla, south
         cell: 2
         paragraph: End.",
    );
    assert_eq!(
        rows(&article, 0),
        ["[State] | [Gold] | [Tin]", "Aland | 1 | 2 or more", "Dravia | none | none", "Dravia | 0 | x"]
    );
    assert_eq!(rows(&article, 1), ["[Name] | [Age]", "Jané | 41", "Tom | 9"]);
    assert_eq!(rows(&article, 2), ["[Port] | [Ships]", "Sund | 12 or more"]);
    assert_eq!(rows(&article, 3), ["[Place] | [Bears]", "Orla, south | 2"]);
}

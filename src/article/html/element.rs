//! What the elements of HTML mean for the words in them.

/// The part that an element plays on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Runs on in the line; also every element that is not known.
    Inline,
    /// Parts the words before, inside and after it, nothing else.
    Block,
    /// `p`: a block that the next block ends.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// A list, around its items.
    List,
    /// An item of a list.
    Item,
    /// A term or its definition, also an item.
    Definition,
    /// A quotation set apart.
    Quote,
    /// The caption of a figure.
    Caption,
    /// The caption of a table.
    TableCaption,
    Table,
    RowGroup,
    Row,
    Cell,
    /// A picture or table with its caption.
    Figure,
    /// What the page is about.
    Article,
    /// The head, foot or margin of whatever it stands in.
    Margin,
    /// The title of the page.
    Title,
    Image,
    Meta,
    Time,
    /// `a`: a link, where it leads anywhere.
    Link,
    /// `q`: quotation marks.
    Quotation,
    LineBreak,
    Rule,
    /// Drawing and formulas: markup of another kind.
    Foreign,
    /// A form: not read, unless the article stands inside (some systems put the whole page into one).
    Form,
    /// Words that are not on the page, not the article's, or struck out.
    Skipped,
}

/// The role of an element.
pub(super) fn role(name: &[u8]) -> Role {
    match name {
        b"p" => Role::Paragraph,
        b"h1" => Role::Heading(1),
        b"h2" => Role::Heading(2),
        b"h3" => Role::Heading(3),
        b"h4" => Role::Heading(4),
        b"h5" => Role::Heading(5),
        b"h6" => Role::Heading(6),
        b"ul" | b"ol" | b"menu" | b"dl" | b"dir" => Role::List,
        b"li" => Role::Item,
        b"dt" | b"dd" => Role::Definition,
        b"blockquote" => Role::Quote,
        b"figcaption" => Role::Caption,
        b"caption" => Role::TableCaption,
        b"table" => Role::Table,
        b"thead" | b"tbody" | b"tfoot" => Role::RowGroup,
        b"tr" => Role::Row,
        b"td" | b"th" => Role::Cell,
        b"figure" => Role::Figure,
        b"article" | b"main" => Role::Article,
        b"header" | b"footer" | b"aside" => Role::Margin,
        b"title" => Role::Title,
        b"img" | b"image" | b"amp-img" => Role::Image,
        b"meta" => Role::Meta,
        b"time" => Role::Time,
        b"a" => Role::Link,
        b"q" => Role::Quotation,
        b"br" => Role::LineBreak,
        b"hr" => Role::Rule,
        b"svg" | b"math" => Role::Foreign,
        b"form" => Role::Form,
        b"script"
        | b"style"
        | b"noscript"
        | b"template"
        | b"code"
        | b"pre"
        | b"nav"
        | b"button"
        | b"select"
        | b"option"
        | b"datalist"
        | b"textarea"
        | b"iframe"
        | b"object"
        | b"audio"
        | b"video"
        | b"canvas"
        | b"noembed"
        | b"noframes"
        | b"noframe"
        | b"xmp"
        | b"listing"
        | b"plaintext"
        | b"rt"
        | b"rp"
        | b"del"
        | b"s"
        | b"strike"
        | b"amp-ad"
        | b"amp-sidebar"
        | b"amp-consent"
        | b"amp-user-notification"
        | b"amp-social-share"
        | b"amp-list"
        | b"amp-iframe"
        | b"amp-next-page" => Role::Skipped,
        b"address" | b"body" | b"center" | b"details" | b"dialog" | b"div" | b"fieldset" | b"head" | b"hgroup"
        | b"html" | b"legend" | b"search" | b"section" | b"summary" | b"optgroup" => Role::Block,
        _ => Role::Inline,
    }
}

/// Whether an element never has content, so that no end tag closes it.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"basefont"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"image"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// What an element that is not read leaves between the words before and after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing was to be seen there.
    None,
    /// Something stood in the line.
    Space,
    /// Something stood between the lines.
    Block,
}

/// The gap that an element leaves.
pub(super) fn gap(name: &[u8], role: Role) -> Gap {
    match name {
        b"pre" | b"listing" | b"xmp" | b"plaintext" | b"nav" => Gap::Block,
        b"code" | b"del" | b"s" | b"strike" | b"button" | b"select" | b"textarea" | b"iframe" | b"object"
        | b"audio" | b"video" | b"canvas" | b"svg" | b"math" => Gap::Space,
        _ if role.is_block() => Gap::Block,
        _ => Gap::None,
    }
}

impl Role {
    /// Whether it parts the words before it from the words in it.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Role::Inline
                | Role::Title
                | Role::Image
                | Role::Meta
                | Role::Time
                | Role::Link
                | Role::Quotation
                | Role::LineBreak
                | Role::Foreign
                | Role::Skipped
        )
    }

    /// Whether end tags of elements inside never close an element outside.
    pub(super) fn is_barrier(self) -> bool {
        matches!(self, Role::Table | Role::Cell | Role::TableCaption)
    }
}

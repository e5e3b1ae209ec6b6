//! The trained model: named sections of one file that is embedded in the binary and read where it lies.
//!
//! Layout, all numbers little-endian: the eight bytes `factlint`, a version (u32), the number of sections (u32), then for
//! each section its name (u32), start and length (u32 each); sections start at multiples of 64. A section that is missing
//! reads as empty, and every table answers for an empty section as it does for an unknown word.

use super::lexicon::Lexicon;
use super::name::WEIGHTS;
use super::name::gazetteer::Gazetteer;
use super::rows::Rows;
use super::sparse::SparseRows;

/// The bytes of a section.
pub(crate) type Bytes<'m> = &'m [u8];

/// Data that starts at a cache line.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../model/english.bin"));

const MAGIC: &[u8; 8] = b"factlint";
/// The version of the layout.
const VERSION: u32 = 1;

/// The classes of the tagger: a row of the table is one cache line.
pub(crate) const TAGS: usize = 64;
/// The labels of the parser.
pub(crate) const LABELS: usize = 64;

/// The sections of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(dead_code, reason = "the numbers are part of the file's form, those that no reader asks for too")]
#[repr(u32)]
pub(crate) enum Section {
    Lexicon = 1,
    Paths,
    TagSets,
    TagIndex,
    TagRows,
    Tags,
    LemmaWords,
    LemmaSuffixes,
    LemmaRules,
    Transitions,
    LabelIndex,
    LabelRows,
    RelabelIndex,
    RelabelRows,
    NameIndex,
    NameRows,
    NameSteps,
    Gazetteer,
    SentenceIndex,
    SentenceRows,
    GazetteerSets,
}

impl Section {
    const ALL: [Self; 21] = [
        Self::Lexicon,
        Self::Paths,
        Self::TagSets,
        Self::TagIndex,
        Self::TagRows,
        Self::Tags,
        Self::LemmaWords,
        Self::LemmaSuffixes,
        Self::LemmaRules,
        Self::Transitions,
        Self::LabelIndex,
        Self::LabelRows,
        Self::RelabelIndex,
        Self::RelabelRows,
        Self::NameIndex,
        Self::NameRows,
        Self::NameSteps,
        Self::Gazetteer,
        Self::SentenceIndex,
        Self::SentenceRows,
        Self::GazetteerSets,
    ];
}

/// All tables.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Model<'m> {
    pub lexicon: Lexicon<'m>,
    pub tagger: Rows<'m, TAGS>,
    /// The joint tags: two bytes each, the universal and the Penn tag.
    pub tags: Bytes<'m>,
    pub lemma_words: Bytes<'m>,
    pub lemma_suffixes: Bytes<'m>,
    pub lemma_rules: Bytes<'m>,
    pub transitions: Bytes<'m>,
    pub relations: SparseRows<'m, LABELS>,
    pub sentences: Rows<'m, 1>,
    pub names: Rows<'m, WEIGHTS>,
    pub name_steps: Bytes<'m>,
    pub gazetteer: Gazetteer<'m>,
}

impl<'m> Model<'m> {
    /// The tables of a model file. What cannot be read is empty.
    pub fn read(file: Bytes<'m>) -> Self {
        let section = |name: Section| section(file, name as u32).unwrap_or_default();
        Self {
            lexicon: Lexicon::new(section(Section::Lexicon), section(Section::Paths)),
            tagger: Rows::new(section(Section::TagIndex), section(Section::TagRows)),
            tags: section(Section::Tags),
            lemma_words: section(Section::LemmaWords),
            lemma_suffixes: section(Section::LemmaSuffixes),
            lemma_rules: section(Section::LemmaRules),
            transitions: section(Section::Transitions),
            relations: SparseRows::new(section(Section::LabelIndex), section(Section::LabelRows)),
            sentences: Rows::new(section(Section::SentenceIndex), section(Section::SentenceRows)),
            names: Rows::new(section(Section::NameIndex), section(Section::NameRows)),
            name_steps: section(Section::NameSteps),
            gazetteer: Gazetteer::new(section(Section::Gazetteer), section(Section::GazetteerSets)),
        }
    }

    /// The model in the binary.
    pub fn embedded() -> Model<'static> {
        Model::read(&EMBEDDED.0)
    }
}

/// The sections of a file that are not among these, to be written again beside them.
pub(crate) fn others(file: Bytes<'_>, replaced: &[Section]) -> Vec<(Section, Vec<u8>)> {
    let kept = Section::ALL.iter().filter(|name| !replaced.contains(name));
    kept.filter_map(|&name| Some((name, section(file, name as u32)?.to_vec()))).collect()
}

fn section(file: Bytes<'_>, name: u32) -> Option<Bytes<'_>> {
    if file.get(..8)? != MAGIC || u32_at(file, 8) != VERSION {
        return None;
    }
    (0..u32_at(file, 12) as usize).map(|entry| 16 + entry * 12).find(|&at| u32_at(file, at) == name).and_then(|at| {
        let start = u32_at(file, at + 4) as usize;
        file.get(start..start.checked_add(u32_at(file, at + 8) as usize)?)
    })
}

/// Puts a model file together.
pub(crate) fn write(sections: &[(Section, Vec<u8>)]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend((sections.len() as u32).to_le_bytes());
    let mut start = (file.len() + sections.len() * 12).next_multiple_of(64);
    for (name, bytes) in sections {
        file.extend((*name as u32).to_le_bytes());
        file.extend((start as u32).to_le_bytes());
        file.extend((bytes.len() as u32).to_le_bytes());
        start = (start + bytes.len()).next_multiple_of(64);
    }
    for (_, bytes) in sections {
        file.resize(file.len().next_multiple_of(64), 0);
        file.extend(bytes);
    }
    file
}

/// The number at this byte, 0 past the end.
#[inline(always)]
pub(crate) fn u32_at(bytes: Bytes<'_>, at: usize) -> u32 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u32::from_le_bytes(*chunk),
        None => 0,
    }
}

/// The number at this byte, 0 past the end.
#[inline(always)]
pub(crate) fn u16_at(bytes: Bytes<'_>, at: usize) -> u16 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u16::from_le_bytes(*chunk),
        None => 0,
    }
}

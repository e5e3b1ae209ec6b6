//! Feature hashes: 32-bit mixes of word atoms. No string is touched after the tokens are made.

const PRIME: u32 = 0x9E37_79B1;

/// Folds one atom into a feature.
#[inline(always)]
pub(crate) fn mix(hash: u32, atom: u32) -> u32 {
    let hash = (hash ^ atom).wrapping_mul(PRIME);
    hash ^ (hash >> 15)
}

/// The feature of a template and one atom.
#[inline(always)]
pub(crate) fn feature1(template: u32, a: u32) -> u32 {
    finish(mix(template.wrapping_mul(0x85EB_CA6B), a))
}

/// The feature of a template and two atoms, in order.
#[inline(always)]
pub(crate) fn feature2(template: u32, a: u32, b: u32) -> u32 {
    finish(mix(mix(template.wrapping_mul(0x85EB_CA6B), a), b))
}

/// The feature of a template and three atoms, in order.
#[inline(always)]
pub(crate) fn feature3(template: u32, a: u32, b: u32, c: u32) -> u32 {
    finish(mix(mix(mix(template.wrapping_mul(0x85EB_CA6B), a), b), c))
}

/// The last mix, so that the high bits (the slot) depend on every atom.
#[inline(always)]
fn finish(hash: u32) -> u32 {
    let hash = hash.wrapping_mul(0xC2B2_AE35);
    hash ^ (hash >> 16)
}

/// Folds one byte of a word's form into its hash.
#[inline(always)]
pub(crate) const fn byte(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The start of a form's hash.
pub(crate) const FORM: u32 = 0x811C_9DC5;

/// The slot of a hash in a table of `len` slots.
#[inline(always)]
pub(crate) fn slot(hash: u32, len: usize) -> usize {
    // No table is longer than a u32 counts; the product of two of them cannot run over.
    ((u64::from(hash) * u64::from(len as u32)) >> 32) as usize
}

/// The features of templates (numbered from 1) and three atoms each, given by columns: the mixes of all run side by side.
#[inline(always)]
pub(crate) fn mix_all<const N: usize>(a: [u32; N], b: [u32; N], c: [u32; N]) -> [u32; N] {
    let mut features = [0; N];
    let mut template = 0u32;
    for (((feature, &a), &b), &c) in features.iter_mut().zip(&a).zip(&b).zip(&c) {
        template = template.wrapping_add(0x85EB_CA6B);
        *feature = finish(mix(mix(mix(template, a), b), c));
    }
    features
}

/// Features as a list of triples of atoms.
macro_rules! features {
    ($(($a:expr, $b:expr, $c:expr)),* $(,)?) => {
        $crate::nlp::hash::mix_all([$($a),*], [$($b),*], [$($c),*])
    };
}
pub(crate) use features;

//! The labels of tokens: outside of a name, or a place in a name of one of four classes.
//!
//! A label below [`OUTSIDE`] is four times its class plus its place.

/// The classes that are told apart by weights; the finer kinds of the last follow from lists.
pub(crate) const CLASSES: usize = 4;
/// The class of persons.
pub(crate) const PERSON: usize = 0;
/// The class of organisations.
pub(crate) const ORGANIZATION: usize = 1;
/// The class of places.
pub(crate) const LOCATION: usize = 2;
/// The class of all other names.
pub(crate) const OTHER: usize = 3;

/// The first token of a longer name.
pub(crate) const BEGIN: usize = 0;
/// A token inside a longer name.
pub(crate) const INSIDE: usize = 1;
/// The last token of a longer name.
pub(crate) const LAST: usize = 2;
/// The only token of a name.
pub(crate) const UNIT: usize = 3;

/// The label of tokens in no name. It has no weights: the others' are relative to it.
pub(crate) const OUTSIDE: usize = CLASSES * 4;
/// The number of labels.
pub(crate) const LABELS: usize = OUTSIDE + 1;

/// The label of a place in a name of a class.
pub(crate) const fn label(class: usize, place: usize) -> usize {
    class * 4 + place
}

/// The class of a label, `None` outside of names.
pub(crate) fn class(label: usize) -> Option<usize> {
    (label < OUTSIDE).then_some(label / 4)
}

/// Whether a name goes on behind a token of this label.
pub(crate) fn is_open(label: usize) -> bool {
    label < OUTSIDE && label % 4 <= INSIDE
}

/// Whether a token of this label begins a name or stands outside of names.
pub(crate) fn is_fresh(label: usize) -> bool {
    label >= OUTSIDE || matches!(label % 4, BEGIN | UNIT)
}

/// Whether `next` may follow `last`: a name that is open goes on in its own class, and nothing else does.
pub(crate) fn follows(last: usize, next: usize) -> bool {
    if is_open(last) { !is_fresh(next) && last / 4 == next / 4 } else { is_fresh(next) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_on_until_it_ends() {
        let person = |place| label(PERSON, place);
        assert!(follows(OUTSIDE, person(BEGIN)));
        assert!(follows(person(BEGIN), person(INSIDE)));
        assert!(follows(person(INSIDE), person(LAST)));
        assert!(follows(person(LAST), label(LOCATION, UNIT)));
        assert!(follows(person(UNIT), OUTSIDE));
        assert!(!follows(person(BEGIN), OUTSIDE));
        assert!(!follows(person(BEGIN), label(ORGANIZATION, LAST)));
        assert!(!follows(OUTSIDE, person(LAST)));
        assert!(!follows(person(LAST), person(INSIDE)));
    }
}

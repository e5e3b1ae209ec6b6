//! Keys and bytes in files that are only ever made and removed, never changed.
//!
//! A file holds some records; it is written under another name and then renamed, so that it is there as a whole or not at
//! all, whatever kills the process. Two runs write files of their own. Each record has a checksum: what a broken disk
//! leaves of a file is not believed.

use rustc_hash::{FxHashMap, FxHashSet};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Stands for an article and all that holds for it.
pub(in crate::project) type Key = [u8; 16];

/// What the files begin with.
const HEAD: &[u8] = b"factlint cache 1\n";
/// The ending of the files.
const ENDING: &str = "records";
/// Before its bytes a record has its key, their number and their checksum.
const BEFORE: usize = 16 + 4 + 8;
/// So long new records wait at most before they are written: what a run that is killed loses.
const INTERVAL: Duration = Duration::from_millis(500);
/// More files than this are made one.
const MOST_FILES: usize = 8;
/// Records that no run has asked for are dropped once there is more than this of all of them.
const MOST_BYTES: usize = 64 << 20;
/// So many versions of the program have a folder of their own.
const MOST_PROGRAMS: usize = 3;
/// What a run that was killed has left is removed after that time.
const STALE: Duration = Duration::from_secs(3600);

/// The first bytes of a hash.
pub(super) fn key(hash: blake3::Hash) -> Key {
    let mut key = Key::default();
    key.iter_mut().zip(hash.as_bytes()).for_each(|(to, from)| *to = *from);
    key
}

/// Records in a folder.
#[derive(Debug)]
pub(in crate::project) struct Store {
    folder: PathBuf,
    /// The files that were there, with their bytes.
    files: Vec<(PathBuf, Vec<u8>)>,
    index: FxHashMap<Key, (usize, Range<usize>)>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    used: FxHashSet<Key>,
    /// Not written as yet.
    waiting: Vec<u8>,
    since: Instant,
    /// The files that this run wrote.
    written: Vec<PathBuf>,
    count: u32,
}

impl Store {
    /// Reads the records in a folder, which is made if need be.
    ///
    /// # Errors
    /// Where the folder cannot be made or read.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut names: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        names.sort();
        let mut files = Vec::new();
        let mut index = FxHashMap::default();
        for path in names {
            if path.extension().is_none_or(|ending| ending != ENDING) {
                remove_if_stale(&path);
                continue;
            }
            // Another run may have made it part of a larger one in the meantime.
            let Ok(bytes) = fs::read(&path) else { continue };
            records(&bytes, |key, range| {
                index.insert(key, (files.len(), range));
            });
            files.push((path, bytes));
        }
        let state = State {
            used: FxHashSet::default(),
            waiting: Vec::new(),
            since: Instant::now(),
            written: Vec::new(),
            count: 0,
        };
        Ok(Self { folder: folder.to_path_buf(), files, index, state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked has at most left out a record.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept under a key.
    pub(in crate::project) fn get(&self, key: &Key) -> Option<&[u8]> {
        let (file, range) = self.index.get(key)?;
        let bytes = self.files.get(*file)?.1.get(range.clone())?;
        self.state().used.insert(*key);
        Some(bytes)
    }

    /// Keeps bytes under a key. That they cannot be written shows when the store is closed.
    pub(in crate::project) fn keep(&self, key: Key, bytes: &[u8]) {
        let mut state = self.state();
        state.used.insert(key);
        push(&mut state.waiting, &key, bytes);
        if state.since.elapsed() > INTERVAL {
            let _ = self.write_waiting(&mut state);
        }
    }

    /// Writes what waits, and makes one file of many.
    pub(super) fn close(&self) -> io::Result<()> {
        let mut state = self.state();
        self.write_waiting(&mut state)?;
        let all = self.files.iter().map(|(path, _)| path.clone()).chain(state.written.iter().cloned());
        let paths: Vec<PathBuf> = all.collect();
        if paths.len() > MOST_FILES {
            self.merge(&mut state, &paths)?;
        }
        if !state.written.is_empty() {
            self.forget_old_programs();
        }
        Ok(())
    }

    fn write_waiting(&self, state: &mut State) -> io::Result<()> {
        state.since = Instant::now();
        if state.waiting.is_empty() {
            return Ok(());
        }
        let waiting = std::mem::take(&mut state.waiting);
        let path = self.write(state, &[HEAD, &waiting].concat())?;
        state.written.push(path);
        Ok(())
    }

    /// Writes a file that is there as a whole or not at all; it is called by what is in it.
    fn write(&self, state: &mut State, bytes: &[u8]) -> io::Result<PathBuf> {
        state.count += 1;
        let hash = blake3::hash(bytes).to_hex();
        let path = self.folder.join(format!("{}.{ENDING}", hash.get(..24).unwrap_or_default()));
        let unfinished = self.folder.join(format!("{}-{}.unfinished", std::process::id(), state.count));
        fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, &path)).inspect_err(|_| {
            let _ = fs::remove_file(&unfinished);
        })?;
        Ok(path)
    }

    /// Puts the records of some files into one: those that were asked for, and the others as long as there is room.
    fn merge(&self, state: &mut State, paths: &[PathBuf]) -> io::Result<()> {
        let own: Vec<Vec<u8>> = state.written.iter().filter_map(|path| fs::read(path).ok()).collect();
        let mut known = FxHashSet::default();
        let mut merged = HEAD.to_vec();
        for used in [true, false] {
            for bytes in self.files.iter().map(|(_, bytes)| bytes).chain(&own) {
                records(bytes, |key, range| {
                    let wanted = state.used.contains(&key) == used;
                    let fits = used || merged.len() < MOST_BYTES;
                    if wanted && fits && known.insert(key) {
                        push(&mut merged, &key, bytes.get(range).unwrap_or_default());
                    }
                });
            }
        }
        let path = self.write(state, &merged)?;
        for old in paths.iter().filter(|old| **old != path) {
            // Another run that merges at the same time may have been quicker.
            let _ = fs::remove_file(old);
        }
        Ok(())
    }

    /// Removes what programs have kept that have not been in use for long.
    fn forget_old_programs(&self) {
        let Some(root) = self.folder.parent() else { return };
        let folders = fs::read_dir(root).into_iter().flatten().filter_map(Result::ok);
        let mut folders: Vec<_> = folders
            .filter_map(|entry| {
                let data = entry.metadata().ok().filter(fs::Metadata::is_dir)?;
                Some((data.modified().ok()?, entry.path()))
            })
            .filter(|(_, path)| *path != self.folder && is_of_a_program(path))
            .collect();
        folders.sort();
        let old = folders.len().saturating_sub(MOST_PROGRAMS - 1);
        for (_, path) in folders.into_iter().take(old) {
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// Whether a folder is named as those of programs are: nothing else is ever removed.
fn is_of_a_program(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.rsplit_once('-').is_some_and(|(version, hash)| {
        version.starts_with(|first: char| first.is_ascii_digit())
            && hash.len() == 16
            && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn remove_if_stale(path: &Path) {
    let is_ours = path.extension().is_some_and(|ending| ending == "unfinished");
    let age = || fs::metadata(path).and_then(|data| data.modified()).ok()?.elapsed().ok();
    if is_ours && age().is_some_and(|age| age > STALE) {
        let _ = fs::remove_file(path);
    }
}

fn checksum(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    hash.as_bytes().iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn push(to: &mut Vec<u8>, key: &Key, bytes: &[u8]) {
    let Ok(length) = u32::try_from(bytes.len()) else { return };
    to.extend_from_slice(key);
    to.extend_from_slice(&length.to_le_bytes());
    to.extend_from_slice(&checksum(bytes).to_le_bytes());
    to.extend_from_slice(bytes);
}

/// The records of a file, up to the first that is damaged.
fn records(bytes: &[u8], mut take: impl FnMut(Key, Range<usize>)) {
    if !bytes.starts_with(HEAD) {
        return;
    }
    let mut at = HEAD.len();
    while let Some(before) = bytes.get(at..at + BEFORE) {
        let (Some(key), Some(length), Some(sum)) = (
            before.first_chunk::<16>(),
            before.get(16..20).and_then(<[u8]>::first_chunk::<4>),
            before.last_chunk::<8>(),
        ) else {
            return;
        };
        let range = at + BEFORE..(at + BEFORE).saturating_add(u32::from_le_bytes(*length) as usize);
        match bytes.get(range.clone()) {
            Some(found) if checksum(found) == u64::from_le_bytes(*sum) => take(*key, range.clone()),
            _ => return,
        }
        at = range.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("factlint-store-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            Self(path)
        }

        fn files(&self) -> Vec<PathBuf> {
            let mut files: Vec<PathBuf> = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path()).collect();
            files.sort();
            files
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn what_is_kept_is_there_again() {
        let folder = Folder::new("kept");
        for run in 0..20_u8 {
            let store = Store::open(&folder.0).unwrap();
            for earlier in 0..run {
                assert_eq!(store.get(&[earlier; 16]), Some(&[earlier; 3][..]), "run {run}");
            }
            assert_eq!(store.get(&[run; 16]), None);
            store.keep([run; 16], &[run; 3]);
            store.close().unwrap();
            assert!(folder.files().len() <= MOST_FILES + 1);
        }
    }

    #[test]
    fn damage_is_not_believed() {
        let folder = Folder::new("damage");
        let store = Store::open(&folder.0).unwrap();
        store.keep([1; 16], b"first");
        store.keep([2; 16], b"second");
        store.close().unwrap();
        let [path] = &folder.files()[..] else { panic!() };
        let whole = fs::read(path).unwrap();
        for length in 0..whole.len() {
            fs::write(path, &whole[..length]).unwrap();
            let store = Store::open(&folder.0).unwrap();
            assert!(store.get(&[1; 16]).is_none_or(|bytes| bytes == b"first"));
            assert_eq!(store.get(&[2; 16]), None);
        }
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x40;
            fs::write(path, bytes).unwrap();
            let store = Store::open(&folder.0).unwrap();
            assert!(store.get(&[1; 16]).is_none_or(|bytes| bytes == b"first"), "byte {at}");
            assert!(store.get(&[2; 16]).is_none_or(|bytes| bytes == b"second"), "byte {at}");
        }
    }

    #[test]
    fn two_runs_at_once_lose_nothing_that_is_written() {
        let folder = Folder::new("two");
        let (one, two) = (Store::open(&folder.0).unwrap(), Store::open(&folder.0).unwrap());
        one.keep([1; 16], b"one");
        two.keep([2; 16], b"two");
        one.close().unwrap();
        two.close().unwrap();
        let both = Store::open(&folder.0).unwrap();
        assert_eq!((both.get(&[1; 16]), both.get(&[2; 16])), (Some(&b"one"[..]), Some(&b"two"[..])));
    }

    #[test]
    fn folders_of_others_are_left_alone() {
        assert!(is_of_a_program(Path::new("cache/0.1.0-0123456789abcdef")));
        for other in ["0.1.0", "notes-0123456789abcdef", "0.1.0-0123", "src"] {
            assert!(!is_of_a_program(Path::new(other)), "{other}");
        }
    }
}

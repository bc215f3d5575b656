//! Maps and sets with a quicker hasher than the standard one: the second pass and the links hash every mention.
//! foldhash is seeded, so that no text can be written to make its keys collide.

use foldhash::fast::RandomState;

/// A map.
pub(super) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;
/// A set.
pub(super) type HashSet<K> = std::collections::HashSet<K, RandomState>;

//! The hash map of the folder's tables: their keys are names and numbers by the ten thousand, and a seed for each process
//! is protection enough.

/// A hash map with a fast hash that is seeded at random.
pub(super) type Map<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

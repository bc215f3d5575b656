//! New identities and the present time.

use crate::annotation::{Mint, Timestamp};
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// The mint of the running program: UUIDs of version 7 and the system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemMint;

impl Mint for SystemMint {
    fn uuid(&mut self) -> Uuid {
        Uuid::now_v7()
    }

    fn now(&mut self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = since.map_or(0, |d| d.as_secs());
        Timestamp::from_unix(i64::try_from(seconds).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_ascend_and_are_of_version_7() {
        let ids: Vec<_> = (0..1000).map(|_| SystemMint.uuid()).collect();
        assert!(ids.windows(2).all(|w| w[0] < w[1]));
        assert_eq!(ids[0].get_version_num(), 7);
        assert!(SystemMint.now().unix() > 1_700_000_000);
    }
}

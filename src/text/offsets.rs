//! Conversions between UTF-8 bytes and the units that other formats count in.

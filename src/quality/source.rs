//! What a document says of itself: who published it, when, where, in which language.

//! Graphemes, words, sentences: where a selection may begin and end.

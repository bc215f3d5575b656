//! Whether a block of text is English, told by its function words: word lists must not judge other languages.

use super::token::Token;

/// Function words of English that are rare elsewhere.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "that", "for", "with", "was", "as", "by", "it", "on",
    "are", "be", "this", "from", "at", "which", "or", "has", "have", "an", "not", "their", "its",
    "will", "were", "been", "they", "his", "her", "he", "she", "we", "you", "would", "who", "also",
    "all", "other", "more", "can", "our", "but", "said", "these", "than", "into", "between",
    "should", "shall",
];

/// Whether at least an eighth of the words are function words of English, and one of them is no word of other languages.
pub(super) fn is_english(tokens: &[Token<'_>]) -> bool {
    let (mut words, mut hits, mut distinct) = (0usize, 0usize, 0usize);
    for token in tokens.iter().take(400).filter(|t| t.digits == 0) {
        words += 1;
        if token.text.len() <= 7 && is_function_word(token.text) {
            hits += 1;
            distinct += usize::from(matches!(
                token.text,
                "the" | "The" | "of" | "and" | "with" | "which"
            ));
        }
    }
    words >= 5 && hits * 8 >= words && distinct > 0
}

fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word) || FUNCTION_WORDS.contains(&word.to_ascii_lowercase().as_str())
}

namespace Chancery.Text.Search;

/// <summary>The kinds of term of the search index. Terms of different channels are kept apart, each with its own weight.</summary>
public enum TermChannel : byte
{
    /// <summary>Folded words, stems and parts of compounds (weight 1).</summary>
    Word,

    /// <summary>Bigrams of letters within words of Hangul, Han and kana, and across the gap to the next word (weight 0.7).</summary>
    Pair,

    /// <summary>The first six letters of an inflected word (weight 0.5), where endings are many and no stemmer is sure.</summary>
    Prefix,
}

/// <summary>One term of a text.</summary>
/// <param name="Term">The folded term.</param>
/// <param name="Channel">Its kind.</param>
/// <param name="Start">Where it begins in the text given, in UTF-16 code units.</param>
/// <param name="End">Where it ends (exclusive).</param>
/// <param name="Word">The ordinal of the written word (between spaces or punctuation) that it comes from, from 0.</param>
public readonly record struct Token(string Term, TermChannel Channel, int Start, int End, int Word);

namespace Chancery.Text.Search;

/// <summary>A word being stemmed: letters in a buffer, and the regions of it that suffixes may be taken from.</summary>
internal ref struct Stem(Span<char> letters, int length)
{
    private readonly Span<char> _letters = letters;

    public int Length { get; set; } = length;

    /// <summary>Where R1, R2 and RV of the Snowball descriptions begin.</summary>
    public int R1 { get; set; }
    public int R2 { get; set; }
    public int Rv { get; set; }

    public readonly Span<char> Text => _letters[..Length];
    public readonly ref char this[int i] => ref _letters[i];
    public readonly char Last => Length > 0 ? _letters[Length - 1] : '\0';

    public readonly bool Ends(string suffix) => Text.EndsWith(suffix);

    /// <summary>Whether <paramref name="suffix"/> stands at the end and no further left than <paramref name="region"/>.</summary>
    public readonly bool Ends(string suffix, int region) => Length - suffix.Length >= region && Text.EndsWith(suffix);

    /// <summary>The longest of <paramref name="suffixes"/> (longest first) that the word ends in.</summary>
    public readonly string? Longest(string[] suffixes, int region = 0)
    {
        foreach (var suffix in suffixes)
            if (Ends(suffix, region)) return suffix;
        return null;
    }

    public void Cut(int letters) => Length -= letters;

    /// <summary>Takes <paramref name="suffix"/> off when it lies in the region; says whether it did.</summary>
    public bool Remove(string suffix, int region)
    {
        if (!Ends(suffix, region)) return false;
        Length -= suffix.Length;
        return true;
    }

    public void Replace(int letters, string with)
    {
        Length -= letters;
        with.CopyTo(_letters[Length..]);
        Length += with.Length;
    }

    /// <summary>The suffixes of a line, longest first.</summary>
    public static string[] List(string words) => [.. words.Split(' ').OrderByDescending(word => word.Length)];

    /// <summary>The place after the first non-vowel that follows a vowel, from <paramref name="from"/> on.</summary>
    public readonly int Region(int from, ReadOnlySpan<char> vowels)
    {
        for (var i = from; i + 1 < Length; i++)
            if (vowels.Contains(_letters[i]) && !vowels.Contains(_letters[i + 1])) return i + 2;
        return Length;
    }
}

using System.Globalization;

namespace Chancery.Text.Search;

/// <summary>A stretch of a text in UTF-16 code units, end exclusive.</summary>
public readonly record struct TextRange(int Start, int End);

/// <summary>The part of a text that shows best why it was found.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends (exclusive).</param>
/// <param name="Marks">What matched in it, in order and apart, as offsets of the whole text.</param>
public sealed record Excerpt(int Start, int End, IReadOnlyList<TextRange> Marks);

/// <summary>
/// Finds in a text what a query asked for. Stretches begin and end at graphemes: neither a surrogate pair nor a letter and its
/// marks are ever parted. A pair of letters alone marks nothing unless all the pairs of the query's word stand together.
/// </summary>
public static class Highlighter
{
    private const int FurthestWordBreak = 24;
    private const int LongestGrapheme = 512;

    /// <summary>The stretches of a text that match, in order and apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its own tokens, of <see cref="Analyser.Analyse"/> over the whole of <paramref name="text"/>.</param>
    /// <param name="query">The tokens of the query, of <see cref="Analyser.AnalyseQuery"/>.</param>
    public static List<TextRange> Marks(ReadOnlySpan<char> text, IReadOnlyList<Token> tokens, IReadOnlyList<Token> query) =>
        Merge(text, Matches(text, tokens, query));

    /// <summary>
    /// The window of about <paramref name="length"/> UTF-16 units in which the most different words of the query stand, the
    /// earliest of equals; it begins and ends between words where one is near. The beginning of the text when nothing matches.
    /// </summary>
    public static Excerpt Best(ReadOnlySpan<char> text, IReadOnlyList<Token> tokens, IReadOnlyList<Token> query, int length = 240)
    {
        var matches = Matches(text, tokens, query);
        length = Math.Max(length, 1);
        var (best, at, end) = (0.0, 0, 0);
        var inside = new Dictionary<int, int>();
        var (score, left) = (0.0, 0);
        for (var right = 0; right < matches.Count; right++)
        {
            score += Enter(matches[right].Word);
            while (left < right && matches[right].End - matches[left].Start > length * 4 / 5) score -= Leave(matches[left++].Word);
            if (score > best + 1e-9) (best, at, end) = (score, matches[left].Start, matches[right].End);
        }
        var spare = Math.Max(0, length - (end - at));
        var from = Math.Max(0, Math.Min(at - spare / 3, text.Length - length));
        from = from == 0 ? 0 : WordStart(text, from, best > 0 ? at : text.Length);
        var to = Math.Min(text.Length, from + length);
        to = to == text.Length ? to : WordEnd(text, to, Math.Max(from + 1, best > 0 ? Math.Min(end, to) : from + 1));
        return new(from, to, [.. Merge(text, matches).Where(mark => mark.Start >= from && mark.End <= to)]);

        // A word counts once, and again only a little.
        double Enter(int word)
        {
            var count = inside[word] = inside.GetValueOrDefault(word) + 1;
            return count == 1 ? 1 : 0.05 / count;
        }

        double Leave(int word)
        {
            var count = inside[word]--;
            return count == 1 ? 1 : 0.05 / count;
        }
    }

    private readonly record struct Match(int Start, int End, int Word);

    private static List<Match> Matches(ReadOnlySpan<char> text, IReadOnlyList<Token> tokens, IReadOnlyList<Token> query)
    {
        var words = new Dictionary<string, int>();
        var prefixes = new Dictionary<string, int>();
        var pairs = new Dictionary<string, int>();
        foreach (var token in query)
            (token.Channel switch { TermChannel.Word => words, TermChannel.Prefix => prefixes, _ => pairs }).TryAdd(token.Term, token.Word);
        var matches = new List<Match>();
        var pairMatches = new List<Match>();
        foreach (var token in tokens)
        {
            switch (token.Channel)
            {
                case TermChannel.Word when words.TryGetValue(token.Term, out var word):
                    matches.Add(new(token.Start, token.End, word));
                    break;
                case TermChannel.Prefix when prefixes.TryGetValue(token.Term, out var word) && token.Term.Length > 1:
                    matches.Add(new(token.Start, token.End, word));
                    break;
                // A pair of a stem and the next word begins at a letter that is not written there; it marks nothing.
                case TermChannel.Pair when pairs.TryGetValue(token.Term, out var word) && (text[token.Start] == token.Term[0] || !Jamo.IsSyllable(text[token.Start])):
                    pairMatches.Add(new(token.Start, token.End, word));
                    break;
            }
        }
        Chains(pairMatches, query, matches);
        matches.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        return matches;
    }

    // Pairs one behind another, three letters long at least or all that the query has, are a stretch worth marking.
    private static void Chains(List<Match> pairs, IReadOnlyList<Token> query, List<Match> matches)
    {
        pairs.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        var few = query.Count(token => token.Channel == TermChannel.Pair) <= 1;
        for (var i = 0; i < pairs.Count;)
        {
            var (end, count, from) = (pairs[i].End, 1, i);
            for (i++; i < pairs.Count && pairs[i].Start < end; i++)
            {
                if (pairs[i].End > end) count++;
                end = Math.Max(end, pairs[i].End);
            }
            if (count >= 2 || few) matches.Add(new(pairs[from].Start, end, pairs[from].Word));
        }
    }

    private static List<TextRange> Merge(ReadOnlySpan<char> text, List<Match> matches)
    {
        var marks = new List<TextRange>();
        foreach (var match in matches)
        {
            var (start, end) = (Back(text, match.Start), Forward(text, match.End));
            if (end <= start) continue;
            if (marks.Count > 0 && start <= marks[^1].End) marks[^1] = new(marks[^1].Start, Math.Max(end, marks[^1].End));
            else marks.Add(new(start, end));
        }
        return marks;
    }

    private static int WordStart(ReadOnlySpan<char> text, int at, int most)
    {
        for (var i = at; i < text.Length && i < at + FurthestWordBreak && i <= most; i++)
            if (char.IsWhiteSpace(text[i - 1])) return i;
        return Back(text, at);
    }

    private static int WordEnd(ReadOnlySpan<char> text, int at, int least)
    {
        for (var i = at; i > at - FurthestWordBreak && i >= least && i > 0; i--)
            if (char.IsWhiteSpace(text[i])) return i;
        return Math.Max(Forward(text, least), Back(text, at));
    }

    // To the beginning of the grapheme that lies across the place, looked for from a safe letter a little before.
    private static int Back(ReadOnlySpan<char> text, int at)
    {
        if (at <= 0 || at >= text.Length) return Math.Clamp(at, 0, text.Length);
        var from = Math.Max(0, at - 16);
        for (var back = 0; back < LongestGrapheme && from > 0 && !IsSafe(text[from]); back++) from--;
        while (from < at)
        {
            var next = from + StringInfo.GetNextTextElementLength(text[from..]);
            if (next > at) return from;
            from = next;
        }
        return at;
    }

    private static int Forward(ReadOnlySpan<char> text, int at)
    {
        var from = Back(text, at);
        return from == at ? at : from + StringInfo.GetNextTextElementLength(text[from..]);
    }

    private static bool IsSafe(char c) => c is ' ' or '\n' or (>= 'a' and <= 'z') or (>= '\uAC00' and <= '\uD7A3') or (>= '\u4E00' and <= '\u9FFF');
}

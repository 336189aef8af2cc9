namespace Chancery.Text.Names;

/// <summary>Slips of the pen between two words of one script.</summary>
public static class SpellingDistance
{
    /// <summary>Damerau's distance (a letter changed, lost, added, or two neighbours exchanged), given up above <paramref name="limit"/>.</summary>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit = 2)
    {
        if (Math.Abs(a.Length - b.Length) > limit || a.Length > 64 || b.Length > 64) return limit + 1;
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(previous[j] + 1, row[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = Math.Min(best, before[j - 2] + 1);
                row[j] = best;
                least = Math.Min(least, best);
            }
            if (least > limit) return limit + 1;
            previous.CopyTo(before);
            row.CopyTo(previous);
        }
        return previous[b.Length];
    }

    /// <summary>Whether one may be the other misspelt: at most two slips, one in words under six letters, none in the shortest.</summary>
    public static bool IsSlip(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        if (length < 4) return false;
        var distance = Of(a.ToLowerInvariant(), b.ToLowerInvariant());
        return distance > 0 && distance <= (length < 6 ? 1 : 2);
    }
}

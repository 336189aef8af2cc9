using Chancery.Text.Alignment;
using Chancery.Text.Names;

namespace Chancery.Text.Parity.Checks;

/// <summary>A name or term in Latin letters that is written a letter or two differently in the other edition.</summary>
internal sealed class LatinNameCheck : Check
{
    private const int MostOpen = 120;

    public override string Id => "name-latin";
    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        var (source, target) = (comparison.Source, comparison.Target);
        var inSource = LatinWords.Vocabulary(source);
        var inTarget = LatinWords.Vocabulary(target);
        var strict = source.IsLatin && target.IsLatin;
        foreach (var bead in comparison.Pairs)
        {
            var left = LatinWords.Of(source, bead.SourceStart, bead.SourceCount);
            var right = LatinWords.Of(target, bead.TargetStart, bead.TargetCount);
            if (left.Count == 0 || right.Count == 0) continue;
            // What stands on both sides is settled.
            var settled = left.Select(word => word.Lower).Intersect(right.Select(word => word.Lower), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            var openLeft = left.Where(word => !settled.Contains(word.Lower)).ToList();
            var openRight = right.Where(word => !settled.Contains(word.Lower)).ToList();
            // Hundreds of open words in one sentence are a list of something, and the square of their number.
            if (openLeft.Count > MostOpen || openRight.Count > MostOpen) continue;
            foreach (var b in openRight)
            {
                LatinWord? best = null;
                foreach (var a in openLeft)
                {
                    if (!IsSlip(a, b)) continue;
                    if (strict ? !IsSameName(a, b, inSource, inTarget) : IsEstablished(a, b, inSource, inTarget, source.IsLatin)) continue;
                    if (comparison.Given.KnowsSource(a.Text) && comparison.Given.KnowsTarget(b.Text)) continue;
                    if (best is null || SpellingDistance.Of(a.Lower, b.Lower, 3) < SpellingDistance.Of(best.Lower, b.Lower, 3)) best = a;
                }
                best ??= strict ? null : Exchanged(b, openLeft, inSource, inTarget, source.IsLatin);
                if (best is null) continue;
                openLeft.Remove(best);
                yield return comparison.Finding(FindingKinds.NameLatin, Severity, Id,
                    new(FindingReasons.Differs, $"The name is spelt differently: \"{best.Text}\" against \"{b.Text}\".", new(best.Text), new(b.Text)), bead,
                    comparison.Span(source, best.Block, best.Start, best.End), comparison.Span(target, b.Block, b.Start, b.End));
            }
        }
    }

    internal static bool IsSlip(LatinWord a, LatinWord b) =>
        (SpellingDistance.IsSlip(a.Lower, b.Lower) || IsShortSlip(a, b)) && Stems.English(a.Lower) != Stems.English(b.Lower)
        && !a.Lower.EndsWith(b.Lower, StringComparison.Ordinal) && !b.Lower.EndsWith(a.Lower, StringComparison.Ordinal)
        && WordStems.Fold(a.Lower, "en") != WordStems.Fold(b.Lower, "en") && !IsSpellingOfTheOtherSide(a.Lower, b.Lower);

    // Three letters are enough beside the same word: "Morning Post", "Morning Pst".
    private static bool IsShortSlip(LatinWord a, LatinWord b) =>
        a.IsCapital && b.IsCapital && Math.Min(a.Lower.Length, b.Lower.Length) == 3 && Math.Max(a.Lower.Length, b.Lower.Length) >= 4
        && a.Previous is not null && string.Equals(a.Previous, b.Previous, StringComparison.OrdinalIgnoreCase) && SpellingDistance.Of(a.Lower, b.Lower, 1) == 1;

    // colour/color, organise/organize, centre/center
    private static bool IsSpellingOfTheOtherSide(string a, string b) => American(a) == American(b);

    private static string American(string word) =>
        word.Replace("isation", "ization", StringComparison.Ordinal).Replace("our", "or", StringComparison.Ordinal).Replace("ise", "ize", StringComparison.Ordinal)
            .Replace("ising", "izing", StringComparison.Ordinal).Replace("tre", "ter", StringComparison.Ordinal).Replace("ogue", "og", StringComparison.Ordinal)
            .Replace("lled", "led", StringComparison.Ordinal).Replace("lling", "ling", StringComparison.Ordinal);

    // Both words belong to the document in its Latin edition: two words, not one misspelt.
    private static bool IsEstablished(LatinWord a, LatinWord b, Dictionary<string, int> inSource, Dictionary<string, int> inTarget, bool sourceIsLatin)
    {
        var (vocabulary, word) = sourceIsLatin ? (inSource, b.Lower) : (inTarget, a.Lower);
        return vocabulary.GetValueOrDefault(word) > 1 || !a.IsCapital && !b.IsCapital && vocabulary.ContainsKey(word);
    }

    // Between two languages of Latin script words differ by right (Korea, Corée; Formats, Formaten): only names in the
    // company of the same name are held to one spelling, or names that the other edition spells alike elsewhere.
    private static bool IsSameName(LatinWord a, LatinWord b, Dictionary<string, int> inSource, Dictionary<string, int> inTarget)
    {
        if (!a.IsCapital || !b.IsCapital || a.IsKnown || b.IsKnown || a.Lower[0] != b.Lower[0] || DifferInEnding(a.Lower, b.Lower)) return false;
        return HasCompany(a.Next, b.Next) || HasCompany(a.Previous, b.Previous) || inTarget.ContainsKey(a.Lower) || inSource.ContainsKey(b.Lower);
    }

    internal static bool DifferInEnding(string a, string b)
    {
        var common = 0;
        while (common < Math.Min(a.Length, b.Length) && a[common] == b[common]) common++;
        return common >= 4 && common >= Math.Max(a.Length, b.Length) - 2;
    }

    private static bool HasCompany(string? a, string? b) =>
        a is { Length: >= 4 } && string.Equals(a, b, StringComparison.OrdinalIgnoreCase) && char.IsUpper(a[0]) && char.IsLower(a[1]) && !LatinWords.IsEnglish(a.ToLowerInvariant());

    // Another word altogether in the place of a name: "The Korea Times" for "The Korea Herald".
    private static LatinWord? Exchanged(LatinWord b, List<LatinWord> open, Dictionary<string, int> inSource, Dictionary<string, int> inTarget, bool sourceIsLatin)
    {
        if (b.Lower.Length < 4 || (sourceIsLatin ? inSource : inTarget).ContainsKey(b.Lower) && sourceIsLatin) return null;
        return open.Find(a => a.IsCapital && b.IsCapital && a.Lower.Length >= 4
            && !a.Lower.Contains(b.Lower, StringComparison.Ordinal) && !b.Lower.Contains(a.Lower, StringComparison.Ordinal)
            && a.Previous is { Length: >= 4 } && string.Equals(a.Previous, b.Previous, StringComparison.OrdinalIgnoreCase)
            && (sourceIsLatin ? !inSource.ContainsKey(b.Lower) : !inTarget.ContainsKey(a.Lower)));
    }
}

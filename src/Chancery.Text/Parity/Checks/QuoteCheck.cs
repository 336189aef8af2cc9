using Chancery.Text.Alignment;
using Chancery.Text.Facts;

namespace Chancery.Text.Parity.Checks;

/// <summary>Words quoted in Latin letters in both editions must be the same words.</summary>
internal sealed class QuoteCheck : Check
{
    public override string Id => "quote";
    public override Severity Severity => Severity.Check;

    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        if (comparison.Source.IsLatin && comparison.Target.IsLatin) yield break;
        foreach (var bead in comparison.Pairs)
        {
            var left = Quotes(comparison.Source, bead.SourceStart, bead.SourceCount);
            var right = Quotes(comparison.Target, bead.TargetStart, bead.TargetCount);
            if (left.Count == 0 || right.Count == 0) continue;
            foreach (var b in right)
            {
                if (left.Exists(a => a.Words.SequenceEqual(b.Words, StringComparer.Ordinal))) continue;
                // Some words in common, but not all: one letter is for the check of names, whole words are for this one.
                var near = left.Where(a => !right.Exists(other => other.Words.SequenceEqual(a.Words, StringComparer.Ordinal)))
                    .Select(a => (Quote: a, Common: a.Words.Intersect(b.Words, StringComparer.Ordinal).Count()))
                    .Where(pair => pair.Common > 0 && pair.Common * 2 >= Math.Min(pair.Quote.Words.Length, b.Words.Length))
                    .OrderByDescending(pair => pair.Common).FirstOrDefault();
                if (near.Quote is not { } quote || HasSlip(quote.Words, b.Words)) continue;
                var (here, there) = (string.Join(' ', quote.Words), string.Join(' ', b.Words));
                yield return comparison.Finding(FindingKinds.Quote, Severity, Id,
                    new(FindingReasons.Differs, $"The quoted words differ: {here} against {there}.", new(here), new(there)), bead,
                    comparison.Span(comparison.Source, quote.Fact), comparison.Span(comparison.Target, b.Fact));
            }
        }
    }

    private static bool HasSlip(string[] a, string[] b) =>
        a.Length == b.Length && a.Zip(b).Any(pair => pair.First != pair.Second);

    private sealed record Quoted(PlacedFact Fact, string[] Words);

    private static List<Quoted> Quotes(Edition edition, int start, int count)
    {
        var quotes = new List<Quoted>();
        for (var s = start; s < start + count; s++)
        {
            foreach (var fact in edition.Facts[s])
            {
                if (fact.Kind != FactKind.Quote) continue;
                var reading = edition.Blocks[edition.Sentences[s].Block].Reading;
                var end = Math.Min(fact.End, reading.Length);
                if (fact.Start >= end) continue;
                var text = reading[fact.Start..end];
                var letters = text.Count(char.IsLetter);
                if (letters == 0 || text.Count(Names.Sounds.IsLatin) < letters) continue;
                var words = text.ToLowerInvariant().Split([' ', '"', '“', '”', '\'', '‘', '’', ',', '.', '!', '?', '«', '»', '「', '」'], StringSplitOptions.RemoveEmptyEntries);
                if (words.Length >= 2) quotes.Add(new(new(fact, s), words));
            }
        }
        return quotes;
    }
}

using Chancery.Text.Alignment;
using Chancery.Text.Segmentation;

namespace Chancery.Text.Parity.Checks;

/// <summary>Addresses, written out or behind words. Language folders (/en/, /ko/) and a final slash are no difference.</summary>
internal sealed class LinkCheck() : FactCheck(FindingKinds.Link, "link", "The link")
{
    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        foreach (var finding in base.Find(comparison)) yield return finding;
        foreach (var bead in comparison.Alignment.Blocks)
        {
            if (!bead.IsPair) continue;
            var left = Links(comparison.Source, bead.SourceStart, bead.SourceCount, comparison.OnlySource);
            var right = Links(comparison.Target, bead.TargetStart, bead.TargetCount, comparison.OnlyTarget);
            if (left.Count == 0 && right.Count == 0) continue;
            foreach (var link in left.ToList())
            {
                var same = right.FindIndex(other => LinkKey.Of(other.Address) == LinkKey.Of(link.Address));
                if (same < 0) continue;
                right.RemoveAt(same);
                left.Remove(link);
            }
            // A page may be linked where its translation is: of links within the site only changed ones in a pair are told.
            for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            {
                LinkSpan? a = i < left.Count ? left[i] : null;
                LinkSpan? b = i < right.Count ? right[i] : null;
                if (a is { } only && b is null && !IsWhole(only.Address) || b is { } other && a is null && !IsWhole(other.Address)) continue;
                yield return Of(comparison, bead, a, b);
            }
        }
    }

    // The links of a missing sentence are told with it.
    private static List<LinkSpan> Links(Edition edition, int start, int count, HashSet<int> missing)
    {
        var links = new List<LinkSpan>();
        for (var b = start; b < start + count; b++)
        {
            foreach (var link in edition.Blocks[b].Links)
            {
                if (link.Address.StartsWith('#')) continue;
                var gone = false;
                for (var s = edition.FirstSentence[b]; s < edition.FirstSentence[b + 1]; s++)
                {
                    // An address behind the last word stands after the end of what is read.
                    var end = s + 1 < edition.FirstSentence[b + 1] ? edition.Sentences[s + 1].Start : edition.Blocks[b].End + 1;
                    if (link.Start >= edition.Sentences[s].Start && link.Start < end) gone = missing.Contains(s);
                }
                if (!gone) links.Add(link);
            }
        }
        return links;
    }

    private static bool IsWhole(string address) => address.Contains("://", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal);

    private Finding Of(Comparison comparison, Bead bead, LinkSpan? a, LinkSpan? b)
    {
        var why = (a, b) switch
        {
            ({ } x, { } y) => new Why(FindingReasons.Differs, $"The link differs: {x.Address} against {y.Address}.", new(x.Address), new(y.Address)),
            _ when (a ?? b)!.Value.Address is var address => new Why(FindingReasons.Missing, $"The link {address} has no counterpart in the other edition.", new FindingValue(address)),
        };
        return new()
        {
            Kind = FindingKinds.Link,
            Severity = Severity,
            Rule = Id,
            Explanation = why.English,
            Reason = why.Code,
            Values = why.Values,
            Source = a is { } s ? new(s.Start, s.End, s.Address, s.Address) : null,
            Target = b is { } t ? new(t.Start, t.End, t.Address, t.Address) : null,
            SourceSentence = Around(comparison.Source, bead.SourceStart, a),
            TargetSentence = Around(comparison.Target, bead.TargetStart, b),
        };
    }

    private static FindingSpan? Around(Edition edition, int block, LinkSpan? link)
    {
        var of = edition.Blocks[block];
        var sentence = of.Sentences.FirstOrDefault(s => link is null || link.Value.Start < s.End) ?? (of.Sentences.Count > 0 ? of.Sentences[^1] : null);
        return sentence is null ? null : new(sentence.Start, sentence.End, edition.Text.Text[sentence.Start..sentence.End], edition.Reading(sentence));
    }
}

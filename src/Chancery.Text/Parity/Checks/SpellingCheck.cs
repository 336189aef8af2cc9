using Chancery.Text.Alignment;
using Chancery.Text.Names;

namespace Chancery.Text.Parity.Checks;

/// <summary>One person, one spelling within an edition: the odd one out beside the same first or last name is told.</summary>
internal sealed class SpellingCheck : Check
{
    public override string Id => "spelling";
    public override Severity Severity => Severity.Check;

    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        foreach (var finding in In(comparison, comparison.Source, true)) yield return finding;
        foreach (var finding in In(comparison, comparison.Target, false)) yield return finding;
    }

    private IEnumerable<Finding> In(Comparison comparison, Edition edition, bool isSource)
    {
        // By company: all capitalised words that were seen before or after a given word.
        var company = new Dictionary<string, List<(LatinWord Word, int Sentence)>>(StringComparer.Ordinal);
        var counts = LatinWords.Vocabulary(edition);
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var s = 0; s < edition.Sentences.Length; s++)
        {
            foreach (var word in LatinWords.Of(edition, s, 1))
            {
                if (!word.IsCapital || word.IsKnown || word.Lower.Length < 4 || word.Text.AsSpan(1).ContainsAnyInRange('A', 'Z')) continue;
                if (word.Previous is { Length: >= 4 } before && char.IsUpper(before[0])) Add("<" + before.ToLowerInvariant(), word, s);
                if (word.Next is { Length: >= 4 } after && char.IsUpper(after[0])) Add(">" + after.ToLowerInvariant(), word, s);
            }
        }
        var findings = new List<(int Sentence, Finding Finding)>();
        foreach (var words in company.Values)
        {
            // Long lists are common words; the square of their length is not worth it.
            if (words.Count < 2 || words.Count > 60) continue;
            foreach (var (odd, s) in words)
            {
                foreach (var (usual, _) in words)
                {
                    if (counts[odd.Lower] >= counts[usual.Lower] && (counts[odd.Lower] > counts[usual.Lower] || string.CompareOrdinal(odd.Lower, usual.Lower) < 0)) continue;
                    if (counts[odd.Lower] > 1 || odd.Lower[0] != usual.Lower[0]
                        || edition.Language != "en" && edition.IsLatin && LatinNameCheck.DifferInEnding(odd.Lower, usual.Lower) || !LatinNameCheck.IsSlip(odd, usual) || !told.Add(odd.Lower)) continue;
                    var span = comparison.Span(edition, odd.Block, odd.Start, odd.End, usual.Text);
                    var sentence = comparison.Sentences(edition, s, 1);
                    findings.Add((s, new()
                    {
                        Kind = FindingKinds.NameLatin,
                        Severity = Severity,
                        Rule = Id,
                        Explanation = $"\"{odd.Text}\" is written \"{usual.Text}\" elsewhere in this edition.",
                        Reason = FindingReasons.Spelling,
                        Values = [new(odd.Text), new(usual.Text)],
                        Source = isSource ? span : null,
                        Target = isSource ? null : span,
                        SourceSentence = isSource ? sentence : null,
                        TargetSentence = isSource ? null : sentence,
                    }));
                }
            }
        }
        return findings.OrderBy(found => found.Sentence).Select(found => found.Finding);

        void Add(string beside, LatinWord word, int sentence)
        {
            if (!company.TryGetValue(beside, out var words)) company[beside] = words = [];
            words.Add((word, sentence));
        }
    }
}

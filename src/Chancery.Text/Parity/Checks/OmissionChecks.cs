using Chancery.Text.Alignment;

namespace Chancery.Text.Parity.Checks;

/// <summary>Sentences that only one edition has, in blocks that both have.</summary>
internal sealed class SentenceCheck : Check
{
    public override string Id => "sentence";
    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        foreach (var finding in Of(comparison, comparison.Source, comparison.OnlySource, true)) yield return finding;
        foreach (var finding in Of(comparison, comparison.Target, comparison.OnlyTarget, false)) yield return finding;
    }

    private IEnumerable<Finding> Of(Comparison comparison, Edition edition, HashSet<int> only, bool isSource)
    {
        foreach (var s in only.Order())
        {
            if (ParagraphCheck.IsWholeBlock(edition, edition.Sentences[s].Block, only)) continue;
            yield return OmissionFinding.Of(comparison, edition, s, s + 1, isSource, this,
                isSource ? FindingKinds.SentenceOnlySource : FindingKinds.SentenceOnlyTarget, FindingReasons.Sentence);
        }
    }
}

/// <summary>Paragraphs, list items, headings and table rows of which no sentence has a partner.</summary>
internal sealed class ParagraphCheck : Check
{
    public override string Id => "paragraph";
    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        foreach (var finding in Of(comparison, comparison.Source, comparison.OnlySource, true)) yield return finding;
        foreach (var finding in Of(comparison, comparison.Target, comparison.OnlyTarget, false)) yield return finding;
    }

    internal static bool IsWholeBlock(Edition edition, int block, HashSet<int> only)
    {
        for (var s = edition.FirstSentence[block]; s < edition.FirstSentence[block + 1]; s++)
            if (!only.Contains(s)) return false;
        return true;
    }

    private IEnumerable<Finding> Of(Comparison comparison, Edition edition, HashSet<int> only, bool isSource)
    {
        foreach (var block in only.Select(s => edition.Sentences[s].Block).Distinct().Order())
        {
            if (!IsWholeBlock(edition, block, only)) continue;
            yield return OmissionFinding.Of(comparison, edition, edition.FirstSentence[block], edition.FirstSentence[block + 1], isSource, this,
                isSource ? FindingKinds.ParagraphOnlySource : FindingKinds.ParagraphOnlyTarget, FindingReasons.Paragraph);
        }
    }
}

internal static class OmissionFinding
{
    public static Finding Of(Comparison comparison, Edition edition, int from, int to, bool isSource, Check check, string kind, string noun)
    {
        var span = comparison.Sentences(edition, from, to - from)!;
        var values = Enumerable.Range(from, to - from)
            .SelectMany(s => edition.Facts[s])
            .Where(fact => FactMatcher.IsCompared(fact) && fact.Strength == Facts.Strength.Strong)
            .Take(8).Select(FindingValue.Of).ToList();
        var figures = string.Join(", ", values.Select(value => value.Text));
        var explanation = figures.Length == 0 ? $"This {noun} has no counterpart in the other edition."
            : $"This {noun} has no counterpart in the other edition; with it goes {figures}.";
        return new()
        {
            Kind = kind,
            Severity = check.Severity,
            Rule = check.Id,
            Explanation = explanation,
            Reason = noun,
            Values = values,
            Source = isSource ? span : null,
            Target = isSource ? null : span,
            SourceSentence = isSource ? span : null,
            TargetSentence = isSource ? null : span,
        };
    }
}

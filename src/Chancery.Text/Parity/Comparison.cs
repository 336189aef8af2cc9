using Chancery.Text.Alignment;
using Chancery.Text.Facts;
using Chancery.Text.Segmentation;

namespace Chancery.Text.Parity;

/// <summary>A fact with the sentence it stands in.</summary>
internal sealed record PlacedFact(Fact Fact, int Sentence);

/// <summary>
/// A difference of facts: two facts that should be one, or a fact that the other side lacks. <see cref="Bead"/> is where.
/// </summary>
internal sealed record FactDifference(string Kind, Bead Bead, PlacedFact? Source, PlacedFact? Target, Match Match);

/// <summary>Everything the checks look at, worked out once: alignment, differing facts, sentences without partners.</summary>
internal sealed class Comparison
{
    public Comparison(Edition source, Edition target, ParityOptions options)
    {
        Source = source;
        Target = target;
        Options = options;
        Alignment = DocumentAlignment.Of(source, target);
        Given = new(options.Names, source.Language, target.Language);
        var matcher = new FactMatcher(this);
        Differences = matcher.Differences;
        var movedSource = Alignment.Moved.Select(bead => bead.SourceStart).ToHashSet();
        var movedTarget = Alignment.Moved.Select(bead => bead.TargetStart).ToHashSet();
        OnlySource = [.. Alignment.Sentences.Where(bead => bead.TargetCount == 0).Select(bead => bead.SourceStart).Where(s => !movedSource.Contains(s) && !matcher.ToldElsewhere(s, true))];
        OnlyTarget = [.. Alignment.Sentences.Where(bead => bead.SourceCount == 0).Select(bead => bead.TargetStart).Where(t => !movedTarget.Contains(t) && !matcher.ToldElsewhere(t, false))];
        Pairs = [.. Alignment.Sentences.Where(bead => bead.IsPair), .. Alignment.Moved];
    }

    public Edition Source { get; }
    public Edition Target { get; }
    public ParityOptions Options { get; }
    public DocumentAlignment Alignment { get; }
    public GivenNames Given { get; }
    public IReadOnlyList<FactDifference> Differences { get; }
    public HashSet<int> OnlySource { get; }
    public HashSet<int> OnlyTarget { get; }
    public IReadOnlyList<Bead> Pairs { get; }

    public FindingSpan Span(Edition edition, PlacedFact fact) =>
        Span(edition, edition.Sentences[fact.Sentence].Block, fact.Fact.Start, fact.Fact.End, fact.Fact.Reading) with { Fact = fact.Fact };

    public FindingSpan Span(Edition edition, int block, int readStart, int readEnd, string? reading = null)
    {
        var of = edition.Blocks[block];
        var start = of.OriginalStart(readStart);
        var end = Math.Max(start, of.OriginalEnd(readEnd));
        var text = edition.Text.Text[start..end];
        return new(start, end, text, reading ?? of.Reading[readStart..readEnd]);
    }

    public FindingSpan? Sentences(Edition edition, int start, int count)
    {
        if (count == 0) return null;
        var (first, last) = (edition.Sentences[start], edition.Sentences[start + count - 1]);
        return new(first.Start, last.End, edition.Text.Text[first.Start..Math.Max(first.Start, last.End)], edition.Reading(first));
    }

    /// <summary>A finding placed in a bead, with its sentences.</summary>
    public Finding Finding(string kind, Severity severity, string rule, Why why, Bead bead, FindingSpan? source, FindingSpan? target) => new()
    {
        Kind = kind,
        Severity = severity,
        Rule = rule,
        Explanation = why.English,
        Reason = why.Code,
        Values = why.Values,
        Source = source,
        Target = target,
        SourceSentence = Sentences(Source, bead.SourceStart, bead.SourceCount),
        TargetSentence = Sentences(Target, bead.TargetStart, bead.TargetCount),
    };

    public static bool IsText(Block block) => block.Kind != BlockKind.Code;
}

using Chancery.Features.Stories;
using Chancery.Text.Parity;

namespace Chancery.Features.Parity;

/// <summary>One difference as the desk knows it.</summary>
/// <param name="Key">What a waiver of it is bound to.</param>
/// <param name="Here">Where its words stand in the edition that is looked at.</param>
public sealed record DeskFinding(string Key, Finding Finding, Treatment Treatment, Waiver? Waiver, FieldPlace? Here)
{
    public bool IsOpen => Waiver is null;

    public bool Blocks => IsOpen && Treatment == Treatment.Block;

    /// <summary>It would block, had this person not waived it.</summary>
    public bool IsWaivedBy(Guid person) => Treatment == Treatment.Block && Waiver?.ById == person;
}

/// <summary>A translation against its source.</summary>
public sealed record ComparedPair(Edition Source, Edition Target, IReadOnlyList<DeskFinding> Findings, bool IsLanguageUnknown)
{
    public int Open(Severity severity) => Findings.Count(f => f.IsOpen && f.Finding.Severity == severity);
}

/// <summary>Everything that is found when one edition is looked at.</summary>
public sealed record EditionFindings(Edition Edition, IReadOnlyList<ComparedPair> Pairs)
{
    public IEnumerable<DeskFinding> All => Pairs.SelectMany(p => p.Findings);

    public int Blocking => All.Count(f => f.Blocks);

    public int Open => All.Count(f => f.IsOpen);

    public int Waived => All.Count(f => !f.IsOpen);

    /// <summary>
    /// Which editions an edition is compared with: a translation with its source; the source with each translation that
    /// is public. What has no text yet and what was withdrawn is compared with nothing.
    /// </summary>
    public static IReadOnlyList<(Edition Source, Edition Target)> PairsOf(Story story, Edition edition)
    {
        if (story.In(story.SourceLanguage) is not { } source) return [];
        if (edition.Language != story.SourceLanguage)
            return IsComparable(edition) && IsComparable(source) ? [(source, edition)] : [];
        return !IsComparable(source) ? [] :
        [
            .. story.Editions.Where(e => e != source && e.PublicRevision > 0 && IsComparable(e))
                .OrderBy(e => e.Language, StringComparer.Ordinal).Select(e => (source, e)),
        ];
    }

    private static bool IsComparable(Edition edition) => edition.State != EditionState.Withdrawn && edition.Body.Length > 0;
}

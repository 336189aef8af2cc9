using Chancery.Kernel;

namespace Chancery.Features.Stories;

/// <summary>An immutable published text. The public and the archive read revisions only.</summary>
public sealed class Revision : IOwnedByMission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid EditionId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    public required string Body { get; init; }

    /// <summary>The body as safe HTML, made once at publication.</summary>
    public required string Html { get; init; }

    /// <summary>Title, summary and text folded for search (Chancery.Text.Normalised).</summary>
    public required string SearchText { get; init; }

    /// <summary>What was corrected, for the public; empty on the first revision.</summary>
    public string CorrectionNote { get; init; } = "";

    /// <summary>SHA-256 over title, summary and body; stands in the journal entry of the publication.</summary>
    public required string Hash { get; init; }

    public Guid? ById { get; init; }

    public DateTime CreatedAt { get; init; }
}

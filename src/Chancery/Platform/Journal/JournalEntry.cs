using Chancery.Kernel;

namespace Chancery.Platform.Journal;

/// <summary>
/// One thing that happened: in the street (kind <see cref="Happened"/>) or at the desk (plan.added, story.published …).
/// Append-only and chained by hash within its mission (docs/rules/journal.md). A mistake is mended by a reversing entry.
/// Nothing personal stands in it in the clear: words and place live in <see cref="JournalText"/>, which can be erased.
/// </summary>
public sealed class JournalEntry : IOwnedByMission
{
    public const string Happened = "happened";
    public const string Reversal = "reversal";

    /// <summary>Made by the client (UUID version 7): an entry that arrives twice is one entry.</summary>
    public required Guid Id { get; init; }

    public required Guid MissionId { get; init; }

    /// <summary>1, 2, 3 … within the mission; given when it is saved.</summary>
    public long Sequence { get; internal set; }

    public required string Kind { get; init; }

    public Guid? ProgrammeId { get; init; }

    public Guid? ActionId { get; init; }

    /// <summary>What the entry is about beside the action: a story's edition, a contact.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Local day of the mission; empty when the source does not tell ("not recorded").</summary>
    public DateOnly? HappenedOn { get; init; }

    public DateOnly? HappenedTo { get; init; }

    public TimeOnly? HappenedAt { get; init; }

    public DateTime RecordedAt { get; internal set; }

    public Guid? ById { get; init; }

    public decimal? Quantity { get; init; }

    /// <summary>The entry that this one takes back.</summary>
    public Guid? Reverses { get; init; }

    /// <summary>Facts of the act for machines: canonical JSON, ids and codes only.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>SHA-256 of salt and words, so that the chain still verifies after the words were erased.</summary>
    public string TextHash { get; internal set; } = "";

    public string PreviousHash { get; internal set; } = "";

    public string Hash { get; internal set; } = "";

    public JournalText? Text { get; init; }

    public List<EntryEvidence> Evidence { get; init; } = [];
}

/// <summary>The words of an entry. Erasing this row (a person asked for it) leaves the chain whole.</summary>
public sealed class JournalText
{
    public Guid EntryId { get; init; }

    public Translated Words { get; init; } = Translated.Empty;

    public Translated Place { get; init; } = Translated.Empty;

    public Translated Unit { get; init; } = Translated.Empty;

    public string Salt { get; internal set; } = "";
}

/// <summary>One proof of an entry: a file (by its SHA-256) or a link.</summary>
public sealed class EntryEvidence
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid EntryId { get; init; }

    public int Position { get; init; }

    public Guid? FileId { get; init; }

    /// <summary>Repeated here because the chain covers it.</summary>
    public string? Sha256 { get; init; }

    public string? Link { get; init; }
}

/// <summary>Where a mission's chain stands.</summary>
public sealed class JournalHead
{
    public Guid MissionId { get; init; }

    public long Sequence { get; set; }

    public string Hash { get; set; } = "";
}

using Chancery.Kernel;

namespace Chancery.Features.Stories;

public enum StoryKind
{
    NewsReport,
    PressRelease,
    OpEd,
    Report,
}

/// <summary>A news report, press release, op-ed or report: one edition a language, one of them the source.</summary>
public sealed class Story : IOwnedByMission, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public Guid? ProgrammeId { get; set; }

    public StoryKind Kind { get; set; }

    /// <summary>The same in every language's address.</summary>
    public required string Slug { get; init; }

    public required string SourceLanguage { get; init; }

    /// <summary>The picture above the story, from the evidence.</summary>
    public Guid? LeadId { get; set; }

    /// <summary>Its name where it was imported from; empty for a story written here.</summary>
    public string? ExternalId { get; init; }

    public DateTime CreatedAt { get; init; }

    public Guid? ById { get; init; }

    public int Version { get; set; }

    public List<Edition> Editions { get; init; } = [];

    public Edition? In(string language) => Editions.Find(e => e.Language == language);

    /// <summary>The title to call the story by: in <paramref name="language"/>, else in the source's, else the first there is.</summary>
    public (string Title, string Language) TitleFor(string language)
    {
        Edition?[] order = [In(language), In(SourceLanguage), .. Editions];
        return order.FirstOrDefault(e => e?.Title.Length > 0) is { } named ? (named.Title, named.Language) : ("", language);
    }

    /// <summary>
    /// A new edition, empty or as a copy of the source to be translated. The languages are the mission's; each has one
    /// edition at most.
    /// </summary>
    public Refusal? AddEdition(string language, bool copy, IReadOnlyList<string> languages, Guid by, DateTime now)
    {
        if (!languages.Contains(language, StringComparer.Ordinal)) return new Refusal("story.unknown-language", "Language");
        if (In(language) is not null) return new Refusal("story.edition-exists", "Language");
        var edition = new Edition { MissionId = MissionId, StoryId = Id, Language = language, UpdatedAt = now, WrittenById = by };
        if (copy && In(SourceLanguage) is { } source) edition.Write(source.Title, source.Summary, source.Body, by, now);
        Editions.Add(edition);
        return null;
    }

    /// <summary>Something of the story stands before the public, or will when its embargo ends.</summary>
    public bool IsPublic => Editions.Exists(e => e.PublicRevision > 0 && e.State != EditionState.Withdrawn);
}

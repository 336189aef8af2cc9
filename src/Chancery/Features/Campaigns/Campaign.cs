using Chancery.Kernel;

namespace Chancery.Features.Campaigns;

/// <summary>The lasting cause, worldwide, with the day it commemorates, if any.</summary>
public sealed class Campaign : IOwnedByMission, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required string Slug { get; init; }

    public required Translated Title { get; set; }

    public Translated Summary { get; set; } = Translated.Empty;

    public DateOnly? Commemorates { get; set; }

    /// <summary>What happened on that day, in the owner's own words.</summary>
    public Translated CommemoratedAs { get; set; } = Translated.Empty;

    public int Version { get; set; }

    /// <summary>What a campaign must have before it is kept.</summary>
    public Refusal? Describe(Translated title, Translated summary, DateOnly? commemorates, Translated commemoratedAs)
    {
        if (title.IsEmpty) return new Refusal("campaign.no-title", "Title");
        if (commemorates is null && !commemoratedAs.IsEmpty) return new Refusal("campaign.no-day", "Commemorates");
        (Title, Summary, Commemorates, CommemoratedAs) = (title, summary, commemorates, commemoratedAs);
        return null;
    }

    /// <summary>The anniversary that falls in <paramref name="year"/>: 2016 of 1992 is the 24th. Null before the first.</summary>
    public int? AnniversaryIn(int year) => Commemorates is { } day && year > day.Year ? year - day.Year : null;
}

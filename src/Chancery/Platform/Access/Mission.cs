using Chancery.Kernel;

namespace Chancery.Platform.Access;

/// <summary>An office that runs campaigns: embassy, consulate, institute, chapter. The unit of isolation.</summary>
public sealed class Mission : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>First part of every address of the mission, desk and newsroom alike.</summary>
    public required string Slug { get; init; }

    public required Translated Name { get; set; }

    /// <summary>One line that says who issues what the newsroom publishes.</summary>
    public Translated Issuer { get; set; } = Translated.Empty;

    public Translated Address { get; set; } = Translated.Empty;

    public Translated City { get; set; } = Translated.Empty;

    public string PressEmail { get; set; } = "";

    /// <summary>IANA zone id; the mission's days and embargoes are counted in it.</summary>
    public string Zone { get; set; } = "Etc/UTC";

    /// <summary>Languages the mission publishes in, the default first, as <c>en,ko</c>.</summary>
    public string LanguageList { get; set; } = "en";

    /// <summary>ISO 3166-1 alpha-2 code of the host country.</summary>
    public string Country { get; set; } = "";

    /// <summary>
    /// Who wrote or sent a text in may not approve it. A mission of one person can switch this off, and the journal
    /// says of every approval that it was given alone.
    /// </summary>
    public bool TwoPeople { get; set; } = true;

    public DateTime CreatedAt { get; init; }

    public int Version { get; set; }

    public IReadOnlyList<string> Languages => LanguageList.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public string DefaultLanguage => Languages is [var first, ..] ? first : "en";

    public TimeZoneInfo TimeZone => TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : TimeZoneInfo.Utc;

    public DateOnly Day(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZone));
}

using Chancery.Kernel;
using Slugs = Chancery.Kernel.Slug;

namespace Chancery.Features.Campaigns;

/// <summary>One campaign in one host country and period: "Republic of Korea, 2016, 24th anniversary". Holds the action plan.</summary>
public sealed class Programme : IOwnedByMission, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid CampaignId { get; init; }

    public required string Slug { get; init; }

    public required Translated Title { get; set; }

    public Translated Summary { get; set; } = Translated.Empty;

    /// <summary>Where the facts of this programme come from, when they were entered from a source.</summary>
    public Translated Source { get; set; } = Translated.Empty;

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; set; } = "";

    public DateOnly From { get; set; }

    public DateOnly To { get; set; }

    /// <summary>Languages the programme is told in, as <c>en,ko</c>.</summary>
    public string LanguageList { get; set; } = "en";

    /// <summary>The programme this edition was planned from.</summary>
    public Guid? EditionOfId { get; init; }

    public int Version { get; set; }

    public List<Objective> Objectives { get; init; } = [];

    public IReadOnlyList<string> Languages => LanguageList.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public DateSpan Period => new(From, To);

    /// <summary>What a programme must have before it is kept: a title, a period that runs forward, a country, a language.</summary>
    public Refusal? Describe(Translated title, DateOnly from, DateOnly to, string country, IReadOnlyCollection<string> languages)
    {
        if (title.IsEmpty) return new Refusal("programme.no-title", "Title");
        if (to < from) return new Refusal("programme.period-reversed", "To");
        if (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)) return new Refusal("programme.bad-country", "Country");
        if (languages.Count == 0 || !languages.All(Language.IsKnown)) return new Refusal("programme.no-language", "Languages");
        (Title, From, To, Country, LanguageList) = (title, from, to, country, string.Join(',', languages));
        return null;
    }

    /// <summary>A slug is the address of a programme for good: valid, and not a word the address already uses.</summary>
    public static Refusal? CheckSlug(string? slug) => slug switch
    {
        _ when !Slugs.IsValid(slug) => new Refusal("programme.bad-slug", "Slug"),
        "new" => new Refusal("programme.reserved-slug", "Slug"),
        _ => null,
    };
}

/// <summary>What the programme wants to reach, with the result that would show it.</summary>
public sealed class Objective : IOwnedByMission, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public int Position { get; set; }

    public required Translated Statement { get; set; }

    /// <summary>The expected result.</summary>
    public Translated Expected { get; set; } = Translated.Empty;

    public int Version { get; set; }

    public List<Target> Targets { get; init; } = [];

    public Refusal? Describe(Translated statement, Translated expected)
    {
        if (statement.IsEmpty) return new Refusal("programme.no-statement", "Statement");
        (Statement, Expected) = (statement, expected);
        return null;
    }
}

/// <summary>A number to reach. With a <see cref="FigureId"/> the desk shows the live figure beside it.</summary>
public sealed class Target : IOwnedByMission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid ObjectiveId { get; init; }

    public int Position { get; set; }

    public required Translated Label { get; set; }

    public decimal? Value { get; set; }

    public Translated Unit { get; set; } = Translated.Empty;

    public string? FigureId { get; set; }
}

using System.Globalization;
using Chancery.Kernel;

namespace Chancery.Features.Stories;

/// <summary>One text of an old site as a reader of files found it, or why there is none.</summary>
/// <param name="Where">For people: "line 12", the name of a file, "item 5".</param>
/// <param name="Read">How many bytes of the whole were read so far.</param>
internal readonly record struct ImportItem(string Where, ImportText? Text, string? Problem, long Read);

/// <summary>An edition to be imported: cleaned, and within the limits of <see cref="Edition"/>.</summary>
internal sealed record ImportText
{
    /// <summary>Kept as <see cref="Edition.ExternalId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Kept as <see cref="Story.ExternalId"/>; texts with the same one are editions of one story.</summary>
    public required string Story { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    /// <summary>Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>UTC, or of kind Unspecified: in the mission's zone.</summary>
    public DateTime? Published { get; init; }

    /// <summary>The address it had, when it had one that may stand here too.</summary>
    public string? Slug { get; init; }

    /// <summary>Null where this edition says none: another of its story may.</summary>
    public StoryKind? Kind { get; init; }

    /// <summary>The old site did not show it: a draft, a private text.</summary>
    public bool IsHidden { get; init; }

    public string Hash => StoryText.Hash(Title, Summary, Body);

    /// <summary>When the public may read it, in UTC. An hour that clocks skip is the one after it.</summary>
    public DateTime? OpensAt(TimeZoneInfo zone) => Published switch
    {
        null => null,
        { Kind: DateTimeKind.Utc } utc => utc,
        { } local => TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone),
    };
}

/// <summary>What a reader of files found before anything was checked.</summary>
internal sealed class ImportDraft
{
    public string? Id { get; set; }
    public string? Story { get; set; }
    public string? Language { get; set; }
    public string? Title { get; set; }
    public string? Summary { get; set; }
    public string? Body { get; set; }
    public string? Published { get; set; }
    public string? Slug { get; set; }
    public string? Kind { get; set; }
    public bool IsHidden { get; set; }

    /// <summary>The text, or the reason why it cannot be taken.</summary>
    public (ImportText? Text, string? Problem) Checked()
    {
        var (id, story) = (One(Id), One(Story));
        if (id.Length == 0) return (null, "\"id\" is missing");
        if (story.Length == 0) return (null, "\"story\" is missing");
        if (id.Length > StoryTable.ExternalIdLimit || story.Length > StoryTable.ExternalIdLimit)
            return (null, $"\"id\" and \"story\" may have {StoryTable.ExternalIdLimit} characters");
        if (string.IsNullOrWhiteSpace(Language)) return (null, "\"language\" is missing");
        if (Known(Language) is not { } language) return (null, $"\"{Shown(Language)}\" is no language that is known here ({string.Join(", ", Kernel.Language.All)})");
        var (title, summary, body) = (One(Title), PlainText.Clean(Summary).Trim(), PlainText.Clean(Body).TrimEnd().TrimStart('\n'));
        if (title.Length == 0) return (null, "\"title\" is missing");
        if (string.IsNullOrWhiteSpace(body)) return (null, "\"body\" is missing");
        if ((Over("title", title, Edition.TitleLimit) ?? Over("summary", summary, Edition.SummaryLimit) ?? Over("body", body, Edition.BodyLimit)) is { } over) return (null, over);
        DateTime? published = null;
        if (!string.IsNullOrWhiteSpace(Published) && (published = Instant(Published.Trim())) is null)
            return (null, $"\"{Shown(Published)}\" is no date such as 2016-10-29 or 2016-10-29T18:00:00+09:00");
        StoryKind? kind = null;
        if (!string.IsNullOrWhiteSpace(Kind))
        {
            if (Enum.TryParse<StoryKind>(Kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var said) && Enum.IsDefined(said)) kind = said;
            else return (null, $"\"{Shown(Kind)}\" is no kind of story (news-report, press-release, op-ed, report)");
        }
        return (new ImportText
        {
            Id = id, Story = story, Language = language, Title = title, Summary = summary, Body = body, Published = published,
            Slug = Kernel.Slug.IsValid(Slug) ? Slug : null, Kind = kind, IsHidden = IsHidden,
        }, null);
    }

    /// <summary>The language of a tag such as <c>ko</c>, <c>ko-KR</c> or <c>en_US</c>.</summary>
    public static string? Known(string? tag)
    {
        var first = (tag ?? "").Trim().Split('-', '_')[0].ToLowerInvariant();
        return Kernel.Language.IsKnown(first) ? first : null;
    }

    /// <summary>Without a zone it is in the mission's, which the kind Unspecified says.</summary>
    private static DateTime? Instant(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        DateTime found;
        if (DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"], culture, DateTimeStyles.None, out var local)) found = local;
        else if (DateTimeOffset.TryParseExact(text,
                ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss zzz", "r"],
                culture, DateTimeStyles.AssumeUniversal, out var fixedAt)) found = fixedAt.UtcDateTime;
        else return null;
        // Whole milliseconds: the databases keep different fractions, and the same file must say the same again.
        return found.Year is < 1900 or > 2200 ? null : found.AddTicks(-(found.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private static string One(string? text) => PlainText.Clean(text).ReplaceLineEndings(" ").Trim();

    private static string? Over(string name, string text, int limit) =>
        text.Length <= limit ? null : string.Create(CultureInfo.InvariantCulture, $"\"{name}\" has {text.Length:N0} characters; it may have {limit:N0}");

    /// <summary>Words of a file on a terminal: one line, no control characters, not endless.</summary>
    private static string Shown(string text)
    {
        text = One(text);
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}

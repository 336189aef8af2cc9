using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Files;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Newsroom;

/// <summary>Stories as the desk leaves them after publication, put into the tables directly.</summary>
internal static class Publishing
{
    private static readonly Guid Writer = Guid.CreateVersion7();
    private static readonly Guid Head = Guid.CreateVersion7();

    public static DateTime Now(this House.House house) => house.Clock.GetUtcNow().UtcDateTime;

    /// <summary>A published story; its source is the first edition.</summary>
    public static async Task<Story> Publish(
        this House.House house, string slug, (string Language, string Title, string Body)[] editions, DateTime? opens = null,
        Guid? programme = null, EvidenceFile? lead = null, DateTime? at = null, StoryKind kind = StoryKind.NewsReport, Guid? mission = null)
    {
        var story = house.Draft(slug, editions[0].Language, programme, lead, kind, mission);
        foreach (var (language, title, body) in editions) story.Editions.Add(house.Edition(story, language, title, body, opens, at));
        await house.Given(story);
        await house.Changed();
        return story;
    }

    public static Story Draft(
        this House.House house, string slug, string source = "en", Guid? programme = null, EvidenceFile? lead = null,
        StoryKind kind = StoryKind.NewsReport, Guid? mission = null) => new()
        {
            MissionId = mission ?? house.Seoul, Slug = slug, SourceLanguage = source, ProgrammeId = programme, LeadId = lead?.Id, Kind = kind, CreatedAt = house.Now(),
        };

    public static Edition Edition(
        this House.House house, Story story, string language, string title, string body, DateTime? opens = null, DateTime? at = null)
    {
        var edition = new Edition
        {
            MissionId = story.MissionId, StoryId = story.Id, Language = language, Title = title, Summary = $"Summary of {title}", Body = body,
            EmbargoUntil = opens, WrittenById = Writer,
        };
        house.PublishText(edition, at ?? house.Now());
        return edition;
    }

    /// <summary>The working text becomes the next revision.</summary>
    public static void PublishText(this House.House house, Edition edition, DateTime at, string note = "", IReadOnlyDictionary<Guid, EvidenceFile>? pictures = null)
    {
        edition.CorrectionNote = note;
        Assert.Null(edition.SendForReview(Writer));
        Assert.Null(edition.Approve(Head, twoPeople: true));
        Assert.Null(edition.Publish(new Revision
        {
            MissionId = edition.MissionId, EditionId = edition.Id, Number = edition.PublicRevision + 1, Title = edition.Title,
            Summary = edition.Summary, Body = edition.Body,
            Html = StoryText.Html(edition.Body, edition.Language, pictures ?? new Dictionary<Guid, EvidenceFile>()),
            SearchText = StoryText.SearchText(edition.Title, edition.Summary, edition.Body),
            Hash = StoryText.Hash(edition.Title, edition.Summary, edition.Body), CorrectionNote = note, CreatedAt = at,
        }, at));
    }

    /// <summary>What the desk does after it changed something for the public.</summary>
    public static async Task Changed(this House.House house, string mission = "seoul") =>
        await house.Services.GetRequiredService<IOutputCacheStore>().EvictByTagAsync("mission:" + mission, CancellationToken.None);

    /// <summary>A file in the store with its row.</summary>
    public static async Task<EvidenceFile> Picture(this House.House house, byte[] bytes, string alt = "Five cyclists")
    {
        var stored = await house.Services.GetRequiredService<FileStore>().PutAsync(new MemoryStream(bytes), 10_000_000, CancellationToken.None);
        var file = new EvidenceFile
        {
            MissionId = house.Seoul, Sha256 = stored!.Sha256, Size = stored.Size, MediaType = "image/jpeg", Name = "ride.jpg", Width = 900, Height = 600,
            Alt = new Translated(("en", alt)), Caption = new Translated(("en", "The trial ride."), ("ko", "시범 주행입니다.")), Credit = new Translated(("en", "Mira Solen")),
        };
        await house.Given(file);
        return file;
    }
}

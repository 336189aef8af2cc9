using Chancery.Features.Stories;
using Chancery.Platform.Files;
using Chancery.Tests.House;

namespace Chancery.Tests.Parity;

/// <summary>A story in English and Korean, each edition as far as the test wants it.</summary>
internal static class GivenEditions
{
    public const string English = "On 20 February 2016, 227,000 people came to Yeouido.\n\nThe exhibition was open for 15 days.";
    public const string Korean = "2016년 2월 20일 22만 7천 명이 여의도에 왔습니다.\n\n전시는 15일 동안 열렸습니다.";

    /// <summary>The number of people differs.</summary>
    public const string Differing = "2016년 2월 20일 22만 9천 명이 여의도에 왔습니다.\n\n전시는 15일 동안 열렸습니다.";

    private static readonly Guid Writer = Guid.CreateVersion7();

    public static async Task<Story> Editions(
        this House.House house, string korean = Differing, EditionState state = EditionState.Approved, string english = English,
        EditionState source = EditionState.Published, Guid? mission = null, Guid? programme = null)
    {
        var story = new Story
        {
            MissionId = mission ?? house.Seoul, Slug = "s-" + Guid.CreateVersion7().ToString("N"), SourceLanguage = "en", ProgrammeId = programme,
            Kind = StoryKind.NewsReport, CreatedAt = house.Clock.GetUtcNow().UtcDateTime,
        };
        Add(house, story, "en", "Yeouido in spring", english, source);
        Add(house, story, "ko", "봄의 여의도", korean, state);
        await house.Given(story);
        return story;
    }

    public static string Desk(this Story story, string language, string mission = "seoul") => $"/desk/{mission}/stories/{story.Id}/{language}";

    private static void Add(House.House house, Story story, string language, string title, string body, EditionState state)
    {
        var now = house.Clock.GetUtcNow().UtcDateTime;
        story.AddEdition(language, false, ["en", "ko"], Writer, now);
        var edition = story.In(language)!;
        edition.Write(title, "", body, Writer, now);
        if (state == EditionState.Draft) return;
        edition.SendForReview(Writer);
        if (state == EditionState.InReview) return;
        edition.Approve(Guid.CreateVersion7(), true);
        if (state == EditionState.Approved) return;
        edition.Publish(edition.NextRevision(new Dictionary<Guid, EvidenceFile>(), null, now), now);
    }
}

using System.Net;
using Chancery.Features.Campaigns;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Newsroom;

/// <summary>Every door through which the public comes, asked for what is not for it yet, or no longer.</summary>
public abstract class PublicDoorsTests
{
    private readonly House.House _house;

    protected PublicDoorsTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    private static string[] Doors(string slug, string programme) =>
    [
        "/seoul/en", "/seoul/ko", $"/seoul/en/stories/{slug}", $"/seoul/ko/stories/{slug}", "/seoul/en/feed.atom", "/seoul/en/feed.rss",
        "/seoul/ko/feed.atom", "/sitemap.xml", "/seoul/en/archive", "/seoul/en/archive?q=heron", "/seoul/ko/archive?q=%EC%99%9C%EA%B0%80%EB%A6%AC",
        $"/seoul/en/programmes/{programme}",
    ];

    [Fact]
    public async Task An_embargoed_story_is_nowhere_before_its_instant_and_everywhere_at_it()
    {
        var (campaign, programme) = await GivenProgramme("herons-2026");
        var opens = _house.Now().AddMinutes(4);
        var photo = await _house.Picture(TestPictures.Jpeg("heron"));
        await _house.Publish("heron-returns", [("en", "The heron returns", "A grey heron stood there."), ("ko", "왜가리가 돌아왔습니다", "왜가리 한 마리.")], opens, programme.Id, photo);
        var visitor = _house.Anonymous();

        foreach (var door in Doors("heron-returns", programme.Slug))
        {
            var answer = await visitor.Get(door);
            Assert.False(Tells(answer), $"{door} tells of it before");
            if (door.Contains("/stories/", StringComparison.Ordinal) || door.Contains("/programmes/", StringComparison.Ordinal)) Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/media/{photo.Sha256}/320.webp")).Status);

        _house.Clock.Advance(TimeSpan.FromMinutes(4) - TimeSpan.FromSeconds(1));
        foreach (var door in Doors("heron-returns", programme.Slug)) Assert.False(Tells(await visitor.Get(door)), $"{door} tells of it a second before");

        _house.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var door in Doors("heron-returns", programme.Slug))
        {
            var answer = await visitor.Get(door);
            Assert.True(Tells(answer), $"{door} does not tell of it at the instant");
            Assert.Equal(HttpStatusCode.OK, answer.Status);
        }
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"/media/{photo.Sha256}/320.webp")).Status);
    }

    [Fact]
    public async Task An_embargoed_story_is_answered_exactly_as_one_that_does_not_exist()
    {
        await _house.Publish("kept-closed", [("en", "Kept closed", "Not yet.")], _house.Now().AddDays(30));
        var visitor = _house.Anonymous();
        var embargoed = await visitor.Get("/seoul/en/stories/kept-closed");
        var unknown = await visitor.Get("/seoul/en/stories/never-made");
        Assert.Equal(unknown.Status, embargoed.Status);
        Assert.Equal(unknown.Main, embargoed.Main);
        Assert.Equal(unknown.Document.Title, embargoed.Document.Title);
    }

    [Fact]
    public async Task A_withdrawn_story_keeps_its_address_and_says_why_and_is_nowhere_else()
    {
        var photo = await _house.Picture(TestPictures.Jpeg("concert"));
        var story = await _house.Publish("heron-concert", [("en", "The heron concert", "An evening by the river with a heron.")], lead: photo);
        var visitor = _house.Anonymous();
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/seoul/en/stories/heron-concert")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"/media/{photo.Sha256}/320.webp")).Status);
        Assert.Contains("The heron concert", (await visitor.Get("/seoul/en")).Main, StringComparison.Ordinal);

        await _house.Rows(async db =>
        {
            var edition = await db.Set<Edition>().SingleAsync(e => e.StoryId == story.Id);
            Assert.Null(edition.Withdraw("The date was wrong."));
            await db.SaveChangesAsync();
        });
        await _house.Changed();

        var gone = await visitor.Get("/seoul/en/stories/heron-concert");
        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("The date was wrong.", gone.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("An evening by the river", gone.Text, StringComparison.Ordinal);
        foreach (var door in (string[])["/seoul/en", "/seoul/en/feed.atom", "/seoul/en/archive?q=concert", "/sitemap.xml"])
            Assert.DoesNotContain("heron-concert", (await visitor.Get(door)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/media/{photo.Sha256}/320.webp")).Status);
    }

    [Fact]
    public async Task What_was_withdrawn_before_its_embargo_ended_was_never_there()
    {
        var story = await _house.Publish("never-opened", [("en", "Never opened", "No.")], _house.Now().AddDays(30));
        await _house.Rows(async db =>
        {
            var edition = await db.Set<Edition>().SingleAsync(e => e.StoryId == story.Id);
            Assert.Null(edition.Withdraw("A secret reason."));
            await db.SaveChangesAsync();
        });
        await _house.Changed();
        var answer = await _house.Anonymous().Get("/seoul/en/stories/never-opened");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_pages_set_no_cookie_and_are_the_same_for_a_member()
    {
        await _house.Publish("for-everyone", [("en", "For everyone", "The same for all.")]);
        var member = await (await _house.As(Platform.Access.Role.Editor)).Get("/seoul/en/stories/for-everyone");
        await _house.Changed();
        var visitor = await _house.Anonymous().Get("/seoul/en/stories/for-everyone");
        Assert.False(visitor.Headers.Contains("Set-Cookie"));
        Assert.Equal(visitor.Text, member.Text);
    }

    [Fact]
    public async Task The_public_pages_of_a_mission_know_nothing_of_another()
    {
        await _house.Publish("seoul-only", [("en", "Seoul only", "Here.")]);
        var visitor = _house.Anonymous();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/other/en/stories/seoul-only")).Status);
        Assert.DoesNotContain("Seoul only", (await visitor.Get("/other/en")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Seoul only", (await visitor.Get("/other/en/archive?q=seoul")).Text, StringComparison.Ordinal);
    }

    private async Task<(Campaign Campaign, Programme Programme)> GivenProgramme(string slug)
    {
        var campaign = new Campaign { MissionId = _house.Seoul, Slug = slug, Title = new Translated(("en", "Birds"), ("ko", "새")), Commemorates = new DateOnly(1996, 9, 14) };
        var programme = new Programme
        {
            MissionId = _house.Seoul, CampaignId = campaign.Id, Slug = slug, Title = new Translated(("en", "Birds of 2026"), ("ko", "2026 새")),
            From = new DateOnly(2026, 9, 14), To = new DateOnly(2026, 9, 20),
        };
        await _house.Given(campaign, programme);
        return (campaign, programme);
    }

    private static bool Tells(Answer answer) =>
        answer.Text.Contains("heron-returns", StringComparison.Ordinal) && answer.Status == HttpStatusCode.OK
        || answer.Text.Contains("The heron returns", StringComparison.Ordinal) || answer.Text.Contains("왜가리가", StringComparison.Ordinal);
}

public sealed class PublicDoorsOnSqlite(SqliteHouse house) : PublicDoorsTests(house), IClassFixture<SqliteHouse>;

public sealed class PublicDoorsOnPostgres(PostgresHouse house) : PublicDoorsTests(house), IClassFixture<PostgresHouse>;

using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Chancery.Features.Campaigns;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Newsroom;

public abstract class StoryPageTests
{
    private readonly House.House _house;

    protected StoryPageTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task The_language_switcher_leads_to_the_same_story_and_says_where_there_is_none()
    {
        await _house.Publish("two-editions", [("en", "Two editions", "Text."), ("ko", "두 언어판", "글.")]);
        await _house.Publish("one-edition", [("ko", "한 언어판", "글.")]);
        var visitor = _house.Anonymous();

        var both = await visitor.Get("/seoul/en/stories/two-editions");
        Assert.Equal("/seoul/ko/stories/two-editions", both.Document.QuerySelector("nav.langs a[hreflang=ko]")!.GetAttribute("href"));
        var korean = await visitor.Get("/seoul/ko/stories/one-edition");
        var english = korean.Document.QuerySelector("nav.langs a.none")!;
        Assert.Contains("번역 전", english.TextContent, StringComparison.Ordinal);

        var missing = await visitor.Get(english.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, missing.Status);
        Assert.Contains("Not translated yet", missing.Main, StringComparison.Ordinal);
        Assert.Equal("noindex", missing.Document.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        var way = missing.Document.QuerySelector("main a.btn")!;
        Assert.Equal(("ko", "/seoul/ko/stories/one-edition"), (way.GetAttribute("lang"), way.GetAttribute("href")));
    }

    [Fact]
    public async Task Every_edition_names_the_same_editions_and_itself()
    {
        await _house.Publish("reciprocal", [("ko", "서로", "글."), ("en", "Each other", "Text.")]);
        var seen = new List<string>();
        foreach (var language in (string[])["en", "ko"])
        {
            var page = await _house.Anonymous().Get($"/seoul/{language}/stories/reciprocal");
            var links = page.Document.QuerySelectorAll("link[rel=alternate][hreflang]").Select(l => (l.GetAttribute("hreflang"), l.GetAttribute("href"))).ToList();
            Assert.Contains((language, page.Document.QuerySelector("link[rel=canonical]")!.GetAttribute("href")), links);
            // The Korean edition is the source, so readers of neither language get it.
            Assert.Contains(("x-default", "http://localhost/seoul/ko/stories/reciprocal"), links);
            seen.Add(string.Join(' ', links.Select(l => $"{l.Item1}={l.Item2}").Order(StringComparer.Ordinal)));
        }
        Assert.Equal(seen[0], seen[1]);
    }

    [Fact]
    public async Task A_story_tells_people_and_machines_who_issued_it_and_when()
    {
        var photo = await _house.Picture(TestPictures.Jpeg("shared"));
        await _house.Publish("who-and-when", [("en", "A </script> \"title\" & more", "Text."), ("ko", "누가 언제", "글.")], lead: photo, kind: StoryKind.OpEd);
        var korean = await _house.Anonymous().Get("/seoul/ko/stories/who-and-when");
        Assert.Contains("2026년 9월 17일(목)", korean.Main, StringComparison.Ordinal);
        Assert.Contains("발행: 서울 문화원", korean.Main, StringComparison.Ordinal);
        Assert.Contains("시범 주행입니다.", korean.Main, StringComparison.Ordinal);
        Assert.Equal("en", korean.Document.QuerySelector("figcaption small span")!.GetAttribute("lang"));

        var page = await _house.Anonymous().Get("/seoul/en/stories/who-and-when");
        using var data = JsonDocument.Parse(page.Document.QuerySelector("script[type='application/ld+json']")!.TextContent);
        Assert.Equal("OpinionNewsArticle", data.RootElement.GetProperty("@type").GetString());
        Assert.Equal("A </script> \"title\" & more", data.RootElement.GetProperty("headline").GetString());
        Assert.Equal("2026-09-17T11:00:00+09:00", data.RootElement.GetProperty("datePublished").GetString()![..25]);
        Assert.Equal("Institute, seoul", data.RootElement.GetProperty("publisher").GetProperty("name").GetString());
        Assert.Single(page.Document.QuerySelectorAll("script"));
        string? Meta(string property) => page.Document.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");
        Assert.Equal("article", Meta("og:type"));
        Assert.Equal("http://localhost/seoul/en/stories/who-and-when", Meta("og:url"));
        Assert.Equal($"http://localhost/media/{photo.Sha256}/og.jpg", Meta("og:image"));
        Assert.Equal("en_GB", Meta("og:locale"));
        Assert.Equal("ko_KR", Meta("og:locale:alternate"));
    }

    [Fact]
    public async Task A_correction_stands_above_the_text_with_its_day()
    {
        var story = await _house.Publish("corrected", [("en", "Corrected", "Fourteen days.")]);
        await _house.Rows(async db =>
        {
            var edition = await db.Set<Edition>().SingleAsync(e => e.StoryId == story.Id);
            Assert.Null(edition.Correct());
            edition.Body = "Fifteen days.";
            _house.PublishText(edition, _house.Now().AddDays(1), "The banners hang for 15 days, not 14.");
            db.Add(edition.Revisions[^1]);
            await db.SaveChangesAsync();
        });
        await _house.Changed();
        var page = await _house.Anonymous().Get("/seoul/en/stories/corrected");
        Assert.Contains("Fifteen days.", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Fourteen days.", page.Main, StringComparison.Ordinal);
        Assert.Contains("Friday 18 September 2026: The banners hang for 15 days, not 14.", page.Document.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("CorrectionComment", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_desk_changes_around_a_story_is_public_at_once()
    {
        var editor = await _house.As(Role.Editor, "other");
        await editor.Post("/desk/other/campaigns/new", ("Titles[en]", "Rivers"), ("Titles[ko]", "강"), ("Slug", "rivers"));
        await editor.Post(
            "/desk/other/programmes/new", ("Campaign", "rivers"), ("Titles[en]", "Old programme"), ("Titles[ko]", "옛 프로그램"), ("Slug", "at-once"),
            ("From", "2026-09-01"), ("To", "2026-09-30"), ("Country", "KR"), ("Told", "en"));
        var programme = await _house.Rows(db => db.Set<Programme>().SingleAsync(p => p.Slug == "at-once"));
        await _house.Publish("around", [("en", "Around", "Text.")], programme: programme.Id, mission: _house.Other);
        Assert.Contains("Old programme", (await _house.Anonymous().Get("/other/en/stories/around")).Text, StringComparison.Ordinal);

        var form = await editor.Get("/desk/other/programmes/at-once/edit");
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(form, "main form", ("Titles[en]", "New programme"))).Status);
        Assert.Contains("New programme", (await _house.Anonymous().Get("/other/en/stories/around")).Text, StringComparison.Ordinal);

        var administrator = await _house.As(Role.Administrator, "other");
        form = await administrator.Get("/desk/other/mission");
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Submit(form, "main form", ("Input.Name[en]", "Institute of the river"))).Status);
        Assert.Contains("Institute of the river", (await _house.Anonymous().Get("/other/en/stories/around")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_page_shows_foreign_stories_marked_as_such()
    {
        await _house.Publish("only-korean", [("ko", "한국어로만 쓴 소식", "글.")]);
        var page = await _house.Anonymous().Get("/seoul/en");
        var link = page.Document.QuerySelector("a[href='/seoul/en/stories/only-korean']")!;
        Assert.Equal("ko", link.Closest("[lang]")!.GetAttribute("lang"));
        Assert.Contains("Only in 한국어 — not translated yet", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("script, [style], form[method=post]"));
    }

    [Fact]
    public async Task A_page_in_a_language_without_interface_words_says_that_they_are_English()
    {
        await _house.Publish("in-french", [("en", "In English", "Text."), ("fr", "En français", "Texte.")]);
        var page = await _house.Anonymous().Get("/seoul/fr/stories/in-french");
        Assert.Equal("fr", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", page.Document.QuerySelector("a.skip")!.GetAttribute("lang"));
        Assert.Equal("en", page.Document.QuerySelector("nav.menu")!.Closest("[lang]")!.GetAttribute("lang"));
        Assert.Equal("fr", page.Document.QuerySelector("h1")!.Closest("[lang]")!.GetAttribute("lang"));
        Assert.Contains("jeudi 17 septembre 2026", page.Main, StringComparison.Ordinal);
        // A language that the mission does not publish in, with nothing in it, is not there.
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get("/seoul/tr")).Status);
    }

    [Theory]
    [InlineData("ko-KR,ko;q=0.9,en;q=0.5", "/seoul/ko")]
    [InlineData("de,en;q=0.3", "/seoul/en")]
    [InlineData("de", "/seoul/en")]
    [InlineData("", "/seoul/en")]
    public async Task An_address_without_a_language_leads_to_the_readers(string accepted, string expected)
    {
        var visitor = _house.Anonymous();
        if (accepted.Length > 0) visitor.Client.DefaultRequestHeaders.Add("Accept-Language", accepted);
        var answer = await visitor.Get("/seoul");
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(expected, answer.Location!.OriginalString);
        Assert.Equal("Accept-Language", answer.Headers.Vary.Single());
        var list = await visitor.Get("/");
        Assert.Equal(2, list.Document.QuerySelectorAll("main h2").Length);
    }

    [Fact]
    public async Task Every_link_of_the_public_pages_leads_somewhere()
    {
        await _house.Publish("linked", [("en", "Linked", "Text.")]);
        await _house.Publish("linked-too", [("ko", "이것도", "글.")]);
        var visitor = _house.Anonymous();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Queue<string>(["/seoul/en", "/seoul/ko", "/seoul/en/archive?q=linked"]);
        while (ahead.TryDequeue(out var path))
        {
            if (!seen.Add(path) || seen.Count > 120) continue;
            var page = await visitor.Get(path);
            Assert.True(page.Status is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{path}: {page.Status}");
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/'], link[href^='/']"))
            {
                var to = link.GetAttribute("href")!.Split('#')[0];
                if (to.StartsWith("/seoul", StringComparison.Ordinal) || to.EndsWith(".css", StringComparison.Ordinal)) ahead.Enqueue(to);
            }
        }
        Assert.Contains("/seoul/ko/about", seen);
        Assert.Contains("/seoul/en/stories/linked-too", seen);
    }
}

public sealed class StoryPageOnSqlite(SqliteHouse house) : StoryPageTests(house), IClassFixture<SqliteHouse>;

public sealed class StoryPageOnPostgres(PostgresHouse house) : StoryPageTests(house), IClassFixture<PostgresHouse>;

using System.Net;
using Chancery.Features.Archive;
using Chancery.Features.Stories;
using Chancery.Tests.House;
using Chancery.Tests.Newsroom;

namespace Chancery.Tests.Archive;

public abstract class ArchiveTests
{
    private readonly House.House _house;

    protected ArchiveTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Theory]
    [InlineData("banners")]
    [InlineData("BANNERS toegye")]
    [InlineData("대사")] // two syllables inside 대사관에서
    [InlineData("현수막")]
    [InlineData("banners 현수막")] // each word in another edition
    [InlineData("  cafe ")] // café
    [InlineData("şəhəri")]
    [InlineData("seheri")]
    public async Task A_story_is_found_by_a_word_of_any_of_its_editions(string question)
    {
        await GivenBanners();
        var page = await Ask(question);
        Assert.Single(page.Document.QuerySelectorAll("main a[href='/seoul/en/stories/banners']"));
        Assert.NotEmpty(page.Document.QuerySelectorAll("mark"));
    }

    [Fact]
    public async Task The_words_are_shown_from_the_edition_that_has_them()
    {
        await GivenBanners();
        var page = await Ask("대사");
        var hit = page.Document.QuerySelector(".hits > li")!;
        Assert.Equal("대사", hit.QuerySelector("p[lang=ko] mark")!.TextContent);
        Assert.Contains("Found in the 한국어 edition.", hit.TextContent, StringComparison.Ordinal);
        Assert.NotNull(hit.QuerySelector("a[href='/seoul/ko/stories/banners'][hreflang=ko]"));

        var english = (await Ask("café")).Document.QuerySelector(".hits > li")!;
        Assert.Equal("Café", english.QuerySelector("mark")!.TextContent);
        Assert.DoesNotContain("Found in", english.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b%")]
    [InlineData("__")]
    [InlineData("bann_rs")]
    [InlineData("ban%ers")]
    [InlineData("\\")]
    [InlineData("' OR 1=1 --")]
    [InlineData("[a-z]")]
    public async Task Signs_of_the_database_are_looked_for_as_they_are(string question)
    {
        await GivenBanners();
        Assert.Empty((await Ask(question)).Document.QuerySelectorAll(".hits > li"));
    }

    [Fact]
    public async Task A_percent_sign_that_stands_in_a_text_is_found()
    {
        await _house.Publish("percent", [("en", "Eighty percent", "We planted 80% of them.")]);
        var page = await Ask("80%");
        Assert.Single(page.Document.QuerySelectorAll(".hits > li"));
        Assert.Equal("80%", page.Document.QuerySelector("mark")!.TextContent);
    }

    [Fact]
    public async Task All_words_must_occur()
    {
        await GivenBanners();
        var page = await Ask("banners zeppelin");
        Assert.Empty(page.Document.QuerySelectorAll(".hits > li"));
        Assert.Contains("Nothing found", page.Main, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("main a[href='/seoul/en/archive']"));
    }

    [Fact]
    public async Task Facets_count_what_they_would_leave_and_narrow_to_it()
    {
        await _house.Publish("facet-one", [("en", "Lantern one", "x")], at: new DateTime(2024, 12, 31, 16, 0, 0, DateTimeKind.Utc), kind: StoryKind.OpEd);
        await _house.Publish("facet-two", [("en", "Lantern two", "x"), ("ko", "등불 둘", "x")], at: new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc));
        await _house.Publish("facet-three", [("ko", "등불 lantern 셋", "x")], at: new DateTime(2025, 5, 1, 0, 0, 0, DateTimeKind.Utc));
        var all = await Ask("lantern");
        Assert.Equal(3, all.Document.QuerySelectorAll(".hits > li").Length);
        // The last hour of 2024 in UTC is already 2025 in Seoul.
        Assert.Equal("2025:2 2024:1", Counts(all, "year"));
        Assert.Equal("en:2 ko:2", Counts(all, "in"));
        Assert.Equal("news-report:2 op-ed:1", Counts(all, "kind"));

        var narrowed = await _house.Anonymous().Get("/seoul/en/archive?q=lantern&year=2025&in=ko");
        Assert.Equal(["/seoul/en/stories/facet-three"], narrowed.Document.QuerySelectorAll(".hits h2 a").Select(a => a.GetAttribute("href")));
        Assert.Equal(2, narrowed.Document.QuerySelectorAll(".picked a").Length);
        Assert.Contains("/seoul/en/archive?q=lantern&year=2025", narrowed.Document.QuerySelectorAll(".picked a").Select(a => a.GetAttribute("href")));
        var nothing = await _house.Anonymous().Get("/seoul/en/archive?q=lantern&year=1999");
        Assert.Contains("Nothing found", nothing.Main, StringComparison.Ordinal);
        Assert.Contains("/seoul/en/archive?q=lantern", nothing.Document.QuerySelectorAll("main a.btn").Select(a => a.GetAttribute("href")));
        var oldest = await _house.Anonymous().Get("/seoul/en/archive?q=lantern&order=oldest");
        Assert.Equal("/seoul/en/stories/facet-two", oldest.Document.QuerySelector(".hits h2 a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Pages_of_results_have_addresses_of_their_own()
    {
        for (var i = 0; i < 23; i++) await _house.Publish($"paged-{i}", [("en", $"Willow {i}", "x")], at: _house.Now().AddDays(-i - 1));
        var first = await Ask("willow");
        Assert.Equal(20, first.Document.QuerySelectorAll(".hits > li").Length);
        var second = await _house.Anonymous().Get(first.Document.QuerySelector("nav.pages a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(3, second.Document.QuerySelectorAll(".hits > li").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get("/seoul/en/archive?q=willow&p=3")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get("/seoul/en/archive?q=willow&p=0")).Status);
    }

    [Fact]
    public async Task A_question_is_shown_back_as_text_never_as_markup()
    {
        var page = await Ask("<script>alert(1)</script>");
        Assert.Empty(page.Document.QuerySelectorAll("script"));
        Assert.Equal("<script>alert(1)</script>", page.Document.QuerySelector("#aq")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("Straße am Fluß", "strasse", "Straße")]
    [InlineData("주한 대사관에서 열린", "대사", "대사")]
    [InlineData("Bakı şəhəri", "seher", "şəhər")]
    [InlineData("one  two\nthree", "two three", "two\nthree")]
    public void What_was_found_folded_is_marked_as_it_was_written(string text, string word, string marked)
    {
        using var output = new StringWriter();
        new Snippet(text).Marked([word]).WriteTo(output, System.Text.Encodings.Web.HtmlEncoder.Default);
        Assert.Contains("<mark>" + System.Text.Encodings.Web.HtmlEncoder.Default.Encode(marked) + "</mark>", output.ToString(), StringComparison.Ordinal);
    }

    private Task<Answer> Ask(string question) => _house.Anonymous().Get("/seoul/en/archive?q=" + Uri.EscapeDataString(question));

    private async Task GivenBanners()
    {
        if ((await _house.Anonymous().Get("/seoul/en/stories/banners")).Status == HttpStatusCode.OK) return;
        await _house.Publish("banners",
        [
            ("en", "Twenty-four banners", "The banners hang along Toegye-ro. Afterwards there was coffee at the Café by the river."),
            ("ko", "현수막 스물네 개", "주한 대사관에서 현수막을 걸었습니다."),
            ("az", "Plakatlar", "Bakı şəhəri ilə birlikdə."),
        ]);
    }

    private static string Counts(Answer page, string name) => string.Join(' ', page.Document.QuerySelectorAll($"input[name={name}]")
        .Select(i => $"{i.GetAttribute("value")}:{i.ParentElement!.QuerySelector(".c")!.TextContent}"));
}

public sealed class ArchiveOnSqlite(SqliteHouse house) : ArchiveTests(house), IClassFixture<SqliteHouse>;

public sealed class ArchiveOnPostgres(PostgresHouse house) : ArchiveTests(house), IClassFixture<PostgresHouse>;

using System.Net;
using Chancery.Features.Archive;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Tests.House;
using Chancery.Tests.Newsroom;
using Chancery.Text.Search;
using Microsoft.Extensions.DependencyInjection;

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
    [InlineData("%")]
    [InlineData("\\")]
    [InlineData("[]")]
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
        Assert.Equal("80", page.Document.QuerySelector("mark")!.TextContent);
    }

    [Fact]
    public async Task When_no_story_has_all_words_those_with_some_are_shown_and_said_to_be_that()
    {
        await GivenBanners();
        var page = await Ask("banners zeppelin");
        Assert.Single(page.Document.QuerySelectorAll("main a[href='/seoul/en/stories/banners']"));
        Assert.Contains("No story has all of these words", page.Main, StringComparison.Ordinal);
        var nothing = await Ask("qqqqqq zzzzzzzz");
        Assert.Empty(nothing.Document.QuerySelectorAll(".hits > li"));
        Assert.Contains("Nothing found", nothing.Main, StringComparison.Ordinal);
        Assert.Contains("/seoul/en/archive?q=qqqqqq", nothing.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
    }

    [Theory]
    [InlineData("이태원")]
    [InlineData("이태원로에")] // other particles
    [InlineData("이태원로에서는")]
    [InlineData("Itaewon")]
    [InlineData("itewon")] // a letter short
    [InlineData("\"자전거 행진\"")]
    [InlineData("자전거행진")] // without the space
    [InlineData("자전 거행진")] // a space in the wrong place
    [InlineData("참가자")]
    [InlineData("ride bicycles")]
    [InlineData("title:ride")]
    [InlineData("ride -zeppelin")]
    [InlineData("행진 before:2027 kind:news")]
    [InlineData("행진 language:한국어")]
    public async Task Words_are_found_in_every_form_that_people_type_them(string question)
    {
        await GivenRide();
        var page = await Ask(question);
        Assert.Equal("/seoul/en/stories/bicycle-ride", page.Document.QuerySelector(".hits h2 a")?.GetAttribute("href"));
        Assert.DoesNotContain("No story has all", page.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ride -bicycles")]
    [InlineData("\"행진 자전거\"")]
    [InlineData("title:participants")]
    [InlineData("행진 after:2026")]
    [InlineData("행진 kind:report")]
    public async Task What_was_excluded_or_asked_for_elsewhere_is_not_found(string question)
    {
        await GivenRide();
        Assert.DoesNotContain("/seoul/en/stories/bicycle-ride", (await Ask(question)).Document.QuerySelectorAll(".hits h2 a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_misspelt_word_is_looked_for_as_it_is_meant_and_the_reader_is_told()
    {
        await GivenRide();
        var page = await Ask("partcipants");
        Assert.Equal("/seoul/en/stories/bicycle-ride", page.Document.QuerySelector(".hits h2 a")?.GetAttribute("href"));
        Assert.Contains("partcipants", page.Document.QuerySelector(".hint")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ㅇㅌㅇ")]
    [InlineData("이탱")] // on the way to 이태원
    [InlineData("자전ㄱ")]
    [InlineData("rid")]
    public async Task The_box_completes_titles_while_they_are_being_typed(string typed)
    {
        await GivenRide();
        Assert.Contains("bicycle-ride", await Suggest(typed), StringComparison.Ordinal);
        Assert.Equal("[]", await Suggest(""));
        Assert.Equal("[]", await Suggest("qqqqq"));
    }

    [Fact]
    public async Task An_embargoed_story_is_neither_found_nor_counted_nor_completed_until_its_second()
    {
        var opens = _house.Now().AddMinutes(30);
        await _house.Publish("embargo", [("en", "Xylophones for everyone", "Xylophones in the square."), ("ko", "실로폰 잔치", "광장에서 실로폰을 칩니다.")], opens: opens);
        foreach (var question in (string[])["xylophones", "실로폰", "실로폰 잔치", "xylophone", "title:xylophones"])
            Assert.Empty((await Ask(question)).Document.QuerySelectorAll("main a[href*=embargo]"));
        Assert.Equal("[]", await Suggest("xylo"));
        Assert.Equal("[]", await Suggest("ㅅㄹㅍ"));
        Assert.Contains("\"total\":0", (await _house.Anonymous().Get("/api/v1/seoul/archive?q=xylophones")).Text, StringComparison.Ordinal);
        _house.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.Empty((await Ask("xylophones ")).Document.QuerySelectorAll("main a[href*=embargo]"));
        _house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single((await Ask("xylophones")).Document.QuerySelectorAll(".hits h2 a[href='/seoul/en/stories/embargo']"));
        Assert.Contains("embargo", await Suggest("xylo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_found_at_the_desk_by_who_may_read_it_and_never_by_the_public()
    {
        var story = _house.Draft("secret-draft");
        story.Editions.Add(new Edition { MissionId = story.MissionId, StoryId = story.Id, Language = "en", Title = "Quetzal season", Body = "Quetzals are drawn on the wall." });
        await _house.Given(story);
        Assert.Empty((await Ask("quetzal")).Document.QuerySelectorAll(".hits > li"));
        var editor = await (await _house.As(Role.Editor)).Get("/desk/seoul/search?q=quetzal");
        Assert.Contains("Quetzal", editor.Document.QuerySelector(".found h2")!.TextContent, StringComparison.Ordinal);
        var coordinator = await (await _house.As(Role.Coordinator)).Get("/desk/seoul/search?q=quetzal");
        Assert.Empty(coordinator.Document.QuerySelectorAll(".found li"));
        Assert.DoesNotContain("1 found", coordinator.Main, StringComparison.Ordinal);
        var other = await (await _house.As(Role.Editor, "other")).Get("/desk/other/search?q=quetzal");
        Assert.Empty(other.Document.QuerySelectorAll(".found li"));
    }

    [Fact]
    public async Task A_question_can_be_followed_as_a_feed()
    {
        await GivenRide();
        var feed = (await _house.Anonymous().Get("/seoul/en/archive/feed.atom?q=" + Uri.EscapeDataString("자전거"))).Text;
        Assert.Contains("/seoul/en/stories/bicycle-ride", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("bicycle-ride", (await _house.Anonymous().Get("/seoul/en/archive/feed.atom?q=zeppelin")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_index_is_built_anew_when_its_files_are_damaged_or_gone()
    {
        await GivenRide();
        Assert.NotEmpty((await Ask("자전거")).Document.QuerySelectorAll(".hits > li"));
        var index = _house.Services.GetRequiredService<ArchiveIndex>();
        await index.StopAsync(TestContext.Current.CancellationToken);
        var folder = Directory.EnumerateDirectories(Path.Combine(_house.Folder, "index")).Single();
        foreach (var file in Directory.EnumerateFiles(folder, "*.seg"))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            for (var i = 0; i < bytes.Length; i += 7) bytes[i] ^= 0x55;
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }
        Assert.NotEmpty((await Ask("자전거 행진")).Document.QuerySelectorAll(".hits > li"));
        Assert.DoesNotContain(folder, Directory.EnumerateDirectories(Path.Combine(_house.Folder, "index")));
        await index.StopAsync(TestContext.Current.CancellationToken);
        Directory.Delete(Path.Combine(_house.Folder, "index"), recursive: true);
        Assert.NotEmpty((await Ask("자전거 참가자")).Document.QuerySelectorAll(".hits > li"));
    }

    [Fact]
    public async Task Long_and_broken_questions_are_answered_and_what_was_cut_is_said()
    {
        await GivenRide();
        Assert.Contains("too long", (await Ask(string.Join(' ', Enumerable.Range(0, 200).Select(i => "w" + i)))).Main, StringComparison.Ordinal);
        foreach (var question in (string[])["은는이가", "!!! ???", "\"", "-", "title:", "\u202E\u200B", "ㅋㅋㅋ", "\uD800x", new string('*', 500), "에서", "' OR 1=1 --", "bann_rs", "ban%ers", "[a-z]"])
            Assert.Equal(HttpStatusCode.OK, (await Ask(question)).Status);
        // The same syllables, taken apart as another system writes them.
        Assert.NotEmpty((await Ask("자전거".Normalize(System.Text.NormalizationForm.FormD))).Document.QuerySelectorAll(".hits > li"));
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

    [Theory]
    [InlineData("month=2023-03")]
    [InlineData("year=2023")]
    [InlineData("kind=op-ed")]
    [InlineData("in=fr")]
    [InlineData("campaign=00000000000000000000000000000000")]
    [InlineData("place=nowhere")]
    public async Task Every_choice_has_a_page_of_its_own_also_from_the_cache(string choice)
    {
        await _house.Publish("cached-" + choice[..4], [("en", "Any", "x")], at: new DateTime(2023, 5, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Empty((await _house.Anonymous().Get("/seoul/en/archive")).Document.QuerySelectorAll(".picked a"));
        Assert.Single((await _house.Anonymous().Get("/seoul/en/archive?" + choice)).Document.QuerySelectorAll(".picked a"));
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
        Assert.Empty(page.Document.QuerySelectorAll("script:not([src])"));
        Assert.Equal("<script>alert(1)</script>", page.Document.QuerySelector("#aq")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("Straße am Fluß", "strasse", "Straße", "de")]
    [InlineData("주한 대사관에서 열린", "대사관", "대사관", "ko")]
    [InlineData("Bakı şəhəri", "seheri", "şəhəri", "az")]
    [InlineData("Riding in the rain", "rides", "Riding", "en")]
    public void What_was_found_folded_is_marked_as_it_was_written(string text, string word, string marked, string language)
    {
        var html = new Marker(Lexicon.Empty, QueryText.Parse(word), [language], []).Whole(text, language);
        Assert.Equal(marked, text[html.Marks[0].Start..html.Marks[0].End]);
    }

    private Task<Answer> Ask(string question) => _house.Anonymous().Get("/seoul/en/archive?q=" + Uri.EscapeDataString(question));

    private async Task<string> Suggest(string typed) => (await _house.Anonymous().Get("/seoul/en/archive/suggest?q=" + Uri.EscapeDataString(typed))).Text;

    private async Task GivenRide()
    {
        if ((await _house.Anonymous().Get("/seoul/en/stories/bicycle-ride")).Status == HttpStatusCode.OK) return;
        await _house.Publish("bicycle-ride",
        [
            ("en", "A bicycle ride through Itaewon", "One hundred participants rode bicycles from the embassy."),
            ("ko", "이태원로 자전거 행진", "참가자 100명이 이태원로에서 자전거를 탔습니다."),
        ], at: new DateTime(2026, 2, 23, 0, 0, 0, DateTimeKind.Utc));
    }

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

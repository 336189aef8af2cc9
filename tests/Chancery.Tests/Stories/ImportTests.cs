using System.Net;
using System.Text;
using System.Text.Json;
using Chancery.Features.Archive;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Jobs;
using Chancery.Platform.Journal;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Stories;

public abstract class ImportTests : IDisposable
{
    private readonly House.House _house;
    private readonly string _folder = Directory.CreateTempSubdirectory("chancery-import-").FullName;
    private readonly string _key = Guid.CreateVersion7().ToString("N")[20..];

    protected ImportTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    private DateTime Now => _house.Clock.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Texts_of_one_story_become_its_editions_and_stand_before_the_public()
    {
        var file = Lines(
            Line("ko", "이태원 자전거 행진", "글의 첫 문단.\n\n교통 통제\n\n둘째 문단.", headings: ["교통 통제", "본문에 없는 제목"], published: "2016-02-29"),
            Line("en", "Bicycle march in Itaewon", "The first paragraph.", published: "2016-03-01T09:00:00+09:00"));
        var done = await Import(file);
        Assert.Equal((0, $"seoul: 2 new.{Environment.NewLine}"), (done.Code, done.Output));
        var story = await Story();
        Assert.Equal(("bicycle-march-in-itaewon", "ko"), (story.Slug.Split("-" + Sha(story.ExternalId!))[0], story.SourceLanguage));
        var korean = story.In("ko")!;
        Assert.Equal((Id("ko"), EditionState.Published, 1), (korean.ExternalId, korean.State, korean.PublicRevision));
        Assert.Equal("## 본문에 없는 제목\n\n글의 첫 문단.\n\n## 교통 통제\n\n둘째 문단.", korean.Body);
        Assert.Equal(new DateTime(2016, 2, 28, 15, 0, 0), korean.OpensAt);
        Assert.Equal(new DateTime(2016, 3, 1, 0, 0, 0), story.In("en")!.OpensAt);
        var revision = Assert.Single(korean.Revisions);
        Assert.Equal(StoryText.Hash(korean.Title, "", korean.Body), revision.Hash);
        Assert.Contains("<h2>교통 통제</h2>", revision.Html, StringComparison.Ordinal);

        var page = await _house.Anonymous().Get($"/seoul/ko/stories/{story.Slug}");
        Assert.Contains("둘째 문단.", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("[", page.Document.Title!, StringComparison.Ordinal);
        Assert.Contains(story.Slug, (await _house.Anonymous().Get("/seoul/en/archive?q=Itaewon")).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);

        var entry = await _house.Rows(db => db.Journal.Include(e => e.Text).Where(e => e.Kind == "story.imported").OrderByDescending(e => e.Sequence).FirstAsync());
        var payload = JsonDocument.Parse(entry.Payload).RootElement;
        Assert.Equal((Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file, Stop))), 2, "command-line"),
            (payload.GetProperty("sha256").GetString(), payload.GetProperty("added").GetInt32(), payload.GetProperty("by").GetString()));
        Assert.Equal((null, $"{Path.GetFileName(file)}, line 1 to line 2"), (entry.ById, entry.Text!.Words.In("en")));
        Assert.NotNull(await _house.Rows(db => db.Set<SearchChange>().SingleOrDefaultAsync(c => c.SubjectId == story.Id)));
        Assert.Contains("Brought over", (await (await _house.As(Role.Editor)).Get("/desk/seoul/journal")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_again_nothing_changes_and_what_the_file_changed_becomes_the_next_revision_with_a_note()
    {
        var text = Line("ko", "처음 제목", "처음 글.", published: "2020-05-05");
        await Import(Lines(text, Line("en", "A first title", "Text.")));
        var before = await Story();
        var entries = await Entries();
        _house.Clock.Advance(TimeSpan.FromMinutes(5));
        var again = await Import(Lines(text, Line("en", "A first title", "Text.")));
        Assert.Equal((0, $"seoul: 0 new, 2 the same as before.{Environment.NewLine}"), (again.Code, again.Output));
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(await Story()));
        Assert.Equal(entries, await Entries());

        var changed = await Import(Lines(Line("ko", "처음 제목", "고친 글.", published: "2021-01-01")));
        Assert.Equal(0, changed.Code);
        var edition = (await Story()).In("ko")!;
        Assert.Equal((2, EditionState.Published, "고친 글.", before.In("ko")!.OpensAt), (edition.PublicRevision, edition.State, edition.Body, edition.OpensAt));
        var page = await _house.Anonymous().Get($"/seoul/ko/stories/{before.Slug}");
        Assert.Contains("고친 글.", page.Main, StringComparison.Ordinal);
        Assert.Contains("원래 사이트에서", page.Main, StringComparison.Ordinal);
        var dated = await Import(Lines(Line("ko", "처음 제목", "고친 글.", published: "2021-01-01")));
        Assert.Contains("1 have another date", dated.Output, StringComparison.Ordinal);
        Assert.Equal((0, before.In("ko")!.OpensAt), (dated.Code, (await Story()).In("ko")!.OpensAt));
    }

    [Fact]
    public async Task An_import_that_is_cut_keeps_whole_batches_and_goes_on_when_it_is_run_again()
    {
        var file = Lines([.. Enumerable.Range(0, 25).Select(i => Line("en", $"Number {i}", "Text.", story: $"{_key}-{i}"))]);
        using var cut = new CancellationTokenSource();
        var batches = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(
            file, 5, () =>
            {
                if (++batches == 3) cut.Cancel();
            }, cut.Token));
        Assert.Equal(15, await Imported());
        var rest = await Run(file, 5, () => { }, Stop);
        Assert.Equal((10, 15, 0), (rest.Added, rest.Same, rest.Failed));
        Assert.Equal(25, await Imported());

        Task<int> Imported() => _house.Rows(db => db.Stories.CountAsync(s => s.ExternalId!.Contains(_key)));
    }

    [Fact]
    public async Task Each_bad_line_is_named_with_its_reason_and_the_rest_goes_on()
    {
        var good = Line("en", "Good", "Text.");
        var path = Path.Combine(_folder, "bad.jsonl");
        await using (var file = File.Create(path))
        {
            foreach (var line in (string[])[
                good, "", "{", "[]", """{"id":"1"}""", """{"id":"1","story":"s","language":"en","title":"T"}""",
                Line("xx", "T", "B", id: "u7"), Line("en", new string('t', 301), "B", id: "u8"), Line("en", "T", new string('b', 200_001), id: "u9"), good,
                """{"id":"u11","story":"s","language":"en","title":"\ud83d","body":"B"}""",
                Line("en", "T", "B", id: "u12", published: "yesterday"), Line("en", "T", "B", id: "u13"), Line("fr", "T", "B", id: "u14"),
                """{"id":"u15","id":"u15","story":"s","language":"en","title":"T","body":"B"}""", """{"id":"u16","story":"s","language":"en","title":["T"],"body":"B"}"""])
                await file.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), Stop);
            await file.WriteAsync(new byte[] { (byte)'"', 0xFF, (byte)'"', (byte)'\n' }, Stop);
            await file.WriteAsync(Encoding.UTF8.GetBytes("{\"id\":\"" + new string('x', ImportLines.LineLimit) + "\n"), Stop);
            await file.WriteAsync(Encoding.UTF8.GetBytes(Line("ko", "끝", "끝.")), Stop);
        }
        var done = await Import(path);
        Assert.Equal(1, done.Code);
        Assert.Contains("seoul: 2 new, 16 failed.", done.Output, StringComparison.Ordinal);
        foreach (var (line, said) in ((int, string)[])[
            (3, "not JSON"), (4, "no JSON object"), (5, "\"story\" is missing"), (6, "\"body\" is missing"), (7, "\"xx\" is no language"), (8, "301 characters"), (9, "200,001 characters"),
            (10, "stands further up"), (11, "lone surrogate"), (12, "\"yesterday\" is no date"), (13, "has a text in \"en\" already"), (14, "no texts in \"fr\""), (15, "twice"),
            (16, "\"title\" is no text"), (17, "not UTF-8"), (18, "longer than 8 MB")])
        {
            Assert.True(done.Errors.Any(e => e.StartsWith($"line {line}: ", StringComparison.Ordinal) && e.Contains(said, StringComparison.Ordinal)), $"{line}: {string.Join('\n', done.Errors)}");
        }
    }

    [Fact]
    public async Task A_text_with_a_date_to_come_stays_unread_by_the_public_until_then()
    {
        var opens = Now.AddDays(2);
        await Import(Lines(Line("en", "Kept back", "Secret until then.", published: opens.ToString("O"))));
        var story = await Story();
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get($"/seoul/en/stories/{story.Slug}")).Status);
        Assert.DoesNotContain("Kept back", (await _house.Anonymous().Get("/seoul/en/archive?q=Kept")).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(opens, (await _house.Rows(db => db.Jobs.SingleAsync(j => j.SubjectId == story.Editions[0].Id))).DueAt);
        // The other site moved it.
        var later = opens.AddDays(1);
        Assert.Contains("1 changed", (await Import(Lines(Line("en", "Kept back", "Secret until then.", published: later.ToString("O"))))).Output, StringComparison.Ordinal);
        Assert.Equal(later, (await Story()).Editions[0].OpensAt);
        await _house.Given(new JournalEntry { Id = Guid.CreateVersion7(), MissionId = _house.Seoul, Kind = "story.embargo-moved", SubjectId = story.Editions[0].Id });
        Assert.Contains("1 left as they are here", (await Import(Lines(Line("en", "Kept back", "Secret until then.", published: opens.ToString("O"))))).Output, StringComparison.Ordinal);
        Assert.Equal(later, (await Story()).Editions[0].OpensAt);
    }

    [Fact]
    public async Task What_was_changed_or_withdrawn_here_is_left_as_it_is()
    {
        await Import(Lines(Line("ko", "제목", "글."), Line("en", "Title", "Text.")));
        var story = await Story();
        await _house.Rows(async db =>
        {
            var korean = await db.Editions.SingleAsync(e => e.Id == story.In("ko")!.Id);
            korean.Correct();
            korean.Write("제목", "", "우리가 고친 글.", Guid.CreateVersion7(), Now);
            var english = await db.Editions.SingleAsync(e => e.Id == story.In("en")!.Id);
            english.Withdraw("Not ours");
            await db.SaveChangesAsync();
        });
        var again = await Import(Lines(Line("ko", "제목", "글."), Line("en", "Title", "Text.")));
        Assert.Contains("2 the same as before", again.Output, StringComparison.Ordinal);
        var changed = await Import(Lines(Line("ko", "제목", "저쪽에서 고친 글."), Line("en", "Title", "Other text.")));
        Assert.Equal(0, changed.Code);
        Assert.Equal(["line 1: left as it is here, because it was changed here", "line 2: left as it is here, because it was withdrawn here"], changed.Errors);
        Assert.Equal("우리가 고친 글.", (await Story()).In("ko")!.Body);
    }

    [Fact]
    public async Task Drafts_are_not_public_and_are_published_by_an_import_without_the_word()
    {
        await Import(Lines(Line("en", "A draft", "Text.")), drafts: true);
        var edition = (await Story()).In("en")!;
        Assert.Equal((EditionState.Draft, 0, null), (edition.State, edition.PublicRevision, edition.OpensAt));
        Assert.Contains("1 the same as before", (await Import(Lines(Line("en", "A draft", "Text.")), drafts: true)).Output, StringComparison.Ordinal);
        Assert.Contains("1 changed", (await Import(Lines(Line("en", "A draft", "Text.")))).Output, StringComparison.Ordinal);
        Assert.Equal((EditionState.Published, 1), ((await Story()).In("en")!.State, (await Story()).In("en")!.PublicRevision));
    }

    [Fact]
    public async Task A_mission_that_is_not_there_is_made_only_when_that_was_asked_for()
    {
        var file = Lines(Line("fr", "Titre français", "Texte."), Line("ko", "제목", "글."));
        var slug = "made-" + _key;
        var refused = await Import(file, mission: slug);
        Assert.Equal(1, refused.Code);
        Assert.Contains("there is: ", refused.Errors[0], StringComparison.Ordinal);
        Assert.Contains("seoul", refused.Errors[0], StringComparison.Ordinal);
        Assert.Equal(1, (await Import(file, mission: "desk", create: true)).Code);
        Assert.Equal(0, (await Import(file, mission: slug, create: true)).Code);
        var mission = await _house.Rows(db => db.Missions.SingleAsync(m => m.Slug == slug));
        Assert.Equal(("fr,ko", "Etc/UTC"), (mission.LanguageList, mission.Zone));
        Assert.Contains("Titre français", (await _house.Anonymous().Get($"/{slug}/fr/archive")).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        // The same names in another mission are other texts.
        Assert.Equal(2, await _house.Rows(db => db.Editions.CountAsync(e => e.MissionId == mission.Id)));
    }

    [Fact]
    public async Task A_folder_of_Markdown_with_front_matter_is_read()
    {
        Given($"news/2016-02-29-{_key}.ko.md", $"---\ntitle: \"인용된: 제목\"\nsummary: >\n  두 줄\n  요약\nstory: {_key}\nkind: press-release\ntags: [a, b]\n---\n본문 **강조**.\n");
        Given($"news/{_key}.en.md", $"---\ntitle: 'It''s here' # said so\nstory: {_key}\ndate: 2016-03-01T10:00:00+09:00\n---\n\nText.\n");
        Given("draft.en.md", "---\ntitle: No\ndraft: true\n---\nText.\n");
        Given("none.md", "# Title\n\nText.\n");
        Given("toml.en.md", "+++\ntitle = 1\n+++\n");
        Given(".git/x.en.md", "# No\n\nText.\n");
        var done = await Import(_folder);
        Assert.Equal(1, done.Code);
        Assert.Contains("seoul: 2 new, 1 left out because the site did not show them, 2 failed.", done.Output, StringComparison.Ordinal);
        Assert.Contains(done.Errors, e => e.StartsWith("none.md: its language", StringComparison.Ordinal));
        Assert.Contains(done.Errors, e => e.StartsWith("toml.en.md: its front matter is TOML", StringComparison.Ordinal));
        var story = await Story();
        Assert.Equal((_key, StoryKind.PressRelease), (story.Slug, story.Kind));
        Assert.Equal(("인용된: 제목", "두 줄 요약", "본문 **강조**.", new DateTime(2016, 2, 28, 15, 0, 0)),
            (story.In("ko")!.Title, story.In("ko")!.Summary, story.In("ko")!.Body, story.In("ko")!.OpensAt));
        Assert.Equal(("It's here", new DateTime(2016, 3, 1, 1, 0, 0)), (story.In("en")!.Title, story.In("en")!.OpensAt));
    }

    [Fact]
    public async Task A_WordPress_export_brings_its_published_posts_and_joins_translations()
    {
        var path = Path.Combine(_folder, "export.xml");
        await File.WriteAllTextAsync(path, $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><title>Old</title><language>en-US</language>
            {Post(1, "ko", "publish", "2016-02-29 01:00:00", "<h2>제목 둘</h2><p>글 <strong>굵게</strong> <a href=\"https://example.org/\">링크</a></p><ul><li>하나</li><li>둘</li></ul><script>alert(1)</script>")}
            {Post(2, "en", "publish", "2016-02-29 02:00:00", "First.\n\nSecond *line*.\n[gallery ids=\"1,2\"]")}
            {Post(3, "en", "draft", "0000-00-00 00:00:00", "Not yet.")}
            {Post(4, "en", "publish", "2016-02-29 02:00:00", "Behind a password.", "secret")}
            <item><title>picture.jpg</title><wp:post_type>attachment</wp:post_type><wp:post_id>9</wp:post_id></item>
            </channel></rss>
            """, Stop);
        var done = await Import(path);
        Assert.Empty(done.Errors);
        Assert.Equal((0, $"seoul: 2 new, 2 left out because the site did not show them.{Environment.NewLine}"), (done.Code, done.Output));
        var story = await Story("pll_" + _key);
        Assert.Equal($"post-{_key}-1", story.Slug);
        Assert.Equal("## 제목 둘\n\n글 **굵게** [링크](https://example.org/)\n\n- 하나\n- 둘", story.In("ko")!.Body);
        Assert.Equal("First.\n\nSecond \\*line\\*.", story.In("en")!.Body);
        Assert.Equal(new DateTime(2016, 2, 29, 1, 0, 0), story.In("ko")!.OpensAt);

        string Post(int n, string language, string status, string date, string html, string password = "") => $"""
            <item><title>Post {n}</title><guid>https://old.example/?p={n}</guid><category domain="language" nicename="{language}">x</category>
            <category domain="post_translations" nicename="pll_{_key}">x</category><content:encoded><![CDATA[{html}]]></content:encoded>
            <excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{_key}-{n}</wp:post_id><wp:post_date_gmt>{date}</wp:post_date_gmt>
            <wp:post_name>post-{_key}-{n}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>post</wp:post_type><wp:post_password>{password}</wp:post_password></item>
            """;
    }

    [Fact]
    public async Task An_RSS_feed_is_read_and_one_with_a_document_type_is_refused()
    {
        var path = Path.Combine(_folder, "feed.xml");
        await File.WriteAllTextAsync(path, $"""
            <rss version="2.0"><channel><title>x</title><link>y</link>
            <item><guid>{_key}</guid><title>From a feed</title><pubDate>Mon, 29 Feb 2016 10:00:00 +0900</pubDate><description>&lt;p&gt;Said &amp;amp; done&lt;/p&gt;</description></item>
            </channel></rss>
            """, Stop);
        Assert.Equal(1, (await Import(path)).Code);
        Assert.Equal(0, (await Import(path, language: "en")).Code);
        Assert.Equal(("Said \\& done", new DateTime(2016, 2, 29, 1, 0, 0)), ((await Story()).In("en")!.Body, (await Story()).In("en")!.OpensAt));
        await File.WriteAllTextAsync(path, "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&e;</title></item></channel></rss>", Stop);
        var refused = await Import(path, language: "en");
        Assert.Equal(1, refused.Code);
        Assert.Contains("DTD", refused.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_with_nothing_in_them_say_so()
    {
        Given("empty.jsonl", "");
        Given("blank.jsonl", "\n\n");
        Given("notes.txt", "Hello");
        foreach (var (name, said) in ((string, string)[])[("empty.jsonl", "the file is empty"), ("blank.jsonl", "the file is empty"), ("notes.txt", "no JSON Lines and no XML"), ("gone", "there is no such file")])
            Assert.Contains(said, (await ImportSource.OpenAsync(Path.Combine(_folder, name), null, Stop)).Problem!, StringComparison.Ordinal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Id(string language) => $"{language}:{_key}";

    private static string Sha(string story) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(story)))[..6];

    private string Line(string language, string title, string body, string? story = null, string? id = null, string? published = null, string[]? headings = null) =>
        JsonSerializer.Serialize(new { id = id ?? $"{language}:{story ?? _key}", story = story ?? _key, language, title, headings = headings ?? [], body, published });

    private string Lines(params string[] lines)
    {
        var path = Path.Combine(_folder, "texts.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }

    private void Given(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private Task<Story> Story(string? external = null) => _house.Rows(db => db.Stories.AsNoTracking().Include(s => s.Editions).ThenInclude(e => e.Revisions)
        .SingleAsync(s => s.MissionId == _house.Seoul && s.ExternalId == (external ?? _key)));

    private Task<int> Entries() => _house.Rows(db => db.Journal.CountAsync(e => e.MissionId == _house.Seoul));

    private async Task<(int Code, string Output, List<string> Errors)> Import(string path, string mission = "seoul", bool create = false, bool drafts = false, string? language = null)
    {
        var (source, problem) = await ImportSource.OpenAsync(path, language, Stop);
        Assert.Null(problem);
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await ImportVerb.RunAsync(_house.Services, new ImportOrder(mission, create, drafts, source!.Name, source.Sha256), source, output, new ImportScreen(errors, source.Total, isTerminal: false), Stop);
        return (code, output.ToString(), [.. errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Where(l => !l.Contains(" a second", StringComparison.Ordinal))]);
    }

    private async Task<ImportCount> Run(string path, int batch, Action saved, CancellationToken stop)
    {
        var (source, _) = await ImportSource.OpenAsync(path, null, Stop);
        var run = new ImportRun(_house.Services, new ImportOrder("seoul", false, false, source!.Name, source.Sha256) { BatchSize = batch }, _ => { }, (_, _) => saved());
        await run.RunAsync(source.Read(stop), stop);
        return run.Count;
    }
}

public sealed class ImportOnSqlite(SqliteHouse house) : ImportTests(house), IClassFixture<SqliteHouse>;

public sealed class ImportOnPostgres(PostgresHouse house) : ImportTests(house), IClassFixture<PostgresHouse>;

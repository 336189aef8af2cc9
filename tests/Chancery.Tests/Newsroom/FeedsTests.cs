using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using Chancery.Tests.House;

namespace Chancery.Tests.Newsroom;

public abstract class FeedsTests
{
    private readonly House.House _house;

    protected FeedsTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Theory]
    [InlineData("atom")]
    [InlineData("rss")]
    public async Task A_feed_of_a_language_is_read_by_a_strict_reader(string format)
    {
        await _house.Publish($"fed-{format}", [("en", "Bread & rivers <in> English", "**Bold** text."), ("ko", "강과 빵", "글.")]);
        var page = await _house.Anonymous().Get("/seoul/ko");
        var link = page.Document.QuerySelector($"link[rel=alternate][type='application/{format}+xml']")!.GetAttribute("href")!;
        var answer = await _house.Anonymous().Get(link);
        Assert.Equal($"application/{format}+xml", answer.MediaType);
        using var xml = XmlReader.Create(new StringReader(answer.Text));
        var feed = SyndicationFeed.Load(xml);
        Assert.Equal("ko", feed.Language);
        var item = feed.Items.First(i => i.Links.Any(l => l.Uri.AbsolutePath == $"/seoul/ko/stories/fed-{format}"));
        Assert.Equal("강과 빵", item.Title.Text);
        Assert.Equal("http", item.Links[0].Uri.Scheme);
        Assert.Equal(_house.Now(), item.PublishDate.UtcDateTime);

        var english = await _house.Anonymous().Get($"/seoul/en/feed.{format}");
        using var second = XmlReader.Create(new StringReader(english.Text));
        Assert.Contains(SyndicationFeed.Load(second).Items, i => i.Title.Text == "Bread & rivers <in> English");
        Assert.DoesNotContain("강과 빵", english.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_has_the_newest_feed_gets_304_and_a_new_story_changes_it()
    {
        await _house.Publish("fed-first", [("en", "First", "Text.")]);
        var client = _house.Client();
        using var first = await client.GetAsync(Feed, TestContext.Current.CancellationToken);
        Assert.NotNull(first.Headers.ETag);
        Assert.NotNull(first.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.NotModified, await Again(client, first));
        // The same answer when it does not come from the cache.
        await _house.Changed();
        Assert.Equal(HttpStatusCode.NotModified, await Again(client, first));
        await _house.Publish("fed-second", [("en", "Second", "Text.")]);
        Assert.Equal(HttpStatusCode.OK, await Again(client, first));
    }

    [Fact]
    public async Task The_sitemap_holds_every_mission_and_every_edition_names_the_others()
    {
        await _house.Publish("mapped", [("en", "Mapped", "Text."), ("ko", "지도", "글.")]);
        await _house.Publish("mapped-elsewhere", [("en", "Elsewhere", "Text.")], mission: _house.Other);
        await _house.Changed("other");
        var answer = await _house.Anonymous().Get("/sitemap.xml");
        var map = Parse(answer.Text);
        string[] Alternates(string address) => map.TryGetValue(address, out var links) ? links : [];
        Assert.Contains("http://localhost/other/en/stories/mapped-elsewhere", map.Keys);
        Assert.Contains("http://localhost/seoul/ko", map.Keys);
        string[] expected = ["en http://localhost/seoul/en/stories/mapped", "ko http://localhost/seoul/ko/stories/mapped", "x-default http://localhost/seoul/en/stories/mapped"];
        Assert.Equal(expected, Alternates("http://localhost/seoul/en/stories/mapped"));
        Assert.Equal(expected, Alternates("http://localhost/seoul/ko/stories/mapped"));
        Assert.Contains("Sitemap: http://localhost/sitemap.xml", (await _house.Anonymous().Get("/robots.txt")).Text, StringComparison.Ordinal);
    }

    private static readonly Uri Feed = new("/seoul/en/feed.atom", UriKind.Relative);

    private static async Task<HttpStatusCode> Again(HttpClient client, HttpResponseMessage known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Feed);
        request.Headers.IfNoneMatch.Add(known.Headers.ETag!);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    internal static Dictionary<string, string[]> Parse(string text)
    {
        var map = new Dictionary<string, string[]>(StringComparer.Ordinal);
        using var xml = XmlReader.Create(new StringReader(text));
        var document = new XmlDocument { XmlResolver = null };
        document.Load(xml);
        foreach (XmlElement url in document.DocumentElement!.ChildNodes)
        {
            map.Add(url["loc"]!.InnerText, [.. url.ChildNodes.OfType<XmlElement>().Where(e => e.LocalName == "link")
                .Select(e => $"{e.GetAttribute("hreflang")} {e.GetAttribute("href")}")]);
        }
        return map;
    }
}

public sealed class FeedsOnSqlite(SqliteHouse house) : FeedsTests(house), IClassFixture<SqliteHouse>;

public sealed class FeedsOnPostgres(PostgresHouse house) : FeedsTests(house), IClassFixture<PostgresHouse>;

/// <summary>An installation whose sitemap has grown over its limit.</summary>
public sealed class LongSitemapTests(LongSitemapTests.Many house) : IClassFixture<LongSitemapTests.Many>
{
    [Fact]
    public async Task A_long_sitemap_is_an_index_whose_parts_hold_each_address_once()
    {
        for (var i = 0; i < 5; i++) await house.Publish($"story-{i}", [("en", $"Story {i}", "Text."), ("ko", $"소식 {i}", "글.")]);
        var visitor = house.Anonymous();
        var index = FeedsTests.Parse((await visitor.Get("/sitemap.xml")).Text);
        var addresses = new List<string>();
        foreach (var part in index.Keys) addresses.AddRange(FeedsTests.Parse((await visitor.Get(new Uri(part).AbsolutePath)).Text).Keys);
        Assert.True(index.Count > 1);
        Assert.Equal(addresses.Count, addresses.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(10, addresses.Count(a => a.Contains("/stories/", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/sitemap-{index.Count + 1}.xml")).Status);
    }

    public sealed class Many : SqliteHouse
    {
        // One story a part.
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Chancery:SitemapLimit", "8")];
    }
}

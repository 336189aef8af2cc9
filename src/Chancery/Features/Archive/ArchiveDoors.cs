using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Chancery.Text.Search;

namespace Chancery.Features.Archive;

/// <summary>What stands beside the archive's page: completions for its box, and a feed of any question.</summary>
internal static class ArchiveDoors
{
    private const int FeedLength = 30;

    public static void MapArchiveDoors(this IEndpointRouteBuilder app)
    {
        app.MapGet("/{mission}/{language:language}/archive/suggest", SuggestAsync).Public().RequireRateLimiting(ArchiveFeature.SearchLimit);
        app.MapGet("/{mission}/{language:language}/archive/feed.atom", FeedAsync).Public().RequireRateLimiting(ArchiveFeature.SearchLimit);
    }

    private static async Task<IResult> SuggestAsync(
        HttpContext http, ChanceryDb db, Visit visit, ArchiveSuggestions suggestions, string language, string? q, CancellationToken stop)
    {
        if (!await db.IsReadInAsync(visit.Mission, language, visit.Now, stop)) return Results.StatusCode(StatusCodes.Status404NotFound);
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Ok(await suggestions.CompleteAsync(db, visit, language, q ?? "", stop));
    }

    /// <summary>The newest stories that answer a question, as Atom: a search that is kept.</summary>
    private static async Task<IResult> FeedAsync(
        HttpContext http, ChanceryDb db, Visit visit, Reader reader, ArchiveSearch search, string language, string? q, CancellationToken stop)
    {
        if (!await db.IsReadInAsync(visit.Mission, language, visit.Now, stop)) return Results.StatusCode(StatusCodes.Status404NotFound);
        var text = (q ?? "").Trim();
        if (text.Length > QueryText.LongestQuestion) text = text[..QueryText.LongestQuestion];
        var answer = await search.AskAsync(new ArchiveQuestion(text, language, [], SearchOrder.Newest, 0, FeedLength, []), stop);
        var root = http.Request.Root();
        var home = $"{root}/{visit.Mission.Slug}/{language}";
        var self = $"{home}/archive/feed.atom?q={Uri.EscapeDataString(text)}";
        var name = reader.Plain(visit.Mission.Name);
        // With some of the words only it would be a feed of something else.
        var hits = answer.Loose ? [] : answer.Hits;
        var feed = new SyndicationFeed(text.Length == 0 ? $"{reader["archive.title"]} · {name}" : $"{text} · {name}", null, new Uri($"{home}/archive?q={Uri.EscapeDataString(text)}"))
        {
            Id = self, Language = language,
            LastUpdatedTime = hits.Select(h => new DateTimeOffset(h.OpensAt, TimeSpan.Zero)).DefaultIfEmpty(new DateTimeOffset(visit.Mission.CreatedAt, TimeSpan.Zero)).Max(),
        };
        feed.Authors.Add(new SyndicationPerson(null, name, home));
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri(self), "application/atom+xml"));
        feed.Items = hits.Select(hit =>
        {
            var address = new Uri($"{root}/{visit.Mission.Slug}/{hit.Language}/stories/{hit.Slug}");
            var item = new SyndicationItem
            {
                Id = address.ToString(), Title = new TextSyndicationContent(hit.Title.Text), Summary = new TextSyndicationContent(hit.Summary.Length > 0 ? hit.Summary : hit.Text.Text),
                PublishDate = new DateTimeOffset(hit.OpensAt, TimeSpan.Zero), LastUpdatedTime = new DateTimeOffset(hit.OpensAt, TimeSpan.Zero),
            };
            item.Links.Add(SyndicationLink.CreateAlternateLink(address, "text/html"));
            return item;
        }).ToList();
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true })) new Atom10FeedFormatter(feed).WriteTo(xml);
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(output.ToArray(), "application/atom+xml; charset=utf-8");
    }
}

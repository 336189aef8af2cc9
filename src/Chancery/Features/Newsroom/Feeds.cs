using System.Security.Cryptography;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Chancery.Features.Newsroom;

/// <summary>
/// The newest stories of one language as Atom and RSS, whole texts. A reader that asks again with what it got last time
/// (ETag, Last-Modified) is told 304 before any text is read.
/// </summary>
internal static class Feeds
{
    private const int Length = 30;

    public static Task<IResult> AtomAsync(HttpContext http, ChanceryDb db, Visit visit, Reader reader, string language, CancellationToken stop) =>
        AnswerAsync(http, db, visit, reader, language, "atom", stop);

    public static Task<IResult> RssAsync(HttpContext http, ChanceryDb db, Visit visit, Reader reader, string language, CancellationToken stop) =>
        AnswerAsync(http, db, visit, reader, language, "rss", stop);

    private static async Task<IResult> AnswerAsync(
        HttpContext http, ChanceryDb db, Visit visit, Reader reader, string language, string format, CancellationToken stop)
    {
        var now = visit.Now;
        if (!await db.IsReadInAsync(visit.Mission, language, now, stop)) return Results.StatusCode(StatusCodes.Status404NotFound);
        var newest = db.PublicTexts(now).Where(t => t.Edition.Language == language)
            .OrderByDescending(t => t.Edition.OpensAt).ThenByDescending(t => t.Story.Id).Take(Length);
        var state = await newest.Select(t => new { t.Revision.Id, t.Revision.CreatedAt, t.Edition.OpensAt }).ToListAsync(stop);
        var changed = state.Select(s => s.CreatedAt > s.OpensAt ? s.CreatedAt : s.OpensAt!.Value).DefaultIfEmpty(visit.Mission.CreatedAt).Max();
        changed = new DateTime(changed.Ticks - (changed.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        var mark = $"{format} {language} {visit.Mission.Version} {http.Request.Root()} {string.Join(' ', state.Select(s => s.Id))}";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mark)))[..32]}\"");

        var headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = Utc(changed);
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        if (IsKnown(http.Request, tag, changed)) return Results.StatusCode(StatusCodes.Status304NotModified);

        var texts = await newest.Select(t => new Entry(
            t.Edition.Id, t.Story.Slug, t.Story.Kind, t.Revision.Title, t.Revision.Summary, t.Revision.Html, t.Edition.OpensAt!.Value, t.Revision.CreatedAt)).ToListAsync(stop);
        return Results.Bytes(Write(Feed(http, visit.Mission, reader, format, changed, texts), format), $"application/{format}+xml; charset=utf-8");
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag, DateTime changed)
    {
        var asked = request.GetTypedHeaders();
        if (asked.IfNoneMatch.Count > 0) return asked.IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false));
        return asked.IfModifiedSince is { } since && changed <= since.UtcDateTime;
    }

    private static SyndicationFeed Feed(HttpContext http, Mission mission, Reader reader, string format, DateTime changed, List<Entry> texts)
    {
        var root = http.Request.Root();
        var home = $"{root}/{mission.Slug}/{reader.Language}";
        var name = reader.Plain(mission.Name);
        var feed = new SyndicationFeed(reader["newsroom.feed", ("name", name)], reader.Plain(mission.Issuer), new Uri(home))
        {
            Id = home + "/feed", Language = reader.Language, LastUpdatedTime = Utc(changed), Copyright = new TextSyndicationContent(name),
        };
        feed.Authors.Add(new SyndicationPerson(null, name, home));
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri($"{home}/feed.{format}"), $"application/{format}+xml"));
        feed.Items = texts.Select(text =>
        {
            var address = new Uri($"{home}/stories/{text.Slug}");
            var item = new SyndicationItem
            {
                Id = "urn:uuid:" + text.EditionId,
                Title = new TextSyndicationContent(text.Title),
                Content = new TextSyndicationContent(Absolute(text.Html, root), TextSyndicationContentKind.Html),
                PublishDate = Utc(text.OpensAt),
                LastUpdatedTime = Utc(text.RevisedAt > text.OpensAt ? text.RevisedAt : text.OpensAt),
            };
            // RSS has one field for both and would put the whole text there; the summary goes first where there is room.
            if (format == "atom" && text.Summary.Length > 0) item.Summary = new TextSyndicationContent(text.Summary);
            item.Links.Add(SyndicationLink.CreateAlternateLink(address, "text/html"));
            item.Categories.Add(new SyndicationCategory(reader["newsroom.kind." + Reader.Kebab(text.Kind.ToString())]));
            return item;
        }).ToList();
        return feed;
    }

    /// <summary>A feed is read elsewhere: its pictures need whole addresses.</summary>
    private static string Absolute(string html, string root) => html
        .Replace("\"/media/", $"\"{root}/media/", StringComparison.Ordinal)
        .Replace(", /media/", $", {root}/media/", StringComparison.Ordinal);

    private static DateTimeOffset Utc(DateTime instant) => new(instant, TimeSpan.Zero);

    private static byte[] Write(SyndicationFeed feed, string format)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            SyndicationFeedFormatter formatter = format == "atom" ? new Atom10FeedFormatter(feed) : new Rss20FeedFormatter(feed, serializeExtensionsAsAtom: true);
            formatter.WriteTo(xml);
        }
        return output.ToArray();
    }

    private sealed record Entry(
        Guid EditionId, string Slug, StoryKind Kind, string Title, string Summary, string Html, DateTime OpensAt, DateTime RevisedAt);
}

using System.Globalization;
using System.Text;
using System.Xml;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Newsroom;

/// <summary>
/// Every public address of the installation with its other languages. One file up to 40,000 addresses
/// (<c>Chancery:SitemapLimit</c>), an index of parts above that (the protocol ends at 50,000).
/// </summary>
internal static class Sitemap
{
    private const string Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";
    private const int Limit = 40_000;

    public static async Task<IResult> AllAsync(
        HttpRequest request, ChanceryDb db, Visit visit, IConfiguration settings, CancellationToken stop)
    {
        var limit = settings.GetValue("Chancery:SitemapLimit", Limit);
        var count = await Everywhere(db.Set<Edition>().Public(visit.Now)).CountAsync(stop);
        if (count <= limit) return Xml(await AddressesAsync(request, db, visit.Now, 0, int.MaxValue, stop));
        var stories = await OpenStories(db, visit.Now).CountAsync(stop);
        var parts = (stories + StoriesPerPart(limit) - 1) / StoriesPerPart(limit);
        return Xml(Write("sitemapindex", xml =>
        {
            for (var part = 1; part <= parts; part++)
            {
                xml.WriteStartElement("sitemap", Schema);
                xml.WriteElementString("loc", Schema, string.Create(CultureInfo.InvariantCulture, $"{request.Root()}/sitemap-{part}.xml"));
                xml.WriteEndElement();
            }
        }));
    }

    public static async Task<IResult> PartAsync(
        int part, HttpRequest request, ChanceryDb db, Visit visit, IConfiguration settings, CancellationToken stop)
    {
        var size = StoriesPerPart(settings.GetValue("Chancery:SitemapLimit", Limit));
        if ((part - 1) * (long)size >= await OpenStories(db, visit.Now).CountAsync(stop)) return Results.StatusCode(StatusCodes.Status404NotFound);
        return Xml(await AddressesAsync(request, db, visit.Now, (part - 1) * size, size, stop));
    }

    public static IResult Robots(HttpRequest request) => Results.Text(
        $"""
        User-agent: *
        Disallow: /desk
        Disallow: /account
        Disallow: /api
        Disallow: /setup

        Sitemap: {request.Root()}/sitemap.xml

        """, "text/plain");

    // Whole stories, so that an address and its other languages stand in one part; ten languages of one are the most expected.
    private static int StoriesPerPart(int limit) => Math.Max(1, limit / 10);

    private static IQueryable<Story> OpenStories(ChanceryDb db, DateTime now)
    {
        var open = db.Set<Edition>().Public(now);
        return Everywhere(db.Set<Story>()).Where(s => open.Any(e => e.StoryId == s.Id));
    }

    private static IQueryable<T> Everywhere<T>(IQueryable<T> rows) where T : class => rows.IgnoreQueryFilters([ChanceryDb.MissionFilter]);

    private static async Task<byte[]> AddressesAsync(HttpRequest request, ChanceryDb db, DateTime now, int skip, int take, CancellationToken stop)
    {
        var root = request.Root();
        var missions = await db.Set<Mission>().AsNoTracking().OrderBy(m => m.Slug).ToListAsync(stop);
        var slugs = missions.ToDictionary(m => m.Id, m => m.Slug);
        var stories = OpenStories(db, now).OrderBy(s => s.Id).Skip(skip).Take(take).Select(s => s.Id);
        var texts = await Everywhere(db.PublicTexts(now)).Where(t => stories.Contains(t.Story.Id))
            .OrderBy(t => t.Story.Id).ThenBy(t => t.Edition.Language)
            .Select(t => new { t.Story.Id, t.Story.MissionId, t.Story.Slug, t.Story.SourceLanguage, t.Edition.Language, t.Edition.OpensAt, t.Revision.CreatedAt })
            .ToListAsync(stop);
        return Write("urlset", xml =>
        {
            if (skip == 0)
            {
                foreach (var mission in missions)
                {
                    var homes = mission.Languages.Select(l => (Language: l, Address: $"{root}/{mission.Slug}/{l}")).ToList();
                    foreach (var (_, address) in homes) Address(xml, address, null, homes, homes[0].Address);
                }
            }
            // The rows stand in the order of their stories, so each story is one run of them.
            for (var first = 0; first < texts.Count;)
            {
                var end = first;
                while (end < texts.Count && texts[end].Id == texts[first].Id) end++;
                var editions = texts[first..end].ConvertAll(t => (t.Language, Address: $"{root}/{slugs[t.MissionId]}/{t.Language}/stories/{t.Slug}"));
                var source = editions.Find(e => e.Language == texts[first].SourceLanguage).Address ?? editions[0].Address;
                for (var i = first; i < end; i++)
                {
                    var text = texts[i];
                    Address(xml, editions[i - first].Address, text.CreatedAt > text.OpensAt ? text.CreatedAt : text.OpensAt, editions, source);
                }
                first = end;
            }
        });
    }

    private static void Address(XmlWriter xml, string address, DateTime? changed, List<(string Language, string Address)> editions, string otherwise)
    {
        xml.WriteStartElement("url", Schema);
        xml.WriteElementString("loc", Schema, address);
        if (changed is { } at) xml.WriteElementString("lastmod", Schema, at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        foreach (var edition in editions) Alternate(xml, edition.Language, edition.Address);
        Alternate(xml, "x-default", otherwise);
        xml.WriteEndElement();
    }

    private static void Alternate(XmlWriter xml, string language, string address)
    {
        xml.WriteStartElement("xhtml", "link", Xhtml);
        xml.WriteAttributeString("rel", "alternate");
        xml.WriteAttributeString("hreflang", language);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static byte[] Write(string element, Action<XmlWriter> content)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement(element, Schema);
            xml.WriteAttributeString("xmlns", "xhtml", null, Xhtml);
            content(xml);
            xml.WriteEndElement();
        }
        return output.ToArray();
    }

    private static IResult Xml(byte[] bytes) => Results.Bytes(bytes, "application/xml; charset=utf-8");
}

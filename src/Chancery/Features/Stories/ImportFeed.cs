using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Chancery.Features.Stories;

/// <summary>Texts from RSS 2.0, also as WordPress exports it (WXR). Translations joined by Polylang stay one story.</summary>
internal static partial class ImportFeed
{
    private const int HtmlLimit = 4_000_000;
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, Async = true, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersFromEntities = 1_000_000,
    };

    public static async IAsyncEnumerable<ImportItem> ReadAsync(Stream file, string? language, [EnumeratorCancellation] CancellationToken stop)
    {
        using var reader = XmlReader.Create(file, Safe);
        var number = 0;
        while (true)
        {
            XElement? item = null;
            string? broken = null;
            try
            {
                while (item is null && await NextAsync(reader))
                {
                    stop.ThrowIfCancellationRequested();
                    if (reader.LocalName == "language" && reader.Depth == 2)
                    {
                        var told = ((XElement)await XNode.ReadFromAsync(reader, stop)).Value;
                        language ??= told;
                    }
                    else if (reader.LocalName == "item") item = (XElement)await XNode.ReadFromAsync(reader, stop);
                    else await reader.ReadAsync();
                }
            }
            catch (XmlException failure)
            {
                broken = failure.Message;
            }
            if (broken is not null) yield return new("the file", null, $"from here on it is not XML: {broken}", file.Position);
            if (item is null) yield break;
            number++;
            if (Draft(item, language) is not { } draft) continue;
            var where = string.Create(CultureInfo.InvariantCulture, $"item {number:N0} ({draft.Id})");
            if (draft.Body?.Length > HtmlLimit)
            {
                yield return new(where, null, "its text is longer than 4 MB", file.Position);
                continue;
            }
            draft.Body = ImportHtml.ToMarkdown(draft.Body ?? "");
            // In a feed a summary is often the beginning of the text, of any length.
            draft.Summary = Shortened(ImportHtml.ToMarkdown(draft.Summary ?? ""));
            var (text, problem) = string.IsNullOrWhiteSpace(draft.Language)
                ? (null, "its language is not said: <language> of the feed, or --language")
                : draft.IsHidden && draft.Body.Length == 0 ? (null, null) : draft.Checked();
            if (text is null && problem is null) continue;
            yield return new(where, text, problem, file.Position);
        }
    }

    /// <summary>On to the next element; the reader may stand on one already.</summary>
    private static async Task<bool> NextAsync(XmlReader reader)
    {
        while (reader.NodeType != XmlNodeType.Element || reader.ReadState == ReadState.Initial)
            if (!await reader.ReadAsync()) return false;
        return true;
    }

    /// <summary>Null for what is no text: pictures, menus, pages.</summary>
    private static ImportDraft? Draft(XElement item, string? language)
    {
        // The number of WordPress's own namespace changes with its version.
        string? Own(string name) => item.Elements().FirstOrDefault(e => e.Name.LocalName == name && e.Name.NamespaceName.StartsWith("http://wordpress.org/export/", StringComparison.Ordinal) && !e.Name.NamespaceName.Contains("excerpt", StringComparison.Ordinal))?.Value.Trim();
        string? Plain(XName name) => item.Element(name)?.Value.Trim() is { Length: > 0 } value ? value : null;
        string? Category(string domain, string attribute) => item.Elements("category").FirstOrDefault(c => (string?)c.Attribute("domain") == domain)?.Attribute(attribute)?.Value;

        var (type, status) = (Own("post_type"), Own("status"));
        if (type is not (null or "post") || status is "trash" or "auto-draft" or "inherit") return null;
        var id = Own("post_id") is { Length: > 0 } post ? post : Plain("guid") ?? Plain("link");
        return new ImportDraft
        {
            Id = id, Story = Category("post_translations", "nicename") ?? id,
            Language = Category("language", "nicename") ?? Plain(Dublin + "language") ?? Plain("language") ?? language,
            Title = Plain("title"), Slug = Own("post_name"), Body = item.Element(Content + "encoded")?.Value ?? item.Element("description")?.Value,
            Summary = item.Elements().FirstOrDefault(e => e.Name.LocalName == "encoded" && e.Name.NamespaceName.Contains("excerpt", StringComparison.Ordinal))?.Value
                ?? (item.Element(Content + "encoded") is null ? null : item.Element("description")?.Value),
            Published = Own("post_date_gmt") is { Length: > 0 } gmt && !gmt.StartsWith("0000", StringComparison.Ordinal) ? gmt.Replace(' ', 'T') + "Z" : Instant(Plain("pubDate")) ?? Plain(Dublin + "date"),
            // A text behind a password has the status of a public one.
            IsHidden = status is not (null or "publish" or "future") || Own("post_password") is { Length: > 0 },
        };
    }

    /// <summary>The date of a mail (RFC 822), whose zone may also be a name.</summary>
    private static string? Instant(string? pubDate)
    {
        if (pubDate is null) return null;
        var text = Zone().Replace(pubDate, "+0000");
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var found) && found.Year > 1
            ? found.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : pubDate;
    }

    private static string Shortened(string summary) => summary.Length <= Edition.SummaryLimit ? summary : summary[..(summary.LastIndexOf(' ', Edition.SummaryLimit - 2) is > 0 and var space ? space : Edition.SummaryLimit - 2)] + " …";

    [GeneratedRegex("(?:GMT|UTC|UT|Z)$", RegexOptions.NonBacktracking)]
    private static partial Regex Zone();
}

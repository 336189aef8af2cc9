using System.Security.Cryptography;
using System.Text;
using Chancery.Kernel;
using Chancery.Platform.Files;
using Chancery.Text;
using Ganss.Xss;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Chancery.Features.Stories;

/// <summary>
/// From Markdown to safe HTML. Raw HTML is not taken; what Markdig makes goes through a sanitiser all the same.
/// A picture from the evidence becomes a figure with caption and credit, after the paragraph it was put in.
/// </summary>
internal static class StoryText
{
    // Bold before a Korean particle (**'강조'**는) works only with the CJK extension.
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseCjkFriendlyEmphasis().UsePipeTables().UseAutoLinks().DisableHtml().Build();

    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <param name="pictures">The pictures that the text may show, by id; another id shows nothing.</param>
    public static string Html(string markdown, string language, IReadOnlyDictionary<Guid, EvidenceFile> pictures)
    {
        var document = Markdown.Parse(PlainText.Clean(markdown), Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = Math.Clamp(heading.Level + (heading.Level == 1 ? 1 : 0), 2, 4);
        // A number that nobody can guess: a writer who types a marker must not get a figure in the middle of an attribute.
        var secret = Guid.CreateVersion7().ToString("N");
        var figures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var image in document.Descendants<LinkInline>().Where(l => l.IsImage).Reverse().ToList())
        {
            var block = BlockOf(image);
            var file = EvidenceId(image.Url) is { } id ? pictures.GetValueOrDefault(id) : null;
            if (file is not null && block?.Parent is { } parent)
            {
                var marker = $"{secret}-{figures.Count}.";
                figures[marker] = Figure(file, language, AltOf(image));
                var paragraph = new ParagraphBlock { Inline = new ContainerInline() };
                paragraph.Inline.AppendChild(new LiteralInline(marker));
                parent.Insert(parent.IndexOf(block) + 1, paragraph);
            }
            // Only our own pictures are shown (no reader is sent to a third party's server), and those beside the
            // text, not in it: a figure may not stand inside a paragraph.
            TakeOut(image, block);
        }
        var html = Sanitizer.Sanitize(Markdown.ToHtml(document, Pipeline));
        foreach (var (marker, figure) in figures)
            html = html.Replace($"<p>{marker}</p>", figure, StringComparison.Ordinal).Replace(marker, figure, StringComparison.Ordinal);
        return html;
    }

    /// <summary>The leaf block (paragraph, heading, cell) that an inline stands in.</summary>
    private static LeafBlock? BlockOf(Inline inline)
    {
        var container = inline.Parent;
        while (container?.Parent is not null) container = container.Parent;
        return container?.ParentBlock;
    }

    /// <summary>Removes the picture, the link that was around it alone, and the paragraph that held nothing else.</summary>
    private static void TakeOut(LinkInline image, LeafBlock? block)
    {
        Inline gone = image;
        while (gone.Parent is LinkInline { FirstChild: { } only } link && only == gone && gone.NextSibling is null) gone = link;
        gone.Remove();
        if (block is ParagraphBlock { Inline: { } rest, Parent: { } parent } && parent.Count > 1 && rest.All(IsBlank)) parent.Remove(block);
    }

    private static bool IsBlank(Inline inline) =>
        inline is LineBreakInline || (inline is LiteralInline literal && literal.Content.ToString().AsSpan().IsWhiteSpace());

    private static string AltOf(LinkInline image) =>
        string.Concat(image.Descendants<LiteralInline>().Select(l => l.Content.ToString())).Trim();

    /// <summary>Ids of the pictures that a text shows.</summary>
    public static IReadOnlyList<Guid> Pictures(string markdown) =>
        [.. Markdown.Parse(markdown, Pipeline).Descendants<LinkInline>()
            .Where(l => l.IsImage).Select(l => EvidenceId(l.Url)).OfType<Guid>().Distinct()];

    /// <summary>The words of a text without its marks, for search and for descriptions.</summary>
    public static string Plain(string markdown) => Markdown.ToPlainText(markdown, Pipeline).Trim();

    public static string SearchText(string title, string summary, string markdown) =>
        Normalised.ForSearch($"{title}\n{summary}\n{Plain(markdown)}");

    /// <summary>SHA-256 over the three texts, parted by a character that none of them can hold.</summary>
    public static string Hash(string title, string summary, string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{title}\u0001{summary}\u0001{body}")));

    private static Guid? EvidenceId(string? url) =>
        url is not null && url.StartsWith("evidence:", StringComparison.Ordinal) && Guid.TryParse(url["evidence:".Length..], out var id) ? id : null;

    // As in the pages: Hangul stands as it is.
    private static readonly System.Text.Encodings.Web.HtmlEncoder Encoder =
        System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private static string Figure(EvidenceFile file, string language, string alt)
    {
        var words = alt.Length > 0 ? alt : file.Alt.For(language).Text;
        var size = file is { Width: { } width, Height: { } height } ? $" width=\"{width}\" height=\"{height}\"" : "";
        var caption = string.Join(' ', ((string[])[Part(file.Caption, language), Part(file.Credit, language, "small")]).Where(p => p.Length > 0));
        if (caption.Length > 0) caption = $"<figcaption>{caption}</figcaption>";
        return $"""
            <figure><img src="/media/{file.Sha256}/1200.webp" srcset="/media/{file.Sha256}/600.webp 600w, /media/{file.Sha256}/1200.webp 1200w" sizes="(max-width: 52rem) 100vw, 36rem"{size} alt="{Encoder.Encode(words)}" loading="lazy">{caption}</figure>
            """;
    }

    private static string Part(Translated text, string language, string? tag = null)
    {
        if (text.IsEmpty) return "";
        var (words, own) = text.For(language);
        var marked = own == language ? Encoder.Encode(words) : $"<span lang=\"{own}\">{Encoder.Encode(words)}</span>";
        return tag is null ? marked : $"<{tag}>{marked}</{tag}>";
    }

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        foreach (var tag in (string[])["p", "h2", "h3", "h4", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "br", "table", "thead", "tbody", "tr", "th", "td"])
            sanitizer.AllowedTags.Add(tag);
        sanitizer.AllowedAttributes.Clear();
        foreach (var attribute in (string[])["href", "title", "lang", "start"]) sanitizer.AllowedAttributes.Add(attribute);
        sanitizer.AllowedSchemes.Clear();
        foreach (var scheme in (string[])["https", "http", "mailto", "tel"]) sanitizer.AllowedSchemes.Add(scheme);
        sanitizer.AllowedCssProperties.Clear();
        return sanitizer;
    }
}

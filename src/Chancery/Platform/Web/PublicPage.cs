using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Microsoft.AspNetCore.Html;

namespace Chancery.Platform.Web;

/// <summary>
/// What the newsroom's layout must know of a page: its names for people and machines, and the same page in the other
/// languages. In <c>ViewData["Page"]</c>.
/// </summary>
public sealed class PublicPage
{
    /// <summary>Name of the output cache policy of public pages.</summary>
    public const string CachePolicy = "public";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public required string Title { get; init; }

    public string Description { get; init; } = "";

    /// <summary>The address that stands for this page, from the root.</summary>
    public required string Path { get; init; }

    /// <summary>Which item of the menu this is: news, archive, about.</summary>
    public string Menu { get; init; } = "";

    /// <summary>Every language of the newsroom with the address of this page in it.</summary>
    public IReadOnlyList<PublicLanguage> Languages { get; init; } = [];

    /// <summary>The address for readers of none of these languages.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Search engines may list it.</summary>
    public bool Index { get; init; } = true;

    public bool IsArticle { get; init; }

    public DateTime? PublishedAt { get; init; }

    public DateTime? ModifiedAt { get; init; }

    /// <summary>SHA-256 of the picture that a shared link shows, with its words.</summary>
    public string? Picture { get; init; }

    public string PictureAlt { get; init; } = "";

    /// <summary>schema.org data; see <see cref="Data"/>.</summary>
    public object? LinkedData { get; init; }

    /// <summary>
    /// The data as JSON that may stand inside a script element: the encoder writes &lt;, &gt; and &amp; as \u003C and so
    /// on, so no text of a story can close the element.
    /// </summary>
    public static IHtmlContent Data(object value) => new HtmlString(JsonSerializer.Serialize(value, Json));
}

/// <summary>One language of a page: where, and whether there is an edition or only a page that says there is none yet.</summary>
public sealed record PublicLanguage(string Language, string Path, bool Exists);

/// <summary>How public pages write addresses and name languages.</summary>
public static class PublicWords
{
    /// <summary>Scheme and host that the world knows this installation by: <c>Chancery:PublicUrl</c>, else those of the request.</summary>
    public static string Root(this HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IConfiguration>()["Chancery:PublicUrl"] is { Length: > 0 } configured
            ? configured.TrimEnd('/')
            : $"{request.Scheme}://{request.Host}";

    /// <summary>A text with a language's own name in it, marked as being in that language.</summary>
    public static IHtmlContent Naming(this Reader reader, string key, string language)
    {
        const string hole = "\u0001";
        var parts = reader[key, ("language", hole)].Split(hole);
        var name = $"<span lang=\"{language}\">{HtmlEncoder.Default.Encode(Language.Endonym(language))}</span>";
        // In one element: in a flex box, words of their own beside a <span> would lose the space between them.
        return new HtmlString($"<span>{string.Join(name, parts.Select(HtmlEncoder.Default.Encode))}</span>");
    }

    /// <summary>The text's own <c>lang</c> where it differs from the page's, else null (no attribute).</summary>
    public static string? Lang(this Reader reader, string language) => language == reader.Language ? null : language;

    /// <summary>Every language of the mission's newsroom, with the page <paramref name="rest"/> in it.</summary>
    public static IReadOnlyList<PublicLanguage> Everywhere(this Mission mission, string rest) =>
        [.. mission.Languages.Select(language => new PublicLanguage(language, $"/{mission.Slug}/{language}{rest}", Exists: true))];

    /// <summary>en_GB, ko_KR: as Open Graph writes languages.</summary>
    public static string OpenGraphLocale(string language) => Language.Culture(language).Name.Replace("-Latn", "", StringComparison.Ordinal).Replace('-', '_');
}

using System.IO.Compression;
using System.Text;

namespace Chancery.Platform.Files;

/// <summary>
/// What a file is, found from its own bytes. Only what stands here is accepted as evidence; programs, scripts, HTML and
/// SVG never are (docs/rules/evidence.md).
/// </summary>
internal sealed record MediaType(string Name, long Limit, params string[] Extensions)
{
    /// <summary>Bytes of the beginning that <see cref="Of"/> wants to see.</summary>
    public const int HeadLength = 4096;

    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const long Megabyte = 1024 * 1024;
    private const long Ordinary = 25 * Megabyte;
    private const long Film = 200 * Megabyte;

    private static readonly MediaType Jpeg = new("image/jpeg", Ordinary, "jpg", "jpeg", "jpe", "jfif");
    private static readonly MediaType Png = new("image/png", Ordinary, "png");
    private static readonly MediaType Gif = new("image/gif", Ordinary, "gif");
    private static readonly MediaType WebP = new("image/webp", Ordinary, "webp");
    private static readonly MediaType Pdf = new("application/pdf", Ordinary, "pdf");
    private static readonly MediaType Mp4 = new("video/mp4", Film, "mp4", "m4v");
    private static readonly MediaType OfficeOpen = new("application/zip", Ordinary, "docx", "xlsx");
    private static readonly MediaType Hwpx = new("application/hwp+zip", Ordinary, "hwpx");
    private static readonly MediaType Odt = new("application/vnd.oasis.opendocument.text", Ordinary, "odt");

    private static readonly string[] FilmBrands = ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash"];

    /// <summary>A browser that guesses would take these for a page of ours, whatever stands before them.</summary>
    private static readonly string[] Markup = ["<html", "<script", "<svg", "<!doctype", "<body", "<iframe"];

    public bool IsPicture => Name.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>Null for what is not accepted, and for a file whose beginning is two things at once.</summary>
    public static MediaType? Of(ReadOnlySpan<byte> head)
    {
        var found = Signature(head);
        return found is null || LooksLikeMarkup(head) ? null : found;
    }

    /// <summary>The name a person gave the file must not say something else: <c>report.html</c> with a picture's first bytes.</summary>
    public bool Fits(string fileName)
    {
        var extension = Path.GetExtension(fileName).TrimStart('.').ToLowerInvariant();
        return extension.Length == 0 || Extensions.Contains(extension, StringComparer.Ordinal);
    }

    /// <summary>A package is known for what it is by its parts; one with macros, or of neither kind, is refused (null).</summary>
    public static string? OfPackage(string path)
    {
        try
        {
            using var package = ZipFile.OpenRead(path);
            var parts = package.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (parts.Any(p => p.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            return (parts.Contains("word/document.xml"), parts.Contains("xl/workbook.xml")) switch
            {
                (true, false) => Docx,
                (false, true) => Xlsx,
                _ => null,
            };
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public bool IsPackage => ReferenceEquals(this, OfficeOpen);

    private static MediaType? Signature(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return Gif;
        if (head.Length > 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8)) return WebP;
        if (head.StartsWith("%PDF-"u8)) return Pdf;
        if (head.Length > 12 && head[4..].StartsWith("ftyp"u8))
            return FilmBrands.Contains(Encoding.ASCII.GetString(head[8..12]), StringComparer.Ordinal) ? Mp4 : null;
        return head.StartsWith("PK\u0003\u0004"u8) ? Package(head) : null;
    }

    private static MediaType? Package(ReadOnlySpan<byte> head)
    {
        if (head.Length < 30) return null;
        var nameLength = head[26] | head[27] << 8;
        var extraLength = head[28] | head[29] << 8;
        if (head.Length < 30 + nameLength) return null;
        var first = Encoding.UTF8.GetString(head.Slice(30, nameLength));
        if (first is "[Content_Types].xml" or "_rels/.rels" || first.StartsWith("docProps/", StringComparison.Ordinal)
            || first.StartsWith("word/", StringComparison.Ordinal) || first.StartsWith("xl/", StringComparison.Ordinal)) return OfficeOpen;
        if (first != "mimetype") return null;
        // Stored, not packed, so that the type can be read here.
        var content = head[Math.Min(head.Length, 30 + nameLength + extraLength)..];
        if (content.StartsWith("application/hwp+zip"u8)) return Hwpx;
        return content.StartsWith("application/vnd.oasis.opendocument.text"u8) ? Odt : null;
    }

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 1024)]);
        return Markup.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }
}

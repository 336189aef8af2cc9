using System.Text;
using Chancery.Kernel;
using Chancery.Text.Parity;

namespace Chancery.Features.Parity;

/// <summary>A file that cannot be compared, in words for whoever asked.</summary>
internal sealed class UnreadableFile(string message) : Exception(message);

/// <summary>Texts from files: strictly decoded, in a language that was given, stands in the name, or is guessed from the script.</summary>
internal static class ParityFiles
{
    public const long Limit = 100L * 1024 * 1024;

    public static async Task<ParityText> ReadAsync(string path, string? language, CancellationToken stop)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new UnreadableFile($"{path}: there is no such file.");
        if (file.Length > Limit) throw new UnreadableFile($"{path}: over the limit of 100 MB.");
        string text;
        try
        {
            text = Decode(await File.ReadAllBytesAsync(path, stop), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableFile($"{path}: {failure.Message}");
        }
        return new ParityText(language ?? LanguageIn(path) ?? Guess(text), text);
    }

    /// <summary>UTF-8, or UTF-16 with its mark; nothing is silently replaced.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            return bytes switch
            {
                [0xFF, 0xFE, .. var rest] => new UnicodeEncoding(false, false, throwOnInvalidBytes: true).GetString(rest),
                [0xFE, 0xFF, .. var rest] => new UnicodeEncoding(true, false, throwOnInvalidBytes: true).GetString(rest),
                [0xEF, 0xBB, 0xBF, .. var rest] => Strict.GetString(rest),
                _ => Strict.GetString(bytes),
            };
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableFile($"{name}: not valid UTF-8 (or UTF-16 with its mark).");
        }
    }

    /// <summary>
    /// Every translation in a folder with its source: <c>x.en.md</c> and <c>x.ko.md</c>. The source is the edition in
    /// <paramref name="language"/>, in English, or the first by its tag.
    /// </summary>
    public static IEnumerable<(string Source, string Target)> PairsIn(string folder, string? language)
    {
        var groups = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Language: LanguageIn(path)!)).Where(file => file.Language is not null)
            .GroupBy(file => Path.Combine(Path.GetDirectoryName(file.Path)!, Stem(file.Path)), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var editions = group.OrderBy(e => e.Language != language).ThenBy(e => e.Language != "en").ThenBy(e => e.Language, StringComparer.Ordinal).ToList();
            foreach (var edition in editions.Skip(1)) yield return (editions[0].Path, edition.Path);
        }
    }

    /// <summary>The tag in <c>report.ko.md</c> or <c>report_ko.txt</c>.</summary>
    public static string? LanguageIn(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var at = name.LastIndexOfAny(['.', '_', '-']);
        return at >= 0 && Language.IsKnown(name[(at + 1)..].ToLowerInvariant()) ? name[(at + 1)..].ToLowerInvariant() : null;
    }

    /// <summary>By the letters that most of the text is written in; Latin ones without a sign of their own are English.</summary>
    public static string Guess(string text)
    {
        int hangul = 0, kana = 0, han = 0, cyrillic = 0, latin = 0, arabic = 0, turkic = 0, azerbaijani = 0, german = 0, french = 0, spanish = 0;
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 20_000)))
        {
            switch (c)
            {
                case >= '가' and <= '힣' or >= '\u1100' and <= '\u11FF': hangul++; break;
                case >= '\u3040' and <= '\u30FF': kana++; break;
                case >= '\u4E00' and <= '\u9FFF': han++; break;
                case >= '\u0400' and <= '\u04FF': cyrillic++; break;
                case >= '\u0600' and <= '\u06FF': arabic++; break;
                case 'ə' or 'Ə': azerbaijani++; break;
                case 'ğ' or 'ş' or 'ı' or 'İ': turkic++; break;
                case 'ß' or 'ä' or 'ö' or 'ü': german++; break;
                case 'é' or 'è' or 'ê' or 'à' or 'ç' or 'œ': french++; break;
                case 'ñ' or '¿' or '¡' or 'ó' or 'á': spanish++; break;
                case >= 'a' and <= 'z' or >= 'A' and <= 'Z': latin++; break;
            }
        }
        var (name, most) = new[]
        {
            ("ko", 2 * hangul), ("ja", kana == 0 ? 0 : 2 * (kana + han)), ("zh", kana == 0 ? 2 * han : 0), ("ru", cyrillic), ("ar", arabic), ("en", latin / 4),
        }.MaxBy(script => script.Item2);
        if (name != "en" || most == 0) return most == 0 ? "en" : name;
        if (azerbaijani * 200 > latin) return "az";
        return new[] { ("tr", turkic), ("de", german), ("fr", french), ("es", spanish) }.MaxBy(l => l.Item2) is var (tag, marks) && marks * 100 > latin ? tag : "en";
    }

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static string Stem(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name[..name.LastIndexOfAny(['.', '_', '-'])] + Path.GetExtension(path);
    }
}

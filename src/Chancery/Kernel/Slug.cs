using System.Text;
using System.Text.RegularExpressions;

namespace Chancery.Kernel;

/// <summary>The part of an address that names a thing: lower-case ASCII letters, digits and single hyphens, 1 to 80 long.</summary>
public static partial class Slug
{
    public const int MaxLength = 80;

    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength } && Pattern().IsMatch(value);

    /// <summary>
    /// A slug made of a title. Letters outside ASCII lose their accents; what has no Latin form (Hangul, Cyrillic)
    /// falls away, and when nothing is left <paramref name="otherwise"/> is taken.
    /// </summary>
    public static string From(string title, string otherwise)
    {
        var output = new StringBuilder();
        foreach (var c in PlainText.Clean(title).Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            var letter = c switch { 'ə' => 'e', 'ı' => 'i', _ => c };
            if (letter is >= 'a' and <= 'z' or >= '0' and <= '9') output.Append(letter);
            else if (output.Length > 0 && output[^1] != '-' && letter is ' ' or '-' or '_' or '/' or ',' or '.') output.Append('-');
            if (output.Length == MaxLength) break;
        }
        var slug = output.ToString().Trim('-');
        return slug.Length > 0 ? slug : otherwise;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}

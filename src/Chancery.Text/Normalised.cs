using System.Globalization;
using System.Text;

namespace Chancery.Text;

/// <summary>
/// Text folded for substring search: NFKC, lower case by the invariant culture, accents removed from Latin and
/// Cyrillic letters, letters without a decomposition (ə, ı, ß, ø …) given their neighbour, white space squeezed to one
/// space. Hangul stays in composed syllables (NFC), so that 대사 is found in 대사관에서.
/// </summary>
public static class Normalised
{
    /// <summary>Folds <paramref name="text"/>. Idempotent: folding twice changes nothing more.</summary>
    public static string ForSearch(string text)
    {
        var folded = WellFormed(text).Normalize(NormalizationForm.FormKD);
        var output = new StringBuilder(folded.Length);
        var space = true;
        foreach (var rune in folded.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark && !IsKanaVoicing(rune)) continue;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (!space) output.Append(' ');
                space = true;
                continue;
            }
            space = false;
            output.Append(rune.Value switch
            {
                'ə' or 'Ə' => "e",
                'ı' or 'İ' => "i",
                'ß' or 'ẞ' => "ss",
                'ø' or 'Ø' => "o",
                'ł' or 'Ł' => "l",
                'đ' or 'Đ' => "d",
                _ => Rune.ToLowerInvariant(rune).ToString(),
            });
        }
        if (output.Length > 0 && output[^1] == ' ') output.Length--;
        // Hangul syllables were taken apart above and are composed back.
        return output.ToString().Normalize(NormalizationForm.FormC);
    }

    // Kana voicing marks tell one word from another (は, ば); they are not accents.
    private static bool IsKanaVoicing(Rune rune) => rune.Value is 0x3099 or 0x309A;

    // Normalize throws on half a surrogate pair and on U+FFFE, and anyone can send those.
    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\uFFFE', StringComparison.Ordinal)) return text;
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) output.Append(rune.Value == 0xFFFE ? Rune.ReplacementChar : rune);
        return output.ToString();
    }
}

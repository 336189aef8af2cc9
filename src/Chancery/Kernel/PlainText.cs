using System.Text;

namespace Chancery.Kernel;

/// <summary>
/// Text from outside, made safe to keep: NFC (macOS sends Hangul decomposed), line ends as <c>\n</c>, no control or
/// format-breaking characters, and no half surrogates or noncharacters, on which <see cref="string.Normalize()"/> throws.
/// </summary>
public static class PlainText
{
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes()) // a half surrogate comes as U+FFFD
        {
            if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && !IsNonCharacter(rune))) output.Append(rune);
        }
        return output.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsNonCharacter(Rune rune) =>
        rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE;
}

using System.Globalization;

namespace Chancery.Text.Search;

/// <summary>What a UTF-16 unit is to a scanner of words.</summary>
internal enum Script : byte
{
    /// <summary>Between words.</summary>
    None,
    Latin,
    Cyrillic,
    /// <summary>Composed syllables, and conjoining jamo that fold to them.</summary>
    Hangul,
    /// <summary>Single jamo as they stand on the keys: ㅇㅌㅇ.</summary>
    Jamo,
    Han,
    Kana,
    Digit,
    /// <summary>A letter of any other script.</summary>
    Other,
    /// <summary>Belongs to the letter before it.</summary>
    Mark,
    /// <summary>Invisible inside a word: direction marks, joiners, soft hyphens.</summary>
    Dropped,
    /// <summary>Half of a character of the upper planes.</summary>
    Surrogate,
    /// <summary>Holds parts of a word together when letters stand on both sides.</summary>
    Joiner,
}

internal static class Scripts
{
    private static readonly byte[] Table = Make();

    public static Script Of(char c) => (Script)Table[c];

    /// <summary>The script of a character of the upper planes.</summary>
    public static Script Of(char high, char low)
    {
        var value = char.ConvertToUtf32(high, low);
        return CharUnicodeInfo.GetUnicodeCategory(value) switch
        {
            UnicodeCategory.OtherLetter when value is >= 0x20000 and < 0x40000 => Script.Han,
            UnicodeCategory.OtherLetter when value is >= 0x1AFF0 and < 0x1B170 => Script.Kana,
            // Mathematical letters fold to plain ones.
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter when value is >= 0x1D400 and < 0x1D7CC => Script.Latin,
            UnicodeCategory.OtherLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter => Script.Other,
            UnicodeCategory.DecimalDigitNumber => Script.Digit,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Script.Mark,
            _ => Script.None,
        };
    }

    /// <summary>Scripts that write words of one letter and more without spaces between them, and are found by pairs of letters.</summary>
    public static bool IsPaired(Script script) => script is Script.Hangul or Script.Han or Script.Kana;

    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u02BC' or '\u2018' or '\uFF07' or '\u00B4' or '`';

    public static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011' or '\u2212' or '\uFF0D';

    private static byte[] Make()
    {
        var table = new byte[65536];
        for (var i = 0; i < table.Length; i++) table[i] = (byte)Find((char)i);
        return table;
    }

    private static Script Find(char c)
    {
        if (IsApostrophe(c) || IsHyphen(c) || c is '.' or ',' or '_' or '@' or '\u00B7' or '\u30FB' or '\u318D' or '\u2027') return Script.Joiner;
        if (c is '\u3164' or '\u115F' or '\u1160' or '\uFFA0') return Script.Dropped;
        if (c is >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF' or >= '\uA960' and <= '\uA97C' or >= '\uD7B0' and <= '\uD7FB') return Script.Hangul;
        if (c is >= '\u3131' and <= '\u318E' or >= '\uFFA1' and <= '\uFFDC') return Script.Jamo;
        if (c is >= '\u3041' and <= '\u3096' or '\u309D' or '\u309E' or >= '\u30A1' and <= '\u30FA' or >= '\u30FC' and <= '\u30FF' or >= '\u31F0' and <= '\u31FF' or >= '\uFF66' and <= '\uFF9D') return Script.Kana;
        if (c is '\u3099' or '\u309A' or '\uFF9E' or '\uFF9F') return Script.Mark;
        if (c is '\u3005' or '\u3007' or >= '\u3400' and <= '\u4DBF' or >= '\u4E00' and <= '\u9FFF' or >= '\uF900' and <= '\uFAD9' or >= '\u2E80' and <= '\u2FD5') return Script.Han;
        switch (CharUnicodeInfo.GetUnicodeCategory(c))
        {
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter:
                if (c < 0x0250 || c is >= '\u1E00' and <= '\u1EFF' or >= '\uFB00' and <= '\uFB06' or >= '\uFF21' and <= '\uFF5A' or '\u2C60' or '\u0259' or '\u018F') return Script.Latin;
                return c is >= '\u0400' and <= '\u052F' ? Script.Cyrillic : Script.Other;
            case UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber:
                return Script.Digit;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark:
                return Script.Mark;
            case UnicodeCategory.Format:
                return Script.Dropped;
            // White space among the controls parts words; the others are nothing at all.
            case UnicodeCategory.Control:
                return c is '\t' or '\n' or '\v' or '\f' or '\r' or '\u0085' ? Script.None : Script.Dropped;
            case UnicodeCategory.Surrogate:
                return Script.Surrogate;
            default:
                return Script.None;
        }
    }
}

using System.Buffers;
using System.Text;

namespace Chancery.Text.Facts.Reading;

/// <summary>
/// The text that scanners see, and the way back to the text as given: compatibility forms folded (full-width digits,
/// ㎡, decomposed Hangul), one kind of dash, tilde, quote and space, white space squeezed, Markdown emphasis left out. A
/// line break is a space inside a paragraph and stays one before a list item, a heading or a table row.
/// </summary>
internal sealed class SourceText
{
    // Two zeros behind the last character spare the scanners most bounds checks of "the next one".
    private const int Padding = 4;

    private readonly int[] _origins;

    private SourceText(string original, char[] chars, int length, int[] origins)
        => (Original, Chars, Length, _origins) = (original, chars, length, origins);

    public string Original { get; }

    public char[] Chars { get; }

    public int Length { get; }

    /// <summary>Where the character at <paramref name="at"/> begins in the text as given.</summary>
    public int Start(int at) => _origins[at];

    /// <summary>Where what comes before <paramref name="end"/> ends in the text as given.</summary>
    public int End(int end)
    {
        if (end <= 0) return 0;
        var own = _origins[end - 1];
        // One character may have become several (㎡ → m2): the end is that of the whole.
        while (end < Length && _origins[end] == own) end++;
        var next = end < Length ? _origins[end] : Original.Length;
        // What was left out between the two (emphasis, zero-width) belongs to neither.
        var reach = own + 1;
        while (reach < next && !IsLeftOut(Original[reach])) reach++;
        return reach;
    }

    private static bool IsLeftOut(char c) => c is '*' or '_' or '\\' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD';

    public static SourceText From(string text)
    {
        var output = new Builder(text.Length + Padding);
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsAsciiLetterOrDigit(c)) { output.Add(c, i++); continue; }
            if (c < 0x80) { i = Ascii(text, i, output); continue; }
            if (c is >= '\uAC00' and <= '\uD7A3' or >= '\u4E00' and <= '\u9FFF' or >= '\u0400' and <= '\u04FF'
                && (i + 1 >= text.Length || text[i + 1] is not (>= '\u0300' and <= '\u036F' or >= '\u1100' and <= '\u11FF')))
            {
                output.Add(c, i++);
                continue;
            }
            i = Other(text, i, output);
        }
        return output.Build(text);
    }

    private static int Ascii(string text, int i, Builder output)
    {
        var c = text[i];
        switch (c)
        {
            case ' ' or '\t' or '\n' or '\r' or '\f' or '\v':
                return Space(text, i, output);
            case '*':
                // Emphasis hugs its words; a bullet and a multiplication sign stand free.
                var before = i > 0 ? text[i - 1] : ' ';
                var after = i + 1 < text.Length ? text[i + 1] : ' ';
                if (before <= ' ' && after <= ' ' || char.IsAsciiDigit(before) && char.IsAsciiDigit(after)) output.Add(c, i);
                return i + 1;
            case '_':
                if (i == 0 || i + 1 >= text.Length || !char.IsLetterOrDigit(text[i - 1]) && text[i - 1] != '_'
                    || !char.IsLetterOrDigit(text[i + 1]) && text[i + 1] != '_') return i + 1;
                output.Add(c, i);
                return i + 1;
            case '\'':
                // An apostrophe (o'clock, '90s) is no quotation mark.
                var left = i > 0 && char.IsLetterOrDigit(text[i - 1]);
                var right = i + 1 < text.Length ? text[i + 1] : ' ';
                output.Add(left && char.IsLetterOrDigit(right) || !left && char.IsAsciiDigit(right) ? '’' : c, i);
                return i + 1;
            case '\\':
                if (i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i + 1])) output.Add(c, i);
                return i + 1;
            default:
                output.Add(c < ' ' ? ' ' : c, i);
                return i + 1;
        }
    }

    private static int Space(string text, int i, Builder output)
    {
        var start = i;
        var lines = 0;
        while (i < text.Length && text[i] is ' ' or '\t' or '\n' or '\r' or '\f' or '\v' or '\u00A0' or '\u3000')
        {
            if (text[i] == '\n' || text[i] == '\r' && (i + 1 >= text.Length || text[i + 1] != '\n')) lines++;
            i++;
        }
        output.Add(lines > 1 || lines == 1 && BeginsBlock(text, i) ? '\n' : ' ', start);
        return i;
    }

    private static bool BeginsBlock(string text, int i)
    {
        if (i >= text.Length) return true;
        if (text[i] is '-' or '+' or '#' or '>' or '|' or '`' or '~' or '·' or '•' or '※' or '○' or '□' or ':') return true;
        if (text[i] == '*') return i + 1 < text.Length && text[i + 1] == ' ';
        var digits = i;
        while (digits < text.Length && digits - i < 4 && char.IsAsciiDigit(text[digits])) digits++;
        return digits > i && digits + 1 < text.Length && text[digits] is '.' or ')' && text[digits + 1] == ' ';
    }

    private static int Other(string text, int i, Builder output)
    {
        var c = text[i];
        switch (c)
        {
            case '\u00A0' or '\u202F' or '\u2007' or '\u2009' or '\u2008' or '\u200A':
                if (i + 1 < text.Length && char.IsWhiteSpace(text[i + 1])) return Space(text, i + 1, output);
                // Kept apart from the plain space: inside a number it groups digits.
                output.Add('\u00A0', i);
                return i + 1;
            case >= '\u2000' and <= '\u2006' or '\u3000' or '\u205F' or '\u1680' or '\u0085' or '\u2028':
                output.Add(' ', i);
                return i + 1;
            case '\u2029':
                output.Add('\n', i);
                return i + 1;
            case '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD' or '\u200E' or '\u200F':
                return i + 1;
            case '‐' or '‑' or '‒' or '−' or '﹣' or '－' or '⁃':
                output.Add('-', i);
                return i + 1;
            case '–' or '—' or '―':
                output.Add('–', i);
                return i + 1;
            case '∼' or '〜' or '～' or '˜':
                output.Add('~', i);
                return i + 1;
            case '’' or 'ʼ' or '‘' or '‛' or '`' or '´' or 'ʹ' or '＇':
                output.Add(c is '‘' or '‛' ? '‘' : '’', i);
                return i + 1;
            case 'İ':
                // Ignoring case, it is the capital of i.
                output.Add('I', i);
                return i + 1;
            case '″' or '＂':
                output.Add('"', i);
                return i + 1;
            // These would turn into digits and join their neighbours.
            case '½' or '¼' or '¾' or '⅓' or '⅔' or '⅛' or '…' or '²' or '³' or '¹' or '™' or '®' or '©' or '℠' or 'º' or 'ª'
                or (>= '\u2460' and <= '\u24FF') or (>= '\u2070' and <= '\u209F') or (>= '\u2776' and <= '\u2793'):
                output.Add(c, i);
                return i + 1;
            default:
                return Cluster(text, i, output);
        }
    }

    private static int Cluster(string text, int i, Builder output)
    {
        var end = i + 1;
        if (char.IsHighSurrogate(text[i]) && end < text.Length && char.IsLowSurrogate(text[end])) end++;
        while (end < text.Length && end - i < 16 && Joins(text[end - 1], text[end])) end++;
        if (end == i + 1 && (char.IsSurrogate(text[i]) || text[i] >= '\uFFFE' || (text[i] is < '\u3200' and > '\u3000') || text[i] < '\u0300'))
        {
            // Half a pair, a non-character, kana and ideographic marks, plain letters: nothing to fold.
            output.Add(char.IsSurrogate(text[i]) || text[i] >= '\uFFFE' ? '\uFFFD' : text[i], i);
            return end;
        }
        var piece = text.Substring(i, end - i);
        for (var k = 0; k < piece.Length; k++)
        {
            if (char.IsHighSurrogate(piece[k]) && k + 1 < piece.Length && char.IsLowSurrogate(piece[k + 1])) k++;
            else if (char.IsSurrogate(piece[k]) || piece[k] >= '\uFFFE') piece = piece.Replace(piece[k], '\uFFFD');
        }
        foreach (var c in piece.Normalize(NormalizationForm.FormKC)) output.Add(c == '\u00A0' ? ' ' : c, i);
        return end;
    }

    // Combining marks and conjoining Hangul letters belong to the character before.
    private static bool Joins(char before, char c)
        => c is >= '\u0300' and <= '\u036F' or '\u3099' or '\u309A'
        || before is >= '\u1100' and <= '\u1112' && c is >= '\u1161' and <= '\u1175'
        || (before is >= '\u1161' and <= '\u1175' or >= '\uAC00' and <= '\uD7A3') && c is >= '\u11A8' and <= '\u11C2';

    private sealed class Builder(int capacity)
    {
        private char[] _chars = GC.AllocateUninitializedArray<char>(capacity);
        private int[] _origins = GC.AllocateUninitializedArray<int>(capacity);
        private int _length;

        public void Add(char c, int origin)
        {
            if (_length + Padding >= _chars.Length)
            {
                Array.Resize(ref _chars, _chars.Length * 2 + Padding);
                Array.Resize(ref _origins, _chars.Length);
            }
            _chars[_length] = c;
            _origins[_length++] = origin;
        }

        public SourceText Build(string original)
        {
            for (var i = _length; i < _chars.Length; i++) _chars[i] = '\0';
            return new(original, _chars, _length, _origins);
        }
    }
}

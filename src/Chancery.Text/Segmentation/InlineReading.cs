using System.Globalization;
using System.Text;

namespace Chancery.Text.Segmentation;

/// <summary>
/// Takes the markup out of a block and keeps, for every character that stays, where it stood. Brackets are paired in one
/// pass over a stack, so nesting costs nothing.
/// </summary>
internal sealed class InlineReading
{
    /// <summary>Stands between the cells of a table row; no reader takes it for part of a fact.</summary>
    public const char CellBreak = '\u241F';

    private const int LongestTag = 600;

    private readonly string source;
    private readonly StringBuilder output = new();
    private readonly List<int> starts = [];
    private readonly List<int> ends = [];
    private readonly List<LinkSpan> links = [];
    private readonly List<(int Start, int End)> code = [];
    private readonly Dictionary<int, int> skipTo = [];

    private InlineReading(string source) => this.source = source;

    public string Text { get; private set; } = "";
    public int[] Starts { get; private set; } = [];
    public int[] Ends { get; private set; } = [];
    public IReadOnlyList<LinkSpan> Links => links;
    public IReadOnlyList<(int Start, int End)> CodeSpans => code;

    public static InlineReading Of(string source, IReadOnlyList<(int Start, int End)> parts, bool cells)
    {
        var reading = new InlineReading(source);
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                var at = parts[i - 1].End;
                if (cells) reading.Put(CellBreak, at, at);
                else if (!JoinsWithoutSpace(source, at, parts[i].Start)) reading.Put(' ', at, Math.Min(at + 1, parts[i].Start));
            }
            reading.Part(parts[i].Start, parts[i].End);
        }
        reading.Text = reading.output.ToString();
        reading.Starts = [.. reading.starts];
        reading.Ends = [.. reading.ends];
        return reading;
    }

    // Japanese and Chinese lines are broken anywhere; a space there would tear words.
    private static bool JoinsWithoutSpace(string source, int end, int start) =>
        end > 0 && start < source.Length && IsIdeographic(source[end - 1]) && IsIdeographic(source[start]);

    private static bool IsIdeographic(char c) => c is >= '\u3001' and <= '\u30FF' or >= '\u4E00' and <= '\u9FFF' or >= '\uFF01' and <= '\uFF5E';

    private void Part(int start, int end)
    {
        PairBrackets(start, end);
        var i = start;
        while (i < end)
        {
            if (skipTo.Remove(i, out var to) && to > i)
            {
                i = Math.Min(to, end);
                continue;
            }
            i = Next(i, start, end);
        }
    }

    private int Next(int i, int start, int end)
    {
        var c = source[i];
        switch (c)
        {
            case '\\' when i + 1 < end && char.IsAscii(source[i + 1]) && (char.IsPunctuation(source[i + 1]) || char.IsSymbol(source[i + 1])):
                Put(source[i + 1], i, i + 2);
                return i + 2;
            case '`':
                return Code(i, end);
            case '*' or '~' when Run(i, end) is var run && (c == '*' || run == 2) && Touches(i, run, start, end):
                return i + run;
            case '_' when Run(i, end) is var run && Touches(i, run, start, end) && !(WordAt(i - 1, start, end) && WordAt(i + run, start, end)):
                return i + run;
            case '!' when i + 1 < end && source[i + 1] == '[' && skipTo.ContainsKey(i + 1):
                return i + 1;
            case '<':
                return Tag(i, end);
            case '{' when i + 1 < end && source[i + 1] is '{' or '%' or '#':
                return Shortcode(i, end);
            case '&':
                return Entity(i, end);
            default:
                return Character(i, end);
        }
    }

    private int Run(int i, int end)
    {
        var length = 1;
        while (i + length < end && source[i + length] == source[i]) length++;
        return length;
    }

    private bool Touches(int i, int run, int start, int end) =>
        (i > start && !char.IsWhiteSpace(source[i - 1])) || (i + run < end && !char.IsWhiteSpace(source[i + run]));

    private bool WordAt(int i, int start, int end) => i >= start && i < end && char.IsLetterOrDigit(source[i]);

    private int Code(int i, int end)
    {
        var run = Run(i, end);
        if (run > 2) return i + run;
        var close = i + run;
        while (close < end)
        {
            if (source[close] != '`')
            {
                close++;
                continue;
            }
            var length = Run(close, end);
            if (length == run) break;
            close += length;
            if (close - i > 2000) close = end;
        }
        if (close >= end) return i + run;
        var from = output.Length;
        for (var k = i + run; k < close; k++)
        {
            skipTo.Remove(k);
            Put(source[k], k, k + 1);
        }
        if (output.Length > from) code.Add((from, output.Length));
        return close + run;
    }

    private void PairBrackets(int start, int end)
    {
        skipTo.Clear();
        List<int>? open = null;
        for (var i = start; i < end; i++)
        {
            var c = source[i];
            if (c == '\\') i++;
            else if (c == '[') (open ??= []).Add(i);
            else if (c == ']' && open is { Count: > 0 })
            {
                var from = open[^1];
                open.RemoveAt(open.Count - 1);
                var after = AfterText(i, end);
                if (after <= i + 1) continue;
                skipTo[from] = from + 1;
                skipTo[i] = after;
                i = after - 1;
            }
        }
    }

    // What follows the text of a link: (address "title"), [reference] or the address of a definition.
    private int AfterText(int close, int end)
    {
        if (close + 1 >= end) return 0;
        switch (source[close + 1])
        {
            case '(':
                var depth = 0;
                for (var i = close + 1; i < end && i - close < 4000; i++)
                {
                    if (source[i] == '(') depth++;
                    else if (source[i] == ')' && --depth == 0)
                    {
                        Address(close + 2, i);
                        return i + 1;
                    }
                }
                return 0;
            case '[':
                var reference = source.AsSpan(close + 2, Math.Min(end - close - 2, 200)).IndexOf(']');
                return reference < 0 ? 0 : close + 3 + reference;
            case ':' when close + 2 < end && source[close + 2] is ' ' or '<' && !source.AsSpan(close + 2, end - close - 2).Trim().Contains(' '):
                Address(close + 2, end);
                return end;
            default:
                return 0;
        }
    }

    private void Address(int start, int end)
    {
        while (start < end && source[start] is ' ' or '<') start++;
        var stop = start;
        while (stop < end && !char.IsWhiteSpace(source[stop]) && source[stop] != '>') stop++;
        if (stop > start) links.Add(new(source[start..stop], start, stop));
    }

    private int Tag(int i, int end)
    {
        if (i + 1 >= end || !(char.IsAsciiLetter(source[i + 1]) || source[i + 1] is '/' or '!')) return Character(i, end);
        var window = source.AsSpan(i, Math.Min(end - i, LongestTag));
        if (window.StartsWith("<!--", StringComparison.Ordinal))
        {
            var over = source.AsSpan(i, end - i).IndexOf("-->", StringComparison.Ordinal);
            return over < 0 ? end : i + over + 3;
        }
        var close = window.IndexOf('>');
        if (close < 0) return Character(i, end);
        var inside = window[1..close];
        if (inside.Contains("://", StringComparison.Ordinal) && !inside.Contains(' ') || inside.Contains('@') && !inside.Contains(' '))
            return i + 1;
        var href = inside.IndexOf("href=", StringComparison.OrdinalIgnoreCase);
        if (href >= 0 && href + 6 < inside.Length && inside[href + 5] is '"' or '\'')
        {
            var from = href + 6;
            var length = inside[from..].IndexOf(inside[href + 5]);
            if (length > 0) links.Add(new(inside.Slice(from, length).ToString(), i + 1 + from, i + 1 + from + length));
        }
        if (inside is "br" or "br/" or "br /" or "/p" or "/li" or "/td") Put(' ', i, i + close + 1);
        return i + close + 1;
    }

    // {{< note >}}, {{% … %}}, {#anchor}: for the site generator. A text="…" inside is what the reader sees.
    private int Shortcode(int i, int end)
    {
        var window = source.AsSpan(i, Math.Min(end - i, LongestTag));
        var closing = source[i + 1] switch { '{' => "}}", '%' => "%}", _ => "}" };
        var close = window.IndexOf(closing, StringComparison.Ordinal);
        if (close < 0) return Character(i, end);
        var inside = window[..close];
        var shown = inside.IndexOf("text=\"", StringComparison.Ordinal);
        if (shown >= 0)
        {
            for (var k = i + shown + 6; k < i + close && source[k] != '"'; k++)
            {
                skipTo.Remove(k);
                Put(source[k], k, k + 1);
            }
        }
        return i + close + closing.Length;
    }

    private int Entity(int i, int end)
    {
        var window = source.AsSpan(i, Math.Min(end - i, 10));
        (char Character, int Length) found = window switch
        {
            _ when window.StartsWith("&nbsp;", StringComparison.Ordinal) => (' ', 6),
            _ when window.StartsWith("&amp;", StringComparison.Ordinal) => ('&', 5),
            _ when window.StartsWith("&lt;", StringComparison.Ordinal) => ('<', 4),
            _ when window.StartsWith("&gt;", StringComparison.Ordinal) => ('>', 4),
            _ when window.StartsWith("&quot;", StringComparison.Ordinal) => ('"', 6),
            _ when window.StartsWith("&#39;", StringComparison.Ordinal) => ('\'', 5),
            _ => ('\0', 0),
        };
        if (found.Length == 0) return Character(i, end);
        Put(found.Character, i, i + found.Length);
        return i + found.Length;
    }

    private int Character(int i, int end)
    {
        var c = source[i];
        if (c < '\u0300')
        {
            // A letter with loose marks after it is one letter.
            if (i + 1 < end && source[i + 1] is >= '\u0300' and <= '\u036F' && char.IsLetter(c)) return Composed(i, end);
            Put(c == '\u00A0' || char.IsControl(c) ? ' ' : c, i, i + 1);
            return i + 1;
        }
        if (c is >= '\u1100' and <= '\u1112') return Jamo(i, end);
        if (c is '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or '\u2060' or '\uFEFF' or (>= '\u2066' and <= '\u2069'))
            return i + 1;
        if (c is (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000') c = ' ';
        else if (c is >= '\uFF01' and <= '\uFF5E' && char.IsAsciiLetterOrDigit((char)(c - 0xFEE0))) c = (char)(c - 0xFEE0);
        else if (i + 1 < end && source[i + 1] is (>= '\u0300' and <= '\u036F') or '\u3099' or '\u309A' && char.IsLetter(c)) return Composed(i, end);
        Put(c, i, i + 1);
        return i + 1;
    }

    private int Composed(int i, int end)
    {
        var stop = i + 1;
        while (stop < end && stop - i < 8 && CharUnicodeInfo.GetUnicodeCategory(source[stop]) == UnicodeCategory.NonSpacingMark) stop++;
        var composed = char.IsSurrogate(source[i]) ? source[i..stop] : source[i..stop].Normalize(NormalizationForm.FormC);
        foreach (var c in composed) Put(c, i, stop);
        return stop;
    }

    private int Jamo(int i, int end)
    {
        var lead = source[i] - '\u1100';
        if (i + 1 >= end || source[i + 1] is not (>= '\u1161' and <= '\u1175'))
        {
            Put(source[i], i, i + 1);
            return i + 1;
        }
        var vowel = source[i + 1] - '\u1161';
        var tail = i + 2 < end && source[i + 2] is >= '\u11A8' and <= '\u11C2' ? source[i + 2] - '\u11A7' : 0;
        var stop = i + (tail > 0 ? 3 : 2);
        Put((char)('\uAC00' + (((lead * 21) + vowel) * 28) + tail), i, stop);
        return stop;
    }

    private void Put(char c, int start, int end)
    {
        output.Append(c);
        starts.Add(start);
        ends.Add(end);
    }
}

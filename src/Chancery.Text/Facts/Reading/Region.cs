using System.Buffers;

namespace Chancery.Text.Facts.Reading;

internal enum RegionKind { Skip, Code, Link, Email }

/// <summary>A stretch that is one thing whatever the language: a link, an address, code, a tag.</summary>
internal readonly record struct Region(int Start, int End, RegionKind Kind);

/// <summary>Finds them in one pass before the words are read.</summary>
internal static class Regions
{
    private const int LongestTag = 400;
    private static readonly SearchValues<char> Openers = SearchValues.Create("`@<]:{wW");

    public static List<Region> Find(Scan scan)
    {
        var found = new List<Region>();
        var (s, n) = (scan.S, scan.N);
        for (var i = 0; i < n;)
        {
            var step = s.AsSpan(i, n - i).IndexOfAny(Openers);
            if (step < 0) break;
            i += step;
            var from = found.Count > 0 ? found[^1].End : 0;
            var region = s[i] switch
            {
                '`' => Code(s, n, i),
                '@' => Email(s, n, i, from),
                '<' => Tag(s, n, i),
                '{' => Shortcode(s, n, i),
                ']' => Target(s, n, i),
                ':' => Url(s, n, i, from),
                _ => Www(s, n, i),
            };
            if (region is { } r) { found.Add(r); i = r.End; }
            else i++;
        }
        return found;
    }

    private static Region? Code(char[] s, int n, int i)
    {
        var ticks = i;
        while (s[ticks] == '`') ticks++;
        var count = ticks - i;
        var fence = count >= 3 && (i == 0 || s[i - 1] == '\n');
        // Look for as many ticks again; inline code stays in its paragraph.
        for (var k = ticks; k < n; k++)
        {
            if (!fence && (s[k] == '\n' || k - i > 2_000)) return null;
            if (s[k] != '`') continue;
            var close = k;
            while (close < n && s[close] == '`') close++;
            if (close - k == count || fence && close - k >= count) return new(i, close, fence ? RegionKind.Skip : RegionKind.Code);
            k = close - 1;
        }
        return fence ? new(i, n, RegionKind.Skip) : null;
    }

    private static bool IsMailChar(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%';

    private static Region? Email(char[] s, int n, int i, int from)
    {
        var start = i;
        while (start > from && i - start < 64 && IsMailChar(s[start - 1])) start--;
        while (start < i && !char.IsAsciiLetterOrDigit(s[start])) start++;
        var end = i + 1;
        while (end < n && end - i < 254 && (char.IsAsciiLetterOrDigit(s[end]) || s[end] is '.' or '-')) end++;
        while (end > i + 1 && s[end - 1] is '.' or '-') end--;
        var host = s.AsSpan(i + 1, end - i - 1);
        return start < i && host.LastIndexOf('.') > 0 ? new(start, end, RegionKind.Email) : null;
    }

    private static Region? Tag(char[] s, int n, int i)
    {
        if (i + 1 < n && s[i + 1] is 'h' && (At(s, n, i + 1, "http://") || At(s, n, i + 1, "https://"))) return null;
        if (i + 1 >= n || !(char.IsAsciiLetter(s[i + 1]) || s[i + 1] is '/' or '!')) return null;
        var close = s.AsSpan(i, Math.Min(LongestTag, n - i)).IndexOf('>');
        if (close < 0) return null;
        var tag = s.AsSpan(i, close);
        if (tag.Contains('@') && !tag.Contains(' ')) return null;
        // The address in a tag is a link like any other.
        foreach (var name in new[] { "href=\"", "src=\"" })
        {
            var at = tag.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var value = i + at + name.Length;
            var quote = s.AsSpan(value, i + close - value).IndexOf('"');
            if (quote > 0) return new(value, value + quote, RegionKind.Link);
        }
        return new(i, i + close + 1, RegionKind.Skip);
    }

    private static Region? Shortcode(char[] s, int n, int i)
    {
        if (i + 2 >= n || s[i + 1] is not ('{' or '%' or '#')) return null;
        var window = s.AsSpan(i, Math.Min(LongestTag, n - i));
        var close = window.IndexOf('}');
        var line = window.IndexOf('\n');
        if (close < 0 || line >= 0 && line < close) return null;
        while (i + close + 1 < n && s[i + close + 1] == '}') close++;
        return new(i, i + close + 1, RegionKind.Skip);
    }

    /// <summary>The (target) behind a Markdown link's text, and [label]: target.</summary>
    private static Region? Target(char[] s, int n, int i)
    {
        if (i + 2 >= n || s[i + 1] != '(') return null;
        var start = i + 2;
        if (s[start] == '<') start++;
        var (end, depth) = (start, 0);
        while (end < n && end - start < 2_000 && !char.IsWhiteSpace(s[end]) && s[end] != '>')
        {
            if (s[end] == '(') depth++;
            else if (s[end] == ')' && depth-- == 0) break;
            end++;
        }
        return end > start && end < n && end - start < 2_000 ? new(start, end, RegionKind.Link) : null;
    }

    private static Region? Url(char[] s, int n, int i, int from)
    {
        if (i + 3 >= n || s[i + 1] != '/' || s[i + 2] != '/') return null;
        var start = i;
        while (start > from && i - start < 12 && char.IsAsciiLetter(s[start - 1])) start--;
        if (start == i) return null;
        return new(start, UrlEnd(s, n, i + 3), RegionKind.Link);
    }

    private static Region? Www(char[] s, int n, int i)
    {
        if (i > 0 && char.IsLetterOrDigit(s[i - 1]) || !At(s, n, i, "www.") || i + 4 >= n || !char.IsAsciiLetterOrDigit(s[i + 4])) return null;
        return new(i, UrlEnd(s, n, i + 4), RegionKind.Link);
    }

    internal static int UrlEnd(char[] s, int n, int at)
    {
        var (end, depth) = (at, 0);
        for (; end < n; end++)
        {
            var c = s[end];
            if (c == '(') depth++;
            else if (c == ')' && depth-- == 0) break;
            // Hangul glued to a link is the particle behind it.
            if (!(char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' or '_' or '~' or '?' or '=' or '&' or '%' or '#' or '+' or ':' or '@' or '!'
                or '$' or ',' or ';' or '(' or ')' or '\'' or '*')) break;
        }
        while (end > at && s[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*') end--;
        return end;
    }

    private static bool At(char[] s, int n, int at, string word)
        => at + word.Length <= n && s.AsSpan(at, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Turns a region into its fact.</summary>
    public static void Emit(Scan scan, Region region)
    {
        var text = scan.S.AsSpan(region.Start, region.End - region.Start);
        switch (region.Kind)
        {
            case RegionKind.Email:
                scan.AddText(FactKind.Email, region.Start, region.End, "e:" + text.ToString().ToLowerInvariant());
                break;
            case RegionKind.Code:
                scan.AddText(FactKind.Code, region.Start, region.End, "c:" + text.Trim('`').Trim(' ').ToString());
                break;
            case RegionKind.Link when text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase):
                scan.AddText(FactKind.Email, region.Start, region.End, "e:" + text[7..].ToString().ToLowerInvariant());
                break;
            case RegionKind.Link:
                scan.AddText(FactKind.Link, region.Start, region.End, LinkKey(text));
                break;
        }
    }

    /// <summary>
    /// Scheme, www, fragment, a closing slash and the language parts of host, path and query are left out: an edition may
    /// rightly link to its own language's page.
    /// </summary>
    internal static string LinkKey(ReadOnlySpan<char> link)
    {
        var rest = link.ToString();
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0) rest = rest[..hash];
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        var hasHost = scheme >= 0 || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
        if (scheme >= 0) rest = rest[(scheme + 3)..];
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var tail = query >= 0 ? rest[query..] : "";
        if (query >= 0) rest = rest[..query];
        if (tail.Contains("hl=", StringComparison.Ordinal) || tail.Contains("lang=", StringComparison.Ordinal)) tail = "";
        var parts = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var kept = new List<string>(parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i == 0 && hasHost)
            {
                var host = parts[0].ToLowerInvariant();
                if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
                var dot = host.IndexOf('.', StringComparison.Ordinal);
                if (dot > 0 && IsLanguage(host.AsSpan(0, dot)) && host.LastIndexOf('.') > dot)
                {
                    host = host[(dot + 1)..];
                    // Another language's encyclopaedia has another title in its path.
                    if (host is "wikipedia.org" or "m.wikipedia.org" or "wiktionary.org") return "l:" + host;
                }
                kept.Add(host);
            }
            else if (!IsLanguage(parts[i])) kept.Add(parts[i]);
        }
        return "l:" + string.Join('/', kept) + tail;
    }

    private static bool IsLanguage(ReadOnlySpan<char> part)
    {
        if (part.Length is not (2 or 5)) return false;
        if (part.Length == 5 && part[2] is not ('-' or '_')) return false;
        Span<char> code = [char.ToLowerInvariant(part[0]), char.ToLowerInvariant(part[1])];
        foreach (var known in (ReadOnlySpan<string>)["en", "ko", "kr", "az", "ru", "tr", "fr", "de", "es", "ja", "jp", "zh", "cn", "pt", "it", "ar", "uk", "pl"])
            if (code.SequenceEqual(known)) return true;
        return false;
    }
}

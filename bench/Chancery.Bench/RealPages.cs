using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Chancery.Tests.Text.Parity;
using Chancery.Text.Parity;

namespace Chancery.Bench;

/// <summary>
/// Real documentation in English and Korean, as a system's packages install it (libreoffice-help-ko, libreoffice-help-en-us,
/// gnome-user-docs), paragraph by paragraph, and differences put into it. Nothing of it is kept in the repository. Paragraphs
/// that were left in English are left out of both editions.
/// </summary>
internal static partial class RealPages
{
    internal sealed record Page(string Name, IReadOnlyList<(string English, string Korean)> Blocks);

    /// <summary>Pages of at least four translated paragraphs below <paramref name="folder"/> (usually <c>/usr/share</c>), in the order of their paths.</summary>
    public static IEnumerable<Page> Read(string folder)
    {
        var office = Path.Combine(folder, "libreoffice", "help");
        foreach (var page in Pages(Path.Combine(office, "en-US", "text"), Path.Combine(office, "ko", "text"), "*.html", Html)) yield return page;
        foreach (var page in Pages(Path.Combine(folder, "help", "C"), Path.Combine(folder, "help", "ko"), "*.page", Mallard)) yield return page;
    }

    /// <summary>The page as it is.</summary>
    public static GeneratedPair AsItIs(Page page) => new(page.Name, new("en", Joined(page.Blocks.Select(b => b.English))), new("ko", Joined(page.Blocks.Select(b => b.Korean))), []);

    /// <summary>The page with up to <paramref name="most"/> differences in its Korean edition, each in a paragraph of its own; null where nothing could be changed.</summary>
    public static GeneratedPair? Changed(Page page, Random random, int most)
    {
        var korean = page.Blocks.Select(b => (string?)b.Korean).ToArray();
        var injected = new List<Injected>();
        var starts = Starts(page.Blocks.Select(b => b.English));
        var targets = new List<(int Block, string Kind, (int, int)? Source, (int From, int To) InBlock)>();
        // Two paragraphs with a link, a year or a measure come first, where there are any: among all they would hardly be met.
        var shuffled = Enumerable.Range(1, page.Blocks.Count - 1).OrderBy(_ => random.Next()).ToList();
        var rare = shuffled.Where(b => Rare.Any(kind => Pattern(kind).IsMatch(page.Blocks[b].Korean))).Take(2).ToHashSet();
        var order = shuffled.OrderBy(b => rare.Contains(b) ? 0 : 1).ToList();
        foreach (var b in order)
        {
            if (targets.Count + injected.Count >= most) break;
            var (en, ko) = page.Blocks[b];
            // Figures, links and names are rarer than paragraphs: two times of three they are tried first.
            var rareFirst = random.Next(3) > 0;
            foreach (var kind in Kinds.OrderBy(kind => (rare.Contains(b) && Rare.Contains(kind) ? -1000 : rareFirst && IsOmission(kind) ? 1000 : 0) + random.Next(1000)))
            {
                if (kind == FindingKinds.ParagraphOnlySource)
                {
                    if (en.Length < 40 || injected.Exists(i => i.Kind == kind)) continue;
                    korean[b] = null;
                    injected.Add(new(kind, (starts[b], starts[b] + en.Length), null));
                    break;
                }
                if (kind == FindingKinds.SentenceOnlySource)
                {
                    var (left, right) = (Sentences(en), Sentences(ko));
                    if (left.Count != right.Count || left.Count < 2) continue;
                    var s = random.Next(left.Count);
                    if (left[s].Length < 25) continue;
                    korean[b] = string.Join(' ', right.Where((_, i) => i != s));
                    var from = starts[b] + en.IndexOf(left[s], StringComparison.Ordinal);
                    injected.Add(new(kind, (from, from + left[s].Length), null));
                    break;
                }
                if (Exchange(kind, en, ko, random) is not { } change) continue;
                korean[b] = change.Text;
                targets.Add((b, kind, change.Source is { } at ? (starts[b] + at.From, starts[b] + at.To) : null, change.Target));
                break;
            }
        }
        if (injected.Count + targets.Count == 0) return null;
        var places = Starts(korean.Select(k => k ?? ""), skipEmpty: true);
        injected.AddRange(targets.Select(t => new Injected(t.Kind, t.Source, (places[t.Block] + t.InBlock.From, places[t.Block] + t.InBlock.To))));
        return new(page.Name, new("en", Joined(page.Blocks.Select(b => b.English))), new("ko", Joined(korean.OfType<string>())), injected);
    }

    private static readonly string[] Kinds =
    [
        FindingKinds.ParagraphOnlySource, FindingKinds.SentenceOnlySource, FindingKinds.Number, FindingKinds.Number, FindingKinds.Percent, FindingKinds.Date, FindingKinds.Unit,
        FindingKinds.Link, FindingKinds.NameLatin,
    ];

    private static readonly string[] Rare = [FindingKinds.Link, FindingKinds.Date, FindingKinds.Unit];

    private static bool IsOmission(string kind) => kind is FindingKinds.ParagraphOnlySource or FindingKinds.SentenceOnlySource;

    private sealed record Change(string Text, (int From, int To)? Source, (int From, int To) Target);

    private static Regex Pattern(string kind) => kind switch
    {
        FindingKinds.Percent => PercentForm(),
        FindingKinds.Date => YearForm(),
        FindingKinds.Unit => UnitForm(),
        FindingKinds.Link => LinkForm(),
        FindingKinds.NameLatin => NameForm(),
        _ => NumberForm(),
    };

    private static Change? Exchange(string kind, string en, string ko, Random random)
    {
        // What the other edition has as well, once in either.
        var found = Pattern(kind).Matches(ko).Where(m => Count(ko, m.Groups[1].Value) == 1 && Count(en, m.Groups[1].Value) == 1).ToList();
        if (found.Count == 0) return null;
        var match = found[random.Next(found.Count)];
        var (part, old) = (match.Groups[1], match.Groups[1].Value);
        var made = kind switch
        {
            FindingKinds.Unit => old[..^match.Groups[2].Length] + Other(match.Groups[2].Value),
            FindingKinds.Link => old.TrimEnd('/') + (random.Next(2) == 0 ? "-2" : "/old"),
            FindingKinds.NameLatin => Misspelt(old, random),
            _ => Digit(old, random),
        };
        if (made == old || ko.Contains(made, StringComparison.Ordinal) || en.Contains(made, StringComparison.Ordinal)) return null;
        var at = en.IndexOf(old, StringComparison.Ordinal);
        return new(ko[..part.Index] + made + ko[(part.Index + part.Length)..], (at, at + old.Length), (part.Index, part.Index + made.Length));
    }

    private static string Other(string unit) => unit.Trim() switch
    {
        "cm" => unit.Replace("cm", "mm", StringComparison.Ordinal),
        "mm" => unit.Replace("mm", "cm", StringComparison.Ordinal),
        "KB" or "kB" => unit.Replace(unit.Trim(), "MB", StringComparison.Ordinal),
        "MB" => unit.Replace("MB", "GB", StringComparison.Ordinal),
        "GB" => unit.Replace("GB", "MB", StringComparison.Ordinal),
        "km" => unit.Replace("km", "m", StringComparison.Ordinal),
        "Hz" => unit.Replace("Hz", "kHz", StringComparison.Ordinal),
        var other => other,
    };

    private static string Digit(string number, Random random)
    {
        var digits = number.ToCharArray();
        var at = Enumerable.Range(0, digits.Length).Where(i => char.IsAsciiDigit(digits[i])).OrderBy(_ => random.Next()).First();
        digits[at] = (char)('1' + ((digits[at] - '0' + random.Next(8)) % 9));
        return new(digits);
    }

    private static string Misspelt(string word, Random random)
    {
        var at = 1 + random.Next(word.Length - 2);
        return random.Next(3) switch
        {
            0 => word.Remove(at, 1),
            1 when word[at] != word[at + 1] => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word[..at] + (word[at] == 'e' ? 'a' : 'e') + word[(at + 1)..],
        };
    }

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal)) count++;
        return count;
    }

    private static List<string> Sentences(string text) =>
        text.Contains("](", StringComparison.Ordinal) ? [] : [.. SentenceEnd().Split(text).Where(s => s.Length > 0)];

    private static string Joined(IEnumerable<string> blocks) => string.Join("\n\n", blocks);

    private static int[] Starts(IEnumerable<string> blocks, bool skipEmpty = false)
    {
        var starts = new List<int>();
        var at = 0;
        foreach (var block in blocks)
        {
            starts.Add(at);
            if (!skipEmpty || block.Length > 0) at += block.Length + 2;
        }
        return [.. starts];
    }

    private static IEnumerable<Page> Pages(string english, string korean, string pattern, Func<string, List<(string Id, string Text)>> read)
    {
        if (!Directory.Exists(english) || !Directory.Exists(korean)) yield break;
        foreach (var file in Directory.EnumerateFiles(english, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(english, file);
            var other = Path.Combine(korean, name);
            if (!File.Exists(other)) continue;
            var left = read(file);
            var right = read(other).GroupBy(b => b.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Text, StringComparer.Ordinal);
            if (left.Count != right.Count) continue;
            var blocks = new List<(string, string)>();
            foreach (var (id, text) in left)
            {
                if (!right.TryGetValue(id, out var translated) || text.Length == 0 || translated.Length == 0) continue;
                // Left in English, whole or in part.
                if (!translated.Any(c => c is >= '가' and <= '힣')) continue;
                if (translated.Count(c => c is >= 'a' and <= 'z') > translated.Count(c => c is >= '가' and <= '힣') * 2) continue;
                blocks.Add((text, translated));
            }
            if (blocks.Count >= 4) yield return new(name, blocks);
        }
    }

    private static List<(string Id, string Text)> Html(string file)
    {
        var text = File.ReadAllText(file);
        return [.. HtmlBlock().Matches(text).Select(m => (m.Groups[2].Value, Plain(m.Groups[3].Value)))];
    }

    private static string Plain(string html)
    {
        html = HtmlLink().Replace(html, m => $"[{m.Groups[2].Value}]({m.Groups[1].Value})");
        return Spaces().Replace(WebUtility.HtmlDecode(HtmlTag().Replace(html, "")), " ").Trim();
    }

    private static List<(string Id, string Text)> Mallard(string file)
    {
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        // The head of a page names its authors and translators; those differ by right.
        var blocks = root.Descendants().Where(e => e.Name.LocalName is "p" or "title" && !e.Ancestors().Any(a => a.Name.LocalName is "info")
            && !e.Descendants().Any(d => d.Name.LocalName is "p"));
        return [.. blocks.Select((e, i) => ($"{i}", Spaces().Replace(string.Concat(e.Nodes().Select(Words)), " ").Trim()))];
    }

    private static string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "link" } link when link.Attribute("href") is { } address => $"[{string.Concat(link.Nodes().Select(Words))}]({address.Value})",
        XElement element => string.Concat(element.Nodes().Select(Words)),
        _ => "",
    };

    [GeneratedRegex("<(p|h[1-6])\\s[^>]*?id=\"((?:par|hd|bm)_[^\"]+)\"[^>]*>(.*?)</\\1>", RegexOptions.Singleline, 2000)]
    private static partial Regex HtmlBlock();

    [GeneratedRegex("<a\\s[^>]*?href=\"(https?://[^\"]+)\"[^>]*>(.*?)</a>", RegexOptions.Singleline, 2000)]
    private static partial Regex HtmlLink();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 2000)]
    private static partial Regex HtmlTag();

    [GeneratedRegex("\\s+", RegexOptions.None, 2000)]
    private static partial Regex Spaces();

    [GeneratedRegex("(?<=[.!?])\\s+(?=\\S)", RegexOptions.None, 2000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("(?<![\\w.,/:-])(\\d{1,3}(?:,\\d{3})+|\\d{2,6}|[3-9])(?![\\d%,./:-]|\\s?(?:mm|cm|km|[KMG]B|년|월|일|%|Hz|[A-Za-z]))", RegexOptions.None, 2000)]
    private static partial Regex NumberForm();

    [GeneratedRegex("(?<![\\w.,])(\\d{1,3}(?:\\.\\d+)?)\\s?(?:%|퍼센트)", RegexOptions.None, 2000)]
    private static partial Regex PercentForm();

    [GeneratedRegex("(?<![\\w.,])((?:19|20)\\d\\d)(?=년)", RegexOptions.None, 2000)]
    private static partial Regex YearForm();

    [GeneratedRegex("(?<![\\w.,])(\\d+(?:\\.\\d+)?(\\s?(?:mm|cm|km|KB|kB|MB|GB|Hz)))(?![A-Za-z])", RegexOptions.None, 2000)]
    private static partial Regex UnitForm();

    [GeneratedRegex("\\]\\((https?://[^)\\s]+)\\)", RegexOptions.None, 2000)]
    private static partial Regex LinkForm();

    [GeneratedRegex("(?<![A-Za-z/.:_-])([A-Z][a-z]{4,})(?![A-Za-z/._-])", RegexOptions.None, 2000)]
    private static partial Regex NameForm();
}

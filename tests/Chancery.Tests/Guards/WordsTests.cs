using System.Text.RegularExpressions;
using Chancery.Platform.Figures;
using Chancery.Platform.Web;
using Chancery.Tests.House;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Guards;

/// <summary>The interface texts: the same in every language, none missing, none that nothing says.</summary>
public sealed partial class WordsTests(SqliteHouse house) : IClassFixture<SqliteHouse>
{
    private static readonly HashSet<string> Categories = ["zero", "one", "two", "few", "many", "other"];

    /// <summary>Names of formats and the like, which Korean writes in Latin letters too.</summary>
    private static readonly HashSet<string> Names =
    [
        "AA", "AI", "API", "AVIF", "Atom", "CSV", "Chancery", "DOCX", "Excel", "GIF", "HTML", "HWPX", "ID", "ISO", "JPEG", "JSON", "KR", "KRW", "MB", "ODT", "PDF", "PNG", "QR",
        "RSS", "SHA", "URL", "WCAG", "WebP", "Word", "example", "org", "http", "https", "name", "seoul", "MP", "UTC", "TMX", "XLIFF", "ICS", "UTF",
        // Names of HTTP and of our own JSON, for whoever writes a program.
        "UUID", "file", "ko", "Allow", "If", "Match", "ETag", "version", "errors", "current", "application", "json", "multipart", "form", "data",
        "docs", "rules", "evidence", "md",
    ];

    private readonly Words _words = house.Services.GetRequiredService<Words>();

    [Fact]
    public void Every_language_has_every_text_and_no_other()
    {
        Assert.Equal(["en", "ko"], _words.Languages.Order(StringComparer.Ordinal));
        var english = Keys("en");
        foreach (var language in _words.Languages) Assert.Equal(english, Keys(language));
        // A text with forms for numbers has the one that every number can fall back to.
        foreach (var language in _words.Languages)
        {
            foreach (var key in _words.In(language).Keys.Where(k => Plain(k) != k))
                Assert.True(_words.Has(language, Plain(key) + ".other"), $"{language}: {key}");
        }
    }

    [Fact]
    public void No_text_is_empty_and_its_holes_are_the_same_in_every_language()
    {
        var broken = new List<string>();
        foreach (var language in _words.Languages)
        {
            foreach (var (key, text) in _words.In(language))
            {
                if (string.IsNullOrWhiteSpace(text) || text != text.Trim()) broken.Add($"{language} {key} is empty or has spaces around it");
                if (!text.IsNormalized()) broken.Add($"{language} {key} is not in NFC");
                var english = _words.In("en");
                if (!english.TryGetValue(key, out var source) && !english.TryGetValue(Plain(key) + ".other", out source)) continue;
                // "One story" may say its number in a word.
                if (key.EndsWith(".one", StringComparison.Ordinal)) continue;
                if (!HolesOf(text).SequenceEqual(HolesOf(source))) broken.Add($"{language} {key}: {{{string.Join(' ', HolesOf(text))}}} but {{{string.Join(' ', HolesOf(source))}}} in English");
            }
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void No_Korean_text_was_left_in_English_or_speaks_without_respect()
    {
        var broken = new List<string>();
        foreach (var (key, text) in _words.In("ko"))
        {
            var words = Hole().Replace(text, "");
            broken.AddRange(Latin().Matches(words).Select(m => m.Value).Where(w => !Names.Contains(w)).Select(w => $"{key}: “{w}” in {text}"));
            if (words.Any(char.IsLetter) && !words.Any(c => c is >= '가' and <= '힣') && !Latin().Matches(words).All(m => Names.Contains(m.Value)))
                broken.Add($"{key} has no Korean: {text}");
            broken.AddRange(Blunt().Matches(words).Select(m => $"{key}: “…{m.Value.Trim()}” in {text}"));
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Every_text_that_the_code_asks_for_is_there()
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        void Needs(string key, string where)
        {
            if (!_words.Has("en", key) && !_words.Has("en", key + ".other")) missing.Add($"{key} ({where})");
        }
        foreach (var (file, code) in Code())
        {
            foreach (Match asked in Asked().Matches(code)) Needs(asked.Groups[1].Value, file);
            foreach (Match refused in Refused().Matches(code)) Needs("refusal." + refused.Groups[1].Value, file);
            foreach (Match kind in JournalKind().Matches(code)) Needs("journal.kind." + kind.Groups[1].Value, file);
        }
        foreach (var figure in house.Services.GetRequiredService<FigureRegistry>().All)
        {
            Needs($"figure.{figure.Id}.name", "figure");
            Needs($"figure.{figure.Id}.definition", "figure");
            Needs(figure.Unit, "figure");
        }
        // R.Word(value) says any value of an enum that it says one value of.
        foreach (var type in Enums())
        {
            var name = Reader.Kebab(type.Name);
            if (!_words.In("en").Keys.Any(k => k.StartsWith(name + ".", StringComparison.Ordinal) && k.Split('.').Length == 2)) continue;
            foreach (var value in Enum.GetNames(type)) Needs($"{name}.{Reader.Kebab(value)}", type.Name);
        }
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void No_text_is_there_that_nothing_says()
    {
        var literals = new HashSet<string>(StringComparer.Ordinal);
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, code) in Code())
        {
            foreach (Match literal in Literal().Matches(code)) literals.Add(literal.Groups[1].Value);
            // $"figure.{x}.name" and "desk." + key: whatever stands in the hole.
            foreach (Match text in Interpolated().Matches(code)) made.Add("^" + Hole().Replace(Regex.Escape(text.Groups[1].Value).Replace("\\{", "{", StringComparison.Ordinal), "[a-z0-9.-]+") + "$");
            foreach (Match text in Joined().Matches(code)) made.Add("^" + Regex.Escape(text.Groups[1].Value) + "[a-z0-9.-]+$");
        }
        made.Remove("^refusal\\.[a-z0-9.-]+$");
        var patterns = made.Select(pattern => new Regex(pattern, RegexOptions.NonBacktracking)).ToList();
        var enums = Enums().SelectMany(type => Enum.GetNames(type).Select(value => $"{Reader.Kebab(type.Name)}.{Reader.Kebab(value)}")).ToHashSet(StringComparer.Ordinal);
        var figures = house.Services.GetRequiredService<FigureRegistry>().All.Select(f => $"figure.{f.Id}.").ToList();
        var unused = Keys("en").Where(key =>
            !literals.Contains(key) && !enums.Contains(key)
            && !(key.StartsWith("refusal.", StringComparison.Ordinal) && (literals.Contains(key[8..]) || literals.Any(l => key[8..].EndsWith("." + l, StringComparison.Ordinal))))
            && !(key.StartsWith("figure.", StringComparison.Ordinal) ? figures.Exists(f => key.StartsWith(f, StringComparison.Ordinal)) : patterns.Exists(p => p.IsMatch(key)))).ToList();
        Assert.True(unused.Count == 0, string.Join('\n', unused));
    }

    private SortedSet<string> Keys(string language) => new(_words.In(language).Keys.Select(Plain), StringComparer.Ordinal);

    /// <summary>The key without its number's category.</summary>
    private string Plain(string key) =>
        key.LastIndexOf('.') is > 0 and var dot && Categories.Contains(key[(dot + 1)..]) && _words.Has("en", key[..dot] + ".one") ? key[..dot] : key;

    private static IEnumerable<string> HolesOf(string text) => Hole().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<Type> Enums() => typeof(Program).Assembly.GetTypes().Where(t => t.IsEnum);

    private static IEnumerable<(string File, string Code)> Code() => Repository.Sources("*.cs").Concat(Repository.Sources("*.cshtml"))
        .Where(file => !file.Contains("Migrations", StringComparison.Ordinal)).Select(file => (Repository.Relative(file), File.ReadAllText(file)));

    [GeneratedRegex(@"\{([a-zA-Z0-9.()\[\]_!?]+)(?:\|[^}]*)?\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();

    [GeneratedRegex("[A-Za-z]{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Latin();

    /// <summary>A sentence that ends in neither 다, 요, 오 nor 까.</summary>
    [GeneratedRegex(@"[가-힣-[다요오까]]\.(\s|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blunt();

    [GeneratedRegex("\\b(?:R|reader|Reader)\\[\"([^\"]+)\"[\\],]", RegexOptions.NonBacktracking)]
    private static partial Regex Asked();

    [GeneratedRegex("new Refusal\\(\"([^\"]+)\"[),]", RegexOptions.NonBacktracking)]
    private static partial Regex Refused();

    [GeneratedRegex("Kind = \"([a-z]+\\.[a-z-]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex JournalKind();

    [GeneratedRegex("\"([a-z0-9.-]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Literal();

    [GeneratedRegex("\\$\"([a-z][a-z0-9-]*[.-][^\" ]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Interpolated();

    [GeneratedRegex("\"([a-z][a-z0-9.-]*[.-])\" \\+", RegexOptions.NonBacktracking)]
    private static partial Regex Joined();
}
